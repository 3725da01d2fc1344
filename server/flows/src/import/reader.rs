//! Rows of a CSV file (RFC 4180) with the line on which each really begins, whatever the line ends: CRLF, LF or CR, blank
//! lines and line breaks in quotes included. A quotation mark that was left open costs its own line, not the rest of the file.
//!
//! The `csv` crate counts LF alone, and takes everything behind an open quotation mark for one cell without a word.

use std::borrow::Cow;

/// A cell in quotes over more lines than this is one whose quotation mark was left open. It bounds what is read twice.
const LONGEST_CELL: u64 = 100;

/// One row as it stands in the file.
pub(super) struct Record<'a> {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// The line on which it ends.
    pub until: u64,
    pub cells: Vec<Cow<'a, str>>,
}

/// A quotation mark that is not where one can be; reading goes on behind the line on which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Astray {
    pub line: u64,
    /// Place of its cell in the row, from 0.
    pub place: usize,
    /// Whether it was never closed, or is closed on a line below where something else begins.
    pub open: bool,
}

/// Reads row after row.
pub(super) struct Reader<'a> {
    text: &'a str,
    separator: char,
    at: usize,
    line: u64,
}

impl<'a> Reader<'a> {
    /// From a place in the text on, of which the line is known.
    pub const fn at(text: &'a str, separator: char, (at, line): (usize, u64)) -> Self {
        Self {
            text,
            separator,
            at,
            line,
        }
    }

    /// Where the next row begins, and on which line.
    pub const fn position(&self) -> (usize, u64) {
        (self.at, self.line)
    }

    /// The next row, blank ones too; `None` at the end.
    pub fn next(&mut self) -> Option<Result<Record<'a>, Astray>> {
        if self.at >= self.text.len() {
            return None;
        }
        let line = self.line;
        let mut cells = Vec::new();
        loop {
            match self.cell() {
                Ok(cell) => cells.push(cell),
                Err(open) => {
                    let place = cells.len();
                    let line = self.line;
                    self.skip_line();
                    return Some(Err(Astray { line, place, open }));
                }
            }
            if self.rest().starts_with(self.separator) {
                self.at += self.separator.len_utf8();
            } else {
                let until = self.line;
                self.end_line();
                return Some(Ok(Record { line, until, cells }));
            }
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// A cell up to what ends it; whether the quotation mark was left open if there is one that cannot be. Then nothing is
    /// read.
    fn cell(&mut self) -> Result<Cow<'a, str>, bool> {
        let rest = self.rest();
        let begin = rest.trim_start_matches([' ', '\u{a0}']);
        let Some(quoted) = begin.strip_prefix('"') else {
            let long = rest.find([self.separator, '\r', '\n']);
            let cell = rest.get(..long.unwrap_or(rest.len())).unwrap_or_default();
            self.at += cell.len();
            return Ok(Cow::Borrowed(cell));
        };
        let (long, lines) = self.closing(quoted)?;
        let cell = quoted.get(..long).unwrap_or_default();
        let behind = quoted.get(long + 1..).unwrap_or_default();
        let behind_space = behind.trim_start_matches([' ', '\u{a0}']);
        if !(behind_space.is_empty() || behind_space.starts_with([self.separator, '\r', '\n'])) {
            return Err(lines > 0);
        }
        self.at = self.text.len() - behind_space.len();
        self.line += lines;
        Ok(if cell.contains('"') {
            Cow::Owned(cell.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(cell)
        })
    }

    /// Where the quotation mark is that closes, and how many lines end before it.
    fn closing(&self, quoted: &str) -> Result<(usize, u64), bool> {
        let bytes = quoted.as_bytes();
        let (mut at, mut lines) = (0, 0);
        while let Some(byte) = bytes.get(at) {
            let next = bytes.get(at + 1);
            match byte {
                b'"' if next == Some(&b'"') => at += 1,
                b'"' => return Ok((at, lines)),
                b'\r' if next == Some(&b'\n') => {}
                b'\r' | b'\n' => lines += 1,
                _ => {}
            }
            if lines > LONGEST_CELL {
                break;
            }
            at += 1;
        }
        Err(true)
    }

    /// Goes on behind this line.
    pub fn skip_line(&mut self) {
        let rest = self.rest();
        self.at += rest.find(['\r', '\n']).unwrap_or(rest.len());
        self.end_line();
    }

    fn end_line(&mut self) {
        let rest = self.rest();
        let end = ["\r\n", "\r", "\n"]
            .into_iter()
            .find(|end| rest.starts_with(end));
        if let Some(end) = end {
            self.at += end.len();
            self.line += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Astray, Reader};

    fn rows(text: &str) -> Vec<Result<(u64, String), Astray>> {
        let mut reader = Reader::at(text, ';', (0, 1));
        let mut rows = Vec::new();
        while let Some(row) = reader.next() {
            rows.push(row.map(|row| (row.line, row.cells.join("|"))));
        }
        rows
    }

    /// Line ends × blank lines × line breaks in quotes × an end behind the last line or not.
    #[test]
    fn a_row_has_its_own_line_whatever_the_line_ends() {
        for end in ["\n", "\r\n", "\r"] {
            for blank in 0..3_usize {
                for breaks in 0..3_usize {
                    for last in ["", end] {
                        let between = end.repeat(blank + 1);
                        let quoted = format!("\"x{}y\"", end.repeat(breaks));
                        let text = format!("a;b{between}{quoted};c{between}d;\"e\"\"f\"{last}");
                        let found: Vec<(u64, String)> = rows(&text)
                            .into_iter()
                            .filter_map(Result::ok)
                            .filter(|(_, cells)| !cells.is_empty())
                            .collect();
                        let (blank, breaks) = (blank as u64, breaks as u64);
                        let expected = [
                            (1, "a|b".to_owned()),
                            (2 + blank, format!("x{}y|c", end.repeat(breaks as usize))),
                            (3 + 2 * blank + breaks, "d|e\"f".to_owned()),
                        ];
                        assert_eq!(found, expected, "{text:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_quotation_mark_that_went_astray_costs_its_own_line() {
        let ok = |line, cells: &str| Ok((line, cells.to_owned()));
        let astray = |line, place, open| Err(Astray { line, place, open });
        for (text, expected) in [
            ("a;\"b;c\nd;e", vec![astray(1, 1, true), ok(2, "d|e")]),
            (
                "a\n\n\"b;c\r\nd;\"e\"\nf",
                vec![
                    ok(1, "a"),
                    ok(2, ""),
                    astray(3, 0, true),
                    ok(4, "d|e"),
                    ok(5, "f"),
                ],
            ),
            ("\"Van Dam\" Zn;b\nc", vec![astray(1, 0, false), ok(2, "c")]),
            (
                "\"a\";\"b;\"c\"\n\"d\"",
                vec![astray(1, 1, false), ok(2, "d")],
            ),
            (" \"a\" ;b", vec![ok(1, "a|b")]),
            ("a \"b\";c\"", vec![ok(1, "a \"b\"|c\"")]),
            ("=\"06\";b", vec![ok(1, "=\"06\"|b")]),
            ("\"", vec![astray(1, 0, true)]),
        ] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_file_with_an_open_quotation_mark_on_every_line_is_read_in_no_time() {
        let text = "a;\"b\"\"\n".repeat(200_000);
        assert_eq!(rows(&text).len(), 200_000);
    }
}
