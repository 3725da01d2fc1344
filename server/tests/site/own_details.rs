//! One's own details, and another address to log in with, as somebody at a browser meets them.

use super::house::{House, ORIGIN, On, PASSWORD, Visitor};

const DETAILS: &str = "/account/gegevens";
const ADDRESS: &str = "/account/gegevens/e-mailadres";
const CONFIRM: &str = "/e-mailadres-bevestigen/";
const NEW: &str = "jan@nieuw.example";

const NAME: [(&str, &str); 5] = [
    ("given_name", "Jan"),
    ("initials", "J."),
    ("infix", ""),
    ("family_name", "de Smit"),
    ("language", "nl"),
];

async fn jan_at(house: &House) -> Visitor<'_> {
    let mut jan = house.visitor("jan");
    jan.logs_in().await;
    jan
}

async fn asks(jan: &mut Visitor<'_>, new: &str) {
    let form = [("new_email", new), ("current_password", PASSWORD)];
    jan.posts(ADDRESS, &form).await.leads_to(ADDRESS);
}

/// The address of the page behind the link in the one mail to `to`.
async fn link_to(house: &House, to: &str) -> String {
    let letter = house.letter_to(to).await;
    letter.link(CONFIRM).unwrap().to_owned()
}

async fn everything_else_is_read(house: &House) {
    house.post_goes_out().await;
    house.post.read(|_| true);
}

flows::on_each_database! {
    async fn somebody_puts_the_own_name_right_and_reads_on_in_english(on: On) {
        let house = House::new(on).await;
        let mut jan = jan_at(&house).await;
        jan.get("/account/beveiliging").await.shows(DETAILS).shows(ADDRESS);
        jan.get(DETAILS).await.shows("value=\"Smit\"").shows("Firefox, Linux").shows("Uw toegangscode");
        jan.posts(DETAILS, &NAME).await.leads_to(DETAILS);
        jan.follows().await.shows("Uw naam is nu Jan de Smit.").shows("value=\"de\"").shows("value=\"Smit\"");
        let told = house.letter_to("karin@kantoor-deboer.example").await;
        assert_eq!(told.subject, "Jan Smit heet nu Jan de Smit");
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        karin.get("/beheer/medewerkers?zoek=smit").await.shows("Jan de Smit");
        karin.get("/beheer/logboek").await.shows("Jan de Smit heeft de eigen naam gewijzigd. Eerst: Jan Smit. Nu: Jan de Smit.");

        let taken = NAME.map(|(name, value)| match name {
            "given_name" => (name, "Karin"),
            "family_name" => (name, "Boer"),
            _ => (name, value),
        });
        let refused = jan.posts(DETAILS, &taken).await;
        assert_eq!(refused.status, 422);
        refused.shows("Zo heet een collega van u al. Vul bij uw voornaam ook een voorletter of tweede naam in.").shows("value=\"Karin\"");

        let mut english = NAME;
        english[2] = ("infix", "de");
        english[3] = ("family_name", "Smit");
        english[4] = ("language", "en");
        jan.posts(DETAILS, &english).await.leads_to(DETAILS);
        jan.follows().await.shows("<html lang=\"en\"").shows("Your details have been saved.");
        jan.get("/account/gegevens?taal=nl").await.leads_to(DETAILS);
        jan.follows().await.shows("krijgt onze mails in het Engels");
        assert_eq!(house.lines("select language from account where email = $1", jan.person().email).await, ["en"]);
    }

    async fn whoever_changes_the_own_name_again_and_again_is_told_until_when_and_gets_back_to_the_form(on: On) {
        let house = House::new(on).await;
        let mut jan = jan_at(&house).await;
        let most = house.world.services.policy.news_to_one_person_day;
        let named = |n: u32| NAME.map(|(name, value)| (name, if name == "family_name" { ["Smit", "Smid"][n as usize % 2] } else { value }));
        for n in 0..most {
            jan.posts(DETAILS, &named(n + 1)).await.leads_to(DETAILS);
        }
        let mut request = jan.form(DETAILS, &named(most + 1), "same-origin");
        request.headers_mut().insert("referer", format!("{ORIGIN}{DETAILS}").parse().unwrap());
        let refused = jan.sends(request).await;
        assert_eq!(refused.status, 429);
        refused.shows("U kunt het weer proberen vanaf").shows(&format!("<a href=\"{DETAILS}\" class=\"button\">Terug naar de pagina"));
    }

    async fn what_is_wrong_with_a_name_is_said_at_once_and_what_was_typed_stays(on: On) {
        let house = House::new(on).await;
        let mut jan = jan_at(&house).await;
        let form = [("given_name", ""), ("initials", "J."), ("infix", ""), ("family_name", "www.smit.nl"), ("language", "")];
        let refused = jan.posts(DETAILS, &form).await;
        assert_eq!(refused.status, 422);
        for text in ["Vul de voornaam in.", "Dit lijkt geen naam. Kijk de achternaam na.", "Kies een taal."] {
            assert_eq!(refused.body.matches(text).count(), 2, "{text}");
        }
        refused.shows("value=\"www.smit.nl\"");
        let extra = jan.posts(DETAILS, &[("role", "beheerder")]).await;
        assert_eq!(extra.status, 400, "sec_46");
    }

    async fn sec_35_another_address_is_confirmed_from_both_mailboxes_and_then_logs_in(on: On) {
        let house = House::new(on).await;
        let mut jan = jan_at(&house).await;
        jan.get(ADDRESS).await.shows("jan@kantoor-deboer.example");
        asks(&mut jan, NEW).await;
        jan.follows().await.shows("Er zijn twee mails onderweg.").shows(NEW).shows("Wijziging intrekken");
        let (old, new) = (link_to(&house, jan.person().email).await, link_to(&house, NEW).await);
        let mut mailbox = house.stranger();
        for _ in 0..3 {
            mailbox.get(&new).await.shows("Bent u dat?").hides("kantoor-deboer");
            mailbox.get(&old).await.shows(NEW).shows("Dit was ik niet");
        }
        mailbox.posts(&new, &[]).await.leads_to(&new);
        mailbox.follows().await.shows("Bevestigd. Nog één mail").hides("kantoor-deboer");
        jan.get(DETAILS).await.shows("Wacht op bevestiging: jan@nieuw.example");
        jan.get(ADDRESS).await.shows("Bevestigd").shows("Nog niet bevestigd.");
        mailbox.posts(&old, &[]).await.leads_to(&old);
        mailbox.follows().await.shows("Log voortaan in met jan@nieuw.example.");
        mailbox.get("/inloggen").await.shows("value=\"jan@nieuw.example\"");
        jan.get("/start").await.leads_to("/inloggen");

        let warning = house.letter_to("jan@kantoor-deboer.example").await;
        assert_eq!(warning.subject, "U logt voortaan in met een ander e-mailadres");
        assert!(warning.link("/blokkeren/").is_some());
        assert_eq!(house.letters_to(jan.person().mobile).await.len(), 1);
        let told = house.letter_to("karin@kantoor-deboer.example").await;
        assert_eq!(told.subject, "Jan Smit heeft een ander e-mailadres");
        jan.types("jan@kantoor-deboer.example", PASSWORD).await;
        assert!(!jan.is_inside().await);
        jan.types(NEW, PASSWORD).await.leads_to("/inloggen/code");
        jan.gives_code().await.leads_to("/start");
        jan.get("/account/beveiliging/mobiel").await.shows("U hebt kort geleden uw e-mailadres gewijzigd.");
    }

    async fn sec_04_an_address_in_use_gives_the_same_bytes_as_a_free_one(on: On) {
        let house = House::new(on).await;
        let mut seen = Vec::new();
        for address in ["niemand@garage-jansen.example", "mo@garage-jansen.example"] {
            let mut jan = jan_at(&house).await;
            let form = [("new_email", address), ("current_password", PASSWORD)];
            let answer = jan.posts(ADDRESS, &form).await;
            let page = jan.follows().await;
            let details = jan.get(DETAILS).await;
            seen.push([answer, page, details].map(|answer| answer.bytes_but_for(address)));
        }
        assert_eq!(seen[0], seen[1]);
        assert_eq!(house.letter_to("mo@garage-jansen.example").await.subject, "Dit e-mailadres is al in gebruik");
        everything_else_is_read(&house).await;
    }

    async fn whoever_did_not_ask_for_it_stops_it_from_the_old_mailbox(on: On) {
        let house = House::new(on).await;
        let mut jan = jan_at(&house).await;
        asks(&mut jan, NEW).await;
        let (old, new) = (link_to(&house, jan.person().email).await, link_to(&house, NEW).await);
        let mut owner = house.stranger();
        owner.posts(&format!("{new}/niet-ik"), &[]).await.leads_to(&new);
        assert_eq!(house.block_of("jan").await, "", "the new mailbox stops nothing");
        owner.posts(&format!("{old}/niet-ik"), &[]).await.leads_to("/blokkeren/klaar");
        assert_eq!(house.block_of("jan").await, "frozen_by_owner");
        assert!(!jan.is_inside().await);
        let froze = old.replace(CONFIRM, "/blokkeren/");
        owner.get(&old).await.leads_to(&froze);
        assert_eq!(owner.get(&froze).await.status, 200, "it says what became of the block");
        let over = owner.get(&new).await;
        over.shows("Deze link werkt niet meer");
        assert_eq!(over.status, 410);
        everything_else_is_read(&house).await;
    }

    async fn a_change_of_address_is_withdrawn_by_whoever_asked_for_it(on: On) {
        let house = House::new(on).await;
        let mut jan = jan_at(&house).await;
        for (new, password, text) in [
            ("jan", PASSWORD, "Er hoort een @ in."),
            ("JAN@kantoor-deboer.example", PASSWORD, "Dit is uw huidige e-mailadres."),
            (NEW, "dat was het niet", "niet uw huidige wachtwoord"),
        ] {
            let refused = jan.posts(ADDRESS, &[("new_email", new), ("current_password", password)]).await;
            assert_eq!(refused.status, 422, "{}", refused.in_short());
            refused.shows(text).shows(new);
        }
        asks(&mut jan, NEW).await;
        let link = link_to(&house, NEW).await;
        jan.posts("/account/gegevens/e-mailadres/intrekken", &[]).await.leads_to(DETAILS);
        jan.follows().await.shows("De wijziging is ingetrokken.").hides(NEW);
        let over = jan.get(&link).await;
        over.shows("Deze link werkt niet meer");
        assert_eq!(over.status, 410);
        house.post_goes_out().await;
        assert_eq!(house.letters_to(jan.person().email).await.len(), 1);
    }
}
