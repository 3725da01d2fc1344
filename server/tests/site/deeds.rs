//! Deeds that concern others: a fresh code in between, and the form goes on by itself.

use std::time::Duration;

use super::{
    frontend::traces,
    house::{House, On},
};

const WHO: &str = "select id from authorisation where mobile = $1";

flows::on_each_database! {
    async fn sec_41_a_deed_after_a_quarter_of_an_hour_asks_for_a_code_that_names_it_and_then_goes_on_by_itself(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await.leads_to("/start");
        let piet = house.lines(WHO, house.visitor("piet").person().mobile).await.remove(0);
        let deed = format!("/beheer/medewerkers/{piet}/deblokkeren");
        house.later(Duration::from_secs(15 * 60));
        karin.presses(&deed, &deed, &[]).await.leads_to("/bevestigen");
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

    async fn sec_41_looking_at_a_page_that_needs_a_fresh_code_sends_none_and_one_button_does(on: On) {
        let house = House::new(on).await;
        let (mut karin, mut jan) = (house.visitor("karin"), house.visitor("jan"));
        karin.logs_in().await;
        jan.logs_in().await;
        house.later(Duration::from_secs(15 * 60));
        let (own, log, file) = ("/account/beveiliging/wachtwoord", "/beheer/logboek?wat=logins", "/beheer/logboek.csv?wat=logins");
        for (visitor, page, deed, then) in [
            (&mut jan, own, "uw eigen wachtwoord of nummer wijzigen", own),
            // A file leaves the browser where it is, so it is offered on its page.
            (&mut karin, file, "het logboek downloaden", log),
        ] {
            let before = traces(&house).await;
            let offered = visitor.get(page).await;
            offered.shows(deed).shows("Stuur mij een code").shows(&format!("value=\"{page}\""));
            assert_eq!((offered.status, visitor.get(page).await.status), (200, 200));
            assert_eq!(traces(&house).await, before, "looking at {page} leaves nothing behind");
            visitor.posts("/bevestigen/versturen", &[("page", page)]).await.leads_to("/bevestigen");
            visitor.follows().await.shows(deed);
            let code = house.code_for(visitor.person().name).await;
            visitor.posts("/bevestigen", &[("code", &code)]).await.leads_to(then);
            let there = visitor.follows().await;
            assert_eq!(there.status, 200, "{}", there.in_short());
            there.hides("Stuur mij een code").shows(if page == then { "" } else { "U kunt het logboek nu downloaden." });
            assert_eq!(visitor.get(page).await.status, 200);
            visitor.posts("/bevestigen/versturen", &[("page", page)]).await.leads_to(page);
        }
        for elsewhere in ["//elders.example", "https://elders.example", ""] {
            assert_eq!(jan.posts("/bevestigen/versturen", &[("page", elsewhere)]).await.status, 400, "{elsewhere}");
        }
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
