//! Deeds that concern others: a fresh code in between, and the form goes on by itself.

use std::time::Duration;

use super::house::{House, On};

const WHO: &str = "select id from authorisation where mobile = $1";

flows::on_each_database! {
    async fn sec_41_a_deed_after_a_quarter_of_an_hour_asks_for_a_code_that_names_it_and_then_goes_on_by_itself(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await.leads_to("/start");
        let piet = house.lines(WHO, house.visitor("piet").person().mobile).await.remove(0);
        let deed = format!("/beheer/medewerkers/{piet}/deblokkeren");
        house.later(Duration::from_secs(15 * 60));
        karin.posts(&deed, &[]).await.leads_to("/bevestigen");
        karin.follows().await.shows("deblokkeren").shows("Piet Visser");
        let blocked = "select count(*) from account where email_canonical = $1 and blocked_reason is not null";
        let piets = house.visitor("piet").person().email;
        assert_eq!(house.number(blocked, piets).await, 1, "nothing happens before the code");
        let message = house.letter_to(karin.person().mobile).await;
        assert!(message.text.contains("Piet Visser"), "{}", message.text);
        let code: String = message.text.chars().skip_while(|sign| !sign.is_ascii_digit()).take(6).collect();
        karin.posts("/bevestigen", &[("code", "000000")]).await.shows("Deze code klopt niet");
        karin.posts("/bevestigen", &[("code", &code)]).await;
        assert_eq!(house.number(blocked, piets).await, 0, "the deed goes on by itself");
        assert!(house.letter_to(piets).await.subject.contains("weer inloggen"));
        karin.posts("/bevestigen", &[("code", &code)]).await.leads_to("/start");
        karin.posts(&format!("/beheer/medewerkers/{piet}/wachtwoordlink"), &[]).await;
        assert_eq!(house.letters_to(piets).await.len(), 1, "within a quarter of an hour nothing is asked again");
    }

    async fn sec_18_whoever_must_change_the_password_reaches_nothing_else(on: On) {
        let house = House::new(on).await;
        let mut tom = house.visitor("tom");
        tom.logs_in().await.leads_to("/start");
        for path in ["/start", "/account/beveiliging", "/account/beveiliging/wachtwoord"] {
            tom.get(path).await.leads_to("/nieuw-wachtwoord");
        }
        tom.get("/nieuw-wachtwoord").await.shows("Nieuw wachtwoord");
        let same = tom.posts("/nieuw-wachtwoord", &[("new_password", super::house::PASSWORD)]).await;
        assert_eq!(same.status, 422, "{}", same.in_short());
        let done = tom.posts("/nieuw-wachtwoord", &[("new_password", "vier groene fietsbellen")]).await;
        assert_eq!(done.status, 303, "{}", done.in_short());
        assert_eq!(tom.get("/start").await.status, 200);
        assert_eq!(house.letters_to(tom.person().email).await.len(), 1, "the owner is told");
    }
}
