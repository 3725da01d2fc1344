//! Mail, handed to a mail server that answers as it likes, by what `serve` makes of a configuration.

use std::time::Duration;

use domain::post::{Letter, Obstacle};
use flows::{execute, on, on_each_database, post, testing::On};
use server::post::transport::Mail;

use super::{
    mail,
    support::{
        ACCEPTS, House, MailServer, Manner, Said, Script, carriers, carriers_to, gateway,
        mail_server, says,
    },
};

async fn sends_to(server: &MailServer, mail: &Mail) -> Result<(), (Obstacle, String)> {
    sends_by(server, ("", ""), mail).await
}

async fn sends_by(
    server: &MailServer,
    (before, after): (&str, &str),
    mail: &Mail,
) -> Result<(), (Obstacle, String)> {
    let carriers = carriers_to((server.port, before, after), 1);
    let sent = carriers.mail.send(mail).await;
    sent.map(|_| ())
        .map_err(|failure| (failure.obstacle, failure.detail))
}

#[tokio::test]
async fn a_mail_arrives_in_two_parts_and_says_that_a_machine_sent_it() {
    let server = mail_server(&[ACCEPTS]).await;
    sends_to(&server, &mail()).await.unwrap();
    let all = server.received();
    assert_eq!(all.len(), 1);
    let message = &all[0];
    for part in [
        "Auto-Submitted: auto-generated\r\n",
        "Message-ID: <0193464e-0000-7000-8000-00000000000a.1@voorbeeld.example>\r\n",
        "Content-Type: multipart/alternative;",
        "Content-Type: text/plain; charset=utf-8\r\n",
        "Content-Type: text/html; charset=utf-8\r\n",
        "jan@garage.example",
        "De tekst.",
    ] {
        assert!(message.contains(part), "{part}: {message}");
    }
    let headers = message.split("\r\n\r\n").next().unwrap();
    assert!(
        headers.is_ascii() && headers.contains("Subject: =?utf-8?"),
        "{headers}"
    );
}

#[tokio::test]
async fn sec_33_a_refusal_is_told_by_the_point_at_which_it_came() {
    use Obstacle::*;
    let cases: &[(Script, Obstacle, &str)] = &[
        (
            Script {
                greeting: says("554 5.3.2 not you\r\n"),
                ..ACCEPTS
            },
            CarrierRefuses,
            "greeting 554 5.3.2",
        ),
        (
            Script {
                greeting: says("421 4.3.2 later\r\n"),
                ..ACCEPTS
            },
            CarrierBusy,
            "greeting 421 4.3.2",
        ),
        (
            Script {
                greeting: Said::BreaksOff,
                ..ACCEPTS
            },
            CarrierAway,
            "greeting connection",
        ),
        (
            Script {
                greeting: Said::Hangs,
                ..ACCEPTS
            },
            CarrierAway,
            "greeting timeout",
        ),
        (
            Script {
                greeting: says("HTTP/1.1 400 Bad Request\r\n"),
                ..ACCEPTS
            },
            CarrierAway,
            "greeting connection",
        ),
        (
            Script {
                ehlo: says("550 who?\r\n"),
                ..ACCEPTS
            },
            CarrierRefuses,
            "greeting 550",
        ),
        (
            Script {
                mail: says("550 5.1.8 sender\r\n"),
                ..ACCEPTS
            },
            CarrierRefuses,
            "mail 550 5.1.8",
        ),
        (
            Script {
                mail: says("550-5.7.1 we do\r\n550 5.7.1 not like you\r\n"),
                ..ACCEPTS
            },
            CarrierRefuses,
            "mail 550 5.7.1",
        ),
        (
            Script {
                mail: Said::Hangs,
                ..ACCEPTS
            },
            CarrierAway,
            "mail timeout",
        ),
        (
            Script {
                rcpt: says("550 5.1.1 nobody\r\n"),
                ..ACCEPTS
            },
            NoSuchAddress,
            "rcpt 550 5.1.1",
        ),
        (
            Script {
                rcpt: says("550-5.1.1 <jan@garage.example>\r\n550 5.1.1 nobody\r\n"),
                ..ACCEPTS
            },
            NoSuchAddress,
            "rcpt 550 5.1.1",
        ),
        (
            Script {
                rcpt: says("553 5.1.3 form\r\n"),
                ..ACCEPTS
            },
            NoSuchAddress,
            "rcpt 553 5.1.3",
        ),
        (
            Script {
                rcpt: says("550 no\r\n"),
                ..ACCEPTS
            },
            RefusedUnexplained,
            "rcpt 550",
        ),
        (
            Script {
                rcpt: says("551 elsewhere\r\n"),
                ..ACCEPTS
            },
            RefusedUnexplained,
            "rcpt 551",
        ),
        (
            Script {
                rcpt: says("554 5.7.1 Relay access denied\r\n"),
                ..ACCEPTS
            },
            NotCarried,
            "rcpt 554 5.7.1",
        ),
        (
            Script {
                rcpt: says("550 relay not permitted\r\n"),
                ..ACCEPTS
            },
            NotCarried,
            "rcpt 550",
        ),
        (
            Script {
                rcpt: says("552 5.2.2 full\r\n"),
                ..ACCEPTS
            },
            MailboxFull,
            "rcpt 552 5.2.2",
        ),
        (
            Script {
                rcpt: says("452 4.2.2 full\r\n"),
                ..ACCEPTS
            },
            MailboxFull,
            "rcpt 452 4.2.2",
        ),
        (
            Script {
                rcpt: says("450 4.7.1 slowly\r\n"),
                ..ACCEPTS
            },
            CarrierBusy,
            "rcpt 450 4.7.1",
        ),
        (
            Script {
                rcpt: says("421 4.7.0 too many\r\n"),
                ..ACCEPTS
            },
            CarrierBusy,
            "rcpt 421 4.7.0",
        ),
        // Words in an alphabet of before Unicode: nothing is understood, and nothing is lost.
        (
            Script {
                rcpt: Said::Says(b"550 5.1.1 niemand \xe9\r\n"),
                ..ACCEPTS
            },
            CarrierBusy,
            "rcpt connection",
        ),
        (
            Script {
                rcpt: Said::BreaksOff,
                ..ACCEPTS
            },
            CarrierBusy,
            "rcpt connection",
        ),
        (
            Script {
                data: says("554 5.5.1 no\r\n"),
                ..ACCEPTS
            },
            CarrierRefuses,
            "data 554 5.5.1",
        ),
        (
            Script {
                data: says("451 later\r\n"),
                ..ACCEPTS
            },
            CarrierBusy,
            "data 451",
        ),
        (
            Script {
                text: says("554 5.7.1 spam\r\n"),
                ..ACCEPTS
            },
            TextRefused,
            "text 554 5.7.1",
        ),
        (
            Script {
                text: says("552 5.3.4 too big\r\n"),
                ..ACCEPTS
            },
            TextRefused,
            "text 552 5.3.4",
        ),
        (
            Script {
                text: says("550 5.1.1 nobody\r\n"),
                ..ACCEPTS
            },
            NoSuchAddress,
            "text 550 5.1.1",
        ),
        (
            Script {
                text: Said::BreaksOff,
                ..ACCEPTS
            },
            CarrierBusy,
            "text connection",
        ),
    ];
    for (script, obstacle, detail) in cases {
        let server = mail_server(&[*script]).await;
        let (met, told) = sends_to(&server, &mail()).await.unwrap_err();
        assert_eq!((met, told.as_str()), (*obstacle, *detail), "{script:?}");
    }
    let nobody = carriers(1, 1).mail.send(&mail()).await.unwrap_err();
    assert_eq!(nobody.obstacle, CarrierAway);
}

#[tokio::test]
async fn a_server_that_does_not_let_us_in_or_speaks_in_the_open_refuses_us() {
    let offers = says("250-voorbeeld\r\n250-STARTTLS\r\n250 8BITMIME\r\n");
    let bare = says("250 voorbeeld\r\n");
    let login = ("user:geheim@", "");
    let tls = ("", "?tls=required");
    for (script, around, obstacle, detail) in [
        (
            Script {
                auth: says("535 5.7.8 no\r\n"),
                ..ACCEPTS
            },
            login,
            Obstacle::CarrierRefuses,
            "auth 535 5.7.8",
        ),
        (
            Script {
                auth: says("454 4.7.0 later\r\n"),
                ..ACCEPTS
            },
            login,
            Obstacle::CarrierBusy,
            "auth 454 4.7.0",
        ),
        (
            Script {
                ehlo: bare,
                ..ACCEPTS
            },
            login,
            Obstacle::CarrierRefuses,
            "auth not offered",
        ),
        (
            Script {
                ehlo: bare,
                ..ACCEPTS
            },
            tls,
            Obstacle::CarrierRefuses,
            "starttls not offered",
        ),
        (
            Script {
                ehlo: offers,
                starttls: says("454 4.7.0 later\r\n"),
                ..ACCEPTS
            },
            tls,
            Obstacle::CarrierBusy,
            "starttls 454 4.7.0",
        ),
    ] {
        let server = mail_server(&[script]).await;
        let (met, told) = sends_by(&server, around, &mail()).await.unwrap_err();
        assert_eq!((met, told.as_str()), (obstacle, detail), "{script:?}");
        let said = server.commands().join(" ");
        assert!(!said.contains("MAIL"), "{said}");
    }
    let server = mail_server(&[ACCEPTS]).await;
    sends_by(&server, login, &mail()).await.unwrap();
    assert!(
        server
            .commands()
            .iter()
            .any(|line| line.starts_with("AUTH PLAIN "))
    );
}

#[tokio::test]
async fn an_address_with_other_letters_is_carried_or_ends_at_once_with_its_own_words() {
    let rene = Mail {
        to: "rené@garage.example".into(),
        ..mail()
    };
    let server = mail_server(&[ACCEPTS]).await;
    let (met, _) = sends_to(&server, &rene).await.unwrap_err();
    assert!(met == Obstacle::AddressUnsupported && met.is_final());
    let ehlo = says("250-voorbeeld\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n");
    let server = mail_server(&[Script { ehlo, ..ACCEPTS }]).await;
    sends_to(&server, &rene).await.unwrap();
    let commands = server.commands();
    assert!(
        commands
            .iter()
            .any(|line| line.starts_with("MAIL FROM:") && line.contains("SMTPUTF8")),
        "{commands:?}"
    );
    assert!(
        commands
            .iter()
            .any(|line| line.starts_with("RCPT TO:<rené@garage.example>")),
        "{commands:?}"
    );
    assert!(server.received()[0].contains("rené@garage.example"));
    let server = mail_server(&[ACCEPTS]).await;
    let muller = Mail {
        to: "info@xn--mller-kva.example".into(),
        ..mail()
    };
    sends_to(&server, &muller).await.unwrap();
}

#[tokio::test]
async fn a_mail_that_was_taken_is_sent_once_whatever_becomes_of_the_goodbye() {
    for quit in [
        Said::Hangs,
        Said::BreaksOff,
        says("500 what\r\n"),
        says("421 too late\r\n"),
    ] {
        let server = mail_server(&[Script { quit, ..ACCEPTS }]).await;
        sends_to(&server, &mail()).await.unwrap();
        sends_to(&server, &mail()).await.unwrap();
        assert_eq!(server.received().len(), 2, "{quit:?}");
    }
}

#[tokio::test]
async fn sec_33_an_answer_lost_after_the_text_brings_the_same_mail_under_the_same_number() {
    let lost = Script {
        text: Said::BreaksOff,
        ..ACCEPTS
    };
    let server = mail_server(&[lost, ACCEPTS]).await;
    let house = House::with_carriers(On::Sqlite, carriers(server.port, 1)).await;
    house.queue_warning_with_link().await;
    assert_eq!(house.worker.run_once().await, 1);
    assert_eq!(house.states().await, ["waiting"]);
    house.world.clock.forward(Duration::from_secs(30));
    assert_eq!(house.worker.run_once().await, 1);
    assert_eq!(house.states().await, ["sent"]);
    let numbers: Vec<String> = server
        .received()
        .iter()
        .map(|message| {
            let line = message.lines().find(|line| line.starts_with("Message-ID:"));
            line.unwrap().to_owned()
        })
        .collect();
    assert_eq!(numbers.len(), 2);
    assert_eq!(
        numbers[0], numbers[1],
        "whoever has it already sees that it is the same"
    );
}

#[tokio::test]
async fn a_server_that_closes_after_each_mail_gets_the_next_one_on_a_line_of_its_own() {
    let closes = Script {
        quit: Said::BreaksOff,
        ..ACCEPTS
    };
    let server = mail_server(&[closes]).await;
    let house = House::with_carriers(On::Sqlite, carriers(server.port, 1)).await;
    for _ in 0..3 {
        house.queue(Letter::TestMail).await;
        house.worker.run_once().await;
    }
    assert_eq!(house.states().await, ["sent", "sent", "sent"]);
    assert_eq!(server.received().len(), 3);
}

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
        execute!(&mut tx, "update outbox set account_id = null, address = 'wie@elders.example'").unwrap();
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
