//! The names of rows: one type per kind of thing, so that they cannot be mixed up.
//!
//! Ids are UUIDs as text; the server makes them, because making one takes a clock and chance.
//! A session's key is the other kind of name: the SHA-256 of a secret that is kept nowhere.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// Writes a newtype over text that can only be made from text that fits, or by who made it.
macro_rules! names {
    ($($(#[$doc:meta])* $name:ident fits $fits:path;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Reads text from outside; `None` when it has any other form than the one we write.
            pub fn parse(text: &str) -> Option<Self> {
                $fits(text).then(|| Self(text.to_owned()))
            }

            /// Takes text that we made ourselves or stored before.
            pub const fn from_trusted(text: String) -> Self {
                Self(text)
            }

            /// The text, as stored and as written in addresses of pages.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                Self::parse(&text).ok_or_else(|| D::Error::custom(concat!("not a ", stringify!($name))))
            }
        }
    )+};
}

names! {
    /// Names an account: a person.
    AccountId fits is_uuid;
    /// Names an organisation.
    OrganisationId fits is_uuid;
    /// Names an authorisation: a person at one organisation.
    AuthorisationId fits is_uuid;
    /// Names a challenge: one code asked of one person for one purpose.
    ChallengeId fits is_uuid;
    /// Names a mailed link (the row, not the secret in the link).
    LinkId fits is_uuid;
    /// Names a known device of an account.
    DeviceId fits is_uuid;
    /// Names a letter that waits to be sent, or was sent.
    OutboxId fits is_uuid;
    /// Names a request to be appointed admin.
    AppointmentId fits is_uuid;
    /// Names a request for help.
    HelpRequestId fits is_uuid;
    /// Names what one agent of the service desk asks and another decides on.
    DeskRequestId fits is_uuid;
    /// Names a session: the SHA-256 of its secret, as 64 lower-case hexadecimal digits.
    SessionKey fits is_sha256;
}

/// 36 characters, lower-case, hyphens at the four places: the only spelling, so that equal ids are equal text.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => is_lower_hex(byte),
        })
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(is_lower_hex)
}

const fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

#[cfg(test)]
mod tests {
    use super::{AccountId, SessionKey};

    const UUID: &str = "019a9f3c-5b7e-7c3a-8d21-0f6e4b9a1c2d";

    #[test]
    fn an_id_in_our_own_form_is_read_and_written_unchanged() {
        let id = AccountId::parse(UUID).unwrap();
        assert_eq!(id.as_str(), UUID);
        assert_eq!(id.to_string(), UUID);
        assert_eq!(id, AccountId::from_trusted(UUID.to_owned()));
    }

    #[test]
    fn any_other_form_is_refused() {
        for text in [
            "",
            "019A9F3C-5B7E-7C3A-8D21-0F6E4B9A1C2D",
            "019a9f3c5b7e7c3a8d210f6e4b9a1c2d",
            "{019a9f3c-5b7e-7c3a-8d21-0f6e4b9a1c2d}",
            "019a9f3c-5b7e-7c3a-8d21-0f6e4b9a1c2",
            "019a9f3c-5b7e-7c3a-8d21-0f6e4b9a1c2d ",
            "019a9f3c-5b7e-7c3a-8d21-0f6e4b9a1c2g",
            "019a9f3c-5b7e-7c3a-8d210-f6e4b9a1c2d",
            "019a9f3c-5b7e-7c3a-8d21-0f6e4b9a1cé",
        ] {
            assert_eq!(AccountId::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_session_key_is_a_sha_256_and_nothing_else() {
        assert!(SessionKey::parse(&"0f".repeat(32)).is_some());
        for text in [
            String::new(),
            "0F".repeat(32),
            "0f".repeat(31),
            UUID.to_owned(),
        ] {
            assert_eq!(SessionKey::parse(&text), None, "{text:?}");
        }
    }
}
