//! Files of organisations and people.

use super::{House, OFFICES, STAFF};

#[test]
fn organisations_and_people_are_tried_taken_and_taken_again() {
    let house = House::new();
    house.file("offices.csv", OFFICES);
    house.file("staff.csv", STAFF);
    let tried = "Dry run, nothing was changed: 2 new, 0 changed, 0 unchanged, 0 left as they are in the portal, 0 invitations\n";
    let taken = "2 new, 0 changed, 0 unchanged, 0 left as they are in the portal";
    let again = "0 new, 0 changed, 2 unchanged, 0 left as they are in the portal";
    for (words, says) in [
        ("migrate", "The database is up to date.\n".to_owned()),
        ("import organisations offices.csv --dry-run", tried.to_owned()),
        ("import organisations offices.csv", format!("{taken}, 0 invitations\n")),
        ("import organisations offices.csv", format!("{again}, 0 invitations\n")),
        ("import people staff.csv --no-letters", format!("{taken}, 0 invitations\n")),
        ("import people staff.csv", format!("{again}, 2 invitations\n")),
        ("import people staff.csv", format!("{again}, 0 invitations\n")),
        ("audit verify", "The audit trail is intact: 7 rows.\nOnly checkpoints can show whether its end was cut off: set audit.checkpoint_dir, or give --checkpoint FILE.\n".to_owned()),
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
            "staff.csv:2: soort (column A): we do not know this kind of organisation\nstaff.csv:3: mobiel (column F): a landline number; fill in a mobile number\nNothing was imported. Mistakes: 2. Correct the file and try again.\n"
        )
    );
    let (code, _, dutch) = house.run("import people staff.csv --language nl");
    assert!(
        code == 1
            && dutch.contains(
                "staff.csv:3: mobiel (kolom F): een vast nummer; vul een mobiel nummer in"
            ),
        "{dutch}"
    );
    let (code, _, missing) = house.run("import people nowhere.csv");
    assert!(
        code == 2 && missing.starts_with("nowhere.csv: cannot be read"),
        "{missing}"
    );
}

#[test]
fn of_a_thousand_mistakes_the_first_two_hundred_are_told_and_that_there_are_more() {
    let house = House::new();
    house.run("migrate");
    let rows = "bakker;200300;Bakkerij\r\n".repeat(1_000);
    house.file("offices.csv", &format!("soort;nummer;naam\r\n{rows}"));
    let (code, _, english) = house.run("import organisations offices.csv");
    assert_eq!((code, english.lines().count()), (1, 201));
    assert!(
        english.contains("offices.csv:201: soort (column A)"),
        "{english}"
    );
    assert!(english.ends_with("Nothing was imported. Above are the first 200 of 1,000 mistakes. Correct the file and try again.\n"));
    let (_, _, dutch) = house.run("import organisations offices.csv --language nl");
    assert!(dutch.ends_with("Er is niets geïmporteerd. Hierboven staan de eerste 200 van 1.000 fouten. Verbeter het bestand en probeer het opnieuw.\n"));
}

#[test]
fn an_open_quotation_mark_and_a_huge_cell_tell_their_line_and_nobodys_data() {
    let house = House::new();
    house.run("migrate");
    house.file("offices.csv", OFFICES);
    house.run("import organisations offices.csv");
    let rows = "garage;200300;Fatima;Çelik;fatima@x.example;0612345678\r\n".repeat(3);
    let file = format!(
        "soort;nummer;voornaam;achternaam;e-mail;mobiel\r\n{rows}garage;200300;\"Piet;Geheim;piet@x.example;061234567\r\ngarage;200300;{};Boer;k@x.example;061234567\r\n",
        "Lang".repeat(250_000)
    );
    house.file("staff.csv", &file);
    let (code, _, said) = house.run("import people staff.csv --language nl");
    assert_eq!(code, 1);
    for line in [
        "staff.csv:3: e-mail (kolom E): staat ook op regel 2",
        "staff.csv:5: voornaam (kolom C): een aanhalingsteken dat op deze regel begint, is niet gesloten",
        "staff.csv:6: voornaam (kolom C): langer dan 1.000 tekens",
        "staff.csv:6: mobiel (kolom F): er mist 1 cijfer: een mobiel nummer heeft er 10, maar hier staan er 9",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    assert!(!said.contains("Geheim") && said.len() < 2_000, "{said}");
}
