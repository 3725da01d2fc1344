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
    use super::looks_like;

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
}
