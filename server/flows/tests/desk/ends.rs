//! What waits for a second pair of eyes ends with what it hangs on: the account that is blocked, the access that is stopped
//! or comes back (SEC-34, docs/decisions/0020).

use domain::{
    DeskRequestId, MobileNumber,
    desk::Why,
    organisations::DESK_RIGHT,
    people::{AuthorisationState, BlockReason, StandIn},
    post::Channel,
    shared::short_text::{NewsText, SourceText},
};
use flows::{
    desk::{self, Became, CheckedCaller, Decision, FourEyes, NewAnnouncement, Refusal, Told},
    execute, login, on_each_database,
    testing::people::{self, NewRights, Stop, check},
    testing::{On, Seed},
};

use super::{
    eyes::{DAY, House},
    floor::{Floor, JAN, KARIN, MINUTE, Who},
};

const NUMBER: &str = "select mobile from authorisation where id = $1";
const CHECKS: &str =
    "select count(*) from caller_check where authorisation_id = $1 and passed_at is not null";
const TOLD: &str = "select facts from outbox where account_id = $1 and letter = 'not_agreed'";
const OPEN: &str = "select id from desk_request where decided_at is null and authorisation_id = $1";

/// A thief who reads a mailbox calls Daan and has other codes asked; the owner hears of it and calls Sanne.
async fn thief_calls(floor: &Floor, whom: &Who) -> (CheckedCaller, DeskRequestId) {
    let (services, daan) = (&floor.world.services, floor.permit_of(&floor.daan).await);
    let sent = desk::send(services, &daan, &whom.1, Channel::Mail).await;
    sent.unwrap().unwrap();
    let code = floor.code().await;
    let told = desk::check(services, &daan, &whom.1, &code).await.unwrap();
    assert_eq!(told, Told::Right);
    let checked = desk::checked(services, &daan, &whom.1).await.unwrap();
    let checked = checked.unwrap();
    let new = MobileNumber::from_e164_stored("+31687654321".into());
    let asked = desk::ask_mobile(services, &checked, Why::NewPhone, &new).await;
    asked.unwrap().unwrap();
    let id = floor.lines(OPEN, whom.1.as_str()).await.remove(0);
    (checked, DeskRequestId::from_trusted(id))
}

/// Nothing comes of what the thief asked, and who asked it hears why.
async fn is_over(floor: &Floor, whom: &Who, id: &DeskRequestId, why: &str) {
    let services = &floor.world.services;
    assert!(floor.lines(OPEN, whom.1.as_str()).await.is_empty(), "{why}");
    let sanne = floor.permit_of(&floor.sanne).await;
    let decided = desk::decide(services, &sanne, id, Decision::Approve).await;
    assert_eq!(decided.unwrap().err(), Some(Refusal::RequestOver), "{why}");
    let number = floor.lines(NUMBER, whom.1.as_str()).await;
    assert_ne!(number, ["+31687654321"], "{why}");
    let told = floor.lines(TOLD, floor.daan.0.as_str()).await;
    assert_eq!(told.len(), 1, "{why}: {told:?}");
    assert!(told[0].contains(&format!(r#""why":"{why}""#)), "{told:?}");
}

on_each_database! {
    async fn sec_34_a_block_at_the_owners_wish_ends_what_callers_asked_and_whom_somebody_else_passed_for(on: On) {
        for before in [None, Some(BlockReason::PasswordOnKnownDevice), Some(BlockReason::WrongCodes)] {
            let floor = Floor::new(on).await;
            let services = &floor.world.services;
            let (thief, id) = thief_calls(&floor, &floor.karin).await;
            if let Some(reason) = before {
                let mut tx = services.db.write().await.unwrap();
                assert!(login::block(&mut tx, services, services.now(), &floor.karin.0, reason).await.unwrap());
                tx.commit().await.unwrap();
                assert_eq!(floor.lines(OPEN, floor.karin.1.as_str()).await.len(), 1, "no word of the owner: {before:?}");
            }
            // The thief was also on the line with Sanne, a moment before the owner was.
            floor.checked(&floor.sanne, &floor.karin.1).await;
            floor.world.clock.forward(MINUTE);
            let owner = floor.checked(&floor.sanne, &floor.karin.1).await;
            desk::block(services, &owner, Why::Suspicion).await.unwrap().unwrap();
            is_over(&floor, &floor.karin, &id, "blocked").await;
            assert_eq!(floor.number(CHECKS, floor.karin.1.as_str()).await, 1, "that of the owner: {before:?}");
            for deed in floor.every_deed(&thief).await {
                assert_eq!(deed, Some(Refusal::NotChecked), "{before:?}");
            }
            // No number while it stands, whoever asks.
            let again = floor.checked(&floor.daan, &floor.karin.1).await;
            let new = MobileNumber::from_e164_stored("+31687654321".into());
            let asked = desk::ask_mobile(services, &again, Why::NewPhone, &new).await.unwrap();
            assert_eq!(asked, Err(Refusal::Blocked), "{before:?}");
            let see = floor.permit_of(&floor.daan).await.see();
            let person = desk::person(services, &see, &floor.karin.1, domain::desk::Way::Search).await.unwrap().unwrap();
            assert!(!person.changes_number(), "the page offers what is done, and no more");
        }
    }

    async fn sec_34_another_number_that_was_asked_does_not_outlive_the_one_that_it_was_to_replace(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let unanswered = "insert into help_request (id, organisation_id, authorisation_id, kind, created_at, stage)
            select 'asked', organisation_id, id, 'wrong_number', created_at, 'desk' from authorisation where id = $1";
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, unanswered, floor.jan.1.as_str()).unwrap();
        tx.commit().await.unwrap();
        let (_, id) = thief_calls(&floor, &floor.jan).await;
        // Jan goes to Karin meanwhile.
        let karin = floor.world.inside(&floor.karin.0, &floor.karin.1).await;
        let karin = karin.may_change_staff(&services.policy, services.now()).unwrap();
        let new = MobileNumber::from_e164_stored("+31628888888".into());
        people::change_mobile(services, &karin, &floor.jan.1, &new).await.unwrap().unwrap();
        is_over(&floor, &floor.jan, &id, "other_number").await;
        assert_eq!(floor.lines(NUMBER, floor.jan.1.as_str()).await, ["+31628888888"]);
    }

    async fn sec_34_what_a_caller_asked_does_not_outlive_the_access_it_was_asked_for(on: On) {
        for way in ["stopped", "not there at the check", "stopped by the desk", "a last day that is moved", "a planned stop that is taken back", "an invitation withdrawn"] {
            let karin = if way == "an invitation withdrawn" { AuthorisationState::Invited } else { AuthorisationState::Active };
            let floor = Floor::with(on, Seed { state: karin, ..KARIN }, JAN).await;
            let services = &floor.world.services;
            let els = Seed { mobile: "+31612345699", ..Seed::new("Els", "", "Smit", "els@kantoor-deboer.example").admin() };
            let els = floor.world.person(&floor.office, els).await;
            let permit = async || {
                let els = floor.world.inside(&els.0, &els.1).await;
                els.may_change_staff(&services.policy, services.now()).unwrap()
            };
            let ends = async |until| {
                let new = NewRights { rights: vec![], valid_from: None, valid_until: until };
                people::change_rights(services, &permit().await, &floor.karin.1, &new).await.unwrap().unwrap();
            };
            let stops = async |when| {
                people::stop_access(services, &permit().await, &floor.karin.1, when).await.unwrap().unwrap();
            };
            let tomorrow = services.now().plus(DAY);
            let (thief, id) = thief_calls(&floor, &floor.karin).await;
            let mut restored = true;
            match way {
                "stopped" => stops(Stop::Now).await,
                "not there at the check" => {
                    let page = check::next_page(services, &permit().await.see()).await.unwrap();
                    let shown: Vec<_> = page.people.into_iter().map(|looked| looked.person.id).collect();
                    check::settle(services, &permit().await, &shown, std::slice::from_ref(&floor.karin.1)).await.unwrap().unwrap();
                }
                "stopped by the desk" => {
                    let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
                    let source = SourceText::parse("de directie").unwrap();
                    desk::ask_stop(services, &daan, &floor.karin.1, Why::Other, &source).await.unwrap().unwrap();
                    let waiting = desk::requests(services, &sanne.see()).await.unwrap();
                    let stop = waiting.into_iter().find(|one| matches!(one.what, FourEyes::StopAccess { .. })).unwrap();
                    desk::decide(services, &sanne, &stop.id, Decision::Approve).await.unwrap().unwrap();
                }
                "an invitation withdrawn" => {
                    people::withdraw_invitation(services, &permit().await, &floor.karin.1).await.unwrap().unwrap();
                    restored = false;
                }
                "a planned stop that is taken back" => {
                    stops(Stop::On(tomorrow)).await;
                    floor.world.clock.forward(DAY + MINUTE);
                }
                _ => {
                    ends(Some(tomorrow)).await;
                    floor.world.clock.forward(DAY + MINUTE);
                    ends(None).await;
                    restored = false;
                }
            }
            if restored {
                people::restore_access(services, &permit().await, &floor.karin.1).await.unwrap().unwrap();
            }
            is_over(&floor, &floor.karin, &id, "stopped").await;
            assert_eq!(floor.number(CHECKS, floor.karin.1.as_str()).await, 0, "{way}");
            let link = desk::send_reset_link(services, &thief, Why::ForgotPassword).await.unwrap();
            assert_eq!(link, Err(if restored || way == "a last day that is moved" { Refusal::NotChecked } else { Refusal::NotHere }), "{way}");
            let seen = desk::decided_requests(services, &floor.permit_of(&floor.daan).await.see()).await.unwrap();
            assert!(seen.iter().any(|one| one.became == Became::Stopped), "{way}: {seen:?}");
        }
    }

    async fn sec_68_what_somebody_asked_by_a_post_does_not_come_back_when_the_post_does(on: On) {
        for way in ["an agent who was stopped", "an agent whose right was taken", "an admin who laid the role down", "a stand-in that ended", "an admin who was stopped"] {
            let house = House::new(on).await;
            let (floor, services) = (&house.floor, &house.floor.world.services);
            let insurer = floor.permit_of(&floor.sanne).await.organisation().clone();
            let otto = Seed { mobile: "+31612345631", rights: &[], ..Seed::new("Otto", "", "Smit", "otto@voorbeeld.example").admin() };
            let otto = floor.world.person(&insurer, otto).await;
            let tess = Seed { mobile: "+31612345632", rights: &[], ..Seed::new("Tess", "", "Mulder", "tess@voorbeeld.example") };
            let tess = floor.world.person(&insurer, tess).await;
            let permit_of = async |who: &Who| {
                let caller = floor.world.inside(&who.0, &who.1).await;
                caller.may_change_staff(&services.policy, services.now()).unwrap()
            };
            let iris = permit_of(&house.iris).await;
            let rights = |codes: &[&str]| NewRights { rights: codes.iter().map(|code| (*code).to_owned()).collect(), valid_from: None, valid_until: None };
            let (by, what) = match way {
                "an agent who was stopped" | "an agent whose right was taken" => (&floor.daan, None),
                "a stand-in that ended" => (&tess, Some(&floor.jan)),
                _ => (&otto, Some(&tess)),
            };
            let mut text = None;
            if what.is_none() {
                thief_calls(floor, &floor.karin).await;
                let new = NewAnnouncement {
                    nl: NewsText::parse("Bel 0900 9999 voor uw nieuwe code.").unwrap(),
                    en: NewsText::parse("Call 0900 9999 for your new code.").unwrap(),
                    from: services.now(),
                    until: services.now().plus(30 * DAY),
                };
                let daan = floor.permit_of(&floor.daan).await;
                desk::ask_for_announcement(services, &daan, &new).await.unwrap().unwrap();
                let see = floor.permit_of(&floor.sanne).await.see();
                text = desk::waiting_announcements(services, &see).await.unwrap().pop();
                assert!(text.is_some());
            } else {
                if way == "a stand-in that ended" {
                    let period = StandIn { from: services.now(), until: services.now().plus(3 * DAY) };
                    people::appoint_stand_in(services, &iris, &tess.1, period).await.unwrap().unwrap();
                }
                let nora = Seed { mobile: "+31612345633", rights: &[], ..Seed::new("Nora", "", "Vos", "nora@voorbeeld.example") };
                let nora = floor.world.person(&insurer, nora).await;
                people::change_rights(services, &permit_of(by).await, &nora.1, &rights(&[DESK_RIGHT])).await.unwrap().unwrap();
            }
            let waits = house.waiting().await;
            assert_eq!(waits.len(), 1, "{way}");
            match way {
                "an agent who was stopped" | "an admin who was stopped" => {
                    people::stop_access(services, &iris, &by.1, Stop::Now).await.unwrap().unwrap();
                    people::restore_access(services, &iris, &by.1).await.unwrap().unwrap();
                }
                "an agent whose right was taken" => drop(people::change_rights(services, &iris, &by.1, &rights(&[])).await.unwrap().unwrap()),
                "a stand-in that ended" => {
                    people::end_stand_in(services, &iris, &tess.1).await.unwrap().unwrap();
                    let period = StandIn { from: services.now(), until: services.now().plus(3 * DAY) };
                    people::appoint_stand_in(services, &iris, &tess.1, period).await.unwrap().unwrap();
                }
                _ => {
                    people::remove_admin(services, &iris, &by.1).await.unwrap().unwrap();
                    people::make_admin(services, &iris, &by.1).await.unwrap().unwrap();
                }
            }
            if what.is_none() {
                let mut tx = services.db.write().await.unwrap();
                let sql = "insert into authorisation_right (authorisation_id, right_code, granted_at) values ($1, $2, 1)";
                execute!(&mut tx, sql, by.1.as_str(), DESK_RIGHT).unwrap();
                tx.commit().await.unwrap();
            }
            assert!(house.waiting().await.is_empty(), "{way}");
            assert!(matches!(house.decides(&floor.sanne, &waits[0]).await, Err(Refusal::AsksNoMore(_))), "{way}");
            if let Some(text) = text {
                let sanne = floor.permit_of(&floor.sanne).await;
                let approved = desk::approve_announcement(services, &sanne, &text.announcement.id).await.unwrap();
                assert_eq!(approved, Err(Refusal::RequestOver), "{way}");
            }
        }
    }
}
