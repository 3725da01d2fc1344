//! Break-glass deeds of an operator.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use domain::{EmailAddress, Language, MobileNumber, PersonName};
use flows::{
    execute,
    import::{AdminMade, Mode, NewAdmin, create_admin, organisations},
    on, on_each_database,
    operator::{Unblocked, number_moved, unblock},
    testing::{On, Seed, World},
};

const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);

fn karin(number: &str) -> NewAdmin {
    NewAdmin {
        kind: "garage".into(),
        number: number.into(),
        name: PersonName::parse("Karin", "", "de", "Boer").unwrap(),
        email: EmailAddress::parse("karin@garage.example").unwrap(),
        mobile: MobileNumber::from_e164_stored("+31612345678".into()),
        language: Language::Nl,
    }
}

async fn with_garage(on: On) -> World {
    let world = World::new(on).await;
    let file = b"soort;nummer;naam\ngarage;200300;Garage Jansen\n";
    organisations(&world.services, file, Mode::Commit)
        .await
        .unwrap()
        .unwrap();
    world
}

async fn run(world: &World, statement: &'static str) {
    let mut tx = world.services.db.write().await.unwrap();
    execute!(&mut tx, statement).unwrap();
    tx.commit().await.unwrap();
}

async fn count(world: &World, question: &'static str) -> i64 {
    let mut tx = world.services.db.read().await.unwrap();
    let (rows,): (i64,) = on!(&mut tx, |c| sqlx::query_as(question).fetch_one(c)).unwrap();
    rows
}

on_each_database! {
    async fn an_operator_invites_an_admin_and_promotes_who_is_there(on: On) {
        let world = with_garage(on).await;
        let services = &world.services;
        assert_eq!(create_admin(services, karin("999999"), "Wij").await.unwrap(), AdminMade::NoOrganisation);
        assert_eq!(create_admin(services, karin("200300"), "Wij").await.unwrap(), AdminMade::Invited);
        run(&world, "update authorisation set state = 'active', role = 'medewerker'").await;
        assert_eq!(create_admin(services, karin("200300"), "Wij").await.unwrap(), AdminMade::Promoted);
        assert_eq!(count(&world, "select count(*) from authorisation where role = 'beheerder'").await, 1);
        assert_eq!(count(&world, "select count(*) from audit where event = 'admin_created_by_operator'
            and actor = 'operator' and account_id is not null and authorisation_id is not null").await, 2);
    }

    async fn an_operator_lifts_a_block_once_and_the_owner_is_told(on: On) {
        let world = with_garage(on).await;
        let services = &world.services;
        let email = EmailAddress::parse("karin@garage.example").unwrap();
        assert_eq!(unblock(services, &email, "Wij").await.unwrap(), Unblocked::NotHere);
        create_admin(services, karin("200300"), "Wij").await.unwrap();
        assert_eq!(unblock(services, &email, "Wij").await.unwrap(), Unblocked::NotBlocked);
        run(&world, "update account set blocked_reason = 'wrong_codes', blocked_at = 1, password_state = 'disabled'").await;
        assert_eq!(unblock(services, &email, "Wij").await.unwrap(), Unblocked::Lifted { must_change: true });
        assert_eq!(unblock(services, &email, "Wij").await.unwrap(), Unblocked::NotBlocked);
        assert_eq!(count(&world, "select count(*) from outbox where letter = 'unblocked'").await, 1);
        assert_eq!(count(&world, "select count(*) from audit where event = 'unblocked_by_operator'").await, 1);
    }

    async fn an_operator_who_unblocks_leaves_no_password_in_use_that_was_guessed_at(on: On) {
        let world = with_garage(on).await;
        let services = &world.services;
        let email = EmailAddress::parse("karin@garage.example").unwrap();
        create_admin(services, karin("200300"), "Wij").await.unwrap();
        for (blocked, password, must_change, left) in [
            ("'wrong_codes'", "disabled", true, "must_change"),
            ("null", "disabled", true, "must_change"),
            ("'frozen_by_owner'", "must_change", false, "must_change"),
            ("'wrong_codes'", "set", false, "set"),
        ] {
            let locked = format!("update account set blocked_reason = {blocked}, blocked_at = 1, password_state = '{password}'");
            run(&world, locked.leak()).await;
            assert_eq!(unblock(services, &email, "Wij").await.unwrap(), Unblocked::Lifted { must_change });
            let after = format!("select count(*) from account where blocked_reason is null and password_state = '{left}'");
            assert_eq!(count(&world, after.leak()).await, 1, "{blocked}, {password}");
        }
    }

    async fn an_operator_has_nobody_wait_whose_guesses_strangers_used_up(on: On) {
        let world = with_garage(on).await;
        let services = &world.services;
        let email = EmailAddress::parse("karin@garage.example").unwrap();
        create_admin(services, karin("200300"), "Wij").await.unwrap();
        world.uses_up_the_guesses_at("karin@garage.example").await;
        assert_eq!(unblock(services, &email, "Wij").await.unwrap(), Unblocked::Lifted { must_change: false });
        assert_eq!(unblock(services, &email, "Wij").await.unwrap(), Unblocked::NotBlocked);
        assert_eq!(count(&world, "select count(*) from login_counter where refused_until > 0").await, 0);
    }

    async fn sec_35_a_number_that_moved_opens_no_reset_for_a_day_and_its_owner_hears_once(on: On) {
        let world = with_garage(on).await;
        let services = &world.services;
        create_admin(services, karin("200300"), "Wij").await.unwrap();
        run(&world, "update authorisation set state = 'active'").await;
        let (moved, other) = ("+31612345678", "+31687655678");
        let signal = async |number: &str| {
            number_moved(services, &MobileNumber::from_e164_stored(number.into())).await.unwrap()
        };
        assert_eq!(signal(other).await, 0, "the same last four digits are another number");
        assert_eq!(signal(moved).await, 1);
        assert_eq!(signal(moved).await, 0, "the same signal once more");
        let off_until = count(&world, "select reset_off_until from account").await;
        assert_eq!(off_until, services.now().plus(DAY).unix_ms());
        assert_eq!(count(&world, "select count(*) from outbox where letter = 'number_moved' and link_id is not null").await, 1);
        assert_eq!(count(&world, "select count(*) from audit where event = 'number_moved' and organisation_id is not null").await, 1);
        world.clock.forward(DAY);
        assert_eq!(signal(moved).await, 1, "another day, another card");
        // The number of an invitation that nobody accepted is somebody's word, and changes nothing for who works elsewhere.
        world.clock.forward(DAY);
        let elsewhere = world.organisation("garage", "Garage Elders").await;
        world.person(&elsewhere, Seed { mobile: other, ..Seed::new("Karin", "de", "Boer", "karin@garage.example") }).await;
        run(&world, "update authorisation set state = 'invited', activated_at = null where mobile = '+31612345678'").await;
        assert_eq!(signal(moved).await, 0);
    }
}
