//! Whether the clock tells what is known of a company when a mailbox confirms its request: the button of the link in the mail.
//! In rounds, because the mailbox of a laptop keeps some hundreds of letters only.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use crate::{
    Result,
    alike::hold_against,
    browser::Browser,
    figure::Figure,
    house::House,
    statistics::{Dice, Samples},
    town::Town,
};

const FORM: &str = "/gebruikersbeheerder-aanvragen/garage";
const LINK: &str = "/gebruikersbeheerder-aanvragen/bevestigen/";
/// What is known: the number of the company, and the address, which is an employee's. The first is held against the others.
const KINDS: [(bool, bool, &str); 3] = [
    (false, false, "unknown number and address"),
    (true, false, "known number, unknown address"),
    (false, true, "unknown number, known address"),
];
const ROUNDS: usize = 80;
/// Requests of each kind in one round.
const EACH: usize = 25;
/// Longest wait for the letters of one round.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends in requests, and times the yes of each mailbox.
pub async fn figures(house: &House, town: Town, figures: &mut Vec<Figure>) -> Result<()> {
    let mut samples = vec![Samples::default(); KINDS.len()];
    let mut browser = house.visitor().await?;
    for round in 0..ROUNDS {
        let mut asked = HashMap::new();
        for number in round * EACH..(round + 1) * EACH {
            for kind in 0..KINDS.len() {
                let email = send_in(&mut browser, town, kind, number).await?;
                asked.insert(email, kind);
            }
        }
        let links = links(&mut browser, &asked).await?;
        for place in Dice(5 + round as u64).shuffled(links.len()) {
            let (kind, link) = &links[place];
            browser.forget();
            let began = Instant::now();
            let answer = browser.post(link, &[]).await?;
            samples[*kind].push(began.elapsed());
            if (answer.status, answer.header("location")) != (303, link.as_str()) {
                return Err(format!("{}: {}", KINDS[*kind].2, answer.status).into());
            }
        }
    }
    let kinds = KINDS.map(|(_, _, kind)| kind);
    hold_against(
        figures,
        "Confirming a request to be admin",
        &samples,
        &kinds,
    );
    Ok(())
}

/// Sends in one request; gives back its address. Companies and people are others than those whose requests were timed.
async fn send_in(browser: &mut Browser, town: Town, kind: usize, number: usize) -> Result<String> {
    let (number_known, address_known, name) = KINDS[kind];
    let company = town.organisations / 2 + number;
    let first = if number_known {
        1_000_000
    } else {
        9_000_000 + kind * 20_000
    };
    let digits = first + company;
    let email = if address_known {
        town.email_of(company * town.people_each + 6)
    } else {
        format!("bevestigt{kind}-{number}@nergens.example")
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
    browser.post(FORM, &fields).await?;
    let check = format!("{FORM}/controleren");
    let seen = browser.get(&check).await?.seen();
    let answer = browser.post(&check, &[("seen", &seen)]).await?;
    if answer.status != 303 || !answer.header("location").ends_with("/ontvangen") {
        return Err(format!("{name}: {}", answer.status).into());
    }
    Ok(email)
}

/// The links in the letters to those who asked, once each has one.
async fn links(
    browser: &mut Browser,
    asked: &HashMap<String, usize>,
) -> Result<Vec<(usize, String)>> {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        let letters = browser.get("/dev/postvak.json").await?;
        let letters: Vec<serde_json::Value> = serde_json::from_slice(&letters.body)?;
        let links: Vec<(usize, String)> = letters
            .iter()
            .filter_map(|letter| {
                let kind = asked.get(letter["to"].as_str()?)?;
                let text = letter["text"].as_str()?;
                let link = &text[text.find(LINK)?..];
                Some((*kind, link.split_whitespace().next()?.to_owned()))
            })
            .collect();
        if links.len() == asked.len() {
            return Ok(links);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Err("not every request got its letter".into())
}
