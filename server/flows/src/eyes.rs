//! Who is a second pair of eyes, as the books have it (SEC-68): since when an agent holds the right, whose telephones are or
//! were one, and who put whom there. The rule is [`domain::four_eyes`]; every decision that takes two asks it here.

use domain::{
    AccountId, AuthorisationId, EmailAddress, Language, MobileNumber, Moment,
    four_eyes::{Between, NoEyes, There, are_two, settled},
    organisations::DESK_RIGHT,
    people::BlockReason,
    shared::short_text::PhoneText,
};

use crate::{Permit, Services, Tx, audit::Lately, caller::full_name, on, owner, trouble::Result};

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

const AGENTS: &str = "
select u.account_id, a.language, a.blocked_reason, u.given_name, u.infix, u.family_name, r.granted_at, u.activated_at,
    u.valid_from
from organisation o
join authorisation u on u.organisation_id = o.id
join account a on a.id = u.account_id
join authorisation_right r on r.authorisation_id = u.id
join organisation_right h on h.organisation_id = o.id and h.right_code = r.right_code
where o.kind = $1 and r.right_code = $2 and u.state = 'active' and (o.ended_at is null or o.ended_at > $3)
    and (u.valid_from is null or u.valid_from <= $3) and (u.valid_until is null or u.valid_until > $3)
order by u.sort_key, u.id
limit $4 + 0";

/// Whether a number is the telephone of whom it stands for: what somebody else typed is not before its owner accepted the
/// invitation, or got in with it, or any office could keep two agents from deciding (SEC-70). Migration 0025 keeps the same.
macro_rules! proved {
    () => {
        "(u.state = 'active' or u.activated_at is not null) and (u.mobile_changed_by is null
        or u.mobile_changed_by = u.account_id or u.mobile_changed_at <= coalesce(u.last_login_at, 0))"
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

/// Numbers that codes of two people go to, at whatever organisation, or went to since `$3`.
const SAME_NUMBERS: &str = concat!(
    "
select count(*)
from (
    select u.account_id, u.mobile from authorisation u
    where u.account_id in ($1, $2) and ",
    proved!(),
    "
    union
    select u.account_id, b.mobile
    from authorisation u join number_before b on b.authorisation_id = u.id
    where u.account_id in ($1, $2) and b.until_at > $3
) one
join (
    select u.account_id, u.mobile from authorisation u
    where u.account_id in ($1, $2) and ",
    proved!(),
    "
    union
    select u.account_id, b.mobile
    from authorisation u join number_before b on b.authorisation_id = u.id
    where u.account_id in ($1, $2) and b.until_at > $3
) other on other.mobile = one.mobile
where one.account_id = $1 and other.account_id = $2"
);

/// When somebody put somebody there. What stands beyond `$5` was written down by a clock that was ahead, or is read by one that
/// is behind: rows of the trail stay as they are, so then it was when the authorisation says, which is put right
/// (docs/decisions/0019).
macro_rules! told_at {
    ($there:literal, $audit:literal) => {
        concat!(
            "(case when ",
            $audit,
            ".at <= $5 then ",
            $audit,
            ".at when coalesce(",
            $there,
            ".mobile_changed_at, 0) > coalesce(",
            $there,
            ".invited_at, 0) then ",
            $there,
            ".mobile_changed_at else coalesce(",
            $there,
            ".invited_at, 0) end)"
        )
    };
}

/// What somebody did alone to put somebody there: what two decided together does not count. Whom it put there is whose the
/// authorisation is now, not whose it was then: an invitation that waits goes to whoever proves its mailbox
/// (docs/decisions/0015), and who sent it does not change by that.
macro_rules! alone {
    ($there:literal, $audit:literal) => {
        concat!(
            $audit,
            ".actor = 'person' and ",
            $audit,
            ".event in ('invited', 'invitation_sent_again', 'mobile_changed_by_admin') and ",
            $audit,
            ".at > $3 and ",
            told_at!($there, $audit),
            " > $3 and ",
            $audit,
            ".account_id <> ",
            $audit,
            ".actor_account_id and ",
            $there,
            ".account_id <> ",
            $audit,
            ".actor_account_id"
        )
    };
}

const WHOSE_ADDRESS: &str = "select id from account where email_canonical = $1";

/// When one of two last put the other there: at whatever organisation by a deed of his own, or at the insurer through others
/// whom he put there. A chain is as old as its oldest link. Chains elsewhere do not count, or any office could invite two
/// agents and keep them from deciding (SEC-70).
const CHOSEN: &str = concat!(
    "
with recursive chain (lower, upper, since) as (
    select u.account_id, a.actor_account_id, ",
    told_at!("u", "a"),
    "
    from authorisation u join audit a on a.authorisation_id = u.id join organisation o on o.id = a.organisation_id
    where u.account_id in ($1, $2) and o.kind = $4 and ",
    alone!("u", "a"),
    "
    union
    select c.lower, a.actor_account_id, case when ",
    told_at!("u", "a"),
    " < c.since then ",
    told_at!("u", "a"),
    " else c.since end
    from chain c join authorisation u on u.account_id = c.upper
    join audit a on a.authorisation_id = u.id join organisation o on o.id = a.organisation_id
    where o.kind = $4 and ",
    alone!("u", "a"),
    "
)
select max(at) from (
    select since as at from chain where upper in ($1, $2) and upper <> lower
    union all
    select ",
    told_at!("u", "a"),
    " as at from authorisation u join audit a on a.authorisation_id = u.id
    where u.account_id in ($1, $2) and a.actor_account_id in ($1, $2) and ",
    alone!("u", "a"),
    "
) chosen"
);

/// Authorisations of an account whose codes go to a number, or went there since `$3`: a number that was laid down yesterday is
/// still in the hands of whoever laid it down.
const HAS_NUMBER: &str = concat!(
    "
select count(*)
from authorisation u
where u.account_id = $1 and (u.mobile = $2 and ",
    proved!(),
    " or exists (
    select 1 from number_before b where b.authorisation_id = u.id and b.mobile = $2 and b.until_at > $3
))"
);

/// Numbers of two people at whatever organisation, now or since `$3`; the second is known by the address.
const NUMBERS_OF: &str = concat!(
    "
select u.mobile
from authorisation u join account a on a.id = u.account_id
where (a.id = $1 or a.email_canonical = $2) and ",
    proved!(),
    "
union
select b.mobile
from authorisation u join account a on a.id = u.account_id join number_before b on b.authorisation_id = u.id
where (a.id = $1 or a.email_canonical = $2) and b.until_at > $3"
);

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
    let (now, apart) = (services.now(), services.policy.eyes);
    let lately = Lately::within(apart.remembered, now);
    let insurer = services.catalogue.insurer().map(|kind| kind.code.as_str());
    let (chosen_at,): (Option<i64>,) = on!(&mut *tx, |c| sqlx::query_as(CHOSEN)
        .bind(one.as_str())
        .bind(other.as_str())
        .bind(lately.after())
        .bind(insurer)
        .bind(lately.until())
        .fetch_one(c))?;
    let mailbox = owner::read(&mut *tx, one).await?.email.mailbox();
    let between = Between {
        same_telephone: same_telephone(&mut *tx, services, one, other).await?,
        same_mailbox: mailbox == owner::read(&mut *tx, other).await?.email.mailbox(),
        chosen_at: chosen_at.map(Moment::from_unix_ms),
    };
    Ok(are_two(between, apart, now))
}

/// Whether codes of two people go to one number, at whatever organisation, or went there lately.
pub(crate) async fn same_telephone(
    tx: &mut Tx,
    services: &Services,
    one: &AccountId,
    other: &AccountId,
) -> Result<bool> {
    let since = services.now().minus(services.policy.eyes.remembered);
    let (numbers,): (i64,) = on!(tx, |c| sqlx::query_as(SAME_NUMBERS)
        .bind(one.as_str())
        .bind(other.as_str())
        .bind(since.unix_ms())
        .fetch_one(c))?;
    Ok(numbers > 0)
}

/// The same of whoever has this address, if anybody does: what is written into a request says nothing about whose it is.
pub(crate) async fn shares_telephone(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    address: &EmailAddress,
) -> Result<bool> {
    let row: Option<(String,)> = on!(&mut *tx, |c| sqlx::query_as(WHOSE_ADDRESS)
        .bind(address.canonical())
        .fetch_optional(c))?;
    let Some((other,)) = row else {
        return Ok(false);
    };
    let other = AccountId::from_trusted(other);
    same_telephone(tx, services, account, &other).await
}

/// Whether codes of somebody go to this number, or went there lately.
pub(crate) async fn has_number(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    number: &MobileNumber,
) -> Result<bool> {
    let since = services.now().minus(services.policy.eyes.remembered);
    let (found,): (i64,) = on!(tx, |c| sqlx::query_as(HAS_NUMBER)
        .bind(account.as_str())
        .bind(number.e164())
        .bind(since.unix_ms())
        .fetch_one(c))?;
    Ok(found > 0)
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

/// Whether calling this number proves something about a company (SEC-26): it is neither a telephone of the agent who called,
/// nor of the one it is about, now or lately.
pub(crate) async fn may_be_called(
    tx: &mut Tx,
    services: &Services,
    agent: &AccountId,
    (address, mobile): (&EmailAddress, &MobileNumber),
    called: &PhoneText,
) -> Result<bool> {
    let since = services.now().minus(services.policy.eyes.remembered);
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(NUMBERS_OF)
        .bind(agent.as_str())
        .bind(address.canonical())
        .bind(since.unix_ms())
        .fetch_all(c))?;
    let mut theirs = rows.iter().map(|(mobile,)| mobile.as_str());
    Ok(!called.is_the_same_as(mobile.e164()) && !theirs.any(|one| called.is_the_same_as(one)))
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
