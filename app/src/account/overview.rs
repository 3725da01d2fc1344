//! `/account/beveiliging`: one's own security on one page, and ending sessions elsewhere (SEC-40).

use axum::extract::Path;
use domain::Language;
use flows::{
    Caller,
    account::{self, Overview, OwnNumber, end_other_sessions, own_numbers, security_overview},
    sessions::Listed,
};
use leptos::prelude::*;

use crate::{
    address_change::ask as address,
    bridge::{Answer, Ask, Flash, Response, Screen, Unread},
    parts::{Act, Acts, Fact, Notice, NoticeKind, Page, Section, SummaryList},
    texts::{account as say, details as own},
    words::masked,
};

/// Address of this page.
pub const PATH: &str = "/account/beveiliging";
/// Address that ends every other session.
pub const END_OTHERS: &str = "/account/beveiliging/overal-uitloggen";

/// Shows it.
pub async fn show(ask: Ask) -> Answer {
    let caller = ask.caller().await?;
    let session = ask.session_key().unwrap_or_default();
    let overview = security_overview(ask.services(), &caller, &session).await?;
    let numbers = own_numbers(ask.services(), &caller).await?;
    let l = ask.language;
    let title = say::title(l);
    let lead = say::lead(l, &caller.email);
    let details = details(l, &caller);
    let facts = facts(l, &overview, numbers);
    let (reset_off_until, listed) = (overview.reset_off_until, overview.sessions);
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .seen_by(&caller)
        .show(&ask, move || {
            let reset_off = reset_off_until.map(|until| {
                let text = say::reset_off(l, until.day_and_time(l));
                view! { <Notice kind=NoticeKind::Info title=text /> }
            });
            let news = view! { {flash} {reset_off} }.into_any();
            view! {
                <Page title=title lead=lead news=news>
                    <Section id="details" title=own::title(l)>
                        <SummaryList facts=details />
                    </Section>
                    <Section id="security" title=say::security(l)>
                        <SummaryList facts />
                    </Section>
                    <Section id="sessions" title=say::sessions(l)>
                        {sessions(l, listed)}
                    </Section>
                </Page>
            }
        })
        .await
}

/// Keeps the session awake, as being asked for anything does; says nothing.
pub async fn still_here(ask: Ask) -> Answer {
    ask.caller_with_any_password().await?;
    Ok(Response::default())
}

/// The page that password managers look for.
pub async fn well_known(ask: Ask) -> Answer {
    Ok(ask.go(super::password::PATH))
}

/// Ends one session.
pub async fn end_one(ask: Ask, Path(session): Path<String>, form: Unread) -> Answer {
    let caller = ask.caller().await?;
    form.only(&[])?;
    let l = ask.language;
    let notice = if account::end_session(ask.services(), &caller, &session).await? {
        say::session_ended(l)
    } else {
        say::session_over(l)
    };
    ask.tell(Flash::good(notice)).await?;
    Ok(ask.go(PATH))
}

/// Ends every session but this one.
pub async fn end_others(ask: Ask, form: Unread) -> Answer {
    let caller = ask.caller().await?;
    form.only(&[])?;
    let session = ask.session_key().unwrap_or_default();
    let (ended, epoch) = end_other_sessions(ask.services(), &caller, &session).await?;
    ask.goes_on_as_of(epoch).await?;
    let done = match ended {
        0 => say::others_none(ask.language),
        _ => say::others_ended(ask.language),
    };
    ask.tell(Flash::good(done)).await?;
    Ok(ask.go(PATH))
}

/// What one is called and logs in with; the rest stands on its own page.
fn details(l: Language, caller: &Caller) -> Vec<Fact> {
    let name = Act::link(own::change(l), super::details::PATH).about(own::about_name(l));
    let email = Act::link(own::change(l), address::PATH).about(own::about_email(l));
    vec![
        Fact::new(own::name(l), &caller.name).act(name),
        Fact::new(own::email(l), &caller.email).act(email),
    ]
}

fn facts(l: Language, overview: &Overview, numbers: Vec<OwnNumber>) -> Vec<Fact> {
    let password = match overview.password_changed_at {
        Some(at) => say::password_changed(l, at.short_day(l)),
        None => say::password_unknown(l).to_owned(),
    };
    let change = Act::link(say::change(l), super::password::PATH).about(say::about_password(l));
    let mut facts = vec![Fact::new(say::password(l), password).act(change)];
    facts.extend(numbers.into_iter().map(|number| mobile(l, number)));
    if let Some(at) = overview.last_login_at {
        facts.push(Fact::new(say::last_login(l), at.day_and_time(l)));
    }
    facts
}

fn mobile(l: Language, number: OwnNumber) -> Fact {
    let at = say::mobile_at(l, number.organisation_name);
    let fact = Fact::view(say::mobile(l), masked(l, number.number));
    if number.here {
        let change = Act::link(say::change(l), super::mobile::PATH).about(say::about_mobile(l));
        fact.more(at).act(change)
    } else {
        fact.more(format!("{at}. {}", say::mobile_elsewhere(l)))
    }
}

fn sessions(l: Language, sessions: Vec<Listed>) -> impl IntoView {
    let others = sessions.iter().any(|session| !session.here);
    let facts = sessions
        .into_iter()
        .map(|session| one_session(l, session))
        .collect::<Vec<_>>();
    let others = others.then(|| {
        let acts = vec![Act::post(say::end_others(l), END_OTHERS).second()];
        view! {
            <p>{say::unknown_device(l)}</p>
            <Acts acts class="page-actions" />
        }
    });
    view! { <SummaryList facts /> {others} }
}

fn one_session(l: Language, session: Listed) -> Fact {
    let since = say::session_since(l, session.created_at.day_and_time(l));
    let fact = Fact::new(session.device.clone(), since);
    if session.here {
        return fact.more(say::session_here(l));
    }
    let action = format!(
        "/account/beveiliging/sessies/{}/uitloggen",
        session.public_id
    );
    fact.more(say::session_seen(l, session.seen_at.day_and_time(l)))
        .act(Act::post(say::session_end(l), action).about(session.device))
}
