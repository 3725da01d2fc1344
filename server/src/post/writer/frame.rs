//! What stands around every mail, and how its paragraphs become text and HTML: insurer first, reason of sending last.
//! Both parts come from the same blocks, so they never say different things.

use askama::Template;
use domain::{Language, shared::one_full_stop};

use super::writing::{BUTTON, ITEM, LINK, NO_BREAK, REASON, Writing};

/// Longest line of the text part, in characters; an address is never broken.
const WIDTH: usize = 76;

/// A piece of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph.
    Paragraph(String),
    /// The one thing to do.
    Button { label: String, address: String },
    /// Something that can be done besides.
    Link { label: String, address: String },
    /// A list.
    List(Vec<String>),
    /// Why the letter is sent.
    Reason(String),
}

/// Reads a rendered template: the first line is the subject, then blocks with an empty line between them.
pub(super) fn read(body: &str) -> (String, Vec<Block>) {
    let (subject, rest) = body.split_once('\n').unwrap_or((body, ""));
    let mut blocks = Vec::new();
    for piece in rest.split("\n\n") {
        let line = piece.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        let Some(first) = line.chars().next() else {
            continue;
        };
        let mut parts = line.split(first).skip(1).map(|part| part.trim().to_owned());
        let mut part = || parts.next().unwrap_or_default();
        match (first, blocks.last_mut()) {
            (BUTTON, _) => blocks.push(Block::Button {
                label: part(),
                address: part(),
            }),
            (LINK, _) => blocks.push(Block::Link {
                label: part(),
                address: part(),
            }),
            (REASON, _) => blocks.push(Block::Reason(part())),
            (ITEM, Some(Block::List(items))) => items.extend(parts),
            (ITEM, _) => blocks.push(Block::List(parts.collect())),
            _ => blocks.push(Block::Paragraph(one_full_stop(&line))),
        }
    }
    (one_full_stop(subject.trim()), blocks)
}

/// Words around every mail.
struct Words {
    greeting: String,
    goodbye: &'static str,
    questions: String,
    no_button: &'static str,
}

fn words(writing: &Writing<'_>) -> Words {
    let (desk, phone, mailbox) = (writing.desk_name(), writing.phone(), writing.desk_mailbox());
    // Who reads in the evening that calling helps has to know that nobody answers then.
    let hours = writing
        .hours()
        .map_or_else(String::new, |hours| format!(" ({hours})"));
    match writing.language {
        Language::Nl => Words {
            greeting: writing
                .name
                .map_or_else(|| "Goedendag,".to_owned(), |name| format!("Beste {name},")),
            goodbye: "Met vriendelijke groet,",
            questions: match mailbox {
                Some(mailbox) => {
                    format!("Vragen? Bel {desk}: {phone}{hours}. Of mail naar {mailbox}.")
                }
                None => format!("Vragen? Bel {desk}: {phone}{hours}."),
            },
            no_button: "Werkt de knop niet? Gebruik dan dit adres:",
        },
        Language::En => Words {
            greeting: writing
                .name
                .map_or_else(|| "Hello,".to_owned(), |name| format!("Dear {name},")),
            goodbye: "Kind regards,",
            questions: match mailbox {
                Some(mailbox) => {
                    format!("Questions? Call {desk}: {phone}{hours}. Or e-mail {mailbox}.")
                }
                None => format!("Questions? Call {desk}: {phone}{hours}."),
            },
            no_button: "Is the button not working? Then use this address:",
        },
    }
}

/// The letter as plain text.
pub(super) fn text(writing: &Writing<'_>, blocks: &[Block]) -> String {
    let words = words(writing);
    let mut pieces = vec![writing.insurer().to_owned(), wrap(&words.greeting, "")];
    let mut reasons = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(text) => pieces.push(wrap(text, "")),
            Block::Button { label, address } | Block::Link { label, address } => {
                pieces.push(format!("{}:\n{address}", wrap(label, "")));
            }
            Block::List(items) => {
                let lines: Vec<_> = items
                    .iter()
                    .map(|item| wrap(&format!("- {item}"), "  "))
                    .collect();
                pieces.push(lines.join("\n"));
            }
            Block::Reason(text) => reasons.push(wrap(text, "")),
        }
    }
    pieces.push(format!("{}\n{}", words.goodbye, writing.insurer()));
    pieces.push(wrap(&words.questions, ""));
    let above = pieces.join("\n\n");
    format!("{above}\n\n-- \n{}\n", reasons.join("\n"))
}

#[derive(Template)]
#[template(path = "parts/layout.html")]
struct Layout<'a> {
    language: &'static str,
    insurer: &'a str,
    brand: &'a str,
    subject: &'a str,
    words: &'a Words,
    blocks: &'a [Block],
}

/// The letter as HTML.
pub(super) fn html(
    writing: &Writing<'_>,
    subject: &str,
    blocks: &[Block],
) -> Result<String, askama::Error> {
    Layout {
        language: writing.language.code(),
        insurer: writing.insurer(),
        brand: &writing.portal.brand,
        subject,
        words: &words(writing),
        blocks,
    }
    .render()
}

fn wrap(text: &str, indent: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line_length = lines.last().map_or(0, |line| line.chars().count());
        let fits = line_length + 1 + word.chars().count() <= WIDTH;
        match lines.last_mut() {
            Some(line) if line_length == 0 => line.push_str(word),
            Some(line) if fits => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{indent}{word}")),
        }
    }
    lines.join("\n").replace(NO_BREAK, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_told_apart_by_their_mark() {
        let body = format!(
            "Onderwerp\n\nEen\nalinea.\n\n\n{ITEM}een\n\n{ITEM}twee\n\n{BUTTON}Doe het{BUTTON}https://a.example/x\n\n{REASON}Daarom.\n"
        );
        let (subject, blocks) = read(&body);
        assert_eq!(subject, "Onderwerp");
        let expected = [
            Block::Paragraph("Een alinea.".into()),
            Block::List(vec!["een".into(), "twee".into()]),
            Block::Button {
                label: "Doe het".into(),
                address: "https://a.example/x".into(),
            },
            Block::Reason("Daarom.".into()),
        ];
        assert_eq!(blocks, expected);
    }

    #[test]
    fn a_paragraph_that_ends_in_a_name_ends_in_one_full_stop() {
        let (_, blocks) = read("Onderwerp\n\nU werkt bij Advies Noord B.V..\n");
        let told = "U werkt bij Advies Noord B.V.";
        assert_eq!(blocks, [Block::Paragraph(told.into())]);
    }

    #[test]
    fn lines_end_between_words_and_an_address_is_never_broken() {
        let address = format!("https://voorbeeld.example/{}", "x".repeat(90));
        let wrapped = wrap(&format!("- {} {address}", "woord ".repeat(20).trim()), "  ");
        assert!(wrapped.lines().any(|line| line.trim() == address));
        assert!(
            wrapped
                .lines()
                .all(|line| line.len() <= WIDTH || line.contains(&address))
        );
        assert!(wrapped.lines().skip(1).all(|line| line.starts_with("  ")));
    }
}
