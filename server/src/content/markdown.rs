//! Texts of an operator, in Markdown: a heading, paragraphs, lists, emphasis, links to our own pages. No HTML of theirs
//! reaches a page, and every blank and every link is checked when the program starts.

use std::ops::Range;

use domain::help::{Action, Answer, Blank, Piece};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd, html::push_html};

use super::file::File;

/// What stands for a blank until the HTML is cut there; it cannot be typed (private use area of Unicode).
const CUT: char = '\u{F8FF}';

/// Reads an answer.
pub(super) fn read(file: &mut File<'_>) -> Answer {
    let text = file.text().to_owned();
    let mut title = String::new();
    let mut in_title = false;
    let mut blanks = Vec::new();
    let mut events: Vec<Event<'_>> = Vec::new();
    for (event, place) in Parser::new(&text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) if title.is_empty() => {
                in_title = true;
            }
            Event::End(TagEnd::Heading(HeadingLevel::H1)) if in_title => in_title = false,
            Event::Text(words) | Event::Code(words) if in_title => {
                if words.contains('{') {
                    let what = "nothing is filled in within a heading; write it below";
                    file.wrong(place, what);
                }
                title.push_str(&words);
            }
            Event::Code(words) if words.contains('{') => {
                file.wrong(
                    place,
                    "nothing is filled in between ` and `; write it outside",
                );
            }
            Event::Text(words) => {
                let words = cut(file, &words, place, &mut blanks);
                events.push(Event::Text(words.into()));
            }
            Event::Start(Tag::Link {
                dest_url,
                title,
                id,
                ..
            }) => {
                let dest_url = link(file, &dest_url, place);
                let link_type = LinkType::Inline;
                events.push(Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                }));
            }
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) => {
                file.wrong(
                    place,
                    "a second heading with #; use ## for parts of the answer",
                );
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                file.wrong(place, "HTML is not used here; write Markdown");
            }
            Event::Start(Tag::Image { .. }) => file.wrong(place, "pictures are not used here"),
            event => events.push(event),
        }
    }
    if title.trim().is_empty() {
        file.wrong(0..0, "begins without a heading; write `# …` first");
    }
    if events.is_empty() {
        file.wrong_altogether("says nothing below its heading");
    }
    let mut html = String::new();
    push_html(&mut html, events.into_iter());
    Answer {
        title,
        body: pieces(&html, blanks),
    }
}

/// Notes the blanks in a text and puts a cut in their place.
fn cut(file: &mut File<'_>, words: &str, place: Range<usize>, blanks: &mut Vec<Blank>) -> String {
    let mut rest = words;
    let mut out = String::new();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            file.wrong(place, "there is a { without a } behind it");
            break;
        };
        match Blank::ALL.iter().find(|(word, _)| *word == name) {
            Some((_, blank)) => {
                blanks.push(*blank);
                out.push_str(before);
                out.push(CUT);
            }
            None => {
                let known = Blank::ALL.map(|(word, _)| word).join(", ");
                file.wrong(
                    place.clone(),
                    format_args!("`{{{name}}}` is not known; there are {known}"),
                );
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn link<'t>(file: &mut File<'_>, to: &CowStr<'t>, place: Range<usize>) -> CowStr<'t> {
    if let Some(action) = to.strip_prefix("page:").and_then(Action::from_code) {
        return app::help::address(action).into();
    }
    if !to.starts_with("https://") {
        let known = Action::ALL.map(Action::code).join(", page:");
        let what = format_args!("`{to}` leads nowhere; write https://… or one of page:{known}");
        file.wrong(place, what);
    }
    to.clone()
}

fn pieces(html: &str, blanks: Vec<Blank>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut blanks = blanks.into_iter();
    for part in html.split(CUT) {
        if !pieces.is_empty() {
            pieces.extend(blanks.next().map(Piece::Blank));
        }
        pieces.push(Piece::Html(part.to_owned()));
    }
    pieces
}
