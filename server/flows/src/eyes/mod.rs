//! Who is a second pair of eyes, as the books have it (SEC-68): since when an agent holds the right, who is one person or stands
//! with whom ([`person`]), and who put whom there ([`chosen`]). The rule is [`domain::four_eyes`]; every decision that takes two
//! asks it here.

mod chosen;
mod person;

use domain::{
    AccountId, AuthorisationId, Language, Moment,
    four_eyes::{Between, NoEyes, There, Tie, are_two, settled},
    organisations::DESK_RIGHT,
    people::BlockReason,
};

pub(crate) use person::{Whom, is_number_of, may_be_called, tie, works_there};

use crate::{Permit, Services, Tx, caller::full_name, on, open_now::is_open, trouble::Result};

/// Agents that are read; more than any desk has.
const MOST: i64 = 500;

/// Why this agent does not decide, and who can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotYours {
    /// Why.
    pub why: NoEyes,
    /// Names of colleagues who can; nobody, if only an operator can help.
    pub who: Vec<String>,
}

/// Somebody of the service desk.
#[derive(Clone, Debug)]
pub(crate) struct Agent {
    pub account: AccountId,
    pub language: Language,
    pub name: String,
    there: There,
    blocked: Option<BlockReason>,
}

impl Agent {
    /// Whether what this agent asks or vouches for counts: not from an account that was stopped.
    fn counts(&self) -> bool {
        !self
            .blocked
            .is_some_and(BlockReason::takes_back_what_was_asked)
    }
}

const THERE: &str = "
select r.granted_at, u.activated_at, u.valid_from
from authorisation u join authorisation_right r on r.authorisation_id = u.id
where u.id = $1 and r.right_code = $2";

const AGENTS: &str = concat!(
    "
select u.account_id, a.language, a.blocked_reason, u.given_name, u.infix, u.family_name, r.granted_at, u.activated_at,
    u.valid_from
from organisation o
join authorisation u on u.organisation_id = o.id
join account a on a.id = u.account_id
join authorisation_right r on r.authorisation_id = u.id
join organisation_right h on h.organisation_id = o.id and h.right_code = r.right_code
where o.kind = $1 and r.right_code = $2 and (o.ended_at is null or o.ended_at > $3)
    and ",
    is_open!("u", "$3"),
    "
order by u.sort_key, u.id
limit $4 + 0"
);

/// Whether a number is the telephone of whom it stands for: what somebody else typed is not before its owner accepted the
/// invitation, or got in with it, or any office could keep two agents from deciding (SEC-70). Migration 0043 keeps the same.
macro_rules! proved {
    () => {
        concat!(
            "(u.state = 'active' or u.activated_at is not null) and ",
            crate::places::number_is_proved!("u")
        )
    };
}
pub(crate) use proved;

/// Whether what was asked from an account counts: [`domain::people::BlockReason::takes_back_what_was_asked`] in the books. What
/// this version cannot read takes it back.
macro_rules! not_stopped {
    ($account:literal) => {
        concat!(
            "not exists (select 1 from account stopped where stopped.id = ",
            $account,
            " and stopped.blocked_reason <> 'password_on_known_device')"
        )
    };
}
pub(crate) use not_stopped;

impl Permit<crate::caller::right::SeeDesk> {
    /// From when on whoever holds this decides what takes two; `None` if that is now.
    pub async fn decides_from(&self, services: &Services) -> Result<Option<Moment>> {
        let mut tx = services.db.look().await?;
        let own = there(&mut tx, self.by_authorisation()).await?;
        Ok(match hold(services, own.as_ref(), services.now()) {
            Err(NoEyes::TooNew { from }) => Some(from),
            _ => None,
        })
    }
}

/// Whether the agent of this authorisation decides anything yet, whoever asked.
pub(crate) async fn decides(
    tx: &mut Tx,
    services: &Services,
    agent: &AuthorisationId,
) -> Result<Result<(), NoEyes>> {
    let own = there(tx, agent).await?;
    Ok(hold(services, own.as_ref(), services.now()))
}

/// Whether an agent decides on what somebody asked; if not, why, and who can.
pub(crate) async fn decides_for<R>(
    tx: &mut Tx,
    services: &Services,
    permit: &Permit<R>,
    asked_by: &AccountId,
) -> Result<Result<(), NotYours>> {
    let why = match decides(tx, services, permit.by_authorisation()).await? {
        Err(why) => Err(why),
        Ok(()) => two(tx, services, permit.by(), asked_by).await?,
    };
    let Err(why) = why else { return Ok(Ok(())) };
    let who = who_decides(tx, services, asked_by).await?;
    Ok(Err(NotYours { why, who }))
}

/// Whether an agent decides on what nobody asked yet: vouching, refusing. If not, why, and who can.
pub(crate) async fn decides_at_all<R>(
    tx: &mut Tx,
    services: &Services,
    permit: &Permit<R>,
) -> Result<Result<(), NotYours>> {
    let Err(why) = decides(tx, services, permit.by_authorisation()).await? else {
        return Ok(Ok(()));
    };
    let who = who_decides(tx, services, permit.by()).await?;
    Ok(Err(NotYours { why, who }))
}

/// Names of the agents who can decide on what somebody asked.
async fn who_decides(
    tx: &mut Tx,
    services: &Services,
    asked_by: &AccountId,
) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for agent in agents(tx, services).await? {
        let able = agent.account != *asked_by
            && agent.counts()
            && hold(services, Some(&agent.there), services.now()).is_ok()
            && two(tx, services, &agent.account, asked_by).await?.is_ok();
        names.extend(able.then_some(agent.name));
    }
    Ok(names)
}

/// Whether two people are two. Nobody is two with himself; what follows from that is said elsewhere.
pub(crate) async fn two(
    tx: &mut Tx,
    services: &Services,
    one: &AccountId,
    other: &AccountId,
) -> Result<Result<(), NoEyes>> {
    let tie = tie(&mut *tx, services, one, Whom::account(other)).await?;
    let between = Between {
        same_telephone: tie == Some(Tie::Telephone),
        same_mailbox: tie == Some(Tie::Mailbox),
        chosen_at: chosen::at(tx, services, one, other).await?,
    };
    Ok(are_two(between, services.policy.eyes, services.now()))
}

/// Whether somebody works at the service desk now, from an account that was not stopped: what was asked by whoever does no more
/// is nobody's wish.
pub(crate) async fn is_agent(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
) -> Result<bool> {
    let agents = agents(tx, services).await?;
    Ok(agents
        .iter()
        .any(|agent| agent.account == *account && agent.counts()))
}

/// Everybody who works at the service desk now.
pub(crate) async fn agents(tx: &mut Tx, services: &Services) -> Result<Vec<Agent>> {
    let Some(insurer) = services.catalogue.insurer() else {
        return Ok(vec![]);
    };
    let rows: Vec<AgentRow> = on!(tx, |c| sqlx::query_as(AGENTS)
        .bind(&insurer.code)
        .bind(DESK_RIGHT)
        .bind(services.now().unix_ms())
        .bind(MOST)
        .fetch_all(c))?;
    Ok(rows.into_iter().map(Agent::from).collect())
}

async fn there(tx: &mut Tx, agent: &AuthorisationId) -> Result<Option<There>> {
    let row: Option<ThereRow> = on!(tx, |c| sqlx::query_as(THERE)
        .bind(agent.as_str())
        .bind(DESK_RIGHT)
        .fetch_optional(c))?;
    Ok(row.as_ref().map(There::from))
}

/// Who holds the right no more has it from now on at the earliest.
fn hold(services: &Services, there: Option<&There>, now: Moment) -> Result<(), NoEyes> {
    let apart = services.policy.eyes;
    match there {
        Some(there) => settled(there, apart, now),
        None => Err(NoEyes::TooNew {
            from: now.plus(apart.settled),
        }),
    }
}

#[derive(sqlx::FromRow)]
struct ThereRow {
    granted_at: i64,
    activated_at: Option<i64>,
    valid_from: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct AgentRow {
    account_id: String,
    language: String,
    blocked_reason: Option<String>,
    given_name: String,
    infix: String,
    family_name: String,
    #[sqlx(flatten)]
    there: ThereRow,
}

impl From<&ThereRow> for There {
    fn from(row: &ThereRow) -> Self {
        Self {
            granted_at: Moment::from_unix_ms(row.granted_at),
            activated_at: row.activated_at.map(Moment::from_unix_ms),
            valid_from: row.valid_from.map(Moment::from_unix_ms),
        }
    }
}

impl From<AgentRow> for Agent {
    fn from(row: AgentRow) -> Self {
        Self {
            there: There::from(&row.there),
            blocked: row.blocked_reason.as_deref().map(BlockReason::stored),
            account: AccountId::from_trusted(row.account_id),
            language: Language::from_code(&row.language).unwrap_or_default(),
            name: full_name(&row.given_name, &row.infix, &row.family_name),
        }
    }
}
