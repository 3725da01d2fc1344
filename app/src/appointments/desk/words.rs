//! What the desk reads: why something cannot be done, and what speaks for or against a request.

use domain::{
    Language,
    appointments::{Check, NameMatch, Refusal, Stage},
};
use flows::appointments::{FoundRequest, Refused};
use leptos::prelude::*;

use super::address;
use crate::{
    appointments::story,
    parts::{Mark, PersonRow},
    texts::{appointments_desk as say, desk},
    words::within,
};

/// Why something was not done.
pub(super) const fn refused(l: Language, refused: &Refused) -> &'static str {
    match refused {
        Refused::NotHere => say::no_not_here(l),
        Refused::Rule(Refusal::AlreadySo) => say::no_already(l),
        Refused::Rule(Refusal::NotNow) => say::no_not_now(l),
        Refused::Rule(Refusal::TooLate) => say::no_too_late(l),
        Refused::Rule(Refusal::NoOrganisation) | Refused::NoOrganisation => say::no_organisation(l),
        Refused::Rule(Refusal::NotCalledBack) => say::no_not_called(l),
        Refused::Rule(Refusal::NotVerified) => say::no_not_verified(l),
        Refused::Rule(Refusal::SamePerson) => say::no_same_person(l),
        Refused::OwnRequest => say::no_own(l),
        Refused::OwnCompany => say::no_own_company(l),
        Refused::NumberOfRequest => say::no_number_of_request(l),
        Refused::OrganisationThere => say::no_organisation_there(l),
        Refused::NumberWrong => say::no_number_wrong(l),
        Refused::AlreadyAdmin => say::no_already_admin(l),
        Refused::StopPlanned => say::no_stop_planned(l),
        Refused::SomebodyElse => say::no_somebody_else(l),
        Refused::OtherAddress => say::no_other_address(l),
        Refused::NotYours(_) => desk::not_yours(l),
        Refused::Changed => say::no_changed(l),
    }
}

/// How far a request is, and whose turn it is.
pub(super) const fn stage(l: Language, stage: Stage, verified: bool) -> (Mark, &'static str) {
    match stage {
        Stage::Confirmed => (Mark::Warn, say::stage_new(l)),
        Stage::InReview if verified => (Mark::Warn, say::waits_for_colleague(l)),
        Stage::QuestionAsked => (Mark::Wait, say::stage_asked(l)),
        Stage::Approved => (Mark::Good, say::stage_approved(l)),
        other => story::stage(l, other),
    }
}

/// A request that was found, in a row. One whose mailbox has not said yes leads nowhere.
pub(crate) fn found_row(l: Language, one: &FoundRequest) -> impl IntoView + use<> {
    let (mark, state) = stage(l, one.stage, one.verified);
    let company: Vec<&str> = [&one.company, &one.number]
        .into_iter()
        .filter_map(Option::as_deref)
        .collect();
    let company = company.join(", ");
    let note = say::sent_in(l, one.submitted_at.short_day(l));
    let (title, state) = (one.reference.clone(), (mark, state.to_owned()));
    if one.confirmed {
        let href = address(&one.id, "");
        view! { <PersonRow title=title href=href sub=company state=state note=note /> }.into_any()
    } else {
        view! { <PersonRow title=title sub=company state=state note=note /> }.into_any()
    }
}

/// One check, with the mark of what it means; `number` is what the number of the company is called.
pub(super) fn check(l: Language, number: &str, check: &Check) -> (Mark, String) {
    let mark = match check.in_favour() {
        Some(true) => Mark::Good,
        Some(false) => Mark::Warn,
        None => Mark::Off,
    };
    let text = match check {
        Check::NumberBelongs(NameMatch::Same, name) => say::check_number(l, name),
        Check::NumberBelongs(NameMatch::Alike, name) => say::check_number_alike(l, name),
        Check::NumberBelongs(NameMatch::Other, name) => say::check_number_other(l, name),
        Check::NumberUnknown => say::check_number_unknown(l, within(number)),
        Check::AddressConfirmed(true) => say::check_confirmed(l).to_owned(),
        Check::AddressConfirmed(false) => say::check_not_confirmed(l).to_owned(),
        Check::DomainKnown => say::check_domain_known(l).to_owned(),
        Check::DomainDiffers(known) => say::check_domain_differs(l, known.join(", ")),
        Check::DomainNew => say::check_domain_new(l).to_owned(),
        Check::FreeMail => say::check_free_mail(l).to_owned(),
        Check::NoAdmin => say::check_no_admin(l).to_owned(),
        Check::HasAdmins(1) => say::check_one_admin(l).to_owned(),
        Check::HasAdmins(number) => say::check_admins(l, number),
        Check::OtherRequests(number) => say::check_others(l, number),
        Check::MobileAllowed(true) => say::check_mobile(l).to_owned(),
        Check::MobileAllowed(false) => say::check_mobile_not(l).to_owned(),
        Check::IsAdmin => say::check_is_admin(l).to_owned(),
        Check::HasAccess => say::check_has_access(l).to_owned(),
        Check::AccessOver => say::check_access_over(l).to_owned(),
        Check::AccessEnds(ends) if ends.stopped => {
            say::check_stop_planned(l, ends.until.last_day().day(l))
        }
        Check::AccessEnds(ends) => say::check_access_ends(l, ends.until.last_day().day(l)),
        Check::SomebodyElse(name) => say::check_somebody_else(l, name),
        Check::OtherAddress => say::check_other_address(l).to_owned(),
        Check::Called(name) => say::check_called(l, name),
        Check::CalledBefore(name) => say::check_called_before(l, name),
        Check::WasOf(name) => say::check_was_of(l, name),
        Check::Namesakes(people) => say::check_namesake(l, people.join("; ")),
        Check::NumberOf(name) => say::check_number_of(l, name),
    };
    (mark, text)
}
