//! What is refused because too much was done says so: which share is spent, until when, and another way. It says that for
//! every address alike, and nothing that was typed is lost by it.

use std::time::Duration;

use domain::messages::DayOfMessages;
use flows::Policy;

use super::house::{Answer, DEED, House, On, PASSWORD, Visitor};

/// The questions that anybody may put, and what a browser sends with them.
const QUESTIONS: [(&str, &[(&str, &str)]); 3] = [
    ("/wachtwoord-vergeten", &[]),
    ("/wie-is-mijn-beheerder", &[]),
    ("/hulp-vragen", &[("kind", "cannot_log_in")]),
];

/// A house in which a network may put this many questions an hour.
async fn with_questions(on: On, number: u32) -> House {
    let policy = Policy {
        letters_per_network_hour: number,
        ..Policy::default()
    };
    House::with_policy(on, policy).await
}

/// A house in which this many text messages go out in a day.
async fn with_messages(on: On, all: u32) -> House {
    let messages = DayOfMessages {
        all,
        ..DayOfMessages::default()
    };
    let policy = Policy {
        messages,
        ..Policy::default()
    };
    House::with_policy(on, policy).await
}

/// Puts a question about an address.
async fn asks(
    stranger: &mut Visitor<'_>,
    (form, more): (&str, &[(&str, &str)]),
    email: &str,
) -> Answer {
    let fields: Vec<_> = [("email", email)].iter().chain(more).copied().collect();
    stranger.posts(form, &fields).await
}

/// The login page says that no message goes out, for this reason.
async fn is_sent_no_code(visitor: &mut Visitor<'_>, why: &str) {
    visitor.gives_password().await.leads_to("/inloggen");
    let seen = visitor.follows().await;
    seen.shows("Wij kunnen nu geen sms sturen")
        .shows(why)
        .shows("0800 1234")
        .shows("kan het weer");
}

/// Somebody whom an admin invites: the link in the mail.
async fn is_invited(admin: &mut Visitor<'_>, email: &str, mobile: &str) -> String {
    let form = [
        ("voornaam", "Ilse"),
        ("achternaam", "Prins"),
        ("postvak", email),
        ("nummer", mobile),
        ("rights", "offertes"),
    ];
    let sent = admin.posts("/beheer/medewerkers/nieuw", &form).await;
    sent.leads_to("/beheer/medewerkers");
    let letter = admin.house.letter_to(email).await;
    letter.link("/account-activeren/").unwrap().to_owned()
}

flows::on_each_database! {
    async fn a_network_that_asks_too_often_is_told_so_by_every_form_whoever_it_asks_about(on: On) {
        let house = with_questions(on, 3).await;
        for number in 0..3 {
            let email = format!("iemand{number}@nergens.example");
            asks(&mut house.stranger(), QUESTIONS[0], &email).await.leads_to("/wachtwoord-vergeten/verstuurd");
        }
        for question in QUESTIONS {
            for email in ["jan@kantoor-deboer.example", "niemand@nergens.example"] {
                let refused = asks(&mut house.stranger(), question, email).await;
                assert_eq!(refused.status, 429, "{question:?}");
                refused.shows("<h1>Even wachten</h1>").shows("Wij hebben niets gedaan met wat u invulde.");
                refused.shows("vanaf een ander netwerk").shows("0800 1234").hides(email);
            }
        }
        let mut english = house.stranger();
        english.jar.insert("taal".into(), "en".into());
        asks(&mut english, QUESTIONS[0], "jan@kantoor-deboer.example").await.shows("We did nothing with what you entered.");
        let mut elsewhere = house.stranger().at(super::house::address(51, 7));
        asks(&mut elsewhere, QUESTIONS[0], "jan@kantoor-deboer.example").await.leads_to("/wachtwoord-vergeten/verstuurd");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn how_many_mails_about_a_password_there_are_in_an_hour_is_said_to_everybody_alike(on: On) {
        let house = House::new(on).await;
        for email in ["jan@kantoor-deboer.example", "niemand@nergens.example"] {
            let mut visitor = house.stranger();
            let mut pages = Vec::new();
            for _ in 0..5 {
                house.later(std::time::Duration::from_secs(60));
                asks(&mut visitor, QUESTIONS[0], email).await.leads_to("/wachtwoord-vergeten/verstuurd");
                let page = visitor.follows().await;
                page.shows("Wij sturen hoogstens 3 keer per uur een mail. Kreeg u er al een? Gebruik dan de nieuwste.");
                pages.push(page.in_short());
            }
            pages.dedup();
            assert_eq!(pages.len(), 1, "the one too many is no other answer: {pages:?}");
        }
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_page_without_a_belcode_says_why_and_what_to_name_instead(on: On) {
        let house = with_questions(on, 1).await;
        let mut seen = Vec::new();
        for email in ["niemand@nergens.example", "jan@kantoor-deboer.example", "niemand@elders.example"] {
            let mut stranger = house.stranger();
            stranger.types(email, "niet het wachtwoord").await;
            seen.push(stranger.get("/contact").await);
        }
        seen[0].shows("Uw belcode").hides("geen belcode geven");
        for refused in &seen[1..] {
            assert_eq!(refused.status, 200);
            refused.hides("Uw belcode").shows("geen belcode geven").shows("Noem dan uw e-mailadres en uw bedrijf.");
        }
        house.stranger().get("/contact").await.hides("belcode geven");
    }

    async fn the_page_names_the_share_when_one_person_or_one_network_had_too_many_messages(on: On) {
        let house = House::new(on).await;
        for _ in 0..5 {
            house.visitor("jan").gives_password().await.leads_to("/inloggen/code");
        }
        is_sent_no_code(&mut house.visitor("jan"), "te veel sms-codes aan u of naar dit nummer").await;
        house.letters_to(house.visitor("jan").person().mobile).await;

        let mut policy = Policy::default();
        policy.code.sends_per_network_hour = 1;
        let house = House::with_policy(on, policy).await;
        let mut refused = None;
        for name in ["karin", "jan", "tom", "fatima", "mo"] {
            let mut visitor = house.visitor(name);
            if visitor.gives_password().await.location() == "/inloggen" {
                refused = Some(visitor.follows().await);
                break;
            }
        }
        refused.unwrap().shows("Vanaf uw netwerk zijn te veel sms-codes gevraagd").shows("vanaf een ander netwerk");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_70_codes_that_neighbours_never_enter_keep_no_known_browser_and_no_agent_from_theirs(on: On) {
        let mut policy = Policy::default();
        policy.code.sends_per_network_hour = 8;
        let house = House::with_policy(on, policy).await;
        let (mut karin, mut mo, mut wim) = (house.visitor("karin"), house.visitor("mo"), house.visitor("wim"));
        karin.logs_in().await;
        mo.logs_in().await;
        mo.posts("/uitloggen", &[]).await.leads_to("/uitgelogd");
        wim.logs_in_at("Kantoor De Boer").await;
        house.later(Duration::from_secs(16 * 60));
        for name in ["jan", "tom", "fatima", "karin"] {
            for _ in 0..2 {
                house.visitor(name).gives_password().await.leads_to("/inloggen/code");
            }
        }
        is_sent_no_code(&mut house.visitor("mo"), "Vanaf uw netwerk zijn te veel sms-codes gevraagd").await;

        mo.gives_password().await.leads_to("/inloggen/code");
        house.later(Duration::from_secs(60));
        mo.posts("/inloggen/code/opnieuw", &[]).await.leads_to("/inloggen/code");
        mo.follows().await.shows("Wij hebben een nieuwe sms gestuurd.");
        mo.gives_code().await.leads_to("/start");
        mo.posts("/uitloggen", &[]).await.leads_to("/uitgelogd");
        mo.posts("/wachtwoord-vergeten", &[("email", mo.person().email)]).await;
        let letter = house.letter_to(mo.person().email).await;
        let link = letter.link("/wachtwoord-instellen/").unwrap().to_owned();
        let password = [("password", "een heel andere zin van mij")];
        assert_eq!(house.stranger().posts(&link, &password).await.status, 429);
        mo.posts(&link, &password).await.leads_to("/wachtwoord-instellen/code");

        karin.posts(DEED, &[]).await.leads_to("/bevestigen");
        let choice = wim.get("/account/ander-bedrijf").await.choice("Garage Jansen");
        wim.posts("/account/ander-bedrijf", &[("organisation", &choice)]).await.leads_to("/inloggen/code");
        wim.gives_code().await.leads_to("/start");
        wim.posts("/uitloggen", &[]).await.leads_to("/uitgelogd");
        wim.gives_password().await.leads_to("/inloggen/bedrijf");
        let choice = wim.follows().await.choice("Garage Jansen");
        wim.posts("/inloggen/bedrijf", &[("organisation", &choice)]).await.leads_to("/inloggen/code");
        house.visitor("daan").gives_password().await.leads_to("/inloggen/code");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn the_page_names_the_share_when_one_company_or_everybody_had_the_messages_of_the_day(on: On) {
        // Of seven in a day one company has one.
        let house = with_messages(on, 7).await;
        house.visitor("karin").logs_in().await;
        is_sent_no_code(&mut house.visitor("jan"), "die uw bedrijf per dag kan gebruiken").await;
        house.visitor("mo").logs_in().await;

        let house = with_messages(on, 1).await;
        house.visitor("karin").logs_in().await;
        is_sent_no_code(&mut house.visitor("mo"), "Dat ligt niet aan u.").await;
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn the_page_names_the_share_when_invited_people_had_theirs_and_the_invitation_stays(on: On) {
        // Of twenty in a day five go to people who were invited, and one of these to whom one company invited; of seven only one.
        for (all, why) in [(20, "voor de mensen die uw bedrijf heeft uitgenodigd"), (7, "voor nieuwe gebruikers zijn op")] {
            let house = with_messages(on, all).await;
            let (mut karin, mut fatima) = (house.visitor("karin"), house.visitor("fatima"));
            karin.logs_in().await;
            fatima.logs_in().await;
            let first = is_invited(&mut karin, "ilse@kantoor-deboer.example", "06 12345701").await;
            let other = if all == 20 { &mut karin } else { &mut fatima };
            let second = is_invited(other, "isa@elders.example", "06 12345702").await;
            let password = [("password", PASSWORD)];
            house.stranger().posts(&first, &password).await.leads_to("/account-activeren/code");
            let refused = house.stranger().posts(&second, &password).await;
            assert_eq!(refused.status, 429, "{all}");
            refused.shows("Wij kunnen nu geen sms sturen").shows(why).shows("uw uitnodiging blijft geldig");
            assert_eq!(house.stranger().get(&second).await.status, 200, "{all}");
            house.post_goes_out().await;
            house.post.read(|_| true);
        }
    }

    async fn an_invitation_that_does_not_go_out_today_keeps_what_was_filled_in(on: On) {
        let policy = Policy { invitations_per_admin_day: 1, ..Policy::default() };
        let house = House::with_policy(on, policy).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        is_invited(&mut karin, "ilse@kantoor-deboer.example", "06 12345701").await;
        let form = [
            ("voornaam", "Isa"),
            ("achternaam", "Koster"),
            ("postvak", "isa@kantoor-deboer.example"),
            ("nummer", "06 12345702"),
            ("rights", "offertes"),
        ];
        let refused = karin.posts("/beheer/medewerkers/nieuw", &form).await;
        assert_eq!(refused.status, 422);
        refused.shows("U kunt weer uitnodigen vanaf").shows("Het maximum aantal uitnodigingen voor vandaag is bereikt.");
        for (_, typed) in &form[..4] {
            refused.shows(&format!("value=\"{typed}\""));
        }
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn whoever_is_stopped_half_way_is_led_back_to_the_page_and_only_to_one_of_ours(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.posts("/wachtwoord-vergeten", &[("email", jan.person().email)]).await;
        let letter = house.letter_to(jan.person().email).await;
        let link = letter.link("/wachtwoord-instellen/").unwrap().to_owned();
        let crowd = house.world.services.hasher.leave_no_room();
        let login = [("email", jan.person().email), ("password", PASSWORD)];
        let origin = super::house::ORIGIN;
        for (from, leads) in [
            (format!("{origin}/inloggen?next=%2Fbeheer"), "/inloggen?next=%2Fbeheer"),
            (format!("{origin}.elders.example/beheer"), "/inloggen"),
            (format!("{origin}//elders.example"), "/inloggen"),
            ("https://elders.example/beheer".to_owned(), "/inloggen"),
        ] {
            let form = house.stranger().form("/inloggen", &login, "same-origin");
            let answer = house.answers(Visitor::with(form, "referer", &from)).await;
            assert_eq!(answer.status, 503, "{from}");
            assert!(answer.body.contains(&format!("<a href=\"{leads}\" class=\"button\">")), "{from}: {}", answer.body);
        }
        // From a page with a secret in its address the browser tells nothing.
        let answer = house.stranger().posts(&link, &[("password", "drie fietsen in de regen")]).await;
        assert_eq!(answer.status, 503);
        answer.shows(&format!("<a href=\"{link}\" class=\"button\">Probeer het nog eens"));
        answer.shows("history.back()"); // where the browser has what was typed
        // Some tell who we are, and some do not say from where they come.
        let typed = [("password", "drie fietsen in de regen")];
        for site in [Some("same-origin"), None] {
            let mut form = Visitor::with(house.stranger().form(&link, &typed, "same-origin"), "referer", &format!("{origin}/"));
            if site.is_none() {
                form.headers_mut().remove("sec-fetch-site");
            }
            let answer = house.answers(form).await;
            assert_eq!(answer.status, 503, "{site:?}");
            answer.shows(&format!("<a href=\"{link}\" class=\"button\">Probeer het nog eens"));
        }
        drop(crowd);
        let form = house.stranger().form("/inloggen", &[("role", "beheerder")], "same-origin");
        let answer = house.answers(Visitor::with(form, "referer", &format!("{origin}/inloggen"))).await;
        assert_eq!(answer.status, 400);
        answer.shows("<a href=\"/inloggen\" class=\"button\">Terug naar de pagina");
    }
}
