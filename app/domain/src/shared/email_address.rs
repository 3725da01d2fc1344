//! An e-mail address: the name people log in with.
//!
//! Kept twice: as typed, for letters and screens, and in one canonical spelling, for finding the account.
//! Canonical is lower case: providers that tell capitals apart do not exist in practice, telephones type them unasked.

use std::fmt;

use unicode_normalization::char::is_combining_mark;

use super::text::{has_hidden, is_hidden, tidy};

/// The longest address that can be delivered, in bytes (RFC 5321).
const MAX_BYTES: usize = 254;
/// The longest part before the @, in bytes (RFC 5321).
const MAX_LOCAL_BYTES: usize = 64;

/// An address that mail can be sent to.
///
/// Before the @: letters and digits of any script (RFC 6531) and the punctuation of RFC 5322. Quoted
/// parts and addresses of machines by number (`"a b"@[192.0.2.1]`) are refused: nobody has one, and they hide tricks.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailAddress {
    typed: String,
    canonical: String,
}

/// Why a text is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EmailProblem {
    /// Nothing was typed.
    Missing,
    /// There is no @.
    NoAt,
    /// There is an @, but what stands around it is no address.
    Malformed,
    /// Longer than mail can deliver: 254 bytes, of which 64 before the @.
    TooLong,
    /// A newline, a NUL, a bidi control or another character that cannot be seen.
    ControlCharacters,
    /// A name with the address behind it, "Jan <jan@voorbeeld.nl>": only the address is wanted.
    DisplayName,
}

impl EmailAddress {
    /// Reads what a person typed. Space around it is forgiven, as is `mailto:` in front.
    pub fn parse(text: &str) -> Result<Self, EmailProblem> {
        let typed = tidy(text);
        if typed.is_empty() {
            return Err(EmailProblem::Missing);
        }
        if has_hidden(&typed) {
            return Err(EmailProblem::ControlCharacters);
        }
        let typed = without_mailto(&typed).to_owned();
        if typed.contains(['<', '>']) {
            return Err(EmailProblem::DisplayName);
        }
        let (local, domain) = typed.rsplit_once('@').ok_or(EmailProblem::NoAt)?;
        if typed.len() > MAX_BYTES || local.len() > MAX_LOCAL_BYTES {
            return Err(EmailProblem::TooLong);
        }
        if !is_local_part(local) {
            return Err(EmailProblem::Malformed);
        }
        let domain = ascii_domain(domain).ok_or(EmailProblem::Malformed)?;
        let canonical = tidy(&format!("{}@{domain}", local.to_lowercase()));
        if canonical.len() > MAX_BYTES || local.len() + 1 + domain.len() > MAX_BYTES {
            return Err(EmailProblem::TooLong);
        }
        Ok(Self { typed, canonical })
    }

    /// The address that somebody looks for, also as mail programs copy it: `Karin de Boer <karin@kantoor.example>`.
    pub fn in_text(text: &str) -> Option<Self> {
        let bare = match text.rsplit_once('<') {
            Some((_, from)) => from.split('>').next().unwrap_or_default(),
            None => text,
        };
        let around = |sign: char| sign.is_whitespace() || ",;\"'()[]".contains(sign);
        Self::parse(bare.trim_matches(around)).ok()
    }

    /// Takes both spellings as they were stored before.
    pub const fn from_stored(typed: String, canonical: String) -> Self {
        Self { typed, canonical }
    }

    /// As the person wrote it, without space around it. Letters go to [`Self::for_display`].
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The one spelling that accounts are found by: NFC, lower case, the domain in ASCII.
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// Whether it leads anywhere: an account that was set aside has none (docs/decisions/0015).
    pub fn is_mailbox(&self) -> bool {
        self.canonical.contains('@')
    }

    /// Which mailbox it is, as far as an address tells: the canonical spelling without a detail after "+" (RFC 5233), which
    /// whoever has the mailbox makes up. For counting, and for telling people apart; letters go to the address.
    pub fn mailbox(&self) -> String {
        let (local, domain) = self.canonical.rsplit_once('@').unwrap_or_default();
        let name = local.split('+').next().filter(|name| !name.is_empty());
        format!("{}@{domain}", name.unwrap_or(local))
    }

    /// The domain in lower-case ASCII, "xn--" where it has other letters.
    pub fn domain(&self) -> &str {
        self.canonical
            .rsplit_once('@')
            .map_or("", |(_, domain)| domain)
    }

    /// As typed before the @, the domain in ASCII: a domain with look-alike letters shows itself as "xn--". What letters are
    /// sent to, byte for byte. Empty for what is no mailbox.
    pub fn for_display(&self) -> String {
        if !self.is_mailbox() {
            return String::new();
        }
        let local = self.typed.rsplit_once('@').map_or("", |(local, _)| local);
        format!("{local}@{}", self.domain())
    }

    /// "k•••@kantoor.example": enough for who knows the address, too little for who does not. In every address as many dots.
    pub fn masked(&self) -> String {
        if !self.is_mailbox() {
            return String::new();
        }
        let first: String = self.canonical.chars().take(1).collect();
        format!("{first}•••@{}", self.domain())
    }
}

/// An address is personal: it is shown where somebody asks for it, never by accident in a log.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EmailAddress(…@{})", self.domain())
    }
}

fn without_mailto(text: &str) -> &str {
    match text.get(..7) {
        Some(start) if start.eq_ignore_ascii_case("mailto:") => text[7..].trim_start(),
        _ => text,
    }
}

/// A dot-atom of RFC 5322, with the letters of RFC 6531: no dot at the ends, no two in a row. A mark stands on a letter, or on
/// another mark of it: elsewhere it would be put on what stands before it, the @ of a sender among them.
fn is_local_part(local: &str) -> bool {
    local.split('.').all(|part| {
        let mut on_a_letter = false;
        !part.is_empty()
            && part.chars().all(|character| {
                let is_mark = is_combining_mark(character) || is_hidden(character);
                let is_letter = !is_mark && character.is_alphanumeric();
                let fits = if is_mark {
                    on_a_letter
                } else {
                    is_letter || "!#$%&'*+-/=?^_`{|}~".contains(character)
                };
                on_a_letter = is_mark || is_letter;
                fits
            })
    })
}

/// The domain as DNS knows it; `None` when it is no name with at least two labels and a top level of letters.
fn ascii_domain(domain: &str) -> Option<String> {
    let ascii = idna::domain_to_ascii_strict(domain).ok()?;
    let (rest, top) = ascii.rsplit_once('.')?;
    let top_is_a_word = top.len() >= 2
        && (top.starts_with("xn--") || top.bytes().all(|byte| byte.is_ascii_alphabetic()));
    (top_is_a_word && rest.split('.').all(|label| !label.is_empty())).then_some(ascii)
}

#[cfg(test)]
mod tests {
    use super::{EmailAddress, EmailProblem};

    #[test]
    fn a_masked_address_shows_its_first_letter_and_its_domain() {
        for (typed, masked) in [
            ("Karin@Kantoor.example", "k•••@kantoor.example"),
            ("k@kantoor.example", "k•••@kantoor.example"),
        ] {
            assert_eq!(EmailAddress::parse(typed).unwrap().masked(), masked);
        }
    }

    #[test]
    fn a_mailbox_is_one_whatever_its_owner_makes_up_after_a_plus() {
        for (typed, mailbox) in [
            ("Daan@Voorbeeld.example", "daan@voorbeeld.example"),
            ("daan+2@voorbeeld.example", "daan@voorbeeld.example"),
            ("daan+a+b@voorbeeld.example", "daan@voorbeeld.example"),
            ("daan+@bücher.example", "daan@xn--bcher-kva.example"),
            ("+daan@voorbeeld.example", "+daan@voorbeeld.example"),
        ] {
            assert_eq!(EmailAddress::parse(typed).unwrap().mailbox(), mailbox);
        }
    }

    #[test]
    fn an_address_is_read_in_every_spelling_people_use() {
        for (text, typed, canonical) in [
            ("jan@garage.nl", "jan@garage.nl", "jan@garage.nl"),
            ("  jan@garage.nl ", "jan@garage.nl", "jan@garage.nl"),
            ("jan@garage.nl\n", "jan@garage.nl", "jan@garage.nl"),
            (
                "\u{a0}jan@garage.nl\u{a0}",
                "jan@garage.nl",
                "jan@garage.nl",
            ),
            ("Jan@Garage.NL", "Jan@Garage.NL", "jan@garage.nl"),
            (
                "JAN.DE.BOER@GARAGE.NL",
                "JAN.DE.BOER@GARAGE.NL",
                "jan.de.boer@garage.nl",
            ),
            (
                "jan+schade@garage.nl",
                "jan+schade@garage.nl",
                "jan+schade@garage.nl",
            ),
            (
                "o'brien@garage.nl",
                "o'brien@garage.nl",
                "o'brien@garage.nl",
            ),
            (
                "jan_de-boer@sub.garage.co.uk",
                "jan_de-boer@sub.garage.co.uk",
                "jan_de-boer@sub.garage.co.uk",
            ),
            ("mailto:jan@garage.nl", "jan@garage.nl", "jan@garage.nl"),
            ("info@müller.de", "info@müller.de", "info@xn--mller-kva.de"),
            ("info@MÜLLER.de", "info@MÜLLER.de", "info@xn--mller-kva.de"),
            (
                "info@mu\u{308}ller.de",
                "info@müller.de",
                "info@xn--mller-kva.de",
            ),
            (
                "info@xn--mller-kva.de",
                "info@xn--mller-kva.de",
                "info@xn--mller-kva.de",
            ),
            ("info@garage。nl", "info@garage。nl", "info@garage.nl"),
            ("rené@garage.nl", "rené@garage.nl", "rené@garage.nl"),
            ("rene\u{301}@garage.nl", "rené@garage.nl", "rené@garage.nl"),
            (
                "1@garage.amsterdam",
                "1@garage.amsterdam",
                "1@garage.amsterdam",
            ),
            ("a@b.nl", "a@b.nl", "a@b.nl"),
            (
                "info@例え.テスト",
                "info@例え.テスト",
                "info@xn--r8jz45g.xn--zckzah",
            ),
        ] {
            let address = EmailAddress::parse(text).unwrap();
            assert_eq!(
                (address.typed(), address.canonical()),
                (typed, canonical),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_is_no_address_is_refused_for_its_own_reason() {
        use EmailProblem::*;
        let long_local = format!("{}@garage.nl", "a".repeat(65));
        let long_whole = format!("a@{}nl", "abcdefghi.".repeat(26));
        for (text, problem) in [
            ("", Missing),
            ("   ", Missing),
            ("jan", NoAt),
            ("jan.garage.nl", NoAt),
            ("jan(at)garage.nl", NoAt),
            ("jan@", Malformed),
            ("@garage.nl", Malformed),
            ("@", Malformed),
            ("jan@@garage.nl", Malformed),
            ("jan@piet@garage.nl", Malformed),
            ("jan@garage", Malformed),
            ("jan@garage,nl", Malformed),
            ("jan@garage.nl.", Malformed),
            ("jan@.garage.nl", Malformed),
            ("jan@garage..nl", Malformed),
            ("jan@-garage.nl", Malformed),
            ("jan@gar_age.nl", Malformed),
            ("jan@garage.n", Malformed),
            ("jan@garage.123", Malformed),
            ("jan@192.0.2.1", Malformed),
            ("jan@[192.0.2.1]", Malformed),
            (".jan@garage.nl", Malformed),
            ("jan.@garage.nl", Malformed),
            ("jan..boer@garage.nl", Malformed),
            ("jan de boer@garage.nl", Malformed),
            ("jan@gar age.nl", Malformed),
            ("jan@garage.nl, piet@garage.nl", Malformed),
            ("jan@garage.nl;piet@garage.nl", Malformed),
            ("\"jan de boer\"@garage.nl", Malformed),
            ("jan(comment)@garage.nl", Malformed),
            ("jan😀@garage.nl", Malformed),
            ("\u{301}jan@garage.nl", Malformed),
            ("jan.\u{301}boer@garage.nl", Malformed),
            ("jan-\u{301}boer@garage.nl", Malformed),
            ("\u{94d}जन@garage.nl", Malformed),
            ("jan@\u{301}garage.nl", Malformed),
            ("jan@ga\u{2800}rage.nl", ControlCharacters),
            ("jan\u{34f}@garage.nl", ControlCharacters),
            ("jan\u{3164}@garage.nl", ControlCharacters),
            ("jan\u{115f}@garage.nl", ControlCharacters),
            ("jan\u{fe0f}@garage.nl", ControlCharacters),
            ("jan\u{17b4}@garage.nl", ControlCharacters),
            ("jan\u{180b}@garage.nl", ControlCharacters),
            ("jan\u{e0100}@garage.nl", ControlCharacters),
            ("jan\u{2800}@garage.nl", ControlCharacters),
            ("jan\u{ad}@garage.nl", ControlCharacters),
            ("jan@gar\u{34f}age.nl", ControlCharacters),
            ("jan@gar\u{ad}age.nl", ControlCharacters),
            ("ja\u{200d}n@garage.nl", ControlCharacters),
            ("ja\u{200c}n@garage.nl", ControlCharacters),
            ("Jan de Boer <jan@garage.nl>", DisplayName),
            ("<jan@garage.nl>", DisplayName),
            ("jan@garage.nl\r\nBcc: x@y.nl", ControlCharacters),
            ("jan\n@garage.nl", ControlCharacters),
            ("jan\0@garage.nl", ControlCharacters),
            ("jan\t@garage.nl", ControlCharacters),
            ("jan\u{202e}@garage.nl", ControlCharacters),
            ("jan\u{200b}@garage.nl", ControlCharacters),
            (&long_local, TooLong),
            (&long_whole, TooLong),
        ] {
            assert_eq!(EmailAddress::parse(text), Err(problem), "{text:?}");
        }
    }

    #[test]
    fn an_address_is_found_in_what_mail_programs_copy() {
        for text in [
            "karin@kantoor.example",
            "Karin <karin@kantoor.example>",
            "\"Boer, Karin de\" <karin@kantoor.example>;",
            "<karin@kantoor.example>",
            "Karin de Boer <Karin@Kantoor.example",
            "(karin@kantoor.example),",
            "<mailto:karin@kantoor.example>",
        ] {
            let found = EmailAddress::in_text(text).map(|found| found.canonical().to_owned());
            assert_eq!(found.as_deref(), Some("karin@kantoor.example"), "{text:?}");
        }
        for text in [
            "Karin",
            "Karin <>",
            "karin@kantoor.example jan@kantoor.example",
        ] {
            assert_eq!(EmailAddress::in_text(text), None, "{text:?}");
        }
    }

    #[test]
    fn letters_of_every_script_are_an_address_with_the_joiners_they_need() {
        for (typed, sent) in [
            (
                "म\u{94d}मी@उदाहरण.भारत",
                "म\u{94d}मी@xn--p1b6ci4b4b3a.xn--h2brj9c",
            ),
            ("علی\u{200c}رضا@garage.nl", "علی\u{200c}رضا@garage.nl"),
            ("ශ්\u{200d}රී@garage.nl", "ශ්\u{200d}රී@garage.nl"),
            ("q\u{323}\u{307}@garage.nl", "q\u{323}\u{307}@garage.nl"),
        ] {
            assert_eq!(EmailAddress::parse(typed).unwrap().for_display(), sent);
        }
    }

    #[test]
    fn a_domain_with_other_letters_shows_itself() {
        let address = EmailAddress::parse("Info@g\u{430}rage.nl").unwrap();
        assert_eq!(address.for_display(), "Info@xn--grage-4ve.nl");
        assert_eq!(address.domain(), "xn--grage-4ve.nl");
    }

    #[test]
    fn printing_for_a_log_keeps_the_person_out_of_it() {
        let address = EmailAddress::parse("jan@garage.nl").unwrap();
        assert_eq!(format!("{address:?}"), "EmailAddress(…@garage.nl)");
    }

    #[test]
    fn a_stored_address_comes_back_unchanged() {
        let address = EmailAddress::parse("Jan@Müller.de").unwrap();
        let again = EmailAddress::from_stored(address.typed().into(), address.canonical().into());
        assert_eq!(again, address);
    }
}
