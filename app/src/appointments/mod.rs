//! Appointing an admin, for a company that has none: fill in, check, send; confirm from the mailbox; follow. What is asked
//! is data of the deployment. No page says whether a number or an address is known (SEC-04).

pub mod check;
pub mod choose;
pub mod confirm;
pub mod desk;
mod fields;
pub mod form;
mod read;
pub mod received;
pub mod status;
mod story;

use domain::{Moment, appointments::Form, desks::Desk};

use crate::bridge::{Ask, Stop};

/// Address of the first page.
pub const PATH: &str = "/gebruikersbeheerder-aanvragen";

/// The page where a kind of company begins: its form, if it has one.
pub fn address(ask: &Ask, kind: &str) -> String {
    let form = ask.portal.appointments.of_kind(kind);
    form.map_or_else(|| PATH.to_owned(), |form| format!("{PATH}/{}", form.path))
}

/// The form for a kind of company, and the desk that answers what is sent in on it.
pub(crate) fn answered_by<'a>(ask: &'a Ask, kind: Option<&str>) -> (Option<&'a Form>, &'a Desk) {
    let form = kind.and_then(|kind| ask.portal.appointments.of_kind(kind));
    (form, desk_of(ask, form))
}

/// Working days within which a request is answered.
pub(crate) fn reply_days(form: Option<&Form>) -> usize {
    form.map_or(1, |form| form.reply_working_days)
}

/// The form at a part of an address; its page names the desk that answers it.
fn form_at<'a>(ask: &'a Ask, path: &str) -> Result<&'a Form, Stop> {
    let form = ask.portal.appointments.at(path).ok_or(Stop::NotFound)?;
    ask.is_helped_by(desk_of(ask, Some(form)));
    Ok(form)
}

/// The desk that answers what was sent in on a form.
fn desk_of<'a>(ask: &'a Ask, form: Option<&Form>) -> &'a Desk {
    form.and_then(|form| ask.portal.desks.get(&form.desk))
        .unwrap_or(&ask.portal.desks.service)
}

/// By when the desk of a form answers what it gets now: the end of a day on which it is open.
fn reply_by(ask: &Ask, form: Option<&Form>) -> Moment {
    let days = reply_days(form);
    let hours = &desk_of(ask, form).hours;
    hours
        .end_of_working_day(ask.now, days)
        .unwrap_or_else(|| ask.now.plus(ask.services().policy.appointment_answer))
}
