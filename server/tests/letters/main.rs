//! Every letter in every language, as its reader gets it.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod one_of_each;

use std::sync::Arc;

use domain::{
    Language, OutboxId,
    appointments::Reason,
    opening::{DayHours, OpeningHours},
    organisations::Words,
    post::{Channel, Deed, Letter},
};
use flows::{
    post::{Addressed, Recipient, Secret},
    secrets::{Code, LinkSecret},
    services::Chance,
};
use server::{
    portal::{Origin, OwnDesk, Portal, SMS_ROOM},
    post::{
        transport::{Mail, Sms},
        writer::{SMS_LENGTH, Unwritable, Writer, Written, septets},
    },
};

use one_of_each::{AT, REFERENCE, every_deed, every_letter};

/// Gives the same bytes again and again, so that a code is known.
struct Always(u8);

impl Chance for Always {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), flows::Trouble> {
        bytes.fill(self.0);
        Ok(())
    }
}

fn carries_code(letter: &Letter) -> bool {
    matches!(
        letter,
        Letter::LoginCode { .. }
            | Letter::ResetCode
            | Letter::ConfirmNumberCode { .. }
            | Letter::StepUpCode { .. }
    )
}

/// Codes that are read out on the telephone: no browser reads them, and no form of a login takes them.
fn is_read_out(letter: &Letter) -> bool {
    matches!(
        letter,
        Letter::CallerCheck { .. } | Letter::CallerCheckMail { .. }
    )
}

fn addressed(letter: Letter, language: Language, name: &str) -> Addressed {
    let code = || Secret::Code(Code::new(&Always(7)).unwrap(), AT);
    let link = || Secret::Link(LinkSecret::new(&Always(7)).unwrap());
    let (to, secret) = match letter.channel() {
        Channel::Mail => (
            Recipient::Mailbox {
                address: "jan@kantoor-deboer.example".into(),
                name: Some(name.to_owned()),
            },
            if is_read_out(&letter) { code() } else { link() },
        ),
        Channel::Sms => (
            Recipient::Number {
                e164: "+31612345678".into(),
            },
            code(),
        ),
    };
    Addressed {
        id: OutboxId::from_trusted("0193464e-0000-7000-8000-00000000000a".into()),
        key: "0193464e-0000-7000-8000-00000000000a.1".into(),
        to,
        language,
        letter,
        secret: Some(secret),
        request_of: None,
        kinds: vec![],
    }
}

/// The car trade's.
fn autodesk() -> OwnDesk {
    let week = std::array::from_fn(|_| DayHours::parse("8:15-17:30").unwrap());
    OwnDesk {
        name: Words {
            nl: "de afdeling Autobedrijven".into(),
            en: "the car trade department".into(),
        },
        phone: "070 123 4567".into(),
        email: "autobedrijven@voorbeeld.example".into(),
        hours: OpeningHours::of_week(week),
    }
}

#[test]
fn every_letter_names_the_desk_of_the_readers_kind_of_company_and_no_other() {
    let mut portal = Portal::default();
    portal.kind_desks.insert("autoverkoper".into(), autodesk());
    portal.kind_desks.insert("leasing".into(), autodesk());
    let writer = Writer::new(Arc::new(portal));
    let mut named = 0;
    for letter in every_letter("Jan Jansen") {
        for language in Language::ALL {
            for (kinds, own) in [
                (&["autoverkoper"][..], true),
                (&["autoverkoper", "leasing"], true),
                (&["autoverkoper", "garage"], false),
                (&["garage"], false),
                (&[], false),
            ] {
                let addressed = Addressed {
                    kinds: kinds.iter().map(|&kind| kind.to_owned()).collect(),
                    ..addressed(letter.clone(), language, "Jan Jansen")
                };
                let text = match writer.write(&addressed) {
                    Ok(Written::Mail(mail)) => format!("{} {}", mail.text, mail.html),
                    Ok(Written::Sms(sms)) => sms.text,
                    Err(_) => continue,
                };
                let text = text.replace('\n', " ").replace(['\u{a0}', '\u{202f}'], " ");
                let what = format!("{} {kinds:?}: {text}", letter.name());
                let (right, wrong) = if own {
                    (["070 123 4567", "0701234567"], "0800 1234")
                } else {
                    (["0800 1234", "0800 1234"], "070 123 4567")
                };
                assert!(!text.contains(wrong), "{what}");
                // Who joins the service desk itself, and what it does not agree on, is told to its own people.
                let colleagues = matches!(
                    letter,
                    Letter::NewEyes { .. }
                        | Letter::NotAgreed { admin: false, .. }
                        | Letter::MessageNotPlaced { .. }
                );
                if own && !colleagues {
                    for other in ["ervicedesk", "ervice desk"] {
                        assert!(!text.contains(other), "{what}");
                    }
                }
                if letter.channel() == Channel::Mail {
                    assert!(text.contains(right[0]), "{what}");
                    for (desk, here) in [("Autobedrijven: ", own), ("nze servicedesk: ", !own)] {
                        let called = language == Language::Nl && text.contains(desk);
                        assert_eq!(called, here && language == Language::Nl, "{what}");
                    }
                } else if text.contains("Bel ") || text.contains("Call ") {
                    assert!(right.iter().any(|right| text.contains(right)), "{what}");
                }
                named += 1;
            }
        }
    }
    assert!(named > 100);
}

#[test]
fn letters_about_a_request_name_the_desk_that_answers_it() {
    let mut portal = Portal::default();
    portal
        .request_desks
        .insert("autoverkoper".into(), autodesk());
    let writer = Writer::new(Arc::new(portal));
    let mut told = 0;
    for letter in every_letter("Jan Jansen") {
        if letter.request().is_none() {
            continue;
        }
        for (language, desk) in [
            (Language::Nl, "de afdeling Autobedrijven"),
            (Language::En, "the car trade department"),
        ] {
            for (kind, own) in [("autoverkoper", true), ("garage", false)] {
                let addressed = Addressed {
                    request_of: Some(kind.into()),
                    ..addressed(letter.clone(), language, "Jan Jansen")
                };
                let Written::Mail(mail) = writer.write(&addressed).unwrap() else {
                    panic!("no mail: {addressed:?}");
                };
                let text = mail.text.replace('\n', " ");
                let what = format!("{} {kind}: {text}", letter.name());
                assert_eq!(text.contains(desk), own, "{what}");
                assert_eq!(text.contains("070 123 4567"), own, "{what}");
                assert_eq!(
                    text.contains("autobedrijven@voorbeeld.example"),
                    own,
                    "{what}"
                );
                assert_eq!(text.contains("0800 1234"), !own, "{what}");
                let hours = ["8.15 tot 17.30 uur", "8:15 to 17:30"];
                assert_eq!(
                    hours.iter().any(|hours| text.contains(hours)),
                    own,
                    "{what}"
                );
                told += 1;
            }
        }
    }
    assert!(told >= 6 * 4, "{told}");
}

fn write(portal: &Portal, letter: Letter, language: Language, name: &str) -> Written {
    let writer = Writer::new(Arc::new(portal.clone()));
    writer.write(&addressed(letter, language, name)).unwrap()
}

fn every_mail(name: &str) -> Vec<(Letter, Language, Mail)> {
    let mut mails = Vec::new();
    for language in Language::ALL {
        for letter in every_letter(name) {
            if letter.channel() == Channel::Mail && !letter.is_question() {
                let Written::Mail(mail) = write(&Portal::default(), letter.clone(), language, name)
                else {
                    panic!("{} is a mail", letter.name());
                };
                mails.push((letter, language, mail));
            }
        }
    }
    mails
}

fn every_sms(portal: &Portal, name: &str) -> Vec<(Letter, Language, Sms)> {
    let step_ups: Vec<Letter> = every_deed()
        .map(|deed| Letter::StepUpCode {
            deed,
            whom: Some(name.to_owned()),
        })
        .collect();
    let mut messages = Vec::new();
    for language in Language::ALL {
        for letter in every_letter(name).into_iter().chain(step_ups.clone()) {
            if letter.channel() == Channel::Sms {
                let Written::Sms(sms) = write(portal, letter.clone(), language, name) else {
                    panic!("{} is an SMS", letter.name());
                };
                messages.push((letter, language, sms));
            }
        }
    }
    messages
}

#[test]
fn every_mail_is_a_letter_with_greeting_sender_and_reason() {
    for (letter, language, mail) in every_mail("Jan Jansen") {
        let what = format!("{} {}", letter.name(), language.code());
        let (greeting, reason) = match language {
            Language::Nl => ("Beste Jan Jansen,", "U krijgt deze mail"),
            Language::En => ("Dear Jan Jansen,", "You "),
        };
        assert!(
            mail.text.starts_with("Voorbeeld Verzekeringen\n\n"),
            "{what}"
        );
        assert!(mail.text.contains(greeting), "{what}");
        let last = mail.text.split("\n-- \n").nth(1).unwrap();
        assert!(last.starts_with(reason), "{what}: {last}");
        assert!(
            mail.html.contains(greeting) && mail.html.contains(reason),
            "{what}"
        );
        assert!(
            mail.html
                .contains(&format!("<html lang=\"{}\">", language.code())),
            "{what}"
        );
        assert!(
            !mail.subject.is_empty() && mail.subject.chars().count() < 78,
            "{what}"
        );
        assert!(
            !mail.text.contains("\n\n\n") && !mail.text.contains("  "),
            "{what}: {}",
            mail.text
        );
        for line in mail.text.lines() {
            let width = line.chars().count();
            assert!(
                width <= 78 || line.starts_with("https://"),
                "{what}: {line}"
            );
        }
        assert!(
            !mail.html.contains("<img") && !mail.html.contains("<script"),
            "{what}"
        );
    }
}

#[test]
fn both_parts_of_a_mail_say_the_same() {
    for (letter, language, mail) in every_mail("Jan Jansen") {
        let body = mail.html.split_once("<body").unwrap().1;
        let body = body.split_once('>').unwrap().1;
        let mut seen = String::new();
        let mut inside = false;
        for c in body.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    seen.push(' ');
                }
                _ if !inside => seen.push(c),
                _ => {}
            }
        }
        let seen = seen.replace("&#39;", "'").replace("&#34;", "\"");
        let words = |text: &str| -> Vec<String> {
            text.split_whitespace()
                .map(|word| word.trim_matches([':', '-']).to_owned())
                .filter(|word| !word.is_empty())
                .collect()
        };
        let in_html = words(&seen);
        for word in words(&mail.text) {
            let there = in_html.contains(&word) || mail.html.contains(&format!("\"{word}\""));
            assert!(there, "{} {}: {word}", letter.name(), language.code());
        }
    }
}

#[test]
fn sec_25_links_lead_to_the_configured_origin_and_the_right_page() {
    let portal = Portal {
        origin: Origin::parse("https://mijn.verzekeraar.example:8443").unwrap(),
        ..Portal::default()
    };
    let secret = LinkSecret::new(&Always(7)).unwrap();
    for language in Language::ALL {
        for letter in every_letter("Jan Jansen") {
            if letter.channel() != Channel::Mail || letter.is_question() {
                continue;
            }
            let Written::Mail(mail) = write(&portal, letter.clone(), language, "Jan Jansen") else {
                panic!("{} is a mail", letter.name());
            };
            for address in mail
                .text
                .split_whitespace()
                .filter(|word| word.contains("://"))
            {
                assert!(
                    address.starts_with("https://mijn.verzekeraar.example:8443/"),
                    "{}: {address}",
                    letter.name()
                );
            }
            let page = match &letter {
                Letter::ResetLink { .. } => format!("/wachtwoord-instellen/{}", secret.expose()),
                Letter::Invitation { .. } | Letter::AppointmentApproved { .. } => {
                    format!("/account-activeren/{}", secret.expose())
                }
                Letter::AppointmentConfirm { .. } => {
                    let page = "/gebruikersbeheerder-aanvragen/bevestigen";
                    format!("{page}/{}", secret.expose())
                }
                Letter::AppointmentReceived { .. } | Letter::AppointmentQuestion { .. } => {
                    format!("/aanvraag/{REFERENCE}/{}", secret.expose())
                }
                Letter::AppointmentRejected {
                    reason: Reason::NotReached,
                    ..
                } => continue,
                Letter::AppointmentRejected {
                    reason: Reason::HasAccess,
                    ..
                } => "/inloggen".to_owned(),
                Letter::AppointmentRejected { .. } | Letter::AppointmentExpired { .. } => {
                    "/gebruikersbeheerder-aanvragen".to_owned()
                }
                Letter::AppointmentAnnounced { .. } => "/beheer/beheerders".to_owned(),
                Letter::AppointmentKnown { .. } => "/inloggen".to_owned(),
                Letter::ConfirmOldAddress { .. } | Letter::ConfirmNewAddress { .. } => {
                    format!("/e-mailadres-bevestigen/{}", secret.expose())
                }
                Letter::PasswordChanged { .. }
                | Letter::AddressChanged { .. }
                | Letter::MobileChanged { .. }
                | Letter::NumberChangeAsked { .. }
                | Letter::NumberMoved { .. }
                | Letter::NewDevice { .. }
                | Letter::Activated { .. } => format!("/blokkeren/{}", secret.expose()),
                Letter::HelpAsked { authorisation, .. } => {
                    format!("/beheer/medewerkers/{authorisation}")
                }
                Letter::CheckDue { .. } => "/beheer/controle".to_owned(),
                Letter::StandInAppointed { .. } => "/beheer/medewerkers".to_owned(),
                Letter::StandInAnnounced { .. } | Letter::DeputyAsked { .. } => {
                    "/beheer/beheerders".to_owned()
                }
                Letter::NotAgreed { admin: true, .. } => "/beheer/medewerkers".to_owned(),
                Letter::NewEyes { .. } | Letter::NotAgreed { .. } => "/servicedesk".to_owned(),
                Letter::MessageNotPlaced { .. } => "/servicedesk/bericht".to_owned(),
                Letter::HelpDone { .. } => "/inloggen".to_owned(),
                Letter::Unblocked { renew: true, .. } => "/wachtwoord-vergeten".to_owned(),
                Letter::Unblocked { .. } => "/inloggen".to_owned(),
                _ => continue,
            };
            let address = portal.origin.at(&page);
            assert!(
                mail.text.lines().any(|line| line == address),
                "{}",
                letter.name()
            );
            assert!(
                mail.html.contains(&format!("href=\"{address}\"")),
                "{}",
                letter.name()
            );
        }
    }
}

#[test]
fn a_warning_without_a_link_names_the_telephone() {
    let writer = Writer::new(Arc::new(Portal::default()));
    let letter = Letter::PasswordChanged {
        at: AT,
        device: "Chrome".into(),
    };
    let mut without = addressed(letter, Language::Nl, "Jan Jansen");
    without.secret = None;
    let Written::Mail(mail) = writer.write(&without).unwrap() else {
        panic!("a warning is a mail");
    };
    assert!(
        mail.text
            .contains("Was u dit niet? Bel dan meteen 0800 1234.")
    );
    assert!(!mail.text.contains("/blokkeren/"));
}

#[test]
fn a_letter_without_its_link_or_code_is_not_written() {
    let writer = Writer::new(Arc::new(Portal::default()));
    for letter in every_letter("Jan Jansen") {
        let needs_link = matches!(
            letter,
            Letter::ResetLink { .. }
                | Letter::Invitation { .. }
                | Letter::ConfirmOldAddress { .. }
                | Letter::ConfirmNewAddress { .. }
                | Letter::AppointmentConfirm { .. }
                | Letter::AppointmentReceived { .. }
                | Letter::AppointmentQuestion { .. }
                | Letter::AppointmentApproved { .. }
        );
        let mut without = addressed(letter.clone(), Language::Nl, "Jan Jansen");
        without.secret = None;
        let written = writer.write(&without);
        if letter.is_question() {
            assert!(
                matches!(written, Err(Unwritable::Question)),
                "{}",
                letter.name()
            );
        } else if needs_link || carries_code(&letter) || is_read_out(&letter) {
            assert!(
                matches!(written, Err(Unwritable::NoSecret)),
                "{}",
                letter.name()
            );
        } else {
            assert!(written.is_ok(), "{}", letter.name());
        }
    }
}

#[test]
fn every_sms_fits_into_one_message_with_the_longest_names_and_any_letters() {
    let widest = Portal {
        sms_name: "V".repeat(24),
        sms_host: "h".repeat(SMS_ROOM - 24),
        help_phone: "088 123 4567".into(),
        ..Portal::default()
    };
    let names = [
        "Jan Jansen",
        "Zoë-Loïs Anne-Sophie Frédérique van der Hœven-Østergård van Çelikbaş",
        "李小龙 😀 Małgorzata",
        "[{~^|}]€",
    ];
    for portal in [Portal::default(), widest] {
        for name in names {
            for (letter, language, sms) in every_sms(&portal, name) {
                let what = format!("{} {}: {}", letter.name(), language.code(), sms.text);
                let length = septets(&sms.text).unwrap_or_else(|| panic!("not GSM-7: {what}"));
                assert!(length <= SMS_LENGTH, "{length}: {what}");
            }
        }
    }
}

#[test]
fn a_code_stands_at_the_start_and_in_the_line_that_a_browser_reads() {
    let code = Code::new(&Always(7)).unwrap();
    let messages = every_sms(&Portal::default(), "Jan Jansen").into_iter();
    for (letter, _, sms) in messages.filter(|(letter, ..)| !is_read_out(letter)) {
        if carries_code(&letter) {
            assert!(sms.text.starts_with(code.expose()), "{}", letter.name());
            let last = format!("\n\n@voorbeeld.example #{}", code.expose());
            assert!(sms.text.ends_with(&last), "{}: {}", letter.name(), sms.text);
            assert!(
                sms.text.contains("Voorbeeld Verzekeringen"),
                "{}",
                letter.name()
            );
        } else {
            assert!(
                !sms.text.contains(code.expose()) && !sms.text.contains('@'),
                "{}",
                letter.name()
            );
        }
    }
}

#[test]
fn a_code_to_be_read_out_cannot_be_taken_for_one_to_log_in_with() {
    let code = Code::new(&Always(7)).unwrap();
    let portal = Portal {
        sms_name: "Verzekeraar".into(),
        ..Portal::default()
    };
    let Written::Sms(sms) = write(
        &portal,
        Letter::CallerCheck { asked: None },
        Language::Nl,
        "Karin",
    ) else {
        panic!("this code travels by SMS");
    };
    let expected = format!(
        "Belt u nu met Verzekeraar? Noem dan code {}. Hebt u ons niet zelf gebeld? Hang op en bel 0800 1234.",
        code.expose()
    );
    assert_eq!(sms.text.trim_end(), expected);
    assert!(!sms.text.contains('@') && !sms.text.contains('#'));
    let Written::Mail(mail) = write(
        &portal,
        Letter::CallerCheckMail { asked: None },
        Language::En,
        "Karin",
    ) else {
        panic!("this code travels by mail");
    };
    let words = mail.text.replace('\n', " ");
    assert!(words.contains(&format!("say this code: {}.", code.expose())));
    assert!(
        !mail.subject.contains(code.expose()),
        "nobody reads it over a shoulder"
    );
}

#[test]
fn a_step_up_code_names_deed_and_person() {
    let letter = Letter::StepUpCode {
        deed: Deed::Unblock,
        whom: Some("Piet Peters".into()),
    };
    let Written::Sms(sms) = write(&Portal::default(), letter, Language::Nl, "Karin") else {
        panic!("a code travels by SMS");
    };
    assert!(
        sms.text.contains("deblokkeren (Piet Peters)"),
        "{}",
        sms.text
    );
}

#[test]
fn sec_60_the_subject_of_an_invitation_holds_no_words_of_the_admin_who_sends_it() {
    let writer = Writer::new(Arc::new(Portal::default()));
    for (language, reminder) in [
        (Language::Nl, 0),
        (Language::Nl, 2),
        (Language::En, 0),
        (Language::En, 1),
    ] {
        let letter = Letter::Invitation {
            by: "Gratis Vakantie".into(),
            organisation: "Kantoor De Boer".into(),
            rights: vec!["Offertes maken".into()],
            until: AT,
            reminder,
            begins: None,
        };
        let mut nobody = addressed(letter, language, "");
        if let Recipient::Mailbox { name, .. } = &mut nobody.to {
            *name = None;
        }
        let Written::Mail(mail) = writer.write(&nobody).unwrap() else {
            panic!("an invitation is a mail");
        };
        assert!(
            !mail.subject.contains("Gratis") && mail.subject.contains("Kantoor De Boer"),
            "{}",
            mail.subject
        );
        assert_eq!(mail.to_name, None);
        let greeting = if language == Language::Nl {
            "Goedendag,"
        } else {
            "Hello,"
        };
        assert!(mail.text.contains(greeting), "{}", mail.text);
    }
}

#[test]
fn sec_60_hostile_names_come_out_as_text_everywhere() {
    let hostile = "Jan\r\nBcc: x@elders.example\0 \u{202E}<script>alert(1)</script> {{ 7*7 }} \u{1}Klik\u{1}https://elders.example";
    for (letter, language, mail) in every_mail(hostile) {
        let what = format!("{} {}", letter.name(), language.code());
        let is_bad = |c: char| c.is_control() || ('\u{202A}'..='\u{202E}').contains(&c);
        assert!(!mail.subject.contains(is_bad), "{what}");
        assert!(!mail.to_name.as_deref().unwrap().contains(is_bad), "{what}");
        for part in [&mail.text, &mail.html] {
            assert!(!part.contains(|c| c != '\n' && is_bad(c)), "{what}");
            // Wherever the lines of the plain part are broken.
            let words = part.replace('\n', " ");
            assert!(
                words.contains("{{ 7*7 }}") && !words.contains("{{ 49 }}"),
                "{what}"
            );
            assert!(words.contains("Jan Bcc:"), "one line of text: {what}");
        }
        assert!(
            !mail.html.contains("<script") && mail.html.contains("&#60;script"),
            "{what}"
        );
        assert!(!mail.html.contains("href=\"https://elders"), "{what}");
    }
    for (letter, _, sms) in every_sms(&Portal::default(), hostile) {
        assert!(
            sms.text.lines().count() <= 3,
            "{}: {}",
            letter.name(),
            sms.text
        );
        assert!(septets(&sms.text).is_some(), "{}", letter.name());
    }
}

/// What stands between greeting and signature: what is the same under every letter is no answer to this one.
fn own_words(mail: &Mail) -> String {
    let after = mail.text.split_once(",\n\n").unwrap().1;
    let end = ["\nMet vriendelijke groet", "\nKind regards"];
    let body = end.iter().find_map(|end| after.split_once(end)).unwrap().0;
    body.replace(['\u{a0}', '\n'], " ")
}

/// The same letter in other circumstances: done by the insurer, without a link of its own.
fn in_other_circumstances(letter: &Letter) -> Vec<Addressed> {
    let mut all = Vec::new();
    for language in Language::ALL {
        let first = addressed(letter.clone(), language, "Jan Jansen");
        let insurer = serde_json::to_string(letter).unwrap();
        let insurer = insurer.replace(
            "\"by\":\"Jan Jansen\"",
            "\"by\":\"Voorbeeld Verzekeringen\"",
        );
        let by_insurer = Addressed {
            letter: serde_json::from_str(&insurer).unwrap(),
            ..addressed(letter.clone(), language, "Jan Jansen")
        };
        let without = Addressed {
            secret: None,
            ..addressed(letter.clone(), language, "Jan Jansen")
        };
        all.extend([first, by_insurer, without]);
    }
    all
}

#[test]
fn no_letter_leaves_its_reader_without_a_way_on() {
    let writer = Writer::new(Arc::new(Portal::default()));
    let (mut mails, mut texts) = (0, 0);
    for letter in every_letter("Jan Jansen") {
        for addressed in in_other_circumstances(&letter) {
            let what = format!("{} {}", letter.name(), addressed.language.code());
            match writer.write(&addressed) {
                Ok(Written::Mail(mail)) => {
                    let words = own_words(&mail);
                    let calls = words.contains("0800 1234");
                    let leads = words.contains("https://");
                    let asks = words.contains("(karin@kantoor-deboer.example)");
                    assert!(
                        calls || leads || asks,
                        "{what} says nothing to do next: {words}"
                    );
                    mails += 1;
                }
                // A code is the way on by itself: it is typed on the page that asked for it.
                Ok(Written::Sms(sms)) => {
                    let calls = sms.text.contains("0800 1234") || sms.text.contains("08001234");
                    assert!(calls || carries_code(&letter), "{what}: {}", sms.text);
                    texts += 1;
                }
                Err(_) => {}
            }
        }
    }
    assert!(mails > 200 && texts > 20, "{mails} {texts}");
}
