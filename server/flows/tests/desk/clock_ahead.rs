//! What the trail says of a clock that was ahead: rows stay as they are, and nothing that is counted by them lasts until that
//! moment (SEC-75).

use std::time::Duration;

use domain::{
    MobileNumber,
    desk::{Way, Why},
    people::BlockReason,
};
use flows::{
    Permit,
    caller::right::ChangeStaff,
    clock_ahead::{self, What},
    desk::{self, CheckedCaller},
    execute, on_each_database,
    testing::people,
    testing::{On, Seed},
};

use super::floor::{Floor, JAN, KARIN, MINUTE, Who};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const BLOCKED: Option<BlockReason> = Some(BlockReason::WrongCodes);

async fn permit(floor: &Floor) -> Permit<ChangeStaff> {
    let services = &floor.world.services;
    let karin = floor.world.inside(&floor.karin.0, &floor.karin.1).await;
    karin
        .may_change_staff(&services.policy, services.now())
        .unwrap()
}

async fn block(floor: &Floor, whom: &Who) {
    let mut tx = floor.world.services.db.write().await.unwrap();
    let sql = "update account set blocked_reason = 'wrong_codes', blocked_at = 1 where id = $1";
    execute!(&mut tx, sql, whom.0.as_str()).unwrap();
    tx.commit().await.unwrap();
}

/// How often Karin lets Jan in again, and the desk Karin, until they have to stop.
async fn let_in(floor: &Floor, checked: &CheckedCaller) -> (u32, u32) {
    let services = &floor.world.services;
    let (mut by_admin, mut by_desk) = (0, 0);
    block(floor, &floor.jan).await;
    while people::unblock(services, &permit(floor).await, &floor.jan.1)
        .await
        .unwrap()
        .is_ok()
    {
        by_admin += 1;
        block(floor, &floor.jan).await;
    }
    block(floor, &floor.karin).await;
    while desk::unblock(services, checked, Why::CannotLogIn)
        .await
        .unwrap()
        .is_ok()
    {
        by_desk += 1;
        block(floor, &floor.karin).await;
    }
    let mut tx = services.db.write().await.unwrap();
    let sql = "update account set blocked_reason = null, blocked_at = null where id <> $1";
    execute!(&mut tx, sql, "").unwrap();
    tx.commit().await.unwrap();
    (by_admin, by_desk)
}

/// How often Karin gives Jan another number until she has to stop.
async fn numbers(floor: &Floor) -> u32 {
    let services = &floor.world.services;
    let number = |n: u32| {
        MobileNumber::parse(&format!("06 8765{n:04}"), &services.policy.countries).unwrap()
    };
    let given = floor
        .number(
            "select count(*) from audit where event = $1",
            "mobile_changed_by_admin",
        )
        .await;
    let (first, mut times) = (u32::try_from(given).unwrap(), 0);
    while people::change_mobile(
        services,
        &permit(floor).await,
        &floor.jan.1,
        &number(first + times),
    )
    .await
    .unwrap()
    .is_ok()
    {
        times += 1;
    }
    times
}

/// An agent looks at Jan and at the office, twice; gives back the rows that this left.
async fn looks(floor: &Floor) -> i64 {
    let services = &floor.world.services;
    let viewed = "select count(*) from audit where event = $1";
    let before = floor.number(viewed, "desk_viewed").await;
    for _ in 0..2 {
        let see = floor.permit_of(&floor.sanne).await.see();
        desk::person(services, &see, &floor.jan.1, Way::Search)
            .await
            .unwrap()
            .unwrap();
        desk::organisation(services, &see, &floor.office, None, Way::Search)
            .await
            .unwrap()
            .unwrap();
    }
    floor.number(viewed, "desk_viewed").await - before
}

async fn is_put_right(floor: &Floor) {
    floor.world.clock.put_right();
    clock_ahead::settle(&floor.world.services, What::Everything)
        .await
        .unwrap();
}

on_each_database! {
    async fn sec_75_what_was_done_while_the_clock_was_ahead_is_not_counted_as_done_today(on: On) {
        for ahead in [3653 * DAY, 2 * DAY] {
            let floor = Floor::with(on, KARIN, Seed { blocked: BLOCKED, ..JAN }).await;
            let policy = &floor.world.services.policy;
            let most = (policy.unblocks_per_day, policy.desk_unblocks_per_day, policy.unused_numbers_per_month);
            floor.world.clock.forward(ahead);
            let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
            let (by_admin, by_desk) = let_in(&floor, &checked).await;
            assert_eq!((by_admin, by_desk, numbers(&floor).await), most);
            assert_eq!(looks(&floor).await, 2, "once for each case");
            is_put_right(&floor).await;
            for day in 0..2 {
                floor.world.clock.forward(day * DAY + 2 * MINUTE);
                let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
                assert_eq!(looks(&floor).await, 2, "{ahead:?} {day}: it stands in the log of the office");
                assert_eq!(let_in(&floor, &checked).await, (by_admin, by_desk), "{ahead:?} {day}");
                let left = if day == 0 { policy.unused_numbers_per_month } else { 0 };
                assert_eq!(numbers(&floor).await, left, "{ahead:?} {day}: counted for a month");
            }
        }
    }

    async fn sec_75_what_a_node_wrote_that_is_a_little_ahead_is_counted(on: On) {
        let floor = Floor::with(on, KARIN, Seed { blocked: BLOCKED, ..JAN }).await;
        floor.world.clock.forward(14 * MINUTE);
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        let_in(&floor, &checked).await;
        numbers(&floor).await;
        looks(&floor).await;
        is_put_right(&floor).await;
        floor.world.clock.forward(2 * MINUTE);
        assert_eq!(looks(&floor).await, 0);
        assert_eq!((let_in(&floor, &checked).await, numbers(&floor).await), ((0, 0), 0));
    }
}
