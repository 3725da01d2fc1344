//! What came of an admin's account while somebody else was in it ends once its owner has it blocked, by whatever way round it was done.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, EmailAddress,
    people::{BlockReason, Role, StandIn},
};
use flows::{
    freeze, links, login, on_each_database, operator,
    testing::people::{self, Invite, NewRights, Stop},
    testing::{On, Seed},
};

use super::office::{DAY, Office, fortnight, somebody};

const HOUR: Duration = Duration::from_secs(60 * 60);

type Somebody = (AccountId, AuthorisationId);

/// Karin's office with three more who work there, of whom a thief at Karin's screen makes admins.
struct Thieves {
    office: Office,
    els: Somebody,
    amir: Somebody,
    wendy: Somebody,
}

impl Thieves {
    async fn new(on: On) -> Self {
        let office = Office::new(on).await;
        let els = office.second_admin().await;
        let hire = async |given, email| {
            let seed = Seed::new(given, "", "Dief", email);
            office.world.person(&office.id, seed).await
        };
        let amir = hire("Amir", "amir@elders.example").await;
        let wendy = hire("Wendy", "wendy@elders.example").await;
        Self {
            office,
            els,
            amir,
            wendy,
        }
    }

    async fn makes(&self, by: &Somebody, whom: &Somebody) {
        let permit = self.office.permit_of(by).await;
        let services = &self.office.world.services;
        people::make_admin(services, &permit, &whom.1)
            .await
            .unwrap()
            .unwrap();
    }

    async fn takes(&self, by: &Somebody, whom: &Somebody) {
        let permit = self.office.permit_of(by).await;
        let services = &self.office.world.services;
        people::remove_admin(services, &permit, &whom.1)
            .await
            .unwrap()
            .unwrap();
    }

    async fn puts_out_and_lets_in(&self, by: &Somebody, whom: &Somebody) {
        let permit = self.office.permit_of(by).await;
        let services = &self.office.world.services;
        people::stop_access(services, &permit, &whom.1, Stop::Now)
            .await
            .unwrap()
            .unwrap();
        people::restore_access(services, &permit, &whom.1)
            .await
            .unwrap()
            .unwrap();
    }

    async fn freezes(&self, who: &Somebody) {
        self.office.block(who, BlockReason::FrozenByOwner).await;
        people::undo_admins(&self.office.world.services)
            .await
            .unwrap();
    }

    /// "Was it not you?" in a warning mail, also on top of another block.
    async fn freezes_by_mail(&self, who: &Somebody) {
        let services = &self.office.world.services;
        let now = services.now();
        let mut tx = services.db.write().await.unwrap();
        let (purpose, until) = (links::Purpose::Freeze, now.plus(HOUR));
        let link = links::make(&mut tx, services, now, purpose, &who.0, Some(&who.1), until);
        let link = link.await.unwrap();
        let secret = links::add_secret(&mut tx, services, &link).await.unwrap();
        tx.commit().await.unwrap();
        let frozen = freeze::freeze(services, &secret).await.unwrap();
        assert_eq!(frozen, freeze::Outcome::Frozen);
    }

    async fn is_admin(&self, who: &Somebody) -> bool {
        let role = "select role from authorisation where id = $1";
        self.office.text(role, who.1.as_str()).await.unwrap() == "beheerder"
    }
}

on_each_database! {
    async fn sec_67_no_way_round_keeps_an_admin_whom_a_thief_made(on: On) {
        for way in ["lays it down", "each other", "puts out and lets in", "a third", "dates", "freezes himself", "stopped by els", "karin too"] {
            let thieves = Thieves::new(on).await;
            let (karin, services) = (&thieves.office.karin, &thieves.office.world.services);
            let (amir, wendy) = (&thieves.amir, &thieves.wendy);
            if way == "dates" {
                // Wendy was admin until her last day, a while ago.
                thieves.makes(&thieves.els, wendy).await;
                let ended = "update authorisation set valid_until = created_at + 1, activated_at = created_at, as_of = created_at + 1 where id = $1";
                thieves.office.run(ended, &[wendy.1.as_str()]).await;
                thieves.office.world.clock.forward(4 * DAY);
                let permit = thieves.office.permit_of(karin).await;
                let lasts = NewRights { rights: vec![], valid_from: None, valid_until: None };
                people::change_rights(services, &permit, &wendy.1, &lasts).await.unwrap().unwrap();
                thieves.freezes(karin).await;
                assert!(!thieves.is_admin(wendy).await, "{way}");
                continue;
            }
            thieves.makes(karin, amir).await;
            thieves.makes(amir, wendy).await;
            match way {
                "lays it down" => thieves.takes(amir, amir).await,
                "each other" => {
                    thieves.takes(wendy, amir).await;
                    thieves.makes(wendy, amir).await;
                    thieves.takes(amir, wendy).await;
                    thieves.makes(amir, wendy).await;
                }
                "puts out and lets in" => {
                    thieves.puts_out_and_lets_in(wendy, amir).await;
                    thieves.puts_out_and_lets_in(amir, wendy).await;
                }
                "a third" => {
                    thieves.takes(wendy, amir).await;
                    thieves.makes(wendy, &thieves.office.jan).await;
                    thieves.takes(wendy, wendy).await;
                }
                "freezes himself" => thieves.freezes(amir).await,
                "stopped by els" => {
                    let permit = thieves.office.permit_of(&thieves.els).await;
                    people::stop_access(services, &permit, &amir.1, Stop::Now).await.unwrap().unwrap();
                }
                _ => {
                    thieves.takes(amir, karin).await;
                    thieves.makes(wendy, karin).await;
                }
            }
            thieves.freezes(karin).await;
            for who in [amir, wendy, &thieves.office.jan] {
                assert!(!thieves.is_admin(who).await, "{way}: {who:?}");
            }
            assert!(thieves.is_admin(&thieves.els).await, "{way}");
            if way == "stopped by els" {
                let told = thieves.office.letters(&amir.0).await;
                assert!(!told.contains(&"admin_undone".to_owned()), "nobody is told to be in who is not: {told:?}");
            }
            assert!(thieves.is_admin(karin).await, "{way}: whoever was blocked keeps what she has");
            let told = thieves.office.letters(&thieves.els.0).await;
            assert!(told.contains(&"admin_undone".to_owned()), "{way}: {told:?}");
        }
    }

    async fn sec_67_shutting_an_owner_out_first_takes_nothing_out_of_the_three_days(on: On) {
        for (way, stays) in [("at once", false), ("after days", true), ("lifted meanwhile", true)] {
            let thieves = Thieves::new(on).await;
            let (karin, world) = (&thieves.office.karin, &thieves.office.world);
            thieves.makes(karin, &thieves.amir).await;
            world.clock.forward(if way == "after days" { 4 * DAY } else { HOUR });
            let mut tx = world.services.db.write().await.unwrap();
            login::block(&mut tx, &world.services, world.services.now(), &karin.0, BlockReason::WrongCodes).await.unwrap();
            tx.commit().await.unwrap();
            if way == "lifted meanwhile" {
                let email = EmailAddress::parse("karin@kantoor-deboer.example").unwrap();
                operator::unblock(&world.services, &email, "Voorbeeld Verzekeringen").await.unwrap();
            }
            world.clock.forward(4 * DAY);
            thieves.freezes_by_mail(karin).await;
            assert_eq!(thieves.is_admin(&thieves.amir).await, stays, "{way}");
        }
    }

    async fn sec_67_what_an_admin_whom_a_thief_made_planned_ends_as_well(on: On) {
        for first in ["", "lays it down"] {
            let thieves = Thieves::new(on).await;
            let (karin, services) = (&thieves.office.karin, &thieves.office.world.services);
            thieves.makes(karin, &thieves.amir).await;
            let permit = thieves.office.permit_of(&thieves.amir).await;
            let planned = Stop::On(services.now().plus(2 * DAY));
            people::stop_access(services, &permit, &thieves.els.1, planned).await.unwrap().unwrap();
            let period: StandIn = fortnight(services.now());
            people::appoint_stand_in(services, &permit, &thieves.office.jan.1, period).await.unwrap().unwrap();
            if !first.is_empty() {
                thieves.takes(&thieves.amir, &thieves.amir).await;
            }
            assert_eq!(people::end_abandoned_stops(services).await.unwrap(), 0);
            assert_eq!(people::end_abandoned_stand_ins(services).await.unwrap(), 0, "one that has begun goes on");
            thieves.freezes(karin).await;
            assert_eq!(people::end_abandoned_stops(services).await.unwrap(), 1, "{first}");
            assert_eq!(people::end_abandoned_stand_ins(services).await.unwrap(), 1, "{first}");
            thieves.office.world.clock.forward(3 * DAY);
            assert!(thieves.office.world.caller(&thieves.els.0, &thieves.els.1).await.is_some(), "{first}");
        }
    }

    async fn sec_67_whom_somebody_else_made_admin_since_stays_one_and_so_does_whom_that_one_made(on: On) {
        let thieves = Thieves::new(on).await;
        let (karin, els, amir, wendy) = (&thieves.office.karin, &thieves.els, &thieves.amir, &thieves.wendy);
        thieves.makes(karin, amir).await;
        thieves.office.world.clock.forward(DAY);
        thieves.takes(els, amir).await;
        thieves.office.world.clock.forward(HOUR);
        thieves.makes(els, amir).await;
        thieves.office.world.clock.forward(DAY);
        thieves.makes(amir, wendy).await;
        thieves.freezes(karin).await;
        assert!(thieves.is_admin(amir).await && thieves.is_admin(wendy).await);
        // Long before is not soon before.
        thieves.office.world.clock.forward(3 * DAY);
        thieves.freezes(els).await;
        assert!(thieves.is_admin(amir).await, "three days");
    }

    async fn sec_67_whoever_was_chosen_and_has_not_begun_when_the_account_is_blocked_does_not_begin(on: On) {
        let thieves = Thieves::new(on).await;
        let karin = &thieves.office.karin;
        thieves.makes(karin, &thieves.amir).await;
        thieves.makes(&thieves.els, &thieves.wendy).await;
        let later = "update authorisation set valid_from = created_at + 2592000000 where id = $1";
        for who in [&thieves.amir, &thieves.wendy] {
            thieves.office.run(later, &[who.1.as_str()]).await;
        }
        thieves.office.world.clock.forward(20 * DAY);
        people::forget_made(&thieves.office.world.services).await.unwrap();
        thieves.freezes(karin).await;
        assert!(!thieves.is_admin(&thieves.amir).await);
        assert!(thieves.is_admin(&thieves.wendy).await, "somebody else chose her");
    }

    async fn sec_67_an_undo_lets_nobody_in_and_bringing_back_does(on: On) {
        for later in [Duration::ZERO, HOUR] {
            let thieves = Thieves::new(on).await;
            let (karin, services) = (&thieves.office.karin, &thieves.office.world.services);
            let permit = thieves.office.permit_of(karin).await;
            people::stop_access(services, &permit, &thieves.els.1, Stop::Now).await.unwrap().unwrap();
            thieves.office.world.clock.forward(later);
            people::restore_access(services, &permit, &thieves.els.1).await.unwrap().unwrap();
            let joop = thieves.office.world.person(&thieves.office.id, Seed::new("Joop", "", "Mol", "joop@kantoor-deboer.example").admin()).await;
            thieves.takes(karin, &joop).await;
            thieves.office.world.clock.forward(later);
            thieves.makes(karin, &joop).await;
            thieves.freezes(karin).await;
            for who in [&thieves.els, &joop] {
                assert_eq!(thieves.is_admin(who).await, later.is_zero(), "{later:?}");
            }
        }
    }

    async fn sec_67_whoever_begins_sooner_or_after_a_planned_stop_hangs_on_who_let_in(on: On) {
        for how in ["sooner", "after a planned stop"] {
            let thieves = Thieves::new(on).await;
            let (karin, wendy, services) = (&thieves.office.karin, &thieves.wendy, &thieves.office.world.services);
            thieves.makes(&thieves.els, wendy).await;
            let permit = thieves.office.permit_of(karin).await;
            if how == "sooner" {
                thieves.office.world.clock.forward(4 * DAY);
                let later = "update authorisation set valid_from = created_at + 8640000000 where id = $1";
                thieves.office.run(later, &[wendy.1.as_str()]).await;
                let tomorrow = NewRights { rights: vec![], valid_from: Some(services.now().plus(DAY)), valid_until: None };
                people::change_rights(services, &permit, &wendy.1, &tomorrow).await.unwrap().unwrap();
            } else {
                people::stop_access(services, &permit, &wendy.1, Stop::On(services.now().plus(4 * DAY))).await.unwrap().unwrap();
                thieves.office.world.clock.forward(4 * DAY + Duration::from_secs(60));
                people::restore_access(services, &permit, &wendy.1).await.unwrap().unwrap();
            }
            thieves.freezes(karin).await;
            assert!(!thieves.is_admin(wendy).await, "{how}");
        }
    }

    async fn sec_67_whom_two_agents_or_an_operator_make_admin_hangs_on_nobody(on: On) {
        let thieves = Thieves::new(on).await;
        let (karin, amir, services) = (&thieves.office.karin, &thieves.amir, &thieves.office.world.services);
        thieves.makes(karin, amir).await;
        let permit = thieves.office.permit_of(&thieves.els).await;
        people::stop_access(services, &permit, &amir.1, Stop::Now).await.unwrap().unwrap();
        thieves.freezes(karin).await;
        assert!(!thieves.is_admin(amir).await, "nor does he come back as one");
        // Invited anew as an admin, as the desk and an operator do with whose access is over.
        let invited = "update authorisation set state = 'invited', role = 'beheerder', invited_by = null where id = $1";
        thieves.office.run(invited, &[amir.1.as_str()]).await;
        people::undo_admins(services).await.unwrap();
        assert!(thieves.is_admin(amir).await, "that says the invitation");
    }

    async fn sec_67_whom_a_fellow_makes_admin_anew_after_the_block_stays_one_though_that_fellow_took_the_role_just_now(on: On) {
        for way in ["role", "access"] {
            let thieves = Thieves::new(on).await;
            let (karin, els, amir) = (&thieves.office.karin, &thieves.els, &thieves.amir);
            thieves.makes(karin, amir).await;
            thieves.office.world.clock.forward(HOUR);
            if way == "role" {
                thieves.takes(els, amir).await;
                thieves.office.block(karin, BlockReason::FrozenByOwner).await;
                thieves.makes(els, amir).await;
            } else {
                thieves.office.block(karin, BlockReason::FrozenByOwner).await;
                thieves.puts_out_and_lets_in(els, amir).await;
            }
            people::undo_admins(&thieves.office.world.services).await.unwrap();
            assert!(thieves.is_admin(amir).await, "{way}");
            thieves.freezes(els).await;
            assert!(!thieves.is_admin(amir).await, "{way}: and hangs on that fellow");
        }
    }

    async fn sec_67_who_looked_after_nobody_there_lately_ends_nothing_there_by_a_block(on: On) {
        for (way, days, ends) in [("stopped", 4, false), ("stopped", 2, true), ("dates", 4, false), ("role", 4, false), ("role", 2, true), ("stays", 4, true)] {
            let thieves = Thieves::new(on).await;
            let (karin, els, services) = (&thieves.office.karin, &thieves.els, &thieves.office.world.services);
            let permit = thieves.office.permit_of(karin).await;
            people::appoint_stand_in(services, &permit, &thieves.wendy.1, fortnight(services.now())).await.unwrap().unwrap();
            let amir = &thieves.amir.1;
            thieves.makes(els, &thieves.amir).await;
            people::stop_access(services, &permit, amir, Stop::On(services.now().plus(30 * DAY))).await.unwrap().unwrap();
            thieves.office.world.clock.forward(DAY);
            let of_els = thieves.office.permit_of(els).await;
            match way {
                "stopped" => drop(people::stop_access(services, &of_els, &karin.1, Stop::Now).await.unwrap().unwrap()),
                "dates" => {
                    let tonight = NewRights { rights: vec![], valid_from: None, valid_until: Some(services.now().plus(HOUR)) };
                    people::change_rights(services, &of_els, &karin.1, &tonight).await.unwrap().unwrap();
                }
                "role" => thieves.takes(els, karin).await,
                _ => {}
            }
            thieves.office.world.clock.forward(days * DAY);
            thieves.office.block(karin, BlockReason::FrozenByOwner).await;
            assert_eq!(people::end_abandoned_stand_ins(services).await.unwrap(), u64::from(ends), "{way}, {days}");
            assert_eq!(people::end_abandoned_stops(services).await.unwrap(), u64::from(ends), "{way}, {days}");
        }
    }

    async fn sec_43_the_other_admins_hear_of_every_change_of_an_admins_access(on: On) {
        let thieves = Thieves::new(on).await;
        let (karin, els, services) = (&thieves.office.karin, &thieves.els, &thieves.office.world.services);
        thieves.makes(karin, &thieves.amir).await;
        let permit = thieves.office.permit_of(karin).await;
        let whom = &thieves.amir.1;
        let lasts = |until| NewRights { rights: vec![], valid_from: None, valid_until: until };
        let told = async || thieves.office.letters(&els.0).await.iter().filter(|letter| *letter == "admins_access").count();
        people::stop_access(services, &permit, whom, Stop::Now).await.unwrap().unwrap();
        assert_eq!(told().await, 1);
        people::restore_access(services, &permit, whom).await.unwrap().unwrap();
        assert_eq!(told().await, 2);
        people::change_rights(services, &permit, whom, &lasts(Some(services.now().plus(60 * DAY)))).await.unwrap().unwrap();
        assert_eq!(told().await, 3);
        people::stop_access(services, &permit, whom, Stop::On(services.now().plus(2 * DAY))).await.unwrap().unwrap();
        assert_eq!(told().await, 4);
        // Staff are no affair of theirs.
        people::stop_access(services, &permit, &thieves.office.jan.1, Stop::Now).await.unwrap().unwrap();
        assert_eq!(told().await, 4);
    }

    async fn sec_67_a_role_that_was_taken_from_an_invitation_is_none_that_is_given_back(on: On) {
        let thieves = Thieves::new(on).await;
        let (karin, services) = (&thieves.office.karin, &thieves.office.world.services);
        let invited = "update authorisation set state = 'invited', role = 'beheerder', activated_at = null where id = $1";
        thieves.office.run(invited, &[thieves.amir.1.as_str()]).await;
        thieves.takes(karin, &thieves.amir).await;
        thieves.office.run("update authorisation set state = 'active', activated_at = created_at where id = $1", &[thieves.amir.1.as_str()]).await;
        thieves.makes(karin, &thieves.amir).await;
        thieves.freezes(karin).await;
        assert!(!thieves.is_admin(&thieves.amir).await);
        people::undo_admins(services).await.unwrap();
        // Nor from who was out, and was let in without it.
        let thieves = Thieves::new(on).await;
        let (karin, els, services) = (&thieves.office.karin, &thieves.els, &thieves.office.world.services);
        thieves.makes(els, &thieves.amir).await;
        let of_els = thieves.office.permit_of(els).await;
        people::stop_access(services, &of_els, &thieves.amir.1, Stop::Now).await.unwrap().unwrap();
        thieves.takes(karin, &thieves.amir).await;
        let permit = thieves.office.permit_of(karin).await;
        people::restore_access(services, &permit, &thieves.amir.1).await.unwrap().unwrap();
        thieves.makes(karin, &thieves.amir).await;
        thieves.freezes(karin).await;
        assert!(!thieves.is_admin(&thieves.amir).await);
    }

    async fn sec_67_a_role_that_opened_nothing_is_none_that_is_given_back_whatever_lay_in_between(on: On) {
        for way in ["stood in", "another last day", "another first day"] {
            let thieves = Thieves::new(on).await;
            let (karin, amir, services) = (&thieves.office.karin, &thieves.amir, &thieves.office.world.services);
            thieves.makes(&thieves.els, amir).await;
            let dates = match way {
                "another first day" => "update authorisation set valid_from = created_at + 1728000000, as_of = created_at where id = $1",
                _ => "update authorisation set valid_until = created_at + 1, activated_at = created_at, as_of = created_at + 1 where id = $1",
            };
            thieves.office.run(dates, &[amir.1.as_str()]).await;
            thieves.office.world.clock.forward(4 * DAY);
            let permit = thieves.office.permit_of(karin).await;
            thieves.takes(karin, amir).await;
            let lasts = NewRights { rights: vec![], valid_from: None, valid_until: None };
            people::change_rights(services, &permit, &amir.1, &lasts).await.unwrap().unwrap();
            if way == "stood in" {
                let now = services.now();
                people::appoint_stand_in(services, &permit, &amir.1, fortnight(now)).await.unwrap().unwrap();
                people::end_stand_in(services, &permit, &amir.1).await.unwrap().unwrap();
            }
            thieves.makes(karin, amir).await;
            thieves.freezes(karin).await;
            assert!(!thieves.is_admin(amir).await, "{way}");
        }
    }

    async fn sec_43_whoever_is_put_out_for_the_time_of_a_deed_hears_of_it(on: On) {
        for way in ["access", "role", "stands in meanwhile", "an hour ago"] {
            let thieves = Thieves::new(on).await;
            let (karin, els, services) = (&thieves.office.karin, &thieves.els, &thieves.office.world.services);
            let permit = thieves.office.permit_of(karin).await;
            if way == "role" {
                thieves.takes(karin, els).await;
            } else if way == "stands in meanwhile" {
                thieves.takes(karin, els).await;
                let now = services.now();
                people::appoint_stand_in(services, &permit, &els.1, fortnight(now)).await.unwrap().unwrap();
            } else {
                people::stop_access(services, &permit, &els.1, Stop::Now).await.unwrap().unwrap();
            }
            if way == "an hour ago" {
                thieves.office.world.clock.forward(HOUR);
            }
            thieves.makes(karin, &thieves.amir).await;
            let told = thieves.office.letters(&els.0).await.contains(&"admins_changed".to_owned());
            assert_eq!(told, way != "an hour ago", "{way}");
        }
    }

    async fn sec_67_a_time_to_stand_in_does_not_come_back_with_access_that_was_over(on: On) {
        for how in ["dates", "restored"] {
            let office = Office::new(on).await;
            let services = &office.world.services;
            let permit = office.permit().await;
            people::appoint_stand_in(services, &permit, &office.jan.1, fortnight(services.now())).await.unwrap().unwrap();
            if how == "restored" {
                people::stop_access(services, &permit, &office.jan.1, Stop::On(services.now().plus(DAY))).await.unwrap().unwrap();
            } else {
                let ends = NewRights { rights: vec![], valid_from: None, valid_until: Some(services.now().plus(DAY)) };
                people::change_rights(services, &permit, &office.jan.1, &ends).await.unwrap().unwrap();
            }
            office.world.clock.forward(2 * DAY);
            if how == "restored" {
                people::restore_access(services, &permit, &office.jan.1).await.unwrap().unwrap();
            } else {
                let lasts = NewRights { rights: vec![], valid_from: None, valid_until: None };
                people::change_rights(services, &permit, &office.jan.1, &lasts).await.unwrap().unwrap();
            }
            let jan = office.world.inside(&office.jan.0, &office.jan.1).await;
            assert!(jan.may_change_staff(&services.policy, services.now()).is_err(), "{how}");
        }
    }

    async fn sec_67_an_invitation_that_was_on_its_way_when_its_sender_was_blocked_is_held_too(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let invite = office.invite(&Invite { role: Role::Admin, ..somebody("mies@elders.example") }).await.unwrap();
        // The block did not see it: it was committed a moment later.
        office.block(&office.karin, BlockReason::FrozenByOwner).await;
        assert_eq!(people::hold_invitations(services).await.unwrap(), 1);
        let why = "select why from held_invitation where authorisation_id = $1";
        assert_eq!(office.text(why, invite.authorisation.as_str()).await.as_deref(), Some("block"));
        assert!(office.letters(&office.karin.0).await.contains(&"invitations_held".to_owned()));
        assert_eq!(people::hold_invitations(services).await.unwrap(), 0);
    }
}
