//! What the desk does for whom.

use domain::{
    MobileNumber,
    desk::{Diagnosis, Doubt, Way, Why},
    people::{AuthorisationState, BlockReason, PasswordState},
    post::{Channel, HelpKind},
};
use flows::{
    desk::{self, Refusal, Told},
    execute, on_each_database,
    testing::people,
    testing::{On, Seed},
};

use super::floor::{Floor, JAN, KARIN, MINUTE};

const BLOCKED: Option<BlockReason> = Some(BlockReason::WrongCodes);

on_each_database! {
    async fn sec_08_an_admin_is_unblocked_and_hears_of_it_and_so_does_the_log(on: On) {
        let floor = Floor::with(on, Seed { blocked: BLOCKED, ..KARIN }, JAN).await;
        let services = &floor.world.services;
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap().unwrap();
        assert_eq!(floor.letters(&floor.karin.0).await, ["caller_check", "unblocked"]);
        let facts = floor.lines("select facts from audit where event = $1 and actor = 'desk'", "unblocked").await;
        assert_eq!(facts, [r#"{"reason":"wrong_codes","why":"cannot_log_in"}"#]);
        let by = floor.lines("select facts from outbox where letter = $1", "unblocked").await.remove(0);
        assert!(by.contains("Voorbeeld Verzekeringen") && !by.contains("Sanne"), "{by}");
        let again = desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap();
        assert_eq!(again, Err(Refusal::AlreadySo));
    }

    async fn staff_with_an_admin_who_can_get_in_is_referred_and_without_one_is_helped(on: On) {
        let floor = Floor::with(on, KARIN, Seed { blocked: BLOCKED, ..JAN }).await;
        let services = &floor.world.services;
        let checked = floor.checked(&floor.sanne, &floor.jan.1).await;
        let refused = desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap();
        let Err(Refusal::HasAdmin(admins)) = refused else { panic!("{refused:?}") };
        assert_eq!(admins.iter().map(|admin| admin.name.as_str()).collect::<Vec<_>>(), ["Karin de Boer"]);
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "update account set blocked_reason = 'wrong_codes' where id = $1", floor.karin.0.as_str()).unwrap();
        tx.commit().await.unwrap();
        desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap().unwrap();
    }

    async fn who_only_waits_because_strangers_guess_waits_no_longer(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let until = floor.world.uses_up_the_guesses_at(KARIN.email).await;
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        let person = desk::person(services, &floor.permit_of(&floor.sanne).await.see(), &floor.karin.1, Way::Search).await.unwrap().unwrap();
        assert_eq!(person.diagnosis, Diagnosis::Waits { until });
        let unblocked = desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap().unwrap();
        assert!(unblocked.offer_reset_link);
        let again = desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap();
        assert_eq!(again, Err(Refusal::AlreadySo));
    }

    async fn sec_08_staff_whose_admin_had_to_stop_for_today_is_let_in_by_the_desk(on: On) {
        let floor = Floor::with(on, KARIN, Seed { blocked: BLOCKED, ..JAN }).await;
        let services = &floor.world.services;
        let block = async || {
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, "update account set blocked_reason = 'wrong_codes' where id = $1", floor.jan.0.as_str()).unwrap();
            tx.commit().await.unwrap();
        };
        let karin = floor.world.inside(&floor.karin.0, &floor.karin.1).await;
        let permit = karin.may_change_staff(&services.policy, services.now()).unwrap();
        let checked = floor.checked(&floor.sanne, &floor.jan.1).await;
        for _ in 0..3 {
            let refused = desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap();
            assert!(matches!(refused, Err(Refusal::HasAdmin(_))), "Karin may still: {refused:?}");
            people::unblock(services, &permit, &floor.jan.1).await.unwrap().unwrap();
            block().await;
        }
        assert_eq!(people::unblock(services, &permit, &floor.jan.1).await.unwrap(), Err(people::Refusal::OftenEnough));
        let see = floor.permit_of(&floor.sanne).await.see();
        let person = desk::person(services, &see, &floor.jan.1, Way::Search).await.unwrap().unwrap();
        assert!(person.unblocks() && !person.changes_number() && !person.ours(), "the page offers it, and nothing else");
        let until = services.now().plus(24 * 60 * MINUTE);
        for _ in 0..3 {
            desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap().unwrap();
            floor.world.clock.forward(MINUTE);
            block().await;
        }
        let link = desk::send_reset_link(services, &checked, Why::CannotLogIn).await.unwrap();
        assert!(matches!(link, Err(Refusal::HasAdmin(_))), "that Karin may still: {link:?}");
        // Nobody sends her to a desk that refuses too: both hear from when on the desk helps again, and it does.
        assert_eq!(desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap(), Err(Refusal::OftenEnough { until }));
        assert_eq!(people::unblock(services, &permit, &floor.jan.1).await.unwrap(), Err(people::Refusal::EnoughForDeskToo { until }));
        floor.world.clock.forward(24 * 60 * MINUTE - 3 * MINUTE);
        assert_eq!(services.now(), until);
        let karin = floor.world.inside(&floor.karin.0, &floor.karin.1).await;
        let permit = karin.may_change_staff(&services.policy, services.now()).unwrap();
        people::unblock(services, &permit, &floor.jan.1).await.unwrap().unwrap();
    }

    async fn sec_08_after_so_many_links_admin_and_desk_hear_from_when_on_there_can_be_another(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        let karin = floor.world.inside(&floor.karin.0, &floor.karin.1).await;
        let permit = karin.may_change_staff(&services.policy, services.now()).unwrap();
        let until = services.now().plus(60 * MINUTE);
        for _ in 0..services.policy.letters_per_address_hour {
            desk::send_reset_link(services, &checked, Why::ForgotPassword).await.unwrap().unwrap();
            people::send_reset_link(services, &permit, &floor.jan.1).await.unwrap().unwrap();
            floor.world.clock.forward(MINUTE);
        }
        let by_desk = desk::send_reset_link(services, &checked, Why::ForgotPassword).await.unwrap();
        assert_eq!(by_desk, Err(Refusal::LinksEnough { until }));
        let by_admin = people::send_reset_link(services, &permit, &floor.jan.1).await.unwrap();
        assert_eq!(by_admin, Err(people::Refusal::LinksEnough { until }));
        // And that is true: not a moment earlier, and then at once.
        floor.world.clock.forward(MINUTE);
        let still = desk::send_reset_link(services, &checked, Why::ForgotPassword).await.unwrap();
        assert_eq!(still, Err(Refusal::LinksEnough { until }));
        floor.world.clock.forward(until.since(services.now()));
        let karin = floor.world.inside(&floor.karin.0, &floor.karin.1).await;
        let permit = karin.may_change_staff(&services.policy, services.now()).unwrap();
        people::send_reset_link(services, &permit, &floor.jan.1).await.unwrap().unwrap();
    }

    async fn sec_08_whose_number_an_admin_changed_too_often_today_has_the_desk_ask_for_it(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let karin = floor.world.inside(&floor.karin.0, &floor.karin.1).await;
        let permit = karin.may_change_staff(&services.policy, services.now()).unwrap();
        let number = |n: u64| MobileNumber::parse(&format!("06 8765{n:04}"), &services.policy.countries).unwrap();
        let most = u64::from(services.policy.unused_numbers_per_month);
        for n in 0..most {
            people::change_mobile(services, &permit, &floor.jan.1, &number(n)).await.unwrap().unwrap();
        }
        let enough = people::change_mobile(services, &permit, &floor.jan.1, &number(most)).await.unwrap();
        assert_eq!(enough, Err(people::Refusal::OftenEnough));
        // By mail: the number that was changed a moment ago proves nothing.
        let agent = floor.permit_of(&floor.sanne).await;
        desk::send(services, &agent, &floor.jan.1, Channel::Mail).await.unwrap().unwrap();
        let code = floor.code().await;
        assert_eq!(desk::check(services, &agent, &floor.jan.1, &code).await.unwrap(), Told::Right);
        let checked = desk::checked(services, &agent, &floor.jan.1).await.unwrap().unwrap();
        desk::ask_mobile(services, &checked, Why::LostDevice, &number(most)).await.unwrap().unwrap();
        let refused = desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap();
        assert!(matches!(refused, Err(Refusal::HasAdmin(_))), "{refused:?}");
    }

    async fn the_desk_does_what_a_question_is_about_that_no_admin_answered(on: On) {
        let floor = Floor::with(on, KARIN, Seed { blocked: BLOCKED, ..JAN }).await;
        let services = &floor.world.services;
        let asks = async |kind: HelpKind, stage: &str| {
            let asked = "insert into help_request (id, organisation_id, authorisation_id, kind, created_at, stage)
                select $1, organisation_id, id, $1, created_at, $2 from authorisation where id = $3";
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, asked, kind.code(), stage, floor.jan.1.as_str()).unwrap();
            tx.commit().await.unwrap();
        };
        let unblocks = async || {
            let checked = floor.checked(&floor.sanne, &floor.jan.1).await;
            desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap()
        };
        asks(HelpKind::WrongNumber, "others").await;
        asks(HelpKind::MoreRights, "desk").await;
        let early = unblocks().await;
        assert!(matches!(early, Err(Refusal::HasAdmin(_))), "Karin may answer yet: {early:?}");
        floor.world.clock.forward(10 * MINUTE);
        asks(HelpKind::CannotLogIn, "desk").await;
        let permit = floor.permit_of(&floor.sanne).await.see();
        let person = desk::person(services, &permit, &floor.jan.1, Way::Search).await.unwrap().unwrap();
        assert!(!person.admins.is_empty() && person.unblocks() && person.ours() && !person.stops_access());
        unblocks().await.unwrap();
        assert_eq!(floor.letters(&floor.karin.0).await, ["helped_by_desk"]);
        // His telephone is gone, too: the call goes on.
        let checked = desk::checked(services, &floor.permit_of(&floor.sanne).await, &floor.jan.1).await.unwrap().unwrap();
        desk::send_reset_link(services, &checked, Why::ForgotPassword).await.unwrap().unwrap();
        floor.world.clock.forward(31 * MINUTE);
        let checked = floor.checked(&floor.sanne, &floor.jan.1).await;
        let later = desk::send_reset_link(services, &checked, Why::ForgotPassword).await.unwrap();
        assert!(matches!(later, Err(Refusal::HasAdmin(_))), "another call is Karin's again: {later:?}");
    }

    async fn sec_67_a_question_that_an_admin_answered_in_the_end_is_the_desks_no_longer(on: On) {
        for deputy in [false, true] {
            let floor = Floor::with(on, KARIN, Seed { blocked: BLOCKED, ..JAN }).await;
            let services = &floor.world.services;
            let mut tx = services.db.write().await.unwrap();
            let asked = "insert into help_request (id, organisation_id, authorisation_id, kind, created_at, stage)
                select 'asked', organisation_id, id, 'cannot_log_in', created_at, 'desk' from authorisation where id = $1";
            execute!(&mut tx, asked, floor.jan.1.as_str()).unwrap();
            if deputy {
                // Karin works at the desk as well.
                let agent = "insert into authorisation (id, organisation_id, account_id, role, state, given_name, initials, infix,
                        family_name, sort_key, mobile, access_code, created_at)
                    select 'agent', s.organisation_id, k.account_id, 'medewerker', 'active', 'Karin', '', '', 'Boer', 'boer', k.mobile, 'ZZZZZZ', 0
                    from authorisation s, authorisation k where s.id = $1 and k.id = $2";
                execute!(&mut tx, agent, floor.sanne.1.as_str(), floor.karin.1.as_str()).unwrap();
                let right = "insert into authorisation_right (authorisation_id, right_code, granted_at) values ('agent', $1, 0)";
                execute!(&mut tx, right, domain::organisations::DESK_RIGHT).unwrap();
            }
            tx.commit().await.unwrap();
            let karin = floor.world.caller(&floor.karin.0, &floor.karin.1).await.unwrap();
            let permit = karin.may_change_staff(&services.policy, services.now()).unwrap();
            flows::people::help::close(services, &permit, &domain::HelpRequestId::from_trusted("asked".into())).await.unwrap().unwrap();
            let checked = floor.checked(&floor.sanne, &floor.jan.1).await;
            let refused = desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap();
            assert!(matches!(refused, Err(Refusal::HasAdmin(_))), "{deputy}: {refused:?}");
        }
    }

    async fn the_desk_goes_on_where_an_admin_had_to_stop_and_has_a_limit_of_its_own(on: On) {
        let floor = Floor::with(on, Seed { blocked: BLOCKED, ..KARIN }, JAN).await;
        let services = &floor.world.services;
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        for time in 0..4 {
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, "update account set blocked_reason = 'wrong_codes' where id = $1", floor.karin.0.as_str()).unwrap();
            tx.commit().await.unwrap();
            let outcome = desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap();
            let until = services.now().plus(24 * 60 * MINUTE);
            assert_eq!(outcome.err(), (time == 3).then_some(Refusal::OftenEnough { until }), "{time}");
        }
    }

    async fn sec_43_a_link_goes_to_the_known_mailbox_and_not_shortly_after_a_change(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        desk::send_reset_link(services, &checked, Why::ForgotPassword).await.unwrap().unwrap();
        assert_eq!(floor.letters(&floor.karin.0).await, ["caller_check", "reset_link"]);
        let twice = desk::send_reset_link(services, &checked, Why::ForgotPassword).await.unwrap();
        assert_eq!(twice, Err(Refusal::AlreadySo));
        let until = services.now().plus(60 * MINUTE);
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "update account set reset_off_until = $2 where id = $1", floor.karin.0.as_str(), until.unix_ms()).unwrap();
        tx.commit().await.unwrap();
        let off = desk::send_reset_link(services, &checked, Why::ForgotPassword).await.unwrap();
        assert_eq!(off, Err(Refusal::ResetOff { until }));
    }

    async fn sec_40_the_desk_ends_the_sessions_of_any_caller(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let record = flows::sessions::Record { key: "k", account: Some(floor.jan.0.as_str()), authorisation: Some(floor.jan.1.as_str()), data: "{}" };
        assert!(flows::sessions::create(services, &record).await.unwrap());
        let checked = floor.checked(&floor.sanne, &floor.jan.1).await;
        assert_eq!(desk::end_sessions(services, &checked, Why::LostDevice).await.unwrap(), Ok(1));
        assert_eq!(floor.number("select count(*) from session where account_id = $1", floor.jan.0.as_str()).await, 0);
        assert_eq!(floor.letters(&floor.jan.0).await, ["caller_check", "logged_out_by_admin"]);
    }

    async fn an_admin_who_lost_the_invitation_gets_another(on: On) {
        let invited = Seed { state: AuthorisationState::Invited, ..KARIN };
        let floor = Floor::with(on, invited, JAN).await;
        let services = &floor.world.services;
        floor.world.clock.forward(10 * MINUTE);
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "update account set blocked_reason = 'wrong_codes' where id = $1", floor.karin.0.as_str()).unwrap();
        tx.commit().await.unwrap();
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        desk::send_invitation(services, &checked, Why::NoMessage).await.unwrap().unwrap();
        let blocked = floor.number("select count(*) from account where id = $1 and blocked_reason is not null", floor.karin.0.as_str()).await;
        assert_eq!(blocked, 0, "the invitation lifts what nobody else could");
        assert_eq!(floor.letters(&floor.karin.0).await, ["caller_check", "invitation"]);
        let unblocked = desk::unblock(services, &checked, Why::Other).await.unwrap();
        assert_eq!(unblocked, Err(Refusal::OnlyInvited));
        let held = "update link set ended_at = 1 where authorisation_id = $1";
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, held, floor.karin.1.as_str()).unwrap();
        tx.commit().await.unwrap();
        floor.world.clock.forward(2 * MINUTE);
        let again = desk::send_invitation(services, &checked, Why::NoMessage).await.unwrap();
        assert_eq!(again, Err(Refusal::WaitsForAdmin), "an agent alone makes nobody admin");
        let in_use = floor.checked(&floor.sanne, &floor.jan.1).await;
        let invited = desk::send_invitation(services, &in_use, Why::Other).await.unwrap();
        assert_eq!(invited, Err(Refusal::NotInvited), "there is no admin who is in, so the desk would help Jan");
    }

    async fn sec_47_two_agents_who_unblock_at_once_do_it_once(on: On) {
        let floor = Floor::with(on, Seed { blocked: BLOCKED, ..KARIN }, JAN).await;
        let services = &floor.world.services;
        let one = floor.checked(&floor.sanne, &floor.karin.1).await;
        floor.world.clock.forward(MINUTE);
        let other = floor.checked(&floor.daan, &floor.karin.1).await;
        let (one, other) = tokio::join!(
            desk::unblock(services, &one, Why::CannotLogIn),
            desk::unblock(services, &other, Why::CannotLogIn)
        );
        let done = [one.unwrap(), other.unwrap()];
        assert_eq!(done.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{done:?}");
        let letters = floor.letters(&floor.karin.0).await;
        assert_eq!(letters.iter().filter(|letter| *letter == "unblocked").count(), 1);
    }

    async fn a_disabled_password_works_once_more_and_is_then_changed(on: On) {
        let floor = Floor::with(on, Seed { password: PasswordState::Disabled, ..KARIN }, JAN).await;
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        let unblocked = desk::unblock(&floor.world.services, &checked, Why::CannotLogIn).await.unwrap().unwrap();
        assert!(unblocked.offer_reset_link);
        let state = floor.lines("select password_state from account where id = $1", floor.karin.0.as_str()).await;
        assert_eq!(state, ["must_change"]);
    }

    async fn what_people_call_about_is_counted_by_day(on: On) {
        let floor = Floor::with(on, Seed { blocked: BLOCKED, ..KARIN }, JAN).await;
        let services = &floor.world.services;
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap().unwrap();
        let permit = floor.permit_of(&floor.sanne).await.see();
        let report = desk::report(services, &permit, services.now(), services.now()).await.unwrap();
        let counted: Vec<_> = report.deeds.iter().map(|one| (one.deed.as_str(), one.why.as_str(), one.times)).collect();
        assert_eq!(counted, [("caller_checked", "", 1), ("unblocked", "cannot_log_in", 1)]);
        let before = services.now().minus(24 * 60 * MINUTE);
        let report = desk::report(services, &permit, before, before).await.unwrap();
        assert!(report.deeds.is_empty());
    }

    async fn sec_07_an_account_is_blocked_at_its_owners_wish_and_only_a_person_lifts_it(on: On) {
        let by_password = Some(BlockReason::PasswordOnKnownDevice);
        let floor = Floor::with(on, KARIN, Seed { blocked: by_password, ..JAN }).await;
        let services = &floor.world.services;
        let reason = "select coalesce(blocked_reason, '') from account where id = $1";
        // Staff too, whoever their admin is; and in place of a block that a reset would lift.
        for who in [&floor.karin, &floor.jan] {
            let checked = floor.checked(&floor.sanne, &who.1).await;
            desk::block(services, &checked, Why::LostDevice).await.unwrap().unwrap();
            assert_eq!(floor.lines(reason, who.0.as_str()).await, ["by_desk"]);
            assert_eq!(floor.letters(&who.0).await, ["blocked", "caller_check"]);
            let again = desk::block(services, &checked, Why::LostDevice).await.unwrap();
            assert_eq!(again, Err(Refusal::NotForAccount(Doubt::BlockedByDesk)));
        }
        let facts = floor.lines("select facts from audit where event = $1 and actor = 'desk'", "blocked").await;
        assert_eq!(facts[0], r#"{"reason":"by_desk","why":"lost_device"}"#);
        assert_eq!(facts.len(), 2);
        // Whoever has the telephone may have the mail on it.
        let checked = floor.checked(&floor.daan, &floor.karin.1).await;
        let refused = desk::unblock(services, &checked, Why::LostDevice).await.unwrap();
        assert_eq!(refused, Err(Refusal::NotForAccount(Doubt::BlockedByDesk)));
        // Nor does an old warning mail make of it what whoever reads the mailbox has lifted.
        assert_eq!(floor.stops(&floor.karin).await, flows::freeze::Outcome::AlreadyFrozen);
        assert_eq!(floor.lines(reason, floor.karin.0.as_str()).await, ["by_desk"]);
        // Nor is it lifted where access ended on its date, whatever opens elsewhere.
        let until = async |at: Option<i64>| {
            let mut tx = services.db.write().await.unwrap();
            flows::execute!(&mut tx, "update authorisation set valid_until = $2 where id = $1", floor.karin.1.as_str(), at).unwrap();
            tx.commit().await.unwrap();
        };
        until(Some(services.now().unix_ms())).await;
        for refused in [
            desk::unblock(services, &checked, Why::LostDevice).await.unwrap().err(),
            desk::send_reset_link(services, &checked, Why::ForgotPassword).await.unwrap().err(),
            desk::block(services, &checked, Why::LostDevice).await.unwrap().err(),
        ] {
            assert_eq!(refused, Some(Refusal::Stopped));
        }
        until(None).await;
        let checked = floor.called_back(&floor.karin).await;
        let done = desk::unblock(services, &checked, Why::LostDevice).await.unwrap().unwrap();
        assert!(done.renew && done.offer_reset_link);
        assert_eq!(floor.lines(reason, floor.karin.0.as_str()).await, [""]);
        let password = "select password_state from account where id = $1";
        assert_eq!(floor.lines(password, floor.karin.0.as_str()).await, ["renew"]);
        // Whoever froze the account and then rings, because the mailbox is not safe either, has it blocked harder.
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        floor.freezes(&floor.karin).await;
        let checked = floor.called_back(&floor.karin).await;
        desk::block(services, &checked, Why::LostDevice).await.unwrap().unwrap();
        assert_eq!(floor.lines(reason, floor.karin.0.as_str()).await, ["by_desk"]);
    }

    async fn what_two_have_to_lift_already_stays_what_it_is(on: On) {
        let floor = Floor::with(on, Seed { blocked: Some(BlockReason::ByDesk), ..KARIN }, JAN).await;
        let checked = floor.called_back(&floor.karin).await;
        let refused = desk::block(&floor.world.services, &checked, Why::Suspicion).await.unwrap();
        assert_eq!(refused, Err(Refusal::AlreadySo));
    }
}
