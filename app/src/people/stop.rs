//! `…/uit-dienst`: stops somebody's access, now or after a last working day. It can be taken back, so nothing is asked twice; what
//! cannot is named first, and then the notice offers no undo.

use axum::extract::Path;
use domain::{
    AuthorisationId, ChoiceOf, Moment, Problem,
    people::{AuthorisationState, dates::coming_end_of},
    post::Deed,
};
use flows::{
    Caller,
    people::{Refusal, Stop, Stopped, WholePerson, restorable_until, stop_access},
};
use leptos::prelude::*;

use super::{address, person_at, refusals::refused, rights::lost_by_stop, words};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread},
    parts::{
        Act, Choice, Choices, ErrorSummary, Field, FieldError, FieldKind, Form, HowMany, Notice,
        NoticeKind, Page, SEEN, SeenField, error_at,
    },
    texts::{frame, people as say},
    words::field_error,
};

const WHEN: &str = "when";
const NOW: &str = "now";
const LATER: &str = "later";
const DAY: &str = "day";
/// The answer that a day belongs to, by its id.
const LATER_ID: &str = "when-2";

/// Shows the question when.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, _, whole) = person_at(&ask, &id).await?;
    let not_now = match (whole.person.you, whole.person.facts.state) {
        (true, _) => Some(Refusal::Yourself),
        (false, AuthorisationState::Invited) => Some(Refusal::OnlyInvited),
        (false, AuthorisationState::Stopped) => Some(Refusal::AlreadySo),
        (false, AuthorisationState::Unknown) => Some(Refusal::NewerVersion),
        (false, AuthorisationState::Active) => None,
    };
    if let Some(refusal) = not_now {
        let back = address(&whole.person.id, "");
        return refused(&ask, &refusal, &whole.person.name.full(), &back).await;
    }
    let before = ask.typed_before(&caller, &[WHEN, DAY]).await?;
    let typed = before.unwrap_or_else(|| Typed::with(WHEN, NOW));
    draw(&ask, &whole, typed, vec![]).await
}

/// Stops the access.
pub async fn stop(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (caller, _, whole) = person_at(&ask, &id).await?;
    let typed = form.only(&[WHEN, DAY, SEEN])?;
    let l = ask.language;
    let when = match read(&typed, ask.now) {
        Ok(when) => when,
        Err(wrong) => {
            let error = match wrong {
                Wrong::Field(field, problem) => field_error(l, field, problem),
                Wrong::NowOrThen => FieldError {
                    field: DAY,
                    text: say::stop_now_or_then(l, say::stop_now(l), say::stop_later(l)),
                },
            };
            return draw(&ask, &whole, typed, vec![error]).await;
        }
    };
    let (name, back) = (whole.person.name.full(), address(&whole.person.id, ""));
    let (_, permit) = ask.change_staff(Deed::StopAccess, Some(&name)).await?;
    let (id, seen) = (&whole.person.id, typed.seen());
    match stop_access(ask.services(), &permit, (id, &seen), when).await? {
        Ok(stopped) => {
            let lost = lost(&ask, &caller, &whole);
            ask.tell(done(&ask, &whole, lost, when, &stopped)).await?;
            Ok(ask.go(&back))
        }
        // With what is planned now.
        Err(Refusal::Changed) => {
            let text = format!(
                "{} {}",
                say::no_changed(l, &name),
                words::diagnosis(l, &whole, ask.now)
            );
            draw(&ask, &whole, typed, vec![FieldError { field: DAY, text }]).await
        }
        Err(refusal) => refused(&ask, &refusal, &name, &back).await,
    }
}

/// What is wrong with what was chosen.
#[derive(Debug, PartialEq, Eq)]
enum Wrong {
    /// One field.
    Field(&'static str, Problem),
    /// At once, and a day as well: nobody is thrown out on the day that was not meant.
    NowOrThen,
}

fn read(typed: &Typed, now: Moment) -> Result<Stop, Wrong> {
    match (typed.get(WHEN), typed.get(DAY)) {
        (NOW, "") => Ok(Stop::Now),
        (NOW, _) => Err(Wrong::NowOrThen),
        (LATER, day) => coming_end_of(day, now)
            .map(Stop::On)
            .map_err(|problem| Wrong::Field(DAY, problem)),
        _ => Err(Wrong::Field(WHEN, Problem::NotChosen(ChoiceOf::When))),
    }
}

/// Names of what restoring does not give back: rights that take two, and those that are asked for.
fn lost(ask: &Ask, caller: &Caller, whole: &WholePerson) -> Option<String> {
    let asked = whole.asked.iter().flat_map(|asked| &asked.rights);
    let held = whole.rights.iter().map(|right| &right.code);
    let codes: Vec<String> = held.chain(asked).cloned().collect();
    lost_by_stop(ask, &caller.kind, &codes)
}

fn done(
    ask: &Ask,
    whole: &WholePerson,
    lost: Option<String>,
    when: Stop,
    stopped: &Stopped,
) -> Flash {
    let (l, name) = (ask.language, whole.person.name.full());
    let first = whole.person.name.greeting();
    let flash = match when {
        Stop::Now => {
            let policy = &ask.services().policy;
            let until = restorable_until(policy, stopped.at, whole.person.out_since);
            let restore_until = words::undo_until(l, until, ask.now);
            let text = say::stop_done_text(l, first, restore_until);
            let flash = Flash::good(say::stop_done(l, name));
            match lost {
                Some(lost) => flash.text(format!(
                    "{text} {} {}",
                    say::stop_lost(l, lost),
                    say::stop_lost_text(l)
                )),
                None => flash
                    .text(text)
                    .undo(frame::undo(l), restore(&whole.person.id)),
            }
        }
        Stop::On(at) => Flash::good(say::stop_planned(l, name, words::last_day(l, at)))
            .text(say::stop_planned_text(l, first))
            .undo(frame::undo(l), restore(&whole.person.id)),
    };
    flash.seen(&stopped.seen)
}

fn restore(id: &AuthorisationId) -> String {
    address(id, "toegang-herstellen")
}

async fn draw(ask: &Ask, whole: &WholePerson, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let caller = ask.caller().await?;
    let lost = lost(ask, &caller, whole);
    let first = whole.person.name.greeting().to_owned();
    let seen = whole.stop_seen.as_str().to_owned();
    let title = say::stop_title(l, whole.person.name.full());
    let (organisation, policy) = (&caller.organisation_name, &ask.services().policy);
    let lead = match words::restorable_less(policy, &whole.person, ask.now) {
        Some(until) => {
            let until = words::undo_until(l, until, ask.now);
            say::stop_lead_less(l, organisation, &first, until)
        }
        None => {
            let days = policy.restore.as_secs() / (24 * 60 * 60);
            say::stop_lead(l, organisation, &first, days)
        }
    };
    let back = Act::link(say::back_to(l, &first), address(&whole.person.id, ""));
    let screen = Screen::new(title.clone()).refused_for(ask, &errors);
    let told = ask.told().await?.map(Flash::view);
    screen
        .seen_by(&caller)
        .show(ask, move || {
            let choice = |value: &str, label: &str, hint: String| Choice {
                value: value.to_owned(),
                label: label.to_owned(),
                hint: Some(hint),
                chosen: typed.get(WHEN) == value,
            };
            let choices = vec![
                choice(NOW, say::stop_now(l), say::stop_now_hint(l, first)),
                choice(
                    LATER,
                    say::stop_later(l),
                    say::stop_later_hint(l).to_owned(),
                ),
            ];
            let (at_when, at_day) = (error_at(&errors, WHEN), error_at(&errors, DAY));
            let day = typed.value(DAY);
            let heading = frame::error_heading(l);
            let lost = lost.map(|lost| {
                let title = say::stop_lost(l, lost);
                view! { <Notice kind=NoticeKind::Warn title=title><p>{say::stop_lost_text(l)}</p></Notice> }
            });
            let news = view! { {told} <ErrorSummary heading errors /> {lost} }.into_any();
            view! {
                <Page title=title lead=lead back=back news=news>
                    <Form primary=say::stop_submit(l) stops=true>
                        <SeenField seen />
                        <Choices
                            name=WHEN
                            label=say::stop_when(l)
                            how_many=HowMany::One
                            choices=choices
                            error=at_when
                        />
                        <Field
                            kind=FieldKind::Date
                            name=DAY
                            label=say::stop_day(l)
                            hint=say::stop_day_hint(l, say::stop_later(l))
                            error=at_day
                            value=day
                            ticks=Some(LATER_ID)
                        />
                    </Form>
                </Page>
            }
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn access_stops_now_or_at_the_end_of_a_coming_day() {
        let day = |day| Moment::from_amsterdam_date(2026, 11, day).unwrap();
        let now = day(20);
        for (when, last, read_as) in [
            (NOW, "", Ok(Stop::Now)),
            (
                LATER,
                "2026-11-30",
                Ok(Stop::On(
                    day(30).plus(std::time::Duration::from_secs(24 * 60 * 60)),
                )),
            ),
            (NOW, "2026-11-30", Err(Wrong::NowOrThen)),
            (LATER, "", Err(Wrong::Field(DAY, Problem::DateMalformed))),
            (
                LATER,
                "2026-11-19",
                Err(Wrong::Field(DAY, Problem::DateInPast)),
            ),
            (
                "",
                "",
                Err(Wrong::Field(WHEN, Problem::NotChosen(ChoiceOf::When))),
            ),
        ] {
            let typed = Typed::with(WHEN, when).and(DAY, last);
            assert_eq!(read(&typed, now), read_as, "{when} {last}");
        }
    }
}
