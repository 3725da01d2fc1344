//! Why a deed was not done, in words, each with what helps instead.

use domain::{Language, people::Unfit};
use flows::people::{Lacks, NotEnough, Over, Refusal, Whose};

use super::{address, words::last_day};
use crate::{
    bridge::{Answer, Ask, Flash, Stop},
    texts::{check, people as say},
};

/// So many other admins are named.
const NAMED: usize = 3;

/// Why somebody may not be called so.
pub(super) const fn unfit_name(l: Language, unfit: Unfit) -> &'static str {
    match unfit {
        Unfit::Colleagues => say::name_taken(l),
        Unfit::House => say::name_of_house(l),
    }
}

/// The notice of a refusal that concerns `name`; [`Stop::NotFound`] for somebody who is not here.
pub(super) fn notice(ask: &Ask, refusal: &Refusal, name: &str) -> Result<Flash, Stop> {
    let (l, helps) = (ask.language, ask.help_desk_so_far());
    let (phone, called, desk) = (&helps.phone, helps.name.get(l), helps.with_number(l));
    Ok(match refusal {
        Refusal::NotHere => return Err(Stop::NotFound),
        Refusal::Yourself => Flash::wrong(say::no_yourself(l)).text(say::no_yourself_text(l, desk)),
        Refusal::AdminNeedsServiceDesk => {
            Flash::wrong(say::no_admin(l, name, called)).text(say::no_admin_text(l, phone, name))
        }
        Refusal::StillProtected { until } => {
            Flash::wrong(say::no_still_protected(l, name, called)).text(
                say::no_still_protected_text(l, until.day_and_time(l), name, phone),
            )
        }
        Refusal::AgentNeedsTwo => {
            Flash::wrong(say::no_agent(l, name)).text(say::no_agent_text(l, name))
        }
        Refusal::NeedsServiceDesk => Flash::wrong(say::no_needs_desk(l, name, called))
            .text(say::no_needs_desk_text(l, phone, name)),
        Refusal::ResetOff { until } => Flash::wrong(say::no_reset_off(l, name))
            .text(say::no_reset_off_text(l, until.day_and_time(l))),
        Refusal::OftenEnough => {
            Flash::wrong(say::no_often(l)).text(say::no_often_text(l, desk, name))
        }
        Refusal::EnoughForDeskToo { until } => Flash::wrong(say::no_often(l))
            .text(say::no_often_desk_too(l, until.day_and_time(l), desk, name)),
        Refusal::LinksEnough { until } => Flash::wrong(say::no_links(l, name)).text(
            say::no_links_text(l, until.time_seen_from(ask.now, l), name),
        ),
        Refusal::AlreadyHere {
            authorisation,
            name,
            over,
        } => Flash::wrong(already_here(l, name, *over))
            .link(say::see_person(l, name), address(authorisation, "")),
        Refusal::NameUnfit(unfit) => Flash::wrong(unfit_name(l, *unfit)),
        Refusal::RightNotHeld { .. } => Flash::wrong(say::no_right(l)),
        Refusal::LastAdmin { others } => Flash::wrong(say::no_last_admin(l, name))
            .text(nobody_stays(l, others, &desk))
            .link(say::appoint(l), super::ADMINS),
        Refusal::AlreadySo => Flash::good(say::no_already(l)),
        Refusal::OnlyInvited => {
            Flash::wrong(say::no_only_invited(l, name)).text(say::no_only_invited_text(l))
        }
        Refusal::NotInvited => {
            Flash::wrong(say::no_not_invited(l, name)).text(say::no_not_invited_text(l))
        }
        Refusal::BlockedFirst => {
            Flash::wrong(say::no_blocked_first(l, name)).text(say::no_blocked_first_text(l, name))
        }
        Refusal::Stopped => Flash::wrong(say::no_stopped(l, name)).text(say::no_stopped_text(l)),
        Refusal::TooLateToRestore => Flash::wrong(say::no_too_late(l, name))
            .text(say::no_too_late_text(l, name))
            .link(say::invite_back(l), super::invite::PATH),
        Refusal::HasBegun => {
            Flash::wrong(say::no_has_begun(l, name)).text(say::no_has_begun_text(l, name))
        }
        Refusal::FirstDayTooFar => Flash::wrong(say::no_too_far(l)),
        Refusal::DatesReversed => Flash::wrong(say::no_reversed(l)),
        Refusal::NoLongerAdmin => Flash::wrong(say::no_longer_admin(l)),
        Refusal::NewerVersion => Flash::wrong(say::no_newer(l, name)).text(say::no_newer_text(l)),
        Refusal::NotAsStandIn => {
            Flash::wrong(say::no_stand_in(l)).text(say::no_stand_in_text(l, desk))
        }
        Refusal::TooLong { days } => Flash::wrong(say::no_too_long(l, days)),
        Refusal::NoAccessThen => Flash::wrong(say::no_access_then(l, name)),
        Refusal::Changed => Flash::warn(say::no_changed(l, name)),
        Refusal::ListChanged => Flash::warn(check::changed(l)),
        Refusal::TooManyOpen { most } => {
            Flash::wrong(say::no_open(l, most)).text(say::no_open_text(l, desk))
        }
        Refusal::NotJustTyped => {
            Flash::wrong(say::no_just_typed(l)).text(say::no_just_typed_text(l, name))
        }
        Refusal::TestedEnough { until } => Flash::wrong(say::no_tested(l))
            .text(say::no_tested_text(l, until.day_and_time(l), name)),
        Refusal::InvitedEnough { until, whose } => {
            let until = until.day_and_time(l);
            // The desk invites no staff: another admin does, or who takes in a whole file.
            match whose {
                Whose::Admin => Flash::wrong(say::no_invited(l))
                    .text(say::no_invited_text(l, until))
                    .link(say::appoint(l), super::ADMINS),
                Whose::Organisation => Flash::wrong(say::no_invited(l))
                    .text(say::no_invited_company_text(l, until, desk)),
            }
        }
        Refusal::MailedEnough { until } => Flash::wrong(say::no_mailed(l, name))
            .text(say::no_mailed_text(l, until.day_and_time(l))),
    })
}

/// Somebody with this address stands on the list already, or did; what to do then.
pub(super) fn already_here(l: Language, name: &str, over: Option<Over>) -> String {
    match over {
        None => say::no_already_here(l, name),
        Some(Over::Stopped) => say::no_stopped_here(l, name),
        Some(Over::Ended) => say::no_ended_here(l, name),
    }
}

/// Back to `path` with the notice of a refusal; to the start for who is no admin any more.
pub(super) async fn refused(ask: &Ask, refusal: &Refusal, name: &str, path: &str) -> Answer {
    ask.tell(notice(ask, refusal, name)?).await?;
    Ok(ask.go(match refusal {
        Refusal::NoLongerAdmin => "/start",
        _ => path,
    }))
}

/// Who is admin as well, why nobody can be left to them, and what helps.
fn nobody_stays(l: Language, others: &[NotEnough], desk: &str) -> String {
    let mut said: Vec<String> = others
        .iter()
        .take(NAMED)
        .map(|other| not_enough(l, other))
        .collect();
    let is_stuck = |other: &NotEnough| matches!(other.why, Lacks::Blocked | Lacks::NoPassword);
    if others.iter().take(NAMED).any(is_stuck) {
        said.push(say::no_last_admin_stuck(l, desk));
    }
    said.push(say::no_last_admin_text(l).to_owned());
    said.join(" ")
}

fn not_enough(l: Language, other: &NotEnough) -> String {
    let name = &other.name;
    match other.why {
        Lacks::Begins { from } => say::no_last_admin_begins(l, from.day(l), name),
        Lacks::Ends { until } => say::no_last_admin_ends(l, last_day(l, until), name),
        Lacks::Blocked => say::no_last_admin_blocked(l, name),
        Lacks::NoPassword => say::no_last_admin_no_password(l, name),
        Lacks::Unknown => say::no_last_admin_unknown(l, name),
    }
}
