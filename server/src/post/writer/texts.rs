//! Every SMS: at most 160 letters of the SMS alphabet; a code ends in the line by which a browser fills it in, unless it is
//! one to be read out.
//! The match is exhaustive: a letter that has no text here does not compile.

use askama::Template;
use domain::{Language, post::Deed, post::Letter, shared::one_full_stop};

use super::{Unwritable, gsm};
use crate::portal::{OwnDesk, Portal};

/// Who sends a text message, as it says so.
pub(super) struct Sender<'a> {
    sms_name: &'a str,
    sms_host: &'a str,
    /// Number of the desk that helps the reader.
    phone: String,
}

impl<'a> Sender<'a> {
    /// The portal, with the number of this desk, or of the one that helps everybody.
    pub fn of(portal: &'a Portal, desk: Option<&OwnDesk>) -> Self {
        Self {
            sms_name: &portal.sms_name,
            sms_host: &portal.sms_host,
            phone: portal.sms_phone(desk),
        }
    }
}

macro_rules! sms {
    ($portal:expr, $language:expr, $nl:tt, $en:tt, { $($field:ident: $type:ty = $value:expr),* $(,)? }) => {{
        #[derive(Template)]
        #[template(path = $nl, escape = "none")]
        struct Nl<'p> { p: &'p Sender<'p>, $($field: $type),* }
        #[derive(Template)]
        #[template(path = $en, escape = "none")]
        struct En<'p> { p: &'p Sender<'p>, $($field: $type),* }
        match $language {
            Language::Nl => Nl { p: $portal, $($field: $value),* }.render()?,
            Language::En => En { p: $portal, $($field: $value),* }.render()?,
        }
    }};
}

/// Writes an SMS.
pub(super) fn text(
    portal: &Sender<'_>,
    language: Language,
    letter: &Letter,
    code: Option<&str>,
) -> Result<String, Unwritable> {
    let code = || code.map(str::to_owned).ok_or(Unwritable::NoSecret);
    let body = match letter {
        Letter::LoginCode { until } => {
            sms!(portal, language, "login_code/nl.sms", "login_code/en.sms", {
                code: String = code()?,
                until: String = until.time(language),
            })
        }
        Letter::ResetCode => sms!(portal, language, "reset_code/nl.sms", "reset_code/en.sms", {
            code: String = code()?,
        }),
        Letter::ConfirmNumberCode { until } => {
            sms!(portal, language, "confirm_number_code/nl.sms", "confirm_number_code/en.sms", {
                code: String = code()?,
                until: String = until.time(language),
            })
        }
        Letter::StepUpCode { deed, whom } => {
            let write = |whom: &str| -> Result<String, Unwritable> {
                Ok(
                    sms!(portal, language, "step_up_code/nl.sms", "step_up_code/en.sms", {
                        code: String = code()?,
                        deed: Deed = *deed,
                        whom: String = whom.to_owned(),
                    }),
                )
            };
            let whom = gsm::spell(whom.as_deref().unwrap_or_default());
            let around = gsm::spell(&write("-")?).chars().count() - 1;
            write(&gsm::cut(&whom, gsm::SMS_LENGTH.saturating_sub(around)))?
        }
        Letter::CallerCheck { asked } => {
            sms!(portal, language, "caller_check/nl.sms", "caller_check/en.sms", {
                code: String = code()?,
                asked: Option<String> = asked.map(|at| at.short_day(language)),
            })
        }
        Letter::NumberChangeAskedSms => {
            sms!(
                portal,
                language,
                "number_change_asked_sms/nl.sms",
                "number_change_asked_sms/en.sms",
                {}
            )
        }
        Letter::TestSms => sms!(portal, language, "test_sms/nl.sms", "test_sms/en.sms", {}),
        Letter::NumberChangedOld => {
            sms!(
                portal,
                language,
                "number_changed_old/nl.sms",
                "number_changed_old/en.sms",
                {}
            )
        }
        Letter::AddressChangedSms => {
            sms!(
                portal,
                language,
                "address_changed_sms/nl.sms",
                "address_changed_sms/en.sms",
                {}
            )
        }
        Letter::PasswordChangedSms { at } => {
            sms!(portal, language, "password_changed_sms/nl.sms", "password_changed_sms/en.sms", {
                at: String = at.day_and_time(language),
            })
        }
        Letter::AskedForReset
        | Letter::AskedForMyAdmin
        | Letter::AskedAdminForHelp { .. }
        | Letter::AskedToAppoint { .. }
        | Letter::AskedToAnnounce { .. }
        | Letter::AskedToWarn { .. } => {
            return Err(Unwritable::Question);
        }
        Letter::ResetLink { .. }
        | Letter::ResetCannotHelp { .. }
        | Letter::ResetOff { .. }
        | Letter::Invitation { .. }
        | Letter::ConfirmOldAddress { .. }
        | Letter::ConfirmNewAddress { .. }
        | Letter::AddressInUse
        | Letter::AppointmentConfirm { .. }
        | Letter::AppointmentKnown { .. }
        | Letter::AppointmentReceived { .. }
        | Letter::AppointmentQuestion { .. }
        | Letter::AppointmentApproved { .. }
        | Letter::AppointmentRejected { .. }
        | Letter::AppointmentExpired { .. }
        | Letter::AppointmentAnnounced { .. }
        | Letter::Activated { .. }
        | Letter::PasswordChanged { .. }
        | Letter::MobileChanged { .. }
        | Letter::AddressChanged { .. }
        | Letter::NewDevice { .. }
        | Letter::Blocked { .. }
        | Letter::InvitationBlocked { .. }
        | Letter::PasswordDisabled { .. }
        | Letter::MustWait { .. }
        | Letter::Unblocked { .. }
        | Letter::RightsChanged { .. }
        | Letter::NewEyes { .. }
        | Letter::NotAgreed { .. }
        | Letter::MessageNotPlaced { .. }
        | Letter::DatesChanged { .. }
        | Letter::AccessStopped { .. }
        | Letter::StopNotDone { .. }
        | Letter::LoggedOutByAdmin { .. }
        | Letter::AccessRestored { .. }
        | Letter::RoleChanged { .. }
        | Letter::AdminsChanged { .. }
        | Letter::AdminsAccess { .. }
        | Letter::ColleagueNumberChanged { .. }
        | Letter::OwnNumberChanged { .. }
        | Letter::OwnAddressChanged { .. }
        | Letter::OwnNameChanged { .. }
        | Letter::HelpedByDesk { .. }
        | Letter::MyAdmins { .. }
        | Letter::MyAdminUnknownAddress
        | Letter::HelpNotAsked { .. }
        | Letter::HelpAsked { .. }
        | Letter::HelpUnderWay { .. }
        | Letter::HelpDone { .. }
        | Letter::StandInAppointed { .. }
        | Letter::StandInAnnounced { .. }
        | Letter::StandInEnded { .. }
        | Letter::AdminUndone { .. }
        | Letter::InvitationsHeld { .. }
        | Letter::DeputyAsked { .. }
        | Letter::CheckDue { .. }
        | Letter::Frozen { .. }
        | Letter::CallerCheckMail { .. }
        | Letter::NumberChangeAsked { .. }
        | Letter::NumberMoved { .. }
        | Letter::TestMail => return Err(Unwritable::WrongReceiver),
    };
    Ok(gsm::spell(&one_full_stop(&body)))
}
