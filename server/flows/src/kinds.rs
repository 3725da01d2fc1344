//! Of what kinds the organisations are where somebody is known, so that pages and letters name the desk of that kind.
//! Only told to who holds what leads there: a session, a link, or the mailbox that a letter goes to.

use domain::{AccountId, AuthorisationId};

use crate::{
    Services, Tx, appointments, on, secrets::LinkSecret, sessions::Stage, trouble::Result,
};

/// What a link or a session that is not in yet leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
    /// Somebody who is known at organisations of these kinds.
    People(Vec<String>),
    /// A request to be appointed admin at a company of this kind.
    Request(String),
}

/// Where access was stopped counts only where there is nothing else.
const KINDS: &str = "
select distinct o.kind, u.state
from authorisation u
join organisation o on o.id = u.organisation_id
where u.id = $1 or ($1 is null and u.account_id = $2)
order by o.kind, u.state";

const OF_CHALLENGE: &str = "select authorisation_id from challenge where id = $1";

const OF_LINK: &str = "
select l.authorisation_id, l.account_id
from link_secret s
join link l on l.id = s.link_id
where s.secret_hash = $1";

/// Codes of the kinds: that of one authorisation, or those of a whole account.
pub(crate) async fn of(
    tx: &mut Tx,
    authorisation: Option<&AuthorisationId>,
    account: Option<&AccountId>,
) -> Result<Vec<String>> {
    let found: Vec<(String, String)> = on!(tx, |c| sqlx::query_as(KINDS)
        .bind(authorisation.map(AuthorisationId::as_str))
        .bind(account.map(AccountId::as_str))
        .fetch_all(c))?;
    let (stopped, current): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(_, state)| state == "stopped");
    let kinds = if current.is_empty() { stopped } else { current };
    Ok(kinds.into_iter().map(|(kind, _)| kind).collect())
}

/// Of what kinds whoever gave a password, or chose one by a link, is; [`None`] where that is not known, or somebody is in.
pub async fn of_stage(services: &Services, stage: &Stage) -> Result<Option<Behind>> {
    let mut tx = services.db.look().await?;
    let kinds = match (stage, stage.challenge()) {
        (Stage::Choosing { account, .. }, _) => of(&mut tx, None, Some(account)).await?,
        (_, Some(challenge)) => {
            let found: Option<(String,)> = on!(&mut tx, |c| sqlx::query_as(OF_CHALLENGE)
                .bind(challenge.as_str())
                .fetch_optional(c))?;
            let Some((id,)) = found else {
                return Ok(None);
            };
            of(&mut tx, Some(&AuthorisationId::from_trusted(id)), None).await?
        }
        (_, None) => return Ok(None),
    };
    Ok(Some(Behind::People(kinds)))
}

/// What is behind a link, whether it still works or not; [`None`] for a secret that we never made.
pub async fn of_link(services: &Services, secret: &LinkSecret) -> Result<Option<Behind>> {
    let mut tx = services.db.look().await?;
    let found: Option<(Option<String>, String)> = on!(&mut tx, |c| sqlx::query_as(OF_LINK)
        .bind(secret.hash())
        .fetch_optional(c))?;
    let Some((authorisation, account)) = found else {
        let request = appointments::kind_of_link(&mut tx, secret).await?;
        return Ok(request.map(Behind::Request));
    };
    let authorisation = authorisation.map(AuthorisationId::from_trusted);
    let account = AccountId::from_trusted(account);
    let kinds = of(&mut tx, authorisation.as_ref(), Some(&account)).await?;
    Ok(Some(Behind::People(kinds)))
}
