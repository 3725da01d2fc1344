//! Guessing passwords: the owner gets in, the guesser does not, and the count is right (SEC-02, SEC-05 to SEC-11).

use std::time::Duration;

use axum::http::Method;
use tokio::task::JoinSet;

use super::house::{Answer, House, On, PASSWORD, Visitor, address, answered_by};

const WRONG: &str = "een verkeerd wachtwoord";
const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

const VERIFIED: &str = "select count(*) from audit where event = $1";

fn was_looked_at(answer: &Answer) -> bool {
    match (answer.status, answer.location()) {
        (422, "") => true,
        (303, "/inloggen/even-wachten") => false,
        _ => panic!("neither wrong nor wait: {}", answer.in_short()),
    }
}

/// Types a wrong password for somebody; whether it was looked at.
async fn guess(visitor: &mut Visitor<'_>, email: &str) -> bool {
    was_looked_at(&visitor.types(email, WRONG).await)
}

/// A page without the digits of its belcode, which are drawn for each visitor; every one of them has some.
pub fn but_for_belcode(page: &str) -> String {
    let (before, rest) = page.split_once("class=\"code-display\"").unwrap();
    let (label, rest) = rest.split_once("<strong>").unwrap();
    let (digits, after) = rest.split_once("</strong>").unwrap();
    assert_eq!(
        digits.chars().filter(char::is_ascii_digit).count(),
        6,
        "{digits}"
    );
    format!("{before}{label}{after}")
}

flows::on_each_database! {
    async fn sec_02_every_reason_not_to_get_in_gives_the_same_bytes_and_one_look_each(on: On) {
        let house = House::new(on).await;
        let mut seen: Vec<(&str, String)> = Vec::new();
        for (class, email, password) in [
            ("unknown", "niemand@nergens.example", PASSWORD),
            ("wrong password", "karin@kantoor-deboer.example", WRONG),
            ("blocked", "piet@kantoor-deboer.example", PASSWORD),
            ("blocked, wrong password", "piet@kantoor-deboer.example", WRONG),
            ("disabled", "dirk@kantoor-deboer.example", PASSWORD),
            ("not activated", "nora@kantoor-deboer.example", PASSWORD),
        ] {
            let looked_at = house.number(VERIFIED, "password_wrong").await;
            let mut stranger = house.stranger();
            let answer = stranger.types(email, password).await;
            answer.shows("Het e-mailadres of het wachtwoord klopt niet.").hides(password);
            seen.push((class, answer.bytes_but_for(email)));
            let now = house.number(VERIFIED, "password_wrong").await;
            assert_eq!(now - looked_at, 1, "{class}");
        }
        for (class, bytes) in &seen {
            assert_eq!(bytes, &seen[0].1, "{class}");
        }
        assert!(house.post.unread().is_empty());
    }

    async fn sec_02_a_refused_try_is_not_looked_at_whoever_it_concerns(on: On) {
        let house = House::new(on).await;
        let mut seen: Vec<(&str, String)> = Vec::new();
        for (class, email) in [
            ("unknown", "niemand@nergens.example"),
            ("active", "karin@kantoor-deboer.example"),
            ("blocked", "piet@kantoor-deboer.example"),
            ("disabled", "dirk@kantoor-deboer.example"),
            ("not activated", "nora@kantoor-deboer.example"),
        ] {
            let mut guesser = house.stranger();
            for _ in 0..4 {
                assert!(guess(&mut guesser, email).await, "{class}");
            }
            let looked_at = house.number(VERIFIED, "password_wrong").await;
            let mut stranger = house.stranger();
            let refused = stranger.types(email, PASSWORD).await;
            assert!(!was_looked_at(&refused), "{class}");
            let page = stranger.follows().await;
            // True for whoever is blocked too, and for whoever has no account: the reason is told after proof, and by mail.
            page.shows("Even wachten").shows("Vraag een nieuw wachtwoord aan.").hides(email);
            page.hides("geblokkeerd").hides("meteen verder");
            assert_eq!(house.number(VERIFIED, "password_wrong").await, looked_at, "{class}");
            assert_eq!(house.number(VERIFIED, "password_right").await, 0, "{class}");
            seen.push((class, refused.bytes_but_for(email) + &but_for_belcode(&page.bytes_but_for(email))));
        }
        for (class, bytes) in &seen {
            assert_eq!(bytes, &seen[0].1, "{class}");
        }
    }

    async fn sec_05_strangers_who_guess_from_fifty_places_do_not_keep_the_owner_out(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        karin.posts("/uitloggen", &[]).await;
        for round in 0..1_000_u32 {
            let network = u8::try_from(round % 50).unwrap();
            let mut guesser = house.stranger().at(address(network, 9));
            guess(&mut guesser, karin.person().email).await;
        }
        assert_eq!(house.block_of("karin").await, "");
        let told = house.letters_to(karin.person().email).await;
        assert!(told.len() <= 1 && told.iter().all(|letter| letter.subject == "U moet even wachten met inloggen"), "{told:?}");
        karin.gives_password().await.leads_to("/inloggen/code");
        karin.gives_code().await.leads_to("/start");
        assert!(!karin.reads_warning().await, "her browser was known");
    }

    async fn sec_06_strangers_get_ten_looks_a_day_and_after_a_hundred_the_password_is_off(on: On) {
        let house = House::new(on).await;
        let mut days = Vec::new();
        let mut total = 0;
        while total < 100 && days.len() < 12 {
            let mut looks = 0;
            for _ in 0..96 {
                let mut guesser = house.stranger();
                looks += u32::from(guess(&mut guesser, "jan@kantoor-deboer.example").await);
                house.later(15 * MINUTE);
            }
            total += looks;
            days.push(looks);
            house.post_goes_out().await;
        }
        assert!(days.iter().all(|looks| *looks <= 10), "{days:?}");
        assert_eq!(total, 100, "{days:?}");
        assert_eq!(house.trail("jan", "password_wrong").await, 100);
        assert_eq!(house.trail("jan", "password_disabled").await, 1);
        assert_eq!(house.block_of("jan").await, "", "the password is off, the account is not blocked");
        house.later(DAY);
        let mut jan = house.visitor("jan");
        assert!(was_looked_at(&jan.gives_password().await), "the right password opens nothing any more");
        let letters = house.letters_to("jan@kantoor-deboer.example").await;
        let disabled = letters.iter().filter(|letter| letter.subject == "Kies een nieuw wachtwoord").count();
        assert_eq!(disabled, 1, "{letters:?}");
        let waits = letters.iter().filter(|letter| letter.subject == "U moet even wachten met inloggen").count();
        assert!(disabled + waits == letters.len() && waits <= days.len(), "{letters:?}");
    }

    async fn the_owner_is_told_once_why_strangers_keep_the_account_waiting_and_gets_in_with_a_new_password(on: On) {
        let house = House::new(on).await;
        let mut looks = 0;
        let mut guesser = house.stranger();
        while looks < 10 {
            looks += u32::from(guess(&mut guesser, "jan@kantoor-deboer.example").await);
            house.later(MINUTE);
        }
        let letter = house.letter_to("jan@kantoor-deboer.example").await;
        assert_eq!(letter.subject, "U moet even wachten met inloggen");
        letter.link("/wachtwoord-vergeten").expect("the way in");
        assert!(letter.text.contains("hoeft niets te doen") && letter.text.contains("al eerder inlogde"), "{}", letter.text);
        // The page says until when with the day: it is another one by then.
        assert!(!guess(&mut guesser, "jan@kantoor-deboer.example").await);
        guesser.follows().await.shows("U kunt het vanaf morgen ").hides("weer inloggen");
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let jan = house.lines("select u.id from authorisation u join account a on a.id = u.account_id where a.email = $1", "jan@kantoor-deboer.example").await.remove(0);
        let waits = "Kan niet inloggen tot morgen ";
        karin.get("/start").await.shows("medewerkers wachten op uw hulp");
        karin.get("/beheer/medewerkers").await.shows(waits);
        let page = karin.get(&format!("/beheer/medewerkers/{jan}")).await;
        page.shows("Jan kan niet inloggen tot morgen ").shows("wachtwoordlink").shows("deblokkeren");
        let unblock = format!("/beheer/medewerkers/{jan}/deblokkeren");
        karin.presses(&unblock, &unblock, &[]).await.leads_to(&format!("/beheer/medewerkers/{jan}"));
        karin.follows().await.shows("Jan Smit kan weer inloggen.").shows("Jan kan inloggen.").hides("Jan kan niet inloggen tot");
        assert_eq!(house.letter_to("jan@kantoor-deboer.example").await.subject, "U kunt weer inloggen");
        house.visitor("jan").logs_in().await.leads_to("/start");
    }

    async fn sec_07_five_wrong_passwords_on_a_known_device_block_and_end_every_session(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let mut elsewhere = karin.clone();
        karin.posts("/uitloggen", &[]).await;
        elsewhere.logs_in().await;
        for _ in 0..5 {
            assert_eq!(house.block_of("karin").await, "");
            assert!(guess(&mut karin, "karin@kantoor-deboer.example").await);
        }
        assert_eq!(house.block_of("karin").await, "password_on_known_device");
        assert!(!elsewhere.is_inside().await, "every session ends");
        assert_eq!(house.trail("karin", "blocked").await, 1);
        let letter = house.letter_to("karin@kantoor-deboer.example").await;
        assert_eq!(letter.subject, "U kunt nu niet inloggen");
        let wrong = house.stranger().types("karin@kantoor-deboer.example", WRONG).await;
        let right = house.stranger().types("karin@kantoor-deboer.example", PASSWORD).await;
        assert_eq!(wrong.bytes_but_for(""), right.bytes_but_for(""));
        assert!(house.letters_to("karin@kantoor-deboer.example").await.is_empty(), "one letter for one block");
    }

    async fn sec_07_five_wrong_codes_after_a_right_password_block(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.gives_password().await.leads_to("/inloggen/code");
        let right = house.code_for("jan").await;
        let wrong = if right == "000000" { "111111" } else { "000000" };
        for left in [4, 3, 2, 1] {
            let answer = jan.types_code(wrong).await;
            assert_eq!(answer.status, 422, "{left} tries left");
            answer.shows("Deze code klopt niet.");
        }
        jan.types_code(wrong).await.shows("Kijk in uw e-mail: daar staat hoe u verder kunt.").shows("Uw belcode");
        assert_eq!(house.block_of("jan").await, "wrong_codes");
        jan.types_code(&right).await.leads_to("/inloggen");
        assert!(!jan.is_inside().await);
        assert_eq!(house.letter_to("jan@kantoor-deboer.example").await.subject, "U kunt nu niet inloggen");
        let wrong = house.stranger().types("jan@kantoor-deboer.example", WRONG).await;
        let right = house.stranger().types("jan@kantoor-deboer.example", PASSWORD).await;
        assert_eq!(wrong.bytes_but_for(""), right.bytes_but_for(""));
    }

    async fn sec_09_one_password_on_a_thousand_accounts_meets_the_budget_of_its_network(on: On) {
        let house = House::new(on).await;
        let mut looks = 0;
        for account in 0..1_000 {
            let mut sprayer = house.stranger().at(address(77, u8::try_from(account % 250).unwrap()));
            looks += u32::from(guess(&mut sprayer, &format!("iemand{account}@kantoor-deboer.example")).await);
        }
        assert_eq!(looks, house.world.services.policy.guesses_per_network);
        assert!(looks < 100);
        let mut karin = house.visitor("karin").at(address(78, 1));
        karin.logs_in().await.leads_to("/start");
    }

    async fn sec_10_two_hundred_tries_at_once_on_two_nodes_are_all_counted_and_few_are_looked_at(on: On) {
        let house = House::new(on).await;
        let (first, second) = (house.second_node().await, house.second_node().await);
        let mut tries = JoinSet::new();
        for round in 0..200 {
            let node = if round % 2 == 0 { first.clone() } else { second.clone() };
            let form = house.stranger().form("/inloggen", &[("email", "jan@kantoor-deboer.example"), ("password", WRONG)], "same-origin");
            tries.spawn(async move {
                let answer = answered_by(&node, form).await;
                // Two at a time are let in for one name, and the others cost nothing (SEC-16).
                (answer.status != 503).then(|| was_looked_at(&answer))
            });
        }
        let answers = tries.join_all().await;
        let of = |which: Option<bool>| {
            let such = answers.iter().filter(|answer| **answer == which);
            i64::try_from(such.count()).unwrap()
        };
        let (mut looked_at, refused) = (of(Some(true)), of(Some(false)));
        assert_eq!(answers.len(), 200);
        assert!((1..=4).contains(&looked_at), "three without a delay and the one that starts the first delay: {looked_at}");
        let used = "select coalesce(max(used), 0) from budget where bucket like $1";
        let counted = (house.number(used, "guesses/24:%").await, house.number(used, "refused/24:%").await);
        assert_eq!(counted, (looked_at, refused), "each is counted once, looked at or not");
        while looked_at < 4 {
            assert!(guess(&mut house.stranger(), "jan@kantoor-deboer.example").await);
            looked_at += 1;
        }
        assert_eq!(house.trail("jan", "password_wrong").await, 4);
        let consecutive = "select max(consecutive) from login_counter where lane = $1";
        assert_eq!(house.number(consecutive, "stranger").await, 4);

        let restarted = house.second_node().await;
        let form = house.stranger().at(address(9, 9)).form("/inloggen", &[("email", "jan@kantoor-deboer.example"), ("password", PASSWORD)], "same-origin");
        assert!(!was_looked_at(&answered_by(&restarted, form).await), "a restart forgets nothing");
    }

    async fn sec_11_forged_addresses_change_no_limit_and_a_proxy_of_ours_is_believed(on: On) {
        let house = House::new(on).await;
        let budget = house.world.services.policy.guesses_per_network;
        let forged = |visitor: &Visitor<'_>, round: u32, name: &'static str, value: String| {
            let email = format!("iemand{round}@nergens.example");
            let form = visitor.form("/inloggen", &[("email", &email), ("password", WRONG)], "same-origin");
            Visitor::with(form, name, &value)
        };
        let mut looks = 0;
        for round in 0..(budget + 10) {
            let (name, value) = match round % 3 {
                0 => ("x-forwarded-for", format!("198.51.{round}.1")),
                1 => ("forwarded", format!("for=198.51.{round}.1")),
                _ => ("x-real-ip", format!("198.51.{round}.1")),
            };
            let visitor = house.stranger();
            let request = forged(&visitor, round, name, value);
            looks += u32::from(was_looked_at(&house.answers(request).await));
        }
        assert_eq!(looks, budget, "from one network, whatever the headers say");
        let mut looks = 0;
        for round in 0..(budget + 10) {
            let proxy = house.stranger().at([10, 0, 0, 1].into());
            let request = forged(&proxy, round, "x-forwarded-for", format!("1.2.3.4, 198.51.{round}.1"));
            looks += u32::from(was_looked_at(&house.answers(request).await));
        }
        assert_eq!(looks, budget + 10, "many networks behind our own proxy");
        let request = house.stranger().request(Method::GET, "/inloggen", "none");
        assert_eq!(house.answers(request.body(axum::body::Body::empty()).unwrap()).await.status, 200);
    }
}
