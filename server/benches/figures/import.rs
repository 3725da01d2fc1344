//! A file with a hundred thousand people, taken by the operator's command.

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use crate::{
    Result,
    figure::{Chapter, Figure, Limit::AtMost},
    house::configure,
};

const PEOPLE: usize = 100_000;
const ORGANISATIONS: usize = 1_000;

/// Tries the file, takes it, and takes it again.
pub fn figures(folder: &Path) -> Result<Chapter> {
    configure(
        folder,
        &format!("sqlite:{}", folder.join("sleutelbos.db").display()),
        &[],
    )?;
    let mut organisations = "soort;nummer;naam;rechten\n".to_owned();
    for number in 0..ORGANISATIONS {
        let _ = writeln!(
            organisations,
            "garage;{};Garage {number};",
            1_000_000 + number
        );
    }
    let mut people = "soort;nummer;voornaam;achternaam;e-mail;mobiel;rechten\n".to_owned();
    for number in 0..PEOPLE {
        let _ = writeln!(
            people,
            "garage;{};Jan;Persoon{};p{number}@bedrijf.example;06{:08};schade-melden",
            1_000_000 + number % ORGANISATIONS,
            letters(number),
            10_000_000 + number
        );
    }
    fs::write(folder.join("organisations.csv"), organisations)?;
    fs::write(folder.join("people.csv"), people)?;
    take(folder, "organisations", ORGANISATIONS)?;
    let (new, again) = (take(folder, "people", PEOPLE)?, take(folder, "people", 0)?);
    let figures = vec![
        Figure::new(
            "100,000 people from one file, with their invitations",
            new.as_secs_f64(),
            "s",
            AtMost(120.0),
        ),
        Figure::new(
            "… the same file again",
            again.as_secs_f64(),
            "s",
            AtMost(60.0),
        ),
    ];
    Ok(Chapter {
        title: "Import",
        figures,
    })
}

fn take(folder: &Path, what: &str, new: usize) -> Result<Duration> {
    let began = Instant::now();
    let done = Command::new(env!("CARGO_BIN_EXE_sleutelbos"))
        .args(["import", what, &format!("{what}.csv")])
        .current_dir(folder)
        .output()?;
    let took = began.elapsed();
    let said = String::from_utf8_lossy(&done.stdout);
    if done.status.success() && said.starts_with(&format!("{new} new,")) {
        Ok(took)
    } else {
        Err(format!("{said}{}", String::from_utf8_lossy(&done.stderr)).into())
    }
}

/// A number in letters: names hold no digits.
fn letters(number: usize) -> String {
    let digits = number.to_string();
    digits
        .bytes()
        .map(|digit| char::from(digit - b'0' + b'a'))
        .collect()
}
