//! Domains of mail that look like one another: "kantoor-deboer.nl" and "kantoor-dеboer.nl" with a Cyrillic е (SEC-62).
//!
//! Only a warning hangs on it, so it may cry wolf for a typo; that is what it is for as well.

use super::person_name::fold;

/// Names shorter than this differ by one letter all the time ("kpn" and "knp"): only equal looks count there.
const LONG_ENOUGH: usize = 6;

/// Whether two different domains, both in ASCII as stored, could be taken for one another.
pub fn looks_like(one: &str, other: &str) -> bool {
    if one == other {
        return false;
    }
    let (one, other) = (skeleton(one), skeleton(other));
    one == other || (one.len().min(other.len()) >= LONG_ENOUGH && one_slip(&one, &other))
}

/// Where many have a mailbox, with the one ending that each has.
const ONE_ENDING: [&str; 7] = [
    "gmail.com",
    "icloud.com",
    "ziggo.nl",
    "kpnmail.nl",
    "hetnet.nl",
    "xs4all.nl",
    "upcmail.nl",
];
/// The same, with other endings that are as good.
const MORE_ENDINGS: [&str; 4] = ["hotmail.com", "hotmail.nl", "outlook.com", "yahoo.com"];
/// Others where somebody can have a mailbox, though they are one slip away from these.
const THEMSELVES: [&str; 3] = ["email.com", "mail.com", "ymail.com"];
/// Endings that nobody has, and the one that is meant.
const MISTYPED_ENDINGS: [(&str, &str); 8] = [
    ("cim", "com"),
    ("cmo", "com"),
    ("comm", "com"),
    ("con", "com"),
    ("ocm", "com"),
    ("vom", "com"),
    ("ln", "nl"),
    ("nll", "nl"),
];

/// The domain that somebody may have meant who typed this one, in ASCII. To ask about and nothing else: whoever has a mailbox at a
/// name like that of many others goes on as typed.
pub fn meant(domain: &str) -> Option<String> {
    let (name, ending) = domain.rsplit_once('.')?;
    let mistyped = |(wrong, right): &(&str, &'static str)| (*wrong == ending).then_some(*right);
    let ending = MISTYPED_ENDINGS.iter().find_map(mistyped).unwrap_or(ending);
    let mended = format!("{name}.{ending}");
    let typed: Vec<char> = mended.chars().collect();
    let is_known = |known: &str| known == mended;
    let is_near = |known: &&str| {
        let letters: Vec<char> = known.chars().collect();
        let other_ending = ONE_ENDING.contains(known)
            && known.rsplit_once('.').is_some_and(|(its, _)| its == name);
        other_ending || one_slip(&letters, &typed)
    };
    let mut known = ONE_ENDING.into_iter().chain(MORE_ENDINGS);
    let near = if known.clone().chain(THEMSELVES).any(is_known) {
        None
    } else {
        known.find(is_near).map(str::to_owned)
    };
    near.or_else(|| (mended != domain).then_some(mended))
}

/// What a domain looks like at a glance.
fn skeleton(domain: &str) -> Vec<char> {
    let (unicode, _) = idna::domain_to_unicode(domain);
    let plain: String = fold(&unicode).chars().map(glance).collect();
    plain
        .replace("rn", "m")
        .replace("vv", "w")
        .replace('-', "")
        .chars()
        .collect()
}

/// A folded text with letters of other scripts as the Latin ones that they are taken for.
pub fn in_latin(folded: &str) -> String {
    let latin = |letter: char| match letter {
        _ if letter.is_ascii() => letter,
        _ => glance(letter),
    };
    folded.chars().map(latin).collect()
}

/// The Latin letter that a letter or digit is taken for.
fn glance(letter: char) -> char {
    match letter {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ё' | 'ε' => 'e',
        'ɡ' | 'ց' => 'g',
        'һ' => 'h',
        'і' | 'ї' | 'ι' | 'l' | '1' | '|' | 'ӏ' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'п' | 'η' => 'n',
        'о' | 'ο' | 'σ' | '0' | 'օ' => 'o',
        'р' | 'ρ' => 'p',
        'г' => 'r',
        'ѕ' | '5' => 's',
        'т' | 'τ' => 't',
        'υ' | 'ս' => 'u',
        'ν' | 'ѵ' => 'v',
        'ѡ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        other => other,
    }
}

/// One letter more, less or other, or two that changed places.
fn one_slip(one: &[char], other: &[char]) -> bool {
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (one, other) = (&one[..one.len() - end], &other[..other.len() - end]);
    match (one, other) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{looks_like, meant};

    #[test]
    fn sec_62_a_domain_that_only_looks_like_ours_is_recognised() {
        let cyrillic = idna::domain_to_ascii("kantoor-dеboer.example").unwrap();
        assert!(cyrillic.starts_with("xn--"));
        for (other, expected) in [
            ("kantoor-deboer.example", false),
            (cyrillic.as_str(), true),
            ("kantoor-deb0er.example", true),
            ("kantoordeboer.example", true),
            ("kantoor-deboerr.example", true),
            ("kantoor-debor.example", true),
            ("kantoor-dbeoer.example", true),
            ("kantoor-deboar.example", true),
            ("kaantoor-deboeer.example", false),
            ("kantoor-deboer.exarnple", true),
            ("kantoor-jansen.example", false),
            ("gmail.com", false),
        ] {
            assert_eq!(
                looks_like("kantoor-deboer.example", other),
                expected,
                "{other}"
            );
            assert_eq!(
                looks_like(other, "kantoor-deboer.example"),
                expected,
                "{other}"
            );
        }
        assert!(!looks_like("a.nl", "b.nl"));
    }

    #[test]
    fn a_slip_in_a_domain_that_many_have_is_asked_about_and_nothing_else_is() {
        for (typed, expected) in [
            ("gmial.com", Some("gmail.com")),
            ("gmai.com", Some("gmail.com")),
            ("gmaill.com", Some("gmail.com")),
            ("gamil.com", Some("gmail.com")),
            ("gmail.co", Some("gmail.com")),
            ("gmail.con", Some("gmail.com")),
            ("gmial.con", Some("gmail.com")),
            ("gmail.nl", Some("gmail.com")),
            ("hotmial.com", Some("hotmail.com")),
            ("hotmal.nl", Some("hotmail.nl")),
            ("hotmail.cmo", Some("hotmail.com")),
            ("outlok.com", Some("outlook.com")),
            ("zigo.nl", Some("ziggo.nl")),
            ("garage-jansen.con", Some("garage-jansen.com")),
            ("garage-jansen.ln", Some("garage-jansen.nl")),
            ("gmail.com", None),
            ("hotmail.nl", None),
            ("hotmail.be", None),
            ("outlook.be", None),
            ("yahoo.fr", None),
            ("ymail.com", None),
            ("mail.com", None),
            ("garage-jansen.nl", None),
            ("kantoor-deboer.example", None),
            ("mail.gmail.com", None),
        ] {
            assert_eq!(meant(typed).as_deref(), expected, "{typed}");
        }
    }
}
