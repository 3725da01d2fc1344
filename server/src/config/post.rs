//! How letters travel: by SMTP and an SMS gateway, or nowhere but to the mailbox of a laptop.
//! Addresses are checked for their form here; whether anybody answers there, the worker finds out.

use super::{secrets::Secret, values::Reader};

/// How letters travel.
#[derive(Clone, Debug)]
pub struct Post {
    /// Whether they stay at /dev/postvak.
    pub dev_mailbox: bool,
    /// Where mail is handed in, with user and password; `None` if nowhere.
    pub smtp_url: Option<Secret>,
    /// Sender of mail.
    pub from: String,
    /// Address of the SMS gateway; `None` if there is none.
    pub sms_url: Option<String>,
    /// Its bearer token.
    pub sms_token: Secret,
    /// Sender of text messages.
    pub sms_sender: String,
}

/// Reads section `post`.
pub(super) fn read(reader: &mut Reader<'_>) -> Post {
    let smtp = reader.read(
        "post.smtp_url",
        "an address such as smtps://user:password@host:465",
        |text| {
            let is_smtp = text.starts_with("smtp://") || text.starts_with("smtps://");
            (text.is_empty() || is_smtp)
                .then(|| (!text.is_empty()).then(|| Secret(text.to_owned())))
        },
    );
    let sms_url = reader.read(
        "post.sms_url",
        "an https address, or http on this machine",
        |text| {
            let here = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
            let good = text.is_empty()
                || text.starts_with("https://")
                || here.iter().any(|start| text.starts_with(start));
            good.then(|| (!text.is_empty()).then(|| text.to_owned()))
        },
    );
    let from = reader.read(
        "post.from",
        "a name and an address, such as `Portaal <noreply@voorbeeld.example>`",
        |text| {
            text.parse::<lettre::message::Mailbox>()
                .ok()
                .map(|_| text.to_owned())
        },
    );
    let sender = reader.read(
        "post.sms_sender",
        "at most 11 letters and digits, or a number",
        |text| {
            let plain = text.bytes().all(|b| b.is_ascii_alphanumeric());
            let number = text
                .strip_prefix('+')
                .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
            let good = (plain && (1..=11).contains(&text.len()))
                || (number && (8..=16).contains(&text.len()));
            good.then(|| text.to_owned())
        },
    );
    let dev_mailbox = reader.read("post.dev_mailbox", "true or false", |text| {
        text.parse().ok()
    });
    Post {
        dev_mailbox: dev_mailbox.unwrap_or(false),
        smtp_url: smtp.flatten(),
        from: from.unwrap_or_default(),
        sms_url: sms_url.flatten(),
        sms_token: Secret(reader.text("post.sms_token")),
        sms_sender: sender.unwrap_or_default(),
    }
}
