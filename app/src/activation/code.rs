//! `/account-activeren/code`: the code that proves the number; then the account is ready and the person is in.

use domain::{ChallengeId, people::Standing};
use flows::{
    activation::{Finished, finish, send_code_again},
    login::Stopped,
    sessions::Stage,
};

use crate::{
    bridge::{Answer, Ask, Flash, Stop, Unread},
    login::{
        code::{come_in, tell_stopped},
        code_page::{self, CodePage},
    },
    texts::activation as say,
};

/// Address of this page.
pub const PATH: &str = "/account-activeren/code";
/// Where somebody goes whose code is over; only the mailbox knows the link.
const OUT: &str = "/inloggen";
const PAGE: CodePage = CodePage {
    path: PATH,
    again: "/account-activeren/code/opnieuw",
    anew: OUT,
    anew_label: None,
    number: say::no_sms_number,
    over: say::over,
};

/// Shows the field for the code.
pub async fn show(ask: Ask) -> Answer {
    let challenge = who(&ask).await?;
    PAGE.show(&ask, &challenge, None).await
}

/// Looks at the code.
pub async fn check(ask: Ask, form: Unread) -> Answer {
    let challenge = who(&ask).await?;
    let code = match code_page::read(ask.language, form)? {
        Ok(code) => code,
        Err(error) => return PAGE.show(&ask, &challenge, [error]).await,
    };
    let (device, name) = (ask.device(), ask.device_name());
    match finish(ask.services(), &challenge, &code, device, name).await? {
        Finished::Inside(inside) => {
            ask.tell(Flash::good(say::done(ask.language))).await?;
            come_in(&ask, &inside).await
        }
        Finished::Stopped(Stopped {
            standing: Standing::NotYet { from },
            organisation_name,
            ..
        }) => {
            ask.leave_with_help_desk().await?;
            let l = ask.language;
            let text = say::done_later_text(l, organisation_name, from.day(l));
            ask.tell(Flash::good(say::done_later(l)).text(text)).await?;
            Ok(ask.go("/inloggen"))
        }
        Finished::Stopped(stopped) => {
            ask.leave_with_help_desk().await?;
            tell_stopped(&ask, stopped).await
        }
        Finished::NotRight(why) => PAGE.refuse(&ask, &challenge, why).await,
    }
}

/// Sends the code once more.
pub async fn send_again(ask: Ask, form: Unread) -> Answer {
    let challenge = who(&ask).await?;
    form.only(&[])?;
    let sent = send_code_again(ask.services(), &challenge).await?;
    PAGE.sent_again(&ask, sent).await
}

async fn who(ask: &Ask) -> Result<ChallengeId, Stop> {
    match ask.stage().await? {
        Some(Stage::Activating { challenge, .. }) => Ok(challenge),
        _ => Err(Stop::Go(OUT.to_owned())),
    }
}
