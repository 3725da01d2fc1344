//! Accepting an invitation.

use std::sync::Arc;

use domain::{
    ChallengeId, Moment,
    organisations::DESK_RIGHT,
    people::Lifter,
    post::{HelpKind, Letter},
    shared::password_rules::PasswordProblem,
};
use flows::{
    activation::{Chosen, Finished, Look, NewLink, choose, finish, look, new_link, wrong_number},
    execute,
    help::Outcome,
    links::{self, Closed},
    login::{DeviceCookie, NotRight, Stopped},
    on_each_database,
    secrets::LinkSecret,
    testing::On,
};

use super::town::{DEVICE, HOUR, OTHER, PASSWORD, Person, Town, other_than, password};

const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);

async fn chooses(town: &Town, link: &LinkSecret, text: &str) -> Chosen {
    let device = DeviceCookie::default();
    choose(
        &town.world.services,
        link,
        &password(text),
        &device,
        "192.0.2.0/24",
    )
    .await
    .unwrap()
}

async fn challenge_for(town: &Town, link: &LinkSecret, text: &str) -> ChallengeId {
    match chooses(town, link, text).await {
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

async fn state(town: &Town, who: &Person) -> String {
    let sql = "select state from authorisation where id = $1";
    town.text(sql, who.authorisation.as_str()).await.unwrap()
}

async fn town_with_mo(on: On) -> (Town, Person, Person) {
    let town = Town::new(on).await;
    let garage = town.organisation("Garage Jansen").await;
    let fatima = town.admin(&garage, "fatima").await;
    let mo = town.invited(&garage, "mo").await;
    let by = "update authorisation set invited_by = $2 where id = $1";
    town.set(by, mo.authorisation.as_str(), fatima.account.as_str())
        .await;
    (town, mo, fatima)
}

/// When what may be done once an hour may be done again.
fn next_hour(town: &Town) -> Moment {
    Moment::from_unix_ms((town.now().unix_ms() / 3_600_000 + 1) * 3_600_000)
}

on_each_database! {
    async fn an_invitation_says_who_gives_access_to_what_and_where_the_code_goes(on: On) {
        let (town, mo, _) = town_with_mo(on).await;
        let mut tx = town.world.services.db.write().await.unwrap();
        for code in ["offertes", "schade-melden", "polissen"] {
            let granted = "insert into authorisation_right (authorisation_id, right_code, granted_at) values ($1, $2, 0)";
            execute!(&mut tx, granted, mo.authorisation.as_str(), code).unwrap();
        }
        for code in ["offertes", "schade-melden"] {
            let held = "insert into organisation_right (organisation_id, right_code) values ($1, $2)";
            execute!(&mut tx, held, mo.organisation.as_str(), code).unwrap();
        }
        tx.commit().await.unwrap();
        let link = town.link(&mo, "activate").await;
        for _ in 0..3 {
            let Look::Open(open) = look(&town.world.services, &link).await.unwrap() else { panic!("closed") };
            assert_eq!(open.invitation.by.as_deref(), Some("fatima van Testdorp"));
            assert_eq!(open.invitation.organisation_name, "Garage Jansen");
            let rights: Vec<_> = open.invitation.rights.iter().map(|words| words.nl.as_str()).collect();
            assert_eq!(rights, ["Schade melden", "Offertes maken"], "granted and held, in the order of the catalogue");
            assert!(open.number.starts_with("06\u{a0}••••"), "{}", open.number);
            assert!(!open.has_password);
        }
        assert_eq!(state(&town, &mo).await, "invited");
    }

    async fn with_password_and_code_the_person_is_active_and_in(on: On) {
        let (town, mo, _) = town_with_mo(on).await;
        let link = town.link(&mo, "activate").await;
        let refused = chooses(&town, &link, "garagejansen").await;
        assert!(matches!(&refused, Chosen::Refused(why) if why.contains(&PasswordProblem::ContainsOrganisation)));
        let challenge = challenge_for(&town, &link, OTHER).await;
        assert_eq!(state(&town, &mo).await, "invited");
        let device = DeviceCookie::default();
        let wrong = other_than(&town.code(&challenge).await);
        let answer = finish(&town.world.services, &challenge, &wrong, &device, DEVICE).await.unwrap();
        assert_eq!(answer, Finished::NotRight(NotRight::Wrong { tries_left: 4 }));
        let Finished::Inside(inside) = finishes(&town, &challenge).await else { panic!("not inside") };
        assert_eq!(inside.authorisation, mo.authorisation);
        assert_eq!(state(&town, &mo).await, "active");
        assert!(town.gets_past(&mo, OTHER).await);
        assert_eq!(town.names_to(&mo).await, ["activated", "confirm_number_code"], "no letter about a new device");
        assert!(town.trail_has("activated").await);
        let seen = look(&town.world.services, &link).await.unwrap();
        assert!(matches!(seen, Look::Over { why: Closed::Used, .. }), "{seen:?}");
        assert_eq!(new_link(&town.world.services, &link).await.unwrap(), NewLink::NoInvitation);
    }

    async fn the_other_mails_of_an_invitation_say_that_the_account_is_ready(on: On) {
        let (town, mo, _) = town_with_mo(on).await;
        let services = &town.world.services;
        let mut links = Vec::new();
        for _ in 0..2 {
            links.push(town.link(&mo, "activate").await);
            assert_eq!(new_link(services, &links[0]).await.unwrap(), NewLink::Sent);
            town.later(HOUR);
        }
        let newest = town.link(&mo, "activate").await;
        // The first one is past its seven days and the second one still works when the newest is used.
        town.later(7 * DAY - 2 * HOUR);
        let challenge = challenge_for(&town, &newest, OTHER).await;
        let Finished::Inside(_) = finishes(&town, &challenge).await else { panic!("not inside") };
        for link in links.iter().chain([&newest]) {
            let seen = look(services, link).await.unwrap();
            assert!(matches!(seen, Look::Over { why: Closed::Used, .. }), "{seen:?}");
        }
        assert_eq!(new_link(services, &links[0]).await.unwrap(), NewLink::NoInvitation);
    }

    async fn sec_19_of_twenty_parallel_activations_exactly_one_wins(on: On) {
        let (town, mo, _) = town_with_mo(on).await;
        let link = town.link(&mo, "activate").await;
        let challenges = [challenge_for(&town, &link, OTHER).await, challenge_for(&town, &link, OTHER).await];
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
            inside += usize::from(matches!(one.await.unwrap(), Finished::Inside(_)));
        }
        assert_eq!(inside, 1);
    }

    async fn sec_20_an_invitation_works_seven_days_and_is_renewed_at_one_button(on: On) {
        let (town, mo, fatima) = town_with_mo(on).await;
        let link = town.link(&mo, "activate").await;
        town.later(7 * DAY - HOUR);
        assert!(matches!(look(&town.world.services, &link).await.unwrap(), Look::Open(_)));
        town.later(HOUR);
        let seen = look(&town.world.services, &link).await.unwrap();
        assert!(matches!(seen, Look::Over { why: Closed::Expired, .. }), "{seen:?}");
        assert_eq!(new_link(&town.world.services, &link).await.unwrap(), NewLink::Sent);
        assert_eq!(town.names_to(&mo).await, ["invitation"]);
        assert_eq!(town.letters_to(&fatima).await, [], "the admin is not told");
        let fresh = town.link(&mo, "activate").await;
        assert!(matches!(look(&town.world.services, &fresh).await.unwrap(), Look::Open(_)));
        for _ in 0..2 {
            assert_eq!(new_link(&town.world.services, &link).await.unwrap(), NewLink::Sent);
        }
        assert!(matches!(new_link(&town.world.services, &link).await.unwrap(), NewLink::TooOften { .. }));
    }

    async fn a_withdrawn_invitation_stays_withdrawn(on: On) {
        let (town, mo, _) = town_with_mo(on).await;
        let link = town.link(&mo, "activate").await;
        let challenge = challenge_for(&town, &link, OTHER).await;
        let (services, now) = (&town.world.services, town.now());
        let mut tx = services.db.write().await.unwrap();
        let purpose = links::Purpose::Activate;
        links::withdraw_of_authorisation(&mut tx, &mo.authorisation, purpose, now).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(look(services, &link).await.unwrap(), Look::Over { why: Closed::Withdrawn, .. }));
        assert_eq!(new_link(services, &link).await.unwrap(), NewLink::NoInvitation);
        assert_eq!(wrong_number(services, &link).await.unwrap(), None);
        assert_eq!(finishes(&town, &challenge).await, Finished::NotRight(NotRight::Over));
        assert_eq!(state(&town, &mo).await, "invited");
        flows::reset::ask(services, &super::town::stranger(&mo.email, "192.0.2.0/24")).await.unwrap();
        town.answer_questions().await;
        assert_eq!(town.names_to(&mo).await, ["confirm_number_code"], "asking for a reset does not bring it back");
    }

    async fn its_reader_renews_an_invitation_for_a_month_from_when_an_admin_sent_it_and_no_longer(on: On) {
        let (town, mo, _) = town_with_mo(on).await;
        let services = &town.world.services;
        let end = town.now().plus(services.policy.restore);
        let link = town.link(&mo, "activate").await;
        town.later(28 * DAY);
        assert_eq!(new_link(services, &link).await.unwrap(), NewLink::Sent);
        let newest = town.invitation(&mo.authorisation).await;
        let Look::Open(open) = look(services, &newest).await.unwrap() else { panic!("closed") };
        assert_eq!(open.until, end);
        let challenge = challenge_for(&town, &newest, OTHER).await;
        let code = town.code(&challenge).await;
        town.later(2 * DAY);
        let device = DeviceCookie::default();
        let late = finish(services, &challenge, &code, &device, DEVICE).await.unwrap();
        assert!(matches!(late, Finished::NotRight(_)), "{late:?}");
        for link in [&link, &newest] {
            let seen = look(services, link).await.unwrap();
            assert!(matches!(seen, Look::Over { why: Closed::Withdrawn, .. }), "{seen:?}");
            assert_eq!(new_link(services, link).await.unwrap(), NewLink::NoInvitation);
        }
        town.empty_mailboxes().await;
        flows::reset::ask(services, &super::town::stranger(&mo.email, "192.0.2.0/24")).await.unwrap();
        town.answer_questions().await;
        assert!(town.letters_to(&mo).await.is_empty(), "asking for a reset does not bring it back");
        // An admin who sends it again begins anew.
        town.set("update authorisation set invited_at = cast($2 as bigint) where id = $1", mo.authorisation.as_str(), &town.now().unix_ms().to_string()).await;
        assert_eq!(new_link(services, &link).await.unwrap(), NewLink::Sent);
    }

    async fn the_other_admins_hear_that_an_invitation_as_admin_was_accepted(on: On) {
        let (town, mo, fatima) = town_with_mo(on).await;
        town.set("update authorisation set role = $2 where id = $1", mo.authorisation.as_str(), "beheerder").await;
        let challenge = challenge_for(&town, &town.link(&mo, "activate").await, OTHER).await;
        assert!(matches!(finishes(&town, &challenge).await, Finished::Inside(_)));
        let letters = town.letters_to(&fatima).await;
        let [Letter::AdminsChanged { whom, admin: true, own: true, .. }] = letters.as_slice() else { panic!("{letters:?}") };
        assert_eq!(whom, "mo van Testdorp");
    }

    async fn sec_68_every_agent_hears_that_somebody_with_their_right_accepted(on: On) {
        let (town, mo, fatima) = town_with_mo(on).await;
        town.set("update organisation set kind = $2 where id = $1", mo.organisation.as_str(), "verzekeraar").await;
        town.set("insert into organisation_right (organisation_id, right_code) values ($1, $2)", mo.organisation.as_str(), DESK_RIGHT).await;
        for agent in [&mo, &fatima] {
            let right = "insert into authorisation_right (authorisation_id, right_code, granted_at) values ($1, $2, 0)";
            town.set(right, agent.authorisation.as_str(), DESK_RIGHT).await;
        }
        let challenge = challenge_for(&town, &town.link(&mo, "activate").await, OTHER).await;
        assert!(matches!(finishes(&town, &challenge).await, Finished::Inside(_)));
        let letters = town.letters_to(&fatima).await;
        let [Letter::NewEyes { whom, .. }] = letters.as_slice() else { panic!("{letters:?}") };
        assert_eq!(whom, "mo van Testdorp");
    }

    async fn who_has_a_password_gives_it_and_an_invitation_is_no_way_to_guess_it(on: On) {
        let (town, _, fatima) = town_with_mo(on).await;
        let dealer = town.organisation("Autohuis Van Dam").await;
        let jan = town.employee(&fatima.organisation, "jan").await;
        let there = town.also(&jan, &dealer, "medewerker", "invited").await;
        let link = town.link(&jan, "activate").await;
        let Look::Open(open) = look(&town.world.services, &link).await.unwrap() else { panic!("closed") };
        assert!(open.has_password);
        for _ in 0..4 {
            assert_eq!(chooses(&town, &link, OTHER).await, Chosen::Wrong);
        }
        let waits = chooses(&town, &link, PASSWORD).await;
        assert!(matches!(waits, Chosen::TooMany { .. }), "the lanes of logging in hold here too: {waits:?}");
        town.later(HOUR);
        let before = town.account_state(&jan).await;
        let challenge = challenge_for(&town, &link, PASSWORD).await;
        let Finished::Inside(inside) = finishes(&town, &challenge).await else { panic!("not inside") };
        assert_eq!(inside.authorisation, there.authorisation);
        let after = town.account_state(&jan).await;
        assert_eq!(after[..5], before[..5], "password and devices stay as they were");
        assert!(after[5].is_some(), "and for a day the new number opens no reset (SEC-69)");
    }

    async fn of_two_invitations_followed_at_once_the_second_asks_for_the_password_of_the_first(on: On) {
        let (town, mo, _) = town_with_mo(on).await;
        let first = town.link(&mo, "activate").await;
        let dealer = town.organisation("Autohuis Van Dam").await;
        let there = town.also(&mo, &dealer, "medewerker", "invited").await;
        let second = town.link(&there, "activate").await;
        let one = challenge_for(&town, &first, OTHER).await;
        let two = challenge_for(&town, &second, PASSWORD).await;
        assert!(matches!(finishes(&town, &one).await, Finished::Inside(_)));
        assert_eq!(finishes(&town, &two).await, Finished::NotRight(NotRight::Over));
        assert_eq!(state(&town, &there).await, "invited");
        assert!(town.gets_past(&mo, OTHER).await);
        let again = challenge_for(&town, &second, OTHER).await;
        assert!(matches!(finishes(&town, &again).await, Finished::Inside(_)));
    }

    async fn sec_29_five_wrong_codes_block_an_account_before_its_first_day(on: On) {
        let (town, mo, _) = town_with_mo(on).await;
        let link = town.link(&mo, "activate").await;
        let challenge = challenge_for(&town, &link, OTHER).await;
        let wrong = other_than(&town.code(&challenge).await);
        let device = DeviceCookie::default();
        for _ in 0..5 {
            finish(&town.world.services, &challenge, &wrong, &device, DEVICE).await.unwrap();
        }
        assert_eq!(town.account_state(&mo).await[2].as_deref(), Some("wrong_codes"));
        assert_eq!(chooses(&town, &link, OTHER).await, Chosen::Link(Look::Blocked(Lifter::Inviters)));
        assert_eq!(state(&town, &mo).await, "invited");
    }

    async fn a_number_that_was_corrected_meanwhile_is_not_proved_by_a_code_to_the_old_one(on: On) {
        let (town, mo, _) = town_with_mo(on).await;
        let challenge = challenge_for(&town, &town.link(&mo, "activate").await, OTHER).await;
        let corrected = "update authorisation set mobile = $2 where id = $1";
        town.set(corrected, mo.authorisation.as_str(), "+31687654321").await;
        assert_eq!(finishes(&town, &challenge).await, Finished::NotRight(NotRight::Over));
        assert_eq!(state(&town, &mo).await, "invited");
    }

    async fn access_that_starts_later_is_activated_now_and_entered_then(on: On) {
        let (town, mo, _) = town_with_mo(on).await;
        let start = town.now().plus(DAY);
        let mut tx = town.world.services.db.write().await.unwrap();
        let later = "update authorisation set valid_from = $2 where id = $1";
        execute!(&mut tx, later, mo.authorisation.as_str(), start.unix_ms()).unwrap();
        tx.commit().await.unwrap();
        let challenge = challenge_for(&town, &town.link(&mo, "activate").await, OTHER).await;
        let answer = finishes(&town, &challenge).await;
        let Finished::Stopped(Stopped { standing, admins, .. }) = answer else { panic!("{answer:?}") };
        assert_eq!(standing, domain::people::Standing::NotYet { from: start });
        assert_eq!(admins.iter().map(|admin| admin.name.as_str()).collect::<Vec<_>>(), ["fatima van Testdorp"]);
        let letters = town.letters_to(&mo).await;
        let welcome = Letter::Activated { organisation: "Garage Jansen".into(), from: Some(start) };
        assert!(letters.contains(&welcome), "{letters:?}");
        assert_eq!(state(&town, &mo).await, "active");
    }

    async fn a_wrong_number_told_to_one_organisation_is_told_to_the_other_as_well(on: On) {
        let (town, mo, fatima) = town_with_mo(on).await;
        let office = town.organisation("Kantoor De Boer").await;
        let karin = town.admin(&office, "karin").await;
        let there = town.also(&mo, &office, "medewerker", "invited").await;
        let services = &town.world.services;
        for (who, admin) in [(&mo, &fatima), (&there, &karin)] {
            let link = town.invitation(&who.authorisation).await;
            assert_eq!(wrong_number(services, &link).await.unwrap(), Some(Outcome::Asked));
            assert_eq!(town.names_to(admin).await, ["help_asked"]);
            let before = Outcome::AskedBefore { until: next_hour(&town) };
            assert_eq!(wrong_number(services, &link).await.unwrap(), Some(before));
        }
        assert_eq!(town.count("select count(*) from help_request where closed_at is null").await, 2);
    }

    async fn a_wrong_number_that_was_dealt_with_lies_with_no_admin_any_more(on: On) {
        let (town, mo, fatima) = town_with_mo(on).await;
        let link = town.link(&mo, "activate").await;
        let services = &town.world.services;
        wrong_number(services, &link).await.unwrap();
        town.set("update help_request set closed_at = 1, closed_by = $2 where authorisation_id = $1",
            mo.authorisation.as_str(), fatima.account.as_str()).await;
        let again = wrong_number(services, &link).await.unwrap();
        assert_eq!(again, Some(Outcome::AnsweredJustNow { until: next_hour(&town) }));
        town.later(HOUR);
        assert_eq!(wrong_number(services, &link).await.unwrap(), Some(Outcome::Asked));
        let desk = "update help_request set stage = $2, next_at = null where authorisation_id = $1 and closed_at is null";
        town.set(desk, mo.authorisation.as_str(), "desk").await;
        assert_eq!(wrong_number(services, &link).await.unwrap(), Some(Outcome::AtDesk), "it moved on");
    }

    async fn a_number_that_was_called_wrong_is_no_question_any_more_once_its_code_came_back(on: On) {
        const OPEN: &str = "select count(*) from help_request where kind = 'wrong_number' and closed_at is null";
        let (town, mo, _) = town_with_mo(on).await;
        let link = town.link(&mo, "activate").await;
        wrong_number(&town.world.services, &link).await.unwrap();
        let challenge = challenge_for(&town, &link, OTHER).await;
        assert_eq!(town.count(OPEN).await, 1);
        assert!(matches!(finishes(&town, &challenge).await, Finished::Inside(_)));
        assert_eq!(town.count(OPEN).await, 0);
    }

    async fn a_wrong_number_is_told_to_the_admins_once_an_hour(on: On) {
        let (town, mo, fatima) = town_with_mo(on).await;
        let link = town.link(&mo, "activate").await;
        let services = &town.world.services;
        assert_eq!(wrong_number(services, &link).await.unwrap(), Some(Outcome::Asked));
        let before = Outcome::AskedBefore { until: next_hour(&town) };
        assert_eq!(wrong_number(services, &link).await.unwrap(), Some(before));
        let asked = Letter::HelpAsked {
            who: "mo van Testdorp".into(),
            authorisation: mo.authorisation.as_str().into(),
            kind: HelpKind::WrongNumber,
            invited: true,
            wanted: vec![],
            after: None,
            until: Some(town.moves_on_at()),
        };
        assert_eq!(town.letters_to(&fatima).await, [asked]);
        assert_eq!(town.letters_to(&mo).await, [], "it stands on the screen");
        assert_eq!(town.count("select count(*) from help_request where kind = 'wrong_number'").await, 1);
        let empty = town.organisation("Zonder beheerder").await;
        let alone = town.invited(&empty, "alone").await;
        let link = town.link(&alone, "activate").await;
        assert_eq!(wrong_number(services, &link).await.unwrap(), Some(Outcome::AtDesk));
        assert_eq!(town.count("select count(*) from help_request where stage = 'desk'").await, 1);
    }
}
