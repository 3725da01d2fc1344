//! Messages for everybody, such as an outage: put up by the desk, shown on every page while they last. Every node reads
//! them anew after ten seconds, so that a page costs no question to the database.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use domain::{Language, Moment, shared::short_text::NewsText};

use super::{note::DOUBLE_PRESS, sql};
use crate::{
    Permit, Services,
    audit::{self, Actor, Entry, Event},
    caller::right::{DeskWork, SeeDesk},
    execute, on, owner,
    trouble::Result,
};

/// So long a node believes what it read.
const FRESH: Duration = Duration::from_secs(10);

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

/// A message that is to be put up.
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
    /// What is to be shown now.
    pub async fn now(&self, services: &Services) -> Result<Vec<Announcement>> {
        let now = services.now();
        let known = self.read();
        let all = match known.filter(|(at, _)| now.since(*at) < FRESH) {
            Some((_, all)) => all,
            None => {
                let all = running(services).await?;
                *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, all.clone()));
                all
            }
        };
        let shown = all.into_iter();
        Ok(shown
            .filter(|one| one.from <= now && now < one.until)
            .collect())
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

async fn running(services: &Services) -> Result<Vec<Announcement>> {
    let mut tx = services.db.look().await?;
    let rows: Vec<(String, String, String, i64, i64)> =
        on!(&mut tx, |c| sqlx::query_as(sql::ANNOUNCEMENTS)
            .bind(services.now().unix_ms())
            .fetch_all(c))?;
    let one = |(id, nl, en, from, until): (String, String, String, i64, i64)| Announcement {
        id,
        nl,
        en,
        from: Moment::from_unix_ms(from),
        until: Moment::from_unix_ms(until),
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Puts a message up.
pub async fn put(
    services: &Services,
    permit: &Permit<DeskWork>,
    new: &NewAnnouncement,
) -> Result<()> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    // Two presses at once go one after another, so that the second finds what the first put up (SEC-47).
    owner::lock(&mut tx, permit.by()).await?;
    let put = execute!(
        &mut tx,
        sql::PUT_ANNOUNCEMENT,
        services.new_id()?,
        new.nl.as_str(),
        new.en.as_str(),
        new.from.unix_ms(),
        new.until.unix_ms(),
        permit.by().as_str(),
        now.unix_ms(),
        now.minus(DOUBLE_PRESS).unix_ms(),
    )?;
    if put == 0 {
        return Ok(());
    }
    let entry = Entry::new(Event::AnnouncementPut, Actor::Desk(permit.by()))
        .organisation(permit.organisation());
    audit::record(&mut tx, now, entry).await?;
    tx.commit().await
}

/// Takes a message down; false if it was down already.
pub async fn end(services: &Services, permit: &Permit<DeskWork>, id: &str) -> Result<bool> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    if execute!(&mut tx, sql::END_ANNOUNCEMENT, id, now.unix_ms())? == 0 {
        return Ok(false);
    }
    let entry = Entry::new(Event::AnnouncementEnded, Actor::Desk(permit.by()))
        .organisation(permit.organisation());
    audit::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    Ok(true)
}
