//! Whom the settings name, and nobody else.

use domain::post::{Letter, Obstacle};
use flows::{on, on_each_database, testing::On};
use server::post::transport::{Mail, Sms};

use super::{
    mail, sms,
    support::{ACCEPTS, House, Manner, carriers_where, gateway, mail_server},
};

#[tokio::test]
async fn sec_73_who_is_named_is_written_to_however_the_address_is_spelled_and_nobody_else() {
    for (named, to, goes) in [
        ("jan@garage.example", "jan@garage.example", true),
        ("Jan@GARAGE.example", "jan@garage.example", true),
        ("jan@garage.example", "JAN@garage.example", true),
        (
            "piet@garage.example, @garage.example",
            "jan@garage.example",
            true,
        ),
        ("@bücher.example", "jan@xn--bcher-kva.example", true),
        ("nobody", "jan@garage.example", false),
        ("piet@garage.example", "jan@garage.example", false),
        ("jan@garage.example", "jan+x@garage.example", false),
        ("@garage.example", "jan@geheim.garage.example", false),
        ("@garage.example", "jan@mijngarage.example", false),
        ("@garage.example", "jan@garage.example.evil.example", false),
        ("jan@garage.example", "jan", false),
    ] {
        let server = mail_server(&[ACCEPTS]).await;
        let more = format!("mail_only_to = {named:?}\n");
        let carriers = carriers_where((server.port, "smtp://", ""), 1, &more);
        let mail = Mail {
            to: to.into(),
            ..mail()
        };
        let done = carriers.mail.send(&mail).await;
        let obstacle = done.err().map(|failure| failure.obstacle);
        let expected = (!goes).then_some(Obstacle::NotNamed);
        assert_eq!(obstacle, expected, "{named}: {to}");
        assert_eq!(server.received().len(), usize::from(goes), "{named}: {to}");
    }
    for (named, goes) in [
        ("[\"06 12345678\"]", true),
        ("\"+31687654321, +31612345678\"", true),
        ("\"nobody\"", false),
        ("\"+31612345679\"", false),
    ] {
        let server = gateway(&[Manner::Accepts]).await;
        let more = format!("sms_only_to = {named}\n");
        let carriers = carriers_where((1, "smtp://", ""), server.port, &more);
        let done = carriers.sms.send(&Sms { ..sms() }).await;
        let obstacle = done.err().map(|failure| failure.obstacle);
        assert_eq!(obstacle, (!goes).then_some(Obstacle::NotNamed), "{named}");
        assert_eq!(server.received().len(), usize::from(goes), "{named}");
    }
}

on_each_database! {
    async fn sec_73_a_letter_to_somebody_who_is_not_named_ends_at_once_and_says_why(on: On) {
        let (mails, messages) = (mail_server(&[]).await, gateway(&[]).await);
        let more = "mail_only_to = \"@elders.example\"\nsms_only_to = \"nobody\"\n";
        let carriers = carriers_where((mails.port, "smtp://", ""), messages.port, more);
        let house = House::with_carriers(on, carriers).await;
        house.queue(Letter::TestMail).await;
        house.queue_warning_with_link().await;
        house.queue_code().await;
        house.worker.run_once().await;
        let mut tx = house.world.services.db.read().await.unwrap();
        let letters: Vec<(String, String)> = on!(&mut tx, |c| sqlx::query_as(
            "select state, last_error from outbox where ended_at is not null"
        ).fetch_all(c)).unwrap();
        let withheld = ("withheld".to_owned(), "not_named".to_owned());
        assert_eq!(letters, vec![withheld; 3]);
        let (told,): (i64,) = on!(&mut tx, |c| sqlx::query_as(
            "select count(*) from audit where event = 'letter_failed'"
        ).fetch_one(c)).unwrap();
        assert_eq!(told, 3, "the admin and the desk read it");
        assert!(mails.received().is_empty() && messages.received().is_empty());
    }
}
