//! Import: organisations and their people from a CSV file of the insurer, by an operator (decisions.md 1).
//! A file is taken whole or not at all ([`run`] says how, beside everybody else's work), and may be taken again: organisations are known by kind and number, people by
//! organisation and e-mail address. The portal is the truth about whoever activated; a file changes only who has not.

mod admin;
mod cell;
mod decode;
mod finish;
mod heading;
mod known;
mod organisations;
mod people;
mod piece;
mod reader;
mod run;
mod save;
mod sql;
mod table;
mod taken_over;

use domain::{
    Problem,
    organisations::NumberProblem,
    shared::{
        email_address::EmailProblem,
        mobile_number::MobileProblem,
        person_name::{NamePart, NameProblem},
    },
};

pub use admin::{AdminMade, NewAdmin, create_admin};
pub use cell::Spoilt;
pub use organisations::{COLUMNS as ORGANISATION_COLUMNS, organisations};
pub use people::{COLUMNS as PEOPLE_COLUMNS, Invitations, people};
pub use table::{Column, LARGEST_FILE};
pub use taken_over::{finish_abandoned, left};

/// The lines of a file that is a list, such as one of telephone numbers: each with its number, without blank ones.
///
/// # Errors
/// The mistake by which the file cannot be read at all.
pub fn lines(file: &[u8]) -> Result<Vec<(u64, String)>, Mistake> {
    table::lines(file)
}

/// How a spreadsheet spoilt a telephone number, if it did.
pub fn spoilt_number(text: &str) -> Option<Spoilt> {
    match cell::spoilt("mobiel", text) {
        Some(What::Spreadsheet(how)) => Some(how),
        _ => None,
    }
}

/// Whether the file is only tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It is said what would happen. Nothing is written, so a database that only reads will do.
    DryRun,
    /// It is taken.
    Commit,
}

/// What a file brought about, or would.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that are new.
    pub new: u64,
    /// Rows known already, that differ now.
    pub changed: u64,
    /// Rows known already, that say the same.
    pub unchanged: u64,
    /// Rows about people who activated, or were stopped, and differ in the portal: left as they are there.
    pub left_alone: u64,
    /// Invitations queued.
    pub invitations: u64,
    /// Rows that could not be taken, because something stored about them cannot be read or is gone. The log names them.
    pub skipped: u64,
}

/// What a file of people brought about, or would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// In numbers.
    pub counts: Counts,
    /// Lines about people whose access is over or whose invitation was withdrawn: a file that is taken again and again does
    /// not undo what an admin did, so nobody gets in by these.
    pub without_access: Vec<u64>,
}

/// Something in the file that has to be put right first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Line of the file, from 1; of a row over several lines the first.
    pub line: u64,
    /// Name of the column, if it is about one.
    pub column: Option<&'static str>,
    /// Its place in the spreadsheet, from 0, which is A.
    pub place: Option<usize>,
    /// What is wrong.
    pub what: What,
}

/// What is wrong with a file, a row or a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Nothing but a header, or not even that.
    NoRows,
    /// More than [`LARGEST_FILE`] bytes.
    TooLarge,
    /// The disk of the database has room for less: in MiB, with what stays for everybody else.
    NoRoom {
        /// What there is.
        room: u64,
        /// What it takes.
        needed: u64,
    },
    /// Not UTF-8: probably saved by a spreadsheet in the alphabet of Windows (Windows-1252).
    NotUtf8,
    /// UTF-16 that breaks off or is mixed with something else.
    Utf16Broken,
    /// No text at all: a workbook, a PDF or a web page.
    NoCsv,
    /// A column we do not know.
    ColumnUnknown {
        /// Its name, shortened.
        name: String,
        /// The column that was probably meant.
        meant: Option<&'static str>,
    },
    /// Something stands below a heading that is empty.
    NoHeading,
    /// A column that stands there twice.
    ColumnTwice,
    /// A column that must be there.
    ColumnMissing,
    /// A row with too few or too many cells; often a separator or a quotation mark that went astray.
    Cells {
        /// Cells found.
        has: usize,
        /// Cells of the header.
        needs: usize,
    },
    /// A quotation mark that was not closed; it begins on this line.
    QuoteOpen,
    /// A quotation mark behind which something stands that does not belong to it.
    QuoteAstray,
    /// Too few or too many cells in a row that goes on over several lines.
    QuoteRuns {
        /// The line on which it ends.
        until: u64,
    },
    /// A line break within a cell.
    LineBreak,
    /// A cell of more than 1,000 characters.
    CellTooLong,
    /// A letter that was lost (U+FFFD).
    LetterLost,
    /// Letters that were turned into bytes twice, "MÃ¼ller".
    EncodedTwice {
        /// What it probably was, shortened.
        was: String,
    },
    /// A spreadsheet spoilt it.
    Spreadsheet(Spoilt),
    /// Nothing where something must stand.
    Empty,
    /// A character that cannot be seen, such as a line break.
    HiddenCharacter,
    /// More than 160 characters.
    TooLong,
    /// No kind of organisation of ours.
    KindUnknown,
    /// With the number of an organisation.
    Number(NumberProblem),
    /// A right that this kind of organisation does not know.
    RightUnknown(String),
    /// A right that this organisation does not hold.
    RightNotHeld(String),
    /// No organisation with this kind and number.
    OrganisationUnknown {
        /// The number of one that differs by zeros at the beginning alone.
        zeros: Option<String>,
    },
    /// Numbers of two organisations that differ by zeros at the beginning alone.
    Zeros {
        /// The other number.
        other: String,
        /// The line on which it stands; in the portal if on none.
        first: Option<u64>,
    },
    /// Something else than `medewerker` or `beheerder`.
    RoleUnknown,
    /// Something else than `nl` or `en`.
    LanguageUnknown,
    /// With an address, a number, a name or a date.
    Field(Problem),
    /// The same organisation or person stands on an earlier line.
    Twice {
        /// That line.
        first: u64,
    },
}

impl Mistake {
    const fn in_cell(line: u64, column: &'static str, what: What) -> Self {
        Self {
            line,
            column: Some(column),
            place: None,
            what,
        }
    }

    const fn in_row(line: u64, what: What) -> Self {
        Self {
            line,
            column: None,
            place: None,
            what,
        }
    }

    fn in_column(self, column: &'static str) -> Self {
        Self {
            column: Some(column),
            ..self
        }
    }

    fn at(self, place: usize) -> Self {
        Self {
            place: Some(place),
            ..self
        }
    }
}

impl From<EmailProblem> for What {
    fn from(problem: EmailProblem) -> Self {
        if problem == EmailProblem::Missing {
            Self::Empty
        } else {
            Self::Field(problem.into())
        }
    }
}

impl From<MobileProblem> for What {
    fn from(problem: MobileProblem) -> Self {
        if problem == MobileProblem::Missing {
            Self::Empty
        } else {
            Self::Field(problem.into())
        }
    }
}

impl From<NameProblem> for What {
    fn from(problem: NameProblem) -> Self {
        if matches!(problem, NameProblem::Missing(_)) {
            Self::Empty
        } else {
            Self::Field(problem.into())
        }
    }
}

/// The column in which a part of a name stands.
const fn column_of(part: NamePart) -> &'static str {
    match part {
        NamePart::Given => "voornaam",
        NamePart::Initials => "voorletters",
        NamePart::Infix => "tussenvoegsel",
        NamePart::Family => "achternaam",
    }
}
