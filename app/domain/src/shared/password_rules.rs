//! Which passwords we take: long ones that nobody guesses first. No rules about capitals or signs, no expiry.
//!
//! What is typed is never trimmed, folded or cut off: only every kind of space becomes the one of the space bar, and composed
//! and decomposed letters become one (the profile OpaqueString of RFC 8265).
//! All that is wrong is told at once. The lists of known passwords come from the server; see [`Blocklist`].

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::{
    blocklist::Blocklist,
    is_hidden,
    person_name::fold,
    predictable::{is_one_pattern, is_predictable},
};

/// The shortest new password, in code points.
pub const MIN_CODE_POINTS: usize = 12;
/// The longest password, in code points.
pub const MAX_CODE_POINTS: usize = 256;
/// The longest password as it arrives, in bytes: more is refused before anything is computed.
pub const MAX_BYTES: usize = 1024;

/// Words shorter than this are found in any sentence by accident, so they are not looked for.
const SHORTEST_WORD: usize = 4;

/// A password as somebody typed it, good enough to be compared with a stored one.
#[derive(Clone, PartialEq, Eq)]
pub struct TypedPassword {
    prepared: String,
    /// With the spaces as they were typed, where that makes a difference.
    of_before: Option<String>,
}

/// A password that passed the rules and may become somebody's.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PasswordProblem {
    /// Nothing was typed.
    Missing,
    /// Fewer than 12 characters.
    TooShort {
        /// Code points typed.
        has: usize,
        /// Code points wanted.
        needs: usize,
    },
    /// More than 256 characters, or more than 1 KiB.
    TooLong {
        /// Code points wanted at most.
        most: usize,
    },
    /// The character U+0000, which some programs take for the end; in a new password any character that nobody sees, and so
    /// nobody types a second time.
    ContainsNul,
    /// Among the passwords that are used, and tried, most.
    TooCommon,
    /// Known from a leak.
    Leaked,
    /// The password that is in use now; found by the server, which holds its hash.
    SameAsNow,
    /// One character or a short piece over and over, or a run along the keyboard or the alphabet.
    Repeated,
    /// A greeting, a season, a month or a day with a year or a number: "Welkom2026".
    Predictable,
    /// The person's own name is in it.
    ContainsName,
    /// The person's e-mail address, or a part of it, is in it.
    ContainsEmail,
    /// The name of the organisation is in it.
    ContainsOrganisation,
    /// The name of the product or of the insurer is in it.
    ContainsProduct,
}

/// What a password must not be built from. Empty words are ignored.
#[derive(Clone, Copy, Default)]
pub struct Context<'a> {
    /// First name and family name.
    pub own_names: &'a [&'a str],
    /// The e-mail address that the person logs in with.
    pub email: &'a str,
    /// Names of the organisations that the person enters.
    pub organisation_names: &'a [&'a str],
    /// Names of the portal and of whoever runs it.
    pub product_names: &'a [&'a str],
    /// The passwords that are used most; `None` in the browser, where the list is not.
    pub blocklist: Option<&'a Blocklist>,
    /// Whether a password is known from a leak: the operator's own, bigger list, asked through the server.
    pub is_known: Option<&'a dyn Fn(&str) -> bool>,
}

impl TypedPassword {
    /// Takes a password as it arrived.
    pub fn parse(text: String) -> Result<Self, PasswordProblem> {
        if text.is_empty() {
            return Err(PasswordProblem::Missing);
        }
        if text.len() > MAX_BYTES {
            return Err(PasswordProblem::TooLong {
                most: MAX_CODE_POINTS,
            });
        }
        if text.contains('\0') {
            return Err(PasswordProblem::ContainsNul);
        }
        let prepared: String = text.chars().map(one_space).nfc().collect();
        if prepared.chars().count() > MAX_CODE_POINTS {
            return Err(PasswordProblem::TooLong {
                most: MAX_CODE_POINTS,
            });
        }
        let of_before: String = text.nfc().collect();
        Ok(Self {
            of_before: (of_before != prepared).then_some(of_before),
            prepared,
        })
    }

    /// The password itself: for hashing, and for nothing else.
    pub fn expose(&self) -> &str {
        &self.prepared
    }

    /// The password as it was hashed before every kind of space became one: for comparing with a hash of then, and for nothing
    /// else. Nothing when that is the same.
    pub fn expose_of_before(&self) -> Option<&str> {
        self.of_before.as_deref()
    }
}

/// Every space of Unicode (category Zs) is that of the space bar: keyboards of telephones and word processors choose among
/// them by themselves.
fn one_space(character: char) -> char {
    match character {
        '\u{2028}' | '\u{2029}' => character,
        other if other.is_whitespace() && !other.is_control() => ' ',
        other => other,
    }
}

/// Whether there is a character in it that nobody sees, other than what emoji and scripts are put together with: joiners,
/// variation selectors and tags behind what they belong to.
fn has_unseen(password: &str) -> bool {
    let mut before = None;
    password.chars().any(|character| {
        let belongs = matches!(
            character,
            '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0020}'..='\u{E007F}'
        );
        let has_owner =
            before.is_some_and(|owner: char| !owner.is_ascii() || "#*0123456789".contains(owner));
        before = Some(character);
        is_hidden(character) && !(belongs && has_owner)
    })
}

impl NewPassword {
    /// Holds a typed password against every rule.
    pub fn parse(
        typed: &TypedPassword,
        context: &Context<'_>,
    ) -> Result<Self, Vec<PasswordProblem>> {
        let password = typed.expose();
        let has = password.chars().count();
        let folded = fold(password);
        let mut problems = Vec::new();
        let mut refuse_if = |wrong: bool, problem| {
            if wrong {
                problems.push(problem);
            }
        };
        refuse_if(has_unseen(password), PasswordProblem::ContainsNul);
        let needs = MIN_CODE_POINTS;
        refuse_if(has < needs, PasswordProblem::TooShort { has, needs });
        refuse_if(
            context
                .blocklist
                .is_some_and(|list| list.contains(password)),
            PasswordProblem::TooCommon,
        );
        refuse_if(
            context.is_known.is_some_and(|is_known| is_known(password)),
            PasswordProblem::Leaked,
        );
        // Also as it stands: folding takes a row of spaces together, and then nothing is left to see.
        refuse_if(
            is_one_pattern(&folded) || is_one_pattern(&password.to_lowercase()),
            PasswordProblem::Repeated,
        );
        refuse_if(is_predictable(&folded), PasswordProblem::Predictable);
        refuse_if(
            holds_name(&folded, context.own_names),
            PasswordProblem::ContainsName,
        );
        // The domain at work is most often the name of the company: one reason for one word is enough.
        let names_company = holds_name(&folded, context.organisation_names);
        let holds_email = if names_company {
            holds_local_part(&folded, context.email)
        } else {
            holds_email(&folded, context.email)
        };
        refuse_if(holds_email, PasswordProblem::ContainsEmail);
        refuse_if(names_company, PasswordProblem::ContainsOrganisation);
        refuse_if(
            holds_name(&folded, context.product_names),
            PasswordProblem::ContainsProduct,
        );
        if problems.is_empty() {
            Ok(Self(password.to_owned()))
        } else {
            Err(problems)
        }
    }

    /// The password itself: for hashing, and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TypedPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// A name counts when it makes up a third of the password or more. A long sentence may hold a common word that is also
/// somebody's name ("de boer"): refusing that would explain badly and protect nothing.
fn holds_name(password: &str, names: &[&str]) -> bool {
    let weight = password.chars().count();
    let squeezed = letters_and_digits(password);
    names.iter().any(|name| {
        let whole = letters_and_digits(&fold(name));
        let folded = fold(name);
        let words = folded
            .split(|c: char| !c.is_alphanumeric())
            .map(str::to_owned);
        words.chain([whole]).any(|word| {
            let length = word.chars().count();
            length >= SHORTEST_WORD && 3 * length >= weight && squeezed.contains(&word)
        })
    })
}

/// The address, or what stands before the @, or the name of the domain without its ending.
fn holds_email(password: &str, email: &str) -> bool {
    let (local, domain) = email.split_once('@').unwrap_or((email, ""));
    let name_of_domain = domain.rsplit_once('.').map_or("", |(name, _)| name);
    holds_name(password, &[email, local, name_of_domain])
}

/// What stands before the @.
fn holds_local_part(password: &str, email: &str) -> bool {
    let (local, _) = email.split_once('@').unwrap_or((email, ""));
    holds_name(password, &[local])
}

fn letters_and_digits(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Blocklist, Context, NewPassword, PasswordProblem, TypedPassword};
    use std::sync::LazyLock;

    static SHIPPED: LazyLock<Blocklist> = LazyLock::new(Blocklist::shipped);

    fn typed(text: &str) -> TypedPassword {
        TypedPassword::parse(text.to_owned()).unwrap()
    }

    fn problems(text: &str) -> Vec<PasswordProblem> {
        let context = Context {
            own_names: &["Piet-Hein", "Jansen", "Bo"],
            email: "p.jansen1970@kantoor-deboer.example",
            organisation_names: &["Kantoor De Boer B.V."],
            product_names: &["Sleutelbos", "Voorbeeld Verzekeringen"],
            blocklist: Some(&SHIPPED),
            is_known: Some(&|password| password == "een gelekt wachtwoord"),
        };
        NewPassword::parse(&typed(text), &context)
            .err()
            .unwrap_or_default()
    }

    #[test]
    fn sec_12_long_passwords_of_any_kind_are_taken() {
        for text in [
            "zonnige fietstocht 2026",
            "correct horse battery staple",
            "fK9$wq!2pLz7",
            " spatie voor en achter ",
            "日本語のパスワードは長い。です",
            "🚲🌧️🧀🐄🌷🚜🏡⛵🌊🌬️🥾🧇",
            "een boer met zeven magere koeien",
            "de winter van mijn jeugd was wit",
            "bo fietst elke dag door weer en wind",
        ] {
            assert_eq!(problems(text), [], "{text:?}");
        }
    }

    #[test]
    fn a_password_is_refused_for_its_own_reason() {
        use PasswordProblem::*;
        for (text, problem) in [
            ("kort en goed", None),
            ("kort en goe", Some(TooShort { has: 11, needs: 12 })),
            ("🚲🚜🌷🧀🐄🏡", Some(TooShort { has: 6, needs: 12 })),
            ("administrator", Some(TooCommon)),
            ("ADMINISTRATOR", Some(TooCommon)),
            ("een gelekt wachtwoord", Some(Leaked)),
            ("aaaaaaaaaaaaaa", Some(Repeated)),
            ("            ", Some(Repeated)),
            ("a           b", Some(Repeated)),
            ("Welkom2026!!", Some(Predictable)),
            ("Piethein12345", Some(ContainsName)),
            ("jansen jansen 7", Some(ContainsName)),
            ("P.Jansen1970!", Some(ContainsEmail)),
            ("kantoordeboer77", Some(ContainsOrganisation)),
            ("Kantoor De Boer!", Some(ContainsOrganisation)),
            ("sleutelbos tien", Some(ContainsProduct)),
            ("Verzekeringen5", Some(ContainsProduct)),
        ] {
            let found = problems(text);
            match problem {
                Some(problem) => assert!(found.contains(&problem), "{text:?}: {found:?}"),
                None => assert_eq!(found, [], "{text:?}"),
            }
        }
    }

    #[test]
    fn the_name_of_the_company_in_the_address_is_told_as_that_of_the_company() {
        use PasswordProblem::*;
        for (text, told, email) in [
            ("kantoor de boer 26", ContainsOrganisation, false),
            ("kantoor jansen1970", ContainsOrganisation, true),
            ("deboer fietst", ContainsEmail, true),
        ] {
            let found = problems(text);
            assert!(found.contains(&told), "{text:?}: {found:?}");
            assert_eq!(found.contains(&ContainsEmail), email, "{text:?}: {found:?}");
        }
    }

    #[test]
    fn sec_14_what_everybody_tries_first_is_refused() {
        for text in [
            "Welkom2026!!",
            "welkom welkom",
            "WelkomGarage1",
            "Welkom-2026-Garage",
            "W3lk0mW3lk0m!",
            "Wachtwoord123",
            "wachtwoord2026",
            "WachtwoordWachtwoord",
            "P@$$w0rd2026",
            "password1234",
            "passwordpassword",
            "Geheim123456",
            "GeheimGeheim!",
            "inloggen2026!",
            "Toegang202611",
            "kantoor2026!!",
            "KoffieKoffieKoffie",
            "koffie kantoor",
            "garage-utrecht",
            "VoetbalVakantie1",
            "ajaxamsterdam",
            "feyenoordrotterdam",
            "Nederland2026!",
            "oranjeholland",
            "Zomer2026Zomer",
            "herfst-2026-oktober",
            "maandag 1 maart 2027",
            "Januari2027!",
            "tijdelijk2026",
            "iloveyou1234",
            "letmeinletmein",
            "sunshinesummer",
            "administrator",
            "changeme1234",
            "qwerty123456",
            "1q2w3e4r5t6y7u8i",
            "1qaz2wsx3edc",
            "zaqxswcdevfr",
            "asdfghjklasdf",
            "123456789012",
            "111111111111",
            "abcabcabcabc",
            "olifantolifant",
            "abcdefghijkl",
            "!@#$%^&*()!@",
            "cheeseburger",
            "manchesterunited",
            "verzekering1!",
            "azertyuiop12",
            "112233445566",
        ] {
            assert_ne!(problems(text), [], "{text:?}");
        }
    }

    #[test]
    fn what_somebody_thought_about_passes() {
        for text in [
            "zonnige fietstocht 2026",
            "de kat slaapt op de printer",
            "vier groene paraplu's",
            "Regen op het dak",
            "appelmoes met kaneel",
            "mijn eerste auto was blauw",
            "welkom thuis lieve kat",
            "correct horse battery staple",
            "winterjas aan de kapstok",
            "koffie zonder suiker graag",
            "fK9$wq!2pLz7",
            "tulp-dijk-molen-klomp",
            "Zeven bruggen 1953",
            "oma bakt zaterdag taart",
            "vakantie op Terschelling",
            "snelle slak 77",
            "stroopwafelregen",
            "blauwe theepot!",
            "een lekke band in maart",
            "trein naar Roodeschool",
            "the garden gate squeaks",
            "papa fluit vals",
        ] {
            assert_eq!(problems(text), [], "{text:?}");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        use PasswordProblem::*;
        assert_eq!(
            problems("Jansen1970"),
            [TooShort { has: 10, needs: 12 }, ContainsName, ContainsEmail]
        );
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same_password_and_nothing_else_is() {
        assert_eq!(typed("cafe\u{301} om de hoek"), typed("café om de hoek"));
        for space in [
            '\u{a0}', '\u{1680}', '\u{2000}', '\u{2003}', '\u{2009}', '\u{202f}', '\u{205f}',
            '\u{3000}',
        ] {
            let other = typed(&format!("café{space}om{space}de hoek"));
            assert_eq!(other.expose(), "café om de hoek");
            assert!(other.expose_of_before().is_some(), "{space:?}");
        }
        assert_eq!(typed("cafe\u{301} om de hoek").expose_of_before(), None);
        for (one, other) in [
            ("geheim", "Geheim"),
            ("geheim", "geheim "),
            ("geheim", " geheim"),
            ("ﬁets", "fiets"),
        ] {
            assert_ne!(typed(one), typed(other));
        }
    }

    #[test]
    fn nobody_chooses_a_password_with_a_character_that_is_not_seen() {
        for text in [
            "vier groene\u{200b} bellen",
            "\u{feff}vier groene bellen",
            "vier groene bellen\u{200e}",
            "vier\tgroene bellen",
            "vier groene\u{200d} bellen",
            "vier groene bellen\u{fe0f}",
            "vier\u{2800}groene\u{3164}bellen",
        ] {
            assert_eq!(problems(text), [PasswordProblem::ContainsNul], "{text:?}");
            assert!(
                !typed(text).expose().is_empty(),
                "it may be somebody's from before"
            );
        }
        for text in [
            "fiets in de regen 🌧\u{fe0f}",
            "gezin 👨\u{200d}👩\u{200d}👧 thuis",
            "vlag 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} hoog",
            "toets 1\u{fe0f}\u{20e3} en 2\u{fe0f}\u{20e3} samen",
            "علی\u{200c}رضا و دوچرخه",
        ] {
            assert_eq!(problems(text), [], "{text:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_password_is_refused_before_anything_is_computed() {
        for (text, outcome) in [
            (String::new(), Err(PasswordProblem::Missing)),
            ("a\0b".to_owned(), Err(PasswordProblem::ContainsNul)),
            ("a".repeat(256), Ok(())),
            ("a".repeat(257), Err(PasswordProblem::TooLong { most: 256 })),
            ("🚲".repeat(256), Ok(())),
            (
                "a".repeat(1025),
                Err(PasswordProblem::TooLong { most: 256 }),
            ),
        ] {
            assert_eq!(TypedPassword::parse(text).map(|_| ()), outcome);
        }
    }

    #[test]
    fn a_password_is_never_printed() {
        let password = typed("zonnige fietstocht 2026");
        let new = NewPassword::parse(&password, &Context::default()).unwrap();
        assert_eq!(format!("{password:?}{new:?}"), "……");
        assert_eq!(new.expose(), "zonnige fietstocht 2026");
    }
}
