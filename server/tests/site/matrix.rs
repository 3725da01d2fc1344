//! Who gets an answer from which address (SEC-44). Every address of the site has a row in `rows`: one without fails, and the
//! failure prints the row to add.

mod rows;

use std::{collections::BTreeSet, time::Duration};

use axum::{body::Body, http::Method};

use super::{
    appointments::confirmed,
    every_form::id_of,
    frontend::traces,
    house::{Answer, DEED, DEED_ON, DESK, House, On, Visitor},
};
use rows::{ROWS, Row};

/// Addresses that end the session that asks; they are asked last.
const LAST: &[&str] = &["/uitloggen"];

/// An id that belongs to nobody, of the form that ids have.
const NOBODY: &str = "0192f0c1-0000-7000-8000-000000000001";

#[test]
fn sec_44_every_address_has_a_row_and_every_row_an_address() {
    let there: BTreeSet<(&str, String, String)> = app::site::table()
        .iter()
        .map(|one| {
            let method = if one.changes { "POST" } else { "GET" };
            (method, one.path.to_owned(), format!("{:?}", one.who))
        })
        .collect();
    let written: BTreeSet<(&str, String, String)> = ROWS
        .iter()
        .map(|(method, path, who)| (*method, (*path).to_owned(), (*who).to_owned()))
        .collect();
    assert_eq!(written.len(), ROWS.len(), "a row is there twice");
    let add: Vec<String> = there
        .difference(&written)
        .map(|(method, path, who)| format!("    ({method:?}, {path:?}, {who:?}),"))
        .collect();
    let gone: Vec<_> = written.difference(&there).collect();
    assert!(
        add.is_empty(),
        "add to matrix/rows.rs, if this is who should get an answer:\n{}",
        add.join("\n")
    );
    assert!(gone.is_empty(), "rows without an address: {gone:#?}");
}

/// How far somebody is who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    Anonymous,
    HalfWay,
    MustChange,
    Employee,
    /// An employee between the two dates.
    Deputy,
    Admin,
    Desk,
}

/// What came of it, as far as rights go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Got {
    /// A page, a refused form or a way on: somebody looked at what was asked.
    Answer,
    /// To the login page.
    ToLogin,
    /// To the one-time change of the password.
    ToNewPassword,
    /// "Not for you".
    Forbidden,
    /// "Does not exist, or is over".
    Nothing,
}

fn got(answer: &Answer) -> Got {
    let location = answer.location();
    match answer.status {
        303 if location == "/inloggen" || location.starts_with("/inloggen?") => Got::ToLogin,
        303 if location == "/nieuw-wachtwoord" => Got::ToNewPassword,
        200 | 204 | 303 | 400 | 422 | 429 => Got::Answer,
        403 => Got::Forbidden,
        404 | 410 => Got::Nothing,
        _ => panic!("a strange answer: {}\n{}", answer.in_short(), answer.body),
    }
}

/// What keeps the session awake of who is choosing a new password, too.
const AWAKE: &str = "/account/nog-hier";

/// What somebody may get from a row that concerns nothing in particular, or something of one's own.
fn allowed(row: Row, stand: Stand) -> &'static [Got] {
    let (method, path, who) = row;
    match (who, stand) {
        ("AdminForGood", Stand::Deputy) => &[Got::Forbidden],
        ("AdminForGood", _) => allowed((method, path, "Admin"), stand),
        (_, Stand::Deputy) => allowed(row, Stand::Admin),
        // Without anything to wait for or to confirm, the way leads on; to the login page as well.
        ("Anyone", Stand::MustChange) => &[Got::Answer, Got::ToLogin, Got::ToNewPassword],
        ("Anyone", _) => &[Got::Answer, Got::ToLogin],
        ("HalfWay", Stand::HalfWay) => &[Got::Answer],
        ("HalfWay", _)
        | ("LoggedIn" | "MustChange" | "Admin" | "Desk", Stand::Anonymous | Stand::HalfWay) => {
            &[Got::ToLogin]
        }
        ("LoggedIn", Stand::Employee | Stand::Admin | Stand::Desk) => &[Got::Answer, Got::Nothing],
        ("LoggedIn", Stand::MustChange) if path == AWAKE => &[Got::Answer],
        ("LoggedIn", Stand::MustChange) => &[Got::ToNewPassword],
        ("MustChange", Stand::MustChange) => &[Got::Answer],
        ("MustChange", Stand::Employee | Stand::Admin | Stand::Desk) => {
            &[Got::Answer, Got::Forbidden]
        }
        ("Admin" | "Desk", Stand::MustChange) => &[Got::ToNewPassword],
        ("Admin", Stand::Employee | Stand::Desk) => &[Got::Forbidden],
        ("Admin", Stand::Admin) => &[Got::Answer],
        ("Desk", Stand::Employee | Stand::Admin) => &[Got::Forbidden],
        ("Desk", Stand::Desk) => &[Got::Answer],
        // With a secret that nobody ever had, the same for everybody: a page that says so, or a way back.
        ("HoldsLink", _) => &[Got::Answer, Got::Nothing, Got::ToLogin],
        (other, _) => panic!("say here what {other} means"),
    }
}

/// Whether nobody of this stand is looked at who asks for this row.
fn is_refused(row: Row, stand: Stand) -> bool {
    let looked_at = [Got::Answer, Got::Nothing];
    !allowed(row, stand)
        .iter()
        .any(|got| looked_at.contains(got))
}

/// What an address can name: one thing of each kind.
#[derive(Clone, Debug)]
pub struct Ids {
    person: String,
    organisation: String,
    /// A request to be appointed.
    appointment: String,
    /// A question for help.
    help: String,
    /// What waits for a second agent.
    four_eyes: String,
}

impl Ids {
    /// Ids that are those of nobody and nothing.
    fn of_nobody() -> Self {
        let nobody = || NOBODY.to_owned();
        Self {
            person: nobody(),
            organisation: nobody(),
            appointment: nobody(),
            help: nobody(),
            four_eyes: nobody(),
        }
    }

    /// Piet, his office, and what is there at the desk: Petra asks to be appointed, Piet asks for help, and an agent
    /// called him back. Every letter of it is read.
    pub async fn real(house: &House) -> Self {
        let one = async |sql| house.lines(sql, "").await.remove(0);
        let person = id_of(house, "piet").await;
        let case = confirmed(house, "9876543", "petra@nergens.example").await;
        let piet = house.visitor("piet").person().email;
        let help = [("email", piet), ("kind", "cannot_log_in")];
        house.stranger().posts("/hulp-vragen", &help).await;
        let mut daan = house.visitor("daan");
        daan.logs_in().await;
        let call = [
            ("gebeld", "055 123 45 67"),
            ("bron", "de polis"),
            ("reden", "lost_device"),
        ];
        let page = format!("/servicedesk/gebruikers/{person}/terugbellen");
        assert_eq!(daan.posts(&page, &call).await.status, 303);
        house.post_goes_out().await;
        house.post.read(|_| true);
        Self {
            person,
            organisation: one(
                "select id from organisation where name = 'Kantoor De Boer' and id <> $1",
            )
            .await,
            appointment: case.rsplit('/').next().unwrap().to_owned(),
            help: one("select id from help_request where id <> $1").await,
            four_eyes: one("select id from desk_request where id <> $1").await,
        }
    }

    /// The address of a row, with the ids of its kind in it.
    pub fn in_place(&self, path: &str) -> String {
        let id = if path.starts_with("/servicedesk/aanvragen/") {
            &self.appointment
        } else {
            &self.person
        };
        let request = if path.starts_with("/servicedesk/vier-ogen/") {
            &self.four_eyes
        } else {
            &self.help
        };
        path.replace("{id}", id)
            .replace("{request}", request)
            .replace("{organisation}", &self.organisation)
    }
}

/// Everything that a deed can change, and what it leaves behind.
pub async fn state(house: &House) -> Vec<String> {
    let mut state: Vec<String> = traces(house).await.iter().map(i64::to_string).collect();
    for sql in [
        "select id || email || given_name || family_name || language || password_state || coalesce(blocked_reason, '') from account where id <> $1 order by id",
        "select id || role || state || given_name || family_name || mobile || coalesce(stopped_by, '') || coalesce(mobile_changed_by, '') from authorisation where id <> $1 order by id",
        "select authorisation_id || right_code from authorisation_right where authorisation_id <> $1 order by authorisation_id, right_code",
        "select id || state || coalesce(organisation_id, '') || coalesce(reviewer, '') || coalesce(verified_by, '') || coalesce(reason, '') from appointment where id <> $1 order by id",
        "select id || stage || coalesce(closed_by, '') from help_request where id <> $1 order by id",
        "select id || asked_by || coalesce(decision, '') from desk_request where id <> $1 order by id",
        "select id || text from desk_note where id <> $1 order by id",
        "select id || nl from announcement where id <> $1 and ended_at is null order by id",
        "select id from caller_check where id <> $1 order by id",
        "select id from organisation where id <> $1 and deputy_asked_at is not null order by id",
    ] {
        state.extend(house.lines(sql, "").await);
    }
    state
}

/// Asks with the session this person has now, whatever came before.
async fn ask(visitor: &Visitor<'_>, (method, path, _): Row, ids: &Ids) -> Answer {
    let mut browser = visitor.clone();
    let path = ids
        .in_place(path)
        .replace("{token}", "GeenGeheimVanIemand")
        .replace("{capacity}", "adviseur")
        .replace("{problem}", "geen-mail")
        .replace("{form}", "adviseur")
        .replace("{reference}", "GB-2026-00001");
    if method == "POST" {
        return browser.posts(&path, &[]).await;
    }
    let request = browser.request(Method::GET, &path, "none");
    browser.sends(request.body(Body::empty()).unwrap()).await
}

fn rows() -> Vec<Row> {
    // The deeds of every test house ask for what those of admins and of the desk ask for, whatever the screens are.
    let mut rows: Vec<Row> = ROWS
        .iter()
        .copied()
        .chain([
            ("POST", DEED, "Admin"),
            ("POST", DEED_ON, "Admin"),
            ("GET", DESK, "Desk"),
            ("POST", DESK, "Desk"),
        ])
        .collect();
    rows.sort_by_key(|(_, path, _)| LAST.contains(path));
    rows
}

/// Asks, and fails unless the answer is one that this stand may get.
async fn asks(stand: Stand, visitor: &Visitor<'_>, row: Row, ids: &Ids) {
    let answer = ask(visitor, row, ids).await;
    let expected = allowed(row, stand);
    assert!(
        expected.contains(&got(&answer)),
        "{row:?} for {stand:?}: {}, not one of {expected:?}",
        answer.in_short()
    );
    // Only somebody with a session gets the navigation of somebody with a session.
    let outside = matches!(stand, Stand::Anonymous | Stand::HalfWay);
    let navigation = answer.body.contains("action=\"/uitloggen\"");
    assert!(!(outside && navigation), "{row:?} for {stand:?}");
}

flows::on_each_database! {
    async fn sec_44_everybody_gets_an_answer_where_it_is_theirs_and_nowhere_else(on: On) {
        let house = House::new(on).await;
        let mut half_way = house.visitor("mo");
        half_way.gives_password().await.leads_to("/inloggen/code");
        house.code_for("mo").await;
        let mut everybody = vec![(Stand::Anonymous, house.stranger()), (Stand::HalfWay, half_way)];
        for (stand, name) in [(Stand::MustChange, "tom"), (Stand::Employee, "jan"), (Stand::Admin, "karin"), (Stand::Desk, "sanne")] {
            let mut visitor = house.visitor(name);
            visitor.logs_in().await;
            everybody.push((stand, visitor));
        }
        let own = Ids::real(&house).await;
        for row in rows() {
            let (refused, looked_at): (Vec<_>, Vec<_>) = everybody.iter().partition(|(stand, _)| is_refused(row, *stand));
            let before = state(&house).await;
            for (stand, visitor) in refused {
                asks(*stand, visitor, row, &own).await;
            }
            assert_eq!(state(&house).await, before, "{row:?}: who may not has changed something");
            for (stand, visitor) in looked_at {
                asks(*stand, visitor, row, &own).await;
            }
        }
        // No row made him admin, because he was blocked (SEC-69): his own admin lifted that.
        assert_eq!(house.block_of("piet").await, "");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_44_a_stand_in_gets_the_answers_of_an_admin_while_it_lasts_but_for_who_the_admins_are(on: On) {
        let house = House::new(on).await;
        let day = Duration::from_secs(24 * 60 * 60);
        let jan = id_of(&house, "jan").await;
        let own = Ids::real(&house).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let period = [("wie", jan.as_str()), ("from", "2026-11-21"), ("until", "2026-11-22")];
        karin.presses("/beheer/beheerders/vervanger", "/beheer/beheerders/vervanger", &period).await.leads_to("/beheer/beheerders");
        assert!(house.letter_to("jan@kantoor-deboer.example").await.subject.contains("vervanger"));
        for (stand, later) in [(Stand::Employee, 0), (Stand::Deputy, 1), (Stand::Employee, 2)] {
            house.later(later * day);
            let mut visitor = house.visitor("jan");
            visitor.logs_in().await;
            let begins = "U vervangt de gebruikersbeheerder van Kantoor De Boer vanaf zaterdag 21 november 2026.";
            let start = visitor.get("/start").await;
            let list = visitor.get("/beheer/medewerkers").await;
            match later {
                0 => {
                    start.shows("van zaterdag 21 november 2026 tot en met zondag 22 november 2026. Vanaf zaterdag 21 november 2026 vindt u hier de medewerkers.");
                    list.shows(begins);
                    karin.get("/beheer/medewerkers").await.shows("vervanger vanaf 21 november 2026");
                }
                1 => {
                    start.shows("U vervangt de gebruikersbeheerder van Kantoor De Boer, tot en met zondag 22 november 2026.");
                    list.hides(begins);
                }
                _ => {
                    start.hides("U vervangt");
                    list.hides(begins).hides("niet begonnen");
                }
            }
            for row in rows() {
                asks(stand, &visitor, row, &own).await;
            }
            house.post_goes_out().await;
            house.post.read(|_| true);
        }
    }

    async fn sec_44_what_belongs_to_others_and_what_does_not_exist_answer_the_same(on: On) {
        let house = House::new(on).await;
        let mut fatima = house.visitor("fatima");
        fatima.logs_in().await;
        let foreign = id_of(&house, "piet").await;
        let (foreign_ids, nobody) = (Ids { person: foreign.clone(), ..Ids::of_nobody() }, Ids::of_nobody());
        assert_eq!(foreign.len(), NOBODY.len());
        let of_admins = |row: &Row| row.1.contains("{id}") && row.2.starts_with("Admin");
        for row in rows().into_iter().filter(of_admins) {
            let of_others = ask(&fatima, row, &foreign_ids).await;
            let of_nobody = ask(&fatima, row, &nobody).await;
            assert_eq!(got(&of_others), Got::Nothing, "{row:?}: {}", of_others.in_short());
            assert_eq!(of_others.bytes_but_for(&foreign), of_nobody.bytes_but_for(NOBODY), "{row:?}");
            for other in ["Visser", "Karin", "Kantoor De Boer"] {
                of_others.hides(other);
            }
        }
        assert_eq!(house.block_of("piet").await, "wrong_codes", "and nothing was done");
    }

    async fn sec_44_the_desk_finds_nobody_under_an_id_that_nobody_has_and_everybody_else_finds_the_door_closed(on: On) {
        let house = House::new(on).await;
        let (mut sanne, mut karin) = (house.visitor("sanne"), house.visitor("karin"));
        sanne.logs_in().await;
        karin.logs_in().await;
        let (own, nobody) = (Ids::real(&house).await, Ids::of_nobody());
        let before = state(&house).await;
        let of_desk = |row: &Row| row.2 == "Desk" && row.1.contains('{');
        for row in rows().into_iter().filter(of_desk) {
            // What a colleague settled meanwhile looks the same: the page with what waits says so.
            let over = if row.1.contains("{request}") { Got::Answer } else { Got::Nothing };
            assert_eq!(got(&ask(&sanne, row, &nobody).await), over, "{row:?}");
            let closed = ask(&karin, row, &own).await;
            assert_eq!(got(&closed), Got::Forbidden, "{row:?}");
            closed.hides("Visser").hides("Petra");
        }
        assert_eq!(state(&house).await, before, "nothing was done");
        assert_eq!(house.block_of("piet").await, "wrong_codes", "and nothing was done");
    }
}
