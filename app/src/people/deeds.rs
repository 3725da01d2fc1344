//! Deeds on one person: unblock, send a link, send or withdraw an invitation, restore access, log out, close a question.
//! What nobody can take back is asked first; the notice afterwards says what the other person now sees.

use axum::extract::Path;
use domain::{
    AuthorisationId,
    people::{Access, What},
    post::Deed,
};
use flows::people;

use super::{
    LIST,
    acts::{Deeds, FROM_LIST, Place},
    address, invite, person_at,
    refusals::refused,
    request_of,
    rights::right_names,
    sure::{self, Sure},
    words,
};
use crate::{
    bridge::{Answer, Ask, Flash, Stop, Typed, Unread},
    parts::SEEN,
    texts::people as say,
};

/// Asks whether somebody is to be unblocked: what they do with it cannot be taken back.
pub async fn ask_unblock(ask: Ask, Path(id): Path<String>) -> Answer {
    let (_, permit) = ask.admin().await?;
    let whom = AuthorisationId::parse(&id).ok_or(Stop::NotFound)?;
    let seen = people::lock_out_seen(ask.services(), &permit, &whom).await?;
    let (_, _, whole) = person_at(&ask, &id).await?;
    let l = ask.language;
    let person = &whole.person;
    let deeds = Deeds {
        l,
        person,
        place: Place::Person,
    };
    let locked_out = words::is_locked_out(person.standing) || whole.waits_until.is_some();
    if !locked_out || !deeds.mine(What::Account) {
        // The page of this person says how it stands, and who helps.
        return Ok(ask.go(&address(&person.id, "")));
    }
    let (name, first) = names(&whole);
    let doubt = match words::own_wish(person.standing) {
        Some(_) => say::ask_first_text(l, &first),
        None => say::unblock_doubt(l, &first),
    };
    let points = vec![
        match person.facts.begins(ask.now) {
            Some(from) => say::unblock_later(l, &first, from.day(l)),
            None => say::unblock_in(l, &first),
        },
        say::unblock_mail(l, &first),
        doubt,
    ];
    let question = Sure {
        title: say::unblock_question(l, &name),
        lead: words::diagnosis(l, &whole, ask.now),
        points,
        yes: say::unblock(l).to_owned(),
        action: address(&person.id, &carrying(&ask, "deblokkeren")),
        seen: Some(seen),
        back: back(&ask, &whole),
        stops: false,
    };
    sure::draw(&ask, question).await
}

/// Unblocks somebody.
pub async fn unblock(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whole) = person_at(&ask, &id).await?;
    let seen = form.only(&[SEEN])?.seen();
    let back = back(&ask, &whole);
    let (name, first) = names(&whole);
    let (_, permit) = ask.change_staff(Deed::Unblock, Some(&name)).await?;
    let l = ask.language;
    match people::unblock(ask.services(), &permit, (&whole.person.id, &seen)).await? {
        Ok(unblocked) => {
            let done = Flash::good(match whole.person.facts.begins(ask.now) {
                Some(from) => say::unblocked_later(l, &name, from.day(l)),
                None if unblocked.renew => say::unblocked_renew(l, &name),
                None => say::unblocked(l, &name),
            });
            let done = if unblocked.offer_reset_link {
                let action = address(&whole.person.id, "wachtwoordlink");
                let text = if unblocked.renew {
                    say::unblocked_text_renew(l, &first)
                } else {
                    say::unblocked_text_reset(l, &first)
                };
                done.text(text).next(say::send_link_to(l, &first), action)
            } else {
                done.text(say::unblocked_text(l, &first))
            };
            ask.tell(done).await?;
            Ok(ask.go(&back))
        }
        // The question is asked anew, about what it is now.
        Err(refusal @ people::Refusal::Changed) => {
            let question = address(&whole.person.id, &carrying(&ask, "deblokkeren"));
            refused(&ask, &refusal, &name, &question).await
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

/// Sends a test to the number that was just typed for somebody.
pub async fn test_number(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whole) = person_at(&ask, &id).await?;
    form.only(&[])?;
    let back = address(&whole.person.id, "");
    let (name, first) = names(&whole);
    let (_, permit) = ask.change_staff(Deed::ChangeMobile, Some(&name)).await?;
    let l = ask.language;
    match people::test_number(ask.services(), &permit, &whole.person.id).await? {
        Ok(()) => {
            let done = Flash::good(say::test_sent(l, &name))
                .text(say::test_sent_text(l, &first))
                .link(say::change_mobile(l), address(&whole.person.id, "mobiel"));
            ask.tell(done).await?;
            Ok(ask.go(&back))
        }
        Err(refusal) => refused(&ask, &refusal, &name, &back).await,
    }
}

/// Sends an invitation once more.
pub async fn send_invitation(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whole) = person_at(&ask, &id).await?;
    let typed = form.only(&[FROM_LIST.0, SEEN])?;
    let (back, seen) = (back_to(&typed, &whole.person.id), typed.seen());
    let (name, _) = names(&whole);
    let (_, permit) = ask.change_staff(Deed::Invite, Some(&name)).await?;
    let l = ask.language;
    match people::resend_invitation(ask.services(), &permit, (&whole.person.id, &seen)).await? {
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
    let typed = form.only(&[FROM_LIST.0, SEEN])?;
    let (back, seen) = (back_to(&typed, &whole.person.id), typed.seen());
    let (name, first) = names(&whole);
    let (_, permit) = ask.change_staff(Deed::Invite, Some(&name)).await?;
    let l = ask.language;
    match people::withdraw_invitation(ask.services(), &permit, (&whole.person.id, &seen)).await? {
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
    let typed = form.only(&[FROM_LIST.0, SEEN])?;
    let (back, seen) = (back_to(&typed, &whole.person.id), typed.seen());
    let (name, first) = names(&whole);
    let (_, permit) = ask.change_staff(Deed::StopAccess, Some(&name)).await?;
    let l = ask.language;
    match people::restore_access(ask.services(), &permit, (&whole.person.id, &seen)).await? {
        Ok(restored) => {
            let kind = ask.services().catalogue.kind(&caller.kind);
            let gone = right_names(l, kind, &restored.without);
            let until = restored
                .planned
                .map(|at| say::restored_until(l, &first, words::last_day(l, at)));
            let done = match restored.opens {
                Access::Begins { from } => Flash::good(say::restored_later(l, &name, from.day(l)))
                    .text(say::restored_later_text(l, &first)),
                Access::Over => {
                    Flash::wrong(say::restored_over(l, &name)).text(say::restored_over_text(l))
                }
                // The page that this leads to says who can lift it.
                _ if restored.locked_out => {
                    Flash::warn(say::restored_blocked(l, &name)).text(say::restored_blocked_text(l))
                }
                _ if restored.renew => {
                    let lost = (!gone.is_empty()).then(|| say::stop_lost(l, gone.join(", ")));
                    let text = [Some(say::chooses_by_mail(l, &first)), lost, until];
                    let text = text.into_iter().flatten().collect::<Vec<_>>().join(" ");
                    Flash::warn(say::restored_blocked(l, &name)).text(text)
                }
                Access::Open | Access::Invited | Access::Unknown if gone.is_empty() => {
                    let text = until.unwrap_or_else(|| say::restored_text(l, &first));
                    Flash::good(say::restored(l, &name)).text(text)
                }
                Access::Open | Access::Invited | Access::Unknown => {
                    let without = say::restored_without(l, &first, gone.join(", "));
                    let text =
                        until.map_or_else(|| without.clone(), |until| format!("{without} {until}"));
                    Flash::good(say::restored(l, &name)).text(text)
                }
            };
            ask.tell(done).await?;
            Ok(ask.go(&back))
        }
        Err(refusal) => refused(&ask, &refusal, &name, &back).await,
    }
}

/// Asks whether somebody is to be logged out everywhere: what they are typing is lost.
pub async fn ask_end_sessions(ask: Ask, Path(id): Path<String>) -> Answer {
    let (_, _, whole) = person_at(&ask, &id).await?;
    let l = ask.language;
    let (name, first) = names(&whole);
    let question = Sure {
        title: say::log_out_question(l, &name),
        lead: say::log_out_lead(l, &first),
        points: vec![say::log_out_lost(l, &first), say::log_out_mail(l, &first)],
        yes: say::log_out_everywhere(l).to_owned(),
        seen: None,
        action: address(&whole.person.id, &carrying(&ask, "overal-uitloggen")),
        back: back(&ask, &whole),
        stops: true,
    };
    sure::draw(&ask, question).await
}

/// Ends every session of somebody, and leaves the access as it is.
pub async fn end_sessions(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whole) = person_at(&ask, &id).await?;
    form.only(&[])?;
    let back = back(&ask, &whole);
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

/// Whether the question was asked from the list. It stands in the address, because a form in which nothing was typed is told
/// to its owner as a button when it comes too late.
fn is_from_list(ask: &Ask) -> bool {
    ask.query(FROM_LIST.0).as_deref() == Some(FROM_LIST.1)
}

/// The deed, with where it was asked from.
fn carrying(ask: &Ask, deed: &str) -> String {
    if is_from_list(ask) {
        format!("{deed}?{}={}", FROM_LIST.0, FROM_LIST.1)
    } else {
        deed.to_owned()
    }
}

/// Back to where it was asked from.
fn back(ask: &Ask, whole: &people::WholePerson) -> String {
    if is_from_list(ask) {
        LIST.to_owned()
    } else {
        address(&whole.person.id, "")
    }
}

/// Where the deed was done, which is where its notice belongs.
fn back_to(typed: &Typed, id: &AuthorisationId) -> String {
    if typed.get(FROM_LIST.0) == FROM_LIST.1 {
        LIST.to_owned()
    } else {
        address(id, "")
    }
}
