//! What proves who calls, for the whole account (SEC-69): no number that an office wrote down a moment ago, and nothing that
//! speaks for a company where the account opens less.

use domain::{
    MobileNumber, OrganisationId,
    desk::{Doubt, Way, Why},
    post::Channel,
    shared::short_text::{PhoneText, SourceText},
};
use flows::{
    desk::{self, CheckedCaller, Decision, Refusal},
    execute, on_each_database,
    testing::people,
    testing::{On, Seed},
};

use super::floor::{Floor, JAN, MINUTE, Who};

const HOURS: u32 = 60;
/// Karin as she works elsewhere.
const STAFF: Seed<'static> = Seed::new("Karin", "de", "Boer", "karin@kantoor-deboer.example");
const WHY: Why = Why::CannotLogIn;

/// The second office of somebody, and an admin there.
struct Garage {
    place: OrganisationId,
    fatima: Who,
}

impl Floor {
    async fn garage(&self) -> Garage {
        let place = self.world.organisation("garage", "Garage Jansen").await;
        let mut fatima =
            Seed::new("Fatima", "el", "Amrani", "fatima@garage-jansen.example").admin();
        fatima.mobile = "+31612345691";
        Garage {
            fatima: self.world.person(&place, fatima).await,
            place,
        }
    }

    /// An admin gives somebody of the own staff another number.
    async fn another_number(&self, admin: &Who, whom: &Who, number: &str) {
        let services = &self.world.services;
        let caller = self.world.inside(&admin.0, &admin.1).await;
        let permit = caller
            .may_change_staff(&services.policy, services.now())
            .unwrap();
        let number = MobileNumber::parse(number, &Default::default()).unwrap();
        people::change_mobile(services, &permit, &whom.1, &number)
            .await
            .unwrap()
            .unwrap();
    }

    async fn sets(&self, statement: &'static str, of: &str) {
        let mut tx = self.world.services.db.write().await.unwrap();
        execute!(&mut tx, statement, of, self.world.services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
    }

    /// Checks a caller by the mailbox.
    async fn checked_by_mail(&self, agent: &Who, whom: &Who) -> CheckedCaller {
        let (services, permit) = (&self.world.services, self.permit_of(agent).await);
        desk::send(services, &permit, &whom.1, Channel::Mail)
            .await
            .unwrap()
            .unwrap();
        let code = self.code().await;
        desk::check(services, &permit, &whom.1, &code)
            .await
            .unwrap();
        desk::checked(services, &permit, &whom.1)
            .await
            .unwrap()
            .unwrap()
    }

    /// Calls the company of somebody back, and a colleague agrees.
    pub async fn called_back(&self, whom: &Who) -> CheckedCaller {
        let services = &self.world.services;
        let (sanne, daan) = (
            self.permit_of(&self.sanne).await,
            self.permit_of(&self.daan).await,
        );
        let (called, source) = (
            PhoneText::parse("020 123 45 67").unwrap(),
            SourceText::parse("relatiebestand").unwrap(),
        );
        desk::ask_call_back(services, &sanne, &whom.1, WHY, (&called, &source))
            .await
            .unwrap()
            .unwrap();
        let id = desk::requests(services, &daan.see())
            .await
            .unwrap()
            .remove(0)
            .id;
        desk::decide(services, &daan, &id, Decision::Approve)
            .await
            .unwrap()
            .unwrap();
        desk::checked(services, &sanne, &whom.1)
            .await
            .unwrap()
            .unwrap()
    }

    /// What an agent is told of every deed on the whole account; none of them is done.
    async fn account_deeds(&self, checked: &CheckedCaller) -> [Option<Refusal>; 3] {
        let services = &self.world.services;
        [
            desk::unblock(services, checked, WHY).await.unwrap().err(),
            desk::send_reset_link(services, checked, WHY)
                .await
                .unwrap()
                .err(),
            desk::block(services, checked, WHY).await.unwrap().err(),
        ]
    }

    async fn blocked(&self, who: &Who) -> Vec<String> {
        self.lines(
            "select coalesce(blocked_reason, 'no') from account where id = $1",
            who.0.as_str(),
        )
        .await
    }
}

/// In place of a block that somebody else may be meant by.
const CODES: &str =
    "update account set blocked_reason = 'wrong_codes', blocked_at = $2 where id = $1";

fn all(doubt: Doubt) -> [Option<Refusal>; 3] {
    let no = Some(Refusal::NotForAccount(doubt));
    [no.clone(), no.clone(), no]
}

on_each_database! {
    async fn sec_69_a_number_that_an_office_wrote_down_lifts_no_freeze_of_who_is_admin_elsewhere(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let garage = floor.garage().await;
        let karin = floor.world.person(&garage.place, STAFF).await;
        floor.another_number(&garage.fatima, &karin, "06 12346666").await;
        floor.freezes(&floor.karin).await;
        floor.world.clock.forward(MINUTE);
        let checked = floor.checked(&floor.sanne, &karin.1).await;
        assert_eq!(floor.account_deeds(&checked).await, all(Doubt::GuardedElsewhere));
        assert_eq!(floor.blocked(&karin).await, ["frozen_by_owner"]);
        let see = floor.permit_of(&floor.sanne).await.see();
        let page = desk::person(services, &see, &karin.1, Way::Search).await.unwrap().unwrap();
        assert_eq!(page.known, Err(Doubt::GuardedElsewhere), "and the page says so before anybody presses");
        // Three days later no less, nor where the garage made her an admin meanwhile: she never got in with that number.
        floor.world.clock.forward(73 * HOURS * MINUTE);
        let checked = floor.checked(&floor.sanne, &karin.1).await;
        assert_eq!(floor.account_deeds(&checked).await, all(Doubt::GuardedElsewhere));
        floor.sets("update authorisation set role = 'beheerder', as_of = $2 where id = $1", karin.1.as_str()).await;
        assert_eq!(floor.account_deeds(&checked).await, all(Doubt::NumberUnused));
        // Her own number at her own office is hers, and so is the mailbox.
        floor.sets(CODES, floor.karin.0.as_str()).await;
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        assert!(desk::unblock(services, &checked, WHY).await.unwrap().is_ok());
    }

    async fn sec_69_a_garage_that_is_called_back_vouches_for_nobodys_account_elsewhere(on: On) {
        let floor = Floor::new(on).await;
        let garage = floor.garage().await;
        let karin = floor.world.person(&garage.place, STAFF).await;
        floor.freezes(&floor.karin).await;
        let checked = floor.called_back(&karin).await;
        assert_eq!(floor.account_deeds(&checked).await, all(Doubt::GuardedElsewhere));
        floor.sets("update authorisation set role = 'beheerder', as_of = $2 where id = $1", karin.1.as_str()).await;
        assert_eq!(floor.account_deeds(&checked).await, all(Doubt::GuardedElsewhere), "nor as one admin more of the garage");
        assert_eq!(floor.blocked(&karin).await, ["frozen_by_owner"]);
        let checked = floor.checked_by_mail(&floor.sanne, &karin).await;
        assert!(desk::unblock(&floor.world.services, &checked, WHY).await.unwrap().is_ok(), "her mailbox speaks for her");
    }

    async fn sec_69_what_a_garage_gave_within_three_days_has_it_vouch_for_nobodys_account(on: On) {
        let steps: [(&str, &[&'static str]); 5] = [
            ("staff here and there", &[]),
            ("made an admin", &["update authorisation set role = 'beheerder', as_of = $2 where id = $1"]),
            ("made an admin and not", &[
                "update authorisation set role = 'beheerder', as_of = $2 where id = $1",
                "update authorisation set role = 'medewerker', as_of = $2 + 60000 where id = $1",
            ]),
            ("asked to stand in", &[
                "update authorisation set stand_in_from = $2 - 1000, stand_in_until = $2 + 700000000, as_of = $2 where id = $1",
            ]),
            ("let in again", &[
                "update authorisation set role = 'beheerder', state = 'stopped', as_of = $2 - 900000000 where id = $1",
                "update authorisation set state = 'active', as_of = $2 where id = $1",
            ]),
        ];
        for (what, statements) in steps {
            let floor = Floor::new(on).await;
            let garage = floor.garage().await;
            let jan = floor.world.person(&garage.place, JAN).await;
            for statement in statements {
                floor.sets(statement, jan.1.as_str()).await;
            }
            floor.freezes(&floor.jan).await;
            floor.world.clock.forward(2 * MINUTE);
            let checked = floor.called_back(&jan).await;
            let services = &floor.world.services;
            let blocked = desk::block(services, &checked, WHY).await.unwrap().err();
            assert_eq!(blocked, Some(Refusal::NotForAccount(Doubt::GuardedElsewhere)), "{what}");
            let after = statements.len() == 1;
            floor.world.clock.forward(72 * HOURS * MINUTE);
            let checked = floor.called_back(&jan).await;
            let unblocked = desk::unblock(services, &checked, WHY).await.unwrap();
            assert_eq!(unblocked.is_ok(), after || what == "let in again", "{what}, three days later: {unblocked:?}");
        }
    }

    async fn sec_69_a_company_that_is_called_back_vouches_for_its_own_admin(on: On) {
        let floor = Floor::new(on).await;
        let garage = floor.garage().await;
        floor.world.person(&garage.place, STAFF).await;
        floor.world.clock.forward(73 * HOURS * MINUTE);
        floor.freezes(&floor.karin).await;
        let checked = floor.called_back(&floor.karin).await;
        assert!(desk::unblock(&floor.world.services, &checked, WHY).await.unwrap().is_ok());
    }

    async fn sec_69_for_three_days_no_new_number_proves_who_calls_about_the_account_whoever_changed_it(on: On) {
        for statement in [
            "update authorisation set mobile = '+31687654321', mobile_changed_at = $2, mobile_changed_by = account_id, last_login_at = $2,
                as_of = $2 where id = $1",
            "update account set number_changed_at = $2 where id = (select account_id from authorisation where id = $1)",
        ] {
            let floor = Floor::new(on).await;
            let services = &floor.world.services;
            floor.sets(statement, floor.karin.1.as_str()).await;
            floor.freezes(&floor.karin).await;
            let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
            assert_eq!(floor.account_deeds(&checked).await, all(Doubt::NumberNew));
            let out = desk::end_sessions(services, &checked, WHY).await.unwrap();
            assert_eq!(out.err(), Some(Refusal::AlreadySo), "what concerns this access only goes on");
            let checked = floor.checked_by_mail(&floor.sanne, &floor.karin).await;
            assert!(desk::unblock(services, &checked, WHY).await.unwrap().is_ok(), "with the mailbox too she is known");
            floor.world.clock.forward(73 * HOURS * MINUTE);
            floor.freezes(&floor.karin).await;
            let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
            assert_eq!(floor.account_deeds(&checked).await, all(Doubt::Frozen), "her number, which opens no account that she froze");
            floor.sets(CODES, floor.karin.0.as_str()).await;
            assert!(desk::unblock(services, &checked, WHY).await.unwrap().is_ok(), "three days later it is her number");
        }
    }

    async fn sec_69_for_three_days_no_new_mailbox_proves_who_calls_about_the_account(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let mut tx = services.db.write().await.unwrap();
        let now = services.now();
        for (id, purpose) in [("old", "confirm_old_address"), ("new", "confirm_new_address")] {
            let sql = "insert into link (id, purpose, account_id, created_at, expires_at) values ($1, $2, $3, $4, $5)";
            execute!(&mut tx, sql, id, purpose, floor.karin.0.as_str(), now.unix_ms(), now.unix_ms()).unwrap();
        }
        let sql = "insert into address_change (id, account_id, asked_by, authorisation_id, email, email_canonical, old_link_id, new_link_id, asked_at, done_at)
            values ('change', $1, $1, $3, 'k@new.example', 'k@new.example', 'old', 'new', $2, $2)";
        execute!(&mut tx, sql, floor.karin.0.as_str(), now.unix_ms(), floor.karin.1.as_str()).unwrap();
        tx.commit().await.unwrap();
        floor.freezes(&floor.karin).await;
        let checked = floor.checked_by_mail(&floor.sanne, &floor.karin).await;
        assert_eq!(floor.account_deeds(&checked).await, all(Doubt::AddressNew));
        floor.sets(CODES, floor.karin.0.as_str()).await;
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        assert!(desk::unblock(services, &checked, WHY).await.unwrap().is_ok(), "with the telephone too she is known");
    }

    async fn where_access_is_over_the_desk_neither_changes_a_number_nor_stops_it_and_offers_neither(on: On) {
        for how in ["stopped", "ended on its date", "frozen"] {
            let floor = Floor::new(on).await;
            let services = &floor.world.services;
            let checked = floor.checked_by_mail(&floor.sanne, &floor.karin).await;
            let see = floor.permit_of(&floor.sanne).await.see();
            let page = async || desk::person(services, &see, &floor.karin.1, Way::Search).await.unwrap().unwrap();
            assert!(page().await.changes_number() && page().await.stops_access());
            match how {
                "stopped" => floor.sets("update authorisation set state = 'stopped', activated_at = 1, stopped_at = $2, as_of = $2 where id = $1", floor.karin.1.as_str()).await,
                "frozen" => floor.sets("update account set blocked_reason = 'frozen_by_owner', blocked_at = $2 where id = (select account_id from authorisation where id = $1)", floor.karin.1.as_str()).await,
                _ => floor.sets("update authorisation set valid_until = $2, as_of = $2 where id = $1", floor.karin.1.as_str()).await,
            }
            let number = MobileNumber::parse("06 87654321", &Default::default()).unwrap();
            let refused = desk::ask_mobile(services, &checked, WHY, &number).await.unwrap().err();
            let seen = page().await;
            assert!(refused.is_some() && !seen.changes_number(), "{how}: {refused:?}");
            let permit = floor.permit_of(&floor.sanne).await;
            let source = SourceText::parse("relatiebestand").unwrap();
            let stopped = desk::ask_stop(services, &permit, &floor.karin.1, WHY, &source).await.unwrap();
            assert_eq!(stopped.is_ok(), seen.stops_access(), "{how}: {stopped:?}");
            assert_eq!(stopped.is_ok(), how == "frozen");
        }
    }

    async fn sec_69_a_number_of_access_that_is_over_proves_nothing_about_the_account(on: On) {
        let floor = Floor::new(on).await;
        let garage = floor.garage().await;
        let jan = floor.world.person(&garage.place, JAN.admin()).await;
        floor.freezes(&floor.jan).await;
        floor.sets("update authorisation set valid_until = $2, as_of = $2 where id = $1", jan.1.as_str()).await;
        floor.world.clock.forward(73 * HOURS * MINUTE);
        let checked = floor.checked(&floor.sanne, &jan.1).await;
        assert_eq!(floor.account_deeds(&checked).await, [const { Some(Refusal::Stopped) }; 3]);
    }
}
