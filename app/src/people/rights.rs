//! `…/autorisaties`: what somebody may do, each right in one sentence with since when and by whom, and from when until when.

use axum::extract::Path;
use domain::{Language, organisations::Kind, people::Standing, post::Deed};
use flows::desk::RightsAsked;
use flows::people::{
    ChangedRights, NewRights, Refusal, RightHeld, WholePerson, change_rights, rights_to_give,
};
use leptos::prelude::*;

use super::{
    address,
    dates::{self, Dates},
    person::{is_past_restoring, right_since},
    person_at,
    refusals::refused,
    rights_undo,
};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread},
    parts::{Act, Choice, Choices, ErrorSummary, FieldError, Form, HowMany, Page, error_at},
    texts::{frame, people as say},
    words::listed,
};

/// Query with which what somebody asks for is ticked as well.
const ASKED: &str = "gevraagd";

/// Name of the check boxes.
pub(super) const RIGHTS: &str = "rights";

/// Shows what somebody may do.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, _, whole) = person_at(&ask, &id).await?;
    let not_now = match (whole.person.you, whole.person.standing) {
        (true, _) => Some(Refusal::Yourself),
        (false, _) if is_past_restoring(&whole, ask.now) => Some(Refusal::TooLateToRestore),
        (false, Standing::Stopped) => Some(Refusal::Stopped),
        (false, Standing::Unknown) => Some(Refusal::NewerVersion),
        (false, _) => None,
    };
    if let Some(refusal) = not_now {
        let back = address(&whole.person.id, "");
        return refused(&ask, &refusal, &whole.person.name.full(), &back).await;
    }
    let mut dates = dates_of(&whole);
    if whole.person.facts.has_begun(ask.now) {
        // It stays what it is, so it is no field.
        dates.from = None;
    }
    let mut typed = dates.typed(Typed::default());
    let asked = whole.asked.iter().flat_map(|asked| &asked.rights);
    let wanted = wanted(&ask, &whole).filter(|code| !ask.services().catalogue.has_four_eyes(code));
    for code in whole
        .rights
        .iter()
        .map(|right| &right.code)
        .chain(asked)
        .chain(wanted)
    {
        typed = typed.and(RIGHTS, code);
    }
    let fields = [RIGHTS, dates::FROM, dates::UNTIL];
    let before = ask.typed_before(&caller, &fields).await?;
    draw(&ask, &whole, before.unwrap_or(typed), vec![]).await
}

/// Changes what somebody may do.
pub async fn change(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (caller, _, whole) = person_at(&ask, &id).await?;
    let typed = form.only(&[RIGHTS, dates::FROM, dates::UNTIL])?;
    let l = ask.language;
    let dates = match Dates::read(l, &typed, ask.now, dates_of(&whole)) {
        // The first day of access that has begun stands in no field.
        Ok(dates) if dates.from.is_none() && whole.person.facts.has_begun(ask.now) => Dates {
            from: dates_of(&whole).from,
            ..dates
        },
        Ok(dates) => dates,
        Err(errors) => return draw(&ask, &whole, typed, errors).await,
    };
    let new = NewRights {
        rights: typed.all(RIGHTS).into_iter().map(str::to_owned).collect(),
        valid_from: dates.from,
        valid_until: dates.until,
    };
    let (name, back) = (whole.person.name.full(), address(&whole.person.id, ""));
    let (_, permit) = ask.change_staff(Deed::ChangeRights, Some(&name)).await?;
    match change_rights(ask.services(), &permit, &whole.person.id, &new).await? {
        Ok(changed) => {
            let kind = ask.services().catalogue.kind(&caller.kind);
            let first = whole.person.name.greeting();
            let text = if changed.asked.is_empty() {
                say::rights_done_text(l, first)
            } else {
                say::rights_asked_text(l).to_owned()
            };
            let again = address(&whole.person.id, "autorisaties");
            let done = Flash::good(changed_words(l, &changed, kind, first));
            let done = match rights_undo::keep(&ask, &whole, &new, &changed).await? {
                Some(until) => {
                    let undo_until = say::rights_undo_until(l, until.time(l));
                    done.text(format!("{text} {undo_until}"))
                        .undo(frame::undo(l), rights_undo::deed(&whole.person.id))
                }
                None => done.text(text),
            };
            ask.tell(done.link(say::rights_again(l), again)).await?;
            Ok(ask.go(&back))
        }
        Err(Refusal::RightNotHeld { .. }) => {
            let text = say::no_right(l).to_owned();
            let error = FieldError {
                field: RIGHTS,
                text,
            };
            draw(&ask, &whole, typed, vec![error]).await
        }
        Err(Refusal::DatesReversed) => {
            let text = say::no_reversed(l).to_owned();
            let error = FieldError {
                field: dates::UNTIL,
                text,
            };
            draw(&ask, &whole, typed, vec![error]).await
        }
        // It began since the form was drawn.
        Err(Refusal::HasBegun) => {
            let text = say::no_has_begun(l, &name);
            let error = FieldError {
                field: dates::FROM,
                text,
            };
            draw(&ask, &whole, typed, vec![error]).await
        }
        Err(refusal) => refused(&ask, &refusal, &name, &back).await,
    }
}

/// Codes of rights that this person asks for, where the page was opened for that. A wish gives nothing: it ticks boxes that the
/// admin sees, and none that counts as a pair of eyes.
fn wanted<'a>(ask: &Ask, whole: &'a WholePerson) -> impl Iterator<Item = &'a String> + use<'a> {
    let looks = ask.query(ASKED).is_some();
    let named = whole.help.iter().flat_map(|help| &help.wanted);
    named.filter(move |_| looks)
}

pub(super) fn dates_of(whole: &WholePerson) -> Dates {
    Dates {
        from: whole.person.facts.valid_from,
        until: whole.person.facts.valid_until,
    }
}

/// "Jan mag nu ook: offertes maken."
pub(super) fn changed_words(
    l: Language,
    changed: &ChangedRights,
    kind: Option<&Kind>,
    name: &str,
) -> String {
    let names = |codes: &[String]| {
        let names: Vec<String> = codes.iter().map(|code| right_name(l, kind, code)).collect();
        names.join(", ")
    };
    let mut words = Vec::new();
    if !changed.added.is_empty() {
        words.push(say::rights_done_added(l, name, names(&changed.added)));
    }
    if !changed.removed.is_empty() {
        words.push(say::rights_done_removed(l, name, names(&changed.removed)));
    }
    if !changed.asked.is_empty() {
        words.push(say::rights_done_asked(l, name, names(&changed.asked)));
    }
    if !changed.withdrawn.is_empty() {
        words.push(say::rights_withdrawn(l, name, names(&changed.withdrawn)));
    }
    if changed.dates {
        words.push(say::rights_done_dates(l, name));
    }
    words.join(" ")
}

/// Name of a right; one that left the catalogue goes by its code.
pub(crate) fn right_name(l: Language, kind: Option<&Kind>, code: &str) -> String {
    kind.and_then(|kind| kind.right(code))
        .map_or_else(|| code.to_owned(), |right| right.name.get(l).to_owned())
}

/// Names of rights as one would say them; nothing if there are none.
pub(super) fn names_of(l: Language, kind: Option<&Kind>, codes: &[String]) -> Option<String> {
    let names: Vec<String> = codes.iter().map(|code| right_name(l, kind, code)).collect();
    listed(l, &names)
}

/// Names of rights that do not come back with access that was stopped, because they take two to give.
pub(super) fn lost_by_stop(ask: &Ask, kind: &str, codes: &[String]) -> Option<String> {
    let catalogue = &ask.services().catalogue;
    let lost = codes.iter().filter(|code| catalogue.has_four_eyes(code));
    let lost: Vec<String> = lost.cloned().collect();
    names_of(ask.language, catalogue.kind(kind), &lost)
}

/// The rights that can be ticked, in the order of the catalogue: what the organisation may give, and what this person
/// has (so that it can be taken away, also when the organisation lost it).
pub(super) fn choices(
    l: Language,
    kind: Option<&Kind>,
    to_give: &[String],
    (held, asked): (&[RightHeld], Option<&RightsAsked>),
    ticked: &[&str],
) -> Vec<Choice> {
    let known = kind.map(|kind| kind.rights.as_slice()).unwrap_or_default();
    let mut choices: Vec<Choice> = known
        .iter()
        .filter(|right| {
            to_give.contains(&right.code) || held.iter().any(|has| has.code == right.code)
        })
        .map(|right| {
            let has = held.iter().find(|has| has.code == right.code);
            let sentence = right.sentence.get(l);
            let waits = asked.filter(|asked| asked.rights.contains(&right.code));
            let hint = match (has, waits) {
                (Some(has), _) => {
                    format!("{sentence} {}.", right_since(l, has).trim_end_matches('.'))
                }
                (None, Some(asked)) => {
                    let waits = say::right_asked(l, asked.until.day_and_time(l));
                    format!("{sentence} {waits}")
                }
                (None, None) if right.four_eyes => {
                    format!("{sentence} {}", say::right_takes_two(l))
                }
                (None, None) => sentence.to_owned(),
            };
            Choice {
                value: right.code.clone(),
                label: right.name.get(l).to_owned(),
                hint: Some(hint),
                chosen: ticked.contains(&right.code.as_str()),
            }
        })
        .collect();
    let left = |has: &&RightHeld| !known.iter().any(|right| right.code == has.code);
    choices.extend(held.iter().filter(left).map(|has| Choice {
        value: has.code.clone(),
        label: has.code.clone(),
        hint: Some(right_since(l, has)),
        chosen: ticked.contains(&has.code.as_str()),
    }));
    choices
}

async fn draw(ask: &Ask, whole: &WholePerson, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let (caller, permit) = ask.admin().await?;
    let to_give = rights_to_give(ask.services(), &permit).await?;
    let kind = ask.services().catalogue.kind(&caller.kind);
    let choices = choices(
        l,
        kind,
        &to_give,
        (&whole.rights, whole.asked.as_ref()),
        &typed.all(RIGHTS),
    );
    let has_begun = whole.person.facts.has_begun(ask.now);
    let first = whole.person.name.greeting().to_owned();
    let wanted: Vec<String> = wanted(ask, whole).cloned().collect();
    let hint = names_of(l, kind, &wanted).map_or_else(
        || say::rights_hint(l).to_owned(),
        |names| {
            format!(
                "{} {}",
                say::rights_wanted(l, &first, names),
                say::rights_hint(l)
            )
        },
    );
    let title = say::rights_of(l, whole.person.name.full());
    let back = Act::link(say::back_to(l, &first), address(&whole.person.id, ""));
    let screen = if errors.is_empty() {
        Screen::new(title.clone())
    } else {
        Screen::new(title.clone()).refused(ask)
    };
    let told = ask.told().await?.map(Flash::view);
    screen
        .seen_by(&caller)
        .show(ask, move || {
            let error = error_at(&errors, RIGHTS);
            let dates = dates::fields(l, &typed, &errors, has_begun).into_any();
            let heading = frame::error_heading(l);
            let news = view! { {told} <ErrorSummary heading errors /> }.into_any();
            let question = say::rights_question(l, first);
            view! {
                <Page title=title back=back news=news>
                    <Form primary=say::save(l)>
                        <Choices
                            name=RIGHTS
                            label=question
                            hint=hint
                            how_many=HowMany::Any
                            choices=choices
                            error=error
                            brief=true
                        />
                        {dates}
                    </Form>
                </Page>
            }
        })
        .await
}
