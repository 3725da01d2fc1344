//! While somebody else holds the database: whoever looks sees pages, whoever sends something is told to come back, by our
//! page and never by an empty answer.

use std::time::Duration;

use axum::{body::Body, http::Method};
use flows::{Db, Tx, execute};

use super::house::{Answer, House, On, Visitor, answered_by};

const MINUTE: Duration = Duration::from_secs(60);

/// A page of ours that says when to come back.
#[track_caller]
fn says_come_back(answer: &Answer) {
    assert_eq!(
        (answer.status, answer.header("retry-after")),
        (503, "5"),
        "{}",
        answer.in_short()
    );
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    answer
        .shows("<h1>Het is nu erg druk</h1>")
        .shows("0800 1234");
    assert!(answer.cookies().is_empty(), "{:?}", answer.cookies());
}

/// Another process that writes to the file for as long as this is kept. Who waits for it gives up soon.
async fn somebody_writes(house: &House) -> Tx {
    let mut ours = house.world.services.db.write().await.unwrap();
    execute!(&mut ours, "pragma busy_timeout = 20").unwrap();
    ours.commit().await.unwrap();
    let theirs = Db::sqlite(&house.world.folder().join("test.db")).await;
    theirs.unwrap().write().await.unwrap()
}

/// Everybody else: every connection there is, until it is said that there is no other.
async fn a_crowd(db: &Db) -> Vec<Tx> {
    let mut crowd = Vec::new();
    while let Ok(one) = db.write().await {
        crowd.push(one);
    }
    crowd
}

#[tokio::test]
async fn while_another_process_writes_whoever_looks_sees_pages_and_whoever_sends_is_told_to_come_back()
 {
    let house = House::new(On::Sqlite).await;
    let (mut karin, mut half_way) = (house.visitor("karin"), house.visitor("jan"));
    karin.logs_in().await;
    half_way.gives_password().await.leads_to("/inloggen/code");
    let code = house.code_for("jan").await;
    let before = (karin.jar.clone(), half_way.jar.clone());
    house.later(2 * MINUTE);
    let held = somebody_writes(&house).await;
    house
        .stranger()
        .get("/beheer")
        .await
        .leads_to("/inloggen?next=%2Fbeheer");
    assert_eq!(
        house
            .stranger()
            .get("/inloggen?next=%2Fbeheer")
            .await
            .status,
        200
    );
    assert_eq!(
        karin.get("/beheer/medewerkers").await.status,
        200,
        "it is only not noted when she was here last"
    );
    says_come_back(&house.visitor("karin").gives_password().await);
    says_come_back(
        &house
            .stranger()
            .types("niemand@nergens.example", "een verkeerd wachtwoord")
            .await,
    );
    says_come_back(
        &house
            .stranger()
            .posts(
                "/wachtwoord-vergeten",
                &[("email", "karin@kantoor-deboer.example")],
            )
            .await,
    );
    says_come_back(&half_way.types_code(&code).await);
    says_come_back(&karin.posts("/uitloggen", &[]).await);
    let mut english = house.stranger();
    english.jar.insert("taal".into(), "en".into());
    let answer = english
        .types("niemand@nergens.example", "een verkeerd wachtwoord")
        .await;
    assert_eq!(answer.status, 503);
    answer.shows("<h1>It is very busy right now</h1>");
    assert_eq!(
        before,
        (karin.jar.clone(), half_way.jar.clone()),
        "nobody lost a session"
    );
    drop(held);
    half_way.types_code(&code).await.leads_to("/start");
    assert!(half_way.reads_warning().await);
    karin.posts("/uitloggen", &[]).await.leads_to("/uitgelogd");
    assert_eq!(
        house
            .number("select count(*) from failure where number <> $1", "")
            .await,
        0,
        "nobody is woken for it"
    );
}

flows::on_each_database! {
    async fn a_session_that_cannot_be_written_or_read_ends_on_our_page(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let mut tx = house.world.services.db.write().await.unwrap();
        execute!(&mut tx, "alter table session rename to elsewhere").unwrap();
        tx.commit().await.unwrap();
        let looked = karin.get("/start").await;
        let typed = house.stranger().posts("/wie-is-mijn-beheerder", &[("email", "niemand@nergens.example")]).await;
        for answer in [looked, typed] {
            assert_eq!(answer.status, 500);
            answer.shows("<h1>Er ging bij ons iets mis</h1>").shows("Foutnummer").shows("0800 1234");
            assert!(answer.cookies().is_empty());
        }
        let mut tx = house.world.services.db.write().await.unwrap();
        execute!(&mut tx, "alter table elsewhere rename to session").unwrap();
        tx.commit().await.unwrap();
        assert!(karin.is_inside().await, "and she is still in");
    }

    async fn sec_70_where_no_session_can_be_written_no_code_is_sent_and_none_is_counted(on: On) {
        let house = House::new(on).await;
        let rename = async |from: &str, to: &str| {
            let mut tx = house.world.services.db.write().await.unwrap();
            let rename = format!("alter table session rename column {from} to {to}");
            execute!(&mut tx, sqlx::AssertSqlSafe(rename)).unwrap();
            tx.commit().await.unwrap();
        };
        // Sessions are read and brought up to date, but there is no room for another.
        rename("public_id", "away").await;
        for _ in 0..6 {
            let failed = house.visitor("jan").gives_password().await;
            assert_eq!(failed.status, 500);
        }
        assert_eq!(house.stranger().get("/readyz").await.status, 503);
        house.post_goes_out().await;
        assert_eq!(house.number("select count(*) from outbox where letter <> $1", "").await, 0);
        rename("away", "public_id").await;
        house.visitor("jan").logs_in().await;
    }

    async fn when_every_connection_is_taken_everybody_is_told_to_come_back(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let db = &house.world.services.db;
        let crowd = a_crowd(db).await;
        let router = house.router();
        let stranger = house.stranger();
        let email = ("email", "niemand@nergens.example");
        let form = |path: &str| stranger.form(path, &[email, ("password", "een verkeerd wachtwoord")], "same-origin");
        let look = |visitor: &Visitor<'_>, path: &str| visitor.request(Method::GET, path, "none").body(Body::empty()).unwrap();
        let (sent, looked) = tokio::join!(
            answered_by(&router, form("/inloggen")),
            answered_by(&router, look(&karin, "/start")),
        );
        says_come_back(&sent);
        // Beside the one that writes, SQLite still reads.
        match on {
            On::Sqlite => assert_eq!(looked.status, 200),
            On::Postgres => says_come_back(&looked),
        }
        drop(crowd);
        assert!(karin.is_inside().await);
    }
}
