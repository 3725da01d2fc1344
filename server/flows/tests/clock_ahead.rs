//! A clock that was ahead for a moment and is right again: what was written meanwhile counts as of now (SEC-75).
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::time::Duration;

use domain::{
    AccountId, EmailAddress, Language, Moment, TypedPassword,
    post::{Channel, Letter, Obstacle},
};
use flows::{
    clock_ahead::{self, What},
    execute, links,
    login::{Attempt, DeviceCookie, FirstStep, check_password},
    on, on_each_database,
    post::{
        self, Draft, Payer, To,
        questions::{Put, Stranger},
    },
    reset,
    testing::{On, Seed, World},
};
use sqlx::AssertSqlSafe;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const JAN: &str = "jan@kantoor-deboer.example";

async fn furnished(on: On) -> (World, AccountId) {
    let world = World::new(on).await;
    let office = world.organisation("adviseur", "Kantoor De Boer").await;
    let (jan, _) = world
        .person(&office, Seed::new("Jan", "", "Bakker", JAN))
        .await;
    (world, jan)
}

async fn number(world: &World, sql: String) -> i64 {
    let mut tx = world.services.db.read().await.unwrap();
    let (number,): (Option<i64>,) = on!(&mut tx, |c| sqlx::query_as(AssertSqlSafe(sql.clone()))
        .fetch_one(c))
    .unwrap();
    number.unwrap_or_default()
}

async fn logs_in(world: &World) -> FirstStep {
    let (email, password) = (
        EmailAddress::parse(JAN).unwrap(),
        TypedPassword::parse(flows::testing::PASSWORD.to_owned()).unwrap(),
    );
    let device = DeviceCookie::default();
    let attempt = Attempt {
        email: &email,
        password: &password,
        device: &device,
        network: "192.0.2.0/24",
    };
    check_password(&world.services, &attempt).await.unwrap()
}

async fn asks_for_a_link(world: &World) -> Put {
    let email = EmailAddress::parse("mo@kantoor-deboer.example").unwrap();
    let device = DeviceCookie::default();
    let stranger = Stranger {
        email: &email,
        network: "192.0.2.0/24",
        device: &device,
        language: Language::Nl,
    };
    reset::ask(&world.services, &stranger).await.unwrap()
}

/// A day in an office, some of which goes wrong.
async fn works(world: &World, jan: &AccountId) {
    let (services, now) = (&world.services, world.services.now());
    for _ in 0..12 {
        asks_for_a_link(world).await;
    }
    let mut tx = services.db.write().await.unwrap();
    for _ in 0..3 {
        links::make(
            &mut tx,
            services,
            now,
            links::Purpose::Reset,
            jan,
            None,
            now.plus(services.policy.reset_link),
        )
        .await
        .unwrap();
    }
    let draft = Draft::new(
        To::Account(jan),
        Language::Nl,
        Letter::TestMail,
        Payer::Nobody,
    );
    post::queue(&mut tx, services, now, draft).await.unwrap();
    let session =
        "insert into session (id_hash, public_id, account_id, device, data, created_at, seen_at)
        values ($1, $1, $2, '', '{}', $3, $3)";
    execute!(
        &mut tx,
        session,
        format!("s{}", now.unix_ms()),
        jan.as_str(),
        now.unix_ms()
    )
    .unwrap();
    execute!(
        &mut tx,
        "update account set reset_off_until = $1, number_changed_at = $2, last_login_at = $2",
        now.plus(DAY).unix_ms(),
        now.unix_ms()
    )
    .unwrap();
    execute!(
        &mut tx,
        "update authorisation set mobile_changed_at = $1, looked_after_until = $1",
        now.unix_ms()
    )
    .unwrap();
    execute!(
        &mut tx,
        "insert into network_in (network, until_at) values ($1, $2)",
        format!("n{}", now.unix_ms()),
        now.plus(services.policy.known_network).unix_ms()
    )
    .unwrap();
    execute!(
        &mut tx,
        "update organisation set checked_at = $1",
        now.unix_ms()
    )
    .unwrap();
    tx.commit().await.unwrap();
    for due in post::take(services, "w", Channel::Mail, flows::testing::letters(50), 0)
        .await
        .unwrap()
    {
        post::failed(services, &due, Obstacle::CarrierAway)
            .await
            .unwrap();
    }
    world.uses_up_the_guesses_at(JAN).await;
}

/// Until when the last of everything counts that stands in the tables.
async fn latest(world: &World) -> Moment {
    let mut latest = 0;
    for column in clock_ahead::known() {
        let (table, column) = column.split_once('.').unwrap();
        latest = latest.max(
            number(
                world,
                format!("select coalesce(max({column}), 0) from {table}"),
            )
            .await,
        );
    }
    Moment::from_unix_ms(latest)
}

on_each_database! {
    async fn sec_75_what_a_clock_that_was_ahead_wrote_counts_as_of_now_when_it_is_right_again(on: On) {
        for ahead in [DAY * 3653, DAY * 2] {
            let (world, jan) = furnished(on).await;
            world.clock.forward(ahead);
            works(&world, &jan).await;
            world.clock.put_right();
            assert!(matches!(logs_in(&world).await, FirstStep::Wait { .. }));
            assert!(clock_ahead::settle(&world.services, What::UnderWay).await.unwrap() > 0);
            let FirstStep::Wait { until } = logs_in(&world).await else { panic!("the guesses count as of now") };
            assert!(until <= world.services.now().plus(DAY), "{ahead:?}: nobody waits for years");
            assert_eq!(asks_for_a_link(&world).await, Put::Left, "{ahead:?}");
            let services = &world.services;
            assert!(post::held_up(services).await.unwrap().is_empty(), "{ahead:?}: nothing is known to stand in the way");
            world.clock.forward(Duration::from_secs(15 * 60));
            assert!(!post::take(services, "w", Channel::Mail, flows::testing::letters(50), 0).await.unwrap().is_empty(), "{ahead:?}: letters go on");
            clock_ahead::settle(services, What::Everything).await.unwrap();
            let now = services.now();
            assert_eq!(number(&world, "select max(expires_at) from link".to_owned()).await, now.plus(services.policy.reset_link).unix_ms());
            assert_eq!(number(&world, "select max(seen_at) from session".to_owned()).await, now.unix_ms());
            assert!(latest(&world).await <= now.plus(DAY * 60), "{ahead:?}");
            assert_eq!(clock_ahead::settle(services, What::Everything).await.unwrap(), 0, "once is enough");
        }
    }

    async fn sec_75_letters_that_a_clock_which_was_ahead_gave_up_wait_on_when_it_is_right(on: On) {
        let (world, jan) = furnished(on).await;
        let services = &world.services;
        works(&world, &jan).await;
        let waiting = "select count(*) from outbox where ended_at is null and channel = 'mail' and substr(letter, 1, 6) <> 'asked_'".to_owned();
        let before = number(&world, waiting.clone()).await;
        assert!(before > 0);
        // Some by a receiver that said: not now.
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "update outbox set last_error = 'receiver_not_now', hindered_since = created_at where ended_at is null and letter = 'activated'").unwrap();
        execute!(&mut tx, "update outbox set last_error = 'mailbox_full', hindered_since = created_at where ended_at is null and id = (select min(id) from outbox where channel = 'mail' and substr(letter, 1, 6) <> 'asked_')").unwrap();
        tx.commit().await.unwrap();
        world.clock.forward(DAY * 40);
        let remembered = post::Remembered::default();
        for due in post::take(services, "w", Channel::Mail, flows::testing::letters(50), 0).await.unwrap() {
            if !due.is_question()
                && let post::Resolved::Drop(why) = post::resolve(services, &remembered, &due).await.unwrap()
            {
                post::dropped(services, &due, why).await.unwrap();
            }
        }
        assert_eq!(number(&world, waiting.clone()).await, 0, "by that clock they are too late");
        world.clock.put_right();
        clock_ahead::settle(services, What::UnderWay).await.unwrap();
        assert_eq!(number(&world, waiting).await, before);
        let next = number(&world, "select max(next_at) from outbox where ended_at is null and channel = 'mail'".to_owned()).await;
        assert!(next <= services.now().plus(DAY).unix_ms(), "soon");
        assert_eq!(clock_ahead::settle(services, What::UnderWay).await.unwrap(), 0, "once is enough");
    }

    async fn sec_75_what_a_clock_that_is_right_wrote_stays_as_it_is(on: On) {
        let (world, jan) = furnished(on).await;
        works(&world, &jan).await;
        assert_eq!(clock_ahead::settle(&world.services, What::Everything).await.unwrap(), 0);
    }

    async fn sec_75_a_clock_that_is_behind_takes_nothing_away_before_it_went_evenly_for_long(on: On) {
        let (world, jan) = furnished(on).await;
        world.clock.forward(DAY * 366);
        works(&world, &jan).await;
        let lasts = "select max(created_at) + max(expires_at) from link".to_owned();
        let stays = "select max(created_at) + max(seen_at) from session".to_owned();
        let letters = "select max(created_at) + count(*) from outbox where ended_at is null".to_owned();
        let protects = "select max(looked_after_until) + max(mobile_changed_at) from authorisation".to_owned();
        let mut before = Vec::new();
        for what in [&lasts, &stays, &letters, &protects] {
            before.push(number(&world, what.clone()).await);
        }
        world.clock.put_right();
        clock_ahead::settle(&world.services, What::UnderWay).await.unwrap();
        let mut after = Vec::new();
        for what in [&lasts, &stays, &letters, &protects] {
            after.push(number(&world, what.clone()).await);
        }
        assert_eq!(after, before, "a year behind for a moment: nothing is lost");
        world.clock.forward(DAY * 366);
        let due = post::take(&world.services, "w", Channel::Mail, flows::testing::letters(50), 0).await.unwrap();
        let late = due.iter().filter(|due| world.services.now().since(due.created_at) < DAY);
        assert!(late.count() > 0, "and what waited goes out when it is right");
    }

    async fn sec_75_what_a_clock_that_was_behind_for_long_put_back_protects_again_when_it_is_right(on: On) {
        for behind in [DAY * 366, DAY * 2] {
            let (world, jan) = furnished(on).await;
            world.clock.forward(behind);
            let before = is_protected(&world, &jan).await;
            world.clock.put_right();
            for _ in 0..2 {
                clock_ahead::settle(&world.services, What::Everything).await.unwrap();
                world.clock.forward(Duration::from_secs(60 * 60));
            }
            let meanwhile = protections(&world).await;
            assert!(meanwhile.iter().zip(&before).any(|(now, then)| now < then), "by this clock they last no longer than they can");
            assert_eq!(clock_ahead::come_again(&world.services).await.unwrap(), 0, "not before the clock has come to it");
            world.clock.forward(behind);
            assert!(clock_ahead::come_again(&world.services).await.unwrap() > 0);
            assert_eq!(protections(&world).await, before, "{behind:?}: each lasts as long as it did");
            assert_eq!(clock_ahead::come_again(&world.services).await.unwrap(), 0, "once is enough");
        }
    }

    async fn sec_75_what_was_written_after_a_moment_was_put_back_stays(on: On) {
        let (world, jan) = furnished(on).await;
        world.clock.forward(DAY * 366);
        is_protected(&world, &jan).await;
        let session = "insert into session (id_hash, public_id, account_id, device, data, created_at, seen_at)
            values ('s', 's', $1, '', '{}', $2, $2)";
        let mut tx = world.services.db.write().await.unwrap();
        execute!(&mut tx, session, jan.as_str(), world.services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        world.clock.put_right();
        clock_ahead::settle(&world.services, What::Everything).await.unwrap();
        world.clock.forward(DAY);
        let mut tx = world.services.db.write().await.unwrap();
        let later = world.services.now().unix_ms();
        execute!(&mut tx, "update account set number_changed_at = $1", later).unwrap();
        tx.commit().await.unwrap();
        world.clock.forward(DAY * 366);
        clock_ahead::come_again(&world.services).await.unwrap();
        assert_eq!(number(&world, "select max(number_changed_at) from account".to_owned()).await, later);
        let seen = number(&world, "select max(seen_at) from session".to_owned()).await;
        assert!(seen < later, "what opens something is over and stays so");
    }

    async fn sec_75_what_was_done_by_a_clock_that_was_behind_protects_when_it_is_right(on: On) {
        let (world, jan) = furnished(on).await;
        let old = world.services.now().minus(DAY * 2);
        let before = is_protected(&world, &jan).await;
        let mut tx = world.services.db.write().await.unwrap();
        execute!(&mut tx, "update authorisation set given_at = $1", old.unix_ms()).unwrap();
        tx.commit().await.unwrap();
        world.clock.forward(Duration::from_secs(3));
        let leap = clock_ahead::Leap { from: world.services.now(), after: Duration::from_secs(60), by: DAY * 366 };
        world.clock.forward(leap.by);
        let now = world.services.now();
        assert!(clock_ahead::moved_along(&world.services, &[leap], now).await.unwrap() > 0);
        let by = i64::try_from(leap.by.as_millis()).unwrap();
        for ((of, now), (_, then)) in protections(&world).await.into_iter().zip(before) {
            let moved = match of {
                of if of.starts_with("given_at") => old.unix_ms(),
                of if of.ends_with("appointment") => then,
                _ => then + by,
            };
            assert_eq!(now, moved, "{of}: what was written before the clock was wrong stays");
        }
        assert_eq!(clock_ahead::moved_along(&world.services, &[leap], now).await.unwrap(), 0, "another node moves nothing twice");
        let small = clock_ahead::Leap { by: Duration::from_secs(60), ..leap };
        assert_eq!(clock_ahead::moved_along(&world.services, &[small], now).await.unwrap(), 0);
    }

    async fn sec_75_of_nodes_that_see_one_leap_each_row_moves_once(on: On) {
        for (hours, up) in [(1, 3), (2, 48), (30, 1)] {
            let (world, jan) = furnished(on).await;
            let before = is_protected(&world, &jan).await;
            let (services, hour) = (&world.services, Duration::from_secs(60 * 60));
            world.clock.forward(hour / 2);
            let leap = |up, by| clock_ahead::Leap { from: services.now(), after: hour * up, by };
            // One node saw the rows being written, another was started since; each counts by a clock of its own.
            let (by, second) = (hour * hours, Duration::from_secs(1));
            let seen = [leap(0, by), leap(up, by + 2 * second), leap(up, by), leap(1, by - 3 * second)];
            world.clock.forward(by);
            for leap in seen {
                clock_ahead::moved_along(services, &[leap], services.now()).await.unwrap();
            }
            let by = i64::try_from(by.as_millis()).unwrap();
            for ((of, now), (_, then)) in protections(&world).await.into_iter().zip(before) {
                let moved = if of.ends_with("appointment") { 0 } else { by };
                assert!((now - then - moved).abs() < 5_000, "{hours}: {of}: {}", now - then);
            }
        }
    }

    async fn sec_75_what_moved_with_a_leap_that_is_taken_back_is_what_it_was(on: On) {
        let (world, jan) = furnished(on).await;
        let before = is_protected(&world, &jan).await;
        let (services, then) = (&world.services, world.services.now());
        let leap = clock_ahead::Leap { from: then, after: DAY * 30, by: DAY * 366 };
        let ahead = then.plus(leap.by);
        clock_ahead::moved_along(services, &[leap], ahead).await.unwrap();
        assert!(!clock_ahead::is_taken_back(services, ahead).await.unwrap(), "it goes on");
        assert!(!clock_ahead::is_taken_back(services, ahead.minus(Duration::from_secs(60))).await.unwrap(), "nearly where it was");
        // Meanwhile somebody changes one of these, and another row goes away.
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "update account set reset_off_until = $1", ahead.plus(2 * DAY).unix_ms()).unwrap();
        execute!(&mut tx, "delete from number_before").unwrap();
        tx.commit().await.unwrap();
        assert!(clock_ahead::is_taken_back(services, then).await.unwrap());
        clock_ahead::moved_along(services, &[], then).await.unwrap();
        assert!(!clock_ahead::is_taken_back(services, then).await.unwrap());
        for ((of, now), (_, then)) in protections(&world).await.into_iter().zip(before.clone()) {
            let expected = match of {
                of if of.starts_with("reset_off_until") => ahead.plus(2 * DAY).unix_ms(),
                of if of.starts_with("until_at") => 0,
                _ => then,
            };
            assert_eq!(now, expected, "{of}");
        }
        // A leap that is believed stays.
        clock_ahead::moved_along(services, &[leap], ahead).await.unwrap();
        clock_ahead::believed(services).await.unwrap();
        assert!(!clock_ahead::is_taken_back(services, then).await.unwrap());
        assert_eq!(clock_ahead::moved_along(services, &[], then).await.unwrap(), 0);
    }
}

/// Puts every protection there is as of now, and gives back what tells until when each lasts.
async fn is_protected(world: &World, jan: &AccountId) -> Vec<(&'static str, i64)> {
    let (services, now) = (&world.services, world.services.now());
    let mut tx = services.db.write().await.unwrap();
    for sql in [
        "update account set number_changed_at = $1, reset_off_until = $1 + 86400000, reset_off_strict_until = $1 + 86400000
            where id = $2",
        "update authorisation set mobile_changed_at = $1, looked_after_until = $1, at_desk_until = $1, given_at = $1,
            activated_at = $1 where account_id = $2",
        "insert into authorisation_right (authorisation_id, right_code, granted_at)
            select id, 'servicedesk', $1 from authorisation where account_id = $2",
        "insert into number_before (authorisation_id, mobile, until_at)
            select id, '+31687654321', $1 + 2592000000 from authorisation where account_id = $2",
        "insert into appointment (id, reference, kind, given_name, initials, infix, family_name, email, email_canonical,
            mobile, answers, language, state, submitted_at, state_until, reply_by)
            select 'a', 'GB-1', 'adviseur', 'Jan', 'J', '', 'Bakker', 'a@b.example', 'a@b.example', '+31612345678', '[]', 'nl',
            'submitted', $1, $1 + 604800000, $1 + 604800000 from account where id = $2",
    ] {
        execute!(&mut tx, sql, now.unix_ms(), jan.as_str()).unwrap();
    }
    tx.commit().await.unwrap();
    protections(world).await
}

async fn protections(world: &World) -> Vec<(&'static str, i64)> {
    let mut all = Vec::new();
    for of in [
        "number_changed_at) from account",
        "reset_off_until) from account",
        "reset_off_strict_until) from account",
        "mobile_changed_at) from authorisation",
        "looked_after_until) from authorisation",
        "at_desk_until) from authorisation",
        "given_at) from authorisation",
        "activated_at) from authorisation",
        "granted_at) from authorisation_right",
        "until_at) from number_before",
        "submitted_at) from appointment",
        "state_until) from appointment",
    ] {
        all.push((of, number(world, format!("select max({of}")).await));
    }
    all
}

/// Numbers that are none, and moments that somebody typed or that are no older than the row.
const NO_MOMENTS: &[&str] = &[
    "account.device_epoch",
    "account.session_epoch",
    "announcement.from_at",
    "announcement.until_at",
    "appointment_event.place",
    "appointment_number.year",
    "appointment_number.last",
    "audit.seq",
    "audit.at",
    "audit.chain",
    "audit_head.id",
    "audit_head.seq",
    "authorisation.valid_from",
    "authorisation.valid_until",
    "authorisation.reminders_sent",
    "authorisation.until_before_stop",
    "authorisation.stop_before_at",
    "authorisation.stand_in_from",
    "authorisation.stand_in_until",
    "authorisation.as_of",
    "authorisation.session_epoch",
    "budget.window_start",
    "budget.used",
    "budget.most",
    "budget.until_at",
    "challenge.wrong_tries",
    "challenge.sends",
    "desk_count.times",
    "failure.status",
    "former_code.opens",
    "help_lookup.times",
    "import_row.place",
    "import_run.total",
    "import_run.through",
    "import_run.added",
    "import_run.changed",
    "import_run.unchanged",
    "import_run.left_alone",
    "import_run.invitations",
    "import_run.skipped",
    "lasting_admins.admins",
    "login_counter.consecutive",
    "login_counter.in_window",
    "organisation.ended_at",
    "organisation.check_reminders",
    "master_key.in_use",
    "master_key.said_at",
    "newest_checkpoint.number",
    "moved_along.was",
    "moved_along.became",
    "moved_along.to_at",
    "outbox.attempts",
    "outbox.nth",
    "outbox.of_many",
    "outbox.to_stranger",
    "outbox.unanswered",
    "put_back.was",
    "put_back.became",
    "put_back.due_at",
    "staff_check.stopped",
];

#[tokio::test]
async fn sec_75_of_every_moment_that_is_stored_it_is_known_how_far_ahead_it_can_be() {
    let world = World::new(On::Sqlite).await;
    let mut tx = world.services.db.look().await.unwrap();
    let columns: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(
        "select t.name || '.' || c.name from sqlite_master t, pragma_table_info(t.name) c
         where t.type = 'table' and lower(c.type) = 'bigint' and t.name not like '\\_sqlx%' escape '\\'"
    ).fetch_all(c)).unwrap();
    let mut known = clock_ahead::known();
    for (column,) in &columns {
        let is_known = known.contains(column);
        assert!(
            is_known != NO_MOMENTS.contains(&column.as_str()),
            "{column}: flows/src/clock_ahead/list.rs"
        );
    }
    known.retain(|known| !columns.iter().any(|(column,)| column == known));
    assert!(known.is_empty(), "no such columns: {known:?}");
}
