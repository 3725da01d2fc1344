//! Words of this deployment: what the portal and the insurer are called, and when somebody answers the telephone.
//! They stand in letters and on screens exactly as they are written here.

use crate::{portal::SMS_ROOM, post::writer::sms_room};

use super::{
    theme::{self, Theme},
    values::Reader,
};

/// Words of this deployment.
#[derive(Clone, Debug)]
pub struct Portal {
    /// Name of the portal.
    pub name: String,
    /// Name of the insurer.
    pub insurer: String,
    /// The same in text messages.
    pub sms_name: String,
    /// Host of the origin, for text messages that browsers may read.
    pub host: String,
    /// Own colours and logo.
    pub theme: Option<Theme>,
}

/// Reads section `portal`; `host` is the origin's.
pub(super) fn read(reader: &mut Reader<'_>, host: &str) -> Portal {
    let insurer = words(reader, "portal.insurer");
    Portal {
        name: words(reader, "portal.name"),
        sms_name: sms_name(reader, &insurer, host),
        insurer,
        host: host.to_owned(),
        theme: theme::read(reader),
    }
}

/// Every code must fit into one text message: two are paid twice, put together late, and refused by some gateways.
fn sms_name(reader: &mut Reader<'_>, insurer: &str, host: &str) -> String {
    let own = !reader.text("portal.sms_name").is_empty();
    let (key, name) = match own {
        true => ("portal.sms_name", words(reader, "portal.sms_name")),
        false => ("portal.insurer", insurer.to_owned()),
    };
    let (taken, of_host, room) = (sms_room(&name), sms_room(host), SMS_ROOM);
    if taken + of_host > room && !reader.is_wrong(key) {
        let what = format!(
            "takes {taken} characters of a text message, and the host of `server.origin` {of_host}: together they have {room}. \
             Give a shorter name for text messages with `portal.sms_name`, or the portal a shorter host"
        );
        reader.wrong_beside((key, "server.origin"), what);
    }
    name
}

fn words(reader: &mut Reader<'_>, key: &str) -> String {
    let form = "a text of 1 to 120 characters on one line";
    let parse = |text: &str| {
        let good = (1..=120).contains(&text.chars().count()) && !domain::shared::has_hidden(text);
        good.then(|| text.to_owned())
    };
    reader.read(key, form, parse).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::config::policy::tests::with;

    #[test]
    fn sec_73_a_name_with_which_a_code_is_more_than_one_text_message_is_refused() {
        let long = (
            "portal.insurer",
            "Onderlinge Verzekeringsmaatschappij Noord-Holland",
        );
        let host = ("server.origin", "http://127.0.0.1:8080");
        let told = with(&[long, host]).unwrap_err();
        assert!(
            told.len() == 1
                && told[0].starts_with("`portal.insurer` takes 49 characters")
                && told[0].contains("`portal.sms_name`"),
            "{told:?}"
        );
        let short = with(&[long, host, ("portal.sms_name", "Onderlinge N-Holland")]).unwrap();
        assert_eq!(short.portal.sms_name, "Onderlinge N-Holland");
        assert_eq!(short.portal.insurer, long.1);
        // Each of these letters is two in a text message.
        let wide = ("portal.sms_name", "Œuvre Œuvre Œuvre Œuvre Œuvre");
        assert!(with(&[wide, host]).is_ok());
        let wider = ("portal.sms_name", "Œuvre Œuvre Œuvre Œuvre Œuvre Œuvre");
        assert!(with(&[wider, host]).is_err());
    }
}
