//! A mobile number: where the codes by text message go.
//!
//! Read in every spelling people use, kept as E.164, shown with all but the last two digits covered.
//! Our own front end decides about Dutch numbers, so that each mistake gets its own remedy; the tables
//! of `phonenumber` are asked about other countries only.

mod countries;
#[cfg(test)]
mod examples;
mod foreign;

use std::{collections::BTreeSet, fmt};

use phonenumber::metadata::DATABASE;

use foreign::foreign;

use super::is_hidden;

/// Digits of a Dutch mobile number as written at home, "06 12345678".
const DUTCH_DIGITS: usize = 10;
/// Digits of a Dutch mobile number without its leading zero.
const DUTCH_AFTER_ZERO: usize = DUTCH_DIGITS - 1;
/// The longest number there is, in digits with the country code (E.164).
const MAX_DIGITS: usize = 15;
/// The shortest number with a country code that we take for one, in digits.
const MIN_DIGITS: usize = 8;

/// A number that text messages arrive at, in a country that is allowed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MobileNumber(String);

/// The country calling codes that codes are sent to. Sending elsewhere invites fraud with expensive numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedCountries(BTreeSet<String>);

/// Why a text is no mobile number of ours, with what is needed to say what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MobileProblem {
    /// Nothing was typed.
    Missing,
    /// A letter among the digits, as in "06 12345O78".
    Letters,
    /// Digits are missing.
    TooFewDigits {
        /// Digits typed, counted as the number is written at home.
        has: usize,
        /// Digits wanted.
        needs: usize,
    },
    /// There are digits too many.
    TooManyDigits {
        /// Digits typed, counted as the number is written at home.
        has: usize,
        /// Digits wanted at most.
        needs: usize,
    },
    /// A Dutch or foreign number of a house or an office: no text message arrives there.
    Landline,
    /// A number of a service or of internet telephony: 0800, 0900, 0906, 0909, 084, 085, 087, 088, 14….
    Premium,
    /// A number of a machine: 097.
    MachineToMachine,
    /// A number from a country that no codes are sent to.
    CountryNotAllowed,
    /// A number that exists and is neither mobile nor any of the above, such as a pager (066).
    NotMobile,
    /// No telephone number at all: strange signs, a plus in the middle, two numbers.
    Malformed,
}

impl AllowedCountries {
    /// Country calling codes without plus or zeros, such as `"31"` and `"32"`. What is no such code, or no country's, is
    /// left out.
    pub fn new(calling_codes: &[&str]) -> Self {
        let is_code = |code: &&&str| {
            !code.starts_with('0')
                && code.bytes().all(|b| b.is_ascii_digit())
                && country_of(code) == Some(**code)
        };
        Self(
            calling_codes
                .iter()
                .filter(is_code)
                .map(|code| (*code).to_owned())
                .collect(),
        )
    }

    /// Whether codes may go to numbers with this country calling code.
    pub fn contains(&self, calling_code: &str) -> bool {
        self.0.contains(calling_code)
    }

    /// Whether codes may go to the country of a number in E.164; its first digits are enough.
    pub fn hold(&self, e164: &str) -> bool {
        country_of(e164.trim_start_matches('+')).is_some_and(|code| self.contains(code))
    }
}

/// The Netherlands only.
impl Default for AllowedCountries {
    fn default() -> Self {
        Self::new(&["31"])
    }
}

impl MobileNumber {
    /// Reads what a person typed: 06…, +31 6…, 0031 6…, +31 (0)6…, with spaces, hyphens, dots or slashes anywhere.
    pub fn parse(text: &str, allowed: &AllowedCountries) -> Result<Self, MobileProblem> {
        match Typed::read(text)? {
            Typed::AtHome(digits) => dutch(&digits, allowed),
            Typed::International(digits) => match digits.strip_prefix("31") {
                Some(rest) => dutch(
                    &format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
                    allowed,
                ),
                None => foreign(&digits, allowed),
            },
        }
    }

    /// Takes a number as it was stored before.
    pub const fn from_e164_stored(e164: String) -> Self {
        Self(e164)
    }

    /// The whole number as "+31612345678": for storing and for sending, not for showing.
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The whole number as people write it, "06 12345678"; foreign ones as "+32 470123456". Only for its owner, and for
    /// whoever typed it just now.
    pub fn national(&self) -> String {
        let (head, tail) = self.halves();
        format!("{head} {tail}")
    }

    /// "06 •••• ••78"; foreign ones as "+32 •••• •••56". In one piece: no line ends within it.
    pub fn masked(&self) -> String {
        let (head, tail) = self.halves();
        let covered = tail.len().saturating_sub(2);
        let dots = "•".repeat(covered.saturating_sub(4));
        format!(
            "{head}\u{a0}{}\u{a0}{dots}{}",
            "•".repeat(covered.min(4)),
            self.last_two()
        )
    }

    /// The last two digits: enough for the owner to recognise it ("eindigt op 78").
    pub fn last_two(&self) -> &str {
        self.0
            .len()
            .checked_sub(2)
            .and_then(|at| self.0.get(at..))
            .unwrap_or("")
    }

    /// What may be seen (06, or the country), and the digits behind it.
    fn halves(&self) -> (String, &str) {
        if let Some(rest) = self.0.strip_prefix("+316") {
            return ("06".to_owned(), rest);
        }
        let code = country_of(self.0.trim_start_matches('+')).unwrap_or_default();
        let rest = self.0.get(1 + code.len()..).unwrap_or("");
        (format!("+{code}"), rest)
    }
}

/// Masked: a number in a log is a number lost.
impl fmt::Debug for MobileNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MobileNumber({})", self.masked())
    }
}

/// The digits of what was typed, and whether they start with a country.
enum Typed {
    AtHome(String),
    International(String),
}

impl Typed {
    fn read(text: &str) -> Result<Self, MobileProblem> {
        let text = text.trim();
        let text = text.strip_prefix("tel:").unwrap_or(text);
        if is_fraction(text) {
            return Err(MobileProblem::Malformed);
        }
        let mut plain = String::new();
        for character in text.chars() {
            match character {
                '0'..='9' => plain.push(character),
                '０'..='９' => plain.extend(char::from_digit(character as u32 - '０' as u32, 10)),
                '+' | '＋' if plain.is_empty() => plain.push('+'),
                '-' | '.' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {}
                // Telephones put direction marks around a number that is copied from their address book.
                other if other.is_whitespace() || (is_hidden(other) && !other.is_control()) => {}
                other if other.is_alphabetic() => return Err(MobileProblem::Letters),
                _ => return Err(MobileProblem::Malformed),
            }
        }
        match plain.as_str() {
            "" => Err(MobileProblem::Missing),
            "+" => Err(MobileProblem::Malformed),
            typed => Ok(
                match typed.strip_prefix('+').or_else(|| typed.strip_prefix("00")) {
                    Some(digits) => Self::International(digits.to_owned()),
                    None => Self::AtHome(with_zero(typed)),
                },
            ),
        }
    }
}

/// "31612345678.0" is what programs make of a number that they took for a quantity: its last zero is not a digit of it.
fn is_fraction(text: &str) -> bool {
    text.split_once('.').is_some_and(|(whole, rest)| {
        whole.len() >= DUTCH_AFTER_ZERO - 1
            && (1..=2).contains(&rest.len())
            && rest.bytes().all(|digit| digit == b'0')
    })
}

/// "31612345678" and "612345678" are Dutch mobile numbers whose start got lost: spreadsheets drop the zero and the plus.
fn with_zero(digits: &str) -> String {
    let rest = match digits.strip_prefix("31") {
        Some(rest) if rest.len() == DUTCH_AFTER_ZERO => rest,
        _ => digits,
    };
    if rest.len() == DUTCH_AFTER_ZERO && rest.starts_with('6') {
        format!("0{rest}")
    } else {
        digits.to_owned()
    }
}

/// A Dutch number as written at home, sorted by the first digits of the Dutch numbering plan.
fn dutch(digits: &str, allowed: &AllowedCountries) -> Result<MobileNumber, MobileProblem> {
    const PREMIUM: [&str; 11] = [
        "0800", "0900", "0906", "0909", "082", "084", "085", "087", "088", "0676", "14",
    ];
    if !allowed.contains("31") {
        return Err(MobileProblem::CountryNotAllowed);
    }
    if digits.starts_with("097") {
        return Err(MobileProblem::MachineToMachine);
    }
    if PREMIUM.iter().any(|start| digits.starts_with(start)) {
        return Err(MobileProblem::Premium);
    }
    let has = digits.len();
    let needs = DUTCH_DIGITS;
    let starts_a_landline = matches!(digits.as_bytes(), [b'0', b'1'..=b'5' | b'7', ..]);
    match has.cmp(&needs) {
        _ if !digits.starts_with('0') => Err(MobileProblem::NotMobile),
        std::cmp::Ordering::Equal if starts_a_landline => Err(MobileProblem::Landline),
        std::cmp::Ordering::Less => Err(MobileProblem::TooFewDigits { has, needs }),
        std::cmp::Ordering::Greater => Err(MobileProblem::TooManyDigits { has, needs }),
        std::cmp::Ordering::Equal => match digits.as_bytes() {
            [b'0', b'6', b'1'..=b'5' | b'8', ..] => {
                Ok(MobileNumber(format!("+31{}", &digits[1..])))
            }
            _ => Err(MobileProblem::NotMobile),
        },
    }
}

/// The country calling code that these digits start with: no code is the start of another (ITU-T E.164).
fn country_of(digits: &str) -> Option<&str> {
    (1..=3)
        .filter_map(|length| digits.get(..length))
        .find(|code| {
            code.parse()
                .is_ok_and(|code: u16| DATABASE.by_code(&code).is_some())
        })
}

#[cfg(test)]
mod tests {
    use super::{AllowedCountries, MobileNumber, MobileProblem};

    #[test]
    fn every_spelling_of_a_dutch_mobile_number_is_the_same_number() {
        for text in [
            "0612345678",
            "06 12345678",
            "06-12345678",
            "06-1234 5678",
            "06 12 34 56 78",
            "06.12.34.56.78",
            "06/12345678",
            "(06) 12345678",
            "(06)-1234-5678",
            "06–12345678",
            "06\u{a0}1234\u{a0}5678",
            "06\u{2009}12345678",
            "  0612345678\n",
            "\t0612345678",
            "０６１２３４５６７８",
            "+31612345678",
            "+31 6 12345678",
            "+31 6 12 34 56 78",
            "+31-6-12345678",
            "+31.6.12345678",
            "+31(0)612345678",
            "+31 (0)6 12345678",
            "+31 (0) 6-1234 5678",
            "+31 06 12345678",
            "＋31612345678",
            "(+31) 6 12345678",
            "0031612345678",
            "0031 6 12345678",
            "0031 (0)6 12345678",
            "00 31 6 1234 5678",
            "31612345678",
            "612345678",
            "6 12 34 56 78",
            "tel:+31612345678",
            "\u{202a}+31 6 12345678\u{202c}",
            "\u{200e}0612345678",
            "\u{feff}0612345678\u{ad}",
            "0612345678\u{fe0f}",
        ] {
            let number = MobileNumber::parse(text, &AllowedCountries::default());
            let e164 = number.as_ref().map(MobileNumber::e164);
            assert_eq!(e164, Ok("+31612345678"), "{text:?}");
        }
    }

    #[test]
    fn sec_31_what_is_no_mobile_number_is_refused_for_its_own_reason() {
        use MobileProblem::*;
        for (text, problem) in [
            ("", Missing),
            ("   ", Missing),
            ("-", Missing),
            ("0612345O78", Letters),
            ("06 JANJANSEN", Letters),
            ("06 12345678 thuis", Letters),
            ("geen", Letters),
            ("061234567", TooFewDigits { has: 9, needs: 10 }),
            ("06", TooFewDigits { has: 2, needs: 10 }),
            ("+31 6 1234567", TooFewDigits { has: 9, needs: 10 }),
            ("+31", TooFewDigits { has: 1, needs: 10 }),
            ("020 12345", TooFewDigits { has: 8, needs: 10 }),
            ("06123456789", TooManyDigits { has: 11, needs: 10 }),
            ("+316123456789", TooManyDigits { has: 11, needs: 10 }),
            (
                "0612345678 0687654321",
                TooManyDigits { has: 20, needs: 10 },
            ),
            ("020 1234567", Landline),
            ("055-1234567", Landline),
            ("+31 20 123 4567", Landline),
            ("0201234567", Landline),
            ("0701234567", Landline),
            ("0900-1234", Premium),
            ("0906 123456", Premium),
            ("0909 1234", Premium),
            ("0800 1234", Premium),
            ("084 1234567", Premium),
            ("085 1234567", Premium),
            ("087 1234567", Premium),
            ("088 1234567", Premium),
            ("+31 88 1234567", Premium),
            ("14 055", Premium),
            ("097012345678", MachineToMachine),
            ("+3197012345678", MachineToMachine),
            ("0970 1234567", MachineToMachine),
            ("0661234567", NotMobile),
            ("0691234567", NotMobile),
            ("0601234567", NotMobile),
            ("1234567890", NotMobile),
            ("112", NotMobile),
            ("+32 470 12 34 56", CountryNotAllowed),
            ("0032 470 12 34 56", CountryNotAllowed),
            ("+49 151 12345678", CountryNotAllowed),
            ("+1 900 555 0123", CountryNotAllowed),
            ("+999 12345678", Malformed),
            ("+", Malformed),
            ("++31612345678", Malformed),
            ("06+12345678", Malformed),
            ("06*12345678", Malformed),
            ("#31#0612345678", Malformed),
            ("0612345678; 0687654321", Malformed),
            ("61234567.0", Malformed),
            ("061234567.0", Malformed),
            ("+3161234567.0", Malformed),
            ("31612345678.00", Malformed),
            ("06\u{0}12345678", Malformed),
        ] {
            let number = MobileNumber::parse(text, &AllowedCountries::default());
            assert_eq!(number.err(), Some(problem), "{text:?}");
        }
    }

    #[test]
    fn numbers_from_a_country_that_is_allowed_must_be_mobile_there() {
        use MobileProblem::*;
        let allowed = AllowedCountries::new(&["31", "32", "49", "48", "1", "39", "44", "225"]);
        for (text, outcome) in [
            ("+32 470 12 34 56", Ok("+32470123456")),
            ("0032470123456", Ok("+32470123456")),
            ("+32 (0)470 12 34 56", Ok("+32470123456")),
            ("+49 151 12345678", Ok("+4915112345678")),
            ("+48 512 345 678", Ok("+48512345678")),
            ("+31 6 12345678", Ok("+31612345678")),
            ("+44 (0)7400 123456", Ok("+447400123456")),
            ("+39 312 345 6789", Ok("+393123456789")),
            ("+225 01 23 45 67 89", Ok("+2250123456789")),
            // The zero of Como and of Rome belongs to the number: without it these are mobile numbers of strangers.
            ("+39 031 234 5678", Err(Landline)),
            ("+39 0312 345678", Err(Landline)),
            ("+39 06 6981 2345", Err(Landline)),
            ("+49 30 123456", Err(Landline)),
            ("+48 22 123 45 67", Err(Landline)),
            ("+32 12345", Err(TooFewDigits { has: 7, needs: 8 })),
            (
                "+49 151 123456789012345",
                Err(TooManyDigits { has: 20, needs: 15 }),
            ),
            ("+1 900 555 0123", Err(Premium)),
            ("+33 6 12 34 56 78", Err(CountryNotAllowed)),
        ] {
            let number = MobileNumber::parse(text, &allowed);
            assert_eq!(
                number.as_ref().map(MobileNumber::e164).map_err(|p| *p),
                outcome,
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_house_without_dutch_numbers_refuses_dutch_numbers() {
        let number = MobileNumber::parse("0612345678", &AllowedCountries::new(&["32"]));
        assert_eq!(number, Err(MobileProblem::CountryNotAllowed));
    }

    #[test]
    fn what_is_no_calling_code_allows_nothing() {
        for code in [
            "", "+31", "031", "3 1", "3100", "nl", // No country has these.
            "3", "4", "21", "310", "999",
        ] {
            assert_eq!(
                AllowedCountries::new(&[code]),
                AllowedCountries::new(&[]),
                "{code:?}"
            );
        }
    }

    #[test]
    fn the_first_digits_of_a_number_tell_whether_codes_go_to_its_country() {
        let allowed = AllowedCountries::new(&["31", "1", "352"]);
        for (e164, holds) in [
            ("+31612345678", true),
            ("+316", true),
            ("+120", true),
            ("+352", true),
            ("+324", false),
            ("+351", false),
            ("+99", false),
            ("", false),
        ] {
            assert_eq!(allowed.hold(e164), holds, "{e164:?}");
        }
    }

    #[test]
    fn only_the_last_two_digits_are_shown() {
        for (e164, national, masked) in [
            ("+31612345678", "06 12345678", "06\u{a0}••••\u{a0}••78"),
            ("+32470123456", "+32 470123456", "+32\u{a0}••••\u{a0}•••56"),
            ("+12015550123", "+1 2015550123", "+1\u{a0}••••\u{a0}••••23"),
        ] {
            let number = MobileNumber::from_e164_stored(e164.to_owned());
            assert_eq!(number.national(), national);
            assert_eq!(number.masked(), masked);
            assert_eq!(format!("{number:?}"), format!("MobileNumber({masked})"));
        }
        let empty = MobileNumber::from_e164_stored(String::new());
        assert_eq!(empty.last_two(), "");
    }
}
