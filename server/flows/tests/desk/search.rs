//! Finding whoever calls.

use domain::desk::QueryProblem;
use flows::{
    Policy,
    desk::{self, Found, NotSearched, Only},
    on_each_database,
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
        let mut fatima = Seed::new("Fatima", "el", "Amrani", "fatima@garage.example").admin();
        fatima.mobile = "+31687654321";
        floor.world.person(&garage, fatima).await;
        let code = floor.lines("select access_code from authorisation where id = $1", floor.jan.1.as_str()).await.remove(0);
        let number = floor.lines("select number from organisation where id = $1", garage.as_str()).await.remove(0);
        for (text, people, organisations) in [
            ("KARIN@kantoor-deboer.example", vec!["Karin de Boer"], 0),
            (code.as_str(), vec!["Jan Jansen"], 0),
            ("4321", vec!["Fatima el Amrani"], 0),
            ("06 87 65 43 21", vec!["Fatima el Amrani"], 0),
            ("de boer", vec!["Karin de Boer"], 1),
            ("jansen", vec!["Jan Jansen"], 1),
            ("smit", vec![], 1),
            ("fat amr", vec!["Fatima el Amrani"], 0),
            ("amrani 4321", vec!["Fatima el Amrani"], 0),
            ("amrani 1234", vec![], 0),
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
}
