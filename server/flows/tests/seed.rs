//! Seeded people stand as promised: to the admin who looks, and to the owner who logs in.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::time::Duration;

use domain::{
    EmailAddress, MobileNumber, OrganisationId, PersonName, TypedPassword,
    people::{BlockReason, PasswordState, Role, Standing},
    post::HelpKind,
};
use flows::{
    on_each_database,
    passwords::StoredHash,
    people::{self, WholePerson},
    seed::{self, As},
    services::SystemChance,
    testing::{On, PASSWORD, Seed, World},
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// An office with an admin who looks.
struct Office {
    world: World,
    id: OrganisationId,
    hash: StoredHash,
}

impl Office {
    async fn new(on: On) -> Self {
        let world = World::new(on).await;
        let id = world.organisation("adviseur", "Kantoor De Boer").await;
        let password = TypedPassword::parse(PASSWORD.to_owned()).unwrap();
        let hasher = &world.services.hasher;
        let hash = hasher.hash(&password, &SystemChance).await.unwrap();
        let hash = hash.unwrap();
        Self { world, id, hash }
    }

    /// Jan as he is seeded, and as the admin then sees him.
    async fn jan(&self, stands: As, asks: Option<HelpKind>) -> WholePerson {
        let services = &self.world.services;
        let seed = seed::Seed {
            organisation: &self.id,
            name: &PersonName::parse("Jan", "", "", "Jansen").unwrap(),
            email: &EmailAddress::parse("jan@kantoor-deboer.example").unwrap(),
            mobile: &MobileNumber::from_e164_stored("+31612345678".to_owned()),
            role: Role::Employee,
            rights: &["offertes".to_owned()],
            stands,
            last_login: Some(services.now().minus(3 * DAY)),
            password: &self.hash,
            asks,
        };
        let mut tx = services.db.write().await.unwrap();
        let (_, jan) = seed::person(&mut tx, services, &seed).await.unwrap();
        tx.commit().await.unwrap();
        let karin = Seed::new("Karin", "de", "Boer", "karin@kantoor-deboer.example").admin();
        let (account, authorisation) = self.world.person(&self.id, karin).await;
        let permit = self.world.inside(&account, &authorisation).await;
        let permit = permit.may_see_staff().unwrap();
        people::one(services, &permit, &jan).await.unwrap().unwrap()
    }
}

on_each_database! {
    async fn everybody_stands_as_seeded(on: On) {
        let now = flows::testing::BEGINNING;
        let set = PasswordState::Set;
        let week = flows::Policy::default().invitation;
        let cases = [
            (As::Active, Standing::Active, set),
            (As::Invited { at: now.minus(DAY) }, Standing::Invited { until: now.minus(DAY).plus(week) }, PasswordState::None),
            (As::Invited { at: now.minus(8 * DAY) }, Standing::InvitationExpired, PasswordState::None),
            (As::Blocked(BlockReason::WrongCodes), Standing::Blocked(BlockReason::WrongCodes), set),
            (As::MustChangePassword, Standing::Active, PasswordState::MustChange),
            (As::PasswordDisabled, Standing::PasswordDisabled, PasswordState::Disabled),
            // Where access is over, an organisation sees nothing of the account (SEC-04).
            (As::Stopped { at: now.minus(DAY) }, Standing::Stopped, PasswordState::None),
            (As::Ended { since: now.minus(DAY) }, Standing::Ended { since: now.minus(DAY) }, PasswordState::None),
            (As::NotYet { from: now.plus(DAY) }, Standing::NotYet { from: now.plus(DAY) }, set),
            (As::StandsIn { from: now.minus(DAY), until: now.plus(DAY) }, Standing::Active, set),
        ];
        for (stands, standing, password) in cases {
            let jan = Office::new(on).await.jan(stands, None).await;
            assert_eq!((jan.person.standing, jan.person.facts.password), (standing, password), "{stands:?}");
            assert_eq!(jan.person.last_login_at, Some(now.minus(3 * DAY)), "{stands:?}");
            assert_eq!(jan.blocked_at.is_some(), matches!(standing, Standing::Blocked(_)), "{stands:?}");
            assert_eq!(jan.stopped.map(|stopped| stopped.at), match stands {
                As::Stopped { at } => Some(at),
                _ => None,
            });
            assert_eq!(jan.rights.iter().map(|right| right.code.as_str()).collect::<Vec<_>>(), ["offertes"]);
            assert_eq!(jan.person.stand_in.is_some(), matches!(stands, As::StandsIn { .. }), "{stands:?}");
            assert!(jan.help.is_empty());
        }
    }

    async fn who_asks_for_help_is_found_asking(on: On) {
        let jan = Office::new(on).await.jan(As::Active, Some(HelpKind::WrongNumber)).await;
        let kinds: Vec<_> = jan.help.iter().map(|help| help.kind).collect();
        assert_eq!(kinds, [Some(HelpKind::WrongNumber)]);
    }
}
