//! `/account-activeren/code`: the code that proves the number; then the account is ready and the person is in.

use domain::{ChallengeId, shared::code::TypedCode};
use flows::{
    activation::{Finished, finish, send_code_again},
    challenges::NotAgain,
    login::sent,
    sessions::Stage,
};

use crate::{
    bridge::{Answer, Ask, Flash, Stop, Unread},
    login::{
        code::{again, come_in, tell_stopped},
        code_page::{self, CodePage},
    },
    parts::FieldError,
    texts::activation as say,
    words::field_error,
};

/// Address of this page.
pub const PATH: &str = "/account-activeren/code";
/// Where somebody goes whose code is over; only the mailbox knows the link.
const OUT: &str = "/inloggen";
const PAGE: CodePage = CodePage {
    again: "/account-activeren/code/opnieuw",
    anew: OUT,
    anew_label: say::start_over,
};

/// Shows the field for the code.
pub async fn show(ask: Ask) -> Answer {
    let challenge = who(&ask).await?;
    draw(&ask, &challenge, vec![]).await
}

/// Looks at the code.
pub async fn check(ask: Ask, form: Unread) -> Answer {
    let challenge = who(&ask).await?;
    let typed = form.only(&["code"])?;
    let l = ask.language;
    let code = match TypedCode::parse(typed.get("code")) {
        Ok(code) => code,
        Err(problem) => {
            return draw(&ask, &challenge, vec![field_error(l, "code", problem)]).await;
        }
    };
    let (device, name) = (ask.device(), ask.device_name());
    match finish(ask.services(), &challenge, &code, device, name).await? {
        Finished::Inside(inside) => {
            ask.tell(Flash::good(say::done(l))).await?;
            come_in(&ask, &inside).await
        }
        Finished::Stopped(stopped) => {
            ask.leave().await?;
            tell_stopped(&ask, stopped).await
        }
        Finished::Wrong { tries_left } => {
            draw(&ask, &challenge, vec![code_page::wrong(l, tries_left)]).await
        }
        Finished::Expired { sent_again } => {
            draw(&ask, &challenge, vec![code_page::expired(l, sent_again)]).await
        }
        Finished::Over => start_again(&ask).await,
    }
}

/// Sends the code once more.
pub async fn send_again(ask: Ask, form: Unread) -> Answer {
    let challenge = who(&ask).await?;
    form.only(&[])?;
    match send_code_again(ask.services(), &challenge).await? {
        Err(NotAgain::Over) => start_again(&ask).await,
        sent => again(&ask, sent, PATH, OUT).await,
    }
}

async fn who(ask: &Ask) -> Result<ChallengeId, Stop> {
    match ask.stage().await? {
        Some(Stage::Activating { challenge, .. }) => Ok(challenge),
        _ => Err(Stop::Go(OUT.to_owned())),
    }
}

async fn draw(ask: &Ask, challenge: &ChallengeId, errors: Vec<FieldError>) -> Answer {
    match sent(ask.services(), challenge).await? {
        Some(sent) => code_page::draw(ask, sent.mobile.masked(), sent.again_at, errors, PAGE).await,
        None => start_again(ask).await,
    }
}

async fn start_again(ask: &Ask) -> Answer {
    ask.tell(Flash::wrong(say::over(ask.language))).await?;
    Ok(ask.go(OUT))
}
