//! `desks.toml`: where people are helped, and when. The first desk is the one that helps everybody.

use std::collections::BTreeMap;

use domain::{
    EmailAddress, Moment,
    desks::{Desk, Desks},
    opening::{DayHours, Holiday, OpeningHours},
    organisations::Words,
};
use serde::Deserialize;
use toml::Spanned;

use super::file::File;

/// An SMS has room for a number of this many characters.
const LONGEST_PHONE: usize = 12;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: Spanned<String>,
    name: Words,
    phone: Spanned<String>,
    email: Spanned<String>,
    week: Week,
    #[serde(default)]
    closed_on: Vec<Spanned<String>>,
    #[serde(default)]
    exceptions: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// Days that are left out are days off.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Week {
    monday: Option<Spanned<String>>,
    tuesday: Option<Spanned<String>>,
    wednesday: Option<Spanned<String>>,
    thursday: Option<Spanned<String>>,
    friday: Option<Spanned<String>>,
    saturday: Option<Spanned<String>>,
    sunday: Option<Spanned<String>>,
}

pub(super) fn read(file: &mut File<'_>) -> Desks {
    file.only(&["desk"]);
    let entries: Vec<Entry> = file.entries("desk");
    file.codes("desk", entries.iter().map(|entry| &entry.code));
    let mut desks = entries.into_iter().map(|entry| desk(file, entry));
    let service = desks.next();
    let others = desks.collect();
    let service = service.unwrap_or_else(|| {
        file.wrong_altogether(
            "there is no desk; add a [[desk]], first the one that helps everybody",
        );
        nobody()
    });
    Desks { service, others }
}

fn desk(file: &mut File<'_>, entry: Entry) -> Desk {
    let phone = entry.phone.get_ref();
    let is_phone = phone.chars().count() <= LONGEST_PHONE
        && phone.chars().any(|sign| sign.is_ascii_digit())
        && phone
            .chars()
            .all(|sign| sign.is_ascii_digit() || " +-()".contains(sign));
    if !is_phone {
        let what = "is no telephone number of at most 12 characters, as it has to fit into an SMS";
        file.wrong(entry.phone.span(), format_args!("`{phone}` {what}"));
    }
    let email = entry.email.get_ref();
    if EmailAddress::parse(email).is_err() {
        file.wrong(
            entry.email.span(),
            format_args!("`{email}` is no e-mail address"),
        );
    }
    Desk {
        hours: hours(file, &entry),
        code: entry.code.into_inner(),
        name: entry.name,
        phone: entry.phone.into_inner(),
        email: entry.email.into_inner(),
    }
}

fn hours(file: &mut File<'_>, entry: &Entry) -> OpeningHours {
    let week = &entry.week;
    let week = [
        &week.monday,
        &week.tuesday,
        &week.wednesday,
        &week.thursday,
        &week.friday,
        &week.saturday,
        &week.sunday,
    ];
    let week = week.map(|day| {
        day.as_ref()
            .map_or_else(DayHours::default, |text| day_hours(file, text))
    });
    let closed_on: Vec<Holiday> = entry
        .closed_on
        .iter()
        .filter_map(|code| holiday(file, code))
        .collect();
    let mut hours = OpeningHours::of_week(week).closed_on(closed_on);
    for (day, text) in &entry.exceptions {
        let Some(date) = Moment::parse_date(day.get_ref()) else {
            let what = format_args!("`{}` is no day; write it as 2026-12-24", day.get_ref());
            file.wrong(day.span(), what);
            continue;
        };
        let other = day_hours(file, text);
        hours = hours.clone().except(date, other).unwrap_or(hours);
    }
    hours
}

fn day_hours(file: &mut File<'_>, text: &Spanned<String>) -> DayHours {
    DayHours::parse(text.get_ref()).unwrap_or_else(|problem| {
        file.wrong(text.span(), format_args!("`{}`: {problem}", text.get_ref()));
        DayHours::default()
    })
}

fn holiday(file: &mut File<'_>, code: &Spanned<String>) -> Option<Holiday> {
    let holiday = Holiday::from_code(code.get_ref());
    if holiday.is_none() {
        let known = Holiday::ALL.map(Holiday::code).join(", ");
        let what = format_args!("`{}` is no holiday; there are {known}", code.get_ref());
        file.wrong(code.span(), what);
    }
    holiday
}

/// Takes the place of a desk in content that is not going to be used.
fn nobody() -> Desk {
    Desk {
        code: String::new(),
        name: Words {
            nl: String::new(),
            en: String::new(),
        },
        phone: String::new(),
        email: String::new(),
        hours: OpeningHours::default(),
    }
}
