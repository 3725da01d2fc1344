//! What commands do: read what the operator typed, call one flow, say what came of it.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use domain::{
    EmailAddress, Language, MobileNumber, PersonName, organisations::Kind, people::PasswordState,
};
use flows::{
    Services,
    import::{self, AdminMade, Counts, Invitations, LARGEST_FILE, Mistake, Mode},
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
    let bytes = read(file, language)?;
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
    let bytes = read(file, language)?;
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

pub(super) fn read(file: &Path, language: Language) -> Result<Vec<u8>, Stop> {
    let bytes = File::open(file).and_then(no_more_than_the_largest);
    bytes.map_err(|wrong| cannot_read(file, &wrong, language))
}

/// All of it, or as much as says that it is too large: a backup that is named by mistake takes no memory from the portal.
fn no_more_than_the_largest(file: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn cannot_read(file: &Path, wrong: &std::io::Error, language: Language) -> Stop {
    let file = file.display();
    Stop::Unusable(said!(
        language,
        "{file}: kan niet worden gelezen: {wrong}",
        "{file}: cannot be read: {wrong}"
    ))
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

/// The organisation that `--kind` and `--number` name.
fn organisation<'a>(
    config: &'a Config,
    kind: &str,
    number: &str,
    language: Language,
) -> Result<(&'a Kind, String), Stop> {
    let kind = config.content.catalogue.kind(kind).ok_or_else(|| {
        Stop::Unusable(said!(
            language,
            "--kind: deze soort organisatie bestaat niet",
            "--kind: there is no such kind of organisation"
        ))
    })?;
    let number = kind.read_number(number).map_err(|_| {
        Stop::Unusable(said!(
            language,
            "--number: dit is geen nummer van deze soort organisatie",
            "--number: not a number of this kind of organisation"
        ))
    })?;
    Ok((kind, number))
}

pub(super) async fn create_admin(
    services: &Services,
    config: &Config,
    new: &NewAdmin,
    language: Language,
) -> Result<(), Stop> {
    let (kind, number) = organisation(config, &new.kind, &new.number, language)?;
    let no_name = said!(
        language,
        "--given en --family: dit is geen naam",
        "--given and --family: this is not a name"
    );
    let no_mobile = said!(
        language,
        "--mobile: dit is geen mobiel nummer waar codes heen kunnen",
        "--mobile: not a mobile number that codes can be sent to"
    );
    let admin = import::NewAdmin {
        kind: kind.code.clone(),
        number,
        name: PersonName::parse(&new.given, "", "", &new.family)
            .map_err(|_| Stop::Unusable(no_name))?,
        email: address(&new.email, language)?,
        mobile: MobileNumber::parse(&new.mobile, &config.policy.countries)
            .map_err(|_| Stop::Unusable(no_mobile))?,
        language: Language::from_code(&new.mails).unwrap_or_default(),
    };
    let (done, blocked) = match import::create_admin(services, admin, &config.portal.insurer)
        .await?
    {
        AdminMade::Invited { blocked } => (
            said!(
                language,
                "De uitnodiging staat klaar. Het portaal verstuurt die als het draait.",
                "The invitation is queued; the running portal sends it."
            ),
            blocked,
        ),
        AdminMade::Promoted { name, blocked } => (
            said!(
                language,
                "{name} werkt daar al, en is nu ook beheerder. Naam, nummer en autorisaties zijn gebleven zoals ze waren.",
                "{name} already works there, and is now an admin. Name, number and rights stay as they were."
            ),
            blocked,
        ),
        AdminMade::AlreadyAdmin { name, blocked } => (
            said!(
                language,
                "{name} is daar al beheerder. Er is niets gewijzigd.",
                "{name} is already an admin there. Nothing was changed."
            ),
            blocked,
        ),
        AdminMade::OtherAddress => {
            return Err(Stop::Wrong(said!(
                language,
                "Deze persoon is daar al bekend, en heeft nu een ander e-mailadres. Er is niets gewijzigd. Geef deze opdracht opnieuw, met het huidige e-mailadres; de servicedesk kan het opzoeken.",
                "This person is known there already, and has another e-mail address now. Nothing was changed. Run this command again with the current address; the service desk can look it up."
            )));
        }
        AdminMade::SomebodyElse { name } => {
            return Err(Stop::Wrong(said!(
                language,
                "Dit adres is daar van {name}, met een ander mobiel nummer. Er is niets gewijzigd. Is dat toch de bedoeling? Geef deze opdracht dan met die naam.",
                "There this address belongs to {name}, with another mobile number. Nothing was changed. If this is the person you mean, run this command with that name."
            )));
        }
        AdminMade::NewerVersion => {
            return Err(Stop::Wrong(said!(
                language,
                "Een nieuwere versie van dit programma heeft iets over deze persoon vastgelegd wat deze versie niet kent, en daarom niet wijzigt. Geef deze opdracht met de nieuwere versie.",
                "A newer version of this program stored something about this person, so this version leaves it alone. Run this command with the newer version."
            )));
        }
        AdminMade::NoOrganisation => return Err(Stop::Wrong(no_organisation(language))),
    };
    println!("{done}");
    // What keeps somebody out whom an operator just made admin is not lifted by that.
    if blocked {
        let email = &new.email;
        println!(
            "{}",
            said!(
                language,
                "Het account is geblokkeerd: niemand kan ermee inloggen tot u het deblokkeert. Geef de opdracht: sleutelbos admin unblock {email}",
                "The account is blocked: nobody can log in with it until you unblock it. Run: sleutelbos admin unblock {email}"
            )
        );
    }
    Ok(())
}

fn no_organisation(language: Language) -> String {
    said!(
        language,
        "Er is geen organisatie met deze soort en dit nummer. Importeer die eerst.",
        "There is no organisation with this kind and number. Import it first."
    )
}

pub(super) async fn give_right(
    services: &Services,
    config: &Config,
    new: &NewRight,
    language: Language,
) -> Result<(), Stop> {
    let (kind, number) = organisation(config, &new.kind, &new.number, language)?;
    if kind.right(&new.right).is_none() {
        return Err(Stop::Unusable(said!(
            language,
            "--right: deze soort organisatie kent die autorisatie niet",
            "--right: this kind of organisation has no such right"
        )));
    }
    let at = (kind.code.as_str(), number.as_str());
    let email = address(&new.email, language)?;
    let by = &config.portal.insurer;
    let done = match operator::give_right(services, at, &email, &new.right, by).await? {
        RightGiven::Given { name } => Ok(said!(
            language,
            "{name} heeft de autorisatie gekregen. {name} en iedereen van de servicedesk krijgt een mail.",
            "{name} has been given the right. {name} and everybody at the service desk will get an e-mail."
        )),
        RightGiven::AlreadySo { name } => Ok(said!(
            language,
            "{name} heeft die autorisatie al. Er is niets gewijzigd.",
            "{name} already has that right. Nothing was changed."
        )),
        RightGiven::NotHeld => Err(said!(
            language,
            "De organisatie heeft deze autorisatie niet. Importeer de organisatie eerst met deze autorisatie.",
            "The organisation does not have this right. Import it with this right first."
        )),
        RightGiven::NoOrganisation => Err(no_organisation(language)),
        RightGiven::NotHere => Err(said!(
            language,
            "Niemand met dit adres werkt daar nu. Een beheerder daar kan de toegang herstellen of uitnodigen. Is er geen beheerder? Maak er een met: sleutelbos admin create",
            "Nobody with this address works there now. An admin there can restore access or invite the person. If there is no admin, create one with: sleutelbos admin create"
        )),
    };
    println!("{}", done.map_err(Stop::Wrong)?);
    Ok(())
}

pub(super) async fn unblock(
    services: &Services,
    config: &Config,
    email: &str,
    language: Language,
) -> Result<(), Stop> {
    let email = address(email, language)?;
    let done = match operator::unblock(services, &email, &config.portal.insurer).await? {
        Unblocked::Lifted {
            password: PasswordState::Renew,
        } => Ok(said!(
            language,
            "Het account is gedeblokkeerd. De eigenaar krijgt een mail.\nHet was op verzoek van de eigenaar geblokkeerd. Het oude wachtwoord werkt niet meer: de eigenaar kiest eerst via de mail een nieuw.",
            "The account has been unblocked. Its owner will get an e-mail.\nIt was blocked at the owner's request. The old password no longer works: the owner chooses a new one by e-mail first."
        )),
        Unblocked::Lifted {
            password: PasswordState::MustChange,
        } => Ok(said!(
            language,
            "Het account is gedeblokkeerd. De eigenaar krijgt een mail.\nHet wachtwoord werkt nog één keer, en dan moet er een nieuw worden gekozen.",
            "The account has been unblocked. Its owner will get an e-mail.\nThe password works once more, and then a new one has to be chosen."
        )),
        Unblocked::Lifted { .. } => Ok(said!(
            language,
            "Het account is gedeblokkeerd. De eigenaar krijgt een mail.",
            "The account has been unblocked. Its owner will get an e-mail."
        )),
        Unblocked::NotBlocked => Ok(said!(
            language,
            "Dit account was niet geblokkeerd. Er is niets gewijzigd.",
            "This account was not blocked. Nothing was changed."
        )),
        Unblocked::NewerVersion => Err(said!(
            language,
            "Een nieuwere versie van dit programma heeft vastgelegd waarom dit account is geblokkeerd. Deze versie kent dat niet, en wijzigt het daarom niet. Geef deze opdracht met de nieuwere versie.",
            "A newer version of this program stored why this account is blocked, so this version leaves it alone. Run this command with the newer version."
        )),
        Unblocked::NotHere => Err(said!(
            language,
            "Er is geen account met dit adres.",
            "There is no account with this address."
        )),
    };
    println!("{}", done.map_err(Stop::Wrong)?);
    Ok(())
}

/// After so many people whose number moved others get a turn.
const AT_ONCE: u64 = 50;

/// So many in a row that the database did not take end the list: it is not one company that somebody holds.
const GIVES_UP: u32 = 3;

/// A line that is no number is told and keeps no other from being taken in: a signal must not wait for a typing mistake.
pub(super) async fn numbers_moved(
    services: &Services,
    config: &Config,
    file: &Path,
    language: Language,
) -> Result<(), Stop> {
    let bytes = if file == Path::new("-") {
        no_more_than_the_largest(io::stdin())?
    } else {
        read(file, language)?
    };
    let at = |said: String| format!("{}:{said}", file.display());
    let lines = import::lines(&bytes)
        .map_err(|mistake| Stop::Wrong(at(words::mistake(&mistake, language))))?;
    let (mut people, mut mistakes, mut in_a_row) = (0, Vec::new(), 0);
    for (line, number) in lines {
        match MobileNumber::parse(&number, &config.policy.countries) {
            Ok(number) => match operator::number_moved(services, &number).await {
                Ok(more) => {
                    in_a_row = 0;
                    let before = people / AT_ONCE;
                    people += more;
                    if people / AT_ONCE > before {
                        services.db.let_others().await;
                    }
                }
                Err(trouble) => {
                    in_a_row += 1;
                    let said = words::not_moved(&trouble, in_a_row < GIVES_UP, language);
                    mistakes.push(at(format!("{line}: {said}")));
                    if in_a_row == GIVES_UP {
                        break;
                    }
                }
            },
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
    operator::test_mail(services, &address(to, language)?, language).await?;
    println!(
        "{}",
        said!(
            language,
            "De testmail staat klaar. Het portaal verstuurt die als het draait.",
            "The test e-mail is queued; the running portal sends it."
        )
    );
    Ok(())
}

fn address(text: &str, language: Language) -> Result<EmailAddress, Stop> {
    EmailAddress::parse(text).map_err(|_| {
        Stop::Unusable(said!(
            language,
            "{text}: dit is geen e-mailadres",
            "{text}: not an e-mail address"
        ))
    })
}
