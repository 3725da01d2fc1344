//! Organisations from a file: kind, number, name, and the rights they hold.
//! Without rights an organisation holds every right of its kind.

use std::collections::HashMap;

use domain::organisations::{Catalogue, Kind};
use serde::{Deserialize, Serialize};

use super::{
    Counts, Mistake, Mode, What,
    run::{self, Kind as Holds},
    save,
    table::{Column, Row, Table},
};
use crate::{Services, trouble::Result};

/// The columns of the file.
pub const COLUMNS: &[Column] = &[
    Column::required("soort"),
    Column::required("nummer"),
    Column::required("naam"),
    Column::optional("rechten"),
];

/// The longest name, in characters.
const LONGEST_NAME: usize = 160;

/// An organisation as a row describes it.
#[derive(Serialize, Deserialize)]
pub(super) struct Organisation {
    pub kind: String,
    pub number: String,
    pub name: String,
    pub rights: Vec<String>,
}

/// Takes a file of organisations; the mistakes if there is even one.
pub async fn organisations(
    services: &Services,
    file: &[u8],
    mode: Mode,
) -> Result<Result<Counts, Vec<Mistake>>> {
    if mode == Mode::Commit {
        run::finish_earlier(services).await?;
    }
    let rows = match read(file, &services.catalogue) {
        Ok(rows) => rows,
        Err(mistakes) => return Ok(Err(mistakes)),
    };
    if mode == Mode::DryRun {
        let mut counts = Counts::default();
        let mut tx = services.db.read().await?;
        for row in &rows {
            counts.add(save::judge_organisation(&mut tx, row).await?);
        }
        return Ok(Ok(counts));
    }
    Ok(Ok(
        run::take(services, Holds::Organisations, None, &rows).await?
    ))
}

fn read(file: &[u8], catalogue: &Catalogue) -> Result<Vec<Organisation>, Vec<Mistake>> {
    let mut found = Vec::new();
    let mut lines: HashMap<(String, String), u64> = HashMap::new();
    let mistakes = Table::open(file, COLUMNS)?.each_row(|row, mistakes| {
        let Some(organisation) = read_row(row, catalogue, mistakes) else {
            return;
        };
        let key = (organisation.kind.clone(), organisation.number.clone());
        let first = *lines.entry(key).or_insert(row.line);
        if first == row.line {
            found.push(organisation);
        } else {
            mistakes.push(Mistake::in_cell(row.line, "nummer", What::Twice { first }));
        }
    });
    if mistakes.is_empty() {
        Ok(found)
    } else {
        Err(mistakes)
    }
}

fn read_row(
    row: &Row<'_>,
    catalogue: &Catalogue,
    mistakes: &mut Vec<Mistake>,
) -> Option<Organisation> {
    let before = mistakes.len();
    let mut note = |column, what| mistakes.push(Mistake::in_cell(row.line, column, what));
    let name = row.cell("naam");
    if name.is_empty() {
        note("naam", What::Empty);
    } else if name.chars().any(domain::shared::is_hidden) {
        note("naam", What::HiddenCharacter);
    } else if name.chars().count() > LONGEST_NAME {
        note("naam", What::TooLong);
    }
    let (kind, number) = kind_and_number(row, catalogue, mistakes)?;
    let rights = match row.codes("rechten") {
        none if none.is_empty() => kind.rights.iter().map(|right| right.code.clone()).collect(),
        some => some,
    };
    for right in rights.iter().filter(|right| kind.right(right).is_none()) {
        mistakes.push(Mistake::in_cell(
            row.line,
            "rechten",
            What::RightUnknown(right.clone()),
        ));
    }
    (mistakes.len() == before).then(|| Organisation {
        kind: kind.code.clone(),
        number,
        name: name.to_owned(),
        rights,
    })
}

/// The two cells that name an organisation.
pub(super) fn kind_and_number<'c>(
    row: &Row<'_>,
    catalogue: &'c Catalogue,
    mistakes: &mut Vec<Mistake>,
) -> Option<(&'c Kind, String)> {
    let Some(kind) = catalogue.kind(&row.cell("soort").to_lowercase()) else {
        let what = if row.cell("soort").is_empty() {
            What::Empty
        } else {
            What::KindUnknown
        };
        mistakes.push(Mistake::in_cell(row.line, "soort", what));
        return None;
    };
    match kind.read_number(row.cell("nummer")) {
        Ok(number) => Some((kind, number)),
        Err(problem) => {
            mistakes.push(Mistake::in_cell(row.line, "nummer", What::Number(problem)));
            None
        }
    }
}
