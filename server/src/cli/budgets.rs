//! `sleutelbos budgets`: what runs out, in words, and how an operator has it begin anew while the portal serves.

use flows::{
    Services,
    budgets::{self, Lifted},
};

use super::Stop;

/// Half used is worth a look.
const PERCENT: u32 = 50;
/// Lines that are printed; more would scroll the first ones away.
const MOST: usize = 200;
/// Of a keyed hash so many digits are shown: enough to tell networks apart, and nothing to look them up by.
const DIGITS: usize = 12;

/// Prints what is used up by half or more, what concerns everybody first.
pub(super) async fn list(services: &Services) -> Result<(), Stop> {
    let mut tx = services.db.look().await?;
    let running = budgets::running(&mut tx, services.now(), PERCENT).await?;
    if running.is_empty() {
        println!("No limit has been used by half or more.");
    }
    for budget in running.iter().take(MOST) {
        println!(
            "{}: {}, {} of {} until {}",
            short(&budget.name),
            in_words(&budget.name),
            budget.used,
            budget.limit,
            budget.until.datetime_attribute()
        );
    }
    if running.len() > MOST {
        println!("And {} more.", running.len() - MOST);
    }
    Ok(())
}

/// Forgets one, by the name that [`list`] printed.
pub(super) async fn lift(services: &Services, name: &str) -> Result<(), Stop> {
    match budgets::lift(services, name).await? {
        Lifted::Done(name) => println!("{}: has been reset.", short(&name)),
        Lifted::NothingThere => {
            return Err(Stop::Wrong(format!(
                "{name}: there is no limit with this name; `sleutelbos budgets` shows the names."
            )));
        }
        Lifted::Several => {
            return Err(Stop::Wrong(format!(
                "{name}: more than one name begins like this; give more of it."
            )));
        }
    }
    Ok(())
}

/// A name without most of the hash in it.
fn short(name: &str) -> String {
    let is_hash = |part: &str| part.len() == 64 && part.bytes().all(|b| b.is_ascii_hexdigit());
    match name.split_once(':') {
        Some((what, whose)) if is_hash(whose) => format!("{what}:{}", &whose[..DIGITS]),
        _ => name.to_owned(),
    }
}

/// What is counted, and whose it is.
fn in_words(name: &str) -> String {
    let (what, whose) = match name.split_once(':') {
        Some((what, _)) => match what.split_once('/') {
            Some((what, width)) => (what, format!(" from one network (/{width})")),
            None => (what, " of one".to_owned()),
        },
        None => (name, " of everybody".to_owned()),
    };
    let what = match what {
        "guesses" => "wrong passwords that were checked",
        "refused" => "passwords that were not checked",
        "letters" | "letters-known" => "requests that lead to an e-mail",
        "belcodes" => "phone codes",
        "drafts" => "forms started",
        "appointments" => "requests to become an admin",
        "blocks" => "new blocks",
        "failures" => "failed requests of people who were logged in",
        "failures-strangers" => "failed requests of strangers",
        "sms-day" => "text messages with a code",
        "sms-organisation" => "text messages of an organisation",
        "sms-invited" => "text messages of people who were invited",
        "sms-network" | "sms-invited-network" => "codes that were never entered",
        what if what.starts_with("slow-") => "attempts while strangers are slowed down",
        what if what.starts_with("sms-") => "text messages of a person or a number",
        what => what,
    };
    format!("{what}{whose}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_in_words_and_hashes_are_cut_short() {
        let hash = "0123456789abcdef".repeat(4);
        for (name, shown, words) in [
            (
                "sms-day".to_owned(),
                "sms-day".to_owned(),
                "text messages with a code of everybody",
            ),
            (
                format!("guesses/24:{hash}"),
                "guesses/24:0123456789ab".to_owned(),
                "wrong passwords that were checked from one network (/24)",
            ),
            (
                format!("sms-login-day:{hash}"),
                "sms-login-day:0123456789ab".to_owned(),
                "text messages of a person or a number of one",
            ),
            ("other:x".to_owned(), "other:x".to_owned(), "other of one"),
        ] {
            assert_eq!(
                (short(&name).as_str(), in_words(&name).as_str()),
                (shown.as_str(), words)
            );
        }
    }
}
