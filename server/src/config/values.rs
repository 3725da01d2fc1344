//! Reads values as what they are: durations, networks, keys. Every mistake is noted with where the value was set.

use std::{
    num::NonZeroUsize,
    path::{Path, PathBuf},
    time::Duration,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use flows::{passwords::LeakedPasswords, secrets::from_hex};

use super::{
    Mistake,
    keys::{self, Bounds, DEVELOPMENT},
    layers::{Setting, Settings},
    server::Mode,
};

/// Letters of a reason that says something.
const SHORTEST_REASON: usize = 10;
/// More threads than that are a mistake: each is started, and takes the memory of a hash.
const MOST_PROCESSORS: usize = 1_024;

/// Takes values out of the settings and collects what is wrong with them.
pub(super) struct Reader<'a> {
    pub settings: &'a Settings,
    pub mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    /// The text of a key; empty for a key that is not in the list, which a test rules out.
    pub fn text(&self, key: &str) -> String {
        self.settings
            .get(key)
            .map(|setting| setting.text.trim().to_owned())
            .unwrap_or_default()
    }

    /// Notes that something is wrong with the value of a key.
    pub fn wrong(&mut self, key: &str, what: impl std::fmt::Display) {
        let mistake = self.mistake(key, what);
        self.mistakes.push(mistake);
    }

    /// What is wrong with the value of a key, with where that was said.
    fn mistake(&self, key: &str, what: impl std::fmt::Display) -> Mistake {
        let origin = self
            .settings
            .get(key)
            .map_or("default", |setting: &Setting| setting.origin.as_str());
        Mistake::new(origin, format!("`{key}` {what}"))
    }

    /// Whether something was said about a value already.
    pub fn is_wrong(&self, key: &str) -> bool {
        let about = format!("`{key}` ");
        let mut said = self.mistakes.iter();
        said.any(|mistake| mistake.what.starts_with(&about))
    }

    /// Notes that two values do not go together, at the one that was set; at the first of them if both were.
    pub fn wrong_beside(&mut self, (key, other): (&str, &str), what: impl std::fmt::Display) {
        let set = |key: &str| self.settings.get(key).filter(|setting| setting.was_set());
        let origin = set(key)
            .or_else(|| set(other))
            .map_or("default", |setting| setting.origin.as_str());
        self.mistakes
            .push(Mistake::new(origin, format!("`{key}` {what}")));
    }

    /// A value read by `parse`, or `None` and a mistake that says what form it should have.
    pub fn read<T>(
        &mut self,
        key: &str,
        form: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = parse(&self.text(key));
        if value.is_none() {
            self.wrong(key, format_args!("must be {form}"));
        }
        value
    }

    /// A whole number within the bounds of its key.
    pub fn number(&mut self, key: &str) -> u32 {
        let found = keys::find(key);
        let (least, most) = match found.map(|key| key.bounds) {
            Some(Bounds::Count(least, most)) => (least, most),
            Some(Bounds::Budget(least, _)) if self.is_laptop() => (least, u32::MAX),
            Some(Bounds::Budget(least, most)) => (least, most),
            Some(Bounds::None | Bounds::Time(..)) | None => (1, u32::MAX),
        };
        let form = format!("a whole number from {least} to {most}");
        self.read(key, &form, |text| {
            text.parse()
                .ok()
                .filter(|number| (least..=most).contains(number))
        })
        // What was shipped, so that one mistake is told once.
        .or_else(|| found?.default.parse().ok())
        .unwrap_or(least)
    }

    /// A whole number from one to what no machine has; `auto` or nothing is one for each processor of this machine.
    pub fn processors(&mut self, key: &str) -> usize {
        let form = format!("`auto`, or a whole number from 1 to {MOST_PROCESSORS}");
        let here = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.read(key, &form, |text| match text {
            "" | "auto" => Some(here),
            number => number
                .parse()
                .ok()
                .filter(|number: &NonZeroUsize| number.get() <= MOST_PROCESSORS),
        })
        .unwrap_or(here)
        .get()
    }

    /// A time span within the bounds of its key.
    pub fn duration(&mut self, key: &str) -> Duration {
        let form = "a time such as 30s, 15m, 12h or 7d";
        let Some(time) = self.read(key, form, parse_duration) else {
            return Duration::default();
        };
        if let Some(Bounds::Time(least, most)) = keys::find(key).map(|key| key.bounds) {
            let within = parse_duration(least).is_none_or(|least| time >= least)
                && parse_duration(most).is_none_or(|most| time <= most);
            if !within {
                self.wrong(key, format_args!("must be from {least} to {most}"));
            }
        }
        time
    }

    /// Whether the configuration says that this is a laptop.
    fn is_laptop(&self) -> bool {
        Mode::parse(&self.text("server.mode")) == Some(Mode::Development)
    }

    /// The parts of a list, without empty ones.
    pub fn list(&self, key: &str) -> Vec<String> {
        self.text(key)
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// A key of 32 bytes.
    pub fn key_bytes(&mut self, key: &str) -> [u8; 32] {
        self.read(
            key,
            "32 bytes in base64; make one with `openssl rand -base64 32`",
            parse_key,
        )
        .unwrap_or_default()
    }

    /// A key of 32 bytes that stands in a file by itself; nothing if the key is empty.
    pub fn key_file(&mut self, key: &str) -> Option<[u8; 32]> {
        let path = self.text(key);
        (!path.is_empty()).then(|| self.key_in(key, &path))?
    }

    /// The same of one file that a key names.
    pub fn key_in(&mut self, key: &str, path: &str) -> Option<[u8; 32]> {
        let text = self.content_of(key, path)?;
        let read = parse_key_file(text.trim());
        if read.is_none() {
            let what = "names a file that must hold 32 bytes in base64 or hex and nothing else; make it with `openssl rand -base64 32`";
            self.wrong(key, what);
        }
        read
    }

    /// A folder that is there; nothing if the key is empty.
    pub fn folder(&mut self, key: &str) -> Option<PathBuf> {
        let (path, away) = self.folder_or_away(key);
        self.mistakes.extend(away);
        path
    }

    /// The same where that it is away may be no mistake: it is given back, and not noted.
    pub fn folder_or_away(&self, key: &str) -> (Option<PathBuf>, Option<Mistake>) {
        let path = PathBuf::from(self.text(key));
        if path.as_os_str().is_empty() {
            return (None, None);
        }
        let away = (!path.is_dir()).then(|| {
            let what = format!(
                "names {}, which is no folder; make it, or correct the path",
                path.display()
            );
            self.mistake(key, what)
        });
        (Some(path), away)
    }

    /// A file with hashes of leaked passwords, which is looked into; nothing if the key is empty, or says why there is none.
    pub fn leaked_passwords(&mut self, key: &str) -> Option<LeakedPasswords> {
        let path = self.text(key);
        if path.is_empty() {
            return None;
        }
        if let Some(reason) = path.strip_prefix("none:") {
            if reason.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST_REASON {
                self.wrong(
                    key,
                    "must say why there is none, such as `none: checked by the identity provider`",
                );
            }
            return None;
        }
        LeakedPasswords::open(Path::new(&path))
            .map_err(|wrong| {
                self.wrong(
                    key,
                    format_args!("names {path}, which cannot be used: {wrong}"),
                )
            })
            .ok()
    }

    /// What stands in a file; nothing if the key is empty.
    pub fn content(&mut self, key: &str) -> Option<String> {
        let path = self.text(key);
        (!path.is_empty()).then(|| self.content_of(key, &path))?
    }

    fn content_of(&mut self, key: &str, path: &str) -> Option<String> {
        std::fs::read_to_string(path)
            .map_err(|wrong| {
                self.wrong(
                    key,
                    format_args!("names {path}, which cannot be read: {wrong}"),
                )
            })
            .ok()
    }
}

/// "30s", "15m", "12h", "7d"; more than zero.
pub(super) fn parse_duration(text: &str) -> Option<Duration> {
    let unit = text.chars().last()?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        _ => return None,
    };
    let number: u32 = text.strip_suffix(unit)?.parse().ok()?;
    (number > 0).then(|| Duration::from_secs(u64::from(number) * seconds))
}

/// Base64 of 32 bytes; the word that stands for a laptop's key gives a fixed one.
pub(super) fn parse_key(text: &str) -> Option<[u8; 32]> {
    if text == DEVELOPMENT {
        return Some(*b"sleutelbos-development-only-key!");
    }
    STANDARD.decode(text).ok()?.try_into().ok()
}

/// Base64 or hex of 32 bytes.
pub(super) fn parse_key_file(text: &str) -> Option<[u8; 32]> {
    let hex = (text.len() == 64).then(|| from_hex(text)).flatten();
    hex.or_else(|| STANDARD.decode(text).ok())?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_a_number_and_a_unit() {
        for (text, seconds) in [
            ("30s", Some(30)),
            ("15m", Some(900)),
            ("12h", Some(43_200)),
            ("7d", Some(604_800)),
            ("", None),
            ("7", None),
            ("d", None),
            ("0d", None),
            ("-1d", None),
            ("7 d", None),
            ("7w", None),
            ("1.5h", None),
        ] {
            assert_eq!(
                parse_duration(text),
                seconds.map(Duration::from_secs),
                "{text:?}"
            );
        }
    }
}
