//! A code that was given back: right closes its challenge, wrong costs a try, and a try is counted before it is looked at.

use domain::{AccountId, ChallengeId, Moment, shared::code::TypedCode};

use super::{
    Challenge, Purpose, Row, bound, find,
    former::{self, Former},
    messages::came_back,
    send::leads_on,
    sql,
};
use crate::{
    Services, Tx, budgets, execute, on, owner, secrets::Purpose as KeyPurpose, trouble::Result,
};

/// What came of a code.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Right; the challenge is closed.
    Right(Box<Challenge>),
    /// Wrong.
    Wrong {
        /// Whose challenge it is.
        account: AccountId,
        /// Tries left on this challenge.
        tries_left: u32,
    },
    /// Ours, from an earlier message, and no longer good: not counted.
    Earlier {
        /// Tries left on this challenge.
        tries_left: u32,
    },
    /// Not the code's fault: it is too old, or the message was not written yet.
    Expired,
    /// The challenge is over: too many tries, or answered in another window.
    Over,
}

/// Checks a code. Right closes the challenge; wrong costs one of its tries.
pub async fn answer(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    id: &ChallengeId,
    purpose: Purpose,
    typed: &TypedCode,
) -> Result<Answer> {
    let tries = services.policy.code.tries_per_challenge;
    let Some(asked) = find(&mut *tx, id).await? else {
        return Ok(Answer::Over);
    };
    // The person before the challenge: an admin who changes the number meanwhile ends challenges in this order too.
    owner::lock(&mut *tx, &asked.account).await?;
    let row: Option<Row> = on!(&mut *tx, |c| sqlx::query_as(sql::COUNT_TRY)
        .bind(id.as_str())
        .bind(i64::from(tries))
        .fetch_optional(c))?;
    let Some(row) = row.filter(|row| row.purpose == purpose.code()) else {
        return Ok(Answer::Over);
    };
    let fresh = row.code_expires_at.is_some_and(|at| now.unix_ms() < at);
    let hash = row.code_hash.clone().unwrap_or_default();
    let right = services
        .keys
        .is_keyed_hash(KeyPurpose::Code, &bound(id, typed.expose()), &hash);
    let tries_left = tries.saturating_sub(u32::try_from(row.wrong_tries).unwrap_or(u32::MAX));
    let former = match right {
        true => None,
        false => former::look(&mut *tx, services, now, id, typed).await?,
    };
    match (right, former) {
        (true, _) if !fresh => Ok(Answer::Expired),
        (true, _) | (false, Some(Former::Opens)) => {
            let challenge = Challenge::try_from(row)?;
            leads_on(&mut *tx, services, purpose).await?;
            Ok(
                if execute!(&mut *tx, sql::VERIFY, id.as_str(), now.unix_ms())? == 1 {
                    came_back(tx, services, &challenge).await?;
                    if purpose != Purpose::CallerCheck {
                        budgets::note_got_in(tx, services, &challenge.network, now).await?;
                    }
                    Answer::Right(Box::new(challenge))
                } else {
                    Answer::Over
                },
            )
        }
        (false, Some(Former::Known)) => {
            execute!(tx, sql::GIVE_TRY_BACK, id.as_str())?;
            let tries_left = tries_left.saturating_add(1);
            Ok(Answer::Earlier { tries_left })
        }
        (false, None) => {
            if tries_left == 0 {
                execute!(tx, sql::CLOSE, id.as_str(), now.unix_ms())?;
            }
            Ok(Answer::Wrong {
                account: AccountId::from_trusted(row.account_id),
                tries_left,
            })
        }
    }
}
