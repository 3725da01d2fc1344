//! One cell of a CSV file that people open in a spreadsheet, and the file's other fixed signs.
//!
//! A text that a spreadsheet would take for a formula gets a quote in front (SEC-61): a name like `=HYPERLINK(…)`
//! must not run at the desk of whoever opens the log.

/// What a file begins with, so that a spreadsheet reads it as UTF-8.
pub const BEGIN: &str = "\u{feff}";
/// Between two cells: what Dutch spreadsheets expect.
pub const SEPARATOR: char = ';';
/// Behind each row (RFC 4180).
pub const END_OF_ROW: &str = "\r\n";

/// `text` as one cell: harmless to a spreadsheet, quoted where RFC 4180 asks for it.
pub fn cell(text: &str) -> String {
    let risky = text.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠',
    ]);
    let harmless = if risky {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if harmless.contains([SEPARATOR, ',', '"', '\r', '\n', '\t']) {
        format!("\"{}\"", harmless.replace('"', "\"\""))
    } else {
        harmless
    }
}

/// A whole row with its end.
pub fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    cells.join(&SEPARATOR.to_string()) + END_OF_ROW
}

#[cfg(test)]
mod tests {
    use super::{cell, row};

    #[test]
    fn sec_61_what_a_spreadsheet_would_run_is_made_harmless_and_the_rest_is_left_alone() {
        for (text, expected) in [
            ("", ""),
            ("Jan Jansen", "Jan Jansen"),
            ("=1+1", "'=1+1"),
            ("+31612345678", "'+31612345678"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            ("\0=1", "'\0=1"),
            ("＝1", "'＝1"),
            ("a=b", "a=b"),
            ("Jan-Willem", "Jan-Willem"),
            ("een; twee", "\"een; twee\""),
            ("een, twee", "\"een, twee\""),
            ("zegt \"ja\"", "\"zegt \"\"ja\"\"\""),
            ("=\"a\"", "\"'=\"\"a\"\"\""),
            ("regel\neen", "\"regel\neen\""),
        ] {
            assert_eq!(cell(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_row_has_its_separators_and_its_end() {
        assert_eq!(row(["a", "=b", "c;d"]), "a;'=b;\"c;d\"\r\n");
    }
}
