//! How many invitations there may be, and what somebody hears who has accepted none (SEC-70, SEC-04).

use std::sync::Arc;

use domain::{
    AccountId, AuthorisationId, MobileNumber,
    people::{AuthorisationState, Role},
    post::Channel,
};
use flows::{
    Permit, Trouble,
    budgets::Budget,
    caller::right::ChangeStaff,
    on, on_each_database,
    post::{self, Recipient, Remembered, Resolved},
    testing::people::{self, Invited, NewRights, Refusal, Stop, Whose},
    testing::{On, Seed},
};
use tokio::task::JoinSet;

use super::office::{DAY, MINUTE, NEVER, Office, mobile, only, somebody};

fn email_of(n: usize) -> String {
    format!("m{n}@buiten.example")
}

impl Office {
    async fn invites(&self, permit: &Permit<ChangeStaff>, email: &str) -> Result<Invited, Refusal> {
        people::invite(&self.world.services, permit, &somebody(email))
            .await
            .unwrap()
    }

    /// Invites one after the other until that is refused; how many, and why no more.
    async fn invites_all(
        &self,
        who: &(AccountId, AuthorisationId),
        from: usize,
    ) -> (usize, Refusal) {
        let permit = self.permit_of(who).await;
        for n in 0..100 {
            if let Err(refusal) = self.invites(&permit, &email_of(from + n)).await {
                return (n, refusal);
            }
        }
        panic!("a hundred invitations and no end");
    }

    /// Everybody who was invited accepts.
    async fn all_accept(&self) {
        let now = self.world.services.now().unix_ms().to_string();
        self.run(
            "update authorisation set state = 'active', activated_at = cast($1 as bigint) where state = 'invited'",
            &[&now],
        )
        .await;
    }

    async fn staff_of(&self, many: usize) {
        for n in 0..many {
            let email = format!("s{n}@kantoor-deboer.example");
            self.world
                .person(&self.id, Seed::new("Jan", "", "Jansen", &email))
                .await;
        }
    }

    /// Every letter that is due, and by which name it greets.
    async fn greetings(&self) -> Vec<(String, Option<String>)> {
        let services = &self.world.services;
        let mut greeted = Vec::new();
        for due in post::take(services, "a", Channel::Mail, flows::testing::letters(10), 0)
            .await
            .unwrap()
        {
            let letter = due.letter.name().to_owned();
            let name = match post::resolve(services, &Remembered::default(), &due)
                .await
                .unwrap()
            {
                Resolved::Write(addressed) => match addressed.to {
                    Recipient::Mailbox { name, .. } => name,
                    Recipient::Number { .. } => panic!("a mail to a telephone"),
                },
                // Its link was withdrawn meanwhile.
                _ => continue,
            };
            greeted.push((letter, name));
        }
        greeted.sort();
        greeted
    }

    async fn leaves_at(&self, to: &str) -> Vec<i64> {
        let mut tx = self.world.services.db.read().await.unwrap();
        let rows: Vec<(i64,)> = on!(&mut tx, |c| sqlx::query_as(
            "select o.next_at from outbox o join account a on a.id = o.account_id
             where a.email_canonical = $1 and o.letter = 'invitation' order by o.next_at"
        )
        .bind(to)
        .fetch_all(c))
        .unwrap();
        rows.into_iter().map(|(at,)| at).collect()
    }
}

on_each_database! {
    async fn sec_70_a_number_that_is_corrected_before_it_is_anybodys_is_no_news_to_the_mailbox(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        // Of a company next door, with an account: nothing there is to make her block it.
        let invited = office.invite(&somebody("fatima@garage-jansen.example")).await.unwrap().authorisation;
        let before = office.letters(&office.fatima.0).await;
        for number in ["0687650001", "0687650002"] {
            let permit = office.permit().await;
            people::change_mobile(services, &permit, &invited, &mobile(number)).await.unwrap().unwrap();
            assert_eq!(office.letters(&office.fatima.0).await, before);
        }
        assert_eq!(office.count("select count(*) from link where purpose = 'freeze'").await, 0);
        // Whoever said that it was wrong hears; that may be a stranger, so without a way to block anything.
        office.run("insert into help_request (id, organisation_id, authorisation_id, kind, created_at)
             select $1, organisation_id, id, 'wrong_number', created_at from authorisation where id = $2", &[NEVER, invited.as_str()]).await;
        people::change_mobile(services, &office.permit().await, &invited, &mobile("0687650003")).await.unwrap().unwrap();
        assert_eq!(office.letters(&office.fatima.0).await.len(), before.len() + 1);
        assert_eq!(office.count("select count(*) from link where purpose = 'freeze'").await, 0);
    }

    async fn sec_70_admins_write_to_no_more_telephones_than_five_and_to_none_of_who_was_only_invited(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let karin = office.permit_of(&office.karin).await;
        let change = async |permit: &Permit<ChangeStaff>, whom: &AuthorisationId, n: usize| {
            let number = MobileNumber::from_e164_stored(format!("+316123450{n:02}"));
            people::change_mobile(services, permit, whom, &number).await.unwrap()
        };
        for n in 0..5 {
            assert_eq!(change(&karin, &office.jan.1, n).await, Ok(()));
            office.world.clock.forward(DAY);
        }
        let karin = office.permit_of(&office.karin).await;
        let els = office.permit_of(&office.second_admin().await).await;
        assert_eq!(change(&els, &office.jan.1, 10).await, Err(Refusal::OftenEnough), "whoever of them");
        let told = "select count(*) from outbox where letter = 'number_changed_old'";
        assert_eq!(office.count(told).await, 1, "the one that was Jan's; the others may be anybody's");
        let invited = office.invites(&karin, "nieuw@buiten.example").await.unwrap().authorisation;
        assert_eq!(change(&karin, &invited, 11).await, Ok(()));
        assert_eq!(office.count(told).await, 1, "a number that nobody said is theirs");
        office.world.clock.forward(26 * DAY);
        assert_eq!(change(&office.permit_of(&office.karin).await, &office.jan.1, 12).await, Ok(()), "a month after the first");
        assert_eq!(office.count(told).await, 1);
        // He got in with it: it is his.
        let now = services.now().unix_ms().to_string();
        office.run("update authorisation set last_login_at = cast($2 as bigint) where id = $1", &[office.jan.1.as_str(), &now]).await;
        assert_eq!(change(&office.permit_of(&office.karin).await, &office.jan.1, 13).await, Ok(()));
        assert_eq!(office.count(told).await, 2);
    }

    async fn sec_70_an_admin_sends_so_many_invitations_a_day_and_an_organisation_not_without_end(on: On) {
        let office = Office::new(on).await;
        let (els, ria) = (office.second_admin().await, {
            let ria = Seed::new("Ria", "", "Bos", "ria@kantoor-deboer.example").admin();
            office.world.person(&office.id, ria).await
        });
        let services = &office.world.services;
        let tomorrow = flows::budgets::Budget::new("", DAY, 1).window_end(services.now());
        assert_eq!(office.invites_all(&office.karin, 0).await, (20, Refusal::TooManyOpen { most: 20 }));
        office.all_accept().await;
        assert_eq!(office.invites_all(&office.karin, 100).await, (0, Refusal::InvitedEnough { until: tomorrow, whose: Whose::Admin }));
        assert_eq!(office.invites_all(&els, 200).await, (20, Refusal::TooManyOpen { most: 20 }));
        office.all_accept().await;
        assert_eq!(office.invites_all(&ria, 300).await, (0, Refusal::InvitedEnough { until: tomorrow, whose: Whose::Organisation }), "the organisation's own");
        assert_eq!(office.count("select count(*) from outbox where letter = 'invitation'").await, 40);
        let fatima = office.permit_of(&office.fatima).await;
        assert!(office.invites(&fatima, &email_of(400)).await.is_ok(), "a neighbour is not concerned");
        office.world.clock.forward(DAY);
        assert!(office.invites(&office.permit_of(&ria).await, &email_of(300)).await.is_ok());
    }

    async fn sec_70_a_larger_organisation_has_a_quarter_of_its_staff_waiting_and_one_that_grows_begins_anew(on: On) {
        let office = Office::new(on).await;
        office.staff_of(98).await;
        let els = office.second_admin().await;
        assert_eq!(office.invites_all(&office.karin, 0).await.0, 20, "that is one admin's");
        assert_eq!(office.invites_all(&els, 100).await, (5, Refusal::TooManyOpen { most: 25 }));
        // Withdrawn, over or accepted: it waits no longer.
        let mut tx = office.world.services.db.read().await.unwrap();
        let (one,): (String,) = on!(&mut tx, |c| sqlx::query_as("select min(id) from authorisation where state = 'invited'").fetch_one(c)).unwrap();
        drop(tx);
        let permit = office.permit_of(&els).await;
        people::withdraw_invitation(&office.world.services, &permit, &AuthorisationId::from_trusted(one)).await.unwrap().unwrap();
        assert_eq!(office.invites_all(&els, 200).await, (1, Refusal::TooManyOpen { most: 25 }));
        office.world.clock.forward(7 * DAY);
        assert_eq!(office.invites_all(&els, 300).await.0, 20);
    }

    async fn sec_70_sixty_invitations_at_once_come_to_no_more_than_one_after_the_other(on: On) {
        let office = Office::new(on).await;
        let mut tries = JoinSet::new();
        for n in 0..60 {
            let (services, permit) = (office.world.services.clone(), office.permit().await);
            tries.spawn(async move {
                people::invite(&services, &permit, &somebody(&email_of(n))).await.unwrap()
            });
        }
        let outcomes = tries.join_all().await;
        let invited = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(invited, 20);
        assert_eq!(office.count("select count(*) from outbox").await, 20);
    }

    async fn sec_70_one_person_is_sent_so_many_invitations_a_day_however_it_is_done(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let invited = office.invites(&permit, "mo@buiten.example").await.unwrap().authorisation;
        for _ in 0..2 {
            office.world.clock.forward(MINUTE);
            people::resend_invitation(services, &permit, &invited).await.unwrap().unwrap();
        }
        office.world.clock.forward(MINUTE);
        let again = people::resend_invitation(services, &permit, &invited).await.unwrap();
        assert!(matches!(again, Err(Refusal::MailedEnough { .. })), "{again:?}");
        people::withdraw_invitation(services, &permit, &invited).await.unwrap().unwrap();
        let anew = office.invites(&permit, "mo@buiten.example").await;
        assert!(matches!(anew, Err(Refusal::MailedEnough { .. })), "{anew:?}");
        let same = office.invites(&permit, "Mo+2@buiten.example").await;
        assert!(matches!(same, Err(Refusal::MailedEnough { .. })), "{same:?}: it is the same mailbox");
        office.world.clock.forward(DAY);
        assert!(office.invites(&office.permit().await, "mo@buiten.example").await.is_ok());
    }

    async fn sec_04_what_other_organisations_sent_to_a_mailbox_shows_nowhere_and_the_letter_leaves_the_day_after(on: On) {
        let office = Office::new(on).await;
        let mut seen = Vec::new();
        // Jan has an account at the office; nobody knows the other address.
        for email in ["jan@kantoor-deboer.example", "nieuw@buiten.example"] {
            for n in 0..5 {
                let company = office.world.organisation("garage", &format!("Garage {n} {email}")).await;
                let boss = format!("baas{n}.{email}");
                let boss = office.world.person(&company, Seed::new("Bea", "", "Baas", &boss).admin()).await;
                let invited = office.invites(&office.permit_of(&boss).await, email).await.unwrap();
                seen.push((email.len(), invited.until, invited.warning));
            }
            let (now, leaves) = (office.world.services.now().unix_ms(), office.leaves_at(email).await);
            let tomorrow = flows::budgets::Budget::new("", DAY, 1).window_end(office.world.services.now()).unix_ms();
            assert_eq!(leaves, [now, now, now, tomorrow, tomorrow], "{email}");
        }
        assert!(seen.iter().all(|(_, until, warning)| (until, warning) == (&seen[0].1, &None)), "{seen:?}");
    }

    async fn sec_70_one_organisation_that_invites_somebody_again_and_again_keeps_no_other_invitation_away(on: On) {
        let office = Office::new(on).await;
        let (services, permit, email) = (&office.world.services, office.permit().await, "mo@buiten.example");
        for n in 0..3 {
            let invited = office.invites(&permit, email).await.unwrap().authorisation;
            if n < 2 {
                people::withdraw_invitation(services, &permit, &invited).await.unwrap().unwrap();
            }
        }
        let company = office.world.organisation("garage", "Garage Jansen").await;
        let boss = Seed::new("Bea", "", "Baas", "bea@garage-jansen.example").admin();
        let boss = office.world.person(&company, boss).await;
        office.invites(&office.permit_of(&boss).await, email).await.unwrap();
        let now = services.now().unix_ms();
        assert!(office.leaves_at(email).await.iter().all(|at| *at == now), "none waits for tomorrow");
    }

    async fn sec_70_deeds_on_somebody_who_accepted_nothing_write_to_a_stranger_so_often_and_no_more(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let invited = office.invites(&permit, "mo@buiten.example").await.unwrap().authorisation;
        for n in 0..12 {
            let rights: &[&str] = if n % 2 == 0 { &["offertes", "schade-melden"] } else { &["offertes"] };
            people::change_rights(services, &permit, &invited, &only(rights)).await.unwrap().unwrap();
        }
        assert_eq!(office.count("select count(*) from outbox where letter = 'rights_changed'").await, 3);
        for n in 0..6 {
            let rights: &[&str] = if n % 2 == 0 { &["offertes", "schade-melden"] } else { &["offertes"] };
            people::change_rights(services, &permit, &office.jan.1, &only(rights)).await.unwrap().unwrap();
        }
        assert_eq!(office.letters(&office.jan.0).await.len(), 6, "somebody who is in hears of everything");
    }

    async fn sec_70_one_person_writes_so_often_a_day_to_another_and_does_nothing_that_nobody_hears_of(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let most = services.policy.news_to_one_person_day;
        let both = |n: u32| only(if n.is_multiple_of(2) { &["offertes", "schade-melden"] } else { &["offertes"] });
        // What only takes away is told and costs nothing.
        for n in 0..2 * (most - 1) {
            people::change_rights(services, &permit, &office.jan.1, &both(n)).await.unwrap().unwrap();
        }
        // Whatever the deed.
        people::stop_access(services, &permit, &office.jan.1, Stop::Now).await.unwrap().unwrap();
        people::restore_access(services, &permit, &office.jan.1).await.unwrap().unwrap();
        let until = Budget::new("", DAY, 1).window_end(services.now());
        let before = office.count("select count(*) from audit").await;
        let planned = Stop::On(services.now().plus(7 * DAY));
        let refused = people::stop_access(services, &permit, &office.jan.1, planned).await;
        assert!(matches!(refused, Err(Trouble::Enough { .. })), "{refused:?}");
        let refused = people::change_rights(services, &permit, &office.jan.1, &both(0)).await;
        assert!(matches!(refused, Err(Trouble::Enough { until: told }) if told == until), "{refused:?}");
        assert_eq!(office.count("select count(*) from audit").await, before);
        assert_eq!(office.letters(&office.jan.0).await.len(), 2 * most as usize);
        // Whoever has to be out is out at once, and stays so.
        people::stop_access(services, &permit, &office.jan.1, Stop::Now).await.unwrap().unwrap();
        let refused = people::restore_access(services, &permit, &office.jan.1).await;
        assert!(matches!(refused, Err(Trouble::Enough { .. })), "{refused:?}");
        // Another admin and another day are not concerned.
        let els = office.permit_of(&office.second_admin().await).await;
        people::restore_access(services, &els, &office.jan.1).await.unwrap().unwrap();
        people::change_rights(services, &els, &office.jan.1, &both(0)).await.unwrap().unwrap();
        people::change_rights(services, &els, &office.jan.1, &both(1)).await.unwrap().unwrap();
        office.world.clock.forward(DAY);
        people::change_rights(services, &office.permit().await, &office.jan.1, &both(0)).await.unwrap().unwrap();
    }

    async fn sec_42_whoever_has_to_be_out_is_out_whatever_somebody_wrote_that_hour(on: On) {
        let mut office = Office::new(on).await;
        let els = office.second_admin().await;
        let mo = office.world.person(&office.id, Seed::new("Mo", "", "Haddad", "mo@kantoor-deboer.example")).await;
        let (karin, jan) = (office.permit().await, office.jan.1.clone());
        people::change_rights(&office.world.services, &karin, &jan, &only(&["offertes"])).await.unwrap().unwrap();
        Arc::make_mut(&mut office.world.services.policy).news_per_person_hour = 0;
        let services = &office.world.services;
        let refused = people::make_admin(services, &karin, &mo.1).await;
        assert!(matches!(refused, Err(Trouble::Enough { .. })), "{refused:?}");
        people::remove_admin(services, &karin, &els.1).await.unwrap().unwrap();
        people::change_rights(services, &karin, &jan, &only(&[])).await.unwrap().unwrap();
        people::stop_access(services, &karin, &mo.1, Stop::Now).await.unwrap().unwrap();
        let refused = people::restore_access(services, &karin, &mo.1).await;
        assert!(matches!(refused, Err(Trouble::Enough { .. })), "giving back counts: {refused:?}");
    }

    async fn sec_70_a_first_day_to_come_is_not_moved_without_end(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let most = services.policy.news_to_one_person_day;
        let moves = async |n: u32| {
            let later = NewRights { valid_from: Some(services.now().plus((100 + n) * DAY)), ..only(&["schade-melden"]) };
            people::change_rights(services, &permit, &office.jan.1, &later).await
        };
        office.world.accepted_for(&office.jan.1, services.now().plus(90 * DAY)).await;
        for n in 1..=most {
            moves(n).await.unwrap().unwrap();
        }
        let refused = moves(most + 1).await;
        assert!(matches!(refused, Err(Trouble::Enough { .. })), "{refused:?}");
    }

    async fn sec_70_one_person_writes_so_often_an_hour_whoever_it_goes_to(on: On) {
        let mut office = Office::new(on).await;
        let policy = Arc::make_mut(&mut office.world.services.policy);
        policy.news_per_person_hour = 5;
        let mut staff = Vec::new();
        for n in 0..6 {
            let email = format!("s{n}@kantoor-deboer.example");
            let seed = Seed::new("Jan", "", "Jansen", &email);
            staff.push(office.world.person(&office.id, seed).await);
        }
        let (services, permit) = (&office.world.services, office.permit().await);
        let (last, first) = staff.split_last().unwrap();
        for one in first {
            people::change_rights(services, &permit, &one.1, &only(&["offertes"])).await.unwrap().unwrap();
        }
        let refused = people::change_rights(services, &permit, &last.1, &only(&["offertes"])).await;
        assert!(matches!(refused, Err(Trouble::Enough { .. })), "{refused:?}");
        office.world.clock.forward(flows::budgets::HOUR);
        people::change_rights(services, &office.permit().await, &last.1, &only(&["offertes"])).await.unwrap().unwrap();
    }

    async fn sec_70_links_for_a_new_password_that_an_admin_has_sent_count_as_all_other_letters(on: On) {
        let mut office = Office::new(on).await;
        let policy = Arc::make_mut(&mut office.world.services.policy);
        policy.news_per_person_hour = 1;
        let (one, two) = (
            office.world.person(&office.id, Seed::new("Jan", "", "Jansen", "een@kantoor-deboer.example")).await,
            office.world.person(&office.id, Seed::new("Jan", "", "Jansen", "twee@kantoor-deboer.example")).await,
        );
        let (services, permit) = (&office.world.services, office.permit().await);
        people::send_reset_link(services, &permit, &one.1).await.unwrap().unwrap();
        let refused = people::send_reset_link(services, &permit, &two.1).await;
        assert!(matches!(refused, Err(Trouble::Enough { .. })), "{refused:?}");
        office.world.clock.forward(flows::budgets::HOUR);
        people::send_reset_link(services, &office.permit().await, &two.1).await.unwrap().unwrap();
    }

    async fn sec_60_a_letter_to_somebody_who_accepted_nothing_is_greeted_by_no_name_that_others_typed(on: On) {
        let office = Office::new(on).await;
        let permit = office.permit().await;
        let services = &office.world.services;
        let invited = office.invites(&permit, "mo@buiten.example").await.unwrap().authorisation;
        people::change_rights(services, &permit, &invited, &only(&["schade-melden"])).await.unwrap().unwrap();
        office.invites(&permit, "fatima@garage-jansen.example").await.unwrap();
        let greeted: Vec<_> = office.greetings().await;
        let nobody = |letter: &str| (letter.to_owned(), None);
        let fatima = ("invitation".to_owned(), Some("Fatima Amrani".to_owned()));
        assert_eq!(greeted, [nobody("invitation"), fatima, nobody("rights_changed")], "her own, not Mo as it was typed");
        people::withdraw_invitation(services, &permit, &invited).await.unwrap().unwrap();
        assert_eq!(office.greetings().await, [nobody("access_stopped")]);
        office.all_accept().await;
        office.run("update authorisation set state = 'active', activated_at = 1 where id = $1", &[invited.as_str()]).await;
        people::change_rights(services, &permit, &invited, &only(&["offertes"])).await.unwrap().unwrap();
        assert_eq!(office.greetings().await, [("rights_changed".to_owned(), Some("Mo el Idrissi".to_owned()))]);
    }

    async fn an_import_and_its_invitations_count_for_no_admin(on: On) {
        let office = Office::new(on).await;
        for n in 0..30 {
            let email = format!("i{n}@kantoor-deboer.example");
            let seed = Seed { state: AuthorisationState::Invited, role: Role::Employee, ..Seed::new("Jan", "", "Jansen", &email) };
            office.world.person(&office.id, seed).await;
        }
        assert_eq!(office.invites_all(&office.karin, 0).await, (20, Refusal::TooManyOpen { most: 20 }));
    }
}
