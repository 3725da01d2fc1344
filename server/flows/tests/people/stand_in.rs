//! Somebody stands in for the admins between two dates: before, during and after, and what a stand-in never does.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId,
    people::{BlockReason, StandIn},
};
use flows::{
    Seen,
    caller::NotPermitted,
    on_each_database,
    testing::people::{self, Refusal, Stop},
    testing::{On, Seed},
    who_is_my_admin,
};

use super::office::{DAY, Office, every_deed, fortnight, somebody};

async fn appoints(office: &Office, whom: &AuthorisationId, period: StandIn) -> Result<(), Refusal> {
    let permit = office.permit().await;
    people::appoint_stand_in(&office.world.services, &permit, whom, period)
        .await
        .unwrap()
}

/// Jan stands in from tomorrow, for two weeks.
async fn from_tomorrow(office: &Office) -> StandIn {
    let period = fortnight(office.world.services.now().plus(DAY));
    assert_eq!(appoints(office, &office.jan.1, period).await, Ok(()));
    period
}

async fn piet(office: &Office) -> AuthorisationId {
    let piet = Seed::new("Piet", "", "Bakker", "piet@kantoor-deboer.example");
    let blocked = Some(BlockReason::WrongCodes);
    office
        .world
        .person(&office.id, Seed { blocked, ..piet })
        .await
        .1
}

on_each_database! {
    async fn sec_39_a_stand_in_looks_after_the_staff_between_the_dates_and_neither_before_nor_after(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let piet = piet(&office).await;
        from_tomorrow(&office).await;
        let may = async || {
            let jan = office.world.inside(&office.jan.0, &office.jan.1).await;
            jan.may_change_staff(&services.policy, services.now()).map(drop)
        };
        assert_eq!(may().await, Err(NotPermitted::NotAnAdmin));
        office.world.clock.forward(DAY);
        assert_eq!(may().await, Ok(()));
        let permit = office.permit_of(&office.jan).await;
        people::unblock(services, &permit, &piet).await.unwrap().unwrap();
        let facts = "select facts from audit where event = 'unblocked' and organisation_id = $1";
        let facts = office.text(facts, office.id.as_str()).await.unwrap();
        assert_eq!(facts, r#"{"reason":"wrong_codes","stand_in":true}"#, "the log says in what part");
        office.world.clock.forward(14 * DAY);
        assert_eq!(may().await, Err(NotPermitted::NotAnAdmin));
        let late = people::stop_access(services, &permit, &piet, Stop::Now).await.unwrap();
        assert_eq!(late, Err(Refusal::NoLongerAdmin), "a permit of before does not outlast the period");
    }

    async fn sec_43_everybody_concerned_hears_of_a_stand_in_once_and_beforehand(on: On) {
        let office = Office::new(on).await;
        let els = office.second_admin().await;
        from_tomorrow(&office).await;
        assert_eq!(office.letters(&office.jan.0).await, ["stand_in_appointed"]);
        assert_eq!(office.letters(&els.0).await, ["stand_in_announced"]);
        assert_eq!(office.letters(&office.karin.0).await, Vec::<String>::new(), "who did it knows");
        let permit = office.permit().await;
        people::end_stand_in(&office.world.services, &permit, &office.jan.1).await.unwrap().unwrap();
        assert_eq!(office.letters(&office.jan.0).await, ["stand_in_appointed", "stand_in_ended"]);
        assert_eq!(office.letters(&els.0).await, ["stand_in_announced", "stand_in_ended"]);
        let again = people::end_stand_in(&office.world.services, &permit, &office.jan.1).await.unwrap();
        assert_eq!(again, Err(Refusal::AlreadySo));
    }

    async fn sec_08_a_stand_in_touches_nobody_who_looks_after_others_and_chooses_none(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        office.second_admin().await;
        let mo = Seed::new("Mo", "", "Bos", "mo@kantoor-deboer.example");
        let mo = office.world.person(&office.id, mo).await.1;
        for whom in [&office.jan.1, &mo] {
            assert_eq!(appoints(&office, whom, fortnight(services.now())).await, Ok(()));
        }
        let permit = office.permit_of(&office.jan).await;
        for whom in [&office.karin.1, &mo] {
            let mut refusals = every_deed(&office, &permit, whom).await;
            assert_eq!(refusals.pop(), Some(None), "looking is another matter");
            assert_eq!(refusals.pop(), Some(Some(Refusal::NotHere)), "nobody asked for help");
            let all = refusals.iter().all(|refusal| *refusal == Some(Refusal::NotAsStandIn));
            assert!(all, "{refusals:?}");
        }
        let piet = piet(&office).await;
        let refused = Err(Refusal::NotAsStandIn);
        assert_eq!(people::make_admin(services, &permit, &piet).await.unwrap(), refused);
        let period = fortnight(services.now());
        assert_eq!(people::appoint_stand_in(services, &permit, &piet, period).await.unwrap(), refused);
        let admin = people::Invite { role: domain::people::Role::Admin, ..somebody("els@x.example") };
        assert_eq!(people::invite(services, &permit, &admin).await.unwrap().err(), Some(Refusal::NotAsStandIn));
        assert!(people::invite(services, &permit, &somebody("els@x.example")).await.unwrap().is_ok());
        let again = people::end_stand_in(services, &permit, &office.jan.1).await.unwrap();
        assert_eq!(again, Err(Refusal::NotAsStandIn), "nor one's own period");
    }

    async fn sec_47_a_stand_in_is_not_the_admin_who_stays(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        assert_eq!(appoints(&office, &office.jan.1, fortnight(services.now())).await, Ok(()));
        let permit = office.permit().await;
        let left = people::remove_admin(services, &permit, &office.karin.1).await.unwrap();
        assert!(matches!(left, Err(Refusal::LastAdmin { .. })), "{left:?}");
    }

    async fn a_stand_in_is_named_and_asked_while_it_lasts(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let mo = Seed::new("Mo", "", "Bos", "mo@kantoor-deboer.example");
        let mo = office.world.person(&office.id, mo).await;
        from_tomorrow(&office).await;
        let named = async || {
            let mo = office.world.inside(&mo.0, &mo.1).await;
            let admins = who_is_my_admin::admins_of(services, &mo).await.unwrap();
            admins.into_iter().map(|admin| admin.name).collect::<Vec<_>>()
        };
        assert_eq!(named().await, ["Karin de Boer"]);
        office.world.clock.forward(DAY);
        assert_eq!(named().await, ["Karin de Boer", "Jan Jansen"]);
        office.run("update account set blocked_reason = 'wrong_codes' where id = $1", &[office.karin.0.as_str()]).await;
        let asks = office.world.inside(&mo.0, &mo.1).await;
        let asked = flows::help::ask_as(services, &asks, domain::post::HelpKind::MoreRights).await.unwrap();
        assert_eq!(asked, flows::help::Outcome::Asked);
        assert_eq!(office.letters(&office.jan.0).await, ["help_asked", "stand_in_appointed"]);
        office.run("update account set blocked_reason = null where id = $1", &[office.karin.0.as_str()]).await;
        office.world.clock.forward(14 * DAY);
        assert_eq!(named().await, ["Karin de Boer"]);
    }

    async fn sec_67_a_stand_in_is_named_to_nobody_whom_one_may_not_let_in_again(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let els = office.second_admin().await;
        let mo = office.world.person(&office.id, Seed::new("Mo", "", "Bos", "mo@kantoor-deboer.example")).await;
        assert_eq!(appoints(&office, &office.jan.1, fortnight(services.now())).await, Ok(()));
        let permit = office.permit().await;
        for whom in [&els.1, &mo.1] {
            people::stop_access(services, &permit, whom, Stop::Now).await.unwrap().unwrap();
        }
        let named = async |whom: &(AccountId, AuthorisationId)| {
            let stopped = flows::login::stopped(services, &whom.0, &whom.1).await.unwrap().unwrap();
            stopped.admins.into_iter().map(|admin| admin.name).collect::<Vec<_>>()
        };
        assert_eq!((named(&els).await, named(&mo).await), (vec!["Karin de Boer".into()], vec!["Karin de Boer".into(), "Jan Jansen".into()]));
        office.block(&office.karin, BlockReason::FrozenByOwner).await;
        assert_eq!((named(&els).await, named(&mo).await), (vec![], vec!["Jan Jansen".into()]));
    }

    async fn sec_67_a_period_that_a_colleague_appointed_is_replaced_and_ended_by_no_page_of_before(on: On) {
        let office = Office::new(on).await;
        let (services, jan) = (&office.world.services, &office.jan.1);
        let mo = office.world.person(&office.id, Seed::new("Mo", "", "Bos", "mo@kantoor-deboer.example")).await.1;
        let (karin, els) = (office.permit().await, office.permit_of(&office.second_admin().await).await);
        let listed = async || people::stand_ins_seen(services, &people::stand_ins(services, &karin.see()).await.unwrap());
        let shown = async || people::one(services, &karin.see(), jan).await.unwrap().unwrap().stand_in_seen;
        let (before, soon, later) = (listed().await, fortnight(services.now().plus(DAY)), fortnight(services.now().plus(20 * DAY)));
        people::appoint_stand_in(services, &els, jan, soon).await.unwrap().unwrap();
        // Of that one and of any other: two who look after the same days are one too many.
        for (whom, seen) in [(jan, &before), (&mo, &before), (jan, &Seen::sent(""))] {
            let refused = flows::people::appoint_stand_in(services, &karin, (whom, seen), later).await.unwrap();
            assert_eq!(refused, Err(Refusal::Changed));
        }
        let first = shown().await;
        people::appoint_stand_in(services, &els, jan, later).await.unwrap().unwrap();
        for seen in [&first, &Seen::sent("")] {
            let refused = flows::people::end_stand_in(services, &karin, (jan, seen)).await.unwrap();
            assert_eq!(refused, Err(Refusal::Changed));
        }
        flows::people::end_stand_in(services, &karin, (jan, &shown().await)).await.unwrap().unwrap();
        flows::people::appoint_stand_in(services, &karin, (&mo, &listed().await), soon).await.unwrap().unwrap();
    }

    async fn a_period_that_cannot_be_is_refused(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let now = services.now();
        let days = |from: u32, until: u32| StandIn { from: now.plus(from * DAY), until: now.plus(until * DAY) };
        for (period, refusal) in [
            (days(2, 2), Refusal::DatesReversed),
            (days(3, 2), Refusal::DatesReversed),
            (StandIn { from: now.minus(2 * DAY), until: now }, Refusal::DatesReversed),
            (days(0, 93), Refusal::TooLong { days: 92 }),
        ] {
            assert_eq!(appoints(&office, &office.jan.1, period).await, Err(refusal), "{period:?}");
        }
        assert_eq!(appoints(&office, &office.jan.1, days(30, 122)).await, Ok(()));
        assert_eq!(appoints(&office, &office.jan.1, days(30, 122)).await, Err(Refusal::AlreadySo));
        assert_eq!(appoints(&office, &office.jan.1, days(0, 7)).await, Ok(()), "another period replaces it");
        assert_eq!(appoints(&office, &office.karin.1, days(0, 7)).await, Err(Refusal::AlreadySo), "an admin needs none");
        assert_eq!(appoints(&office, &office.fatima.1, days(0, 7)).await, Err(Refusal::NotHere));
        let until = i64::to_string(&now.plus(3 * DAY).unix_ms());
        office.run("update authorisation set valid_until = cast($1 as bigint) where id = $2", &[&until, office.jan.1.as_str()]).await;
        assert_eq!(appoints(&office, &office.jan.1, days(0, 4)).await, Err(Refusal::NoAccessThen));
        assert_eq!(appoints(&office, &office.jan.1, days(0, 3)).await, Ok(()));
    }

    async fn who_is_stopped_or_made_admin_stands_in_no_longer(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let listed = async || {
            let permit = office.permit().await.see();
            people::stand_ins(services, &permit).await.unwrap().len()
        };
        from_tomorrow(&office).await;
        assert_eq!(listed().await, 1);
        let permit = office.permit().await;
        people::stop_access(services, &permit, &office.jan.1, Stop::Now).await.unwrap().unwrap();
        people::restore_access(services, &permit, &office.jan.1).await.unwrap().unwrap();
        assert_eq!(listed().await, 0, "restored, and no more than that");
        from_tomorrow(&office).await;
        people::make_admin(services, &permit, &office.jan.1).await.unwrap().unwrap();
        people::remove_admin(services, &permit, &office.jan.1).await.unwrap().unwrap();
        office.world.clock.forward(2 * DAY);
        assert!(office.world.inside(&office.jan.0, &office.jan.1).await.may_see_staff().is_err());
    }

    async fn sec_67_a_stand_in_does_not_outlast_that_whoever_appointed_him_was_frozen(on: On) {
        for (reason, from) in [(BlockReason::FrozenByOwner, DAY), (BlockReason::ByDesk, Duration::ZERO)] {
            let office = Office::new(on).await;
            let services = &office.world.services;
            let els = office.second_admin().await;
            let period = fortnight(services.now().plus(from));
            assert_eq!(appoints(&office, &office.jan.1, period).await, Ok(()));
            office.letters(&office.jan.0).await;
            office.letters(&els.0).await;
            assert_eq!(people::end_abandoned_stand_ins(services).await.unwrap(), 0);
            office.block(&office.karin, BlockReason::WrongCodes).await;
            assert_eq!(people::end_abandoned_stand_ins(services).await.unwrap(), 0, "nobody was in it");
            office.block(&office.karin, reason).await;
            assert_eq!(people::end_abandoned_stand_ins(services).await.unwrap(), 1, "{reason:?}");
            office.world.clock.forward(2 * DAY);
            let jan = office.world.inside(&office.jan.0, &office.jan.1).await;
            assert!(jan.may_change_staff(&services.policy, services.now()).is_err());
            for who in [&office.jan.0, &els.0, &office.karin.0] {
                assert!(office.letters(who).await.contains(&"stand_in_ended".to_owned()), "{who:?}");
            }
            let actor = "select actor from audit where event = 'stand_in_ended' and organisation_id = $1";
            assert_eq!(office.text(actor, office.id.as_str()).await.unwrap(), "system");
        }
    }

    async fn sec_67_whom_somebody_in_an_admins_account_made_admin_is_none_once_its_owner_blocks_it(on: On) {
        for reason in [BlockReason::FrozenByOwner, BlockReason::ByDesk] {
            let office = Office::new(on).await;
            let services = &office.world.services;
            let role = async |of: &AuthorisationId| office.text("select role from authorisation where id = $1", of.as_str()).await.unwrap();
            let by_karin = office.second_admin().await;
            let thief = office.world.person(&office.id, Seed::new("Dirk", "", "Dief", "dief@elders.example")).await;
            let accomplice = office.world.person(&office.id, Seed::new("Maat", "", "Mos", "maat@elders.example")).await;
            // Who was made admin long before stays one.
            people::remove_admin(services, &office.permit().await, &by_karin.1).await.unwrap().unwrap();
            people::make_admin(services, &office.permit().await, &by_karin.1).await.unwrap().unwrap();
            office.world.clock.forward(3 * DAY);
            people::make_admin(services, &office.permit().await, &thief.1).await.unwrap().unwrap();
            let permit = office.permit_of(&thief).await;
            people::make_admin(services, &permit, &accomplice.1).await.unwrap().unwrap();
            office.block(&office.karin, BlockReason::WrongCodes).await;
            assert_eq!(people::undo_admins(services).await.unwrap(), 0, "nobody was in it");
            office.letters(&thief.0).await;
            office.block(&office.karin, reason).await;
            assert_eq!(people::undo_admins(services).await.unwrap(), 2, "{reason:?}: and whom that one made");
            assert_eq!(people::undo_admins(services).await.unwrap(), 0);
            for (whom, left) in [(&thief, "medewerker"), (&accomplice, "medewerker"), (&by_karin, "beheerder")] {
                assert_eq!(role(&whom.1).await, left);
            }
            let inside = office.world.inside(&thief.0, &thief.1).await;
            assert!(inside.may_change_staff(&services.policy, services.now()).is_err());
            for who in [&thief.0, &by_karin.0, &office.karin.0] {
                assert!(office.letters(who).await.contains(&"admin_undone".to_owned()), "{who:?}");
            }
            // Made admin by somebody else it is one.
            office.world.clock.forward(Duration::from_secs(1));
            let permit = office.permit_of(&by_karin).await;
            people::make_admin(services, &permit, &thief.1).await.unwrap().unwrap();
            assert_eq!(people::undo_admins(services).await.unwrap(), 0);
        }
    }

    async fn sec_67_the_stop_of_a_fellow_admin_does_not_outlast_that_whoever_planned_it_was_frozen(on: On) {
        for reason in [BlockReason::FrozenByOwner, BlockReason::ByDesk] {
            let office = Office::new(on).await;
            let services = &office.world.services;
            let els = office.second_admin().await;
            let permit = office.permit().await;
            let planned = Stop::On(services.now().plus(2 * DAY));
            for whom in [&els.1, &office.jan.1] {
                people::stop_access(services, &permit, whom, planned).await.unwrap().unwrap();
            }
            office.block(&office.karin, BlockReason::WrongCodes).await;
            assert_eq!(people::end_abandoned_stops(services).await.unwrap(), 0, "nobody was in it");
            office.block(&office.karin, reason).await;
            assert_eq!(people::end_abandoned_stops(services).await.unwrap(), 1, "{reason:?}: staff go as planned");
            assert_eq!(people::end_abandoned_stops(services).await.unwrap(), 0);
            office.world.clock.forward(3 * DAY);
            assert!(office.world.caller(&els.0, &els.1).await.is_some(), "{reason:?}");
            assert!(office.world.caller(&office.jan.0, &office.jan.1).await.is_none());
            for who in [&els.0, &office.karin.0] {
                assert!(office.letters(who).await.contains(&"stop_not_done".to_owned()), "{who:?}");
            }
            let actor = "select actor from audit where event = 'access_restored' and organisation_id = $1";
            assert_eq!(office.text(actor, office.id.as_str()).await.unwrap(), "system");
        }
    }

    async fn sec_43_who_stands_in_hears_what_concerns_admins_while_access_lasts(on: On) {
        for over in [false, true] {
            let office = Office::new(on).await;
            let services = &office.world.services;
            let joop = office.world.person(&office.id, Seed::new("Joop", "", "Mol", "joop@kantoor-deboer.example")).await;
            let permit = office.permit().await;
            people::appoint_stand_in(services, &permit, &office.jan.1, fortnight(services.now())).await.unwrap().unwrap();
            if over {
                people::stop_access(services, &permit, &office.jan.1, Stop::On(services.now().plus(DAY))).await.unwrap().unwrap();
            }
            office.world.clock.forward(2 * DAY);
            office.letters(&office.jan.0).await;
            people::make_admin(services, &office.permit().await, &joop.1).await.unwrap().unwrap();
            assert_eq!(office.letters(&office.jan.0).await.contains(&"admins_changed".to_owned()), !over);
        }
    }

    async fn sec_67_what_a_blocked_account_planned_does_not_come_back_with_what_took_its_place(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let [els, joop] = [office.second_admin().await, office.world.person(&office.id, Seed::new("Joop", "", "Mol", "joop@kantoor-deboer.example").admin()).await];
        let planned = Stop::On(services.now().plus(20 * DAY));
        people::stop_access(services, &office.permit().await, &els.1, planned).await.unwrap().unwrap();
        let of_joop = office.permit_of(&joop).await;
        people::stop_access(services, &of_joop, &els.1, Stop::Now).await.unwrap().unwrap();
        office.block(&office.karin, BlockReason::FrozenByOwner).await;
        assert_eq!(people::end_abandoned_stops(services).await.unwrap(), 0);
        people::restore_access(services, &of_joop, &els.1).await.unwrap().unwrap();
        office.world.clock.forward(21 * DAY);
        assert!(office.world.caller(&els.0, &els.1).await.is_some());
    }

    async fn sec_67_the_stop_of_an_admin_that_is_done_or_planned_by_another_one_stays(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let els = office.second_admin().await;
        let joop = office.world.person(&office.id, Seed::new("Joop", "", "Mol", "joop@kantoor-deboer.example").admin()).await;
        let permit = office.permit().await;
        people::stop_access(services, &permit, &joop.1, Stop::Now).await.unwrap().unwrap();
        office.block(&office.karin, BlockReason::FrozenByOwner).await;
        let planned = office.permit_of(&els).await;
        people::stop_access(services, &planned, &office.karin.1, Stop::On(services.now().plus(2 * DAY))).await.unwrap().unwrap();
        assert_eq!(people::end_abandoned_stops(services).await.unwrap(), 0);
    }

    async fn sec_67_whom_an_admin_who_left_appointed_does_not_begin_and_who_began_goes_on(on: On) {
        for (from, ended) in [(DAY, 1), (Duration::ZERO, 0)] {
            let office = Office::new(on).await;
            let services = &office.world.services;
            let els = office.second_admin().await;
            let period = fortnight(services.now().plus(from));
            assert_eq!(appoints(&office, &office.jan.1, period).await, Ok(()));
            let permit = office.permit_of(&els).await;
            people::stop_access(services, &permit, &office.karin.1, Stop::Now).await.unwrap().unwrap();
            assert_eq!(people::end_abandoned_stand_ins(services).await.unwrap(), 0, "a stop can be undone so long");
            office.world.clock.forward(Duration::from_secs(30 * 60));
            assert_eq!(people::end_abandoned_stand_ins(services).await.unwrap(), ended);
            office.world.clock.forward(2 * DAY);
            let jan = office.world.inside(&office.jan.0, &office.jan.1).await;
            assert_eq!(jan.may_change_staff(&services.policy, services.now()).is_ok(), ended == 0);
            assert_eq!(people::end_abandoned_stand_ins(services).await.unwrap(), 0);
        }
    }
}
