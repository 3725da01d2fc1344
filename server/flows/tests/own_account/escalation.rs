//! A question for help that nobody answers: from one admin to the others to the service desk, while who asked is told.

use domain::{
    EmailAddress, Moment,
    post::{HelpKind, Letter},
};
use flows::{
    challenges::Asker,
    execute, help,
    login::{self, CodeStep},
    on, on_each_database, operator,
    testing::On,
    testing::people,
};

use super::town::{DEVICE, HOUR, MINUTE, Person, Town, nobody, stranger};

/// Fatima logged in last, Omar before her; Jan asks.
struct Case {
    town: Town,
    fatima: Person,
    omar: Person,
    jan: Person,
}

const LAST_LOGIN: &str = "update authorisation set last_login_at = $2 where id = $1";

impl Case {
    async fn new(on: On) -> Self {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let case = Self {
            omar: town.admin(&garage, "omar").await,
            fatima: town.admin(&garage, "fatima").await,
            jan: town.employee(&garage, "jan").await,
            town,
        };
        case.logged_in(&case.omar, 1_000).await;
        case.logged_in(&case.fatima, 2_000).await;
        case
    }

    async fn logged_in(&self, who: &Person, at: i64) {
        let mut tx = self.town.world.services.db.write().await.unwrap();
        execute!(&mut tx, LAST_LOGIN, who.authorisation.as_str(), at).unwrap();
        tx.commit().await.unwrap();
    }

    async fn asks(&self, who: &EmailAddress) {
        let services = &self.town.world.services;
        let who = stranger(who, "192.0.2.0/24");
        help::ask(services, &who, HelpKind::CannotLogIn)
            .await
            .unwrap();
        self.town.answer_questions().await;
    }

    async fn moves_on(&self) -> u64 {
        help::move_on(&self.town.world.services).await.unwrap()
    }

    /// The clock goes on until the question does, a minute before which nothing moves.
    async fn patience_is_over(&self) {
        let at = self.next_at().await.unwrap();
        self.town.later(at.since(self.town.now()) - MINUTE);
        assert_eq!(self.moves_on().await, 0, "not yet");
        self.town.later(MINUTE);
        assert_eq!(self.moves_on().await, 1);
        assert_eq!(self.moves_on().await, 0, "once");
    }

    async fn next_at(&self) -> Option<Moment> {
        let mut tx = self.town.world.services.db.read().await.unwrap();
        let (at,): (Option<i64>,) = on!(&mut tx, |c| sqlx::query_as(
            "select max(next_at) from help_request"
        )
        .fetch_one(c))
        .unwrap();
        at.map(Moment::from_unix_ms)
    }

    async fn stage(&self) -> String {
        self.town
            .text(
                "select stage from help_request where authorisation_id = $1",
                self.jan.authorisation.as_str(),
            )
            .await
            .unwrap()
    }

    async fn is_closed(&self) -> bool {
        self.town
            .count("select count(*) from help_request where closed_at is null")
            .await
            == 0
    }

    async fn permit(&self) -> flows::Permit<flows::caller::right::ChangeStaff> {
        let services = &self.town.world.services;
        let fatima = self.town.caller(&self.fatima).await;
        fatima
            .may_change_staff(&services.policy, services.now())
            .unwrap()
    }
}

fn told(waited_for: &[&str], asked: &[&str], until: Option<Moment>) -> Letter {
    let names = |names: &[&str]| {
        names
            .iter()
            .map(|name| format!("{name} van Testdorp"))
            .collect()
    };
    Letter::HelpUnderWay {
        organisation: Some("Garage Jansen".to_owned()),
        kind: Some(HelpKind::CannotLogIn),
        may_appoint: false,
        waited_for: names(waited_for),
        asked: names(asked),
        until,
    }
}

on_each_database! {
    async fn a_question_goes_to_whoever_was_here_last_then_to_the_others_then_to_the_desk(on: On) {
        let case = Case::new(on).await;
        let town = &case.town;
        // Friday 14.30: three hours are left of the week, the fourth passes on Monday morning.
        let first = town.moves_on_at();
        assert_eq!(first.since(town.now()), 67 * HOUR);
        case.asks(&case.jan.email).await;
        assert_eq!(town.names_to(&case.fatima).await, ["help_asked"]);
        assert_eq!(town.letters_to(&case.omar).await, []);
        assert_eq!(town.letters_to(&case.jan).await, [told(&[], &["fatima"], Some(first))]);
        town.empty_mailboxes().await;

        case.patience_is_over().await;
        let second = town.moves_on_at();
        assert_eq!(second.since(town.now()), 4 * HOUR);
        assert_eq!(town.letters_to(&case.fatima).await, []);
        let letters = town.letters_to(&case.omar).await;
        let [Letter::HelpAsked { after, until, .. }] = letters.as_slice() else { panic!("{letters:?}") };
        assert_eq!((after.as_deref(), *until), (Some("fatima van Testdorp"), Some(second)));
        assert_eq!(town.letters_to(&case.jan).await, [told(&["fatima"], &["omar"], Some(second))]);
        town.empty_mailboxes().await;

        case.patience_is_over().await;
        assert_eq!(case.stage().await, "desk");
        assert_eq!(case.next_at().await, None);
        let by = town.world.services.desk_hours.end_of_working_day(town.now(), 1);
        assert!(by.is_some());
        assert_eq!(town.letters_to(&case.jan).await, [told(&["fatima", "omar"], &[], by)]);
        town.later(1_000 * HOUR);
        assert_eq!(case.moves_on().await, 0, "there it stays");
        assert!(town.trail_has("help_moved_on").await);
    }

    async fn whoever_is_locked_out_is_not_asked_and_whose_mail_fails_comes_last(on: On) {
        let case = Case::new(on).await;
        let town = &case.town;
        let failed = "insert into outbox (id, channel, letter, language, account_id, facts, state, attempts, next_at,
            created_at, ended_at) values ($1, 'mail', 'check_due', 'nl', $1, '{}', 'failed', 1, 0, 0, $2)";
        let mut tx = town.world.services.db.write().await.unwrap();
        execute!(&mut tx, failed, case.fatima.account.as_str(), town.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        case.asks(&case.jan.email).await;
        assert_eq!(town.names_to(&case.omar).await, ["help_asked"]);
        town.block(&case.omar, "wrong_codes").await;
        case.patience_is_over().await;
        assert_eq!(town.names_to(&case.fatima).await, ["help_asked"]);
        town.empty_mailboxes().await;
        town.block(&case.fatima, "wrong_codes").await;
        case.patience_is_over().await;
        assert_eq!(case.stage().await, "desk");
    }

    async fn without_an_admin_who_can_get_in_the_desk_has_it_at_once(on: On) {
        let case = Case::new(on).await;
        let town = &case.town;
        for admin in [&case.fatima, &case.omar] {
            town.block(admin, "wrong_codes").await;
        }
        case.asks(&case.jan.email).await;
        assert_eq!(case.stage().await, "desk");
        let by = town.world.services.desk_hours.end_of_working_day(town.now(), 1);
        assert_eq!(town.letters_to(&case.jan).await, [told(&[], &[], by)]);
        assert_eq!(town.letters_to(&case.fatima).await, []);
        town.later(HOUR);
        case.asks(&case.jan.email).await;
        assert_eq!(town.count("select count(*) from help_request").await, 1);
    }

    async fn the_only_other_admin_is_followed_by_the_desk(on: On) {
        let case = Case::new(on).await;
        case.asks(&case.fatima.email).await;
        case.patience_is_over().await;
        assert_eq!(case.town.count("select count(*) from help_request where stage = 'desk'").await, 1);
        let letters = case.town.letters_to(&case.fatima).await;
        let by = case.town.world.services.desk_hours.end_of_working_day(case.town.now(), 1);
        assert_eq!(letters.last(), Some(&told(&["omar"], &[], by)));
    }

    async fn an_answer_ends_the_way_and_saying_that_it_is_done_is_told(on: On) {
        let case = Case::new(on).await;
        let (town, services) = (&case.town, &case.town.world.services);
        town.block(&case.jan, "wrong_codes").await;
        case.asks(&case.jan.email).await;
        people::unblock(services, &case.permit().await, &case.jan.authorisation).await.unwrap().unwrap();
        assert!(case.is_closed().await);
        town.later(100 * HOUR);
        assert_eq!(case.moves_on().await, 0);

        case.asks(&case.jan.email).await;
        people::send_reset_link(services, &case.permit().await, &case.jan.authorisation).await.unwrap().unwrap();
        assert!(case.is_closed().await, "a link is an answer");

        town.later(HOUR);
        case.asks(&case.jan.email).await;
        town.empty_mailboxes().await;
        let request = town.text("select id from help_request where authorisation_id = $1 and closed_at is null", case.jan.authorisation.as_str()).await;
        let request = domain::HelpRequestId::from_trusted(request.unwrap());
        people::help::close(services, &case.permit().await, &request).await.unwrap().unwrap();
        let done = Letter::HelpDone { by: Some("fatima van Testdorp".into()), kind: HelpKind::CannotLogIn };
        assert_eq!(town.letters_to(&case.jan).await, [done]);
    }

    async fn whoever_can_log_in_again_waits_for_nobody_at_any_company(on: On) {
        const WHO: &str = "select coalesce(closed_by, 'nobody') from help_request where authorisation_id = $1 and kind = 'cannot_log_in'";
        for way in ["logs in", "an admin", "an operator"] {
            let case = Case::new(on).await;
            let (town, services, jan) = (&case.town, &case.town.world.services, &case.jan);
            let office = town.organisation("Kantoor De Boer").await;
            town.admin(&office, "karin").await;
            let there = town.also(jan, &office, "medewerker", "active").await;
            help::ask_as(services, &town.caller(&there).await, HelpKind::MoreRights).await.unwrap();
            if way != "logs in" {
                town.block(jan, "wrong_codes").await;
            }
            case.asks(&jan.email).await;
            case.asks(&case.omar.email).await;
            let open = "select count(*) from help_request where closed_at is null";
            assert_eq!(town.count(open).await, 4, "{way}");
            // A stranger's word at one company, or a block: where it ends makes no difference to the other.
            let by = match way {
                "logs in" => {
                    let asker = Asker::Browser(nobody());
                    let sent = login::enter(services, &jan.account, &jan.authorisation, "192.0.2.0/24", asker).await;
                    let challenge = sent.unwrap().unwrap();
                    assert_eq!(town.count(open).await, 4, "a password alone lets nobody in");
                    let code = town.code(&challenge).await;
                    let step = login::check_code(services, &challenge, &code, nobody(), DEVICE).await.unwrap();
                    assert!(matches!(step, CodeStep::Inside(_)), "{step:?}");
                    jan.account.to_string()
                }
                "an admin" => {
                    people::unblock(services, &case.permit().await, &jan.authorisation).await.unwrap().unwrap();
                    case.fatima.account.to_string()
                }
                _ => {
                    operator::unblock(services, &jan.email, "het technische team").await.unwrap();
                    "nobody".to_owned()
                }
            };
            assert_eq!(town.count(open).await, 2, "{way}: more rights, and what Omar asked");
            for place in [jan, &there] {
                assert_eq!(town.text(WHO, place.authorisation.as_str()).await.as_deref(), Some(by.as_str()), "{way}");
            }
        }
    }

    async fn a_question_at_the_desk_ends_with_the_access_of_who_asked(on: On) {
        let ways = [
            "update authorisation set state = 'stopped', valid_until = $2, as_of = $2 where id = $1",
            "update authorisation set valid_until = $2, as_of = $2 where id = $1",
            "update organisation set ended_at = $2 where id = (select organisation_id from authorisation where id = $1)",
        ];
        for way in ways {
            let case = Case::new(on).await;
            for admin in [&case.fatima, &case.omar] {
                case.town.block(admin, "wrong_codes").await;
            }
            case.asks(&case.jan.email).await;
            case.town.empty_mailboxes().await;
            assert_eq!((case.moves_on().await, case.is_closed().await), (0, false), "{way}");
            let mut tx = case.town.world.services.db.write().await.unwrap();
            execute!(&mut tx, way, case.jan.authorisation.as_str(), case.town.now().unix_ms()).unwrap();
            tx.commit().await.unwrap();
            assert_eq!((case.moves_on().await, case.is_closed().await), (0, true), "{way}");
            assert_eq!(case.town.letters_to(&case.jan).await, []);
        }
    }

    async fn giving_a_right_answers_who_asked_for_more(on: On) {
        let case = Case::new(on).await;
        let (town, services) = (&case.town, &case.town.world.services);
        let jan = town.caller(&case.jan).await;
        help::ask_as(services, &jan, HelpKind::MoreRights).await.unwrap();
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "insert into organisation_right (organisation_id, right_code) values ($1, 'offertes')",
            case.jan.organisation.as_str()).unwrap();
        tx.commit().await.unwrap();
        let more = people::NewRights { rights: vec!["offertes".into()], valid_from: None, valid_until: None };
        people::change_rights(services, &case.permit().await, &case.jan.authorisation, &more).await.unwrap().unwrap();
        assert!(case.is_closed().await);
    }

    async fn sec_47_of_two_nodes_that_come_by_at_once_one_moves_a_question_on(on: On) {
        let case = Case::new(on).await;
        case.asks(&case.jan.email).await;
        case.town.later(100 * HOUR);
        let (one, two) = tokio::join!(case.moves_on(), case.moves_on());
        assert_eq!(one + two, 1);
        assert_eq!(case.town.names_to(&case.omar).await, ["help_asked"]);
    }

    async fn nobody_is_asked_for_somebody_who_is_gone(on: On) {
        let case = Case::new(on).await;
        case.asks(&case.jan.email).await;
        case.town.empty_mailboxes().await;
        case.town.set("update authorisation set state = $2 where id = $1", case.jan.authorisation.as_str(), "stopped").await;
        case.town.later(100 * HOUR);
        assert_eq!(case.moves_on().await, 0);
        assert!(case.is_closed().await);
        assert_eq!(case.town.letters_to(&case.jan).await, []);
    }

    async fn a_question_of_before_questions_moved_on_begins_its_way_when_it_is_asked_again(on: On) {
        let case = Case::new(on).await;
        let old = "insert into help_request (id, organisation_id, authorisation_id, kind, created_at)
            select $1, organisation_id, id, $2, 0 from authorisation where id = $3";
        let mut tx = case.town.world.services.db.write().await.unwrap();
        execute!(&mut tx, old, "old", "cannot_log_in", case.jan.authorisation.as_str()).unwrap();
        tx.commit().await.unwrap();
        case.town.later(100 * HOUR);
        assert_eq!(case.moves_on().await, 0);
        case.asks(&case.jan.email).await;
        assert_eq!(case.stage().await, "first");
        case.patience_is_over().await;
        assert_eq!(case.stage().await, "others");
    }
}
