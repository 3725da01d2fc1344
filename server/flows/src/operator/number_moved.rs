//! A signal from outside that a mobile number was put on another SIM card or taken to another provider (SEC-35). Whoever
//! has the card now reads the codes: so for a day the mailbox and the number together open nothing, no invitation either, and
//! the owner hears of it where the card does not lead.

use domain::{
    AuthorisationId, MobileNumber, Moment, OrganisationId, people::AuthorisationState, post::Letter,
};
use serde_json::json;

use crate::{
    Services, address_change,
    audit::{self, Actor, Entry, Event, Lately},
    budgets::DAY,
    challenges, freeze, on, organisations, people,
    post::{self, Draft, Payer, To},
    reset,
    trouble::Result,
};

/// The end of a number leads along an index, as in a search of the desk.
const WHOSE: &str = "
select id, organisation_id
from authorisation
where substr(mobile, length(mobile) - 3) = $2 and mobile = $1 and state <> 'stopped'
order by id";

/// Since when it is the number there; `null` for that of the invitation.
const SINCE: &str = "select mobile_changed_at from authorisation where id = $1";

/// Takes the signal in: for everybody whose codes go to this number. Gives back how many hear of it; a signal that comes
/// once more within a day changes nothing.
pub async fn number_moved(services: &Services, number: &MobileNumber) -> Result<u64> {
    let tail = number.e164().get(number.e164().len().saturating_sub(4)..);
    let mut tx = services.db.look().await?;
    let rows: Vec<(String, String)> = on!(&mut tx, |c| sqlx::query_as(WHOSE)
        .bind(number.e164())
        .bind(tail.unwrap_or_default())
        .fetch_all(c))?;
    drop(tx);
    let mut concerned = 0;
    for (authorisation, organisation) in rows {
        let authorisation = AuthorisationId::from_trusted(authorisation);
        let organisation = OrganisationId::from_trusted(organisation);
        concerned += u64::from(moved(services, number, &authorisation, &organisation).await?);
    }
    Ok(concerned)
}

async fn moved(
    services: &Services,
    number: &MobileNumber,
    authorisation: &AuthorisationId,
    organisation: &OrganisationId,
) -> Result<bool> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let Some(organisation) = organisations::lock(&mut tx, organisation).await? else {
        return Ok(false);
    };
    let target = people::lock_target(&mut tx, &organisation.id, authorisation).await?;
    // Once more behind the lock: an admin may have corrected the number meanwhile.
    let Some(target) = target
        .filter(|target| target.mobile == *number && target.state != AuthorisationState::Stopped)
    else {
        return Ok(false);
    };
    // The number of an invitation is somebody's word: it keeps nobody from anything who works elsewhere (SEC-70).
    let account = &target.account;
    if target.state == AuthorisationState::Invited
        && people::works_elsewhere(&mut tx, services, account, authorisation, now).await?
    {
        return Ok(false);
    }
    // Of the same number they hear once a day, and the time that it closes what it closes is counted from the first signal.
    let (since,): (Option<i64>,) = on!(&mut tx, |c| sqlx::query_as(SINCE)
        .bind(authorisation.as_str())
        .fetch_one(c))?;
    let of_it = since.map_or(DAY, |since| now.since(Moment::from_unix_ms(since)).min(DAY));
    let of_it = Lately::within(of_it, now);
    if audit::happened(&mut tx, authorisation, Event::NumberMoved, of_it).await? > 0 {
        return Ok(false);
    }
    let off_until =
        reset::turn_off(&mut tx, services, account, (reset::Because::OfOwner, now)).await?;
    address_change::wait_after_number(&mut tx, account, now).await?;
    challenges::close_of_authorisation(&mut tx, authorisation, now).await?;
    let link = freeze::make_link(&mut tx, services, now, account, authorisation).await?;
    let letter = Letter::NumberMoved {
        ends_in: number.last_two().to_owned(),
        organisation: organisation.name.clone(),
        off_until,
        // Of who works elsewhere nothing was turned off.
        invited: target.state == AuthorisationState::Invited,
    };
    let draft = Draft::new(To::Account(account), target.language, letter, Payer::Nobody)
        .about(authorisation)
        .with_link(&link);
    post::queue(&mut tx, services, now, draft).await?;
    let entry = Entry::new(Event::NumberMoved, Actor::Operator)
        .account(account)
        .authorisation(authorisation)
        .organisation(&organisation.id)
        .facts(json!({ "ends_in": number.last_two() }));
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(true)
}
