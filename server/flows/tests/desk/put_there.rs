//! Who lets somebody in again, or gives them more than they had, put them there as much as who invites (SEC-68).

use domain::{
    four_eyes::NoEyes,
    organisations::DESK_RIGHT,
    people::{PROTECTED, StandIn},
};
use flows::{
    NotYours,
    desk::Refusal,
    execute, on_each_database,
    testing::people::{self, NewRights, Stop},
    testing::{On, Seed},
};

use super::{
    eyes::{DAY, House, invite},
    floor::{MINUTE, Who},
};

impl House {
    async fn dates(&self, whom: &Who, until: Option<domain::Moment>) {
        let services = &self.floor.world.services;
        let new = NewRights {
            rights: vec![],
            valid_from: None,
            valid_until: until,
        };
        let changed = people::change_rights(services, &self.admin().await, &whom.1, &new).await;
        changed.unwrap().unwrap();
    }

    async fn now_agent(&self, whom: &Who) {
        let mut tx = self.floor.world.services.db.write().await.unwrap();
        let sql = "insert into authorisation_right (authorisation_id, right_code, granted_at) values ($1, $2, 0)";
        assert_eq!(
            execute!(&mut tx, sql, whom.1.as_str(), DESK_RIGHT).unwrap(),
            1
        );
        let sql = "update authorisation set activated_at = 1 where id = $1";
        execute!(&mut tx, sql, whom.1.as_str()).unwrap();
        tx.commit().await.unwrap();
    }

    /// What Iris alone does to Kees; whether it puts him there.
    async fn does(&self, way: &str) -> bool {
        let (services, floor) = (&self.floor.world.services, &self.floor);
        let (admin, kees) = (self.admin().await, &self.kees);
        let tomorrow = services.now().plus(DAY);
        match way {
            "restores access" => {
                people::stop_access(services, &admin, &kees.1, Stop::Now)
                    .await
                    .unwrap()
                    .unwrap();
                people::restore_access(services, &admin, &kees.1)
                    .await
                    .unwrap()
                    .unwrap();
            }
            "makes admin" => people::make_admin(services, &admin, &kees.1)
                .await
                .unwrap()
                .unwrap(),
            "has stand in" => {
                let period = StandIn {
                    from: services.now(),
                    until: services.now().plus(3 * DAY),
                };
                people::appoint_stand_in(services, &admin, &kees.1, period)
                    .await
                    .unwrap()
                    .unwrap();
            }
            "moves an end that was over" => {
                self.dates(kees, Some(tomorrow)).await;
                floor.world.clock.forward(2 * DAY);
                self.dates(kees, None).await;
            }
            "takes a first day away" => {
                let far = services.now().plus(90 * DAY);
                floor.world.accepted_for(&kees.1, far).await;
                floor.world.clock.forward(10 * DAY);
                self.dates(kees, None).await;
            }
            "moves an end to come" => {
                self.dates(kees, Some(tomorrow)).await;
                self.dates(kees, None).await;
                return false;
            }
            "takes admin away" => {
                let mut tx = services.db.write().await.unwrap();
                execute!(
                    &mut tx,
                    "update authorisation set role = 'beheerder' where id = $1",
                    kees.1.as_str()
                )
                .unwrap();
                tx.commit().await.unwrap();
                people::remove_admin(services, &admin, &kees.1)
                    .await
                    .unwrap()
                    .unwrap();
                return false;
            }
            _ => {
                people::stop_access(services, &admin, &kees.1, Stop::On(tomorrow))
                    .await
                    .unwrap()
                    .unwrap();
                people::restore_access(services, &admin, &kees.1)
                    .await
                    .unwrap()
                    .unwrap();
                return false;
            }
        }
        true
    }
}

on_each_database! {
    async fn sec_68_whom_somebody_let_in_again_or_gave_more_is_no_second_pair_of_eyes(on: On) {
        for way in ["restores access", "makes admin", "has stand in", "moves an end that was over", "takes a first day away", "moves an end to come", "takes admin away", "takes a planned stop back"] {
            let house = House::new(on).await;
            let (services, floor) = (&house.floor.world.services, &house.floor);
            let puts_there = house.does(way).await;
            let at = services.now();
            house.now_agent(&house.kees).await;
            // Who was made admin is out of reach of one for a while; that is another rule.
            floor.world.clock.forward(PROTECTED + MINUTE);
            let id = house.asks(&house.iris).await;
            let decided = house.decides(&house.kees, &id).await;
            if puts_there {
                let why = NoEyes::Chosen { from: at.plus(30 * DAY) };
                assert!(matches!(&decided, Err(Refusal::NotYours(NotYours { why: told, .. })) if *told == why), "{way}: {decided:?}");
                floor.world.clock.forward(30 * DAY);
                let id = house.asks(&house.iris).await;
                house.decides(&house.kees, &id).await.unwrap();
            } else {
                assert_eq!(decided, Ok(()), "{way}");
            }
        }
    }

    async fn sec_68_nor_is_whom_a_colleague_brought_whom_somebody_let_in_again(on: On) {
        for way in ["restores access", "moves an end that was over"] {
            let house = House::new(on).await;
            let (services, floor) = (&house.floor.world.services, &house.floor);
            house.does(way).await;
            people::make_admin(services, &house.admin().await, &house.kees.1).await.unwrap().unwrap();
            let kees = floor.world.inside(&house.kees.0, &house.kees.1).await;
            let permit = kees.may_change_staff(&services.policy, services.now()).unwrap();
            let new = invite("Tess", "+31612345672", vec![DESK_RIGHT.into()]);
            people::invite(services, &permit, &new).await.unwrap().unwrap();
            let id = house.waiting().await.remove(0);
            let refused = house.decides(&house.iris, &id).await;
            assert!(matches!(&refused, Err(Refusal::NotYours(NotYours { why: NoEyes::Chosen { .. }, .. }))), "{way}: {refused:?}");
            house.decides(&floor.sanne, &id).await.unwrap();
        }
    }

    async fn sec_68_whoever_gives_an_agent_rights_elsewhere_put_that_agent_there_and_who_takes_some_did_not(on: On) {
        for (given, chosen) in [(true, true), (false, false)] {
            let house = House::new(on).await;
            let (services, floor) = (&house.floor.world.services, &house.floor);
            let iris = Seed { mobile: "+31612345620", ..Seed::new("Iris", "", "Baas", "iris@voorbeeld.example").admin() };
            let iris = floor.world.person(&floor.office, iris).await;
            let rights: &[&str] = if given { &[] } else { &["polissen"] };
            let daan = Seed { mobile: "+31612345612", rights, ..Seed::new("Daan", "", "Dekker", "daan@voorbeeld.example") };
            let daan = floor.world.person(&floor.office, daan).await;
            let caller = floor.world.inside(&iris.0, &iris.1).await;
            let permit = caller.may_change_staff(&services.policy, services.now()).unwrap();
            let new = NewRights {
                rights: if given { vec!["polissen".into()] } else { vec![] },
                valid_from: None,
                valid_until: None,
            };
            people::change_rights(services, &permit, &daan.1, &new).await.unwrap().unwrap();
            let id = house.asks(&house.iris).await;
            let decided = house.decides(&floor.daan, &id).await;
            let refused = matches!(&decided, Err(Refusal::NotYours(NotYours { why: NoEyes::Chosen { .. }, .. })));
            assert_eq!(refused, chosen, "{decided:?}");
        }
    }
}
