//! What the tests of the desk share: the insurer with two agents, an office with an admin and an employee, and a garage.

use std::time::Duration;

use domain::{AccountId, AuthorisationId, OrganisationId, organisations::DESK_RIGHT};
use flows::testing::{On, Seed, World};

pub const MINUTE: Duration = Duration::from_secs(60);

/// Somebody, and their authorisation.
pub type Who = (AccountId, AuthorisationId);

/// Two agents, and whom they help.
pub struct Floor {
    pub world: World,
    pub sanne: Who,
    pub office: OrganisationId,
    pub karin: Who,
}

/// An agent of the service desk.
pub const fn agent<'a>(given: &'a str, email: &'a str) -> Seed<'a> {
    let mut seed = Seed::new(given, "", "Meijer", email);
    seed.rights = &[DESK_RIGHT];
    seed
}

pub const KARIN: Seed<'static> =
    Seed::new("Karin", "de", "Boer", "karin@kantoor-deboer.example").admin();

impl Floor {
    pub async fn new(on: On) -> Self {
        Self::with(on, KARIN).await
    }

    pub async fn with(on: On, karin: Seed<'_>) -> Self {
        let world = World::new(on).await;
        let insurer = world
            .organisation("verzekeraar", "Voorbeeld Verzekeringen")
            .await;
        let office = world.organisation("adviseur", "Kantoor De Boer").await;
        Self {
            sanne: world
                .person(&insurer, agent("Sanne", "sanne@voorbeeld.example"))
                .await,
            karin: world.person(&office, karin).await,
            office,
            world,
        }
    }
}
