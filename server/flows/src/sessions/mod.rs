//! Sessions as they are kept: hashed ids, whose they are, and how far the login got.
//! Idle and absolute ends are enforced here, by the server's own clock (SEC-36 to SEC-40).

mod over;
mod seen;
mod sql;

pub use over::{Over, Why, over, sweep, waited_too_long};

use domain::{AccountId, AuthorisationId, ChallengeId, LinkId, Moment};
use serde::{Deserialize, Serialize};

use crate::{
    Caller, Db, Services, Tx,
    budgets::{Common, HOUR},
    caller, execute,
    login::DeviceCookie,
    on,
    secrets::sha256_hex,
    trouble::Result,
};

/// As much as one session holds, in bytes of JSON (SEC-71).
pub const LARGEST: usize = 16 * 1024;

/// How far a session is. Each step gets a new session id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// The password was right; which organisation is still to be chosen.
    Choosing {
        /// Who.
        account: AccountId,
        /// How often this person's sessions had been ended when the password was looked at.
        #[serde(default)]
        epoch: i64,
    },
    /// The password was right; the code is still to be given.
    Code {
        /// Who.
        account: AccountId,
        /// Where to.
        authorisation: AuthorisationId,
        /// The challenge to be answered.
        challenge: ChallengeId,
        /// As of which ends of all sessions.
        #[serde(default)]
        way: Way,
    },
    /// Logged in.
    In {
        /// Who.
        account: AccountId,
        /// Where.
        authorisation: AuthorisationId,
        /// When the second factor was given.
        factor_at: Moment,
        /// When the login was finished; a new id at a step-up does not make the day longer.
        began_at: Moment,
        /// [`epoch`] when the code was right. Once it is another one, this session was ended, also if it was just beginning.
        #[serde(default)]
        epoch: i64,
    },
    /// Holds a link for a new password and has chosen one; the code is still to be given.
    Reset {
        /// The link.
        link: LinkId,
        /// The challenge to be answered.
        challenge: ChallengeId,
    },
    /// Holds an invitation and has chosen a password; the code is still to be given.
    Activating {
        /// The link.
        link: LinkId,
        /// The challenge to be answered.
        challenge: ChallengeId,
    },
}

/// As of which ends of all sessions somebody is on the way into an authorisation: what ends those there, or those where this
/// one came from, ends it too. One that began with a password came from nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// [`epoch`] of where it goes.
    pub epoch: i64,
    /// Where it came from without a password, and [`epoch`] of there.
    from: Option<(AuthorisationId, i64)>,
}

impl Stage {
    /// Whose session this is, as far as that is proved.
    pub fn account(&self) -> Option<&AccountId> {
        match self {
            Self::Choosing { account, .. }
            | Self::Code { account, .. }
            | Self::In { account, .. } => Some(account),
            Self::Reset { .. } | Self::Activating { .. } => None,
        }
    }

    /// The code that is waited for before this session goes on.
    pub fn challenge(&self) -> Option<&ChallengeId> {
        match self {
            Self::Code { challenge, .. }
            | Self::Reset { challenge, .. }
            | Self::Activating { challenge, .. } => Some(challenge),
            Self::Choosing { .. } | Self::In { .. } => None,
        }
    }

    /// The same session, which goes on after the others were ended.
    #[must_use]
    pub fn as_of(mut self, now: i64) -> Self {
        if let Self::In { epoch, .. } = &mut self {
            *epoch = now;
        }
        self
    }

    /// Where this session is, as far as that is proved.
    pub fn authorisation(&self) -> Option<&AuthorisationId> {
        match self {
            Self::In { authorisation, .. } => Some(authorisation),
            _ => None,
        }
    }
}

/// The hash under which a session is kept.
pub fn key_of(session_id: &str) -> String {
    sha256_hex(session_id.as_bytes())
}

/// A session to be written.
#[derive(Clone, Debug)]
pub struct Record<'a> {
    /// [`key_of`] its id.
    pub key: &'a str,
    /// Whose it is.
    pub account: Option<&'a str>,
    /// Where it is.
    pub authorisation: Option<&'a str>,
    /// Everything it holds, as JSON.
    pub data: &'a str,
}

/// A session on the list "where am I logged in".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Name by which it can be ended.
    pub public_id: String,
    /// Browser and system, in words.
    pub device: String,
    /// Last request.
    pub seen_at: Moment,
    /// Start.
    pub created_at: Moment,
    /// Whether this is the session that asks.
    pub here: bool,
}

/// Counts a browser without a session that wants something remembered; or says when its network has room again (SEC-71). One
/// with which somebody got in has a share to itself.
pub async fn room_for_a_newcomer(
    services: &Services,
    network: &str,
    device: &DeviceCookie,
) -> Result<std::result::Result<(), Moment>> {
    let now = services.now();
    let newcomers = Common {
        what: "sessions",
        window: HOUR,
        per_network: services.policy.sessions_per_network_hour,
        overall: Some(services.policy.sessions_overall_hour),
    };
    let mut tx = services.db.write_lightly().await?;
    if let Some(account) = device.got_in_with(&services.keys, &services.policy, now)
        && newcomers.of_known(account).spend(&mut tx, now).await?
    {
        tx.commit().await?;
        return Ok(Ok(()));
    }
    let spent = newcomers.spend(&mut tx, services, network, now).await?;
    tx.commit().await?;
    Ok(spent.map(drop))
}

/// Keeps a new session. False if one with this id exists: choose another id.
pub async fn create(services: &Services, record: &Record<'_>) -> Result<bool> {
    let now = services.now();
    let public_id = services.new_id()?;
    let mut tx = services.db.write_lightly().await?;
    let made = execute!(
        &mut tx,
        sql::CREATE,
        record.key,
        &public_id,
        record.account,
        record.authorisation,
        record.data,
        now.unix_ms(),
    )?;
    tx.commit().await?;
    Ok(made == 1)
}

/// Writes a session, and takes it away again: what only a session leads on from is not begun where none can be written.
pub(crate) async fn can_be_written(tx: &mut Tx, services: &Services) -> Result<()> {
    let (id, now) = (services.new_id()?, services.now().unix_ms());
    let nobody = None::<&str>;
    execute!(&mut *tx, sql::CREATE, &id, &id, nobody, nobody, "{}", now)?;
    execute!(tx, sql::DELETE, &id)?;
    Ok(())
}

/// Writes what a session holds. A session that was ended meanwhile stays ended.
pub async fn save(services: &Services, record: &Record<'_>) -> Result<()> {
    let mut tx = services.db.write_lightly().await?;
    execute!(
        &mut tx,
        sql::SAVE,
        record.key,
        record.account,
        record.authorisation,
        record.data,
        services.now().unix_ms(),
    )?;
    tx.commit().await
}

/// What a session holds, as JSON; `None` if there is none or its time is over. Being asked for keeps it awake.
pub async fn load(services: &Services, key: &str) -> Result<Option<String>> {
    let now = services.now();
    let Some((data, seen_at)) = open(services, key, now).await? else {
        return Ok(None);
    };
    // Written at most once a minute, so that reading a page costs no disk flush.
    if now.since(seen_at) >= services.policy.session_idle / 30 {
        seen::note(services, key, now).await;
    }
    Ok(Some(data))
}

/// As [`load`], for a page that asks by itself: that keeps nothing awake.
pub async fn look(services: &Services, key: &str) -> Result<Option<String>> {
    let found = open(services, key, services.now()).await?;
    Ok(found.map(|(data, _)| data))
}

/// What a session holds that is not over, and when it was used last.
async fn open(services: &Services, key: &str, now: Moment) -> Result<Option<(String, Moment)>> {
    let row: Option<(String, i64, i64)> = {
        let mut tx = services.db.look().await?;
        on!(&mut tx, |c| sqlx::query_as(sql::LOAD)
            .bind(key)
            .fetch_optional(c))?
    };
    let Some((data, created_at, seen_at)) = row else {
        return Ok(None);
    };
    let (created_at, seen_at) = (
        Moment::from_unix_ms(created_at),
        Moment::from_unix_ms(seen_at),
    );
    if over::ended(&services.policy, created_at, seen_at, now).is_some() {
        return Ok(None);
    }
    Ok(Some((data, seen_at)))
}

/// Ends a session.
pub async fn delete(db: &Db, key: &str) -> Result<()> {
    let mut tx = db.write().await?;
    execute!(&mut tx, sql::DELETE, key)?;
    tx.commit().await
}

/// Remembers on what device a session is, in words; asked once, at login.
pub async fn set_device(services: &Services, key: &str, device: &str) -> Result<()> {
    let mut tx = services.db.write_lightly().await?;
    execute!(&mut tx, sql::SET_DEVICE, key, device)?;
    tx.commit().await
}

/// Who is logged in with a session at `stage`. Read anew at every request (SEC-39); `None` if nobody is, or not any more.
pub async fn caller(services: &Services, stage: &Stage) -> Result<Option<Caller>> {
    let Stage::In {
        account,
        authorisation,
        factor_at,
        began_at,
        epoch,
    } = stage
    else {
        return Ok(None);
    };
    let now = services.now();
    if !began_at.was_within(services.policy.session_absolute, now) {
        return Ok(None);
    }
    let mut tx = services.db.look().await?;
    let who = (account, authorisation);
    caller::read(
        &mut tx,
        &services.catalogue,
        who,
        (*factor_at, Some(*epoch)),
        now,
    )
    .await
}

/// Sessions of a person, newest first. `here` is the key of the session that asks.
pub async fn list(services: &Services, account: &AccountId, here: &str) -> Result<Vec<Listed>> {
    let mut tx = services.db.look().await?;
    let oldest = services.now().minus(services.policy.session_idle);
    let rows: Vec<(String, String, String, i64, i64)> =
        on!(&mut tx, |c| sqlx::query_as(sql::LIST)
            .bind(account.as_str())
            .bind(oldest.unix_ms())
            .fetch_all(c))?;
    Ok(rows
        .into_iter()
        .map(|(key, public_id, device, created_at, seen_at)| Listed {
            public_id,
            device,
            seen_at: Moment::from_unix_ms(seen_at),
            created_at: Moment::from_unix_ms(created_at),
            here: key == here,
        })
        .collect())
}

/// How often the sessions that entered an authorisation were ended, all at once: there, or everywhere.
pub(crate) async fn epoch(tx: &mut Tx, authorisation: &AuthorisationId) -> Result<i64> {
    let (epoch,): (i64,) = on!(tx, |c| sqlx::query_as(sql::EPOCH)
        .bind(authorisation.as_str())
        .fetch_one(c))?;
    Ok(epoch)
}

/// The way of a password that was looked at in this transaction.
pub(crate) async fn way_into(tx: &mut Tx, there: &AuthorisationId) -> Result<Way> {
    let epoch = epoch(tx, there).await?;
    Ok(Way { epoch, from: None })
}

/// The way from a session to an authorisation; `None` if that session was ended.
pub async fn way(
    services: &Services,
    from: &Stage,
    there: &AuthorisationId,
) -> Result<Option<Way>> {
    // As of before it is asked whether it goes on: what ends it in between ends the next one.
    let way = way_into(&mut services.db.look().await?, there).await?;
    if !goes_on(services, from).await? {
        return Ok(None);
    }
    let from = match from {
        Stage::In {
            authorisation,
            epoch,
            ..
        } => Some((authorisation.clone(), *epoch)),
        Stage::Code { way, .. } => way.from.clone(),
        Stage::Choosing { .. } | Stage::Reset { .. } | Stage::Activating { .. } => None,
    };
    Ok(Some(Way { from, ..way }))
}

/// Whether a session counts: nothing ended it all at once with others since it came to its stage.
pub async fn goes_on(services: &Services, stage: &Stage) -> Result<bool> {
    let as_of = match stage {
        Stage::Choosing { account, epoch } => {
            vec![(sql::EPOCH_OF_ACCOUNT, account.as_str(), *epoch)]
        }
        Stage::Code {
            authorisation, way, ..
        } => {
            let from = way.from.as_ref();
            let from = from.map(|(from, epoch)| (sql::EPOCH, from.as_str(), *epoch));
            let there = (sql::EPOCH, authorisation.as_str(), way.epoch);
            from.into_iter().chain([there]).collect()
        }
        Stage::In {
            authorisation,
            epoch,
            ..
        } => vec![(sql::EPOCH, authorisation.as_str(), *epoch)],
        Stage::Reset { .. } | Stage::Activating { .. } => vec![],
    };
    let mut tx = services.db.look().await?;
    for (sql, id, epoch) in as_of {
        let now: Option<(i64,)> = on!(&mut tx, |c| sqlx::query_as(sql).bind(id).fetch_optional(c))?;
        if now != Some((epoch,)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Ends one session of a person by its public id.
pub async fn end_one(tx: &mut Tx, account: &AccountId, public_id: &str) -> Result<bool> {
    Ok(execute!(tx, sql::END_ONE, account.as_str(), public_id)? == 1)
}

/// Ends every session of a person, but for the one with key `except`, and every one that is just beginning.
pub async fn end_all(tx: &mut Tx, account: &AccountId, except: Option<&str>) -> Result<u64> {
    execute!(&mut *tx, sql::RAISE, account.as_str())?;
    execute!(
        tx,
        sql::END_ALL,
        account.as_str(),
        except.unwrap_or_default()
    )
}

/// Ends every session that entered one authorisation; and every one that is just entering it, or goes on from it to another
/// without a password, at its next step. Gives back how many had entered.
pub async fn end_of_authorisation(tx: &mut Tx, authorisation: &AuthorisationId) -> Result<u64> {
    execute!(
        &mut *tx,
        sql::RAISE_OF_AUTHORISATION,
        authorisation.as_str()
    )?;
    execute!(tx, sql::END_OF_AUTHORISATION, authorisation.as_str())
}
