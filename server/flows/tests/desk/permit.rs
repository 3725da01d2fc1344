//! Who works at the service desk, and who does not.

use domain::organisations::DESK_RIGHT;
use flows::{
    caller::NotPermitted,
    on_each_database,
    testing::{On, Seed},
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
}
