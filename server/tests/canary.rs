//! A tour of the whole portal while everything is logged, as JSON: no password, code, secret of a link or session, and
//! nobody's name, address or number comes out in a line of the log, and no secret in a table (SEC-19, SEC-27, SEC-65).
//! Whatever somebody types, an event stays one line (SEC-60).
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[expect(
    dead_code,
    unused_imports,
    reason = "the house has room for every test of the site; this tour needs a part"
)]
mod house;
#[path = "support/stored.rs"]
mod stored;

use std::{
    collections::BTreeSet,
    io,
    sync::{Mutex, Once},
};

use axum::{body::Body, http::Method};
use tracing_subscriber::filter::LevelFilter;

use house::{House, Letter, On, PANIC, PASSWORD, Visitor};

const WRONG: &str = "kanarie verkeerd geraden";
const RESET: &str = "kanarie na de link 4711";
const CHANGED: &str = "kanarie uit eigen wil 4711";
const CHOSEN: &str = "kanarie van een nieuwe 4711";
const HOSTILE: &str = "Kwaadaardig\r\n{\"level\":\"ERROR\"}\u{202e}<script>{{7*7}}";

static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Log;

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Everything at every level, from every thread. Without the time: six digits of a second look like a code.
fn log_everything() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing_subscriber::fmt()
            .json()
            .without_time()
            .with_max_level(LevelFilter::TRACE)
            .with_writer(|| Log)
            .init();
    });
}

fn code_in(letter: &Letter) -> Option<&str> {
    letter.code().filter(|_| letter.subject.is_empty())
}

/// What must not come out.
#[derive(Default)]
struct Canaries {
    secrets: BTreeSet<String>,
    codes: BTreeSet<String>,
}

impl Canaries {
    /// Lets the worker carry what is due, and notes what the letters hold.
    async fn letters(&mut self, house: &House) -> Vec<Letter> {
        house.post_goes_out().await;
        let letters = house.post.read(|_| true);
        for letter in &letters {
            self.codes.extend(code_in(letter).map(str::to_owned));
            self.secrets.extend(letter.secrets().map(str::to_owned));
        }
        letters
    }

    async fn code(&mut self, house: &House) -> String {
        let letters = self.letters(house).await;
        letters
            .iter()
            .rev()
            .find_map(code_in)
            .expect("a message with a code")
            .to_owned()
    }

    async fn link(&mut self, house: &House, path: &str) -> String {
        let letters = self.letters(house).await;
        letters
            .iter()
            .rev()
            .find_map(|letter| letter.link(path))
            .expect("a letter with a link")
            .to_owned()
    }

    /// Notes every cookie of a browser: sessions, and what makes it known.
    fn cookies(&mut self, visitor: &Visitor<'_>) {
        let secret = visitor
            .jar
            .iter()
            .filter(|(name, _)| name.starts_with("__Host-"));
        self.secrets.extend(secret.map(|(_, value)| value.clone()));
    }

    async fn come_in(&mut self, visitor: &mut Visitor<'_>, password: &str) {
        let email = visitor.person().email;
        visitor
            .types(email, password)
            .await
            .leads_to("/inloggen/code");
        self.cookies(visitor);
        let code = self.code(visitor.house).await;
        visitor.types_code(&code).await.leads_to("/start");
        self.cookies(visitor);
    }

    fn found_in(&self, text: &str) -> Option<&str> {
        let words: BTreeSet<&str> = text
            .split(|sign: char| !sign.is_ascii_alphanumeric())
            .collect();
        let secret = self
            .secrets
            .iter()
            .find(|secret| text.contains(secret.as_str()));
        secret
            .or_else(|| self.codes.iter().find(|code| words.contains(code.as_str())))
            .map(String::as_str)
    }
}

async fn forgets_the_password(house: &House, canaries: &mut Canaries) {
    let mut jan = house.visitor("jan");
    jan.types(jan.person().email, WRONG).await;
    jan.posts("/wachtwoord-vergeten", &[("email", jan.person().email)])
        .await;
    let link = canaries.link(house, "/wachtwoord-instellen/").await;
    assert_eq!(jan.get(&link).await.status, 200);
    jan.posts(&link, &[("password", "kort")]).await;
    jan.posts(&link, &[("password", RESET)])
        .await
        .leads_to("/wachtwoord-instellen/code");
    canaries.cookies(&jan);
    let code = canaries.code(house).await;
    jan.posts("/wachtwoord-instellen/code", &[("code", "12345")])
        .await;
    assert_eq!(
        jan.posts("/wachtwoord-instellen/code", &[("code", &code)])
            .await
            .status,
        303
    );
    canaries.cookies(&jan);
    jan.posts("/uitloggen", &[]).await;
}

async fn looks_after_the_own_account(house: &House, canaries: &mut Canaries) {
    let mut jan = house.visitor("jan");
    canaries.come_in(&mut jan, RESET).await;
    let change = [("current_password", RESET), ("new_password", CHANGED)];
    jan.posts("/account/beveiliging/wachtwoord", &change)
        .await
        .leads_to("/account/beveiliging");
    canaries.cookies(&jan);
    let number = [("mobile", "06 12399999"), ("current_password", CHANGED)];
    jan.posts("/account/beveiliging/mobiel", &number)
        .await
        .leads_to("/account/beveiliging/mobiel/code");
    let code = canaries.code(house).await;
    jan.posts("/account/beveiliging/mobiel/code", &[("code", &code)])
        .await
        .leads_to("/account/beveiliging");
    canaries.cookies(&jan);
}

async fn invites_somebody(house: &House, canaries: &mut Canaries) {
    let mut karin = house.visitor("karin");
    canaries.come_in(&mut karin, PASSWORD).await;
    let mut form = vec![
        ("voornaam", HOSTILE),
        ("achternaam", "Kanariepiet"),
        ("nummer", "0612388888"),
    ];
    form.extend([
        ("postvak", "kanarie@kantoor-deboer.example"),
        ("rights", "offertes"),
    ]);
    assert_eq!(
        karin.posts("/beheer/medewerkers/nieuw", &form).await.status,
        422
    );
    form[0].1 = "Kanarina";
    let sent = karin.posts("/beheer/medewerkers/nieuw", &form).await;
    assert_eq!(sent.status, 303, "{}", sent.in_short());
    let link = canaries.link(house, "/account-activeren/").await;
    let mut guest = house.stranger();
    guest.get(&link).await.shows("Kanarina");
    guest
        .posts(&link, &[("password", CHOSEN)])
        .await
        .leads_to("/account-activeren/code");
    let code = canaries.code(house).await;
    guest
        .posts("/account-activeren/code", &[("code", &code)])
        .await
        .leads_to("/start");
    canaries.cookies(&guest);
    for endpoint in app::site::table()
        .iter()
        .filter(|endpoint| !endpoint.changes)
    {
        let path = endpoint
            .path
            .replace("{id}", "kanarie")
            .replace("{token}", "kanarie");
        karin.get(&format!("{path}?zoek=Kanariepiet")).await;
    }
}

async fn tries_things(house: &House) {
    let mut stranger = house.stranger();
    stranger.types(HOSTILE, HOSTILE).await;
    stranger
        .types("kanarie\r\n@kantoor-deboer.example", HOSTILE)
        .await;
    stranger.posts(PANIC, &[("a", HOSTILE)]).await;
    stranger.get("/Kwaadaardig%0d%0a%7b%7d").await;
    let mut odd = stranger
        .request(Method::POST, "/Kwaadaardig", "cross-site")
        .body(Body::from(HOSTILE))
        .unwrap();
    for name in ["user-agent", "referer", "x-forwarded-for", "origin"] {
        odd = Visitor::with(odd, name, "Kwaadaardig {\"level\":\"ERROR\"} <script>");
    }
    stranger.sends(odd).await;
    let report = r#"[{"type":"csp-violation","body":{"effectiveDirective":"Kwaadaardig","documentURL":"https://x/Kwaadaardig"}}]"#;
    let report = stranger
        .request(Method::POST, "/csp-meldingen", "same-origin")
        .body(Body::from(report))
        .unwrap();
    let report = Visitor::with(report, "content-type", "application/reports+json");
    assert_eq!(stranger.sends(report).await.status, 204);
}

flows::on_each_database! {
    async fn sec_19_sec_27_sec_60_sec_65_nothing_that_opens_or_names_anybody_is_logged_or_kept(on: On) {
        log_everything();
        let house = House::new(on).await;
        let mut canaries = Canaries::default();
        forgets_the_password(&house, &mut canaries).await;
        looks_after_the_own_account(&house, &mut canaries).await;
        invites_somebody(&house, &mut canaries).await;
        tries_things(&house).await;
        canaries.letters(&house).await;
        assert!(canaries.codes.len() >= 5 && canaries.secrets.len() >= 10, "the tour went somewhere");
        canaries.secrets.extend([PASSWORD, WRONG, RESET, CHANGED, CHOSEN].map(str::to_owned));

        let kept = stored::everything(&house.world.services.db).await;
        assert!(kept.contains("Kanariepiet"), "every table is looked at");
        assert_eq!(canaries.found_in(&kept), None, "in a table");
        // The trail names people by id only, so that erasing somebody leaves it whole.
        let trail = kept.split("audit: ").nth(1).unwrap().split("\naudit_head: ").next().unwrap();
        for named in ["Kanariepiet", "kantoor-deboer", "+316"] {
            assert!(!trail.contains(named), "{named} in the trail");
        }

        canaries.secrets.extend(["Kanarina", "Kanariepiet", "Kwaadaardig", "kantoor-deboer", "kanarie@"].map(str::to_owned));
        canaries.secrets.extend(["12399999", "12388888", "+316123456"].map(str::to_owned));
        let log = String::from_utf8(LINES.lock().unwrap().clone()).unwrap();
        for level in ["TRACE", "DEBUG", "INFO", "WARN", "ERROR"] {
            assert!(log.contains(&format!("\"level\":\"{level}\"")), "nothing at {level}");
        }
        assert!(log.contains("letter sent") && log.contains("a page broke its own policy") && log.contains("select"));
        for line in log.lines() {
            let event: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
            assert!(event.is_object(), "{line}");
            assert_eq!(canaries.found_in(line), None, "{line}");
        }
    }
}
