//! One's own password, number and sessions.

use std::time::Duration;

use domain::{Moment, post::Letter, shared::password_rules::PasswordProblem};
use flows::{
    Caller,
    account::{
        Changed, NumberChanged, NumberStarted, Passwords, change_password, choose_after_migration,
        end_other_sessions, end_session, finish_number_change, new_password_problems, own_numbers,
        security_overview, send_code_again, start_number_change,
    },
    login::{self, CodeStep, DeviceCookie, Inside},
    on_each_database,
    passwords::LeakedPasswords,
    sessions::{self, Stage},
    testing::On,
    testing::people::{self, Stop},
};

use super::stuck::permit;
use super::town::{
    DEVICE, HOUR, MINUTE, OTHER, PASSWORD, Person, Town, browser, mobile, nobody, other_than,
    password, stranger, town_with_jan,
};

/// SHA-1 of [`OTHER`], as lists of leaked passwords have it.
const OTHER_AS_SHA_1: &str = "B1119CC3B16C9F394C711BC545A6E9A87915F8C6";

async fn changes(town: &Town, caller: &Caller, current: &str, new: &str) -> Changed {
    let (current, new) = (password(current), password(new));
    let passwords = Passwords {
        current: &current,
        new: &new,
    };
    let device = DeviceCookie::default();
    change_password(&town.world.services, caller, passwords, browser(&device))
        .await
        .unwrap()
}

pub async fn logs_in(town: &Town, who: &Person) -> Inside {
    let services = &town.world.services;
    let sent = login::enter(
        services,
        &who.account,
        &who.authorisation,
        "192.0.2.0/24",
        flows::challenges::Asker::Browser(nobody()),
    )
    .await;
    let challenge = sent.unwrap().unwrap();
    let code = town.code(&challenge).await;
    let device = DeviceCookie::default();
    let done = login::check_code(services, &challenge, &code, &device, DEVICE).await;
    let CodeStep::Inside(inside) = done.unwrap() else {
        panic!("not in")
    };
    inside
}

async fn starts(town: &Town, caller: &Caller, number: &str, current: &str) -> NumberStarted {
    let device = DeviceCookie::default();
    let services = &town.world.services;
    start_number_change(
        services,
        caller,
        &mobile(number),
        &password(current),
        browser(&device),
    )
    .await
    .unwrap()
}

on_each_database! {
    async fn sec_17_a_new_password_needs_the_present_one_and_a_fresh_code_and_ends_the_other_sessions(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let caller = town.caller(&jan).await;
        let before = town.account_state(&jan).await;
        assert_eq!(changes(&town, &caller, "iets heel anders", OTHER).await, Changed::CurrentWrong);
        let same = changes(&town, &caller, PASSWORD, PASSWORD).await;
        assert_eq!(same, Changed::Refused(vec![PasswordProblem::SameAsNow]));
        let short = changes(&town, &caller, PASSWORD, "kort").await;
        assert!(matches!(short, Changed::Refused(_)), "{short:?}");
        town.later(15 * MINUTE);
        assert_eq!(changes(&town, &caller, PASSWORD, OTHER).await, Changed::StepUpNeeded);
        assert_eq!(town.account_state(&jan).await, before);
        let caller = town.caller(&jan).await;
        let Changed::Done { device, .. } = changes(&town, &caller, PASSWORD, OTHER).await else { panic!("not changed") };
        let services = &town.world.services;
        assert!(device.knows(&services.keys, &services.policy, &jan.account, 1, town.now()));
        assert!(town.has_session("here").await && !town.has_session("there").await);
        assert!(town.gets_past(&jan, OTHER).await);
        let letters = town.letters_to(&jan).await;
        assert_eq!(letters, [Letter::PasswordChanged { at: town.now(), device: DEVICE.into() }]);
        assert_eq!(town.count("select count(*) from outbox where link_id is not null").await, 1, "with a freeze link");
        assert!(town.trail_has("password_changed").await);
    }

    async fn sec_17_a_session_left_open_is_no_way_to_guess_the_password(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let caller = town.caller(&jan).await;
        let device = DeviceCookie::default().with(&town.world.services.keys, &jan.account, 0, town.now());
        let (wrong, new) = (password("iets heel anders"), password(OTHER));
        let passwords = Passwords { current: &wrong, new: &new };
        for _ in 0..5 {
            let answer = change_password(&town.world.services, &caller, passwords, browser(&device)).await.unwrap();
            assert_eq!(answer, Changed::CurrentWrong);
        }
        assert_eq!(town.account_state(&jan).await[2].as_deref(), Some("password_on_known_device"));
        assert!(!town.has_session("here").await);
    }

    async fn after_the_migration_the_password_is_changed_once(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let device = DeviceCookie::default();
        let services = &town.world.services;
        let caller = town.caller(&jan).await;
        let not_needed = choose_after_migration(services, &caller, &password(OTHER), browser(&device)).await.unwrap();
        assert_eq!(not_needed, Changed::NotNeeded);
        town.set("update account set password_state = $2 where id = $1", jan.account.as_str(), "must_change").await;
        let caller = town.caller(&jan).await;
        assert!(caller.must_change_password);
        let same = choose_after_migration(services, &caller, &password(PASSWORD), browser(&device)).await.unwrap();
        assert_eq!(same, Changed::Refused(vec![PasswordProblem::SameAsNow]));
        let done = choose_after_migration(services, &caller, &password(OTHER), browser(&device)).await.unwrap();
        assert!(matches!(done, Changed::Done { .. }), "{done:?}");
        assert!(!town.caller(&jan).await.must_change_password);
        assert!(town.gets_past(&jan, OTHER).await && !town.gets_past(&jan, PASSWORD).await);
        assert!(!town.has_session("there").await);
    }

    async fn sec_14_a_password_that_leaked_elsewhere_is_refused_and_a_file_that_is_gone_keeps_nobody_out(on: On) {
        let (mut town, jan, _) = town_with_jan(on).await;
        let file = town.world.folder().join("leaked.txt");
        // SHA-1 of the password, and one before and after it.
        let lines = ["0".repeat(40), OTHER_AS_SHA_1.to_owned(), "F".repeat(40)].map(|hash| format!("{hash}:17\r\n"));
        std::fs::write(&file, lines.concat()).unwrap();
        town.world.services.leaked = Some(LeakedPasswords::open(&file).unwrap());
        let caller = town.caller(&jan).await;
        let leaked = Changed::Refused(vec![PasswordProblem::Leaked]);
        assert_eq!(changes(&town, &caller, PASSWORD, OTHER).await, leaked);
        let typed = password(OTHER);
        let problems = new_password_problems(&town.world.services, &caller, &typed).await.unwrap();
        assert_eq!(problems, [PasswordProblem::Leaked]);
        std::fs::write(&file, "").unwrap();
        assert!(matches!(changes(&town, &caller, PASSWORD, OTHER).await, Changed::Done { .. }));
    }

    async fn sec_34_35_an_own_number_counts_after_its_own_code_and_everybody_concerned_hears(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        let services = &town.world.services;
        flows::reset::ask(services, &stranger(&jan.email, "192.0.2.0/24")).await.unwrap();
        town.answer_questions().await;
        let reset_link = town.link(&jan, "reset").await;
        town.empty_mailboxes().await;
        let caller = town.caller(&jan).await;
        let number = "select mobile from authorisation where id = $1";
        let old = town.text(number, jan.authorisation.as_str()).await.unwrap();
        assert_eq!(starts(&town, &caller, "06 87654321", OTHER).await, NumberStarted::PasswordWrong);
        let NumberStarted::CodeSent(challenge) = starts(&town, &caller, "06 87654321", PASSWORD).await else {
            panic!("no code")
        };
        let shown = login::sent(services, &challenge).await.unwrap().map(|sent| sent.mobile.masked());
        assert_eq!(shown.as_deref(), Some("06\u{a0}••••\u{a0}••21"));
        assert_eq!(town.count("select count(*) from outbox where address = '+31687654321'").await, 1);
        let code = town.code(&challenge).await;
        let wrong = finish_number_change(services, &caller, &challenge, &other_than(&code), "here").await.unwrap();
        assert_eq!(wrong, NumberChanged::Wrong { tries_left: 4 });
        assert_eq!(town.text(number, jan.authorisation.as_str()).await.as_ref(), Some(&old));
        let done = finish_number_change(services, &caller, &challenge, &code, "here").await.unwrap();
        let until = town.now().plus(24 * HOUR);
        assert_eq!(done, NumberChanged::Done { reset_off_until: until, epoch: 1 });
        assert_eq!(town.text(number, jan.authorisation.as_str()).await.as_deref(), Some("+31687654321"));
        assert_eq!(town.names_to(&jan).await, ["confirm_number_code", "mobile_changed", "number_changed_old"]);
        let sms = town.text("select address from outbox where letter = $1", "number_changed_old").await;
        assert_eq!(sms, Some(old));
        let freezable = "select count(*) from outbox where letter = 'mobile_changed' and link_id is not null";
        assert_eq!(town.count(freezable).await, 1);
        let told = Letter::OwnNumberChanged { who: "jan van Testdorp".into(), organisation: "Garage Jansen".into() };
        assert_eq!(town.letters_to(&fatima).await, [told]);
        assert!(town.has_session("here").await && !town.has_session("there").await);
        assert!(matches!(flows::reset::look(services, &reset_link).await.unwrap(), flows::reset::Look::Over { .. }));
        assert!(town.trail_has("mobile_changed_by_owner").await);
    }

    async fn sec_70_where_no_session_can_be_written_a_code_is_neither_sent_again_nor_used_up(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let services = &town.world.services;
        let caller = town.caller(&jan).await;
        let NumberStarted::CodeSent(challenge) = starts(&town, &caller, "06 87654321", PASSWORD).await else {
            panic!("no code")
        };
        let code = town.code(&challenge).await;
        town.later(MINUTE);
        let alters = async |sql: &'static str| {
            let mut tx = services.db.write().await.unwrap();
            flows::execute!(&mut tx, sql).unwrap();
            tx.commit().await.unwrap();
        };
        alters("alter table session rename column public_id to away").await;
        for _ in 0..3 {
            assert!(send_code_again(services, &challenge).await.is_err());
            assert!(finish_number_change(services, &caller, &challenge, &code, "here").await.is_err());
        }
        alters("alter table session rename column away to public_id").await;
        assert_eq!(town.count("select count(*) from outbox where letter = 'confirm_number_code'").await, 1);
        let done = finish_number_change(services, &caller, &challenge, &code, "here").await.unwrap();
        assert!(matches!(done, NumberChanged::Done { .. }), "{done:?}");
    }

    async fn sec_35_reset_by_mail_is_off_for_a_day_after_an_own_change(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let services = &town.world.services;
        let caller = town.caller(&jan).await;
        let NumberStarted::CodeSent(challenge) = starts(&town, &caller, "06 87654321", PASSWORD).await else {
            panic!("no code")
        };
        let code = town.code(&challenge).await;
        finish_number_change(services, &caller, &challenge, &code, "here").await.unwrap();
        let until = town.now().plus(24 * HOUR);
        for (wait, link) in [(Duration::ZERO, false), (24 * HOUR - MINUTE, false), (MINUTE, true)] {
            town.later(wait);
            town.empty_mailboxes().await;
            flows::reset::ask(services, &stranger(&jan.email, "192.0.2.0/24")).await.unwrap();
            town.answer_questions().await;
            match town.letters_to(&jan).await.as_slice() {
                [Letter::ResetLink { .. }] if link => {}
                [Letter::ResetOff { until: told }] if !link => assert_eq!(*told, until),
                other => panic!("{wait:?}: {other:?}"),
            }
        }
    }

    async fn sec_34_what_a_number_change_needs(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        let admin = town.caller(&fatima).await;
        assert_eq!(starts(&town, &admin, "06 87654321", PASSWORD).await, NumberStarted::AskServiceDesk);
        let caller = town.caller(&jan).await;
        let now = town.text("select mobile from authorisation where id = $1", jan.authorisation.as_str()).await.unwrap();
        assert_eq!(starts(&town, &caller, &now, PASSWORD).await, NumberStarted::SameNumber);
        let NumberStarted::CodeSent(challenge) = starts(&town, &caller, "06 87654321", PASSWORD).await else {
            panic!("no code")
        };
        let code = town.code(&challenge).await;
        let services = &town.world.services;
        let foreign = finish_number_change(services, &admin, &challenge, &code, "here").await.unwrap();
        assert_eq!(foreign, NumberChanged::Over, "sec_28: a code is good for whom it was made");
        let as_step_up = flows::step_up::finish(services, &caller, &challenge, &code).await.unwrap();
        assert_eq!(as_step_up, flows::step_up::Outcome::Over, "sec_28: and for what it was made");
        town.later(15 * MINUTE);
        assert_eq!(starts(&town, &caller, "06 87654321", PASSWORD).await, NumberStarted::StepUpNeeded);
        let late = finish_number_change(services, &caller, &challenge, &code, "here").await.unwrap();
        assert_eq!(late, NumberChanged::Expired { sent_again: true });
    }

    async fn sec_40_one_sees_and_ends_own_sessions_and_nobody_elses(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        let services = &town.world.services;
        let garage = town.organisation("Elders").await;
        town.also(&jan, &garage, "medewerker", "active").await;
        town.session(&fatima, "hers").await;
        let caller = town.caller(&jan).await;
        let seen = security_overview(services, &caller, "here").await.unwrap();
        assert_eq!((seen.sessions.len(), seen.password_changed_at), (2, None::<Moment>));
        assert!(seen.number.starts_with("06\u{a0}••••"));
        assert_eq!(seen.sessions.iter().filter(|one| one.here).count(), 1);
        let numbers = own_numbers(services, &caller).await.unwrap();
        let here: Vec<_> = numbers.iter().map(|one| (one.organisation_name.as_str(), one.here)).collect();
        assert_eq!(here, [("Elders", false), ("Garage Jansen", true)]);
        let hers = sessions::list(services, &fatima.account, "hers").await.unwrap();
        assert!(!end_session(services, &caller, &hers[0].public_id).await.unwrap());
        assert!(town.has_session("hers").await);
        let there = seen.sessions.iter().find(|one| !one.here).unwrap();
        assert!(end_session(services, &caller, &there.public_id).await.unwrap());
        assert!(!town.has_session("there").await);
        town.session(&jan, "phone").await;
        assert_eq!(end_other_sessions(services, &caller, "here").await.unwrap(), (1, 1));
        assert!(town.has_session("here").await && !town.has_session("phone").await);
        assert!(town.trail_has("session_ended").await);
    }

    async fn sec_40_what_ends_every_session_ends_one_that_is_just_beginning_or_goes_on_under_a_new_id(on: On) {
        for way in ["all others", "another password", "the admin logs out", "another number", "a stop", "a freeze"] {
            let town = Town::new(on).await;
            let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
            let (fatima, jan) = (town.admin(&garage, "fatima").await, town.employee(&garage, "jan").await);
            let there = town.also(&jan, &office, "medewerker", "active").await;
            let services = &town.world.services;
            let is_in = async |inside: &Inside| {
                let stage = Stage::In {
                    account: inside.account.clone(),
                    authorisation: inside.authorisation.clone(),
                    factor_at: town.now(),
                    began_at: town.now(),
                    epoch: inside.epoch,
                };
                sessions::caller(services, &stage).await.unwrap().is_some()
            };
            let (inside, elsewhere) = (logs_in(&town, &jan).await, logs_in(&town, &there).await);
            assert!(is_in(&inside).await && is_in(&elsewhere).await);
            let choosing = async || sessions::goes_on(services, &Stage::Choosing { account: jan.account.clone(), epoch: 0 }).await.unwrap();
            assert!(choosing().await);
            let (caller, admin) = (town.caller(&jan).await, permit(&town, &fatima).await);
            let mut goes_on = None;
            match way {
                "all others" => goes_on = Some(end_other_sessions(services, &caller, "here").await.unwrap().1),
                "another password" => {
                    let Changed::Done { epoch, .. } = changes(&town, &caller, PASSWORD, OTHER).await else { panic!("not changed") };
                    goes_on = Some(epoch);
                }
                "the admin logs out" => {
                    town.session(&jan, "key").await;
                    assert_eq!(people::end_sessions(services, &admin, &jan.authorisation).await.unwrap(), Ok(1));
                }
                "another number" => people::change_mobile(services, &admin, &jan.authorisation, &mobile("06 11112222")).await.unwrap().unwrap(),
                "a stop" => assert!(people::stop_access(services, &admin, &jan.authorisation, Stop::Now).await.unwrap().is_ok()),
                _ => {
                    let mut tx = services.db.write().await.unwrap();
                    sessions::end_all(&mut tx, &jan.account, None).await.unwrap();
                    tx.commit().await.unwrap();
                }
            }
            assert!(!is_in(&inside).await, "{way}");
            let here_only = ["the admin logs out", "another number", "a stop"].contains(&way);
            assert_eq!(is_in(&elsewhere).await, here_only, "{way}: an office ends what entered there");
            assert_eq!(choosing().await, here_only, "{way}");
            if let Some(epoch) = goes_on {
                assert!(is_in(&Inside { epoch, ..inside }).await, "{way}: the one that did it goes on");
            }
        }
    }
}
