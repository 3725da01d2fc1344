//! Passwords that leaked elsewhere: a file of the operator in the form of the ordered download of Have I Been Pwned, a line
//! for each SHA-1 in upper case, sorted. It is larger than memory, so a password is looked up on the disk by halving; the
//! network is never asked (SEC-14).

use std::{
    cmp::Ordering,
    fs::File,
    io::{self, ErrorKind},
    os::unix::fs::FileExt,
    path::Path,
    sync::Arc,
};

use sha1::{Digest, Sha1};

/// Hexadecimal digits of a hash.
const DIGITS: usize = 40;
/// More than the longest line: the hash, how often it was seen, and what ends the line.
const LONGEST: u64 = 80;
/// Lines that are looked at before the file is trusted.
const SAMPLES: u64 = 1_000;

/// A file of hashes of leaked passwords.
#[derive(Clone, Debug)]
pub struct LeakedPasswords {
    file: Arc<File>,
    size: u64,
}

/// One line of the file.
struct Line {
    begin: u64,
    next: u64,
    hash: [u8; DIGITS],
}

impl LeakedPasswords {
    /// Opens a file, and looks at its first line, its last, and many between. What is wrong is told with the place in the file.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        let leaked = Self {
            file: Arc::new(file),
            size,
        };
        leaked.check()?;
        Ok(leaked)
    }

    /// Whether somebody's password stands in the file. Reads from the disk, so not on a thread that others wait for.
    pub fn contains(&self, password: &str) -> io::Result<bool> {
        let sought = hash_of(password);
        let (mut low, mut high) = (0, self.size);
        // `low` is where a line begins; the line that is sought begins before `high`.
        while low < high {
            let line = self.line_at(low, low + (high - low) / 2)?;
            match line.hash.cmp(&sought) {
                Ordering::Equal => return Ok(true),
                Ordering::Less => low = line.next,
                Ordering::Greater => high = line.begin,
            }
        }
        Ok(false)
    }

    fn check(&self) -> io::Result<()> {
        if self.size == 0 {
            return Err(wrong(0, "there is nothing in it"));
        }
        let mut before: Option<Line> = None;
        for sample in 0..=SAMPLES {
            // The last byte belongs to the last line.
            let place = u128::from(self.size - 1) * u128::from(sample) / u128::from(SAMPLES);
            let place = u64::try_from(place).unwrap_or(self.size - 1);
            let line = self.line_at(0, place)?;
            let next = (line.next < self.size)
                .then(|| self.line_at(line.next, line.next))
                .transpose()?;
            for line in [Some(line), next].into_iter().flatten() {
                if let Some(before) = before.as_ref().filter(|before| before.begin < line.begin)
                    && before.hash >= line.hash
                {
                    return Err(wrong(
                        line.begin,
                        "the lines are not in the order of their hashes",
                    ));
                }
                before = Some(line);
            }
        }
        Ok(())
    }

    /// The line to which a place in the file belongs; no line begins before `low` that matters.
    fn line_at(&self, low: u64, place: u64) -> io::Result<Line> {
        let from = place.saturating_sub(LONGEST).max(low);
        let upto = (place + LONGEST).min(self.size);
        let mut bytes = vec![0; usize::try_from(upto - from).unwrap_or_default()];
        self.file.read_exact_at(&mut bytes, from)?;
        let at = usize::try_from(place - from).unwrap_or_default();
        let begin = match bytes[..at].iter().rposition(|byte| *byte == b'\n') {
            Some(end_of_last) => end_of_last + 1,
            None if from == low => 0,
            None => return Err(wrong(place, "a line is too long")),
        };
        let begins_at = from + begin as u64;
        let end = match bytes[at..].iter().position(|byte| *byte == b'\n') {
            Some(end) => at + end + 1,
            None if upto == self.size => bytes.len(),
            None => return Err(wrong(begins_at, "a line is too long")),
        };
        Ok(Line {
            begin: begins_at,
            next: from + end as u64,
            hash: hash_in(&bytes[begin..end]).ok_or_else(|| {
                wrong(
                    begins_at,
                    "a line is not a SHA-1 in upper case, such as 40 digits and `:12`",
                )
            })?,
        })
    }
}

/// The hash of a line, if it is one: 40 digits, and perhaps a colon and how often the password was seen.
fn hash_in(line: &[u8]) -> Option<[u8; DIGITS]> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let (hash, rest) = line.split_first_chunk::<DIGITS>()?;
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'A'..=b'F');
    let times = match rest.split_first() {
        None => true,
        Some((b':', times)) => !times.is_empty() && times.iter().all(u8::is_ascii_digit),
        Some(_) => false,
    };
    (times && hash.iter().all(is_digit)).then_some(*hash)
}

fn hash_of(password: &str) -> [u8; DIGITS] {
    const SIGNS: &[u8; 16] = b"0123456789ABCDEF";
    let hash = Sha1::digest(password.as_bytes());
    let mut digits = [0; DIGITS];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(hash.iter()) {
        pair[0] = SIGNS[usize::from(byte >> 4)];
        pair[1] = SIGNS[usize::from(byte & 15)];
    }
    digits
}

fn wrong(place: u64, what: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, format!("at byte {place}: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(passwords: &[&str]) -> Vec<String> {
        let mut hashes: Vec<String> = passwords
            .iter()
            .map(|password| String::from_utf8(hash_of(password).to_vec()).unwrap())
            .collect();
        hashes.sort();
        hashes
    }

    /// Opens what is written; the file is gone when it is closed.
    fn written(text: &str) -> io::Result<LeakedPasswords> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        LeakedPasswords::open(file.path())
    }

    fn many() -> Vec<String> {
        (0..3_000)
            .map(|at| format!("gelekt wachtwoord {at}"))
            .collect()
    }

    #[test]
    fn a_hash_is_the_one_that_everybody_computes() {
        let of_password = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";
        assert_eq!(hash_of("password"), of_password.as_bytes());
    }

    #[test]
    fn sec_14_every_password_in_a_file_of_any_form_is_found_and_no_other() {
        let all = many();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        for (end, times, last) in [
            ("\n", "", ""),
            ("\n", "", "\n"),
            ("\n", ":%", "\n"),
            ("\r\n", ":%", "\r\n"),
            ("\r\n", ":%", ""),
        ] {
            for count in [1, 2, 3, 7, 3_000] {
                let lines: Vec<String> = sorted(&all[..count])
                    .iter()
                    .enumerate()
                    .map(|(at, hash)| {
                        format!("{hash}{}", times.replace('%', &(at * 7_919).to_string()))
                    })
                    .collect();
                let leaked = written(&(lines.join(end) + last)).unwrap();
                for password in &all[..count] {
                    assert!(
                        leaked.contains(password).unwrap(),
                        "{password} of {count}, {end:?} {last:?}"
                    );
                }
                for other in [
                    "zonnige fietstocht 2026",
                    "",
                    "gelekt wachtwoord",
                    "GELEKT WACHTWOORD 1",
                    "gelekt wachtwoord 3000",
                ] {
                    assert!(
                        !leaked.contains(other).unwrap(),
                        "{other} of {count}, {end:?} {last:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_comes_before_the_first_and_after_the_last_is_not_there() {
        let hashes = sorted(&["een", "twee", "drie", "vier"]);
        let between = written(&hashes[1..3].join("\n")).unwrap();
        let found = ["een", "twee", "drie", "vier"].map(|word| between.contains(word).unwrap());
        assert_eq!(found.iter().filter(|found| **found).count(), 2, "{found:?}");
    }

    #[test]
    fn a_file_of_another_form_is_refused_with_the_place() {
        let hashes = sorted(&["een", "twee", "drie"]);
        let [one, two, three] = [&hashes[0], &hashes[1], &hashes[2]];
        for (text, told) in [
            (String::new(), "at byte 0: there is nothing in it"),
            (
                "wachtwoord2026\n".to_owned(),
                "at byte 0: a line is not a SHA-1",
            ),
            (
                format!("{one}\n{}\n", two.to_lowercase()),
                "at byte 41: a line is not a SHA-1",
            ),
            (
                format!("{one}:3\n{three}:1\n{two}:2\n"),
                "at byte 86: the lines are not in the order",
            ),
            (
                format!("{one}\n{one}\n"),
                "at byte 41: the lines are not in the order",
            ),
            (
                format!("{one}\n\n{two}\n"),
                "at byte 41: a line is not a SHA-1",
            ),
            (format!("{one}:\n"), "at byte 0: a line is not a SHA-1"),
            (format!("{one} {two} {three}"), "a line is too long"),
        ] {
            let refused = written(&text).unwrap_err().to_string();
            assert!(refused.contains(told), "{text:?}: {refused}");
        }
    }

    #[test]
    fn a_file_that_got_shorter_is_trouble_and_no_answer() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let all = many();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        std::fs::write(file.path(), sorted(&all).join("\n")).unwrap();
        let leaked = LeakedPasswords::open(file.path()).unwrap();
        std::fs::write(file.path(), "").unwrap();
        assert!(leaked.contains("gelekt wachtwoord 1").is_err());
    }
}
