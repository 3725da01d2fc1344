//! Every key of the configuration on one page: what it is called, what it is on a laptop, and what it means.
//! `sleutelbos config show` prints this page with the values of a deployment.

mod house;
mod policy;
mod words;

use std::fmt;

/// Between what a value must lie, both ends included (SEC-73).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// A text, a list, a choice: what it must be is told where it is read.
    None,
    /// A time, such as `30s` or `7d`.
    Time(&'static str, &'static str),
    /// A whole number.
    Count(u32, u32),
    /// How often something may be done in a while. A laptop may go as far up as it likes, so that limits are not in the
    /// way of whoever measures.
    Budget(u32, u32),
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Time(least, most) => write!(f, " From {least} to {most}."),
            Self::Count(least, most) | Self::Budget(least, most) => {
                write!(f, " From {least} to {most}.")
            }
        }
    }
}

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Section and name, with a dot between.
    pub name: &'static str,
    /// The value where nobody sets another. Lists are separated by commas.
    pub default: &'static str,
    /// Whether the value is never shown.
    pub secret: bool,
    /// What it is for, with the unit or the form.
    pub sentence: &'static str,
    /// Between what it must lie.
    pub bounds: Bounds,
}

const fn key(name: &'static str, default: &'static str, sentence: &'static str) -> Key {
    Key {
        name,
        default,
        secret: false,
        sentence,
        bounds: Bounds::None,
    }
}

/// A time between two others.
const fn time(
    name: &'static str,
    default: &'static str,
    least: &'static str,
    most: &'static str,
    sentence: &'static str,
) -> Key {
    Key {
        bounds: Bounds::Time(least, most),
        ..key(name, default, sentence)
    }
}

/// A whole number between two others.
const fn count(
    name: &'static str,
    default: &'static str,
    least: u32,
    most: u32,
    sentence: &'static str,
) -> Key {
    Key {
        bounds: Bounds::Count(least, most),
        ..key(name, default, sentence)
    }
}

/// How often something may be done in a while, between two numbers.
const fn budget(
    name: &'static str,
    default: &'static str,
    least: u32,
    most: u32,
    sentence: &'static str,
) -> Key {
    Key {
        bounds: Bounds::Budget(least, most),
        ..key(name, default, sentence)
    }
}

const fn secret(name: &'static str, default: &'static str, sentence: &'static str) -> Key {
    Key {
        secret: true,
        ..key(name, default, sentence)
    }
}

/// The value of secrets on a laptop. Production refuses it.
pub const DEVELOPMENT: &str = "development";

/// Every key, in the order of documentation.
pub fn all() -> impl Iterator<Item = &'static Key> {
    [house::KEYS, words::KEYS, policy::KEYS]
        .into_iter()
        .flatten()
}

/// The key of a name.
pub fn find(name: &str) -> Option<&'static Key> {
    all().find(|key| key.name == name)
}

#[cfg(test)]
mod tests {
    use super::{Key, all};

    #[test]
    fn every_key_stands_once_in_a_section_and_has_a_sentence() {
        let keys: Vec<&Key> = all().collect();
        for (at, key) in keys.iter().enumerate() {
            assert_eq!(key.name.split('.').count(), 2, "{}", key.name);
            assert!(
                keys[..at].iter().all(|other| other.name != key.name),
                "{}",
                key.name
            );
            assert!(
                key.sentence.ends_with('.') && key.sentence.len() > 20,
                "{}",
                key.name
            );
        }
    }
}
