//! Sessions that end by themselves: why is said to whoever had one, and what was being filled in is not lost.

use std::time::Duration;

use super::house::{Answer, House, On, PASSWORD, Visitor};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const NEW: &str = "/beheer/medewerkers/nieuw";
const IDLE: &str = "U bent uitgelogd omdat u 30 minuten niets deed.";
const KEPT: &str = "Wij hebben bewaard wat u invulde.";
const ILSE: [(&str, &str); 5] = [
    ("voornaam", "Ilse"),
    ("achternaam", "Kramer"),
    ("postvak", "ilse@kantoor-deboer.example"),
    ("nummer", "0612340099"),
    ("rights", "offertes"),
];

/// Sends a form from the page it stands on, as browsers say it.
async fn sends_from(
    visitor: &mut Visitor<'_>,
    page: &str,
    to: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let form = visitor.form(to, fields, "same-origin");
    let referer = format!("{}{page}", super::house::ORIGIN);
    visitor
        .sends(Visitor::with(form, "referer", &referer))
        .await
}

async fn comes_in_again(visitor: &mut Visitor<'_>, name: &str) -> Answer {
    let email = visitor.house.visitor(name).person().email;
    visitor
        .types(email, PASSWORD)
        .await
        .leads_to("/inloggen/code");
    let code = visitor.house.code_for(name).await;
    let inside = visitor.types_code(&code).await;
    visitor.house.visitor(name).reads_warning().await;
    inside
}

flows::on_each_database! {
    async fn whoever_did_nothing_for_half_an_hour_is_told_so_and_nobody_else(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let mut stranger = house.stranger();
        stranger.types("niemand@nergens.example", "een verkeerd wachtwoord").await;
        let mut left = house.visitor("jan");
        left.logs_in().await;
        left.posts("/uitloggen", &[]).await.leads_to("/uitgelogd");
        left.follows().await.shows("U bent uitgelogd").hides(IDLE);
        house.later(31 * MINUTE);
        let mut elsewhere = karin.clone();
        karin.get("/beheer/medewerkers").await.leads_to("/inloggen?next=%2Fbeheer%2Fmedewerkers");
        karin.follows().await.shows(IDLE).shows("U gaat dan verder waar u was");
        for other in [&mut stranger, &mut left, &mut house.visitor("karin")] {
            other.get("/inloggen").await.hides("U bent uitgelogd");
        }
        house.tidies().await;
        let kept = "select count(*) from session where data <> $1 and authorisation_id is not null";
        assert_eq!(house.number(kept, "{}").await, 0, "nothing of what was in it is kept");
        house.later(47 * HOUR);
        elsewhere.get("/inloggen").await.shows(IDLE);
        house.later(48 * HOUR);
        house.tidies().await;
        assert_eq!(house.number("select count(*) from session where data <> $1", "-").await, 0);
        elsewhere.get("/inloggen").await.hides("U bent uitgelogd");
    }

    async fn whoever_waited_too_long_at_the_code_is_told_so_at_the_login_page(on: On) {
        const WAITED: &str = "Het duurde te lang. Log opnieuw in.";
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.gives_password().await.leads_to("/inloggen/code");
        let code = house.code_for("jan").await;
        let mut looks = jan.clone();
        house.later(HOUR);
        house.tidies().await;
        assert_eq!(house.number("select count(*) from session where data <> $1", "{}").await, 0, "nothing of what was in it is kept");
        jan.types_code(&code).await.leads_to("/inloggen");
        jan.follows().await.shows(WAITED);
        looks.get("/inloggen/code").await.leads_to("/inloggen");
        looks.follows().await.shows(WAITED);
        house.stranger().get("/inloggen").await.hides(WAITED);
        house.later(72 * HOUR);
        house.tidies().await;
        looks.get("/inloggen").await.hides(WAITED);
    }

    async fn whoever_kept_working_for_twelve_hours_is_told_that(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        for _ in 0..48 {
            house.later(15 * MINUTE);
            karin.get("/start").await;
        }
        karin.get("/").await.leads_to("/inloggen");
        karin.follows().await.shows("U bent uitgelogd omdat u 12 uur was ingelogd.");
    }

    async fn sec_38_a_form_that_comes_too_late_waits_for_the_same_person_and_is_not_sent_on(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        karin.get(NEW).await;
        house.later(31 * MINUTE);
        let to_login = "/inloggen?next=%2Fbeheer%2Fmedewerkers%2Fnieuw";
        sends_from(&mut karin, NEW, NEW, &ILSE).await.leads_to(to_login);
        karin.follows().await.shows(IDLE).shows(KEPT).hides("Ilse");
        comes_in_again(&mut karin, "karin").await.leads_to(NEW);
        let page = karin.follows().await;
        page.shows("Hier staat wat u had ingevuld.");
        for value in ["Ilse", "Kramer", "ilse@kantoor-deboer.example", "0612340099"] {
            page.shows(&format!("value=\"{value}\""));
        }
        assert_eq!(page.body.matches(" checked").count(), 1, "and what was ticked");
        let invited = "select count(*) from account where email_canonical = $1";
        assert_eq!(house.number(invited, "ilse@kantoor-deboer.example").await, 0, "nothing was done yet");
        karin.get(NEW).await.hides("Ilse");
        sends_from(&mut karin, NEW, NEW, &ILSE).await.leads_to("/beheer/medewerkers");
        house.letter_to("ilse@kantoor-deboer.example").await;
    }

    async fn a_form_on_a_page_left_open_waits_too_after_logging_out_on_another(on: On) {
        for (name, waits, kept) in [("karin", MINUTE, true), ("fatima", MINUTE, false), ("karin", 31 * MINUTE, false)] {
            let house = House::new(on).await;
            let mut karin = house.visitor("karin");
            karin.logs_in().await;
            karin.get(NEW).await;
            karin.posts("/uitloggen", &[]).await.leads_to("/uitgelogd");
            karin.get("/inloggen").await.hides("ander venster");
            assert_eq!(house.number("select count(*) from session where account_id is not null and id_hash <> $1", "").await, 0);
            house.later(waits);
            sends_from(&mut karin, NEW, NEW, &ILSE).await.leads_to("/inloggen?next=%2Fbeheer%2Fmedewerkers%2Fnieuw");
            let told = karin.follows().await;
            if waits == MINUTE {
                told.shows("U hebt in een ander venster uitgelogd.").shows(KEPT).hides("Ilse");
            } else {
                told.hides(KEPT);
            }
            let inside = comes_in_again(&mut karin, name).await;
            let page = karin.get(NEW).await;
            assert_eq!(page.body.contains("value=\"Ilse\""), kept, "{name} {waits:?} {}", inside.in_short());
            karin.get(NEW).await.hides("Ilse");
        }
    }

    async fn what_somebody_typed_is_nobody_elses_and_is_forgotten_after_half_an_hour(on: On) {
        let house = House::new(on).await;
        for (name, waits) in [("fatima", MINUTE), ("karin", 29 * MINUTE)] {
            let mut browser = house.visitor("karin");
            browser.logs_in().await;
            house.later(31 * MINUTE);
            sends_from(&mut browser, NEW, NEW, &ILSE).await;
            if name == "karin" {
                house.later(waits);
                browser.get("/inloggen").await;
                house.later(2 * MINUTE);
            }
            comes_in_again(&mut browser, name).await;
            browser.get("/start").await.hides("ingevuld");
            browser.get(NEW).await.hides("Ilse");
            house.later(HOUR);
        }
    }

    async fn a_button_that_comes_too_late_does_nothing_and_says_so_after_the_login(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let piet = house.lines("select id from authorisation where mobile = $1", house.visitor("piet").person().mobile).await.remove(0);
        let deed = format!("/beheer/medewerkers/{piet}/deblokkeren");
        let page = karin.get(&deed).await;
        house.later(31 * MINUTE);
        // The page that asks has nothing to type either.
        sends_from(&mut karin, &deed, &deed, &[(app::parts::SEEN, &page.seen(&deed))]).await;
        karin.follows().await.shows(IDLE).hides(KEPT);
        comes_in_again(&mut karin, "karin").await.leads_to(&deed);
        karin.follows().await.shows("Er is nog niets gewijzigd, want u was uitgelogd.");
        assert_eq!(house.block_of("piet").await, "wrong_codes");
    }

    async fn no_password_and_no_code_is_kept_and_no_way_back_leads_elsewhere(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.logs_in().await;
        house.later(31 * MINUTE);
        let page = "/account/beveiliging/wachtwoord";
        let fields = [("current_password", "geheim woord een"), ("new_password", "geheim woord twee")];
        sends_from(&mut jan, page, page, &fields).await;
        let kept = "select count(*) from session where data like '%' || $1 || '%'";
        assert_eq!(house.number(kept, "geheim").await, 0);
        jan.follows().await.hides(KEPT);
        let mut stranger = house.stranger();
        let form = Visitor::with(stranger.form(page, &fields, "same-origin"), "referer", "https://elders.example//kwaad.example/x");
        stranger.sends(form).await.leads_to("/inloggen");
    }

    async fn whoever_is_still_there_stays_in(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        for _ in 0..3 {
            house.later(26 * MINUTE);
            let answer = karin.get("/account/nog-hier").await;
            assert_eq!((answer.status, answer.body.as_str()), (200, ""));
        }
        assert!(karin.is_inside().await);
        house.later(31 * MINUTE);
        assert_eq!(karin.get("/account/nog-hier").await.status, 303);
    }
}
