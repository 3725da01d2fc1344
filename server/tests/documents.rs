//! Documents that name things are held against the things: a test that docs/security.md promises has to exist, and one
//! that exists has to stand there.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Where the files of a page are: flows stand under their crate's folder, and the page leaves `server` out, as people say it.
const PLACES: [&str; 3] = ["", "server/", "app/src/"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every source file below a folder, without what was built or installed.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | "node_modules" | ".git") {
                sources(&path, found);
            }
        } else if name.ends_with(".rs") || name.ends_with(".ts") {
            found.push(path);
        }
    }
}

/// Words between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Everything that is written in this repository, in Rust and in TypeScript.
fn code() -> String {
    let mut files = Vec::new();
    for folder in ["app", "server", "end2end"] {
        sources(&root().join(folder), &mut files);
    }
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
    texts.collect()
}

/// Names of the tests that prove something of the security page.
fn security_tests(code: &str) -> BTreeSet<&str> {
    code.split("fn sec_")
        .skip(1)
        .filter_map(|after| after.split_once('(').map(|(name, _)| name))
        .filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
        .collect()
}

/// Names of the tests that a text quotes, without what they begin with.
fn named(text: &str) -> BTreeSet<&str> {
    quoted(text)
        .filter(|word| !word.contains(' '))
        .filter_map(|word| word.strip_prefix("sec_"))
        .collect()
}

#[test]
fn every_test_that_the_security_table_names_exists_and_every_such_test_stands_in_it() {
    let table = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let code = code();
    let (named, there) = (named(&table), security_tests(&code));
    assert!(named.len() > 100, "the table names {} tests", named.len());
    let missing: Vec<_> = named.difference(&there).collect();
    assert!(missing.is_empty(), "these tests do not exist: {missing:#?}");
    let untold: Vec<_> = there.difference(&named).collect();
    assert!(untold.is_empty(), "name these in the table: {untold:#?}");
}

/// The statements that have to hold: those of the main job, of the service desk, and of trust in who does what.
fn asked_for() -> BTreeSet<u32> {
    let main_job = [1..=25, 27..=31, 33..=41, 43..=47, 54..=62, 65..=65];
    let desk = [3..=3, 8..=8, 26..=26, 34..=34, 41..=47];
    let trust = [67..=71, 73..=78];
    let all = main_job.into_iter().chain(desk).chain(trust);
    all.flatten().collect()
}

#[test]
fn every_statement_that_has_to_hold_has_a_row_with_a_test_of_its_number() {
    let table = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let code = code();
    let there = security_tests(&code);
    let proved: BTreeSet<u32> = table
        .lines()
        .filter_map(|line| {
            let (number, row) = line.strip_prefix("| SEC-")?.split_once(" |")?;
            let number: u32 = number.parse().ok()?;
            let digits = format!("{number:02}");
            let of_its_own = |name: &&str| {
                // As in `sec_01_…`, `sec_01_sec_03_…` and `sec_06_07_…`.
                let mut words = name.split('_').take_while(|word| {
                    *word == "sec" || (word.len() == 2 && word.parse::<u32>().is_ok())
                });
                words.any(|word| word == digits)
            };
            named(row)
                .intersection(&there)
                .any(of_its_own)
                .then_some(number)
        })
        .collect();
    let missing: Vec<_> = asked_for().difference(&proved).copied().collect();
    assert!(missing.is_empty(), "no test proves SEC-{missing:?}");
}

#[test]
fn every_function_that_the_architecture_walks_through_exists() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let steps: BTreeSet<(&str, &str)> = quoted(&page)
        .filter_map(|word| word.split_once("::"))
        .filter(|(file, _)| file.ends_with(".rs"))
        .collect();
    assert!(steps.len() >= 3, "the page names only {steps:?}");
    let missing: Vec<_> = steps
        .iter()
        .filter(|(file, function)| {
            let text = PLACES
                .iter()
                .find_map(|place| fs::read_to_string(root().join(place).join(file)).ok());
            let text = text.unwrap_or_default();
            let begins = |sign: &str| text.contains(&format!("fn {function}{sign}"));
            !(begins("(") || begins("<"))
        })
        .collect();
    assert!(
        missing.is_empty(),
        "these functions do not exist: {missing:?}"
    );
}

#[test]
fn every_file_that_the_architecture_walks_through_exists() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let paths: BTreeSet<&str> = quoted(&page)
        .map(|word| word.split("::").next().unwrap_or_default())
        .filter(|word| word.ends_with(".rs") && word.contains('/'))
        .collect();
    assert!(
        paths.len() > 10,
        "the walk-throughs name only {} files",
        paths.len()
    );
    let missing: Vec<&&str> = paths
        .iter()
        .filter(|path| {
            !PLACES
                .iter()
                .any(|place| root().join(place).join(path).exists())
        })
        .collect();
    assert!(missing.is_empty(), "these files do not exist: {missing:?}");
}

/// Facts of the help page that no journey needs to walk yet, and what each waits for.
const WAITS: [(&str, &str); 6] = [
    ("8a", "certificates"),
    ("8b", "certificates"),
    ("8c", "certificates"),
    ("8d", "certificates"),
    ("24", "linked systems"),
    ("27a", "linked systems"),
];

/// Facts that a title names, as in `fact 3:`, `facts 9 and 10:` or `facts 17, 17a and 18:`.
fn facts_in_title(line: &str) -> Vec<String> {
    let Some(after) = line.split("fact").nth(1) else {
        return Vec::new();
    };
    after
        .trim_start_matches('s')
        .split([':', '"'])
        .next()
        .unwrap_or_default()
        .split(|sign: char| !sign.is_ascii_alphanumeric())
        .filter(|word| word.starts_with(|sign: char| sign.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

/// A fact as it is ordered: 12, then 12a.
fn place(fact: &str) -> (u32, &str) {
    let letter = fact.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let number = &fact[..fact.len() - letter.len()];
    (number.parse().unwrap(), letter)
}

/// Rows of the table of facts: which fact, and the whole line.
fn rows_of_facts(page: &str) -> Vec<(&str, &str)> {
    page.lines()
        .filter_map(|line| {
            let fact = line.strip_prefix("| ")?.split(' ').next()?;
            fact.starts_with(|sign: char| sign.is_ascii_digit())
                .then_some((fact, line))
        })
        .collect()
}

#[test]
fn only_facts_of_certificates_and_linked_systems_wait() {
    let page = fs::read_to_string(root().join("docs/help-coverage.md")).unwrap();
    let waiting: Vec<(&str, &str)> = rows_of_facts(&page)
        .into_iter()
        .filter_map(|(fact, row)| {
            let what = row.split("comes with ").nth(1)?;
            let what = what.split([';', '|']).next().unwrap_or_default();
            Some((fact, what.trim()))
        })
        .collect();
    assert_eq!(waiting, WAITS, "rows that wait");
}

#[test]
fn every_fact_of_the_help_page_is_walked_or_waits_for_a_capability_by_name() {
    let page = fs::read_to_string(root().join("docs/help-coverage.md")).unwrap();
    let rows = rows_of_facts(&page);
    let places: Vec<(u32, &str)> = rows.iter().map(|(fact, _)| place(fact)).collect();
    assert!(
        places.windows(2).all(|two| two[0] < two[1]),
        "rows in order: {places:?}"
    );
    let numbers: BTreeSet<u32> = places.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=29).collect::<BTreeSet<u32>>(), "no gaps");
    let all: BTreeSet<String> = rows.iter().map(|(fact, _)| (*fact).to_owned()).collect();
    let mut walked = BTreeSet::new();
    for file in ["facts.spec.ts", "facts-companies.spec.ts"] {
        let journeys = fs::read_to_string(root().join("end2end/journeys").join(file)).unwrap();
        walked.extend(
            journeys
                .lines()
                .filter(|line| line.trim_start().starts_with("test(") || line.contains("\"facts "))
                .flat_map(facts_in_title),
        );
    }
    let waits = |fact: &&String| WAITS.iter().any(|(waiting, _)| waiting == fact);
    let missing: Vec<&String> = all
        .difference(&walked)
        .filter(|fact| !waits(fact))
        .collect();
    assert!(
        missing.is_empty(),
        "no journey walks these facts: {missing:?}"
    );
    let unknown: Vec<&String> = walked.difference(&all).collect();
    assert!(
        unknown.is_empty(),
        "journeys of facts that the page does not have: {unknown:?}"
    );
}
