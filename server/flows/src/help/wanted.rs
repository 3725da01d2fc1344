//! Which rights somebody asks for who wants to be allowed more: a wish of that person, which ticks a box on the admin's screen
//! and gives nothing. Only what the organisation holds can be wished, and nothing that one has.

use domain::{AuthorisationId, OrganisationId};

use crate::{Caller, Services, Tx, organisations, people, trouble::Result};

/// What somebody asks for, and which rights are meant if it is more of those.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish<'a> {
    /// What for.
    pub kind: domain::post::HelpKind,
    /// Codes; empty if the person does not know, or asks for something else.
    pub rights: &'a [String],
}

/// Codes of the rights that the caller can ask for.
pub async fn rights_to_ask(services: &Services, caller: &Caller) -> Result<Vec<String>> {
    let mut tx = services.db.read().await?;
    open_to(&mut tx, caller.organisation(), caller.authorisation()).await
}

/// Of these codes, those that somebody can still be given: of the organisation, and not held yet. Whatever else came in, or
/// was lost since, is no wish.
pub(crate) async fn still_open(
    tx: &mut Tx,
    (organisation, whom): (&OrganisationId, &AuthorisationId),
    codes: &[String],
) -> Result<Vec<String>> {
    if codes.is_empty() {
        return Ok(vec![]);
    }
    let mut open = open_to(tx, organisation, whom).await?;
    open.retain(|code| codes.contains(code));
    Ok(open)
}

async fn open_to(
    tx: &mut Tx,
    organisation: &OrganisationId,
    whom: &AuthorisationId,
) -> Result<Vec<String>> {
    let held = people::rights_of(tx, whom).await?;
    let mut open = organisations::holds(tx, organisation).await?;
    open.retain(|code| !held.contains(code));
    Ok(open)
}

/// Codes as they are stored: none has a space in it.
pub(super) fn stored(codes: &[String]) -> String {
    codes.join(" ")
}

/// Codes as they were stored.
pub(crate) fn from_stored(codes: &str) -> Vec<String> {
    codes.split_whitespace().map(str::to_owned).collect()
}
