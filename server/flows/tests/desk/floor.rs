//! What the tests of the desk share: the insurer with two agents, an office with an admin and an employee, and ways to look.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, ChallengeId, OrganisationId, desk::Why, organisations::DESK_RIGHT,
    post::Channel, shared::code::TypedCode,
};
use flows::{
    Permit,
    caller::right::DeskWork,
    challenges,
    desk::{self, CheckedCaller, Refusal, Told},
    freeze, links, on,
    services::Policy,
    testing::{On, Seed, World},
};

pub const MINUTE: Duration = Duration::from_secs(60);

/// Somebody, and their authorisation.
pub type Who = (AccountId, AuthorisationId);

/// Two agents, and whom they help.
pub struct Floor {
    pub world: World,
    pub sanne: Who,
    pub daan: Who,
    pub office: OrganisationId,
    pub karin: Who,
    pub jan: Who,
}

/// An agent of the service desk.
pub const fn agent<'a>(
    given: &'a str,
    family: &'a str,
    email: &'a str,
    mobile: &'a str,
) -> Seed<'a> {
    let mut seed = Seed::new(given, "", family, email);
    seed.mobile = mobile;
    seed.rights = &[DESK_RIGHT];
    seed
}

pub const KARIN: Seed<'static> =
    Seed::new("Karin", "de", "Boer", "karin@kantoor-deboer.example").admin();
pub const JAN: Seed<'static> = Seed::new("Jan", "", "Jansen", "jan@kantoor-deboer.example");

impl Floor {
    pub async fn new(on: On) -> Self {
        Self::with(on, KARIN, JAN).await
    }

    pub async fn with(on: On, karin: Seed<'_>, jan: Seed<'_>) -> Self {
        Self::furnish(World::new(on).await, karin, jan).await
    }

    /// A floor with other rules.
    pub async fn with_policy(on: On, policy: Policy) -> Self {
        Self::furnish(World::with_policy(on, policy).await, KARIN, JAN).await
    }

    async fn furnish(world: World, karin: Seed<'_>, jan: Seed<'_>) -> Self {
        let insurer = world
            .organisation("verzekeraar", "Voorbeeld Verzekeringen")
            .await;
        let office = world.organisation("adviseur", "Kantoor De Boer").await;
        let (sanne, daan) = (
            agent("Sanne", "Meijer", "sanne@voorbeeld.example", "+31612345611"),
            agent("Daan", "Dekker", "daan@voorbeeld.example", "+31612345612"),
        );
        Self {
            sanne: world.person(&insurer, sanne).await,
            daan: world.person(&insurer, daan).await,
            karin: world.person(&office, karin).await,
            jan: world.person(&office, jan).await,
            office,
            world,
        }
    }

    /// What an agent may who logged in a moment ago.
    pub async fn permit_of(&self, who: &Who) -> Permit<DeskWork> {
        let caller = self.world.inside(&who.0, &who.1).await;
        let services = &self.world.services;
        caller
            .may_work_at_desk(&services.policy, services.now())
            .unwrap()
    }

    /// The code that an agent waits for; one at a time.
    pub async fn code(&self) -> TypedCode {
        let services = &self.world.services;
        let mut tx = services.db.write().await.unwrap();
        let (id,): (String,) = on!(&mut tx, |c| sqlx::query_as(
            "select c.id from caller_check k join challenge c on c.id = k.challenge_id where c.closed_at is null order by c.id desc limit 1"
        )
        .fetch_one(c))
        .unwrap();
        let id = ChallengeId::from_trusted(id);
        let made = challenges::new_code(&mut tx, services, services.now(), &id).await;
        tx.commit().await.unwrap();
        TypedCode::parse(made.unwrap().unwrap().0.expose()).unwrap()
    }

    /// Checks a caller: the code goes out, is read out, and is right.
    pub async fn checked(&self, agent: &Who, whom: &AuthorisationId) -> CheckedCaller {
        let (services, permit) = (&self.world.services, self.permit_of(agent).await);
        desk::send(services, &permit, whom, Channel::Sms)
            .await
            .unwrap()
            .unwrap();
        let code = self.code().await;
        let told = desk::check(services, &permit, whom, &code).await.unwrap();
        assert_eq!(told, Told::Right);
        desk::checked(services, &permit, whom)
            .await
            .unwrap()
            .unwrap()
    }

    /// Somebody follows "was it not you?" in a warning mail.
    pub async fn freezes(&self, who: &Who) {
        assert_eq!(self.stops(who).await, freeze::Outcome::Frozen);
    }

    /// The same, and what comes of it.
    pub async fn stops(&self, who: &Who) -> freeze::Outcome {
        let services = &self.world.services;
        let now = services.now();
        let mut tx = services.db.write().await.unwrap();
        let purpose = links::Purpose::Freeze;
        let until = now.plus(MINUTE);
        let link = links::make(&mut tx, services, now, purpose, &who.0, Some(&who.1), until);
        let link = link.await.unwrap();
        let secret = links::add_secret(&mut tx, services, &link).await.unwrap();
        tx.commit().await.unwrap();
        freeze::freeze(services, &secret).await.unwrap()
    }

    pub async fn number(&self, statement: &'static str, of: &str) -> i64 {
        let mut tx = self.world.services.db.read().await.unwrap();
        let (found,): (i64,) =
            on!(&mut tx, |c| sqlx::query_as(statement).bind(of).fetch_one(c)).unwrap();
        found
    }

    pub async fn lines(&self, statement: &'static str, of: &str) -> Vec<String> {
        let mut tx = self.world.services.db.read().await.unwrap();
        let found: Vec<(String,)> =
            on!(&mut tx, |c| sqlx::query_as(statement).bind(of).fetch_all(c)).unwrap();
        found.into_iter().map(|(line,)| line).collect()
    }

    /// Names of the letters to somebody, in order of the alphabet.
    pub async fn letters(&self, to: &AccountId) -> Vec<String> {
        self.lines(
            "select letter from outbox where account_id = $1 order by letter",
            to.as_str(),
        )
        .await
    }

    /// Every deed of one press on a caller, each with why it was not done.
    pub async fn every_deed(&self, checked: &CheckedCaller) -> Vec<Option<Refusal>> {
        let services = &self.world.services;
        let why = Why::CallerChecked;
        vec![
            desk::unblock(services, checked, why).await.unwrap().err(),
            desk::send_reset_link(services, checked, why)
                .await
                .unwrap()
                .err(),
            desk::end_sessions(services, checked, why)
                .await
                .unwrap()
                .err(),
            desk::send_invitation(services, checked, why)
                .await
                .unwrap()
                .err(),
        ]
    }
}
