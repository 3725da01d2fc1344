//! The demo: invented organisations of every kind, one person for every role, state and problem, all with one password.
//! Nothing leaves the machine; every letter can be read at `/dev/postvak` (decisions.md 11).

mod cast;
mod clock;
mod requests;

use std::time::Duration;

use domain::{
    AccountId, EmailAddress, MobileNumber, OrganisationId, PersonName, TypedPassword, people::Role,
    shared::mobile_number::AllowedCountries,
};
use flows::{
    Services, Trouble, Tx, organisations,
    organisations::NewOrganisation,
    passwords::StoredHash,
    seed::{self, Seed},
    trouble::Result,
};

pub use cast::{PASSWORD, Person};
pub use clock::DemoClock;

/// Furnishes an empty database; leaves one alone that holds the demo already.
pub async fn furnish(services: &Services) -> Result<()> {
    let password = TypedPassword::parse(PASSWORD.to_owned());
    let password = password.map_err(|_| Trouble::Program("the demo's password"))?;
    let hash = services
        .hasher
        .hash(&password, services.chance.as_ref())
        .await?;
    let hash = hash.map_err(|_| Trouble::Program("nobody else is hashing yet"))?;
    let mut tx = services.db.write().await?;
    if organisations::find_by_number(&mut tx, cast::HOUSES[0].kind, cast::HOUSES[0].number)
        .await?
        .is_some()
    {
        return Ok(());
    }
    let (mut desk, mut without_admin) = (None, None);
    for house in cast::HOUSES {
        let id = organisation(&mut tx, services, house).await?;
        for person in house.people {
            let account = put(&mut tx, services, &id, house.kind, person, &hash).await?;
            if person.email == cast::AT_THE_DESK {
                desk = Some(account);
            }
        }
        if house.people.is_empty() {
            without_admin = Some(id.clone());
        }
        for (number, colleague) in cast::colleagues(house).enumerate() {
            put_colleague(
                &mut tx, services, &id, house.kind, number, &colleague, &hash,
            )
            .await?;
        }
    }
    if let (Some(desk), Some(organisation)) = (desk, without_admin) {
        requests::furnish(&mut tx, services, &desk, &organisation).await?;
    }
    tx.commit().await
}

/// What is printed when the demo starts: who can log in, and as what.
pub fn introduction(origin: &str) -> String {
    let people = cast::HOUSES
        .iter()
        .flat_map(|house| house.people.iter().map(move |person| (house, person)));
    let shown = people.filter(|(_, person)| !person.told.is_empty());
    let lines: Vec<String> = shown
        .map(|(house, person)| format!("  {:<34} {} ({})", person.email, person.told, house.name))
        .collect();
    format!(
        "Sleutelbos demo: {origin}\nEvery mail and SMS: {origin}/dev/postvak\nWhat happens later:  {origin}/dev/klok puts the clock forward\n\nPassword of everybody: {PASSWORD}\n{}\n",
        lines.join("\n")
    )
}

async fn organisation(
    tx: &mut Tx,
    services: &Services,
    house: &cast::House,
) -> Result<OrganisationId> {
    let rights = rights_of(services, house.kind);
    let rights: Vec<&str> = rights.iter().map(String::as_str).collect();
    let new = NewOrganisation {
        kind: house.kind,
        number: house.number,
        name: house.name,
        rights: &rights,
    };
    let id = organisations::save(tx, services, new).await?;
    let since = Duration::from_secs(house.days * 24 * 60 * 60);
    seed::since(tx, &id, services.now().minus(since)).await?;
    Ok(id)
}

async fn put(
    tx: &mut Tx,
    services: &Services,
    organisation: &OrganisationId,
    kind: &str,
    person: &Person,
    password: &StoredHash,
) -> Result<AccountId> {
    let now = services.now();
    let all = rights_of(services, kind);
    let rights = match person.role {
        Role::Admin => all,
        Role::Employee | Role::Unknown => all.into_iter().take(person.rights).collect(),
    };
    let seed = Seed {
        organisation,
        name: &named(person.given, person.infix, person.family)?,
        email: &address(person.email)?,
        mobile: &number(person.mobile)?,
        role: person.role,
        rights: &rights,
        stands: (person.stands)(now),
        last_login: person
            .last_login_days
            .map(|days| now.minus(Duration::from_secs(days * 24 * 60 * 60))),
        password,
        asks: person.asks,
    };
    let (account, _) = seed::person(tx, services, &seed).await?;
    Ok(account)
}

async fn put_colleague(
    tx: &mut Tx,
    services: &Services,
    organisation: &OrganisationId,
    kind: &str,
    place: usize,
    colleague: &cast::Colleague,
    password: &StoredHash,
) -> Result<()> {
    let now = services.now();
    let days = u64::try_from(place % 80).unwrap_or_default();
    let rights: Vec<String> = rights_of(services, kind)
        .into_iter()
        .take(1 + place % 4)
        .collect();
    let seed = Seed {
        organisation,
        name: &named(colleague.given, colleague.infix, colleague.family)?,
        email: &address(&colleague.email)?,
        mobile: &number(&format!("06 4{:07}", 1_000_000 + place))?,
        role: Role::Employee,
        rights: &rights,
        stands: seed::As::Active,
        last_login: Some(now.minus(Duration::from_secs(days * 24 * 60 * 60 + 3_600))),
        password,
        asks: None,
    };
    seed::person(tx, services, &seed).await.map(drop)
}

fn rights_of(services: &Services, kind: &str) -> Vec<String> {
    let kind = services.catalogue.kind(kind);
    kind.map(|kind| kind.rights.iter().map(|right| right.code.clone()).collect())
        .unwrap_or_default()
}

fn named(given: &str, infix: &str, family: &str) -> Result<PersonName> {
    PersonName::parse(given, "", infix, family).map_err(|_| Trouble::Program("a name of the demo"))
}

fn address(email: &str) -> Result<EmailAddress> {
    EmailAddress::parse(email).map_err(|_| Trouble::Program("an address of the demo"))
}

fn number(mobile: &str) -> Result<MobileNumber> {
    MobileNumber::parse(mobile, &AllowedCountries::default())
        .map_err(|_| Trouble::Program("a number of the demo"))
}
