//! "Ik wil meer kunnen doen": the rights that somebody names reach the admin as a wish, and nothing follows from them by itself.

use domain::post::{HelpKind, Letter};
use flows::{
    execute, help, on_each_database,
    testing::On,
    testing::people::{self, NewRights, WholePerson},
};

use super::town::{HOUR, Person, Town, stranger};

struct Case {
    town: Town,
    fatima: Person,
    jan: Person,
}

impl Case {
    async fn new(on: On) -> Self {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let case = Self {
            fatima: town.admin(&garage, "fatima").await,
            jan: town.employee(&garage, "jan").await,
            town,
        };
        for right in ["offertes", "polissen"] {
            case.changes(
                "insert into organisation_right (organisation_id, right_code) values ($1, $2)",
                right,
            )
            .await;
        }
        case
    }

    async fn changes(&self, sql: &'static str, right: &str) {
        let mut tx = self.town.world.services.db.write().await.unwrap();
        execute!(&mut tx, sql, self.jan.organisation.as_str(), right).unwrap();
        tx.commit().await.unwrap();
    }

    async fn wishes(&self, rights: &[&str]) {
        let rights: Vec<String> = rights.iter().map(|code| (*code).to_owned()).collect();
        let jan = self.town.caller(&self.jan).await;
        let asked = help::ask_for_rights(&self.town.world.services, &jan, &rights).await;
        assert_eq!(asked.unwrap(), help::Outcome::Asked);
    }

    /// Jan as Fatima sees him.
    async fn seen(&self) -> WholePerson {
        let services = &self.town.world.services;
        let looks = self
            .town
            .caller(&self.fatima)
            .await
            .may_see_staff()
            .unwrap();
        let seen = people::one(services, &looks, &self.jan.authorisation).await;
        seen.unwrap().unwrap()
    }

    async fn wanted(&self) -> Vec<String> {
        let help = self.seen().await.help;
        assert_eq!(help.len(), 1, "one question");
        help.into_iter().flat_map(|open| open.wanted).collect()
    }
}

on_each_database! {
    async fn a_wish_names_what_the_organisation_holds_and_one_has_not_and_gives_nothing(on: On) {
        let case = Case::new(on).await;
        let (town, services) = (&case.town, &case.town.world.services);
        let jan = town.caller(&case.jan).await;
        assert_eq!(help::rights_to_ask(services, &jan).await.unwrap(), ["offertes", "polissen"]);
        case.wishes(&["polissen", "schade-melden", "alles", "offertes polissen"]).await;
        let letters = town.letters_to(&case.fatima).await;
        let [Letter::HelpAsked { kind: HelpKind::MoreRights, wanted, .. }] = letters.as_slice() else { panic!("{letters:?}") };
        assert_eq!(wanted, &["Polissen inzien"]);
        assert_eq!(case.wanted().await, ["polissen"]);
        assert_eq!(case.seen().await.rights, [], "a wish gives nothing");
        assert_eq!(town.count("select count(*) from desk_request").await, 0);

        // Others ask in this name, and the owner again: who names nothing leaves it, who names something else changes it.
        let anybody = stranger(&case.jan.email, "192.0.2.0/24");
        help::ask(services, &anybody, HelpKind::MoreRights).await.unwrap();
        town.answer_questions().await;
        assert_eq!(case.wanted().await, ["polissen"]);
        town.later(2 * HOUR);
        case.wishes(&["offertes"]).await;
        assert_eq!(case.wanted().await, ["offertes"]);

        // Lost by the organisation meanwhile, it is no wish any more; nor is what somebody has.
        case.changes("delete from organisation_right where organisation_id = $1 and right_code = $2", "offertes").await;
        assert_eq!(case.wanted().await, Vec::<String>::new());
        case.changes("insert into organisation_right (organisation_id, right_code) values ($1, $2)", "offertes").await;
        let permit = town.caller(&case.fatima).await.may_change_staff(&services.policy, services.now()).unwrap();
        let more = NewRights { rights: vec!["offertes".into()], valid_from: None, valid_until: None };
        people::change_rights(services, &permit, &case.jan.authorisation, &more).await.unwrap().unwrap();
        assert_eq!(case.seen().await.help, [], "it was answered");
        let jan = town.caller(&case.jan).await;
        assert_eq!(help::rights_to_ask(services, &jan).await.unwrap(), ["polissen"]);
    }

    async fn rights_are_meant_by_who_wants_more_and_by_nobody_else(on: On) {
        let case = Case::new(on).await;
        let jan = case.town.caller(&case.jan).await;
        help::ask_as(&case.town.world.services, &jan, HelpKind::WrongNumber).await.unwrap();
        assert_eq!(case.wanted().await, Vec::<String>::new());
    }
}
