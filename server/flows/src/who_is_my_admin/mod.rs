//! "Wie is mijn gebruikersbeheerder?": the screen says the same to everybody, the names go to the stored mailbox only.
//! Names and addresses at work, never a mobile number (SEC-03).

mod sql;

use domain::{
    AccountId, AuthorisationId, Language, Moment, OrganisationId, escalation,
    people::{Helper, Lifter},
    post::{Letter, Named, OrganisationAdmins},
};

use crate::{
    Caller, Services, Tx,
    audit::{self, Actor, Entry, Event},
    budgets::DAY,
    caller::full_name,
    on,
    owner::{self, Owner},
    people,
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
    /// Has a password that works, and is not blocked.
    pub gets_in: bool,
    /// Not only between two dates.
    for_good: bool,
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
    gets_in: bool,
    for_good: bool,
}

/// The most that strangers may ask about one address.
const OFTEN: Often = Often {
    what: "my-admin",
    window: DAY,
    limit: 1,
};

/// Leaves the question; at most one mail per address per day. The same for every address.
pub async fn ask(services: &Services, stranger: &Stranger<'_>) -> Result<Put> {
    questions::leave(services, stranger, &Letter::AskedForMyAdmin, OFTEN).await
}

/// Tells a mailbox that nobody is known by it who asked for help there. As often as it may ask who the admin is, and counted
/// with that: the answer is the same. False if it had one.
pub(crate) async fn tell_unknown(
    tx: &mut Tx,
    services: &Services,
    asked: &Asked<'_>,
) -> Result<bool> {
    let budget = OFTEN.budget(services, asked.email);
    let within = budget.spend(tx, asked.now).await?;
    if within {
        say_unknown(tx, services, asked).await?;
    }
    Ok(within)
}

async fn say_unknown(tx: &mut Tx, services: &Services, asked: &Asked<'_>) -> Result<()> {
    let draft = Draft::new(
        To::Typed(asked.email),
        asked.language,
        Letter::MyAdminUnknownAddress,
        Payer::Counted,
    );
    post::queue(tx, services, asked.now, draft).await
}

/// Who can help somebody at the organisation that this person is logged in at.
pub async fn admins_of(services: &Services, caller: &Caller) -> Result<Vec<Named>> {
    let mut tx = services.db.look().await?;
    let (here, whom) = (
        (caller.organisation(), caller.authorisation()),
        caller.account(),
    );
    let admins = who_can_help(&mut tx, here, whom, services.now()).await?;
    Ok(named(admins))
}

/// Answers the question: the admins by mail to the account, or that we do not know the address.
pub(crate) async fn answer(tx: &mut Tx, services: &Services, asked: &Asked<'_>) -> Result<bool> {
    let owner = owner::lock_by_address(tx, asked.email).await?;
    let (mut places, mut lifter) = (Vec::new(), None);
    if let Some(owner) = &owner {
        let all = places::of(tx, &owner.id, asked.now).await?;
        lifter = people::lifter(tx, services, owner, &all, asked.now).await?;
        places = match lifter {
            None => worth_naming(all),
            Some(lifter) => worth_naming(where_lifted(services, lifter, all, asked.now)),
        };
    }
    let Some(owner) = owner.filter(|_| !places.is_empty()) else {
        say_unknown(tx, services, asked).await?;
        return Ok(true);
    };
    let only_desk = match lifter {
        Some(Lifter::Desk) => true,
        Some(Lifter::Inviters) => false,
        _ => people::helper_for_account(tx, &owner.id, asked.now).await? > Helper::OwnAdmins,
    };
    let mut organisations = Vec::new();
    for place in places {
        organisations.push(admins_at(tx, &owner.id, only_desk, place, asked.now).await?);
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

/// What the answer says of one organisation: who can help, or whoever else is admin there if only the service desk can.
async fn admins_at(
    tx: &mut Tx,
    whom: &AccountId,
    only_desk: bool,
    place: Place,
    now: Moment,
) -> Result<OrganisationAdmins> {
    let there = (&place.organisation, &place.authorisation);
    let all = who_may_help(tx, there, now).await?;
    let can_help = |admin: &Admin| escalation::can_help(&admin.account, admin.gets_in, whom);
    let desk_helps = only_desk || !(all.is_empty() || all.iter().any(can_help));
    let shown = all.into_iter().filter(|admin| match desk_helps {
        true => admin.account != *whom,
        false => can_help(admin),
    });
    Ok(OrganisationAdmins {
        organisation: place.organisation_name,
        admins: named(shown),
        desk_helps,
        over: place.access.is_over(),
    })
}

/// Where it is lifted what keeps somebody out, or for whose invitation the desk does.
fn where_lifted(
    services: &Services,
    lifter: Lifter,
    places: Vec<Place>,
    now: Moment,
) -> Vec<Place> {
    let comes_back = |place: &Place| place.access.is_over() && !place.is_gone(services, now);
    let back = places.iter().any(comes_back);
    let helps = |place: &Place| match lifter {
        Lifter::Desk => place.is_invited(),
        Lifter::WhereOver if back => comes_back(place),
        lifter => lifter.is_at(place.access),
    };
    places.into_iter().filter(helps).collect()
}

/// Where somebody works or is invited; where it is over only if there is nothing else.
fn worth_naming(places: Vec<Place>) -> Vec<Place> {
    let (running, over): (Vec<_>, Vec<_>) = places
        .into_iter()
        .filter(|place| !place.organisation_ended)
        .partition(|place| !place.access.is_over());
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
            gets_in: row.gets_in,
            for_good: row.for_good,
            last_login: row.last_login_at.map(Moment::from_unix_ms),
        })
        .collect())
}

/// Whether this person is admin there and nobody else is for good.
pub(crate) async fn is_only_admin(
    tx: &mut Tx,
    (organisation, whom): (&OrganisationId, &AuthorisationId),
    now: Moment,
) -> Result<bool> {
    let admins = of_organisation(tx, organisation, now).await?;
    let mut for_good = admins.iter().filter(|admin| admin.for_good);
    let first = for_good.next();
    Ok(first.is_some_and(|admin| admin.authorisation == *whom) && for_good.next().is_none())
}

/// Who of them may do something for somebody there: whoever stands in does nothing for those who look after others, or did (SEC-67).
async fn who_may_help(
    tx: &mut Tx,
    there: (&OrganisationId, &AuthorisationId),
    now: Moment,
) -> Result<Vec<Admin>> {
    let mut admins = of_organisation(tx, there.0, now).await?;
    let for_good = |admin: &Admin| admin.for_good;
    if !admins.iter().all(for_good) && !people::stand_in_reaches(tx, there, now).await? {
        admins.retain(for_good);
    }
    Ok(admins)
}

/// Who of them can help somebody who is there as this authorisation.
pub(crate) async fn who_can_help(
    tx: &mut Tx,
    there: (&OrganisationId, &AuthorisationId),
    whom: &AccountId,
    now: Moment,
) -> Result<Vec<Admin>> {
    let mut admins = who_may_help(tx, there, now).await?;
    admins.retain(|admin| escalation::can_help(&admin.account, admin.gets_in, whom));
    Ok(admins)
}

fn named(admins: impl IntoIterator<Item = Admin>) -> Vec<Named> {
    admins.into_iter().map(|admin| admin.named).collect()
}

/// Whom somebody can turn to who cannot get in: whoever lets in again whom something keeps out, else the admins of where this
/// person gets in, or will, or did; each once. An invitation that was withdrawn is none of these. Nobody for whom only the
/// service desk helps (SEC-69): an admin would have to say no.
pub(crate) async fn helpers_of(
    tx: &mut Tx,
    services: &Services,
    owner: &Owner,
    places: &[Place],
    now: Moment,
) -> Result<Vec<Named>> {
    let lifter = people::lifter(tx, services, owner, places, now).await?;
    let lifter = match lifter {
        Some(Lifter::Desk) => return Ok(Vec::new()),
        Some(lifter) => lifter,
        None if places.iter().any(Place::is_open) => Lifter::WhereOpen,
        None if places::begins(places).is_some() => Lifter::WhereItBegins,
        None => Lifter::WhereOver,
    };
    let invites = lifter == Lifter::Inviters;
    if !invites && people::helper_for_account(tx, &owner.id, now).await? > Helper::OwnAdmins {
        return Ok(Vec::new());
    }
    let mut there = where_lifted(services, lifter, places.to_vec(), now);
    there.retain(|place| !place.organisation_ended && (invites || place.was_accepted));
    admins_where(tx, &owner.id, &there, now).await
}

/// The admins of some of somebody's organisations, each once.
async fn admins_where(
    tx: &mut Tx,
    account: &AccountId,
    places: &[Place],
    now: Moment,
) -> Result<Vec<Named>> {
    let mut helpers: Vec<Admin> = Vec::new();
    for place in places {
        let there = (&place.organisation, &place.authorisation);
        for admin in who_can_help(tx, there, account, now).await? {
            if !helpers.iter().any(|other| other.account == admin.account) {
                helpers.push(admin);
            }
        }
    }
    Ok(named(helpers))
}
