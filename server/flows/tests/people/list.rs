//! The list of people and searching in it, against real databases.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;

use domain::{OrganisationId, people::AuthorisationState};
use flows::{
    Caller, Tx, on_each_database,
    people::{self, Cursor, Filter, Page},
    testing::{On, Seed, World},
};

/// How a search asks for one word.
macro_rules! one_word {
    () => {
        "select distinct authorisation_id from authorisation_word
        where organisation_id = 'kantoor' and word >= 'jansen' and word < 'jansen\u{10ffff}'"
    };
}

/// PostgreSQL takes one index for another when both seem to lead to one row; what is left here cannot lead there.
const WITHOUT_ITS_OWN_INDEX: &str = "
alter table authorisation_word drop constraint authorisation_word_pkey;
set local enable_seqscan = off";

async fn office(world: &World) -> (OrganisationId, Caller) {
    let office = world.organisation("adviseur", "Kantoor De Boer").await;
    let karin = Seed::new("Karin", "de", "Boer", "karin@kantoor-deboer.example").admin();
    let (account, authorisation) = world.person(&office, karin).await;
    let karin = world.inside(&account, &authorisation).await;
    (office, karin)
}

async fn page(world: &World, who: &Caller, cursor: Option<&Cursor>, filter: &Filter) -> Page {
    let permit = who.may_see_staff().unwrap();
    people::list(&world.services, &permit, cursor, filter)
        .await
        .unwrap()
}

fn names(page: &Page) -> Vec<String> {
    page.people
        .iter()
        .map(|person| person.name.full())
        .collect()
}

async fn found(world: &World, who: &Caller, typed: &str) -> Vec<String> {
    names(&page(world, who, None, &Filter::Search(typed.into())).await)
}

on_each_database! {
    async fn paging_over_five_hundred_people_visits_each_exactly_once_in_both_directions(on: On) {
        let world = World::new(on).await;
        let (office, karin) = office(&world).await;
        for number in 0..499 {
            // Few different names, so that pages begin and end between people of one name.
            let email = format!("nummer{number}@kantoor-deboer.example");
            let family = ["Visser", "Smit", "Meijer"][number % 3];
            world.person(&office, Seed::new("Jan", "", family, &email)).await;
        }
        let mut forward = Vec::new();
        let mut cursor = None;
        loop {
            let here = page(&world, &karin, cursor.as_ref(), &Filter::Current).await;
            assert_eq!(here.before.is_some(), cursor.is_some());
            forward.extend(here.people.into_iter().map(|person| person.id));
            cursor = here.after;
            if cursor.is_none() { break; }
        }
        assert_eq!(forward.len(), 500);
        assert_eq!(forward.iter().cloned().collect::<BTreeSet<_>>().len(), 500);
        let mut backward = Vec::new();
        let mut cursor = Some(Cursor::Before(forward[499].clone()));
        while let Some(here) = cursor {
            let here = page(&world, &karin, Some(&here), &Filter::Current).await;
            assert!(here.after.is_some());
            backward.splice(0..0, here.people.into_iter().map(|person| person.id));
            cursor = here.before;
        }
        assert_eq!(backward, forward[..499]);
    }

    async fn names_are_sorted_the_dutch_way(on: On) {
        let world = World::new(on).await;
        let (office, karin) = office(&world).await;
        for (given, infix, family, email) in [
            ("Zoë", "", "Bakker", "z@k.example"),
            ("Ali", "", "Çelik", "c@k.example"),
            ("Eva", "van den", "Berg", "e@k.example"),
            ("Ad", "", "de Wit", "a@k.example"),
            ("Øystein", "", "Dahl", "o@k.example"),
        ] {
            world.person(&office, Seed::new(given, infix, family, email)).await;
        }
        assert_eq!(
            names(&page(&world, &karin, None, &Filter::Current).await),
            ["Zoë Bakker", "Eva van den Berg", "Karin de Boer", "Ali Çelik", "Øystein Dahl", "Ad de Wit"]
        );
    }

    async fn people_are_found_by_the_beginning_of_every_word(on: On) {
        let world = World::new(on).await;
        let (office, karin) = office(&world).await;
        world.person(&office, Seed::new("Jan", "", "Jansen", "jan@kantoor-deboer.example")).await;
        world.person(&office, Seed::new("Jan-Willem", "van der", "Çelik", "jw@elders.example")).await;
        let jansen = &page(&world, &karin, None, &Filter::Search("jansen".into())).await.people[0];
        let code = jansen.access_code.clone();
        for (typed, expected) in [
            ("jan", &["Jan-Willem van der Çelik", "Jan Jansen"][..]),
            ("JANS", &["Jan Jansen"]),
            ("  jan   jans ", &["Jan Jansen"]),
            ("Jansen, Jan", &["Jan Jansen"]),
            ("Çelik, Jan-Willem van der", &["Jan-Willem van der Çelik"]),
            ("Çelik (van der); Jan-Willem", &["Jan-Willem van der Çelik"]),
            ("Jan <jan@kantoor-deboer.example>", &["Jan Jansen"]),
            ("\"Jansen, Jan\" <JAN@kantoor-deboer.example>;", &["Jan Jansen"]),
            ("\u{200e}Jan\u{a0}Jan\u{ad}sen\u{feff}", &["Jan Jansen"]),
            ("celik", &["Jan-Willem van der Çelik"]),
            ("willem çel", &["Jan-Willem van der Çelik"]),
            ("jan-w", &["Jan-Willem van der Çelik"]),
            ("jan@kantoor", &["Jan Jansen"]),
            ("elders", &["Jan-Willem van der Çelik"]),
            (code.as_str(), &["Jan Jansen"]),
            ("ansen", &[]),
            ("jan karin", &[]),
            ("%", &[]),
            ("jan_", &[]),
            ("", &[]),
            ("jan\0", &[]),
        ] {
            assert_eq!(found(&world, &karin, typed).await, expected, "{typed:?}");
        }
    }

    async fn a_search_says_when_there_were_more(on: On) {
        let world = World::new(on).await;
        let (office, karin) = office(&world).await;
        for number in 0..=people::MOST_HITS {
            let email = format!("p{number}@kantoor-deboer.example");
            world.person(&office, Seed::new("Piet", "", "Pietersen", &email)).await;
        }
        let many = page(&world, &karin, None, &Filter::Search("p".into())).await;
        assert_eq!((many.people.len(), many.cut_off), (people::MOST_HITS, true));
        let few = page(&world, &karin, None, &Filter::Search("p200@".into())).await;
        assert_eq!((few.people.len(), few.cut_off), (1, false));
    }

    async fn sec_45_the_list_shows_nobody_of_another_organisation(on: On) {
        let world = World::new(on).await;
        let (office, karin) = office(&world).await;
        let garage = world.organisation("garage", "Garage Jansen").await;
        let (_, mo) = world.person(&garage, Seed::new("Mo", "", "Amrani", "mo@garage-jansen.example")).await;
        let stopped = Seed { state: AuthorisationState::Stopped, ..Seed::new("Sam", "", "Smit", "sam@k.example") };
        world.person(&office, stopped).await;
        assert_eq!(names(&page(&world, &karin, None, &Filter::Current).await), ["Karin de Boer"]);
        assert_eq!(names(&page(&world, &karin, None, &Filter::Stopped).await), ["Sam Smit"]);
        assert_eq!(found(&world, &karin, "mo").await, [""; 0]);
        // A cursor of another organisation points nowhere.
        let foreign = page(&world, &karin, Some(&Cursor::After(mo)), &Filter::Current).await;
        assert_eq!(names(&foreign), ["Karin de Boer"]);
        let permit = karin.may_see_staff().unwrap();
        let count = people::count(&world.services, &permit).await.unwrap();
        assert_eq!((count.number, count.more), (1, false));
    }

    async fn who_searches_in_one_organisation_never_walks_the_words_of_all(on: On) {
        let world = World::new(on).await;
        let mut tx = world.services.db.write().await.unwrap();
        let plan: Vec<String> = match &mut tx {
            Tx::Sqlite(tx) => {
                let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(concat!("explain query plan ", one_word!()))
                    .fetch_all(&mut **tx).await.unwrap();
                steps.into_iter().map(|(.., step)| step).collect()
            }
            Tx::Postgres(tx) => {
                sqlx::raw_sql(WITHOUT_ITS_OWN_INDEX).execute(&mut **tx).await.unwrap();
                let lines: Vec<(String,)> = sqlx::query_as(concat!("explain ", one_word!()))
                    .fetch_all(&mut **tx).await.unwrap();
                lines.into_iter().map(|(line,)| line).collect()
            }
        };
        let plan = plan.join("\n");
        assert!(plan.contains("authorisation_word") && !plan.contains("authorisation_word_anywhere"), "{plan}");
    }
}
