//! Break-glass deeds of an operator.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use domain::{
    AccountId, AuthorisationId, EmailAddress, Language, MobileNumber, OrganisationId, PersonName,
    people::PasswordState,
};
use flows::{
    clock_ahead::{self, What},
    execute,
    import::{AdminMade, Mode, NewAdmin, create_admin, organisations},
    links, on, on_each_database,
    operator::{RightGiven, Unblocked, give_right, number_moved, unblock},
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

const KARIN: Seed<'static> = Seed::new("Karin", "de", "Boer", "karin@garage.example");

/// A garage where Karin works or did, as a statement has it, beside Fatima, who is admin.
async fn garage_where(
    on: On,
    karin: Seed<'_>,
    stands: &'static str,
) -> (World, AccountId, AuthorisationId) {
    let world = with_garage(on).await;
    let garage = {
        let mut tx = world.services.db.read().await.unwrap();
        let sql = "select id from organisation where number = '200300'";
        let (id,): (String,) = on!(&mut tx, |c| sqlx::query_as(sql).fetch_one(c)).unwrap();
        OrganisationId::from_trusted(id)
    };
    let (account, authorisation) = world.person(&garage, karin).await;
    world
        .person(
            &garage,
            Seed::new("Fatima", "", "Jansen", "fatima@garage.example").admin(),
        )
        .await;
    let mut tx = world.services.db.write().await.unwrap();
    let now = world.services.now().unix_ms();
    execute!(&mut tx, stands, authorisation.as_str(), now).unwrap();
    tx.commit().await.unwrap();
    (world, account, authorisation)
}

const WORKS: &str = "update authorisation set as_of = $2 where id = $1";
const STOPPED: &str = "update authorisation set state = 'stopped', stopped_at = $2, activated_at = 1, as_of = $2 where id = $1";

on_each_database! {
    async fn whoever_has_no_access_any_more_is_admin_again_once_password_and_number_are_proved(on: On) {
        for over in [
            STOPPED,
            "update authorisation set state = 'stopped', stopped_at = 2, activated_at = 1, as_of = $2 where id = $1",
            "update authorisation set valid_until = $2 - 1, activated_at = 1, as_of = $2 where id = $1",
            "update authorisation set state = 'stopped', stopped_at = $2, activated_at = null, as_of = $2 where id = $1",
            "update authorisation set state = 'invited', invited_at = 1, activated_at = null, as_of = $2 where id = $1",
            "update authorisation set state = 'invited', invited_at = $2 - 1, activated_at = null, as_of = $2 where id = $1",
        ] {
            let (world, account, authorisation) = garage_where(on, KARIN, over).await;
            let services = &world.services;
            let made = create_admin(services, karin("200300"), "Wij").await.unwrap();
            assert_eq!(made, AdminMade::Invited { blocked: false }, "{over}");
            assert!(world.caller(&account, &authorisation).await.is_none(), "{over}");
            assert_eq!(count(&world, "select count(*) from authorisation where given_name = 'Karin' and role = 'beheerder'
                and state = 'invited' and activated_at is null and valid_until is null and mobile = '+31612345678'").await, 1, "{over}");
            let mut tx = services.db.read().await.unwrap();
            let until = links::runs_until(&mut tx, &authorisation, links::Purpose::Activate).await.unwrap();
            drop(tx);
            assert!(until.is_some(), "{over}");
            assert_eq!(count(&world, "select count(*) from outbox o join account a on a.id = o.account_id
                where o.letter = 'invitation' and a.email = 'karin@garage.example'").await, 1, "{over}");
            assert_eq!(count(&world, "select count(*) from outbox o join account a on a.id = o.account_id
                where o.letter = 'admins_changed' and a.email = 'fatima@garage.example'").await, 1, "{over}");
            assert_eq!(count(&world, "select count(*) from audit where event = 'admin_created_by_operator'").await, 1, "{over}");
        }
    }

    async fn whoever_works_there_is_admin_at_once_and_for_good_and_everybody_hears_of_it(on: On) {
        for works in [
            WORKS,
            "update authorisation set valid_until = $2 + 3600000, as_of = $2 where id = $1",
            "update authorisation set valid_from = $2 + 3600000, as_of = $2 where id = $1",
            "update authorisation set role = 'beheerder', valid_until = $2 + 3600000, as_of = $2 where id = $1",
        ] {
            let (world, account, authorisation) = garage_where(on, KARIN, works).await;
            let made = create_admin(&world.services, karin("200300"), "Wij").await.unwrap();
            assert_eq!(made, AdminMade::Promoted { name: "Karin de Boer".into(), blocked: false }, "{works}");
            world.clock.forward(2 * DAY);
            assert!(world.caller(&account, &authorisation).await.is_some(), "{works}");
            assert_eq!(count(&world, "select count(*) from outbox o join account a on a.id = o.account_id
                where (o.letter = 'role_changed' and a.email = 'karin@garage.example')
                    or (o.letter = 'admins_changed' and a.email = 'fatima@garage.example')").await, 2, "{works}");
            let again = create_admin(&world.services, karin("200300"), "Wij").await.unwrap();
            assert_eq!(again, AdminMade::AlreadyAdmin { name: "Karin de Boer".into(), blocked: false }, "{works}");
            assert_eq!(count(&world, "select count(*) from outbox").await, 2, "{works}");
        }
    }

    async fn sec_26_an_operator_makes_nobody_admin_who_is_called_otherwise_than_was_typed(on: On) {
        let other = |given: &str, family: &str, mobile: &str| NewAdmin {
            name: PersonName::parse(given, "", "", family).unwrap(),
            mobile: MobileNumber::from_e164_stored(mobile.into()),
            ..karin("200300")
        };
        for stands in [WORKS, STOPPED] {
            let (world, ..) = garage_where(on, KARIN, stands).await;
            let services = &world.services;
            let made = create_admin(services, other("Henk", "Zwart", "+31612349999"), "Wij").await.unwrap();
            assert_eq!(made, AdminMade::SomebodyElse { name: "Karin de Boer".into() }, "{stands}");
            assert_eq!(count(&world, "select count(*) from authorisation where role = 'beheerder' and given_name <> 'Fatima'").await, 0, "{stands}");
            assert_eq!(count(&world, "select count(*) from outbox").await, 0, "{stands}");
        }
        let (world, ..) = garage_where(on, KARIN, WORKS).await;
        for meant in [other("K.", "Boer", "+31612349999"), other("Henk", "Zwart", KARIN.mobile)] {
            let made = create_admin(&world.services, meant, "Wij").await.unwrap();
            assert!(matches!(&made, AdminMade::Promoted { name, .. } | AdminMade::AlreadyAdmin { name, .. } if name == "Karin de Boer"), "{made:?}");
        }
    }

    async fn an_operator_hears_that_a_block_keeps_the_new_admin_out(on: On) {
        let (world, ..) = garage_where(on, KARIN, WORKS).await;
        run(&world, "update account set blocked_reason = 'wrong_codes', blocked_at = 1 where email = 'karin@garage.example'").await;
        let made = create_admin(&world.services, karin("200300"), "Wij").await.unwrap();
        assert_eq!(made, AdminMade::Promoted { name: "Karin de Boer".into(), blocked: true });
        let made = create_admin(&world.services, karin("200300"), "Wij").await.unwrap();
        assert_eq!(made, AdminMade::AlreadyAdmin { name: "Karin de Boer".into(), blocked: true });
        // What opens nothing any more begins anew with the invitation, and the block goes with that.
        let (world, ..) = garage_where(on, KARIN, STOPPED).await;
        run(&world, "update account set blocked_reason = 'wrong_codes', blocked_at = 1 where email = 'karin@garage.example'").await;
        let made = create_admin(&world.services, karin("200300"), "Wij").await.unwrap();
        assert_eq!(made, AdminMade::Invited { blocked: false });
    }

    async fn sec_35_an_operator_makes_nobody_admin_twice_by_an_address_that_was_laid_down(on: On) {
        let long_ago = "update authorisation set state = 'stopped', stopped_at = 2, activated_at = 1, as_of = $2 where id = $1";
        for (stands, made, people) in [
            (WORKS, AdminMade::OtherAddress, 2),
            (STOPPED, AdminMade::OtherAddress, 2),
            (long_ago, AdminMade::Invited { blocked: false }, 3),
        ] {
            let (world, ..) = garage_where(on, KARIN, stands).await;
            run(&world, "insert into address_before (authorisation_id, email_canonical, until_at)
                select id, 'karin@garage.example', 1 from authorisation where given_name = 'Karin'").await;
            run(&world, "update account set email = 'karin@nieuw.example', email_canonical = 'karin@nieuw.example'
                where email = 'karin@garage.example'").await;
            assert_eq!(create_admin(&world.services, karin("200300"), "Wij").await.unwrap(), made, "{stands}");
            assert_eq!(count(&world, "select count(*) from authorisation").await, people, "{stands}");
        }
    }

    async fn sec_74_an_operator_makes_nobody_admin_of_whom_a_newer_version_knows_more(on: On) {
        let (world, ..) = garage_where(on, KARIN, WORKS).await;
        run(&world, "update account set blocked_reason = 'of_later' where email = 'karin@garage.example'").await;
        let made = create_admin(&world.services, karin("200300"), "Wij").await.unwrap();
        assert_eq!(made, AdminMade::NewerVersion);
        assert_eq!(count(&world, "select count(*) from authorisation where given_name = 'Karin' and role = 'medewerker'").await, 1);
        assert_eq!(count(&world, "select count(*) from outbox").await, 0);
    }

    async fn an_operator_gives_no_right_to_somebody_whose_access_is_over(on: On) {
        for over in [
            STOPPED,
            "update authorisation set valid_until = $2 - 1, as_of = $2 where id = $1",
        ] {
            let (world, ..) = garage_where(on, KARIN, over).await;
            let email = EmailAddress::parse(KARIN.email).unwrap();
            let given = give_right(&world.services, ("garage", "200300"), &email, "offertes", "Wij").await.unwrap();
            assert_eq!(given, RightGiven::NotHere, "{over}");
        }
    }

    async fn an_operator_invites_an_admin_and_promotes_who_is_there(on: On) {
        let world = with_garage(on).await;
        let services = &world.services;
        assert_eq!(create_admin(services, karin("999999"), "Wij").await.unwrap(), AdminMade::NoOrganisation);
        assert_eq!(create_admin(services, karin("200300"), "Wij").await.unwrap(), AdminMade::Invited { blocked: false });
        run(&world, "update authorisation set state = 'active', role = 'medewerker'").await;
        assert_eq!(create_admin(services, karin("200300"), "Wij").await.unwrap(), AdminMade::Promoted { name: "Karin de Boer".into(), blocked: false });
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
        assert_eq!(unblock(services, &email, "Wij").await.unwrap(), Unblocked::Lifted { password: PasswordState::MustChange });
        assert_eq!(unblock(services, &email, "Wij").await.unwrap(), Unblocked::NotBlocked);
        assert_eq!(count(&world, "select count(*) from outbox where letter = 'unblocked'").await, 1);
        assert_eq!(count(&world, "select count(*) from audit where event = 'unblocked_by_operator'").await, 1);
    }

    async fn an_operator_who_unblocks_leaves_no_password_in_use_that_was_guessed_at(on: On) {
        let world = with_garage(on).await;
        let services = &world.services;
        let email = EmailAddress::parse("karin@garage.example").unwrap();
        create_admin(services, karin("200300"), "Wij").await.unwrap();
        for (blocked, password, left) in [
            ("'wrong_codes'", "disabled", PasswordState::MustChange),
            ("null", "disabled", PasswordState::MustChange),
            ("'frozen_by_owner'", "must_change", PasswordState::MustChange),
            ("'wrong_codes'", "set", PasswordState::Set),
            ("'by_desk'", "set", PasswordState::Renew),
        ] {
            if left == PasswordState::Renew {
                run(&world, "update authorisation set state = 'active'").await;
            }
            let locked = format!("update account set blocked_reason = {blocked}, blocked_at = 1, password_state = '{password}'");
            run(&world, locked.leak()).await;
            assert_eq!(unblock(services, &email, "Wij").await.unwrap(), Unblocked::Lifted { password: left });
            let after = format!("select count(*) from account where blocked_reason is null and password_state = '{}'", left.code());
            assert_eq!(count(&world, after.leak()).await, 1, "{blocked}, {password}");
        }
    }

    async fn an_operator_has_nobody_wait_whose_guesses_strangers_used_up(on: On) {
        let world = with_garage(on).await;
        let services = &world.services;
        let email = EmailAddress::parse("karin@garage.example").unwrap();
        create_admin(services, karin("200300"), "Wij").await.unwrap();
        world.uses_up_the_guesses_at("karin@garage.example").await;
        assert_eq!(unblock(services, &email, "Wij").await.unwrap(), Unblocked::Lifted { password: PasswordState::None });
        assert_eq!(unblock(services, &email, "Wij").await.unwrap(), Unblocked::NotBlocked);
        assert_eq!(count(&world, "select count(*) from login_counter where refused_until > 0").await, 0);
    }

    async fn sec_75_a_signal_that_came_while_the_clock_was_ahead_hides_no_later_one(on: On) {
        let world = with_garage(on).await;
        let services = &world.services;
        create_admin(services, karin("200300"), "Wij").await.unwrap();
        run(&world, "update authorisation set state = 'active'").await;
        let number = MobileNumber::from_e164_stored("+31612345678".into());
        world.clock.forward(DAY * 3653);
        assert_eq!(number_moved(services, &number).await.unwrap(), 1);
        world.clock.put_right();
        clock_ahead::settle(services, What::Everything).await.unwrap();
        for (moved, what) in [(1, "a signal of its own"), (0, "the same once more")] {
            assert_eq!(number_moved(services, &number).await.unwrap(), moved, "{what}");
            let off_until = count(&world, "select reset_off_until from account").await;
            assert!(off_until >= services.now().plus(DAY).unix_ms(), "{what}");
        }
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
        let first = services.now();
        world.clock.forward(DAY / 24);
        assert_eq!(signal(moved).await, 0, "the same signal once more, as of a list that is given every hour");
        let off_until = count(&world, "select reset_off_until from account").await;
        assert_eq!(off_until, first.plus(DAY).unix_ms());
        assert_eq!(count(&world, "select count(*) from outbox where letter = 'number_moved' and link_id is not null").await, 1);
        assert_eq!(count(&world, "select count(*) from audit where event = 'number_moved' and organisation_id is not null").await, 1);
        world.clock.forward(DAY);
        assert_eq!(signal(moved).await, 1, "another day, another card");
        // A new card is why a number is changed and why it is on the list: a change before the signal makes it no other one.
        let changed = async || {
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, "update authorisation set mobile_changed_at = $1", services.now().unix_ms()).unwrap();
            tx.commit().await.unwrap();
            world.clock.forward(DAY / 24);
        };
        changed().await;
        assert_eq!(signal(moved).await, 1, "of the number since then nobody heard");
        world.clock.forward(DAY / 24);
        assert_eq!(signal(moved).await, 0);
        world.clock.forward(DAY);
        // The number of an invitation that nobody accepted is somebody's word, and changes nothing for who works elsewhere.
        world.clock.forward(DAY);
        let elsewhere = world.organisation("garage", "Garage Elders").await;
        world.person(&elsewhere, Seed { mobile: other, ..Seed::new("Karin", "de", "Boer", "karin@garage.example") }).await;
        run(&world, "update authorisation set state = 'invited', activated_at = null where mobile = '+31612345678'").await;
        assert_eq!(signal(moved).await, 0);
    }
}
