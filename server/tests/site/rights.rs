//! What somebody may do, as admins give it: what is ticked has been seen, and nothing is sent by choosing a colleague.

use domain::Language;

use super::{
    every_form::{id_of, tag},
    house::{Answer, House, On},
};

const FORM: &str = "/beheer/medewerkers/nieuw";
const ILSE: [(&str, &str); 4] = [
    ("voornaam", "Ilse"),
    ("achternaam", "Kramer"),
    ("postvak", "ilse@kantoor-deboer.example"),
    ("nummer", "0612340099"),
];

/// The rights that are ticked.
fn ticked(page: &Answer) -> Vec<&'static str> {
    let codes = ["polissen", "offertes", "schade-melden", "servicedesk"];
    let is_ticked = |code: &&str| {
        let tag = tag(&page.body, "rights", Some(code));
        tag.is_some_and(|tag| tag.contains(" checked"))
    };
    codes.into_iter().filter(is_ticked).collect()
}

/// A form for Ilse with what is ticked, and more.
fn form<'a>(ticked: &[&'a str], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let ticked = ticked.iter().map(|code| ("rights", *code));
    ILSE.into_iter()
        .chain(ticked)
        .chain(more.iter().copied())
        .collect()
}

flows::on_each_database! {
    async fn who_wants_to_do_more_and_ticked_nothing_is_said_not_to_have_said_what(on: On) {
        const UNSAID: &str = "gaf niet aan wat. Vraag dat eerst.";
        let house = House::new(on).await;
        let (mut karin, mut jan) = (house.visitor("karin"), house.visitor("jan"));
        karin.logs_in().await;
        jan.logs_in().await;
        let page = format!("/beheer/medewerkers/{}", id_of(&house, "jan").await);
        jan.posts("/hulp-vragen", &[("kind", "more_rights")]).await.leads_to("/start");
        let asked = house.letter_to("karin@kantoor-deboer.example").await.text;
        let asked = asked.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(asked.contains(&format!("Jan Smit {UNSAID}")), "{asked}");
        karin.get(&page).await.shows(&format!("Jan {UNSAID}"));
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn days_of_the_log_that_are_the_wrong_way_round_are_pointed_at(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let turned = karin.get("/beheer/logboek?van=20-11-2026&tot=1-11-2026").await;
        turned.shows("De einddatum ligt vóór de begindatum.");
        karin.get("/beheer/logboek?van=1-11-2026&tot=20-11-2026").await.hides("De einddatum ligt vóór");
    }

    async fn the_same_as_a_colleague_sets_the_ticks_and_sends_nothing(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let jan = id_of(&house, "jan").await;
        for pressed in [&[("same_as", jan.as_str()), ("overnemen", "ja")][..], &[("same_as", jan.as_str())]] {
            let page = karin.posts(FORM, &form(&["offertes"], pressed)).await;
            assert_eq!((page.status, ticked(&page)), (200, vec!["schade-melden"]));
            page.shows("De vinkjes zijn nu die van Jan Smit.").shows("De uitnodiging is nog niet verstuurd.");
            assert!(tag(&page.body, "voornaam", Some("Ilse")).is_some(), "what was typed is gone");
            assert!(tag(&page.body, "nummer", Some("0612340099")).is_some(), "what was typed is gone");
        }
        assert_eq!(house.number("select count(*) from account where email = $1", ILSE[2].1).await, 0);
        // From the page of a colleague; nobody of another company is copied, nor anybody who is none.
        let page = karin.get(&format!("{FORM}?same_as={jan}")).await;
        assert_eq!(ticked(&page), ["schade-melden"]);
        let mo = id_of(&house, "mo").await;
        for nobody in [mo.as_str(), "niemand", ""] {
            let page = karin.posts(FORM, &form(&["offertes"], &[("same_as", nobody), ("overnemen", "ja")])).await;
            assert_eq!((page.status, ticked(&page)), (422, vec!["offertes"]), "{nobody}");
            page.shows("Kies van welke collega u de vinkjes wilt overnemen.");
        }
        // What was ticked is what is given: nothing comes along that nobody saw.
        let sent = karin.posts(FORM, &form(&["offertes"], &[("same_as", "")])).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let given = "select r.right_code from authorisation_right r join authorisation u on u.id = r.authorisation_id
            join account a on a.id = u.account_id where a.email = $1";
        assert_eq!(house.lines(given, ILSE[2].1).await, ["offertes"]);
        house.letter_to(ILSE[2].1).await;
    }

    async fn nobody_is_ticked_into_a_pair_of_eyes_by_ticking_somebody_else(on: On) {
        let house = House::new(on).await;
        let org = "select u.organisation_id from authorisation u join account a on a.id = u.account_id where a.email = $1";
        let insurer = house.lines(org, "sanne@voorbeeld.example").await.remove(0);
        let insurer = domain::OrganisationId::from_trusted(insurer);
        let iris = flows::testing::Seed::new("Iris", "", "Bos", "iris@voorbeeld.example").admin();
        house.world.person(&insurer, iris).await;
        let mut iris = house.stranger();
        iris.types("iris@voorbeeld.example", super::house::PASSWORD).await;
        let code = house.letters_to("+31612345678").await.pop().and_then(|sms| sms.code().map(str::to_owned));
        iris.types_code(&code.unwrap()).await;
        let sanne = id_of(&house, "sanne").await;
        let page = iris.get(&format!("{FORM}?same_as={sanne}")).await;
        page.shows("Wat Sanne Meijer mag, is al aangevinkt.");
        assert_eq!(ticked(&page), Vec::<&str>::new());
        // Nor by a colleague who asks for it.
        let kees = flows::testing::Seed { rights: &[], ..flows::testing::Seed::new("Kees", "", "Bos", "kees@voorbeeld.example") };
        let (account, kees) = house.world.person(&insurer, kees).await;
        let caller = house.world.inside(&account, &kees).await;
        flows::help::ask_for_rights(&house.world.services, &caller, &["servicedesk".to_owned()]).await.unwrap();
        house.letters_to("iris@voorbeeld.example").await;
        let page = iris.get(&format!("/beheer/medewerkers/{kees}/autorisaties?gevraagd=ja")).await;
        page.shows("Kees vraagt om: Servicedesk.");
        assert_eq!(ticked(&page), Vec::<&str>::new());
    }

    async fn who_wants_to_do_more_names_the_rights_and_the_admins_page_opens_with_them_ticked(on: On) {
        let house = House::new(on).await;
        let (mut karin, mut own) = (house.visitor("karin"), house.visitor("jan"));
        karin.logs_in().await;
        own.logs_in().await;
        let jan = format!("/beheer/medewerkers/{}", id_of(&house, "jan").await);
        let page = own.get("/hulp-vragen?soort=more_rights").await;
        page.shows("Wat wilt u kunnen doen?").shows("Offertes maken").hides("Schade melden");
        house.stranger().get("/hulp-vragen").await.hides("Wat wilt u kunnen doen?").hides("Offertes maken");
        let asked = own.posts("/hulp-vragen", &[("kind", "more_rights"), ("rights", "offertes"), ("rights", "alles")]).await;
        assert_eq!(asked.location(), "/start");
        let mail = house.letter_to("karin@kantoor-deboer.example").await;
        let mail = mail.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(mail.contains("Het gaat om: Offertes maken."), "{mail}");
        let person = karin.get(&jan).await;
        person.shows("Het gaat om: Offertes maken.").shows(&format!("{jan}/autorisaties?gevraagd=ja"));
        let opened = karin.get(&format!("{jan}/autorisaties?gevraagd=ja")).await;
        opened.shows("Jan vraagt om: Offertes maken.");
        assert_eq!(ticked(&opened), ["offertes", "schade-melden"]);
        // Whoever comes for something else gives nothing away by saving.
        let plain = karin.get(&format!("{jan}/autorisaties")).await;
        assert_eq!(ticked(&plain), ["schade-melden"]);
        let given = karin.sends_as_seen(&opened, &format!("{jan}/autorisaties?gevraagd=ja"), &[("rights", "offertes"), ("rights", "schade-melden")]).await;
        assert_eq!(given.location(), jan);
        karin.get(&jan).await.shows("Jan mag nu ook: Offertes maken.").hides("Het gaat om:");
        house.letter_to("jan@kantoor-deboer.example").await;
    }

    async fn every_page_that_asks_a_mobile_number_names_the_countries_it_can_be_from(on: On) {
        let policy = flows::Policy {
            countries: domain::shared::mobile_number::AllowedCountries::new(&["31", "32", "49"]),
            ..flows::Policy::default()
        };
        let house = House::with_policy(on, policy).await;
        let jan = id_of(&house, "jan").await;
        let (mut karin, mut own, mut stranger) = (house.visitor("karin"), house.visitor("jan"), house.stranger());
        karin.logs_in().await;
        own.logs_in().await;
        let pages = [
            karin.get(FORM).await,
            karin.get(&format!("/beheer/medewerkers/{jan}/mobiel")).await,
            own.get("/account/beveiliging/mobiel").await,
            stranger.get("/gebruikersbeheerder-aanvragen/garage").await,
        ];
        for page in &pages {
            page.shows("Het kan een nummer uit Nederland, België en Duitsland zijn; begin een buitenlands nummer met +.");
        }
        let english = karin.get(&format!("/beheer/medewerkers/{jan}/mobiel?taal={}", Language::En.code())).await;
        let english = if english.location().is_empty() { english } else { karin.get(&format!("/beheer/medewerkers/{jan}/mobiel")).await };
        english.shows("It can be a number from the Netherlands, Belgium and Germany; start a foreign number with +.");
    }
}
