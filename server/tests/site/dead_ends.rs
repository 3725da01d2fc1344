//! Pages where something ended: each says what happened, has one button to go on with, and the telephone number.
//! A link that works no more answers 410 (once there, over now), and its page is the one that knows what it was for.

use std::time::Duration;

use flows::Policy;

use super::{
    appointments::asks,
    every_form::id_of,
    house::{Answer, House, On, PANIC, PASSWORD, Visitor},
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Status, and the heading in each language.
type End = (u16, &'static str, &'static str);

/// Every status that a page can end with, but for 410.
const ENDS: [End; 9] = [
    (
        400,
        "Dit formulier kwam niet goed aan",
        "This form did not arrive properly",
    ),
    (
        403,
        "Deze pagina is niet voor u",
        "This page is not for you",
    ),
    (
        403,
        "Dit formulier komt niet van onze pagina",
        "This form did not come from our page",
    ),
    (404, "Deze pagina bestaat niet (meer)", "Page not found"),
    (405, "Deze pagina bestaat niet (meer)", "Page not found"),
    (413, "Dat is te veel tegelijk", "That is too much at once"),
    (429, "Even wachten", "Please wait"),
    (
        500,
        "Er ging bij ons iets mis",
        "Something went wrong at our end",
    ),
    (503, "Het is nu erg druk", "It is very busy right now"),
];

/// What is true of every page where something ended.
fn is_a_page_that_helps(answer: &Answer, (status, nl, en): End, language: &str) {
    let heading = if language == "nl" { nl } else { en };
    assert_eq!(
        answer.in_short(),
        format!("{status} {heading} – Mijn Voorbeeld")
    );
    assert_eq!(answer.body.matches("<h1").count(), 1, "{heading}");
    answer
        .shows(&format!("<h1>{heading}</h1>"))
        .shows("0800 1234");
    answer.shows(&format!("<html lang=\"{language}\""));
    let main = answer.body.split("<main").nth(1).unwrap();
    let main = main.split("</main>").next().unwrap();
    assert_eq!(
        main.matches("class=\"button\"").count(),
        1,
        "{heading}: {main}"
    );
    for (name, value) in [
        ("content-type", "text/html; charset=utf-8"),
        ("content-language", language),
        ("cache-control", "no-store"),
        ("allow", if status == 405 { "POST" } else { "" }),
        ("retry-after", if status == 503 { "5" } else { "" }),
    ] {
        assert_eq!(answer.header(name), value, "{heading}: {name}");
    }
    assert!(!answer.nonce().is_empty(), "{heading}");
}

/// Meets the end of this status and heading.
async fn meets<'h>(house: &'h House, (status, nl, _): End, who: &mut Everybody<'h>) -> Answer {
    match status {
        400 => {
            who.stranger
                .posts("/inloggen", &[("role", "beheerder")])
                .await
        }
        403 if nl.starts_with("Deze") => who.jan.get("/beheer").await,
        403 => {
            let form = who.stranger.form("/inloggen", &[], "cross-site");
            who.stranger.sends(form).await
        }
        404 => who.stranger.get("/bestaat-niet").await,
        405 => who.stranger.get("/uitloggen").await,
        413 => {
            let big = "x".repeat(70_000);
            who.stranger.posts("/inloggen", &[("email", &big)]).await
        }
        429 => {
            for _ in 0..house.world.services.policy.desk_searches_per_hour {
                who.sanne.posts("/servicedesk", &[("zoek", "Visser")]).await;
            }
            who.sanne.posts("/servicedesk", &[("zoek", "Visser")]).await
        }
        500 => who.jan.posts(PANIC, &[]).await,
        503 => {
            let _crowd = house.world.services.hasher.leave_no_room();
            who.stranger
                .types("karin@kantoor-deboer.example", PASSWORD)
                .await
        }
        other => panic!("say here how somebody meets {other}"),
    }
}

struct Everybody<'h> {
    stranger: Visitor<'h>,
    jan: Visitor<'h>,
    sanne: Visitor<'h>,
}

/// The one link of this kind in the letters to an address that nobody read yet.
async fn link_in(house: &House, to: &str, place: &str) -> String {
    let letters = house.letters_to(to).await;
    let link = letters.iter().rev().find_map(|letter| letter.link(place));
    link.expect("a letter with a link").to_owned()
}

flows::on_each_database! {
    async fn every_status_that_ends_something_has_a_page_with_one_heading_one_button_and_the_telephone(on: On) {
        let policy = Policy { desk_searches_per_hour: 1, ..Policy::default() };
        let house = House::with_policy(on, policy).await;
        let mut who = Everybody { stranger: house.stranger(), jan: house.visitor("jan"), sanne: house.visitor("sanne") };
        who.jan.logs_in().await;
        who.sanne.logs_in().await;
        for language in ["nl", "en"] {
            for visitor in [&mut who.stranger, &mut who.jan, &mut who.sanne] {
                visitor.get(&format!("/contact?taal={language}")).await.leads_to("/contact");
            }
            for end in ENDS {
                let answer = meets(&house, end, &mut who).await;
                is_a_page_that_helps(&answer, end, language);
                let number = if language == "nl" { "Foutnummer" } else { "Error number" };
                assert_eq!(answer.body.contains(number), end.0 == 500, "{end:?}");
            }
        }
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_link_that_works_no_more_answers_410_with_its_own_page(on: On) {
        let house = House::new(on).await;
        let (mut jan, mut karin) = (house.visitor("jan"), house.visitor("karin"));
        jan.posts("/wachtwoord-vergeten", &[("email", jan.person().email)]).await;
        let reset = link_in(&house, jan.person().email, "/wachtwoord-instellen/").await;
        karin.gives_password().await.leads_to("/inloggen/code");
        karin.gives_code().await;
        let freeze = link_in(&house, karin.person().email, "/blokkeren/").await;
        house.later(Duration::from_secs(120));
        let page = format!("/beheer/medewerkers/{}", id_of(&house, "nora").await);
        let again = format!("{page}/uitnodiging-opnieuw");
        assert_eq!(karin.presses(&page, &again, &[]).await.status, 303);
        let invitation = link_in(&house, "nora@kantoor-deboer.example", "/account-activeren/").await;
        let form = [("new_email", "karin@nieuw.example"), ("current_password", PASSWORD)];
        karin.posts("/account/gegevens/e-mailadres", &form).await.leads_to("/account/gegevens/e-mailadres");
        let address = link_in(&house, "karin@nieuw.example", "/e-mailadres-bevestigen/").await;
        let appointment = asks(&house, "3100517", "petra@garage-delinde.example").await;
        house.later(8 * DAY);
        for (language, says) in [("nl", "Deze uitnodiging is verlopen"), ("en", "This invitation has expired")] {
            let mut nora = house.stranger();
            nora.get(&format!("/contact?taal={language}")).await;
            is_a_page_that_helps(&nora.get(&invitation).await, (410, says, says), language);
        }
        // From a month on its reader renews it no more.
        house.later(23 * DAY);
        for (link, nl, en) in [
            (&reset, "Deze link werkt niet meer", "This link no longer works"),
            (&invitation, "Deze uitnodiging werkt niet meer", "This invitation no longer works"),
            (&address, "Deze link werkt niet meer", "This link no longer works"),
            (&freeze, "Deze link werkt niet meer", "This link no longer works"),
            (&appointment, "Deze link werkt niet meer", "This link no longer works"),
        ] {
            for language in ["nl", "en"] {
                let mut stranger = house.stranger();
                stranger.get(&format!("/contact?taal={language}")).await;
                let answer = stranger.get(link).await;
                is_a_page_that_helps(&answer, (410, nl, en), language);
                assert_eq!(answer.header("referrer-policy"), "strict-origin", "{link}");
            }
        }
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn whoever_keeps_no_cookies_is_told_so_before_anything_is_sent(on: On) {
        let house = House::new(on).await;
        let (mut jan, mut karin) = (house.visitor("jan"), house.visitor("karin"));
        jan.posts("/wachtwoord-vergeten", &[("email", jan.person().email)]).await;
        let reset = link_in(&house, jan.person().email, "/wachtwoord-instellen/").await;
        karin.logs_in().await;
        house.later(Duration::from_secs(120));
        let page = format!("/beheer/medewerkers/{}", id_of(&house, "nora").await);
        let again = format!("{page}/uitnodiging-opnieuw");
        assert_eq!(karin.presses(&page, &again, &[]).await.status, 303);
        let invitation = link_in(&house, "nora@kantoor-deboer.example", "/account-activeren/").await;
        let before = super::frontend::traces(&house).await;
        for (page, fields) in [
            ("/inloggen", vec![("email", jan.person().email), ("password", PASSWORD)]),
            (&reset, vec![("password", "drie fietsen in de regen")]),
            (&invitation, vec![("password", "drie fietsen in de regen")]),
            ("/gebruikersbeheerder-aanvragen/garage", vec![("company", "Garage De Linde")]),
        ] {
            let mut stranger = house.stranger();
            let seen = stranger.get(page).await;
            assert!(seen.cookies().iter().any(|cookie| cookie.starts_with("__Host-cookies=are-kept;")), "{page}");
            let fields = [fields, vec![(app::parts::FORM_NUMBER, seen.form_number())]].concat();
            let mut form = house.stranger().form(page, &fields, "same-origin");
            form.headers_mut().remove("cookie");
            let answer = house.answers(form).await;
            is_a_page_that_helps(&answer, (400, "Uw browser bewaart geen cookies", ""), "nl");
        }
        assert_eq!(super::frontend::traces(&house).await, before, "no code, no guess, no request");
        // Any cookie will do, and the browser has one from the page.
        assert_eq!(jan.types(jan.person().email, PASSWORD).await.location(), "/inloggen/code");
        house.code_for("jan").await;
        house.letters_to(jan.person().email).await;
    }

    async fn a_form_on_a_page_of_the_version_before_which_gave_no_cookie_goes_on(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.posts("/wachtwoord-vergeten", &[("email", jan.person().email)]).await;
        let reset = link_in(&house, jan.person().email, "/wachtwoord-instellen/").await;
        let new = "drie fietsen in de regen";
        for (page, fields, leads_to) in [
            ("/inloggen", vec![("email", jan.person().email), ("password", PASSWORD)], "/inloggen/code"),
            (&reset, vec![("password", new)], "/wachtwoord-instellen/code"),
            ("/gebruikersbeheerder-aanvragen/garage", vec![("company", "Garage De Linde")], ""),
        ] {
            // Such a page has neither cookie nor number.
            let mut form = house.stranger().form(page, &fields, "same-origin");
            form.headers_mut().remove("cookie");
            let answer = house.answers(form).await;
            assert_eq!(answer.location(), leads_to, "{page}: {}", answer.in_short());
            assert!(!answer.body.contains("cookies toe"), "{page}");
        }
        house.code_for("jan").await;
        house.letters_to(jan.person().email).await;
    }

    async fn sec_65_a_page_that_somebody_was_refused_stands_in_the_trail_once_a_minute(on: On) {
        let house = House::new(on).await;
        let (mut jan, mut karin) = (house.visitor("jan"), house.visitor("karin"));
        jan.logs_in().await.leads_to("/start");
        karin.logs_in().await.leads_to("/start");
        let rows = async || house.number("select count(*) from audit where event = $1", "page_refused").await;
        for path in ["/beheer", "/servicedesk", "/beheer/medewerkers/nieuw", "/beheer"] {
            assert_eq!(jan.get(path).await.status, 403, "{path}");
        }
        assert_eq!(rows().await, 1, "as many as minutes, not as many as requests");
        karin.posts("/servicedesk", &[("zoek", "Jan")]).await;
        assert_eq!(rows().await, 2, "each person counts");
        // Neither a form of another site, nor whoever is not logged in.
        house.world.clock.forward(Duration::from_secs(61));
        let form = jan.form("/beheer", &[], "cross-site");
        assert_eq!(jan.sends(form).await.status, 403);
        house.visitor("wim").get("/beheer").await.leads_to("/inloggen?next=%2Fbeheer");
        assert_eq!(rows().await, 2);
        assert_eq!(jan.get("/servicedesk").await.status, 403);
        assert_eq!(rows().await, 3);
        karin.get("/beheer/logboek").await.shows("heeft geprobeerd een pagina te openen waar alleen anderen bij mogen (/beheer).");
    }
}
