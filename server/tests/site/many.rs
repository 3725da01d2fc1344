//! A company with more people than a list of names holds: everybody can be chosen all the same, without scripts.

use flows::testing::Seed;

use super::house::{Answer, House, On};

/// More than one page of the list.
const MORE: usize = 60;
/// Comes after all of them.
const ZOE: &str = "zoe@kantoor-deboer.example";

async fn large_office(on: On) -> (House, String) {
    let house = House::new(on).await;
    let id = "select id from organisation where name = $1";
    let id = house.lines(id, "Kantoor De Boer").await.remove(0);
    let office = domain::OrganisationId::from_trusted(id);
    for number in 0..MORE {
        let email = format!("lid{number}@kantoor-deboer.example");
        house
            .world
            .person(&office, Seed::new("Lid", "", "Aalders", &email))
            .await;
    }
    let (_, zoe) = house
        .world
        .person(&office, Seed::new("Zoë", "", "Zwart", ZOE))
        .await;
    (house, zoe.to_string())
}

fn chosen(page: &Answer, id: &str) -> bool {
    page.body.contains(&format!(
        "<option value=\"{id}\" selected>Zoë Zwart</option>"
    ))
}

flows::on_each_database! {
    async fn whoever_is_not_among_the_first_names_is_reached_from_the_own_page(on: On) {
        let (house, zoe) = large_office(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        for (path, button) in [
            ("/beheer/logboek", "Alles in het logboek"),
            ("/beheer/beheerders", "Beheerder maken"),
            ("/beheer/beheerders/vervanger", "Vervanger aanwijzen"),
        ] {
            let page = karin.get(path).await;
            page.shows("Hier staan de eerste 50 namen.").shows(&format!("“{button}”")).shows("Zoek een medewerker").hides(&zoe);
        }
        let person = karin.get(&format!("/beheer/medewerkers/{zoe}")).await;
        let in_log = format!("/beheer/logboek?wie={zoe}");
        person.shows(&in_log).shows("Alles in het logboek");
        assert!(chosen(&karin.get(&in_log).await, &zoe), "{in_log}");
        let same = format!("/beheer/medewerkers/nieuw?same_as={zoe}");
        person.shows(&same).shows("Collega toevoegen met dezelfde autorisaties");
        karin.get(&same).await.shows("Wat Zoë Zwart mag, is al aangevinkt.");
        person.shows(&format!("/beheer/beheerders/{zoe}/aanwijzen"));
        let taken = karin.posts("/beheer/medewerkers/nieuw", &[("same_as", zoe.as_str())]).await;
        taken.shows("De vinkjes zijn nu die van Zoë Zwart.");
    }

    async fn whoever_looks_for_a_colleague_while_inviting_loses_nothing_of_what_was_typed(on: On) {
        const NEW: &str = "/beheer/medewerkers/nieuw";
        let (house, zoe) = large_office(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        karin.get(NEW).await.shows("Hieronder staan de eerste 50 namen.").hides(&zoe);
        let looks = |name: &'static str, pressed: &'static str| [("voornaam", "Ilse"), ("nummer", "0612340099"), ("rights", "offertes"), ("collega", name), ("zoeken", pressed)];
        // With the button, and with Enter in the field.
        for (name, pressed) in [("zwart", "ja"), ("Zoë", "")] {
            let page = karin.posts(NEW, &looks(name, pressed)).await;
            assert_eq!(page.status, 200, "{}", page.in_short());
            assert!(chosen(&page, &zoe), "the only one found is chosen");
            page.shows("value=\"Ilse\"").shows("value=\"0612340099\"").shows("Uitnodiging versturen");
        }
        for (name, pressed, wrong) in [("", "ja", "Vul de naam van een collega in."), ("Xerxes", "ja", "Wij vinden geen collega voor “Xerxes”.")] {
            let page = karin.posts(NEW, &looks(name, pressed)).await;
            assert_eq!(page.status, 422, "{}", page.in_short());
            page.shows(wrong).shows("value=\"Ilse\"").shows("value=\"0612340099\"");
        }
        assert_eq!(house.number("select count(*) from account where given_name = $1", "Ilse").await, 0, "nobody is invited by looking");
    }

    async fn a_small_company_reads_nothing_of_it_and_nobody_of_another_one_is_chosen(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        for path in ["/beheer/logboek", "/beheer/beheerders", "/beheer/medewerkers/nieuw"] {
            karin.get(path).await.hides("staan de eerste");
        }
        let mo = "select u.id from authorisation u join account a on a.id = u.account_id where a.email = $1";
        let mo = house.lines(mo, "mo@garage-jansen.example").await.remove(0);
        karin.get(&format!("/beheer/medewerkers/nieuw?same_as={mo}")).await.hides("Mo Bakker");
        karin.get(&format!("/beheer/logboek?wie={mo}")).await.hides("Mo Bakker");
    }

    async fn the_first_page_of_the_list_leads_to_who_left_and_to_the_check(on: On) {
        let (house, _) = large_office(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let page = karin.get("/beheer/medewerkers").await;
        page.shows("Toon van wie de toegang is gestopt").shows("Volgende medewerkers").shows("href=\"/beheer/controle\"");
    }
}
