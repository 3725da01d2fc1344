//! People who log in from networks of their choice, with the rules as they are shipped.

use domain::{
    AccountId, AuthorisationId, ChallengeId, EmailAddress, OrganisationId, TypedPassword,
};
use flows::{
    challenges,
    login::{self, Attempt, CodeStep, DeviceCookie, FirstStep},
    on,
    testing::{On, PASSWORD, Seed, World},
};

/// A world with one office.
pub struct Town {
    pub world: World,
    pub office: OrganisationId,
}

impl Town {
    pub async fn new(on: On) -> Self {
        let world = World::new(on).await;
        let office = world.organisation("adviseur", "Kantoor De Boer").await;
        Self { world, office }
    }

    pub async fn person(&self, name: &str, mobile: &str) -> (AccountId, AuthorisationId) {
        let email = email_of(name);
        let seed = Seed {
            mobile,
            ..Seed::new("Jan", "", "Jansen", &email)
        };
        self.world.person(&self.office, seed).await
    }

    /// One try of a browser that nobody knows.
    pub async fn tries(&self, name: &str, password: &str, network: &str) -> FirstStep {
        let (email, password) = (
            EmailAddress::parse(&email_of(name)).unwrap(),
            TypedPassword::parse(password.to_owned()).unwrap(),
        );
        let attempt = Attempt {
            email: &email,
            password: &password,
            device: &DeviceCookie::default(),
            network,
        };
        login::first_step(&self.world.services, &attempt)
            .await
            .unwrap()
    }

    /// One wrong try at an address that nobody has; whether it was looked at.
    pub async fn guesses(&self, name: &str, network: &str) -> bool {
        match self.tries(name, "natte hond op het kleed", network).await {
            FirstStep::Wrong => true,
            FirstStep::Wait { until } => {
                assert!(until > self.world.services.now());
                false
            }
            other => panic!("a guess gave {other:?}"),
        }
    }

    /// Logs in as far as the code, which has to be on its way.
    /// How many rows of budgets there are.
    pub async fn budgets(&self) -> i64 {
        let mut tx = self.world.services.db.read().await.unwrap();
        let (rows,): (i64,) = on!(&mut tx, |c| sqlx::query_as("select count(*) from budget")
            .fetch_one(c))
        .unwrap();
        rows
    }

    pub async fn gets_a_code(&self, name: &str, network: &str) -> ChallengeId {
        match self.tries(name, PASSWORD, network).await {
            FirstStep::Right {
                entered: Some(entered),
                ..
            } => entered.challenge.unwrap(),
            other => panic!("{name} from {network}: {other:?}"),
        }
    }

    /// The message is written, and its code typed.
    pub async fn gives_back(&self, challenge: &ChallengeId) {
        let services = &self.world.services;
        let mut tx = services.db.write().await.unwrap();
        let new = challenges::new_code(&mut tx, services, services.now(), challenge).await;
        let (code, _) = new.unwrap().unwrap();
        tx.commit().await.unwrap();
        let typed = domain::shared::code::TypedCode::parse(code.expose()).unwrap();
        let device = DeviceCookie::default();
        let step = login::check_code(services, challenge, &typed, &device, "Firefox").await;
        assert!(matches!(step.unwrap(), CodeStep::Inside(_)));
    }
}

pub fn email_of(name: &str) -> String {
    format!("{name}@dorp.example")
}
