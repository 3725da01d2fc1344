//! What people really type into a field, on the form for somebody new: each spelling taken or refused with its own remedy,
//! and left standing as it was typed. The whole tables stand beside the rules, in `domain::shared`.

use super::{
    every_form::{summary, tag},
    house::{House, On, PASSWORD},
};

const FORM: &str = "/beheer/medewerkers/nieuw";
/// The rest of the form is good, but for this: so nothing is ever sent.
const NO_RIGHTS: &str = "Kies wat deze medewerker mag.";

const GOOD: [(&str, &str); 4] = [
    ("voornaam", "Jan"),
    ("achternaam", "Jansen"),
    ("postvak", "jan.jansen@kantoor-deboer.example"),
    ("nummer", "0612345678"),
];

const LANDLINE: &str =
    "Dit is een vast nummer. Vul een mobiel nummer in: daar sturen wij de sms-code heen.";
const PREMIUM: &str = "Naar dit nummer kunnen wij geen sms sturen. Vul een gewoon mobiel nummer in, zoals 06 12345678.";
const COUNTRY: &str = "Naar dit land sturen wij geen sms-codes. Vul een nummer in uit een van de landen die bij het veld staan.";
const MACHINE: &str =
    "Dit is een nummer van een apparaat (097). Vul een mobiel nummer in, zoals 06 12345678.";
const NOT_MOBILE: &str =
    "Dit is geen mobiel nummer. Na 06 staat een 1, 2, 3, 4, 5 of 8. Kijk het nummer na.";
const NO_NUMBER: &str = "Dit lijkt geen mobiel nummer. Voorbeeld: 06 12345678.";
const LETTERS: &str = "In een mobiel nummer staan geen letters. Voorbeeld: 06 12345678.";
const TOO_FEW: &str =
    "Er missen cijfers: u vulde er 9 in. Een mobiel nummer heeft 10 cijfers, zoals 06 12345678.";
const TOO_MANY: &str = "Er staan te veel cijfers: u vulde er 11 in. Een mobiel nummer heeft 10 cijfers, zoals 06 12345678.";
const NO_AT: &str = "Dit lijkt geen e-mailadres. Er hoort een @ in. Voorbeeld: naam@bedrijf.nl.";
const NO_ADDRESS: &str = "Dit lijkt geen e-mailadres. Voorbeeld: naam@bedrijf.nl.";
const HIDDEN: &str = "In dit e-mailadres staat een onzichtbaar teken. Typ het adres opnieuw.";
const WITH_NAME: &str =
    "Vul alleen het e-mailadres in, zonder naam erbij. Voorbeeld: naam@bedrijf.nl.";
const HIDDEN_IN_NAME: &str = "Er staat een onzichtbaar teken in de voornaam. Typ de naam opnieuw.";
const NO_NAME: &str = "Dit lijkt geen naam. Kijk de voornaam na.";

/// Field, what is typed, and what is told; nothing if it is taken.
const SPELLINGS: &[(&str, &str, &str)] = &[
    ("nummer", "0612345678", ""),
    ("nummer", "06 12345678", ""),
    ("nummer", "06-12345678", ""),
    ("nummer", "06 12 34 56 78", ""),
    ("nummer", "06.12.34.56.78", ""),
    ("nummer", "06/12345678", ""),
    ("nummer", " 0612345678 ", ""),
    ("nummer", "+31612345678", ""),
    ("nummer", "+31 6 12345678", ""),
    ("nummer", "+31 (0)6 12345678", ""),
    ("nummer", "0031 6 12345678", ""),
    ("nummer", "0031612345678", ""),
    ("nummer", "tel:+31612345678", ""),
    ("nummer", "612345678", ""),
    ("nummer", "061234567", TOO_FEW),
    ("nummer", "+31 6 1234567", TOO_FEW),
    ("nummer", "06123456789", TOO_MANY),
    ("nummer", "0612345O78", LETTERS),
    ("nummer", "06 12345678 thuis", LETTERS),
    ("nummer", "020 1234567", LANDLINE),
    ("nummer", "+31 20 123 4567", LANDLINE),
    ("nummer", "0900-1234", PREMIUM),
    ("nummer", "0800 1234", PREMIUM),
    ("nummer", "088 1234567", PREMIUM),
    ("nummer", "097012345678", MACHINE),
    ("nummer", "+3197012345678", MACHINE),
    ("nummer", "0661234567", NOT_MOBILE),
    ("nummer", "112", NOT_MOBILE),
    ("nummer", "+32 470 12 34 56", COUNTRY),
    ("nummer", "0032 470 12 34 56", COUNTRY),
    ("nummer", "+49 151 12345678", COUNTRY),
    ("nummer", "+1 900 555 0123", COUNTRY),
    ("nummer", "++31612345678", NO_NUMBER),
    ("nummer", "0612345678; 0687654321", NO_NUMBER),
    ("postvak", "jan@kantoor.nl", ""),
    ("postvak", " jan@kantoor.nl ", ""),
    ("postvak", "JAN@Kantoor.NL", ""),
    ("postvak", "jan+werk@kantoor.nl", ""),
    ("postvak", "o'brien@kantoor.nl", ""),
    ("postvak", "info@müller.de", ""),
    ("postvak", "info@xn--mller-kva.de", ""),
    ("postvak", "rené@kantoor.nl", ""),
    ("postvak", "mailto:jan@kantoor.nl", ""),
    ("postvak", "jan", NO_AT),
    ("postvak", "jan(at)kantoor.nl", NO_AT),
    ("postvak", "jan@", NO_ADDRESS),
    ("postvak", "jan@kantoor", NO_ADDRESS),
    ("postvak", "jan@kantoor,nl", NO_ADDRESS),
    ("postvak", "jan@kantoor.nl, piet@kantoor.nl", NO_ADDRESS),
    ("postvak", "jan@[192.0.2.1]", NO_ADDRESS),
    ("postvak", "Jan Jansen <jan@kantoor.nl>", WITH_NAME),
    ("postvak", "jan@kantoor.nl\r\nBcc: x@y.nl", HIDDEN),
    ("postvak", "jan\u{202e}@kantoor.nl", HIDDEN),
    ("postvak", "jan\u{34f}@kantoor.nl", HIDDEN),
    ("postvak", "jan@kan\u{ad}toor.nl", HIDDEN),
    ("postvak", "\u{301}jan@kantoor.nl", NO_ADDRESS),
    ("voornaam", "Fátima-Zahra", ""),
    ("voornaam", "Ĳsbrand", ""),
    ("voornaam", "Renée", ""),
    ("voornaam", "Rene\u{301}e", ""),
    ("voornaam", "’t", ""),
    ("voornaam", "李", ""),
    ("voornaam", "Jan\r\nPiet", HIDDEN_IN_NAME),
    ("voornaam", "Jan\u{0}", HIDDEN_IN_NAME),
    ("voornaam", "Jan\u{202e}neJ", HIDDEN_IN_NAME),
    ("voornaam", "Jan\u{200b}", HIDDEN_IN_NAME),
    ("voornaam", "Jan\u{3164}", HIDDEN_IN_NAME),
    ("voornaam", "Jan\u{2800}", HIDDEN_IN_NAME),
    ("voornaam", "گل\u{200c}رخ", ""),
    ("voornaam", "https://elders.example", NO_NAME),
    ("voornaam", "12345", NO_NAME),
    ("voornaam", "", "Vul de voornaam in."),
    ("voornaam", "   ", "Vul de voornaam in."),
];

flows::on_each_database! {
    async fn each_spelling_is_taken_or_refused_with_its_remedy_and_left_standing(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        for (field, value, told) in SPELLINGS {
            let mut form = GOOD;
            for (name, good) in &mut form {
                if name == field {
                    *good = value;
                }
            }
            let answer = karin.posts(FORM, &form).await;
            assert_eq!(answer.status, 422, "{field} {value:?}");
            let texts: Vec<String> = summary(&answer).into_iter().map(|(_, text)| text).collect();
            let expected: Vec<&str> = [*told, NO_RIGHTS].into_iter().filter(|text| !text.is_empty()).collect();
            assert_eq!(texts, expected, "{field} {value:?}");
            assert!(value.is_empty() || tag(&answer.body, field, Some(value)).is_some(), "{field} {value:?} is gone");
        }
        house.post_goes_out().await;
    }

    async fn sec_13_a_password_is_what_was_typed_down_to_spaces_and_accents_however_they_were_made(on: On) {
        let house = House::new(on).await;
        let mut tom = house.visitor("tom");
        tom.logs_in().await;
        let (most, too_long) = ("é dag ".repeat(64)[..].chars().take(256).collect::<String>(), "ab cde ".repeat(40));
        for (typed, told) in [
            ("elf tekens!", "Kies een wachtwoord van minstens 12 tekens. U hebt er nu 11."),
            (&too_long[..257], "Kies een wachtwoord van hoogstens 256 tekens."),
            ("vier groene\u{200b} bellen", "In dit wachtwoord staat een onzichtbaar teken. Typ het opnieuw."),
            ("vier groene\u{0} bellen", "In dit wachtwoord staat een onzichtbaar teken. Typ het opnieuw."),
            ("            ", "Dit wachtwoord is een herhaling of een rijtje. Kies een korte zin."),
            (PASSWORD, "Dit is uw huidige wachtwoord. Kies een ander."),
        ] {
            let answer = tom.posts("/nieuw-wachtwoord", &[("new_password", typed)]).await;
            let texts: Vec<String> = summary(&answer).into_iter().map(|(_, text)| text).collect();
            assert_eq!((answer.status, texts.as_slice()), (422, &[told.to_owned()][..]), "{typed:?}");
        }
        assert_eq!(most.chars().count(), 256);
        let decomposed = " cafe\u{301} op de hoek \u{1f6b2} ";
        assert_eq!(tom.posts("/nieuw-wachtwoord", &[("new_password", decomposed)]).await.status, 303);
        let email = tom.person().email;
        for wrong in ["café op de hoek \u{1f6b2}", " cafe op de hoek \u{1f6b2} ", " CAFÉ op de hoek \u{1f6b2} "] {
            assert_eq!(house.visitor("tom").types(email, wrong).await.status, 422, "{wrong:?}");
        }
        for right in [" caf\u{e9} op de hoek \u{1f6b2} ", "\u{a0}caf\u{e9}\u{202f}op de\u{3000}hoek \u{1f6b2}\u{a0}"] {
            house.visitor("tom").types(email, right).await.leads_to("/inloggen/code");
        }
        house.post_goes_out().await;
        house.post.read(|_| true);
    }
}
