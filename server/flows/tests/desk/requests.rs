//! Requests for help that reached the desk: listed, the longest waiting first, and closed in the organisation's own log.

use domain::{HelpRequestId, OrganisationId, post::HelpKind};
use flows::{
    Permit, Trouble,
    caller::right::{DeskWork, SeeDesk},
    help::{self, Closed},
    on, on_each_database,
    services::Policy,
    testing::{On, Seed},
};

use super::floor::{Floor, JAN, KARIN, MINUTE};

async fn permits(floor: &Floor) -> (Permit<SeeDesk>, Permit<DeskWork>) {
    let services = &floor.world.services;
    let sanne = floor.world.inside(&floor.sanne.0, &floor.sanne.1).await;
    let work = sanne.may_work_at_desk(&services.policy, services.now());
    (sanne.may_see_desk().unwrap(), work.unwrap())
}

/// Whoever has nobody else to ask is at the desk at once.
async fn two_ask(floor: &Floor) -> OrganisationId {
    let garage = floor.world.organisation("garage", "Garage Jansen").await;
    let fatima = Seed::new("Fatima", "", "Amrani", "fatima@garage-jansen.example").admin();
    let fatima = floor.world.person(&garage, fatima).await;
    for (who, kind) in [
        (&floor.karin, HelpKind::WrongNumber),
        (&fatima, HelpKind::MoreRights),
    ] {
        let caller = floor.world.inside(&who.0, &who.1).await;
        let outcome = help::ask_as(&floor.world.services, &caller, kind)
            .await
            .unwrap();
        assert_eq!(outcome, help::Outcome::AtDesk);
        floor.world.clock.forward(MINUTE);
    }
    garage
}

on_each_database! {
    async fn the_desk_sees_who_waits_longest_first(on: On) {
        let floor = Floor::new(on).await;
        two_ask(&floor).await;
        let (see, _) = permits(&floor).await;
        let services = &floor.world.services;
        let (all, more) = help::at_desk(services, &see, None).await.unwrap();
        let shown: Vec<_> = all.iter().map(|one| (one.who.as_str(), one.organisation.as_str(), one.kind)).collect();
        assert_eq!(shown, [
            ("Karin de Boer", "Kantoor De Boer", Some(HelpKind::WrongNumber)),
            ("Fatima Amrani", "Garage Jansen", Some(HelpKind::MoreRights)),
        ]);
        assert!(!more);
        let (rest, _) = help::at_desk(services, &see, Some(&all[0].id)).await.unwrap();
        assert_eq!(rest, all[1..]);
    }

    async fn a_request_is_closed_once_told_to_who_asked_and_written_into_the_log_of_the_organisation(on: On) {
        let floor = Floor::new(on).await;
        two_ask(&floor).await;
        let (see, work) = permits(&floor).await;
        let services = &floor.world.services;
        let (all, _) = help::at_desk(services, &see, None).await.unwrap();
        assert_eq!(help::close_at_desk(services, &work, &all[0].id).await.unwrap(), Closed::Now);
        assert_eq!(help::close_at_desk(services, &work, &all[0].id).await.unwrap(), Closed::Before);
        let never = HelpRequestId::from_trusted("0192f0c1-0000-7000-8000-000000000001".into());
        assert_eq!(help::close_at_desk(services, &work, &never).await.unwrap(), Closed::Before);
        assert_eq!(help::at_desk(services, &see, None).await.unwrap().0, all[1..]);
        floor.world.clock.forward(MINUTE);
        assert_eq!(help::close_at_desk(services, &work, &all[1].id).await.unwrap(), Closed::Now);
        let (done, more) = help::done_at_desk(services, &see, None).await.unwrap();
        let by = done.iter().map(|one| (&one.id, one.done.clone().unwrap().1)).collect::<Vec<_>>();
        let sanne = Some("Sanne Meijer".to_owned());
        assert_eq!(by, [(&all[1].id, sanne.clone()), (&all[0].id, sanne)], "the last comes first");
        assert!(!more);
        assert_eq!(help::done_at_desk(services, &see, Some(&all[1].id)).await.unwrap().0, done[1..]);
        let mut tx = services.db.read().await.unwrap();
        let (letters,): (i64,) = on!(&mut tx, |c| sqlx::query_as(
            "select count(*) from outbox where letter = 'help_done' and account_id = $1"
        ).bind(floor.karin.0.as_str()).fetch_one(c)).unwrap();
        let (rows,): (i64,) = on!(&mut tx, |c| sqlx::query_as(
            "select count(*) from audit where event = 'help_done' and actor = 'desk' and organisation_id = $1"
        ).bind(floor.office.as_str()).fetch_one(c)).unwrap();
        assert_eq!((letters, rows), (1, 1));
    }

    async fn sec_68_nobody_deals_with_the_own_question_nor_with_that_of_the_own_company(on: On) {
        // Codes of Karin go to the telephone of Sanne, who works at the garage as well.
        let floor = Floor::with(on, Seed { mobile: "+31612345611", ..KARIN }, JAN).await;
        let garage = two_ask(&floor).await;
        floor.world.person(&garage, Seed::new("Sanne", "", "Meijer", "sanne@voorbeeld.example")).await;
        let (see, of_sanne) = permits(&floor).await;
        let of_daan = floor.permit_of(&floor.daan).await;
        let services = &floor.world.services;
        let (all, _) = help::at_desk(services, &see, None).await.unwrap();
        for request in &all {
            assert_eq!(help::close_at_desk(services, &of_sanne, &request.id).await.unwrap(), Closed::Own, "{}", request.who);
        }
        assert_eq!(help::at_desk(services, &see, None).await.unwrap().0, all, "they wait still");
        for request in &all {
            assert_eq!(help::close_at_desk(services, &of_daan, &request.id).await.unwrap(), Closed::Now, "{}", request.who);
        }
    }

    async fn sec_70_letters_about_questions_that_were_dealt_with_count_for_the_agent_as_all_others(on: On) {
        let policy = Policy { news_per_person_hour: 1, ..Policy::default() };
        let floor = Floor::with_policy(on, policy).await;
        two_ask(&floor).await;
        let (see, work) = permits(&floor).await;
        let services = &floor.world.services;
        let (all, _) = help::at_desk(services, &see, None).await.unwrap();
        assert_eq!(help::close_at_desk(services, &work, &all[0].id).await.unwrap(), Closed::Now);
        let refused = help::close_at_desk(services, &work, &all[1].id).await;
        assert!(matches!(refused, Err(Trouble::Enough { .. })), "{refused:?}");
        assert_eq!(help::at_desk(services, &see, None).await.unwrap().0, all[1..], "it waits still");
        floor.world.clock.forward(60 * MINUTE);
        let (_, work) = permits(&floor).await;
        assert_eq!(help::close_at_desk(services, &work, &all[1].id).await.unwrap(), Closed::Now);
    }

    async fn a_request_that_an_admin_still_has_is_not_the_desks_to_close(on: On) {
        let floor = Floor::new(on).await;
        let caller = floor.world.inside(&floor.jan.0, &floor.jan.1).await;
        help::ask_as(&floor.world.services, &caller, HelpKind::MoreRights).await.unwrap();
        let (see, work) = permits(&floor).await;
        assert_eq!(help::at_desk(&floor.world.services, &see, None).await.unwrap().0, []);
        let mut tx = floor.world.services.db.read().await.unwrap();
        let (id,): (String,) = on!(&mut tx, |c| sqlx::query_as("select id from help_request").fetch_one(c)).unwrap();
        drop(tx);
        let request = HelpRequestId::from_trusted(id);
        assert_eq!(help::close_at_desk(&floor.world.services, &work, &request).await.unwrap(), Closed::Before);
    }
}
