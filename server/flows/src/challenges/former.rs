//! Codes of the same browser for the same thing that were sent before the newest one. Messages overtake each other, and
//! people type the one that they see: while such a code lives it is as good as the newest, and after that it is still no
//! guess. One for another deed opens nothing, because its message named that deed (SEC-41).

use domain::{ChallengeId, Moment, shared::code::TypedCode};

use super::{bound, sql};
use crate::{Services, Tx, execute, on, secrets::Purpose as KeyPurpose, trouble::Result};

/// What an earlier code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Former {
    /// As good as the newest.
    Opens,
    /// Ours, but too old or for something else.
    Known,
}

#[derive(sqlx::FromRow)]
struct Row {
    bound_to: String,
    code_hash: String,
    expires_at: i64,
    opens: i64,
}

/// Has the codes of `old` known to `new`, which took its place in one browser, and ends `old`. Nothing happens unless both
/// are for the same purpose, person and number. `same` is whether they are for the same deed.
pub async fn keep_codes_of(
    services: &Services,
    new: &ChallengeId,
    old: &ChallengeId,
    same: bool,
) -> Result<()> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let opens = i64::from(same);
    for statement in [sql::KEEP_CODE_OF, sql::KEEP_FORMER_OF] {
        execute!(&mut tx, statement, new.as_str(), old.as_str(), opens)?;
    }
    execute!(
        &mut tx,
        sql::CLOSE_FORMER,
        new.as_str(),
        old.as_str(),
        now.unix_ms()
    )?;
    tx.commit().await?;
    Ok(())
}

/// What a code that is not the newest is to a challenge; nothing if we never sent it.
pub(super) async fn look(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    id: &ChallengeId,
    typed: &TypedCode,
) -> Result<Option<Former>> {
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(sql::FORMER)
        .bind(id.as_str())
        .fetch_all(c))?;
    let found = rows.into_iter().find(|row| {
        let bound_to = ChallengeId::from_trusted(row.bound_to.clone());
        let text = bound(&bound_to, typed.expose());
        services
            .keys
            .is_keyed_hash(KeyPurpose::Code, &text, &row.code_hash)
    });
    Ok(found.map(|row| {
        if row.opens != 0 && now.unix_ms() < row.expires_at {
            Former::Opens
        } else {
            Former::Known
        }
    }))
}
