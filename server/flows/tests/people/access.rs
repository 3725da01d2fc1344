//! Stopping, restoring, and who looks after the others.

use flows::{
    on_each_database,
    people::{self, NewRights, Refusal, Stop},
    testing::On,
};

use super::office::{DAY, Office, only, somebody};

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
        assert!(office.world.caller(&jan.0, &jan.1).await.is_some());
        office.world.clock.forward(DAY);
        assert!(office.world.caller(&jan.0, &jan.1).await.is_none());
        let permit = office.permit().await;
        people::restore_access(services, &permit, &jan.1).await.unwrap().unwrap();
        assert!(office.world.caller(&jan.0, &jan.1).await.is_some());
        let whole = people::one(services, &permit.see(), &jan.1).await.unwrap().unwrap();
        assert_eq!((whole.person.facts.valid_until, whole.stopped), (Some(end), None));
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

    async fn sec_47_the_last_admin_stays_and_who_lost_the_role_does_nothing_more(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let own = people::remove_admin(services, &permit, &office.karin.1).await.unwrap();
        assert_eq!(own, Err(Refusal::LastAdmin));
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
}
