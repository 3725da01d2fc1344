//! What was sent to somebody, and what became of it: "Sms: sms-code, verstuurd".
//! Letters that belong together are called the same; their name is all an admin needs, never their text.

use domain::{
    Language,
    post::{Travels, Which},
};
use flows::post::Delivery;

use crate::texts::log as say;

/// A letter by what it is for; one that an older or newer version sent has no name here.
pub(super) fn known(l: Language, letter: &str) -> Option<&'static str> {
    Which::from_code(letter).and_then(|letter| name(l, letter))
}

/// A question of a stranger is no letter, and whoever has no account has no timeline.
const fn name(l: Language, letter: Which) -> Option<&'static str> {
    Some(match letter {
        Which::LoginCode | Which::ResetCode | Which::ConfirmNumberCode | Which::StepUpCode => {
            say::letter_sms_code(l)
        }
        Which::ResetLink => say::letter_reset(l),
        Which::ResetCannotHelp | Which::ResetOff => say::letter_reset_not(l),
        Which::Invitation => say::letter_invitation(l),
        Which::Activated => say::letter_activated(l),
        Which::PasswordChanged | Which::PasswordChangedSms => say::letter_password_changed(l),
        Which::CallerCheck | Which::CallerCheckMail => say::letter_caller_check(l),
        Which::NumberChangeAsked | Which::NumberChangeAskedSms => say::letter_number_asked(l),
        Which::MobileChanged | Which::NumberChangedOld => say::letter_mobile_changed(l),
        Which::ConfirmOldAddress | Which::ConfirmNewAddress => say::letter_address_confirm(l),
        Which::AddressChanged | Which::AddressChangedSms => say::letter_address_changed(l),
        Which::NumberMoved => say::letter_number_moved(l),
        Which::AddressInUse => say::letter_address_in_use(l),
        Which::NewDevice => say::letter_new_device(l),
        Which::Blocked | Which::PasswordDisabled | Which::Frozen => say::letter_blocked(l),
        Which::MustWait => say::letter_must_wait(l),
        Which::Unblocked => say::letter_unblocked(l),
        Which::RightsChanged => say::letter_rights(l),
        Which::DatesChanged => say::letter_dates(l),
        Which::AccessStopped => say::letter_access_stopped(l),
        Which::LoggedOutByAdmin => say::letter_logged_out(l),
        Which::AccessRestored => say::letter_access_restored(l),
        Which::RoleChanged
        | Which::AdminsChanged
        | Which::StandInAppointed
        | Which::StandInAnnounced
        | Which::StandInEnded
        | Which::DeputyAsked => say::letter_admins(l),
        Which::ColleagueNumberChanged
        | Which::OwnNumberChanged
        | Which::OwnAddressChanged
        | Which::OwnNameChanged => say::letter_colleague(l),
        Which::MyAdmins => say::letter_my_admins(l),
        Which::HelpAsked | Which::HelpUnderWay | Which::HelpDone => say::letter_help(l),
        Which::AppointmentAnnounced | Which::AppointmentApproved | Which::AppointmentKnown => {
            say::letter_appointment(l)
        }
        Which::CheckDue => say::letter_check(l),
        Which::AskedForReset
        | Which::AskedForMyAdmin
        | Which::AskedAdminForHelp
        | Which::AskedToAppoint
        | Which::AskedToAnnounce
        | Which::AskedToWarn
        | Which::MyAdminUnknownAddress
        | Which::AppointmentConfirm
        | Which::AppointmentReceived
        | Which::AppointmentQuestion
        | Which::AppointmentRejected
        | Which::AppointmentExpired
        | Which::TestMail => return None,
    })
}

/// One letter and what became of it. A question of a stranger is no letter, so it has no line.
pub(crate) fn delivery(l: Language, delivery: &Delivery) -> Option<String> {
    let which = Which::from_code(&delivery.letter);
    if which.is_some_and(|letter| letter.travels() == Travels::Question) {
        return None;
    }
    let letter = known(l, &delivery.letter).unwrap_or(say::letter_other(l));
    let what = if delivery.channel == "sms" {
        say::delivery_sms(l, letter)
    } else {
        say::delivery_mail(l, letter)
    };
    let became = match delivery.state.as_str() {
        "sent" => say::delivery_sent(l),
        "failed" => match delivery
            .last_error
            .as_deref()
            .and_then(|class| why(l, class))
        {
            Some(why) => return Some(format!("{what}, {}: {why}.", say::delivery_failed(l))),
            None => say::delivery_failed(l),
        },
        "dropped" => say::delivery_dropped(l),
        _ => say::delivery_waiting(l),
    };
    Some(format!("{what}, {became}."))
}

/// Why something did not arrive, where the class of the answer says so to somebody who can do something about it.
fn why(l: Language, class: &str) -> Option<&'static str> {
    Some(match class {
        "smtp_452" | "smtp_552" => say::failed_mailbox_full(l),
        "smtp_550" | "smtp_551" | "smtp_553" | "address_refused" => say::failed_no_such_address(l),
        "smtp_554" | "smtp_521" | "smtp_556" | "message_refused" => say::failed_refused(l),
        "timeout" | "connection" => say::failed_no_answer(l),
        class if class.starts_with("smtp_5") || class.starts_with("http_4") => {
            say::failed_refused(l)
        }
        class if class.starts_with("smtp_4") || class.starts_with("http_5") => {
            say::failed_no_answer(l)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Moment;

    fn letter(letter: &str, channel: &str, state: &str) -> Delivery {
        Delivery {
            letter: letter.into(),
            channel: channel.into(),
            state: state.into(),
            created_at: Moment::from_unix_ms(0),
            ended_at: None,
            last_error: None,
        }
    }

    #[test]
    fn a_delivery_says_what_was_sent_and_what_became_of_it() {
        for (name, channel, state, words) in [
            (
                "login_code",
                "sms",
                "sent",
                Some("Sms: sms-code, verstuurd."),
            ),
            (
                "invitation",
                "mail",
                "failed",
                Some("Mail: uitnodiging, niet aangekomen."),
            ),
            (
                "reset_link",
                "mail",
                "sending",
                Some("Mail: link voor een nieuw wachtwoord, wordt verstuurd."),
            ),
            (
                "of_a_newer_version",
                "mail",
                "dropped",
                Some("Mail: bericht, niet meer nodig."),
            ),
            ("asked_for_reset", "mail", "sent", None),
        ] {
            let said = delivery(Language::Nl, &letter(name, channel, state));
            assert_eq!(said.as_deref(), words);
        }
    }

    #[test]
    fn what_did_not_arrive_says_why_where_somebody_can_do_something_about_it() {
        for (class, words) in [
            (Some("smtp_552"), "niet aangekomen: de mailbox is vol"),
            (
                Some("smtp_550"),
                "niet aangekomen: dit e-mailadres bestaat niet",
            ),
            (
                Some("smtp_554"),
                "niet aangekomen: de ontvanger weigert het bericht",
            ),
            (
                Some("smtp_599"),
                "niet aangekomen: de ontvanger weigert het bericht",
            ),
            (
                Some("http_422"),
                "niet aangekomen: de ontvanger weigert het bericht",
            ),
            (Some("timeout"), "niet aangekomen: er kwam geen antwoord"),
            (Some("smtp_421"), "niet aangekomen: er kwam geen antwoord"),
            (Some("unwritable"), "niet aangekomen"),
            (None, "niet aangekomen"),
        ] {
            let failed = Delivery {
                last_error: class.map(str::to_owned),
                ..letter("invitation", "mail", "failed")
            };
            let said = delivery(Language::Nl, &failed).unwrap();
            assert_eq!(said, format!("Mail: uitnodiging, {words}."), "{class:?}");
        }
        let sent = Delivery {
            last_error: Some("smtp_452".into()),
            ..letter("invitation", "mail", "sent")
        };
        let said = delivery(Language::Nl, &sent).unwrap();
        assert_eq!(
            said, "Mail: uitnodiging, verstuurd.",
            "it arrived in the end"
        );
    }
}
