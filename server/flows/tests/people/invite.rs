//! Inviting, withdrawing, bringing to mind.

use domain::{
    AccountId, AuthorisationId, PersonName,
    people::{BlockReason, Held, Role, Standing, Unfit},
};
use flows::{
    Seen,
    activation::{Look, NewLink, look, new_link},
    audit::{self, Event, LogActor, LogFilter},
    links::{self, Closed},
    login, on_each_database,
    testing::On,
    testing::people::{self, Filter, Invite, Refusal, Stop, Why},
};

use super::office::{DAY, HOUR, Office, somebody};

on_each_database! {
    async fn an_invitation_brings_a_letter_a_link_and_a_row_in_the_list(on: On) {
        let office = Office::new(on).await;
        let invited = office.invite(&somebody("mo@kantoor-deboer.example")).await.unwrap();
        assert_eq!(invited.until, flows::testing::BEGINNING.plus(7 * DAY));
        assert_eq!(invited.warning, None);
        let permit = office.permit().await.see();
        let whole = people::one(&office.world.services, &permit, &invited.authorisation).await.unwrap().unwrap();
        assert_eq!(whole.person.standing, Standing::Invited { until: invited.until });
        assert_eq!(whole.person.name.full(), "Mo el Idrissi");
        assert_eq!(whole.person.access_code.len(), 6);
        assert_eq!(whole.rights[0].code, "offertes");
        assert_eq!(whole.rights[0].by.as_deref(), Some("Karin de Boer"));
        assert_eq!(whole.invitation.unwrap().reminders, 0);
        assert_eq!(whole.deliveries[0].letter, "invitation");
        assert_eq!(whole.history[0].event, Some(Event::Invited));
    }

    async fn whom_an_account_invited_as_admin_whose_owner_stops_it_waits_for_another_admin(on: On) {
        for (reason, holds) in [(BlockReason::FrozenByOwner, true), (BlockReason::ByDesk, true), (BlockReason::WrongCodes, false)] {
            let office = Office::new(on).await;
            let services = &office.world.services;
            let els = office.second_admin().await;
            let to_be = Invite { role: Role::Admin, name: PersonName::parse("Dief", "", "", "Elders").unwrap(), ..somebody("dief@elders.example") };
            let to_be = office.invite(&to_be).await.unwrap().authorisation;
            let staff = office.invite(&somebody("mo@kantoor-deboer.example")).await.unwrap().authorisation;
            let mut tx = services.db.write().await.unwrap();
            assert!(login::block(&mut tx, services, services.now(), &office.karin.0, reason).await.unwrap());
            tx.commit().await.unwrap();
            office.world.clock.forward(DAY);
            let permit = office.permit_of(&els).await;
            let seen = async |whom| people::one(services, &permit.see(), whom).await.unwrap().unwrap();
            let waits = |standing| matches!(standing, Standing::Invited { .. });
            let there = seen(&to_be).await;
            assert_eq!(there.person.standing == Standing::InvitationHeld(Held::Block), holds, "{reason:?}");
            let held = there.history.iter().find(|row| row.event == Some(Event::InvitationHeld));
            assert_eq!(held.map(|row| &row.actor), holds.then_some(&LogActor::System), "{reason:?}: not as if its sender thought better of it");
            let needing = people::in_need(services, &permit.see()).await.unwrap().people;
            assert_eq!(needing.iter().any(|there| there.needs[0].why == Why::InvitationHeld), holds, "{reason:?}");
            for who in [&els.0, &office.karin.0] {
                let letters = office.letters(who).await;
                assert_eq!(letters.iter().filter(|letter| *letter == "invitations_held").count(), usize::from(holds), "{reason:?}");
            }
            assert!(waits(seen(&staff).await.person.standing), "{reason:?}");
            if holds {
                let unasked = flows::people::resend_invitation(services, &permit, (&to_be, &Seen::sent(""))).await.unwrap();
                assert_eq!(unasked, Err(Refusal::Changed), "{reason:?}: nobody was asked");
            }
            people::resend_invitation(services, &permit, &to_be).await.unwrap().unwrap();
            assert!(waits(seen(&to_be).await.person.standing), "{reason:?}");
        }
    }

    async fn an_invitation_as_admin_ends_with_the_access_or_the_role_of_who_sent_it_last(on: On) {
        for way in ["stopped", "demoted", "ended"] {
            let office = Office::new(on).await;
            let services = &office.world.services;
            let els = office.second_admin().await;
            let (of_els, karin) = (office.permit_of(&els).await, &office.karin.1);
            let to_be = Invite { role: Role::Admin, name: PersonName::parse("Rik", "", "", "Reserve").unwrap(), ..somebody("reserve@elders.example") };
            let to_be = office.invite(&to_be).await.unwrap().authorisation;
            let staff = office.invite(&somebody("mo@kantoor-deboer.example")).await.unwrap().authorisation;
            let link_of = async |whom: &AuthorisationId| {
                let account = office.text("select account_id from authorisation where id = $1", whom.as_str()).await.unwrap();
                office.world.link(&AccountId::from_trusted(account), "activate").await
            };
            let links = [link_of(&to_be).await, link_of(&staff).await];
            let asks = async || {
                office.world.clock.forward(2 * HOUR);
                [new_link(services, &links[0]).await.unwrap(), new_link(services, &links[1]).await.unwrap()]
            };
            assert_eq!(asks().await, [NewLink::Sent, NewLink::Sent], "{way}");
            match way {
                "stopped" => drop(people::stop_access(services, &of_els, karin, Stop::Now).await.unwrap().unwrap()),
                "demoted" => people::remove_admin(services, &of_els, karin).await.unwrap().unwrap(),
                _ => office.run("update authorisation set valid_until = 1 where id = $1", &[karin.as_str()]).await,
            }
            let seen = look(services, &links[0]).await.unwrap();
            assert!(matches!(seen, Look::Over { why: Closed::Withdrawn, .. }), "{way}: {seen:?}");
            assert_eq!(asks().await, [NewLink::NoInvitation, NewLink::Sent], "{way}");
            assert_eq!(people::hold_invitations(services).await.unwrap(), u64::from(way == "ended"), "{way}");
            assert_eq!(people::hold_invitations(services).await.unwrap(), 0, "{way}");
            let there = people::one(services, &of_els.see(), &to_be).await.unwrap().unwrap();
            assert_eq!(there.person.standing, Standing::InvitationHeld(Held::Sender), "{way}");
            assert!(!office.letters(&els.0).await.contains(&"invitations_held".to_owned()), "{way}: it is no news to them");
            match way {
                "stopped" => drop(people::restore_access(services, &of_els, karin).await.unwrap().unwrap()),
                "demoted" => people::make_admin(services, &of_els, karin).await.unwrap().unwrap(),
                _ => {}
            }
            assert_eq!(asks().await[0], NewLink::NoInvitation, "{way}: it does not come back with them");
            people::resend_invitation(services, &of_els, &to_be).await.unwrap().unwrap();
            if way != "ended" {
                people::stop_access(services, &of_els, karin, Stop::Now).await.unwrap().unwrap();
            }
            let seen = look(services, &link_of(&to_be).await).await.unwrap();
            assert!(matches!(seen, Look::Open(_)), "{way}: since then it hangs on who sent it again: {seen:?}");
        }
    }

    async fn sec_67_what_two_agents_decided_stays_theirs_though_an_admin_sends_it_once_more(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let els = office.second_admin().await;
        let to_be = office.invite(&Invite { role: Role::Admin, ..somebody("ivo@elders.example") }).await.unwrap().authorisation;
        // As two agents, an operator or a file of people leave it.
        office.run("update authorisation set invited_by = null where id = $1", &[to_be.as_str()]).await;
        office.world.clock.forward(HOUR);
        people::resend_invitation(services, &office.permit().await, &to_be).await.unwrap().unwrap();
        people::stop_access(services, &office.permit_of(&els).await, &office.karin.1, Stop::Now).await.unwrap().unwrap();
        office.block(&office.karin, BlockReason::FrozenByOwner).await;
        assert_eq!(people::hold_invitations(services).await.unwrap(), 0);
        let account = office.text("select account_id from authorisation where id = $1", to_be.as_str()).await.unwrap();
        let seen = look(services, &office.world.link(&AccountId::from_trusted(account), "activate").await).await.unwrap();
        assert!(matches!(seen, Look::Open(_)), "{seen:?}");
    }

    async fn sec_65_letters_and_invitations_are_signed_with_the_name_that_the_organisation_knows(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        // As Karin calls herself at another company, where nobody else is called so.
        office.run("update account set given_name = 'Bram', infix = 'de', family_name = 'Wit' where id = $1", &[office.karin.0.as_str()]).await;
        let permit = office.permit().await;
        people::stop_access(services, &permit, &office.jan.1, Stop::Now).await.unwrap().unwrap();
        let signed = "select facts from outbox where account_id = $1 and letter = 'access_stopped'";
        let facts = office.text(signed, office.jan.0.as_str()).await.unwrap();
        assert!(facts.contains("Karin") && !facts.contains("Bram"), "{facts}");
        let invited = office.invite(&somebody("mo@kantoor-deboer.example")).await.unwrap().authorisation;
        let account = office.text("select account_id from authorisation where id = $1", invited.as_str()).await.unwrap();
        let link = office.world.link(&AccountId::from_trusted(account), "activate").await;
        let Look::Open(offer) = look(services, &link).await.unwrap() else { panic!("the invitation is open") };
        assert!(format!("{offer:?}").contains("Karin") && !format!("{offer:?}").contains("Bram"), "{offer:?}");
    }

    async fn sec_65_nobody_is_invited_under_the_name_of_who_looks_after_others_and_admins_under_no_colleagues(on: On) {
        let office = Office::new(on).await;
        let called = |given: &str, family: &str, role| Invite {
            name: PersonName::parse(given, "", "", family).unwrap(),
            role,
            ..somebody("mo@kantoor-deboer.example")
        };
        let jan = office.text("select given_name || ' ' || family_name from authorisation where id = $1", office.jan.1.as_str()).await.unwrap();
        let (given, family) = jan.split_once(' ').unwrap();
        let ivo = Invite { role: Role::Admin, ..called("Ivo", "Kramer", Role::Admin) };
        office.invite(&Invite { email: domain::EmailAddress::parse("ivo@elders.example").unwrap(), ..ivo }).await.unwrap();
        for refused in [
            called("Ivo", "Kramer", Role::Employee),
            called("Karin", "de Boer", Role::Employee),
            called("KARIN", "Boer, de", Role::Admin),
            called(given, family, Role::Admin),
        ] {
            assert_eq!(office.invite(&refused).await, Err(Refusal::NameUnfit(Unfit::Colleagues)), "{:?}", refused.name);
        }
        let invited = office.invite(&called(given, family, Role::Employee)).await.unwrap().authorisation;
        // Invited once more under another name: the trail has both.
        let permit = office.permit().await;
        people::withdraw_invitation(&office.world.services, &permit, &invited).await.unwrap().unwrap();
        office.invite(&called("Karin M.", "de Boer", Role::Employee)).await.unwrap();
        let facts = "select facts from audit where event = 'name_changed' and authorisation_id = $1";
        let expected = format!(r#"{{"before":"{jan}","now":"Karin M. de Boer","own":false}}"#);
        assert_eq!(office.text(facts, invited.as_str()).await, Some(expected));
    }

    async fn sec_47_a_form_sent_twice_makes_one_row(on: On) {
        let office = Office::new(on).await;
        let new = somebody("mo@kantoor-deboer.example");
        let (one, other) = tokio::join!(office.invite(&new), office.invite(&new));
        let (made, refused) = if one.is_ok() { (one, other) } else { (other, one) };
        let authorisation = made.unwrap().authorisation;
        let name = "Mo el Idrissi".to_owned();
        assert_eq!(refused, Err(Refusal::AlreadyHere { authorisation, name, over: None }));
        assert_eq!(office.count("select count(*) from authorisation where state = 'invited'").await, 1);
        assert_eq!(office.count("select count(*) from outbox").await, 1);
    }

    async fn sec_04_an_address_known_elsewhere_is_invited_like_a_new_one(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        // What happened to Fatima at the garage, and the letters about it, must not be told here.
        let mut tx = services.db.write().await.unwrap();
        login::block(&mut tx, services, services.now(), &office.fatima.0, BlockReason::WrongCodes).await.unwrap();
        tx.commit().await.unwrap();
        let mut seen = Vec::new();
        for email in ["FATIMA@garage-jansen.example", "Nieuw@garage-jansen.example"] {
            let invited = office.invite(&somebody(email)).await.unwrap();
            let permit = office.permit().await.see();
            let whole = people::one(&office.world.services, &permit, &invited.authorisation).await.unwrap().unwrap();
            assert_eq!(whole.person.email, email.to_lowercase());
            let letters: Vec<_> = whole.deliveries.into_iter().map(|delivery| delivery.letter).collect();
            let history: Vec<_> = whole.history.into_iter().filter_map(|row| Some((row.event?, row.facts))).collect();
            let name = whole.person.name.full();
            seen.push((invited.until, invited.warning, format!("{:?}", whole.person.facts), whole.blocked_at, name, whole.person.last_login_at, letters, history));
        }
        assert_eq!(seen[0], seen[1]);
        assert_eq!(office.text("select given_name from account where id = $1", office.fatima.0.as_str()).await.as_deref(), Some("Fatima"));
    }

    async fn sec_62_a_domain_that_only_looks_like_ours_brings_a_warning(on: On) {
        let office = Office::new(on).await;
        let warned = office.invite(&somebody("mo@kantoor-dеboer.example")).await.unwrap();
        assert_eq!(warned.warning.as_deref(), Some("kantoor-deboer.example"));
        let calm = office.invite(&somebody("mo@elders.example")).await.unwrap();
        assert_eq!(calm.warning, None);
    }

    async fn a_withdrawn_invitation_is_gone_and_can_be_made_anew(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let new = somebody("mo@kantoor-deboer.example");
        let whom = office.invite(&new).await.unwrap().authorisation;
        people::withdraw_invitation(services, &permit, &whom).await.unwrap().unwrap();
        for filter in [Filter::Current, Filter::Stopped, Filter::Search("idrissi".into())] {
            let page = people::list(services, &permit.see(), None, &filter).await.unwrap();
            assert!(page.people.iter().all(|person| person.id != whom), "{filter:?}");
        }
        let mut tx = services.db.read().await.unwrap();
        assert_eq!(links::runs_until(&mut tx, &whom, links::Purpose::Activate).await.unwrap(), None);
        drop(tx);
        let log = audit::log_of_organisation(services, &permit.see(), &LogFilter::default(), None).await.unwrap();
        assert_eq!(log.rows[0].event, Some(Event::InvitationWithdrawn));
        assert_eq!(log.rows[0].subject.as_ref().unwrap().name.as_deref(), Some("Mo el Idrissi"));
        let again = office.invite(&new).await.unwrap();
        assert_eq!(again.authorisation, whom);
        assert_eq!(office.standing(&whom).await, Standing::Invited { until: again.until });
    }

    async fn sec_67_what_others_made_of_an_invitation_meanwhile_is_neither_withdrawn_nor_sent_unseen(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let invited = office.invite(&somebody("mo@kantoor-deboer.example")).await.unwrap();
        let drawn = people::one(services, &permit.see(), &invited.authorisation).await.unwrap().unwrap();
        assert_eq!(invited.seen, drawn.person.invitation_seen, "notice and page show the same");
        office.world.clock.forward(HOUR);
        // As two agents have it who appoint an admin.
        office.run("update authorisation set role = 'beheerder' where id = $1", &[invited.authorisation.as_str()]).await;
        let of_before = (&invited.authorisation, &invited.seen);
        assert_eq!(flows::people::withdraw_invitation(services, &permit, of_before).await.unwrap(), Err(Refusal::Changed));
        assert_eq!(flows::people::resend_invitation(services, &permit, of_before).await.unwrap(), Err(Refusal::Changed));
        people::withdraw_invitation(services, &permit, &invited.authorisation).await.unwrap().unwrap();
    }

    async fn an_invitation_is_brought_to_mind_twice_and_sent_again_with_one_button(on: On) {
        let office = Office::new(on).await;
        let (services, clock) = (&office.world.services, &office.world.clock);
        let whom = office.invite(&somebody("mo@kantoor-deboer.example")).await.unwrap().authorisation;
        let mut sent = Vec::new();
        for _ in 0..8 {
            sent.push(people::remind_invitations(services).await.unwrap());
            assert_eq!(people::remind_invitations(services).await.unwrap(), 0);
            clock.forward(DAY);
        }
        assert_eq!(sent, [0, 0, 0, 1, 0, 0, 1, 0]);
        assert_eq!(office.standing(&whom).await, Standing::InvitationExpired);
        let permit = office.permit().await;
        let needing = people::in_need(services, &permit.see()).await.unwrap();
        assert_eq!(needing.people[0].needs[0].why, Why::InvitationExpired);
        assert_eq!(needing.people[0].needs[0].since, services.now().minus(DAY), "run out then, and sent a week before");
        let until = people::resend_invitation(services, &permit, &whom).await.unwrap().unwrap();
        assert_eq!(office.standing(&whom).await, Standing::Invited { until });
        let twice = people::resend_invitation(services, &permit, &whom).await.unwrap();
        assert_eq!(twice, Err(Refusal::AlreadySo));
        assert!(people::in_need(services, &permit.see()).await.unwrap().people.is_empty());
        clock.forward(6 * DAY);
        // After an outage nobody gets two at once.
        assert_eq!(people::remind_invitations(services).await.unwrap(), 1);
        let not_invited = people::resend_invitation(services, &permit, &office.jan.1).await.unwrap();
        assert_eq!(not_invited, Err(Refusal::NotInvited));
    }

    async fn sec_43_a_second_admin_by_invitation_is_told_to_the_others(on: On) {
        let office = Office::new(on).await;
        let els = office.second_admin().await;
        let invited = office.invite(&Invite { role: Role::Admin, ..somebody("mo@kantoor-deboer.example") }).await.unwrap();
        assert_eq!(office.letters(&els.0).await, ["admins_changed"]);
        // Only invited: not one of those who can look after the others.
        let permit = office.permit().await;
        let (services, whom) = (&office.world.services, &invited.authorisation);
        assert_eq!(people::stop_access(services, &permit, whom, Stop::Now).await.unwrap(), Err(Refusal::OnlyInvited));
        assert_eq!(people::make_admin(services, &permit, whom).await.unwrap(), Err(Refusal::OnlyInvited));
    }
}
