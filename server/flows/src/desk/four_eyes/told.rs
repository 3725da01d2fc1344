//! Who asked a colleague hears what became of it: by mail when nothing did, and on the first page of the desk whatever it was.

use domain::{
    AccountId, AuthorisationId, DeskRequestId, Language, Moment,
    organisations::DESK_RIGHT,
    post::{Letter, NotAgreed},
};

use super::{super::sql, Ending, LIFETIME, insurer_of};
use crate::{
    Permit, Services, Tx,
    caller::{full_name, right::SeeDesk},
    on,
    post::{self, Draft, Payer, To},
    trouble::{Result, readable, readable_rows},
};

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// A colleague approved it.
    Approved {
        /// Who.
        by: String,
    },
    /// A colleague did not.
    Refused {
        /// Who.
        by: String,
    },
    /// Somebody else took it back who may.
    Withdrawn {
        /// Who.
        by: String,
    },
    /// Nobody decided in time.
    RanOut,
    /// Whoever asked could ask it no more: the account was stopped, or the right is gone.
    AsksNoMore {
        /// Who asked.
        by: String,
    },
    /// The owner of the account froze it meanwhile.
    Frozen,
    /// The account was blocked meanwhile at the wish of its owner.
    Blocked,
    /// The access was over meanwhile.
    Stopped,
    /// The number became another one meanwhile.
    OtherNumber,
}

/// A request of who looks, on which nobody decides any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedRequest {
    /// Code of what was asked; what exactly is forgotten by now.
    pub kind: String,
    /// For whom.
    pub whom: AuthorisationId,
    /// Their name.
    pub name: String,
    /// Name of their organisation.
    pub organisation: String,
    /// What became of it.
    pub became: Became,
    /// When.
    pub at: Moment,
}

#[derive(sqlx::FromRow)]
struct Asked {
    asked_by: String,
    language: String,
    #[sqlx(flatten)]
    row: Row,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    decision: String,
    decided_at: i64,
    expires_at: i64,
    authorisation_id: String,
    given_name: String,
    infix: String,
    family_name: String,
    organisation_name: String,
    by_given: Option<String>,
    by_infix: Option<String>,
    by_family: Option<String>,
    asked_given: String,
    asked_infix: String,
    asked_family: String,
}

/// Tells who asked that it is not done; whoever could not ask it any more is told nothing. Each request has one such letter
/// at most, and what somebody asks is counted: that bounds these letters, and no decision waits for a budget of its own.
pub(super) async fn not_agreed(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    id: &DeskRequestId,
) -> Result<()> {
    let asked: Option<Asked> = on!(&mut *tx, |c| sqlx::query_as(sql::WHO_ASKED)
        .bind(now.unix_ms())
        .bind(insurer_of(services))
        .bind(DESK_RIGHT)
        .bind(id.as_str())
        .fetch_optional(c))?;
    let Some(asked) = asked else { return Ok(()) };
    let request = asked.row.read()?;
    let admin = request.kind == "give_rights";
    let why = match request.became {
        Became::Refused { by } => NotAgreed::Refused {
            by: (!admin).then_some(by),
        },
        Became::RanOut => NotAgreed::RanOut,
        Became::Frozen => NotAgreed::Frozen,
        Became::Blocked => NotAgreed::Blocked,
        Became::Stopped => NotAgreed::Stopped,
        Became::OtherNumber => NotAgreed::OtherNumber,
        Became::AsksNoMore { .. } | Became::Approved { .. } | Became::Withdrawn { .. } => {
            return Ok(());
        }
    };
    let letter = Letter::NotAgreed {
        whom: request.name,
        organisation: request.organisation,
        admin,
        why,
    };
    let (to, language) = (
        AccountId::from_trusted(asked.asked_by),
        Language::from_code(&asked.language).unwrap_or_default(),
    );
    let draft = Draft::new(To::Account(&to), language, letter, Payer::Reader).about(&request.whom);
    post::queue(tx, services, now, draft).await
}

/// What became of what this agent asked, the newest first; for as long as it could have been decided on.
pub async fn decided_requests(
    services: &Services,
    permit: &Permit<SeeDesk>,
) -> Result<Vec<DecidedRequest>> {
    let since = services.now().minus(LIFETIME);
    let mut tx = services.db.look().await?;
    let rows: Vec<Row> = on!(&mut tx, |c| sqlx::query_as(sql::DECIDED_REQUESTS)
        .bind(permit.by().as_str())
        .bind(since.unix_ms())
        .fetch_all(c))?;
    readable_rows(rows.into_iter().map(Row::read))
}

impl Row {
    fn read(self) -> Result<DecidedRequest> {
        let by = match (&self.by_given, &self.by_infix, &self.by_family) {
            (Some(given), Some(infix), Some(family)) => Some(full_name(given, infix, family)),
            _ => None,
        };
        let became = match (self.decision.as_str(), by) {
            ("approved", Some(by)) => Some(Became::Approved { by }),
            ("rejected", Some(by)) => Some(Became::Refused { by }),
            ("withdrawn", Some(by)) => Some(Became::Withdrawn { by }),
            (code, None) if code == Ending::Frozen.code() => Some(Became::Frozen),
            (code, None) if code == Ending::Blocked.code() => Some(Became::Blocked),
            (code, None) if code == Ending::Stopped.code() => Some(Became::Stopped),
            (code, None) if code == Ending::OtherNumber.code() => Some(Became::OtherNumber),
            ("expired", None) if self.decided_at < self.expires_at => Some(Became::AsksNoMore {
                by: full_name(&self.asked_given, &self.asked_infix, &self.asked_family),
            }),
            ("expired", None) => Some(Became::RanOut),
            _ => None,
        };
        Ok(DecidedRequest {
            became: readable(became, "desk_request", "decision", &self.id)?,
            kind: self.kind,
            whom: AuthorisationId::from_trusted(self.authorisation_id),
            name: full_name(&self.given_name, &self.infix, &self.family_name),
            organisation: self.organisation_name,
            at: Moment::from_unix_ms(self.decided_at),
        })
    }
}
