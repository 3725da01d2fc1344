//! A number that changes anywhere counts for the whole account (SEC-69): the address waits three days, what was begun is
//! over, and where the number could open another organisation no new password comes by mail for a day.

use std::time::Duration;

use domain::{
    AuthorisationId, Language, MobileNumber, Moment, PersonName,
    people::{PROTECTED, Role},
    post::Letter,
};
use flows::{
    account::{NumberStarted, start_number_change},
    activation,
    address_change::{Asked, Confirmed, ask, confirm, standing},
    execute,
    login::DeviceCookie,
    on_each_database,
    operator::number_moved,
    reset,
    secrets::LinkSecret,
    testing::{On, people},
};

use super::stuck::but_invitations;
use super::town::{
    DEVICE, OTHER, PASSWORD, Person, Town, browser, email, mobile, password, stranger,
    town_with_jan,
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const MINUTE: Duration = Duration::from_secs(60);
const NEW: &str = "jan.nieuw@elders.example";

impl Town {
    /// An admin writes down another number for somebody.
    async fn corrects(&self, admin: &Person, whom: &AuthorisationId, number: &str) {
        let services = &self.world.services;
        let caller = self.caller(admin).await;
        let permit = caller
            .may_change_staff(&services.policy, self.now())
            .unwrap();
        people::change_mobile(services, &permit, whom, &mobile(number))
            .await
            .unwrap()
            .unwrap();
    }

    async fn asks_for(&self, who: &Person, new: &str) -> Asked {
        let device = DeviceCookie::default();
        let caller = self.caller(who).await;
        ask(
            &self.world.services,
            &caller,
            &email(new),
            &password(PASSWORD),
            browser(&device),
        )
        .await
        .unwrap()
    }

    async fn begins(&self, who: &Person, new: &str) -> [LinkSecret; 2] {
        assert_eq!(self.asks_for(who, new).await, Asked::MailsSent);
        [
            self.link(who, "old_address").await,
            self.link(who, "new_address").await,
        ]
    }

    /// The address waits until then, and no longer.
    async fn address_waits(&self, who: &Person, until: Moment) {
        assert_eq!(
            self.asks_for(who, NEW).await,
            Asked::NumberJustChanged { until }
        );
        let standing = standing(&self.world.services, &self.caller(who).await)
            .await
            .unwrap();
        assert_eq!(standing.not_before, Some(until));
        self.later(until.since(self.now()) - MINUTE);
        assert_eq!(
            self.asks_for(who, NEW).await,
            Asked::NumberJustChanged { until }
        );
        self.later(MINUTE);
        assert_eq!(self.asks_for(who, NEW).await, Asked::MailsSent);
    }

    /// What comes of asking for a new password on the login page.
    async fn reset_is_off(&self, who: &Person) -> bool {
        self.empty_mailboxes().await;
        reset::ask(
            &self.world.services,
            &stranger(&who.email, "198.51.100.0/24"),
        )
        .await
        .unwrap();
        self.answer_questions().await;
        let letters = but_invitations(self.letters_to(who).await);
        assert_eq!(letters.len(), 1, "{letters:?}");
        matches!(letters[0], Letter::ResetOff { .. })
    }

    /// Accepts an invitation with the password that the account has.
    async fn accepts(&self, who: &Person) {
        let services = &self.world.services;
        let (link, device) = (self.link(who, "activate").await, DeviceCookie::default());
        let chosen = activation::choose(
            services,
            &link,
            &password(PASSWORD),
            &device,
            "192.0.2.0/24",
        )
        .await
        .unwrap();
        let activation::Chosen::CodeSent { challenge, .. } = chosen else {
            panic!("{chosen:?}")
        };
        let code = self.code(&challenge).await;
        let done = activation::finish(services, &challenge, &code, &device, DEVICE)
            .await
            .unwrap();
        assert!(matches!(done, activation::Finished::Inside(_)), "{done:?}");
    }
}

on_each_database! {
    async fn sec_69_a_number_that_an_admin_changed_keeps_the_address_for_three_days_whoever_has_how_many(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        town.corrects(&fatima, &jan.authorisation, "06 87654321").await;
        assert!(!town.reset_is_off(&jan).await, "who works nowhere else sets a new password at once");
        town.address_waits(&jan, town.now().plus(3 * DAY)).await;

        let (town, jan, _) = town_with_jan(on).await;
        let office = town.organisation("Kantoor De Boer").await;
        let (there, karin) = (town.also(&jan, &office, "medewerker", "active").await, town.admin(&office, "karin").await);
        town.corrects(&karin, &there.authorisation, "06 87654321").await;
        assert!(town.reset_is_off(&jan).await, "a number at one company would open the other");
        town.address_waits(&jan, town.now().plus(3 * DAY)).await;
        assert!(!town.reset_is_off(&jan).await);
    }

    async fn sec_69_a_change_of_address_that_was_begun_before_a_number_changed_is_over(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        let [old, new] = town.begins(&jan, NEW).await;
        let services = &town.world.services;
        assert_eq!(confirm(services, &old).await.unwrap(), Confirmed::OtherAwaited);
        town.corrects(&fatima, &jan.authorisation, "06 87654321").await;
        assert_eq!(confirm(services, &new).await.unwrap(), Confirmed::Over);

        // The same whichever statement writes the number: an import, the service desk, whatever comes.
        let (town, jan, _) = town_with_jan(on).await;
        let services = &town.world.services;
        let [old, new] = town.begins(&jan, NEW).await;
        assert_eq!(confirm(services, &new).await.unwrap(), Confirmed::OtherAwaited);
        let mut tx = services.db.write().await.unwrap();
        let sql = "update authorisation set mobile = '+31687654321', as_of = $2 where id = $1";
        execute!(&mut tx, sql, jan.authorisation.as_str(), town.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(confirm(services, &old).await.unwrap(), Confirmed::Over);
        town.address_waits(&jan, town.now().plus(3 * DAY)).await;
    }

    async fn sec_69_an_invitation_with_another_number_counts_as_one_when_it_is_accepted(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let office = town.organisation("Kantoor De Boer").await;
        let there = town.also(&jan, &office, "medewerker", "invited").await;
        let [old, new] = town.begins(&jan, NEW).await;
        let services = &town.world.services;
        assert!(!town.reset_is_off(&jan).await, "nobody is kept out by being invited");
        town.accepts(&there).await;
        assert!(town.reset_is_off(&jan).await);
        assert_eq!(confirm(services, &old).await.unwrap(), Confirmed::Over);
        assert_eq!(confirm(services, &new).await.unwrap(), Confirmed::Over);
        town.address_waits(&jan, town.now().plus(3 * DAY)).await;
    }

    async fn sec_69_the_number_of_an_invitation_that_nobody_accepted_keeps_nobody_from_anything(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let office = town.organisation("Kantoor De Boer").await;
        let (there, karin) = (town.also(&jan, &office, "medewerker", "invited").await, town.admin(&office, "karin").await);
        let [old, new] = town.begins(&jan, NEW).await;
        let services = &town.world.services;
        assert!(!town.reset_is_off(&jan).await);
        let link = town.link(&jan, "reset").await;
        town.corrects(&karin, &there.authorisation, "06 87654321").await;
        // Withdrawn, and invited anew with yet another number.
        let permit = town.caller(&karin).await.may_change_staff(&services.policy, town.now()).unwrap();
        people::withdraw_invitation(services, &permit, &there.authorisation).await.unwrap().unwrap();
        let again = people::Invite {
            name: PersonName::parse("Jan", "", "", "Jansen").unwrap(),
            email: jan.email.clone(),
            mobile: mobile("06 87654322"),
            role: Role::Employee,
            rights: vec![],
            valid_from: None,
            valid_until: None,
            language: Language::Nl,
        };
        people::invite(services, &permit, &again).await.unwrap().unwrap();
        assert!(matches!(reset::look(services, &link).await.unwrap(), reset::Look::Open(_)), "a link that was on its way works");
        assert!(!town.reset_is_off(&jan).await);
        assert_eq!(confirm(services, &old).await.unwrap(), Confirmed::OtherAwaited);
        assert_eq!(confirm(services, &new).await.unwrap(), Confirmed::Done);
    }

    async fn sec_69_an_invitation_to_the_number_there_is_keeps_no_address(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let office = town.organisation("Kantoor De Boer").await;
        let there = town.also(&jan, &office, "medewerker", "invited").await;
        let same = "update authorisation set mobile = (select mobile from authorisation where id = $2) where id = $1";
        town.set(same, there.authorisation.as_str(), jan.authorisation.as_str()).await;
        town.accepts(&there).await;
        assert_eq!(town.asks_for(&jan, NEW).await, Asked::MailsSent);
    }

    async fn sec_69_a_number_on_another_card_keeps_the_address_too(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let number = town.text("select mobile from authorisation where id = $1", jan.authorisation.as_str()).await.unwrap();
        let [old, new] = town.begins(&jan, NEW).await;
        let services = &town.world.services;
        assert_eq!(number_moved(services, &MobileNumber::from_e164_stored(number)).await.unwrap(), 1);
        for link in [&old, &new] {
            assert_eq!(confirm(services, link).await.unwrap(), Confirmed::Over);
        }
        town.address_waits(&jan, town.now().plus(3 * DAY)).await;
    }

    async fn sec_35_a_number_that_moved_opens_no_invitation_for_a_day_where_that_has_a_password_chosen(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let mo = town.invited(&garage, "mo").await;
        let (services, device) = (&town.world.services, DeviceCookie::default());
        let link = town.invitation(&mo.authorisation).await;
        let chooses = async || {
            let new = password(OTHER);
            activation::choose(services, &link, &new, &device, "192.0.2.0/24").await.unwrap()
        };
        let activation::Chosen::CodeSent { challenge, .. } = chooses().await else { panic!("no code") };
        let code = town.code(&challenge).await;
        town.empty_mailboxes().await;
        let number = town.text("select mobile from authorisation where id = $1", mo.authorisation.as_str()).await.unwrap();
        assert_eq!(number_moved(services, &MobileNumber::from_e164_stored(number)).await.unwrap(), 1);
        let from = town.now().plus(DAY);
        let told = town.letters_to(&mo).await;
        assert!(matches!(told.as_slice(), [Letter::NumberMoved { invited: true, off_until, .. }] if *off_until == from), "{told:?}");
        // Neither the code that was on its way, nor the page, nor whoever has it open already.
        let finished = activation::finish(services, &challenge, &code, &device, DEVICE).await.unwrap();
        assert!(matches!(finished, activation::Finished::NotRight(_)), "{finished:?}");
        assert_eq!(activation::look(services, &link).await.unwrap(), activation::Look::NotYet(from));
        assert_eq!(chooses().await, activation::Chosen::Link(activation::Look::NotYet(from)));
        town.later(DAY);
        assert!(matches!(activation::look(services, &link).await.unwrap(), activation::Look::Open(_)));
        assert!(matches!(chooses().await, activation::Chosen::CodeSent { .. }));
    }

    async fn sec_35_the_signal_about_another_number_of_somebody_is_another_one(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        let number = town.text("select mobile from authorisation where id = $1", jan.authorisation.as_str()).await.unwrap();
        let services = &town.world.services;
        let signal = async |number: &str| number_moved(services, &MobileNumber::from_e164_stored(number.to_owned())).await.unwrap();
        assert_eq!((signal(&number).await, signal(&number).await), (1, 0));
        town.corrects(&fatima, &jan.authorisation, "06 87654321").await;
        town.later(DAY / 2);
        assert_eq!(signal("+31687654321").await, 1);
        assert!(town.reset_is_off(&jan).await);
    }

    async fn sec_67_who_laid_the_role_down_changes_the_own_number_three_days_later(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let (fatima, _) = (town.admin(&garage, "fatima").await, town.admin(&garage, "els").await);
        let services = &town.world.services;
        let permit = town.caller(&fatima).await.may_change_staff(&services.policy, town.now()).unwrap();
        people::remove_admin(services, &permit, &fatima.authorisation).await.unwrap().unwrap();
        let starts = async || {
            let (caller, device) = (town.caller(&fatima).await, DeviceCookie::default());
            let new = mobile("06 87654321");
            start_number_change(services, &caller, &new, &password(PASSWORD), browser(&device)).await.unwrap()
        };
        assert_eq!(starts().await, NumberStarted::AskServiceDesk);
        town.later(PROTECTED);
        assert!(matches!(starts().await, NumberStarted::CodeSent(_)));
    }
}
