//! A new password by mailbox and phone.

use std::sync::Arc;

use domain::{
    AuthorisationId, ChallengeId,
    people::BlockReason,
    post::{HelpKind, Letter},
    shared::password_rules::PasswordProblem,
};
use flows::{
    challenges::NotAgain,
    execute, help,
    links::Closed,
    login::{self, DeviceCookie, NotRight},
    on_each_database,
    reset::{Chosen, Finished, Look, NewLink, choose, finish, look, new_link, send_code_again},
    secrets::LinkSecret,
    testing::{On, people},
};

use super::stuck::but_invitations;
use super::town::{
    DEVICE, HOUR, MINUTE, OTHER, PASSWORD, Person, Town, mobile, nobody, other_than, password,
    stranger,
};

async fn asks(town: &Town, who: &Person) {
    let services = &town.world.services;
    flows::reset::ask(services, &stranger(&who.email, "192.0.2.0/24"))
        .await
        .unwrap();
    town.answer_questions().await;
}

async fn link_for(town: &Town, who: &Person) -> LinkSecret {
    asks(town, who).await;
    town.link(who, "reset").await
}

async fn chooses(
    town: &Town,
    link: &LinkSecret,
    text: &str,
    at: Option<&AuthorisationId>,
) -> Chosen {
    choose(
        &town.world.services,
        link,
        &password(text),
        at,
        (nobody(), "203.0.113.0/24"),
    )
    .await
    .unwrap()
}

async fn challenge_for(town: &Town, link: &LinkSecret) -> ChallengeId {
    match chooses(town, link, OTHER, None).await {
        Chosen::CodeSent { challenge, .. } => challenge,
        other => panic!("{other:?}"),
    }
}

async fn finishes(town: &Town, challenge: &ChallengeId) -> Finished {
    let code = town.code(challenge).await;
    let device = DeviceCookie::default();
    finish(&town.world.services, challenge, &code, &device, DEVICE)
        .await
        .unwrap()
}

async fn town_with_jan(on: On) -> (Town, Person, Person) {
    let town = Town::new(on).await;
    let garage = town.organisation("Garage Jansen").await;
    let fatima = town.admin(&garage, "fatima").await;
    let jan = town.employee(&garage, "jan").await;
    (town, jan, fatima)
}

on_each_database! {
    async fn sec_22_nothing_changes_before_the_code_is_right(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let before = town.account_state(&jan).await;
        let challenge = challenge_for(&town, &link_for(&town, &jan).await).await;
        assert_eq!(town.account_state(&jan).await, before);
        assert!(town.gets_past(&jan, PASSWORD).await);
        let wrong = other_than(&town.code(&challenge).await);
        let device = DeviceCookie::default();
        let answer = finish(&town.world.services, &challenge, &wrong, &device, DEVICE).await.unwrap();
        assert_eq!(answer, Finished::NotRight(NotRight::Wrong { tries_left: 4 }));
        assert_eq!(town.account_state(&jan).await, before);
        assert!(matches!(finishes(&town, &challenge).await, Finished::Inside(_)));
        assert!(town.gets_past(&jan, OTHER).await);
        assert!(!town.gets_past(&jan, PASSWORD).await);
    }

    async fn sec_70_whoever_found_out_a_password_uses_up_no_codes_of_an_owner_who_chose_another(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        let other = town.organisation("Garage Linde").await;
        let also = town.also(&jan, &other, "employee", "active").await;
        let enters = async |who: &Person| {
            let entered = login::enter(&town.world.services, &who.account, &who.authorisation, "198.51.100.0/24", flows::challenges::Asker::Browser(nobody())).await;
            entered.unwrap().is_ok()
        };
        for who in [&jan, &also, &fatima] {
            while enters(who).await {}
        }
        let link = link_for(&town, &jan).await;
        let at = Some(&jan.authorisation);
        let Chosen::CodeSent { challenge, .. } = chooses(&town, &link, OTHER, at).await else { panic!("no code") };
        assert!(matches!(finishes(&town, &challenge).await, Finished::Inside(_)));
        assert!(enters(&jan).await && enters(&also).await);
        assert!(!enters(&fatima).await, "what she used up herself is hers");
    }

    async fn sec_23_a_finished_reset_ends_everything_old_and_tells_mailbox_and_phone(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        town.session(&jan, "old").await;
        town.session(&fatima, "hers").await;
        let (first, second) = (link_for(&town, &jan).await, link_for(&town, &jan).await);
        let services = &town.world.services;
        help::ask(services, &stranger(&jan.email, "192.0.2.0/24"), HelpKind::CannotLogIn).await.unwrap();
        town.answer_questions().await;
        town.empty_mailboxes().await;
        let challenge = challenge_for(&town, &first).await;
        let Finished::Inside(inside) = finishes(&town, &challenge).await else { panic!("not inside") };
        assert_eq!((&inside.account, &inside.authorisation), (&jan.account, &jan.authorisation));
        assert!(!town.has_session("old").await);
        assert!(town.has_session("hers").await);
        let (keys, policy) = (&services.keys, &services.policy);
        assert!(inside.device.knows(keys, policy, &jan.account, 1, town.now()));
        assert!(!inside.device.knows(keys, policy, &jan.account, 0, town.now()), "devices of before are forgotten");
        for (link, why) in [(&first, Closed::Used), (&second, Closed::Withdrawn)] {
            let seen = look(services, link).await.unwrap();
            assert!(matches!(seen, Look::Over { why: seen, .. } if seen == why), "{seen:?}");
        }
        assert_eq!(town.names_to(&jan).await, ["password_changed", "password_changed_sms", "reset_code"]);
        let freezable = "select count(*) from outbox where letter = 'password_changed' and link_id is not null";
        assert_eq!(town.count(freezable).await, 1);
        assert_eq!(town.count("select count(*) from help_request where closed_at is null").await, 0);
        assert_eq!(town.count("select count(*) from challenge where new_password_hash is not null").await, 0);
        assert!(town.trail_has("reset_done").await && town.trail_has("logged_in").await);
    }

    async fn sec_69_a_number_that_another_company_gives_keeps_nobody_from_the_password_that_a_lift_demands(on: On) {
        let (town, jan, karin) = town_with_jan(on).await;
        let services = &town.world.services;
        let garage = town.organisation("Elders").await;
        let fatima = town.admin(&garage, "sofie").await;
        let there = town.also(&jan, &garage, "medewerker", "active").await;
        let gives = async |number: &str| {
            let permit = town.caller(&fatima).await.may_change_staff(&services.policy, town.now()).unwrap();
            people::change_mobile(services, &permit, &there.authorisation, &mobile(number)).await.unwrap().unwrap();
        };
        gives("06 20000000").await;
        town.block(&jan, "frozen_by_owner").await;
        let permit = town.caller(&karin).await.may_change_staff(&services.policy, town.now()).unwrap();
        let lifted = people::unblock(services, &permit, &jan.authorisation).await.unwrap().unwrap();
        assert!(lifted.renew && lifted.offer_reset_link, "{lifted:?}");
        assert_eq!(people::one(services, &permit.see(), &jan.authorisation).await.unwrap().unwrap().person.reset_off_until, None);
        people::send_reset_link(services, &permit, &jan.authorisation).await.unwrap().unwrap();
        let link = town.link(&jan, "reset").await;
        town.later(10 * MINUTE);
        gives("06 20000001").await;
        let Look::Open(open) = look(services, &link).await.unwrap() else { panic!("ended by that number") };
        let to: Vec<_> = open.choices.iter().map(|choice| &choice.authorisation).collect();
        assert_eq!(to, [&jan.authorisation], "not to what somebody else wrote down");
        // What whoever holds the telephone could have done keeps it off, and so does that no number is the own one.
        for off in [
            "update account set reset_off_strict_until = reset_off_until where id = $1",
            "update authorisation set mobile_changed_by = 'karin', mobile_changed_at = 9000000000000 where account_id = $1",
        ] {
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, off, jan.account.as_str()).unwrap();
            tx.commit().await.unwrap();
            town.empty_mailboxes().await;
            asks(&town, &jan).await;
            assert!(matches!(town.letters_to(&jan).await.as_slice(), [Letter::ResetOff { .. }]), "{off}");
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, "update account set reset_off_strict_until = null where id = $1", jan.account.as_str()).unwrap();
            execute!(&mut tx, "update authorisation set mobile_changed_by = null, mobile_changed_at = null where id = $1", jan.authorisation.as_str()).unwrap();
            tx.commit().await.unwrap();
        }
        let challenge = challenge_for(&town, &link).await;
        assert!(matches!(finishes(&town, &challenge).await, Finished::Inside(_)));
        assert!(town.gets_past(&jan, OTHER).await);
    }

    async fn sec_24_three_links_live_at_once_and_using_one_kills_all(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let mut links = Vec::new();
        for _ in 0..3 {
            links.push(link_for(&town, &jan).await);
        }
        asks(&town, &jan).await;
        assert_eq!(town.count("select count(*) from link").await, 3);
        for link in &links {
            assert!(matches!(look(&town.world.services, link).await.unwrap(), Look::Open(_)));
        }
        let challenge = challenge_for(&town, &links[0]).await;
        assert!(matches!(finishes(&town, &challenge).await, Finished::Inside(_)));
        for link in &links {
            assert!(matches!(look(&town.world.services, link).await.unwrap(), Look::Over { .. }));
            assert!(matches!(chooses(&town, link, OTHER, None).await, Chosen::Link(Look::Over { .. })));
        }
    }

    async fn sec_06_07_a_reset_lifts_what_only_concerns_the_password_and_nothing_else(on: On) {
        let cases = [
            (None, "set", true),
            (None, "must_change", true),
            (None, "disabled", true),
            (Some("password_on_known_device"), "set", true),
            (Some("wrong_codes"), "set", false),
            (Some("frozen_by_owner"), "set", false),
        ];
        for (blocked, state, helps) in cases {
            let (town, jan, fatima) = town_with_jan(on).await;
            town.set("update account set password_state = $2 where id = $1", jan.account.as_str(), state).await;
            if let Some(reason) = blocked {
                town.block(&jan, reason).await;
            }
            // Whoever invited Jan elsewhere can do nothing for the account yet, and whoever let Jan go can no more.
            for (name, state) in [("Autohuis", "invited"), ("Kuipers", "stopped")] {
                let elsewhere = town.organisation(name).await;
                town.admin(&elsewhere, &name.to_lowercase()).await;
                town.also(&jan, &elsewhere, "medewerker", state).await;
            }
            asks(&town, &jan).await;
            if helps {
                let challenge = challenge_for(&town, &town.link(&jan, "reset").await).await;
                assert!(matches!(finishes(&town, &challenge).await, Finished::Inside(_)), "{blocked:?} {state}");
                let account = town.account_state(&jan).await;
                assert_eq!((account[1].as_deref(), &account[2]), (Some("set"), &None));
                assert!(town.gets_past(&jan, OTHER).await);
            } else {
                let letters = but_invitations(town.letters_to(&jan).await);
                let [Letter::ResetCannotHelp { blocked: Some(reason), admins, .. }] = letters.as_slice() else {
                    panic!("{letters:?}")
                };
                assert_eq!(Some(reason.code()), blocked);
                let named: Vec<_> = admins.iter().map(|admin| admin.email.as_str()).collect();
                assert_eq!(named, [fatima.email.typed()]);
                assert_eq!(town.count("select count(*) from link where purpose = 'reset'").await, 0);
            }
        }
    }

    async fn sec_07_who_is_blocked_between_link_and_code_stays_blocked(on: On) {
        for (reason, lifted) in [("wrong_codes", false), ("frozen_by_owner", false), ("password_on_known_device", true)] {
            let (town, jan, fatima) = town_with_jan(on).await;
            let challenge = challenge_for(&town, &link_for(&town, &jan).await).await;
            town.block(&jan, reason).await;
            let before = town.account_state(&jan).await;
            match finishes(&town, &challenge).await {
                Finished::StillBlocked { reason: told, admins } if !lifted => {
                    assert_eq!(told.code(), reason);
                    assert_eq!(admins[0].email, fatima.email.typed());
                    assert_eq!(town.account_state(&jan).await, before);
                }
                Finished::Inside(_) if lifted => assert_eq!(town.account_state(&jan).await[2], None),
                other => panic!("{reason}: {other:?}"),
            }
        }
    }

    async fn sec_07_a_block_ends_links_that_were_under_way(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let link = link_for(&town, &jan).await;
        let mut tx = town.world.services.db.write().await.unwrap();
        let reason = BlockReason::WrongCodes;
        assert!(login::block(&mut tx, &town.world.services, town.now(), &jan.account, reason).await.unwrap());
        tx.commit().await.unwrap();
        assert!(matches!(look(&town.world.services, &link).await.unwrap(), Look::Over { why: Closed::Withdrawn, .. }));
    }

    async fn sec_19_of_twenty_parallel_finishes_exactly_one_wins_and_only_hashes_are_kept(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let link = link_for(&town, &jan).await;
        let challenges = [challenge_for(&town, &link).await, challenge_for(&town, &link).await];
        let codes = [town.code(&challenges[0]).await, town.code(&challenges[1]).await];
        let services = Arc::new(town.world.services.clone());
        let tries: Vec<_> = (0..20)
            .map(|n| {
                let (services, challenge, code) =
                    (Arc::clone(&services), challenges[n % 2].clone(), codes[n % 2].clone());
                tokio::spawn(async move {
                    finish(&services, &challenge, &code, &DeviceCookie::default(), DEVICE).await.unwrap()
                })
            })
            .collect();
        let mut inside = 0;
        for one in tries {
            match one.await.unwrap() {
                Finished::Inside(_) => inside += 1,
                Finished::NotRight(NotRight::Over) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(inside, 1);
        assert_eq!(town.count("select count(*) from outbox where letter = 'password_changed'").await, 1);
        let kept = town.text("select secret_hash from link_secret where secret_hash = $1", &link.hash()).await;
        assert_eq!(kept, Some(link.hash()));
        let secret = "select count(*) from link_secret where length(secret_hash) <> 64";
        assert_eq!(town.count(secret).await, 0);
    }

    async fn sec_20_a_link_ends_after_an_hour_and_sends_a_new_one_to_the_same_mailbox(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let link = link_for(&town, &jan).await;
        town.later(59 * MINUTE);
        let challenge = challenge_for(&town, &link).await;
        town.later(MINUTE);
        assert!(matches!(look(&town.world.services, &link).await.unwrap(), Look::Over { why: Closed::Expired, .. }));
        assert_eq!(finishes(&town, &challenge).await, Finished::NotRight(NotRight::Over), "the hour also ends what was under way");
        town.empty_mailboxes().await;
        assert_eq!(new_link(&town.world.services, &link).await.unwrap(), NewLink::Sent);
        assert_eq!(town.names_to(&jan).await, ["reset_link"]);
        let fresh = town.link(&jan, "reset").await;
        assert!(matches!(look(&town.world.services, &fresh).await.unwrap(), Look::Open(_)));
        for _ in 0..2 {
            assert_eq!(new_link(&town.world.services, &link).await.unwrap(), NewLink::Sent);
        }
        assert!(matches!(new_link(&town.world.services, &link).await.unwrap(), NewLink::TooOften { .. }));
        let made_up = LinkSecret::new(&flows::services::SystemChance).unwrap();
        assert_eq!(new_link(&town.world.services, &made_up).await.unwrap(), NewLink::Unknown);
        assert_eq!(look(&town.world.services, &made_up).await.unwrap(), Look::Unknown);
    }

    async fn sec_21_looking_at_a_link_never_uses_it_up(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let link = link_for(&town, &jan).await;
        for _ in 0..10 {
            let Look::Open(open) = look(&town.world.services, &link).await.unwrap() else { panic!("closed") };
            assert_eq!(open.email, jan.email.typed());
            assert_eq!(open.choices.len(), 1);
            assert_eq!(open.words.organisation_names, ["Garage Jansen"]);
        }
        let challenge = challenge_for(&town, &link).await;
        assert!(matches!(finishes(&town, &challenge).await, Finished::Inside(_)));
    }

    async fn a_bad_password_or_the_present_one_is_refused_with_every_reason(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let link = link_for(&town, &jan).await;
        let cases = [
            ("kort", PasswordProblem::TooShort { has: 4, needs: 12 }),
            ("garagejansen", PasswordProblem::ContainsOrganisation),
            ("wachtwoord2026", PasswordProblem::TooCommon),
        ];
        for (text, problem) in cases {
            let chosen = chooses(&town, &link, text, None).await;
            assert!(matches!(&chosen, Chosen::Refused(problems) if problems.contains(&problem)), "{text}: {chosen:?}");
        }
        assert_eq!(town.count("select count(*) from challenge").await, 0);
        assert_eq!(chooses(&town, &link, PASSWORD, None).await, Chosen::Present, "whoever knows it can log in with it");
        let mut tx = town.world.services.db.write().await.unwrap();
        let disabled = "update account set password_state = 'disabled' where id = $1";
        execute!(&mut tx, disabled, jan.account.as_str()).unwrap();
        tx.commit().await.unwrap();
        for _ in 0..9 {
            let chosen = chooses(&town, &link, PASSWORD, None).await;
            assert_eq!(chosen, Chosen::Refused(vec![PasswordProblem::SameAsNow]), "and not with one that opens nothing");
        }
        let chosen = chooses(&town, &link, OTHER, None).await;
        assert!(matches!(chosen, Chosen::TooMany { .. }), "a mailbox is no way to guess the present password: {chosen:?}");
    }

    async fn with_two_numbers_the_person_chooses_which_gets_the_code(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        let dealer = town.organisation("Autohuis Van Dam").await;
        let there = town.also(&jan, &dealer, "medewerker", "active").await;
        let link = link_for(&town, &jan).await;
        let Chosen::NeedsChoice { choices } = chooses(&town, &link, OTHER, None).await else { panic!("no choice") };
        assert_eq!(choices.len(), 2);
        assert_eq!(choices[0].authorisation, there.authorisation);
        assert!(choices[0].number.starts_with("06\u{a0}••••"), "{}", choices[0].number);
        let foreign = chooses(&town, &link, OTHER, Some(&fatima.authorisation)).await;
        assert!(matches!(foreign, Chosen::NeedsChoice { .. }), "{foreign:?}");
        let chosen = chooses(&town, &link, OTHER, Some(&there.authorisation)).await;
        let Chosen::CodeSent { challenge, .. } = chosen else { panic!("{chosen:?}") };
        let Finished::Inside(inside) = finishes(&town, &challenge).await else { panic!("not inside") };
        assert_eq!(inside.authorisation, there.authorisation);
    }

    async fn who_has_not_activated_gets_the_invitation_again(on: On) {
        let (town, _, fatima) = town_with_jan(on).await;
        let mo = town.invited(&fatima.organisation, "mo").await;
        let made = "update authorisation set invited_by = $2 where id = $1";
        town.set(made, mo.authorisation.as_str(), fatima.account.as_str()).await;
        asks(&town, &mo).await;
        let letters = town.letters_to(&mo).await;
        let [Letter::Invitation { by, organisation, until, .. }] = letters.as_slice() else { panic!("{letters:?}") };
        assert_eq!((by.as_str(), organisation.as_str()), ("fatima van Testdorp", "Garage Jansen"));
        assert_eq!(*until, town.now().plus(town.world.services.policy.invitation));
        assert!(town.trail_has("invitation_sent_again").await);
        assert_eq!(town.count("select count(*) from link where purpose = 'reset'").await, 0);
    }

    async fn who_has_no_access_left_hears_why_and_from_whom(on: On) {
        let (town, _, fatima) = town_with_jan(on).await;
        let lena = town.person(&fatima.organisation, "lena", "medewerker", "stopped").await;
        town.set("update authorisation set activated_at = 1 where id = $1 and id <> $2", lena.authorisation.as_str(), "").await;
        asks(&town, &lena).await;
        let letters = town.letters_to(&lena).await;
        let [Letter::ResetCannotHelp { blocked: None, admins, begins: None }] = letters.as_slice() else { panic!("{letters:?}") };
        assert_eq!(admins[0].email, fatima.email.typed());
    }

    async fn access_that_ends_under_way_is_told_after_the_code_and_changes_nothing(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let challenge = challenge_for(&town, &link_for(&town, &jan).await).await;
        town.set("update authorisation set state = $2 where id = $1", jan.authorisation.as_str(), "stopped").await;
        let before = town.account_state(&jan).await;
        assert!(matches!(finishes(&town, &challenge).await, Finished::Stopped(_)));
        assert_eq!(town.account_state(&jan).await, before);
    }

    async fn sec_27_28_a_code_works_five_minutes_and_for_its_purpose_and_an_older_one_is_no_guess(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let challenge = challenge_for(&town, &link_for(&town, &jan).await).await;
        let (services, device) = (&town.world.services, DeviceCookie::default());
        let code = town.code(&challenge).await;
        let elsewhere = login::check_code(services, &challenge, &code, &device, DEVICE).await.unwrap();
        assert_eq!(elsewhere, login::CodeStep::NotRight(NotRight::Over), "not a code to log in with");
        town.later(5 * MINUTE);
        let late = finish(services, &challenge, &code, &device, DEVICE).await.unwrap();
        assert_eq!(late, Finished::NotRight(NotRight::Expired { sent_again: true }));
        let newest = town.code(&challenge).await;
        if newest != code {
            for _ in 0..6 {
                let old = finish(services, &challenge, &code, &device, DEVICE).await.unwrap();
                assert_eq!(old, Finished::NotRight(NotRight::Earlier));
            }
        }
        let right = finish(services, &challenge, &newest, &device, DEVICE).await.unwrap();
        assert!(matches!(right, Finished::Inside(_)), "{right:?}");
    }

    async fn sec_29_five_wrong_codes_end_the_challenge_and_block_the_account(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let link = link_for(&town, &jan).await;
        let challenge = challenge_for(&town, &link).await;
        let wrong = other_than(&town.code(&challenge).await);
        let (services, device) = (&town.world.services, DeviceCookie::default());
        for tries_left in [4, 3, 2, 1] {
            let answer = finish(services, &challenge, &wrong, &device, DEVICE).await.unwrap();
            assert_eq!(answer, Finished::NotRight(NotRight::Wrong { tries_left }));
        }
        assert_eq!(finish(services, &challenge, &wrong, &device, DEVICE).await.unwrap(), Finished::NotRight(NotRight::Blocked));
        assert_eq!(town.account_state(&jan).await[2].as_deref(), Some("wrong_codes"));
        let letters = town.letters_to(&jan).await;
        let told = |letter: &Letter| matches!(letter, Letter::Blocked { resetting: true, .. });
        assert!(letters.iter().any(told), "nobody gave the right password: {letters:?}");
        assert!(matches!(look(services, &link).await.unwrap(), Look::Over { why: Closed::Withdrawn, .. }));
    }

    async fn sec_30_a_code_is_sent_again_after_half_a_minute_and_three_times_at_most(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let challenge = challenge_for(&town, &link_for(&town, &jan).await).await;
        let services = &town.world.services;
        let soon = send_code_again(services, &challenge).await.unwrap();
        assert!(matches!(soon, Err(NotAgain::TooSoon { .. })), "{soon:?}");
        for _ in 0..3 {
            town.later(MINUTE / 2);
            assert_eq!(send_code_again(services, &challenge).await.unwrap(), Ok(()));
        }
        town.later(MINUTE / 2);
        assert_eq!(send_code_again(services, &challenge).await.unwrap(), Err(NotAgain::TooMany));
        assert_eq!(town.count("select count(*) from outbox where letter = 'reset_code'").await, 4);
        town.later(2 * HOUR);
        let gone = look(services, &town.link(&jan, "reset").await).await.unwrap();
        assert!(matches!(gone, Look::Over { .. }));
    }
}
