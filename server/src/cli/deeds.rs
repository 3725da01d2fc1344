//! What commands do: read what the operator typed, call one flow, say what came of it.

use std::{io::Read, path::Path};

use domain::{EmailAddress, Language, MobileNumber, PersonName, organisations::Kind};
use flows::{
    Services,
    import::{self, AdminMade, Counts, Invitations, Mistake, Mode},
    operator::{self, RightGiven, Unblocked},
};

use super::{NewAdmin, NewRight, Stop, words};
use crate::config::Config;

/// Mistakes that are printed; more would scroll the first ones away.
const MOST_MISTAKES: usize = 200;

pub(super) async fn import_organisations(
    services: &Services,
    file: &Path,
    dry_run: bool,
    language: Language,
) -> Result<(), Stop> {
    let bytes = read(file)?;
    let outcome = import::organisations(services, &bytes, mode(dry_run)).await?;
    report(file, outcome, dry_run, language)
}

pub(super) async fn import_people(
    services: &Services,
    file: &Path,
    dry_run: bool,
    by: Option<&str>,
    language: Language,
) -> Result<(), Stop> {
    let bytes = read(file)?;
    let invitations = by.map_or(Invitations::HoldBack, |by| Invitations::Send { by });
    let outcome = import::people(services, &bytes, mode(dry_run), invitations).await?;
    let (outcome, without_access) = match outcome {
        Ok(taken) => (Ok(taken.counts), taken.without_access),
        Err(mistakes) => (Err(mistakes), vec![]),
    };
    report(file, outcome, dry_run, language)?;
    if !without_access.is_empty() {
        println!("{}", words::without_access(&without_access, language));
    }
    Ok(())
}

pub(super) fn read(file: &Path) -> Result<Vec<u8>, Stop> {
    std::fs::read(file)
        .map_err(|wrong| Stop::Unusable(format!("{}: cannot be read: {wrong}", file.display())))
}

const fn mode(dry_run: bool) -> Mode {
    if dry_run { Mode::DryRun } else { Mode::Commit }
}

fn report(
    file: &Path,
    outcome: Result<Counts, Vec<Mistake>>,
    dry_run: bool,
    language: Language,
) -> Result<(), Stop> {
    match outcome {
        Ok(counts) => {
            println!("{}", words::counts(&counts, dry_run, language));
            Ok(())
        }
        Err(mistakes) => {
            let shown = mistakes.iter().take(MOST_MISTAKES);
            let mut lines: Vec<String> = shown
                .map(|mistake| format!("{}:{}", file.display(), words::mistake(mistake, language)))
                .collect();
            lines.push(words::refused(mistakes.len(), MOST_MISTAKES, language));
            Err(Stop::Wrong(lines.join("\n")))
        }
    }
}

fn unusable(what: &str) -> Stop {
    Stop::Unusable(what.to_owned())
}

/// The organisation that `--kind` and `--number` name.
fn organisation<'a>(
    config: &'a Config,
    kind: &str,
    number: &str,
) -> Result<(&'a Kind, String), Stop> {
    let kind = config
        .content
        .catalogue
        .kind(kind)
        .ok_or_else(|| unusable("--kind: there is no such kind of organisation"))?;
    let number = kind
        .read_number(number)
        .map_err(|_| unusable("--number: not a number of this kind of organisation"))?;
    Ok((kind, number))
}

pub(super) async fn create_admin(
    services: &Services,
    config: &Config,
    new: &NewAdmin,
    language: Language,
) -> Result<(), Stop> {
    let (kind, number) = organisation(config, &new.kind, &new.number)?;
    let admin = import::NewAdmin {
        kind: kind.code.clone(),
        number,
        name: PersonName::parse(&new.given, "", "", &new.family)
            .map_err(|_| unusable("--given and --family: this is not a name"))?,
        email: address(&new.email)?,
        mobile: MobileNumber::parse(&new.mobile, &config.policy.countries)
            .map_err(|_| unusable("--mobile: not a mobile number that codes can be sent to"))?,
        language,
    };
    match import::create_admin(services, admin, &config.portal.insurer).await? {
        AdminMade::Invited { blocked } => {
            println!("The invitation is queued; the running portal sends it.");
            tell_of_block(&new.email, blocked);
        }
        AdminMade::Promoted { blocked } => {
            println!(
                "This person already works there, and is now an admin. Name, number and rights stay as they were."
            );
            tell_of_block(&new.email, blocked);
        }
        AdminMade::AlreadyAdmin { blocked } => {
            println!("This person is already an admin there. Nothing was changed.");
            tell_of_block(&new.email, blocked);
        }
        AdminMade::NewerVersion => {
            let wrong = "A newer version of this program stored something about this person, so this version leaves it alone. Run \
                         this command with the newer version.";
            return Err(Stop::Wrong(wrong.to_owned()));
        }
        AdminMade::NoOrganisation => {
            return Err(Stop::Wrong(
                "There is no organisation with this kind and number. Import it first.".to_owned(),
            ));
        }
    }
    Ok(())
}

/// What keeps somebody out whom an operator just made admin is not lifted by that.
fn tell_of_block(email: &str, blocked: bool) {
    if blocked {
        println!(
            "The account is blocked: nobody can log in with it until you unblock it. Run: sleutelbos admin unblock {email}"
        );
    }
}

pub(super) async fn give_right(
    services: &Services,
    config: &Config,
    new: &NewRight,
) -> Result<(), Stop> {
    let (kind, number) = organisation(config, &new.kind, &new.number)?;
    if kind.right(&new.right).is_none() {
        return Err(unusable(
            "--right: this kind of organisation has no such right",
        ));
    }
    let (at, email) = ((kind.code.as_str(), number.as_str()), address(&new.email)?);
    let by = &config.portal.insurer;
    let wrong = match operator::give_right(services, at, &email, &new.right, by).await? {
        RightGiven::Given => {
            println!(
                "The right has been given. This person and everybody at the service desk will get an e-mail."
            );
            return Ok(());
        }
        RightGiven::AlreadySo => {
            println!("This person already has that right. Nothing was changed.");
            return Ok(());
        }
        RightGiven::NotHeld => {
            "The organisation does not have this right. Import it with this right first."
        }
        RightGiven::NoOrganisation => {
            "There is no organisation with this kind and number. Import it first."
        }
        RightGiven::NotHere => {
            "Nobody with this address works there now. An admin there can restore access or invite the person. \
             If there is no admin, create one with: sleutelbos admin create"
        }
    };
    Err(Stop::Wrong(wrong.to_owned()))
}

pub(super) async fn unblock(services: &Services, config: &Config, email: &str) -> Result<(), Stop> {
    match operator::unblock(services, &address(email)?, &config.portal.insurer).await? {
        Unblocked::Lifted { must_change } => {
            println!("The account has been unblocked. Its owner will get an e-mail.");
            if must_change {
                println!(
                    "Somebody tried to guess the password: it works once more, and then a new one has to be chosen."
                );
            }
        }
        Unblocked::NotBlocked => println!("This account was not blocked. Nothing was changed."),
        Unblocked::NewerVersion => {
            let wrong = "A newer version of this program stored why this account is blocked, so this version leaves it alone. Run \
                         this command with the newer version.";
            return Err(Stop::Wrong(wrong.to_owned()));
        }
        Unblocked::NotHere => {
            return Err(Stop::Wrong(
                "There is no account with this address.".to_owned(),
            ));
        }
    }
    Ok(())
}

/// A line that is no number is told and keeps no other from being taken in: a signal must not wait for a typing mistake.
pub(super) async fn numbers_moved(
    services: &Services,
    config: &Config,
    file: &Path,
    language: Language,
) -> Result<(), Stop> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes)?;
        bytes
    } else {
        read(file)?
    };
    let at = |said: String| format!("{}:{said}", file.display());
    let lines = import::lines(&bytes)
        .map_err(|mistake| Stop::Wrong(at(words::mistake(&mistake, language))))?;
    let (mut people, mut mistakes) = (0, Vec::new());
    for (line, number) in lines {
        match MobileNumber::parse(&number, &config.policy.countries) {
            Ok(number) => people += operator::number_moved(services, &number).await?,
            Err(problem) => {
                let said = words::number_in_list(problem, import::spoilt_number(&number), language);
                mistakes.push(at(format!("{line}: {said}")));
            }
        }
    }
    println!("{}", words::moved(people, language));
    if mistakes.is_empty() {
        Ok(())
    } else {
        Err(Stop::Wrong(mistakes.join("\n")))
    }
}

pub(super) async fn test_mail(
    services: &Services,
    to: &str,
    language: Language,
) -> Result<(), Stop> {
    operator::test_mail(services, &address(to)?, language).await?;
    println!("The test e-mail is queued; the running portal sends it.");
    Ok(())
}

fn address(text: &str) -> Result<EmailAddress, Stop> {
    EmailAddress::parse(text).map_err(|_| Stop::Unusable(format!("{text}: not an e-mail address")))
}
