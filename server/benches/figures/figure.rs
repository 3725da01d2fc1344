//! A figure: what was measured, what it has to be, and what the nearest open peer does. Printed as a table, and written
//! into docs/benchmarks.md between two marks.

use std::{fmt::Write as _, path::Path};

/// What a figure has to be.
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// This or less.
    AtMost(f64),
    /// This or more.
    AtLeast(f64),
    /// Between these two.
    Within(f64, f64),
    /// Anything: it says how other figures came about.
    Told,
}

/// One line of the table.
#[derive(Clone, Debug)]
pub struct Figure {
    what: String,
    value: f64,
    unit: &'static str,
    limit: Limit,
    peer: &'static str,
}

impl Figure {
    /// `what` was measured as `value`.
    pub fn new(what: impl Into<String>, value: f64, unit: &'static str, limit: Limit) -> Self {
        Self {
            what: what.into(),
            value,
            unit,
            limit,
            peer: "",
        }
    }

    /// What Rauthy does there.
    pub const fn peer(mut self, peer: &'static str) -> Self {
        self.peer = peer;
        self
    }

    /// Whether it is as it has to be.
    pub fn meets(&self) -> bool {
        match self.limit {
            Limit::AtMost(most) => self.value <= most,
            Limit::AtLeast(least) => self.value >= least,
            Limit::Within(least, most) => (least..=most).contains(&self.value),
            Limit::Told => true,
        }
    }

    fn cells(&self) -> [String; 5] {
        let number = |value: f64| match value.abs() {
            size if size >= 100.0 || value.fract() == 0.0 => format!("{value:.0}"),
            size if size >= 10.0 => format!("{value:.1}"),
            _ => format!("{value:.2}"),
        };
        let limit = match self.limit {
            Limit::AtMost(most) => format!("≤ {}", number(most)),
            Limit::AtLeast(least) => format!("≥ {}", number(least)),
            Limit::Within(least, most) => format!("{} – {}", number(least), number(most)),
            Limit::Told => String::new(),
        };
        let verdict = match (self.limit, self.meets()) {
            (Limit::Told, _) => "",
            (_, true) => "meets",
            (_, false) => "**MISSES**",
        };
        [
            self.what.clone(),
            format!("{} {}", number(self.value), self.unit)
                .trim()
                .to_owned(),
            limit,
            verdict.to_owned(),
            self.peer.to_owned(),
        ]
    }

    /// The figure as a line that can be read while others are still measured.
    pub fn print(&self) {
        let [what, value, limit, verdict, _] = self.cells();
        println!("  {what}: {value}  {limit}  {}", verdict.trim_matches('*'));
    }
}

/// Figures that belong together.
#[derive(Debug)]
pub struct Chapter {
    /// What they are about.
    pub title: &'static str,
    /// The figures.
    pub figures: Vec<Figure>,
}

/// The whole as a page of Markdown.
pub fn page(machine: &str, chapters: &[Chapter]) -> String {
    let mut page = format!("{machine}\n");
    for chapter in chapters {
        let _ = write!(
            page,
            "\n### {}\n\n| | measured | has to be | | Rauthy 0.35.2 |\n|---|---|---|---|---|\n",
            chapter.title
        );
        for figure in &chapter.figures {
            let _ = writeln!(page, "| {} |", figure.cells().join(" | "));
        }
    }
    page
}

/// Puts the page between the marks of a document.
pub fn write_into(document: &Path, page: &str) -> std::io::Result<()> {
    const MARKS: [&str; 2] = [
        "<!-- figures: written by make bench -->\n",
        "<!-- end of figures -->",
    ];
    let text = std::fs::read_to_string(document)?;
    let (Some(from), Some(to)) = (text.find(MARKS[0]), text.find(MARKS[1])) else {
        return Err(std::io::Error::other("the marks for the figures are gone"));
    };
    let before = &text[..from + MARKS[0].len()];
    std::fs::write(document, format!("{before}{page}{}", &text[to..]))
}
