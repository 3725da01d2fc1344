//! Four eyes: what one agent asks and another approves (SEC-42). A new number for an admin, a caller who can be reached by no
//! channel that we know, and an end to the access of an admin who left. What was asked is frozen; the database refuses an
//! approval by who asked.

mod ask;
mod decide;
mod ends;
mod rights;
mod stopped;
mod told;

pub(super) use ask::{LIFETIME, end_old, may_ask};
pub use ask::{ask_call_back, ask_mobile, ask_stop};
pub use decide::decide;
pub(crate) use ends::{About, Ending, end_asked_about, end_asked_no_more, end_asked_number};
pub use rights::RightsAsked;
pub(crate) use rights::{ask_rights, rights_asked};
pub use told::{Became, DecidedRequest, decided_requests};

use domain::{
    AccountId, AuthorisationId, DeskRequestId, MobileNumber, Moment,
    desk::Why,
    four_eyes::NoEyes,
    organisations::DESK_RIGHT,
    people::{AuthorisationState, BlockReason},
};
use serde::{Deserialize, Serialize};

use super::{deed::Refusal, sql};
use crate::{
    Permit, Services,
    caller::{full_name, right::SeeDesk},
    eyes, on,
    people::Target,
    secrets::sha256_hex,
    trouble::{Result, Trouble, readable, readable_rows},
};

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
        /// Where it was found; empty in what was asked before this was.
        #[serde(default)]
        source: String,
    },
    /// The access of somebody who looks after others, and left, is to stop; also that of the last one.
    StopAccess {
        /// Where the word came from.
        source: String,
    },
    /// Rights that count as a pair of eyes are to be given; an admin asks.
    GiveRights {
        /// Their codes.
        rights: Vec<String>,
    },
}

impl FourEyes {
    /// The code kept in the database and in the trail.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Mobile { .. } => "mobile",
            Self::CallBack { .. } => "call_back",
            Self::StopAccess { .. } => "stop_access",
            Self::GiveRights { .. } => "give_rights",
        }
    }

    /// Whether it rests on the word of the company alone: nobody asks or agrees who may have given it.
    const fn rests_on_company(&self) -> bool {
        match self {
            Self::CallBack { .. } | Self::StopAccess { .. } => true,
            Self::Mobile { .. } | Self::GiveRights { .. } => false,
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
    /// Code of its kind.
    pub kind: String,
    /// The number there is, "06 •••• ••78".
    pub mobile_masked: String,
    /// Why.
    pub why: Why,
    /// Name of the agent who asks.
    pub asked_by: String,
    /// Whether that is who looks.
    pub yours: bool,
    /// Why who looks does not decide on it, if so.
    pub not_yours: Option<NoEyes>,
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
    organisation_kind: String,
}

impl Row {
    fn what(&self) -> Result<FourEyes> {
        if sha256_hex(self.payload.as_bytes()) != self.payload_hash {
            return Err(Trouble::Stored {
                table: "desk_request",
                column: "payload",
                row: self.id.clone(),
                what: "it was changed after it was asked",
            });
        }
        Ok(serde_json::from_str(&self.payload)?)
    }

    fn read(self, reader: &AccountId) -> Result<Request> {
        Ok(Request {
            what: self.what()?,
            why: readable(Why::from_code(&self.why), "desk_request", "why", &self.id)?,
            id: DeskRequestId::from_trusted(self.id),
            whom: AuthorisationId::from_trusted(self.authorisation_id),
            name: full_name(&self.given_name, &self.infix, &self.family_name),
            organisation: self.organisation_name,
            kind: self.organisation_kind,
            mobile_masked: MobileNumber::from_e164_stored(self.mobile).masked(),
            asked_by: full_name(&self.by_given, &self.by_infix, &self.by_family),
            yours: self.asked_by == reader.as_str(),
            not_yours: None,
            asked_at: Moment::from_unix_ms(self.asked_at),
            until: Moment::from_unix_ms(self.expires_at),
        })
    }
}

/// Requests that wait for a colleague, oldest first.
pub async fn requests(services: &Services, permit: &Permit<SeeDesk>) -> Result<Vec<Request>> {
    let mut tx = services.db.look().await?;
    let decides = eyes::decides(&mut tx, services, permit.by_authorisation()).await?;
    let rows: Vec<Row> = on!(&mut tx, |c| sqlx::query_as(sql::OPEN_REQUESTS)
        .bind(services.now().unix_ms())
        .bind(insurer_of(services))
        .bind(DESK_RIGHT)
        .bind(MOST)
        .fetch_all(c))?;
    let rows = rows.into_iter().map(|row| {
        let asked_by = AccountId::from_trusted(row.asked_by.clone());
        Ok((asked_by, row.read(permit.by())?))
    });
    let mut requests = Vec::new();
    for (asked_by, request) in readable_rows(rows)? {
        let decides = match decides {
            Ok(()) if !request.yours => {
                eyes::two(&mut tx, services, permit.by(), &asked_by).await?
            }
            decides => decides,
        };
        requests.push(Request {
            not_yours: decides.err().filter(|_| !request.yours),
            ..request
        });
    }
    requests.sort_by(|one, other| (one.asked_at, &one.id).cmp(&(other.asked_at, &other.id)));
    Ok(requests)
}

/// Code of the organisation whose desk it is; none is of no kind.
pub(in crate::desk) fn insurer_of(services: &Services) -> &str {
    let insurer = services.catalogue.insurer();
    insurer.map_or("", |kind| kind.code.as_str())
}

/// Why codes cannot go elsewhere. A block at the owner's wish says that the owner did not ask for this.
fn stands_in_the_way(target: &Target, new: &MobileNumber, now: Moment) -> Option<Refusal> {
    // Also where access ended on its date: from there nothing is done any more to an account that may go on elsewhere.
    if target.is_over(now) {
        Some(Refusal::Stopped)
    } else if target.blocked == Some(BlockReason::FrozenByOwner) {
        Some(Refusal::Frozen)
    } else if target.blocked.is_some_and(BlockReason::at_owners_wish) {
        Some(Refusal::Blocked)
    } else if target.mobile == *new {
        Some(Refusal::AlreadySo)
    } else {
        None
    }
}

/// Why access cannot be stopped.
fn stands_in_the_way_of_stop(target: &Target, now: Moment) -> Option<Refusal> {
    match target.state {
        AuthorisationState::Active if target.is_over(now) => Some(Refusal::Stopped),
        AuthorisationState::Active => None,
        AuthorisationState::Invited => Some(Refusal::OnlyInvited),
        AuthorisationState::Stopped | AuthorisationState::Unknown => Some(Refusal::Stopped),
    }
}
