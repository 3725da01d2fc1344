//! Texts that people write to people: short, one piece of plain text, without signs that nobody sees.

use super::without_hidden;

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextProblem {
    /// Nothing was typed.
    Missing,
    /// Longer than there is room for, in characters.
    TooLong {
        /// Characters typed.
        has: usize,
        /// Characters there is room for.
        most: usize,
    },
    /// No telephone number.
    NotAPhone,
}

/// Reads a text of one line and at most so many characters: white space becomes one space, and what cannot be seen is left out.
pub fn read_line(typed: &str, most: usize) -> Result<String, TextProblem> {
    fits(tidy_line(typed), most)
}

/// Reads a text of several lines and at most so many characters, each line as [`read_line`] does; browsers end a line in their
/// own way.
pub fn read_lines(typed: &str, most: usize) -> Result<String, TextProblem> {
    let lines: Vec<String> = typed.lines().map(tidy_line).collect();
    fits(lines.join("\n").trim().to_owned(), most)
}

fn tidy_line(line: &str) -> String {
    let words = line.split_whitespace().map(without_hidden);
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn fits(text: String, most: usize) -> Result<String, TextProblem> {
    match text.chars().count() {
        0 => Err(TextProblem::Missing),
        has if has > most => Err(TextProblem::TooLong { has, most }),
        _ => Ok(text),
    }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident at most $most:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// The longest, in characters.
            pub const MOST: usize = $most;

            /// Reads what was typed.
            pub fn parse(text: &str) -> Result<Self, TextProblem> {
                read_line(text, Self::MOST).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    )+};
}

texts! {
    /// A note about a case. Short, because it is no place to keep files on people.
    NoteText at most 300;
    /// A message for everybody.
    NewsText at most 240;
    /// Where somebody has a number or a word from.
    SourceText at most 120;
}

/// A telephone number as our own files have it: any number, for a person to dial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneText(String);

impl PhoneText {
    /// Reads what was typed: digits, and what people put between them.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let text = read_line(text, 20)?;
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let known = |sign: char| sign.is_ascii_digit() || " +()-./".contains(sign);
        if digits < 8 || !text.chars().all(known) {
            return Err(TextProblem::NotAPhone);
        }
        Ok(Self(text))
    }

    /// Whether it is this number, however each is written: the last nine digits tell. What is dialled after them changes
    /// nothing, so they count wherever they stand.
    pub fn is_the_same_as(&self, other: &str) -> bool {
        let digits =
            |number: &str| -> String { number.chars().filter(char::is_ascii_digit).collect() };
        let (here, there) = (digits(&self.0), digits(other));
        let last = |number: &str| number[number.len().saturating_sub(9)..].to_owned();
        here.contains(&last(&there)) || there.contains(&last(&here))
    }

    /// The number as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{NoteText, PhoneText, TextProblem, read_lines};

    #[test]
    fn a_note_is_short_and_plain() {
        let note = |text: &str| NoteText::parse(text).map(|note| note.as_str().to_owned());
        assert_eq!(
            note("  Belt terug\r\nom \u{202e}drie uur "),
            Ok("Belt terug om drie uur".into())
        );
        assert_eq!(note(" \u{200b} "), Err(TextProblem::Missing));
        let long = "a".repeat(301);
        let expected = TextProblem::TooLong {
            has: 301,
            most: 300,
        };
        assert_eq!(note(&long), Err(expected));
        assert!(note(&long[1..]).is_ok());
    }

    #[test]
    fn a_text_of_several_lines_keeps_them() {
        let too_long = Err(TextProblem::TooLong { has: 9, most: 8 });
        for (typed, read) in [
            ("een\r\n  twee \n", Ok("een\ntwee")),
            ("een\ttwee", Ok("een twee")),
            ("een\u{202e}\n\u{200b}\ntwee", too_long),
            (" \r\n\u{2060}\n", Err(TextProblem::Missing)),
        ] {
            assert_eq!(
                read_lines(typed, 8).as_deref(),
                read.as_ref().copied(),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn a_number_to_call_back_may_be_any_number() {
        for good in ["070 123 45 67", "+31 (0)70-123 45 67", "0612345678"] {
            assert!(PhoneText::parse(good).is_ok(), "{good}");
        }
        for (bad, problem) in [
            ("", TextProblem::Missing),
            ("0800 12", TextProblem::NotAPhone),
            ("vraag Karin 0612345678", TextProblem::NotAPhone),
        ] {
            let problem = match bad.len() {
                len if len > 20 => TextProblem::TooLong { has: len, most: 20 },
                _ => problem,
            };
            assert_eq!(PhoneText::parse(bad), Err(problem), "{bad}");
        }
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for (one, same) in [
            ("06 12345678", true),
            ("+31 (0)6-1234 5678", true),
            ("06 12345678 0", true),
            ("06 12345678-123", true),
            ("12345678", true),
            ("0612345679", false),
            ("070 123 45 67", false),
        ] {
            let one = PhoneText::parse(one).unwrap();
            assert_eq!(one.is_the_same_as("+31612345678"), same, "{one:?}");
        }
    }
}
