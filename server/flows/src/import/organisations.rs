//! Organisations from a file: kind, number, name, and the rights they hold.
//! Without rights an organisation holds every right of its kind.

use std::collections::{HashMap, hash_map::Entry as Place};

use domain::organisations::{Catalogue, Kind};
use serde::{Deserialize, Serialize};

use super::{
    Counts, Mistake, Mode, What,
    cell::shown,
    known::{Numbers, without_zeros},
    run::{self, Kind as Holds},
    save, sql,
    table::{Column, Row, Table},
    taken_over,
};
use crate::{Services, on, trouble::Result};

/// The columns of the file.
pub const COLUMNS: &[Column] = &[
    Column::required("soort"),
    Column::required("nummer"),
    Column::required("naam"),
    Column::optional("rechten"),
];

/// The longest name, in characters.
const LONGEST_NAME: usize = 160;

/// An organisation as a row describes it, and as it is put down.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
        taken_over::finish_earlier(services).await?;
    }
    let mut tx = services.db.read().await?;
    let there: Vec<(String, String)> = on!(&mut tx, |c| sqlx::query_as(sql::NUMBERS).fetch_all(c))?;
    let rows = match read(file, &services.catalogue, &Numbers::new(there)) {
        Ok(rows) => rows,
        Err(mistakes) => return Ok(Err(mistakes)),
    };
    if let Err(mistake) = run::fits(&services.db, Holds::Organisations, rows.len()) {
        return Ok(Err(vec![mistake]));
    }
    if mode == Mode::DryRun {
        let mut counts = Counts::default();
        for row in &rows {
            counts.add(save::judge_organisation(&mut tx, row).await?);
        }
        return Ok(Ok(counts));
    }
    drop(tx);
    Ok(Ok(
        run::take(services, Holds::Organisations, None, &rows).await?
    ))
}

fn read(
    file: &[u8],
    catalogue: &Catalogue,
    there: &Numbers,
) -> Result<Vec<Organisation>, Vec<Mistake>> {
    let mut found = Vec::new();
    // By number without its zeros at the beginning: which lose themselves in spreadsheets, so that one company becomes two.
    let mut lines: HashMap<(String, String), (u64, String)> = HashMap::new();
    let mistakes = Table::open(file, COLUMNS)?.each_row(|row, mistakes| {
        let Some(organisation) = read_row(row, catalogue, mistakes) else {
            return;
        };
        let (kind, number) = (&organisation.kind, &organisation.number);
        let other = match lines.entry((kind.clone(), without_zeros(number).to_owned())) {
            Place::Occupied(there) => Some(there.into_mut().clone()),
            Place::Vacant(free) => {
                free.insert((row.line, number.clone()));
                None
            }
        };
        let what = match other {
            Some((first, same)) if same == *number => Some(What::Twice { first }),
            Some((line, other)) => Some(What::Zeros {
                other,
                first: Some(line),
            }),
            None => there.but_for_zeros(kind, number).map(|other| What::Zeros {
                other: other.to_owned(),
                first: None,
            }),
        };
        match what {
            Some(what) => mistakes.push(Mistake::in_cell(row.line, "nummer", what)),
            None => found.push(organisation),
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
    } else if domain::shared::has_hidden(name) {
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
            What::RightUnknown(shown(right)),
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
