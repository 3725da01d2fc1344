//! "Was u dit niet?": freezing one's own account from a warning mail.

use domain::post::Letter;
use flows::{
    freeze::{Look, Outcome, freeze, look},
    links,
    login::DeviceCookie,
    on_each_database, reset,
    secrets::LinkSecret,
    testing::On,
    testing::people::unblock,
};

use super::town::{DEVICE, HOUR, OTHER, PASSWORD, Person, Town, nobody, password, stranger};

async fn warning(town: &Town, who: &Person) -> LinkSecret {
    let (services, now) = (&town.world.services, town.now());
    let mut tx = services.db.write().await.unwrap();
    let until = now.plus(services.policy.freeze_link);
    let at = Some(&who.authorisation);
    links::make(
        &mut tx,
        services,
        now,
        links::Purpose::Freeze,
        &who.account,
        at,
        until,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    town.link(who, "freeze").await
}

on_each_database! {
    async fn the_owner_freezes_the_account_at_once_and_only_a_person_starts_it_again(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        town.admin(&garage, "fatima").await;
        let jan = town.employee(&garage, "jan").await;
        town.session(&jan, "thief").await;
        let (link, another) = (warning(&town, &jan).await, warning(&town, &jan).await);
        let services = &town.world.services;
        for _ in 0..3 {
            assert!(matches!(look(services, &link).await.unwrap(), Look::Open { .. }));
        }
        assert!(town.has_session("thief").await, "looking freezes nothing");
        assert_eq!(freeze(services, &link).await.unwrap(), Outcome::Frozen);
        assert!(!town.has_session("thief").await);
        assert!(!town.gets_past(&jan, PASSWORD).await);
        assert!(matches!(town.letters_to(&jan).await.as_slice(), [Letter::Frozen { admins, .. }] if admins.len() == 1));
        assert!(town.trail_has("frozen").await && town.trail_has("blocked").await);
        for used in [&link, &another] {
            assert_eq!(look(services, used).await.unwrap(), Look::AlreadyFrozen);
            assert_eq!(freeze(services, used).await.unwrap(), Outcome::AlreadyFrozen);
        }
        town.empty_mailboxes().await;
        flows::reset::ask(services, &stranger(&jan.email, "192.0.2.0/24")).await.unwrap();
        town.answer_questions().await;
        assert_eq!(town.names_to(&jan).await, ["reset_cannot_help"]);
    }

    async fn a_block_that_a_reset_would_lift_becomes_one_that_it_does_not(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let jan = town.employee(&garage, "jan").await;
        let services = &town.world.services;
        for easier in ["password_on_known_device", "wrong_codes"] {
            let link = warning(&town, &jan).await;
            town.set("update account set blocked_reason = nullif($2, '') where id = $1", jan.account.as_str(), "").await;
            reset::ask(services, &stranger(&jan.email, "192.0.2.0/24")).await.unwrap();
            town.answer_questions().await;
            town.block(&jan, easier).await;
            town.session(&jan, easier).await;
            town.empty_mailboxes().await;
            let open = "select count(*) from link where purpose = 'reset' and ended_at is null";
            assert_eq!(town.count(open).await, 1);
            assert_eq!(freeze(services, &link).await.unwrap(), Outcome::Frozen);
            assert_eq!(town.account_state(&jan).await[2].as_deref(), Some("frozen_by_owner"));
            assert_eq!(town.count(open).await, 0, "no link outlasts it, as where nothing was blocked");
            assert!(!town.has_session(easier).await);
            let letters = town.letters_to(&jan).await;
            assert!(matches!(letters.as_slice(), [Letter::Frozen { .. }]), "{easier}: {letters:?}");
            town.later(2 * HOUR);
        }
    }

    async fn links_of_before_freeze_nothing_once_a_person_lifted_that_or_the_owner_proved_mailbox_and_telephone(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let fatima = town.admin(&garage, "fatima").await;
        let jan = town.employee(&garage, "jan").await;
        let services = &town.world.services;
        let (first, second) = (warning(&town, &jan).await, warning(&town, &jan).await);
        let unblocks = async || {
            let permit = town.caller(&fatima).await.may_change_staff(&services.policy, town.now()).unwrap();
            unblock(services, &permit, &jan.authorisation).await.unwrap().unwrap();
        };
        town.block(&jan, "wrong_codes").await;
        unblocks().await;
        assert!(matches!(look(services, &second).await.unwrap(), Look::Open { .. }), "no guesses end them");
        assert_eq!(freeze(services, &first).await.unwrap(), Outcome::Frozen);
        unblocks().await;
        assert!(matches!(look(services, &second).await.unwrap(), Look::Over { .. }));
        assert_eq!(freeze(services, &second).await.unwrap(), Outcome::Over);

        let third = warning(&town, &jan).await;
        assert!(matches!(look(services, &third).await.unwrap(), Look::Open { .. }), "a new one works");
        reset::ask(services, &stranger(&jan.email, "192.0.2.0/24")).await.unwrap();
        town.answer_questions().await;
        let link = town.link(&jan, "reset").await;
        let chosen = reset::choose(services, &link, &password(OTHER), None, (nobody(), "203.0.113.0/24")).await.unwrap();
        let reset::Chosen::CodeSent { challenge, .. } = chosen else { panic!("{chosen:?}") };
        let code = town.code(&challenge).await;
        let device = DeviceCookie::default();
        let finished = reset::finish(services, &challenge, &code, &device, DEVICE).await.unwrap();
        assert!(matches!(finished, reset::Finished::Inside(_)), "{finished:?}");
        assert_eq!(freeze(services, &third).await.unwrap(), Outcome::Over);
        let told = town.link(&jan, "freeze").await;
        assert_eq!(freeze(services, &told).await.unwrap(), Outcome::Frozen, "the one in the letter about it");
    }

    async fn sec_69_a_link_that_was_used_says_that_the_block_was_lifted_and_blocks_once_more(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let fatima = town.admin(&garage, "fatima").await;
        let jan = town.employee(&garage, "jan").await;
        let services = &town.world.services;
        let (link, another) = (warning(&town, &jan).await, warning(&town, &jan).await);
        let unblocks = async || {
            let permit = town.caller(&fatima).await.may_change_staff(&services.policy, town.now()).unwrap();
            unblock(services, &permit, &jan.authorisation).await.unwrap().unwrap();
            town.now()
        };
        assert_eq!(freeze(services, &link).await.unwrap(), Outcome::Frozen);
        assert_eq!(freeze(services, &another).await.unwrap(), Outcome::AlreadyFrozen);
        town.later(HOUR);
        let at = Some(unblocks().await);
        assert!(matches!(look(services, &another).await.unwrap(), Look::Over { .. }), "it froze nothing");
        let again = Some(jan.email.for_display());
        for _ in 0..2 {
            assert_eq!(look(services, &link).await.unwrap(), Look::Lifted { at, again: again.clone() });
        }
        town.later(HOUR);
        assert_eq!(freeze(services, &link).await.unwrap(), Outcome::Frozen);
        assert_eq!(look(services, &link).await.unwrap(), Look::AlreadyFrozen);
        assert_eq!(freeze(services, &link).await.unwrap(), Outcome::AlreadyFrozen);
        let at = Some(unblocks().await);
        assert_eq!(look(services, &link).await.unwrap(), Look::Lifted { at, again: None }, "not for ever");
        assert_eq!(freeze(services, &link).await.unwrap(), Outcome::Over);
        assert_eq!(town.account_state(&jan).await[2], None);

        // Too late, and in a mailbox that is the account's no longer.
        for way in ["a month later", "another mailbox"] {
            let link = warning(&town, &jan).await;
            assert_eq!(freeze(services, &link).await.unwrap(), Outcome::Frozen);
            unblocks().await;
            if way == "a month later" {
                town.later(30 * 24 * HOUR);
            } else {
                let mut tx = services.db.write().await.unwrap();
                let ends = "update link set ended_at = $2 where account_id = $1 and purpose = 'freeze'";
                flows::execute!(&mut tx, ends, jan.account.as_str(), town.now().unix_ms()).unwrap();
                tx.commit().await.unwrap();
            }
            assert!(matches!(look(services, &link).await.unwrap(), Look::Lifted { again: None, .. }), "{way}");
            assert_eq!(freeze(services, &link).await.unwrap(), Outcome::Over, "{way}");
        }
    }

    async fn an_old_or_made_up_link_freezes_nothing(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let jan = town.employee(&garage, "jan").await;
        let link = warning(&town, &jan).await;
        let services = &town.world.services;
        let made_up = LinkSecret::new(&flows::services::SystemChance).unwrap();
        assert_eq!(freeze(services, &made_up).await.unwrap(), Outcome::Unknown);
        assert_eq!(look(services, &made_up).await.unwrap(), Look::Unknown);
        town.later(30 * 24 * HOUR);
        assert!(matches!(look(services, &link).await.unwrap(), Look::Over { .. }));
        assert_eq!(freeze(services, &link).await.unwrap(), Outcome::Over);
        assert_eq!(town.account_state(&jan).await[2], None);
    }

    async fn a_link_that_ended_says_when_that_was_and_never_a_day_to_come(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let jan = town.employee(&garage, "jan").await;
        let link = warning(&town, &jan).await;
        town.later(HOUR);
        let (services, ended) = (&town.world.services, town.now());
        let mut tx = services.db.write().await.unwrap();
        links::withdraw_of_account(&mut tx, &jan.account, links::Purpose::Freeze, ended).await.unwrap();
        tx.commit().await.unwrap();
        town.later(HOUR);
        assert_eq!(look(services, &link).await.unwrap(), Look::Over { since: ended });
    }

    async fn the_letter_of_a_block_names_who_can_take_back_that_access_is_over(on: On) {
        for (state, names) in [("stopped", true), ("withdrawn", false)] {
            let town = Town::new(on).await;
            let garage = town.organisation("Garage Jansen").await;
            town.admin(&garage, "fatima").await;
            let jan = town.employee(&garage, "jan").await;
            let mut tx = town.world.services.db.write().await.unwrap();
            let stops = if names {
                "update authorisation set state = 'stopped', activated_at = 1, stopped_at = $2 where id = $1"
            } else {
                "update authorisation set state = 'stopped', activated_at = null, stopped_at = $2 where id = $1"
            };
            flows::execute!(&mut tx, stops, jan.authorisation.as_str(), town.now().unix_ms()).unwrap();
            tx.commit().await.unwrap();
            let link = warning(&town, &jan).await;
            assert_eq!(freeze(&town.world.services, &link).await.unwrap(), Outcome::Frozen);
            let letters = town.letters_to(&jan).await;
            assert!(matches!(letters.as_slice(), [Letter::Frozen { admins, .. }] if admins.is_empty() != names), "{state}: {letters:?}");
        }
    }
}
