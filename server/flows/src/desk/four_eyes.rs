//! Four eyes: what one agent asks and another approves (SEC-42). A new number for an admin, and a caller who can be reached
//! by no channel that we know. What was asked is frozen; the database refuses an approval by who asked.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, DeskRequestId, MobileNumber, Moment,
    desk::Why,
    people::{AuthorisationState, BlockReason},
    post::Letter,
    shared::short_text::PhoneText,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    caller_check::CheckedCaller,
    counts,
    deed::{Deed, Refusal, lock, or_refuse},
    sql,
};
use crate::{
    Permit, Services, Tx,
    audit::{self, Actor, Entry, Event},
    caller::{
        full_name,
        right::{DeskWork, SeeDesk},
    },
    execute, links, on, people,
    post::{self, Draft, To},
    secrets::sha256_hex,
    trouble::{Result, Trouble},
};

/// So long a colleague can approve.
const LIFETIME: Duration = Duration::from_secs(72 * 60 * 60);
/// Requests that are shown.
const MOST: i64 = 100;

/// What is asked, as it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FourEyes {
    /// Codes are to go to another number.
    Mobile {
        /// The number, in E.164.
        new: String,
    },
    /// The caller was called back, on a number that stands in our own files about the company.
    CallBack {
        /// The number that was called.
        called: String,
    },
}

impl FourEyes {
    /// The code kept in the database and in the trail.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Mobile { .. } => "mobile",
            Self::CallBack { .. } => "call_back",
        }
    }
}

/// A request that waits for a colleague.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its id.
    pub id: DeskRequestId,
    /// What is asked.
    pub what: FourEyes,
    /// For whom.
    pub whom: AuthorisationId,
    /// Their name.
    pub name: String,
    /// Name of their organisation.
    pub organisation: String,
    /// The number there is, "06 •••• ••78".
    pub mobile_masked: String,
    /// Why.
    pub why: Why,
    /// Name of the agent who asks.
    pub asked_by: String,
    /// Whether that is who looks.
    pub yours: bool,
    /// When it was asked.
    pub asked_at: Moment,
    /// Until when it can be approved.
    pub until: Moment,
}

/// What an agent decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A colleague approves.
    Approve,
    /// A colleague does not.
    Reject,
    /// Who asked takes it back.
    Withdraw,
}

impl Decision {
    const fn code(self) -> &'static str {
        match self {
            Self::Approve => "approved",
            Self::Reject => "rejected",
            Self::Withdraw => "withdrawn",
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    authorisation_id: String,
    payload: String,
    payload_hash: String,
    why: String,
    asked_by: String,
    asked_at: i64,
    expires_at: i64,
    by_given: String,
    by_infix: String,
    by_family: String,
    given_name: String,
    infix: String,
    family_name: String,
    mobile: String,
    organisation_name: String,
}

impl Row {
    fn what(&self) -> Result<FourEyes> {
        if sha256_hex(self.payload.as_bytes()) != self.payload_hash {
            return Err(Trouble::Stored("a request was changed after it was asked"));
        }
        Ok(serde_json::from_str(&self.payload)?)
    }

    fn read(self, reader: &AccountId) -> Result<Request> {
        Ok(Request {
            what: self.what()?,
            id: DeskRequestId::from_trusted(self.id),
            whom: AuthorisationId::from_trusted(self.authorisation_id),
            name: full_name(&self.given_name, &self.infix, &self.family_name),
            organisation: self.organisation_name,
            mobile_masked: MobileNumber::from_e164_stored(self.mobile).masked(),
            why: Why::from_code(&self.why).ok_or(Trouble::Stored("reason of a request"))?,
            asked_by: full_name(&self.by_given, &self.by_infix, &self.by_family),
            yours: self.asked_by == reader.as_str(),
            asked_at: Moment::from_unix_ms(self.asked_at),
            until: Moment::from_unix_ms(self.expires_at),
        })
    }
}

/// Asks a colleague to have somebody's codes sent elsewhere. Mailbox and old number are told at once, with a way to stop it.
pub async fn ask_mobile(
    services: &Services,
    checked: &CheckedCaller,
    why: Why,
    new: &MobileNumber,
) -> Result<Result<(), Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, checked, why).await?);
    or_refuse!(deed.ours().await?);
    let target = &deed.target;
    if let Some(refusal) = stands_in_the_way(target, new) {
        return Ok(Err(refusal));
    }
    let what = FourEyes::Mobile {
        new: new.e164().to_owned(),
    };
    let by = checked.permit().by();
    let asked = (checked.whom(), &what, why, by);
    if !ask(&mut deed.tx, services, deed.now, asked).await? {
        return Ok(Err(Refusal::AskedAlready));
    }
    let link = crate::freeze::make_link(
        &mut deed.tx,
        services,
        deed.now,
        &deed.target.account,
        checked.whom(),
    )
    .await?;
    let letter = Letter::NumberChangeAsked {
        organisation: deed.organisation.name.clone(),
        ends_in: new.last_two().to_owned(),
    };
    let draft = Draft::new(
        To::Account(&deed.target.account),
        deed.target.language,
        letter,
    )
    .about(checked.whom())
    .with_link(&link);
    post::queue(&mut deed.tx, services, deed.now, draft).await?;
    let old = To::Number {
        account: &deed.target.account,
        e164: deed.target.mobile.e164(),
    };
    let draft =
        Draft::new(old, deed.target.language, Letter::NumberChangeAskedSms).about(checked.whom());
    post::queue(&mut deed.tx, services, deed.now, draft).await?;
    let facts = json!({ "kind": what.code() });
    deed.done(Event::FourEyesAsked, facts).await?;
    Ok(Ok(()))
}

/// Asks a colleague to vouch for a caller whom no code can reach: called back on a number from our own files.
pub async fn ask_call_back(
    services: &Services,
    permit: &Permit<DeskWork>,
    whom: &AuthorisationId,
    why: Why,
    called: &PhoneText,
) -> Result<Result<(), Refusal>> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    let Some((organisation, target)) = lock(&mut tx, whom).await? else {
        return Ok(Err(Refusal::NotHere));
    };
    if target.account == *permit.by() {
        return Ok(Err(Refusal::Yourself));
    }
    let what = FourEyes::CallBack {
        called: called.as_str().to_owned(),
    };
    if !ask(&mut tx, services, now, (whom, &what, why, permit.by())).await? {
        return Ok(Err(Refusal::AskedAlready));
    }
    let event = Event::FourEyesAsked;
    counts::add(&mut tx, now, event.code(), why.code()).await?;
    let entry = Entry::new(event, Actor::Desk(permit.by()))
        .account(&target.account)
        .authorisation(whom)
        .organisation(&organisation.id)
        .facts(json!({ "kind": what.code(), "why": why.code() }));
    audit::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Requests that wait for a colleague, oldest first.
pub async fn requests(services: &Services, permit: &Permit<SeeDesk>) -> Result<Vec<Request>> {
    let mut tx = services.db.look().await?;
    let rows: Vec<Row> = on!(&mut tx, |c| sqlx::query_as(sql::OPEN_REQUESTS)
        .bind(services.now().unix_ms())
        .bind(MOST)
        .fetch_all(c))?;
    rows.into_iter().map(|row| row.read(permit.by())).collect()
}

/// Decides on a request; gives it back as it was.
pub async fn decide(
    services: &Services,
    permit: &Permit<DeskWork>,
    id: &DeskRequestId,
    decision: Decision,
) -> Result<Result<Request, Refusal>> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    let row: Option<Row> = on!(&mut tx, |c| sqlx::query_as(sql::OPEN_REQUEST)
        .bind(now.unix_ms())
        .bind(id.as_str())
        .fetch_optional(c))?;
    let Some(row) = row else {
        return Ok(Err(Refusal::RequestOver));
    };
    let asked_by = AccountId::from_trusted(row.asked_by.clone());
    let request = row.read(permit.by())?;
    if request.yours != (decision == Decision::Withdraw) {
        return Ok(Err(Refusal::OwnRequest));
    }
    let Some((organisation, target)) = lock(&mut tx, &request.whom).await? else {
        return Ok(Err(Refusal::NotHere));
    };
    if target.account == *permit.by() {
        return Ok(Err(Refusal::Yourself));
    }
    let decided = execute!(
        &mut tx,
        sql::DECIDE,
        id.as_str(),
        permit.by().as_str(),
        now.unix_ms(),
        decision.code()
    )?;
    if decided == 0 {
        return Ok(Err(Refusal::RequestOver));
    }
    let mut entries = vec![(
        decided_event(decision),
        json!({ "kind": request.what.code() }),
    )];
    match &request.what {
        _ if decision != Decision::Approve => {}
        FourEyes::CallBack { .. } => {
            execute!(
                &mut tx,
                sql::VOUCH_FOR_CALLER,
                services.new_id()?,
                asked_by.as_str(),
                request.whom.as_str(),
                now.unix_ms()
            )?;
        }
        FourEyes::Mobile { new } => {
            let new = MobileNumber::from_e164_stored(new.clone());
            if let Some(refusal) = stands_in_the_way(&target, &new) {
                return Ok(Err(refusal));
            }
            let by = people::Redirect {
                by: permit.by(),
                by_authorisation: permit.by_authorisation(),
                by_name: permit.by_name(),
                organisation: &organisation,
            };
            people::redirect_codes(&mut tx, services, now, &target, &new, &by).await?;
            let off = now.plus(services.policy.reset_off_after_own_change);
            let account = target.account.as_str();
            execute!(&mut tx, sql::RESET_OFF, account, off.unix_ms())?;
            links::withdraw_of_account(&mut tx, &target.account, links::Purpose::Reset, now)
                .await?;
            let facts = json!({ "ends_in": new.last_two(), "why": request.why.code() });
            entries.push((Event::MobileChangedByAdmin, facts));
        }
    }
    for (event, _) in &entries {
        counts::add(&mut tx, now, event.code(), request.why.code()).await?;
    }
    for (event, facts) in entries {
        let entry = Entry::new(event, Actor::Desk(permit.by()))
            .account(&target.account)
            .authorisation(&request.whom)
            .organisation(&organisation.id)
            .facts(facts);
        audit::record(&mut tx, now, entry).await?;
    }
    tx.commit().await?;
    Ok(Ok(request))
}

const fn decided_event(decision: Decision) -> Event {
    match decision {
        Decision::Approve => Event::FourEyesApproved,
        Decision::Reject | Decision::Withdraw => Event::FourEyesEnded,
    }
}

/// Why codes cannot go elsewhere. A frozen account says that its owner did not ask for this.
fn stands_in_the_way(target: &people::Target, new: &MobileNumber) -> Option<Refusal> {
    if target.state == AuthorisationState::Stopped {
        Some(Refusal::Stopped)
    } else if target.blocked == Some(BlockReason::FrozenByOwner) {
        Some(Refusal::Frozen)
    } else if target.mobile == *new {
        Some(Refusal::AlreadySo)
    } else {
        None
    }
}

/// Leaves a request, frozen as it is. False if one of this kind waits for this person already.
async fn ask(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (whom, what, why, by): (&AuthorisationId, &FourEyes, Why, &AccountId),
) -> Result<bool> {
    execute!(&mut *tx, sql::END_OLD_REQUESTS, now.unix_ms())?;
    let payload = serde_json::to_string(what)?;
    let hash = sha256_hex(payload.as_bytes());
    let left = execute!(
        tx,
        sql::ASK_COLLEAGUE,
        services.new_id()?,
        what.code(),
        whom.as_str(),
        &payload,
        &hash,
        why.code(),
        by.as_str(),
        now.unix_ms(),
        now.plus(LIFETIME).unix_ms(),
    )?;
    Ok(left == 1)
}
