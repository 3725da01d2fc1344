//! A number that an admin typed is shown whole once, to the one who typed it, with a test that goes there.

use super::{
    every_form::id_of,
    house::{House, On},
};

flows::on_each_database! {
    async fn what_was_typed_as_a_number_is_shown_once_and_a_test_goes_to_it(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let jan = format!("/beheer/medewerkers/{}", id_of(&house, "jan").await);
        let saved = karin.presses(&format!("{jan}/mobiel"), &format!("{jan}/mobiel"), &[("nummer", "+31 (0)6-1111 2222"), ("klopt", "ja")]).await;
        assert_eq!(saved.location(), jan);
        let page = karin.get(&jan).await;
        page.shows("De volgende sms-code gaat naar 06 11112222.").shows("Stuur een test-sms").shows(&format!("{jan}/test-sms"));
        karin.get(&jan).await.hides("11112222").hides("Stuur een test-sms");
        house.letter_to("jan@kantoor-deboer.example").await;
        house.letter_to("+31612345602").await;
        let sent = karin.posts(&format!("{jan}/test-sms"), &[]).await;
        assert_eq!(sent.location(), jan);
        karin.get(&jan).await.shows("De test-sms aan Jan Smit is verstuurd.").shows("test-sms");
        let sms = house.letter_to("+31611112222").await;
        assert!(sms.text.starts_with("Dit is een test.") && !sms.text.contains("Jan") && !sms.text.contains("Kantoor"), "{}", sms.text);
        // A number that nobody typed here is no number to write to, nor does a form say which one.
        let wim = format!("/beheer/medewerkers/{}", id_of(&house, "tom").await);
        karin.posts(&format!("{wim}/test-sms"), &[]).await;
        karin.get(&wim).await.shows("U kunt alleen een test-sms sturen kort nadat u een nummer hebt ingevuld.");
        let other = karin.posts(&format!("{jan}/test-sms"), &[("nummer", "0699999999")]).await;
        assert_eq!(other.status, 400);
    }

    async fn somebody_new_has_the_number_shown_once_too(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let form = [
            ("voornaam", "Ilse"), ("achternaam", "Kramer"), ("postvak", "ilse@kantoor-deboer.example"),
            ("nummer", "0612340099"), ("rights", "offertes"),
        ];
        let sent = karin.posts("/beheer/medewerkers/nieuw", &form).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let list = karin.get("/beheer/medewerkers").await;
        list.shows("De sms-code gaat naar 06 12340099.").shows("Stuur een test-sms").shows("Intrekken");
        karin.get("/beheer/medewerkers").await.hides("12340099");
        house.letter_to("ilse@kantoor-deboer.example").await;
        let id = "select u.id from authorisation u join account a on a.id = u.account_id where a.email = $1";
        let ilse = house.lines(id, "ilse@kantoor-deboer.example").await.remove(0);
        karin.posts(&format!("/beheer/medewerkers/{ilse}/test-sms"), &[]).await;
        house.letter_to("+31612340099").await;
        // Whom nobody but the desk tries a number of is offered nothing that would be refused.
        let form = [
            ("voornaam", "Otto"), ("achternaam", "Kramer"), ("postvak", "otto@kantoor-deboer.example"),
            ("nummer", "0612340098"), ("admin", "ja"),
        ];
        let sent = karin.posts("/beheer/medewerkers/nieuw", &form).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        karin.get("/beheer/medewerkers").await.shows("De sms-code gaat naar 06 12340098.").shows("Intrekken").hides("Stuur een test-sms");
        house.letter_to("otto@kantoor-deboer.example").await;
    }
}
