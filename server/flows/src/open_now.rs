//! What the books say of access that is open at a moment, in one place: `domain::people::Access` as a condition of a statement. Whoever
//! asks the last day and forgets the first one writes to somebody, or counts on somebody, who is not there yet (SEC-47).

/// Whether an authorisation can be entered at a moment, leaving blocks of the account and the end of the organisation aside.
macro_rules! is_open {
    ($u:literal, $now:literal) => {
        concat!(
            $u,
            ".state = 'active' and ",
            $crate::open_now::has_begun!($u, $now),
            " and ",
            $crate::open_now::lasts_beyond!($u, $now)
        )
    };
}
pub(crate) use is_open;

/// Whether its first day is here.
macro_rules! has_begun {
    ($u:literal, $now:literal) => {
        concat!(
            "(",
            $u,
            ".valid_from is null or ",
            $u,
            ".valid_from <= ",
            $now,
            ")"
        )
    };
}
pub(crate) use has_begun;

/// Whether its last day is not over. On its own only where access that is still to come counts as well.
macro_rules! lasts_beyond {
    ($u:literal, $now:literal) => {
        concat!(
            "(",
            $u,
            ".valid_until is null or ",
            $u,
            ".valid_until > ",
            $now,
            ")"
        )
    };
}
pub(crate) use lasts_beyond;

#[cfg(test)]
mod tests {
    use std::{
        fs,
        path::{Path, PathBuf},
    };

    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }

    #[test]
    fn sec_47_no_statement_asks_half_of_whether_access_is_open() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut found = Vec::new();
        sources(&here, &mut found);
        assert!(found.len() > 100, "{found:?}");
        let by_hand = [
            "valid_from is null or",
            "valid_from <=",
            "valid_until is null or",
            "valid_until >",
        ];
        for path in found.iter().filter(|path| !path.ends_with("open_now.rs")) {
            let text = fs::read_to_string(path).unwrap();
            for (number, line) in text.lines().enumerate() {
                let asks = by_hand.iter().any(|words| line.contains(words));
                assert!(!asks, "{}:{}: {line}", path.display(), number + 1);
            }
        }
    }
}
