//! `…/autorisaties`: what somebody may do, each right in one sentence with since when and by whom.

use axum::extract::Path;
use domain::{Language, organisations::Kind};
use flows::{
    desk::RightsAsked,
    people::{NewRights, Refusal, RightHeld, WholePerson, rights_to_give},
};
use leptos::prelude::*;

use super::{
    address,
    person::right_since,
    person_at,
    refusals::refused,
    terms::{drawn_from, not_now, save},
    words,
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
const FIELDS: [&str; 2] = [RIGHTS, DRAWN];
/// The page below that of a person.
const PAGE: &str = "autorisaties";

/// Shows what somebody may do.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, _, whole) = person_at(&ask, &id).await?;
    if let Some(refusal) = not_now(&whole, ask.now) {
        let back = address(&whole.person.id, "");
        return refused(&ask, &refusal, &whole.person.name.full(), &back).await;
    }
    let wanted = wanted(&ask, &whole).filter(|code| !ask.services().catalogue.has_four_eyes(code));
    let typed = wanted.fold(as_it_is(&whole), |typed, code| typed.and(RIGHTS, code));
    let before = ask.typed_before(&caller, &FIELDS).await?;
    let before = before.map(|before| on_top(&whole, &before));
    draw(&ask, &whole, before.unwrap_or(typed), vec![]).await
}

/// The form as nobody touched it.
fn as_it_is(whole: &WholePerson) -> Typed {
    let codes = whole.terms.ticks();
    codes.fold(Typed::default(), |typed, code| typed.and(RIGHTS, code))
}

/// What somebody changed in a form, on top of how it is now; a form that does not say from what it was drawn changed nothing.
fn on_top(whole: &WholePerson, typed: &Typed) -> Typed {
    let Some(drawn) = drawn_from(typed) else {
        return as_it_is(whole);
    };
    let ticks: Vec<String> = typed.all(RIGHTS).into_iter().map(str::to_owned).collect();
    let ticks = whole.terms.with_changes_of(&drawn, &ticks);
    ticks
        .into_iter()
        .fold(Typed::default(), |typed, code| typed.and(RIGHTS, code))
}

/// Changes what somebody may do.
pub async fn change(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (caller, _, whole) = person_at(&ask, &id).await?;
    let typed = form.only(&FIELDS)?;
    let (l, name) = (ask.language, whole.person.name.full());
    let refused_with = async |text| {
        let error = FieldError {
            field: RIGHTS,
            text,
        };
        draw(&ask, &whole, on_top(&whole, &typed), vec![error]).await
    };
    let Some(drawn) = drawn_from(&typed) else {
        return refused_with(say::no_changed(l, name)).await;
    };
    let new = NewRights {
        rights: typed.all(RIGHTS).into_iter().map(str::to_owned).collect(),
        valid_from: drawn.valid_from,
        valid_until: drawn.valid_until,
    };
    match save(&ask, &caller, &whole, (&drawn, &new), PAGE).await? {
        Ok(answer) => Ok(answer),
        Err(Refusal::RightNotHeld { .. }) => refused_with(say::no_right(l).to_owned()).await,
        // With how it is now, and what was planned meanwhile.
        Err(Refusal::Changed) => {
            let now = words::diagnosis(l, &whole, ask.now);
            refused_with(format!("{} {now}", say::no_changed(l, &name))).await
        }
        Err(refusal) => {
            let back = address(&whole.person.id, "");
            refused(&ask, &refusal, &name, &back).await
        }
    }
}

/// Codes of rights that this person asks for, where the page was opened for that. A wish gives nothing: it ticks boxes that the
/// admin sees, and none that counts as a pair of eyes.
fn wanted<'a>(ask: &Ask, whole: &'a WholePerson) -> impl Iterator<Item = &'a String> + use<'a> {
    let looks = ask.query(ASKED).is_some();
    let named = whole.help.iter().flat_map(|help| &help.wanted);
    named.filter(move |_| looks)
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
    let planned = whole.stopped.as_ref();
    let lead = planned.map(|_| words::diagnosis(l, whole, ask.now));
    let title = say::rights_of(l, whole.person.name.full());
    let back = Act::link(say::back_to(l, &first), address(&whole.person.id, ""));
    let screen = Screen::new(title.clone()).refused_for(ask, &errors);
    let told = ask.told().await?.map(Flash::view);
    screen
        .seen_by(&caller)
        .show(ask, move || {
            let error = error_at(&errors, RIGHTS);
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
                    </Form>
                </Page>
            }
        })
        .await
}
