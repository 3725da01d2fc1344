//! `sleutelbos audit verify`: walks the trail, holds it against the checkpoints there are, and says what came of it.

use std::path::Path;

use domain::Language;
use flows::{
    Services,
    audit::{CheckpointFault, Checkpoints, Fault, Verdict, WrongCheckpoint, verify as walk},
};

use super::{Stop, deeds::read};
use crate::checkpoints::Folder;

pub(super) async fn verify(
    services: &Services,
    folder: Option<&Path>,
    file: Option<&Path>,
) -> Result<(), Stop> {
    let checkpoints = match (file, folder) {
        (Some(file), _) => one(services, file)?,
        (None, Some(folder)) => all(services, folder)?,
        (None, None) => Checkpoints::default(),
    };
    match walk(services, &checkpoints).await? {
        Verdict::Whole { rows, uncovered } => {
            println!("The audit trail is intact: {rows} rows.");
            covered(
                &checkpoints,
                rows,
                uncovered,
                folder.filter(|_| file.is_none()),
            )
        }
        Verdict::Broken { fault, chain, seq } => Err(Stop::Wrong(format!(
            "The audit trail is broken: row {seq} of chain {chain} {}.",
            words(fault)
        ))),
    }
}

/// Says how much of the trail a checkpoint vouches for.
fn covered(
    checkpoints: &Checkpoints,
    rows: i64,
    uncovered: i64,
    folder: Option<&Path>,
) -> Result<(), Stop> {
    match (checkpoints.newest(), folder) {
        (Some(newest), _) => {
            println!(
                "It matches every checkpoint: {}, the newest from {}. Rows after that: {uncovered}.",
                checkpoints.count(),
                newest.day_and_time(Language::En)
            );
        }
        (None, Some(folder)) if rows > 0 => {
            return Err(Stop::Wrong(format!(
                "But there is no checkpoint in {}, so nobody can tell whether its end was cut off.",
                folder.display()
            )));
        }
        (None, _) => println!(
            "Only checkpoints can show whether its end was cut off: set audit.checkpoint_dir, or give --checkpoint FILE."
        ),
    }
    Ok(())
}

const fn words(fault: Fault) -> &'static str {
    match fault {
        Fault::Changed => "was changed, or replaced another one",
        Fault::Missing => "is missing",
        Fault::Unchained => "does not follow from the one before it",
        Fault::WrongHead => {
            "is where the chain ends or continues in another way than the database says"
        }
        Fault::NoHead => "is in a chain whose end the database does not know",
        Fault::Truncated => "and what came after it, up to a checkpoint, was cut off",
        Fault::Rewritten => "is not the one in a checkpoint: the chain was rewritten",
    }
}

fn one(services: &Services, file: &Path) -> Result<Checkpoints, Stop> {
    let text = String::from_utf8(read(file)?).unwrap_or_default();
    let name = file.display().to_string();
    Checkpoints::one(&services.keys, &name, text.trim_end()).map_err(|wrong| match wrong.why {
        CheckpointFault::Unreadable => Stop::Unusable(format!("{name}: not a checkpoint")),
        _ => broken(&wrong),
    })
}

fn all(services: &Services, folder: &Path) -> Result<Checkpoints, Stop> {
    let cannot = |wrong| Stop::Unusable(format!("{}: cannot be read: {wrong}", folder.display()));
    Folder(folder.to_owned())
        .gather(&services.keys)
        .map_err(cannot)?
        .map_err(|wrong| broken(&wrong))
}

fn broken(wrong: &WrongCheckpoint) -> Stop {
    let name = &wrong.name;
    Stop::Wrong(match wrong.why {
        CheckpointFault::Unreadable => {
            format!("The checkpoints are broken: {name} is not a checkpoint.")
        }
        CheckpointFault::NotOurs => format!(
            "The checkpoints are broken: {name} was changed, or not signed with our key (audit.key_file, or secrets.master)."
        ),
        CheckpointFault::Missing { number } => {
            format!("The checkpoints are broken: number {number}, before {name}, is missing.")
        }
        CheckpointFault::Unchained => format!(
            "The checkpoints are broken: {name} does not follow from the one before it; one of the two was changed."
        ),
    })
}
