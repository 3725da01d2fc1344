//! One's own details: name, language, access codes, last login.

use std::time::Duration;

use domain::{Language, PersonName, people::Unfit, post::Letter};
use flows::{
    Trouble,
    account::{LastLogin, Saved, own_details, save_details},
    on_each_database, people,
    testing::On,
};

use super::town::{DEVICE, PASSWORD, Person, Town, nobody};

const TAKEN: Saved = Saved::NameUnfit(Unfit::Colleagues);

fn name(given: &str, infix: &str, family: &str) -> PersonName {
    PersonName::parse(given, "", infix, family).unwrap()
}

async fn saves(town: &Town, who: &Person, name: &PersonName, language: Language) -> Saved {
    let caller = town.caller(who).await;
    save_details(&town.world.services, &caller, name, language)
        .await
        .unwrap()
}

async fn known_as(town: &Town, who: &Person) -> Option<String> {
    let sql = "select family_name from authorisation where id = $1";
    town.text(sql, who.authorisation.as_str()).await
}

async fn known_by(town: &Town, who: &Person) -> Option<String> {
    let sql = "select given_name from authorisation where id = $1";
    town.text(sql, who.authorisation.as_str()).await
}

on_each_database! {
    async fn a_name_that_its_owner_puts_right_is_known_wherever_the_person_works(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let (fatima, karin) = (town.admin(&garage, "fatima").await, town.admin(&office, "karin").await);
        let jan = town.employee(&garage, "jan").await;
        let there = town.also(&jan, &office, "medewerker", "active").await;
        let elsewhere = town.organisation("Nog niet").await;
        town.admin(&elsewhere, "els").await;
        let invited = town.also(&jan, &elsewhere, "medewerker", "invited").await;

        let right = name("Jan", "de", "Vries");
        assert_eq!(saves(&town, &jan, &right, Language::Nl).await, Saved::Renamed);
        assert_eq!(own_details(&town.world.services, &town.caller(&jan).await).await.unwrap().name, right);
        assert_eq!(town.caller(&jan).await.name, "Jan de Vries");
        for place in [&jan, &there] {
            assert_eq!(known_as(&town, place).await.as_deref(), Some("Vries"));
            let found = "select word from authorisation_word where authorisation_id = $1 and word = 'vries'";
            assert_eq!(town.text(found, place.authorisation.as_str()).await.as_deref(), Some("vries"));
        }
        let told = |before: &str, organisation: &str| Letter::OwnNameChanged {
            before: before.into(),
            now: "Jan de Vries".into(),
            organisation: organisation.into(),
        };
        assert_eq!(town.letters_to(&fatima).await, [told("jan van Testdorp", "Garage Jansen")]);
        assert_eq!(town.letters_to(&karin).await, [told("Elders van Testdorp", "Kantoor De Boer")]);
        let logs = "select count(distinct organisation_id) from audit where event = 'name_changed'";
        assert_eq!(town.count(logs).await, 2);
        assert_eq!(known_as(&town, &invited).await.as_deref(), Some("Testdorp"), "sec_04: not before it is accepted");

        town.empty_mailboxes().await;
        assert_eq!(saves(&town, &jan, &right, Language::En).await, Saved::SameName);
        assert!(town.letters_to(&fatima).await.is_empty());
    }

    async fn sec_65_the_trail_keeps_what_somebody_was_called_wherever_a_name_changes(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let jan = town.employee(&garage, "jan").await;
        town.also(&jan, &office, "medewerker", "active").await;
        saves(&town, &jan, &name("Jan", "de", "Vries"), Language::Nl).await;
        let facts = "select facts from audit where event = 'name_changed' and organisation_id = $1";
        for (place, before) in [(&garage, "jan van Testdorp"), (&office, "Elders van Testdorp")] {
            let expected = format!(r#"{{"before":"{before}","now":"Jan de Vries"}}"#);
            assert_eq!(town.text(facts, place.as_str()).await, Some(expected));
        }
    }

    async fn sec_65_nobody_is_taken_for_who_looks_after_others_nor_these_for_anybody(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let (otto, saskia) = (town.admin(&garage, "otto").await, town.admin(&garage, "saskia").await);
        let (amir, jan, kees) = (town.employee(&garage, "amir").await, town.employee(&garage, "jan").await, town.employee(&garage, "kees").await);
        let there = town.also(&jan, &office, "medewerker", "active").await;
        let els = town.admin(&office, "els").await;
        for (place, name) in [(&otto, "otto"), (&saskia, "saskia"), (&amir, "amir"), (&kees, "kees"), (&els, "els")] {
            let word = "insert into authorisation_word (organisation_id, word, authorisation_id)
                select organisation_id, $2, id from authorisation where id = $1";
            town.set(word, place.authorisation.as_str(), name).await;
            town.set(word, place.authorisation.as_str(), "testdorp").await;
        }
        let called = |given: &str| name(given, "van", "Testdorp");
        for (who, given, saved) in [
            (&otto, "Saskia", TAKEN),
            (&otto, "SASKÍA", TAKEN),
            (&otto, "S\u{430}skia", TAKEN),
            (&otto, "\u{405}askia", TAKEN),
            (&otto, "Amir", TAKEN),
            (&amir, "Otto", TAKEN),
            (&jan, "Els", TAKEN),
            (&otto, "Saskia M.", Saved::Renamed),
            (&otto, "Els", Saved::Renamed),
            (&amir, "Kees", Saved::Renamed),
            (&amir, "Amir", Saved::Renamed),
        ] {
            let before = (known_by(&town, who).await, known_by(&town, &there).await);
            assert_eq!(saves(&town, who, &called(given), Language::Nl).await, saved, "{given}");
            if saved == TAKEN {
                assert_eq!((known_by(&town, who).await, known_by(&town, &there).await), before, "{given}");
            }
        }
        // Who is really called so goes on being so, also as admin, and saves the rest.
        saves(&town, &amir, &called("Kees"), Language::Nl).await;
        town.set("update authorisation set role = $2 where id = $1", kees.authorisation.as_str(), "beheerder").await;
        town.set("update authorisation set given_name = $2 where id = $1", kees.authorisation.as_str(), "Kees").await;
        assert_eq!(saves(&town, &kees, &called("kees"), Language::En).await, Saved::Renamed);
        assert_eq!(saves(&town, &kees, &called("Amir"), Language::En).await, Saved::Renamed, "free again");
        // A role that is put down for a moment is no way to a name; an agent signs as well.
        town.set("update authorisation set role = $2 where id = $1", kees.authorisation.as_str(), "medewerker").await;
        assert_eq!(saves(&town, &kees, &called("Kees"), Language::En).await, TAKEN);
        for given in ["Kees", "Jan"] {
            assert_eq!(saves(&town, &jan, &called(given), Language::Nl).await, Saved::Renamed, "neither signs");
        }
        let agent = "insert into authorisation_right (authorisation_id, right_code, granted_at) values ($1, $2, 0)";
        town.set(agent, jan.authorisation.as_str(), domain::organisations::DESK_RIGHT).await;
        assert_eq!(saves(&town, &jan, &called("Kees"), Language::Nl).await, TAKEN);
        // Whoever is put out for a moment comes back; after three days nobody is taken for who is gone, and staff at no time.
        for who in [&saskia, &amir] {
            let stops = "update authorisation set state = $2, activated_at = created_at, stopped_at = created_at, as_of = created_at where id = $1";
            town.set(stops, who.authorisation.as_str(), "stopped").await;
        }
        town.set("update authorisation set given_name = $2 where id = $1", amir.authorisation.as_str(), "Wim").await;
        assert_eq!(saves(&town, &otto, &called("Wim"), Language::Nl).await, Saved::Renamed);
        assert_eq!(saves(&town, &otto, &called("Saskia"), Language::Nl).await, TAKEN);
        town.world.clock.forward(Duration::from_secs(4 * 24 * 60 * 60));
        assert_eq!(saves(&town, &otto, &called("Saskia"), Language::Nl).await, Saved::Renamed);
        let ours = name("Servicedesk", "", "Testdorp");
        assert_eq!(saves(&town, &otto, &ours, Language::Nl).await, Saved::NameUnfit(Unfit::House));
    }

    async fn sec_70_a_name_changes_so_often_a_day_as_those_who_are_told_can_bear(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let (fatima, jan) = (town.admin(&garage, "fatima").await, town.employee(&garage, "jan").await);
        let services = &town.world.services;
        let most = services.policy.news_to_one_person_day;
        for n in 0..most {
            let name = name("Jan", "", if n.is_multiple_of(2) { "Vries" } else { "Jansen" });
            assert_eq!(saves(&town, &jan, &name, Language::Nl).await, Saved::Renamed);
        }
        let before = known_as(&town, &jan).await;
        let caller = town.caller(&jan).await;
        let refused = save_details(services, &caller, &name("Jan", "", "Smid"), Language::Nl).await;
        assert!(matches!(refused, Err(Trouble::Enough { .. })), "{refused:?}");
        assert_eq!(known_as(&town, &jan).await, before);
        assert_eq!(town.letters_to(&fatima).await.len(), most as usize);
        // What nobody else hears of goes on.
        let same = name("Jan", "", before.as_deref().unwrap());
        assert_eq!(saves(&town, &jan, &same, Language::En).await, Saved::SameName);
    }

    async fn an_admin_who_corrects_the_own_name_hears_nothing_of_it_but_fellow_admins_do(on: On) {
        let town = Town::new(on).await;
        let office = town.organisation("Kantoor De Boer").await;
        let (karin, els) = (town.admin(&office, "karin").await, town.admin(&office, "els").await);
        saves(&town, &karin, &name("Karin", "de", "Boer"), Language::Nl).await;
        assert!(town.letters_to(&karin).await.is_empty());
        assert_eq!(town.names_to(&els).await, ["own_name_changed"]);
    }

    async fn letters_follow_the_language_of_the_account(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let fatima = town.admin(&garage, "fatima").await;
        let jan = town.employee(&garage, "jan").await;
        let details = own_details(&town.world.services, &town.caller(&jan).await).await.unwrap();
        saves(&town, &jan, &details.name, Language::En).await;
        assert_eq!(town.caller(&jan).await.language, Language::En);
        let permit = town.caller(&fatima).await;
        let permit = permit.may_change_staff(&town.world.services.policy, town.now()).unwrap();
        people::make_admin(&town.world.services, &permit, &jan.authorisation).await.unwrap().unwrap();
        let language = "select language from outbox where letter = $1";
        assert_eq!(town.text(language, "role_changed").await.as_deref(), Some("en"));
    }

    async fn one_sees_the_last_login_and_the_codes_of_what_is_open(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let jan = town.employee(&garage, "jan").await;
        town.also(&jan, &office, "medewerker", "stopped").await;
        let services = &town.world.services;
        let details = own_details(services, &town.caller(&jan).await).await.unwrap();
        assert_eq!(details.last_login, None);
        let codes: Vec<_> = details.codes.iter().map(|one| (one.organisation_name.as_str(), one.code.as_str())).collect();
        assert_eq!(codes, [("Garage Jansen", jan.authorisation.as_str())], "the town's codes are its ids");
        assert!(town.gets_past(&jan, PASSWORD).await);
        let challenge = flows::login::enter(services, &jan.account, &jan.authorisation, "192.0.2.0/24", flows::challenges::Asker::Browser(nobody())).await.unwrap().unwrap();
        let code = town.code(&challenge).await;
        let device = flows::login::DeviceCookie::default();
        flows::login::check_code(services, &challenge, &code, &device, DEVICE).await.unwrap();
        let last = own_details(services, &town.caller(&jan).await).await.unwrap().last_login;
        assert_eq!(last, Some(LastLogin { at: town.now(), device: Some(DEVICE.into()) }));
    }
}
