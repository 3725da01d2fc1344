//! Every key of the configuration on one page: what it is called, what it is on a laptop, and what it means.
//! `sleutelbos config show` prints this page with the values of a deployment.

mod house;
mod policy;
mod words;

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
}

const fn key(name: &'static str, default: &'static str, sentence: &'static str) -> Key {
    Key {
        name,
        default,
        secret: false,
        sentence,
    }
}

const fn secret(name: &'static str, default: &'static str, sentence: &'static str) -> Key {
    Key {
        name,
        default,
        secret: true,
        sentence,
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
