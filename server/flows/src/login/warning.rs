//! *Even wachten*, told to the owner. Whoever guesses at an address learns nothing from it: the last guess of a day leaves one
//! question, the same row for every address, and the worker finds out later whose it is and who else has to know (SEC-02).

use domain::{
    AuthorisationId, EmailAddress, Moment, OrganisationId, people::PasswordState, post::Letter,
};

use super::{lanes, sql};
use crate::{
    Services, Tx,
    budgets::DAY,
    execute, owner,
    places::{self, Place},
    post::{
        self, Draft, Payer, To,
        questions::{self, Asked, Often},
    },
    trouble::Result,
};

/// At most one letter a day, also when somebody lifted the wait and the guessing went on.
const OFTEN: Often = Often {
    what: "must_wait",
    window: DAY,
    limit: 1,
};

/// Leaves the question.
pub(super) async fn leave(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    email: &EmailAddress,
    until: Moment,
) -> Result<()> {
    let question = Letter::AskedToWarn { until };
    questions::leave_in(tx, services, now, email, &question, OFTEN).await
}

/// Answers it: a letter to the owner, and a row by which the admins of the places find who waits. Nothing for whoever a
/// wait is not what keeps out, who was told of that, and nothing once it is over.
pub(crate) async fn warn(
    tx: &mut Tx,
    services: &Services,
    asked: &Asked<'_>,
    until: Moment,
) -> Result<bool> {
    let Some(owner) = owner::lock_by_address(tx, asked.email).await? else {
        return Ok(false);
    };
    let usable = matches!(
        owner.password,
        PasswordState::Set | PasswordState::MustChange
    );
    let places = places::of(tx, &owner.id, asked.now).await?;
    let open: Vec<&Place> = places.iter().filter(|place| place.is_open()).collect();
    let waits = lanes::waits_until(tx, services, asked.email, asked.now).await?;
    if owner.blocked.is_some() || !usable || open.is_empty() || waits.is_none() {
        return Ok(false);
    }
    for place in open {
        note(
            tx,
            asked.now,
            &place.organisation,
            &place.authorisation,
            until,
        )
        .await?;
    }
    let letter = Letter::MustWait { until };
    let draft = Draft::new(
        To::Account(&owner.id),
        owner.language,
        letter,
        Payer::Counted,
    );
    post::queue(tx, services, asked.now, draft).await?;
    Ok(true)
}

async fn note(
    tx: &mut Tx,
    now: Moment,
    organisation: &OrganisationId,
    authorisation: &AuthorisationId,
    until: Moment,
) -> Result<()> {
    execute!(
        tx,
        sql::NOTE_WAITING,
        organisation.as_str(),
        authorisation.as_str(),
        now.unix_ms(),
        until.unix_ms(),
    )?;
    Ok(())
}
