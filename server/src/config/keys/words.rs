//! Keys of what leaves the house: how letters travel, and the words of this deployment in them.

use super::{Key, key, secret, time};

/// Sections `post` and `portal`.
#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("post.dev_mailbox", "",
        "Whether messages are shown at /dev/postvak instead of being sent; empty means yes in development and no in production."),
    secret("post.smtp_url", "", "Server that sends the e-mails: `smtps://user:password@host:465` or `smtp://host:587?tls=required`."),
    key("post.from", "Sleutelbos <noreply@voorbeeld.example>", "Sender of e-mails: a name and an address."),
    time("post.smtp_timeout", "30s", "1s", "60s", "Longest time for one e-mail up to its text; the answer to the text may take four times as long. After that it is tried again."),
    key("post.sms_url", "", "Address of the SMS gateway; https, or http on this machine only."),
    secret("post.sms_token", "", "Bearer token of the SMS gateway."),
    key("post.sms_sender", "Sleutelbos", "Sender of text messages: at most 11 letters and digits, or a number."),
    key("post.sms_taken", "",
        "What stands in the answer of the SMS gateway (JSON) when it took a message, for a gateway that answers 200 also when it did not: the way to a field, as `/id` or `/messages/0/status`, and what it must be, as `/messages/0/status=0`; empty for what is plain."),
    key("post.mail_only_to", "everybody",
        "Who gets e-mails: `everybody`, `nobody`, or the addresses and domains that do, such as `jan@voorbeeld.example, @test.example`. Needed on a copy."),
    key("post.sms_only_to", "everybody",
        "Who gets text messages: `everybody`, `nobody`, or the mobile numbers that do. Needed on a copy."),
    time("post.sms_timeout", "10s", "1s", "10s", "Longest time for one text message; after that it is tried again."),
    key("portal.name", "Mijn Voorbeeld", "Name of the portal, in e-mails and on screens."),
    key("portal.insurer", "Voorbeeld Verzekeringen", "Name of the insurer, in e-mails and on screens."),
    key("portal.sms_name", "", "Name of the insurer in text messages; empty for the one above. Together with the host of `server.origin` it has at most 48 characters."),
    key("portal.theme", "", "Folder with a `theme.toml` and a logo: your own colours; empty for the ones shipped with the program."),
];
