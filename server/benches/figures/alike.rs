//! Whether the clock tells who exists: what strangers can ask, in turn for every kind of address (SEC-01, SEC-02).
//! Hashes cost next to nothing here, because they take as long for everybody and would hide everything else.

use std::{path::Path, time::Instant};

use flows::passwords::StoredHash;

use crate::{
    Result,
    browser::{Answer, Browser},
    confirming,
    figure::{
        Chapter, Figure,
        Limit::{AtMost, Told, Within},
    },
    house::{CHEAP_HASHES, House, LARGE_BUDGETS},
    statistics::{Dice, Samples},
    town::{As, Place, Town},
};

const TOWN: Town = Town {
    organisations: 4_000,
    people_each: 10,
    odd: 10,
};
/// Requests of each kind of address.
const EACH: usize = 2_000;
/// The first is the one that the others are held against.
const KINDS: [(As, &str); 6] = [
    (As::Active, "known"),
    (As::Unknown, "unknown"),
    (As::Blocked, "blocked"),
    (As::Disabled, "password disabled"),
    (As::Invited, "not activated"),
    (As::Stopped, "access stopped"),
];

/// Requests to be appointed admin, of each kind below.
const REQUESTS: usize = 2_000;
/// What is known of them: the number of the company, and whose the address is. The first is held against the others.
const APPOINTING: [(bool, bool, &str); 4] = [
    (true, true, "known number, address of its admin"),
    (false, false, "unknown number and address"),
    (true, false, "known number, unknown address"),
    (false, true, "unknown number, known address"),
];

/// Something that a stranger can ask.
#[derive(Clone, Copy)]
struct Question {
    name: &'static str,
    path: &'static str,
    /// Field of the address.
    field: &'static str,
    /// Fields besides the address.
    also: &'static [(&'static str, &'static str)],
}

const EMAIL: &str = "email";

const QUESTIONS: [Question; 5] = [
    Question {
        name: "Asking for a new password",
        path: "/wachtwoord-vergeten",
        field: EMAIL,
        also: &[],
    },
    Question {
        name: "Asking who the admin is",
        path: "/wie-is-mijn-beheerder",
        field: EMAIL,
        also: &[],
    },
    Question {
        name: "Asking one's own admin for help",
        path: "/hulp-vragen",
        field: EMAIL,
        also: &[("kind", "cannot_log_in")],
    },
    Question {
        name: "A wrong password",
        path: "/inloggen",
        field: EMAIL,
        also: &[("password", "natte hond op het kleed")],
    },
    Question {
        name: "Searching at the service desk without being of it",
        path: "/servicedesk",
        field: "zoek",
        also: &[],
    },
];

/// Pages that show a belcode to whoever typed an address before.
const PAGES: [(&str, &str); 2] = [
    (
        "The help page of the last resort",
        "/hulp-bij-inloggen/adviseur/iets-anders",
    ),
    ("The page with our number", "/contact"),
];

/// Medians and overlap for each question and kind.
pub async fn figures(folder: &Path, hash: &StoredHash) -> Result<Chapter> {
    let database = folder.join("sleutelbos.db");
    TOWN.settle(&Place::Sqlite(&database), hash).await?;
    let settings = [LARGE_BUDGETS, CHEAP_HASHES];
    let house = House::furnished(folder, &Place::Sqlite(&database).url(), &settings).await?;
    let mut figures = Vec::new();
    for question in QUESTIONS {
        let samples = ask(&house, question).await?;
        let kinds = KINDS.map(|(_, kind)| kind);
        hold_against(&mut figures, question.name, &samples, &kinds);
    }
    for (name, path) in PAGES {
        let samples = look(&house, path).await?;
        hold_against(&mut figures, name, &samples, &KINDS.map(|(_, kind)| kind));
    }
    let samples = appoint(&house).await?;
    let kinds = APPOINTING.map(|(_, _, kind)| kind);
    hold_against(
        &mut figures,
        "Sending in a request to be admin",
        &samples,
        &kinds,
    );
    confirming::figures(&house, TOWN, &mut figures).await?;
    Ok(Chapter {
        title: "Whether the clock tells who exists (2,000 requests each)",
        figures,
    })
}

/// The median of the first kind, and how far the others are from it.
pub fn hold_against(figures: &mut Vec<Figure>, name: &str, samples: &[Samples], kinds: &[&str]) {
    let known = &samples[0];
    figures.push(Figure::new(
        format!("{name}: p50 ({})", kinds[0]),
        known.median(),
        "ms",
        Told,
    ));
    for (others, kind) in samples.iter().zip(kinds).skip(1) {
        let apart = (others.median() - known.median()).abs();
        figures.push(Figure::new(
            format!("… {kind}: medians apart"),
            apart,
            "ms",
            AtMost(2.0),
        ));
        figures.push(Figure::new(
            "… how often slower (rank AUC)",
            others.auc(known),
            "",
            Within(0.47, 0.53),
        ));
    }
}

/// Sends in requests to be appointed admin. The form is filled in before; what is timed is the button.
async fn appoint(house: &House) -> Result<Vec<Samples>> {
    const PAGE: &str = "/gebruikersbeheerder-aanvragen/garage";
    let mut samples = vec![Samples::default(); APPOINTING.len()];
    let mut browser = house.visitor().await?;
    for place in Dice(3).shuffled(REQUESTS * APPOINTING.len()) {
        let (kind, number) = (place % APPOINTING.len(), place / APPOINTING.len());
        let (number_known, address_known, name) = APPOINTING[kind];
        // Each address is asked about once: the admins of one half of the companies, then of the other.
        let company = if number_known {
            number
        } else {
            REQUESTS + number
        };
        let digits = if number_known {
            1_000_000 + company
        } else {
            8_000_000 + company
        };
        let email = if address_known {
            TOWN.email_of(company * TOWN.people_each)
        } else {
            format!("niemand{kind}-{number}@nergens.example")
        };
        let digits = digits.to_string();
        let fields = [
            ("company", "Garage De Linde"),
            ("number", digits.as_str()),
            ("given_name", "Petra"),
            ("family_name", "de Wit"),
            ("sex", "unsaid"),
            ("email", email.as_str()),
            ("mobile", "06 12345701"),
        ];
        browser.forget();
        browser.post(PAGE, &fields).await?;
        let check = format!("{PAGE}/controleren");
        let seen = browser.get(&check).await?.seen();
        let began = Instant::now();
        let answer = browser.post(&check, &[("seen", &seen)]).await?;
        samples[kind].push(began.elapsed());
        let to = answer.header("location");
        if answer.status != 303 || !to.ends_with("/ontvangen") {
            return Err(format!("{name}: {} {to}", answer.status).into());
        }
    }
    Ok(samples)
}

/// Asks for every kind of address in an order that nothing follows from. Every answer must be of the same form.
async fn ask(house: &House, question: Question) -> Result<Vec<Samples>> {
    let mut samples = vec![Samples::default(); KINDS.len()];
    let mut browser = house.visitor().await?;
    let mut form = None;
    for place in Dice(2).shuffled(EACH * KINDS.len()) {
        let (kind, number) = (place % KINDS.len(), place / KINDS.len());
        let email = TOWN.email(KINDS[kind].0, number);
        browser.forget();
        let began = Instant::now();
        let answer = send(&mut browser, question, &email).await?;
        samples[kind].push(began.elapsed());
        let this = (
            answer.status,
            answer.header("location").to_owned(),
            answer.text().len() - matches(&answer, &email),
        );
        if *form.get_or_insert_with(|| this.clone()) != this {
            return Err(format!(
                "{} answers {} otherwise: {this:?}, {form:?}",
                question.path, KINDS[kind].1
            )
            .into());
        }
    }
    Ok(samples)
}

/// Looks at a page for every kind of address, typed before where nothing is done with it: at a login without a password.
async fn look(house: &House, path: &str) -> Result<Vec<Samples>> {
    let mut samples = vec![Samples::default(); KINDS.len()];
    let mut browser = house.visitor().await?;
    let mut form = None;
    for place in Dice(4).shuffled(REQUESTS * KINDS.len()) {
        let (kind, number) = (place % KINDS.len(), place / KINDS.len());
        let email = TOWN.email(KINDS[kind].0, number);
        browser.forget();
        let typed = [(EMAIL, email.as_str()), ("password", "")];
        browser.post("/inloggen", &typed).await?;
        let began = Instant::now();
        let answer = browser.get(path).await?;
        samples[kind].push(began.elapsed());
        let belcode = answer.text().contains("class=\"belcode\"");
        let this = (answer.status, belcode, answer.text().len());
        if *form.get_or_insert(this) != this || this.0 != 200 || !belcode {
            return Err(format!("{path} for {}: {this:?}, {form:?}", KINDS[kind].1).into());
        }
    }
    Ok(samples)
}

async fn send(browser: &mut Browser, question: Question, email: &str) -> std::io::Result<Answer> {
    let fields = [&[(question.field, email)][..], question.also].concat();
    browser.post(question.path, &fields).await
}

/// How much of the answer is the typed address, given back.
fn matches(answer: &Answer, email: &str) -> usize {
    answer.text().matches(email).count() * email.len()
}
