//! Reads a CSV file as people really have them: with or without BOM, `;` `,` or tabs, CRLF, cells in quotes, and the quote
//! that our own exports put before `=`, `+`, `-` and `@` (SEC-61). UTF-8 only: guessing an alphabet spoils names silently.

use csv::{ReaderBuilder, StringRecord};

use super::{Mistake, What};

/// The largest file that is read, in bytes: some 500,000 people.
pub const LARGEST_FILE: usize = 64 * 1024 * 1024;

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
    reader: csv::Reader<&'a [u8]>,
    places: Vec<(&'static str, usize)>,
    width: usize,
}

/// One row.
pub(super) struct Row<'a> {
    /// Line of the file, from 1.
    pub line: u64,
    record: &'a StringRecord,
    places: &'a [(&'static str, usize)],
}

impl<'a> Table<'a> {
    /// Looks at the file as a whole and at its header.
    pub fn open(bytes: &'a [u8], columns: &[Column]) -> Result<Self, Vec<Mistake>> {
        let text = decode(bytes).map_err(|mistake| vec![mistake])?;
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter_of(text))
            .flexible(true)
            .from_reader(text.as_bytes());
        let header = reader.headers().cloned().unwrap_or_default();
        if header.iter().all(|cell| cell.trim().is_empty()) {
            return Err(vec![Mistake::in_row(1, What::NoRows)]);
        }
        let places = read_header(&header, columns)?;
        Ok(Self {
            reader,
            places,
            width: header.len(),
        })
    }

    /// Hands each row that has something in it to `take`, and collects what is wrong.
    pub fn each_row(mut self, mut take: impl FnMut(&Row<'_>, &mut Vec<Mistake>)) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let mut record = StringRecord::new();
        let mut rows = 0_u64;
        // The text is valid UTF-8 and rows may have any width, so reading from memory cannot fail.
        while let Ok(true) = self.reader.read_record(&mut record) {
            let line = record.position().map_or(0, csv::Position::line);
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            rows += 1;
            if record.len() == self.width {
                take(
                    &Row {
                        line,
                        record: &record,
                        places: &self.places,
                    },
                    &mut mistakes,
                );
            } else {
                let what = What::Cells {
                    has: record.len(),
                    needs: self.width,
                };
                mistakes.push(Mistake::in_row(line, what));
            }
        }
        if rows == 0 {
            mistakes.push(Mistake::in_row(1, What::NoRows));
        }
        mistakes
    }
}

impl Row<'_> {
    /// A cell without space around it and without the quote that guards against formulas; empty if there is no such column.
    pub fn cell(&self, column: &str) -> &str {
        let place = self.places.iter().find(|(name, _)| *name == column);
        let cell = place
            .and_then(|(_, at)| self.record.get(*at))
            .unwrap_or_default()
            .trim();
        match cell.strip_prefix('\'') {
            Some(guarded) if guarded.starts_with(['=', '+', '-', '@', '\t', '\r']) => guarded,
            _ => cell,
        }
    }

    /// Codes in a cell, separated by spaces, commas or `|`.
    pub fn codes(&self, column: &str) -> Vec<String> {
        let codes = self
            .cell(column)
            .split([' ', ',', '|'])
            .filter(|code| !code.is_empty());
        let mut codes: Vec<String> = codes.map(str::to_lowercase).collect();
        codes.sort();
        codes.dedup();
        codes
    }
}

fn decode(bytes: &[u8]) -> Result<&str, Mistake> {
    if bytes.len() > LARGEST_FILE {
        return Err(Mistake::in_row(1, What::TooLarge));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Mistake::in_row(1, What::Utf16));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|wrong| {
        let before = bytes[..wrong.valid_up_to()]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        Mistake::in_row(u64::try_from(before).unwrap_or_default() + 1, What::NotUtf8)
    })
}

/// Whatever the header holds most of.
fn delimiter_of(text: &str) -> u8 {
    let header = text.trim_start().lines().next().unwrap_or_default();
    let count = |sign: u8| header.bytes().filter(|byte| *byte == sign).count();
    // The last of equals wins: the semicolon, as Dutch spreadsheets write.
    [b'\t', b',', b';']
        .into_iter()
        .max_by_key(|sign| count(*sign))
        .unwrap_or(b';')
}

fn read_header(
    header: &StringRecord,
    columns: &[Column],
) -> Result<Vec<(&'static str, usize)>, Vec<Mistake>> {
    let mut places: Vec<(&'static str, usize)> = Vec::new();
    let mut mistakes = Vec::new();
    for (at, cell) in header.iter().enumerate() {
        let typed = cell.trim().to_lowercase();
        match columns.iter().find(|column| column.name == typed) {
            None => {
                let shown = cell
                    .trim()
                    .chars()
                    .filter(|c| !c.is_control())
                    .take(40)
                    .collect();
                mistakes.push(Mistake::in_row(1, What::ColumnUnknown(shown)));
            }
            Some(column) if places.iter().any(|(name, _)| *name == column.name) => {
                mistakes.push(Mistake::in_cell(1, column.name, What::ColumnTwice));
            }
            Some(column) => places.push((column.name, at)),
        }
    }
    let missing = columns
        .iter()
        .filter(|column| column.required && !places.iter().any(|(name, _)| *name == column.name));
    mistakes.extend(missing.map(|column| Mistake::in_cell(1, column.name, What::ColumnMissing)));
    if mistakes.is_empty() {
        Ok(places)
    } else {
        Err(mistakes)
    }
}
