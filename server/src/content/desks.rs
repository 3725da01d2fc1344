//! `desks.toml`: where people are helped, and when. The first desk is the one that helps everybody.

use std::collections::BTreeMap;

use domain::{
    EmailAddress, Moment,
    desks::{Desk, Desks, PHONE_ROOM, is_phone, phone_in_sms},
    opening::{DayHours, Holiday, OpeningHours},
    organisations::Words,
};
use serde::Deserialize;
use toml::Spanned;

use super::file::File;

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
    for entry in &entries {
        fits_into_an_sms(file, &entry.phone);
    }
    let mut desks = entries.into_iter().map(|entry| desk(file, entry));
    let service = desks.next();
    let others = desks.collect();
    let service = service.unwrap_or_else(|| {
        file.wrong_altogether(
            "there is no desk; add a [[desk]], first the one that helps everybody",
        );
        nobody()
    });
    Desks {
        service,
        others,
        kinds: BTreeMap::new(),
    }
}

fn desk(file: &mut File<'_>, entry: Entry) -> Desk {
    let phone = entry.phone.get_ref();
    if !is_phone(phone) {
        let what = "is no telephone number; write it as \"0800 1234\" or \"+31 70 123 45 67\"";
        file.wrong(entry.phone.span(), format_args!("`{phone}` {what}"));
    }
    let email = entry.email.get_ref();
    if EmailAddress::parse(email).is_err() {
        file.wrong(
            entry.email.span(),
            format_args!("`{email}` is no e-mail address"),
        );
    }
    let hours = hours(file, &entry);
    if hours.is_never_open() {
        let what = "this desk is never open; give its week the hours of a day";
        file.wrong(entry.code.span(), what);
    }
    Desk {
        hours,
        code: entry.code.into_inner(),
        name: entry.name,
        phone: entry.phone.into_inner(),
        email: entry.email.into_inner(),
    }
}

/// The number of a desk stands in messages that have little room.
fn fits_into_an_sms(file: &mut File<'_>, phone: &Spanned<String>) {
    let short = phone_in_sms(phone.get_ref());
    if is_phone(phone.get_ref()) && short.chars().count() > PHONE_ROOM {
        let what = format_args!(
            "`{}` has more than the {PHONE_ROOM} characters that an SMS has room for",
            phone.get_ref()
        );
        file.wrong(phone.span(), what);
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
