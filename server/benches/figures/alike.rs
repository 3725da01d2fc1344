//! Whether the clock tells who exists: what strangers can ask, in turn for every kind of address (SEC-01, SEC-02).
//! Hashes cost next to nothing here, because they take as long for everybody and would hide everything else.

use std::{path::Path, time::Instant};

use flows::passwords::StoredHash;

use crate::{
    Result,
    browser::{Answer, Browser},
    figure::{
        Chapter, Figure,
        Limit::{AtMost, Told, Within},
    },
    house::{CHEAP_HASHES, House, LARGE_BUDGETS},
    statistics::{Dice, Samples},
    town::{As, Place, Town},
};

const TOWN: Town = Town {
    organisations: 2_000,
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

/// Something that a stranger can ask.
#[derive(Clone, Copy)]
struct Question {
    name: &'static str,
    path: &'static str,
    /// Fields besides the address.
    also: &'static [(&'static str, &'static str)],
}

const QUESTIONS: [Question; 4] = [
    Question {
        name: "Asking for a new password",
        path: "/wachtwoord-vergeten",
        also: &[],
    },
    Question {
        name: "Asking who the admin is",
        path: "/wie-is-mijn-beheerder",
        also: &[],
    },
    Question {
        name: "Asking one's own admin for help",
        path: "/hulp-vragen",
        also: &[("kind", "cannot_log_in")],
    },
    Question {
        name: "A wrong password",
        path: "/inloggen",
        also: &[("password", "natte hond op het kleed")],
    },
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
        let known = &samples[0];
        let name = question.name;
        figures.push(Figure::new(
            format!("{name}: p50 for a known address"),
            known.median(),
            "ms",
            Told,
        ));
        for (others, (_, kind)) in samples.iter().zip(KINDS).skip(1) {
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
    Ok(Chapter {
        title: "Whether the clock tells who exists (2,000 requests each)",
        figures,
    })
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

async fn send(browser: &mut Browser, question: Question, email: &str) -> std::io::Result<Answer> {
    let fields = [&[("email", email)][..], question.also].concat();
    browser.post(question.path, &fields).await
}

/// How much of the answer is the typed address, given back.
fn matches(answer: &Answer, email: &str) -> usize {
    answer.text().matches(email).count() * email.len()
}
