//! Access whose first day is still to come is neither open nor over: it keeps nobody out elsewhere, and its owner is helped as
//! whoever accepted (SEC-69, SEC-70).

use std::time::Duration;

use domain::{Moment, people::Lifter, post::Letter};
use flows::{
    activation::{Finished, Look, look},
    help, login, on_each_database, reset,
    testing::On,
    testing::people::{self, NewRights, Refusal, Stop},
};

use super::{
    stuck::{accepts, but_invitations, forgets, permit, sends_again, stopped},
    town::{DEVICE, HOUR, MINUTE, OTHER, PASSWORD, Person, Town, nobody, password},
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// About as far away as a first day can be.
const MANY: u32 = 300;

/// The first day of somebody, as an admin sets it; `None` takes it away.
async fn first_day(town: &Town, admin: &Person, who: &Person, from: Option<Moment>) {
    let new = NewRights {
        rights: vec![],
        valid_from: from,
        valid_until: None,
    };
    let permit = permit(town, admin).await;
    people::change_rights(&town.world.services, &permit, &who.authorisation, &new)
        .await
        .unwrap()
        .unwrap();
}

/// Somebody accepted an invitation just now, and begins in so many days.
async fn begins_in(town: &Town, who: &Person, days: u32) {
    let first = town.now().plus(DAY * days);
    town.world.accepted_for(&who.authorisation, first).await;
}

/// Chooses a password by the link that lies in the mailbox, and gives the code that goes to the number of `at`.
pub async fn resets(town: &Town, who: &Person, at: &Person) -> reset::Finished {
    let services = &town.world.services;
    let link = town.link(who, "reset").await;
    let reset::Look::Open(page) = reset::look(services, &link).await.unwrap() else {
        panic!("closed")
    };
    let choices: Vec<_> = page.choices.iter().map(|one| &one.authorisation).collect();
    assert_eq!(choices, [&at.authorisation]);
    let chosen = reset::choose(
        services,
        &link,
        &password(OTHER),
        None,
        (nobody(), "192.0.2.0/24"),
    )
    .await;
    let reset::Chosen::CodeSent { challenge, .. } = chosen.unwrap() else {
        panic!("no code")
    };
    let code = town.code(&challenge).await;
    let device = login::DeviceCookie::default();
    let finished = reset::finish(services, &challenge, &code, &device, DEVICE).await;
    finished.unwrap()
}

on_each_database! {
    async fn sec_69_sec_70_a_first_day_far_away_keeps_nobody_out_of_another_company(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let (fatima, karin) = (town.admin(&garage, "fatima").await, town.admin(&office, "karin").await);
        let mo = town.employee(&garage, "mo").await;
        begins_in(&town, &mo, MANY).await;
        let there = town.also(&mo, &office, "medewerker", "invited").await;
        let services = &town.world.services;
        // The invitation asks for the password of before, and says from when on it does not.
        let invitation = town.invitation(&there.authorisation).await;
        let Look::Open(open) = look(services, &invitation).await.unwrap() else { panic!("closed") };
        assert!(open.has_password);
        assert_eq!(open.anew_from, Some(town.now().plus(30 * DAY)));
        // Who does not know it any more gets a code to the number proved there, and goes on with the invitation.
        let letters = but_invitations(forgets(&town, &mo).await);
        assert!(matches!(letters.as_slice(), [Letter::ResetLink { .. }]), "{letters:?}");
        assert_eq!(resets(&town, &mo, &mo).await, reset::Finished::InvitationWaits);
        assert!(matches!(accepts(&town, &invitation, OTHER).await, Finished::Inside(_)));
        // Whose telephone is gone as well begins anew when nobody was there for a month, and no press of an admin puts that off.
        let wim = town.employee(&garage, "wim").await;
        begins_in(&town, &wim, MANY).await;
        let there = town.also(&wim, &office, "medewerker", "invited").await;
        town.block(&wim, "wrong_codes").await;
        town.later(29 * DAY);
        sends_again(&town, &karin, &there.authorisation).await.unwrap();
        assert!(town.account_state(&wim).await[2].is_some(), "of somebody who was there lately");
        first_day(&town, &fatima, &wim, Some(town.now().plus(DAY * (MANY + 1)))).await;
        town.later(DAY + MINUTE);
        sends_again(&town, &karin, &there.authorisation).await.unwrap();
        assert_eq!(town.account_state(&wim).await[2], None, "nobody else could lift it");
        let invitation = town.invitation(&there.authorisation).await;
        let Look::Open(open) = look(services, &invitation).await.unwrap() else { panic!("closed") };
        assert!(!open.has_password);
        assert!(matches!(accepts(&town, &invitation, OTHER).await, Finished::Inside(_)));
    }

    async fn whoever_accepted_early_is_helped_before_the_first_day(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let (fatima, mo) = (town.admin(&garage, "fatima").await, town.employee(&garage, "mo").await);
        let monday = town.now().plus(6 * DAY);
        begins_in(&town, &mo, 6).await;
        // By the own word, and by the admin's.
        let letters = forgets(&town, &mo).await;
        assert!(matches!(letters.as_slice(), [Letter::ResetLink { .. }]), "{letters:?}");
        town.later(5 * MINUTE);
        let admin = permit(&town, &fatima).await;
        people::send_reset_link(&town.world.services, &admin, &mo.authorisation).await.unwrap().unwrap();
        let done = resets(&town, &mo, &mo).await;
        assert!(matches!(&done, reset::Finished::BeginsLater(until) if until.organisation_name == "Garage Jansen"), "{done:?}");
        assert!(town.gets_past(&mo, OTHER).await && !town.gets_past(&mo, PASSWORD).await);
        // The number that the only organisation corrected meanwhile counts as it will from the first day on. Who was somewhere else
        // as well proves nothing with it: the letter says when access begins, and not that it is over.
        let other = "update authorisation set mobile_changed_at = 9999999999999, mobile_changed_by = $2 where id = $1";
        town.set(other, mo.authorisation.as_str(), fatima.account.as_str()).await;
        town.later(HOUR);
        let letters = forgets(&town, &mo).await;
        assert!(matches!(letters.as_slice(), [Letter::ResetLink { .. }]), "{letters:?}");
        town.later(5 * MINUTE);
        people::send_reset_link(&town.world.services, &permit(&town, &fatima).await, &mo.authorisation).await.unwrap().unwrap();
        let link = town.link(&mo, "reset").await;
        let reset::Look::Open(page) = reset::look(&town.world.services, &link).await.unwrap() else { panic!("closed") };
        let choices: Vec<_> = page.choices.iter().map(|one| &one.authorisation).collect();
        assert_eq!(choices, [&mo.authorisation], "as the admin was told");
        let office = town.organisation("Kantoor De Boer").await;
        let elsewhere = town.also(&mo, &office, "medewerker", "stopped").await;
        stopped(&town, &elsewhere, 31 * DAY).await;
        town.later(HOUR);
        let letters = forgets(&town, &mo).await;
        assert!(matches!(letters.as_slice(), [Letter::ResetLink { .. }]), "nobody brings that back: {letters:?}");
        let link = town.link(&mo, "reset").await;
        let reset::Look::Open(page) = reset::look(&town.world.services, &link).await.unwrap() else { panic!("closed") };
        assert_eq!(page.choices.len(), 1, "the number that the garage corrected");
        stopped(&town, &elsewhere, 12 * DAY).await;
        town.later(HOUR);
        let letters = forgets(&town, &mo).await;
        let [Letter::ResetCannotHelp { blocked: None, begins, admins }] = letters.as_slice() else { panic!("{letters:?}") };
        assert_eq!((*begins, admins.len()), (Some(monday), 1));
        town.later(6 * DAY);
        let letters = forgets(&town, &mo).await;
        assert!(matches!(letters.as_slice(), [Letter::ResetLink { .. }]), "{letters:?}");
    }

    async fn sec_69_an_invitation_takes_no_account_over_from_whoever_accepted_and_begins_later(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let (fatima, karin) = (town.admin(&garage, "fatima").await, town.admin(&office, "karin").await);
        let mo = town.employee(&garage, "mo").await;
        begins_in(&town, &mo, 20).await;
        let there = town.also(&mo, &office, "medewerker", "invited").await;
        town.block(&mo, "frozen_by_owner").await;
        town.later(MINUTE);
        sends_again(&town, &karin, &there.authorisation).await.unwrap();
        assert_eq!(town.account_state(&mo).await[2].as_deref(), Some("frozen_by_owner"), "nobody's invitation lifts it");
        // On the first day it is as of whoever works there.
        town.later(20 * DAY);
        sends_again(&town, &karin, &there.authorisation).await.unwrap();
        assert_eq!(town.account_state(&mo).await[2].as_deref(), Some("frozen_by_owner"));
        help::ask(&town.world.services, &super::town::stranger(&mo.email, "192.0.2.0/24"), domain::post::HelpKind::CannotLogIn).await.unwrap();
        town.answer_questions().await;
        assert!(town.names_to(&fatima).await.contains(&"help_asked"));
    }

    async fn sec_69_a_block_that_its_owner_wished_outlasts_an_invitation_while_a_first_day_is_to_come(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let karin = town.admin(&office, "karin").await;
        for (reason, stays) in [("frozen_by_owner", true), ("by_desk", true), ("wrong_codes", false)] {
            let nina = town.employee(&garage, reason).await;
            begins_in(&town, &nina, 60).await;
            town.later(40 * DAY);
            town.block(&nina, reason).await;
            let there = town.also(&nina, &office, "medewerker", "invited").await;
            sends_again(&town, &karin, &there.authorisation).await.unwrap();
            let blocked = town.account_state(&nina).await[2].clone();
            assert_eq!(blocked.as_deref(), stays.then_some(reason), "{reason}");
            let invitation = town.invitation(&there.authorisation).await;
            let seen = look(&town.world.services, &invitation).await.unwrap();
            assert_eq!(matches!(seen, Look::Blocked(Lifter::WhereItBegins)), stays, "{reason}: {seen:?}");
        }
    }

    async fn sec_69_a_post_that_has_not_begun_guards_no_account_elsewhere(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let (fatima, karin) = (town.admin(&garage, "fatima").await, town.admin(&office, "karin").await);
        let services = &town.world.services;
        for role in ["medewerker", "beheerder"] {
            let jan = town.employee(&office, role).await;
            let there = town.also(&jan, &garage, role, "active").await;
            begins_in(&town, &there, MANY).await;
            // Whoever looked after others until lately is another matter.
            town.later(73 * HOUR);
            town.block(&jan, "wrong_codes").await;
            let by_karin = permit(&town, &karin).await;
            people::unblock(services, &by_karin, &jan.authorisation).await.unwrap().unwrap();
            people::send_reset_link(services, &by_karin, &jan.authorisation).await.unwrap().unwrap();
            // Access that begins because that day is moved begins as any: its company has only just given it.
            town.later(MINUTE);
            first_day(&town, &fatima, &there, None).await;
            let given = town.count("select max(given_at) from authorisation").await;
            assert_eq!(given, town.now().unix_ms(), "{role}");
        }
    }

    async fn sec_69_sec_70_giving_access_back_to_nobody_begins_no_new_time(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let (fatima, services) = (town.admin(&garage, "fatima").await, &town.world.services);
        for (way, name) in [("restored", "mo"), ("an end date that is moved", "wim")] {
            let mo = town.employee(&garage, name).await;
            town.world.accepted_for(&mo.authorisation, town.now()).await;
            let begins = town.now();
            let there = town.also(&mo, &office, "medewerker", "invited").await;
            let until = |at| NewRights { rights: vec![], valid_from: Some(begins), valid_until: Some(at) };
            let lets_go = async || {
                let admin = permit(&town, &fatima).await;
                if way == "restored" {
                    people::stop_access(services, &admin, &mo.authorisation, Stop::Now).await.unwrap().unwrap();
                } else {
                    people::change_rights(services, &admin, &mo.authorisation, &until(town.now().plus(MINUTE))).await.unwrap().unwrap();
                    town.later(MINUTE);
                }
            };
            lets_go().await;
            let invitation = town.invitation(&there.authorisation).await;
            let anew_from = async || {
                let Look::Open(open) = look(services, &invitation).await.unwrap() else { panic!("closed") };
                assert!(open.has_password);
                open.anew_from.unwrap()
            };
            let first = anew_from().await;
            for _ in 0..2 {
                town.later(2 * DAY);
                let admin = permit(&town, &fatima).await;
                if way == "restored" {
                    people::restore_access(services, &admin, &mo.authorisation).await.unwrap().unwrap();
                }
                lets_go().await;
                assert_eq!(anew_from().await, first, "{way}");
            }
            // Nor is it given back for longer by that; but whoever comes in meanwhile begins a new time.
            town.world.clock.forward(first.since(begins));
            let admin = permit(&town, &fatima).await;
            let late = people::restore_access(services, &admin, &mo.authorisation).await.unwrap();
            assert_eq!(late.err(), Some(Refusal::TooLateToRestore), "{way}");
        }
    }
}
