//! Logging in and out through the pages, as people do it.

use super::house::{House, On};

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
}
