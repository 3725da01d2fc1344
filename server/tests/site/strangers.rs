//! What a stranger is told who tries one address after the other: the same, whoever it belongs to (SEC-01, SEC-03, SEC-16).
//! The clock is another question, which `make bench` answers.

use super::{
    house::{Answer, House, On, PASSWORD, Visitor},
    throttling::but_for_belcode,
};

/// Every kind of address that answers could tell apart.
const CLASSES: [(&str, &str); 6] = [
    ("known", "jan@kantoor-deboer.example"),
    ("unknown", "niemand@nergens.example"),
    ("blocked", "piet@kantoor-deboer.example"),
    ("invited", "nora@kantoor-deboer.example"),
    ("password disabled", "dirk@kantoor-deboer.example"),
    ("stopped", "sem@kantoor-deboer.example"),
];

/// What can be compared of an answer, without the digits that are drawn for each visitor.
fn bytes(answer: &Answer, email: &str) -> String {
    let bytes = answer.bytes_but_for(email);
    if bytes.contains("class=\"code-display\"") {
        but_for_belcode(&bytes)
    } else {
        bytes
    }
}

/// Fails if what one class of address gets differs from what the first gets.
#[track_caller]
fn are_alike(what: &str, seen: &[(&str, Vec<String>)]) {
    assert_eq!(seen.len(), CLASSES.len());
    for (class, bytes) in seen {
        assert_eq!(bytes, &seen[0].1, "{what}: {class}");
    }
}

async fn looks_at<'h>(house: &'h House, email: &str, pages: &[String]) -> Vec<String> {
    let mut stranger: Visitor<'h> = house.stranger();
    stranger
        .posts("/wachtwoord-vergeten", &[("email", email)])
        .await;
    let mut seen = Vec::new();
    for page in pages {
        let answer = stranger.get(page).await;
        assert_eq!(answer.status, 200, "{page}");
        assert!(
            answer.body.contains("class=\"belcode\""),
            "{page} has a belcode"
        );
        seen.push(bytes(&answer, email));
    }
    seen
}

flows::on_each_database! {
    async fn sec_01_sec_03_what_a_stranger_asks_gets_the_same_bytes_for_every_kind_of_address(on: On) {
        let house = House::new(on).await;
        for (form, also) in [
            ("/wachtwoord-vergeten", None),
            ("/wie-is-mijn-beheerder", None),
            ("/hulp-vragen", Some(("kind", "cannot_log_in"))),
            ("/hulp-vragen", Some(("kind", "wrong_number"))),
        ] {
            let mut seen = Vec::new();
            for (class, email) in CLASSES {
                let mut stranger = house.stranger();
                let fields: Vec<_> = [("email", email)].into_iter().chain(also).collect();
                let answer = stranger.posts(form, &fields).await;
                answer.leads_to(&format!("{form}/verstuurd"));
                let page = stranger.follows().await;
                page.shows(email);
                // And once more, as whoever presses "Stuur opnieuw".
                let again = stranger.posts(form, &fields).await;
                let page_again = stranger.follows().await;
                let all = [answer, page, again, page_again];
                seen.push((class, all.iter().map(|answer| bytes(answer, email)).collect()));
            }
            are_alike(form, &seen);
        }
        house.post_goes_out().await;
        let letters = house.post.read(|_| true);
        assert!(letters.iter().any(|letter| letter.link("/wachtwoord-instellen/").is_some()), "{letters:?}");
    }

    async fn sec_01_sec_03_pages_that_show_a_belcode_are_the_same_for_every_kind_of_address(on: On) {
        let house = House::new(on).await;
        let content = server::content::read(None, &mut Vec::new());
        let last = |capacity: &domain::help::Capacity| {
            let problem = capacity.problems.last().unwrap();
            format!("/hulp-bij-inloggen/{}/{problem}", capacity.code)
        };
        let mut pages: Vec<String> = content.help.capacities.iter().map(last).collect();
        assert!(pages.iter().all(|page| page.ends_with("/iets-anders")), "{pages:?}");
        pages.push("/contact".to_owned());
        let mut seen = Vec::new();
        for (class, email) in CLASSES {
            seen.push((class, looks_at(&house, email, &pages).await));
        }
        are_alike("belcode", &seen);
        let addresses = house.number("select count(distinct address) from belcode where code <> $1", "").await;
        assert_eq!(addresses, 6, "each leads an agent to the case");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_16_when_too_many_come_at_once_everybody_gets_the_same_bytes_and_nobody_is_looked_at(on: On) {
        let house = House::new(on).await;
        let hasher = &house.world.services.hasher;
        let runs = hasher.runs();
        let crowd = hasher.leave_no_room();
        let mut seen = Vec::new();
        for (class, email) in CLASSES {
            let mut stranger = house.stranger();
            let answer = stranger.types(email, PASSWORD).await;
            assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{class}");
            answer.shows("Het is nu erg druk").hides(email);
            seen.push((class, vec![bytes(&answer, email)]));
        }
        are_alike("busy", &seen);
        drop(crowd);
        assert_eq!(hasher.runs(), runs);
        let counted = "select count(*) from login_counter where subject <> $1 and (consecutive > 0 or in_window > 0)";
        assert_eq!(house.number(counted, "").await, 0, "and no try is counted against anybody");
        house.visitor("karin").logs_in().await;
    }
}
