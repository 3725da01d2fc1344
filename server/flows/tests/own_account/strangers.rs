//! What strangers can ask: the same writes for every address, and answers by mail only.

use domain::{
    Language, Moment,
    post::{HelpKind, Letter, Named},
};
use flows::{
    execute, help, login, on_each_database, post::questions::Stranger, reset, testing::On,
    who_is_my_admin,
};

use super::town::{HOUR, Person, Town, email, stranger};

const TABLES: [&str; 10] = [
    "select count(*) from account",
    "select count(*) from authorisation",
    "select count(*) from login_counter",
    "select count(distinct name) from budget",
    "select count(*) from session",
    "select count(*) from challenge",
    "select count(*) from link",
    "select count(*) from outbox where state = 'waiting'",
    "select count(*) from help_request",
    "select count(*) from audit",
];

async fn rows(town: &Town) -> Vec<i64> {
    let mut rows = Vec::new();
    for table in TABLES {
        rows.push(town.count(table).await);
    }
    rows
}

async fn ask_everything(town: &Town, who: &Stranger<'_>) {
    let services = &town.world.services;
    reset::ask(services, who).await.unwrap();
    who_is_my_admin::ask(services, who).await.unwrap();
    help::ask(services, who, HelpKind::CannotLogIn)
        .await
        .unwrap();
}

on_each_database! {
    async fn sec_01_a_request_writes_the_same_rows_for_every_address(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let jan = town.employee(&garage, "jan").await;
        let piet = town.employee(&garage, "piet").await;
        town.block(&piet, "wrong_codes").await;
        let mo = town.invited(&garage, "mo").await;
        let tom = town.employee(&garage, "tom").await;
        town.set("update account set password_state = $2 where id = $1", tom.account.as_str(), "must_change").await;
        let addresses =
            [jan.email.clone(), email("niemand@nergens.example"), piet.email.clone(), mo.email.clone(), tom.email.clone()];
        let before = [town.account_state(&jan).await, town.account_state(&piet).await, town.account_state(&mo).await];
        let mut written = Vec::new();
        for (at, address) in addresses.iter().enumerate() {
            let network = format!("192.{at}.2.0/24");
            let start = rows(&town).await;
            ask_everything(&town, &stranger(address, &network)).await;
            let end = rows(&town).await;
            written.push(start.iter().zip(&end).map(|(start, end)| end - start).collect::<Vec<_>>());
        }
        assert_eq!(written[0], [0, 0, 0, 8, 0, 0, 0, 3, 0, 0], "eight budgets, three questions, nothing else");
        assert!(written.iter().all(|rows| *rows == written[0]), "{written:?}");
        let after = [town.account_state(&jan).await, town.account_state(&piet).await, town.account_state(&mo).await];
        assert_eq!(before, after, "sec_24: asking changes nothing on the account");
    }

    async fn sec_24_too_many_requests_are_written_but_not_answered(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let jan = town.employee(&garage, "jan").await;
        let waiting = "select count(*) from outbox where state = 'waiting'";
        let (services, who) = (&town.world.services, stranger(&jan.email, "192.0.2.0/24"));
        for _ in 0..5 {
            reset::ask(services, &who).await.unwrap();
        }
        assert_eq!(town.count(waiting).await, 3);
        assert_eq!(town.count("select count(*) from outbox").await, 3, "one network leaves no more than are answered");
        town.later(HOUR);
        reset::ask(services, &who).await.unwrap();
        assert_eq!(town.count(waiting).await, 4);
        let odd = email("JAN@dorp.example");
        for _ in 0..3 {
            reset::ask(services, &stranger(&odd, "192.0.3.0/24")).await.unwrap();
        }
        assert_eq!(town.count(waiting).await, 6, "another spelling is the same address");
    }

    async fn one_network_cannot_ask_without_end(on: On) {
        let town = Town::new(on).await;
        let services = &town.world.services;
        for n in 0..services.policy.letters_per_network_hour + 5 {
            let address = email(&format!("p{n}@nergens.example"));
            who_is_my_admin::ask(services, &stranger(&address, "192.0.2.0/24")).await.unwrap();
        }
        let asked = i64::from(services.policy.letters_per_network_hour);
        assert_eq!(town.count("select count(*) from outbox").await, asked);
    }

    async fn sec_03_names_of_admins_go_to_the_stored_mailbox_and_hold_no_mobile_number(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let dealer = town.organisation("Autohuis Van Dam").await;
        let fatima = town.admin(&garage, "fatima").await;
        let jan = town.employee(&garage, "jan").await;
        town.also(&jan, &dealer, "medewerker", "invited").await;
        let typed = email("JAN@dorp.example");
        who_is_my_admin::ask(&town.world.services, &stranger(&typed, "192.0.2.0/24")).await.unwrap();
        town.answer_questions().await;
        let letters = town.letters_to(&jan).await;
        let [Letter::MyAdmins { organisations }] = letters.as_slice() else { panic!("{letters:?}") };
        let told: Vec<_> = organisations.iter().map(|one| (one.organisation.as_str(), one.admins.len())).collect();
        assert_eq!(told, [("Autohuis Van Dam", 0), ("Garage Jansen", 1)], "also where somebody is only invited");
        assert_eq!(organisations[1].admins[0].name, "fatima van Testdorp");
        assert_eq!(organisations[1].admins[0].email, fatima.email.typed());
        let facts = serde_json::to_string(&letters).unwrap();
        assert!(!facts.contains("+316"), "{facts}");
        let typed_to = "select count(*) from outbox where address is not null and letter = 'my_admins'";
        assert_eq!(town.count(typed_to).await, 0, "never to the typed address");
    }

    async fn whoever_is_named_can_help_and_where_nobody_can_the_desk_is(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let (fatima, lisa) = (town.admin(&garage, "fatima").await, town.admin(&garage, "lisa").await);
        let jan = town.employee(&garage, "jan").await;
        let told = async |whom: &Person| {
            town.later(24 * HOUR);
            town.empty_mailboxes().await;
            let network = "192.0.2.0/24";
            who_is_my_admin::ask(&town.world.services, &stranger(&whom.email, network)).await.unwrap();
            town.answer_questions().await;
            let letters = town.letters_to(whom).await;
            let [Letter::MyAdmins { organisations }] = letters.as_slice() else { panic!("{letters:?}") };
            let [here] = organisations.as_slice() else { panic!("{organisations:?}") };
            let names: Vec<_> = here.admins.iter().map(|admin| admin.name.clone()).collect();
            (names.join(", "), here.desk_helps)
        };
        let (one, other) = ("fatima van Testdorp", "lisa van Testdorp");
        assert_eq!(told(&jan).await, (format!("{one}, {other}"), false));
        town.block(&fatima, "wrong_codes").await;
        assert_eq!(told(&jan).await, (other.into(), false), "who is locked out helps nobody");
        let jan_inside = town.caller(&jan).await;
        let shown = who_is_my_admin::admins_of(&town.world.services, &jan_inside).await.unwrap();
        assert_eq!(shown.iter().map(|admin| admin.name.as_str()).collect::<Vec<_>>(), [other]);
        // Admins are helped by the desk alone, whoever else is one; and nobody is told to turn to oneself.
        assert_eq!(told(&fatima).await, (other.into(), true));
        town.set("update account set password_state = $2 where id = $1", lisa.account.as_str(), "disabled").await;
        assert_eq!(told(&jan).await, (format!("{one}, {other}"), true));
        town.set("update authorisation set state = $2 where id = $1", fatima.authorisation.as_str(), "stopped").await;
        assert_eq!(told(&lisa).await, (String::new(), true));
        town.set("update authorisation set state = $2 where id = $1", lisa.authorisation.as_str(), "stopped").await;
        assert_eq!(told(&jan).await, (String::new(), false), "there is nobody: one can be asked for");
    }

    async fn whose_access_is_over_hears_who_can_give_it_again_and_of_it_only_where_there_is_nothing_else(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        town.admin(&garage, "fatima").await;
        town.admin(&office, "karin").await;
        let jan = town.employee(&garage, "jan").await;
        let told = async || {
            town.later(24 * HOUR);
            town.empty_mailboxes().await;
            who_is_my_admin::ask(&town.world.services, &stranger(&jan.email, "192.0.2.0/24")).await.unwrap();
            town.answer_questions().await;
            let letters = town.letters_to(&jan).await;
            let [Letter::MyAdmins { organisations }] = letters.as_slice() else { panic!("{letters:?}") };
            organisations.iter().map(|one| (one.organisation.clone(), one.over)).collect::<Vec<_>>()
        };
        assert_eq!(told().await, [("Garage Jansen".to_owned(), false)]);
        for over in ["update authorisation set valid_until = 1 where id = $1 and state <> $2", "update authorisation set state = 'stopped', valid_until = null where id = $1 and state <> $2"] {
            town.set(over, jan.authorisation.as_str(), "").await;
            assert_eq!(told().await, [("Garage Jansen".to_owned(), true)], "{over}");
        }
        town.also(&jan, &office, "medewerker", "active").await;
        assert_eq!(told().await, [("Kantoor De Boer".to_owned(), false)]);
    }

    async fn whoever_has_no_access_now_hears_why_nobody_was_asked_and_whether_a_new_password_helps(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let fatima = town.admin(&garage, "fatima").await;
        let jan = town.employee(&garage, "jan").await;
        let withdrawn = town.invited(&garage, "nog-niemand").await;
        let here = jan.authorisation.as_str();
        let services = &town.world.services;
        let start = town.now().plus(30 * 24 * HOUR);
        let named = vec![Named { name: "fatima van Testdorp".into(), email: fatima.email.typed().into() }];
        let dated = async |sql: &'static str, at: Moment| {
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, sql, here, at.unix_ms()).unwrap();
            tx.commit().await.unwrap();
        };
        for (set, at, begins) in [
            ("update authorisation set valid_from = $2 where id = $1", start, Some(start)),
            ("update authorisation set valid_from = null, valid_until = $2 where id = $1", town.now(), None),
            ("update authorisation set state = 'stopped', activated_at = 1, stopped_at = $2 where id = $1", town.now(), None),
        ] {
            dated(set, at).await;
            town.later(HOUR);
            town.empty_mailboxes().await;
            help::ask(services, &stranger(&jan.email, "192.0.2.0/24"), HelpKind::CannotLogIn).await.unwrap();
            reset::ask(services, &stranger(&jan.email, "192.0.2.0/24")).await.unwrap();
            town.answer_questions().await;
            let letters = town.letters_to(&jan).await;
            let admins = named.clone();
            assert!(letters.contains(&Letter::HelpNotAsked { begins, blocked: false, admins }), "{set}: {letters:?}");
            let admins = named.clone();
            // Whoever accepted and begins later is to know the password by then.
            if begins.is_some() {
                assert!(letters.iter().any(|letter| matches!(letter, Letter::ResetLink { .. })), "{set}: {letters:?}");
            } else {
                assert!(letters.contains(&Letter::ResetCannotHelp { blocked: None, begins, admins }), "{set}: {letters:?}");
            }
            assert_eq!(town.letters_to(&fatima).await, [], "{set}");
        }
        // What was withdrawn before anybody accepted it is nobody whom we know.
        town.set("update authorisation set state = $2 where id = $1", withdrawn.authorisation.as_str(), "stopped").await;
        help::ask(services, &stranger(&withdrawn.email, "192.0.2.0/24"), HelpKind::CannotLogIn).await.unwrap();
        town.answer_questions().await;
        assert_eq!(town.letters_to(&withdrawn).await, []);
    }

    async fn sec_04_whoever_was_stopped_reads_who_can_help_now_and_nothing_of_a_former_admin(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let (fatima, lisa) = (town.admin(&garage, "fatima").await, town.admin(&garage, "lisa").await);
        let jan = town.employee(&garage, "jan").await;
        let (of_jan, of_lisa) = (jan.authorisation.as_str(), lisa.authorisation.as_str());
        town.set("update authorisation set state = 'stopped', stopped_at = 1, stopped_by = $2 where id = $1", of_jan, lisa.account.as_str()).await;
        let read = async || {
            let found = login::stopped(&town.world.services, &jan.account, &jan.authorisation).await.unwrap().unwrap();
            let emails: Vec<_> = found.admins.into_iter().map(|admin| admin.email).collect();
            (found.by.unwrap(), emails)
        };
        let by_lisa = "lisa van Testdorp".to_owned();
        let emails = |of: &[&Person]| of.iter().map(|one| one.email.typed().to_owned()).collect::<Vec<_>>();
        assert_eq!(read().await, (by_lisa.clone(), emails(&[&fatima, &lisa])));
        // An employee now, under a name and an address that are nobody's business there.
        town.set("update authorisation set role = $2 where id = $1", of_lisa, "medewerker").await;
        town.set("update account set given_name = $2 where id = $1", lisa.account.as_str(), "Geheim").await;
        assert_eq!(read().await, (by_lisa.clone(), emails(&[&fatima])));
        town.set("update authorisation set state = $2 where id = $1", of_lisa, "stopped").await;
        assert_eq!(read().await, (by_lisa.clone(), emails(&[&fatima])));
        town.block(&fatima, "wrong_codes").await;
        assert_eq!(read().await, (by_lisa, vec![]), "the desk is called");
    }

    async fn who_my_admin_is_is_mailed_once_a_day(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        town.admin(&garage, "fatima").await;
        let jan = town.employee(&garage, "jan").await;
        for (wait, mails) in [(0, 1), (0, 1), (1, 1), (24, 2)] {
            town.later(wait * HOUR);
            who_is_my_admin::ask(&town.world.services, &stranger(&jan.email, "192.0.2.0/24")).await.unwrap();
            town.answer_questions().await;
            assert_eq!(town.letters_to(&jan).await.len(), mails);
        }
    }

    async fn an_unknown_address_is_told_so_in_the_language_of_the_page(on: On) {
        let town = Town::new(on).await;
        let nobody = email("niemand@nergens.example");
        ask_everything(&town, &stranger(&nobody, "192.0.2.0/24")).await;
        town.answer_questions().await;
        let answers = "select count(*) from outbox where state = 'waiting' and letter = 'my_admin_unknown_address'
            and language = 'en' and address = 'niemand@nergens.example'";
        assert_eq!(town.count(answers).await, 1);
        assert_eq!(town.count("select count(*) from outbox where state = 'waiting'").await, 1, "nothing else");
        assert_eq!(town.count("select count(*) from outbox where state = 'dropped'").await, 2);
    }

    async fn an_unknown_address_that_asks_for_help_is_told_so_once_a_day(on: On) {
        let town = Town::new(on).await;
        let nobody = email("niemand@nergens.example");
        let answers = "select count(*) from outbox where state = 'waiting' and letter = 'my_admin_unknown_address'";
        for (wait, mails) in [(0, 1), (2, 1), (24, 2)] {
            town.later(wait * HOUR);
            let stranger = stranger(&nobody, "192.0.2.0/24");
            help::ask(&town.world.services, &stranger, HelpKind::CannotLogIn).await.unwrap();
            town.answer_questions().await;
            assert_eq!(town.count(answers).await, mails);
        }
    }

    async fn asking_for_help_makes_one_task_and_mails_one_other_admin(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let (fatima, omar) = (town.admin(&garage, "fatima").await, town.admin(&garage, "omar").await);
        let jan = town.employee(&garage, "jan").await;
        town.block(&jan, "wrong_codes").await;
        let ask = async |who| {
            help::ask(&town.world.services, &stranger(who, "192.0.2.0/24"), HelpKind::CannotLogIn).await.unwrap();
            town.answer_questions().await;
        };
        let until = Some(town.moves_on_at());
        ask(&jan.email).await;
        ask(&jan.email).await;
        let asked = Letter::HelpAsked {
            who: "jan van Testdorp".into(),
            authorisation: jan.authorisation.as_str().into(),
            kind: HelpKind::CannotLogIn,
            invited: false,
            wanted: vec![],
            after: None,
            until,
        };
        assert_eq!(town.letters_to(&fatima).await, [asked], "at most one mail an hour");
        assert_eq!(town.letters_to(&omar).await, [], "nobody else yet");
        let told = Letter::HelpUnderWay { organisation: Some("Garage Jansen".into()), kind: Some(HelpKind::CannotLogIn), may_appoint: false, waited_for: vec![], asked: vec!["fatima van Testdorp".into()], until };
        assert_eq!(town.letters_to(&jan).await, [told], "somebody may have typed the address of another");
        town.later(HOUR);
        ask(&jan.email).await;
        assert_eq!(town.letters_to(&fatima).await.len(), 2);
        assert_eq!(town.count("select count(*) from help_request").await, 1);
        town.empty_mailboxes().await;
        ask(&fatima.email).await;
        assert_eq!(town.names_to(&fatima).await, ["help_under_way"], "an admin is not asked for own help");
        assert_eq!(town.names_to(&omar).await, ["help_asked"]);
    }

    async fn a_question_is_answered_once(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let jan = town.employee(&garage, "jan").await;
        reset::ask(&town.world.services, &stranger(&jan.email, "192.0.2.0/24")).await.unwrap();
        let question = town.text("select max(id) from outbox where $1 <> ''", "any").await.unwrap();
        let question = domain::OutboxId::from_trusted(question);
        for _ in 0..3 {
            flows::post::questions::answer(&town.world.services, &question).await.unwrap();
        }
        assert_eq!(town.names_to(&jan).await, ["reset_link"]);
        let sent = town.text("select state from outbox where id = $1", question.as_str()).await;
        assert_eq!(sent.as_deref(), Some("sent"));
    }

    async fn inside_what_was_asked_elsewhere_or_for_something_else_is_no_question_that_an_admin_has(on: On) {
        let town = Town::new(on).await;
        let (garage, dealer) = (town.organisation("Garage Jansen").await, town.organisation("Autohuis").await);
        let (fatima, lisa) = (town.admin(&garage, "fatima").await, town.admin(&dealer, "lisa").await);
        let jan = town.employee(&garage, "jan").await;
        let there = town.also(&jan, &dealer, "medewerker", "active").await;
        let services = &town.world.services;
        let until = Moment::from_unix_ms((town.now().unix_ms() / 3_600_000 + 1) * 3_600_000);
        for (who, admin) in [(&jan, &fatima), (&there, &lisa)] {
            let caller = town.caller(who).await;
            for kind in [HelpKind::WrongNumber, HelpKind::MoreRights] {
                assert_eq!(help::ask_as(services, &caller, kind).await.unwrap(), help::Outcome::Asked);
                let again = help::ask_as(services, &caller, kind).await.unwrap();
                assert_eq!(again, help::Outcome::AskedBefore { until });
            }
            assert_eq!(town.names_to(admin).await, ["help_asked", "help_asked"]);
        }
        assert_eq!(town.count("select count(*) from help_request where closed_at is null").await, 4);
        let alone = town.caller(&lisa).await;
        for _ in 0..2 {
            let asked = help::ask_as(services, &alone, HelpKind::MoreRights).await.unwrap();
            assert_eq!(asked, help::Outcome::AtDesk, "no admin has what the desk has");
        }
        town.set("update help_request set closed_at = 1, closed_by = $2 where authorisation_id = $1 and kind = 'more_rights'",
            jan.authorisation.as_str(), fatima.account.as_str()).await;
        let caller = town.caller(&jan).await;
        let again = help::ask_as(services, &caller, HelpKind::MoreRights).await.unwrap();
        assert_eq!(again, help::Outcome::AnsweredJustNow { until });
        // Whose letters come into the same mailbox is somebody else.
        let kees = town.employee(&garage, "jan+kees").await;
        let asked = help::ask_as(services, &town.caller(&kees).await, HelpKind::MoreRights).await.unwrap();
        assert_eq!(asked, help::Outcome::Asked);
    }

    async fn inside_one_asks_the_admins_of_this_organisation_and_hears_whether_it_worked(on: On) {
        let town = Town::new(on).await;
        let (garage, dealer) = (town.organisation("Garage Jansen").await, town.organisation("Autohuis").await);
        let (fatima, lisa) = (town.admin(&garage, "fatima").await, town.admin(&dealer, "lisa").await);
        let jan = town.employee(&garage, "jan").await;
        town.also(&jan, &dealer, "medewerker", "active").await;
        let services = &town.world.services;
        let caller = town.caller(&jan).await;
        let first = help::ask_as(services, &caller, HelpKind::MoreRights).await.unwrap();
        assert_eq!(first, help::Outcome::Asked);
        let second = help::ask_as(services, &caller, HelpKind::MoreRights).await.unwrap();
        let until = Moment::from_unix_ms((town.now().unix_ms() / 3_600_000 + 1) * 3_600_000);
        assert_eq!(second, help::Outcome::AskedBefore { until });
        assert_eq!(town.names_to(&fatima).await, ["help_asked"]);
        assert_eq!(town.letters_to(&lisa).await, []);
        let alone = town.caller(&lisa).await;
        let nobody = help::ask_as(services, &alone, HelpKind::MoreRights).await.unwrap();
        assert_eq!(nobody, help::Outcome::AtDesk);
        assert_eq!(town.letters_to(&jan).await, [], "whoever is inside has read it on the screen");
        let named = who_is_my_admin::admins_of(services, &caller).await.unwrap();
        assert_eq!(named.len(), 1);
        assert_eq!(named[0].email, fatima.email.typed());
        assert_eq!(who_is_my_admin::admins_of(services, &alone).await.unwrap(), []);
        assert_eq!(caller.language, Language::Nl);
    }
}
