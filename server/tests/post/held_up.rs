//! Letters that cannot leave: what waits, what ends, and what shows that it is ours.

use std::time::Duration;

use domain::post::Letter;
use flows::{execute, on, on_each_database, post, testing::On};

use tokio::sync::watch;

use super::support::{ACCEPTS, House, Manner, Said, Script, carriers, gateway, mail_server, says};

/// How a letter stands, and why.
async fn stands(house: &House) -> (String, String, i64) {
    let mut tx = house.world.services.db.read().await.unwrap();
    on!(&mut tx, |c| sqlx::query_as(
        "select state, coalesce(last_error, ''), (select count(*) from audit where event = 'letter_failed') from outbox order by id desc limit 1"
    )
    .fetch_one(c))
    .unwrap()
}

on_each_database! {
    async fn sec_33_our_own_refusal_loses_nothing_and_shows_until_letters_leave_again(on: On) {
        for refuses in [
            Script { greeting: says("554 5.3.2 no\r\n"), ..ACCEPTS },
            Script { mail: says("550 5.7.1 no\r\n"), ..ACCEPTS },
            Script { rcpt: says("554 5.7.1 Relay access denied\r\n"), ..ACCEPTS },
            Script { text: says("554 5.7.1 spam\r\n"), ..ACCEPTS },
            Script { rcpt: says("450 4.7.1 slowly\r\n"), ..ACCEPTS },
        ] {
            let server = mail_server(&[refuses, refuses, ACCEPTS]).await;
            let house = House::with_carriers(on, carriers(server.port, 1)).await;
            let services = house.world.services.clone();
            house.queue(Letter::TestMail).await;
            assert!(post::held_up(&services).await.unwrap().is_empty());
            house.worker.run_once().await;
            let held_up = post::held_up(&services).await.unwrap();
            assert_eq!(held_up.len(), 1, "at once: {refuses:?}");
            assert!(held_up[0].stands_still && held_up[0].letters == 1, "{held_up:?}");
            // Days later it still waits, and nobody was told that the address is wrong.
            house.world.clock.forward(Duration::from_secs(5 * 24 * 60 * 60));
            house.worker.run_once().await;
            let (state, _, told) = stands(&house).await;
            assert_eq!((state.as_str(), told), ("waiting", 0), "{refuses:?}");
            house.world.clock.forward(Duration::from_secs(15 * 60));
            house.worker.run_once().await;
            assert_eq!(stands(&house).await.0, "sent");
            assert!(post::held_up(&services).await.unwrap().is_empty());
        }
    }

    async fn sec_70_one_server_that_hangs_holds_up_no_other_letter(on: On) {
        let hangs = Script { greeting: Said::Hangs, ..ACCEPTS };
        let server = mail_server(&[hangs, ACCEPTS]).await;
        let house = House::with_carriers(on, carriers(server.port, 1)).await;
        let (stop, stopped) = watch::channel(false);
        let (worker, bell) = (house.worker.clone(), house.worker.bell());
        let running = tokio::spawn(async move { worker.run(stopped).await });
        house.queue(Letter::TestMail).await;
        bell.ring();
        while !house.states().await.contains(&"sending".to_owned()) {
            tokio::task::yield_now().await;
        }
        house.queue(Letter::TestMail).await;
        bell.ring();
        while server.received().is_empty() {
            tokio::task::yield_now().await;
        }
        // Whichever of them came upon the line that hangs.
        assert!(house.states().await.contains(&"sending".to_owned()), "it is still under way");
        stop.send(true).unwrap();
        running.await.unwrap();
    }

    async fn sec_70_letters_that_go_where_strangers_wanted_hold_up_nobody_whom_we_know(on: On) {
        let server = mail_server(&[ACCEPTS]).await;
        let house = House::with_carriers(on, carriers(server.port, 1)).await;
        for _ in 0..12 {
            house.queue(Letter::MyAdminUnknownAddress).await;
        }
        house.run("update outbox set account_id = null, to_stranger = 1, address = 'wie@traag.example'").await;
        house.world.clock.forward(Duration::from_secs(1));
        house.queue(Letter::TestMail).await;
        house.worker.run_once().await;
        let states = house.states().await;
        assert_eq!(states.last().map(String::as_str), Some("sent"), "it came last: {states:?}");
        let sent = states.iter().filter(|state| *state == "sent").count();
        assert!((2..=5).contains(&sent), "no more than half of the places are the strangers': {states:?}");
        // Nor does one of theirs stay behind once a place is free.
        let (stop, stopped) = watch::channel(false);
        let worker = house.worker.clone();
        let running = tokio::spawn(async move { worker.run(stopped).await });
        while house.states().await.iter().any(|state| state != "sent") {
            house.world.clock.forward(Duration::from_secs(1));
            tokio::task::yield_now().await;
        }
        stop.send(true).unwrap();
        running.await.unwrap();
        assert_eq!(server.received().len(), 13);
    }

    async fn sec_70_letters_to_a_server_that_is_slow_hold_up_nobody_whoever_has_a_mailbox_there(on: On) {
        const SLOW: &str = "traag.example";
        let slow = Script { rcpt: Said::HangsAt(SLOW), ..ACCEPTS };
        let server = mail_server(&[slow]).await;
        let house = House::with_carriers(on, carriers(server.port, 1)).await;
        for _ in 0..30 {
            house.queue(Letter::TestMail).await;
        }
        house.run("update outbox set account_id = null, address = 'wie@' || substr(id, 20, 4) || '.traag.example'").await;
        house.world.clock.forward(Duration::from_secs(1));
        house.queue(Letter::TestMail).await;
        let (stop, stopped) = watch::channel(false);
        let worker = house.worker.clone();
        let running = tokio::spawn(async move { worker.run(stopped).await });
        while server.received().is_empty() {
            tokio::task::yield_now().await;
        }
        let tried = server.commands().iter().filter(|line| line.contains(SLOW)).count();
        assert!(tried <= 4, "two at a time, each for a second: {tried}");
        stop.send(true).unwrap();
        running.await.unwrap();
        assert!(house.states().await.iter().all(|state| state == "waiting" || state == "sent"), "nothing is lost or held");
    }

    async fn a_server_that_is_quick_gets_the_letters_of_a_file_one_after_the_other(on: On) {
        let server = mail_server(&[ACCEPTS]).await;
        let house = House::with_carriers(on, carriers(server.port, 1)).await;
        for _ in 0..60 {
            house.queue(Letter::TestMail).await;
        }
        house.run("update outbox set of_many = 1").await;
        let (stop, stopped) = watch::channel(false);
        let worker = house.worker.clone();
        let running = tokio::spawn(async move { worker.run(stopped).await });
        let all = async {
            while server.received().len() < 60 {
                tokio::task::yield_now().await;
            }
        };
        // By looking every two seconds alone it takes forty.
        tokio::time::timeout(Duration::from_secs(20), all).await.unwrap();
        stop.send(true).unwrap();
        running.await.unwrap();
    }

    async fn sec_70_a_carrier_that_says_too_many_is_not_asked_for_the_many_of_a_file_again_and_again(on: On) {
        let busy = Script { text: says("432 4.3.2 submission rate limit exceeded\r\n"), ..ACCEPTS };
        let server = mail_server(&[busy]).await;
        let house = House::with_carriers(on, carriers(server.port, 1)).await;
        for _ in 0..60 {
            house.queue(Letter::TestMail).await;
        }
        house.run("update outbox set of_many = 1").await;
        let (stop, stopped) = watch::channel(false);
        let (worker, bell) = (house.worker.clone(), house.worker.bell());
        let running = tokio::spawn(async move { worker.run(stopped).await });
        while server.received().len() < 3 || house.states().await.contains(&"sending".to_owned()) {
            tokio::task::yield_now().await;
        }
        let before = server.received().len();
        for more in 1..=2 {
            house.world.clock.forward(Duration::from_secs(120));
            house.queue(Letter::TestMail).await;
            bell.ring();
            while server.received().len() < before + more || house.states().await.contains(&"sending".to_owned()) {
                tokio::task::yield_now().await;
            }
        }
        stop.send(true).unwrap();
        running.await.unwrap();
        // The single letter of before is due once more, too.
        assert!((before + 2..=before + 3).contains(&server.received().len()), "{before}, {}", server.received().len());
        assert!(before <= 4, "{before} of a file");
    }

    async fn sec_33_an_address_that_nobody_has_ends_the_letter_on_record_and_is_not_our_trouble(on: On) {
        let unknown = Script { rcpt: says("550 5.1.1 nobody\r\n"), ..ACCEPTS };
        let server = mail_server(&[unknown]).await;
        let house = House::with_carriers(on, carriers(server.port, 1)).await;
        house.queue(Letter::TestMail).await;
        house.worker.run_once().await;
        let expected = ("failed".to_owned(), "no_such_address".to_owned(), 1);
        assert_eq!(stands(&house).await, expected);
        assert!(post::held_up(&house.world.services).await.unwrap().is_empty());
    }

    async fn sec_33_who_had_a_mail_lately_is_tried_for_a_day_when_our_server_knows_nobody(on: On) {
        let unknown = Script { rcpt: says("550 5.1.2 no such domain\r\n"), ..ACCEPTS };
        let server = mail_server(&[ACCEPTS, unknown]).await;
        let house = House::with_carriers(on, carriers(server.port, 1)).await;
        house.queue(Letter::TestMail).await;
        house.worker.run_once().await;
        house.world.clock.forward(Duration::from_secs(60));
        house.queue(Letter::TestMail).await;
        house.worker.run_once().await;
        assert_eq!(stands(&house).await, ("waiting".to_owned(), "refused_unexplained".to_owned(), 0));
        for _ in 0..40 {
            house.world.clock.forward(Duration::from_secs(60 * 60));
            house.worker.run_once().await;
        }
        assert_eq!(stands(&house).await, ("failed".to_owned(), "no_such_address".to_owned(), 1));
    }

    async fn a_full_mailbox_is_tried_for_a_day_and_only_that_letter_waits(on: On) {
        let full = Script { rcpt: says("552 5.2.2 full\r\n"), ..ACCEPTS };
        let server = mail_server(&[full]).await;
        let house = House::with_carriers(on, carriers(server.port, 1)).await;
        house.queue(Letter::TestMail).await;
        for _ in 0..40 {
            house.worker.run_once().await;
            if stands(&house).await.0 != "waiting" {
                break;
            }
            assert!(post::held_up(&house.world.services).await.unwrap().is_empty());
            house.world.clock.forward(Duration::from_secs(60 * 60));
        }
        let expected = ("failed".to_owned(), "mailbox_full".to_owned(), 1);
        assert_eq!(stands(&house).await, expected);
        let tries = server.commands().iter().filter(|line| line.starts_with("RCPT")).count();
        assert!((20..=26).contains(&tries), "{tries}");
    }

    async fn one_letter_that_is_not_carried_is_no_channel_that_stands_still_once_others_leave(on: On) {
        let refuses = Script { rcpt: says("554 5.7.1 not there\r\n"), ..ACCEPTS };
        let server = mail_server(&[refuses, ACCEPTS, refuses]).await;
        let house = House::with_carriers(on, carriers(server.port, 1)).await;
        let services = house.world.services.clone();
        house.queue(Letter::TestMail).await;
        house.worker.run_once().await;
        house.world.clock.forward(Duration::from_secs(1));
        house.queue(Letter::TestMail).await;
        house.worker.run_once().await;
        let held_up = post::held_up(&services).await.unwrap();
        assert!(held_up.len() == 1 && !held_up[0].stands_still, "{held_up:?}");
        house.world.clock.forward(Duration::from_secs(60));
        house.worker.run_once().await;
        let held_up = post::held_up(&services).await.unwrap();
        assert!(held_up.len() == 1 && !held_up[0].stands_still, "a try again changes nothing: {held_up:?}");
    }

    async fn a_stranger_who_chooses_the_receiver_stops_no_channel(on: On) {
        let refuses = Script { rcpt: says("554 5.7.1 not there\r\n"), ..ACCEPTS };
        let server = mail_server(&[refuses]).await;
        let house = House::with_carriers(on, carriers(server.port, 1)).await;
        house.queue(Letter::MyAdminUnknownAddress).await;
        let mut tx = house.world.services.db.write().await.unwrap();
        execute!(&mut tx, "update outbox set account_id = null, to_stranger = 1, address = 'wie@elders.example'").unwrap();
        tx.commit().await.unwrap();
        house.worker.run_once().await;
        let held_up = post::held_up(&house.world.services).await.unwrap();
        assert!(held_up.len() == 1 && !held_up[0].stands_still, "{held_up:?}");
    }

    async fn what_lost_its_point_while_we_could_not_send_it_is_on_record_as_ours(on: On) {
        let messages = gateway(&[Manner::Says(503)]).await;
        let house = House::with_carriers(on, carriers(1, messages.port)).await;
        house.queue_code().await;
        for _ in 0..20 {
            house.worker.run_once().await;
            house.world.clock.forward(Duration::from_secs(40));
        }
        let expected = ("expired".to_owned(), "carrier_away".to_owned(), 1);
        assert_eq!(stands(&house).await, expected);
    }
}

#[tokio::test]
async fn sec_33_a_letter_of_which_it_cannot_be_written_down_that_it_was_sent_is_not_sent_twice() {
    let server = mail_server(&[ACCEPTS]).await;
    let house = House::with_carriers(On::Sqlite, carriers(server.port, 1)).await;
    house.queue(Letter::TestMail).await;
    let run = async |sql: &'static str| {
        let mut tx = house.world.services.db.write().await.unwrap();
        execute!(&mut tx, sql).unwrap();
        tx.commit().await.unwrap();
    };
    run("create trigger stumbles before update on outbox when new.state = 'sent' begin select raise(abort, 'no'); end").await;
    let mends = async {
        while server.received().is_empty() {
            tokio::task::yield_now().await;
        }
        run("drop trigger stumbles").await;
    };
    let (carried, ()) = tokio::join!(house.worker.run_once(), mends);
    assert_eq!((carried, stands(&house).await.0.as_str()), (1, "sent"));
    house.world.clock.forward(Duration::from_secs(24 * 60 * 60));
    house.worker.run_once().await;
    assert_eq!(server.received().len(), 1);
}
