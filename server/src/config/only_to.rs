//! Whom this deployment writes to: everybody, or those whom its settings name, as a copy or a test does (SEC-73).

use domain::{EmailAddress, MobileNumber, shared::mobile_number::AllowedCountries};

use super::values::Reader;
use crate::post::only_to::{Mailboxes, Numbers};

/// So many receivers are named at most: whoever names more means everybody.
const MOST_NAMED: usize = 200;
/// Says that nobody is left out.
const EVERYBODY: &str = "everybody";
/// Says that all are. An empty value does not: a variable of the environment that nobody set would silence the portal.
const NOBODY: &str = "nobody";

/// Those whom a key names; `None` for everybody. What is none is told by what it stands for, and left out.
fn named<T>(
    reader: &mut Reader<'_>,
    key: &str,
    form: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<Vec<T>> {
    if reader.text(key) == EVERYBODY {
        return None;
    }
    if reader.text(key) == NOBODY {
        return Some(Vec::new());
    }
    let parts = reader.list(key);
    if parts.is_empty() {
        reader.wrong(key, "is empty: say `everybody`, `nobody` or who");
    }
    if parts.len() > MOST_NAMED {
        reader.wrong(key, format_args!("names more than {MOST_NAMED}"));
    }
    let mut all = Vec::new();
    for part in parts.iter().take(MOST_NAMED) {
        match parse(part) {
            Some(one) => all.push(one),
            None => reader.wrong(key, format_args!("holds `{part}`, which is no {form}")),
        }
    }
    Some(all)
}

/// The mailboxes that get mail; `None` for everybody's.
pub(super) fn mail_only_to(reader: &mut Reader<'_>) -> Option<Mailboxes> {
    let form = "address such as jan@voorbeeld.example and no domain such as @voorbeeld.example";
    let named = named(reader, "post.mail_only_to", form, |part| {
        let is_domain = part.starts_with('@');
        let address = if is_domain {
            EmailAddress::parse(&format!("x{part}"))
        } else {
            EmailAddress::parse(part)
        };
        address.ok().map(|address| (is_domain, address))
    })?;
    let (domains, addresses): (Vec<_>, Vec<_>) =
        named.into_iter().partition(|(is_domain, _)| *is_domain);
    Some(Mailboxes {
        addresses: addresses
            .into_iter()
            .map(|(_, one)| one.canonical().to_owned())
            .collect(),
        domains: domains
            .into_iter()
            .map(|(_, one)| one.domain().to_owned())
            .collect(),
    })
}

/// The telephones that get text messages; `None` for everybody's.
pub(super) fn sms_only_to(reader: &mut Reader<'_>) -> Option<Numbers> {
    let countries = reader.list("policy.countries");
    let countries: Vec<&str> = countries.iter().map(String::as_str).collect();
    let countries = AllowedCountries::new(&countries);
    let form = "mobile number of a country in `policy.countries`, such as +31612345678";
    let named = named(reader, "post.sms_only_to", form, |part| {
        MobileNumber::parse(part, &countries).ok()
    })?;
    let numbers = named.iter().map(|number| number.e164().to_owned());
    Some(Numbers(numbers.collect()))
}
