//! Every mail: which template it has and which facts it tells. Values stand in the template under the names given here.
//! The match is exhaustive: a letter that has no words here does not compile.

use askama::Template;
use domain::{
    Language,
    appointments::Reason,
    people::BlockReason,
    post::{HelpKind, Letter, Named, NotAgreed, OrganisationAdmins},
};

use super::{Unwritable, writing::Writing};

/// "Karin de Boer", "Karin de Boer en Bram de Wit", "Karin de Boer, Els Smit en Bram de Wit"; `None` for nobody.
fn together(language: Language, names: &[String]) -> Option<String> {
    let and = match language {
        Language::Nl => "en",
        Language::En => "and",
    };
    let (last, others) = names.split_last()?;
    if others.is_empty() {
        return Some(last.clone());
    }
    Some(format!("{} {and} {last}", others.join(", ")))
}

macro_rules! mail {
    ($writing:expr, $nl:tt, $en:tt $(, $field:ident: $type:ty = $value:expr)* $(,)?) => {{
        #[derive(Template)]
        #[template(path = $nl, escape = "none")]
        struct Nl<'w> { w: &'w Writing<'w>, $($field: $type),* }
        #[derive(Template)]
        #[template(path = $en, escape = "none")]
        struct En<'w> { w: &'w Writing<'w>, $($field: $type),* }
        match $writing.language {
            Language::Nl => Nl { w: $writing, $($field: $value),* }.render()?,
            Language::En => En { w: $writing, $($field: $value),* }.render()?,
        }
    }};
}

/// Writes what a mail says: subject, then paragraphs.
pub(super) fn body(w: &Writing<'_>, letter: &Letter) -> Result<String, Unwritable> {
    let link = || w.link.clone().ok_or(Unwritable::NoSecret);
    let code = || w.code.clone().ok_or(Unwritable::NoSecret);
    let language = w.language;
    Ok(match letter.clone() {
        Letter::ResetLink { until } => mail!(w, "reset_link/nl.txt", "reset_link/en.txt",
            link: String = link()?,
            until: String = until.day_and_time(language),
        ),
        Letter::ResetCannotHelp {
            blocked,
            begins,
            admins,
        } => {
            mail!(w, "reset_cannot_help/nl.txt", "reset_cannot_help/en.txt",
                blocked: Option<BlockReason> = blocked,
                begins: Option<String> = begins.map(|begins| begins.day_and_time(language)),
                admins: Vec<Named> = admins,
            )
        }
        Letter::ResetOff { until } => {
            mail!(w, "reset_off/nl.txt", "reset_off/en.txt",
                until: String = until.day_and_time(language),
            )
        }
        Letter::Invitation {
            by,
            organisation,
            rights,
            until,
            reminder,
            begins,
        } => {
            mail!(w, "invitation/nl.txt", "invitation/en.txt",
                by: String = by,
                organisation: String = organisation,
                rights: Vec<String> = rights,
                link: String = link()?,
                until: String = until.day_and_time(language),
                again: bool = reminder > 0,
                begins: Option<String> = begins.map(|begins| begins.day(language)),
            )
        }
        Letter::ConfirmOldAddress { new, until } => {
            mail!(w, "confirm_old_address/nl.txt", "confirm_old_address/en.txt",
                link: String = link()?,
                new: String = new,
                until: String = until.day_and_time(language),
            )
        }
        Letter::ConfirmNewAddress { until } => {
            mail!(w, "confirm_new_address/nl.txt", "confirm_new_address/en.txt",
                link: String = link()?,
                until: String = until.day_and_time(language),
            )
        }
        Letter::AppointmentConfirm {
            reference,
            until,
            again,
        } => {
            mail!(w, "appointment_confirm/nl.txt", "appointment_confirm/en.txt",
                link: String = link()?,
                reference: String = reference,
                until: String = until.day_and_time(language),
                again: bool = again,
            )
        }
        Letter::AppointmentKnown { organisation } => {
            mail!(w, "appointment_known/nl.txt", "appointment_known/en.txt",
                organisation: String = organisation,
            )
        }
        Letter::AppointmentReceived {
            reference,
            reply_by,
        } => {
            mail!(w, "appointment_received/nl.txt", "appointment_received/en.txt",
                link: String = link()?,
                reference: String = reference,
                reply_by: String = reply_by.day(language),
            )
        }
        Letter::AppointmentQuestion {
            reference,
            question,
            more,
            until,
            again,
        } => {
            mail!(w, "appointment_question/nl.txt", "appointment_question/en.txt",
                link: String = link()?,
                reference: String = reference,
                question: String = question,
                more: Vec<String> = more,
                until: String = until.day_and_time(language),
                again: bool = again,
            )
        }
        Letter::AppointmentApproved {
            reference,
            organisation,
            rights,
            until,
            again,
        } => {
            mail!(w, "appointment_approved/nl.txt", "appointment_approved/en.txt",
                link: String = link()?,
                reference: String = reference,
                organisation: String = organisation,
                rights: Vec<String> = rights,
                until: String = until.day_and_time(language),
                again: bool = again,
            )
        }
        Letter::AppointmentRejected {
            reference,
            reason,
            note,
        } => {
            mail!(w, "appointment_rejected/nl.txt", "appointment_rejected/en.txt",
                reference: String = reference,
                reason: Reason = reason,
                note: Option<String> = note,
            )
        }
        Letter::AppointmentExpired {
            reference,
            approved,
        } => {
            mail!(w, "appointment_expired/nl.txt", "appointment_expired/en.txt",
                reference: String = reference,
                approved: bool = approved,
            )
        }
        Letter::AppointmentAnnounced {
            reference,
            who,
            organisation,
        } => {
            mail!(w, "appointment_announced/nl.txt", "appointment_announced/en.txt",
                reference: String = reference,
                who: String = who,
                organisation: String = organisation,
            )
        }
        Letter::AddressInUse => mail!(w, "address_in_use/nl.txt", "address_in_use/en.txt"),
        Letter::Activated { organisation, from } => {
            mail!(w, "activated/nl.txt", "activated/en.txt",
                organisation: String = organisation,
                from: Option<String> = from.map(|from| from.day_and_time(language)),
            )
        }
        Letter::PasswordChanged { at, device } => {
            mail!(w, "password_changed/nl.txt", "password_changed/en.txt",
                at: String = at.day_and_time(language),
                device: String = device,
            )
        }
        Letter::MobileChanged {
            at,
            by,
            organisation,
            ends_in,
        } => {
            mail!(w, "mobile_changed/nl.txt", "mobile_changed/en.txt",
                at: String = at.day_and_time(language),
                by: Option<String> = by,
                organisation: String = organisation,
                ends_in: String = ends_in,
            )
        }
        Letter::AddressChanged {
            at,
            new,
            reset_off_until,
        } => {
            mail!(w, "address_changed/nl.txt", "address_changed/en.txt",
                at: String = at.day_and_time(language),
                new: String = new,
                reset_off_until: String = reset_off_until.day_and_time(language),
            )
        }
        Letter::NewDevice { at, device } => mail!(w, "new_device/nl.txt", "new_device/en.txt",
            at: String = at.day_and_time(language),
            device: String = device,
        ),
        Letter::Blocked {
            reason,
            at,
            admins,
            resetting,
        } => {
            mail!(w, "blocked/nl.txt", "blocked/en.txt",
                reason: BlockReason = reason,
                at: String = at.day_and_time(language),
                admins: Vec<Named> = admins,
                resetting: bool = resetting,
            )
        }
        Letter::InvitationBlocked { reason, admins } => {
            mail!(w, "invitation_blocked/nl.txt", "invitation_blocked/en.txt",
                reason: BlockReason = reason,
                admins: Vec<Named> = admins,
            )
        }
        Letter::PasswordDisabled { at } => {
            mail!(w, "password_disabled/nl.txt", "password_disabled/en.txt",
                at: String = at.day_and_time(language),
            )
        }
        Letter::MustWait { until } => mail!(w, "must_wait/nl.txt", "must_wait/en.txt",
            until: String = until.day_and_time(language),
        ),
        Letter::Unblocked { by, invited, renew } => {
            mail!(w, "unblocked/nl.txt", "unblocked/en.txt",
                by: String = by,
                invited: bool = invited,
                renew: bool = renew,
            )
        }
        Letter::RightsChanged {
            by,
            organisation,
            added,
            removed,
        } => {
            mail!(w, "rights_changed/nl.txt", "rights_changed/en.txt",
                by: String = by,
                organisation: String = organisation,
                added: Vec<String> = added,
                removed: Vec<String> = removed,
            )
        }
        Letter::NewEyes {
            whom,
            organisation,
            right,
            decides_from,
        } => {
            mail!(w, "new_eyes/nl.txt", "new_eyes/en.txt",
                whom: String = whom,
                organisation: String = organisation,
                right: String = right,
                from: String = decides_from.day(language),
            )
        }
        Letter::NotAgreed {
            whom,
            organisation,
            admin,
            why,
        } => {
            mail!(w, "not_agreed/nl.txt", "not_agreed/en.txt",
                whom: String = whom,
                organisation: String = organisation,
                admin: bool = admin,
                why: NotAgreed = why,
            )
        }
        Letter::MessageNotPlaced { text, why } => {
            mail!(w, "message_not_placed/nl.txt", "message_not_placed/en.txt",
                text: String = text,
                why: NotAgreed = why,
            )
        }
        Letter::DatesChanged {
            by,
            organisation,
            from,
            until,
        } => {
            mail!(w, "dates_changed/nl.txt", "dates_changed/en.txt",
                by: String = by,
                organisation: String = organisation,
                from: Option<String> = from.map(|from| from.day(language)),
                last: Option<String> = until.map(|until| until.last_day().day(language)),
            )
        }
        Letter::AccessStopped {
            by,
            organisation,
            at,
            planned,
            invitation,
        } => {
            mail!(w, "access_stopped/nl.txt", "access_stopped/en.txt",
                by: String = by,
                organisation: String = organisation,
                last: String = at.last_day().day(language),
                planned: bool = planned,
                invitation: bool = invitation,
            )
        }
        Letter::AdminsAccess {
            by,
            organisation,
            whom,
            stopped,
            from,
            until,
        } => {
            mail!(w, "admins_access/nl.txt", "admins_access/en.txt",
                by: String = by,
                organisation: String = organisation,
                whom: String = whom,
                stopped: bool = stopped,
                from: Option<String> = from.map(|from| from.day(language)),
                last: Option<String> = until.map(|until| until.last_day().day(language)),
            )
        }
        Letter::StopNotDone {
            organisation,
            whom,
            at,
        } => {
            mail!(w, "stop_not_done/nl.txt", "stop_not_done/en.txt",
                organisation: String = organisation,
                whom: Option<String> = whom,
                last: String = at.last_day().day(language),
            )
        }
        Letter::LoggedOutByAdmin { by, organisation } => {
            mail!(w, "logged_out_by_admin/nl.txt", "logged_out_by_admin/en.txt",
                by: String = by,
                organisation: String = organisation,
            )
        }
        Letter::AccessRestored { by, organisation } => {
            mail!(w, "access_restored/nl.txt", "access_restored/en.txt",
                by: String = by,
                organisation: String = organisation,
            )
        }
        Letter::RoleChanged {
            by,
            organisation,
            admin,
            own,
        } => {
            mail!(w, "role_changed/nl.txt", "role_changed/en.txt",
                by: String = by,
                organisation: String = organisation,
                admin: bool = admin,
                own: bool = own,
            )
        }
        Letter::AdminsChanged {
            by,
            organisation,
            whom,
            admin,
            own,
        } => {
            mail!(w, "admins_changed/nl.txt", "admins_changed/en.txt",
                by: String = by,
                organisation: String = organisation,
                whom: String = whom,
                admin: bool = admin,
                own: bool = own,
            )
        }
        Letter::ColleagueNumberChanged {
            by,
            whom,
            organisation,
        } => {
            mail!(w, "colleague_number_changed/nl.txt", "colleague_number_changed/en.txt",
                by: String = by,
                whom: String = whom,
                organisation: String = organisation,
            )
        }
        Letter::OwnNumberChanged { who, organisation } => {
            mail!(w, "own_number_changed/nl.txt", "own_number_changed/en.txt",
                who: String = who,
                organisation: String = organisation,
            )
        }
        Letter::OwnAddressChanged {
            who,
            organisation,
            new,
            looks_like,
        } => {
            mail!(w, "own_address_changed/nl.txt", "own_address_changed/en.txt",
                who: String = who,
                organisation: String = organisation,
                new: String = new,
                looks_like: Option<String> = looks_like,
            )
        }
        Letter::OwnNameChanged {
            before,
            now,
            organisation,
        } => {
            mail!(w, "own_name_changed/nl.txt", "own_name_changed/en.txt",
                before: String = before,
                now: String = now,
                organisation: String = organisation,
            )
        }
        Letter::HelpedByDesk { whom, organisation } => {
            mail!(w, "helped_by_desk/nl.txt", "helped_by_desk/en.txt",
                whom: String = whom,
                organisation: String = organisation,
            )
        }
        Letter::MyAdmins { organisations } => mail!(w, "my_admins/nl.txt", "my_admins/en.txt",
            organisations: Vec<OrganisationAdmins> = organisations,
        ),
        Letter::MyAdminUnknownAddress => {
            mail!(
                w,
                "my_admin_unknown_address/nl.txt",
                "my_admin_unknown_address/en.txt"
            )
        }
        Letter::HelpNotAsked {
            begins,
            blocked,
            admins,
        } => {
            mail!(w, "help_not_asked/nl.txt", "help_not_asked/en.txt",
                begins: Option<String> = begins.map(|begins| begins.day_and_time(language)),
                blocked: bool = blocked,
                admins: Vec<Named> = admins,
            )
        }
        Letter::HelpAsked {
            who,
            authorisation,
            kind,
            invited,
            wanted,
            after,
            until,
        } => {
            mail!(w, "help_asked/nl.txt", "help_asked/en.txt",
                who: String = who,
                authorisation: String = authorisation,
                kind: HelpKind = kind,
                invited: bool = invited,
                wanted: Option<String> = together(language, &wanted),
                after: Option<String> = after,
                until: Option<String> = until.map(|until| until.day_and_time(language)),
            )
        }
        Letter::HelpUnderWay {
            organisation,
            kind,
            may_appoint,
            waited_for,
            asked,
            until,
        } => {
            mail!(w, "help_under_way/nl.txt", "help_under_way/en.txt",
                at: String = organisation.map_or_else(String::new, |name| format!(" ({name})")),
                wrong_number: bool = kind == Some(HelpKind::WrongNumber),
                may_appoint: bool = may_appoint,
                several: bool = waited_for.len() > 1,
                waited_for: Option<String> = together(language, &waited_for),
                until: Option<String> = until.map(|until| match asked.as_slice() {
                    // The desk is busy until it closes: a day, and no hour.
                    [] => until.day(language),
                    _ => until.day_and_time(language),
                }),
                asked: Option<String> = together(language, &asked),
                rights: bool = kind == Some(HelpKind::MoreRights),
            )
        }
        Letter::HelpDone { by, kind } => mail!(w, "help_done/nl.txt", "help_done/en.txt",
            by: Option<String> = by,
            kind: HelpKind = kind,
        ),
        Letter::StandInAppointed {
            by,
            organisation,
            from,
            until,
        } => {
            mail!(w, "stand_in_appointed/nl.txt", "stand_in_appointed/en.txt",
                by: String = by,
                organisation: String = organisation,
                from: String = from.day(language),
                last: String = until.last_day().day(language),
            )
        }
        Letter::StandInAnnounced {
            by,
            organisation,
            whom,
            from,
            until,
        } => {
            mail!(w, "stand_in_announced/nl.txt", "stand_in_announced/en.txt",
                by: String = by,
                organisation: String = organisation,
                whom: String = whom,
                from: String = from.day(language),
                last: String = until.last_day().day(language),
            )
        }
        Letter::StandInEnded {
            by,
            organisation,
            whom,
        } => {
            mail!(w, "stand_in_ended/nl.txt", "stand_in_ended/en.txt",
                by: Option<String> = by,
                organisation: String = organisation,
                whom: Option<String> = whom,
            )
        }
        Letter::AdminUndone {
            by,
            organisation,
            whom,
        } => {
            mail!(w, "admin_undone/nl.txt", "admin_undone/en.txt",
                by: Option<String> = by,
                organisation: String = organisation,
                whom: Option<String> = whom,
            )
        }
        Letter::InvitationsHeld {
            by,
            organisation,
            whom,
        } => {
            mail!(w, "invitations_held/nl.txt", "invitations_held/en.txt",
                by: Option<String> = by,
                organisation: String = organisation,
                whom: Vec<String> = whom,
            )
        }
        Letter::DeputyAsked {
            organisation,
            others,
        } => {
            mail!(w, "deputy_asked/nl.txt", "deputy_asked/en.txt",
                organisation: String = organisation,
                others: bool = others,
            )
        }
        Letter::CheckDue {
            organisation,
            last,
            again,
        } => {
            mail!(w, "check_due/nl.txt", "check_due/en.txt",
                organisation: String = organisation,
                last: Option<String> = last.map(|last| last.day(language)),
                again: bool = again,
            )
        }
        Letter::Frozen { at, admins } => mail!(w, "frozen/nl.txt", "frozen/en.txt",
            at: String = at.day_and_time(language),
            admins: Vec<Named> = admins,
        ),
        Letter::CallerCheckMail { asked } => {
            mail!(w, "caller_check_mail/nl.txt", "caller_check_mail/en.txt",
                asked: Option<String> = asked.map(|at| at.day_and_time(language)),
                code: String = code()?,
            )
        }
        Letter::NumberChangeAsked {
            organisation,
            ends_in,
        } => {
            mail!(w, "number_change_asked/nl.txt", "number_change_asked/en.txt",
                organisation: String = organisation,
                ends_in: String = ends_in,
            )
        }
        Letter::NumberMoved {
            ends_in,
            organisation,
            off_until,
            invited,
        } => {
            mail!(w, "number_moved/nl.txt", "number_moved/en.txt",
                invited: bool = invited,
                ends_in: String = ends_in,
                organisation: String = organisation,
                off_until: String = off_until.day_and_time(language),
            )
        }
        Letter::TestMail => mail!(w, "test_mail/nl.txt", "test_mail/en.txt"),
        Letter::AskedForReset
        | Letter::AskedForMyAdmin
        | Letter::AskedAdminForHelp { .. }
        | Letter::AskedToAppoint { .. }
        | Letter::AskedToAnnounce { .. }
        | Letter::AskedToWarn { .. } => {
            return Err(Unwritable::Question);
        }
        Letter::LoginCode { .. }
        | Letter::ResetCode
        | Letter::ConfirmNumberCode { .. }
        | Letter::StepUpCode { .. }
        | Letter::CallerCheck { .. }
        | Letter::NumberChangeAskedSms
        | Letter::NumberChangedOld
        | Letter::TestSms
        | Letter::AddressChangedSms
        | Letter::PasswordChangedSms { .. } => return Err(Unwritable::WrongReceiver),
    })
}
