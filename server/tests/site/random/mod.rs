//! Random sequences of deeds by five people against the whole portal, held against rules that are told a second time
//! (SEC-67 to SEC-71). `SLEUTELBOS_ROUNDS` and `SLEUTELBOS_SEED` make it longer, or play a failure back.

mod books;
mod deeds;
mod dice;
mod letters;
mod rules;

use std::time::Duration;

use domain::people::AuthorisationState;
use flows::{
    Policy,
    audit::{self, Verdict},
    testing::Seed,
};

use super::house::{House, On};
use books::Books;
use deeds::People;
use dice::Dice;
use rules::{Doer, Memory};

/// Steps of one sequence.
const STEPS: usize = 60;

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Limits that are about how often are wide, so that sequences meet rules and not waits.
fn patient() -> Policy {
    let mut policy = Policy {
        session_idle: Duration::from_secs(12 * 60 * 60),
        session_absolute: Duration::from_secs(24 * 60 * 60),
        step_up: Duration::from_secs(24 * 60 * 60),
        ..Policy::default()
    };
    policy.code.sends_per_hour = 1_000;
    policy.code.sends_per_day = 1_000;
    policy.code.sends_per_network_hour = 1_000;
    policy
}

/// Kantoor De Boer with a second admin, a third who accepted and whose first day is to come, and an agent who works there, too.
async fn furnished(on: On) -> House {
    let house = House::with_policy(on, patient()).await;
    let office = house
        .lines(
            "select organisation_id from authorisation where mobile = $1",
            house.visitor("karin").person().mobile,
        )
        .await
        .remove(0);
    let office = domain::OrganisationId::from_trusted(office);
    let (jan, sanne) = (
        house.visitor("jan").person(),
        house.visitor("sanne").person(),
    );
    let mut agent = Seed::new("Sanne", "", "Meijer", sanne.email);
    agent.mobile = "+31612345699";
    house.world.person(&office, agent).await;
    let mut nina = Seed::new("Nina", "", "Nieuw", "nina@kantoor-deboer.example").admin();
    nina.state = AuthorisationState::Invited;
    nina.mobile = "+31612345698";
    let (_, nina) = house.world.person(&office, nina).await;
    let first = house
        .world
        .services
        .now()
        .plus(Duration::from_secs(100 * 24 * 60 * 60));
    house.world.accepted_for(&nina, first).await;
    let mut tx = house.world.services.db.write().await.unwrap();
    let promoted = "update authorisation set role = 'beheerder' where mobile = $1";
    flows::execute!(&mut tx, promoted, jan.mobile).unwrap();
    tx.commit().await.unwrap();
    house
}

async fn one_sequence(on: On, seed: u64) {
    let house = furnished(on).await;
    let mut people = People::of(&house).await;
    let (mut dice, mut memory) = (Dice::of(seed), Memory::default());
    let mut story: Vec<String> = Vec::new();
    let clock = || house.world.services.now().unix_ms();
    memory.remember(&Books::read(&house).await, clock());
    for _ in 0..STEPS {
        house.post_goes_out().await;
        let before = Books::read(&house).await;
        let (doer, what) = people.step(&mut dice, &before).await;
        memory.remember(&before, clock());
        story.push(what);
        let after = Books::read(&house).await;
        let mut broken = memory.broken(&before, &after, &doer, clock());
        memory.remember(&after, clock());
        broken.extend(memory.untied(people.said_same.take()));
        broken.append(&mut people.overheard);
        assert!(
            broken.is_empty(),
            "SLEUTELBOS_SEED={seed}, {on:?}:\n{}\n{}",
            story.join("\n"),
            broken.join("\n")
        );
        // What the worker does for whoever asked counts as what that person did.
        house.post_goes_out().await;
        let late = memory.broken(
            &after,
            &Books::read(&house).await,
            if matches!(doer, Doer::Time) {
                &Doer::Time
            } else {
                &doer
            },
            clock(),
        );
        assert!(
            late.is_empty(),
            "SLEUTELBOS_SEED={seed}, {on:?}, in the post:\n{}\n{}",
            story.join("\n"),
            late.join("\n")
        );
    }
    assert!(
        people.a_known_person_gets_in().await,
        "SLEUTELBOS_SEED={seed}, {on:?}: SEC-70:\n{}",
        story.join("\n")
    );
    let whole = audit::verify(&house.world.services, &audit::Checkpoints::default())
        .await
        .unwrap();
    assert!(
        matches!(whole, Verdict::Whole { .. }),
        "SLEUTELBOS_SEED={seed}: {whole:?}"
    );
    house.post_goes_out().await;
    house.post.read(|_| true);
}

flows::on_each_database! {
    async fn sec_67_sec_68_sec_69_sec_70_sec_71_no_sequence_of_deeds_gives_anybody_what_one_deed_may_not(on: On) {
        let rounds = asked("SLEUTELBOS_ROUNDS").unwrap_or(3);
        let first = asked("SLEUTELBOS_SEED").unwrap_or(1);
        for seed in first..first + rounds {
            one_sequence(on, seed).await;
        }
    }
}
