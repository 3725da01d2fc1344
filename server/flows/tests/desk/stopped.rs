//! An account that was stopped asks and vouches for nothing: somebody else may have been in it (SEC-68).

use domain::{
    DeskRequestId, MobileNumber, desk::Why, people::BlockReason, shared::short_text::NewsText,
};
use flows::{
    desk::{self, Became, Decision, NewAnnouncement, Refusal},
    execute, login, on_each_database,
    testing::On,
};

use super::floor::{Floor, MINUTE, Who};

const SETS: &str = "update account set blocked_reason = $2, blocked_at = $3 where id = $1";
const NUMBER: &str = "select mobile from authorisation where id = $1";

/// Who is in Daan's account asks another number for Karin, and leaves a text for everybody.
async fn asked(floor: &Floor) -> (DeskRequestId, String) {
    let services = &floor.world.services;
    let checked = floor.checked(&floor.daan, &floor.karin.1).await;
    let new = MobileNumber::from_e164_stored("+31687654321".into());
    let asked = desk::ask_mobile(services, &checked, Why::NewPhone, &new).await;
    asked.unwrap().unwrap();
    let text = NewAnnouncement {
        nl: NewsText::parse("Bel 0900 9999 voor uw nieuwe code.").unwrap(),
        en: NewsText::parse("Call 0900 9999 for your new code.").unwrap(),
        from: services.now(),
        until: services.now().plus(60 * MINUTE),
    };
    let permit = floor.permit_of(&floor.daan).await;
    let left = desk::ask_for_announcement(services, &permit, &text).await;
    left.unwrap().unwrap();
    waiting(floor).await.unwrap()
}

/// What waits for Sanne.
async fn waiting(floor: &Floor) -> Option<(DeskRequestId, String)> {
    let see = floor.permit_of(&floor.sanne).await.see();
    let services = &floor.world.services;
    let mut requests = desk::requests(services, &see).await.unwrap();
    let mut texts = desk::waiting_announcements(services, &see).await.unwrap();
    assert_eq!(requests.len(), texts.len());
    Some((requests.pop()?.id, texts.pop()?.announcement.id))
}

async fn set(floor: &Floor, who: &Who, reason: Option<&str>) {
    let services = &floor.world.services;
    let mut tx = services.db.write().await.unwrap();
    let at = reason.map(|_| services.now().unix_ms());
    execute!(&mut tx, SETS, who.0.as_str(), reason, at).unwrap();
    tx.commit().await.unwrap();
}

on_each_database! {
    async fn sec_68_what_was_asked_from_an_account_that_was_stopped_is_decided_by_nobody_and_does_not_come_back(on: On) {
        for stops in ["by mail", "at the desk", "wrong codes", "wrong passwords, then by mail", "a newer version"] {
            let floor = Floor::new(on).await;
            let services = &floor.world.services;
            let (request, text) = asked(&floor).await;
            let gone = Refusal::AsksNoMore("Daan Dekker".into());
            match stops {
                "by mail" => floor.freezes(&floor.daan).await,
                "at the desk" => {
                    let checked = floor.checked(&floor.sanne, &floor.daan.1).await;
                    desk::block(services, &checked, Why::NewPhone).await.unwrap().unwrap();
                }
                "wrong codes" => {
                    let mut tx = services.db.write().await.unwrap();
                    let reason = BlockReason::WrongCodes;
                    assert!(login::block(&mut tx, services, services.now(), &floor.daan.0, reason).await.unwrap());
                    tx.commit().await.unwrap();
                }
                "a newer version" => set(&floor, &floor.daan, Some("of_2031")).await,
                _ => {
                    set(&floor, &floor.daan, Some(BlockReason::PasswordOnKnownDevice.code())).await;
                    floor.freezes(&floor.daan).await;
                }
            }
            let ended = stops != "a newer version";
            assert_eq!(waiting(&floor).await, None, "{stops}");
            let sanne = floor.permit_of(&floor.sanne).await;
            for decision in [Decision::Approve, Decision::Reject] {
                let decided = desk::decide(services, &sanne, &request, decision).await.unwrap();
                assert_eq!(decided.err(), Some(gone.clone()), "{stops}");
            }
            let approved = desk::approve_announcement(services, &sanne, &text).await.unwrap();
            assert_eq!(approved, Err(gone.clone()), "{stops}");
            if ended {
                // The second pair of eyes reads why, whoever looks.
                let seen = desk::decided_requests(services, &sanne.see()).await.unwrap();
                assert_eq!(seen.iter().map(|one| one.became.clone()).collect::<Vec<_>>(), [Became::AsksNoMore { by: "Daan Dekker".into() }], "{stops}");
                let events = floor.lines("select event from audit where actor = 'system' and event in ('four_eyes_ended', 'announcement_ended') and event <> $1 order by event", "").await;
                assert_eq!(events, ["announcement_ended", "four_eyes_ended"], "{stops}");
                set(&floor, &floor.daan, None).await;
                assert_eq!(waiting(&floor).await, None, "{stops}: it does not come back");
                assert!(desk::decide(services, &sanne, &request, Decision::Approve).await.unwrap().is_err(), "{stops}");
                assert!(desk::approve_announcement(services, &sanne, &text).await.unwrap().is_err(), "{stops}");
            }
            assert_eq!(floor.lines(NUMBER, floor.karin.1.as_str()).await, ["+31612345678"], "{stops}");
            assert!(desk::announcements(services, &sanne.see()).await.unwrap().is_empty(), "{stops}");
        }
    }

    async fn sec_68_a_password_mistyped_at_home_and_what_two_decided_already_take_nothing_back(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let (request, text) = asked(&floor).await;
        let mut tx = services.db.write().await.unwrap();
        let reason = BlockReason::PasswordOnKnownDevice;
        assert!(login::block(&mut tx, services, services.now(), &floor.daan.0, reason).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(waiting(&floor).await, Some((request.clone(), text.clone())));
        let sanne = floor.permit_of(&floor.sanne).await;
        desk::decide(services, &sanne, &request, Decision::Approve).await.unwrap().unwrap();
        desk::approve_announcement(services, &sanne, &text).await.unwrap().unwrap();
        floor.freezes(&floor.daan).await;
        assert_eq!(floor.lines(NUMBER, floor.karin.1.as_str()).await, ["+31687654321"]);
        assert_eq!(desk::announcements(services, &sanne.see()).await.unwrap().len(), 1);
    }
}
