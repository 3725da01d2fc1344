//! Karin works while something breaks: she gives one of her staff another number, again and again, and remembers which of
//! her forms were answered. What was answered must be there afterwards, once.

use std::{io::Result, time::Duration};

use flows::testing::On;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use super::{browser::Browser, house::House};

const KARIN: &str = "karin@kantoor-deboer.example";
/// Longest wait for the program to go on by itself once the cause is gone.
const PATIENCE: Duration = Duration::from_secs(30);

/// An employee of Karin's, who works nowhere else.
const WHOM: &str = "
select u.id
from authorisation u
join authorisation k on k.organisation_id = u.organisation_id
join account a on a.id = k.account_id
where a.email = 'karin@kantoor-deboer.example' and u.role = 'medewerker' and u.state = 'active'
    and (select count(*) from authorisation other where other.account_id = u.account_id) = 1
order by u.id
limit 1";

/// Karin at her browser.
pub struct Karin<'h> {
    house: &'h House,
    on: On,
    browser: Browser,
    whom: String,
    /// Forms that were sent, and those of them that were answered with yes.
    pub sent: u32,
    pub answered: u32,
}

impl<'h> Karin<'h> {
    /// Logs in.
    pub async fn logs_in(house: &'h House, on: On) -> Self {
        let whom = texts(house, on, WHOM).await.remove(0);
        let mut browser = Browser::visits(house.place.address).await.unwrap();
        let form = [("email", KARIN), ("password", server::demo::PASSWORD)];
        let first = browser.post("/inloggen", &form).await.unwrap();
        assert_eq!(
            first.header("location"),
            "/inloggen/code",
            "{}",
            first.text()
        );
        let code = within(async || {
            let letters = browser.get("/dev/postvak.json").await.ok()?;
            let letters: Value = serde_json::from_slice(&letters.body).ok()?;
            letters.as_array()?.iter().find_map(|letter| {
                let text = letter["text"].as_str()?;
                (letter["channel"] == "sms").then(|| {
                    text.rsplit_once('#')
                        .map(|(_, code)| code.trim().to_owned())
                })?
            })
        })
        .await;
        let code = code.expect("a message with a code");
        let inside = browser
            .post("/inloggen/code", &[("code", &code)])
            .await
            .unwrap();
        assert_eq!(inside.status, 303, "{}", inside.text());
        Self {
            house,
            on,
            browser,
            whom,
            sent: 0,
            answered: 0,
        }
    }

    /// Gives one of the staff another number; whether that was answered with yes.
    pub async fn works(&mut self) -> Result<bool> {
        self.sent += 1;
        let number = format!("06 2{:07}", self.sent);
        let path = format!("/beheer/medewerkers/{}/mobiel", self.whom);
        let page = self.browser.get(&path).await?.text();
        let seen = page
            .split("name=\"seen\" value=\"")
            .nth(1)
            .and_then(|value| value.split('"').next())
            .unwrap_or_default();
        let answer = self
            .browser
            .post(
                &path,
                &[("nummer", &number), ("klopt", "ja"), ("seen", seen)],
            )
            .await?;
        let person = format!("/beheer/medewerkers/{}", self.whom);
        let done = answer.status == 303 && answer.header("location") == person;
        self.answered += u32::from(done);
        Ok(done)
    }

    /// The same over a new connection, as a browser does when the old one was cut.
    pub async fn works_anew(&mut self) -> bool {
        let Ok(tab) = self.browser.tab().await else {
            return false;
        };
        self.browser = tab;
        self.works().await.unwrap_or(false)
    }

    /// Works until a form is answered with yes; fails if none is in a while.
    pub async fn works_again(&mut self) {
        let mut tries = tokio::time::interval(Duration::from_millis(100));
        let again = async {
            while !self.works_anew().await {
                tries.tick().await;
            }
        };
        let done = tokio::time::timeout(PATIENCE, again).await;
        assert!(
            done.is_ok(),
            "writing does not go on by itself: {}",
            self.house.place.complaints()
        );
    }

    /// What the program says about itself at `/readyz`.
    pub async fn ready(&self) -> u16 {
        match Browser::visits(self.house.place.address).await {
            Ok(mut probe) => probe.get("/readyz").await.map_or(0, |answer| answer.status),
            Err(_) => 0,
        }
    }

    /// Waits until the program says of itself that it is ready, or that it is not.
    pub async fn readiness_becomes(&self, status: u16) {
        let seen = within(async || (self.ready().await == status).then_some(())).await;
        assert!(
            seen.is_some(),
            "readiness does not become {status}: {}",
            self.house.place.complaints()
        );
    }

    /// Nothing that was answered is lost, and nothing is there twice: one row of the trail and one letter for each change.
    pub async fn nothing_is_lost_or_doubled(&self) {
        let changes = texts(
            self.house,
            self.on,
            "select facts from audit where event = 'mobile_changed_by_admin'",
        )
        .await;
        let there = u32::try_from(changes.len()).unwrap();
        assert!(
            (self.answered..=self.sent).contains(&there),
            "{} answered, {there} there, {} sent",
            self.answered,
            self.sent
        );
        let to_mailbox =
            "select id from outbox where letter = 'mobile_changed' and channel = 'mail'";
        assert_eq!(
            texts(self.house, self.on, to_mailbox).await.len(),
            changes.len(),
            "a letter for each change"
        );
        let number = texts(
            self.house,
            self.on,
            &format!(
                "select mobile from authorisation where id = '{}'",
                self.whom
            ),
        )
        .await;
        assert_eq!(
            number,
            [format!("+3162{:07}", self.sent)],
            "the last form was answered with yes"
        );
        let (_, verdict) = self.house.place.run("audit verify");
        assert!(
            verdict.starts_with("The audit trail is intact"),
            "{verdict}"
        );
    }
}

/// Asks now and then until there is an answer, or patience ends.
pub async fn within<T>(mut ask: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let mut tries = tokio::time::interval(Duration::from_millis(100));
    let asking = async {
        loop {
            tries.tick().await;
            if let Some(found) = ask().await {
                return found;
            }
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.ok()
}

/// One column, read beside the program.
pub async fn texts(house: &House, on: On, sql: &str) -> Vec<String> {
    let sql = AssertSqlSafe(sql.to_owned());
    let rows: Vec<(String,)> = match on {
        On::Sqlite => {
            let mut connection = SqliteConnection::connect(&house.database).await.unwrap();
            sqlx::query_as(sql)
                .fetch_all(&mut connection)
                .await
                .unwrap()
        }
        On::Postgres => {
            let mut connection = PgConnection::connect(&house.database).await.unwrap();
            sqlx::query_as(sql)
                .fetch_all(&mut connection)
                .await
                .unwrap()
        }
    };
    rows.into_iter().map(|(text,)| text).collect()
}
