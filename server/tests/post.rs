//! The post room against a real mail server and a real gateway, small ones, on this machine.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::{sync::Arc, time::Duration};

use domain::post::{Channel, Letter};
use flows::{on, testing::On};
use server::post::{
    DevMailbox, MailTransport, SmsGateway,
    sms_http::{FieldNames, SmsHttp, SmsHttpSettings},
    smtp::{Encryption, Smtp, SmtpSettings},
    transport::{Mail, Sms},
};
use support::{House, Manner, gateway, mail_server};

const QUICK: Duration = Duration::from_millis(400);

fn smtp(port: u16) -> Smtp {
    Smtp::new(SmtpSettings {
        host: "127.0.0.1".into(),
        port,
        encryption: Encryption::None,
        credentials: None,
        from: "inloggen@voorbeeld.example".into(),
        from_name: "Voorbeeld Verzekeringen".into(),
        timeout: QUICK,
    })
    .unwrap()
}

fn sms_http(port: u16) -> SmsHttp {
    SmsHttp::new(SmsHttpSettings {
        url: format!("http://127.0.0.1:{port}/berichten"),
        token: "geheim-van-ons".into(),
        sender: "Voorbeeld".into(),
        names: FieldNames {
            to: "recipient".into(),
            ..FieldNames::default()
        },
        timeout: QUICK,
    })
}

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
async fn a_mail_arrives_in_two_parts_and_says_that_a_machine_sent_it() {
    let server = mail_server(&[Manner::Accepts]).await;
    smtp(server.port).send(&mail()).await.unwrap();
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
async fn a_mail_server_that_has_trouble_is_tried_again_and_one_that_refuses_is_believed() {
    let cases = [
        (Manner::Hangs, "timeout", true),
        (Manner::BreaksOff, "connection", true),
        (Manner::Says(451), "smtp_451", true),
        (Manner::Says(550), "smtp_550", false),
        (Manner::Says(535), "smtp_535", true),
    ];
    for (manner, class, may_pass) in cases {
        let server = mail_server(&[manner]).await;
        let failure = smtp(server.port).send(&mail()).await.unwrap_err();
        assert_eq!(
            (failure.class.as_str(), failure.may_pass),
            (class, may_pass),
            "{manner:?}"
        );
        assert!(server.received().is_empty(), "{manner:?}");
    }
    let nobody = smtp(1).send(&mail()).await.unwrap_err();
    assert_eq!(
        (nobody.class.as_str(), nobody.may_pass),
        ("connection", true)
    );
}

#[tokio::test]
async fn an_sms_is_posted_with_our_token_and_its_key() {
    let server = gateway(&[Manner::Accepts]).await;
    let accepted = sms_http(server.port).send(&sms()).await.unwrap();
    assert_eq!(accepted.provider_id.as_deref(), Some("bericht-1"));
    let request = server.received().remove(0);
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let head = head.to_lowercase();
    assert!(head.starts_with("post /berichten http/1.1"));
    assert!(head.contains("authorization: bearer geheim-van-ons"));
    assert!(head.contains("idempotency-key: 0193464e-0000-7000-8000-00000000000b.1"));
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    let expected =
        serde_json::json!({"recipient": "+31612345678", "from": "Voorbeeld", "text": sms().text});
    assert_eq!(body, expected);
}

#[tokio::test]
async fn sec_33_a_gateway_that_has_trouble_is_tried_again_and_one_that_refuses_is_believed() {
    let cases = [
        (Manner::Hangs, "timeout", true),
        (Manner::BreaksOff, "connection", true),
        (Manner::Says(500), "http_500", true),
        (Manner::Says(503), "http_503", true),
        (Manner::Says(429), "http_429", true),
        (Manner::Says(401), "http_401", true),
        (Manner::Says(302), "http_302", true),
        (Manner::Says(400), "http_400", false),
        (Manner::Says(422), "http_422", false),
    ];
    for (manner, class, may_pass) in cases {
        let server = gateway(&[manner]).await;
        let failure = sms_http(server.port).send(&sms()).await.unwrap_err();
        assert_eq!(
            (failure.class.as_str(), failure.may_pass),
            (class, may_pass),
            "{manner:?}"
        );
    }
}

#[tokio::test]
async fn sec_33_trouble_on_the_way_loses_nothing_and_delivers_one_text_only() {
    let trouble = |first| [first, Manner::BreaksOff, Manner::Hangs, Manner::Accepts];
    let mails = mail_server(&trouble(Manner::Says(451))).await;
    let messages = gateway(&trouble(Manner::Says(503))).await;
    let house = House::new(
        On::Sqlite,
        Arc::new(smtp(mails.port)),
        Arc::new(sms_http(messages.port)),
    )
    .await;
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
async fn a_mail_that_is_refused_for_good_is_given_up_on_record() {
    let (mails, messages) = (mail_server(&[Manner::Says(550)]).await, gateway(&[]).await);
    let house = House::new(
        On::Sqlite,
        Arc::new(smtp(mails.port)),
        Arc::new(sms_http(messages.port)),
    )
    .await;
    house.queue(Letter::TestMail).await;
    assert_eq!(house.worker.run_once().await, 1);
    assert_eq!(house.states().await, ["failed"]);
    let mut tx = house.world.services.db.read().await.unwrap();
    let (events,): (i64,) = on!(&mut tx, |c| sqlx::query_as(
        "select count(*) from audit where event = 'letter_failed'"
    )
    .fetch_one(c))
    .unwrap();
    assert_eq!(events, 1);
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
