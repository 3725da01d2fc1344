//! Checkpoints: where every chain stood at a moment, signed, kept outside the database (SEC-65, SEC-76).
//! Whoever can rewrite the whole table, the heads included, cannot make a checkpoint of before agree with it. Each carries
//! the hash of the one before it, so that none in the middle can be left out.

use domain::Moment;
use serde::{Deserialize, Serialize};

use crate::{
    Db, Services, execute, on,
    secrets::{Keys, Purpose, sha256_hex},
    trouble::{Result, Trouble},
};

use super::{FIRST_CHAIN, sql};

/// The end of one chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Which chain.
    pub chain: i64,
    /// Number of its last row.
    pub seq: i64,
    /// Hash of its last row.
    pub hash: String,
}

/// The ends of all chains at one moment, with a signature of this deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", deny_unknown_fields)]
pub struct Checkpoint {
    /// Its place among those that are kept together, from 1 on; 0 stands by itself.
    pub number: u64,
    /// Hash of the text of the one before it; zeros if there is none.
    pub previous: String,
    /// When it was taken.
    pub at: Moment,
    /// Chains that have rows.
    pub heads: Vec<Head>,
    /// Keyed hash over all of that.
    mac: String,
    #[serde(skip)]
    form: Form,
}

/// What the signature covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    /// Every head and what comes before.
    #[default]
    Heads,
    /// The one head of when there was one chain.
    OneHead,
}

/// What stands in a file.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Heads(Heads),
    OneHead(OneHead),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Heads {
    number: u64,
    previous: String,
    at: Moment,
    heads: Vec<Head>,
    mac: String,
}

/// A checkpoint of when there was one chain; taken every hour, each by itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OneHead {
    seq: i64,
    hash: String,
    at: Moment,
    mac: String,
}

impl From<Stored> for Checkpoint {
    fn from(stored: Stored) -> Self {
        match stored {
            Stored::Heads(of) => Self {
                number: of.number,
                previous: of.previous,
                at: of.at,
                heads: of.heads,
                mac: of.mac,
                form: Form::Heads,
            },
            Stored::OneHead(of) => Self {
                number: 0,
                previous: sql::FIRST_HASH.to_owned(),
                at: of.at,
                heads: vec![Head {
                    chain: FIRST_CHAIN,
                    seq: of.seq,
                    hash: of.hash,
                }],
                mac: of.mac,
                form: Form::OneHead,
            },
        }
    }
}

/// The checkpoint before another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Previous {
    /// Its number.
    pub number: u64,
    /// Hash of its text.
    pub hash: String,
}

impl Previous {
    /// What the first of all follows from.
    pub fn none() -> Self {
        Self {
            number: 0,
            hash: sql::FIRST_HASH.to_owned(),
        }
    }

    /// The checkpoint of this number, with this text.
    pub fn is(number: u64, text: &str) -> Self {
        Self {
            number,
            hash: sha256_hex(text.as_bytes()),
        }
    }
}

impl Checkpoint {
    /// Whether this deployment signed it, and nobody changed it since.
    pub fn is_ours(&self, keys: &Keys) -> bool {
        self.signed()
            .is_ok_and(|(purpose, text)| keys.is_keyed_hash(purpose, &text, &self.mac))
    }

    /// Reads what [`Checkpoint::to_text`] wrote, also before there were several chains; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// One line of JSON.
    pub fn to_text(&self) -> Result<String> {
        Ok(serde_json::to_string(self)?)
    }

    fn signed(&self) -> Result<(Purpose, String)> {
        let at = self.at.unix_ms();
        if let (Form::OneHead, [head]) = (self.form, self.heads.as_slice()) {
            let text = format!("{} {} {at}", head.seq, head.hash);
            return Ok((Purpose::HourlyCheckpoint, text));
        }
        let text = serde_json::to_string(&(self.number, &self.previous, at, &self.heads))?;
        Ok((Purpose::Checkpoint, text))
    }
}

/// Why no checkpoint is signed after another one: it would vouch for what nobody should believe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It is none, it was changed, or somebody else signed it.
    NotOurs,
    /// The trail has not the rows that it saw: it is another database, or one of before, or rows were taken out.
    NotOfThisTrail,
}

/// Whether the next checkpoint may follow from this one: we signed it, with the key of today or of before, and the trail still has the
/// rows with which its chains ended then.
pub async fn follows(
    services: &Services,
    number: u64,
    text: &str,
) -> Result<Result<Previous, Doubt>> {
    let given = Checkpoint::parse(text).filter(|given| given.number == number);
    let Some(given) = given.filter(|given| given.is_ours(&services.keys)) else {
        return Ok(Err(Doubt::NotOurs));
    };
    let mut tx = services.db.look().await?;
    for head in &given.heads {
        let hash: Option<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql::HASH_OF)
            .bind(head.chain)
            .bind(head.seq)
            .fetch_optional(c))?;
        if hash.is_none_or(|(hash,)| hash != head.hash) {
            return Ok(Err(Doubt::NotOfThisTrail));
        }
    }
    Ok(Ok(Previous::is(number, text)))
}

/// The newest checkpoint that was written to a folder on this database, however that is called; `None` if none was.
pub async fn newest_in(services: &Services, folder: &str) -> Result<Option<Previous>> {
    let mut tx = services.db.look().await?;
    let newest: Option<(i64, String)> = on!(&mut tx, |c| sqlx::query_as(sql::NEWEST_CHECKPOINT)
        .bind(folder)
        .fetch_optional(c))?;
    Ok(newest.map(|(number, hash)| Previous {
        number: u64::try_from(number).unwrap_or_default(),
        hash,
    }))
}

/// Writes down that a checkpoint is the newest of a folder.
pub async fn is_newest_in(services: &Services, folder: &str, newest: &Previous) -> Result<()> {
    let number = i64::try_from(newest.number).unwrap_or(i64::MAX);
    let mut tx = services.db.write_lightly().await?;
    execute!(
        &mut tx,
        sql::IS_NEWEST_CHECKPOINT,
        folder,
        number,
        newest.hash.as_str()
    )?;
    tx.commit().await
}

/// Takes a checkpoint of the trail as it stands: the next after another one, or one that stands by itself.
pub async fn checkpoint(services: &Services, after: Option<&Previous>) -> Result<Checkpoint> {
    let heads = safe_heads(services).await?;
    let nothing = Previous::none();
    // Nobody ever counts so far, but anybody can call a file so.
    let number = after.map_or(Some(0), |previous| previous.number.checked_add(1));
    let number = number.ok_or(Trouble::Program(
        "a checkpoint has the highest number that there is",
    ))?;
    let mut taken = Checkpoint {
        number,
        previous: after.unwrap_or(&nothing).hash.clone(),
        at: services.now(),
        heads: heads
            .into_iter()
            .filter(|(_, seq, _)| *seq > 0)
            .map(|(chain, seq, hash)| Head { chain, seq, hash })
            .collect(),
        mac: String::new(),
        form: Form::Heads,
    };
    let (purpose, text) = taken.signed()?;
    taken.mac = services.keys.keyed_hash(purpose, &text);
    Ok(taken)
}

/// Where every chain stands, of one moment on either database, and no further than what a power cut leaves: a checkpoint of
/// rows that are lost would tell of tampering for ever. SQLite does not wait for the disk with every row
/// ([`Db::write_lightly`]), and a commit that does takes along all that was written before it, by whichever process.
async fn safe_heads(services: &Services) -> Result<Vec<(i64, i64, String)>> {
    match &services.db {
        db @ Db::Sqlite { .. } => {
            let mut tx = db.write().await?;
            let heads = on!(&mut tx, |c| sqlx::query_as(sql::HEADS).fetch_all(c))?;
            execute!(&mut tx, sql::SAFE, services.now().unix_ms())?;
            tx.commit().await?;
            Ok(heads)
        }
        db @ Db::Postgres(_) => {
            let mut tx = db.look().await?;
            on!(&mut tx, |c| sqlx::query_as(sql::HEADS).fetch_all(c))
        }
    }
}
