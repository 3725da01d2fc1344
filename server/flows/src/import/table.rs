//! A CSV file as people really have them: any line ends, `;` `,` or tabs, with `sep=` on top or blank lines, with columns
//! that are empty, with last cells left away, with one separator more. What is unambiguous is taken; of the rest it is
//! said what is wrong and where.

use std::{borrow::Cow, collections::HashSet};

use super::{
    Mistake, What, cell,
    decode::decode,
    heading,
    reader::{Astray, Reader, Record},
};

/// The largest file that is read, in bytes: some 500,000 people.
pub const LARGEST_FILE: usize = 64 * 1024 * 1024;

/// What stands between cells; of two that fit as well the last, as Dutch spreadsheets write.
const SEPARATORS: [char; 4] = ['|', '\t', ',', ';'];

/// A column that a file may have.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// What stands above it; capitals make no difference.
    pub name: &'static str,
    /// Whether a file without it is refused.
    pub required: bool,
}

impl Column {
    pub(super) const fn required(name: &'static str) -> Self {
        Self {
            name,
            required: true,
        }
    }

    pub(super) const fn optional(name: &'static str) -> Self {
        Self {
            name,
            required: false,
        }
    }
}

/// Rows of a file whose header is right.
pub(super) struct Table<'a> {
    text: Cow<'a, str>,
    separator: char,
    /// Where the first row begins, and on which line.
    rows: (usize, u64),
    places: Vec<(&'static str, usize)>,
    /// Cells of the header, without empty ones at its end.
    width: usize,
    /// Cells without which a row holds too little to be one.
    fewest: usize,
}

/// One row.
pub(super) struct Row<'a> {
    /// Line of the file, from 1.
    pub line: u64,
    cells: &'a [Cow<'a, str>],
    places: &'a [(&'static str, usize)],
}

impl<'a> Table<'a> {
    /// Looks at the file as a whole and at its header.
    pub fn open(bytes: &'a [u8], columns: &[Column]) -> Result<Self, Vec<Mistake>> {
        let text = decode(bytes).map_err(|mistake| vec![mistake])?;
        let separator = separator_of(&text, columns);
        let mut reader = behind_sep(&text, separator);
        let header = first(&mut reader).map_err(|astray| vec![mistake_of(astray, &[])])?;
        let Some(header) = header else {
            return Err(vec![Mistake::in_row(1, What::NoRows)]);
        };
        let places = heading::read(header.line, &header.cells, columns)?;
        let named = header
            .cells
            .iter()
            .rposition(|cell| !heading::plain(cell).is_empty());
        let required = |name| {
            columns
                .iter()
                .any(|column| column.name == name && column.required)
        };
        let last = places
            .iter()
            .filter(|(name, _)| required(*name))
            .map(|(_, at)| *at)
            .max();
        let (rows, width, fewest) = (reader.position(), named, last);
        Ok(Self {
            separator,
            rows,
            places,
            width: width.map_or(0, |at| at + 1),
            fewest: fewest.map_or(0, |at| at + 1),
            text,
        })
    }

    /// Where a column stands in the spreadsheet, from 0.
    pub fn place_of(&self, column: &str) -> Option<usize> {
        let place = self.places.iter().find(|(name, _)| *name == column);
        place.map(|(_, at)| *at)
    }

    /// Hands each row that has something in it to `take`, and collects what is wrong.
    pub fn each_row(&self, mut take: impl FnMut(&Row<'_>, &mut Vec<Mistake>)) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let mut nameless = HashSet::new();
        let mut rows = 0_u64;
        let mut reader = Reader::at(&self.text, self.separator, self.rows);
        while let Some(record) = reader.next() {
            let record = match record {
                Ok(record) if is_blank(&record) => continue,
                Ok(record) => record,
                Err(astray) => {
                    rows += 1;
                    mistakes.push(mistake_of(astray, &self.places));
                    continue;
                }
            };
            rows += 1;
            if let Some(what) = self.misfit(&record) {
                mistakes.push(Mistake::in_row(record.line, what));
                continue;
            }
            if let Some(at) = self.nameless(&record).filter(|at| nameless.insert(*at)) {
                mistakes.push(Mistake::in_row(record.line, What::NoHeading).at(at));
            }
            let row = Row {
                line: record.line,
                cells: &record.cells,
                places: &self.places,
            };
            let before = mistakes.len();
            take(&row, &mut mistakes);
            self.settle(&row, before, &mut mistakes);
        }
        if rows == 0 {
            mistakes.push(Mistake::in_row(1, What::NoRows));
        }
        mistakes
    }

    /// Whether a row has too few cells, or more than there are headings for.
    fn misfit(&self, record: &Record<'_>) -> Option<What> {
        let has = record
            .cells
            .iter()
            .rposition(|cell| !cell.trim().is_empty());
        let has = has.map_or(0, |at| at + 1);
        let too_many = has > self.width;
        if !too_many && record.cells.len() >= self.fewest {
            return None;
        }
        Some(if record.until > record.line {
            What::QuoteRuns {
                until: record.until,
            }
        } else {
            What::Cells {
                has: if too_many { has } else { record.cells.len() },
                needs: self.width,
            }
        })
    }

    /// A cell with something in it below no heading.
    fn nameless(&self, record: &Record<'_>) -> Option<usize> {
        let has_name = |at: usize| self.places.iter().any(|(_, place)| *place == at);
        let mut cells = record.cells.iter().enumerate();
        cells
            .find(|(at, cell)| !cell.trim().is_empty() && !has_name(*at))
            .map(|(at, _)| at)
    }

    /// What is wrong with the cells as such, instead of what their columns made of that; and in which column of the
    /// spreadsheet each mistake stands.
    fn settle(&self, row: &Row<'_>, before: usize, mistakes: &mut Vec<Mistake>) {
        for (column, _) in &self.places {
            let Some(what) = cell::spoilt(column, row.cell(column)) else {
                continue;
            };
            let mut at = 0;
            mistakes.retain(|mistake| {
                at += 1;
                at <= before || mistake.column != Some(*column)
            });
            mistakes.push(Mistake::in_cell(row.line, column, what));
        }
        for mistake in mistakes.iter_mut().skip(before) {
            mistake.place = mistake.column.and_then(|column| self.place_of(column));
        }
    }
}

impl Row<'_> {
    /// A cell without space around it and without what spreadsheets put around it; empty if there is no such column.
    pub fn cell(&self, column: &str) -> &str {
        let place = self.places.iter().find(|(name, _)| *name == column);
        let cell = place.and_then(|(_, at)| self.cells.get(*at));
        cell::bare(cell.map_or("", Cow::as_ref))
    }

    /// Codes in a cell, separated by spaces, line breaks, commas or `|`.
    pub fn codes(&self, column: &str) -> Vec<String> {
        let codes = self
            .cell(column)
            .split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | '|' | ';'))
            .filter(|code| !code.is_empty());
        let mut codes: Vec<String> = codes.map(str::to_lowercase).collect();
        codes.sort();
        codes.dedup();
        codes
    }
}

/// The lines of a file that is a list, each with its number and what stands on it.
pub(super) fn lines(bytes: &[u8]) -> Result<Vec<(u64, String)>, Mistake> {
    let text = decode(bytes)?;
    let mut reader = behind_sep(&text, ';');
    let mut lines = Vec::new();
    while let Some(record) = reader.next() {
        // One line that cannot be read keeps no other from being read: what is handed on is no number either.
        let (at, cells) = match record {
            Ok(record) => (record.line, record.cells),
            Err(astray) => (astray.line, vec![Cow::Borrowed("\"")]),
        };
        let cells: Vec<&str> = cells.iter().map(|cell| cell::bare(cell)).collect();
        let line = cells.join(";");
        let line = line.trim_end_matches([';', '\u{1a}', '\0']);
        if !line.is_empty() {
            lines.push((at, line.to_owned()));
        }
    }
    Ok(lines)
}

fn is_blank(record: &Record<'_>) -> bool {
    // An old program ends a file with Ctrl-Z.
    let is_nothing =
        |sign: char| sign.is_whitespace() || matches!(sign, '\u{1a}' | '\0' | '\u{feff}');
    record.cells.iter().all(|cell| cell.chars().all(is_nothing))
}

fn mistake_of(astray: Astray, places: &[(&'static str, usize)]) -> Mistake {
    let what = if astray.open {
        What::QuoteOpen
    } else {
        What::QuoteAstray
    };
    let column = places.iter().find(|(_, at)| *at == astray.place);
    let mistake = Mistake::in_row(astray.line, what).at(astray.place);
    match column {
        Some((name, _)) => mistake.in_column(name),
        None => mistake,
    }
}

/// The first row with something in it.
fn first<'t>(reader: &mut Reader<'t>) -> Result<Option<Record<'t>>, Astray> {
    while let Some(record) = reader.next() {
        match record {
            Ok(record) if is_blank(&record) => {}
            other => return other.map(Some),
        }
    }
    Ok(None)
}

/// A reader that stands behind `sep=;`, with which a file tells a spreadsheet what its separator is.
fn behind_sep(text: &str, separator: char) -> Reader<'_> {
    let mut reader = Reader::at(text, separator, (0, 1));
    if told_separator(text).is_some() {
        reader.skip_line();
    }
    reader
}

fn told_separator(text: &str) -> Option<char> {
    let line = text.split(['\r', '\n']).next()?.trim_start_matches('"');
    let told = line
        .get(..4)
        .filter(|begin| begin.eq_ignore_ascii_case("sep="))?;
    let mut rest = line.get(told.len()..)?.chars();
    let separator = rest.next()?;
    rest.all(|sign| sign == '"' || sign == separator || sign == ' ')
        .then_some(separator)
}

/// The separator by which most headings are ours; what the file says itself if that is no less, and otherwise by which there
/// are most.
fn separator_of(text: &str, columns: &[Column]) -> char {
    let told = told_separator(text);
    let fits = |separator: &char| {
        let header = first(&mut behind_sep(text, *separator)).ok().flatten();
        let cells = header.map(|header| header.cells).unwrap_or_default();
        let ours = cells.iter().filter(|cell| {
            let cell = heading::plain(cell);
            columns.iter().any(|column| column.name == cell)
        });
        (ours.count(), told == Some(*separator), cells.len())
    };
    SEPARATORS
        .into_iter()
        .chain(told)
        .max_by_key(fits)
        .unwrap_or(';')
}
