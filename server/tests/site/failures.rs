//! What goes wrong on our side has a number, and the number leads the service desk to what it was.

use std::time::Duration;

use flows::execute;
use tokio::{task::yield_now, time::timeout};

use super::house::{House, On, PANIC};

const KEPT: &str = "select method || ' ' || route || ' ' || cause from failure where number = $1";

/// The number on the page of an error.
fn number_on(page: &str) -> String {
    let (_, rest) = page.split_once("class=\"code-display\"").unwrap();
    let (_, rest) = rest.split_once("<strong>").unwrap();
    let (number, _) = rest.split_once("</strong>").unwrap();
    number
        .chars()
        .filter(|sign| sign.is_ascii_alphanumeric())
        .collect()
}

flows::on_each_database! {
    async fn the_number_on_the_page_of_an_error_leads_the_desk_to_what_it_was(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let answer = karin.posts(PANIC, &[("a", "iets geheims")]).await;
        assert_eq!(answer.status, 500);
        let number = number_on(&answer.body);
        // It is written down beside the answer, not before it.
        let kept = timeout(Duration::from_secs(20), async {
            loop {
                let kept = house.lines(KEPT, &number).await;
                if !kept.is_empty() {
                    break kept;
                }
                yield_now().await;
            }
        });
        assert_eq!(kept.await.unwrap(), [format!("POST {PANIC} panic")]);
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        sanne.posts("/servicedesk", &[("zoek", &number.to_lowercase())]).await.leads_to("/servicedesk/gevonden");
        let found = sanne.follows().await;
        found.shows(&format!("Foutnummer {number}")).shows(PANIC).shows("Karin").shows("Het ging bij ons mis");
        found.hides("geheim");
    }

    async fn an_error_page_is_not_lost_when_what_went_wrong_cannot_be_kept(on: On) {
        let house = House::new(on).await;
        let mut tx = house.world.services.db.write().await.unwrap();
        execute!(&mut tx, "drop table failure").unwrap();
        tx.commit().await.unwrap();
        let answer = house.stranger().posts(PANIC, &[]).await;
        assert_eq!(answer.status, 500);
        assert_eq!(number_on(&answer.body).len(), 4);
        assert_eq!(house.stranger().get("/inloggen").await.status, 200, "and everything else goes on");
    }

    async fn a_number_read_out_after_an_outage_leads_to_what_it_was_and_when(on: On) {
        let house = House::new(on).await;
        let mut tx = house.world.services.db.write().await.unwrap();
        execute!(&mut tx, "alter table failure rename to failure_away").unwrap();
        tx.commit().await.unwrap();
        let answer = house.stranger().posts(PANIC, &[]).await;
        let number = number_on(&answer.body);
        // The first try fails; what waits is written as soon as there is something to write to.
        yield_now().await;
        let mut tx = house.world.services.db.write().await.unwrap();
        execute!(&mut tx, "alter table failure_away rename to failure").unwrap();
        tx.commit().await.unwrap();
        let kept = timeout(Duration::from_secs(20), async {
            loop {
                let kept = house.lines(KEPT, &number).await;
                if !kept.is_empty() {
                    break kept;
                }
                yield_now().await;
            }
        });
        assert_eq!(kept.await.unwrap(), [format!("POST {PANIC} panic")]);
    }
}
