//! What one sees of one's own security: when the password was changed, where codes go, where one is logged in (SEC-40).

use domain::Moment;

use super::sql;
use crate::{
    Caller, Services,
    audit::{self, Actor, Entry, Event},
    on, owner, places,
    sessions::{self, Listed},
    trouble::Result,
};

/// One's own security on one page.
#[derive(Clone, Debug)]
pub struct Overview {
    /// When the password was chosen.
    pub password_changed_at: Option<Moment>,
    /// The number that codes go to at this organisation, masked.
    pub number: String,
    /// When one logged in last.
    pub last_login_at: Option<Moment>,
    /// Until when reset by mail is off, if it is.
    pub reset_off_until: Option<Moment>,
    /// Where one is logged in, newest first.
    pub sessions: Vec<Listed>,
}

/// Reads the caller's own security; `session` is the key of the session that asks.
pub async fn security_overview(
    services: &Services,
    caller: &Caller,
    session: &str,
) -> Result<Overview> {
    let now = services.now();
    let mut tx = services.db.read().await?;
    let owner = owner::read(&mut tx, caller.account()).await?;
    let (last_login_at,): (Option<i64>,) = on!(&mut tx, |c| sqlx::query_as(sql::LAST_LOGIN)
        .bind(caller.account().as_str())
        .fetch_one(c))?;
    let number = places::of(&mut tx, caller.account(), now)
        .await?
        .into_iter()
        .find(|place| place.authorisation == *caller.authorisation())
        .map(|place| place.mobile.masked())
        .unwrap_or_default();
    drop(tx);
    Ok(Overview {
        password_changed_at: owner.password_changed_at,
        number,
        last_login_at: last_login_at.map(Moment::from_unix_ms),
        reset_off_until: owner.reset_off_until.filter(|until| now < *until),
        sessions: sessions::list(services, caller.account(), session).await?,
    })
}

/// Ends one of the caller's own sessions by its public id. False if it is none of the caller's, or over already.
pub async fn end_session(services: &Services, caller: &Caller, public_id: &str) -> Result<bool> {
    let mut tx = services.db.write().await?;
    // The account before its sessions, as whatever ends all of them.
    owner::lock(&mut tx, caller.account()).await?;
    let ended = sessions::end_one(&mut tx, caller.account(), public_id).await?;
    if ended {
        audit::record(&mut tx, services.now(), ended_by(caller))?;
        tx.commit().await?;
    }
    Ok(ended)
}

/// "Overal uitloggen": ends the caller's sessions but for the one with key `session`. Gives back how many ended, and the epoch
/// for the one that goes on.
pub async fn end_other_sessions(
    services: &Services,
    caller: &Caller,
    session: &str,
) -> Result<(u64, i64)> {
    let mut tx = services.db.write().await?;
    owner::lock(&mut tx, caller.account()).await?;
    let ended = sessions::end_all(&mut tx, caller.account(), Some(session)).await?;
    let epoch = sessions::epoch(&mut tx, caller.authorisation()).await?;
    if ended > 0 {
        let facts = serde_json::json!({ "sessions": ended });
        audit::record(&mut tx, services.now(), ended_by(caller).facts(facts))?;
    }
    tx.commit().await?;
    Ok((ended, epoch))
}

fn ended_by(caller: &Caller) -> Entry<'_> {
    Entry::new(Event::SessionEnded, Actor::Person(caller.account()))
        .account(caller.account())
        .authorisation(caller.authorisation())
}
