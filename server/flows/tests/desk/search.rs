//! Finding whoever calls.

use domain::{
    AppointmentId,
    desk::{ErrorNumber, QueryProblem, Way},
};
use flows::{
    Policy, appointments,
    desk::{self, Cause, Failure, Found, NotSearched, Only},
    execute, on_each_database,
    testing::{On, Seed},
};

use super::floor::{Floor, MINUTE};

async fn found(floor: &Floor, text: &str) -> Found {
    let permit = floor.permit_of(&floor.sanne).await.see();
    desk::search(&floor.world.services, &permit, text)
        .await
        .unwrap()
        .unwrap()
}

const ASKED: &str = "
insert into appointment (id, reference, kind, number, company, given_name, initials, infix, family_name, email,
    email_canonical, mobile, answers, language, state, submitted_at, confirmed_at)
values ($1, $2, 'adviseur', $3, $4, 'Bo', 'B.', '', 'Zwart', 'bo@elders.example', 'bo@elders.example', '+31612345679', '[]',
    'nl', $5, 1, $6)";

/// A request to be appointed; one that waits for its mailbox, if it is not confirmed.
async fn asked(
    floor: &Floor,
    reference: &str,
    (number, company): (&str, &str),
    confirmed: bool,
) -> String {
    let services = &floor.world.services;
    let id = services.new_id().unwrap();
    let state = if confirmed { "confirmed" } else { "submitted" };
    let at = confirmed.then(|| services.now().unix_ms());
    let mut tx = services.db.write().await.unwrap();
    execute!(&mut tx, ASKED, &id, reference, number, company, state, at).unwrap();
    tx.commit().await.unwrap();
    id
}

fn names(found: &Found) -> Vec<String> {
    found
        .people
        .iter()
        .map(|person| person.name.full())
        .collect()
}

on_each_database! {
    async fn a_caller_is_found_by_everything_that_names_one(on: On) {
        let floor = Floor::new(on).await;
        let garage = floor.world.organisation("garage", "Garage Jansen-Smit").await;
        floor.world.organisation("garage", "Auto 2000").await;
        let mut fatima = Seed::new("Fatima", "el", "Amrani", "fatima@garage.example").admin();
        fatima.mobile = "+31687654321";
        floor.world.person(&garage, fatima).await;
        let code = floor.lines("select access_code from authorisation where id = $1", floor.jan.1.as_str()).await.remove(0);
        let number = floor.lines("select number from organisation where id = $1", garage.as_str()).await.remove(0);
        for (text, people, organisations) in [
            ("KARIN@kantoor-deboer.example", vec!["Karin de Boer"], 0),
            ("Karin <karin@kantoor-deboer.example>", vec!["Karin de Boer"], 0),
            ("\"Boer, Karin de\" <KARIN@kantoor-deboer.example>;", vec!["Karin de Boer"], 0),
            ("Boer, Karin de", vec!["Karin de Boer"], 0),
            ("Amrani (el), Fatima", vec!["Fatima el Amrani"], 0),
            ("\u{200e}06\u{202f}87\u{2011}65\u{2013}43\u{3000}21\u{feff}", vec!["Fatima el Amrani"], 0),
            ("Jansen-Smit, Garage", vec![], 1),
            (code.as_str(), vec!["Jan Jansen"], 0),
            ("4321", vec!["Fatima el Amrani"], 0),
            ("06 87 65 43 21", vec!["Fatima el Amrani"], 0),
            ("de boer", vec!["Karin de Boer"], 1),
            ("jansen", vec!["Jan Jansen"], 1),
            ("smit", vec![], 1),
            ("fat amr", vec!["Fatima el Amrani"], 0),
            ("amrani 4321", vec!["Fatima el Amrani"], 0),
            ("amrani 1234", vec![], 0),
            ("auto 2000", vec![], 1),
            ("fatima@gar", vec!["Fatima el Amrani"], 0),
            ("fatima jansen", vec![], 0),
        ] {
            let found = found(&floor, text).await;
            assert_eq!(names(&found), people, "{text}");
            assert_eq!(found.organisations.len(), organisations, "{text}");
        }
        assert!(number.contains('-'), "numbers of test organisations are ids: found by name only");
        let only = found(&floor, "smit").await.only();
        assert_eq!(only, Some(Only::Organisation(garage)));
    }

    async fn an_organisation_is_found_by_its_number_and_a_stranger_to_the_letters_by_none(on: On) {
        let floor = Floor::new(on).await;
        let mut tx = floor.world.services.db.write().await.unwrap();
        flows::execute!(&mut tx, "update organisation set number = '40217' where id = $1", floor.office.as_str()).unwrap();
        tx.commit().await.unwrap();
        let found = found(&floor, "402.17").await;
        assert_eq!(found.only(), Some(Only::Organisation(floor.office.clone())));
        let row = &found.organisations[0];
        assert_eq!((row.name.as_str(), row.number.as_str()), ("Kantoor De Boer", "40217"));
    }

    async fn what_is_shown_of_somebody_found_is_masked(on: On) {
        let floor = Floor::new(on).await;
        let found = found(&floor, "karin").await;
        let karin = &found.people[0];
        assert_eq!(karin.email_masked, "k•••@kantoor-deboer.example");
        assert_eq!(karin.mobile_ends_in, "78");
    }

    async fn a_belcode_leads_to_the_case_for_two_hours_and_tells_strangers_nothing(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let page = "/inloggen/even-wachten";
        let mut codes = Vec::new();
        for address in ["karin@kantoor-deboer.example", "niemand@elders.example"] {
            let email = domain::EmailAddress::parse(address).unwrap();
            let made = desk::make_belcode(services, page, Some(&email), "203.0.113.0/24").await.unwrap().unwrap();
            assert!(made.code.len() == 6 && made.code.starts_with('0'), "{made:?}");
            codes.push(made.code);
        }
        let known = found(&floor, &codes[0]).await;
        assert_eq!(known.only(), Some(Only::Person(floor.karin.1.clone())));
        assert_eq!(known.belcode.as_ref().unwrap().page, page);
        let unknown = found(&floor, &codes[1]).await;
        assert_eq!((unknown.only(), names(&unknown).len()), (None, 0));
        assert_eq!(unknown.belcode.unwrap().typed_masked.as_deref(), Some("n•••@elders.example"));
        floor.world.clock.forward(120 * MINUTE);
        assert!(found(&floor, &codes[0]).await.belcode.is_none());
        desk::sweep(services).await.unwrap();
        assert_eq!(floor.number("select count(*) from belcode where page = $1", page).await, 0, "nothing typed is kept");
    }

    async fn searching_is_written_down_without_the_text_and_bounded(on: On) {
        let policy = Policy { desk_searches_per_hour: 3, ..Policy::default() };
        let mut floor = Floor::new(on).await;
        floor.world.services.policy = std::sync::Arc::new(policy);
        let permit = floor.permit_of(&floor.sanne).await.see();
        let services = &floor.world.services;
        for _ in 0..3 {
            desk::search(services, &permit, "karin@kantoor-deboer.example").await.unwrap().unwrap();
        }
        let refused = desk::search(services, &permit, "karin").await.unwrap();
        assert!(matches!(refused, Err(NotSearched::TooMany { .. })));
        let of_daan = floor.permit_of(&floor.daan).await.see();
        assert!(desk::search(services, &of_daan, "karin").await.unwrap().is_ok(), "a colleague goes on");
        let little = desk::search(services, &of_daan, "k").await.unwrap();
        assert_eq!(little.err(), Some(NotSearched::Query(QueryProblem::TooLittle)));
        let facts = floor.lines("select facts from audit where event = $1 order by seq", "desk_searched").await;
        assert_eq!(facts.len(), 4);
        assert_eq!(facts[0], r#"{"for":"email","hits":1}"#);
        let in_the_log_of_an_organisation = "select count(*) from audit where event = $1 and organisation_id is not null";
        assert_eq!(floor.number(in_the_log_of_an_organisation, "desk_searched").await, 0);
    }

    async fn a_request_to_be_appointed_is_found_by_its_number_its_mailbox_and_its_company(on: On) {
        let floor = Floor::new(on).await;
        let id = asked(&floor, "GB-2026-00417", ("51234", "Bakkerij Van den Berg"), true).await;
        let id = AppointmentId::from_trusted(id);
        asked(&floor, "GB-2026-00418", ("51235", "Slagerij De Haan"), false).await;
        for text in ["GB-2026-00417", " gb 2026 417", "2026-00417", "BO@elders.example", "bakkerij", "berg van"] {
            let found = found(&floor, text).await;
            assert_eq!(found.only(), Some(Only::Request(id.clone())), "{text}");
        }
        let waits = found(&floor, "gb-2026-00418").await;
        assert_eq!(waits.only(), None, "its mailbox has not said yes");
        let row = &waits.requests[0];
        assert_eq!((row.reference.as_str(), row.confirmed, row.company.as_deref()), ("GB-2026-00418", false, None));
        for text in ["slagerij", "GB-2025-00417", "bakkerij haan"] {
            assert!(found(&floor, text).await.is_nothing(), "{text}");
        }
        let facts = floor.lines("select facts from audit where event = $1 order by seq", "desk_searched").await;
        assert_eq!(facts[0], r#"{"for":"reference","hits":1}"#);
        let mut tx = floor.world.services.db.write().await.unwrap();
        execute!(&mut tx, "update appointment set state = 'approved' where id = $1", id.as_str()).unwrap();
        tx.commit().await.unwrap();
        assert!(found(&floor, "bo@elders.example").await.is_nothing(), "is found as a person from now on");
        assert_eq!(found(&floor, "GB-2026-00417").await.only(), Some(Only::Request(id)));
    }

    async fn looking_at_a_request_is_written_down_once_for_each_agent_and_case(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let id = AppointmentId::from_trusted(asked(&floor, "GB-2026-00417", ("51234", "Bakkerij"), true).await);
        let other = AppointmentId::from_trusted(asked(&floor, "GB-2026-00418", ("51235", "Slagerij"), true).await);
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await.see(), floor.permit_of(&floor.daan).await.see());
        let seen = "select facts from audit where event = $1 and actor = 'desk' order by seq";
        for (permit, id, rows) in [(&sanne, &id, 1), (&sanne, &id, 1), (&sanne, &other, 2), (&daan, &id, 3)] {
            appointments::case(services, permit, id).await.unwrap().unwrap();
            assert_eq!(floor.lines(seen, "appointment_viewed").await.len(), rows);
        }
        assert_eq!(floor.lines(seen, "appointment_viewed").await[0], r#"{"reference":"GB-2026-00417"}"#);
        floor.world.clock.forward(31 * MINUTE);
        appointments::case(services, &sanne, &id).await.unwrap().unwrap();
        assert_eq!(floor.lines(seen, "appointment_viewed").await.len(), 4);
    }

    async fn sec_75_a_look_at_a_request_while_the_clock_was_ahead_hides_no_later_one(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let id = AppointmentId::from_trusted(asked(&floor, "GB-2026-00417", ("51234", "Bakkerij"), true).await);
        let seen = "select facts from audit where event = $1";
        floor.world.clock.forward(3653 * 24 * 60 * MINUTE);
        for rows in [1, 2, 2] {
            let sanne = floor.permit_of(&floor.sanne).await.see();
            appointments::case(services, &sanne, &id).await.unwrap().unwrap();
            assert_eq!(floor.lines(seen, "appointment_viewed").await.len(), rows);
            floor.world.clock.put_right();
        }
    }

    async fn the_page_of_a_company_has_the_requests_for_it_and_its_number(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let number = floor.lines("select number from organisation where id = $1", floor.office.as_str()).await.remove(0);
        asked(&floor, "GB-2026-00417", (&number, "Kantoor de Boer"), true).await;
        asked(&floor, "GB-2026-00418", (&number, "Kantoor de Boer"), false).await;
        asked(&floor, "GB-2026-00419", ("51235", "Slagerij De Haan"), true).await;
        let see = floor.permit_of(&floor.sanne).await.see();
        let office = desk::organisation(services, &see, &floor.office, None, Way::Search).await.unwrap().unwrap();
        let shown: Vec<&str> = office.requests.iter().map(|one| one.reference.as_str()).collect();
        assert_eq!(shown, ["GB-2026-00417"]);
    }

    async fn an_error_number_leads_to_what_failed_and_to_who_was_logged_in_for_a_month(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let failure = |whom| Failure {
            number: ErrorNumber::parse("7F3K").unwrap(),
            at: services.now(),
            method: "POST".into(),
            route: "/beheer/medewerkers/{id}/mobiel".into(),
            status: 500,
            cause: Cause::Database,
            whom,
        };
        assert!(found(&floor, "7F3K").await.is_nothing());
        assert!(desk::keep_failure(services, &failure(Some(floor.karin.1.clone()))).await.unwrap());
        floor.world.clock.forward(MINUTE);
        assert!(desk::keep_failure(services, &failure(None)).await.unwrap());
        let both = found(&floor, " 7f 3k ").await;
        assert_eq!((both.only(), both.failures.len()), (None, 2));
        assert_eq!(both.failures[0].whom, None, "the newest first");
        let first = &both.failures[1];
        assert_eq!(first.whom.as_ref().unwrap(), &(floor.karin.1.clone(), "Karin de Boer".to_owned()));
        assert_eq!((first.route.as_str(), first.cause), ("/beheer/medewerkers/{id}/mobiel", Some(Cause::Database)));
        floor.world.clock.forward(30 * 24 * 60 * MINUTE);
        desk::sweep(services).await.unwrap();
        assert!(found(&floor, "7F3K").await.is_nothing());
    }

    async fn a_page_that_fails_for_everybody_is_kept_so_often_and_no_more(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let failure = Failure {
            number: ErrorNumber::parse("7F3K").unwrap(),
            at: services.now(),
            method: "GET".into(),
            route: "/".into(),
            status: 500,
            cause: Cause::Panic,
            whom: None,
        };
        for _ in 0..100 {
            assert!(desk::keep_failure(services, &failure).await.unwrap());
        }
        assert!(!desk::keep_failure(services, &failure).await.unwrap());
        assert_eq!(floor.number("select count(*) from failure where number = $1", "7F3K").await, 100);
        for route in ["a", "b", "c", "d", "e", "f"] {
            for _ in 0..100 {
                let failure = Failure { route: route.into(), ..failure.clone() };
                desk::keep_failure(services, &failure).await.unwrap();
            }
        }
        assert_eq!(floor.number("select count(*) from failure where number = $1", "7F3K").await, 500, "of strangers");
        let of_karin = Failure { whom: Some(floor.karin.1.clone()), ..failure };
        assert!(desk::keep_failure(services, &of_karin).await.unwrap(), "who reads it out to the desk is logged in");
    }

    async fn a_number_with_a_zero_in_front_may_be_a_belcode_or_that_of_a_company(on: On) {
        let floor = Floor::new(on).await;
        let mut tx = floor.world.services.db.write().await.unwrap();
        execute!(&mut tx, "update organisation set number = '040217' where id = $1", floor.office.as_str()).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found(&floor, "040217").await.only(), Some(Only::Organisation(floor.office.clone())));
    }

    async fn where_callers_got_stuck_and_what_became_of_requests_is_counted(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let email = domain::EmailAddress::parse("karin@kantoor-deboer.example").unwrap();
        let made = desk::make_belcode(services, "/contact", Some(&email), "203.0.113.0/24").await.unwrap().unwrap();
        for _ in 0..2 {
            found(&floor, &made.code).await;
        }
        let id = asked(&floor, "GB-2026-00417", ("51234", "Bakkerij"), true).await;
        let happened = "insert into appointment_event (appointment_id, place, at, event) values ($1, $2, $3, $4)";
        let now = services.now();
        let mut tx = services.db.write().await.unwrap();
        for (place, at, event) in [(1, now, "taken"), (2, now, "approved"), (3, now.minus(48 * 60 * MINUTE), "taken")] {
            execute!(&mut tx, happened, &id, i64::from(place), at.unix_ms(), event).unwrap();
        }
        tx.commit().await.unwrap();
        let see = floor.permit_of(&floor.sanne).await.see();
        let report = desk::report(services, &see, now, now).await.unwrap();
        let stuck: Vec<_> = report.stuck.iter().map(|one| (one.page.as_str(), one.times)).collect();
        assert_eq!(stuck, [("/contact", 2)]);
        assert_eq!(report.deeds, [], "a belcode is no deed");
        assert_eq!(report.appointments, [("approved".to_owned(), 1), ("taken".to_owned(), 1)]);
    }
}
