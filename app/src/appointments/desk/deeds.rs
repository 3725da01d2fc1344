//! What the desk does with one press: take a request up, say that nobody was reached, vouch for it, approve it.

use axum::extract::Path;
use domain::appointments::{Check, Refusal};
use flows::appointments::{
    Refused, approve as say_yes, not_reached as missed, take as take_up, verify as vouch,
};

use super::{address, after, case::taken_by, case_at, work};
use crate::{
    bridge::{Answer, Ask, Flash, Unread},
    parts::SEEN,
    texts::appointments_desk as say,
};

/// Takes it up.
pub async fn take(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    form.only(&[])?;
    let (_, case) = case_at(&ask, &id).await?;
    let permit = work(&ask, &case).await?;
    let done = take_up(ask.services(), &permit, &case.asked.id).await?;
    let l = ask.language;
    if let (Err(Refused::Rule(Refusal::AlreadySo)), Some(taker)) = (&done, taken_by(l, &case)) {
        ask.tell(Flash::wrong(say::no_already(l)).text(taker.1))
            .await?;
        return Ok(ask.go(&address(&case.asked.id, "")));
    }
    after(&ask, &case, done, Flash::good(say::taken(l))).await
}

/// Writes down that nobody was reached.
pub async fn not_reached(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    form.only(&[])?;
    let (_, case) = case_at(&ask, &id).await?;
    let permit = work(&ask, &case).await?;
    let done = missed(ask.services(), &permit, &case.asked.id).await?;
    after(
        &ask,
        &case,
        done,
        Flash::good(say::not_reached_done(ask.language)),
    )
    .await
}

/// Vouches for it.
pub async fn verify(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let seen = form.only(&[SEEN])?.seen();
    let (_, case) = case_at(&ask, &id).await?;
    let permit = work(&ask, &case).await?;
    let done = vouch(ask.services(), &permit, (&case.asked.id, &seen)).await?;
    let l = ask.language;
    after(&ask, &case, done, Flash::good(say::verified(l))).await
}

/// Approves it.
pub async fn approve(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let seen = form.only(&[SEEN])?.seen();
    let (_, case) = case_at(&ask, &id).await?;
    let permit = work(&ask, &case).await?;
    let done = say_yes(ask.services(), &permit, (&case.asked.id, &seen)).await?;
    let l = ask.language;
    let name = case.asked.name.full();
    let there = |check: &Check| matches!(check, Check::HasAdmins(_));
    let told = Flash::good(say::approved(l, name));
    let told = match case.checks.iter().any(there) {
        true => told.text(say::approved_text_admins(l)),
        false => told,
    };
    after(&ask, &case, done, told).await
}
