//! `/aanvraag/{kenmerk}/{token}`: how far a request is, for whoever reads the mailbox; a question is answered here, and
//! the request taken back.

use axum::extract::Path;
use domain::{
    Language,
    appointments::{Reason, Reference, Stage, State},
    shared::short_text::read_lines,
};
use flows::{
    appointments::{self, Answered, Happened, Status, Step},
    secrets::LinkSecret,
};
use leptos::prelude::*;

use super::{
    PATH,
    confirm::unknown,
    read::{REMARK_MOST, text_problem},
    reply_by, story,
};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread},
    contact::telephone,
    parts::{
        Act, Acts, ErrorSummary, Fact, FieldError, Form, History, LongText, Page, Question,
        Section, StateMark, SummaryList, error_at,
    },
    texts::{appointments as say, contact, frame, login},
    words::masked,
};

const ANSWER: &str = "answer";

/// A link as it stands in an address: the number of the request, and the secret.
pub(super) type Link = (Reference, LinkSecret);

/// Shows how far the request is.
pub async fn show(ask: Ask, Path((reference, token)): Path<(String, String)>) -> Answer {
    match link(&reference, &token) {
        Some(link) => draw(&ask, &link, Typed::default(), vec![]).await,
        None => unknown(&ask).await,
    }
}

/// Answers the question.
pub async fn answer(
    ask: Ask,
    Path((reference, token)): Path<(String, String)>,
    form: Unread,
) -> Answer {
    let typed = form.only(&[ANSWER])?;
    let Some(link) = link(&reference, &token) else {
        return unknown(&ask).await;
    };
    let l = ask.language;
    let text = match read_lines(typed.get(ANSWER), REMARK_MOST) {
        Ok(text) => text,
        Err(problem) => {
            let text = text_problem(l, say::answer(l), problem);
            let field = ANSWER;
            return draw(&ask, &link, typed, vec![FieldError { field, text }]).await;
        }
    };
    let Some(status) = appointments::status(ask.services(), link.0, &link.1).await? else {
        return unknown(&ask).await;
    };
    let form = ask.portal.appointments.of_kind(&status.appointment.kind);
    let by = reply_by(&ask, form);
    let done = appointments::answer(ask.services(), link.0, &link.1, &text, by).await?;
    let told = Flash::good(say::answered(l)).text(say::answered_text(l));
    after(&ask, &link, done, told).await
}

/// Asks whether the request is to be taken back: nobody takes that back again.
pub async fn ask_withdraw(ask: Ask, Path((reference, token)): Path<(String, String)>) -> Answer {
    let Some(link) = link(&reference, &token) else {
        return unknown(&ask).await;
    };
    let Some(status) = appointments::status(ask.services(), link.0, &link.1).await? else {
        return unknown(&ask).await;
    };
    if !can_be_withdrawn(status.appointment.state.stage()) {
        return after(&ask, &link, Answered::NotNow, Flash::info("")).await;
    }
    let l = ask.language;
    let title = say::withdraw_question(l);
    let (lead, page) = (say::withdraw_question_lead(l, link.0), address(&link, ""));
    let action = address(&link, "/intrekken");
    Screen::new(title)
        .show(&ask, move || {
            let points = vec![
                say::withdraw_stops(l).to_owned(),
                say::withdraw_back(l).to_owned(),
            ];
            let no = Act::link(frame::cancel(l), page);
            view! {
                <Page title=title lead=lead>
                    <Question points yes=say::withdraw_yes(l) action no stops=true />
                </Page>
            }
        })
        .await
}

/// Takes the request back.
pub async fn withdraw(
    ask: Ask,
    Path((reference, token)): Path<(String, String)>,
    form: Unread,
) -> Answer {
    form.only(&[])?;
    let Some(link) = link(&reference, &token) else {
        return unknown(&ask).await;
    };
    let done = appointments::withdraw(ask.services(), link.0, &link.1).await?;
    let told = Flash::good(say::withdrawn(ask.language));
    after(&ask, &link, done, told).await
}

async fn after(ask: &Ask, link: &Link, done: Answered, told: Flash) -> Answer {
    let flash = match done {
        Answered::Done => told,
        Answered::NotNow => Flash::info(say::went_on(ask.language)),
        Answered::Unknown => return unknown(ask).await,
    };
    ask.tell(flash).await?;
    Ok(ask.go(&address(link, "")))
}

fn link(reference: &str, token: &str) -> Option<Link> {
    Some((Reference::parse(reference)?, LinkSecret::parse(token)?))
}

pub(super) fn address((reference, secret): &Link, deed: &str) -> String {
    format!("/aanvraag/{reference}/{}{deed}", secret.expose())
}

async fn draw(ask: &Ask, link: &Link, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let found = appointments::status(ask.services(), link.0, &link.1).await?;
    let Some(status) = found else {
        return unknown(ask).await;
    };
    let title = say::status_title(l);
    let replaced = replaced_by(&status).filter(|_| status.appointment.state == State::Withdrawn);
    let lead = match (status.is_shut, replaced) {
        (true, _) => say::lead_shut(l).to_owned(),
        (false, Some(by)) => say::lead_replaced(l, by),
        (false, None) => story::lead(l, &status.appointment, ask.now),
    };
    let phone = ask.help_desk().await?.phone.clone();
    let withdraw = address(link, "/intrekken");
    let answer_at = address(link, "");
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .refused_for(ask, &errors)
        .show(ask, move || {
            let heading = frame::error_heading(l);
            let question = question(l, &status, &typed, &errors, answer_at);
            let news = view! { {flash} <ErrorSummary heading errors /> }.into_any();
            let events = story::history(l, &status.story);
            let acts = next_step(l, &status, &phone);
            let (why, facts) = (why(l, &status), facts(l, &status));
            let take_back = take_back(l, status.appointment.state.stage(), withdraw);
            view! {
                <Page title=title lead=lead news=news>
                    {why}
                    <Acts acts class="page-actions" />
                    {question}
                    <Section id="facts" title=say::status_facts(l)>
                        <SummaryList facts />
                    </Section>
                    <Section id="story" title=say::status_story(l)>
                        <History events />
                    </Section>
                    {take_back}
                </Page>
            }
        })
        .await
}

fn next_step(l: Language, status: &Status, phone: &str) -> Vec<Act> {
    let call = || Act::link(contact::call(l, phone), telephone(phone));
    match &status.appointment.state {
        State::Approved { .. } if status.is_shut => vec![call().primary()],
        State::Activated => vec![Act::link(frame::to_login(l), "/inloggen").primary()],
        // As in the letter: who does not agree calls.
        State::Rejected(Reason::HasAccess) => vec![
            Act::link(frame::to_login(l), "/inloggen").primary(),
            Act::link(login::forgot(l), "/wachtwoord-vergeten"),
            call(),
        ],
        State::Rejected(Reason::NotReached) => {
            vec![call().primary(), Act::link(say::again(l), PATH)]
        }
        State::Rejected(_) => vec![Act::link(say::again(l), PATH).primary(), call()],
        // Whoever sent in a newer one goes on with that.
        State::Withdrawn if replaced_by(status).is_some() => vec![],
        State::Expired | State::Withdrawn => vec![Act::link(say::again(l), PATH).primary()],
        _ => vec![],
    }
}

/// The number of the newer request that took the place of this one.
fn replaced_by(status: &Status) -> Option<&str> {
    let replaced = |step: &&Step| step.what == Happened::Replaced;
    status.story.iter().rfind(replaced)?.words.as_deref()
}

fn facts(l: Language, status: &Status) -> Vec<Fact> {
    let asked = &status.appointment;
    let (mark, text) = story::stage(l, asked.state.stage());
    let mut facts = vec![
        Fact::new(say::reference(l), asked.reference.to_string()),
        Fact::view(
            say::status_now(l),
            view! { <StateMark mark text /> }.into_any(),
        ),
    ];
    let company = match &status.organisation {
        Some(known) => [Some(known.name.clone()), Some(known.number.clone())],
        None => [asked.company.clone(), asked.number.clone()],
    };
    let company: Vec<String> = company.into_iter().flatten().collect();
    facts.extend((!company.is_empty()).then(|| Fact::new(say::status_for(l), company.join(", "))));
    facts.push(Fact::new(say::status_who(l), asked.name.full()));
    facts.push(Fact::new(say::email(l), asked.email.for_display()));
    facts.push(Fact::view(say::mobile(l), masked(l, asked.mobile.masked())));
    facts
}

fn why(l: Language, status: &Status) -> Option<impl IntoView + use<>> {
    let State::Rejected(reason) = status.appointment.state else {
        return None;
    };
    let note = status
        .story
        .iter()
        .rfind(|step| step.what == Happened::Rejected)
        .and_then(|step| step.words.clone());
    let note = note.map(|note| view! { <p class="as-typed">{note}</p> });
    Some(view! { <p>{story::reason(l, reason)}</p> {note} })
}

fn question(
    l: Language,
    status: &Status,
    typed: &Typed,
    errors: &[FieldError],
    action: String,
) -> Option<impl IntoView + use<>> {
    if status.appointment.state.stage() != Stage::QuestionAsked {
        return None;
    }
    let asked = status
        .story
        .iter()
        .rfind(|step| step.what == Happened::Question)
        .and_then(|step| step.words.clone())
        .unwrap_or_default();
    let (error, value) = (error_at(errors, ANSWER), typed.value(ANSWER));
    Some(view! {
        <Section id="question" title=say::state_question(l)>
            <p class="as-typed">{asked}</p>
            <Form primary=say::answer_submit(l) action=action>
                <LongText name=ANSWER label=say::answer(l) error=error value=value />
            </Form>
        </Section>
    })
}

const fn can_be_withdrawn(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Confirmed | Stage::InReview | Stage::QuestionAsked
    )
}

fn take_back(l: Language, stage: Stage, action: String) -> Option<impl IntoView + use<>> {
    can_be_withdrawn(stage).then(|| {
        let acts = vec![Act::link(say::withdraw(l), action).second()];
        view! {
            <Section id="withdraw" title=say::withdraw_title(l)>
                <p>{say::withdraw_text(l)}</p>
                <Acts acts class="page-actions" />
            </Section>
        }
    })
}
