//! "Hulp nodig": who cannot get in, or asks for something, and since when. Found from the few who are in
//! trouble, never by looking at everybody.

use std::time::Duration;

use domain::{HelpRequestId, Moment, escalation::Stage, people::Standing, post::HelpKind};

use super::{
    list::{Person, PersonRow, look_elsewhere},
    sql,
};
use crate::{
    Permit, Services,
    caller::right::SeeStaff,
    on,
    trouble::{Cause, Result, readable},
};

/// People shown for each reason.
const MOST: usize = 50;

/// Somebody who needs help.
#[derive(Clone, Debug)]
pub struct InNeed {
    /// Who.
    pub person: Person,
    /// Why, the most pressing first: a lock-out, a question, an invitation that ran out, a wait that ends by itself.
    pub needs: Vec<Need>,
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What it is.
    pub why: Why,
    /// Since when.
    pub since: Moment,
}

/// Why somebody needs help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Blocked, or the password was disabled: the standing says which.
    LockedOut,
    /// Asked for help.
    Asked {
        /// The request.
        request: HelpRequestId,
        /// What for.
        kind: HelpKind,
        /// Who is asked now, and when somebody else is.
        course: Course,
    },
    /// The invitation ran out before it was accepted.
    InvitationExpired,
    /// The invitation waits for an admin who sends it again.
    InvitationHeld,
    /// Strangers used up the day's guesses: only a known device or a new password gets in.
    Waits {
        /// Until when.
        until: Moment,
    },
}

/// How far a request for help has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// Who is asked now.
    pub stage: Stage,
    /// When somebody else is asked; `None` at the end of the way.
    pub next_at: Option<Moment>,
}

impl Course {
    /// From what is stored.
    pub(super) fn stored(request: &str, stage: &str, next_at: Option<i64>) -> Result<Self> {
        Ok(Self {
            stage: readable(Stage::from_code(stage), "help_request", "stage", request)?,
            next_at: next_at.map(Moment::from_unix_ms),
        })
    }
}

/// Everybody who needs help, longest waiting first, lock-outs before questions before invitations.
#[derive(Clone, Debug)]
pub struct Needing {
    /// The people.
    pub people: Vec<InNeed>,
    /// There are more than are shown.
    pub more: bool,
}

#[derive(sqlx::FromRow)]
struct NeedRow {
    reason: i32,
    #[sqlx(flatten)]
    person: PersonRow,
    since: i64,
    request_id: Option<String>,
    request_kind: Option<String>,
    stage: Option<String>,
    next_at: Option<i64>,
    waits_until: Option<i64>,
}

impl NeedRow {
    fn place(&self) -> (i32, i64, &str) {
        (self.reason, self.since, &self.person.id)
    }
}

/// Who of one's own staff needs help now.
pub async fn in_need(services: &Services, permit: &Permit<SeeStaff>) -> Result<Needing> {
    let now = services.now();
    let mut tx = services.db.look().await?;
    let mut rows: Vec<NeedRow> = on!(&mut tx, |c| sqlx::query_as(sql::NEEDING)
        .bind(permit.organisation().as_str())
        .bind(MOST as i64 + 1)
        .bind(now.unix_ms())
        .bind(now.minus(services.policy.invitation).unix_ms())
        .bind(permit.by().as_str())
        .fetch_all(c))?;
    rows.sort_by(|one, other| one.place().cmp(&other.place()));
    let mut all = Needing {
        people: Vec::new(),
        more: false,
    };
    let (mut reason, mut found) = (0, 0);
    for row in rows {
        if row.reason != reason {
            (reason, found) = (row.reason, 0);
        }
        found += 1;
        if found > MOST {
            all.more = true;
        } else {
            match all.add(row, permit, (now, services.policy.invitation)) {
                // Told in the log; the others need help as much as before.
                Err(trouble) if trouble.cause() == Cause::Stored => {
                    tracing::error!(%trouble, "a row was left out of a list");
                }
                other => other?,
            }
        }
    }
    for in_need in &mut all.people {
        in_need.person.look_at_invitation(services);
        look_elsewhere(&mut tx, services, &mut in_need.person, now).await?;
    }
    Ok(all)
}

impl Needing {
    fn add(
        &mut self,
        row: NeedRow,
        permit: &Permit<SeeStaff>,
        (now, invitation): (Moment, Duration),
    ) -> Result<()> {
        let person = row.person.read(permit, now)?;
        let waits_until = row.waits_until.map(Moment::from_unix_ms);
        let why = match (row.request_id, row.request_kind, waits_until) {
            (_, _, Some(until)) => Why::Waits { until },
            (Some(id), Some(kind), None) => Why::Asked {
                request: HelpRequestId::from_trusted(id),
                kind: readable(
                    HelpKind::from_code(&kind),
                    "help_request",
                    "kind",
                    person.id.as_str(),
                )?,
                course: Course::stored(
                    person.id.as_str(),
                    &row.stage.unwrap_or_default(),
                    row.next_at,
                )?,
            },
            _ if matches!(person.standing, Standing::InvitationHeld(_)) => Why::InvitationHeld,
            _ if matches!(
                person.standing,
                Standing::Invited { .. } | Standing::InvitationExpired
            ) =>
            {
                Why::InvitationExpired
            }
            _ => Why::LockedOut,
        };
        let since = Moment::from_unix_ms(row.since);
        let need = Need {
            since: match why {
                // Sent then, and run out when its time was over.
                Why::InvitationExpired => since.plus(invitation).min(now),
                _ => since,
            },
            why,
        };
        match self
            .people
            .iter_mut()
            .find(|known| known.person.id == person.id)
        {
            Some(known) => known.needs.push(need),
            None => self.people.push(InNeed {
                person,
                needs: vec![need],
            }),
        }
        Ok(())
    }
}
