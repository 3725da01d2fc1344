//! `/inloggen/code`: the code by SMS, and then in, at the page that was wanted.

use domain::{
    AccountId, AuthorisationId, ChallengeId, Moment, messages::Share, people::Standing, post::Named,
};
use flows::{
    challenges::TooManyMessages,
    login::{self, CodeStep, Inside, NoCode, NotRight, Stopped},
    sessions::{Stage, Way, goes_on},
};
use leptos::prelude::*;

use super::code_page::{self, CodePage};
use crate::{
    account::once,
    appointments,
    bridge::{Answer, Ask, Flash, NextPath, Screen, Stop, Unread},
    contact::telephone,
    parts::{Act, FieldError, Notice, NoticeKind, Page},
    people::last_day,
    refused::no_message,
    texts::{contact, frame, login as say, who_is_my_admin},
    words::named_choice,
};

/// Address of this page.
pub const PATH: &str = "/inloggen/code";
/// The address that ends the session.
pub const LOG_OUT: &str = "/uitloggen";
/// When the day began of somebody who comes from another organisation: going there does not make it longer.
pub(super) const BEGAN: &str = "began_at";
/// Where somebody begins who wanted no page in particular.
const START: &str = "/start";
const PAGE: CodePage = CodePage {
    path: PATH,
    again: "/inloggen/code/opnieuw",
    anew: "/inloggen",
    anew_label: Some(say::other_account),
    number: say::no_sms_number,
    over: say::over,
};

/// Goes on to this page, with the code that is on its way.
pub(super) async fn go_on(
    ask: &Ask,
    account: AccountId,
    (authorisation, way): (AuthorisationId, Way),
    sent: Result<ChallengeId, NoCode>,
) -> Answer {
    match sent {
        Ok(challenge) => {
            let stage = Stage::Code {
                account,
                authorisation,
                challenge,
                way,
            };
            ask.move_to(&stage).await?;
            Ok(ask.go(PATH))
        }
        Err(NoCode::NotYours) => Err(Stop::NotFound),
        Err(NoCode::TooMany(too_many)) => {
            ask.tell(no_code(ask, too_many)).await?;
            Ok(ask.go("/inloggen"))
        }
    }
}

/// Says that no code is sent, and why.
pub(super) fn no_code(ask: &Ask, refused: TooManyMessages) -> Flash {
    let l = ask.language;
    let text = no_message(l, refused, ask.now, &ask.help_desk_so_far().phone);
    let said = Flash::wrong(say::no_code_title(l)).text(text);
    match refused.share {
        // The password was right: if it was somebody else who used it, another one is the way in, and theirs is none.
        Share::Person => said.link(say::not_asked_by_you(l), "/wachtwoord-vergeten"),
        _ => said,
    }
}

/// Shows the field for the code.
pub async fn show(ask: Ask) -> Answer {
    let (challenge, _) = who(&ask).await?;
    draw(&ask, &challenge, None).await
}

/// Looks at the code.
pub async fn check(ask: Ask, form: Unread) -> Answer {
    let (challenge, epoch) = who(&ask).await?;
    let code = match code_page::read(ask.language, form)? {
        Ok(code) => code,
        Err(error) => return draw(&ask, &challenge, Some(error)).await,
    };
    let (device, name) = (ask.device(), ask.device_name());
    match login::check_code(ask.services(), &challenge, &code, device, name).await? {
        // As of before the code was looked at: what ended every session since ends this one.
        CodeStep::Inside(inside) => come_in(&ask, &Inside { epoch, ..inside }).await,
        CodeStep::Stopped(stopped) => {
            ask.leave_with_help_desk().await?;
            tell_stopped(&ask, stopped).await
        }
        CodeStep::NotRight(NotRight::Over) => start_again(&ask).await,
        CodeStep::NotRight(why) => PAGE.refuse(&ask, &challenge, why).await,
    }
}

/// Sends the code once more.
pub async fn send_again(ask: Ask, form: Unread) -> Answer {
    let (challenge, _) = who(&ask).await?;
    form.only(&[])?;
    let sent = login::send_code_again(ask.services(), &challenge).await?;
    PAGE.sent_again(&ask, sent).await
}

/// The session of whoever is in now, and the page that was wanted.
pub async fn come_in(ask: &Ask, inside: &Inside) -> Answer {
    let now = ask.services().now();
    let began_at = ask.forget::<Moment>(BEGAN).await?.unwrap_or(now);
    ask.move_to(&Stage::In {
        account: inside.account.clone(),
        authorisation: inside.authorisation.clone(),
        factor_at: now,
        began_at,
        epoch: inside.epoch,
    })
    .await?;
    let next = ask.wanted();
    let must_change = ask
        .visitor()
        .await?
        .is_some_and(|caller| caller.must_change_password);
    let page = next.map_or(START, NextPath::as_str);
    ask.welcome_back(inside, page).await?;
    if must_change && next.is_some() {
        // The page that was wanted waits until the one-time change of the password is done.
        return Ok(ask.go_known(once::PATH, &inside.device));
    }
    let mut response = ask.go_known(page, &inside.device);
    ask.forget_wanted(&mut response);
    Ok(response)
}

/// Out.
pub async fn log_out(ask: Ask, form: Unread) -> Answer {
    form.only(&[])?;
    match ask.stage().await? {
        Some(Stage::In {
            account,
            authorisation,
            ..
        }) => {
            login::log_out(ask.services(), &account, &authorisation).await?;
            ask.log_out(account, authorisation).await?;
        }
        _ => ask.leave().await?,
    }
    let mut response = ask.go_and_clear("/uitgelogd");
    ask.forget_wanted(&mut response);
    Ok(response)
}

/// Says that somebody is out.
pub async fn logged_out(ask: Ask) -> Answer {
    let l = ask.language;
    let title = say::logged_out_title(l);
    Screen::new(title)
        .show(&ask, move || {
            let acts = vec![Act::link(say::log_in_again(l), "/inloggen").primary()];
            view! { <Page title=title lead=say::logged_out_text(l) acts>""</Page> }
        })
        .await
}

/// The challenge, and as of which end of all sessions this one is on its way.
async fn who(ask: &Ask) -> Result<(ChallengeId, i64), Stop> {
    let stage = ask.stage().await?;
    if let Some(stage @ Stage::Code { challenge, way, .. }) = &stage {
        if goes_on(ask.services(), stage).await? {
            return Ok((challenge.clone(), way.epoch));
        }
        start_again(ask).await?;
    }
    Err(Stop::Go("/inloggen".to_owned()))
}

/// Back to the password, which this session no longer vouches for; the address need not be typed again.
async fn start_again(ask: &Ask) -> Answer {
    let email = ask.carried_email().await?;
    ask.leave().await?;
    if let Some(email) = email {
        ask.carry_email(&email).await?;
    }
    PAGE.start_again(ask).await
}

async fn draw(ask: &Ask, challenge: &ChallengeId, error: Option<FieldError>) -> Answer {
    match login::sent(ask.services(), challenge).await? {
        Some(sent) => {
            PAGE.draw(ask, sent.mobile.masked(), sent.again_at, error)
                .await
        }
        None => start_again(ask).await,
    }
}

/// Says that access is over or begins later, when, by whom, and whom to ask.
pub async fn tell_stopped(ask: &Ask, stopped: Stopped) -> Answer {
    let (language, l) = (ask.language, ask.language);
    let (title, kind) = match stopped.begins() {
        Some(from) => (
            say::not_yet_title(l, from.short_day(language)),
            NoticeKind::Info,
        ),
        None => (say::stopped_title(l).to_owned(), NoticeKind::Warn),
    };
    let organisation = stopped.organisation_name.clone();
    let lead = match (stopped.standing, &stopped.by, stopped.at) {
        (Standing::Ended { since }, ..) => say::stopped_ended(l, organisation, last_day(l, since)),
        (Standing::NotYet { from }, ..) => {
            say::stopped_not_yet(l, organisation, from.short_day(language))
        }
        (_, Some(by), Some(at)) => say::stopped_by(l, by, organisation, at.short_day(language)),
        (_, None, Some(at)) => say::stopped(l, organisation, at.short_day(language)),
        (_, _, None) => say::stopped_closed(l, organisation),
    };
    let desk = ask.help_desk().await?;
    let mail = |admin: &Named| {
        let address = format!("mailto:{}", admin.email);
        Act::link(say::stopped_mail(l, &admin.name), address)
    };
    let mut acts: Vec<Act> = stopped.admins.iter().map(mail).collect();
    if stopped.admins.is_empty() {
        acts.push(Act::link(
            contact::call(l, &desk.phone),
            telephone(&desk.phone),
        ));
        acts.push(Act::link(who_is_my_admin::appoint(l), appointments::PATH));
    }
    acts.push(Act::link(frame::to_login(l), "/inloggen"));
    let remedy = match named_choice(l, &stopped.admins) {
        Some(admin) if stopped.admins.len() == 1 => say::stopped_ask(l, admin),
        Some(admins) => say::stopped_ask_one(l, admins),
        None => say::stopped_call(l, desk.with_number(l)),
    };
    Screen::new(title.clone())
        .show(ask, move || {
            let news = view! { <Notice kind=kind title=lead><p>{remedy}</p></Notice> }.into_any();
            view! { <Page title=title news=news acts>""</Page> }
        })
        .await
}
