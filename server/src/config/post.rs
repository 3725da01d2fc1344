//! How letters travel: by SMTP and an SMS gateway, or nowhere but to the mailbox of a laptop.
//! Addresses are judged as whoever connects reads them, not by how they begin; whether anybody answers there, the worker
//! finds out.

use std::time::Duration;

use axum::http::{Uri, uri::Scheme};

use super::{
    only_to::{mail_only_to, sms_only_to},
    secrets::Secret,
    server::{Mode, is_this_host},
    values::Reader,
};
use crate::post::{
    only_to::{Mailboxes, Numbers},
    sms_http::Taken,
    smtp,
};

/// How letters travel.
#[derive(Clone, Debug)]
pub struct Post {
    /// Whether they stay at /dev/postvak.
    pub dev_mailbox: bool,
    /// Where mail is handed in, with user and password; `None` if nowhere.
    pub smtp_url: Option<Secret>,
    /// Sender of mail.
    pub from: String,
    /// Longest time for one mail.
    pub smtp_timeout: Duration,
    /// Address of the SMS gateway; `None` if there is none.
    pub sms_url: Option<String>,
    /// Its bearer token.
    pub sms_token: Secret,
    /// Sender of text messages.
    pub sms_sender: String,
    /// What its answer holds when it took a message; `None` for what is plain.
    pub sms_taken: Option<Taken>,
    /// Longest time for one text message.
    pub sms_timeout: Duration,
    /// Who gets mail; `None` for everybody.
    pub mail_only_to: Option<Mailboxes>,
    /// Who gets text messages; `None` for everybody.
    pub sms_only_to: Option<Numbers>,
}

/// What the address of a mail server says about the way to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MailRoad {
    /// It ends on this machine.
    pub here: bool,
    /// Nobody on the way can read along: TLS from the first byte on, or demanded before the first letter.
    pub private: bool,
}

/// Reads an address as whoever connects does; `None` for what names no mail server.
pub(super) fn mail_road(text: &str) -> Option<MailRoad> {
    let (host, private) = smtp::road(text)?;
    let here = is_this_host(&host);
    Some(MailRoad { here, private })
}

/// Whether the address of a gateway ends on this machine; `None` for one that is no address of a gateway, or that lets
/// others read along.
pub(super) fn gateway_is_here(text: &str) -> Option<bool> {
    let uri: Uri = text.parse().ok()?;
    let authority = uri.authority()?;
    let here = is_this_host(authority.host());
    let private =
        uri.scheme() == Some(&Scheme::HTTPS) || (uri.scheme() == Some(&Scheme::HTTP) && here);
    let plain = !authority.host().is_empty() && !authority.as_str().contains('@');
    // What follows the host is a port, or it is none that anybody listens at.
    let alone = authority.as_str() == authority.host();
    let port = alone || authority.port_u16().is_some_and(|port| port > 0);
    (private && plain && port).then_some(here)
}

/// Reads section `post`.
pub(super) fn read(reader: &mut Reader<'_>, mode: Mode) -> Post {
    let smtp = reader.read(
        "post.smtp_url",
        "`smtps://user:password@host:465` or `smtp://user:password@host:587?tls=required`, with no other option",
        |text| match text {
            "" => Some(None),
            text => mail_road(text).map(|_| Some(Secret(text.to_owned()))),
        },
    );
    let sms_url = reader.read(
        "post.sms_url",
        "an https address without a user name, or http on this machine",
        |text| match text {
            "" => Some(None),
            text => gateway_is_here(text).map(|_| Some(text.to_owned())),
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
    let sms_token = reader.read(
        "post.sms_token",
        "letters, digits and signs of ASCII without spaces, as a header takes them",
        |text| {
            let travels = text.bytes().all(|b| b.is_ascii_graphic());
            travels.then(|| Secret(text.to_owned()))
        },
    );
    let sms_taken = reader.read(
        "post.sms_taken",
        "empty, or `/` and the names of the fields that lead to one, with `=` and its value where it has one, such as `/id` or `/messages/0/status=0`",
        |text| match text {
            "" => Some(None),
            text => Taken::parse(text).map(Some),
        },
    );
    let dev_mailbox = reader.read("post.dev_mailbox", "true or false", |text| match text {
        "" => Some(mode == Mode::Development),
        text => text.parse().ok(),
    });
    Post {
        dev_mailbox: dev_mailbox.unwrap_or(false),
        smtp_url: smtp.flatten(),
        from: from.unwrap_or_default(),
        smtp_timeout: reader.duration("post.smtp_timeout"),
        sms_url: sms_url.flatten(),
        sms_token: sms_token.unwrap_or_else(|| Secret(String::new())),
        sms_sender: sender.unwrap_or_default(),
        sms_taken: sms_taken.flatten(),
        sms_timeout: reader.duration("post.sms_timeout"),
        mail_only_to: mail_only_to(reader),
        sms_only_to: sms_only_to(reader),
    }
}

#[cfg(test)]
mod tests {
    use super::{MailRoad, gateway_is_here, mail_road};

    #[test]
    fn sec_73_the_way_to_a_mail_server_is_what_whoever_connects_makes_of_it() {
        let road = |here, private| Some(MailRoad { here, private });
        for (text, expected) in [
            ("smtps://u:p@mail.voorbeeld.example:465", road(false, true)),
            (
                "smtp://u:p@mail.voorbeeld.example:587?tls=required",
                road(false, true),
            ),
            (
                "smtp://u:p@mail.voorbeeld.example?tls=opportunistic",
                road(false, false),
            ),
            ("smtp://mail.voorbeeld.example", road(false, false)),
            ("smtp://127.0.0.1:25", road(true, false)),
            ("smtp://[::1]:25", road(true, false)),
            ("smtp://localhost.evil.example", road(false, false)),
            (
                "smtp://127.0.0.1:x@mail.voorbeeld.example",
                road(false, false),
            ),
            // What looks demanded and is not.
            ("smtp://mail.voorbeeld.example?xtls=required", None),
            ("smtp://mail.voorbeeld.example?a=tls=required", None),
            (
                "smtp://mail.voorbeeld.example?tls=opportunistic&tls=required",
                None,
            ),
            ("smtp://mail.voorbeeld.example#?tls=required", None),
            (
                "smtp://u:tls=required@mail.voorbeeld.example",
                road(false, false),
            ),
            ("smtp://mail.voorbeeld.example?tls=REQUIRED", None),
            ("smtps://mail.voorbeeld.example?tls=opportunistic", None),
            ("http://mail.voorbeeld.example", None),
            ("smtp:///", None),
            // A name without a password would be handed in to nobody.
            ("smtps://user@mail.voorbeeld.example", None),
        ] {
            assert_eq!(mail_road(text), expected, "{text}");
        }
    }

    #[test]
    fn sec_73_a_gateway_is_judged_by_its_host() {
        for (text, expected) in [
            ("https://sms.voorbeeld.example/send", Some(false)),
            ("HTTPS://sms.voorbeeld.example/send", Some(false)),
            ("http://127.0.0.1:9000/send", Some(true)),
            ("http://localhost:9000", Some(true)),
            ("http://[::1]:9000", Some(true)),
            ("http://localhost.evil.example", None),
            ("http://127.0.0.1.evil.example", None),
            ("http://127.0.0.1@evil.example", None),
            ("https://127.0.0.1@evil.example", None),
            ("http://sms.voorbeeld.example", None),
            ("https://sms.voorbeeld.example:8443/send", Some(false)),
            ("https://sms.voorbeeld.example:99999/send", None),
            ("https://sms.voorbeeld.example:0/send", None),
            ("https://sms.voorbeeld.example:/send", None),
            ("sms.voorbeeld.example", None),
            ("file:///etc/passwd", None),
        ] {
            assert_eq!(gateway_is_here(text), expected, "{text}");
        }
    }
}
