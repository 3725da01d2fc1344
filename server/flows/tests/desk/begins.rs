//! A first day that is moved to now begins access, as an end date does that is moved when it is over: it brings no pair of eyes
//! back. Once it has come it is moved no more (SEC-68).

use domain::{
    EmailAddress, Language, MobileNumber, Moment, PersonName, four_eyes::NoEyes,
    organisations::DESK_RIGHT,
};
use flows::{
    NotYours,
    desk::Refusal,
    import::{AdminMade, NewAdmin, create_admin},
    on_each_database,
    testing::On,
    testing::people::{self, ChangedRights, NewRights, Refusal as NoDeed},
};

use super::eyes::{DAY, House};

/// Iris sets the first day of Daan, and leaves his right ticked.
async fn first_day(house: &House, from: Option<Moment>) -> Result<ChangedRights, NoDeed> {
    let new = NewRights {
        rights: vec![DESK_RIGHT.into()],
        valid_from: from,
        valid_until: None,
    };
    let (permit, daan) = (house.admin().await, &house.floor.daan.1);
    let changed = people::change_rights(&house.floor.world.services, &permit, daan, &new).await;
    changed.unwrap()
}

on_each_database! {
    async fn sec_68_a_first_day_that_is_moved_brings_no_pair_of_eyes_back_and_ends_no_waiting(on: On) {
        for (way, away, passes, then, lost) in [
            ("taken away while it lies ahead", 60, 0, None, Some(true)),
            ("moved from ahead to today", 60, 0, Some(0), Some(true)),
            ("taken away two days after it came", 1, 3, None, None),
            ("moved back two days after it came", 1, 3, Some(-5), None),
            ("moved ahead two days after it came", 1, 3, Some(9), None),
            ("moved nearer, and still ahead", 60, 0, Some(1), Some(false)),
            ("taken away when its week is over", 1, 9, None, None),
        ] {
            let house = House::new(on).await;
            let (floor, services) = (&house.floor, &house.floor.world.services);
            let began = services.now();
            let day = |days: i32| {
                let by = DAY * days.unsigned_abs();
                if days < 0 { began.minus(by) } else { began.plus(by) }
            };
            floor.world.accepted_for(&floor.daan.1, day(away)).await;
            floor.world.clock.forward(DAY * passes);
            let changed = first_day(&house, then.map(day)).await;
            let Some(lost) = lost else {
                assert_eq!(changed, Err(NoDeed::HasBegun), "{way}");
                continue;
            };
            let (changed, eyes) = (changed.unwrap(), if lost { vec![DESK_RIGHT.to_owned()] } else { vec![] });
            assert_eq!((&changed.removed, &changed.asked), (&eyes, &eyes), "{way}");
            if lost {
                // Two people give it anew, and the seven days begin with that.
                let id = house.waiting().await.remove(0);
                house.decides(&floor.sanne, &id).await.unwrap();
                let from = services.now().plus(7 * DAY);
                let id = house.asks(&floor.sanne).await;
                let too_new = house.decides(&floor.daan, &id).await;
                assert!(matches!(&too_new, Err(Refusal::NotYours(NotYours { why: NoEyes::TooNew { from: then }, .. })) if *then == from), "{way}: {too_new:?}");
            }
        }
    }

    async fn sec_68_whoever_is_appointed_before_the_first_day_decides_nothing_for_a_week(on: On) {
        let house = House::new(on).await;
        let (floor, services) = (&house.floor, &house.floor.world.services);
        floor.world.accepted_for(&floor.daan.1, services.now().plus(60 * DAY)).await;
        let number = floor.lines("select number from organisation where kind = $1", "verzekeraar").await.remove(0);
        let daan = NewAdmin {
            kind: "verzekeraar".into(),
            number,
            name: PersonName::parse("Daan", "", "", "Dekker").unwrap(),
            email: EmailAddress::parse("daan@voorbeeld.example").unwrap(),
            mobile: MobileNumber::from_e164_stored("+31612345612".into()),
            language: Language::Nl,
        };
        let made = create_admin(services, daan, "Wij").await.unwrap();
        assert!(matches!(made, AdminMade::Promoted { blocked: false, .. }), "{made:?}");
        let id = house.asks(&floor.sanne).await;
        let too_new = house.decides(&floor.daan, &id).await;
        assert!(matches!(&too_new, Err(Refusal::NotYours(NotYours { why: NoEyes::TooNew { .. }, .. }))), "{too_new:?}");
    }
}
