//! "Wie is mijn gebruikersbeheerder?": the screen says the same to everybody, the names go to the stored mailbox only.
//! Names and addresses at work, never a mobile number (SEC-03).

mod sql;

use domain::{
    AccountId, AuthorisationId, Language, Moment, OrganisationId,
    people::{AuthorisationState, Helper},
    post::{Letter, Named, OrganisationAdmins},
};

use crate::{
    Caller, Services, Tx,
    audit::{self, Actor, Entry, Event},
    budgets::DAY,
    caller::full_name,
    on, owner, people,
    places::{self, Place},
    post::{
        self, Draft, Payer, To,
        questions::{self, Asked, Often, Put, Stranger},
    },
    trouble::Result,
};

/// An admin or who stands in for one, as letters need them.
#[derive(Clone, Debug)]
pub(crate) struct Admin {
    pub account: AccountId,
    pub authorisation: AuthorisationId,
    /// Language of letters.
    pub language: Language,
    pub named: Named,
    /// Neither blocked nor with a disabled password.
    pub can_get_in: bool,
    /// Last login at this organisation.
    pub last_login: Option<Moment>,
}

#[derive(sqlx::FromRow)]
struct AdminRow {
    id: String,
    account_id: String,
    email: String,
    language: String,
    given_name: String,
    infix: String,
    family_name: String,
    last_login_at: Option<i64>,
    can_get_in: bool,
}

/// Leaves the question; at most one mail per address per day. The same for every address.
pub async fn ask(services: &Services, stranger: &Stranger<'_>) -> Result<Put> {
    let often = Often {
        what: "my-admin",
        window: DAY,
        limit: 1,
    };
    questions::leave(services, stranger, &Letter::AskedForMyAdmin, often).await
}

/// The admins of the organisation that somebody is logged in at, without that person.
pub async fn admins_of(services: &Services, caller: &Caller) -> Result<Vec<Named>> {
    let mut tx = services.db.look().await?;
    let admins = of_organisation(&mut tx, caller.organisation(), services.now()).await?;
    Ok(admins
        .into_iter()
        .filter(|admin| admin.account != *caller.account())
        .map(|admin| admin.named)
        .collect())
}

/// Answers the question: the admins by mail to the account, or that we do not know the address.
pub(crate) async fn answer(tx: &mut Tx, services: &Services, asked: &Asked<'_>) -> Result<bool> {
    let owner = owner::lock_by_address(tx, asked.email).await?;
    let places = match &owner {
        Some(owner) => worth_naming(places::of(tx, &owner.id, asked.now).await?),
        None => Vec::new(),
    };
    let Some(owner) = owner.filter(|_| !places.is_empty()) else {
        let to = To::Typed(asked.email);
        let draft = Draft::new(
            to,
            asked.language,
            Letter::MyAdminUnknownAddress,
            Payer::Counted,
        );
        post::queue(tx, services, asked.now, draft).await?;
        return Ok(true);
    };
    let mut organisations = Vec::new();
    for place in places {
        let admins = of_organisation(tx, &place.organisation, asked.now).await?;
        organisations.push(OrganisationAdmins {
            organisation: place.organisation_name,
            admins: admins.into_iter().map(|admin| admin.named).collect(),
        });
    }
    let letter = Letter::MyAdmins { organisations };
    let draft = Draft::new(
        To::Account(&owner.id),
        owner.language,
        letter,
        Payer::Counted,
    );
    post::queue(tx, services, asked.now, draft).await?;
    let entry = Entry::new(Event::MyAdminAsked, Actor::Stranger).account(&owner.id);
    audit::record(tx, asked.now, entry)?;
    Ok(true)
}

/// Where somebody works or is invited; where it is over only if there is nothing else.
fn worth_naming(places: Vec<Place>) -> Vec<Place> {
    let (running, over): (Vec<_>, Vec<_>) = places
        .into_iter()
        .filter(|place| !place.organisation_ended)
        .partition(|place| place.state != AuthorisationState::Stopped);
    if running.is_empty() { over } else { running }
}

/// The admins of one organisation whose access runs at `now`, and who stands in for them.
pub(crate) async fn of_organisation(
    tx: &mut Tx,
    organisation: &OrganisationId,
    now: Moment,
) -> Result<Vec<Admin>> {
    let rows: Vec<AdminRow> = on!(tx, |c| sqlx::query_as(sql::ADMINS)
        .bind(organisation.as_str())
        .bind(now.unix_ms())
        .fetch_all(c))?;
    Ok(rows
        .into_iter()
        .map(|row| Admin {
            account: AccountId::from_trusted(row.account_id),
            authorisation: AuthorisationId::from_trusted(row.id),
            language: Language::from_code(&row.language).unwrap_or_default(),
            named: Named {
                name: full_name(&row.given_name, &row.infix, &row.family_name),
                email: row.email,
            },
            can_get_in: row.can_get_in,
            last_login: row.last_login_at.map(Moment::from_unix_ms),
        })
        .collect())
}

/// Whom somebody can turn to who cannot get in: the admins of every organisation where this person gets in, or where that is
/// over if there is none, each once; an invitation that was withdrawn is neither. Where an invitation waits, admins can do nothing for the account yet. Nobody for whom only the service desk helps (SEC-69): an admin would have to say no.
pub(crate) async fn helpers_of(
    tx: &mut Tx,
    account: &AccountId,
    places: &[Place],
    now: Moment,
) -> Result<Vec<Named>> {
    if people::helper_for_account(tx, account, now).await? > Helper::OwnAdmins {
        return Ok(Vec::new());
    }
    let gets_in = places.iter().any(Place::is_open);
    let helps = |place: &Place| {
        !place.organisation_ended && place.was_accepted && (place.is_open() || !gets_in)
    };
    admins_where(tx, account, places, helps, now).await
}

/// Who can send an invitation of somebody again.
pub(crate) async fn inviters_of(
    tx: &mut Tx,
    account: &AccountId,
    places: &[Place],
    now: Moment,
) -> Result<Vec<Named>> {
    admins_where(tx, account, places, Place::is_invited, now).await
}

/// The admins of some of somebody's organisations, each once.
async fn admins_where(
    tx: &mut Tx,
    account: &AccountId,
    places: &[Place],
    which: impl Fn(&Place) -> bool,
    now: Moment,
) -> Result<Vec<Named>> {
    let mut helpers: Vec<Admin> = Vec::new();
    for place in places.iter().filter(|place| which(place)) {
        for admin in of_organisation(tx, &place.organisation, now).await? {
            let known = helpers.iter().any(|other| other.account == admin.account);
            if !known && admin.account != *account {
                helpers.push(admin);
            }
        }
    }
    Ok(helpers.into_iter().map(|admin| admin.named).collect())
}
