//! An account is called, and written to, as in the invitation that its owner accepted first: what somebody else typed about
//! the address before is nobody's name.

use domain::{AuthorisationId, ChallengeId, Language, PersonName, people::Role, post::Channel};
use flows::{
    activation::{Chosen, Finished, Invitation, Look, choose, finish, look, send_code_again},
    execute, on, on_each_database,
    post::{self, Recipient, Remembered, Resolved},
    testing::On,
    testing::people::{self, Invite},
};

use super::town::{DEVICE, MINUTE, OTHER, Person, Town, email, mobile, nobody, password};

pub const NOUD: &str = "noud@nieuw.example";

/// Two organisations with an admin each.
pub struct Two {
    pub town: Town,
    pub fatima: Person,
    pub karin: Person,
}

pub fn called(given: &str, family: &str, language: Language) -> Invite {
    Invite {
        name: PersonName::parse(given, "", "", family).unwrap(),
        email: email(NOUD),
        mobile: mobile("06 87654321"),
        role: Role::Employee,
        rights: vec![],
        valid_from: None,
        valid_until: None,
        language,
    }
}

impl Two {
    pub async fn new(on: On) -> Self {
        let town = Town::new(on).await;
        let (garage, office) = (
            town.organisation("Garage Jansen").await,
            town.organisation("Kantoor De Boer").await,
        );
        Self {
            fatima: town.admin(&garage, "fatima").await,
            karin: town.admin(&office, "karin").await,
            town,
        }
    }

    pub async fn permit(&self, admin: &Person) -> flows::Permit<flows::caller::right::ChangeStaff> {
        let services = &self.town.world.services;
        let caller = self.town.caller(admin).await;
        caller
            .may_change_staff(&services.policy, services.now())
            .unwrap()
    }

    pub async fn invites(&self, admin: &Person, new: &Invite) -> AuthorisationId {
        let permit = self.permit(admin).await;
        let invited = people::invite(&self.town.world.services, &permit, new).await;
        invited.unwrap().unwrap().authorisation
    }

    pub async fn withdraws(&self, admin: &Person, whom: &AuthorisationId) {
        let permit = self.permit(admin).await;
        let withdrawn = people::withdraw_invitation(&self.town.world.services, &permit, whom).await;
        withdrawn.unwrap().unwrap();
    }

    pub async fn code_for(&self, whom: &AuthorisationId, text: &str) -> ChallengeId {
        let (services, link) = (&self.town.world.services, self.town.invitation(whom).await);
        let chosen = choose(services, &link, &password(text), nobody(), "192.0.2.0/24").await;
        match chosen.unwrap() {
            Chosen::CodeSent { challenge, .. } => challenge,
            other => panic!("{other:?}"),
        }
    }

    pub async fn accepts(&self, whom: &AuthorisationId, text: &str) -> Finished {
        let challenge = self.code_for(whom, text).await;
        let code = self.town.code(&challenge).await;
        let services = &self.town.world.services;
        finish(services, &challenge, &code, nobody(), DEVICE)
            .await
            .unwrap()
    }

    /// Name and language of the account.
    async fn account(&self) -> String {
        let sql = "select given_name || ' ' || family_name || ' ' || language from account where email_canonical = $1";
        self.town.text(sql, NOUD).await.unwrap()
    }

    /// The languages of every letter and message to the account, each once.
    async fn languages(&self) -> Vec<String> {
        let mut tx = self.town.world.services.db.read().await.unwrap();
        let rows: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(
            "select distinct o.language from outbox o join account a on a.id = o.account_id
             where a.email_canonical = $1 order by o.language"
        )
        .bind(NOUD)
        .fetch_all(c))
        .unwrap();
        rows.into_iter().map(|(language,)| language).collect()
    }

    async fn forgets_letters(&self) {
        let mut tx = self.town.world.services.db.write().await.unwrap();
        execute!(&mut tx, "delete from outbox").unwrap();
        tx.commit().await.unwrap();
    }

    /// By what name each letter that waits greets its mailbox.
    async fn greetings(&self) -> Vec<Option<String>> {
        let services = &self.town.world.services;
        let mut names = Vec::new();
        for due in post::take(
            services,
            "here",
            Channel::Mail,
            flows::testing::letters(10),
            0,
        )
        .await
        .unwrap()
        {
            let resolved = post::resolve(services, &Remembered::default(), &due).await;
            if let Resolved::Write(letter) = resolved.unwrap()
                && let Recipient::Mailbox { address, name } = letter.to
                && address == NOUD
            {
                names.push(name);
            }
        }
        names
    }
}

on_each_database! {
    async fn sec_60_what_somebody_typed_whose_invitation_was_never_accepted_names_and_greets_nobody(on: On) {
        let two = Two::new(on).await;
        let before = two.invites(&two.fatima, &called("Oplichter", "Betaalnu", Language::En)).await;
        two.withdraws(&two.fatima, &before).await;
        two.town.empty_mailboxes().await;
        let whom = two.invites(&two.karin, &called("Noud", "Bakker", Language::Nl)).await;
        let (services, link) = (&two.town.world.services, two.town.invitation(&whom).await);
        let Look::Open(open) = look(services, &link).await.unwrap() else { panic!("no invitation") };
        assert_eq!(open.words.own_names, ["Noud", "Bakker"], "nor does a password keep clear of it");
        assert!(matches!(open.invitation, Invitation { given_name, .. } if given_name == "Noud"));
        let challenge = two.code_for(&whom, OTHER).await;
        two.town.later(MINUTE);
        send_code_again(services, &challenge).await.unwrap().unwrap();
        assert_eq!(two.greetings().await, [None], "before it is accepted by no name at all");
        let code = two.town.code(&challenge).await;
        let inside = finish(services, &challenge, &code, nobody(), DEVICE).await.unwrap();
        assert!(matches!(inside, Finished::Inside(_)), "{inside:?}");
        assert_eq!(two.account().await, "Noud Bakker nl");
        assert_eq!(two.greetings().await, [Some("Noud Bakker".to_owned())]);
        two.town.later(flows::budgets::DAY);
        let again = two.invites(&two.fatima, &called("Oplichter", "Betaalnu", Language::En)).await;
        assert_eq!(again, before, "taken up once more");
        let inside = two.accepts(&again, OTHER).await;
        assert!(matches!(inside, Finished::Inside(_)), "{inside:?}");
        assert_eq!(two.account().await, "Noud Bakker nl", "an account that is somebody's keeps its name");
    }

    async fn of_two_invitations_that_wait_the_account_is_called_as_in_the_one_that_is_accepted(on: On) {
        let two = Two::new(on).await;
        let garage = two.invites(&two.fatima, &called("Nout", "Garage", Language::Nl)).await;
        let office = two.invites(&two.karin, &called("Noud", "Kantoor", Language::En)).await;
        two.accepts(&office, OTHER).await;
        assert_eq!(two.account().await, "Noud Kantoor en");
        let name_there = "select given_name from authorisation where id = $1";
        assert_eq!(two.town.text(name_there, garage.as_str()).await.as_deref(), Some("Nout"), "what the garage calls him");
        two.accepts(&garage, OTHER).await;
        assert_eq!(two.account().await, "Noud Kantoor en");
    }

    async fn an_invitation_is_written_in_the_language_that_its_own_admin_chose(on: On) {
        let two = Two::new(on).await;
        let garage = two.invites(&two.fatima, &called("Nout", "Garage", Language::En)).await;
        two.withdraws(&two.fatima, &garage).await;
        two.forgets_letters().await;
        let office = two.invites(&two.karin, &called("Noud", "Bakker", Language::Nl)).await;
        two.town.later(3 * flows::budgets::DAY);
        assert_eq!(people::remind_invitations(&two.town.world.services).await.unwrap(), 1);
        let permit = two.permit(&two.karin).await;
        people::resend_invitation(&two.town.world.services, &permit, &office).await.unwrap().unwrap();
        two.code_for(&office, OTHER).await;
        assert_eq!(two.languages().await, ["nl"]);
        // Withdrawn and invited anew under a corrected name and in another language.
        two.withdraws(&two.karin, &office).await;
        two.forgets_letters().await;
        let anew = two.invites(&two.karin, &called("Noud", "Bakkers", Language::En)).await;
        assert_eq!(anew, office);
        two.accepts(&anew, OTHER).await;
        assert_eq!(two.languages().await, ["en"]);
        assert_eq!(two.account().await, "Noud Bakkers en");
    }
}
