//! An address that somebody was invited with and nobody accepted anything with: it is there for whoever proves its mailbox,
//! and so are the invitations that wait there.

use domain::Language;
use flows::{
    account::Browser,
    activation::{Finished, Look, choose, finish, look},
    address_change::{Asked, Confirmed, ask, confirm},
    execute, login, on_each_database,
    testing::On,
    testing::people,
};

use super::{
    claimed::{NOUD, Two, called},
    town::{DEVICE, MINUTE, OTHER, PASSWORD, Person, browser, email, nobody, password},
};

impl Two {
    /// Somebody asks for the address; gives back the link of the new mailbox, the old one having said yes.
    async fn asks(&self, who: &Person) -> flows::secrets::LinkSecret {
        let (services, caller) = (&self.town.world.services, self.town.caller(who).await);
        let known: Browser<'_> = browser(nobody());
        let asked = ask(services, &caller, &email(NOUD), &password(PASSWORD), known).await;
        assert_eq!(asked.unwrap(), Asked::MailsSent);
        let (old, new) = (
            self.town.link(who, "old_address").await,
            self.town.link(who, "new_address").await,
        );
        assert_eq!(
            confirm(services, &old).await.unwrap(),
            Confirmed::OtherAwaited
        );
        new
    }

    /// Whose account has the address.
    async fn holder(&self) -> Option<String> {
        let sql = "select id from account where email_canonical = $1";
        self.town.text(sql, NOUD).await
    }

    async fn at(&self, sql: &'static str, whom: &domain::AuthorisationId, at: domain::Moment) {
        let mut tx = self.town.world.services.db.write().await.unwrap();
        let set = execute!(&mut tx, sql, whom.as_str(), at.unix_ms()).unwrap();
        assert_eq!(set, 1);
        tx.commit().await.unwrap();
    }

    async fn whose(&self, whom: &domain::AuthorisationId) -> Option<String> {
        let sql = "select account_id from authorisation where id = $1";
        self.town.text(sql, whom.as_str()).await
    }

    async fn letters_about_addresses(&self) -> [i64; 2] {
        let count = |sql| self.town.count(sql);
        [
            count("select count(*) from outbox where letter = 'confirm_new_address'").await,
            count("select count(*) from outbox where letter = 'address_in_use'").await,
        ]
    }
}

on_each_database! {
    async fn sec_70_an_invitation_that_nobody_accepted_keeps_nobody_elsewhere_from_an_address(on: On) {
        let two = Two::new(on).await;
        let services = &two.town.world.services;
        let withdrawn = two.invites(&two.fatima, &called("Wie", "Dan", Language::Nl)).await;
        let shell = two.holder().await.unwrap();
        two.withdraws(&two.fatima, &withdrawn).await;
        // Whoever gave wrong codes there has blocked nobody but it.
        two.town.set("update account set blocked_reason = $2, blocked_at = 1 where id = $1", &shell, "wrong_codes").await;
        let jan = two.town.employee(&two.karin.organisation, "jan").await;
        let new = two.asks(&jan).await;
        assert_eq!(two.letters_about_addresses().await, [1, 0], "its mailbox is asked, as of any address that is free");
        assert_eq!(confirm(services, &new).await.unwrap(), Confirmed::Done);
        assert_eq!(two.holder().await.as_deref(), Some(jan.account.as_str()));
        assert_eq!(two.whose(&withdrawn).await, Some(shell), "what was withdrawn stays whose it was");
        let again = two.invites(&two.fatima, &called("Wie", "Dan", Language::Nl)).await;
        assert_ne!(again, withdrawn);
        assert_eq!(two.whose(&again).await.as_deref(), Some(jan.account.as_str()));
    }

    async fn an_invitation_that_waits_at_an_address_is_of_whoever_proves_its_mailbox(on: On) {
        let two = Two::new(on).await;
        let services = &two.town.world.services;
        let whom = two.invites(&two.karin, &called("Noud", "Bakker", Language::En)).await;
        let link = two.town.invitation(&whom).await;
        let under_way = two.code_for(&whom, OTHER).await;
        let jan = two.town.employee(&two.fatima.organisation, "jan").await;
        let new = two.asks(&jan).await;
        two.town.empty_mailboxes().await;
        assert_eq!(confirm(services, &new).await.unwrap(), Confirmed::Done);
        assert_eq!(two.whose(&whom).await.as_deref(), Some(jan.account.as_str()));
        assert_eq!(two.town.names_to(&two.karin).await, [""; 0], "sec_04: nothing of it is told or seen elsewhere");
        let permit = two.permit(&two.karin).await;
        let seen = people::one(services, &permit.see(), &whom).await.unwrap().unwrap();
        assert_eq!((seen.person.name.full().as_str(), seen.person.email.as_str()), ("Noud Bakker", NOUD));
        let found = people::Filter::Search("bakker".into());
        assert_eq!(people::list(services, &permit.see(), None, &found).await.unwrap().people.len(), 1);
        assert!(people::resend_invitation(services, &permit, &whom).await.unwrap().is_err(), "sent a moment ago");
        let Look::Open(open) = look(services, &link).await.unwrap() else { panic!("the link of before works on") };
        assert!(open.has_password);
        let challenge = two.code_for(&whom, PASSWORD).await;
        let code = two.town.code(&challenge).await;
        let inside = finish(services, &challenge, &code, nobody(), DEVICE).await.unwrap();
        assert!(matches!(&inside, Finished::Inside(inside) if inside.account == jan.account), "{inside:?}");
        let over = "select count(*) from challenge where closed_at is null";
        assert_eq!(two.town.count(over).await, 0, "the code for another password is over: {under_way}");
    }

    async fn at_the_own_company_the_second_invitation_ends(on: On) {
        let two = Two::new(on).await;
        let services = &two.town.world.services;
        let whom = two.invites(&two.karin, &called("Noud", "Bakker", Language::Nl)).await;
        let link = two.town.invitation(&whom).await;
        let jan = two.town.employee(&two.karin.organisation, "jan").await;
        let new = two.asks(&jan).await;
        assert_eq!(confirm(services, &new).await.unwrap(), Confirmed::Done);
        assert!(matches!(look(services, &link).await.unwrap(), Look::Over { .. }));
        let state = two.town.text("select state from authorisation where id = $1", whom.as_str()).await;
        assert_eq!(state.as_deref(), Some("stopped"));
        assert!(two.town.trail_has("invitation_withdrawn").await);
    }

    async fn sec_70_what_is_over_at_the_own_company_ends_no_invitation_that_waits_there(on: On) {
        let long_ago = 31 * 24 * 60;
        for was in ["withdrawn", "invited back and withdrawn", "stopped", "a stop that came", "a last day that came"] {
            let two = Two::new(on).await;
            let services = &two.town.world.services;
            let noud = two.town.employee(&two.fatima.organisation, "noud").await;
            let old = two.town.person(&two.karin.organisation, "dood", "medewerker", "stopped").await.authorisation;
            two.town.set("update authorisation set account_id = $2 where id = $1", old.as_str(), noud.account.as_str()).await;
            let then = match was {
                "withdrawn" => "update authorisation set activated_at = null, stopped_at = 1 where id = $1 and id <> $2",
                "invited back and withdrawn" => "update authorisation set activated_at = null, last_login_at = 1, stopped_at = 1 where id = $1 and id <> $2",
                "stopped" => "update authorisation set activated_at = 1, stopped_at = 1 where id = $1 and id <> $2",
                "a stop that came" => "update authorisation set state = 'active', activated_at = 1, stopped_at = 1, valid_until = 1 where id = $1 and id <> $2",
                _ => "update authorisation set state = 'active', activated_at = 1, stopped_at = null, valid_until = 1 where id = $1 and id <> $2",
            };
            two.town.set(then, old.as_str(), "").await;
            two.town.world.clock.forward(MINUTE * long_ago);
            let whom = two.invites(&two.karin, &called("Noud", "Bakker", Language::Nl)).await;
            let link = two.town.invitation(&whom).await;
            let new = two.asks(&noud).await;
            assert_eq!(confirm(services, &new).await.unwrap(), Confirmed::Done, "{was}");
            assert_eq!(two.whose(&whom).await.as_deref(), Some(noud.account.as_str()), "{was}");
            assert_ne!(two.whose(&old).await.as_deref(), Some(noud.account.as_str()), "{was}");
            assert!(matches!(look(services, &link).await.unwrap(), Look::Open(_)), "{was}");
            let permit = two.permit(&two.karin).await;
            assert!(people::one(services, &permit.see(), &whom).await.unwrap().is_ok(), "{was}");
            // Nothing shows there that anything happened elsewhere, and no mailbox is anybody's twice.
            if !was.contains("withdrawn") {
                let before = people::one(services, &permit.see(), &old).await.unwrap().unwrap();
                assert_eq!(before.person.email, noud.email.canonical(), "{was}");
            }
            let kept = two.town.text("select email_then from authorisation where id = $1", old.as_str()).await;
            assert_eq!(kept.as_deref(), Some(noud.email.canonical()), "{was}");
            let aside = "select a.email from account a join authorisation u on u.account_id = a.id where u.id = $1";
            assert_eq!(two.town.text(aside, old.as_str()).await.as_deref(), Some(""), "{was}");
            let challenge = two.code_for(&whom, PASSWORD).await;
            let code = two.town.code(&challenge).await;
            let inside = finish(services, &challenge, &code, nobody(), DEVICE).await.unwrap();
            assert!(matches!(inside, Finished::Inside(_)), "{was}: {inside:?}");
            let numbers = two.town.count("select count(*) from number_before b join authorisation u on u.id = b.authorisation_id where u.activated_at > 1").await;
            assert_eq!(numbers > 0, !was.contains("withdrawn"), "sec_68: whose telephone was whose stays known: {was}");
            assert!(!two.town.trail_has("invitation_withdrawn").await, "{was}");
        }
    }

    async fn what_can_be_restored_at_the_own_company_is_known_and_stays(on: On) {
        let ahead = "update authorisation set activated_at = 1, stopped_at = $2 where id = $1";
        let dated = "update authorisation set state = 'active', activated_at = 1, valid_until = $2 where id = $1";
        let looked_after = "update authorisation set activated_at = null, stopped_at = 1, looked_after_until = $2 where id = $1";
        for was in [ahead, dated, looked_after] {
            let two = Two::new(on).await;
            let services = &two.town.world.services;
            let noud = two.town.employee(&two.fatima.organisation, "noud").await;
            let old = two.town.person(&two.karin.organisation, "dood", "medewerker", "stopped").await.authorisation;
            two.town.set("update authorisation set account_id = $2 where id = $1", old.as_str(), noud.account.as_str()).await;
            two.at(was, &old, services.now()).await;
            let whom = two.invites(&two.karin, &called("Noud", "Bakker", Language::Nl)).await;
            let new = two.asks(&noud).await;
            assert_eq!(confirm(services, &new).await.unwrap(), Confirmed::Done);
            assert_eq!(two.whose(&old).await.as_deref(), Some(noud.account.as_str()), "{was}");
            assert_ne!(two.whose(&whom).await.as_deref(), Some(noud.account.as_str()), "{was}");
            assert!(two.town.trail_has("invitation_withdrawn").await, "{was}");
        }
    }

    async fn whoever_accepts_first_has_the_address(on: On) {
        let two = Two::new(on).await;
        let services = &two.town.world.services;
        let jan = two.town.employee(&two.fatima.organisation, "jan").await;
        let new = two.asks(&jan).await;
        let whom = two.invites(&two.karin, &called("Noud", "Bakker", Language::Nl)).await;
        let challenge = two.code_for(&whom, OTHER).await;
        let code = two.town.code(&challenge).await;
        let (said, finished) = tokio::join!(
            confirm(services, &new),
            finish(services, &challenge, &code, nobody(), DEVICE)
        );
        let (said, finished) = (said.unwrap(), finished.unwrap());
        match said {
            Confirmed::Done => assert!(matches!(finished, Finished::NotRight(_)), "{finished:?}"),
            Confirmed::Taken => assert!(matches!(finished, Finished::Inside(_)), "{finished:?}"),
            other => panic!("{other:?}"),
        }
        let has_it = two.holder().await == Some(jan.account.as_str().to_owned());
        assert_eq!(has_it, said == Confirmed::Done);
        assert_eq!(two.whose(&whom).await, two.holder().await, "who has the address has the invitation");
        let in_use = two.letters_about_addresses().await;
        assert_eq!(in_use, [1, 0]);
        if !has_it {
            assert_eq!(two.asks_in_vain(&jan).await, [1, 1], "now it is somebody's");
        }
    }

    async fn an_invitation_that_is_written_while_the_address_becomes_somebodys_is_theirs(on: On) {
        let two = Two::new(on).await;
        let services = &two.town.world.services;
        let jan = two.town.employee(&two.fatima.organisation, "jan").await;
        let new = two.asks(&jan).await;
        let invite = called("Noud", "Bakker", Language::Nl);
        let (said, whom) = tokio::join!(confirm(services, &new), two.invites(&two.karin, &invite));
        assert_eq!(said.unwrap(), Confirmed::Done);
        assert_eq!(two.whose(&whom).await.as_deref(), Some(jan.account.as_str()));
        let secret = two.town.invitation(&whom).await;
        choose(services, &secret, &password(PASSWORD), nobody(), "192.0.2.0/24").await.unwrap();
    }

    async fn a_withdrawn_invitation_is_no_company_to_log_in_at_and_no_code_goes_to_its_number(on: On) {
        let two = Two::new(on).await;
        let services = &two.town.world.services;
        let jan = two.town.person(&two.karin.organisation, "noud", "medewerker", "stopped").await;
        two.town.set("update authorisation set activated_at = 1, stopped_by = $2 where id = $1",
            jan.authorisation.as_str(), two.karin.account.as_str()).await;
        two.town.set("update account set email_canonical = $2 where id = $1", jan.account.as_str(), NOUD).await;
        let there = two.invites(&two.fatima, &called("Noud", "Bakker", Language::Nl)).await;
        two.withdraws(&two.fatima, &there).await;
        let choices = login::choices(services, &jan.account).await.unwrap();
        let shown: Vec<_> = choices.into_iter().map(|choice| choice.authorisation).collect();
        assert_eq!(shown, [jan.authorisation]);
        let code = login::enter(services, &jan.account, &there, "192.0.2.0/24", flows::challenges::Asker::Browser(nobody())).await.unwrap();
        assert!(code.is_err(), "{code:?}");
        assert_eq!(two.town.count("select count(*) from challenge").await, 0);
    }

    async fn a_deed_on_an_invitation_that_is_handed_over_is_done_to_whose_it_is(on: On) {
        let two = Two::new(on).await;
        let services = &two.town.world.services;
        let whom = two.invites(&two.karin, &called("Noud", "Bakker", Language::Nl)).await;
        let jan = two.town.employee(&two.fatima.organisation, "jan").await;
        let new = two.asks(&jan).await;
        let permit = two.permit(&two.karin).await;
        let (said, withdrawn) = tokio::join!(
            confirm(services, &new),
            people::withdraw_invitation(services, &permit, &whom)
        );
        assert_eq!(said.unwrap(), Confirmed::Done);
        if withdrawn.unwrap().is_err() {
            people::withdraw_invitation(services, &permit, &whom).await.unwrap().unwrap();
        }
        let open = "select count(*) from authorisation where state = 'invited'";
        assert_eq!(two.town.count(open).await, 0);
    }
}

impl Two {
    /// Asks once more, of an address that is somebody's.
    async fn asks_in_vain(&self, who: &Person) -> [i64; 2] {
        let mut tx = self.town.world.services.db.write().await.unwrap();
        execute!(&mut tx, "delete from budget").unwrap();
        tx.commit().await.unwrap();
        self.asks(who).await;
        self.letters_about_addresses().await
    }
}
