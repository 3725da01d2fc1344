//! `…/autorisaties`: what somebody may do, each right in one sentence with since when and by whom, and from when until when.

use axum::extract::Path;
use domain::{Language, Moment, organisations::Kind, people::Standing, post::Deed};
use flows::desk::RightsAsked;
use flows::people::{
    ChangedRights, NewRights, Refusal, RightHeld, Terms, WholePerson, change_rights, rights_to_give,
};
use leptos::prelude::*;

use super::{
    address,
    dates::{self, Dates},
    person::{is_past_restoring, right_since},
    person_at,
    refusals::refused,
    rights_undo, words,
};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread},
    parts::{Act, Choice, Choices, DRAWN, ErrorSummary, FieldError, Form, HowMany, Page, error_at},
    texts::{frame, people as say},
    words::listed,
};

/// Query with which what somebody asks for is ticked as well.
const ASKED: &str = "gevraagd";

/// Name of the check boxes.
pub(super) const RIGHTS: &str = "rights";
const FIELDS: [&str; 4] = [RIGHTS, dates::FROM, dates::UNTIL, DRAWN];

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
    let wanted = wanted(&ask, &whole).filter(|code| !ask.services().catalogue.has_four_eyes(code));
    let typed = wanted.fold(as_it_is(&ask, &whole), |typed, code| {
        typed.and(RIGHTS, code)
    });
    let before = ask.typed_before(&caller, &FIELDS).await?;
    let before = before.map(|before| on_top(&ask, &whole, &before));
    draw(&ask, &whole, before.unwrap_or(typed), vec![]).await
}

/// The form as nobody touched it.
fn as_it_is(ask: &Ask, whole: &WholePerson) -> Typed {
    let terms = &whole.terms;
    let mut dates = dates_of(terms);
    if whole.person.facts.has_begun(ask.now) {
        // It stays what it is, so it is no field.
        dates.from = None;
    }
    let codes = terms.rights.iter().chain(&terms.asked);
    codes.fold(dates.typed(Typed::default()), |typed, code| {
        typed.and(RIGHTS, code)
    })
}

/// From what a form was drawn; `None` if it does not say.
fn drawn_from(typed: &Typed) -> Option<Terms> {
    serde_json::from_str(typed.get(DRAWN)).ok()
}

/// What somebody changed in a form, on top of how it is now; a form that does not say from what it was drawn changed nothing.
fn on_top(ask: &Ask, whole: &WholePerson, typed: &Typed) -> Typed {
    let now = as_it_is(ask, whole);
    let Some(drawn) = drawn_from(typed) else {
        return now;
    };
    let before = dates_of(&drawn).typed(Typed::default());
    let has_begun = whole.person.facts.has_begun(ask.now);
    let date = |field: &'static str| {
        let sent = typed.get(field);
        let no_field = field == dates::FROM && has_begun && sent.is_empty();
        if sent == before.get(field) || no_field {
            now.get(field)
        } else {
            sent
        }
    };
    let ticks: Vec<String> = typed.all(RIGHTS).into_iter().map(str::to_owned).collect();
    let ticks = whole.terms.with_changes_of(&drawn, &ticks);
    let dates = Typed::with(dates::FROM, date(dates::FROM)).and(dates::UNTIL, date(dates::UNTIL));
    ticks
        .into_iter()
        .fold(dates, |typed, code| typed.and(RIGHTS, code))
}

/// Changes what somebody may do.
pub async fn change(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (caller, _, whole) = person_at(&ask, &id).await?;
    let typed = form.only(&FIELDS)?;
    let l = ask.language;
    let refused_at = async |field, text| {
        let typed = on_top(&ask, &whole, &typed);
        draw(&ask, &whole, typed, vec![FieldError { field, text }]).await
    };
    let Some(drawn) = drawn_from(&typed) else {
        let text = say::no_changed(l, whole.person.name.full());
        return refused_at(RIGHTS, text).await;
    };
    let before = dates_of(&drawn);
    let dates = match Dates::read(l, &typed, ask.now, before) {
        // The first day of access that has begun stands in no field.
        Ok(dates) if dates.from.is_none() && whole.person.facts.has_begun(ask.now) => Dates {
            from: before.from,
            ..dates
        },
        Ok(dates) => dates,
        Err(errors) => return draw(&ask, &whole, on_top(&ask, &whole, &typed), errors).await,
    };
    let new = NewRights {
        rights: typed.all(RIGHTS).into_iter().map(str::to_owned).collect(),
        valid_from: dates.from,
        valid_until: dates.until,
    };
    let (name, back) = (whole.person.name.full(), address(&whole.person.id, ""));
    let (_, permit) = ask.change_staff(Deed::ChangeRights, Some(&name)).await?;
    let change = (&drawn, &new);
    match change_rights(ask.services(), &permit, &whole.person.id, change).await? {
        Ok(changed) => {
            let kind = ask.services().catalogue.kind(&caller.kind);
            let first = whole.person.name.greeting();
            let text = if changed.asked.is_empty() {
                say::rights_done_text(l, first)
            } else {
                say::rights_asked_text(l).to_owned()
            };
            let again = address(&whole.person.id, "autorisaties");
            let done = Flash::good(changed_words(l, &changed, kind, (first, new.valid_until)));
            let done = match rights_undo::keep(&ask, &whole, change, &changed).await? {
                Some((until, seen)) => {
                    let undo_until = say::rights_undo_until(l, until.time(l));
                    done.text(format!("{text} {undo_until}"))
                        .undo(frame::undo(l), rights_undo::deed(&whole.person.id))
                        .seen(&seen)
                }
                None => done.text(text),
            };
            ask.tell(done.link(say::rights_again(l), again)).await?;
            Ok(ask.go(&back))
        }
        Err(Refusal::RightNotHeld { .. }) => refused_at(RIGHTS, say::no_right(l).to_owned()).await,
        Err(Refusal::DatesReversed) => {
            refused_at(dates::UNTIL, say::no_reversed(l).to_owned()).await
        }
        // It began since the form was drawn.
        Err(Refusal::HasBegun) => refused_at(dates::FROM, say::no_has_begun(l, &name)).await,
        // With how it is now, and what was planned meanwhile.
        Err(Refusal::Changed) => {
            let now = words::diagnosis(l, &whole, ask.now);
            let text = format!("{} {now}", say::no_changed(l, &name));
            refused_at(RIGHTS, text).await
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

pub(super) const fn dates_of(terms: &Terms) -> Dates {
    Dates {
        from: terms.valid_from,
        until: terms.valid_until,
    }
}

/// "Jan mag nu ook: offertes maken."
pub(super) fn changed_words(
    l: Language,
    changed: &ChangedRights,
    kind: Option<&Kind>,
    (name, until): (&str, Option<Moment>),
) -> String {
    let names = |codes: &[String]| right_names(l, kind, codes).join(", ");
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
        words.push(match until {
            Some(until) => say::rights_done_until(l, name, words::last_day(l, until)),
            None => say::rights_done_dates(l, name),
        });
    }
    words.join(" ")
}

/// Name of a right; one that left the catalogue goes by its code.
pub(super) fn right_name(l: Language, kind: Option<&Kind>, code: &str) -> String {
    kind.and_then(|kind| kind.right(code))
        .map_or_else(|| code.to_owned(), |right| right.name.get(l).to_owned())
}

/// Names of rights, in the order of the list in which they are ticked.
pub(crate) fn right_names(l: Language, kind: Option<&Kind>, codes: &[String]) -> Vec<String> {
    let mut codes: Vec<&String> = codes.iter().collect();
    codes.sort_by_key(|code| kind.map_or(0, |kind| kind.place_of(code)));
    let name = |code: &String| right_name(l, kind, code);
    codes.into_iter().map(name).collect()
}

/// Names of rights as one would say them; nothing if there are none.
pub(crate) fn names_of(l: Language, kind: Option<&Kind>, codes: &[String]) -> Option<String> {
    listed(l, &right_names(l, kind, codes))
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
    let drawn = serde_json::to_string(&whole.terms).unwrap_or_default();
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
    // A stop that is planned is no date of this form.
    let planned = whole.stopped.as_ref();
    let lead = planned.map(|_| words::diagnosis(l, whole, ask.now));
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
            // Beside rights it looks as if it were that of a right.
            let last = (has_begun, say::date_until_all(l));
            let dates = dates::fields(l, &typed, &errors, last).into_any();
            let heading = frame::error_heading(l);
            let news = view! { {told} <ErrorSummary heading errors /> }.into_any();
            let question = say::rights_question(l, first);
            view! {
                <Page title=title lead=lead back=back news=news>
                    <Form primary=say::save(l)>
                        <input type="hidden" name=DRAWN value=drawn />
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
