//! What a stranger's request may write (SEC-71): nothing by looking, nothing that was not read, and of sessions only as
//! many as their network has room for.

use std::collections::BTreeSet;

use axum::{body::Body, http::Method};
use flows::Policy;

use super::{
    every_form::id_of,
    house::{DEED, House, On, PASSWORD, REMEMBER, SESSION, Visitor, address},
    stored::everything,
};

const WRONG: &str = "een verkeerd wachtwoord";
const SESSIONS: &str = "select count(*) from session where id_hash <> $1";
const CANARY: &str = "kanarie-die-nergens-bewaard-wordt-";

/// Every address of the site, with something in its gaps; each once.
fn addresses(id: &str) -> BTreeSet<String> {
    let table = app::site::table();
    let filled = table.iter().map(|one| {
        let path = one.path.replace("{token}", &"A".repeat(43));
        let path = path.replace("{form}", "garage");
        path.split('/')
            .map(|part| if part.starts_with('{') { id } else { part })
            .collect::<Vec<_>>()
            .join("/")
    });
    filled
        .chain(["/bestaat-niet".into(), "/assets/geen".into()])
        .collect()
}

/// How somebody looks.
fn looks(visitor: &Visitor<'_>, path: &str) -> Vec<axum::http::Request<Body>> {
    let look = |method: Method, path: &str| {
        let request = visitor.request(method, path, "cross-site");
        request.body(Body::empty()).unwrap()
    };
    vec![
        look(Method::GET, path),
        look(Method::HEAD, path),
        look(
            Method::GET,
            &format!("{path}?next=%2Fbeheer&soort=wrong_number&zoek=jan"),
        ),
        look(Method::GET, &format!("{path}?taal=en")),
        look(Method::OPTIONS, path),
    ]
}

flows::on_each_database! {
    async fn sec_71_looking_writes_nothing_whatever_is_looked_at_and_with_whatever_cookie(on: On) {
        let house = House::new(on).await;
        let jan = id_of(&house, "jan").await;
        // A session that is over, one that never was, one of a browser that is being guessed at, and none.
        let mut over = house.visitor("karin");
        over.logs_in().await;
        house.later(std::time::Duration::from_secs(31 * 60));
        let mut foreign = house.stranger();
        foreign.jar.insert(SESSION.into(), "AAAAAAAAAAAAAAAAAAAAAA".into());
        let mut odd = house.stranger();
        odd.jar.insert(SESSION.into(), "'; drop table session; --".into());
        odd.jar.insert("__Host-aanvraag".into(), "A".repeat(43));
        odd.jar.insert("__Host-verder".into(), "L2JlaGVlcg".into());
        let before = everything(&house.world.services.db).await;
        let mut looked = 0;
        for path in addresses(&jan) {
            for visitor in [&house.stranger(), &over, &foreign, &odd] {
                for request in looks(visitor, &path) {
                    let what = format!("{} {}", request.method(), request.uri());
                    let answer = house.answers(request).await;
                    assert!(answer.status < 500, "{what}: {}", answer.in_short());
                    let given: Vec<String> = answer.cookies();
                    assert!(!given.iter().any(|cookie| cookie.starts_with(SESSION) && !cookie.contains("Max-Age=0")), "{what}: {given:?}");
                    looked += 1;
                }
            }
        }
        assert!(looked >= 1_000, "{looked}");
        assert_eq!(everything(&house.world.services.db).await, before);
    }

    async fn sec_71_what_is_too_large_is_stored_nowhere_whichever_form_it_comes_by(on: On) {
        let house = House::new(on).await;
        let jan = id_of(&house, "jan").await;
        let text = CANARY.repeat(1_700);
        assert!((50_000..64_000).contains(&text.len()));
        // A form takes those of its own fields.
        let fields = [
            "email", "password", "kind", "code", "organisation", "zoek", "text", "a", "company", "number", "given_name", "family_name", "sex",
            "mobile", "remark",
        ];
        for path in addresses(&jan) {
            // All of it in one field, and each time in another.
            for large in fields {
                let typed: Vec<_> = fields.iter().map(|field| (*field, if *field == large { text.as_str() } else { "x" })).collect();
                let form = house.stranger().form(&path, &typed, "same-origin");
                let answer = house.answers(form).await;
                assert!(answer.status < 500, "{path} {large}: {}", answer.in_short());
            }
        }
        assert!(!everything(&house.world.services.db).await.contains(CANARY));
        assert_eq!(house.number("select cast(coalesce(max(length(data)), 0) as bigint) from session where id_hash <> $1", "").await / 1_024, 0, "a kilobyte is more than any of them needs");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_71_an_address_that_is_none_is_carried_nowhere(on: On) {
        let house = House::new(on).await;
        let mut stranger = house.stranger();
        for path in ["/inloggen", "/wachtwoord-vergeten", "/wie-is-mijn-beheerder", "/hulp-vragen", "/gebruikersbeheerder-aanvragen/garage"] {
            stranger.posts(path, &[("email", CANARY)]).await;
        }
        let kept = house.number("select count(*) from session where data like '%' || $1 || '%'", CANARY).await;
        assert_eq!(kept, 0);
    }

    async fn sec_71_new_sessions_have_a_budget_for_each_network_and_nobody_is_kept_from_logging_in(on: On) {
        let policy = Policy { sessions_per_network_hour: 3, ..Policy::default() };
        let house = House::with_policy(on, policy).await;
        for round in 0..10_u8 {
            let email = format!("iemand{round}@nergens.example");
            let answer = house.stranger().at(address(113, round)).types(&email, WRONG).await;
            assert_eq!(answer.status, 422, "the page is shown all the same");
            answer.shows("klopt niet");
        }
        assert_eq!(house.number(SESSIONS, "").await, 3);
        // What cannot go on without a session says when it can, before anything is done.
        let questions = "select count(*) from outbox where id <> $1";
        for form in ["/wachtwoord-vergeten", "/wie-is-mijn-beheerder"] {
            let answer = house.stranger().posts(form, &[("email", "karin@kantoor-deboer.example")]).await;
            assert_eq!(answer.status, 429, "{form}");
            answer.shows("Even wachten").shows("Dit is vanaf uw netwerk te vaak gevraagd");
        }
        assert_eq!((house.number(questions, "").await, house.number(SESSIONS, "").await), (0, 3));
        house.stranger().at(address(114, 1)).posts("/wie-is-mijn-beheerder", &[("email", "niemand@nergens.example")]).await.leads_to("/wie-is-mijn-beheerder/verstuurd");
        let mut karin = house.visitor("karin");
        karin.logs_in().await.leads_to("/start");
        assert!(karin.is_inside().await, "from the same network");
        karin.posts("/uitloggen", &[]).await;
        for form in ["/wachtwoord-vergeten", "/wie-is-mijn-beheerder"] {
            let answer = karin.posts(form, &[("email", "karin@kantoor-deboer.example")]).await;
            assert_eq!(answer.status, 303, "somebody got in with this browser: {form}");
        }
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_71_a_session_holds_sixteen_kilobytes_and_more_is_a_page_and_not_a_loss(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        karin.posts(REMEMBER, &[("what", "a"), ("text", &"x".repeat(8_000))]).await.leads_to("/start");
        let held = house.lines("select data from session where id_hash <> $1 and account_id is not null", "").await;
        let answer = karin.posts(REMEMBER, &[("what", "b"), ("text", &"y".repeat(9_000))]).await;
        assert_eq!(answer.status, 413);
        answer.shows("Dat is te veel tegelijk").shows("<h1");
        assert_eq!(house.lines("select data from session where id_hash <> $1 and account_id is not null", "").await, held);
        assert!(karin.is_inside().await);
        karin.posts(REMEMBER, &[("what", "a"), ("text", "klein")]).await.leads_to("/start");
        karin.posts(REMEMBER, &[("what", "b"), ("text", &"y".repeat(9_000))]).await.leads_to("/start");
    }

    async fn sec_71_a_form_that_is_too_large_to_wait_for_a_code_is_refused_before_one_is_sent(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        house.later(std::time::Duration::from_secs(16 * 60));
        let answer = karin.posts(DEED, &[("note", &CANARY.repeat(400))]).await;
        assert_eq!(answer.status, 413);
        answer.shows("Dat is te veel tegelijk");
        assert!(house.letters_to(karin.person().mobile).await.is_empty());
        karin.posts(DEED, &[("note", "kort")]).await.leads_to("/bevestigen");
        house.letter_to(karin.person().mobile).await;
    }

    async fn the_page_that_was_wanted_waits_in_the_browser_also_behind_a_forgotten_password(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.get("/account/gegevens").await.leads_to("/inloggen?next=%2Faccount%2Fgegevens");
        jan.follows().await.shows("Inloggen");
        assert_eq!(house.number(SESSIONS, "").await, 0, "no session for it");
        jan.posts("/wachtwoord-vergeten", &[("email", jan.person().email)]).await.leads_to("/wachtwoord-vergeten/verstuurd");
        let letter = house.letter_to(jan.person().email).await;
        let link = letter.link("/wachtwoord-instellen/").unwrap().to_owned();
        jan.posts(&link, &[("password", "vier groene fietsbellen")]).await.leads_to("/wachtwoord-instellen/code");
        let code = house.code_for("jan").await;
        jan.posts("/wachtwoord-instellen/code", &[("code", &code)]).await.leads_to("/account/gegevens");
        assert!(!jan.jar.contains_key("__Host-verder"), "and then no more");
        house.post_goes_out().await;
        house.post.read(|_| true);
        // Another page in the cookie leads nowhere.
        let mut karin = house.visitor("karin");
        karin.jar.insert("__Host-verder".into(), "Ly9lbHNld2hlcmUuZXhhbXBsZQ".into());
        karin.types(karin.person().email, PASSWORD).await.leads_to("/inloggen/code");
        karin.gives_code().await.leads_to("/start");
        assert!(karin.reads_warning().await);
    }
}
