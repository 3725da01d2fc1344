//! Which organisations have nobody, or only one, to look after their people: seen by the service desk before it goes wrong.
//! As quick for a hundred thousand organisations as for ten: every list begins with the few that are in it.

mod deputy;
mod sql;

pub use deputy::{NotAsked, ask_deputy, asked_lately};

use std::time::Duration;

use domain::{
    AuthorisationId, Moment, OrganisationId,
    people::{Access, AuthorisationState},
};

use crate::{
    Permit, Services, Tx,
    caller::{full_name, right::SeeDesk},
    on,
    trouble::Result,
};

/// A mail that failed longer ago says nothing about the mailbox of today; whoever has not come in for so long is not
/// going to by themselves.
const MONTH: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// Organisations on a page.
pub const PAGE: usize = 50;
/// Organisations are counted up to here.
const COUNT_LIMIT: i64 = 1_000;

/// Why an organisation is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Nobody is admin for good: nobody at all, or only who leaves on a date.
    NoAdmin,
    /// One admin has no end in sight, whoever else is admin until a date, and there are others to be helped.
    OneAdmin,
    /// Mail to an admin failed lately.
    MailFails,
    /// No admin ever came in: activated or invited a month ago.
    NeverIn,
}

impl Lack {
    /// All of them, the most pressing first.
    pub const ALL: [Self; 4] = [
        Self::NoAdmin,
        Self::MailFails,
        Self::NeverIn,
        Self::OneAdmin,
    ];

    const fn rows(self) -> &'static str {
        match self {
            Self::NoAdmin => sql::WITHOUT,
            Self::OneAdmin => sql::WITH_ONE,
            Self::MailFails => sql::BOUNCED,
            Self::NeverIn => sql::NEVER_IN,
        }
    }

    /// Since when mail counts, or until when something must have begun: an organisation that came in a day ago is not yet
    /// without admin, and an admin who activated yesterday has not stayed away.
    fn since(self, services: &Services, now: Moment) -> Moment {
        now.minus(match self {
            Self::NoAdmin | Self::OneAdmin => services.policy.invitation,
            Self::MailFails | Self::NeverIn => MONTH,
        })
    }

    const fn counting(self) -> &'static str {
        match self {
            Self::NoAdmin => sql::COUNT_WITHOUT,
            Self::OneAdmin => sql::COUNT_WITH_ONE,
            Self::MailFails => sql::COUNT_BOUNCED,
            Self::NeverIn => sql::COUNT_NEVER_IN,
        }
    }
}

/// An organisation that is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// Which.
    pub id: OrganisationId,
    /// Code of its kind.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Its admins, invited ones too; four at most.
    pub admins: Vec<AdminNamed>,
    /// When the only admin was last asked for a deputy.
    pub deputy_asked_at: Option<Moment>,
}

/// An admin of an organisation that is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdminNamed {
    /// Name, as the organisation knows it.
    pub name: String,
    /// When access begins, if that is still to come.
    pub begins: Option<Moment>,
    /// When access ends, if it does.
    pub until: Option<Moment>,
    /// Whether mail to this person helps: not to who has not accepted the invitation, or is not there yet.
    pub active: bool,
    /// That person there.
    pub id: AuthorisationId,
    /// When the invitation went out that has not been accepted.
    pub invited_at: Option<Moment>,
}

/// Whether whoever was invited at that moment may still come in: so long nobody asks for somebody else.
pub fn invited_lately(at: Moment, now: Moment) -> bool {
    now.since(at) < MONTH
}

/// A page of a list, in the order in which the organisations came.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its organisations.
    pub organisations: Vec<Watched>,
    /// There are more after the last one.
    pub more: bool,
}

/// A number of organisations, counted up to a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many, at least.
    pub number: u32,
    /// There are more than `number`.
    pub more: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    number: String,
    name: String,
    deputy_asked_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct AdminRow {
    id: String,
    invited_at: Option<i64>,
    given_name: String,
    infix: String,
    family_name: String,
    state: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
}

impl AdminRow {
    fn read(self, now: Moment) -> AdminNamed {
        let state = AuthorisationState::stored(&self.state);
        let from = self.valid_from.map(Moment::from_unix_ms);
        let until = self.valid_until.map(Moment::from_unix_ms);
        AdminNamed {
            name: full_name(&self.given_name, &self.infix, &self.family_name),
            begins: from.filter(|from| now < *from),
            until,
            active: Access::of(state, from, until, now).is_open(),
            id: AuthorisationId::from_trusted(self.id),
            invited_at: match state {
                AuthorisationState::Invited => self.invited_at.map(Moment::from_unix_ms),
                _ => None,
            },
        }
    }
}

/// The organisations with one lack, after one of them.
pub async fn list(
    services: &Services,
    _: &Permit<SeeDesk>,
    lack: Lack,
    after: Option<&OrganisationId>,
) -> Result<Page> {
    let now = services.now();
    let mut tx = services.db.look().await?;
    let mut rows: Vec<Row> = on!(&mut tx, |c| sqlx::query_as(lack.rows())
        .bind(now.unix_ms())
        .bind(after.map_or("", OrganisationId::as_str))
        .bind(PAGE as i64 + 1)
        .bind(lack.since(services, now).unix_ms())
        .fetch_all(c))?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let mut organisations = Vec::with_capacity(rows.len());
    for row in rows {
        organisations.push(Watched {
            admins: admins(&mut tx, &row.id, now).await?,
            id: OrganisationId::from_trusted(row.id),
            kind: row.kind,
            number: row.number,
            name: row.name,
            deputy_asked_at: row.deputy_asked_at.map(Moment::from_unix_ms),
        });
    }
    Ok(Page {
        organisations,
        more,
    })
}

/// How many organisations have each lack, in the order of [`Lack::ALL`].
pub async fn counts(services: &Services, _: &Permit<SeeDesk>) -> Result<Vec<(Lack, Count)>> {
    let now = services.now();
    let mut tx = services.db.look().await?;
    let mut counts = Vec::new();
    for lack in Lack::ALL {
        let (counted,): (i64,) = on!(&mut tx, |c| sqlx::query_as(lack.counting())
            .bind(now.unix_ms())
            .bind("")
            .bind(COUNT_LIMIT + 1)
            .bind(lack.since(services, now).unix_ms())
            .fetch_one(c))?;
        let count = Count {
            number: u32::try_from(counted.min(COUNT_LIMIT)).unwrap_or_default(),
            more: counted > COUNT_LIMIT,
        };
        counts.push((lack, count));
    }
    Ok(counts)
}

/// Who is or will be admin of one organisation.
async fn admins(tx: &mut Tx, organisation: &str, now: Moment) -> Result<Vec<AdminNamed>> {
    let rows: Vec<AdminRow> = on!(tx, |c| sqlx::query_as(sql::ADMINS)
        .bind(organisation)
        .bind(now.unix_ms())
        .fetch_all(c))?;
    Ok(rows.into_iter().map(|row| row.read(now)).collect())
}
