//! What time does: it reminds once, it ends, and it forgets.

use domain::{appointments::Stage, post::Letter};
use flows::{
    appointments::{self, Confirmed, Look, draft, look, status},
    on_each_database,
    testing::On,
};

use super::office::{DAY, HOUR, Office, petra};

on_each_database! {
    async fn a_mailbox_that_does_not_answer_is_reminded_once_and_then_left_in_peace(on: On) {
        let office = Office::new(on).await;
        let services = office.services();
        let reference = office.submitted(&petra("40217")).await;
        let first = office.one_letter().await;
        office.later(3 * DAY - HOUR);
        assert_eq!(appointments::remind(services).await.unwrap(), 0);
        office.later(HOUR);
        assert_eq!(appointments::remind(services).await.unwrap(), 1);
        assert_eq!(appointments::remind(services).await.unwrap(), 0);
        let again = office.one_letter().await;
        assert!(matches!(again.letter, Letter::AppointmentConfirm { again: true, .. }), "{again:?}");
        office.later(4 * DAY);
        let looked = look(services, first.secret.as_ref().unwrap()).await.unwrap();
        assert_eq!(looked, Look::Over(Stage::Expired, None), "also before anybody tidied");
        assert_eq!(office.says_yes(&again).await, Confirmed::Over);
        assert_eq!(appointments::expire(services).await.unwrap(), 1);
        assert_eq!(appointments::expire(services).await.unwrap(), 0);
        assert_eq!(office.stage(reference).await, Stage::Expired);
        assert!(office.post().await.is_empty());
        assert_eq!(office.says_yes(&first).await, Confirmed::Over);
    }

    async fn who_confirmed_is_not_reminded_and_does_not_run_out(on: On) {
        let office = Office::new(on).await;
        let services = office.services();
        let (reference, _) = office.confirmed(&petra("40217")).await;
        office.later(60 * DAY);
        assert_eq!(appointments::remind(services).await.unwrap(), 0);
        assert_eq!(appointments::expire(services).await.unwrap(), 0);
        assert_eq!(office.stage(reference).await, Stage::Confirmed);
    }

    async fn sec_66_forms_and_names_are_forgotten_and_the_number_stays(on: On) {
        let office = Office::new(on).await;
        let services = office.services();
        let held = office.draft().await;
        let never = office.submitted(&petra("40217")).await;
        office.one_letter().await;
        let (taken_back, secret) = office.confirmed(&petra("40218")).await;
        appointments::withdraw(services, taken_back, &secret).await.unwrap();
        office.later(7 * DAY);
        appointments::expire(services).await.unwrap();
        assert_eq!(appointments::sweep(services).await.unwrap(), 0);
        assert_eq!(draft(services, &held).await.unwrap(), None);
        let names = "select given_name from appointment where reference = $1";
        office.later(15 * DAY);
        assert_eq!(appointments::sweep(services).await.unwrap(), 1, "no mailbox stood behind it");
        assert_eq!(office.texts(names, &never.to_string()).await, [""]);
        assert_eq!(office.texts(names, &taken_back.to_string()).await, ["Petra"]);
        assert!(status(services, taken_back, &secret).await.unwrap().is_some());
        office.later(90 * DAY);
        assert_eq!(appointments::sweep(services).await.unwrap(), 1);
        assert_eq!(appointments::sweep(services).await.unwrap(), 0);
        assert_eq!(office.texts(names, &taken_back.to_string()).await, [""]);
        assert!(status(services, taken_back, &secret).await.unwrap().is_none());
        let addresses = office.texts("select email || mobile || answers from appointment where company is null and kind = $1", "garage").await;
        assert_eq!(addresses, ["[]", "[]"]);
    }
}
