//! Whoever looked after others stays out of reach for three days, however that ended (SEC-67); and the account of somebody
//! is as strict as the strictest thing that person is anywhere (SEC-69).

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, Moment,
    organisations::DESK_RIGHT,
    people::{
        AuthorisationState, BlockReason, Guard, Lasts, PROTECTED, PasswordState, Role, StandIn,
    },
};
use flows::{
    Permit,
    caller::right::ChangeStaff,
    execute,
    import::{self, Invitations, Mode},
    on, on_each_database,
    testing::people::{self, NewRights, Refusal, Stop},
    testing::{On, Seed},
};

use super::office::{DAY, JAN, MINUTE, Office, fortnight, mobile, somebody};

type Who = (AccountId, AuthorisationId);

/// An office with three admins: Karin, Els who protects nobody, and Joop whom it is about.
async fn office_with_joop(on: On) -> (Office, Who) {
    let office = Office::new(on).await;
    office.second_admin().await;
    let joop = Seed::new("Joop", "", "Mol", "joop@kantoor-deboer.example").admin();
    let joop = office.world.person(&office.id, joop).await;
    (office, joop)
}

impl Office {
    /// What came of each deed that touches the keys of somebody: number, sessions, block, link.
    async fn keys(
        &self,
        permit: &Permit<ChangeStaff>,
        whom: &AuthorisationId,
    ) -> [Option<Refusal>; 4] {
        let services = &self.world.services;
        [
            people::change_mobile(services, permit, whom, &mobile("0687654321"))
                .await
                .unwrap()
                .err(),
            people::end_sessions(services, permit, whom)
                .await
                .unwrap()
                .err(),
            people::unblock(services, permit, whom).await.unwrap().err(),
            people::send_reset_link(services, permit, whom)
                .await
                .unwrap()
                .err(),
        ]
    }

    /// Keys are out of reach until three days after `last`, and no longer; whom it concerns is staff by then.
    async fn stays_protected(&self, what: &str, whom: &AuthorisationId, last: Moment) {
        let until = last.plus(PROTECTED);
        let no = Some(Refusal::StillProtected { until });
        let keys = self.keys(&self.permit().await, whom).await;
        assert!(
            keys.iter().all(|refused| *refused == no),
            "{what}: {keys:?}"
        );
        let now = self.world.services.now();
        self.world.clock.forward(until.since(now) - MINUTE);
        assert_eq!(
            self.another_number(whom).await,
            no,
            "{what}, a minute before"
        );
        self.world.clock.forward(MINUTE);
        assert_eq!(
            self.another_number(whom).await,
            None,
            "{what}, three days later"
        );
    }

    async fn another_number(&self, whom: &AuthorisationId) -> Option<Refusal> {
        let (permit, new) = (self.permit().await, mobile("0687654321"));
        people::change_mobile(&self.world.services, &permit, whom, &new)
            .await
            .unwrap()
            .err()
    }
}

on_each_database! {
    async fn sec_67_demote_deed_promote_gives_a_fellow_admin_nothing(on: On) {
        let (office, joop) = office_with_joop(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let as_admin = office.keys(&permit, &joop.1).await;
        assert_eq!(as_admin, [const { Some(Refusal::AdminNeedsServiceDesk) }; 4]);
        people::remove_admin(services, &permit, &joop.1).await.unwrap().unwrap();
        let until = services.now().plus(PROTECTED);
        let no = || Some(Refusal::StillProtected { until });
        assert_eq!(office.keys(&permit, &joop.1).await, [no(), no(), no(), no()]);
        people::make_admin(services, &permit, &joop.1).await.unwrap().unwrap();
        assert_eq!(office.keys(&permit, &joop.1).await, [const { Some(Refusal::AdminNeedsServiceDesk) }; 4]);
        office.world.clock.forward(DAY);
        let permit = office.permit().await;
        people::remove_admin(services, &permit, &joop.1).await.unwrap().unwrap();
        office.stays_protected("demoted once more", &joop.1, services.now()).await;
    }

    async fn sec_69_nobody_is_taken_out_of_reach_of_who_can_lift_a_block_by_what_another_organisation_gives(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let jan = Seed::new("Jan", "", "Jansen", "jan@garage.example");
        let here = office.world.person(&office.id, jan).await;
        let there = office.world.person(&office.garage, jan).await;
        let (karin, fatima) = (office.permit().await, office.permit_of(&office.fatima).await);
        let period = || fortnight(services.now());
        for reason in [BlockReason::ByDesk, BlockReason::WrongCodes, BlockReason::PasswordOnKnownDevice] {
            office.block(&there, reason).await;
            let admin = people::make_admin(services, &fatima, &there.1).await.unwrap();
            assert_eq!(admin, Err(Refusal::BlockedFirst), "{reason:?}");
            let stand_in = people::appoint_stand_in(services, &fatima, &there.1, period()).await.unwrap();
            assert_eq!(stand_in, Err(Refusal::BlockedFirst), "{reason:?}");
            people::unblock(services, &karin, &here.1).await.unwrap().unwrap();
        }
        let disabled = "update account set password_state = $2 where id = $1";
        office.run(disabled, &[there.0.as_str(), "disabled"]).await;
        let admin = people::make_admin(services, &fatima, &there.1).await.unwrap();
        assert_eq!(admin, Err(Refusal::BlockedFirst), "a password that strangers' tries disabled is a lock-out, too");
        office.run(disabled, &[there.0.as_str(), "set"]).await;
        people::make_admin(services, &fatima, &there.1).await.unwrap().unwrap();
        people::stop_access(services, &fatima, &there.1, Stop::Now).await.unwrap().unwrap();
        office.world.clock.forward(4 * DAY);
        let (karin, fatima) = (office.permit().await, office.permit_of(&office.fatima).await);
        office.block(&there, BlockReason::WrongCodes).await;
        let back = people::restore_access(services, &fatima, &there.1).await.unwrap();
        assert_eq!(back, Err(Refusal::NeedsServiceDesk), "a role that is stored comes back with the access");
        people::unblock(services, &karin, &here.1).await.unwrap().unwrap();
        people::restore_access(services, &fatima, &there.1).await.unwrap().unwrap();
        // A stop that is still to come lets nobody in again who takes it back.
        let friday = Stop::On(services.now().plus(2 * DAY));
        people::stop_access(services, &fatima, &there.1, friday).await.unwrap().unwrap();
        office.block(&there, BlockReason::WrongCodes).await;
        people::restore_access(services, &fatima, &there.1).await.unwrap().unwrap();
        office.run("update account set blocked_reason = null, blocked_at = null where id = $1", &[there.0.as_str()]).await;
        // Not even a role that was taken: three days of protection would be six, and so on.
        people::remove_admin(services, &fatima, &there.1).await.unwrap().unwrap();
        office.block(&there, BlockReason::ByDesk).await;
        let again = people::make_admin(services, &fatima, &there.1).await.unwrap();
        assert_eq!(again, Err(Refusal::BlockedFirst));
    }

    async fn sec_46_rights_of_an_admin_who_is_out_and_blocked_are_taken_away_which_lets_nobody_in(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let joop = Seed::new("Joop", "", "Mol", "joop@garage.example");
        let here = office.world.person(&office.id, Seed { rights: &["schade-melden"], ..joop.admin() }).await;
        office.world.person(&office.garage, joop).await;
        let ended = "update authorisation set valid_until = created_at + 1, activated_at = created_at, as_of = created_at + 1 where id = $1";
        office.run(ended, &[here.1.as_str()]).await;
        office.world.clock.forward(4 * DAY);
        office.block(&here, BlockReason::WrongCodes).await;
        let permit = office.permit().await;
        let drawn = people::one(services, &permit.see(), &here.1).await.unwrap().unwrap().terms;
        let none = NewRights { rights: vec![], valid_from: drawn.valid_from, valid_until: drawn.valid_until };
        let longer = NewRights { valid_until: None, ..none.clone() };
        let back = people::change_rights(services, &permit, &here.1, &longer).await.unwrap();
        assert_eq!(back, Err(Refusal::NeedsServiceDesk));
        let changed = people::change_rights(services, &permit, &here.1, &none).await.unwrap().unwrap();
        assert_eq!((changed.removed, changed.dates), (vec!["schade-melden".to_owned()], false));
    }

    async fn sec_04_whoever_moves_the_first_day_of_an_invitation_learns_of_no_block(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let jan = Seed::new("Jan", "", "Jansen", "jan@garage.example");
        office.world.person(&office.id, jan).await;
        let there = office.world.person(&office.garage, Seed { state: AuthorisationState::Invited, ..jan.admin() }).await;
        let fatima = office.permit_of(&office.fatima).await;
        let begins = async |days: u32| {
            let from = services.now().plus(DAY * days);
            let new = NewRights { rights: vec!["schade-melden".into()], valid_from: Some(from), valid_until: None };
            people::change_rights(services, &fatima, &there.1, &new).await.unwrap().map(|changed| changed.dates)
        };
        assert_eq!(begins(30).await, Ok(true));
        office.block(&there, BlockReason::WrongCodes).await;
        assert_eq!(begins(20).await, Ok(true));
        office.run("update authorisation set state = 'active', activated_at = created_at, as_of = created_at where id = $1", &[there.1.as_str()]).await;
        assert_eq!(begins(10).await, Err(Refusal::NeedsServiceDesk), "accepted, it would come into force");
    }

    async fn sec_67_stop_deed_restore_and_dates_give_a_fellow_admin_nothing(on: On) {
        let (office, joop) = office_with_joop(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        people::stop_access(services, &permit, &joop.1, Stop::Now).await.unwrap().unwrap();
        people::remove_admin(services, &permit, &joop.1).await.unwrap().unwrap();
        people::restore_access(services, &permit, &joop.1).await.unwrap().unwrap();
        office.stays_protected("stopped, demoted, restored", &joop.1, services.now()).await;

        let (office, joop) = office_with_joop(on).await;
        let services = &office.world.services;
        let dated = |until| NewRights { rights: vec!["schade-melden".into()], valid_from: None, valid_until: until };
        let end = services.now().plus(60 * MINUTE);
        let permit = office.permit().await;
        people::change_rights(services, &permit, &joop.1, &dated(Some(end))).await.unwrap().unwrap();
        office.world.clock.forward(61 * MINUTE);
        let permit = office.permit().await;
        assert_eq!(office.keys(&permit, &joop.1).await, [const { Some(Refusal::AdminNeedsServiceDesk) }; 4]);
        people::remove_admin(services, &permit, &joop.1).await.unwrap().unwrap();
        people::change_rights(services, &permit, &joop.1, &dated(None)).await.unwrap().unwrap();
        office.stays_protected("ended on its date, demoted, lengthened", &joop.1, end).await;
    }

    async fn sec_67_who_accepted_as_admin_is_out_of_reach_before_the_first_day_and_here_alone(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let nina = Seed::new("Nina", "", "Nieuw", "nina@kantoor-deboer.example");
        let to_be = Seed { state: AuthorisationState::Invited, ..nina.admin() };
        let there = office.world.person(&office.garage, Seed { password: PasswordState::Set, ..nina }).await;
        let here = office.world.person(&office.id, to_be).await;
        let permit = office.permit().await;
        // Invited and no more: what was typed at the inviting is put right by who typed it.
        people::remove_admin(services, &permit, &here.1).await.unwrap().unwrap();
        let corrected = people::change_mobile(services, &permit, &here.1, &mobile("06 11112222")).await.unwrap();
        assert_eq!(corrected, Ok(()));
        office.run("update authorisation set role = 'beheerder' where id = $1", &[here.1.as_str()]).await;
        office.world.accepted_for(&here.1, services.now().plus(30 * DAY)).await;
        assert_eq!(office.keys(&permit, &here.1).await, [const { Some(Refusal::AdminNeedsServiceDesk) }; 4]);
        people::remove_admin(services, &permit, &here.1).await.unwrap().unwrap();
        let until = services.now().plus(PROTECTED);
        let no = || Some(Refusal::StillProtected { until });
        assert_eq!(office.keys(&permit, &here.1).await, [no(), no(), no(), no()]);
        let fatima = office.permit_of(&office.fatima).await;
        let link = people::send_reset_link(services, &fatima, &there.1).await.unwrap();
        assert!(link.is_ok(), "who never began guards nothing elsewhere: {link:?}");
        people::make_admin(services, &permit, &here.1).await.unwrap().unwrap();
        people::stop_access(services, &permit, &here.1, Stop::Now).await.unwrap().unwrap();
        people::remove_admin(services, &permit, &here.1).await.unwrap().unwrap();
        people::restore_access(services, &permit, &here.1).await.unwrap().unwrap();
        office.stays_protected("stopped before the first day, demoted, restored", &here.1, services.now()).await;
    }

    async fn sec_67_what_is_under_way_from_an_account_that_its_owner_stops_is_not_done(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        office.run("update account set blocked_reason = 'frozen_by_owner' where id = $1", &[office.karin.0.as_str()]).await;
        let done = people::change_mobile(services, &permit, &office.jan.1, &mobile("06 11112222")).await.unwrap();
        assert_eq!(done, Err(Refusal::NoLongerAdmin));
        let done = people::stop_access(services, &permit, &office.jan.1, Stop::Now).await.unwrap();
        assert_eq!(done.err(), Some(Refusal::NoLongerAdmin));
    }

    async fn sec_67_who_stands_in_and_who_stood_in_is_out_of_reach_however_it_ended(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let period = fortnight(services.now());
        people::appoint_stand_in(services, &permit, &office.jan.1, period).await.unwrap().unwrap();
        let until = period.until.plus(PROTECTED);
        let no = || Some(Refusal::StillProtected { until });
        assert_eq!(office.keys(&permit, &office.jan.1).await, [no(), no(), no(), no()], "while it lasts");
        people::end_stand_in(services, &permit, &office.jan.1).await.unwrap().unwrap();
        office.stays_protected("withdrawn", &office.jan.1, services.now()).await;

        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        people::appoint_stand_in(services, &permit, &office.jan.1, fortnight(services.now())).await.unwrap().unwrap();
        office.world.clock.forward(DAY);
        let next_year = services.now().plus(20 * DAY);
        let later = StandIn { from: next_year, until: next_year.plus(DAY) };
        let permit = office.permit().await;
        people::appoint_stand_in(services, &permit, &office.jan.1, later).await.unwrap().unwrap();
        office.stays_protected("put off to another time", &office.jan.1, services.now()).await;

        let office = Office::new(on).await;
        let services = &office.world.services;
        let permit = office.permit().await;
        people::appoint_stand_in(services, &permit, &office.jan.1, fortnight(services.now())).await.unwrap().unwrap();
        let end = services.now().plus(14 * DAY);
        office.world.clock.forward(15 * DAY);
        office.stays_protected("ended by itself", &office.jan.1, end).await;

        // With the access, before the period was over: the page says until when, and so it is.
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        people::appoint_stand_in(services, &permit, &office.jan.1, fortnight(services.now())).await.unwrap().unwrap();
        let end = services.now().plus(DAY);
        let dates = NewRights { rights: vec![], valid_from: None, valid_until: Some(end) };
        people::change_rights(services, &permit, &office.jan.1, &dates).await.unwrap().unwrap();
        for (days, here) in [(0, true), (2, true), (3, false)] {
            office.world.clock.forward(days * DAY);
            let see = office.permit().await.see();
            let whole = people::one(services, &see, &office.jan.1).await.unwrap().unwrap();
            let until = Guard::LooksAfter(Lasts::Until(end.plus(PROTECTED)));
            assert_eq!(whole.person.guards.here, if here { until } else { Guard::None }, "{days} days later");
        }

        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let tomorrow = services.now().plus(DAY);
        let period = StandIn { from: tomorrow, until: tomorrow.plus(DAY) };
        people::appoint_stand_in(services, &permit, &office.jan.1, period).await.unwrap().unwrap();
        people::end_stand_in(services, &permit, &office.jan.1).await.unwrap().unwrap();
        let number = people::change_mobile(services, &permit, &office.jan.1, &mobile("0687654321")).await.unwrap();
        assert_eq!(number, Ok(()), "who never stood in is staff");
    }

    async fn sec_67_a_stand_in_keeps_away_from_who_looked_after_others_until_lately(on: On) {
        let (office, joop) = office_with_joop(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        people::appoint_stand_in(services, &permit, &office.jan.1, fortnight(services.now())).await.unwrap().unwrap();
        people::remove_admin(services, &permit, &joop.1).await.unwrap().unwrap();
        let stand_in = office.permit_of(&office.jan).await;
        assert_eq!(office.keys(&stand_in, &joop.1).await, [const { Some(Refusal::NotAsStandIn) }; 4]);
        let stop = people::stop_access(services, &stand_in, &joop.1, Stop::Now).await.unwrap();
        assert_eq!(stop, Err(Refusal::NotAsStandIn));
        let stop = people::stop_access(services, &permit, &joop.1, Stop::Now).await.unwrap();
        assert!(stop.is_ok(), "an admin stops who left: {stop:?}");
    }

    async fn sec_67_the_half_yearly_check_is_a_stop_like_any_other(on: On) {
        let (office, joop) = office_with_joop(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let page = people::check::next_page(services, &permit.see()).await.unwrap();
        let shown: Vec<AuthorisationId> = page.people.iter().map(|looked| looked.person.id.clone()).collect();
        people::check::settle(services, &permit, &shown, std::slice::from_ref(&joop.1)).await.unwrap().unwrap();
        people::remove_admin(services, &permit, &joop.1).await.unwrap().unwrap();
        people::restore_access(services, &permit, &joop.1).await.unwrap().unwrap();
        office.stays_protected("stopped at the check", &joop.1, services.now()).await;
    }

    async fn sec_67_inviting_anew_writes_no_other_number_over_that_of_who_was_admin_until_lately(on: On) {
        let (office, joop) = office_with_joop(on).await;
        let services = &office.world.services;
        // As an appointment by the desk leaves it: invited once more, never activated since.
        let mut tx = services.db.write().await.unwrap();
        let back = "update authorisation set state = 'invited', activated_at = null, invited_at = $2 - 120000, as_of = $2 where id = $1";
        execute!(&mut tx, back, joop.1.as_str(), services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        let until = services.now().plus(PROTECTED);
        let no = Refusal::StillProtected { until };
        let permit = office.permit().await;
        people::withdraw_invitation(services, &permit, &joop.1).await.unwrap().unwrap();
        let anew = somebody("joop@kantoor-deboer.example");
        assert_eq!(office.invite(&anew).await.map(|_| ()), Err(no));
        let kept = office.text("select mobile from authorisation where id = $1", joop.1.as_str()).await;
        assert_eq!(kept.as_deref(), Some("+31612345678"));
        office.world.clock.forward(PROTECTED);
        assert!(office.invite(&anew).await.is_ok());
    }

    async fn sec_67_a_file_takes_the_protection_from_nobody(on: On) {
        let (office, joop) = office_with_joop(on).await;
        let services = &office.world.services;
        office.run("update organisation set number = '1234' where id = $1", &[office.id.as_str()]).await;
        let takes = async |role: &str| {
            let head = "soort;nummer;voornaam;achternaam;e-mail;mobiel;rol";
            let file = format!("{head}\nadviseur;1234;Joop;Mol;joop@kantoor-deboer.example;0612345678;{role}\n");
            let counts = import::people(services, file.as_bytes(), Mode::Commit, Invitations::HoldBack).await.unwrap().unwrap().counts;
            (counts.changed, counts.left_alone)
        };
        assert_eq!(takes("medewerker").await, (0, 1), "who is in is left as the portal has it");
        assert_eq!(office.keys(&office.permit().await, &joop.1).await, [const { Some(Refusal::AdminNeedsServiceDesk) }; 4]);
        // Nor from who was invited anew by the desk, and is not in yet.
        let anew = "update authorisation set state = 'invited', activated_at = null, invited_at = $2, as_of = $2 where id = $1";
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, anew, joop.1.as_str(), services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(takes("medewerker").await, (0, 1), "as the desk left it");
        assert_eq!(office.another_number(&joop.1).await, Some(Refusal::AdminNeedsServiceDesk));
    }

    async fn sec_67_an_agent_whose_right_is_taken_is_out_of_reach_and_so_is_one_who_has_it(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let insurer = office.world.organisation("verzekeraar", "Voorbeeld Verzekeringen").await;
        let chief = Seed::new("Chris", "", "Baas", "chris@voorbeeld.example").admin();
        let chief = office.world.person(&insurer, chief).await;
        let mut sanne = Seed::new("Sanne", "", "Meijer", "sanne@voorbeeld.example");
        sanne.rights = &[DESK_RIGHT];
        let sanne = office.world.person(&insurer, sanne).await;
        let permit = office.permit_of(&chief).await;
        let no = || Some(Refusal::AgentNeedsTwo);
        assert_eq!(office.keys(&permit, &sanne.1).await, [no(), no(), no(), no()]);
        let none = NewRights { rights: vec![], valid_from: None, valid_until: None };
        people::change_rights(services, &permit, &sanne.1, &none).await.unwrap().unwrap();
        assert_eq!(office.keys(&permit, &sanne.1).await, [no(), no(), no(), no()], "a moment after");
        office.world.clock.forward(PROTECTED);
        let permit = office.permit_of(&chief).await;
        let number = people::change_mobile(services, &permit, &sanne.1, &mobile("0687654321")).await.unwrap();
        assert_eq!(number, Ok(()), "three days later this is staff");
    }

    async fn sec_67_whatever_statement_ends_it_the_database_remembers_until_when(on: On) {
        let ways = [
            ("another role", "update authorisation set role = 'medewerker', as_of = $2 where id = $1"),
            ("stopped", "update authorisation set state = 'stopped', as_of = $2 where id = $1"),
            ("invited anew", "update authorisation set state = 'invited', as_of = $2 where id = $1"),
            ("ended now", "update authorisation set valid_until = $2, as_of = $2 where id = $1"),
            ("begins later", "update authorisation set valid_from = $2 + 1, as_of = $2 where id = $1"),
            ("all at once", "update authorisation set role = 'medewerker', state = 'stopped', valid_until = 1,
                stand_in_from = null, stand_in_until = null, as_of = $2 where id = $1"),
        ];
        for (what, statement) in ways {
            let (office, joop) = office_with_joop(on).await;
            office.world.clock.forward(DAY);
            let now = office.world.services.now();
            let mut tx = office.world.services.db.write().await.unwrap();
            assert_eq!(execute!(&mut tx, statement, joop.1.as_str(), now.unix_ms()).unwrap(), 1);
            let (last, as_of): (Option<i64>, Option<i64>) = on!(&mut tx, |c| sqlx::query_as(
                "select looked_after_until, as_of from authorisation where id = $1"
            ).bind(joop.1.as_str()).fetch_one(c)).unwrap();
            assert_eq!((last, as_of), (Some(now.unix_ms()), None), "{what}");
        }
        // A program of before, or somebody by hand, says no moment: then the clock of the database counts.
        let (office, joop) = office_with_joop(on).await;
        office.run("update authorisation set role = 'medewerker' where id = $1", &[joop.1.as_str()]).await;
        let kept = "select cast(looked_after_until as text) from authorisation where id = $1";
        let kept: i64 = office.text(kept, joop.1.as_str()).await.unwrap().parse().unwrap();
        assert!(kept > 1_700_000_000_000, "{kept}");
    }

    async fn sec_69_the_own_admin_touches_no_account_of_who_is_admin_or_agent_elsewhere(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        let insurer = office.world.organisation("verzekeraar", "Voorbeeld Verzekeringen").await;
        let mut agent = JAN;
        agent.rights = &[DESK_RIGHT];
        office.world.person(&insurer, agent).await;
        office.block(&office.jan, BlockReason::WrongCodes).await;
        let permit = office.permit().await;
        let no = Err(Refusal::NeedsServiceDesk);
        assert_eq!(people::unblock(services, &permit, &office.jan.1).await.unwrap().map(|_| ()), no);
        assert_eq!(people::send_reset_link(services, &permit, &office.jan.1).await.unwrap().map(|_| ()), no);
        let rights = people::change_mobile(services, &permit, &office.jan.1, &mobile("0687654321")).await.unwrap();
        assert_eq!(rights, Ok(()), "where codes of this office go is this office's");
        // Jan at the desk has been stopped: for three days that counts still, and then he is staff.
        let stopped = "update authorisation set state = 'stopped', as_of = cast($2 as bigint) where account_id = $1 and organisation_id <> $3";
        let now = services.now().unix_ms();
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, stopped, office.jan.0.as_str(), now, office.id.as_str()).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(people::unblock(services, &permit, &office.jan.1).await.unwrap().map(|_| ()), no);
        office.world.clock.forward(PROTECTED);
        let permit = office.permit().await;
        assert!(people::unblock(services, &permit, &office.jan.1).await.unwrap().is_ok());

        let piet = Seed::new("Piet", "", "Bos", "piet@kantoor-deboer.example");
        let here = office.world.person(&office.id, piet).await;
        let there = office.world.person(&office.garage, piet.admin()).await;
        office.block(&here, BlockReason::WrongCodes).await;
        assert_eq!(people::unblock(services, &permit, &here.1).await.unwrap().map(|_| ()), no, "an admin elsewhere");
        let fatima = office.permit_of(&office.fatima).await;
        people::remove_admin(services, &fatima, &there.1).await.unwrap().unwrap();
        assert_eq!(people::unblock(services, &permit, &here.1).await.unwrap().map(|_| ()), no, "and who was one until now");
        let invited = Seed { state: AuthorisationState::Invited, role: Role::Admin, ..JAN };
        let third = office.world.organisation("garage", "Garage Derde").await;
        office.world.person(&third, invited).await;
        office.block(&office.jan, BlockReason::WrongCodes).await;
        assert!(people::unblock(services, &permit, &office.jan.1).await.unwrap().is_ok(), "an invitation is none yet");
    }

    async fn sec_69_what_an_admin_sees_offers_nothing_that_would_be_refused(on: On) {
        let office = Office::new(on).await;
        let services = &office.world.services;
        office.world.person(&office.garage, JAN.admin()).await;
        office.block(&office.jan, BlockReason::WrongCodes).await;
        let see = office.permit().await.see();
        let whole = people::one(services, &see, &office.jan.1).await.unwrap().unwrap();
        let needing = people::in_need(services, &see).await.unwrap();
        let list = people::list(services, &see, None, &people::Filter::Current).await.unwrap();
        let listed = list.people.iter().find(|person| person.id == office.jan.1).unwrap();
        for person in [&whole.person, &needing.people[0].person, listed] {
            use domain::people::{Helper, What};
            assert_eq!(person.reached(What::Account), Err(Helper::ServiceDesk));
            assert_eq!(person.reached(What::Keys), Ok(()));
        }
    }

    async fn sec_69_after_an_admins_number_change_a_link_works_at_once_only_for_who_works_nowhere_else(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        people::change_mobile(services, &permit, &office.jan.1, &mobile("0687654321")).await.unwrap().unwrap();
        assert!(people::send_reset_link(services, &permit, &office.jan.1).await.unwrap().is_ok());

        let piet = Seed::new("Piet", "", "Bos", "piet@kantoor-deboer.example");
        let here = office.world.person(&office.id, piet).await;
        office.world.person(&office.garage, piet).await;
        people::change_mobile(services, &permit, &here.1, &mobile("0687654321")).await.unwrap().unwrap();
        let until = services.now().plus(services.policy.reset_off_after_own_change);
        let link = people::send_reset_link(services, &permit, &here.1).await.unwrap();
        assert_eq!(link, Err(Refusal::ResetOff { until }));
        office.world.clock.forward(Duration::from_secs(60 * 60) * 24);
        let link = people::send_reset_link(services, &office.permit().await, &here.1).await.unwrap();
        assert!(link.is_ok(), "{link:?}");
    }
}

/// Every statement that changes who somebody is, or where codes go, says of which moment it is: the trigger goes by it.
#[test]
fn sec_67_every_statement_on_an_authorisation_says_as_of_when() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![folder];
    let mut looked_at = 0;
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(
                std::fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(
            path.ends_with("people/sql.rs") || !text.contains("delete from authorisation_right"),
            "{path:?}: rights are taken by people::take, which says of whom that makes no agent any more"
        );
        for statement in text.split("update authorisation set ").skip(1) {
            let set = statement.split("where").next().unwrap();
            let changes = [
                "role",
                "state",
                "valid_from",
                "valid_until",
                "stand_in_from",
                "stand_in_until",
                "mobile",
            ]
            .iter()
            .any(|column| {
                set.split(',').any(|one| {
                    one.trim()
                        .strip_prefix(column)
                        .and_then(|rest| rest.strip_prefix(" = "))
                        .is_some_and(|to| to.trim() != *column)
                })
            });
            if changes && !path.ends_with("seed.rs") {
                looked_at += 1;
                assert!(
                    set.contains("as_of = $"),
                    "{path:?}: update authorisation set {set}"
                );
            }
        }
    }
    assert!(looked_at > 10, "{looked_at}");
}
