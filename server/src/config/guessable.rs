//! Keys that somebody can guess: a pattern, a text that somebody wrote, or one that stands in a standard or a manual as an
//! example. Only production asks (SEC-73).

use super::{
    keys::DEVELOPMENT,
    values::{parse_key, parse_key_file},
};

/// So many bytes at most until a pattern begins again.
const LONGEST_PERIOD: usize = 16;
/// As few different bytes as random ones never have.
const FEWEST_DIFFERENT: usize = 16;

/// Examples that everybody can read, in hex.
const EXAMPLES: [&str; 14] = [
    // AES-256: NIST SP 800-38A.
    "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
    // ChaCha20-Poly1305: RFC 8439, A.5.
    "1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0",
    // X25519: RFC 7748, 6.1.
    "77076d0a7318a57d3c16c17251b26645df4c2f92ebc0992ac177fba51db92c2a",
    "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
    // Ed25519: RFC 8032, 7.1.
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    // P-256: RFC 6979, A.2.5.
    "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
    // XSalsa20-Poly1305: the tests of NaCl.
    "1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389",
    // SHA-256 of nothing, and of "test", "secret", "password" and "changeme".
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b",
    "5e884898da28047151d0e56f8dc6292773603d0d6aabbd62a11ef721d1542d8d",
    "057ba03d6c44104863dc7361fe4578965d1887360f90a0895882e58a6248fc86",
];

/// Why a key is none: it can be guessed, because somebody wrote it or everybody knows it. Random bytes meet none of these
/// more often than once in 10^11.
pub(super) fn guessable(key: &[u8; 32]) -> Option<&'static str> {
    let is_example = |example: &&str| parse_key_file(example).as_ref() == Some(key);
    if parse_key(DEVELOPMENT).as_ref() == Some(key) {
        Some("is the laptop's, which everybody knows")
    } else if EXAMPLES.iter().any(is_example) {
        Some("is an example that everybody knows")
    } else if is_pattern(key) {
        Some("is a pattern, not random")
    } else if is_text(key) {
        Some("is a text that somebody wrote, not random")
    } else {
        None
    }
}

/// Few bytes, or bytes that follow from those before: again and again, counted up or down, turned over, or backwards.
fn is_pattern(key: &[u8; 32]) -> bool {
    let mut seen = [false; 256];
    for byte in key {
        seen[usize::from(*byte)] = true;
    }
    let different = seen.iter().filter(|seen| **seen).count();
    let follows = |period: usize| {
        let pairs = || key.iter().zip(&key[period..]);
        let (step, mask) = (key[period].wrapping_sub(key[0]), key[period] ^ key[0]);
        pairs().all(|(byte, later)| later.wrapping_sub(*byte) == step)
            || pairs().all(|(byte, later)| later ^ byte == mask)
    };
    different < FEWEST_DIFFERENT
        || (1..=LONGEST_PERIOD).any(follows)
        || key.iter().eq(key.iter().rev())
}

/// What can be written down in any language, also where zeros fill it up.
fn is_text(key: &[u8; 32]) -> bool {
    let text = std::str::from_utf8(key).ok();
    let written = |sign: char| !sign.is_control() || sign == '\0' || sign.is_ascii_whitespace();
    text.is_some_and(|text| text.chars().all(written))
}

#[cfg(test)]
mod tests {
    use std::array;

    use super::{EXAMPLES, guessable, parse_key_file};

    fn hex(text: &str) -> [u8; 32] {
        parse_key_file(text).unwrap()
    }

    #[test]
    fn sec_73_a_key_that_somebody_could_guess_is_none() {
        let twice: [u8; 32] = array::from_fn(|at| [3, 141, 59, 26, 53, 58, 97, 93][at % 8]);
        for key in [
            [0; 32],
            [0xff; 32],
            array::from_fn(|at| at as u8),
            twice,
            *b"sleutelbos-development-only-key!",
            *b"Een heel lange zin als sleutel!!",
            *b"Wachtwoord van het portaal\n\0\0\0\0\0",
        ] {
            assert!(guessable(&key).is_some(), "{key:?}");
        }
        let accents = "Één zin met é, ë, ï en ook ü.";
        let key: [u8; 32] =
            array::from_fn(|at| accents.as_bytes().get(at).copied().unwrap_or(b' '));
        assert!(guessable(&key).is_some(), "{accents}");
        let mut random = [0; 32];
        let chance = flows::services::SystemChance;
        for _ in 0..1_000 {
            flows::services::Chance::fill(&chance, &mut random).unwrap();
            assert_eq!(guessable(&random), None, "{random:?}");
        }
    }

    #[test]
    fn sec_73_a_pattern_is_none_however_long_it_takes_to_begin_again() {
        for half in [
            "00112233445566778899aabbccddeeff",
            "000102030405060708090a0b0c0d0e0f",
            "0f0e0d0c0b0a09080706050403020100",
            "feffe9928665731c6d6a8f9467308308",
        ] {
            assert!(guessable(&hex(&half.repeat(2))).is_some(), "{half} twice");
        }
        // Random bytes, and what follows from them.
        let bytes: [u8; 16] = [
            3, 141, 59, 26, 53, 58, 97, 93, 238, 46, 131, 27, 150, 28, 84, 197,
        ];
        for period in 1..=16 {
            let again = |at: usize| bytes[at % period];
            let counted: [u8; 32] =
                array::from_fn(|at| again(at).wrapping_add((at / period * 7) as u8));
            let turned: [u8; 32] = array::from_fn(|at| again(at) ^ [0, 0x5a][at / period % 2]);
            for key in [array::from_fn(again), counted, turned] {
                assert!(guessable(&key).is_some(), "{period}: {key:?}");
            }
        }
        let backwards: [u8; 32] = array::from_fn(|at| bytes[at.min(31 - at)]);
        assert!(guessable(&backwards).is_some());
        let by_two: [u8; 32] = array::from_fn(|at| (at / 2) as u8);
        assert!(guessable(&by_two).is_some());
    }

    #[test]
    fn sec_73_an_example_of_a_standard_is_no_key() {
        for example in EXAMPLES {
            assert_eq!(
                guessable(&hex(example)),
                Some("is an example that everybody knows"),
                "{example}"
            );
        }
    }
}
