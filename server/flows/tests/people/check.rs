//! The half-yearly check: when it is asked for, what it does, and what stands in the log afterwards.

use std::sync::Arc;

use domain::{AuthorisationId, people::Standing};
use flows::{
    on, on_each_database,
    testing::people::{self, NewRights, Refusal, Stop, check},
    testing::{On, Seed},
};

use super::office::{DAY, Office, only, somebody};

const FACTS: &str = "select facts from audit where event = 'staff_checked' and organisation_id = $1 order by seq desc limit 1";

async fn shown(office: &Office) -> Vec<AuthorisationId> {
    let permit = office.permit().await.see();
    let page = check::next_page(&office.world.services, &permit)
        .await
        .unwrap();
    page.people
        .into_iter()
        .map(|looked| looked.person.id)
        .collect()
}

async fn settles(
    office: &Office,
    shown: &[AuthorisationId],
    gone: &[AuthorisationId],
) -> Result<(u32, bool), Refusal> {
    let permit = office.permit().await;
    let settled = check::settle(&office.world.services, &permit, shown, gone)
        .await
        .unwrap();
    settled.map(|settled| (settled.stopped, settled.finished))
}

async fn is_due(office: &Office) -> bool {
    let permit = office.permit().await.see();
    check::checked(&office.world.services, &permit)
        .await
        .unwrap()
        .due
}

async fn asked(office: &Office) -> usize {
    let letters = office.letters(&office.karin.0).await;
    letters
        .iter()
        .filter(|letter| *letter == "check_due")
        .count()
}

on_each_database! {
    async fn sec_67_what_somebody_may_do_since_the_page_was_drawn_is_vouched_for_by_nobody(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        for change in [
            "insert into authorisation_right (authorisation_id, right_code, granted_at) values ($1, 'offertes', 0)",
            "update authorisation set role = 'beheerder' where id = $1",
            "update authorisation set valid_until = 9000000000000 where id = $1",
        ] {
            let page = check::next_page(services, &permit.see()).await.unwrap();
            let drawn: Vec<_> = page.people.into_iter().map(|looked| (looked.person.id, looked.seen)).collect();
            office.run(change, &[office.jan.1.as_str()]).await;
            let settled = flows::people::check::settle(services, &permit, &drawn, &[]).await.unwrap();
            assert_eq!(settled, Err(Refusal::ListChanged.into()), "{change}");
        }
        let all = shown(&office).await;
        assert_eq!(settles(&office, &all, &[]).await, Ok((0, true)));
    }

    async fn whoever_is_gone_is_stopped_and_the_check_is_written_down(on: On) {
        let office = Office::new(on).await;
        let nora = office.invite(&somebody("nora@kantoor-deboer.example")).await.unwrap().authorisation;
        let all = shown(&office).await;
        assert_eq!(all.len(), 3);
        let gone = [office.jan.1.clone(), nora.clone()];
        assert_eq!(settles(&office, &all, &gone).await, Ok((2, true)));
        assert_eq!(office.standing(&office.jan.1).await, Standing::Stopped);
        assert!(office.world.caller(&office.jan.0, &office.jan.1).await.is_none());
        assert_eq!(shown(&office).await, std::slice::from_ref(&office.karin.1));
        let facts = office.text(FACTS, office.id.as_str()).await.unwrap();
        assert_eq!(facts, r#"{"people":1,"stopped":2}"#);
        let permit = office.permit().await;
        let last = check::checked(&office.world.services, &permit.see()).await.unwrap().last;
        assert_eq!(last, Some((office.world.services.now(), Some("Karin de Boer".to_owned()))));
        people::restore_access(&office.world.services, &permit, &office.jan.1).await.unwrap().unwrap();
        assert_eq!(office.letters(&office.jan.0).await, ["access_restored", "access_stopped"]);
    }

    async fn sec_70_whoever_looks_again_on_the_same_day_buries_nothing_in_the_log(on: On) {
        let mut office = Office::new(on).await;
        let checks = "select count(*) from audit where event = 'staff_checked'";
        for _ in 0..5 {
            let all = shown(&office).await;
            assert_eq!(settles(&office, &all, &[]).await, Ok((0, true)));
        }
        assert_eq!(office.count(checks).await, 1);
        let all = shown(&office).await;
        assert_eq!(settles(&office, &all, std::slice::from_ref(&office.jan.1)).await, Ok((1, true)));
        assert_eq!(office.count(checks).await, 2, "who was stopped is written down");
        office.world.clock.forward(DAY);
        let all = shown(&office).await;
        assert_eq!(settles(&office, &all, &[]).await, Ok((0, true)));
        assert_eq!(office.count(checks).await, 3);
        // Of whoever accepted nothing nobody hears any more at some point, and the log goes on.
        let nora = office.invite(&somebody("nora@kantoor-deboer.example")).await.unwrap().authorisation;
        Arc::make_mut(&mut office.world.services.policy).quiet_deeds_per_hour = 5;
        let permit = office.permit().await;
        let mut refused = 0;
        for n in 0..200_u32 {
            let rights = only(if n.is_multiple_of(2) { &["offertes"] } else { &["schade-melden"] });
            refused += usize::from(people::change_rights(&office.world.services, &permit, &nora, &rights).await.is_err());
        }
        assert!(refused > 0, "there is an end to it");
    }

    async fn nobody_is_vouched_for_unseen_and_nobody_stops_oneself_or_a_neighbour(on: On) {
        let office = Office::new(on).await;
        let all = shown(&office).await;
        let without_jan: Vec<_> = all.iter().filter(|id| **id != office.jan.1).cloned().collect();
        assert_eq!(settles(&office, &without_jan, &[]).await, Err(Refusal::ListChanged));
        assert_eq!(settles(&office, &all, std::slice::from_ref(&office.karin.1)).await, Err(Refusal::Yourself));
        let neighbour = [office.fatima.1.clone()];
        let with_neighbour: Vec<_> = all.iter().chain(&neighbour).cloned().collect();
        assert_eq!(settles(&office, &with_neighbour, &neighbour).await, Err(Refusal::ListChanged), "not on this list");
        assert!(office.world.caller(&office.fatima.0, &office.fatima.1).await.is_some());
        assert_eq!(office.count("select count(*) from audit where event = 'access_stopped'").await, 0);
    }

    async fn nothing_less_is_done_than_was_said_and_who_cannot_be_stopped_is_named(on: On) {
        let office = Office::new(on).await;
        let (services, permit, els) = (&office.world.services, office.permit().await, office.second_admin().await);
        let page = check::next_page(services, &permit.see()).await.unwrap();
        let drawn: Vec<_> = page.people.into_iter().map(|looked| (looked.person.id, looked.seen)).collect();
        people::stop_access(services, &office.permit_of(&els).await, &office.jan.1, Stop::Now).await.unwrap().unwrap();
        let gone = [office.jan.1.clone(), els.1.clone()];
        let settled = flows::people::check::settle(services, &permit, &drawn, &gone).await.unwrap();
        assert_eq!(settled, Err(Refusal::ListChanged.into()), "a colleague stopped Jan meanwhile");
        let ends = NewRights { rights: vec![], valid_from: None, valid_until: Some(services.now().plus(DAY)) };
        people::change_rights(services, &office.permit_of(&els).await, &office.karin.1, &ends).await.unwrap().unwrap();
        let page = check::next_page(services, &permit.see()).await.unwrap();
        let drawn: Vec<_> = page.people.into_iter().map(|looked| (looked.person.id, looked.seen)).collect();
        let settled = flows::people::check::settle(services, &office.permit().await, &drawn, &gone[1..]).await.unwrap();
        let not = settled.unwrap_err();
        assert!(matches!(not.why, Refusal::LastAdmin { .. }), "{not:?}");
        assert_eq!(not.name, "Els Smit");
        assert!(office.world.caller(&els.0, &els.1).await.is_some());
    }

    async fn whose_end_has_passed_is_no_part_of_a_check_and_keeps_nobody_from_finishing_it(on: On) {
        let office = Office::new(on).await;
        let ends = async |whom: &[AuthorisationId]| {
            for id in whom {
                office.run("update authorisation set valid_until = 1 where id = $1", &[id.as_str()]).await;
            }
        };
        for number in 0..110 {
            let email = format!("medewerker{number}@kantoor-deboer.example");
            office.world.person(&office.id, Seed::new("Anna", "", "Bakker", &email)).await;
        }
        office.run("update authorisation set sort_key = 'a' where id = $1", &[office.karin.1.as_str()]).await;
        // All of the first part but Karin.
        ends(&shown(&office).await[1..]).await;
        let first = shown(&office).await;
        assert_eq!((first.len(), &first[0]), (50, &office.karin.1));
        assert_eq!(settles(&office, &first, &[]).await, Ok((0, false)));
        // And everybody at the end of it.
        let rest = shown(&office).await;
        assert_eq!(rest.len(), 13);
        ends(&rest).await;
        let permit = office.permit().await.see();
        let page = check::next_page(&office.world.services, &permit).await.unwrap();
        assert_eq!((page.people.len(), page.before, page.all, page.last), (0, 50, 50, true));
        assert_eq!(settles(&office, &[], &[]).await, Ok((0, true)));
        let facts = office.text(FACTS, office.id.as_str()).await.unwrap();
        assert_eq!(facts, r#"{"people":50,"stopped":0}"#);
    }

    async fn who_takes_another_name_or_comes_in_meanwhile_takes_nobody_along_past_the_check(on: On) {
        let office = Office::new(on).await;
        for number in 0..60 {
            let email = format!("medewerker{number}@kantoor-deboer.example");
            office.world.person(&office.id, Seed::new("Anna", "", "Bakker", &email)).await;
        }
        let moves = "update authorisation set sort_key = $2 where id = $1";
        let first = shown(&office).await;
        assert_eq!(settles(&office, &first, &[]).await, Ok((0, false)));
        office.run(moves, &[first[49].as_str(), "zwijnenburg"]).await;
        office.run(moves, &[office.jan.1.as_str(), "aalders"]).await;
        let anna = Seed::new("Anna", "", "Aarts", "aarts@kantoor-deboer.example");
        let (_, anna) = office.world.person(&office.id, anna).await;
        let second = shown(&office).await;
        assert_eq!(second.len(), 13, "ten of the list, Karin, and two before where it was");
        assert!(second.contains(&office.jan.1) && second.contains(&anna));
        assert!(second.iter().all(|id| !first.contains(id)), "nobody twice");
        let without_anna: Vec<_> = second.iter().filter(|id| **id != anna).cloned().collect();
        assert_eq!(settles(&office, &without_anna, &[]).await, Err(Refusal::ListChanged));
        assert_eq!(settles(&office, &second, &[]).await, Ok((0, true)));
        let facts = office.text(FACTS, office.id.as_str()).await.unwrap();
        assert_eq!(facts, r#"{"people":63,"stopped":0}"#);
    }

    async fn a_long_list_is_looked_through_page_by_page_by_whoever_goes_on(on: On) {
        let office = Office::new(on).await;
        for number in 0..101 {
            let email = format!("medewerker{number}@kantoor-deboer.example");
            // In the order of the list, and without digits, which no name has.
            let letter = |n: u8| char::from(b'a' + n);
            let family = format!("Bakker{}{}", letter(number / 26), letter(number % 26));
            office.world.person(&office.id, Seed::new("Anna", "", &family, &email)).await;
        }
        let els = office.second_admin().await;
        let first = shown(&office).await;
        assert_eq!(first.len(), 50);
        assert_eq!(settles(&office, &first, &first[3..5]).await, Ok((2, false)));
        let permit = office.permit_of(&els).await;
        let services = &office.world.services;
        let page = check::next_page(services, &permit.see()).await.unwrap();
        assert_eq!((page.before, page.all, page.people.len(), page.last), (48, 102, 50, false));
        assert!(page.people.iter().all(|looked| !first.contains(&looked.person.id)));
        assert_eq!(page.people[0].rights, ["schade-melden"]);
        let second: Vec<_> = page.people.into_iter().map(|looked| looked.person.id).collect();
        check::settle(services, &permit, &second, &[]).await.unwrap().unwrap();
        let third = shown(&office).await;
        assert_eq!(third.len(), 4);
        assert!(!is_due(&office).await && office.text(FACTS, office.id.as_str()).await.is_none());
        assert_eq!(settles(&office, &third, &[]).await, Ok((0, true)));
        let facts = office.text(FACTS, office.id.as_str()).await.unwrap();
        assert_eq!(facts, r#"{"people":102,"stopped":2}"#);
        assert_eq!(shown(&office).await[..3], first[..3], "the next check begins at the beginning");
    }

    async fn a_check_that_was_left_for_a_month_begins_anew(on: On) {
        let office = Office::new(on).await;
        for number in 0..60 {
            let email = format!("medewerker{number}@kantoor-deboer.example");
            office.world.person(&office.id, Seed::new("Anna", "", "Bakker", &email)).await;
        }
        let first = shown(&office).await;
        settles(&office, &first, &[first[0].clone()]).await.unwrap();
        assert_ne!(shown(&office).await[..2], first[1..3]);
        office.world.clock.forward(30 * DAY);
        let again = shown(&office).await;
        assert_eq!(again[..2], first[1..3]);
        settles(&office, &again, &[]).await.unwrap();
        let rest = shown(&office).await;
        settles(&office, &rest, &[]).await.unwrap();
        let facts = office.text(FACTS, office.id.as_str()).await.unwrap();
        assert!(facts.ends_with(r#""stopped":0}"#), "what was stopped then belongs to that check: {facts}");
    }

    async fn admins_are_asked_after_half_a_year_once_more_two_weeks_later_and_then_no_more(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let jans = office.letters(&office.jan.0).await.len();
        for (days, due, letters) in [(181, false, 0), (1, true, 1), (1, true, 1), (12, true, 1), (1, true, 2), (14, true, 2), (200, true, 2)] {
            office.world.clock.forward(days * DAY);
            check::remind_checks(services).await.unwrap();
            check::remind_checks(services).await.unwrap();
            assert_eq!((is_due(&office).await, asked(&office).await), (due, letters), "after {days} days more");
        }
        assert_eq!(office.letters(&office.jan.0).await.len(), jans, "employees are not asked");
        let all = shown(&office).await;
        settles(&office, &all, &[]).await.unwrap();
        assert!(!is_due(&office).await);
        office.world.clock.forward(181 * DAY);
        assert_eq!(check::remind_checks(services).await.unwrap(), 0);
        office.world.clock.forward(DAY);
        check::remind_checks(services).await.unwrap();
        assert_eq!(asked(&office).await, 3);
    }

    async fn whoever_is_alone_is_not_asked_and_two_nodes_ask_once(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        office.world.clock.forward(190 * DAY);
        let (one, other) = tokio::join!(check::remind_checks(services), check::remind_checks(services));
        assert_eq!(one.unwrap() + other.unwrap(), 1, "Kantoor De Boer, and not the garage of Fatima alone");
        assert_eq!(asked(&office).await, 1);
        assert!(!office.letters(&office.fatima.0).await.contains(&"check_due".to_owned()));
        let mut tx = services.db.read().await.unwrap();
        let (facts,): (String,) = on!(&mut tx, |c| sqlx::query_as("select facts from outbox where letter = 'check_due'").fetch_one(c)).unwrap();
        assert!(facts.contains("Kantoor De Boer") && facts.contains(r#""again":false"#), "{facts}");
    }
}
