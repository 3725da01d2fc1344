//! The link in one of the two mails, looked at without being used up (SEC-21).

use domain::Moment;

use super::change::{self, Change, Mailbox};
use crate::{
    Services, Tx,
    links::{self, Closed, OpenLink, Purpose},
    secrets::LinkSecret,
    trouble::Result,
};

/// What a link shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// One button: yes. The old mailbox has a second one: this was not me.
    Open {
        /// Whose link it is.
        mailbox: Mailbox,
        /// What is asked.
        change: Change,
    },
    /// This mailbox said yes; the other one has not yet.
    OtherAwaited {
        /// Whose link it is.
        mailbox: Mailbox,
        /// What is asked.
        change: Change,
    },
    /// Both said yes, and the address was changed.
    Done {
        /// The address to log in with.
        address: String,
    },
    /// Too late, withdrawn, or overtaken by something else: nothing was changed.
    Over {
        /// When it would have ended by itself.
        until: Moment,
    },
    /// Not one of our links.
    Unknown,
}

/// Looks at a link without using it up.
pub async fn look(services: &Services, secret: &LinkSecret) -> Result<Look> {
    let now = services.now();
    let mut tx = services.db.read().await?;
    let Some((mailbox, link)) = find(&mut tx, secret, now).await? else {
        return Ok(Look::Unknown);
    };
    let (why, since, link) = match link {
        Ok(link) => (None, now, link),
        Err(closed) => (Some(closed.why), closed.since, closed.link),
    };
    let until = link.until.min(since);
    let Some(change) = change::of_link(&mut tx, &link.id).await? else {
        return Ok(Look::Over { until });
    };
    Ok(if change.done {
        Look::Done {
            address: change.address(),
        }
    } else if change.ended || link.until <= now {
        Look::Over { until }
    } else {
        match why {
            None => Look::Open { mailbox, change },
            Some(Closed::Used) => Look::OtherAwaited { mailbox, change },
            Some(Closed::Expired | Closed::Withdrawn) => Look::Over { until },
        }
    })
}

type Found = (Mailbox, Result<OpenLink, links::ClosedLink>);

/// The link of a secret, and whose it is.
pub(super) async fn find(tx: &mut Tx, secret: &LinkSecret, now: Moment) -> Result<Option<Found>> {
    for (mailbox, purpose) in [
        (Mailbox::Old, Purpose::OldAddress),
        (Mailbox::New, Purpose::NewAddress),
    ] {
        if let Some(link) = links::look(tx, secret, purpose, now).await? {
            return Ok(Some((mailbox, link)));
        }
    }
    Ok(None)
}
