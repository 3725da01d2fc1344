//! Files of organisations and people.

use super::{House, OFFICES, STAFF};

#[test]
fn organisations_and_people_are_tried_taken_and_taken_again() {
    let house = House::new();
    house.file("offices.csv", OFFICES);
    house.file("staff.csv", STAFF);
    let tried = "Dry run, nothing was changed: 2 new, 0 changed, 0 unchanged, 0 left as in the portal, 0 invitations\n";
    let taken = "2 new, 0 changed, 0 unchanged, 0 left as in the portal";
    let again = "0 new, 0 changed, 2 unchanged, 0 left as in the portal";
    for (words, says) in [
        ("migrate", "The database is up to date.\n".to_owned()),
        ("import organisations offices.csv --dry-run", tried.to_owned()),
        ("import organisations offices.csv", format!("{taken}, 0 invitations\n")),
        ("import organisations offices.csv", format!("{again}, 0 invitations\n")),
        ("import people staff.csv --no-letters", format!("{taken}, 0 invitations\n")),
        ("import people staff.csv", format!("{again}, 2 invitations\n")),
        ("import people staff.csv", format!("{again}, 0 invitations\n")),
        ("audit verify", "The audit trail is whole: 7 rows.\nWhether its end was cut off shows only against checkpoints: set audit.checkpoint_dir, or give --checkpoint FILE.\n".to_owned()),
    ] {
        assert_eq!(house.run(words), (0, says, String::new()), "{words}");
    }
}

#[test]
fn a_broken_file_is_refused_with_file_line_and_remedy_in_both_languages() {
    let house = House::new();
    house.file(
        "staff.csv",
        &STAFF
            .replace("0612345679", "0201234567")
            .replace("garage;", "bakker;"),
    );
    house.file("offices.csv", OFFICES);
    house.run("import organisations offices.csv");
    let (code, _, english) = house.run("import people staff.csv");
    assert_eq!(
        (code, english.as_str()),
        (
            1,
            "staff.csv:2: soort: no kind of organisation of ours\nstaff.csv:3: mobiel: a landline; give a mobile number\nNothing was imported. Mistakes: 2. Correct the file and try again.\n"
        )
    );
    let (code, _, dutch) = house.run("import people staff.csv --language nl");
    assert!(
        code == 1
            && dutch.contains("staff.csv:3: mobiel: een vast nummer; vul een mobiel nummer in"),
        "{dutch}"
    );
    let (code, _, missing) = house.run("import people nowhere.csv");
    assert!(
        code == 2 && missing.starts_with("nowhere.csv: cannot be read"),
        "{missing}"
    );
}
