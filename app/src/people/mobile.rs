//! `…/mobiel`: where somebody's codes go. The field is empty: the old number is only shown as its last digits. The new one is
//! shown in full and asked about first: it cannot be taken back, because mailbox and old number hear of it at once.

use axum::extract::Path;
use domain::{
    MobileNumber,
    people::{Guard, Lasts, Standing, What},
    post::{Deed, HelpKind},
};
use flows::{
    Seen,
    people::{HelpOpen, Person, Refusal, WholePerson, change_mobile, has_number},
};
use leptos::prelude::*;

use super::{address, person_at, refusals::refused};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread},
    parts::{
        Act, ErrorSummary, Fact, Field, FieldError, FieldKind, Form, Page, Question, SEEN,
        SeenField, SummaryList, error_at,
    },
    texts::{frame, people as say},
    words::{field_error, masked, mobile_hint},
};

/// Name of the field: neutral, so that no browser fills in the admin's own number.
const FIELD: &str = "nummer";
/// Says that the number was shown in full and is the right one.
const SURE: (&str, &str) = ("klopt", "ja");

/// Shows the form.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, _, whole) = person_at(&ask, &id).await?;
    if let Some(refusal) = not_for(&whole.person) {
        let back = address(&whole.person.id, "");
        return refused(&ask, &refusal, &whole.person.name.full(), &back).await;
    }
    let typed = ask.typed_before(&caller, &[FIELD, SURE.0]).await?;
    draw(&ask, &whole, &typed.unwrap_or_default(), vec![]).await
}

/// Changes the number.
pub async fn change(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whole) = person_at(&ask, &id).await?;
    let typed = form.only(&[FIELD, SURE.0, SEEN])?;
    let l = ask.language;
    let countries = &ask.services().policy.countries;
    let number = match MobileNumber::parse(typed.get(FIELD), countries) {
        Ok(number) => number,
        Err(problem) => {
            return draw(&ask, &whole, &typed, vec![field_error(l, FIELD, problem)]).await;
        }
    };
    let same = || FieldError {
        field: FIELD,
        text: say::mobile_same(l).to_owned(),
    };
    if typed.get(SURE.0) != SURE.1 && not_for(&whole.person).is_none() {
        let (_, permit) = ask.admin().await?;
        if has_number(ask.services(), &permit, &whole.person.id, &number).await? {
            return draw(&ask, &whole, &typed, vec![same()]).await;
        }
        return draw_question(&ask, &whole, &number, &typed.seen()).await;
    }
    let (name, back) = (whole.person.name.full(), address(&whole.person.id, ""));
    let (_, permit) = ask.change_staff(Deed::ChangeMobile, Some(&name)).await?;
    let whom = (&whole.person.id, &typed.seen());
    match change_mobile(ask.services(), &permit, whom, &number).await? {
        Ok(()) => {
            let first = whole.person.name.greeting();
            // Once, for who typed it: a slip is seen now, or when somebody cannot log in.
            let text = say::mobile_done_text(l, first, number.national());
            let done = Flash::good(say::mobile_done(l, &name))
                .text(text)
                .next(say::test_sms(l), address(&whole.person.id, "test-sms"));
            ask.tell(done).await?;
            Ok(ask.go(&back))
        }
        Err(Refusal::AlreadySo) => draw(&ask, &whole, &typed, vec![same()]).await,
        Err(Refusal::Changed) => {
            let text = say::no_changed(l, &name);
            draw(
                &ask,
                &whole,
                &typed,
                vec![FieldError { field: FIELD, text }],
            )
            .await
        }
        Err(refusal) => refused(&ask, &refusal, &name, &back).await,
    }
}

/// Asks whether this is the number: whoever has it reads the codes from now on.
async fn draw_question(
    ask: &Ask,
    whole: &WholePerson,
    number: &MobileNumber,
    seen: &Seen,
) -> Answer {
    let l = ask.language;
    let caller = ask.caller().await?;
    let first = whole.person.name.greeting().to_owned();
    let title = say::mobile_question(l, whole.person.name.full());
    let page = address(&whole.person.id, "mobiel");
    let facts = vec![Fact::new(say::mobile_new(l), number.national())];
    let (code, seen) = (number.e164().to_owned(), seen.as_str().to_owned());
    Screen::new(title.clone())
        .seen_by(&caller)
        .show(ask, move || {
            let points = vec![
                say::mobile_question_codes(l, &first),
                say::mobile_question_told(l, &first),
                say::mobile_question_back(l).to_owned(),
            ];
            let with = vec![(FIELD, code), (SURE.0, SURE.1.to_owned()), (SEEN, seen)];
            let no = Act::link(say::mobile_question_no(l), page.clone());
            view! {
                <Page title=title>
                    <SummaryList facts />
                    <Question points yes=say::mobile_question_yes(l) action=page with no />
                </Page>
            }
        })
        .await
}

/// Whose number an admin does not change.
fn not_for(person: &Person) -> Option<Refusal> {
    if person.you {
        return Some(Refusal::Yourself);
    }
    match (
        person.reached(What::Keys),
        person.guards.here,
        person.standing,
    ) {
        (Ok(()), _, Standing::Stopped | Standing::Ended { .. }) => Some(Refusal::Stopped),
        (Ok(()), ..) => None,
        _ if !person.within_reach => Some(Refusal::NotAsStandIn),
        (Err(_), Guard::LooksAfter(Lasts::Until(until)), _) => {
            Some(Refusal::StillProtected { until })
        }
        (Err(_), Guard::AtDesk(_), _) => Some(Refusal::AgentNeedsTwo),
        (Err(_), Guard::Unknown, _) => Some(Refusal::NewerVersion),
        (Err(_), ..) => Some(Refusal::AdminNeedsServiceDesk),
    }
}

async fn draw(ask: &Ask, whole: &WholePerson, typed: &Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let first = whole.person.name.greeting().to_owned();
    let title = say::mobile_title(l, whole.person.name.full());
    let lead = say::mobile_lead(l, &whole.person.mobile_masked);
    let back = Act::link(say::back_to(l, &first), address(&whole.person.id, ""));
    let (hint, value) = (
        mobile_hint(l, &ask.services().policy.countries),
        typed.value(FIELD),
    );
    let screen = Screen::new(title.clone()).refused_for(ask, &errors);
    let told = ask.told().await?.map(Flash::view);
    let seen = whole.number_seen.as_str().to_owned();
    let asks = |help: &HelpOpen| help.kind == Some(HelpKind::WrongNumber);
    let asked = whole.help.iter().any(asks);
    screen
        .show(ask, move || {
            let error = error_at(&errors, FIELD);
            let heading = frame::error_heading(l);
            let news = view! { {told} <ErrorSummary heading errors /> }.into_any();
            let autofocus = error.is_none();
            let ask_first = asked.then(|| view! { <p>{say::mobile_ask(l, &first)}</p> });
            view! {
                <Page title=title lead_view=masked(l, lead) back=back news=news>
                    {ask_first}
                    <Form primary=say::save(l)>
                        <SeenField seen />
                        <Field
                            kind=FieldKind::OtherMobile
                            name=FIELD
                            label=say::mobile_new(l)
                            hint=hint
                            error=error
                            value=value
                            autofocus=autofocus
                        />
                        <p>{say::mobile_what(l, first)}</p>
                    </Form>
                </Page>
            }
        })
        .await
}
