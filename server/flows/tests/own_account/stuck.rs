//! Whoever is stuck with an invitation: somebody who really can lets them go on, and nobody else's account is touched by it.

use domain::people::{Lifter, PasswordState};
use domain::{
    AuthorisationId, Moment,
    post::{HelpKind, Letter},
};
use flows::{
    Permit,
    activation::{Chosen, Finished, Look, choose, finish, look},
    caller::right::ChangeStaff,
    execute, help,
    login::{DeviceCookie, NotRight},
    on_each_database,
    operator::{self, Unblocked},
    reset,
    secrets::LinkSecret,
    testing::On,
    testing::people::{self, NewRights, Refusal},
};

use super::account::logs_in;
use super::begins::resets;
use super::town::{
    DEVICE, HOUR, MINUTE, OTHER, PASSWORD, Person, Town, nobody, other_than, password, stranger,
};

const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);

pub async fn permit(town: &Town, admin: &Person) -> Permit<ChangeStaff> {
    let caller = town
        .world
        .inside(&admin.account, &admin.authorisation)
        .await;
    let services = &town.world.services;
    caller
        .may_change_staff(&services.policy, services.now())
        .unwrap()
}

pub async fn sends_again(
    town: &Town,
    admin: &Person,
    whom: &AuthorisationId,
) -> Result<Moment, Refusal> {
    let permit = permit(town, admin).await;
    people::resend_invitation(&town.world.services, &permit, whom)
        .await
        .unwrap()
}

async fn chooses(town: &Town, link: &LinkSecret, text: &str) -> Chosen {
    let (services, device) = (&town.world.services, DeviceCookie::default());
    choose(services, link, &password(text), &device, "192.0.2.0/24")
        .await
        .unwrap()
}

pub async fn accepts(town: &Town, link: &LinkSecret, text: &str) -> Finished {
    let chosen = chooses(town, link, text).await;
    let Chosen::CodeSent { challenge, .. } = chosen else {
        panic!("{chosen:?}")
    };
    let code = town.code(&challenge).await;
    let device = DeviceCookie::default();
    finish(&town.world.services, &challenge, &code, &device, DEVICE)
        .await
        .unwrap()
}

async fn guesses(town: &Town, link: &LinkSecret, text: &str) {
    let chosen = chooses(town, link, text).await;
    let Chosen::CodeSent { challenge, .. } = chosen else {
        panic!("{chosen:?}")
    };
    let wrong = other_than(&town.code(&challenge).await);
    let device = DeviceCookie::default();
    for _ in 0..5 {
        finish(&town.world.services, &challenge, &wrong, &device, DEVICE)
            .await
            .unwrap();
    }
}

/// Access that was stopped so long ago.
pub async fn stopped(town: &Town, who: &Person, ago: std::time::Duration) {
    let mut tx = town.world.services.db.write().await.unwrap();
    let at = town.now().minus(ago).unix_ms();
    let stop = "update authorisation set state = 'stopped', activated_at = 1, stopped_at = $2, as_of = $2 where id = $1";
    execute!(&mut tx, stop, who.authorisation.as_str(), at).unwrap();
    tx.commit().await.unwrap();
}

async fn blocked(town: &Town, who: &Person) -> Option<String> {
    town.account_state(who).await[2].clone()
}

pub async fn forgets(town: &Town, who: &Person) -> Vec<Letter> {
    town.empty_mailboxes().await;
    reset::ask(&town.world.services, &stranger(&who.email, "192.0.2.0/24"))
        .await
        .unwrap();
    town.answer_questions().await;
    town.letters_to(who).await
}

/// What helps with the password: an invitation that waits is sent once more beside it, whatever that is.
pub fn but_invitations(mut letters: Vec<Letter>) -> Vec<Letter> {
    letters.retain(|letter| !matches!(letter, Letter::Invitation { .. }));
    letters
}

on_each_database! {
    async fn sec_04_whoever_invited_sees_the_same_of_what_is_asked_whatever_the_address_opens_elsewhere(on: On) {
        let seen = async |elsewhere: bool, out: Option<&str>| {
            let town = Town::new(on).await;
            let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
            town.admin(&garage, "fatima").await;
            town.admin(&office, "karin").await;
            let mo = if elsewhere {
                let mo = town.employee(&office, "mo").await;
                town.also(&mo, &garage, "medewerker", "invited").await;
                mo
            } else {
                town.invited(&garage, "mo").await
            };
            match out {
                Some("disabled") => town.set("update account set password_state = $2 where id = $1", mo.account.as_str(), "disabled").await,
                Some(reason) => town.block(&mo, reason).await,
                None => {}
            }
            forgets(&town, &mo).await;
            help::ask(&town.world.services, &stranger(&mo.email, "192.0.2.0/24"), HelpKind::CannotLogIn).await.unwrap();
            town.answer_questions().await;
            if elsewhere && out.is_none() {
                logs_in(&town, &mo).await;
            }
            let letters = town.count("select count(*) from outbox where letter not like 'asked%' and letter <> 'invitation' and authorisation_id in (select id from authorisation where state = 'invited') and account_id in (select account_id from authorisation where state = 'invited')").await;
            assert_eq!(letters, 0, "{elsewhere} {out:?}");
            [
                town.count("select count(*) from help_request where closed_at is null and organisation_id in (select id from organisation where name = 'Garage Jansen')").await,
                town.count("select count(*) from audit where event = 'invitation_sent_again' and organisation_id in (select id from organisation where name = 'Garage Jansen')").await,
                town.count("select count(*) from link where purpose = 'activate'").await,
            ]
        };
        for out in [None, Some("disabled"), Some("wrong_codes"), Some("frozen_by_owner"), Some("password_on_known_device")] {
            for elsewhere in [true, false] {
                // Whoever never chose a password has none that is disabled.
                if elsewhere || out != Some("disabled") {
                    assert_eq!(seen(elsewhere, out).await, [1, 1, 2], "{elsewhere} {out:?}");
                }
            }
        }
    }

    async fn what_an_invited_person_asked_ends_with_the_invitation_accepted_or_withdrawn(on: On) {
        const OPEN: &str = "select count(*) from help_request where closed_at is null";
        for begins in [None, Some(3 * DAY)] {
            let town = Town::new(on).await;
            let garage = town.organisation("Garage Jansen").await;
            let fatima = town.admin(&garage, "fatima").await;
            let asks = async |who: &Person| {
                help::ask(&town.world.services, &stranger(&who.email, "192.0.2.0/24"), HelpKind::CannotLogIn).await.unwrap();
                town.answer_questions().await;
                assert_eq!(town.count(OPEN).await, 1);
            };
            let mo = town.invited(&garage, "mo").await;
            if let Some(from) = begins {
                let mut tx = town.world.services.db.write().await.unwrap();
                let from = town.now().plus(from).unix_ms();
                execute!(&mut tx, "update authorisation set valid_from = $2 where id = $1", mo.authorisation.as_str(), from).unwrap();
                tx.commit().await.unwrap();
            }
            asks(&mo).await;
            accepts(&town, &town.link(&mo, "activate").await, OTHER).await;
            assert_eq!(town.count(OPEN).await, 0);
            let noor = town.invited(&garage, "noor").await;
            asks(&noor).await;
            let allowed = permit(&town, &fatima).await;
            people::withdraw_invitation(&town.world.services, &allowed, &noor.authorisation).await.unwrap().unwrap();
            assert_eq!(town.count(OPEN).await, 0);
        }
    }

    async fn sec_29_wrong_codes_before_the_first_day_end_with_the_invitation_sent_again(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let fatima = town.admin(&garage, "fatima").await;
        let mo = town.invited(&garage, "mo").await;
        let link = town.link(&mo, "activate").await;
        guesses(&town, &link, OTHER).await;
        assert_eq!(look(&town.world.services, &link).await.unwrap(), Look::Blocked(Lifter::Inviters), "said at once, and not after a password");
        let told = town.letters_to(&mo).await;
        let named = told.iter().find_map(|letter| match letter {
            Letter::InvitationBlocked { admins, .. } => Some(admins.iter().map(|admin| admin.name.clone()).collect::<Vec<_>>()),
            _ => None,
        });
        assert_eq!(named.unwrap(), ["fatima van Testdorp"], "who can really help");
        let letters = but_invitations(forgets(&town, &mo).await);
        assert!(matches!(letters.as_slice(), [Letter::InvitationBlocked { .. }]), "{letters:?}");
        town.later(MINUTE);
        sends_again(&town, &fatima, &mo.authorisation).await.unwrap();
        assert_eq!(blocked(&town, &mo).await, None);
        let link = town.link(&mo, "activate").await;
        assert!(matches!(accepts(&town, &link, OTHER).await, Finished::Inside(_)));
    }

    async fn sec_29_wrong_codes_of_whose_access_could_come_back_are_for_the_desk_and_every_letter_and_page_says_so(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let fatima = town.admin(&garage, "fatima").await;
        town.admin(&office, "karin").await;
        let wim = town.employee(&office, "wim").await;
        stopped(&town, &wim, 12 * DAY).await;
        let there = town.also(&wim, &garage, "medewerker", "invited").await;
        let link = town.invitation(&there.authorisation).await;
        guesses(&town, &link, PASSWORD).await;
        assert_eq!(blocked(&town, &wim).await.as_deref(), Some("wrong_codes"));
        let told = town.letters_to(&wim).await;
        assert!(told.iter().any(|letter| matches!(letter, Letter::Blocked { admins, .. } if admins.is_empty())), "{told:?}");
        assert_eq!(look(&town.world.services, &link).await.unwrap(), Look::Blocked(Lifter::Desk));
        assert_eq!(chooses(&town, &link, PASSWORD).await, Chosen::Link(Look::Blocked(Lifter::Desk)), "and no guess at the password");
        let third = town.organisation("Elders").await;
        let also = town.also(&wim, &third, "medewerker", "invited").await;
        let other = town.invitation(&also.authorisation).await;
        assert_eq!(look(&town.world.services, &other).await.unwrap(), Look::Blocked(Lifter::Desk), "whichever invitation it is");
        help::ask(&town.world.services, &stranger(&wim.email, "192.0.2.0/24"), HelpKind::CannotLogIn).await.unwrap();
        let letters = but_invitations(forgets(&town, &wim).await);
        assert!(matches!(letters.as_slice(), [Letter::ResetCannotHelp { admins, .. }] if admins.is_empty()), "{letters:?}");
        town.later(MINUTE);
        sends_again(&town, &fatima, &there.authorisation).await.unwrap();
        assert_eq!(blocked(&town, &wim).await.as_deref(), Some("wrong_codes"));
        // Once nobody brings that access back, whoever invites lifts it, as for who begins anew.
        town.later(18 * DAY);
        sends_again(&town, &fatima, &there.authorisation).await.unwrap();
        assert_eq!(blocked(&town, &wim).await, None);
    }

    async fn an_invitation_anew_also_of_another_company_lets_go_on_who_was_never_in_or_froze_it(on: On) {
        for reason in ["wrong_codes", "frozen_by_owner", "by_desk"] {
            let town = Town::new(on).await;
            let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
            let (fatima, karin) = (town.admin(&garage, "fatima").await, town.admin(&office, "karin").await);
            let mo = town.invited(&garage, "mo").await;
            let there = town.also(&mo, &office, "medewerker", "invited").await;
            town.block(&mo, reason).await;
            let allowed = permit(&town, &fatima).await;
            people::withdraw_invitation(&town.world.services, &allowed, &mo.authorisation).await.unwrap().unwrap();
            assert_eq!(blocked(&town, &mo).await.as_deref(), Some(reason));
            town.later(MINUTE);
            sends_again(&town, &karin, &there.authorisation).await.unwrap();
            assert_eq!(blocked(&town, &mo).await, None, "{reason}");
        }
    }

    async fn sec_69_a_password_that_a_lift_left_in_use_opens_no_access_that_comes_back(on: On) {
        for way in ["restored", "dates", "chosen anew", "never frozen"] {
            let town = Town::new(on).await;
            let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
            let karin = town.admin(&office, "karin").await;
            let wim = town.employee(&office, "wim").await;
            stopped(&town, &wim, 12 * DAY).await;
            if way == "dates" {
                let ended = "update authorisation set state = 'active', valid_until = stopped_at, stopped_at = null, as_of = stopped_at where id = $1 and state = $2";
                town.set(ended, wim.authorisation.as_str(), "stopped").await;
            }
            town.also(&wim, &garage, "medewerker", "invited").await;
            town.block(&wim, if way == "never frozen" { "wrong_codes" } else { "frozen_by_owner" }).await;
            let services = &town.world.services;
            assert!(matches!(operator::unblock(services, &wim.email, "Wij").await.unwrap(), Unblocked::Lifted { password: PasswordState::Set }), "{way}");
            if way == "chosen anew" {
                forgets(&town, &wim).await;
                assert_eq!(resets(&town, &wim, &wim).await, reset::Finished::InvitationWaits);
            }
            let permit = permit(&town, &karin).await;
            let renew = if way == "dates" {
                let longer = NewRights { rights: vec![], valid_from: None, valid_until: Some(town.now().plus(DAY)) };
                people::change_rights(services, &permit, &wim.authorisation, &longer).await.unwrap().unwrap().renew
            } else {
                people::restore_access(services, &permit, &wim.authorisation).await.unwrap().unwrap().renew
            };
            let stays = match way {
                "restored" | "dates" => None,
                "chosen anew" => Some(OTHER),
                _ => Some(PASSWORD),
            };
            assert_eq!(renew, stays.is_none(), "{way}");
            assert_eq!(town.account_state(&wim).await[1].as_deref(), Some(if stays.is_some() { "set" } else { "renew" }), "{way}");
            let told = town.letters_to(&wim).await;
            let let_in = told.iter().any(|letter| matches!(letter, Letter::AccessRestored { .. }));
            assert_eq!(let_in, stays.is_some(), "{way}: nobody is told to be able to log in who is not");
            for text in [PASSWORD, OTHER] {
                assert_eq!(town.gets_past(&wim, text).await, stays == Some(text), "{way}: {text}");
            }
        }
    }

    async fn sec_69_an_invitation_lifts_no_block_of_who_works_elsewhere_or_could_again(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let fatima = town.admin(&garage, "fatima").await;
        for (number, (reason, left)) in [("wrong_codes", false), ("frozen_by_owner", false), ("wrong_codes", true), ("by_desk", true)].into_iter().enumerate() {
            let who = town.employee(&office, &format!("jan{number}")).await;
            if left {
                stopped(&town, &who, 29 * DAY).await;
            }
            let there = town.also(&who, &garage, "medewerker", "invited").await;
            town.block(&who, reason).await;
            town.later(MINUTE);
            sends_again(&town, &fatima, &there.authorisation).await.unwrap();
            assert_eq!(blocked(&town, &who).await.as_deref(), Some(reason));
        }
    }

    async fn whose_access_is_long_over_everywhere_begins_anew_with_a_new_password(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let fatima = town.admin(&garage, "fatima").await;
        let wim = town.employee(&office, "wim").await;
        stopped(&town, &wim, 31 * DAY).await;
        town.block(&wim, "frozen_by_owner").await;
        let there = town.also(&wim, &garage, "medewerker", "invited").await;
        town.later(MINUTE);
        sends_again(&town, &fatima, &there.authorisation).await.unwrap();
        let link = town.link(&wim, "activate").await;
        let Look::Open(open) = look(&town.world.services, &link).await.unwrap() else { panic!("closed") };
        assert!(!open.has_password, "nobody asks for a password that opens nothing");
        let Finished::Inside(inside) = accepts(&town, &link, OTHER).await else { panic!("not inside") };
        assert_eq!(inside.authorisation, there.authorisation);
        assert!(town.gets_past(&wim, OTHER).await && !town.gets_past(&wim, PASSWORD).await);
        let (letters, until) = (forgets(&town, &wim).await, town.now().plus(DAY));
        assert_eq!(letters, [Letter::ResetOff { until }], "as for whoever works elsewhere, too");
        town.later(DAY);
        let letters = forgets(&town, &wim).await;
        assert!(matches!(letters.as_slice(), [Letter::ResetLink { .. }]), "{letters:?}");
    }

    async fn sec_69_who_was_restored_meanwhile_keeps_the_password(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let wim = town.employee(&office, "wim").await;
        stopped(&town, &wim, 31 * DAY).await;
        town.also(&wim, &garage, "medewerker", "invited").await;
        let link = town.link(&wim, "activate").await;
        let Chosen::CodeSent { challenge, .. } = chooses(&town, &link, OTHER).await else { panic!("no code") };
        town.set("update authorisation set state = $2, stopped_at = null where id = $1", wim.authorisation.as_str(), "active").await;
        let code = town.code(&challenge).await;
        let device = DeviceCookie::default();
        let answer = finish(&town.world.services, &challenge, &code, &device, DEVICE).await.unwrap();
        assert_eq!(answer, Finished::NotRight(NotRight::Over));
        assert!(town.gets_past(&wim, PASSWORD).await);
    }

    async fn sec_69_whose_access_could_come_back_resets_by_the_number_of_before_and_not_by_that_of_whoever_invites(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let (left, withdrawn) = (town.employee(&office, "wim").await, town.organisation("Elders").await);
        stopped(&town, &left, 12 * DAY).await;
        let nothing = town.also(&left, &withdrawn, "medewerker", "stopped").await;
        town.set("update authorisation set state = $2, stopped_at = 1 where id = $1", nothing.authorisation.as_str(), "stopped").await;
        let there = town.also(&left, &garage, "medewerker", "invited").await;
        let services = &town.world.services;
        let invitation = town.invitation(&there.authorisation).await;
        let Look::Open(open) = look(services, &invitation).await.unwrap() else { panic!("closed") };
        assert!(open.has_password);
        assert_eq!(open.anew_from, Some(town.now().plus(18 * DAY)));
        let letters = but_invitations(forgets(&town, &left).await);
        assert!(matches!(letters.as_slice(), [Letter::ResetLink { .. }]), "{letters:?}");
        let link = town.link(&left, "reset").await;
        let reset::Look::Open(page) = reset::look(services, &link).await.unwrap() else { panic!("closed") };
        assert_eq!(page.choices.iter().map(|choice| &choice.authorisation).collect::<Vec<_>>(), [&left.authorisation]);
        let chosen = reset::choose(services, &link, &password(OTHER), None, (nobody(), "192.0.2.0/24")).await.unwrap();
        let reset::Chosen::CodeSent { challenge, .. } = chosen else { panic!("{chosen:?}") };
        let code = town.code(&challenge).await;
        let device = DeviceCookie::default();
        let answer = reset::finish(services, &challenge, &code, &device, DEVICE).await.unwrap();
        assert_eq!(answer, reset::Finished::InvitationWaits);
        assert!(matches!(accepts(&town, &invitation, OTHER).await, Finished::Inside(_)));
        assert!(town.gets_past(&left, OTHER).await);
    }

    async fn sec_69_a_number_that_an_admin_wrote_down_before_the_end_opens_no_reset(on: On) {
        let town = Town::new(on).await;
        let (garage, office) = (town.organisation("Garage Jansen").await, town.organisation("Kantoor De Boer").await);
        let (karin, wim) = (town.admin(&office, "karin").await, town.employee(&office, "wim").await);
        let other = "update authorisation set mobile_changed_at = 5, mobile_changed_by = $2 where id = $1";
        town.set(other, wim.authorisation.as_str(), karin.account.as_str()).await;
        stopped(&town, &wim, 12 * DAY).await;
        town.also(&wim, &garage, "medewerker", "invited").await;
        let letters = but_invitations(forgets(&town, &wim).await);
        let [Letter::ResetCannotHelp { blocked: None, admins, begins: None }] = letters.as_slice() else { panic!("{letters:?}") };
        assert_eq!(admins.iter().map(|admin| admin.name.as_str()).collect::<Vec<_>>(), ["karin van Testdorp"], "who can restore it");
    }

    async fn who_asks_for_help_with_an_invitation_is_helped_by_whoever_invited(on: On) {
        let town = Town::new(on).await;
        let garage = town.organisation("Garage Jansen").await;
        let fatima = town.admin(&garage, "fatima").await;
        let mo = town.invited(&garage, "mo").await;
        let asks = async || {
            help::ask(&town.world.services, &stranger(&mo.email, "192.0.2.0/24"), HelpKind::CannotLogIn).await.unwrap();
            town.answer_questions().await;
        };
        asks().await;
        assert_eq!(town.names_to(&fatima).await, ["help_asked"]);
        let open = "select count(*) from help_request where closed_at is null";
        assert_eq!(town.count(open).await, 1);
        town.later(MINUTE);
        sends_again(&town, &fatima, &mo.authorisation).await.unwrap();
        assert_eq!(town.count(open).await, 0, "the invitation is the answer");
        let allowed = permit(&town, &fatima).await;
        people::withdraw_invitation(&town.world.services, &allowed, &mo.authorisation).await.unwrap().unwrap();
        town.later(HOUR);
        asks().await;
        assert_eq!(town.count(open).await, 0, "withdrawn, and nobody's task");
    }
}
