//! The service desk: finds whoever calls, makes sure that it is them, and does for admins what admins do for their staff.
//! Its deeds stand in the organisation's own log, and whoever they concern hears of them. Nobody sees or sets a password,
//! and nobody acts as somebody else.

mod acts;
mod announcement;
mod belcode;
mod caller_check;
mod counts;
mod deed;
mod failures;
mod found;
mod four_eyes;
mod not_placed;
mod note;
mod organisation;
mod person;
mod proof;
mod search;
mod sql;
mod stored;
mod story;
mod waits;

pub use acts::{Unblocked, block, end_sessions, send_invitation, send_reset_link, unblock};
pub use announcement::{
    Announcement, Announcements, MOST_OF_ONE, NewAnnouncement, RefusedAnnouncement,
    WaitingAnnouncement, announcements, approve_announcement, ask_for_announcement, end,
    put_prepared, refused_announcements, waiting_announcements,
};
pub use belcode::{Belcode, make as make_belcode};
pub(crate) use caller_check::forget_checks;
pub use caller_check::{
    Asked, CHECKED, CheckedCaller, Told, asked, check, checked, checked_until, send,
};
pub use counts::{Counted, LookedUp, Report, Stuck, report};
pub use deed::Refusal;
pub use failures::{Failure, FoundFailure, keep_failure};
pub use found::{Found, FoundBelcode, FoundOrganisation, FoundPerson, MOST_HITS, Only};
pub(crate) use four_eyes::{
    About, Ending, ask_rights, end_asked_about, end_asked_no_more, end_asked_number, rights_asked,
};
pub use four_eyes::{
    Became, DecidedRequest, Decision, FourEyes, Request, RightsAsked, ask_call_back, ask_mobile,
    ask_stop, decide, decided_requests, requests,
};
pub use note::{NoteRow, notes, write as write_note};
pub use organisation::{DeskOrganisation, InTheList, OpenQuestion, organisation};
pub use person::{Admin, DeskPerson, only_admin_of, person, who};
pub use search::{NotSearched, search, search_again};
pub use story::{Note, Told as Happened};
pub use waits::{MOST_WAITING, Waits, waits};

pub use crate::trouble::Cause;
use crate::{Services, execute, trouble::Result};

/// Forgets what the desk needs no longer: belcodes, requests and texts that ran out, old checks, notes and failures, and numbers
/// that people had before.
pub async fn sweep(services: &Services) -> Result<()> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    execute!(&mut tx, sql::FORGET_BELCODES, now.unix_ms())?;
    four_eyes::end_old(&mut tx, services, now).await?;
    not_placed::end_old(&mut tx, services, now).await?;
    let checks = now.minus(caller_check::KEPT).unix_ms();
    execute!(&mut tx, sql::FORGET_CHECKS, checks)?;
    let notes = now.minus(note::KEPT).unix_ms();
    execute!(&mut tx, sql::FORGET_NOTES, notes)?;
    let failures = now.minus(failures::KEPT).unix_ms();
    execute!(&mut tx, sql::FORGET_FAILURES, failures)?;
    let shared = now.minus(services.policy.eyes.remembered).unix_ms();
    execute!(&mut tx, sql::FORGET_NUMBERS, shared)?;
    tx.commit().await
}
