//! What one agent asks and another decides.

use std::{sync::Arc, time::Duration};

use domain::{
    DeskRequestId, MobileNumber,
    desk::Why,
    organisations::Catalogue,
    shared::short_text::{PhoneText, SourceText},
};
use flows::{
    Trouble,
    desk::{self, Became, Decision, FourEyes, Refusal},
    execute, login, on_each_database,
    testing::{On, Seed},
};

use super::floor::{Floor, KARIN, MINUTE};

/// As long as a colleague can approve.
const THREE_DAYS: Duration = Duration::from_secs(72 * 60 * 60);

fn number(text: &str) -> MobileNumber {
    MobileNumber::parse(text, &Default::default()).unwrap()
}

/// Sanne asks for another number for Karin.
async fn asked(floor: &Floor) -> DeskRequestId {
    let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
    let new = number("06 87654321");
    desk::ask_mobile(&floor.world.services, &checked, Why::NewPhone, &new)
        .await
        .unwrap()
        .unwrap();
    let permit = floor.permit_of(&floor.daan).await.see();
    let waiting = desk::requests(&floor.world.services, &permit)
        .await
        .unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(
        waiting[0].what,
        FourEyes::Mobile {
            new: "+31687654321".into()
        }
    );
    assert!(!waiting[0].yours && waiting[0].asked_by == "Sanne Meijer");
    waiting[0].id.clone()
}

async fn mobile_of_karin(floor: &Floor) -> String {
    floor
        .lines(
            "select mobile from authorisation where id = $1",
            floor.karin.1.as_str(),
        )
        .await
        .remove(0)
}

on_each_database! {
    async fn sec_74_a_node_whose_content_knows_no_insurer_here_ends_nothing_that_waits(on: On) {
        let mut floor = Floor::new(on).await;
        let id = asked(&floor).await;
        let known = Arc::clone(&floor.world.services.catalogue);
        for insurer in [None, Some("maatschappij")] {
            let mut other = Catalogue::clone(&known);
            for kind in other.kinds.iter_mut().filter(|kind| kind.insurer) {
                kind.insurer = insurer.is_some();
                kind.code = insurer.unwrap_or(&kind.code).to_owned();
            }
            floor.world.services.catalogue = Arc::new(other);
            desk::sweep(&floor.world.services).await.unwrap();
        }
        floor.world.services.catalogue = known;
        let daan = floor.permit_of(&floor.daan).await;
        desk::decide(&floor.world.services, &daan, &id, Decision::Approve).await.unwrap().unwrap();
        assert_eq!(mobile_of_karin(&floor).await, "+31687654321");
    }

    async fn sec_34_42_the_number_of_an_admin_changes_when_two_agents_say_so_and_everybody_hears_at_once(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let els = flows::testing::Seed::new("Els", "", "Smit", "els@kantoor-deboer.example").admin();
        let els = floor.world.person(&floor.office, els).await;
        let id = asked(&floor).await;
        assert_eq!(mobile_of_karin(&floor).await, "+31612345678", "nothing changed yet");
        let told = floor.letters(&floor.karin.0).await;
        assert_eq!(told, ["caller_check", "number_change_asked", "number_change_asked_sms"]);
        let own = floor.permit_of(&floor.sanne).await;
        let refused = desk::decide(services, &own, &id, Decision::Approve).await.unwrap();
        assert_eq!(refused.err(), Some(Refusal::OwnRequest));
        let daan = floor.permit_of(&floor.daan).await;
        desk::decide(services, &daan, &id, Decision::Approve).await.unwrap().unwrap();
        assert_eq!(mobile_of_karin(&floor).await, "+31687654321");
        let told = floor.letters(&floor.karin.0).await;
        assert!(told.contains(&"mobile_changed".to_owned()) && told.contains(&"number_changed_old".to_owned()), "{told:?}");
        assert_eq!(floor.letters(&els.0).await, ["colleague_number_changed"]);
        let off = floor.number("select reset_off_until from account where id = $1", floor.karin.0.as_str()).await;
        assert_eq!(off, services.now().plus(24 * 60 * MINUTE).unix_ms());
        let again = desk::decide(services, &daan, &id, Decision::Approve).await.unwrap();
        assert_eq!(again.err(), Some(Refusal::RequestOver));
        let kept = floor.lines("select payload from desk_request where id = $1", id.as_str()).await;
        assert_eq!(kept, [""], "what was asked is forgotten once it was decided on");
    }

    async fn sec_42_who_asked_hears_when_nothing_comes_of_it_and_sees_what_became_of_it(on: On) {
        const TOLD: &str = "select facts from outbox where account_id = $1 and letter = 'not_agreed'";
        for (ends, told, became) in [
            ("refused", Some(r#""why":{"refused":{"by":"Daan Dekker"}}"#), Some(Became::Refused { by: "Daan Dekker".into() })),
            ("frozen", Some(r#""why":"frozen""#), Some(Became::Frozen)),
            ("ran out", Some(r#""why":"ran_out""#), Some(Became::RanOut)),
            ("ran out, and asked anew", Some(r#""why":"ran_out""#), Some(Became::RanOut)),
            ("approved", None, Some(Became::Approved { by: "Daan Dekker".into() })),
            ("withdrawn", None, None),
            ("no agent any more", None, Some(Became::RanOut)),
        ] {
            let floor = Floor::new(on).await;
            let services = &floor.world.services;
            let id = asked(&floor).await;
            let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
            let decide = async |permit, decision| desk::decide(services, permit, &id, decision).await.unwrap().unwrap();
            match ends {
                "refused" => drop(decide(&daan, Decision::Reject).await),
                "approved" => drop(decide(&daan, Decision::Approve).await),
                "withdrawn" => drop(decide(&sanne, Decision::Withdraw).await),
                "frozen" => floor.freezes(&floor.karin).await,
                "no agent any more" => {
                    let mut tx = services.db.write().await.unwrap();
                    execute!(&mut tx, "update authorisation set state = 'stopped' where id = $1", floor.sanne.1.as_str()).unwrap();
                    tx.commit().await.unwrap();
                    floor.world.clock.forward(THREE_DAYS);
                    desk::sweep(services).await.unwrap();
                }
                _ => {
                    floor.world.clock.forward(THREE_DAYS);
                    if ends == "ran out" {
                        desk::sweep(services).await.unwrap();
                    } else {
                        let daan = floor.permit_of(&floor.daan).await;
                        let (called, source) = (PhoneText::parse("055 123 4567").unwrap(), SourceText::parse("relatiebestand").unwrap());
                        desk::ask_call_back(services, &daan, &floor.jan.1, Why::Other, (&called, &source)).await.unwrap().unwrap();
                    }
                }
            }
            // Whoever cleans up after that tells nobody once more.
            desk::sweep(services).await.unwrap();
            let letters = floor.lines(TOLD, floor.sanne.0.as_str()).await;
            assert_eq!(letters.len(), usize::from(told.is_some()), "{ends}: {letters:?}");
            if let Some(told) = told {
                assert!(letters[0].contains(told) && letters[0].contains("Karin de Boer") && letters[0].contains(r#""admin":false"#), "{ends}: {letters:?}");
            }
            assert!(floor.lines(TOLD, floor.daan.0.as_str()).await.is_empty(), "{ends}");
            let seen = desk::decided_requests(services, &sanne.see()).await.unwrap();
            assert_eq!(seen.iter().map(|one| one.became.clone()).collect::<Vec<_>>(), became.into_iter().collect::<Vec<_>>(), "{ends}");
            assert!(seen.iter().all(|one| one.kind == "mobile" && one.name == "Karin de Boer" && one.organisation == "Kantoor De Boer"));
            assert!(desk::decided_requests(services, &daan.see()).await.unwrap().is_empty(), "{ends}");
            floor.world.clock.forward(THREE_DAYS);
            assert!(desk::decided_requests(services, &sanne.see()).await.unwrap().is_empty(), "{ends}");
        }
    }

    async fn sec_26_the_database_itself_refuses_an_approval_by_who_asked(on: On) {
        let floor = Floor::new(on).await;
        let id = asked(&floor).await;
        let mut tx = floor.world.services.db.write().await.unwrap();
        let by = floor.sanne.0.as_str();
        let statement = "update desk_request set decision = 'approved', decided_by = $2, decided_at = 1 where id = $1";
        assert!(execute!(&mut tx, statement, id.as_str(), by).is_err());
    }

    async fn a_request_that_was_changed_after_it_was_asked_is_not_carried_out(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let id = asked(&floor).await;
        let mut tx = services.db.write().await.unwrap();
        let changed = r#"{"kind":"mobile","new":"+31600000000"}"#;
        execute!(&mut tx, "update desk_request set payload = $2 where id = $1", id.as_str(), changed).unwrap();
        tx.commit().await.unwrap();
        let daan = floor.permit_of(&floor.daan).await;
        assert!(desk::decide(services, &daan, &id, Decision::Approve).await.is_err());
        assert_eq!(mobile_of_karin(&floor).await, "+31612345678");
    }

    async fn who_freezes_the_account_stops_the_change(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let id = asked(&floor).await;
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "update account set blocked_reason = 'frozen_by_owner' where id = $1", floor.karin.0.as_str()).unwrap();
        tx.commit().await.unwrap();
        let daan = floor.permit_of(&floor.daan).await;
        let refused = desk::decide(services, &daan, &id, Decision::Approve).await.unwrap();
        assert_eq!(refused.err(), Some(Refusal::Frozen));
        assert_eq!(mobile_of_karin(&floor).await, "+31612345678");
        desk::decide(services, &daan, &id, Decision::Reject).await.unwrap().unwrap();
    }

    async fn sec_34_what_a_caller_had_the_desk_ask_is_asked_no_more_once_the_owner_froze_the_account(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let id = asked(&floor).await;
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        let (called, source) = (PhoneText::parse("055 123 4567").unwrap(), SourceText::parse("relatiebestand").unwrap());
        desk::ask_call_back(services, &sanne, &floor.karin.1, Why::LostDevice, (&called, &source)).await.unwrap().unwrap();
        floor.freezes(&floor.karin).await;
        // Also when somebody is let in again within the three days that were left.
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "update account set blocked_reason = null, blocked_at = null where id = $1", floor.karin.0.as_str()).unwrap();
        tx.commit().await.unwrap();
        assert!(desk::requests(services, &daan.see()).await.unwrap().is_empty());
        let refused = desk::decide(services, &daan, &id, Decision::Approve).await.unwrap();
        assert_eq!(refused.err(), Some(Refusal::RequestOver));
        assert_eq!(mobile_of_karin(&floor).await, "+31612345678");
        let ended = "select facts from audit where authorisation_id = $1 and event = 'four_eyes_ended' and organisation_id is not null";
        assert_eq!(floor.lines(ended, floor.karin.1.as_str()).await.len(), 2, "it stands in the log of the office");
    }

    async fn sec_68_what_somebody_asked_who_is_no_agent_any_more_waits_for_nobody(on: On) {
        for taken in [
            "update authorisation set state = 'stopped' where id = $1",
            "update authorisation set valid_until = 1 where id = $1",
            "delete from authorisation_right where authorisation_id = $1",
        ] {
            let floor = Floor::new(on).await;
            let services = &floor.world.services;
            let id = asked(&floor).await;
            let mut tx = services.db.write().await.unwrap();
            assert_eq!(execute!(&mut tx, taken, floor.sanne.1.as_str()).unwrap(), 1);
            tx.commit().await.unwrap();
            let daan = floor.permit_of(&floor.daan).await;
            assert!(desk::requests(services, &daan.see()).await.unwrap().is_empty(), "{taken}");
            let refused = desk::decide(services, &daan, &id, Decision::Approve).await.unwrap();
            assert_eq!(refused.err(), Some(Refusal::AsksNoMore("Sanne Meijer".into())), "{taken}");
            assert_eq!(mobile_of_karin(&floor).await, "+31612345678");
            // Nor does it stand in the way of somebody who is one.
            floor.world.clock.forward(MINUTE);
            let checked = floor.checked(&floor.daan, &floor.karin.1).await;
            desk::ask_mobile(services, &checked, Why::NewPhone, &number("06 11112222")).await.unwrap().unwrap();
            let waiting = desk::requests(services, &daan.see()).await.unwrap();
            assert!(waiting.len() == 1 && waiting[0].yours, "{taken}");
        }
    }

    async fn sec_70_nobody_hides_what_others_ask_behind_the_own_requests(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        let garage = floor.world.organisation("garage", "Garage Vol").await;
        let (called, source) = (PhoneText::parse("070 123 45 67").unwrap(), SourceText::parse("relatiebestand").unwrap());
        let mut refused = 0;
        for n in 0..130 {
            // Sixty an hour are asked, and after that no more.
            if n == 60 || n == 120 {
                floor.world.clock.forward(60 * MINUTE);
            }
            let email = format!("s{n}@garage-vol.example");
            let seed = Seed::new("Sam", "", "Vol", &email);
            let whom = floor.world.person(&garage, seed).await;
            desk::ask_call_back(services, &sanne, &whom.1, Why::Other, (&called, &source)).await.unwrap().unwrap();
            if n == 59 {
                let jan = &floor.jan.1;
                refused += usize::from(matches!(desk::ask_call_back(services, &sanne, jan, Why::Other, (&called, &source)).await, Err(Trouble::Enough { .. })));
            }
        }
        assert_eq!(refused, 1);
        floor.world.clock.forward(MINUTE);
        desk::ask_call_back(services, &daan, &floor.karin.1, Why::Other, (&called, &source)).await.unwrap().unwrap();
        let seen = desk::requests(services, &sanne.see()).await.unwrap();
        assert_eq!(seen.len(), 100);
        assert!(seen.iter().any(|one| one.whom == floor.karin.1), "the one of Daan");
        assert!(seen.is_sorted_by_key(|one| one.asked_at));
    }

    async fn sec_47_two_colleagues_who_decide_at_once_decide_once(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let id = asked(&floor).await;
        let daan = floor.permit_of(&floor.daan).await;
        let (one, other) = tokio::join!(
            desk::decide(services, &daan, &id, Decision::Approve),
            desk::decide(services, &daan, &id, Decision::Reject)
        );
        let done = [one.unwrap().is_ok(), other.unwrap().is_ok()];
        assert_eq!(done.iter().filter(|done| **done).count(), 1, "{done:?}");
        let events = floor.lines("select event from audit where authorisation_id = $1 and event in ('four_eyes_approved', 'four_eyes_ended')", floor.karin.1.as_str()).await;
        assert_eq!(events.len(), 1);
    }

    async fn a_request_runs_out_and_one_waits_at_a_time_and_who_asked_takes_it_back(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let id = asked(&floor).await;
        floor.world.clock.forward(MINUTE);
        let checked = floor.checked(&floor.daan, &floor.karin.1).await;
        let second = desk::ask_mobile(services, &checked, Why::NewPhone, &number("06 11112222")).await.unwrap();
        assert_eq!(second, Err(Refusal::AskedAlready));
        let daan = floor.permit_of(&floor.daan).await;
        let taken_back = desk::decide(services, &daan, &id, Decision::Withdraw).await.unwrap();
        assert_eq!(taken_back.err(), Some(Refusal::OwnRequest), "only who asked takes it back");
        let sanne = floor.permit_of(&floor.sanne).await;
        desk::decide(services, &sanne, &id, Decision::Withdraw).await.unwrap().unwrap();
        desk::ask_mobile(services, &checked, Why::NewPhone, &number("06 11112222")).await.unwrap().unwrap();
        floor.world.clock.forward(72 * 60 * MINUTE);
        let sanne = floor.permit_of(&floor.sanne).await;
        assert!(desk::requests(services, &sanne.see()).await.unwrap().is_empty());
        desk::sweep(services).await.unwrap();
        let left = floor.number("select count(*) from desk_request where payload <> $1", "").await;
        assert_eq!(left, 0);
    }

    async fn sec_70_an_agent_asks_and_takes_it_back_so_often_and_no_more(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let sanne = floor.permit_of(&floor.sanne).await;
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        let before = floor.letters(&floor.karin.0).await.len();
        let most = services.policy.news_to_one_person_day as usize;
        for _ in 0..most / 2 {
            desk::ask_mobile(services, &checked, Why::NewPhone, &number("0687654321")).await.unwrap().unwrap();
            let id = desk::requests(services, &sanne.see()).await.unwrap().remove(0).id;
            desk::decide(services, &sanne, &id, Decision::Withdraw).await.unwrap().unwrap();
        }
        let refused = desk::ask_mobile(services, &checked, Why::NewPhone, &number("0687654321")).await;
        assert!(matches!(refused, Err(Trouble::Enough { .. })), "{refused:?}");
        assert!(desk::requests(services, &sanne.see()).await.unwrap().is_empty());
        assert_eq!(floor.letters(&floor.karin.0).await.len(), before + most);
    }

    async fn sec_26_sec_68_nobody_calls_the_company_back_where_he_answers_the_telephone(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let sanne = floor.permit_of(&floor.sanne).await;
        let (called, source) = (PhoneText::parse("070 123 45 67").unwrap(), SourceText::parse("relatiebestand").unwrap());
        let asks = async || desk::ask_call_back(services, &sanne, &floor.karin.1, Why::LostDevice, (&called, &source)).await.unwrap();
        let there = floor.world.person(&floor.office, Seed { mobile: "+31612345677", ..Seed::new("Sanne", "", "Meijer", "sanne@voorbeeld.example") }).await;
        let mut tx = services.db.write().await.unwrap();
        let ended = services.now().minus(Duration::from_secs(3600)).unix_ms();
        execute!(&mut tx, "update authorisation set valid_until = $2, as_of = $2 where id = $1", there.1.as_str(), ended).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(asks().await, Err(Refusal::OwnCompany), "nor whose access ended an hour ago");
        // Nor has an admin stopped there on the word of the company, nor agrees to it.
        let stop = desk::ask_stop(services, &sanne, &floor.jan.1, Why::Left, &source).await.unwrap();
        assert_eq!(stop, Err(Refusal::OwnCompany));
        // Whoever has the same telephone is the same person.
        let twin = Seed { mobile: "+31612345612", ..Seed::new("Daantje", "", "Dekker", "daantje@thuis.example") };
        floor.world.person(&floor.office, twin).await;
        let daan = floor.permit_of(&floor.daan).await;
        let his = desk::ask_call_back(services, &daan, &floor.karin.1, Why::LostDevice, (&called, &source)).await.unwrap();
        assert_eq!(his, Err(Refusal::OwnCompany));
        floor.world.clock.forward(Duration::from_secs(31 * 24 * 3600));
        let sanne = floor.permit_of(&floor.sanne).await;
        let asked = desk::ask_call_back(services, &sanne, &floor.karin.1, Why::LostDevice, (&called, &source)).await.unwrap();
        assert_eq!(asked, Ok(()));
    }

    async fn who_lost_telephone_and_mailbox_is_called_back_and_a_colleague_vouches(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        let source = SourceText::parse("relatiebestand").unwrap();
        let own = PhoneText::parse("06 12 34 56 78").unwrap();
        let refused = desk::ask_call_back(services, &sanne, &floor.karin.1, Why::LostDevice, (&own, &source)).await.unwrap();
        assert_eq!(refused, Err(Refusal::NumberOfCaller), "the telephone that may be in other hands");
        // Nor one that Karin has elsewhere or had before, or that of the agent.
        let garage = floor.world.organisation("garage", "Garage Elders").await;
        let seed = Seed { mobile: "+31612345613", ..KARIN };
        floor.world.person(&garage, seed).await;
        let mut tx = services.db.write().await.unwrap();
        let sql = "update authorisation set mobile = '+31612345614', mobile_changed_at = $2 where id = $1";
        execute!(&mut tx, sql, floor.karin.1.as_str(), services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        for theirs in ["06 12 34 56 13", "0031612345678", "06 12 34 56 11"] {
            let theirs = PhoneText::parse(theirs).unwrap();
            let refused = desk::ask_call_back(services, &sanne, &floor.karin.1, Why::LostDevice, (&theirs, &source)).await.unwrap();
            assert_eq!(refused, Err(Refusal::NumberOfCaller), "{theirs:?}");
        }
        let called = PhoneText::parse("070 123 45 67").unwrap();
        desk::ask_call_back(services, &sanne, &floor.karin.1, Why::LostDevice, (&called, &source)).await.unwrap().unwrap();
        assert!(desk::checked(services, &sanne, &floor.karin.1).await.unwrap().is_none(), "not before a colleague says so");
        let asked = desk::requests(services, &daan.see()).await.unwrap().remove(0);
        let expected = FourEyes::CallBack { called: "070 123 45 67".into(), source: "relatiebestand".into() };
        assert_eq!(asked.what, expected);
        let id = asked.id;
        let own = desk::decide(services, &sanne, &id, Decision::Approve).await.unwrap();
        assert_eq!(own.err(), Some(Refusal::OwnRequest));
        desk::decide(services, &daan, &id, Decision::Approve).await.unwrap().unwrap();
        assert!(desk::checked(services, &sanne, &floor.karin.1).await.unwrap().is_some());
        assert!(desk::checked(services, &daan, &floor.karin.1).await.unwrap().is_none(), "for who asked, and nobody else");
    }

    async fn sec_42_the_last_admin_who_left_is_stopped_by_two_agents_and_everybody_concerned_is_told(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let els = flows::testing::Seed::new("Els", "", "Smit", "els@kantoor-deboer.example").admin();
        let els = floor.world.person(&floor.office, els).await;
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        let source = SourceText::parse("directeur, teruggebeld").unwrap();
        let state = "select state from authorisation where id = $1";
        for (admin, letters) in [(&floor.karin, vec!["admins_access"]), (&els, vec!["access_stopped", "admins_access"])] {
            desk::ask_stop(services, &sanne, &admin.1, Why::Left, &source).await.unwrap().unwrap();
            let again = desk::ask_stop(services, &daan, &admin.1, Why::Left, &source).await.unwrap();
            assert_eq!(again, Err(Refusal::AskedAlready));
            assert_eq!(floor.lines(state, admin.1.as_str()).await, ["active"], "nothing changed yet");
            let told = floor.letters(&admin.0).await;
            assert!(!told.contains(&"access_stopped".to_owned()), "and nobody was told: {told:?}");
            let id = desk::requests(services, &daan.see()).await.unwrap().remove(0).id;
            let own = desk::decide(services, &sanne, &id, Decision::Approve).await.unwrap();
            assert_eq!(own.err(), Some(Refusal::OwnRequest));
            desk::decide(services, &daan, &id, Decision::Approve).await.unwrap().unwrap();
            assert_eq!(floor.lines(state, admin.1.as_str()).await, ["stopped"]);
            assert_eq!(floor.letters(&els.0).await, letters);
            // The desk goes by the name of the insurer, whoever of it decided.
            let told = login::stopped(services, &admin.0, &admin.1).await.unwrap().unwrap();
            assert_eq!(told.by, None);
            let again = desk::ask_stop(services, &sanne, &admin.1, Why::Left, &source).await.unwrap();
            assert_eq!(again, Err(Refusal::Stopped));
        }
        assert_eq!(floor.letters(&floor.karin.0).await, ["access_stopped"]);
        let log = floor.lines("select event from audit where organisation_id = $1 and actor = 'desk' order by seq", floor.office.as_str()).await;
        assert_eq!(log, ["four_eyes_asked", "four_eyes_approved", "access_stopped", "four_eyes_asked", "four_eyes_approved", "access_stopped"]);
        // Staff whom nobody is left to look after are the desk's.
        desk::ask_stop(services, &sanne, &floor.jan.1, Why::Left, &source).await.unwrap().unwrap();
    }

    async fn sec_42_two_agents_put_an_admin_out_whatever_they_wrote_that_hour(on: On) {
        let mut floor = Floor::new(on).await;
        let els = flows::testing::Seed::new("Els", "", "Smit", "els@kantoor-deboer.example").admin();
        floor.world.person(&floor.office, els).await;
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        let source = SourceText::parse("directeur, teruggebeld").unwrap();
        floor.world.inside(&floor.karin.0, &floor.karin.1).await;
        let session = "insert into session (id_hash, public_id, account_id, authorisation_id, device, data, created_at, seen_at)
            select 's', 's', account_id, id, '', '{}', $2, $2 from authorisation where id = $1";
        let mut tx = floor.world.services.db.write().await.unwrap();
        execute!(&mut tx, session, floor.karin.1.as_str(), floor.world.services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        std::sync::Arc::make_mut(&mut floor.world.services.policy).news_per_person_hour = 0;
        let services = &floor.world.services;
        let refused = desk::send_reset_link(services, &checked, Why::CannotLogIn).await;
        assert!(matches!(refused, Err(Trouble::Enough { .. })), "{refused:?}");
        assert_eq!(desk::end_sessions(services, &checked, Why::CannotLogIn).await.unwrap(), Ok(1));
        desk::ask_stop(services, &sanne, &floor.karin.1, Why::Left, &source).await.unwrap().unwrap();
        let id = desk::requests(services, &daan.see()).await.unwrap().remove(0).id;
        desk::decide(services, &daan, &id, Decision::Approve).await.unwrap().unwrap();
        assert_eq!(floor.lines("select state from authorisation where id = $1", floor.karin.1.as_str()).await, ["stopped"]);
    }

    async fn an_admin_who_came_meanwhile_stops_staff_and_not_two_agents(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        let now = services.now().unix_ms();
        let becomes = async |role: &str| {
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, "update authorisation set role = $2, as_of = $3 where id = $1", floor.karin.1.as_str(), role, now).unwrap();
            tx.commit().await.unwrap();
        };
        becomes("medewerker").await;
        let source = SourceText::parse("een collega").unwrap();
        desk::ask_stop(services, &sanne, &floor.jan.1, Why::Left, &source).await.unwrap().unwrap();
        becomes("beheerder").await;
        let id = desk::requests(services, &daan.see()).await.unwrap().remove(0).id;
        let refused = desk::decide(services, &daan, &id, Decision::Approve).await.unwrap();
        assert!(matches!(refused, Err(Refusal::HasAdmin(_))), "{refused:?}");
        let state = "select state from authorisation where id = $1";
        assert_eq!(floor.lines(state, floor.jan.1.as_str()).await, ["active"]);
        becomes("medewerker").await;
        desk::decide(services, &daan, &id, Decision::Approve).await.unwrap().unwrap();
        assert_eq!(floor.lines(state, floor.jan.1.as_str()).await, ["stopped"], "it waited");
    }

    async fn the_access_of_staff_is_their_admins_to_stop_and_nobody_stops_himself(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let sanne = floor.permit_of(&floor.sanne).await;
        let source = SourceText::parse("een collega").unwrap();
        let refused = desk::ask_stop(services, &sanne, &floor.jan.1, Why::Left, &source).await.unwrap();
        assert!(matches!(refused, Err(Refusal::HasAdmin(_))), "{refused:?}");
        let own = desk::ask_stop(services, &sanne, &floor.sanne.1, Why::Left, &source).await.unwrap();
        assert_eq!(own, Err(Refusal::Yourself));
    }
}
