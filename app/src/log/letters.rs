//! What was sent to somebody, and what became of it: "Sms: sms-code, verstuurd".
//! Letters that belong together are called the same; their name is all an admin needs, never their text.

use domain::{
    Language,
    post::{Channel, Obstacle, Travels, Which},
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
        Which::TestSms => say::letter_test_sms(l),
        Which::ConfirmOldAddress | Which::ConfirmNewAddress => say::letter_address_confirm(l),
        Which::AddressChanged | Which::AddressChangedSms => say::letter_address_changed(l),
        Which::NumberMoved => say::letter_number_moved(l),
        Which::AddressInUse => say::letter_address_in_use(l),
        Which::NewDevice => say::letter_new_device(l),
        Which::Blocked | Which::InvitationBlocked | Which::PasswordDisabled | Which::Frozen => {
            say::letter_blocked(l)
        }
        Which::MustWait => say::letter_must_wait(l),
        Which::Unblocked => say::letter_unblocked(l),
        Which::RightsChanged => say::letter_rights(l),
        Which::NewEyes => say::letter_new_eyes(l),
        Which::NotAgreed | Which::MessageNotPlaced => say::letter_not_agreed(l),
        Which::DatesChanged | Which::StopNotDone => say::letter_dates(l),
        Which::AccessStopped => say::letter_access_stopped(l),
        Which::LoggedOutByAdmin => say::letter_logged_out(l),
        Which::AccessRestored => say::letter_access_restored(l),
        Which::RoleChanged
        | Which::AdminsChanged
        | Which::AdminsAccess
        | Which::StandInAppointed
        | Which::StandInAnnounced
        | Which::StandInEnded
        | Which::AdminUndone
        | Which::InvitationsHeld
        | Which::DeputyAsked => say::letter_admins(l),
        Which::ColleagueNumberChanged
        | Which::OwnNumberChanged
        | Which::OwnAddressChanged
        | Which::OwnNameChanged
        | Which::HelpedByDesk => say::letter_colleague(l),
        Which::MyAdmins => say::letter_my_admins(l),
        Which::HelpNotAsked | Which::HelpAsked | Which::HelpUnderWay | Which::HelpDone => {
            say::letter_help(l)
        }
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
    let by_sms = delivery.channel == Channel::Sms.code();
    let what = if by_sms {
        say::delivery_sms(l, letter)
    } else {
        say::delivery_mail(l, letter)
    };
    let unsure = delivery.obstacle.is_some_and(Obstacle::may_have_left);
    let why = delivery.obstacle.map(|obstacle| why(l, obstacle, by_sms));
    Some(match (delivery.state.as_str(), why) {
        ("sent", _) => format!("{what}, {}.", say::delivery_sent(l)),
        ("dropped", _) => format!("{what}, {}.", say::delivery_dropped(l)),
        ("failed", Some(why)) => format!("{what}, {}: {why}.", say::delivery_failed(l)),
        ("failed", None) => format!("{what}, {}.", say::delivery_failed(l)),
        ("expired", Some(why)) if unsure => format!("{what}, {}: {why}.", say::delivery_unsure(l)),
        (_, Some(why)) if unsure => format!(
            "{what}, {}: {why}. {}",
            say::delivery_unsure(l),
            say::tried_again(l)
        ),
        ("expired" | "withheld", Some(why)) => {
            format!("{what}, {}: {why}.", say::delivery_expired(l))
        }
        ("expired" | "withheld", None) => format!("{what}, {}.", say::delivery_expired(l)),
        (_, Some(why)) => format!(
            "{what}, {}: {why}. {}",
            say::delivery_held_up(l),
            say::tried_again(l)
        ),
        (_, None) => format!("{what}, {}.", say::delivery_waiting(l)),
    })
}

/// Why something did not arrive, or not yet, in words that say whose affair it is.
pub(crate) const fn why(l: Language, obstacle: Obstacle, by_sms: bool) -> &'static str {
    match obstacle {
        Obstacle::NoSuchAddress => say::why_no_such_address(l),
        Obstacle::AddressUnsupported => say::why_address_unsupported(l),
        Obstacle::NoSuchNumber => say::why_no_such_number(l),
        Obstacle::NumberNotAllowed => say::why_number_not_allowed(l),
        Obstacle::CountryNotAllowed => say::why_country_not_allowed(l),
        Obstacle::RefusedUnexplained => say::why_refused(l),
        Obstacle::MailboxFull => say::why_mailbox_full(l),
        Obstacle::ReceiverNotNow => say::why_receiver_not_now(l),
        Obstacle::CarrierAway if by_sms => say::why_gateway_away(l),
        Obstacle::CarrierAway => say::why_server_away(l),
        Obstacle::CarrierBusy if by_sms => say::why_gateway_busy(l),
        Obstacle::CarrierBusy => say::why_server_busy(l),
        Obstacle::Unanswered if by_sms => say::why_gateway_unanswered(l),
        Obstacle::Unanswered => say::why_server_unanswered(l),
        Obstacle::CarrierRefuses | Obstacle::NotCarried | Obstacle::TextRefused if by_sms => {
            say::why_gateway_refuses(l)
        }
        Obstacle::CarrierRefuses => say::why_server_refuses(l),
        Obstacle::NotCarried => say::why_not_carried(l),
        Obstacle::TextRefused => say::why_text_refused(l),
        Obstacle::NoCredit => say::why_no_credit(l),
        Obstacle::NotWritten => say::why_not_written(l),
        Obstacle::NotNamed => say::why_not_named(l),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Moment, post::Whose};

    fn letter(letter: &str, channel: &str, state: &str) -> Delivery {
        Delivery {
            letter: letter.into(),
            channel: channel.into(),
            state: state.into(),
            created_at: Moment::from_unix_ms(0),
            ended_at: None,
            obstacle: None,
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

    fn about(obstacle: Obstacle, channel: &str, state: &str) -> String {
        let one = Delivery {
            obstacle: Some(obstacle),
            ..letter("invitation", channel, state)
        };
        delivery(Language::Nl, &one).unwrap()
    }

    #[test]
    fn what_did_not_arrive_says_why_and_what_waits_because_of_us_says_so() {
        for (said, words) in [
            (
                about(Obstacle::NoSuchAddress, "mail", "failed"),
                "niet aangekomen: dit adres bestaat niet volgens de mailserver van de ontvanger; controleer het adres.",
            ),
            (
                about(Obstacle::MailboxFull, "mail", "waiting"),
                "nog niet verstuurd: de mailbox van de ontvanger is vol. Wij proberen het vanzelf opnieuw.",
            ),
            (
                about(Obstacle::CarrierRefuses, "mail", "sending"),
                "nog niet verstuurd: onze mailserver weigert op dit moment. Wij proberen het vanzelf opnieuw.",
            ),
            (
                about(Obstacle::CarrierAway, "mail", "expired"),
                "niet verstuurd: onze mailserver geeft geen antwoord.",
            ),
            (
                about(Obstacle::Unanswered, "mail", "waiting"),
                "misschien verstuurd: onze mailserver kreeg de mail, maar zei niet of het gelukt is. Wij proberen het vanzelf opnieuw.",
            ),
            (
                about(Obstacle::Unanswered, "mail", "expired"),
                "misschien verstuurd: onze mailserver kreeg de mail, maar zei niet of het gelukt is.",
            ),
            (
                about(Obstacle::CarrierRefuses, "mail", "sent"),
                "verstuurd.",
            ),
            (
                about(Obstacle::NotNamed, "mail", "withheld"),
                "niet verstuurd: dit is een testomgeving of een kopie, die alleen berichten stuurt aan mensen die in de instellingen staan.",
            ),
        ] {
            assert_eq!(said, format!("Mail: uitnodiging, {words}"));
        }
        let sms = about(Obstacle::CarrierAway, "sms", "waiting");
        assert!(sms.contains("onze sms-dienst geeft geen antwoord"), "{sms}");
    }

    #[test]
    fn whoever_reads_why_never_takes_our_fault_for_that_of_the_receiver() {
        for obstacle in Obstacle::ALL {
            for by_sms in [false, true] {
                let (nl, en) = (
                    why(Language::Nl, *obstacle, by_sms),
                    why(Language::En, *obstacle, by_sms),
                );
                let ours = obstacle.whose() == Whose::Ours;
                let says =
                    nl.starts_with("ons ") || nl.starts_with("onze ") || nl.starts_with("wij ");
                assert_eq!(says, ours, "{obstacle:?}: {nl}");
                let says = en.starts_with("our ") || en.starts_with("we ");
                assert_eq!(says, ours, "{obstacle:?}: {en}");
            }
        }
    }
}
