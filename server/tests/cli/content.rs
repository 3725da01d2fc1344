//! Content and lists of the deployment: written out, looked into.

use super::House;

#[test]
fn the_shipped_content_is_written_out_and_every_mistake_in_it_told_with_file_and_line() {
    let house = House::new();
    let (code, said, _) = house.run("content check");
    assert_eq!((code, said.as_str()), (0, "The content is in order.\n"));
    let (code, said, complaint) = house.run("content export ours");
    assert_eq!(code, 0, "{complaint}");
    assert!(
        said.ends_with(" files written; set `content.folder` to use them.\n"),
        "{said}"
    );
    let (code, _, complaint) = house.run("content export ours");
    assert!(
        code == 1 && complaint.contains("something in this folder already"),
        "{complaint}"
    );
    assert_eq!(house.run("content check ours").0, 0, "as it was shipped");
    house.file("sleutelbos.toml", "[content]\nfolder = \"ours\"\n");
    assert_eq!(house.run("config check").0, 0, "and as it is used");

    let catalogue = house.0.path().join("ours/catalogue.toml");
    let text = std::fs::read_to_string(&catalogue).unwrap();
    let lines = text.lines().count();
    std::fs::write(&catalogue, format!("{text}[[kindd]]\ncode = \"x\"\n")).unwrap();
    let mut desks = std::fs::read_to_string(house.0.path().join("ours/desks.toml")).unwrap();
    desks.push_str("[[desk]]\nnaam = \"x\"\n");
    std::fs::write(house.0.path().join("ours/desks.toml"), &desks).unwrap();
    let (at_kind, at_desk) = (lines + 1, desks.lines().count());
    for command in ["content check ours", "config check"] {
        let (code, _, said) = house.run(command);
        assert!(matches!(code, 1 | 2), "{command}: {code}");
        let told = |file: &str, line: usize| {
            let near = |at: usize| said.contains(&format!("ours/{file}:{at}: "));
            near(line) || near(line - 1)
        };
        assert!(
            told("catalogue.toml", at_kind),
            "{command}, line {at_kind}: {said}"
        );
        assert!(
            told("desks.toml", at_desk),
            "{command}, line {at_desk}: {said}"
        );
    }
    let (code, _, said) = house.run("content check nowhere");
    assert!(code == 1 && said.starts_with("nowhere: "), "{said}");
}

#[test]
fn sec_14_a_file_of_leaked_passwords_is_looked_into_before_anything_starts() {
    let house = House::new();
    house.file(
        "sleutelbos.toml",
        "[content]\nleaked_passwords = \"leaked.txt\"\n",
    );
    let (one, two) = ("0".repeat(40), "F".repeat(40));
    for (text, says) in [
        (None, "No such file or directory"),
        (Some(String::new()), "at byte 0: there is nothing in it"),
        (
            Some(format!("{two}:3\r\n{one}:1\r\n")),
            "at byte 44: the lines are not in the order of their hashes",
        ),
        (
            Some("zonnige fietstocht 2026\n".to_owned()),
            "at byte 0: a line is not a SHA-1",
        ),
    ] {
        if let Some(text) = &text {
            house.file("leaked.txt", text);
        }
        for command in ["config check", "migrate"] {
            let (code, _, said) = house.run(command);
            let place = "sleutelbos.toml:2: `content.leaked_passwords` names leaked.txt, which cannot be used: ";
            assert!(
                code == 2 && said.starts_with(place) && said.contains(says),
                "{command} {text:?}: {said}"
            );
        }
    }
    house.file("leaked.txt", &format!("{one}:3\r\n{two}:1\r\n"));
    assert_eq!(house.run("config check").0, 0);
}
