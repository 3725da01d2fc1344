//! Documents that name things are held against the things: a test that docs/security.md promises has to exist.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

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

#[test]
fn every_test_that_the_security_table_names_exists() {
    let table = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let named: BTreeSet<&str> = quoted(&table)
        .filter(|word| word.starts_with("sec_") && !word.contains(' '))
        .collect();
    assert!(
        named.len() > 30,
        "the table names only {} tests",
        named.len()
    );
    let mut files = Vec::new();
    for folder in ["app", "server", "end2end"] {
        sources(&root().join(folder), &mut files);
    }
    let code: String = files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let missing: Vec<&&str> = named
        .iter()
        .filter(|name| !code.contains(&format!("fn {name}(")))
        .collect();
    assert!(missing.is_empty(), "these tests do not exist: {missing:?}");
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
    // Flows stand under their crate's folder; the page leaves `server` out, as people say it.
    let places = ["", "server/", "app/src/"];
    let missing: Vec<&&str> = paths
        .iter()
        .filter(|path| {
            !places
                .iter()
                .any(|place| root().join(place).join(path).exists())
        })
        .collect();
    assert!(missing.is_empty(), "these files do not exist: {missing:?}");
}

/// Numbers of facts that a text names, as in `fact 3:` or `facts 9 and 10:`.
fn facts_in_title(line: &str) -> Vec<u32> {
    let Some(after) = line.split("fact").nth(1) else {
        return Vec::new();
    };
    after
        .trim_start_matches('s')
        .split([':', '"'])
        .next()
        .unwrap_or_default()
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|word| word.parse().ok())
        .collect()
}

#[test]
fn every_fact_of_the_help_page_is_walked_or_waits_for_a_capability_by_name() {
    let page = fs::read_to_string(root().join("docs/help-coverage.md")).unwrap();
    let rows: Vec<(u32, &str)> = page
        .lines()
        .filter_map(|line| {
            let number = line.strip_prefix("| ")?.split(' ').next()?;
            Some((number.parse().ok()?, line))
        })
        .collect();
    let numbers: Vec<u32> = rows.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=29).collect::<Vec<u32>>(), "rows in order");
    let waiting: BTreeSet<u32> = rows
        .iter()
        .filter(|(_, row)| row.contains("comes with"))
        .map(|(number, _)| *number)
        .collect();
    let journeys = fs::read_to_string(root().join("end2end/journeys/facts.spec.ts")).unwrap();
    let walked: BTreeSet<u32> = journeys
        .lines()
        .filter(|line| line.trim_start().starts_with("test(") || line.contains("\"facts "))
        .flat_map(facts_in_title)
        .collect();
    let all: BTreeSet<u32> = numbers.into_iter().collect();
    let missing: Vec<&u32> = all
        .difference(&walked)
        .filter(|fact| !waiting.contains(fact))
        .collect();
    assert!(
        missing.is_empty(),
        "no journey walks these facts: {missing:?}"
    );
    let unknown: Vec<&u32> = walked.difference(&all).collect();
    assert!(
        unknown.is_empty(),
        "journeys of facts that the page does not have: {unknown:?}"
    );
}
