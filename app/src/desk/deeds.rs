//! Deeds of one press for a caller who was checked, each with its reason. The notice says what the caller now sees, so
//! that the agent can read it out.

use axum::extract::Path;
use domain::desk::Why;
use flows::desk::{
    CheckedCaller, Refusal, block as shut, checked, end_sessions, send_invitation, send_reset_link,
    unblock as lift,
};

use super::{
    Whom, address, helping,
    refusals::refused,
    whom_at,
    words::{WHY, why_of},
};
use crate::{
    bridge::{Answer, Ask, Flash, Stop, Unread},
    texts::{desk as say, people},
};

/// Whom a deed is for, that they were checked, and why it is done; or the answer to give instead.
async fn begin(
    ask: &Ask,
    id: &str,
    form: Unread,
) -> Result<Result<(Whom, CheckedCaller, Why), axum::response::Response>, Stop> {
    let (_, _, whom) = whom_at(ask, id).await?;
    let why = why_of(&form.only(&[WHY])?)?;
    let permit = helping(ask, &whom).await?;
    match checked(ask.services(), &permit, &whom.id).await? {
        Some(checked) => Ok(Ok((whom, checked, why))),
        None => refused(ask, &Refusal::NotChecked, &whom).await.map(Err),
    }
}

/// Goes on with what a deed needs, or gives back the answer that stands instead.
macro_rules! or_answer {
    ($begun:expr) => {
        match $begun {
            Ok(there) => there,
            Err(answer) => return Ok(answer),
        }
    };
}

/// Unblocks somebody.
pub async fn unblock(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (whom, checked, why) = or_answer!(begin(&ask, &id, form).await?);
    let (l, first) = (ask.language, whom.name.greeting());
    match lift(ask.services(), &checked, why).await? {
        Ok(unblocked) => {
            let done = Flash::good(if unblocked.invited {
                say::unblocked_invited(l, whom.name.full())
            } else if unblocked.renew {
                people::unblocked_renew(l, whom.name.full())
            } else {
                say::unblocked(l, whom.name.full())
            });
            let done = if unblocked.offer_reset_link {
                let text = if unblocked.renew {
                    people::unblocked_text_renew(l, first)
                } else {
                    say::unblocked_text_reset(l, first)
                };
                done.text(text)
                    .next(say::send_reset(l), address(&whom.id, "wachtwoordlink"))
            } else {
                done.text(say::unblocked_text(l, first))
            };
            told(&ask, &whom, done).await
        }
        Err(refusal) => refused(&ask, &refusal, &whom).await,
    }
}

/// Has a link for a new password sent.
pub async fn reset_link(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (whom, checked, why) = or_answer!(begin(&ask, &id, form).await?);
    let l = ask.language;
    match send_reset_link(ask.services(), &checked, why).await? {
        Ok(until) => {
            let done = Flash::good(say::reset_sent(l, whom.name.full()))
                .text(say::reset_sent_text(l, until.time_seen_from(ask.now, l)));
            told(&ask, &whom, done).await
        }
        Err(refusal) => refused(&ask, &refusal, &whom).await,
    }
}

/// Logs somebody out everywhere at this organisation.
pub async fn log_out(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (whom, checked, why) = or_answer!(begin(&ask, &id, form).await?);
    let l = ask.language;
    match end_sessions(ask.services(), &checked, why).await? {
        Ok(_) => {
            let done = Flash::good(say::logged_out(l, whom.name.full()))
                .text(say::logged_out_text(l, whom.name.greeting()));
            told(&ask, &whom, done).await
        }
        Err(Refusal::AlreadySo) => {
            told(
                &ask,
                &whom,
                Flash::good(say::nowhere_logged_in(l, whom.name.full())),
            )
            .await
        }
        Err(refusal) => refused(&ask, &refusal, &whom).await,
    }
}

/// Blocks somebody's account at their own wish.
pub async fn block(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (whom, checked, why) = or_answer!(begin(&ask, &id, form).await?);
    let l = ask.language;
    match shut(ask.services(), &checked, why).await? {
        Ok(()) => {
            let done = Flash::good(say::blocked(l, whom.name.full()))
                .text(say::blocked_text(l, whom.name.greeting()));
            told(&ask, &whom, done).await
        }
        Err(refusal) => refused(&ask, &refusal, &whom).await,
    }
}

/// Sends an invitation once more.
pub async fn invitation(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (whom, checked, why) = or_answer!(begin(&ask, &id, form).await?);
    let l = ask.language;
    match send_invitation(ask.services(), &checked, why).await? {
        Ok(until) => {
            let done = Flash::good(say::invitation_sent(l, whom.name.full()))
                .text(say::invitation_sent_text(l, until.day_and_time(l)));
            told(&ask, &whom, done).await
        }
        Err(refusal) => refused(&ask, &refusal, &whom).await,
    }
}

async fn told(ask: &Ask, whom: &Whom, done: Flash) -> Answer {
    ask.tell(done).await?;
    Ok(ask.go(&address(&whom.id, "")))
}
