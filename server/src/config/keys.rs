//! Every key of the configuration on one page: what it is called, what it is on a laptop, and what it means.
//! `sleutelbos config show` prints this page with the values of a deployment.

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
pub const KEYS: &[Key] = &[
    key(
        "server.mode",
        "development",
        "`development`, or `production`, which refuses everything that is only good for a laptop.",
    ),
    key(
        "server.listen",
        "127.0.0.1:8080",
        "Address and port to listen on.",
    ),
    key(
        "server.origin",
        "http://127.0.0.1:8080",
        "How browsers reach the portal: scheme, host and port, without a path; links in letters begin with it.",
    ),
    key(
        "server.trusted_proxies",
        "",
        "Networks of our own proxies, such as 10.0.0.0/8; only they are believed about the address of a visitor.",
    ),
    key(
        "server.request_timeout",
        "30s",
        "A request that takes longer is cut off.",
    ),
    key(
        "database.url",
        "sqlite:sleutelbos.db",
        "`sqlite:PATH` for a file on this machine, or `postgres://…` for a server.",
    ),
    secret(
        "secrets.master",
        DEVELOPMENT,
        "Master key of everything that is signed or hashed with a key: 32 random bytes in base64 (`openssl rand -base64 32`).",
    ),
    key(
        "secrets.pepper_id",
        "dev",
        "Short name of the pepper in use, at most 8 letters and digits; it stands in every password hash.",
    ),
    secret(
        "secrets.pepper",
        DEVELOPMENT,
        "Pepper mixed into every password hash: 32 random bytes in base64.",
    ),
    secret(
        "secrets.old_peppers",
        "",
        "Peppers of before, as `id:base64`: only to verify passwords that were hashed with them.",
    ),
    key(
        "password_hash.memory_kib",
        "19456",
        "Memory of one password hash, in KiB; at least 19456 in production.",
    ),
    key(
        "password_hash.passes",
        "2",
        "Passes over that memory; at least 2 in production.",
    ),
    key(
        "password_hash.threads",
        "2",
        "Password hashes that are computed at once; each takes a processor and the memory above.",
    ),
    key(
        "post.dev_mailbox",
        "true",
        "Whether letters are shown at /dev/postvak instead of being sent.",
    ),
    secret(
        "post.smtp_url",
        "",
        "Where mail is handed in: `smtps://user:password@host:465` or `smtp://host:587?tls=required`.",
    ),
    key(
        "post.from",
        "Sleutelbos <noreply@voorbeeld.example>",
        "Sender of mail: a name and an address.",
    ),
    key(
        "post.sms_url",
        "",
        "Address of the SMS gateway; https, or http on this machine only.",
    ),
    secret("post.sms_token", "", "Bearer token of the SMS gateway."),
    key(
        "post.sms_sender",
        "Sleutelbos",
        "Sender of text messages: at most 11 letters and digits, or a number.",
    ),
    key(
        "portal.name",
        "Mijn Voorbeeld",
        "Name of the portal, in letters and on screens.",
    ),
    key(
        "portal.insurer",
        "Voorbeeld Verzekeringen",
        "Name of the insurer, in letters and on screens.",
    ),
    key("portal.phone", "0800 1234", "Number of the service desk."),
    key(
        "portal.hours",
        "maandag t/m vrijdag van 8.30 tot 17.30 uur",
        "When the service desk answers, as a piece of a Dutch sentence.",
    ),
    key(
        "portal.hours_en",
        "Monday to Friday, 8:30 to 17:30",
        "The same in English.",
    ),
    key(
        "portal.theme",
        "",
        "Folder with the deployment's own colours and logo; empty for the shipped ones.",
    ),
    key("policy.invitation", "7d", "How long an invitation works."),
    key(
        "policy.reminders",
        "3d,6d",
        "When an invitation is brought to mind: two times after it was sent.",
    ),
    key(
        "policy.reset_link",
        "60m",
        "How long a link for a new password works.",
    ),
    key(
        "policy.freeze_link",
        "30d",
        "How long the link in a warning mail can freeze an account.",
    ),
    key(
        "policy.session_idle",
        "30m",
        "A session ends after this long without a request.",
    ),
    key(
        "policy.session_absolute",
        "12h",
        "A session ends this long after the login.",
    ),
    key(
        "policy.known_device",
        "90d",
        "How long a browser that completed a login is remembered.",
    ),
    key(
        "policy.step_up",
        "15m",
        "How long a second factor counts for deeds that concern others.",
    ),
    key(
        "policy.reset_off_after_own_change",
        "24h",
        "How long reset by mail is off after an owner changed the own number.",
    ),
    key(
        "policy.number_and_address_apart",
        "72h",
        "Within this time the same admin cannot change both number and address of a person.",
    ),
    key(
        "policy.restore",
        "30d",
        "How long stopped access can be restored.",
    ),
    key(
        "policy.letters_per_address_hour",
        "3",
        "Letters that strangers can cause to one address, an hour.",
    ),
    key(
        "policy.letters_per_network_hour",
        "60",
        "Requests for letters from one network, an hour.",
    ),
    key(
        "policy.guesses_per_network",
        "50",
        "Wrong logins looked at from one network, in a quarter of an hour.",
    ),
    key(
        "policy.guesses_overall",
        "1000",
        "Wrong logins looked at in the whole system, in a quarter of an hour.",
    ),
    key(
        "policy.blocks_until_breaker",
        "20",
        "New blocks within a quarter of an hour after which wrong passwords stop blocking.",
    ),
    key(
        "policy.unblocks_per_day",
        "3",
        "Unblocks of one person by its own admins, a day.",
    ),
    key(
        "policy.sms_per_day",
        "20000",
        "SMS messages of the whole system, a day.",
    ),
    key(
        "policy.countries",
        "31",
        "Country calling codes to whose mobile numbers codes are sent.",
    ),
    key(
        "policy.lock",
        "fair",
        "`fair`: strangers cannot lock anybody out; `strict:N`: N wrong passwords from anywhere block, which a stranger can use against a victim.",
    ),
    key(
        "content.catalogue",
        "",
        "File with the kinds of organisation and their rights; empty for the shipped one.",
    ),
    key(
        "content.blocklist",
        "",
        "File with more passwords to refuse, one a line; empty for none.",
    ),
    key(
        "audit.checkpoint_dir",
        "",
        "Folder for the hourly checkpoints of the audit trail, best on another machine; empty for none, which production refuses.",
    ),
    key(
        "log.format",
        "text",
        "`text` for people, `json` for machines: one line an event.",
    ),
    key(
        "log.filter",
        "info",
        "What is logged, such as `info` or `info,flows=debug`.",
    ),
];

/// The key of a name.
pub fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

#[cfg(test)]
mod tests {
    use super::KEYS;

    #[test]
    fn every_key_stands_once_in_a_section_and_has_a_sentence() {
        for (at, key) in KEYS.iter().enumerate() {
            assert_eq!(key.name.split('.').count(), 2, "{}", key.name);
            assert!(
                KEYS[..at].iter().all(|other| other.name != key.name),
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
