//! `sleutelbos audit verify`: walks the trail, holds it against the checkpoints there are, and says what came of it.

use std::path::Path;

use domain::Language;
use flows::{
    Services,
    audit::{CheckpointFault, Checkpoints, Fault, Verdict, WrongCheckpoint, verify as walk},
};

use super::{
    Stop,
    deeds::{cannot_read, read},
};
use crate::checkpoints::Folder;

/// Which checkpoints the trail is held against.
#[derive(Clone, Copy)]
pub(super) struct Against<'a> {
    /// All of a folder.
    pub folder: Option<&'a Path>,
    /// One, instead of those.
    pub one: Option<&'a Path>,
    /// What the first of the folder follows from.
    pub after: Option<&'a Path>,
}

pub(super) async fn verify(
    services: &Services,
    against: Against<'_>,
    language: Language,
) -> Result<(), Stop> {
    let Against {
        folder,
        one: file,
        after,
    } = against;
    let checkpoints = match (file, folder) {
        (Some(file), _) => one(services, file, language)?,
        (None, Some(folder)) => all(services, folder, after, language)?,
        (None, None) => Checkpoints::default(),
    };
    match walk(services, &checkpoints).await? {
        Verdict::Whole { rows, uncovered } => {
            println!(
                "{}",
                said!(
                    language,
                    "Het logboek is compleet en ongewijzigd: {rows} regels.",
                    "The audit trail is intact: {rows} rows."
                )
            );
            let folder = folder.filter(|_| file.is_none());
            covered(&checkpoints, rows, uncovered, folder, language)
        }
        Verdict::Broken { fault, chain, seq } => {
            let fault = words(fault, language);
            Err(Stop::Wrong(said!(
                language,
                "Het logboek klopt niet: regel {seq} van keten {chain} {fault}.",
                "The audit trail is broken: row {seq} of chain {chain} {fault}."
            )))
        }
    }
}

/// Says how much of the trail a checkpoint vouches for.
fn covered(
    checkpoints: &Checkpoints,
    rows: i64,
    uncovered: i64,
    folder: Option<&Path>,
    language: Language,
) -> Result<(), Stop> {
    match (checkpoints.newest(), folder) {
        (Some(newest), _) => {
            let (count, newest) = (checkpoints.count(), newest.day_and_time(language));
            println!(
                "{}",
                said!(
                    language,
                    "Het klopt met alle controlepunten: {count}, het laatste van {newest}. Regels daarna: {uncovered}.",
                    "It matches every checkpoint: {count}, the newest from {newest}. Rows after that: {uncovered}."
                )
            );
        }
        (None, Some(folder)) if rows > 0 => {
            let folder = folder.display();
            return Err(Stop::Wrong(said!(
                language,
                "Maar in {folder} staat geen controlepunt. Daarom is niet te zien of het einde is afgeknipt.",
                "But there is no checkpoint in {folder}, so nobody can tell whether its end was cut off."
            )));
        }
        (None, _) => println!(
            "{}",
            said!(
                language,
                "Alleen met controlepunten is te zien of het einde is afgeknipt. Stel audit.checkpoint_dir in, of geef --checkpoint BESTAND mee.",
                "Only checkpoints can show whether its end was cut off: set audit.checkpoint_dir, or give --checkpoint FILE."
            )
        ),
    }
    Ok(())
}

const fn words(fault: Fault, language: Language) -> &'static str {
    let (nl, en) = match fault {
        Fault::Changed => (
            "is veranderd, of vervangt een andere",
            "was changed, or replaced another one",
        ),
        Fault::Missing => ("ontbreekt", "is missing"),
        Fault::Unchained => (
            "volgt niet op de regel ervoor",
            "does not follow from the one before it",
        ),
        Fault::WrongHead => (
            "is waar de keten anders eindigt of verdergaat dan de database zegt",
            "is where the chain ends or continues in another way than the database says",
        ),
        Fault::NoHead => (
            "staat in een keten waarvan de database het einde niet kent",
            "is in a chain whose end the database does not know",
        ),
        Fault::Truncated => (
            "en wat erna kwam, tot een controlepunt, is afgeknipt",
            "and what came after it, up to a checkpoint, was cut off",
        ),
        Fault::Rewritten => (
            "is niet die van een controlepunt: de keten is herschreven",
            "is not the one in a checkpoint: the chain was rewritten",
        ),
    };
    match language {
        Language::Nl => nl,
        Language::En => en,
    }
}

fn one(services: &Services, file: &Path, language: Language) -> Result<Checkpoints, Stop> {
    let (name, text) = named(file, language)?;
    Checkpoints::one(&services.keys, &name, &text).map_err(|wrong| match wrong.why {
        CheckpointFault::Unreadable => Stop::Unusable(said!(
            language,
            "{name}: dit is geen controlepunt",
            "{name}: not a checkpoint"
        )),
        _ => broken(&wrong, language),
    })
}

/// What a file is called, and what stands in it: one line.
fn named(file: &Path, language: Language) -> Result<(String, String), Stop> {
    let text = String::from_utf8(read(file, language)?).unwrap_or_default();
    Ok((file.display().to_string(), text.trim_end().to_owned()))
}

fn all(
    services: &Services,
    folder: &Path,
    after: Option<&Path>,
    language: Language,
) -> Result<Checkpoints, Stop> {
    let after = after.map(|file| named(file, language)).transpose()?;
    let after = after
        .as_ref()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    Folder(folder.to_owned())
        .gather(&services.keys, after)
        .map_err(|wrong| cannot_read(folder, &wrong, language))?
        .map_err(|wrong| broken(&wrong, language))
}

fn broken(wrong: &WrongCheckpoint, language: Language) -> Stop {
    let name = &wrong.name;
    Stop::Wrong(match wrong.why {
        CheckpointFault::Unreadable => said!(
            language,
            "De controlepunten kloppen niet: {name} is geen controlepunt.",
            "The checkpoints are broken: {name} is not a checkpoint."
        ),
        CheckpointFault::NotOurs => said!(
            language,
            "De controlepunten kloppen niet: {name} is veranderd, of niet met onze sleutel ondertekend (audit.key_file, of secrets.master).",
            "The checkpoints are broken: {name} was changed, or not signed with our key (audit.key_file, or secrets.master)."
        ),
        CheckpointFault::Missing { number } => said!(
            language,
            "De controlepunten kloppen niet: nummer {number}, vóór {name}, ontbreekt. Zijn de oude verplaatst? Geef dan het laatste daarvan mee: --after BESTAND.",
            "The checkpoints are broken: number {number}, before {name}, is missing. If the old ones were moved, give the last of them: --after FILE."
        ),
        CheckpointFault::Unchained => said!(
            language,
            "De controlepunten kloppen niet: {name} volgt niet op het controlepunt ervoor. Een van de twee is veranderd.",
            "The checkpoints are broken: {name} does not follow from the one before it; one of the two was changed."
        ),
    })
}
