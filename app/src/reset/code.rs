//! `/wachtwoord-instellen/code`: the code that makes the new password count, and then in, at the page that was wanted.

use domain::{
    ChallengeId,
    people::{BlockReason, Standing},
    post::Named,
};
use flows::{
    login::NotRight,
    reset::{Finished, finish, send_code_again},
    sessions::Stage,
};
use leptos::prelude::*;

use super::ask::PATH as ASK;
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Unread},
    login::{
        code::{come_in, tell_stopped},
        code_page::{self, CodePage},
    },
    parts::{Act, Page},
    texts::{login, reset as say},
};

/// Address of this page.
pub const PATH: &str = "/wachtwoord-instellen/code";
/// Beginning anew is asking anew: the link still works, but only the mailbox knows it.
const PAGE: CodePage = CodePage {
    path: PATH,
    again: "/wachtwoord-instellen/code/opnieuw",
    anew: ASK,
    anew_label: Some(say::start_over),
    number: login::no_sms_number,
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
        Finished::InvitationWaits => {
            ask.leave().await?;
            let l = ask.language;
            let news = Flash::good(say::done_invited(l)).text(say::done_invited_text(l));
            ask.tell(news).await?;
            Ok(ask.go("/inloggen"))
        }
        Finished::BeginsLater(stopped) => {
            ask.leave().await?;
            let l = ask.language;
            let news = match stopped.standing {
                Standing::NotYet { from } => {
                    let text = say::done_later_text(l, stopped.organisation_name, from.day(l));
                    Flash::good(say::done_later(l)).text(text)
                }
                _ => Flash::good(say::done_later(l)),
            };
            ask.tell(news).await?;
            Ok(ask.go("/inloggen"))
        }
        Finished::StillBlocked { reason, admins } => {
            ask.leave_with_help_desk().await?;
            still_blocked(&ask, reason, admins).await
        }
        Finished::Stopped(stopped) => {
            ask.leave_with_help_desk().await?;
            tell_stopped(&ask, stopped).await
        }
        Finished::NotRight(NotRight::Blocked) => {
            code_page::blocked(&ask, &challenge, say::blocked_not_saved(ask.language)).await
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
        Some(Stage::Reset { challenge, .. }) => Ok(challenge),
        _ => Err(Stop::Go(ASK.to_owned())),
    }
}

/// Why the old password stays, and who can help. Only said after mailbox and phone were proved.
async fn still_blocked(ask: &Ask, reason: BlockReason, admins: Vec<Named>) -> Answer {
    let l = ask.language;
    let title = say::blocked_title(l);
    let helps = ask.help_desk().await?;
    let desk = helps.with_number(l);
    let lead = match reason {
        BlockReason::WrongCodes => say::blocked_codes(l).to_owned(),
        BlockReason::FrozenByOwner => say::blocked_frozen(l).to_owned(),
        BlockReason::ByDesk => say::blocked_by_desk(l, helps.name.get(l)),
        BlockReason::Unknown => say::blocked_unknown(l, &desk),
        BlockReason::PasswordOnKnownDevice => say::blocked_passwords(l).to_owned(),
    };
    Screen::new(title)
        .show(ask, move || {
            let acts = vec![if admins.is_empty() {
                Act::link(crate::texts::frame::to_contact(l), "/contact").primary()
            } else {
                Act::link(login::ask_admin(l), "/hulp-vragen").primary()
            }];
            view! { <Page title=title lead=lead acts>{helpers(l, admins, &desk)}</Page> }
        })
        .await
}

fn helpers(l: domain::Language, admins: Vec<Named>, desk: &str) -> AnyView {
    if admins.is_empty() {
        return view! { <p>{say::blocked_nobody(l, desk)}</p> }.into_any();
    }
    let lines = admins
        .into_iter()
        .map(|admin| view! { <li>{admin.name} " (" {admin.email} ")"</li> })
        .collect_view();
    view! {
        <p>{say::blocked_who(l)}</p>
        <ul class="bullets">{lines}</ul>
    }
    .into_any()
}
