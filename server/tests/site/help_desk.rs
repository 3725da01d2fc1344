//! Every page and letter names one desk: that of the kind of organisation, or of the capacity that was chosen.

use std::time::Duration;

use domain::Language;

use super::house::{Answer, House, On, PASSWORD};

/// The car trade has a desk of its own.
const AUTO: &str = "070 123 4567";
const SERVICE: &str = "0800 1234";

/// From now on Garage Jansen is a car dealer: Fatima is admin there, Mo works there, and Wim works there and at an adviser's.
async fn where_they_sell_cars(on: On) -> House {
    let house = House::new(on).await;
    let mut tx = house.world.services.db.write().await.unwrap();
    let sql = "update organisation set kind = $1 where name = $2";
    flows::execute!(&mut tx, sql, "autoverkoper", "Garage Jansen").unwrap();
    tx.commit().await.unwrap();
    house
}

fn names(page: &Answer, desk: &str, what: &str) {
    let other = if desk == AUTO { SERVICE } else { AUTO };
    assert!(
        page.body.contains(desk),
        "{what} does not name {desk}: {}",
        page.body
    );
    assert!(
        !page.body.contains(other),
        "{what} names {other}: {}",
        page.body
    );
}

/// The line below every page, without the pages' own text: `/contact` has all desks.
fn below(page: &Answer) -> &str {
    page.body.split("</main>").nth(1).unwrap()
}

flows::on_each_database! {
    async fn every_page_of_a_car_dealer_names_the_desk_of_car_dealers(on: On) {
        let house = where_they_sell_cars(on).await;
        let mut fatima = house.visitor("fatima");
        fatima.gives_password().await.leads_to("/inloggen/code");
        names(&fatima.get("/inloggen/code").await, AUTO, "the page of the code");
        fatima.gives_code().await;
        fatima.reads_warning().await;
        for path in [
            "/start", "/toegankelijkheid", "/privacy", "/wachtwoord-vergeten", "/wie-is-mijn-beheerder", "/hulp-vragen",
            "/beheer/medewerkers", "/beheer/beheerders", "/beheer/logboek", "/beheer/medewerkers/uitnodigen",
            "/account/beveiliging", "/account/gegevens", "/account/gegevens/e-mailadres", "/account/beveiliging/mobiel",
            "/bestaat-niet", "/gebruikersbeheerder-aanvragen",
        ] {
            names(&fatima.get(path).await, AUTO, path);
        }
        let contact = fatima.get("/contact").await;
        assert!(below(&contact).contains(AUTO) && !below(&contact).contains(SERVICE));
        contact.shows("Bel 070 123 4567");

        // Help for somebody else names the desk of that page, in its text and below.
        names(&fatima.get("/hulp-bij-inloggen/adviseur/iets-anders").await, SERVICE, "an adviser's help");
    }

    async fn whom_a_page_says_to_call_is_that_desk_by_name_and_number(on: On) {
        let house = where_they_sell_cars(on).await;
        for (name, desk, other) in [
            ("fatima", "de afdeling Autobedrijven (070 123 4567)", "ervicedesk"),
            ("karin", "onze servicedesk (0800 1234)", "Autobedrijven"),
        ] {
            let mut admin = house.visitor(name);
            admin.logs_in().await;
            admin.reads_warning().await;
            for path in ["/account/gegevens/e-mailadres", "/account/beveiliging/mobiel"] {
                admin.get(path).await.shows(desk).hides(other);
            }
            let own = "select id from authorisation where mobile = $1";
            let id = house.lines(own, admin.person().mobile).await.remove(0);
            admin.posts(&format!("/beheer/medewerkers/{id}/deblokkeren"), &[]).await;
            admin.follows().await.shows(&format!("of bel {desk}")).hides(other);
            admin.get("/account/gegevens/e-mailadres?taal=en").await;
            let english = admin.get("/account/gegevens/e-mailadres").await;
            english.shows(if name == "fatima" { "call the car trade department (070 123 4567)" } else { "call our service desk (0800 1234)" });
        }
    }

    async fn who_works_at_several_kinds_reads_the_desk_of_where_the_session_is(on: On) {
        let house = where_they_sell_cars(on).await;
        for (company, desk) in [("Garage Jansen", AUTO), ("Kantoor De Boer", SERVICE)] {
            let mut wim = house.visitor("wim");
            wim.gives_password().await.leads_to("/inloggen/bedrijf");
            names(&wim.get("/inloggen/bedrijf").await, SERVICE, "choosing where");
            wim.logs_in_at(company).await;
            for path in ["/start", "/account/beveiliging", "/privacy"] {
                names(&wim.get(path).await, desk, path);
            }
        }
    }

    async fn a_link_and_its_letters_name_the_desk_of_whose_link_it_is(on: On) {
        let house = where_they_sell_cars(on).await;
        for (name, desk) in [("mo", AUTO), ("jan", SERVICE), ("wim", SERVICE)] {
            let mut visitor = house.visitor(name);
            let person = visitor.person();
            visitor.posts("/wachtwoord-vergeten", &[("email", person.email)]).await;
            let letter = house.letter_to(person.email).await;
            let text = letter.text.replace(['\u{a0}', '\u{202f}'], " ");
            assert!(text.contains(desk), "{text}");
            let link = letter.link("/wachtwoord-instellen/").unwrap().to_owned();
            names(&visitor.get(&link).await, desk, &link);
            let next = visitor.posts(&link, &[("password", "een heel ander lang wachtwoord"), ("again", PASSWORD)]).await;
            names(&next, desk, "the refused form of a link");
            visitor.get(&link[..link.len() - 5]).await.shows(SERVICE);
        }
    }

    async fn the_capacity_that_was_chosen_goes_along_to_every_page(on: On) {
        let house = House::new(on).await;
        let mut stranger = house.stranger();
        for path in ["/inloggen", "/privacy"] {
            names(&stranger.get(path).await, SERVICE, path);
        }
        for (capacity, desk) in [("autoverkoper", AUTO), ("adviseur", SERVICE), ("autoverkoper", AUTO)] {
            names(&stranger.get(&format!("/hulp-bij-inloggen/{capacity}")).await, desk, capacity);
            for path in [
                "/inloggen", "/wachtwoord-vergeten", "/hulp-vragen", "/privacy", "/toegankelijkheid",
                "/hulp-bij-inloggen", "/bestaat-niet", "/wachtwoord-instellen/onzin",
            ] {
                names(&stranger.get(path).await, desk, &format!("{path} of {capacity}"));
            }
        }
        names(&stranger.get("/gebruikersbeheerder-aanvragen/autobedrijf").await, AUTO, "the request of a car dealer");
        names(&stranger.get("/gebruikersbeheerder-aanvragen/garage").await, SERVICE, "the request of a garage");

        // What somebody puts into the cookie is nothing but a choice that exists, or none.
        let mut odd = house.stranger();
        odd.jar.insert("wie-ben-ik".into(), "<script>".into());
        names(&odd.get("/inloggen").await, SERVICE, "a capacity that does not exist");
    }

    async fn the_hours_beside_the_number_are_those_of_the_same_desk(on: On) {
        let house = House::new(on).await;
        let desks = server::content::read(None, &mut Vec::new()).desks;
        let hours = |code: &str| desks.get(code).unwrap().now(house.world.services.now(), Language::Nl);
        // The service desk opens a quarter of an hour before that of car dealers.
        while hours("servicedesk") == hours("autodesk") {
            house.later(Duration::from_secs(5 * 60));
        }
        let mut stranger = house.stranger();
        stranger.get("/inloggen").await.shows(&hours("servicedesk"));
        stranger.get("/hulp-bij-inloggen/autoverkoper").await.shows(&hours("autodesk"));
        stranger.get("/inloggen").await.shows(&hours("autodesk")).hides(&hours("servicedesk"));
    }
}
