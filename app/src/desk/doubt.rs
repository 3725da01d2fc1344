//! Why a check of the caller does not count for the whole account, in words, each with what helps instead.

use domain::{
    Language,
    desk::Doubt,
    people::{AuthorisationState, What},
};
use flows::desk::DeskPerson;
use leptos::prelude::*;

use super::address;
use crate::{
    parts::{Act, Notice, NoticeKind},
    texts::desk as say,
};

/// What is the matter, and what the agent does instead: the desk lets this person in, or only blocks.
pub(super) fn words(l: Language, doubt: Doubt, (name, lets_in): (&str, bool)) -> (String, String) {
    let title = match doubt {
        Doubt::NumberNew => say::doubt_number_new(l, name),
        Doubt::NumberUnused => say::doubt_number_unused(l, name),
        Doubt::AddressNew => say::doubt_address_new(l, name),
        Doubt::Frozen => say::doubt_frozen(l, name),
        Doubt::BlockedByDesk => say::doubt_blocked_by_desk(l, name),
        Doubt::GuardedElsewhere => say::doubt_elsewhere(l, name),
        Doubt::BlockedAndNotSpokenFor => say::doubt_blocked_not_spoken_for(l, name),
        Doubt::AccessOver => say::doubt_over(l, name),
        Doubt::OnlyInvited => say::doubt_invited(l, name),
    };
    let instead = match doubt {
        Doubt::NumberNew | Doubt::NumberUnused | Doubt::Frozen => {
            say::instead_mail_or_call(l, name)
        }
        Doubt::BlockedByDesk => say::instead_call(l, name),
        Doubt::AddressNew => say::instead_sms_or_call(l, name),
        Doubt::BlockedAndNotSpokenFor => say::instead_call_there(l, name),
        Doubt::OnlyInvited => say::instead_mail(l, name),
        Doubt::GuardedElsewhere | Doubt::AccessOver => say::instead_mail_or_there(l, name),
    };
    let what = match lets_in {
        true => say::for_account(l),
        false => say::for_account_block(l),
    };
    (title, format!("{what} {instead}"))
}

/// What speaks against the telephone of somebody who can be called about, before a code goes to it.
pub(super) fn of_telephone(person: &DeskPerson) -> Option<Doubt> {
    person.telephone.err().filter(|_| concerns(person))
}

/// The notice for an agent whose check of the caller does not count for the account.
pub(super) fn notice(l: Language, person: &DeskPerson) -> Option<impl IntoView + use<>> {
    let doubt = person.known.err().filter(|_| concerns(person))?;
    let (title, text) = words(l, doubt, (person.name.greeting(), lets_in(person)));
    let send = address(&person.id, "beller-controleren/versturen");
    let other = match doubt {
        Doubt::AddressNew => Some(Act::post(say::check_caller(l), send).with("kanaal", "sms")),
        Doubt::BlockedByDesk | Doubt::BlockedAndNotSpokenFor => None,
        _ => Some(Act::post(say::check_by_mail(l), send).with("kanaal", "mail")),
    };
    let mut acts: Vec<Act> = other.into_iter().collect();
    if matches!(
        doubt,
        Doubt::NumberNew
            | Doubt::NumberUnused
            | Doubt::AddressNew
            | Doubt::Frozen
            | Doubt::BlockedByDesk
    ) {
        acts.push(Act::link(
            say::call_back(l),
            address(&person.id, "terugbellen"),
        ));
    }
    Some(view! { <Notice kind=NoticeKind::Info title=title acts><p>{text}</p></Notice> })
}

/// Whether anything is to be had by a better check: where the own admins let a blocked person in, it leads nowhere.
fn concerns(person: &DeskPerson) -> bool {
    let there = person.facts.state == AuthorisationState::Active || person.desk_lifts;
    there && (lets_in(person) || person.facts.blocked.is_none())
}

/// Whether the desk lets this person in.
pub(super) fn lets_in(person: &DeskPerson) -> bool {
    person.ours_for(What::Account) || person.unblocks()
}
