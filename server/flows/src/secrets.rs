//! One-time secrets: links and codes are random, and only hashes of them are kept.
//! Keyed hashes use keys that live outside the database, so that a copy of it opens nothing.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::{
    services::Chance,
    trouble::{Result, Trouble},
};

/// The keys of a deployment; derived from one master secret that the configuration gives.
pub struct Keys {
    master: [u8; 32],
    /// Master secrets of before, or of later while nodes change one by one: what was made with them counts.
    old: Vec<[u8; 32]>,
    /// Signs checkpoints, if not the master key does.
    audit: Option<[u8; 32]>,
    /// Did so before, or will.
    other_audit: Vec<[u8; 32]>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

/// What a keyed hash is for: a hash made for one purpose means nothing for another.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    /// Login names in counters.
    LoginName,
    /// Codes sent by SMS.
    Code,
    /// Signatures of device cookies.
    Device,
    /// Numbers and networks in budgets.
    Budget,
    /// The mark by which a pepper is recognised.
    Pepper,
    /// The mark by which a master key is recognised.
    MasterKey,
    /// Checkpoints of the audit trail.
    Checkpoint,
    /// Those of when the trail had one chain.
    HourlyCheckpoint,
    /// What a page showed.
    Seen,
}

impl Purpose {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::LoginName => b"login-name\0",
            Self::Code => b"code\0",
            Self::Device => b"device\0",
            Self::Budget => b"budget\0",
            Self::Pepper => b"pepper\0",
            Self::MasterKey => b"master-key\0",
            Self::Checkpoint => b"checkpoint-of-chains\0",
            Self::HourlyCheckpoint => b"checkpoint\0",
            Self::Seen => b"seen\0",
        }
    }
}

impl Keys {
    /// Keys from 32 bytes of master secret.
    pub const fn new(master: [u8; 32]) -> Self {
        Self {
            master,
            old: Vec::new(),
            audit: None,
            other_audit: Vec::new(),
        }
    }

    /// The same, and what was made with one of `old` counts, too: a master secret is changed without anybody noticing.
    pub fn with_old(self, old: Vec<[u8; 32]>) -> Self {
        Self { old, ..self }
    }

    /// The same with a key of its own for checkpoints, which may be kept elsewhere (SEC-76).
    pub fn with_audit_key(self, audit: Option<[u8; 32]>) -> Self {
        Self { audit, ..self }
    }

    /// The same, and checkpoints that were signed with one of these are ours, too, while nodes change their key one by one.
    pub fn with_other_audit_keys(self, other_audit: Vec<[u8; 32]>) -> Self {
        Self {
            other_audit,
            ..self
        }
    }

    /// Keyed hash of `text` for one purpose, in hex.
    pub fn keyed_hash(&self, purpose: Purpose, text: &str) -> String {
        keyed_hash(self.key(purpose), purpose, text)
    }

    /// The hashes that other master secrets give, for what is looked up by its hash.
    pub fn old_keyed_hashes(&self, purpose: Purpose, text: &str) -> impl Iterator<Item = String> {
        self.old
            .iter()
            .map(move |master| keyed_hash(master, purpose, text))
    }

    /// Whether `hash` is the keyed hash of `text`; takes as long for every wrong one.
    pub fn is_keyed_hash(&self, purpose: Purpose, text: &str, hash: &str) -> bool {
        let Some(bytes) = from_hex(hash) else {
            return false;
        };
        let is_by = |key: &[u8; 32]| mac(key, purpose, text).verify_slice(&bytes).is_ok();
        // Whoever holds a master secret must not sign for a key that is kept elsewhere.
        let (old, other) = match (purpose, self.audit) {
            (Purpose::Checkpoint, Some(_)) => (&[][..], self.other_audit.as_slice()),
            (Purpose::Checkpoint, None) => (self.old.as_slice(), self.other_audit.as_slice()),
            _ => (self.old.as_slice(), &[][..]),
        };
        // Without a shortcut: which of them it was by is nobody's business.
        old.iter()
            .chain(other)
            .fold(is_by(self.key(purpose)), |found, old| is_by(old) | found)
    }

    const fn key(&self, purpose: Purpose) -> &[u8; 32] {
        match (purpose, &self.audit) {
            (Purpose::Checkpoint, Some(key)) => key,
            _ => &self.master,
        }
    }
}

fn keyed_hash(key: &[u8; 32], purpose: Purpose, text: &str) -> String {
    hex(&mac(key, purpose, text).finalize().into_bytes())
}

fn mac(key: &[u8; 32], purpose: Purpose, text: &str) -> Hmac<Sha256> {
    // One block of key, filled up with zeros as HMAC itself would (RFC 2104).
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
    mac.update(purpose.label());
    mac.update(text.as_bytes());
    mac
}

/// The secret part of a link: 256 random bits. Prints as dots.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkSecret(String);

impl fmt::Debug for LinkSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkSecret(…)")
    }
}

impl LinkSecret {
    /// A new secret.
    pub fn new(chance: &dyn Chance) -> Result<Self> {
        let mut bytes = [0; 32];
        chance.fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// Reads what stands in an address; anything else than 43 base64url letters is no secret.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    /// The text for an address, and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn hash(&self) -> String {
        sha256_hex(self.0.as_bytes())
    }
}

/// Six random digits. Prints as dots.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

impl Code {
    /// A new code; numbers that would favour some codes over others are thrown away (SEC-27).
    pub fn new(chance: &dyn Chance) -> Result<Self> {
        const CODES: u32 = 1_000_000;
        const FAIR: u32 = u32::MAX - u32::MAX % CODES;
        for _ in 0..64 {
            let mut bytes = [0; 4];
            chance.fill(&mut bytes)?;
            let number = u32::from_le_bytes(bytes);
            if number < FAIR {
                return Ok(Self(format!("{:06}", number % CODES)));
            }
        }
        Err(Trouble::Program(
            "randomness gives the same number again and again",
        ))
    }

    /// The digits for a message, and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// SHA-256 in hex, for secrets that have enough bits of their own.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|nibble| char::from(DIGITS[usize::from(nibble)]))
        .collect()
}

/// Bytes of hex; `None` for anything else.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
        .collect();
    let digits = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    Some(
        digits
            .chunks_exact(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::SystemChance;

    #[test]
    fn sec_19_a_link_secret_has_256_bits_and_only_its_hash_is_kept() {
        let secret = LinkSecret::new(&SystemChance).unwrap();
        assert_eq!(secret.expose().len(), 43);
        assert_eq!(LinkSecret::parse(secret.expose()), Some(secret.clone()));
        assert_eq!(secret.hash().len(), 64);
        assert!(!secret.hash().contains(secret.expose()));
        assert_eq!(format!("{secret:?}"), "LinkSecret(…)");
    }

    #[test]
    fn a_mangled_link_is_no_secret() {
        for text in [
            "",
            "short",
            &"A".repeat(42),
            &"A".repeat(44),
            &"é".repeat(43),
            &"/".repeat(43),
        ] {
            assert_eq!(LinkSecret::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn sec_27_codes_are_drawn_evenly_and_printed_as_dots() {
        struct High;
        impl Chance for High {
            fn fill(&self, bytes: &mut [u8]) -> Result<()> {
                bytes.fill(0xff);
                Ok(())
            }
        }
        assert!(
            Code::new(&High).is_err(),
            "a number above the last whole million is never used"
        );
        let code = Code::new(&SystemChance).unwrap();
        assert_eq!(code.expose().len(), 6);
        assert_eq!(format!("{code:?}"), "Code(…)");
    }

    #[test]
    fn sec_73_what_an_old_master_key_made_counts_and_nothing_new_is_made_with_it() {
        let (before, after) = (Keys::new([7; 32]), Keys::new([8; 32]));
        let hash = before.keyed_hash(Purpose::Device, "karin");
        assert!(!after.is_keyed_hash(Purpose::Device, "karin", &hash));
        let both = Keys::new([8; 32]).with_old(vec![[6; 32], [7; 32]]);
        assert!(both.is_keyed_hash(Purpose::Device, "karin", &hash));
        assert!(!both.is_keyed_hash(Purpose::Device, "piet", &hash));
        assert!(!both.is_keyed_hash(Purpose::Code, "karin", &hash));
        assert_eq!(
            both.keyed_hash(Purpose::Device, "karin"),
            after.keyed_hash(Purpose::Device, "karin")
        );
        assert!(
            both.old_keyed_hashes(Purpose::Device, "karin")
                .any(|old| old == hash)
        );
    }

    #[test]
    fn a_keyed_hash_counts_for_its_purpose_and_key_only() {
        let keys = Keys::new([7; 32]);
        let hash = keys.keyed_hash(Purpose::Code, "123456");
        assert!(keys.is_keyed_hash(Purpose::Code, "123456", &hash));
        assert!(!keys.is_keyed_hash(Purpose::Code, "123457", &hash));
        assert!(!keys.is_keyed_hash(Purpose::Device, "123456", &hash));
        assert!(!Keys::new([8; 32]).is_keyed_hash(Purpose::Code, "123456", &hash));
        assert!(!keys.is_keyed_hash(Purpose::Code, "123456", "no hex"));
    }
}
