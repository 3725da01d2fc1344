//! `sleutelbos budgets`: what runs out, in words, and how an operator has it begin anew while the portal serves.

use domain::Language;
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
pub(super) async fn list(services: &Services, language: Language) -> Result<(), Stop> {
    let mut tx = services.db.look().await?;
    let running = budgets::running(&mut tx, services.now(), PERCENT).await?;
    if running.is_empty() {
        println!(
            "{}",
            said!(
                language,
                "Geen enkele grens is voor de helft of meer gebruikt.",
                "No limit has been used by half or more."
            )
        );
    }
    for budget in running.iter().take(MOST) {
        let (name, words) = (short(&budget.name), in_words(&budget.name, language));
        let (used, limit) = (budget.used, budget.limit);
        let until = budget.until.datetime_attribute();
        println!(
            "{}",
            said!(
                language,
                "{name}: {words}, {used} van {limit} tot {until}",
                "{name}: {words}, {used} of {limit} until {until}"
            )
        );
    }
    if running.len() > MOST {
        let more = running.len() - MOST;
        println!("{}", said!(language, "En nog {more}.", "And {more} more."));
    }
    Ok(())
}

/// Forgets one, by the name that [`list`] printed.
pub(super) async fn lift(services: &Services, name: &str, language: Language) -> Result<(), Stop> {
    match budgets::lift(services, name).await? {
        Lifted::Done(name) => {
            let name = short(&name);
            println!(
                "{}",
                said!(
                    language,
                    "{name}: staat weer op nul.",
                    "{name}: has been reset."
                )
            );
            Ok(())
        }
        Lifted::NothingThere => Err(Stop::Wrong(said!(
            language,
            "{name}: er is geen grens met deze naam. `sleutelbos budgets` laat de namen zien.",
            "{name}: there is no limit with this name; `sleutelbos budgets` shows the names."
        ))),
        Lifted::Several => Err(Stop::Wrong(said!(
            language,
            "{name}: meer dan één naam begint zo. Typ meer van de naam.",
            "{name}: more than one name begins like this; type more of it."
        ))),
    }
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
fn in_words(name: &str, language: Language) -> String {
    let (what, whose) = match name.split_once(':') {
        Some((what, _)) => match what.split_once('/') {
            Some((what, width)) => (
                what,
                said!(
                    language,
                    " van één netwerk (/{width})",
                    " from one network (/{width})"
                ),
            ),
            None => (what, said!(language, " van één", " of one")),
        },
        None => (name, said!(language, " van iedereen", " of everybody")),
    };
    let (nl, en) = match what {
        "guesses" => (
            "foute wachtwoorden die zijn nagekeken",
            "wrong passwords that were checked",
        ),
        "refused" => (
            "wachtwoorden die niet zijn nagekeken",
            "passwords that were not checked",
        ),
        "letters" | "letters-known" => (
            "vragen waar een mail op volgt",
            "requests that lead to an e-mail",
        ),
        "belcodes" => ("belcodes", "call codes"),
        "drafts" => ("begonnen formulieren", "forms started"),
        "appointments" => (
            "aanvragen om beheerder te worden",
            "requests to become an admin",
        ),
        "blocks" => ("nieuwe blokkades", "new blocks"),
        "failures" => (
            "mislukte verzoeken van mensen die zijn ingelogd",
            "failed requests of people who were logged in",
        ),
        "failures-strangers" => (
            "mislukte verzoeken van onbekenden",
            "failed requests of strangers",
        ),
        "sms-day" => ("sms’jes met een code", "text messages with a code"),
        "sms-organisation" => {
            return said!(
                language,
                "sms’jes van één organisatie",
                "text messages of one organisation"
            );
        }
        "sms-invited" => (
            "sms’jes van mensen die zijn uitgenodigd",
            "text messages of people who were invited",
        ),
        "sms-network"
        | "sms-network-known"
        | "sms-network-desk"
        | "sms-invited-network"
        | "sms-invited-network-known" => (
            "codes die nooit zijn ingevuld",
            "codes that were never entered",
        ),
        what if what.starts_with("slow-") => (
            "pogingen terwijl onbekenden moeten wachten",
            "attempts while strangers are slowed down",
        ),
        what if what.starts_with("mail-") => {
            return said!(
                language,
                "codes per mail van één persoon",
                "codes by e-mail to one person"
            );
        }
        what if what.starts_with("sms-") => {
            return said!(
                language,
                "sms’jes van één persoon of nummer",
                "text messages to one person or number"
            );
        }
        what => (what, what),
    };
    match language {
        Language::Nl => format!("{nl}{whose}"),
        Language::En => format!("{en}{whose}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_in_words_and_hashes_are_cut_short() {
        let hash = "0123456789abcdef".repeat(4);
        for (name, shown, nl, en) in [
            (
                "sms-day".to_owned(),
                "sms-day".to_owned(),
                "sms’jes met een code van iedereen",
                "text messages with a code of everybody",
            ),
            (
                format!("guesses/24:{hash}"),
                "guesses/24:0123456789ab".to_owned(),
                "foute wachtwoorden die zijn nagekeken van één netwerk (/24)",
                "wrong passwords that were checked from one network (/24)",
            ),
            (
                format!("sms-login-day:{hash}"),
                "sms-login-day:0123456789ab".to_owned(),
                "sms’jes van één persoon of nummer",
                "text messages to one person or number",
            ),
            (
                "other:x".to_owned(),
                "other:x".to_owned(),
                "other van één",
                "other of one",
            ),
        ] {
            assert_eq!(short(&name), shown);
            assert_eq!(in_words(&name, Language::Nl), nl);
            assert_eq!(in_words(&name, Language::En), en);
        }
    }
}
