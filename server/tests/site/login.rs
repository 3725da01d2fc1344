//! Logging in and out through the pages, as people do it.

use super::{
    every_form::id_of,
    house::{House, On},
};

flows::on_each_database! {
    async fn karin_logs_in_sees_the_start_and_logs_out_again(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.get("/").await.leads_to("/inloggen");
        karin.follows().await.shows("Wachtwoord vergeten?");
        karin.logs_in().await.leads_to("/start");
        karin.follows().await.shows("Welkom, Karin Boer").shows("Kantoor De Boer").shows("/beheer/medewerkers");
        karin.posts("/uitloggen", &[]).await.leads_to("/uitgelogd");
        karin.follows().await.shows("U bent uitgelogd");
        karin.get("/start").await.leads_to("/inloggen");
    }

    async fn the_last_day_of_access_is_the_same_for_the_person_the_admin_and_the_desk(on: On) {
        let house = House::new(on).await;
        let (year, month, day) = house.world.services.now().amsterdam_date();
        let until = domain::Moment::from_amsterdam_date(year, month, day).unwrap();
        let last = until.last_day().short_day(domain::Language::Nl);
        let jan = id_of(&house, "jan").await;
        let mut tx = house.world.services.db.write().await.unwrap();
        flows::execute!(&mut tx, "update authorisation set valid_until = $1 where id = $2", until.unix_ms(), &jan).unwrap();
        tx.commit().await.unwrap();
        let mut jan = house.visitor("jan");
        jan.gives_password().await;
        jan.gives_code().await.shows(&format!("Uw toegang bij Kantoor De Boer liep tot en met {last}."));
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let page = format!("/beheer/medewerkers/{}", id_of(&house, "jan").await);
        karin.get(&page).await.shows(&format!("tot en met {last}"));
        let mut daan = house.visitor("daan");
        daan.logs_in().await;
        let page = format!("/servicedesk/gebruikers/{}", id_of(&house, "jan").await);
        daan.get(&page).await.shows(&format!("tot en met {last}"));
    }

    async fn what_leads_somewhere_is_a_tile_and_what_does_not_is_named_and_every_page_says_for_whom(on: On) {
        let house = House::new(on).await;
        let mut jan = house.visitor("jan");
        jan.logs_in().await;
        let more = "insert into authorisation_right (authorisation_id, right_code, granted_at)
            select u.id, 'offertes', 1 from authorisation u join account a on a.id = u.account_id where a.email = 'jan@kantoor-deboer.example'";
        let mut tx = house.world.services.db.write().await.unwrap();
        flows::execute!(&mut tx, more).unwrap();
        tx.commit().await.unwrap();
        let start = jan.get("/start").await;
        start.shows("href=\"https://schade.voorbeeld.example/\"").shows("<li>Schade melden</li>").shows("<li>Offertes maken</li>");
        start.shows("/hulp-vragen?soort=more_rights");
        for page in ["/start", "/account/gegevens", "/contact"] {
            jan.get(page).await.shows("Jan Smit · <strong>Kantoor De Boer</strong>");
        }
    }

    async fn whoever_may_nothing_yet_asks_the_own_admin_for_it_and_types_no_address(on: On) {
        let house = House::new(on).await;
        let none = "delete from authorisation_right where authorisation_id in (
            select u.id from authorisation u join account a on a.id = u.account_id where a.email = 'jan@kantoor-deboer.example')";
        let mut tx = house.world.services.db.write().await.unwrap();
        flows::execute!(&mut tx, none).unwrap();
        tx.commit().await.unwrap();
        let mut jan = house.visitor("jan");
        jan.logs_in().await;
        let ask = "/hulp-vragen?soort=more_rights";
        jan.get("/start").await.shows("U hebt nog geen autorisaties.").shows(ask).hides("wachten op uw hulp");
        jan.get(ask).await.shows("value=\"more_rights\" checked").hides("name=\"email\"");
        jan.posts("/hulp-vragen", &[("kind", "more_rights")]).await.leads_to("/start");
        assert_eq!(house.letters_to("karin@kantoor-deboer.example").await.len(), 1);
        house.letters_to(jan.person().email).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        karin.get("/start").await.shows("3 medewerkers wachten op uw hulp").hides(ask);
    }

    async fn whoever_is_stuck_reads_where_to_look_whom_to_ask_and_what_to_tell_us_whatever_the_address(on: On) {
        let house = House::new(on).await;
        for address in ["jan@kantoor-deboer.example", "niemand@nergens.example"] {
            let mut stranger = house.stranger();
            let first = stranger.types(address, "een verkeerd wachtwoord").await;
            first.shows("Kijk dan in uw e-mail: daar staat hoe u verder kunt.").shows("/hulp-vragen").hides("Uw belcode");
            // Read out with the field, and not only above it.
            first.shows("id=\"wrong\"").shows("aria-describedby=\"wrong\"");
            stranger.types(address, "een verkeerd wachtwoord").await.shows("Uw belcode");
            stranger.get("/contact").await.shows("Uw belcode");
        }
        let mut jan = house.visitor("jan");
        jan.gives_password().await;
        let code = house.code_for("jan").await;
        jan.follows().await.hides("Uw belcode").shows("Bel ons en noem uw belcode");
        let wrong = if code == "000000" { "111111" } else { "000000" };
        jan.types_code(wrong).await.shows("Uw belcode");
    }
}
