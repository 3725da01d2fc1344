//! A letter that this version cannot read: a newer one wrote it, before a roll back or while nodes are being replaced. It waits
//! for a version that can, and shows as held up; when nobody wants it any more it ends on record, as our failure (SEC-74).

use domain::{
    AccountId, AuthorisationId, ChallengeId, Moment, OutboxId,
    post::{Channel, Obstacle},
};

use super::{
    failure::{About, record_failure},
    patience, sql,
};
use crate::{Policy, Services, Tx, challenges, execute, trouble::Result};

/// What can be read of it.
pub(super) struct Unreadable {
    pub id: OutboxId,
    pub name: String,
    pub account: Option<AccountId>,
    pub authorisation: Option<AuthorisationId>,
    pub attempts: i64,
    pub created_at: Moment,
    pub challenge: Option<ChallengeId>,
}

impl Unreadable {
    pub fn is_useless_from(&self, policy: &Policy) -> Moment {
        patience::end(self.created_at, self.challenge.is_some(), policy)
    }

    /// Puts it back until then.
    pub async fn put_back(&self, tx: &mut Tx, now: Moment, until: Moment) -> Result<()> {
        let why = Obstacle::NotWritten.code();
        let (now, until) = (now.unix_ms(), until.unix_ms());
        execute!(tx, sql::PUT_BACK, self.id.as_str(), until, why, now)?;
        Ok(())
    }

    /// Ends it, for the worker who took it.
    pub async fn end(
        &self,
        tx: &mut Tx,
        services: &Services,
        worker: &str,
        channel: Channel,
        now: Moment,
    ) -> Result<()> {
        let why = Obstacle::NotWritten.code();
        execute!(
            &mut *tx,
            sql::END,
            self.id.as_str(),
            worker,
            self.attempts,
            "expired",
            now.unix_ms(),
            why,
            None::<&str>,
        )?;
        if let Some(challenge) = &self.challenge {
            challenges::never_left(tx, services, challenge, channel, self.created_at).await?;
        }
        let about = About {
            account: self.account.as_ref(),
            authorisation: self.authorisation.as_ref(),
            letter: &self.name,
            channel,
        };
        record_failure(tx, &about, now, why).await
    }
}
