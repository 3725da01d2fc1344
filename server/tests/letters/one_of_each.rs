//! One of each letter and of each deed. What is missing here does not compile.

use domain::{
    AppointmentId, Moment,
    appointments::Reason,
    people::BlockReason,
    post::{Deed, HelpKind, Letter, Named, NotAgreed, OrganisationAdmins},
};

/// Friday 20 November 2026, 14.30 in Amsterdam.
pub const AT: Moment = Moment::from_unix_ms(1_795_181_400_000);

const APPOINTMENT: &str = "019a9f3c-5b7e-7c3a-8d21-0f6e4b9a1c2d";
pub const REFERENCE: &str = "GB-2026-00417";

fn rejected(reason: Reason, note: &str) -> Letter {
    Letter::AppointmentRejected {
        reference: REFERENCE.into(),
        reason,
        note: Some(note.to_owned()),
    }
}

/// One letter after another; a letter that is missing here does not compile.
fn next(letter: Option<&Letter>, name: &str) -> Option<Letter> {
    let text = || name.to_owned();
    let admins = || {
        vec![Named {
            name: text(),
            email: "karin@kantoor-deboer.example".into(),
        }]
    };
    let blocked_by_codes = |resetting| Letter::Blocked {
        reason: BlockReason::WrongCodes,
        at: AT,
        admins: admins(),
        resetting,
    };
    let rights = || vec!["Schade melden".to_owned(), "Offertes maken".to_owned()];
    let not_agreed = |admin, why| Letter::NotAgreed {
        whom: text(),
        organisation: text(),
        admin,
        why,
    };
    let role = |admin, own| Letter::RoleChanged {
        by: text(),
        organisation: text(),
        admin,
        own,
    };
    let access_stopped = |planned, invitation| Letter::AccessStopped {
        by: text(),
        organisation: text(),
        at: AT,
        planned,
        invitation,
    };
    let admins_access = |stopped, from, until| Letter::AdminsAccess {
        by: text(),
        organisation: text(),
        whom: text(),
        stopped,
        from,
        until,
    };
    let admins_changed = |admin, own| Letter::AdminsChanged {
        by: text(),
        organisation: text(),
        whom: text(),
        admin,
        own,
    };
    let not_placed = |why| Letter::MessageNotPlaced { text: text(), why };
    let Some(letter) = letter else {
        return Some(Letter::AskedForReset);
    };
    Some(match letter {
        Letter::AskedForReset => Letter::AskedForMyAdmin,
        Letter::AskedForMyAdmin => Letter::AskedAdminForHelp {
            kind: HelpKind::CannotLogIn,
        },
        Letter::AskedAdminForHelp { .. } => Letter::AskedToAppoint {
            appointment: AppointmentId::parse(APPOINTMENT).unwrap(),
        },
        Letter::AskedToAppoint { appointment } => Letter::AskedToAnnounce {
            appointment: appointment.clone(),
        },
        Letter::AskedToAnnounce { .. } => Letter::AskedToWarn { until: AT },
        Letter::AskedToWarn { .. } => Letter::ResetLink { until: AT },
        Letter::ResetLink { .. } => Letter::ResetCannotHelp {
            blocked: Some(BlockReason::WrongCodes),
            begins: None,
            admins: admins(),
        },
        Letter::ResetCannotHelp {
            blocked: Some(_), ..
        } => Letter::ResetCannotHelp {
            blocked: None,
            begins: Some(AT),
            admins: admins(),
        },
        Letter::ResetCannotHelp { .. } => Letter::ResetOff { until: AT },
        Letter::ResetOff { .. } => Letter::Invitation {
            by: text(),
            organisation: text(),
            rights: rights(),
            until: AT,
            reminder: 1,
            begins: None,
        },
        Letter::Invitation { begins: None, .. } => Letter::Invitation {
            by: text(),
            organisation: text(),
            rights: rights(),
            until: AT,
            reminder: 0,
            begins: Some(AT),
        },
        Letter::Invitation { .. } => Letter::ConfirmOldAddress {
            new: "jan@nieuw.example".into(),
            until: AT,
        },
        Letter::ConfirmOldAddress { .. } => Letter::ConfirmNewAddress { until: AT },
        Letter::ConfirmNewAddress { .. } => Letter::AddressInUse,
        Letter::AddressInUse => Letter::AppointmentConfirm {
            reference: REFERENCE.into(),
            until: AT,
            again: false,
        },
        Letter::AppointmentConfirm { again: false, .. } => Letter::AppointmentConfirm {
            reference: REFERENCE.into(),
            until: AT,
            again: true,
        },
        Letter::AppointmentConfirm { .. } => Letter::AppointmentKnown {
            organisation: text(),
        },
        Letter::AppointmentKnown { .. } => Letter::AppointmentReceived {
            reference: REFERENCE.into(),
            reply_by: AT,
        },
        Letter::AppointmentReceived { .. } => Letter::AppointmentQuestion {
            reference: REFERENCE.into(),
            question: text(),
            more: vec![text()],
            until: AT,
            again: true,
        },
        Letter::AppointmentQuestion { .. } => Letter::AppointmentApproved {
            reference: REFERENCE.into(),
            organisation: text(),
            rights: rights(),
            until: AT,
            again: true,
        },
        Letter::AppointmentApproved { .. } => rejected(Reason::ALL[0], name),
        Letter::AppointmentRejected { reason, .. } => {
            let later = Reason::ALL.iter().skip_while(|one| *one != reason).nth(1);
            later.map_or_else(
                || Letter::AppointmentExpired {
                    reference: REFERENCE.into(),
                    approved: false,
                },
                |reason| rejected(*reason, name),
            )
        }
        Letter::AppointmentExpired {
            approved: false, ..
        } => Letter::AppointmentExpired {
            reference: REFERENCE.into(),
            approved: true,
        },
        Letter::AppointmentExpired { .. } => Letter::AppointmentAnnounced {
            reference: REFERENCE.into(),
            who: text(),
            organisation: text(),
        },
        Letter::AppointmentAnnounced { .. } => Letter::Activated {
            organisation: text(),
            from: Some(AT),
        },
        Letter::Activated { .. } => Letter::PasswordChanged {
            at: AT,
            device: "Chrome op Windows".into(),
        },
        Letter::PasswordChanged { .. } => Letter::MobileChanged {
            at: AT,
            by: Some(text()),
            organisation: text(),
            ends_in: "78".into(),
        },
        Letter::MobileChanged { .. } => Letter::AddressChanged {
            at: AT,
            new: "jan@nieuw.example".into(),
            reset_off_until: AT,
        },
        Letter::AddressChanged { .. } => Letter::NewDevice {
            at: AT,
            device: "Safari op iPhone".into(),
        },
        Letter::NewDevice { .. } => Letter::Blocked {
            reason: BlockReason::PasswordOnKnownDevice,
            at: AT,
            admins: admins(),
            resetting: false,
        },
        Letter::Blocked {
            reason: BlockReason::PasswordOnKnownDevice,
            ..
        } => blocked_by_codes(false),
        Letter::Blocked {
            resetting: false, ..
        } => blocked_by_codes(true),
        Letter::Blocked { .. } => Letter::InvitationBlocked {
            reason: BlockReason::WrongCodes,
            admins: admins(),
        },
        Letter::InvitationBlocked { .. } => Letter::PasswordDisabled { at: AT },
        Letter::PasswordDisabled { .. } => Letter::MustWait { until: AT },
        Letter::MustWait { .. } => Letter::Unblocked {
            by: text(),
            invited: false,
            renew: false,
        },
        Letter::Unblocked { renew: false, .. } => Letter::Unblocked {
            by: text(),
            invited: false,
            renew: true,
        },
        Letter::Unblocked { .. } => Letter::RightsChanged {
            by: text(),
            organisation: text(),
            added: rights(),
            removed: vec!["Polissen inzien".into()],
        },
        Letter::RightsChanged { .. } => Letter::NewEyes {
            whom: text(),
            organisation: text(),
            right: text(),
            decides_from: AT,
        },
        Letter::NewEyes { .. } => {
            let by = Some(text());
            not_agreed(false, NotAgreed::Refused { by })
        }
        Letter::NotAgreed {
            admin: false,
            why: NotAgreed::Refused { .. },
            ..
        } => not_agreed(false, NotAgreed::RanOut),
        Letter::NotAgreed {
            admin: false,
            why: NotAgreed::RanOut,
            ..
        } => not_agreed(false, NotAgreed::Frozen),
        Letter::NotAgreed {
            why: NotAgreed::Frozen,
            ..
        } => not_agreed(false, NotAgreed::Blocked),
        Letter::NotAgreed {
            why: NotAgreed::Blocked,
            ..
        } => not_agreed(false, NotAgreed::Stopped),
        Letter::NotAgreed {
            admin: false,
            why: NotAgreed::Stopped,
            ..
        } => not_agreed(true, NotAgreed::Refused { by: None }),
        Letter::NotAgreed {
            why: NotAgreed::Refused { .. },
            ..
        } => not_agreed(true, NotAgreed::RanOut),
        Letter::NotAgreed {
            why: NotAgreed::RanOut,
            ..
        } => not_agreed(true, NotAgreed::Stopped),
        Letter::NotAgreed { .. } => {
            let by = Some(text());
            not_placed(NotAgreed::Refused { by })
        }
        Letter::MessageNotPlaced {
            why: NotAgreed::Refused { .. },
            ..
        } => not_placed(NotAgreed::RanOut),
        Letter::MessageNotPlaced { .. } => Letter::DatesChanged {
            by: text(),
            organisation: text(),
            from: Some(AT),
            until: Some(AT),
        },
        Letter::DatesChanged { .. } => access_stopped(false, false),
        Letter::AccessStopped { planned: true, .. } => access_stopped(false, true),
        Letter::AccessStopped {
            invitation: false, ..
        } => access_stopped(true, false),
        Letter::AccessStopped { .. } => Letter::StopNotDone {
            organisation: text(),
            whom: Some(text()),
            at: AT,
        },
        Letter::StopNotDone { whom: Some(_), .. } => Letter::StopNotDone {
            organisation: text(),
            whom: None,
            at: AT,
        },
        Letter::StopNotDone { .. } => Letter::LoggedOutByAdmin {
            by: text(),
            organisation: text(),
        },
        Letter::LoggedOutByAdmin { .. } => Letter::AccessRestored {
            by: text(),
            organisation: text(),
        },
        Letter::AccessRestored { .. } => role(true, false),
        Letter::RoleChanged { admin: true, .. } => role(false, false),
        Letter::RoleChanged { own: false, .. } => role(false, true),
        Letter::RoleChanged { .. } => admins_changed(true, true),
        Letter::AdminsChanged {
            admin: true,
            own: true,
            ..
        } => admins_changed(true, false),
        Letter::AdminsChanged { admin: true, .. } => admins_changed(false, false),
        Letter::AdminsChanged { own: false, .. } => admins_changed(false, true),
        Letter::AdminsChanged { .. } => admins_access(true, None, None),
        Letter::AdminsAccess { stopped: true, .. } => admins_access(false, None, None),
        Letter::AdminsAccess {
            from: None,
            until: None,
            ..
        } => admins_access(false, None, Some(AT)),
        Letter::AdminsAccess { from: None, .. } => admins_access(false, Some(AT), Some(AT)),
        Letter::AdminsAccess { until: Some(_), .. } => admins_access(false, Some(AT), None),
        Letter::AdminsAccess { .. } => Letter::ColleagueNumberChanged {
            by: text(),
            whom: text(),
            organisation: text(),
        },
        Letter::ColleagueNumberChanged { .. } => Letter::OwnNumberChanged {
            who: text(),
            organisation: text(),
        },
        Letter::OwnNumberChanged { .. } => Letter::OwnAddressChanged {
            who: text(),
            organisation: text(),
            new: "jan@nieuw.example".into(),
            looks_like: Some("kantoor-deboer.example".into()),
        },
        Letter::OwnAddressChanged { .. } => Letter::OwnNameChanged {
            before: text(),
            now: text(),
            organisation: text(),
        },
        Letter::OwnNameChanged { .. } => Letter::HelpedByDesk {
            whom: text(),
            organisation: text(),
        },
        Letter::HelpedByDesk { .. } => Letter::MyAdmins {
            organisations: vec![
                OrganisationAdmins {
                    organisation: text(),
                    admins: admins(),
                    desk_helps: false,
                    over: false,
                },
                OrganisationAdmins {
                    organisation: "Garage Jansen".into(),
                    admins: vec![],
                    desk_helps: false,
                    over: false,
                },
                OrganisationAdmins {
                    organisation: "Garage Van Vroeger".into(),
                    admins: admins(),
                    desk_helps: false,
                    over: true,
                },
                OrganisationAdmins {
                    organisation: "Autohuis Van Dam".into(),
                    admins: admins(),
                    desk_helps: true,
                    over: false,
                },
                OrganisationAdmins {
                    organisation: "Kantoor De Boer".into(),
                    admins: vec![],
                    desk_helps: true,
                    over: false,
                },
            ],
        },
        Letter::MyAdmins { .. } => Letter::MyAdminUnknownAddress,
        Letter::MyAdminUnknownAddress => Letter::HelpNotAsked {
            begins: Some(AT),
            blocked: false,
            admins: admins(),
        },
        Letter::HelpNotAsked { .. } => Letter::HelpAsked {
            who: text(),
            authorisation: "0193464e-0000-7000-8000-000000000001".into(),
            kind: HelpKind::CannotLogIn,
            invited: false,
            wanted: vec![text(), text()],
            after: Some(text()),
            until: Some(AT),
        },
        Letter::HelpAsked { .. } => Letter::HelpUnderWay {
            organisation: Some(text()),
            kind: Some(HelpKind::WrongNumber),
            may_appoint: false,
            waited_for: vec![text()],
            asked: vec![text(), text()],
            until: Some(AT),
        },
        Letter::HelpUnderWay { .. } => Letter::HelpDone {
            by: Some(text()),
            kind: HelpKind::WrongNumber,
        },
        Letter::HelpDone { .. } => Letter::StandInAppointed {
            by: text(),
            organisation: text(),
            from: AT,
            until: AT,
        },
        Letter::StandInAppointed { .. } => Letter::StandInAnnounced {
            by: text(),
            organisation: text(),
            whom: text(),
            from: AT,
            until: AT,
        },
        Letter::StandInAnnounced { .. } => Letter::StandInEnded {
            by: Some(text()),
            organisation: text(),
            whom: Some(text()),
        },
        Letter::StandInEnded {
            by: Some(_), whom, ..
        } => Letter::StandInEnded {
            by: None,
            organisation: text(),
            whom: whom.clone(),
        },
        Letter::StandInEnded { .. } => Letter::AdminUndone {
            by: None,
            organisation: text(),
            whom: Some(text()),
        },
        Letter::AdminUndone { by: None, whom, .. } => Letter::AdminUndone {
            by: Some(text()),
            organisation: text(),
            whom: whom.clone(),
        },
        Letter::AdminUndone {
            by, whom: Some(_), ..
        } => Letter::AdminUndone {
            by: by.clone(),
            organisation: text(),
            whom: None,
        },
        Letter::AdminUndone { .. } => Letter::InvitationsHeld {
            by: Some(text()),
            organisation: text(),
            whom: vec![text(), text()],
        },
        Letter::InvitationsHeld { by: Some(_), .. } => Letter::InvitationsHeld {
            by: None,
            organisation: text(),
            whom: vec![text()],
        },
        Letter::InvitationsHeld { .. } => Letter::DeputyAsked {
            organisation: text(),
            others: false,
        },
        Letter::DeputyAsked { others: false, .. } => Letter::DeputyAsked {
            organisation: text(),
            others: true,
        },
        Letter::DeputyAsked { .. } => Letter::CheckDue {
            organisation: text(),
            last: Some(AT),
            again: true,
        },
        Letter::CheckDue { .. } => Letter::Frozen {
            at: AT,
            admins: admins(),
        },
        Letter::Frozen { .. } => Letter::CallerCheckMail { asked: Some(AT) },
        Letter::CallerCheckMail { .. } => Letter::NumberChangeAsked {
            organisation: text(),
            ends_in: "78".into(),
        },
        Letter::NumberChangeAsked { .. } => Letter::NumberMoved {
            ends_in: "78".into(),
            organisation: text(),
            off_until: AT,
            invited: false,
        },
        Letter::NumberMoved { .. } => Letter::TestMail,
        Letter::TestMail => Letter::LoginCode { until: AT },
        Letter::LoginCode { .. } => Letter::ResetCode,
        Letter::ResetCode => Letter::ConfirmNumberCode { until: AT },
        Letter::ConfirmNumberCode { .. } => Letter::StepUpCode {
            deed: Deed::StopAccess,
            whom: Some(text()),
        },
        Letter::StepUpCode { .. } => Letter::CallerCheck { asked: Some(AT) },
        Letter::CallerCheck { .. } => Letter::NumberChangeAskedSms,
        Letter::NumberChangeAskedSms => Letter::NumberChangedOld,
        Letter::NumberChangedOld => Letter::TestSms,
        Letter::TestSms => Letter::AddressChangedSms,
        Letter::AddressChangedSms => Letter::PasswordChangedSms { at: AT },
        Letter::PasswordChangedSms { .. } => return None,
    })
}

/// Every letter there is, to or about somebody of this name.
pub fn every_letter(name: &str) -> Vec<Letter> {
    std::iter::successors(next(None, name), |letter| next(Some(letter), name)).collect()
}

/// One deed after another; a deed that is missing here does not compile.
fn next_deed(deed: Option<Deed>) -> Option<Deed> {
    let Some(deed) = deed else {
        return Some(Deed::Invite);
    };
    Some(match deed {
        Deed::Invite => Deed::Unblock,
        Deed::Unblock => Deed::ChangeMobile,
        Deed::ChangeMobile => Deed::ChangeRights,
        Deed::ChangeRights => Deed::StopAccess,
        Deed::StopAccess => Deed::ChangeAdmins,
        Deed::ChangeAdmins => Deed::SendReset,
        Deed::SendReset => Deed::CloseHelp,
        Deed::CloseHelp => Deed::EndSessions,
        Deed::EndSessions => Deed::CheckStaff,
        Deed::CheckStaff => Deed::AskDeputy,
        Deed::AskDeputy => Deed::Export,
        Deed::Export => Deed::Appoint,
        Deed::Appoint => Deed::OwnSecurity,
        Deed::OwnSecurity => Deed::HelpCaller,
        Deed::HelpCaller => Deed::FourEyes,
        Deed::FourEyes => Deed::Announce,
        Deed::Announce => return None,
    })
}

/// Every deed that a fresh code is asked for.
pub fn every_deed() -> impl Iterator<Item = Deed> {
    std::iter::successors(next_deed(None), |deed| next_deed(Some(*deed)))
}
