//! What an agent vouched for whose account was stopped: somebody else may have been in it (SEC-68). The company is called anew by
//! who goes on, because nobody knows whether it was called at all.

use domain::{AccountId, AppointmentId, Moment};

use super::{
    record::{lock, record},
    sql,
    story::{Happened, note},
};
use crate::{
    Tx,
    audit::{Actor, Entry, Event},
    execute, on,
    trouble::Result,
};

/// Takes back what somebody vouched for, and the calls they wrote down, where nobody approved it yet. The account is locked.
pub(crate) async fn end_vouched_by(tx: &mut Tx, now: Moment, account: &AccountId) -> Result<()> {
    let ids: Vec<(String,)> = on!(&mut *tx, |c| sqlx::query_as(sql::VOUCHED_BY)
        .bind(account.as_str())
        .fetch_all(c))?;
    for (id,) in ids {
        let id = AppointmentId::from_trusted(id);
        let Some(asked) = lock(tx, &id).await? else {
            continue;
        };
        if execute!(&mut *tx, sql::END_VOUCHED, id.as_str(), account.as_str())? == 0 {
            continue;
        }
        note(tx, now, &id, (Happened::TakenBack, Some(account), None)).await?;
        let mut entry = Entry::new(Event::AppointmentTakenBack, Actor::System);
        if let Some(organisation) = &asked.organisation {
            entry = entry.organisation(organisation);
        }
        record(tx, now, &asked, entry)?;
    }
    Ok(())
}
