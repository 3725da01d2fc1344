//! Why somebody cannot get in, as the one sentence on top of the page.

use domain::{Language, Moment, desk::Diagnosis, people::BlockReason, post::Channel};
use flows::desk::DeskPerson;

use crate::{
    people::last_day,
    refused::at_desk,
    texts::{desk as say, people},
};

/// The sentence.
pub fn sentence(l: Language, person: &DeskPerson, now: Moment) -> String {
    let name = person.name.greeting();
    let cannot = |why: String| people::cannot_log_in(l, name, why);
    match person.diagnosis {
        Diagnosis::OrganisationEnded => cannot(say::organisation_ended(l).to_owned()),
        Diagnosis::Stopped => people::was_stopped_once(l, name),
        Diagnosis::Ended { since } => people::ended(l, name, last_day(l, since)),
        Diagnosis::NotYet { from } => people::starts(l, name, from.day(l)),
        Diagnosis::Invited { until } => people::is_invited(l, name, until.day_and_time(l)),
        Diagnosis::InvitationShut => say::invitation_shut(l, name),
        Diagnosis::InvitationLost => cannot(say::invitation_lost(l).to_owned()),
        Diagnosis::InvitationExpired => people::invitation_ran_out(l, name),
        Diagnosis::InvitationHeld => people::invitation_held(l, name),
        Diagnosis::Blocked(reason) => {
            let why = match reason {
                BlockReason::PasswordOnKnownDevice => people::too_many_passwords(l),
                BlockReason::WrongCodes => people::too_many_codes(l),
                BlockReason::FrozenByOwner => people::froze(l),
                BlockReason::ByDesk => people::blocked_by_desk(l),
                BlockReason::Unknown => people::of_newer_version(l),
            };
            cannot(match person.blocked_at {
                Some(at) => say::since(l, why, at.short_day(l), at.time(l)),
                None => why.to_owned(),
            })
        }
        Diagnosis::PasswordDisabled => cannot(people::guessed(l).to_owned()),
        Diagnosis::NoNumber => cannot(say::no_number(l).to_owned()),
        Diagnosis::CountryNotAllowed => cannot(say::country_not_allowed(l).to_owned()),
        Diagnosis::NoCodes { share, until } => cannot(at_desk(l, share, until, now)),
        Diagnosis::SmsFails => cannot(say::sms_fails(l).to_owned()),
        Diagnosis::Waits { until } => cannot(say::waits(l, until.time_seen_from(now, l))),
        Diagnosis::NumberChanged { at } => {
            say::number_changed(l, name, at.short_day(l), at.time(l))
        }
        Diagnosis::HeldUp(Channel::Sms) => say::sms_held_up(l, name),
        Diagnosis::HeldUp(Channel::Mail) => say::mail_held_up(l, name),
        Diagnosis::Lost(Channel::Sms) => say::sms_lost(l, name),
        Diagnosis::Lost(Channel::Mail) => say::mail_lost(l, name),
        Diagnosis::Withheld => say::withheld(l, name),
        Diagnosis::SmsLate => say::sms_late(l, name),
        Diagnosis::MailFails => say::mail_fails(l, name),
        Diagnosis::MustChange => people::can_log_in_must_change(l, name),
        Diagnosis::Renew => people::chooses_by_mail(l, name),
        Diagnosis::Unknown => cannot(people::of_newer_version(l).to_owned()),
        Diagnosis::Nothing => people::can_log_in(l, name),
    }
}
