//! Mail, handed to a mail server that answers as it likes, by what `serve` makes of a configuration.

use std::time::Duration;

use domain::{
    EmailAddress,
    post::{
        Letter,
        Obstacle::{self, *},
    },
};
use flows::testing::On;
use server::post::transport::Mail;

use super::{
    mail,
    support::{ACCEPTS, House, MailServer, Said, Script, carriers, carriers_to, mail_server, says},
};

async fn sends_to(server: &MailServer, mail: &Mail) -> Result<(), (Obstacle, String)> {
    sends_by(server, ("smtp://", ""), mail).await
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

/// Takes addresses with other letters before the @.
const EVERY_LETTER: Script = Script {
    ehlo: says("250-voorbeeld\r\n250-SMTPUTF8\r\n250 8BITMIME\r\n"),
    ..ACCEPTS
};

#[tokio::test]
async fn sec_33_every_address_that_is_taken_is_what_the_mail_server_hears_byte_for_byte() {
    for typed in [
        "Jan.Boer+post@Garage.nl",
        "o'brien!#$%&*/=?^_`{|}~-@garage.nl",
        "jan@müller.de",
        "rené@garage.nl",
        "q\u{323}\u{307}@garage.nl",
        "जन@garage.nl",
        "म\u{94d}मी@उदाहरण.भारत",
        "info@例え.テスト",
        "علی\u{200c}رضا@garage.nl",
        "ශ්\u{200d}රී@garage.nl",
        "ελένη@παράδειγμα.ελ",
        "สม\u{e0a}าย@ตัวอย่าง.ไทย",
        "👍@garage.nl",
        "\u{301}jan@garage.nl",
        "jan\u{34f}@garage.nl",
        "jan\u{3164}@garage.nl",
        "jan@gar\u{ad}age.nl",
    ] {
        let Ok(address) = EmailAddress::parse(typed) else {
            continue;
        };
        let server = mail_server(&[EVERY_LETTER]).await;
        let to = address.for_display();
        let mail = Mail {
            to: to.clone(),
            ..mail()
        };
        sends_to(&server, &mail).await.unwrap();
        let heard = format!("RCPT TO:<{to}>");
        assert!(
            server.commands().contains(&heard),
            "{typed}: {:?}",
            server.commands()
        );
        let message = &server.received()[0];
        assert!(message.contains(&format!("<{to}>")), "{typed}: {message}");
    }
}

#[tokio::test]
async fn what_is_no_address_of_ours_reaches_no_mail_server() {
    let server = mail_server(&[EVERY_LETTER]).await;
    for to in [
        "jan\u{34f}@garage.nl",
        "jan@müller.de",
        "a@b.nl>\r\nRCPT TO:<c@d.nl",
        "jan",
    ] {
        let mail = Mail {
            to: to.to_owned(),
            ..mail()
        };
        let (met, told) = sends_to(&server, &mail).await.unwrap_err();
        assert_eq!(
            (met, told.as_str()),
            (AddressUnsupported, "address"),
            "{to:?}"
        );
    }
    assert_eq!(server.commands(), [""; 0]);
}

/// What a mail server says where, what that is, and how it is told.
#[rustfmt::skip]
const REFUSALS: &[(Script, Obstacle, &str)] = &[
    (Script { greeting: says("554 5.3.2 not you\r\n"), ..ACCEPTS }, CarrierRefuses, "greeting 554 5.3.2"),
    (Script { greeting: says("421 4.3.2 later\r\n"), ..ACCEPTS }, CarrierBusy, "greeting 421 4.3.2"),
    (Script { greeting: Said::BreaksOff, ..ACCEPTS }, CarrierAway, "greeting connection"),
    (Script { greeting: Said::Hangs, ..ACCEPTS }, CarrierAway, "greeting timeout"),
    (Script { greeting: says("HTTP/1.1 400 Bad Request\r\n"), ..ACCEPTS }, CarrierAway, "greeting connection"),
    (Script { ehlo: says("550 who?\r\n"), ..ACCEPTS }, CarrierRefuses, "greeting 550"),
    (Script { mail: says("550 5.1.8 sender\r\n"), ..ACCEPTS }, CarrierRefuses, "mail 550 5.1.8"),
    (Script { mail: says("550-5.7.1 we do\r\n550 5.7.1 not like you\r\n"), ..ACCEPTS }, CarrierRefuses, "mail 550 5.7.1"),
    (Script { mail: Said::Hangs, ..ACCEPTS }, CarrierAway, "mail timeout"),
    (Script { rcpt: says("550 5.1.1 nobody\r\n"), ..ACCEPTS }, NoSuchAddress, "rcpt 550 5.1.1"),
    (Script { rcpt: says("550-5.1.1 <jan@garage.example>\r\n550 5.1.1 nobody\r\n"), ..ACCEPTS }, NoSuchAddress, "rcpt 550 5.1.1"),
    (Script { rcpt: says("553 5.1.3 form\r\n"), ..ACCEPTS }, NoSuchAddress, "rcpt 553 5.1.3"),
    (Script { rcpt: says("550 no\r\n"), ..ACCEPTS }, RefusedUnexplained, "rcpt 550"),
    (Script { rcpt: says("551 elsewhere\r\n"), ..ACCEPTS }, RefusedUnexplained, "rcpt 551"),
    (Script { rcpt: says("554 5.7.1 Relay access denied\r\n"), ..ACCEPTS }, NotCarried, "rcpt 554 5.7.1"),
    (Script { rcpt: says("550 relay not permitted\r\n"), ..ACCEPTS }, NotCarried, "rcpt 550"),
    (Script { rcpt: says("552 5.2.2 full\r\n"), ..ACCEPTS }, MailboxFull, "rcpt 552 5.2.2"),
    (Script { rcpt: says("452 4.2.2 full\r\n"), ..ACCEPTS }, MailboxFull, "rcpt 452 4.2.2"),
    (Script { rcpt: says("450 4.7.1 slowly\r\n"), ..ACCEPTS }, CarrierBusy, "rcpt 450 4.7.1"),
    (Script { rcpt: says("421 4.7.0 too many\r\n"), ..ACCEPTS }, CarrierBusy, "rcpt 421 4.7.0"),
    // Words in an alphabet of before Unicode: nothing is understood, and nothing is lost.
    (Script { rcpt: Said::Says(b"550 5.1.1 niemand \xe9\r\n"), ..ACCEPTS }, CarrierBusy, "rcpt connection"),
    (Script { rcpt: Said::BreaksOff, ..ACCEPTS }, CarrierBusy, "rcpt connection"),
    (Script { data: says("554 5.5.1 no\r\n"), ..ACCEPTS }, CarrierRefuses, "data 554 5.5.1"),
    (Script { data: says("451 later\r\n"), ..ACCEPTS }, CarrierBusy, "data 451"),
    (Script { text: says("554 5.7.1 spam\r\n"), ..ACCEPTS }, TextRefused, "text 554 5.7.1"),
    (Script { text: says("552 5.3.4 too big\r\n"), ..ACCEPTS }, TextRefused, "text 552 5.3.4"),
    (Script { text: says("550 5.1.1 nobody\r\n"), ..ACCEPTS }, NoSuchAddress, "text 550 5.1.1"),
    (Script { text: Said::BreaksOff, ..ACCEPTS }, Unanswered, "text connection"),
    // An answer without end fills no memory and is not waited for.
    (Script { greeting: Said::Rambles(b"220-hello "), ..ACCEPTS }, CarrierAway, "greeting an answer without end"),
    (Script { ehlo: Said::Rambles(b"250-SIZE 1\r\n"), ..ACCEPTS }, CarrierAway, "greeting an answer without end"),
    (Script { rcpt: Said::Rambles(b"550 5.1.1 "), ..ACCEPTS }, CarrierBusy, "rcpt an answer without end"),
    (Script { text: Said::Rambles(b"\0"), ..ACCEPTS }, Unanswered, "text an answer without end"),
    // A yes to something else: a server that is one answer behind has not taken the letter yet.
    (Script { mail: says("354 begin\r\n"), ..ACCEPTS }, CarrierAway, "mail 354 out of step"),
    (Script { rcpt: says("334 go on\r\n"), ..ACCEPTS }, CarrierBusy, "rcpt 334 out of step"),
    (Script { data: says("250 ok\r\n"), ..ACCEPTS }, CarrierBusy, "data 250 out of step"),
    (Script { text: says("354 begin\r\n"), ..ACCEPTS }, Unanswered, "text 354 out of step"),
];

#[tokio::test]
async fn sec_33_a_refusal_is_told_by_the_point_at_which_it_came() {
    for (script, obstacle, detail) in REFUSALS {
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
    let login = ("smtp://user:geheim@", "");
    let tls = ("smtp://", "?tls=required");
    #[rustfmt::skip]
    let refusals = [
        (Script { auth: says("535 5.7.8 no\r\n"), ..ACCEPTS }, login, CarrierRefuses, "auth 535 5.7.8"),
        (Script { auth: says("454 4.7.0 later\r\n"), ..ACCEPTS }, login, CarrierBusy, "auth 454 4.7.0"),
        (Script { ehlo: bare, ..ACCEPTS }, login, CarrierRefuses, "auth not offered"),
        (Script { ehlo: bare, ..ACCEPTS }, tls, CarrierRefuses, "starttls not offered"),
        (Script { ehlo: offers, starttls: says("454 4.7.0 later\r\n"), ..ACCEPTS }, tls, CarrierBusy, "starttls 454 4.7.0"),
        (ACCEPTS, ("smtps://", ""), CarrierAway, "greeting tls: received corrupt message of type InvalidContentType"),
    ];
    for (script, around, obstacle, detail) in refusals {
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
    assert!(met == AddressUnsupported && met.is_final());
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
    house.world.clock.forward(Duration::from_secs(60 * 60));
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
