//! Whose a database is: the database itself says so, because nothing else tells a laptop that it works on production's. It would
//! take the letters that wait there, and nobody would ever get them (SEC-73).

use std::{fmt, time::Duration};

use domain::Moment;
use serde_json::json;
use sqlx::AssertSqlSafe;

use crate::{
    Db, Tx,
    audit::{self, Actor, Entry, Event},
    db::Stated,
    execute, on, readiness,
    trouble::{Result, Schema, Trouble},
};

const IS_THERE_ON_SQLITE: &str =
    "select count(*) from sqlite_master where type = 'table' and name = 'deployment'";
const IS_THERE_ON_POSTGRES: &str = "
select count(*)
from information_schema.tables
where table_schema = current_schema() and table_name = 'deployment'";
const PURPOSE: &str = "select purpose from deployment";
/// Somebody whom a letter could reach: an account that was set aside has no address, and nobody has one that ends in `.example`
/// (RFC 2606), as those of the demo do.
const ANYBODY: &str = "
select count(*)
from (select 1 from account where email_canonical like '%@%' and email_canonical not like '%.example' limit 1) anybody";
const STATE: &str = "
insert into deployment (id, purpose) values ('this', $1)
on conflict (id) do nothing";
/// A copy that moves is a copy still.
const STATE_ANEW: &str = "
insert into deployment (id, purpose, writes_to) values ('this', $1, coalesce($2, 'everybody'))
on conflict (id) do update set purpose = excluded.purpose, writes_to = coalesce($2, deployment.writes_to)";
const IS_COPY: &str = "select count(*) from deployment where writes_to = 'named'";
/// What waits in a copy goes to nobody, and no login of it counts.
const LET_GO: [&str; 3] = [
    "update outbox set state = 'dropped', ended_at = created_at, leased_by = null, leased_until = null where ended_at is null",
    "update link set ended_at = created_at where used_at is null and ended_at is null",
    "delete from session",
];

/// Times are told without their seconds.
const A_MINUTE: Duration = Duration::from_secs(60);

/// What a deployment is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A laptop, or a demo on one.
    Development,
    /// The real thing, as browsers reach it.
    Production {
        /// Scheme, host and port.
        origin: String,
    },
}

/// As what a database is adopted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adopted {
    /// As what it was: the portal moved.
    AsItIs,
    /// As a copy of one that goes on elsewhere.
    Copy,
    /// As no copy, whatever somebody said before.
    Original,
}

impl Adopted {
    const fn code(self) -> &'static str {
        match self {
            Self::AsItIs => "as_it_is",
            Self::Copy => "copy",
            Self::Original => "original",
        }
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Development => f.write_str("development"),
            Self::Production { origin } => write!(f, "production of {origin}"),
        }
    }
}

/// Whether a deployment may work on a database, before it changes anything there.
///
/// # Errors
/// If it is another one's, or does not say whose it is and holds people that a laptop does not know: the invented ones of a demo do no harm.
pub async fn may_use(db: &Db, purpose: &Purpose) -> Result<()> {
    if db.schema().await? == Some(Schema::Missing) {
        return Ok(());
    }
    let mut tx = db.look().await?;
    match (purpose_of(&mut tx).await?, purpose) {
        (Some(stated), purpose) if stated == purpose.to_string() => Ok(()),
        (Some(stated), purpose) => Err(another(&stated, purpose)),
        (None, Purpose::Production { .. }) => Ok(()),
        (None, Purpose::Development) => {
            let (people,): (i64,) = on!(&mut tx, |c| sqlx::query_as(ANYBODY).fetch_one(c))?;
            if people == 0 {
                return Ok(());
            }
            Err(Trouble::Configuration(
                "the database at `database.url` holds people and was made by a version that did not write down whose it is, so \
                 development leaves it alone: it may be production's. Start production on it once, or, if it is a laptop's own or \
                 a copy, say so with `sleutelbos adopt --copy`"
                    .to_owned(),
            ))
        }
    }
}

/// Whether a deployment may adopt a database, before it changes anything there, its tables included. By the clock of the server
/// that nodes go by.
///
/// # Errors
/// If a program of whoever it belongs to is at work on it.
pub async fn may_adopt(db: &Db, purpose: &Purpose, now: Moment) -> Result<()> {
    let schema = db.schema().await?;
    if schema == Some(Schema::Missing) {
        return Ok(());
    }
    let mut tx = db.look().await?;
    let stated = purpose_of(&mut tx).await?;
    let older = schema == Some(Schema::Older);
    nobody_else_at_work(&mut tx, (stated.as_deref(), purpose), now, older).await
}

async fn nobody_else_at_work(
    tx: &mut Tx,
    (stated, purpose): (Option<&str>, &Purpose),
    now: Moment,
    older: bool,
) -> Result<()> {
    let Some(whose) = stated.filter(|whose| **whose != purpose.to_string()) else {
        return Ok(());
    };
    let Some((last, until)) = readiness::at_work_until(tx, now, older).await? else {
        return Ok(());
    };
    let until = until.plus(A_MINUTE).datetime_attribute();
    Err(Trouble::Configuration(format!(
        "a program of {whose} was at work on the database at `database.url` at {}: is that the right database? If the portal \
         moved, stop every program of it first. If it is a copy that was just made, or the program was killed, wait until {until}",
        last.datetime_attribute()
    )))
}

/// Writes down whose a database is, where nobody has; its tables are up to date. From then on no other is taken for it.
///
/// # Errors
/// If somebody else did so at the same moment.
pub async fn state(db: &Db, purpose: &Purpose) -> Result<()> {
    let mut tx = db.look().await?;
    let is_stated = purpose_of(&mut tx).await?.is_some();
    drop(tx);
    if !is_stated {
        let mut tx = db.write().await?;
        execute!(&mut tx, STATE, purpose.to_string())?;
        tx.commit().await?;
    }
    may_use(db, purpose).await?;
    if let Some(stated) = stated(db).await? {
        db.gate().belongs_to(stated);
    }
    Ok(())
}

/// Whether a database still says of itself what it said when somebody began to work on it.
pub async fn is_still_ours(db: &Db) -> Result<bool> {
    match db.gate().whose() {
        Some(whose) => Ok(stated(db).await?.as_ref() == Some(whose)),
        None => Ok(true),
    }
}

/// From here on the database belongs to this deployment, whosever it was; gives back whose. What waits in a copy of it, and
/// who is logged in there, is let go of.
///
/// # Errors
/// If production's own database would be made a copy of itself, or a program of whoever it belongs to is at work on it.
pub async fn adopt(
    db: &Db,
    purpose: &Purpose,
    how: Adopted,
    now: Moment,
) -> Result<Option<String>> {
    let mut tx = db.write().await?;
    let before = purpose_of(&mut tx).await?;
    // Once more, where nobody comes between.
    nobody_else_at_work(&mut tx, (before.as_deref(), purpose), now, false).await?;
    if how == Adopted::Copy {
        if matches!(purpose, Purpose::Production { .. }) && before == Some(purpose.to_string()) {
            return Err(Trouble::Configuration(format!(
                "the database at `database.url` is that of {purpose} itself: as a copy, its letters, links and logins would be let go. \
                 A copy has another `server.origin`, or is for development"
            )));
        }
        for statement in LET_GO {
            execute!(&mut tx, AssertSqlSafe(statement))?;
        }
    }
    let writes_to = match how {
        Adopted::AsItIs => None,
        Adopted::Copy => Some("named"),
        Adopted::Original => Some("everybody"),
    };
    execute!(&mut tx, STATE_ANEW, purpose.to_string(), writes_to)?;
    if before
        .as_ref()
        .is_some_and(|whose| *whose != purpose.to_string())
    {
        readiness::nobody_at_work(&mut tx).await?;
    }
    let facts = json!({ "before": before, "purpose": purpose.to_string(), "how": how.code() });
    let entry = Entry::new(Event::Adopted, Actor::Operator).facts(facts);
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(before)
}

/// Whether a database was adopted as a copy: it holds people whom the deployment that it was copied from writes to.
pub async fn is_copy(db: &Db) -> Result<bool> {
    let mut tx = db.look().await?;
    let (copies,): (i64,) = on!(&mut tx, |c| sqlx::query_as(IS_COPY).fetch_one(c))?;
    Ok(copies > 0)
}

async fn purpose_of(tx: &mut Tx) -> Result<Option<String>> {
    if !says_anything(tx).await? {
        return Ok(None);
    }
    let purpose: Option<(String,)> = on!(&mut *tx, |c| sqlx::query_as(PURPOSE).fetch_optional(c))?;
    Ok(purpose.map(|(purpose,)| purpose))
}

async fn stated(db: &Db) -> Result<Option<Stated>> {
    let mut tx = db.look().await?;
    if !says_anything(&mut tx).await? {
        return Ok(None);
    }
    let stated: Option<(String, String)> =
        on!(&mut tx, |c| sqlx::query_as(Stated::SQL).fetch_optional(c))?;
    Ok(stated.map(Stated::from))
}

async fn says_anything(tx: &mut Tx) -> Result<bool> {
    let is_there = match tx {
        Tx::Sqlite(_) => IS_THERE_ON_SQLITE,
        Tx::Postgres(_) => IS_THERE_ON_POSTGRES,
    };
    let (tables,): (i64,) = on!(&mut *tx, |c| sqlx::query_as(is_there).fetch_one(c))?;
    Ok(tables > 0)
}

fn another(stated: &str, purpose: &Purpose) -> Trouble {
    Trouble::Configuration(format!(
        "the database at `database.url` belongs to {stated}, and this is {purpose}: whichever of them takes a letter, the other's \
         people never get it. Name another database; if the portal itself moved, say so once with `sleutelbos adopt`; if this is a \
         copy, for tests perhaps, with `sleutelbos adopt --copy`, which lets go of the letters, links and logins in it, and from then \
         on writes only to whom `post.mail_only_to` and `post.sms_only_to` name"
    ))
}
