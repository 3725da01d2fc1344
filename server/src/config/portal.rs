//! Words of this deployment: what the portal and the insurer are called, and when somebody answers the telephone.
//! They stand in letters and on screens exactly as they are written here.

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
    /// Host of the origin, for text messages that browsers may read.
    pub host: String,
    /// Own colours and logo.
    pub theme: Option<Theme>,
}

/// Reads section `portal`; `host` is the origin's.
pub(super) fn read(reader: &mut Reader<'_>, host: &str) -> Portal {
    Portal {
        name: words(reader, "portal.name"),
        insurer: words(reader, "portal.insurer"),
        host: host.to_owned(),
        theme: theme::read(reader),
    }
}

fn words(reader: &mut Reader<'_>, key: &str) -> String {
    let form = "a text of 1 to 120 characters on one line";
    let parse = |text: &str| {
        let good = (1..=120).contains(&text.chars().count()) && !domain::shared::has_hidden(text);
        good.then(|| text.to_owned())
    };
    reader.read(key, form, parse).unwrap_or_default()
}
