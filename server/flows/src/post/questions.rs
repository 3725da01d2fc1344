//! Questions of strangers: who is behind a typed address is looked up when the letter is written, never in the request,
//! so that a request takes as long for an address that we know as for one that we do not (SEC-01, SEC-03).

use domain::OutboxId;

use crate::{Services, execute, trouble::Result};

use super::sql;

/// Ends a question. As long as no capability has put an answer here, nobody is written to: silence tells a stranger
/// nothing, and the row shows that the question was dropped.
pub async fn answer(services: &Services, id: &OutboxId) -> Result<()> {
    let mut tx = services.db.write().await?;
    let now = services.now();
    execute!(&mut tx, sql::DROP, id.as_str(), now.unix_ms(), "no_answer")?;
    tx.commit().await
}
