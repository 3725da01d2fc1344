//! Messages for everybody.

use domain::{Language, shared::short_text::NewsText};
use flows::{
    desk::{self, Announcements, NewAnnouncement},
    on_each_database,
    testing::On,
};

use super::floor::{Floor, MINUTE};

on_each_database! {
    async fn a_message_is_shown_while_it_lasts_and_on_every_node_within_ten_seconds(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let permit = floor.permit_of(&floor.sanne).await;
        let (here, elsewhere) = (Announcements::default(), Announcements::default());
        assert!(elsewhere.now(services).await.unwrap().is_empty());
        let new = NewAnnouncement {
            nl: NewsText::parse("Sms-codes komen nu later aan.").unwrap(),
            en: NewsText::parse("Codes arrive late.").unwrap(),
            from: services.now(),
            until: services.now().plus(60 * MINUTE),
        };
        desk::put(services, &permit, &new).await.unwrap();
        let shown = here.now(services).await.unwrap();
        assert_eq!(shown[0].text(Language::En), "Codes arrive late.");
        assert!(elsewhere.now(services).await.unwrap().is_empty(), "believes what it read a moment ago");
        floor.world.clock.forward(MINUTE / 6);
        assert_eq!(elsewhere.now(services).await.unwrap().len(), 1);
        floor.world.clock.forward(60 * MINUTE);
        assert!(here.now(services).await.unwrap().is_empty(), "its time is over");
        let later = NewAnnouncement { from: services.now().plus(MINUTE), until: services.now().plus(9 * MINUTE), ..new };
        desk::put(services, &permit, &later).await.unwrap();
        here.forget();
        assert!(here.now(services).await.unwrap().is_empty(), "not yet");
        let id = desk::announcements(services, &permit.see()).await.unwrap().remove(0).id;
        assert!(desk::end(services, &permit, &id).await.unwrap());
        assert!(!desk::end(services, &permit, &id).await.unwrap(), "once");
        let by = floor.lines("select event from audit where actor_account_id = $1 order by seq", floor.sanne.0.as_str()).await;
        assert_eq!(by, ["announcement_put", "announcement_put", "announcement_ended"]);
    }

    async fn sec_47_a_message_that_is_put_up_twice_at_once_stands_there_once(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let permit = floor.permit_of(&floor.sanne).await;
        let new = NewAnnouncement {
            nl: NewsText::parse("Sms-codes komen nu later aan.").unwrap(),
            en: NewsText::parse("Codes arrive late.").unwrap(),
            from: services.now(),
            until: services.now().plus(60 * MINUTE),
        };
        let (one, other) = tokio::join!(desk::put(services, &permit, &new), desk::put(services, &permit, &new));
        one.unwrap();
        other.unwrap();
        let standing = desk::announcements(services, &permit.see()).await.unwrap();
        assert_eq!(standing.len(), 1);
        let put = "select count(*) from audit where event = $1";
        assert_eq!(floor.number(put, "announcement_put").await, 1);
        desk::end(services, &permit, &standing[0].id).await.unwrap();
        desk::put(services, &permit, &new).await.unwrap();
        assert_eq!(floor.number(put, "announcement_put").await, 2, "taken down and put up again is no second press");
        floor.world.clock.forward(MINUTE);
        desk::put(services, &permit, &new).await.unwrap();
        assert_eq!(floor.number(put, "announcement_put").await, 3);
    }
}
