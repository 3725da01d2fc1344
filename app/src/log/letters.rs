//! What was sent to somebody, and what became of it: "Sms: sms-code, verstuurd".
//! Letters that belong together are called the same; their name is all an admin needs, never their text.

use domain::Language;
use flows::post::Delivery;

use crate::texts::log as say;

/// A letter by what it is for.
pub(super) fn known(l: Language, letter: &str) -> Option<&'static str> {
    Some(match letter {
        "login_code" | "reset_code" | "confirm_number_code" | "step_up_code" => {
            say::letter_sms_code(l)
        }
        "reset_link" => say::letter_reset(l),
        "reset_cannot_help" | "reset_off" => say::letter_reset_not(l),
        "invitation" => say::letter_invitation(l),
        "activated" => say::letter_activated(l),
        "password_changed" | "password_changed_sms" => say::letter_password_changed(l),
        "caller_check" | "caller_check_mail" => say::letter_caller_check(l),
        "number_change_asked" | "number_change_asked_sms" => say::letter_number_asked(l),
        "mobile_changed" | "number_changed_old" => say::letter_mobile_changed(l),
        "confirm_old_address" | "confirm_new_address" => say::letter_address_confirm(l),
        "address_changed" | "address_changed_sms" => say::letter_address_changed(l),
        "number_moved" => say::letter_number_moved(l),
        "address_in_use" => say::letter_address_in_use(l),
        "new_device" => say::letter_new_device(l),
        "blocked" | "password_disabled" | "frozen" => say::letter_blocked(l),
        "must_wait" => say::letter_must_wait(l),
        "unblocked" => say::letter_unblocked(l),
        "rights_changed" => say::letter_rights(l),
        "dates_changed" => say::letter_dates(l),
        "access_stopped" => say::letter_access_stopped(l),
        "logged_out_by_admin" => say::letter_logged_out(l),
        "access_restored" => say::letter_access_restored(l),
        "role_changed" | "admins_changed" | "stand_in_appointed" | "stand_in_announced"
        | "stand_in_ended" | "deputy_asked" => say::letter_admins(l),
        "colleague_number_changed"
        | "own_number_changed"
        | "own_address_changed"
        | "own_name_changed" => say::letter_colleague(l),
        "my_admins" => say::letter_my_admins(l),
        "help_asked" | "help_under_way" | "help_done" => say::letter_help(l),
        "appointment_announced" | "appointment_approved" | "appointment_known" => {
            say::letter_appointment(l)
        }
        "check_due" => say::letter_check(l),
        _ => return None,
    })
}

/// One letter and what became of it. A question of a stranger is no letter, so it has no line.
pub(crate) fn delivery(l: Language, delivery: &Delivery) -> Option<String> {
    if delivery.letter.starts_with("asked_") {
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
