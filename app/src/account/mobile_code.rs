//! `/account/beveiliging/mobiel/code`: the code that went to the new number, after which it counts.

use domain::ChallengeId;
use flows::{
    Caller,
    account::{NumberChanged, finish_number_change, send_code_again},
    challenges::NotAgain,
    login::sent,
};

use super::{mobile, overview, renew};
use crate::{
    bridge::{Answer, Ask, Flash, Stop, Unread},
    login::code_page::{self, CodePage},
    parts::FieldError,
    texts::{account as say, login},
};

/// Address of this page.
pub const PATH: &str = "/account/beveiliging/mobiel/code";
/// Where the session keeps the challenge.
pub(super) const CHALLENGE: &str = "new_number";
const PAGE: CodePage = CodePage {
    path: PATH,
    again: "/account/beveiliging/mobiel/code/opnieuw",
    anew: mobile::PATH,
    anew_label: Some(say::mobile_typo),
    number: login::no_sms_number,
    over: say::mobile_over,
};

/// Shows the field for the code.
pub async fn show(ask: Ask) -> Answer {
    let (_, challenge) = who(&ask).await?;
    draw(&ask, &challenge, None).await
}

/// Looks at the code.
pub async fn check(ask: Ask, form: Unread) -> Answer {
    let (caller, challenge) = who(&ask).await?;
    let l = ask.language;
    let code = match code_page::read(l, form)? {
        Ok(code) => code,
        Err(error) => return draw(&ask, &challenge, Some(error)).await,
    };
    let session = ask.session_key().unwrap_or_default();
    match finish_number_change(ask.services(), &caller, &challenge, &code, &session).await? {
        NumberChanged::Done {
            reset_off_until,
            epoch,
        } => {
            ask.forget::<ChallengeId>(CHALLENGE).await?;
            renew(&ask, epoch).await?;
            let until = reset_off_until.day_and_time(l);
            let notice = Flash::good(say::mobile_done(l)).text(say::mobile_done_text(l, until));
            ask.tell(notice).await?;
            Ok(ask.go(overview::PATH))
        }
        NumberChanged::Wrong { tries_left } => {
            draw(&ask, &challenge, Some(code_page::wrong(l, tries_left))).await
        }
        NumberChanged::Earlier => draw(&ask, &challenge, Some(code_page::earlier(l))).await,
        NumberChanged::Expired { sent_again } => {
            draw(&ask, &challenge, Some(code_page::expired(l, sent_again))).await
        }
        NumberChanged::TooManyToday { until } => Err(Stop::TooMany { until }),
        NumberChanged::Over => start_again(&ask).await,
    }
}

/// Sends the code once more.
pub async fn send_again(ask: Ask, form: Unread) -> Answer {
    let (_, challenge) = who(&ask).await?;
    form.only(&[])?;
    match send_code_again(ask.services(), &challenge).await? {
        Err(NotAgain::Over) => start_again(&ask).await,
        sent => PAGE.sent_again(&ask, sent).await,
    }
}

async fn who(ask: &Ask) -> Result<(Caller, ChallengeId), Stop> {
    let caller = ask.caller().await?;
    let challenge = ask.recall(CHALLENGE).await?;
    let challenge = challenge.ok_or_else(|| Stop::Go(mobile::PATH.to_owned()))?;
    Ok((caller, challenge))
}

/// The number stands there in full: its owner typed it a moment ago and can see a slip.
async fn draw(ask: &Ask, challenge: &ChallengeId, error: Option<FieldError>) -> Answer {
    match sent(ask.services(), challenge).await? {
        Some(sent) => {
            PAGE.draw(ask, sent.mobile.national(), sent.again_at, error)
                .await
        }
        None => start_again(ask).await,
    }
}

async fn start_again(ask: &Ask) -> Answer {
    ask.forget::<ChallengeId>(CHALLENGE).await?;
    PAGE.start_again(ask).await
}
