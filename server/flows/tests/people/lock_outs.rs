//! Bringing people back in, and who needs help.

use domain::{
    EmailAddress, HelpRequestId, LinkId,
    people::{AuthorisationState, BlockReason, PasswordState, Standing},
};
use flows::{
    Seen, audit, links, login, on_each_database, operator,
    testing::people::{self, Refusal, Why},
    testing::{On, Seed},
};

use super::office::{DAY, JAN, MINUTE, NEVER, Office};

on_each_database! {
    async fn sec_08_an_admin_unblocks_the_own_staff_and_nobody_else(on: On) {
        let blocked = Some(BlockReason::PasswordOnKnownDevice);
        let office = Office::with_jan(on, Seed { blocked, ..JAN }).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let els = office.second_admin().await;
        office.ask_for_help(NEVER, "cannot_log_in").await;
        let needing = people::in_need(services, &permit.see()).await.unwrap();
        let whys: Vec<_> = needing.people[0].needs.iter().map(|need| need.why.clone()).collect();
        assert!(matches!(whys.as_slice(), [Why::LockedOut, Why::Asked { .. }]), "{whys:?}");
        let own = people::unblock(services, &permit, &office.karin.1).await.unwrap();
        assert_eq!(own, Err(Refusal::Yourself));
        let fellow = people::unblock(services, &permit, &els.1).await.unwrap();
        assert_eq!(fellow, Err(Refusal::AdminNeedsServiceDesk));
        let unblocked = people::unblock(services, &permit, &office.jan.1).await.unwrap().unwrap();
        assert!(unblocked.offer_reset_link);
        assert_eq!(office.standing(&office.jan.1).await, Standing::Active);
        assert_eq!(people::unblock(services, &permit, &office.jan.1).await.unwrap(), Err(Refusal::AlreadySo));
        assert_eq!(office.letters(&office.jan.0).await, ["unblocked"]);
        assert!(people::in_need(services, &permit.see()).await.unwrap().people.is_empty());
    }

    async fn sec_08_the_fourth_unblock_within_a_day_goes_to_the_service_desk(on: On) {
        let office = Office::new(on).await;
        let (services, jan) = (&office.world.services, &office.jan);
        let block = "update account set blocked_reason = 'wrong_codes', blocked_at = 1 where id = $1";
        for _ in 0..3 {
            office.run(block, &[jan.0.as_str()]).await;
            let permit = office.permit().await;
            people::unblock(services, &permit, &jan.1).await.unwrap().unwrap();
        }
        office.run(block, &[jan.0.as_str()]).await;
        let permit = office.permit().await;
        assert_eq!(people::unblock(services, &permit, &jan.1).await.unwrap(), Err(Refusal::OftenEnough));
        assert_eq!(office.standing(&jan.1).await, Standing::Blocked(BlockReason::WrongCodes));
        office.world.clock.forward(DAY);
        let permit = office.permit().await;
        assert!(people::unblock(services, &permit, &jan.1).await.unwrap().is_ok());
    }

    async fn sec_08_unblocks_of_a_day_count_for_the_account_wherever_somebody_works(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let there = office.world.person(&office.garage, JAN).await;
        let unblocks = async |admin, whom| {
            office.block(&office.jan, BlockReason::WrongCodes).await;
            people::unblock(services, &office.permit_of(admin).await, whom).await.unwrap().err()
        };
        for _ in 0..2 {
            assert_eq!(unblocks(&office.karin, &office.jan.1).await, None);
        }
        assert_eq!(unblocks(&office.fatima, &there.1).await, None);
        assert_eq!(unblocks(&office.fatima, &there.1).await, Some(Refusal::OftenEnough));
        assert_eq!(unblocks(&office.karin, &office.jan.1).await, Some(Refusal::OftenEnough));
    }

    async fn sec_08_sec_67_whoever_lifts_a_lock_out_names_the_one_that_was_shown(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let looks = async || people::lock_out_seen(services, &permit.see(), &jan.1).await.unwrap();
        let presses = async |seen: &Seen| flows::people::unblock(services, &permit, (&jan.1, seen)).await.unwrap().err();
        office.block(jan, BlockReason::WrongCodes).await;
        let wrong_codes = looks().await;
        assert_eq!(looks().await, wrong_codes, "looking changes nothing");
        assert_eq!(presses(&Seen::sent("")).await, Some(Refusal::Changed), "typed by hand");
        let frozen = "update account set blocked_reason = 'frozen_by_owner', blocked_at = cast($2 as bigint) where id = $1";
        for at in ["2", "3"] {
            // The owner blocks on top of it; and once more, after somebody lifted that.
            let before = looks().await;
            office.run(frozen, &[jan.0.as_str(), at]).await;
            for seen in [&wrong_codes, &before] {
                assert_eq!(presses(seen).await, Some(Refusal::Changed), "{at}");
            }
            assert_eq!(office.standing(&jan.1).await, Standing::Blocked(BlockReason::FrozenByOwner));
        }
        assert_eq!(presses(&looks().await).await, None);
        assert_eq!(presses(&wrong_codes).await, Some(Refusal::AlreadySo));
        let there = people::lock_out_seen(services, &office.permit_of(&office.fatima).await.see(), &jan.1).await.unwrap();
        assert_eq!(there, Seen::sent(""), "nothing shows of who works elsewhere");
    }

    async fn sec_74_what_a_newer_version_says_keeps_somebody_out_is_left_to_that_version(on: On) {
        let newer = [
            "update account set password_state = 'from_the_future', blocked_reason = 'wrong_codes' where id = $1",
            "update account set password_state = 'set', blocked_reason = 'from_the_future' where id = $1",
        ];
        let office = Office::new(on).await;
        let services = &office.world.services;
        let email = EmailAddress::parse(JAN.email).unwrap();
        for statement in newer {
            office.run(statement, &[office.jan.0.as_str()]).await;
            let stored = "select password_state || ' ' || blocked_reason from account where id = $1";
            let before = office.text(stored, office.jan.0.as_str()).await;
            let by_admin = people::unblock(services, &office.permit().await, &office.jan.1).await.unwrap();
            assert_eq!(by_admin, Err(Refusal::NewerVersion), "{statement}");
            let by_operator = operator::unblock(services, &email, "Voorbeeld Verzekeringen").await.unwrap();
            assert_eq!(by_operator, operator::Unblocked::NewerVersion, "{statement}");
            assert_eq!(office.text(stored, office.jan.0.as_str()).await, before);
        }
    }

    async fn a_disabled_password_works_once_more_and_has_to_be_changed(on: On) {
        let office = Office::with_jan(on, Seed { password: PasswordState::Disabled, ..JAN }).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        assert_eq!(people::in_need(services, &permit.see()).await.unwrap().people[0].person.standing, Standing::PasswordDisabled);
        people::unblock(services, &permit, &office.jan.1).await.unwrap().unwrap();
        assert!(office.world.inside(&office.jan.0, &office.jan.1).await.must_change_password);
    }

    async fn sec_43_no_deed_shows_or_sets_a_password_and_a_reset_link_goes_to_the_owner(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let hash = "select password_hash from account where id = $1";
        let before = office.text(hash, jan.0.as_str()).await;
        let until = people::send_reset_link(services, &permit, &jan.1).await.unwrap().unwrap();
        assert_eq!(until, services.now().plus(60 * MINUTE));
        assert_eq!(people::send_reset_link(services, &permit, &jan.1).await.unwrap(), Err(Refusal::AlreadySo));
        for expected in [true, true, false] {
            office.world.clock.forward(2 * MINUTE);
            let sent = people::send_reset_link(services, &permit, &jan.1).await.unwrap();
            assert_eq!(sent.is_ok(), expected, "{sent:?}");
        }
        assert_eq!(office.letters(&jan.0).await, ["reset_link"; 3]);
        assert_eq!(office.letters(&office.karin.0).await, [""; 0]);
        assert_eq!(office.text(hash, jan.0.as_str()).await, before);
        let link = office.text("select link_id from outbox where account_id = $1", jan.0.as_str()).await.unwrap();
        let mut tx = services.db.read().await.unwrap();
        let open = links::look_by_id(&mut tx, &LinkId::from_trusted(link), services.now()).await.unwrap();
        assert_eq!(open.unwrap().unwrap().account, jan.0);
    }

    async fn a_request_for_help_is_closed_once_and_only_by_the_own_admin(on: On) {
        let office = Office::new(on).await;
        office.ask_for_help(NEVER, "more_rights").await;
        let services = &office.world.services;
        let request = HelpRequestId::parse(NEVER).unwrap();
        let of_fatima = office.permit_of(&office.fatima).await;
        assert_eq!(people::help::close(services, &of_fatima, &request).await.unwrap(), Err(Refusal::NotHere));
        let permit = office.permit().await;
        let whole = people::one(services, &permit.see(), &office.jan.1).await.unwrap().unwrap();
        assert_eq!(whole.help[0].id, request);
        assert_eq!(people::help::close(services, &permit, &request).await.unwrap(), Ok(office.jan.1.clone()));
        assert_eq!(people::help::close(services, &permit, &request).await.unwrap(), Err(Refusal::AlreadySo));
    }

    async fn access_that_was_stopped_in_the_books_stays_out_of_who_needs_help(on: On) {
        let office = Office::with_jan(on, Seed { blocked: Some(BlockReason::WrongCodes), ..JAN }).await;
        office.ask_for_help(NEVER, "cannot_log_in").await;
        office.run("update authorisation set state = 'stopped' where id = $1", &[office.jan.1.as_str()]).await;
        let permit = office.permit().await.see();
        let needing = people::in_need(&office.world.services, &permit).await.unwrap();
        assert!(needing.people.is_empty() && !needing.more);
    }

    async fn the_page_of_a_person_tells_of_the_block_and_what_became_of_its_letter(on: On) {
        let office = Office::new(on).await;
        let (services, jan) = (&office.world.services, &office.jan);
        office.world.clock.forward(MINUTE);
        let mut tx = services.db.write().await.unwrap();
        login::block(&mut tx, services, services.now(), &jan.0, BlockReason::WrongCodes).await.unwrap();
        tx.commit().await.unwrap();
        let permit = office.permit().await.see();
        let whole = people::one(services, &permit, &jan.1).await.unwrap().unwrap();
        assert_eq!(whole.person.standing, Standing::Blocked(BlockReason::WrongCodes));
        assert_eq!(whole.blocked_at, Some(services.now()));
        assert_eq!(whole.history[0].event, Some(audit::Event::Blocked));
        let letter = &whole.deliveries[0];
        assert_eq!((letter.letter.as_str(), letter.state.as_str()), ("blocked", "waiting"));
        let needing = people::in_need(services, &permit).await.unwrap();
        assert_eq!(needing.people[0].needs[0].since, services.now());
    }

    async fn who_is_locked_out_is_known_by_organisation_whatever_locked_or_freed_them(on: On) {
        let office = Office::new(on).await;
        let jan = office.jan.0.as_str();
        let truth = "select count(*) from authorisation u join account a on a.id = u.account_id
            where a.blocked_reason is not null or a.password_state = 'disabled'";
        let kept = "select count(*) from locked_out k join authorisation u on u.id = k.authorisation_id and u.organisation_id = k.organisation_id";
        for (change, locked_out) in [
            ("update account set password_state = 'must_change' where id = $1", 0),
            ("update account set password_state = 'disabled' where id = $1", 1),
            ("update account set blocked_reason = 'wrong_codes' where id = $1", 1),
            ("update account set password_state = 'set' where id = $1", 1),
            ("update account set blocked_reason = null where id = $1", 0),
            ("update account set blocked_reason = 'wrong_codes' where id = $1", 1),
        ] {
            office.run(change, &[jan]).await;
            assert_eq!((office.count(kept).await, office.count(truth).await), (locked_out, locked_out), "{change}");
        }
        let garage = office.world.organisation("garage", "Garage Elders").await;
        office.world.person(&garage, Seed { state: AuthorisationState::Invited, ..JAN }).await;
        assert_eq!((office.count(kept).await, office.count(truth).await), (2, 2), "an account that is invited elsewhere while locked out");
    }
}
