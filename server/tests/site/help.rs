//! Help at logging in: every answer for everybody, in both languages, at an address that can be sent to somebody.

use super::house::{House, On};

flows::on_each_database! {
    async fn every_capacity_has_an_answer_with_one_button_to_each_of_its_problems(on: On) {
        let house = House::new(on).await;
        let content = server::content::read(None, &mut Vec::new());
        for language in ["nl", "en"] {
            let mut stranger = house.stranger();
            stranger.get(&format!("/hulp-bij-inloggen?taal={language}")).await;
            for capacity in &content.help.capacities {
                let page = stranger.get(&format!("/hulp-bij-inloggen/{}", capacity.code)).await;
                for problem in &capacity.problems {
                    let address = format!("/hulp-bij-inloggen/{}/{problem}", capacity.code);
                    page.shows(&address);
                    let answer = stranger.get(&address).await;
                    assert_eq!(answer.status, 200, "{address}");
                    let main = answer.body.split("<main").nth(1).unwrap();
                    assert_eq!(main.matches("class=\"button\"").count(), 1, "{address} in {language}");
                    assert!(!main.contains('{') && !main.contains("page:"), "{address}: {main}");
                }
                let last = capacity.problems.last().unwrap();
                let phone = &content.desks.get(&capacity.desk).unwrap().phone;
                stranger.get(&format!("/hulp-bij-inloggen/{}/{last}", capacity.code)).await.shows(phone);
            }
        }
    }

    async fn who_works_at_two_companies_reads_of_each_who_was_asked_there(on: On) {
        let house = House::new(on).await;
        let wim = house.visitor("wim").person().email;
        let asked = house.stranger().posts("/hulp-vragen", &[("email", wim), ("kind", "cannot_log_in")]).await;
        assert_eq!(asked.status, 303);
        let subjects: Vec<String> = house.letters_to(wim).await.into_iter().map(|letter| letter.subject).collect();
        assert_eq!(subjects.len(), 2, "{subjects:?}");
        for company in ["Garage Jansen", "Kantoor De Boer"] {
            assert_eq!(subjects.iter().filter(|subject| subject.contains(&format!("({company})"))).count(), 1, "{subjects:?}");
        }
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn the_answer_about_appointing_names_the_desk_and_the_days_of_its_form_and_prints_its_address(on: On) {
        let house = House::new(on).await;
        let mut stranger = house.stranger();
        for (capacity, path, mailbox, days) in [
            ("adviseur", "adviseur", "tussenpersoonbeheer@voorbeeld.example", "hoogstens 1 werkdag."),
            ("garagehouder", "garage", "pm.garage@voorbeeld.example", "hoogstens 1 werkdag."),
            ("autoverkoper", "autobedrijf", "autobedrijven@voorbeeld.example", "hoogstens 2 werkdagen."),
        ] {
            let answer = stranger.get(&format!("/hulp-bij-inloggen/{capacity}/geen-beheerder")).await;
            answer.shows(mailbox);
            answer.shows(days);
            answer.shows(&format!("Beheerder aanvragen: https://voorbeeld.example/gebruikersbeheerder-aanvragen/{path}"));
            answer.shows("print-button");
        }
    }

    async fn the_contact_page_has_every_desk_with_its_hours_and_the_days_that_differ(on: On) {
        let house = House::new(on).await;
        house.world.clock.forward(std::time::Duration::from_secs(14 * 24 * 60 * 60));
        let mut stranger = house.stranger();
        let page = stranger.get("/contact").await;
        let content = server::content::read(None, &mut Vec::new());
        for desk in content.desks.all() {
            page.shows(&format!("id=\"desk-{}\"", desk.code));
            page.shows(&desk.phone);
            page.shows(&format!("mailto:{}", desk.email));
        }
        for words in [
            "maandag tot en met vrijdag: 8.15 tot 17.30 uur",
            "nu open tot 17.30 uur",
            "donderdag 24 december 2026: 8.00 tot 16.00 uur",
            "vrijdag 25 december 2026 (eerste kerstdag): gesloten",
            "vrijdag 1 januari 2027 (nieuwjaarsdag): gesloten",
            "Voor: Autoverkoper",
            "(tussenpersoonnummer, polisnummer, dealernummer)",
        ] {
            page.shows(words);
        }
        house.world.clock.forward(std::time::Duration::from_secs(6 * 60 * 60));
        stranger.get("/contact?taal=en").await;
        stranger.get("/contact").await.shows("closed now, Monday from 8:15");
    }

    async fn the_capacity_of_last_time_comes_first(on: On) {
        let house = House::new(on).await;
        let mut stranger = house.stranger();
        let first = stranger.get("/hulp-bij-inloggen").await;
        let place = |page: &str, capacity: &str| page.find(&format!("/hulp-bij-inloggen/{capacity}\"")).unwrap();
        assert!(place(&first.body, "adviseur") < place(&first.body, "autoverkoper"));
        stranger.get("/hulp-bij-inloggen/autoverkoper").await;
        let then = stranger.get("/hulp-bij-inloggen").await;
        assert!(place(&then.body, "autoverkoper") < place(&then.body, "adviseur"));
    }

    async fn what_is_looked_up_is_counted_without_who(on: On) {
        let house = House::new(on).await;
        let mut stranger = house.stranger();
        for _ in 0..3 {
            stranger.get("/hulp-bij-inloggen/adviseur/geen-mail").await;
        }
        let missing = stranger.get("/hulp-bij-inloggen/adviseur/bestaat-niet").await;
        assert_eq!(missing.status, 404);
        house.lookups.store(&house.world.services).await.unwrap();
        stranger.get("/hulp-bij-inloggen/adviseur/geen-mail").await;
        house.lookups.store(&house.world.services).await.unwrap();
        let rows = house.lines("select day || ' ' || capacity || ' ' || problem || ' ' || times from help_lookup where day <> $1", "").await;
        assert_eq!(rows, ["2026-11-20 adviseur geen-mail 4"]);
    }
}
