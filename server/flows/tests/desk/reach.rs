//! Whom the desk helps, and for whom one agent is not enough: the account of a colleague takes two, and who looks after
//! others anywhere is the desk's to help (SEC-67, SEC-69).

use domain::{
    MobileNumber,
    desk::{Way, Why},
    organisations::DESK_RIGHT,
    people::{BlockReason, PROTECTED, What},
    shared::short_text::{PhoneText, SourceText},
};
use flows::{
    desk::{self, Decision, Refusal},
    execute, on_each_database,
    testing::people,
    testing::{On, Seed},
};

use super::floor::{Floor, JAN, Who};

impl Floor {
    async fn block(&self, who: &Who) {
        let mut tx = self.world.services.db.write().await.unwrap();
        let sql = "update account set blocked_reason = $2 where id = $1";
        execute!(&mut tx, sql, who.0.as_str(), BlockReason::WrongCodes.code()).unwrap();
        tx.commit().await.unwrap();
    }
}

on_each_database! {
    async fn sec_69_the_account_of_a_colleague_takes_a_second_agent(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        floor.block(&floor.daan).await;
        let why = Why::CallerChecked;
        let checked = floor.checked(&floor.sanne, &floor.daan.1).await;
        let no = || Some(Refusal::ColleagueNeedsTwo);
        assert_eq!(desk::unblock(services, &checked, why).await.unwrap().err(), no());
        assert_eq!(desk::send_reset_link(services, &checked, why).await.unwrap().err(), no());
        let see = floor.permit_of(&floor.sanne).await.see();
        let daan = desk::person(services, &see, &floor.daan.1, Way::Search).await.unwrap().unwrap();
        assert!(daan.account_needs_two() && daan.ours_for(What::Account));
        // The same agent at an office where he works too is the same account.
        let at_office = floor.world.person(&floor.office, Seed::new("Daan", "", "Dekker", "daan@voorbeeld.example")).await;
        let checked_there = floor.checked(&floor.sanne, &at_office.1).await;
        assert_eq!(desk::unblock(services, &checked_there, why).await.unwrap().err(), no());
    }

    async fn sec_69_with_a_second_agent_who_vouches_a_colleague_is_helped(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let mut third = Seed::new("Noor", "", "Bakker", "noor@voorbeeld.example");
        third.rights = &[DESK_RIGHT];
        third.mobile = "+31612345699";
        let insurer = floor.permit_of(&floor.sanne).await.organisation().clone();
        let noor = floor.world.person(&insurer, third).await;
        floor.block(&floor.daan).await;
        let permit = floor.permit_of(&floor.sanne).await;
        let (called, source) = (PhoneText::parse("020 123 45 67").unwrap(), SourceText::parse("relatiebestand").unwrap());
        desk::ask_call_back(services, &permit, &floor.daan.1, Why::CannotLogIn, (&called, &source)).await.unwrap().unwrap();
        let second = floor.permit_of(&noor).await;
        let asked = desk::requests(services, &second.see()).await.unwrap();
        desk::decide(services, &second, &asked[0].id, Decision::Approve).await.unwrap().unwrap();
        let checked = desk::checked(services, &permit, &floor.daan.1).await.unwrap().unwrap();
        let unblocked = desk::unblock(services, &checked, Why::CannotLogIn).await.unwrap();
        assert!(unblocked.is_ok(), "{unblocked:?}");
    }

    async fn sec_69_the_desk_helps_with_the_account_of_who_is_admin_elsewhere_and_the_own_admin_with_the_rest(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let garage = floor.world.organisation("garage", "Garage Jansen").await;
        let at_garage = floor.world.person(&garage, JAN.admin()).await;
        floor.block(&floor.jan).await;
        let checked = floor.checked(&floor.sanne, &floor.jan.1).await;
        let why = Why::CannotLogIn;
        let number = domain::MobileNumber::parse("06 87654321", &Default::default()).unwrap();
        let mobile = desk::ask_mobile(services, &checked, why, &number).await.unwrap();
        assert!(matches!(mobile, Err(Refusal::HasAdmin(_))), "{mobile:?}");
        let there = floor.checked(&floor.sanne, &at_garage.1).await;
        assert!(desk::unblock(services, &there, why).await.unwrap().is_ok());
        assert!(desk::send_reset_link(services, &there, why).await.unwrap().is_ok());
    }

    async fn sec_67_who_was_admin_until_lately_is_the_desks_to_help(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let els = floor.world.person(&floor.office, Seed::new("Els", "", "Smit", "els@kantoor-deboer.example").admin()).await;
        let caller = floor.world.inside(&els.0, &els.1).await;
        let admin = caller.may_change_staff(&services.policy, services.now()).unwrap();
        people::remove_admin(services, &admin, &floor.karin.1).await.unwrap().unwrap();
        let see = floor.permit_of(&floor.sanne).await.see();
        let karin = desk::person(services, &see, &floor.karin.1, Way::Search).await.unwrap().unwrap();
        assert!(karin.ours());
        floor.world.clock.forward(PROTECTED);
        let karin = desk::person(services, &see, &floor.karin.1, Way::Search).await.unwrap().unwrap();
        assert!(!karin.ours(), "three days later the own admins help");
    }

    async fn sec_67_an_admin_whom_two_agents_stopped_is_out_of_reach_of_who_restores_that(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let els = floor.world.person(&floor.office, Seed::new("Els", "", "Smit", "els@kantoor-deboer.example").admin()).await;
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        let source = SourceText::parse("directeur, teruggebeld").unwrap();
        desk::ask_stop(services, &sanne, &floor.karin.1, Why::Left, &source).await.unwrap().unwrap();
        let id = desk::requests(services, &daan.see()).await.unwrap().remove(0).id;
        desk::decide(services, &daan, &id, Decision::Approve).await.unwrap().unwrap();
        let no = people::Refusal::StillProtected { until: services.now().plus(PROTECTED) };
        let els = floor.world.inside(&els.0, &els.1).await.may_change_staff(&services.policy, services.now()).unwrap();
        people::restore_access(services, &els, &floor.karin.1).await.unwrap().unwrap();
        people::remove_admin(services, &els, &floor.karin.1).await.unwrap().unwrap();
        let number = MobileNumber::parse("0687654321", &Default::default()).unwrap();
        assert_eq!(people::change_mobile(services, &els, &floor.karin.1, &number).await.unwrap(), Err(no.clone()));
        assert_eq!(people::send_reset_link(services, &els, &floor.karin.1).await.unwrap(), Err(no));
    }
}
