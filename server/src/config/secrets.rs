//! What must never be seen: the master key, and the peppers that password hashes are mixed with.
//! Nothing of it prints, whatever is done with it.

use std::fmt;

use flows::passwords::Pepper;

use super::values::{Reader, parse_key};

/// A text that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub(super) String);

impl Secret {
    /// The text, for what it opens and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Keys. None of them prints.
pub struct Secrets {
    /// Master key.
    pub master: [u8; 32],
    /// Master keys of before, or of later: what was made with them counts.
    pub old_master: Vec<[u8; 32]>,
    /// The pepper in use, then those of before.
    pub peppers: Vec<(String, [u8; 32])>,
    /// Ids of peppers that nobody has any more.
    pub lost_peppers: Vec<String>,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

impl Secrets {
    /// The peppers as the hasher takes them.
    pub fn peppers(&self) -> Vec<Pepper> {
        self.peppers
            .iter()
            .map(|(id, key)| Pepper {
                id: id.clone(),
                key: *key,
            })
            .collect()
    }
}

/// Reads section `secrets`.
pub(super) fn read(reader: &mut Reader<'_>) -> Secrets {
    let is_id =
        |id: &str| (1..=8).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
    let form = "1 to 8 letters and digits";
    let id = reader
        .read("secrets.pepper_id", form, |text| {
            is_id(text).then(|| text.to_owned())
        })
        .unwrap_or_default();
    let mut peppers = vec![(id, reader.key_bytes("secrets.pepper"))];
    for (at, old) in reader.list("secrets.old_peppers").iter().enumerate() {
        match old
            .split_once(':')
            .and_then(|(id, key)| Some((id, parse_key(key)?)))
        {
            Some((id, key)) if is_id(id) && peppers.iter().all(|(other, _)| other != id) => {
                peppers.push((id.to_owned(), key))
            }
            _ => {
                let what = format!(
                    "must be a list of `id:base64` with different ids; number {} is not",
                    at + 1
                );
                reader.wrong("secrets.old_peppers", what);
            }
        }
    }
    let lost_peppers = reader.list("secrets.lost_peppers");
    if let Some(wrong) = lost_peppers.iter().find(|id| !is_id(id)) {
        let what = format!("must be a list of ids, each {form}; {wrong:?} is none");
        reader.wrong("secrets.lost_peppers", what);
    }
    let mut old_master = Vec::new();
    for (at, old) in reader.list("secrets.old_master").iter().enumerate() {
        match parse_key(old) {
            Some(key) => old_master.push(key),
            None => {
                let what = format!(
                    "must be a list of 32 bytes in base64; number {} is not",
                    at + 1
                );
                reader.wrong("secrets.old_master", what);
            }
        }
    }
    Secrets {
        master: reader.key_bytes("secrets.master"),
        old_master,
        peppers,
        lost_peppers,
    }
}
