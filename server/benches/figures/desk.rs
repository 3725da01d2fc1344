//! An agent of the service desk, who looks for somebody among everybody: whether it matters how many there are.

use std::time::Instant;

use domain::{EmailAddress, MobileNumber, PersonName, organisations::DESK_RIGHT, people::Role};
use flows::{
    Permit, Services,
    caller::right::SeeDesk,
    desk,
    organisations::{self, NewOrganisation},
    passwords::StoredHash,
    seed::{self, Seed},
};

use crate::{
    Result, sets,
    sizes::inside,
    statistics::{Dice, Samples},
    town::Town,
};

/// Somebody at the service desk, and how long it took to find what a caller is named by.
pub struct Agent {
    permit: Permit<SeeDesk>,
    /// By what only one is named by: address, mobile number, number of the company.
    pub one: Samples,
    /// By given and family name.
    pub names: Samples,
}

impl Agent {
    /// The insurer moves into a town, with one agent.
    pub async fn new(services: &Services, hash: &StoredHash) -> Result<Self> {
        Ok(Self {
            permit: agent(services, hash).await?,
            one: Samples::default(),
            names: Samples::default(),
        })
    }

    /// Forgets what was measured.
    pub fn forget(&mut self) {
        (self.one, self.names) = Default::default();
    }

    /// Looks for somebody of a town.
    pub async fn looks(&mut self, services: &Services, town: &Town, dice: &mut Dice) -> Result<()> {
        // Nobody odd: an invitation that was withdrawn would not be found.
        let person = dice.below(town.people() / town.odd) * town.odd + 5;
        let one = match dice.below(3) {
            0 => town.email_of(person),
            1 => Town::mobile_of(person).replace("+31", "0"),
            _ => (1_000_000 + person / town.people_each).to_string(),
        };
        let began = Instant::now();
        let found = desk::search_again(services, &self.permit, &one).await?;
        self.one.push(began.elapsed());
        if found.is_none_or(|found| found.people.is_empty() && found.organisations.is_empty()) {
            return Err(format!("{one} is not found").into());
        }
        let name = sets::name(person);
        let began = Instant::now();
        let found = desk::search_again(services, &self.permit, &name).await?;
        self.names.push(began.elapsed());
        if found.is_none_or(|found| found.people.is_empty()) {
            return Err(format!("{name} is not found").into());
        }
        Ok(())
    }
}

async fn agent(services: &Services, hash: &StoredHash) -> Result<Permit<SeeDesk>> {
    let name = PersonName::parse("Sanne", "", "", "Meijer").map_err(|_| "not a name")?;
    let email = EmailAddress::parse("sanne@voorbeeld.example").map_err(|_| "not an address")?;
    let mut tx = services.db.write().await?;
    let insurer = NewOrganisation {
        kind: "verzekeraar",
        number: "1",
        name: "Voorbeeld Verzekeringen",
        rights: &[DESK_RIGHT],
    };
    let insurer = organisations::save(&mut tx, services, insurer).await?;
    let sanne = Seed {
        organisation: &insurer,
        name: &name,
        email: &email,
        mobile: &MobileNumber::from_e164_stored("+31687654321".to_owned()),
        role: Role::Employee,
        rights: &[DESK_RIGHT.to_owned()],
        stands: seed::As::Active,
        last_login: None,
        password: hash,
        asks: None,
    };
    let (account, authorisation) = seed::person(&mut tx, services, &sanne).await?;
    tx.commit().await?;
    let caller = inside(services, account, authorisation).await?;
    Ok(caller
        .may_see_desk()
        .map_err(|_| "an agent who may not look")?)
}
