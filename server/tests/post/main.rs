//! The post room against a real mail server and a real gateway, small ones, on this machine.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod held_up;
mod mail;
mod only_to;
mod sms;
#[path = "../support/mod.rs"]
mod support;

use std::{sync::Arc, time::Duration};

use domain::post::Channel;
use flows::testing::On;
use server::post::{
    DevMailbox, MailTransport,
    transport::{Mail, Sms},
};
use support::{ACCEPTS, House, Manner, Said, Script, carriers, gateway, mail_server, says};

fn mail() -> Mail {
    Mail {
        key: "0193464e-0000-7000-8000-00000000000a.1".into(),
        to: "jan@garage.example".into(),
        to_name: Some("Jan \"Ëlzas\" <x@y>".into()),
        subject: "Één onderwerp".into(),
        text: "De tekst.\n".into(),
        html: "<p>De tekst.</p>\n".into(),
    }
}

fn sms() -> Sms {
    Sms {
        key: "0193464e-0000-7000-8000-00000000000b.1".into(),
        to: "+31612345678".into(),
        text: "482915 is uw code.\n\n@voorbeeld.example #482915".into(),
    }
}

#[tokio::test]
async fn sec_33_trouble_on_the_way_loses_nothing_and_delivers_one_text_only() {
    let busy = Script {
        mail: says("451 4.3.0 later\r\n"),
        ..ACCEPTS
    };
    let breaks_off = Script {
        rcpt: Said::BreaksOff,
        ..ACCEPTS
    };
    let hangs = Script {
        greeting: Said::Hangs,
        ..ACCEPTS
    };
    let mails = mail_server(&[busy, breaks_off, hangs, ACCEPTS]).await;
    let messages = gateway(&[
        Manner::Says(503),
        Manner::BreaksOff,
        Manner::Hangs,
        Manner::Accepts,
    ])
    .await;
    let house = House::with_carriers(On::Sqlite, carriers(mails.port, messages.port)).await;
    house.queue_code().await;
    house.queue_warning_with_link().await;
    for _ in 0..4 {
        assert_eq!(house.worker.run_once().await, 2);
        house.world.clock.forward(Duration::from_secs(30));
        // The code is tried sooner than the mail: let the mail's next try come too, well within the life of the code.
        while house.waiting(Channel::Mail).await > 0 && house.overdue(Channel::Mail).await == 0 {
            house.world.clock.forward(Duration::from_secs(10));
        }
    }
    assert_eq!(house.states().await, ["sent", "sent"]);
    assert_eq!(house.worker.run_once().await, 0);
    assert_eq!(mails.received().len(), 1);
    let bodies: Vec<_> = messages.received();
    assert_eq!(bodies.len(), 4, "every try reached the gateway");
    assert!(
        bodies.iter().all(|request| request == &bodies[0]),
        "the same text under the same key"
    );
}

#[tokio::test]
async fn sec_19_sec_27_links_and_codes_stand_in_the_letter_and_in_no_table() {
    for on in [On::Sqlite, On::Postgres] {
        let house = House::with_mailbox(on).await;
        house.queue_code().await;
        house.queue_warning_with_link().await;
        assert_eq!(house.worker.run_once().await, 2);
        let letters = house.mailbox().list();
        let sms = letters
            .iter()
            .find(|letter| letter.channel == Channel::Sms)
            .unwrap();
        let mail = letters
            .iter()
            .find(|letter| letter.channel == Channel::Mail)
            .unwrap();
        let code = sms.text[..6].to_owned();
        let secret = mail.text.split("/blokkeren/").nth(1).unwrap()[..43].to_owned();
        let stored = house.everything_stored().await;
        assert!(stored.contains("link_secret"), "every table is looked at");
        assert!(!stored.contains(&secret), "a link in the database");
        let words = stored.split(|c: char| !c.is_ascii_alphanumeric());
        assert!(
            words.into_iter().all(|word| word != code),
            "a code in the database"
        );
    }
}

#[tokio::test]
async fn the_bell_brings_a_code_on_its_way_at_once_and_the_worker_stops_when_told() {
    let house = House::with_mailbox(On::Sqlite).await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let worker = house.worker.clone();
    let running = tokio::spawn(async move { worker.run(stopped).await });
    house.queue_code().await;
    house.worker.bell().ring();
    while house.mailbox().list().is_empty() {
        tokio::task::yield_now().await;
    }
    stop.send(true).unwrap();
    running.await.unwrap();
    assert_eq!(house.states().await, ["sent"]);
}

#[tokio::test]
async fn the_mailbox_keeps_letters_over_a_restart_newest_first_and_not_too_many() {
    let house = House::with_mailbox(On::Sqlite).await;
    let open = || {
        DevMailbox::open(
            house.world.folder(),
            Arc::clone(&house.world.services.clock),
        )
        .unwrap()
    };
    let mailbox = open();
    for n in 0..1_100 {
        let key = format!("{n}");
        mailbox.send_mail(&Mail { key, ..mail() }).await;
    }
    mailbox
        .send_mail(&Mail {
            key: "1099".into(),
            ..mail()
        })
        .await;
    for mailbox in [mailbox, open()] {
        let list = mailbox.list();
        assert_eq!(list.len(), 500);
        assert_eq!(
            (list[0].id.as_str(), list[499].id.as_str()),
            ("1099", "600")
        );
        assert_eq!(list[0].html, None);
        assert_eq!(mailbox.find("1099").unwrap().html.unwrap(), mail().html);
    }
    let json = serde_json::to_value(&open().list()[0]).unwrap();
    let expected = serde_json::json!({"id": "1099", "channel": "mail", "to": "jan@garage.example", "subject": "Één onderwerp",
        "text": "De tekst.\n", "sent_at": "2026-11-20T13:30:00Z"});
    assert_eq!(json, expected);
}

trait Posts {
    async fn send_mail(&self, mail: &Mail);
}

impl Posts for DevMailbox {
    async fn send_mail(&self, mail: &Mail) {
        MailTransport::send(self, mail).await.unwrap();
    }
}
