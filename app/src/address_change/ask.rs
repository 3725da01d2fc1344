//! `/account/gegevens/e-mailadres`: asks for another address, after a fresh code; while a mailbox is awaited, says which.
//! The answer is the same whether somebody else has the address or not (SEC-04).

use domain::{EmailAddress, Language, TypedPassword, people::Role};
use flows::{
    Caller,
    address_change::{self, Asked, Change, Mailbox, standing},
};
use leptos::prelude::*;

use crate::{
    account::{browser, details},
    bridge::{Answer, Ask, Flash, Screen, Stop, Typed, Unread},
    contact,
    parts::{
        Act, Acts, ErrorSummary, Fact, Field, FieldError, FieldKind, Form, Page, Question, Section,
        SummaryList, error_at,
    },
    texts::{address_change as say, contact as words, details as own, frame, passwords},
    words::field_error,
};

/// Address of this page.
pub const PATH: &str = "/account/gegevens/e-mailadres";
/// Address that withdraws what waits.
pub const WITHDRAW: &str = "/account/gegevens/e-mailadres/intrekken";
const NEW: &str = "new_email";
const PASSWORD: &str = "current_password";

/// Shows the form, or what is awaited.
pub async fn show(ask: Ask) -> Answer {
    let caller = ask.caller().await?;
    let standing = standing(ask.services(), &caller).await?;
    match (standing.open, standing.not_before) {
        (Some(change), _) => draw_waiting(&ask, &caller, change).await,
        (None, Some(until)) => {
            let l = ask.language;
            let why = say::number_changed(l, until.day_and_time(l));
            not_yet(&ask, say::title(l), why, details::PATH).await
        }
        (None, None) => {
            let caller = ask.own_security().await?;
            draw(&ask, &caller, Typed::default(), vec![]).await
        }
    }
}

/// Asks both mailboxes.
pub async fn send(ask: Ask, form: Unread) -> Answer {
    let caller = ask.own_security().await?;
    let mut typed = form.only(&[NEW, PASSWORD])?;
    let l = ask.language;
    let password = TypedPassword::parse(typed.take(PASSWORD));
    let new = EmailAddress::parse(typed.get(NEW));
    let (new, password) = match (new, password) {
        (Ok(new), Ok(password)) => (new, password),
        (new, password) => {
            let errors = [
                new.err().map(|problem| field_error(l, NEW, problem)),
                password
                    .err()
                    .map(|problem| field_error(l, PASSWORD, problem)),
            ];
            return draw(&ask, &caller, typed, errors.into_iter().flatten().collect()).await;
        }
    };
    let wrong = |field: &'static str, text: &str| {
        let text = text.to_owned();
        vec![FieldError { field, text }]
    };
    let session = ask.session_key().unwrap_or_default();
    let browser = browser(&ask, &session);
    match address_change::ask(ask.services(), &caller, &new, &password, browser).await? {
        Asked::MailsSent => {
            let notice = Flash::good(say::sent(l)).text(say::sent_text(l));
            ask.tell(notice).await?;
            Ok(ask.go(PATH))
        }
        Asked::SameAddress => draw(&ask, &caller, typed, wrong(NEW, say::same(l))).await,
        Asked::PasswordWrong => {
            let errors = wrong(PASSWORD, passwords::current_wrong(l));
            draw(&ask, &caller, typed, errors).await
        }
        Asked::TooMany { until } => Err(Stop::TooMany { until }),
        Asked::Busy => Err(Stop::Busy),
        // The page says by itself what stands in the way when it is shown again.
        Asked::StepUpNeeded | Asked::NumberJustChanged { .. } => Ok(ask.go(PATH)),
    }
}

/// Asks whether what waits is to be withdrawn: the links in both mails die with it.
pub async fn ask_withdraw(ask: Ask) -> Answer {
    let caller = ask.caller().await?;
    let l = ask.language;
    let Some(change) = standing(ask.services(), &caller).await?.open else {
        ask.tell(Flash::good(say::nothing_waits(l))).await?;
        return Ok(ask.go(details::PATH));
    };
    let title = say::withdraw_question(l);
    let points = vec![
        say::withdraw_links(l).to_owned(),
        say::withdraw_stays(l, &caller.email),
        say::withdraw_back(l).to_owned(),
    ];
    let lead = say::withdraw_lead(l, change.address());
    Screen::new(title)
        .seen_by(&caller)
        .show(&ask, move || {
            let no = Act::link(frame::cancel(l), PATH);
            view! {
                <Page title=title lead=lead>
                    <Question points yes=say::withdraw(l) action=WITHDRAW.to_owned() no stops=true />
                </Page>
            }
        })
        .await
}

/// Withdraws what waits.
pub async fn withdraw(ask: Ask, form: Unread) -> Answer {
    let caller = ask.caller().await?;
    form.only(&[])?;
    let l = ask.language;
    let notice = if address_change::withdraw(ask.services(), &caller).await? {
        say::withdrawn(l)
    } else {
        say::nothing_waits(l)
    };
    ask.tell(Flash::good(notice)).await?;
    Ok(ask.go(details::PATH))
}

async fn draw(ask: &Ask, caller: &Caller, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let title = say::title(l);
    let lead = say::lead(l, &caller.email);
    let desk = ask.help_desk().await?.with_number(l);
    let without = match caller.role() {
        Role::Admin => say::no_mailbox_admin(l, desk),
        Role::Employee | Role::Unknown => say::no_mailbox_employee(l, desk),
    };
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .seen_by(caller)
        .refused_for(ask, &errors)
        .show(ask, move || {
            let (at_new, at_password) = (error_at(&errors, NEW), error_at(&errors, PASSWORD));
            let heading = frame::error_heading(l);
            let news = view! { {flash} <ErrorSummary heading errors /> }.into_any();
            let back = Act::link(own::title(l), details::PATH);
            let cancel = vec![Act::link(frame::cancel(l), details::PATH)];
            view! {
                <Page title=title lead=lead back=back news=news>
                    <Form primary=say::submit(l) others=cancel>
                        <Field
                            kind=FieldKind::OtherEmail
                            name=NEW
                            label=say::new(l)
                            error=at_new
                            value=typed.value(NEW)
                            autofocus=true
                        />
                        <Field
                            kind=FieldKind::Password
                            name=PASSWORD
                            label=passwords::current(l)
                            error=at_password
                        />
                    </Form>
                    <Section id="without" title=say::no_mailbox(l)><p>{without}</p></Section>
                </Page>
            }
        })
        .await
}

async fn draw_waiting(ask: &Ask, caller: &Caller, change: Change) -> Answer {
    let l = ask.language;
    let title = say::title(l);
    let lead = say::waits_lead(l, change.address());
    let until = say::waits_until(l, change.until.day_and_time(l));
    let facts = vec![
        mailbox(
            l,
            say::waits_old(l),
            &caller.email,
            change.said_yes(Mailbox::Old),
        ),
        mailbox(
            l,
            say::waits_new(l),
            &change.address(),
            change.said_yes(Mailbox::New),
        ),
    ];
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .seen_by(caller)
        .show(ask, move || {
            let back = Act::link(own::title(l), details::PATH);
            let news = view! { {flash} }.into_any();
            let withdraw = Act::link(say::withdraw(l), WITHDRAW).second();
            view! {
                <Page title=title lead=lead back=back news=news>
                    <Section id="waits" title=say::waits_title(l)>
                        <SummaryList facts />
                        <p>{until}</p>
                        <p>{say::waits_none(l)}</p>
                        <Acts acts=vec![withdraw] class="page-actions" />
                    </Section>
                </Page>
            }
        })
        .await
}

fn mailbox(l: Language, term: &str, address: &str, said_yes: bool) -> Fact {
    let how = if said_yes {
        say::said_yes(l)
    } else {
        say::not_yet(l)
    };
    Fact::new(term, address).more(how)
}

/// Says from when on something can be changed, and whom to call if that cannot wait.
pub async fn not_yet(ask: &Ask, title: &'static str, why: String, back: &'static str) -> Answer {
    let l = ask.language;
    let helps = ask.help_desk().await?;
    let (desk, phone) = (helps.with_number(l), helps.phone.clone());
    Screen::new(title)
        .show(ask, move || {
            let back = Act::link(frame::back(l), back);
            let call = Act::link(words::call(l, &phone), contact::telephone(&phone)).primary();
            view! {
                <Page title=title lead=why back=back acts=vec![call]>
                    <p>{say::hurry(l, desk)}</p>
                </Page>
            }
        })
        .await
}
