//! Headings of a file: which column each names, as people and programs write them, and which one was probably meant.

use super::{Column, Mistake, What, cell::shown};

/// Other names of columns. A file is not taken by them: it is said which heading is meant.
const MEANT: [(&str, &[&str]); 14] = [
    ("soort", &["type", "kind", "organisatiesoort"]),
    (
        "nummer",
        &[
            "nr",
            "no",
            "number",
            "polisnummer",
            "dealernummer",
            "agentnummer",
            "klantnummer",
            "organisatienummer",
            "bedrijfsnummer",
        ],
    ),
    (
        "naam",
        &[
            "name",
            "bedrijfsnaam",
            "organisatie",
            "bedrijf",
            "kantoor",
            "company",
        ],
    ),
    (
        "voornaam",
        &[
            "roepnaam",
            "first name",
            "firstname",
            "given name",
            "voornamen",
        ],
    ),
    ("voorletters", &["initialen", "initials"]),
    (
        "tussenvoegsel",
        &["voorvoegsel", "voorvoegsels", "infix", "prefix", "tv"],
    ),
    (
        "achternaam",
        &[
            "familienaam",
            "geslachtsnaam",
            "last name",
            "lastname",
            "surname",
            "family name",
        ],
    ),
    (
        "e-mail",
        &[
            "e-mailadres",
            "emailadres",
            "email",
            "mail",
            "mailadres",
            "email address",
            "e-mail address",
        ],
    ),
    (
        "mobiel",
        &[
            "mobielnummer",
            "gsm",
            "06",
            "06-nummer",
            "telefoon",
            "telefoonnummer",
            "mobile",
            "phone",
            "tel",
        ],
    ),
    ("rol", &["functie", "role"]),
    ("rechten", &["autorisaties", "bevoegdheden", "rights"]),
    ("taal", &["language", "taalcode"]),
    (
        "vanaf",
        &[
            "van",
            "startdatum",
            "begindatum",
            "ingangsdatum",
            "from",
            "start",
        ],
    ),
    (
        "tot en met",
        &[
            "t/m",
            "tm",
            "tot",
            "einddatum",
            "eind",
            "until",
            "geldig tot",
            "end",
        ],
    ),
];

/// A heading as it is compared: small letters, one space, one hyphen, nothing that cannot be seen.
pub(super) fn plain(cell: &str) -> String {
    let spaced = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let seen = spaced
        .chars()
        .filter(|sign| !domain::shared::is_hidden(*sign));
    let one_hyphen = seen.map(|sign| match sign {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    });
    one_hyphen.collect::<String>().trim().to_lowercase()
}

/// Which columns stand where. Headings that are empty name none; what may stand below them is for the rows.
pub(super) fn read(
    line: u64,
    cells: &[impl AsRef<str>],
    columns: &[Column],
) -> Result<Vec<(&'static str, usize)>, Vec<Mistake>> {
    let mut places: Vec<(&'static str, usize)> = Vec::new();
    let mut mistakes = Vec::new();
    let mut unknown = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let typed = plain(cell.as_ref());
        match columns.iter().find(|column| column.name == typed) {
            None if typed.is_empty() => {}
            None => unknown.push((at, typed)),
            Some(column) if places.iter().any(|(name, _)| *name == column.name) => {
                mistakes.push(
                    Mistake::in_row(line, What::ColumnTwice)
                        .in_column(column.name)
                        .at(at),
                );
            }
            Some(column) => places.push((column.name, at)),
        }
    }
    let mut guessed = Vec::new();
    for (at, typed) in unknown {
        let free = |column: &&Column| {
            !places.iter().any(|(name, _)| *name == column.name) && !guessed.contains(&column.name)
        };
        let meant = meant(&typed, columns.iter().filter(free));
        guessed.extend(meant);
        let what = What::ColumnUnknown {
            name: shown(&typed),
            meant,
        };
        mistakes.push(Mistake::in_row(line, what).at(at));
    }
    let missing = columns.iter().filter(|column| {
        let stands = places.iter().any(|(name, _)| *name == column.name);
        column.required && !stands && !guessed.contains(&column.name)
    });
    mistakes.extend(
        missing.map(|column| Mistake::in_row(line, What::ColumnMissing).in_column(column.name)),
    );
    if mistakes.is_empty() {
        Ok(places)
    } else {
        Err(mistakes)
    }
}

/// The column that was probably meant.
fn meant<'c>(typed: &str, columns: impl Iterator<Item = &'c Column>) -> Option<&'static str> {
    let letters = |text: &str| {
        text.chars()
            .filter(|sign| sign.is_alphanumeric())
            .collect::<String>()
    };
    let bare = letters(typed);
    let near = |name: &str| {
        let name = letters(name);
        let apart = strsim::osa_distance(&bare, &name);
        let most = if name.chars().count() > 5 { 2 } else { 1 };
        // "mobiel nummer" and "e-mail zakelijk" name their column; "nr" in "nrc" does not.
        let within = name.chars().count() > 3 && bare.contains(&name);
        (apart <= most && apart < name.chars().count() - 1)
            .then_some(apart)
            .or(within.then_some(3))
    };
    let nearness = |column: &Column| {
        let others = MEANT.iter().filter(|(name, _)| *name == column.name);
        let others = others.flat_map(|(_, others)| others.iter().copied());
        let same = others
            .clone()
            .chain([column.name])
            .any(|other| letters(other) == bare);
        let by_name = std::iter::once(column.name)
            .chain(others)
            .filter_map(near)
            .min();
        if same {
            Some(0)
        } else {
            by_name.map(|apart| apart + 1)
        }
    };
    columns
        .filter_map(|column| Some((nearness(column)?, column.name)))
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::{meant, plain};
    use crate::import::PEOPLE_COLUMNS;

    #[test]
    fn a_heading_that_is_nearly_one_of_ours_is_told_which_one() {
        for (typed, name) in [
            ("e-mailadres", Some("e-mail")),
            ("E-mail zakelijk", Some("e-mail")),
            ("emial", Some("e-mail")),
            ("e-mail:", Some("e-mail")),
            ("mobiel nummer", Some("mobiel")),
            ("Telefoonnummer", Some("mobiel")),
            ("polisnummer", Some("nummer")),
            ("achternaan", Some("achternaam")),
            ("tussenvoegsels", Some("tussenvoegsel")),
            ("t/m", Some("tot en met")),
            ("First name", Some("voornaam")),
            ("plaats", None),
            ("geboortedatum", None),
        ] {
            assert_eq!(
                meant(&plain(typed), PEOPLE_COLUMNS.iter()),
                name,
                "{typed:?}"
            );
        }
        assert_eq!(plain(" E\u{2011}\u{ad}Mail\u{a0}\r\n "), "e-mail");
        assert_eq!(plain("tot\u{a0}en\nmet"), "tot en met");
    }
}
