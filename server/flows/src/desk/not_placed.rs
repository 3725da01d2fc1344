//! Who wrote a text for everybody hears by mail that it is not placed: a colleague refused it, or nobody decided in time.

use std::time::Duration;

use domain::{
    AccountId, Language, Moment,
    post::{Letter, NotAgreed},
};

use super::{four_eyes::LIFETIME, sql};
use crate::{
    Services, Tx,
    caller::full_name,
    eyes, on,
    post::{self, Draft, Payer, To},
    trouble::Result,
};

/// What ran out longer ago is no news: nobody hears of it after an outage of days, or of what an older version left.
const NEWS: Duration = Duration::from_secs(24 * 60 * 60);

#[derive(sqlx::FromRow)]
struct Row {
    put_by: String,
    language: String,
    nl: String,
    en: String,
    given_name: Option<String>,
    infix: Option<String>,
    family_name: Option<String>,
}

/// Tells who wrote a text that ended before it was approved; whoever works at the desk no more is told nothing. Each text has one
/// such letter at most, and what somebody leaves is counted: that bounds these letters.
pub(super) async fn tell(tx: &mut Tx, services: &Services, now: Moment, id: &str) -> Result<()> {
    let row: Row = on!(&mut *tx, |c| sqlx::query_as(sql::NOT_PLACED)
        .bind(id)
        .fetch_one(c))?;
    let to = AccountId::from_trusted(row.put_by);
    if !eyes::is_agent(&mut *tx, services, &to).await? {
        return Ok(());
    }
    let language = Language::from_code(&row.language).unwrap_or_default();
    let why = match (row.given_name, row.infix, row.family_name) {
        (Some(given), Some(infix), Some(family)) => NotAgreed::Refused {
            by: Some(full_name(&given, &infix, &family)),
        },
        _ => NotAgreed::RanOut,
    };
    let letter = Letter::MessageNotPlaced {
        text: match language {
            Language::Nl => row.nl,
            Language::En => row.en,
        },
        why,
    };
    let draft = Draft::new(To::Account(&to), language, letter, Payer::Reader);
    post::queue(tx, services, now, draft).await
}

/// Ends texts on which nobody decides any more, and tells who wrote them.
pub(super) async fn end_old(tx: &mut Tx, services: &Services, now: Moment) -> Result<()> {
    let ended: Vec<(String, i64, i64)> =
        on!(&mut *tx, |c| sqlx::query_as(sql::END_OLD_ANNOUNCEMENTS)
            .bind(now.unix_ms())
            .bind(now.minus(LIFETIME).unix_ms())
            .fetch_all(c))?;
    for (id, put_at, until_at) in ended {
        let lasted = Moment::from_unix_ms(put_at).plus(LIFETIME);
        let over = lasted.min(Moment::from_unix_ms(until_at));
        if now.minus(NEWS) < over {
            tell(&mut *tx, services, now, &id).await?;
        }
    }
    Ok(())
}
