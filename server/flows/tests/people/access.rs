//! Stopping, restoring, and who looks after the others.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId,
    people::{Access, BlockReason, Role, Standing},
};
use flows::{
    on_each_database,
    testing::people::{self, Invite, Lacks, NewRights, NotEnough, Refusal, Stop},
    testing::{BEGINNING, On, Seed},
};

use super::office::{DAY, JAN, Office, mobile, only, somebody};

const MINUTE: Duration = Duration::from_secs(60);
const HALF_AN_HOUR: Duration = Duration::from_secs(30 * 60);

/// Whether nobody would be left to look after the others.
fn last<T>(outcome: &Result<T, Refusal>) -> bool {
    matches!(outcome, Err(Refusal::LastAdmin { .. }))
}

on_each_database! {
    async fn sec_39_stopped_access_opens_nothing_at_the_next_request_and_can_be_restored(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        assert!(office.world.caller(&jan.0, &jan.1).await.is_some());
        people::stop_access(services, &permit, &jan.1, Stop::Now).await.unwrap().unwrap();
        assert!(office.world.caller(&jan.0, &jan.1).await.is_none());
        assert_eq!(people::stop_access(services, &permit, &jan.1, Stop::Now).await.unwrap(), Err(Refusal::AlreadySo));
        assert_eq!(people::unblock(services, &permit, &jan.1).await.unwrap(), Err(Refusal::Stopped));
        people::restore_access(services, &permit, &jan.1).await.unwrap().unwrap();
        assert!(office.world.caller(&jan.0, &jan.1).await.is_some());
        assert_eq!(people::restore_access(services, &permit, &jan.1).await.unwrap(), Err(Refusal::AlreadySo));
        assert_eq!(office.letters(&jan.0).await, ["access_restored", "access_stopped"]);
        let own = people::stop_access(services, &permit, &office.karin.1, Stop::Now).await.unwrap();
        assert_eq!(own, Err(Refusal::Yourself));
        people::stop_access(services, &permit, &jan.1, Stop::Now).await.unwrap().unwrap();
        office.world.clock.forward(30 * DAY);
        let permit = office.permit().await;
        assert_eq!(people::restore_access(services, &permit, &jan.1).await.unwrap(), Err(Refusal::TooLateToRestore));
    }

    async fn whoever_was_stopped_too_long_ago_to_be_restored_is_invited_as_somebody_new_is(on: On) {
        let office = stopped_for(on, 30 * DAY).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        assert_eq!(people::restore_access(services, &permit, &jan.1).await.unwrap(), Err(Refusal::TooLateToRestore));
        let invited = office.invite(&back()).await.unwrap();
        assert_eq!(invited.authorisation, jan.1, "one row, with what happened before");
        assert_eq!(office.standing(&jan.1).await, Standing::Invited { until: invited.until });
        assert!(office.world.caller(&jan.0, &jan.1).await.is_none(), "nothing is proved yet");
        let sql = "select mobile from authorisation where id = $1";
        assert_eq!(office.text(sql, jan.1.as_str()).await.as_deref(), Some("+31687654321"));
        let sql = "select right_code from authorisation_right where authorisation_id = $1 and right_code <> 'offertes'";
        assert_eq!(office.text(sql, jan.1.as_str()).await, None, "rights of before do not come back by themselves");
        let sql = "select password_hash from account where id = $1";
        assert_eq!(office.text(sql, jan.0.as_str()).await, None, "a password that opens nothing is chosen anew");
        let sql = "select invited_by from authorisation where id = $1";
        assert_eq!(office.text(sql, jan.1.as_str()).await.as_deref(), Some(office.karin.0.as_str()), "it counts as hers");
        assert_eq!(office.letters(&jan.0).await, ["access_stopped", "invitation"]);
        assert!(matches!(office.invite(&back()).await, Err(Refusal::AlreadyHere { .. })), "the second of two clicks");
        people::withdraw_invitation(services, &permit, &jan.1).await.unwrap().unwrap();
        assert_eq!(people::restore_access(services, &permit, &jan.1).await.unwrap(), Err(Refusal::NotHere));
        office.invite(&back()).await.unwrap();
    }

    async fn a_planned_stop_that_came_too_long_ago_does_not_keep_anybody_out_for_ever(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let last = services.now().plus(DAY);
        people::stop_access(services, &permit, &jan.1, Stop::On(last)).await.unwrap().unwrap();
        office.world.clock.forward(DAY + DAY);
        assert!(matches!(office.invite(&back()).await, Err(Refusal::AlreadyHere { .. })), "restoring is possible");
        office.world.clock.forward(30 * DAY);
        let permit = office.permit().await;
        assert_eq!(people::restore_access(services, &permit, &jan.1).await.unwrap(), Err(Refusal::TooLateToRestore));
        office.invite(&back()).await.unwrap();
        assert!(matches!(office.standing(&jan.1).await, Standing::Invited { .. }));
    }

    async fn whoever_can_be_restored_is_not_invited_and_nothing_changes(on: On) {
        let office = stopped_for(on, 29 * DAY).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        assert!(matches!(office.invite(&back()).await, Err(Refusal::AlreadyHere { .. })));
        people::restore_access(services, &permit, &jan.1).await.unwrap().unwrap();
        assert!(office.world.caller(&jan.0, &jan.1).await.is_some());
    }

    async fn a_stop_of_which_nobody_knows_when_it_was_is_no_dead_end(on: On) {
        let office = stopped_for(on, DAY).await;
        office.run("update authorisation set stopped_at = null, as_of = 1 where id = $1 and id <> $2", &[office.jan.1.as_str(), "x"]).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        assert_eq!(people::restore_access(services, &permit, &office.jan.1).await.unwrap(), Err(Refusal::TooLateToRestore));
        office.invite(&back()).await.unwrap();
    }

    async fn sec_69_an_admin_who_invites_back_leaves_a_password_alone_that_another_office_could_have_open_something(on: On) {
        let office = stopped_for(on, 40 * DAY).await;
        let there = office.world.person(&office.garage, Seed::new("Jan", "", "Jansen", JAN.email)).await;
        let (services, fatima) = (&office.world.services, office.permit_of(&office.fatima).await);
        let sql = "select password_hash from account where id = $1";
        let before = office.text(sql, there.0.as_str()).await;
        assert!(before.is_some());
        people::stop_access(services, &fatima, &there.1, Stop::Now).await.unwrap().unwrap();
        office.invite(&back()).await.unwrap();
        assert_eq!(office.text(sql, there.0.as_str()).await, before);
    }

    async fn sec_69_once_an_account_may_begin_anew_no_admin_moves_an_end_date_any_more(on: On) {
        let office = ended_for(on, 30 * DAY).await;
        let (services, jan) = (&office.world.services, &office.jan);
        let sql = "update account set blocked_reason = $2, blocked_at = 1 where id = $1";
        office.run(sql, &[jan.0.as_str(), "frozen_by_owner"]).await;
        let fatima = office.permit_of(&office.fatima).await;
        people::invite(services, &fatima, &back()).await.unwrap().unwrap();
        let sql = "select blocked_reason from account where id = $1";
        assert_eq!(office.text(sql, jan.0.as_str()).await, None, "it opens nothing anywhere");
        let permit = office.permit().await;
        let later = services.now().plus(DAY);
        for dates in [(None, None), (None, Some(later)), (Some(later), Some(later.plus(DAY)))] {
            let new = NewRights { valid_from: dates.0, valid_until: dates.1, ..only(&["schade-melden"]) };
            let moved = people::change_rights(services, &permit, &jan.1, &new).await.unwrap();
            assert_eq!(moved, Err(Refusal::TooLateToRestore), "{dates:?}");
        }
        for when in [Stop::Now, Stop::On(later)] {
            let stopped = people::stop_access(services, &permit, &jan.1, when).await.unwrap();
            assert_eq!(stopped, Err(Refusal::AlreadySo), "{when:?}");
        }
        assert_eq!(people::restore_access(services, &permit, &jan.1).await.unwrap(), Err(Refusal::TooLateToRestore));
        assert!(office.world.caller(&jan.0, &jan.1).await.is_none());
        let invited = office.invite(&back()).await.unwrap();
        assert_eq!(invited.authorisation, jan.1, "whoever comes back is invited as somebody new is");
        assert_eq!(office.standing(&jan.1).await, Standing::Invited { until: invited.until });
    }

    async fn sec_69_as_long_as_an_end_date_can_be_moved_an_invitation_from_elsewhere_does_nothing_to_the_account(on: On) {
        let office = ended_for(on, 29 * DAY).await;
        let (services, jan) = (&office.world.services, &office.jan);
        let sql = "update account set blocked_reason = $2, blocked_at = 1 where id = $1";
        office.run(sql, &[jan.0.as_str(), "frozen_by_owner"]).await;
        let fatima = office.permit_of(&office.fatima).await;
        people::invite(services, &fatima, &back()).await.unwrap().unwrap();
        let sql = "select blocked_reason from account where id = $1";
        assert_eq!(office.text(sql, jan.0.as_str()).await.as_deref(), Some("frozen_by_owner"));
        assert!(matches!(office.invite(&back()).await, Err(Refusal::AlreadyHere { .. })), "its date is moved");
        let permit = office.permit().await;
        people::change_rights(services, &permit, &jan.1, &only(&["schade-melden"])).await.unwrap().unwrap();
        assert_eq!(office.standing(&jan.1).await, Standing::Blocked(BlockReason::FrozenByOwner));
    }

    async fn sec_69_a_stop_after_the_end_counts_no_new_month_and_lets_nobody_in(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let last = services.now().plus(DAY);
        people::stop_access(services, &permit, &jan.1, Stop::On(last)).await.unwrap().unwrap();
        office.world.clock.forward(20 * DAY);
        let permit = office.permit().await;
        let later = services.now().plus(20 * DAY);
        let put_off = people::stop_access(services, &permit, &jan.1, Stop::On(later)).await.unwrap();
        assert_eq!(put_off, Err(Refusal::AlreadySo), "another last day would let somebody in again");
        assert!(office.world.caller(&jan.0, &jan.1).await.is_none());
        // Stopped at once after its date, as earlier versions did.
        let sql = "update authorisation set state = 'stopped', stopped_at = cast($2 as bigint), as_of = 1 where id = $1";
        office.run(sql, &[jan.1.as_str(), &services.now().unix_ms().to_string()]).await;
        office.world.clock.forward(12 * DAY);
        let permit = office.permit().await;
        let whole = people::one(services, &permit.see(), &jan.1).await.unwrap().unwrap();
        assert_eq!(whole.restore_until, Some(last.plus(30 * DAY)), "the page says what is so");
        assert_eq!(people::restore_access(services, &permit, &jan.1).await.unwrap(), Err(Refusal::TooLateToRestore));
    }

    async fn sec_67_who_was_admin_until_lately_is_not_invited_back_with_another_number_by_an_admin(on: On) {
        let office = Office::new(on).await;
        let els = office.second_admin().await;
        let (services, permit) = (&office.world.services, office.permit().await);
        people::stop_access(services, &permit, &els.1, Stop::Now).await.unwrap().unwrap();
        // Where restoring is possible for less than the protection lasts.
        office.run("update authorisation set stopped_at = null, as_of = 1 where id = $1 and id <> $2", &[els.1.as_str(), "x"]).await;
        let invited = office.invite(&Invite { role: Role::Admin, ..somebody("els@kantoor-deboer.example") }).await;
        assert!(matches!(invited, Err(Refusal::StillProtected { .. })), "{invited:?}");
        let sql = "select mobile from authorisation where id = $1";
        assert_ne!(office.text(sql, els.1.as_str()).await.as_deref(), Some(mobile("0687654321").e164()));
    }

    async fn sec_40_an_admin_logs_the_own_staff_out_everywhere_and_nobody_else(on: On) {
        let office = Office::new(on).await;
        let els = office.second_admin().await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        for (whom, refusal) in [(&office.karin, Refusal::Yourself), (&els, Refusal::AdminNeedsServiceDesk), (jan, Refusal::AlreadySo)] {
            assert_eq!(people::end_sessions(services, &permit, &whom.1).await.unwrap(), Err(refusal));
        }
        for (key, who) in [("a", jan), ("b", jan), ("c", &els)] {
            office.run("insert into session (id_hash, public_id, account_id, authorisation_id, device, data, created_at, seen_at)
                values ($1, $1, $2, $3, '', '', 0, 0)", &[key, who.0.as_str(), who.1.as_str()]).await;
        }
        assert_eq!(people::end_sessions(services, &permit, &jan.1).await.unwrap(), Ok(2));
        assert_eq!(office.count("select count(*) from session").await, 1, "those of others go on");
        assert!(office.world.caller(&jan.0, &jan.1).await.is_some(), "access is as it was");
        assert_eq!(office.letters(&jan.0).await, ["logged_out_by_admin"]);
        assert_eq!(office.count("select count(*) from audit where event = 'sessions_ended_by_admin'").await, 1);
    }

    async fn a_planned_stop_comes_by_itself_and_restoring_gives_the_old_end_back(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let end = services.now().plus(90 * DAY);
        let contract = NewRights { valid_until: Some(end), ..only(&["schade-melden"]) };
        people::change_rights(services, &permit, &jan.1, &contract).await.unwrap().unwrap();
        let at = services.now().plus(DAY);
        for when in [Stop::On(services.now()), Stop::On(end)] {
            assert!(people::stop_access(services, &permit, &jan.1, when).await.unwrap().is_err(), "{when:?}");
        }
        assert_eq!(people::stop_access(services, &permit, &jan.1, Stop::On(at)).await.unwrap(), Ok(at));
        assert_eq!(people::stop_access(services, &permit, &jan.1, Stop::On(at)).await.unwrap(), Err(Refusal::AlreadySo));
        for when in [end, end.plus(600 * DAY)] {
            let put_off = people::stop_access(services, &permit, &jan.1, Stop::On(when)).await.unwrap();
            assert_eq!(put_off, Err(Refusal::AlreadySo), "{when:?}: another stop puts off the end as little");
        }
        assert!(office.world.caller(&jan.0, &jan.1).await.is_some());
        office.world.clock.forward(DAY);
        assert!(office.world.caller(&jan.0, &jan.1).await.is_none());
        let permit = office.permit().await;
        people::restore_access(services, &permit, &jan.1).await.unwrap().unwrap();
        assert!(office.world.caller(&jan.0, &jan.1).await.is_some());
        let whole = people::one(services, &permit.see(), &jan.1).await.unwrap().unwrap();
        assert_eq!((whole.person.facts.valid_until, whole.stopped), (Some(end), None));
    }

    async fn a_planned_stop_moves_either_way_where_access_had_no_end(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        for days in [5, 700, 3] {
            let at = services.now().plus(days * DAY);
            assert_eq!(people::stop_access(services, &permit, &jan.1, Stop::On(at)).await.unwrap(), Ok(at));
        }
    }

    async fn sec_69_a_stop_is_taken_back_for_half_an_hour_at_least_and_others_wait_no_longer(on: On) {
        let office = stopped_for(on, 12 * DAY).await;
        let (services, jan) = (&office.world.services, &office.jan);
        let elsewhere = office.permit_of(&office.fatima).await;
        people::invite(services, &elsewhere, &back()).await.unwrap().unwrap();
        people::restore_access(services, &office.permit().await, &jan.1).await.unwrap().unwrap();
        office.world.clock.forward(25 * DAY);
        let permit = office.permit().await;
        people::stop_access(services, &permit, &jan.1, Stop::Now).await.unwrap().unwrap();
        let whole = people::one(services, &permit.see(), &jan.1).await.unwrap().unwrap();
        assert_eq!(whole.restore_until, Some(services.now().plus(HALF_AN_HOUR)), "the page says what is so");
        office.world.clock.forward(HALF_AN_HOUR - MINUTE);
        assert!(matches!(office.invite(&back()).await, Err(Refusal::AlreadyHere { .. })), "nobody begins anew meanwhile");
        people::restore_access(services, &permit, &jan.1).await.unwrap().unwrap();
        people::stop_access(services, &permit, &jan.1, Stop::Now).await.unwrap().unwrap();
        office.world.clock.forward(HALF_AN_HOUR);
        assert_eq!(people::restore_access(services, &permit, &jan.1).await.unwrap(), Err(Refusal::TooLateToRestore));
        office.invite(&back()).await.unwrap();
    }

    async fn sec_47_two_admins_who_remove_each_other_leave_one(on: On) {
        let office = Office::new(on).await;
        let els = office.second_admin().await;
        let services = &office.world.services;
        for round in 0..4 {
            let (of_karin, of_els) = (office.permit_of(&office.karin).await, office.permit_of(&els).await);
            let done = if round % 2 == 0 {
                let (one, other) = tokio::join!(
                    people::remove_admin(services, &of_karin, &els.1),
                    people::remove_admin(services, &of_els, &office.karin.1),
                );
                [one.unwrap().is_ok(), other.unwrap().is_ok()]
            } else {
                let (one, other) = tokio::join!(
                    people::stop_access(services, &of_karin, &els.1, Stop::Now),
                    people::stop_access(services, &of_els, &office.karin.1, Stop::Now),
                );
                [one.unwrap().is_ok(), other.unwrap().is_ok()]
            };
            assert_eq!(done.iter().filter(|ok| **ok).count(), 1, "round {round}");
            office.run("update authorisation set role = 'beheerder', state = 'active' where id in ($1, $2)",
                &[office.karin.1.as_str(), els.1.as_str()]).await;
        }
    }

    async fn sec_47_an_admin_whose_end_is_in_sight_is_not_the_one_who_stays(on: On) {
        let office = Office::new(on).await;
        let (services, permit, els) = (&office.world.services, office.permit().await, office.second_admin().await);
        let later = services.now().plus(7 * DAY);
        let dates = |until| NewRights { rights: vec![], valid_from: None, valid_until: until };
        people::stop_access(services, &permit, &els.1, Stop::On(later)).await.unwrap().unwrap();
        // Laying down the own role leaves nobody from then on, and so does whatever the one who goes does to the one who stays.
        let own = people::remove_admin(services, &permit, &office.karin.1).await.unwrap();
        assert!(last(&own), "{own:?}");
        let of_els = office.permit_of(&els).await;
        for when in [Stop::Now, Stop::On(later)] {
            assert!(last(&people::stop_access(services, &of_els, &office.karin.1, when).await.unwrap()));
        }
        assert!(last(&people::remove_admin(services, &of_els, &office.karin.1).await.unwrap()));
        let dated = people::change_rights(services, &of_els, &office.karin.1, &dates(Some(later))).await.unwrap();
        assert!(last(&dated), "{dated:?}");
        // Whoever stands in is not the one who stays.
        people::remove_admin(services, &permit, &els.1).await.unwrap().unwrap();
        let (from, until) = (Some(services.now().unix_ms()), Some(later.unix_ms()));
        let mut tx = services.db.write().await.unwrap();
        flows::execute!(&mut tx, "update authorisation set valid_until = null, stand_in_from = $2, stand_in_until = $3 where id = $1", els.1.as_str(), from, until).unwrap();
        tx.commit().await.unwrap();
        assert!(last(&people::remove_admin(services, &permit, &office.karin.1).await.unwrap()));
        // With somebody who stays all of it goes, and one whose end was in sight anyhow leaves whenever somebody is there.
        people::make_admin(services, &permit, &office.jan.1).await.unwrap().unwrap();
        let of_jan = office.permit_of(&office.jan).await;
        people::change_rights(services, &of_jan, &office.karin.1, &dates(Some(later))).await.unwrap().unwrap();
        people::stop_access(services, &of_jan, &office.karin.1, Stop::Now).await.unwrap().unwrap();
    }

    async fn sec_47_an_end_in_sight_comes_no_sooner_than_that_of_who_is_left(on: On) {
        let office = Office::new(on).await;
        let (services, els) = (&office.world.services, office.second_admin().await);
        let ends = async |who: &(AccountId, AuthorisationId), days: u32| {
            let mut tx = services.db.write().await.unwrap();
            let until = services.now().plus(days * DAY).unix_ms();
            flows::execute!(&mut tx, "update authorisation set valid_until = $2 where id = $1", who.1.as_str(), until).unwrap();
            tx.commit().await.unwrap();
        };
        ends(&els, 20).await;
        ends(&office.karin, 50).await;
        let (of_els, of_karin) = (office.permit_of(&els).await, office.permit().await);
        let dated = async |days: u32| {
            let until = services.now().plus(days * DAY);
            let dates = NewRights { rights: vec![], valid_from: None, valid_until: Some(until) };
            people::change_rights(services, &of_els, &office.karin.1, &dates).await.unwrap()
        };
        // What is refused in one press is not done in two: an end far away, and then the rest of it.
        for when in [Stop::Now, Stop::On(services.now().plus(3 * DAY))] {
            assert!(last(&people::stop_access(services, &of_els, &office.karin.1, when).await.unwrap()));
        }
        assert!(last(&dated(40).await));
        assert!(last(&people::remove_admin(services, &of_karin, &office.karin.1).await.unwrap()));
        // Later goes, and whoever goes sooner anyhow may go now.
        dated(51).await.unwrap();
        people::stop_access(services, &of_karin, &els.1, Stop::Now).await.unwrap().unwrap();
    }

    async fn sec_47_an_admin_who_does_not_get_in_is_not_the_one_who_stays_and_the_refusal_says_why(on: On) {
        let office = Office::new(on).await;
        let (services, permit, els) = (&office.world.services, office.permit().await, office.second_admin().await);
        let leaves = async || people::remove_admin(services, &permit, &office.karin.1).await.unwrap();
        let why = async || match leaves().await {
            Err(Refusal::LastAdmin { others }) => others,
            other => panic!("{other:?}"),
        };
        let not_enough = |why| vec![NotEnough { name: "Els Smit".into(), why }];
        for reason in [BlockReason::FrozenByOwner, BlockReason::ByDesk, BlockReason::WrongCodes, BlockReason::PasswordOnKnownDevice] {
            office.block(&els, reason).await;
            assert_eq!(why().await, not_enough(Lacks::Blocked), "{reason:?}");
        }
        office.run("update account set blocked_reason = null where id = $1", &[els.0.as_str()]).await;
        for password in ["disabled", "none"] {
            office.run("update account set password_state = $2 where id = $1", &[els.0.as_str(), password]).await;
            assert_eq!(why().await, not_enough(Lacks::NoPassword), "{password}");
        }
        office.run("update account set password_state = 'set' where id = $1", &[els.0.as_str()]).await;
        let (from, until) = (services.now().plus(3 * DAY), services.now().plus(9 * DAY));
        for (column, at, lacks) in [
            ("update authorisation set valid_from = $2 where id = $1", from, Lacks::Begins { from }),
            ("update authorisation set valid_from = null, valid_until = $2 where id = $1", until, Lacks::Ends { until }),
        ] {
            let mut tx = services.db.write().await.unwrap();
            flows::execute!(&mut tx, column, els.1.as_str(), at.unix_ms()).unwrap();
            tx.commit().await.unwrap();
            assert_eq!(why().await, not_enough(lacks));
        }
        // Another could not be appointed so soon; until an end that is further away it can.
        let appointing = services.policy.appointing();
        for (until, enough) in [(appointing - DAY, false), (appointing, true), (30_000 * DAY, true)] {
            let until = services.now().plus(until).unix_ms();
            let mut tx = services.db.write().await.unwrap();
            flows::execute!(&mut tx, "update authorisation set valid_until = $2 where id = $1", els.1.as_str(), until).unwrap();
            flows::execute!(&mut tx, "update authorisation set role = 'beheerder' where id = $1", office.karin.1.as_str()).unwrap();
            tx.commit().await.unwrap();
            assert_eq!(leaves().await.is_ok(), enough, "{until}");
        }
        let mut tx = services.db.write().await.unwrap();
        flows::execute!(&mut tx, "update authorisation set valid_until = $2 where id = $1", els.1.as_str(), until.unix_ms()).unwrap();
        flows::execute!(&mut tx, "update authorisation set role = 'beheerder' where id = $1", office.karin.1.as_str()).unwrap();
        tx.commit().await.unwrap();
        // Nobody is named who is out already, and with one who gets in and stays it goes.
        office.world.clock.forward(10 * DAY);
        assert_eq!(why().await, vec![]);
        people::make_admin(services, &permit, &office.jan.1).await.unwrap().unwrap();
        leaves().await.unwrap();
    }

    async fn sec_47_an_admin_who_begins_later_hears_of_nobody_before_the_first_day(on: On) {
        let office = Office::new(on).await;
        let (services, permit, els) = (&office.world.services, office.permit().await, office.second_admin().await);
        let from = services.now().plus(40 * DAY).unix_ms();
        for (dates, hears) in [(Some(from), 0), (None, 1)] {
            let mut tx = services.db.write().await.unwrap();
            flows::execute!(&mut tx, "update authorisation set valid_from = $2 where id = $1", els.1.as_str(), dates).unwrap();
            tx.commit().await.unwrap();
            let number = mobile(if hears == 0 { "+31612340001" } else { "+31612340002" });
            people::change_mobile(services, &permit, &office.jan.1, &number).await.unwrap().unwrap();
            assert_eq!(office.letters(&els.0).await.len(), hears);
        }
    }

    async fn sec_47_the_last_admin_stays_and_who_lost_the_role_does_nothing_more(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let own = people::remove_admin(services, &permit, &office.karin.1).await.unwrap();
        assert!(last(&own), "{own:?}");
        people::make_admin(services, &permit, &jan.1).await.unwrap().unwrap();
        assert_eq!(people::make_admin(services, &permit, &jan.1).await.unwrap(), Err(Refusal::AlreadySo));
        assert_eq!(office.letters(&jan.0).await, ["role_changed"]);
        let of_jan = office.permit_of(jan).await;
        people::remove_admin(services, &of_jan, &office.karin.1).await.unwrap().unwrap();
        assert_eq!(office.letters(&office.karin.0).await, ["role_changed"]);
        // Karin's permit was given before, and is worth nothing now: a grant during removal fails.
        let late = people::change_rights(services, &permit, &jan.1, &only(&["offertes"])).await.unwrap();
        assert_eq!(late, Err(Refusal::NoLongerAdmin));
        assert_eq!(people::invite(services, &permit, &somebody("mo@k.example")).await.unwrap(), Err(Refusal::NoLongerAdmin));
    }

    async fn nobody_is_made_admin_whose_access_is_over(on: On) {
        let ends = [
            "update authorisation set valid_until = created_at + 1, activated_at = created_at, as_of = created_at + 1 where id = $1",
            "update authorisation set state = 'stopped', valid_until = created_at + 1, as_of = created_at + 1 where id = $1",
        ];
        for ends in ends {
            let office = Office::new(on).await;
            let (jan, els) = (&office.jan, office.second_admin().await);
            office.run(ends, &[jan.1.as_str()]).await;
            office.world.clock.forward(DAY);
            let made = people::make_admin(&office.world.services, &office.permit().await, &jan.1).await.unwrap();
            assert_eq!(made, Err(Refusal::Stopped));
            assert_eq!(office.letters(&els.0).await, Vec::<String>::new(), "nobody hears of what is not so");
            assert_eq!(office.letters(&jan.0).await, Vec::<String>::new());
        }
    }

    async fn whoever_takes_a_stop_back_has_the_one_that_was_planned_before_it(on: On) {
        for (second, later) in [(Stop::Now, 0), (Stop::Now, 9), (Stop::On(flows::testing::BEGINNING.plus(20 * DAY)), 0), (Stop::Now, 31)] {
            let office = Office::new(on).await;
            let (services, jan, els) = (&office.world.services, &office.jan.1, office.second_admin().await);
            let (permit, of_els) = (office.permit().await, office.permit_of(&els).await);
            let (planned, end) = (services.now().plus(30 * DAY), services.now().plus(300 * DAY));
            let dates = NewRights { rights: vec![], valid_from: None, valid_until: Some(end) };
            people::change_rights(services, &permit, jan, &dates).await.unwrap().unwrap();
            people::stop_access(services, &permit, jan, Stop::On(planned)).await.unwrap().unwrap();
            people::stop_access(services, &of_els, jan, second).await.unwrap().unwrap();
            office.world.clock.forward(later * DAY);
            let restored = people::restore_access(services, &office.permit_of(&els).await, jan).await.unwrap();
            if later == 31 {
                assert!(restored.is_err(), "that can be taken back for thirty days: {restored:?}");
                continue;
            }
            assert_eq!(restored.unwrap().planned, Some(planned), "{second:?}");
            let stands = "select valid_until || ' ' || stopped_at || ' ' || stopped_by || ' ' || until_before_stop from authorisation where id = $1";
            let expected = format!("{0} {0} {1} {2}", planned.unix_ms(), office.karin.0, end.unix_ms());
            assert_eq!(office.text(stands, jan.as_str()).await, Some(expected), "{second:?}");
            assert!(office.letters(&office.jan.0).await.contains(&"dates_changed".to_owned()), "{second:?}");
            // Taken back once more there is none.
            let again = people::restore_access(services, &office.permit().await, jan).await.unwrap().unwrap();
            assert_eq!(again.planned, None);
            let until = "select cast(valid_until as text) from authorisation where id = $1 and stopped_at is null";
            assert_eq!(office.text(until, jan.as_str()).await, Some(end.unix_ms().to_string()), "{second:?}");
        }
    }

    async fn a_stop_that_is_taken_back_brings_back_the_one_before_it_and_puts_no_end_off(on: On) {
        for (planned, moved, own_end, expected) in [
            (10, 90, None, Some(10)),
            // An end of the own that was set meanwhile counts.
            (30, 10, Some(20), None),
            (30, 10, Some(40), Some(30)),
        ] {
            let office = Office::new(on).await;
            let (services, jan, permit) = (&office.world.services, &office.jan.1, office.permit().await);
            let day = |days: u32| services.now().plus(days * DAY);
            for at in [planned, moved] {
                people::stop_access(services, &permit, jan, Stop::On(day(at))).await.unwrap().unwrap();
            }
            if let Some(end) = own_end {
                office.run("update authorisation set until_before_stop = created_at + cast($2 as bigint) where id = $1",
                    &[jan.as_str(), &(DAY * end).as_millis().to_string()]).await;
            }
            let restored = people::restore_access(services, &permit, jan).await.unwrap().unwrap();
            assert_eq!(restored.planned, expected.map(day), "{planned}, {moved}, {own_end:?}");
        }
    }

    async fn sec_47_a_stop_of_before_does_not_come_back_where_nobody_would_be_left(on: On) {
        for others in [true, false] {
            let office = Office::new(on).await;
            let (services, els) = (&office.world.services, office.second_admin().await);
            let permit = office.permit().await;
            for days in [10, 400] {
                people::stop_access(services, &permit, &els.1, Stop::On(services.now().plus(days * DAY))).await.unwrap().unwrap();
            }
            if !others {
                // Whoever is left has an end in sight.
                office.run("update authorisation set valid_until = created_at + 1728000000, as_of = created_at where id = $1", &[office.karin.1.as_str()]).await;
            }
            let restored = people::restore_access(services, &permit, &els.1).await.unwrap().unwrap();
            assert_eq!(restored.planned.is_some(), others);
        }
    }

    async fn a_stop_at_once_takes_the_place_of_one_that_was_planned_until_it_is_taken_back(on: On) {
        for (own_end, by) in [(None, "at once"), (Some(20), "at once"), (None, "at the check"), (Some(20), "at the check")] {
            let office = Office::new(on).await;
            let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
            let own_end = own_end.map(|days| services.now().plus(DAY * days));
            if own_end.is_some() {
                let new = NewRights { rights: vec!["schade-melden".into()], valid_from: None, valid_until: own_end };
                people::change_rights(services, &permit, &jan.1, &new).await.unwrap().unwrap();
            }
            let planned = services.now().plus(5 * DAY);
            people::stop_access(services, &permit, &jan.1, Stop::On(planned)).await.unwrap().unwrap();
            if by == "at once" {
                people::stop_access(services, &permit, &jan.1, Stop::Now).await.unwrap().unwrap();
            } else {
                let page = people::check::next_page(services, &permit.see()).await.unwrap();
                let shown: Vec<_> = page.people.into_iter().map(|looked| looked.person.id).collect();
                people::check::settle(services, &permit, &shown, std::slice::from_ref(&jan.1)).await.unwrap().unwrap();
            }
            let restored = people::restore_access(services, &permit, &jan.1).await.unwrap().unwrap();
            assert_eq!((restored.opens, restored.planned), (Access::Open, Some(planned)), "{own_end:?} {by}");
            office.world.clock.forward(4 * DAY);
            assert!(office.world.caller(&jan.0, &jan.1).await.is_some(), "{own_end:?} {by}");
            office.world.clock.forward(2 * DAY);
            assert!(office.world.caller(&jan.0, &jan.1).await.is_none(), "{own_end:?} {by}");
            let restored = people::restore_access(services, &office.permit().await, &jan.1).await.unwrap().unwrap();
            assert_eq!(restored.planned, None, "{own_end:?} {by}");
            office.world.clock.forward(15 * DAY);
            assert_eq!(office.world.caller(&jan.0, &jan.1).await.is_some(), own_end.is_none(), "{own_end:?} {by}");
        }
    }

    async fn nobody_is_told_to_be_in_again_who_is_not(on: On) {
        for (from, until, opens) in [(None, Some(3), Access::Over), (Some(9), None, Access::Begins { from: BEGINNING.plus(9 * DAY) })] {
            let office = Office::new(on).await;
            let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
            let day = |days: Option<u32>| days.map(|days| BEGINNING.plus(DAY * days));
            let new = NewRights { rights: vec!["schade-melden".into()], valid_from: day(from), valid_until: day(until) };
            match day(from) {
                Some(first) => office.world.accepted_for(&jan.1, first).await,
                None => assert!(people::change_rights(services, &permit, &jan.1, &new).await.unwrap().unwrap().dates),
            }
            people::stop_access(services, &permit, &jan.1, Stop::Now).await.unwrap().unwrap();
            office.world.clock.forward(5 * DAY);
            let permit = office.permit().await;
            let restored = people::restore_access(services, &permit, &jan.1).await.unwrap().unwrap();
            assert_eq!(restored.opens, opens);
            assert!(office.world.caller(&jan.0, &jan.1).await.is_none());
            let letters = office.letters(&jan.0).await;
            assert_eq!(letters.iter().filter(|letter| *letter == "access_restored").count(), 0, "{letters:?}");
            assert_eq!(letters.last().map(String::as_str), Some("dates_changed"), "{opens:?}");
            let new = NewRights { valid_from: None, valid_until: None, ..new };
            people::change_rights(services, &permit, &jan.1, &new).await.unwrap().unwrap();
            assert!(office.world.caller(&jan.0, &jan.1).await.is_some(), "as the page says");
        }
    }
}

/// An office that stopped Jan's access so long ago.
async fn stopped_for(on: On, so_long: Duration) -> Office {
    let office = Office::new(on).await;
    let (services, permit) = (&office.world.services, office.permit().await);
    let stopped = people::stop_access(services, &permit, &office.jan.1, Stop::Now).await;
    stopped.unwrap().unwrap();
    office.world.clock.forward(so_long);
    office
}

/// An office where Jan's access ended on its date so long ago.
async fn ended_for(on: On, so_long: Duration) -> Office {
    let office = Office::new(on).await;
    let (services, permit) = (&office.world.services, office.permit().await);
    let dated = NewRights {
        valid_until: Some(services.now().plus(DAY)),
        ..only(&["schade-melden"])
    };
    let changed = people::change_rights(services, &permit, &office.jan.1, &dated).await;
    changed.unwrap().unwrap();
    office.world.clock.forward(DAY + so_long);
    office
}

/// Jan, who comes back with another number and other work.
fn back() -> Invite {
    somebody(JAN.email)
}
