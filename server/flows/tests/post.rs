//! Letters in the outbox, against real databases.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{sync::Arc, time::Duration};

use domain::{
    AccountId, AuthorisationId, EmailAddress, Language, MobileNumber, Moment,
    post::{Channel, Letter, Obstacle},
    shared::mobile_number::AllowedCountries,
};
use flows::{
    Services, challenges,
    clock_ahead::{self, What},
    execute, links, on, on_each_database,
    post::{
        self, Addressed, Draft, Due, Failed, Payer, Pointless, Recipient, Remembered, Resolved,
        Secret, To,
    },
    services::Clock,
    testing::{BEGINNING, On, World},
};

const SECOND: Duration = Duration::from_secs(1);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const ACCOUNT: &str = "0193464e-0000-7000-8000-00000000000a";
const AUTHORISATION: &str = "0193464e-0000-7000-8000-00000000000b";
const ORGANISATION: &str = "0193464e-0000-7000-8000-00000000000c";

fn account() -> AccountId {
    AccountId::from_trusted(ACCOUNT.into())
}

fn authorisation() -> AuthorisationId {
    AuthorisationId::from_trusted(AUTHORISATION.into())
}

/// Jan Jansen, active at one organisation.
async fn with_jan(on: On) -> World {
    let world = World::new(on).await;
    let mut tx = world.services.db.write().await.unwrap();
    let now = BEGINNING.unix_ms();
    execute!(
        &mut tx,
        "insert into organisation (id, kind, number, name, name_key, created_at) values ($1, 'garage', '1234', 'Garage', 'garage', $2)",
        ORGANISATION,
        now
    )
    .unwrap();
    execute!(
        &mut tx,
        "insert into account (id, email, email_canonical, given_name, initials, infix, family_name, language, password_state, device_epoch, created_at)
         values ($1, 'Jan@garage.example', 'jan@garage.example', 'Jan', 'J.', '', 'Jansen', 'nl', 'set', 0, $2)",
        ACCOUNT,
        now
    )
    .unwrap();
    execute!(
        &mut tx,
        "insert into authorisation (id, organisation_id, account_id, role, state, given_name, initials, infix, family_name, sort_key, mobile, access_code, created_at)
         values ($1, $2, $3, 'medewerker', 'active', 'Jan', 'J.', '', 'Jansen', 'jansen jan', '+31612345678', '123456', $4)",
        AUTHORISATION,
        ORGANISATION,
        ACCOUNT,
        now
    )
    .unwrap();
    tx.commit().await.unwrap();
    world
}

async fn queue(services: &Services, letter: Letter) {
    let account = account();
    let mut tx = services.db.write().await.unwrap();
    let draft = Draft::new(To::Account(&account), Language::Nl, letter, Payer::Nobody);
    post::queue(&mut tx, services, services.now(), draft)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn queue_warning_with_link(services: &Services, letter: Letter, purpose: links::Purpose) {
    let (account, now) = (account(), services.now());
    let mut tx = services.db.write().await.unwrap();
    let link = links::make(
        &mut tx,
        services,
        now,
        purpose,
        &account,
        None,
        now.plus(DAY),
    )
    .await
    .unwrap();
    let draft =
        Draft::new(To::Account(&account), Language::Nl, letter, Payer::Nobody).with_link(&link);
    post::queue(&mut tx, services, now, draft).await.unwrap();
    tx.commit().await.unwrap();
}

async fn queue_code(services: &Services) -> domain::ChallengeId {
    let (account, authorisation) = (account(), authorisation());
    let mobile = MobileNumber::from_e164_stored("+31612345678".into());
    let new = challenges::New {
        purpose: challenges::Purpose::Login,
        account: &account,
        authorisation: &authorisation,
        mobile: &mobile,
        network: "203.0.113.0/24",
        asker: challenges::Asker::LoggedIn,
        language: Language::Nl,
        letter: Letter::LoginCode {
            until: Moment::from_unix_ms(0),
        },
        link: None,
        new_password: None,
        new_mobile: None,
    };
    let mut tx = services.db.write().await.unwrap();
    let id = challenges::open(&mut tx, services, services.now(), new)
        .await
        .unwrap()
        .unwrap();
    tx.commit().await.unwrap();
    id
}

/// A clock that goes before another by so many milliseconds.
struct AheadBy(Arc<dyn Clock>, i64);

impl Clock for AheadBy {
    fn now(&self) -> Moment {
        Moment::from_unix_ms(self.0.now().unix_ms() + self.1)
    }
}

async fn take(services: &Services, worker: &str, channel: Channel) -> Vec<Due> {
    post::take(services, worker, channel, flows::testing::letters(10), 0)
        .await
        .unwrap()
}

async fn take_one(services: &Services, channel: Channel) -> Due {
    let mut due = take(services, "a", channel).await;
    assert_eq!(due.len(), 1);
    due.remove(0)
}

async fn written(services: &Services, remembered: &Remembered, due: &Due) -> Addressed {
    match post::resolve(services, remembered, due).await.unwrap() {
        Resolved::Write(addressed) => *addressed,
        Resolved::Drop(why) => panic!("not written: {why:?}"),
        Resolved::Refuse(why) => panic!("refused: {why:?}"),
    }
}

async fn why_dropped(services: &Services, remembered: &Remembered, due: &Due) -> Pointless {
    match post::resolve(services, remembered, due).await.unwrap() {
        Resolved::Write(_) | Resolved::Refuse(_) => panic!("not dropped"),
        Resolved::Drop(why) => why,
    }
}

fn secret_of(addressed: &Addressed) -> String {
    match addressed.secret.as_ref().unwrap() {
        Secret::Link(secret) => secret.expose().to_owned(),
        Secret::Code(code, _) => code.expose().to_owned(),
    }
}

async fn count(services: &Services, sql: &'static str) -> i64 {
    let mut tx = services.db.read().await.unwrap();
    let (count,): (i64,) = on!(&mut tx, |c| sqlx::query_as(sql).fetch_one(c)).unwrap();
    count
}

on_each_database! {
    async fn sec_31_a_message_goes_only_to_a_mobile_number_in_an_allowed_country_whatever_is_stored(on: On) {
        let world = with_jan(on).await;
        let (services, account) = (&world.services, account());
        for (e164, refused) in [
            ("+31612345678", None),
            ("+3197012345678", Some(Obstacle::NumberNotAllowed)),
            ("+31201234567", Some(Obstacle::NumberNotAllowed)),
            ("+319001234", Some(Obstacle::NumberNotAllowed)),
            ("+32470123456", Some(Obstacle::CountryNotAllowed)),
            ("+8821612345678", Some(Obstacle::CountryNotAllowed)),
        ] {
            let mut tx = services.db.write().await.unwrap();
            let to = To::Number { account: &account, e164 };
            let draft = Draft::new(to, Language::Nl, Letter::NumberChangedOld, Payer::Nobody);
            post::queue(&mut tx, services, services.now(), draft).await.unwrap();
            tx.commit().await.unwrap();
            let due = take_one(services, Channel::Sms).await;
            let resolved = post::resolve(services, &Remembered::default(), &due).await.unwrap();
            let why = match resolved {
                Resolved::Write(_) => None,
                Resolved::Refuse(why) => Some(why),
                Resolved::Drop(why) => panic!("dropped: {why:?}"),
            };
            assert_eq!(why, refused, "{e164}");
        }
    }

    async fn sec_33_a_setting_that_sends_no_codes_to_a_country_is_ours_and_they_go_when_it_is_put_right(on: On) {
        let world = with_jan(on).await;
        let mut wrong = world.services.clone();
        wrong.policy = Arc::new(flows::Policy { countries: AllowedCountries::new(&["32"]), ..flows::Policy::default() });
        assert_eq!(post::out_of_reach(&world.services).await.unwrap(), 0);
        assert_eq!(post::out_of_reach(&wrong).await.unwrap(), 1, "whoever starts it so is told");
        let account = account();
        let to = To::Number { account: &account, e164: "+31612345678" };
        let draft = Draft::new(to, Language::Nl, Letter::NumberChangedOld, Payer::Nobody);
        let mut tx = wrong.db.write().await.unwrap();
        post::queue(&mut tx, &wrong, wrong.now(), draft).await.unwrap();
        tx.commit().await.unwrap();
        let due = take_one(&wrong, Channel::Sms).await;
        let resolved = post::resolve(&wrong, &Remembered::default(), &due).await.unwrap();
        let Resolved::Refuse(why) = resolved else { panic!("{resolved:?}") };
        let Failed::TriedAgain { at } = post::failed(&wrong, &due, why).await.unwrap() else { panic!("given up") };
        let held_up = post::held_up(&wrong).await.unwrap();
        let told: Vec<_> = held_up.iter().map(|one| (one.channel, one.obstacle, one.stands_still)).collect();
        assert_eq!(told, [(Channel::Sms, Obstacle::CountryNotAllowed, true)]);
        world.clock.forward(at.since(world.services.now()));
        let due = take_one(&world.services, Channel::Sms).await;
        let resolved = post::resolve(&world.services, &Remembered::default(), &due).await.unwrap();
        assert!(matches!(resolved, Resolved::Write(_)), "{resolved:?}");
    }

    async fn sec_70_a_letter_goes_to_a_stranger_until_its_reader_was_in(on: On) {
        let world = with_jan(on).await;
        let services = &world.services;
        let (account, address) = (account(), EmailAddress::parse("wie@traag.example").unwrap());
        let is = async |state: &str, to: To<'_>, letter: Letter| {
            world.clock.forward(Duration::from_millis(1));
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, "update authorisation set state = $1, activated_at = null", state).unwrap();
            let draft = Draft::new(to, Language::Nl, letter, Payer::Nobody);
            post::queue(&mut tx, services, services.now(), draft).await.unwrap();
            let (is,): (i64,) = on!(&mut tx, |c| sqlx::query_as("select to_stranger from outbox order by id desc limit 1").fetch_one(c)).unwrap();
            tx.commit().await.unwrap();
            is == 1
        };
        assert!(!is("active", To::Account(&account), Letter::TestMail).await);
        assert!(is("invited", To::Account(&account), Letter::TestMail).await, "somebody else chose the server");
        assert!(is("active", To::Typed(&address), Letter::MyAdminUnknownAddress).await);
        let asked = Letter::AskedForMyAdmin;
        assert!(!is("active", To::Typed(&address), asked).await, "a question goes nowhere");
    }

    async fn sec_70_what_single_people_wait_for_leaves_before_the_many_letters_of_a_file(on: On) {
        let world = with_jan(on).await;
        let services = &world.services;
        let unblocked = || Letter::Unblocked { by: "Karin".into(), invited: false, renew: false };
        for of_many in [true, true, true, false] {
            let account = account();
            let draft = Draft::new(To::Account(&account), Language::Nl, unblocked(), Payer::Nobody).of_many(of_many);
            let mut tx = services.db.write().await.unwrap();
            post::queue(&mut tx, services, services.now(), draft).await.unwrap();
            tx.commit().await.unwrap();
            world.clock.forward(60 * SECOND);
        }
        let waits_since = post::oldest_waiting(services).await.unwrap();
        assert_eq!(waits_since, Some(services.now().minus(60 * SECOND)), "that many wait is no queue that stalls");
        let first = post::take(services, "a", Channel::Mail, flows::testing::letters(1), 0).await.unwrap();
        assert_eq!(first[0].created_at, services.now().minus(60 * SECOND));
        assert_eq!(post::take(services, "a", Channel::Mail, flows::testing::letters(9), 0).await.unwrap().len(), 3);
    }

    async fn sec_70_where_one_letter_leaves_at_a_time_it_is_what_somebody_waits_for_whom_we_know(on: On) {
        let world = with_jan(on).await;
        let services = &world.services;
        let address = EmailAddress::parse("wie@traag.example").unwrap();
        let mut tx = services.db.write().await.unwrap();
        let draft = Draft::new(To::Typed(&address), Language::Nl, Letter::MyAdminUnknownAddress, Payer::Nobody);
        post::queue(&mut tx, services, services.now(), draft).await.unwrap();
        tx.commit().await.unwrap();
        world.clock.forward(60 * SECOND);
        queue(services, Letter::Unblocked { by: "Karin".into(), invited: false, renew: false }).await;
        for group in [post::Group::Single, post::Group::Stranger] {
            let due = post::take(services, "w", Channel::Mail, flows::testing::letters(1), 0).await.unwrap();
            assert_eq!(due[0].group(), group, "though the stranger's waits longer");
        }
    }

    async fn letters_are_taken_oldest_first_by_one_worker_each(on: On) {
        let world = with_jan(on).await;
        for by in ["een", "twee", "drie"] {
            queue(&world.services, Letter::Unblocked { by: by.into(), invited: false, renew: false }).await;
            world.clock.forward(SECOND);
        }
        let first = post::take(&world.services, "a", Channel::Mail, flows::testing::letters(2), 0).await.unwrap();
        let rest = take(&world.services, "b", Channel::Mail).await;
        let names: Vec<_> = first.iter().chain(&rest).map(|due| match &due.letter {
            Letter::Unblocked { by, .. } => by.as_str(),
            _ => "?",
        }).collect();
        assert_eq!(names, ["een", "twee", "drie"]);
        assert!(take(&world.services, "b", Channel::Mail).await.is_empty());
    }

    async fn sec_70_a_code_goes_before_news_of_the_last_minute_and_not_before_what_waits_longer(on: On) {
        let world = with_jan(on).await;
        queue(&world.services, Letter::NumberChangedOld).await;
        world.clock.forward(61 * SECOND);
        queue(&world.services, Letter::NumberChangedOld).await;
        world.clock.forward(SECOND);
        queue_code(&world.services).await;
        let mut names = Vec::new();
        for worker in ["a", "b", "c"] {
            let due = post::take(&world.services, worker, Channel::Sms, flows::testing::letters(1), 0).await.unwrap();
            names.push(due[0].letter.name());
        }
        assert_eq!(names, ["number_changed_old", "login_code", "number_changed_old"]);
    }

    async fn sec_74_letters_that_this_version_cannot_read_keep_no_other_from_leaving(on: On) {
        let world = with_jan(on).await;
        let services = &world.services;
        queue(services, Letter::TestMail).await;
        let mut tx = services.db.write().await.unwrap();
        for n in 0..50 {
            let sql = "insert into outbox (id, channel, letter, language, account_id, facts, state, attempts, next_at, created_at)
                 select id || $1, channel, 'of_tomorrow', language, account_id, '{}', state, attempts, next_at - 1, created_at from outbox where letter = 'test_mail'";
            execute!(&mut tx, sql, format!("-{n}")).unwrap();
        }
        tx.commit().await.unwrap();
        assert!(matches!(take_one(services, Channel::Mail).await.letter, Letter::TestMail));
        assert!(take(services, "a", Channel::Mail).await.is_empty());
        // They wait as they were, for a node that can read them.
        let waiting = "select count(*) from outbox where letter = 'of_tomorrow' and state = 'waiting' and attempts = 0 and leased_by is null";
        assert_eq!(count(services, waiting).await, 50);
        let held_up = post::held_up(services).await.unwrap();
        assert!(held_up.len() == 1 && held_up[0].letters == 50, "{held_up:?}");
        assert_eq!(held_up[0].obstacle, Obstacle::NotWritten);
        // Nobody wants to read them after a month, and that they never left is on record.
        world.clock.forward(30 * DAY);
        take(services, "b", Channel::Mail).await;
        assert!(post::held_up(services).await.unwrap().is_empty());
        assert_eq!(count(services, "select count(*) from outbox where letter = 'of_tomorrow' and state = 'expired'").await, 50);
        assert_eq!(count(services, "select count(*) from audit where event = 'letter_failed' and organisation_id is not null").await, 50);
    }

    async fn many_workers_at_once_never_take_the_same_letter(on: On) {
        let world = with_jan(on).await;
        for _ in 0..12 {
            queue(&world.services, Letter::TestMail).await;
        }
        let mut workers = tokio::task::JoinSet::new();
        for worker in 0..4 {
            let services = world.services.clone();
            workers.spawn(async move {
                let mut ids = Vec::new();
                for _ in 0..6 {
                    let due = post::take(&services, &format!("w{worker}"), Channel::Mail, flows::testing::letters(3), 0).await.unwrap();
                    ids.extend(due.into_iter().map(|due| due.id));
                }
                ids
            });
        }
        let mut ids: Vec<_> = workers.join_all().await.concat();
        let taken = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!((taken, ids.len()), (12, 12));
    }

    async fn a_letter_of_a_worker_that_died_is_taken_over_and_the_dead_one_changes_nothing(on: On) {
        let world = with_jan(on).await;
        queue(&world.services, Letter::TestMail).await;
        let of_the_dead = take_one(&world.services, Channel::Mail).await;
        world.clock.forward(359 * SECOND);
        assert!(take(&world.services, "b", Channel::Mail).await.is_empty());
        world.clock.forward(SECOND);
        let taken_over = take(&world.services, "b", Channel::Mail).await.remove(0);
        assert_eq!(taken_over.attempts, 2);
        post::failed(&world.services, &of_the_dead, Obstacle::NoSuchAddress).await.unwrap();
        assert_eq!(count(&world.services, "select count(*) from outbox where state = 'sending'").await, 1);
        assert_eq!(count(&world.services, "select count(*) from audit").await, 0);
        post::sent(&world.services, &taken_over, Some("abc")).await.unwrap();
        assert_eq!(count(&world.services, "select count(*) from outbox where state = 'sent' and provider_id = 'abc'").await, 1);
    }

    async fn sec_75_a_letter_is_lent_by_the_clock_of_the_database_whatever_the_clocks_of_the_nodes_say(on: On) {
        for minutes in [-60, -3, 3, 60] {
            let world = with_jan(on).await;
            let right = &world.services;
            let ahead: i64 = minutes * 60_000;
            let off = AheadBy(Arc::clone(&right.clock), ahead);
            let wrong = &Services { clock: Arc::new(off), ..right.clone() };
            let takes = async |wrongly: bool| {
                let (services, worker, ahead) = if wrongly { (wrong, "wrong", ahead) } else { (right, "right", 0) };
                post::take(services, worker, Channel::Mail, flows::testing::letters(10), ahead).await.unwrap()
            };
            // Queued long ago, so that it is due whatever one thinks that it is.
            queue(right, Letter::TestMail).await;
            world.clock.forward(2 * 60 * 60 * SECOND);
            for wrongly in [false, true] {
                assert_eq!(takes(wrongly).await.len(), 1, "{minutes}");
                world.clock.forward(359 * SECOND);
                assert!(takes(!wrongly).await.is_empty(), "{minutes}: another takes what this one is sending");
                world.clock.forward(SECOND);
                assert_eq!(takes(!wrongly).await.len(), 1, "{minutes}: what died is taken over");
                world.clock.forward(360 * SECOND);
            }
        }
    }

    async fn a_mail_is_tried_ever_less_often_for_a_day_and_then_given_up_on_record(on: On) {
        let world = with_jan(on).await;
        queue(&world.services, Letter::TestMail).await;
        let mut pauses = Vec::new();
        loop {
            let due = take_one(&world.services, Channel::Mail).await;
            match post::failed(&world.services, &due, Obstacle::MailboxFull).await.unwrap() {
                Failed::TriedAgain { at } => {
                    let pause = at.since(world.services.now());
                    world.clock.forward(pause - SECOND);
                    assert!(take(&world.services, "a", Channel::Mail).await.is_empty());
                    world.clock.forward(SECOND);
                    pauses.push(pause.as_secs());
                }
                Failed::GivenUp => break,
            }
        }
        assert_eq!(pauses[..8], [30, 60, 120, 240, 480, 960, 1920, 3600]);
        let all: u64 = pauses.iter().sum();
        assert!((23 * 3600..24 * 3600).contains(&all), "{all}");
        assert_eq!(count(&world.services, "select count(*) from outbox where state = 'failed' and last_error = 'mailbox_full'").await, 1);
        let mut tx = world.services.db.read().await.unwrap();
        let (organisation, facts): (String, String) = on!(&mut tx, |c| sqlx::query_as(
            "select organisation_id, facts from audit where event = 'letter_failed'").fetch_one(c)).unwrap();
        assert_eq!(organisation, ORGANISATION);
        let facts: serde_json::Value = serde_json::from_str(&facts).unwrap();
        assert_eq!(facts, serde_json::json!({"letter": "test_mail", "channel": "mail", "error": "mailbox_full"}));
    }

    async fn sec_62_mail_goes_to_the_stored_address_and_only_answers_to_strangers_to_the_typed_one(on: On) {
        let world = with_jan(on).await;
        let remembered = Remembered::default();
        queue(&world.services, Letter::TestMail).await;
        let due = take_one(&world.services, Channel::Mail).await;
        let expected = Recipient::Mailbox { address: "Jan@garage.example".into(), name: Some("Jan Jansen".into()) };
        assert_eq!(written(&world.services, &remembered, &due).await.to, expected);

        let typed = EmailAddress::parse("wie@münchen.example").unwrap();
        let mut tx = world.services.db.write().await.unwrap();
        let draft = Draft::new(To::Typed(&typed), Language::En, Letter::MyAdminUnknownAddress, Payer::Nobody);
        post::queue(&mut tx, &world.services, world.services.now(), draft).await.unwrap();
        tx.commit().await.unwrap();
        let due = take_one(&world.services, Channel::Mail).await;
        let expected = Recipient::Mailbox { address: "wie@xn--mnchen-3ya.example".into(), name: None };
        assert_eq!(written(&world.services, &remembered, &due).await.to, expected);
    }

    async fn sec_33_a_second_try_carries_the_same_code_under_the_same_key(on: On) {
        let world = with_jan(on).await;
        let remembered = Remembered::default();
        queue_code(&world.services).await;
        let due = take_one(&world.services, Channel::Sms).await;
        let first = written(&world.services, &remembered, &due).await;
        let five_minutes = world.services.now().plus(world.services.policy.code.lifetime);
        assert_eq!(first.letter, Letter::LoginCode { until: five_minutes });
        post::failed(&world.services, &due, Obstacle::CarrierAway).await.unwrap();
        world.clock.forward(5 * SECOND);
        let due = take_one(&world.services, Channel::Sms).await;
        let second = written(&world.services, &remembered, &due).await;
        assert_eq!((secret_of(&first), &first.key, &first.letter), (secret_of(&second), &second.key, &second.letter));

        let after_a_restart = written(&world.services, &Remembered::default(), &due).await;
        assert_ne!(after_a_restart.key, first.key, "another text may not hide behind the key of the first");
    }

    async fn sec_33_a_mail_that_may_have_arrived_is_tried_a_few_times_in_a_day_and_a_code_while_it_lives(on: On) {
        let world = with_jan(on).await;
        let services = &world.services;
        for before in [None, Some(Obstacle::CarrierAway)] {
            let now = services.now();
            queue_warning_with_link(services, Letter::ResetLink { until: now }, links::Purpose::Reset).await;
            // Whatever stood in the way before, and for however long.
            for _ in 0..before.map_or(0, |_| 20) {
                let due = take_one(services, Channel::Mail).await;
                let Failed::TriedAgain { at } = post::failed(services, &due, Obstacle::CarrierAway).await.unwrap() else {
                    panic!("it is ours");
                };
                world.clock.forward(at.since(services.now()));
            }
            let (began, mut copies) = (services.now(), 0);
            let ended = loop {
                let due = take_one(services, Channel::Mail).await;
                copies += 1;
                match post::failed(services, &due, Obstacle::Unanswered).await.unwrap() {
                    Failed::TriedAgain { at } => world.clock.forward(at.since(services.now())),
                    Failed::GivenUp => break services.now(),
                }
            };
            assert!((3..=6).contains(&copies), "{copies}");
            assert!(ended.since(began) < Duration::from_secs(24 * 60 * 60));
        }
        queue_code(services).await;
        let due = take_one(services, Channel::Sms).await;
        let again = post::failed(services, &due, Obstacle::Unanswered).await.unwrap();
        assert_eq!(again, Failed::TriedAgain { at: services.now().plus(5 * SECOND) });
    }

    async fn sec_33_a_mail_that_may_have_left_is_copied_so_often_and_no_more_whatever_stands_in_its_way_between(on: On) {
        let world = with_jan(on).await;
        let services = &world.services;
        let now = services.now();
        queue_warning_with_link(services, Letter::ResetLink { until: now }, links::Purpose::Reset).await;
        let mut copies = 0;
        'tried: loop {
            for obstacle in [Obstacle::Unanswered, Obstacle::CarrierBusy] {
                let due = take_one(services, Channel::Mail).await;
                copies += u32::from(obstacle.may_have_left());
                match post::failed(services, &due, obstacle).await.unwrap() {
                    Failed::TriedAgain { at } if copies == 1 => {
                        assert!(at.since(services.now()) <= 5 * 60 * SECOND, "its link works for an hour");
                        world.clock.forward(at.since(services.now()));
                    }
                    Failed::TriedAgain { at } => world.clock.forward(at.since(services.now())),
                    Failed::GivenUp => break 'tried,
                }
            }
        }
        assert!((3..=6).contains(&copies), "{copies}");
    }

    async fn sec_33_a_mail_whose_nodes_stop_while_they_wait_for_the_answer_is_copied_so_often_and_no_more(on: On) {
        let world = with_jan(on).await;
        let services = &world.services;
        let now = services.now();
        queue_warning_with_link(services, Letter::ResetLink { until: now }, links::Purpose::Reset).await;
        let mut copies = 0;
        loop {
            let due = take_one(services, Channel::Mail).await;
            if due.left_often() {
                break;
            }
            copies += 1;
            world.clock.forward(7 * 60 * SECOND);
        }
        assert_eq!(copies, 6);
        let due = {
            world.clock.forward(7 * 60 * SECOND);
            take_one(services, Channel::Mail).await
        };
        assert_eq!(post::failed(services, &due, Obstacle::Unanswered).await.unwrap(), Failed::GivenUp);
    }

    async fn sec_33_a_power_cut_that_takes_a_try_away_gives_its_key_to_no_other_text(on: On) {
        let world = with_jan(on).await;
        queue_code(&world.services).await;
        let due = take_one(&world.services, Channel::Sms).await;
        let first = written(&world.services, &Remembered::default(), &due).await;
        // What does not wait for the disk: that it was taken, and the code.
        let mut tx = world.services.db.write().await.unwrap();
        execute!(&mut tx, "update outbox set state = 'waiting', attempts = 0, leased_by = null, leased_until = null").unwrap();
        execute!(&mut tx, "update challenge set code_hash = null, code_expires_at = null").unwrap();
        tx.commit().await.unwrap();
        let again = take_one(&world.services, Channel::Sms).await;
        assert_eq!(again.attempts, due.attempts);
        let second = written(&world.services, &Remembered::default(), &again).await;
        assert_ne!(second.key, first.key);
    }

    async fn a_code_that_nobody_can_use_any_more_is_not_sent(on: On) {
        let world = with_jan(on).await;
        let remembered = Remembered::default();
        let challenge = queue_code(&world.services).await;
        let due = take_one(&world.services, Channel::Sms).await;
        written(&world.services, &remembered, &due).await;
        world.clock.forward(60 * SECOND);
        let mut tx = world.services.db.write().await.unwrap();
        let letter = Letter::LoginCode { until: Moment::from_unix_ms(0) };
        challenges::send_again(&mut tx, &world.services, world.services.now(), &challenge, Language::Nl, letter)
            .await.unwrap().unwrap();
        tx.commit().await.unwrap();
        assert_eq!(why_dropped(&world.services, &remembered, &due).await, Pointless::CodeNotWanted);
        post::dropped(&world.services, &due, Pointless::CodeNotWanted).await.unwrap();

        let newer = take_one(&world.services, Channel::Sms).await;
        written(&world.services, &remembered, &newer).await;
        world.clock.forward(world.services.policy.code.lifetime);
        assert_eq!(why_dropped(&world.services, &remembered, &newer).await, Pointless::TooLate);
        assert_eq!(post::failed(&world.services, &newer, Obstacle::CarrierAway).await.unwrap(), Failed::GivenUp);
    }

    async fn sec_75_a_code_asked_again_after_a_clock_that_was_ahead_is_the_newer_one(on: On) {
        let world = with_jan(on).await;
        let (services, remembered) = (&world.services, Remembered::default());
        let mut ahead = services.clone();
        ahead.clock = Arc::new(AheadBy(Arc::clone(&services.clock), 20 * 60 * 1000));
        let challenge = queue_code(&ahead).await;
        clock_ahead::settle(services, What::UnderWay).await.unwrap();
        world.clock.forward(services.policy.code.pause_between_sends);
        let mut tx = services.db.write().await.unwrap();
        let letter = Letter::LoginCode { until: Moment::from_unix_ms(0) };
        challenges::send_again(&mut tx, services, services.now(), &challenge, Language::Nl, letter).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let due = take(services, "a", Channel::Sms).await;
        let [one, other] = due.as_slice() else { panic!("{due:?}") };
        let (newer, older) = if one.created_at < other.created_at { (one, other) } else { (other, one) };
        assert!(newer.id.as_str() < older.id.as_str(), "by its id it is the older one");
        assert_eq!(why_dropped(services, &remembered, older).await, Pointless::CodeNotWanted);
        written(services, &remembered, newer).await;
    }

    async fn a_reset_link_that_is_over_is_not_sent_but_a_warning_is_sent_without_its_link(on: On) {
        let world = with_jan(on).await;
        let remembered = Remembered::default();
        let now = world.services.now();
        queue_warning_with_link(&world.services, Letter::ResetLink { until: now }, links::Purpose::Reset).await;
        world.clock.forward(SECOND);
        let warning = Letter::NewDevice { at: now, device: "Chrome".into() };
        queue_warning_with_link(&world.services, warning, links::Purpose::Freeze).await;
        let mut tx = world.services.db.write().await.unwrap();
        for purpose in [links::Purpose::Reset, links::Purpose::Freeze] {
            links::withdraw_of_account(&mut tx, &account(), purpose, now).await.unwrap();
        }
        tx.commit().await.unwrap();
        let due = take(&world.services, "a", Channel::Mail).await;
        assert_eq!(why_dropped(&world.services, &remembered, &due[0]).await, Pointless::LinkOver);
        assert!(written(&world.services, &remembered, &due[1]).await.secret.is_none());
    }

    async fn sec_19_a_mailed_link_opens_and_a_retried_one_is_the_same(on: On) {
        let world = with_jan(on).await;
        let remembered = Remembered::default();
        let now = world.services.now();
        queue_warning_with_link(&world.services, Letter::ResetLink { until: now }, links::Purpose::Reset).await;
        let due = take_one(&world.services, Channel::Mail).await;
        let first = secret_of(&written(&world.services, &remembered, &due).await);
        assert_eq!(secret_of(&written(&world.services, &remembered, &due).await), first);
        let secret = flows::secrets::LinkSecret::parse(&first).unwrap();
        let mut tx = world.services.db.read().await.unwrap();
        let found = links::look(&mut tx, &secret, links::Purpose::Reset, now).await.unwrap();
        assert!(matches!(found, Some(Ok(_))));
    }

    async fn a_queue_that_stalls_shows_and_a_letter_that_waits_for_its_next_try_does_not(on: On) {
        let world = with_jan(on).await;
        assert_eq!(post::oldest_waiting(&world.services).await.unwrap(), None);
        queue(&world.services, Letter::TestMail).await;
        world.clock.forward(60 * SECOND);
        assert_eq!(post::oldest_waiting(&world.services).await.unwrap(), Some(BEGINNING));
        let due = take_one(&world.services, Channel::Mail).await;
        assert_eq!(post::oldest_waiting(&world.services).await.unwrap(), None);
        post::failed(&world.services, &due, Obstacle::CarrierAway).await.unwrap();
        assert_eq!(post::oldest_waiting(&world.services).await.unwrap(), None);
    }

    async fn sec_66_what_a_letter_said_is_forgotten_two_weeks_after_it_ended(on: On) {
        let world = with_jan(on).await;
        queue(&world.services, Letter::Unblocked { by: "Karin".into(), invited: false, renew: false }).await;
        let due = take_one(&world.services, Channel::Mail).await;
        post::sent(&world.services, &due, None).await.unwrap();
        queue(&world.services, Letter::Unblocked { by: "Karin".into(), invited: false, renew: false }).await;
        world.clock.forward(post::KEPT);
        assert_eq!(post::sweep(&world.services).await.unwrap(), 0);
        world.clock.forward(SECOND);
        assert_eq!(post::sweep(&world.services).await.unwrap(), 1);
        assert_eq!(post::sweep(&world.services).await.unwrap(), 0);
        assert_eq!(count(&world.services, "select count(*) from outbox where facts like '%Karin%'").await, 1);
    }
}
