//! Deeds of one press: unblock, send a link, send or withdraw an invitation, restore access, close a question.
//! Nothing is asked first but a fresh code; the notice afterwards says what the other person now sees.

use axum::extract::Path;
use domain::{people::Access, post::Deed};
use flows::people;

use super::{
    LIST, acts::FROM_LIST, address, invite, person_at, refusals::refused, request_of,
    rights::right_name, words,
};
use crate::{
    bridge::{Answer, Ask, Flash, Typed, Unread},
    texts::people as say,
};

/// Unblocks somebody.
pub async fn unblock(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whole) = person_at(&ask, &id).await?;
    let back = back_to(&form.only(&[FROM_LIST.0])?, &whole.person.id);
    let (name, first) = names(&whole);
    let (_, permit) = ask.change_staff(Deed::Unblock, Some(&name)).await?;
    let l = ask.language;
    match people::unblock(ask.services(), &permit, &whole.person.id).await? {
        Ok(unblocked) => {
            let done = Flash::good(say::unblocked(l, &name));
            let done = if unblocked.offer_reset_link {
                let action = address(&whole.person.id, "wachtwoordlink");
                let text = match words::own_wish(whole.person.standing) {
                    Some(_) => say::unblocked_text_own_wish(l, &first),
                    None => say::unblocked_text_reset(l, &first),
                };
                done.text(text).next(say::send_link_to(l, &first), action)
            } else {
                done.text(say::unblocked_text(l, &first))
            };
            ask.tell(done).await?;
            Ok(ask.go(&back))
        }
        Err(refusal) => refused(&ask, &refusal, &name, &back).await,
    }
}

/// Has a link for a new password sent.
pub async fn send_link(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whole) = person_at(&ask, &id).await?;
    let back = back_to(&form.only(&[FROM_LIST.0])?, &whole.person.id);
    let (name, _) = names(&whole);
    let (_, permit) = ask.change_staff(Deed::SendReset, Some(&name)).await?;
    let l = ask.language;
    match people::send_reset_link(ask.services(), &permit, &whole.person.id).await? {
        Ok(until) => {
            let text = say::link_sent_text(l, until.day_and_time(l));
            ask.tell(Flash::good(say::link_sent(l, &name)).text(text))
                .await?;
            Ok(ask.go(&back))
        }
        Err(refusal) => refused(&ask, &refusal, &name, &back).await,
    }
}

/// Sends an invitation once more.
pub async fn send_invitation(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whole) = person_at(&ask, &id).await?;
    let back = back_to(&form.only(&[FROM_LIST.0])?, &whole.person.id);
    let (name, _) = names(&whole);
    let (_, permit) = ask.change_staff(Deed::Invite, Some(&name)).await?;
    let l = ask.language;
    match people::resend_invitation(ask.services(), &permit, &whole.person.id).await? {
        Ok(until) => {
            let text = say::invitation_sent_text(l, until.day_and_time(l));
            ask.tell(Flash::good(say::invitation_sent(l, &name)).text(text))
                .await?;
            Ok(ask.go(&back))
        }
        // The second of two clicks is the one whose answer is read.
        Err(people::Refusal::AlreadySo) => {
            ask.tell(Flash::good(say::invitation_just_sent(l, &name)))
                .await?;
            Ok(ask.go(&back))
        }
        Err(refusal) => refused(&ask, &refusal, &name, &back).await,
    }
}

/// Withdraws an invitation; afterwards there is no such person, so the list it is.
pub async fn withdraw(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whole) = person_at(&ask, &id).await?;
    let back = back_to(&form.only(&[FROM_LIST.0])?, &whole.person.id);
    let (name, first) = names(&whole);
    let (_, permit) = ask.change_staff(Deed::Invite, Some(&name)).await?;
    let l = ask.language;
    match people::withdraw_invitation(ask.services(), &permit, &whole.person.id).await? {
        Ok(()) => {
            invite::keep_withdrawn(&ask, &whole).await?;
            let done = Flash::good(say::withdrawn(l, &name))
                .text(say::withdrawn_text(l, &first))
                .link(say::invite_anew(l, &first), invite::ANEW);
            ask.tell(done).await?;
            Ok(ask.go(LIST))
        }
        Err(refusal) => refused(&ask, &refusal, &name, &back).await,
    }
}

/// Restores access that was stopped.
pub async fn restore(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (caller, _, whole) = person_at(&ask, &id).await?;
    let back = back_to(&form.only(&[FROM_LIST.0])?, &whole.person.id);
    let (name, first) = names(&whole);
    let (_, permit) = ask.change_staff(Deed::StopAccess, Some(&name)).await?;
    let l = ask.language;
    match people::restore_access(ask.services(), &permit, &whole.person.id).await? {
        Ok(restored) => {
            let kind = ask.services().catalogue.kind(&caller.kind);
            let gone: Vec<String> = restored
                .without
                .iter()
                .map(|code| right_name(l, kind, code))
                .collect();
            let done = match restored.opens {
                Access::Begins { from } => Flash::good(say::restored_later(l, &name, from.day(l)))
                    .text(say::restored_later_text(l, &first)),
                Access::Over => {
                    Flash::wrong(say::restored_over(l, &name)).text(say::restored_over_text(l))
                }
                Access::Open | Access::Invited | Access::Unknown if gone.is_empty() => {
                    Flash::good(say::restored(l, &name)).text(say::restored_text(l, &first))
                }
                Access::Open | Access::Invited | Access::Unknown => Flash::good(say::restored(
                    l, &name,
                ))
                .text(say::restored_without(l, &first, gone.join(", "))),
            };
            ask.tell(done).await?;
            Ok(ask.go(&back))
        }
        Err(refusal) => refused(&ask, &refusal, &name, &back).await,
    }
}

/// Ends every session of somebody, and leaves the access as it is.
pub async fn end_sessions(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whole) = person_at(&ask, &id).await?;
    let back = back_to(&form.only(&[FROM_LIST.0])?, &whole.person.id);
    let (name, first) = names(&whole);
    let (_, permit) = ask.change_staff(Deed::EndSessions, Some(&name)).await?;
    let l = ask.language;
    match people::end_sessions(ask.services(), &permit, &whole.person.id).await? {
        Ok(_) => {
            let done = Flash::good(say::logged_out(l, &name)).text(say::logged_out_text(l, &first));
            ask.tell(done).await?;
            Ok(ask.go(&back))
        }
        Err(people::Refusal::AlreadySo) => {
            ask.tell(Flash::good(say::nowhere_logged_in(l, &name)))
                .await?;
            Ok(ask.go(&back))
        }
        Err(refusal) => refused(&ask, &refusal, &name, &back).await,
    }
}

/// Closes a question that was dealt with in another way. Only one of the person of this address.
pub async fn close_help(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whole) = person_at(&ask, &id).await?;
    let typed = form.only(&[FROM_LIST.0, "vraag"])?;
    let back = back_to(&typed, &whole.person.id);
    let request = request_of(typed.get("vraag"))?;
    let (name, first) = names(&whole);
    let (_, permit) = ask.change_staff(Deed::CloseHelp, Some(&name)).await?;
    let l = ask.language;
    match people::help::close(ask.services(), &permit, &request).await? {
        Ok(_) => {
            let done =
                Flash::good(say::help_closed(l, &name)).text(say::help_closed_text(l, first));
            ask.tell(done).await?;
            Ok(ask.go(&back))
        }
        Err(refusal) => refused(&ask, &refusal, &name, &back).await,
    }
}

/// Full name and first name.
fn names(whole: &people::WholePerson) -> (String, String) {
    let name = &whole.person.name;
    (name.full(), name.greeting().to_owned())
}

/// Where the deed was done, which is where its notice belongs.
fn back_to(typed: &Typed, id: &domain::AuthorisationId) -> String {
    if typed.get(FROM_LIST.0) == FROM_LIST.1 {
        LIST.to_owned()
    } else {
        address(id, "")
    }
}
