//! Who works at the service desk, and who does not.

use domain::{
    AppointmentId, DeskRequestId, HelpRequestId, desk::Why, organisations::DESK_RIGHT,
    post::Channel,
};
use flows::{
    Trouble,
    caller::NotPermitted,
    desk, execute, help, on_each_database,
    testing::{On, Seed, appointments},
    watch,
};

use super::floor::{Floor, MINUTE};

on_each_database! {
    async fn sec_45_the_desk_is_the_insurers_people_with_its_right_and_nobody_else(on: On) {
        let floor = Floor::new(on).await;
        let world = &floor.world;
        let insurer = world.inside(&floor.sanne.0, &floor.sanne.1).await.organisation().clone();
        let mut elsewhere = Seed::new("Els", "", "Smit", "els@kantoor-deboer.example").admin();
        elsewhere.rights = &[DESK_RIGHT];
        let elsewhere = world.person(&floor.office, elsewhere).await;
        let cook = world.person(&insurer, Seed::new("Kees", "", "Kok", "kees@voorbeeld.example")).await;
        for (who, at_desk) in [(&floor.sanne, true), (&floor.karin, false), (&elsewhere, false), (&cook, false)] {
            let caller = world.inside(&who.0, &who.1).await;
            assert_eq!(caller.may_see_desk().is_ok(), at_desk, "{}", caller.name);
            let may = caller.may_work_at_desk(&world.services.policy, world.services.now());
            assert_eq!(may.err(), (!at_desk).then_some(NotPermitted::NotAtTheDesk), "{}", caller.name);
        }
    }

    async fn sec_41_the_desk_helps_with_a_fresh_code_only_and_never_by_the_name_of_an_agent(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let sanne = floor.world.inside(&floor.sanne.0, &floor.sanne.1).await;
        assert_eq!(sanne.may_see_desk().unwrap().by_name(), "Voorbeeld Verzekeringen");
        let later = services.now().plus(15 * MINUTE);
        let may = sanne.may_work_at_desk(&services.policy, later);
        assert_eq!(may.err(), Some(NotPermitted::StepUpNeeded));
        assert!(sanne.may_see_desk().is_ok(), "looking goes on");
    }

    async fn sec_39_an_agent_whose_right_is_taken_away_meanwhile_begins_nothing_more(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let permit = floor.permit_of(&floor.sanne).await;
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "delete from authorisation_right where authorisation_id = $1", floor.sanne.1.as_str()).unwrap();
        tx.commit().await.unwrap();
        let (whom, why) = (&floor.karin.1, Why::CannotLogIn);
        let (request, question) = (AppointmentId::from_trusted("none".into()), HelpRequestId::from_trusted("none".into()));
        let ask = DeskRequestId::from_trusted("none".into());
        for (what, outcome) in [
            ("unblock", desk::unblock(services, &checked, why).await.map(drop)),
            ("check a caller", desk::send(services, &permit, whom, Channel::Sms).await.map(drop)),
            ("decide for a colleague", desk::decide(services, &permit, &ask, desk::Decision::Approve).await.map(drop)),
            ("take a message down", desk::end(services, &permit, "none").await.map(drop)),
            ("take a request up", appointments::take(services, &permit, &request).await.map(drop)),
            ("approve a request", appointments::approve(services, &permit, &request).await.map(drop)),
            ("deal with a question", help::close_at_desk(services, &permit, &question).await.map(drop)),
            ("ask for a deputy", watch::ask_deputy(services, &permit, &floor.office).await.map(drop)),
        ] {
            assert!(matches!(outcome, Err(Trouble::RightGone)), "{what}: {outcome:?}");
        }
    }
}
