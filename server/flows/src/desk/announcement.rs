//! Messages for everybody, such as an outage: shown on every page while they last. A text that was agreed on is put up by one
//! agent, one that an agent wrote waits for a second. Every node reads them anew after ten seconds, so that a page costs no
//! question to the database.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use domain::{
    AccountId, Language, Moment, announcements::Filled, four_eyes::NoEyes,
    organisations::DESK_RIGHT, shared::short_text::NewsText,
};
use serde_json::json;

use super::{
    deed::{Refusal, or_refuse},
    four_eyes::{LIFETIME, insurer_of, may_ask},
    not_placed,
    note::DOUBLE_PRESS,
    sql,
};
use crate::{
    Permit, Services, Tx,
    audit::{self, Actor, Entry, Event},
    budgets::quiet_deed,
    caller::{
        full_name,
        right::{DeskWork, SeeDesk},
    },
    execute, eyes, on, owner,
    trouble::Result,
};

/// So long a node believes what it read.
const FRESH: Duration = Duration::from_secs(10);
/// Messages of one agent that are shown or will be: nobody's many hide what others have to say, nor the pages below them.
pub const MOST_OF_ONE: u32 = 3;

/// A message for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Its id.
    pub id: String,
    /// From when on it is shown.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
    nl: String,
    en: String,
}

/// A message of an agent's own words.
#[derive(Clone, Debug)]
pub struct NewAnnouncement {
    /// In Dutch.
    pub nl: NewsText,
    /// In English.
    pub en: NewsText,
    /// From when on it is shown.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
}

/// A message that waits for a second agent.
#[derive(Clone, Debug)]
pub struct WaitingAnnouncement {
    /// What would be shown.
    pub announcement: Announcement,
    /// Name of the agent who wrote it.
    pub asked_by: String,
    /// Whether that is who looks.
    pub yours: bool,
    /// Why who looks does not decide on it, if so.
    pub not_yours: Option<NoEyes>,
}

/// A message of who looks, which a colleague refused.
#[derive(Clone, Debug)]
pub struct RefusedAnnouncement {
    /// What would have been shown.
    pub announcement: Announcement,
    /// Name of the agent who refused it.
    pub by: String,
    /// When.
    pub at: Moment,
}

impl Announcement {
    /// What it says.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.nl,
            Language::En => &self.en,
        }
    }
}

/// What this node read last, and when.
#[derive(Debug, Default)]
pub struct Announcements(Mutex<Option<(Moment, Vec<Announcement>)>>);

impl Announcements {
    /// What is to be shown now, each text once: two agents who hear of an outage at the same time both put it up.
    pub async fn now(&self, services: &Services) -> Result<Vec<Announcement>> {
        let now = services.now();
        let known = self.read();
        // A clock that was ahead read it when that was not yet.
        let all = match known.filter(|(at, _)| *at <= now && now.since(*at) < FRESH) {
            Some((_, all)) => all,
            None => {
                let all = running(services).await?;
                *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, all.clone()));
                all
            }
        };
        let mut shown: Vec<Announcement> = Vec::new();
        for one in all {
            let runs = one.from <= now && now < one.until;
            if runs
                && !shown
                    .iter()
                    .any(|other| other.nl == one.nl && other.en == one.en)
            {
                shown.push(one);
            }
        }
        Ok(shown)
    }

    /// Forgets what was read: this node has just changed it.
    pub fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn read(&self) -> Option<(Moment, Vec<Announcement>)> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// Messages that are shown, and those that will be.
pub async fn announcements(services: &Services, _: &Permit<SeeDesk>) -> Result<Vec<Announcement>> {
    running(services).await
}

type Row = (String, String, String, i64, i64);

fn read((id, nl, en, from, until): Row) -> Announcement {
    Announcement {
        id,
        nl,
        en,
        from: Moment::from_unix_ms(from),
        until: Moment::from_unix_ms(until),
    }
}

async fn running(services: &Services) -> Result<Vec<Announcement>> {
    let mut tx = services.db.look().await?;
    let rows: Vec<Row> = on!(&mut tx, |c| sqlx::query_as(sql::ANNOUNCEMENTS)
        .bind(services.now().unix_ms())
        .fetch_all(c))?;
    Ok(rows.into_iter().map(read).collect())
}

#[derive(sqlx::FromRow)]
struct WaitingRow {
    id: String,
    nl: String,
    en: String,
    from_at: i64,
    until_at: i64,
    put_by: String,
    given_name: String,
    infix: String,
    family_name: String,
}

/// Messages that wait for a second agent, oldest first.
pub async fn waiting_announcements(
    services: &Services,
    permit: &Permit<SeeDesk>,
) -> Result<Vec<WaitingAnnouncement>> {
    let now = services.now();
    let mut tx = services.db.look().await?;
    let rows: Vec<WaitingRow> = on!(&mut tx, |c| sqlx::query_as(sql::WAITING_ANNOUNCEMENTS)
        .bind(now.unix_ms())
        .bind(insurer_of(services))
        .bind(DESK_RIGHT)
        .bind(now.minus(LIFETIME).unix_ms())
        .fetch_all(c))?;
    let mut waiting = Vec::with_capacity(rows.len());
    for row in rows {
        let by = AccountId::from_trusted(row.put_by);
        let yours = by == *permit.by();
        let decides = match eyes::decides(&mut tx, services, permit.by_authorisation()).await? {
            Ok(()) if !yours => eyes::two(&mut tx, services, permit.by(), &by).await?,
            decides => decides,
        };
        waiting.push(WaitingAnnouncement {
            announcement: read((row.id, row.nl, row.en, row.from_at, row.until_at)),
            asked_by: full_name(&row.given_name, &row.infix, &row.family_name),
            yours,
            not_yours: decides.err().filter(|_| !yours),
        });
    }
    Ok(waiting)
}

#[derive(sqlx::FromRow)]
struct RefusedRow {
    id: String,
    nl: String,
    en: String,
    from_at: i64,
    until_at: i64,
    ended_at: i64,
    given_name: String,
    infix: String,
    family_name: String,
}

/// What who looks wrote and a colleague refused, the newest first; for as long as it could have been approved.
pub async fn refused_announcements(
    services: &Services,
    permit: &Permit<SeeDesk>,
) -> Result<Vec<RefusedAnnouncement>> {
    let since = services.now().minus(LIFETIME);
    let mut tx = services.db.look().await?;
    let rows: Vec<RefusedRow> = on!(&mut tx, |c| sqlx::query_as(sql::REFUSED_ANNOUNCEMENTS)
        .bind(permit.by().as_str())
        .bind(since.unix_ms())
        .fetch_all(c))?;
    let refused = |row: RefusedRow| RefusedAnnouncement {
        announcement: read((row.id, row.nl, row.en, row.from_at, row.until_at)),
        by: full_name(&row.given_name, &row.infix, &row.family_name),
        at: Moment::from_unix_ms(row.ended_at),
    };
    Ok(rows.into_iter().map(refused).collect())
}

/// Puts a text up that was agreed on, from one moment until another.
pub async fn put_prepared(
    services: &Services,
    permit: &Permit<DeskWork>,
    text: &Filled,
    (from, until): (Moment, Moment),
) -> Result<Result<(), Refusal>> {
    let new = NewAnnouncement {
        nl: text.text(Language::Nl).clone(),
        en: text.text(Language::En).clone(),
        from,
        until,
    };
    write(services, permit, &new, Some(text.code())).await
}

/// Leaves a text of an agent's own for a second agent; nobody reads it before.
pub async fn ask_for_announcement(
    services: &Services,
    permit: &Permit<DeskWork>,
    new: &NewAnnouncement,
) -> Result<Result<(), Refusal>> {
    write(services, permit, new, None).await
}

/// Whether there is room for one message more. Asked behind the lock of who wrote it and once it counts, however it came there:
/// what stands, or will, goes away when somebody takes it down and never because another one came.
async fn room(tx: &mut Tx, now: Moment, by: &AccountId, id: &str) -> Result<Result<(), Refusal>> {
    let (many,): (i64,) = on!(tx, |c| sqlx::query_as(sql::HOW_MANY_ANNOUNCEMENTS)
        .bind(now.unix_ms())
        .bind(by.as_str())
        .bind(id)
        .fetch_one(c))?;
    let fits = many <= i64::from(MOST_OF_ONE);
    Ok(fits.then_some(()).ok_or(Refusal::EnoughMessages))
}

async fn write(
    services: &Services,
    permit: &Permit<DeskWork>,
    new: &NewAnnouncement,
    prepared: Option<&str>,
) -> Result<Result<(), Refusal>> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    // Two presses at once go one after another, so that the second finds what the first put up (SEC-47).
    owner::lock(&mut tx, permit.by()).await?;
    if prepared.is_none() {
        may_ask(&mut tx, now, permit.by()).await?;
    }
    let id = services.new_id()?;
    let put = execute!(
        &mut tx,
        sql::PUT_ANNOUNCEMENT,
        &id,
        new.nl.as_str(),
        new.en.as_str(),
        new.from.unix_ms(),
        new.until.unix_ms(),
        permit.by().as_str(),
        now.unix_ms(),
        now.minus(DOUBLE_PRESS).unix_ms(),
        prepared,
        prepared.map(|_| now.unix_ms()),
    )?;
    if put == 0 {
        return Ok(Ok(()));
    }
    or_refuse!(room(&mut tx, now, permit.by(), &id).await?);
    if prepared.is_some() {
        quiet_deed(&mut tx, services, now, permit.by()).await?;
    }
    let (event, facts) = match prepared {
        Some(code) => (Event::AnnouncementPut, json!({ "prepared": code })),
        None => (Event::AnnouncementAsked, json!({})),
    };
    let entry = Entry::new(event, Actor::Desk(permit.by()))
        .organisation(permit.organisation())
        .facts(facts);
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Who wrote a text, when it ended if it did, and their name.
type WroteRow = (String, Option<i64>, String, String, String);

/// Approves a text that a colleague wrote, as it stands: it is shown from now on, or from when it was to begin.
pub async fn approve_announcement(
    services: &Services,
    permit: &Permit<DeskWork>,
    id: &str,
) -> Result<Result<(), Refusal>> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    let row: Option<WroteRow> = on!(&mut tx, |c| sqlx::query_as(sql::WHO_WROTE_ANNOUNCEMENT)
        .bind(id)
        .fetch_optional(c))?;
    let Some((by, ended_at, given, infix, family)) = row else {
        return Ok(Err(Refusal::RequestOver));
    };
    let by = AccountId::from_trusted(by);
    if by == *permit.by() {
        return Ok(Err(Refusal::OwnRequest));
    }
    // Two that are approved at once, or one that is put up meanwhile, go one after another.
    owner::lock(&mut tx, &by).await?;
    if !eyes::is_agent(&mut tx, services, &by).await? {
        let name = full_name(&given, &infix, &family);
        return Ok(Err(Refusal::AsksNoMore(name)));
    }
    if ended_at.is_some() {
        return Ok(Err(Refusal::RequestOver));
    }
    let decides = eyes::decides_for(&mut tx, services, permit, &by).await?;
    or_refuse!(decides.map_err(Refusal::NotYours));
    let approved = execute!(
        &mut tx,
        sql::APPROVE_ANNOUNCEMENT,
        id,
        permit.by().as_str(),
        now.unix_ms(),
        now.minus(LIFETIME).unix_ms()
    )?;
    if approved == 0 {
        return Ok(Err(Refusal::RequestOver));
    }
    or_refuse!(room(&mut tx, now, &by, id).await?);
    let entry = Entry::new(Event::AnnouncementPut, Actor::Desk(permit.by()))
        .organisation(permit.organisation());
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Takes a message down, or back before it was approved; one agent does. False if it was down already. Whoever refuses what a
/// colleague wrote decides on it as much as who approves, and the colleague is told.
pub async fn end(
    services: &Services,
    permit: &Permit<DeskWork>,
    id: &str,
) -> Result<Result<bool, Refusal>> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    let waits: Option<WroteRow> = on!(&mut tx, |c| sqlx::query_as(sql::WHO_WROTE_ANNOUNCEMENT)
        .bind(id)
        .fetch_optional(c))?;
    let wrote = waits.map(|(by, ..)| AccountId::from_trusted(by));
    let of_colleague = wrote.filter(|by| by != permit.by());
    if let Some(by) = &of_colleague {
        let decides = eyes::decides_for(&mut tx, services, permit, by).await?;
        or_refuse!(decides.map_err(Refusal::NotYours));
    }
    if execute!(
        &mut tx,
        sql::END_ANNOUNCEMENT,
        id,
        now.unix_ms(),
        permit.by().as_str()
    )? == 0
    {
        return Ok(Ok(false));
    }
    if of_colleague.is_some() {
        not_placed::tell(&mut tx, services, now, id).await?;
    }
    let entry = Entry::new(Event::AnnouncementEnded, Actor::Desk(permit.by()))
        .organisation(permit.organisation());
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(Ok(true))
}
