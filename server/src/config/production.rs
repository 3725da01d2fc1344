//! What production refuses: everything that is only good for a laptop.

use flows::passwords::Cost;

use super::{Config, keys::DEVELOPMENT, values::Reader};

/// Notes everything that must not be so in production.
pub(super) fn check(reader: &mut Reader<'_>, config: &Config) {
    if config.post.dev_mailbox {
        reader.wrong(
            "post.dev_mailbox",
            "must be false in production: it shows every code to everybody",
        );
    } else {
        if config.post.smtp_url.is_none() {
            reader.wrong(
                "post.smtp_url",
                "is needed in production: without it nobody gets a letter",
            );
        }
        if config.post.sms_url.is_none() || config.post.sms_token.expose().is_empty() {
            reader.wrong(
                "post.sms_url",
                "and `post.sms_token` are needed in production: without them nobody gets a code",
            );
        }
    }
    for key in ["secrets.master", "secrets.pepper"] {
        if reader.text(key) == DEVELOPMENT {
            reader.wrong(
                key,
                "is the laptop's, which everybody knows; make one with `openssl rand -base64 32`",
            );
        }
    }
    if config
        .secrets
        .peppers
        .iter()
        .any(|(_, key)| *key == config.secrets.master)
    {
        reader.wrong(
            "secrets.pepper",
            "is the same as secrets.master; make another with `openssl rand -base64 32`",
        );
    }
    if !config.server.origin.starts_with("https://") {
        reader.wrong("server.origin", "must begin with https:// in production");
    }
    if config.post.smtp_url.as_ref().is_some_and(|url| {
        url.expose().starts_with("smtp://") && !url.expose().contains("tls=required")
    }) {
        reader.wrong(
            "post.smtp_url",
            "must be smtps://…, or smtp://… with ?tls=required, in production",
        );
    }
    if config.hash_cost.memory_kib < Cost::FLOOR.memory_kib {
        let least = Cost::FLOOR.memory_kib;
        reader.wrong(
            "password_hash.memory_kib",
            format_args!("must be {least} or more in production"),
        );
    }
    if config.hash_cost.passes < Cost::FLOOR.passes {
        let least = Cost::FLOOR.passes;
        reader.wrong(
            "password_hash.passes",
            format_args!("must be {least} or more in production"),
        );
    }
    if config.checkpoint_dir.is_none() {
        let what = "is needed in production: without checkpoints nobody sees that the end of the audit trail was cut off";
        reader.wrong("audit.checkpoint_dir", what);
    }
}
