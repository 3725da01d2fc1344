//! The desk and somebody else on one person at once: one waits for the other, and neither is ended (docs/decisions/0002).
//! One is held half way by hand; the other, a real flow, runs until it waits for it.

use std::time::Duration;

use domain::{desk::Why, people::BlockReason, post::Channel, shared::short_text::SourceText};
use flows::{
    Tx,
    desk::{self, Decision},
    execute, on_each_database,
    testing::{On, Seed},
};

use super::floor::{Floor, JAN, KARIN};

const ORGANISATION: &str = "update organisation set ended_at = ended_at where id = $1";
const ACCOUNT: &str = "update account set language = language where id = $1";
const AUTHORISATION: &str = "update authorisation set role = role where id = $1";

/// Until the other deed waits for `held`. On SQLite it does so from the start: there is one writer.
async fn is_waited_for(held: &mut Tx) {
    let Tx::Postgres(held) = held else { return };
    let waiting = "select count(*) from pg_locks where not granted and transactionid = pg_current_xact_id()::xid";
    let look = async {
        while sqlx::query_as::<_, (i64,)>(waiting)
            .fetch_one(&mut **held)
            .await
            .unwrap()
            .0
            == 0
        {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), look)
        .await
        .expect("nobody waits");
}

on_each_database! {
    async fn a_deed_of_the_desk_waits_for_an_admins_deed_and_for_what_the_owner_does(on: On) {
        let blocked = Seed { blocked: Some(BlockReason::WrongCodes), ..KARIN };
        let floor = Floor::with(on, blocked, JAN).await;
        let services = &floor.world.services;
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        let mut other = services.db.write().await.unwrap();
        execute!(&mut other, ORGANISATION, floor.office.as_str()).unwrap();
        let (unblocked, ()) = tokio::join!(desk::unblock(services, &checked, Why::CannotLogIn), async {
            is_waited_for(&mut other).await;
            execute!(&mut other, ACCOUNT, floor.karin.0.as_str()).unwrap();
            execute!(&mut other, AUTHORISATION, floor.karin.1.as_str()).unwrap();
            other.commit().await.unwrap();
        });
        assert!(unblocked.unwrap().is_ok());
        let mut owner = services.db.write().await.unwrap();
        execute!(&mut owner, ACCOUNT, floor.karin.0.as_str()).unwrap();
        let (sent, ()) = tokio::join!(desk::send_reset_link(services, &checked, Why::Other), async {
            is_waited_for(&mut owner).await;
            execute!(&mut owner, AUTHORISATION, floor.karin.1.as_str()).unwrap();
            owner.commit().await.unwrap();
        });
        assert!(sent.unwrap().is_ok());
    }

    async fn a_code_for_a_caller_waits_for_what_the_owner_does(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let permit = floor.permit_of(&floor.sanne).await;
        let mut owner = services.db.write().await.unwrap();
        execute!(&mut owner, ACCOUNT, floor.karin.0.as_str()).unwrap();
        let (sent, ()) = tokio::join!(desk::send(services, &permit, &floor.karin.1, Channel::Sms), async {
            is_waited_for(&mut owner).await;
            execute!(&mut owner, AUTHORISATION, floor.karin.1.as_str()).unwrap();
            owner.commit().await.unwrap();
        });
        assert_eq!(sent.unwrap(), Ok(()));
    }

    async fn blocking_by_hand_and_an_approved_stop_wait_for_what_the_owner_does(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let [sanne, daan] = [floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await];
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        let mut owner = services.db.write().await.unwrap();
        execute!(&mut owner, ACCOUNT, floor.karin.0.as_str()).unwrap();
        let (blocked, ()) = tokio::join!(desk::block(services, &checked, Why::LostDevice), async {
            is_waited_for(&mut owner).await;
            execute!(&mut owner, AUTHORISATION, floor.karin.1.as_str()).unwrap();
            owner.commit().await.unwrap();
        });
        assert_eq!(blocked.unwrap(), Ok(()));
        let source = SourceText::parse("directeur, teruggebeld").unwrap();
        desk::ask_stop(services, &sanne, &floor.karin.1, Why::Left, &source).await.unwrap().unwrap();
        let request = desk::requests(services, &daan.see()).await.unwrap().remove(0).id;
        let mut owner = services.db.write().await.unwrap();
        execute!(&mut owner, ACCOUNT, floor.karin.0.as_str()).unwrap();
        let (stopped, ()) = tokio::join!(desk::decide(services, &daan, &request, Decision::Approve), async {
            is_waited_for(&mut owner).await;
            execute!(&mut owner, AUTHORISATION, floor.karin.1.as_str()).unwrap();
            owner.commit().await.unwrap();
        });
        assert!(stopped.unwrap().is_ok());
        assert_eq!(floor.lines("select state from authorisation where id = $1", floor.karin.1.as_str()).await, ["stopped"]);
    }
}
