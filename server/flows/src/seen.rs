//! What a page showed of what its form changes: the form carries it, and the flow holds it against the books behind the lock
//! (optimistic concurrency control), or the page against what is kept for this browser alone. Nobody decides unseen on what
//! somebody else changed meanwhile (docs/decisions/0026).

use serde_json::Value;

use crate::secrets::{Keys, Purpose};

/// Keyed hash of what was shown. Keyed, because a page shows less than it is made of, such as half a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen(String);

impl Seen {
    /// Of these facts.
    pub fn of(keys: &Keys, facts: &Value) -> Self {
        Self(keys.keyed_hash(Purpose::Seen, &facts.to_string()))
    }

    /// As a form sent it. Nothing, or anything that we never gave out, is of no facts.
    pub fn sent(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// As it stands in a form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether these facts were shown.
    pub fn shows(&self, keys: &Keys, facts: &Value) -> bool {
        keys.is_keyed_hash(Purpose::Seen, &facts.to_string(), &self.0)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_was_shown_is_known_again_and_nothing_else_is() {
        let keys = Keys::new([1; 32]);
        let facts = json!({ "company": "Kuipers Advies" });
        let seen = Seen::of(&keys, &facts);
        assert!(Seen::sent(seen.as_str()).shows(&keys, &facts));
        assert!(!seen.shows(&keys, &json!({ "company": "Kantoor De Boer" })));
        for typed in ["", "0", "zomaar"] {
            assert!(!Seen::sent(typed).shows(&keys, &facts), "{typed}");
        }
        let changed = Keys::new([2; 32]).with_old(vec![[1; 32]]);
        assert!(
            seen.shows(&changed, &facts),
            "a master key that changes refuses nobody"
        );
    }
}
