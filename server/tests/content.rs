//! What an operator may change without a build: every mistake is told, with file and line, and good content is used.

use std::fs;

use server::content;

const DESKS: &str = "desks.toml";
const KINDS: &str = "catalogue.toml";
const HELP: &str = "help/help.toml";
const FORMS: &str = "appointments.toml";
const NEWS: &str = "announcements.toml";
const TEXT: &str = "help/nl/geen-mail.md";
/// What is listed for somebody in [`HELP`].
const PROBLEMS: &str = "problems = [\"wachtwoord-vergeten\", \"geen-mail\", \"geen-sms-code\", \"geblokkeerd\", \"geen-account\", \"wie-is-mijn-beheerder\", \"iets-anders\"]";

/// A shipped file, a text that stands in it (the first place counts), what is written there instead, and what is then told about
/// the line of that place.
#[rustfmt::skip]
const BREAKS: &[(&str, &str, &str, &str)] = &[
    // Hours
    (DESKS, "monday = \"8:00-17:30\"", "monday = \"8-17\"", "hours are written as"),
    (DESKS, "tuesday = \"8:00-17:30\"", "tuesday = \"17:30-8:00\"", "overlap or run backwards"),
    (DESKS, "friday = \"8:00-17:30\"", "friday = \"8:00-12:00, 11:00-17:00\"", "overlap or run backwards"),
    (DESKS, "monday = \"8:15-17:30\"", "monday = \"8:15-25:30\"", "hours are written as"),
    (DESKS, "wednesday = \"8:00-17:30\"", "wensday = \"8:00-17:30\"", "unknown field `wensday`"),
    (DESKS, "thursday = \"8:00-17:30\"", "thursday = 8", "invalid type"),
    (DESKS, "2026-12-24 = \"8:00-16:00\"", "2026-02-30 = \"8:00-16:00\"", "`2026-02-30` is no day"),
    (DESKS, "2026-12-24 = \"8:00-16:00\"", "kerstavond = \"8:00-16:00\"", "`kerstavond` is no day"),
    (DESKS, "2026-12-31 = \"8:00-16:00\"", "2026-12-31 = \"dicht\"", "hours are written as"),
    (DESKS, "closed_on = [\"new-year\"", "closed_on = [\"carnival\"", "`carnival` is no holiday; there are new-year"),
    // Desks
    (DESKS, "phone = \"0800 1234\"", "phone = \"vraag Karin\"", "is no telephone number"),
    (DESKS, "phone = \"0800 1234\"", "phone = \"0800 123 456 78 90\"", "more than the 12 characters that an SMS has room for"),
    (DESKS, "phone = \"0800 1234\"", "phone = 0800", "expected"),
    (DESKS, "email = \"servicedesk@voorbeeld.example\"", "email = \"servicedesk\"", "is no e-mail address"),
    (DESKS, "code = \"autodesk\"", "code = \"servicedesk\"", "a second desk with the code `servicedesk`"),
    (DESKS, "code = \"autodesk\"", "code = \"Auto Desk\"", "`Auto Desk` is no code"),
    (DESKS, "name = { nl = \"onze servicedesk\", en = \"our service desk\" }", "name = { nl = \"onze servicedesk\" }", "missing field `en`"),
    (DESKS, "name = { nl = \"onze servicedesk\", en = \"our service desk\" }", "name = \"onze servicedesk\"", "invalid type"),
    (DESKS, "name = { nl = \"onze servicedesk\", en = \"our service desk\" }", "naam = 1", "unknown field `naam`"),
    (DESKS, "[[desk]]", "[[dsk]]", "`dsk` is not known here; write [[desk]]"),
    (DESKS, "[desk.week]", "[desk.weeks]", "unknown field `weeks`"),
    (DESKS, "[desk.week]", "[desk.week", "unclosed table"),
    // Kinds and rights
    (KINDS, "code = \"garage\"", "code = \"adviseur\"", "a second kind with the code `adviseur`"),
    (KINDS, "code = \"garage\"", "code = \"Garage\"", "`Garage` is no code"),
    (KINDS, "code = \"offertes\"", "code = \"polissen\"", "a second right with the code `polissen`"),
    (KINDS, "code = \"offertes\"", "code = \"\"", "`` is no code"),
    (KINDS, "number_min = 4", "number_min = 0", "number_min must be 1 or more"),
    (KINDS, "number_min = 6", "number_min = 12", "number_max no less"),
    (KINDS, "number_min = 4", "number_min = \"vier\"", "invalid type"),
    (KINDS, "number_max = 8", "number_max = -8", "invalid value"),
    (KINDS, "[[kind]]", "kind = 3", "`kind` is not known here; write [[kind]]"),
    (KINDS, "sentence = { nl", "sentense = { nl", "unknown field `sentense`"),
    (KINDS, "number_name = { nl = \"Polisnummer\"", "number_name = { du = \"Polisnummer\"", "unknown field `du`"),
    (KINDS, "number_name = { nl = \"Polisnummer\"", "insurer = true\nnumber_name = { nl = \"Polisnummer\"",
        "the insurer's people need a right with the code `servicedesk`"),
    (KINDS, "four_eyes = true", "four_eyes = false", "one person alone must not give it; write `four_eyes = true`"),
    (KINDS, "sentence = { nl = \"Een schade melden", "address = \"//elders.example\"\nsentence = { nl = \"Een schade melden", "`//elders.example` leads nowhere"),
    (KINDS, "sentence = { nl = \"Een schade melden", "address = \"http://schade.example\"\nsentence = { nl = \"Een schade melden", "write https://"),
    (KINDS, "sentence = { nl = \"Een schade melden", "address = \"javascript:alert(1)\"\nsentence = { nl = \"Een schade melden", "leads nowhere"),
    (KINDS, "sentence = { nl = \"Een schade melden", "address = \"schade\"\nsentence = { nl = \"Een schade melden", "leads nowhere"),
    (KINDS, "sentence = { nl = \"Een schade melden", "address = \"https:///schade\"\nsentence = { nl = \"Een schade melden", "leads nowhere"),
    (KINDS, "insurer = true", "insurer = \"ja\"", "invalid type"),
    // Texts for everybody
    (NEWS, "code = \"storing\"", "code = \"sms-later\"", "a second announcement with the code `sms-later`"),
    (NEWS, "name = { nl = \"Onderhoud\"", "naam = { nl = \"Onderhoud\"", "unknown field `naam`"),
    // Help
    (HELP, "desk = \"autodesk\"", "desk = \"autobalie\"", "`autobalie` is no desk in desks.toml"),
    (HELP, "kind = \"garage\"", "kind = \"werkplaats\"", "`werkplaats` is no kind of organisation"),
    (HELP, "button = \"call\"", "button = \"bellen\"", "`bellen` is no button; there are log-in"),
    (HELP, "problems = [\"wachtwoord-vergeten\"", "problems = [\"wachtwoord\"", "`wachtwoord` is no problem in this file"),
    (HELP, "problems = [\"wachtwoord-vergeten\"", "problems = [\"geen-mail\"", "`geen-mail` is listed twice"),
    (HELP, PROBLEMS, "problems = []", "these people have no problem"),
    (HELP, PROBLEMS, "problems = [\"iets-anders\", \"geen-mail\"]",
        "`geen-mail` is the last resort under every other answer"),
    (HELP, "name = { nl = \"Garagehouder\", en = \"Garage owner\" }", "name = { nl = \" \", en = \"Garage owner\" }", "`nl` is empty"),
    (HELP, "name = { nl = \"Ik krijg geen sms-code\", en = \"I don’t get the code by text message\" }", "name = { nl = \"Ik krijg geen sms-code\", en = \"\" }",
        "`en` is empty"),
    (KINDS, "number_name = { nl = \"Polisnummer\"", "number_name = { nl = \"\"", "`nl` is empty"),
    (FORMS, "intro = { nl = \"Houd uw polisnummer bij de hand.\"", "intro = { nl = \"\"", "`nl` is empty"),
    (HELP, "code = \"geen-sms-code\"", "code = \"geen-mail\"", "a second problem with the code"),
    (HELP, "[[problem]]", "[[probleem]]", "write [[capacity]] or [[problem]]"),
    (TEXT, "# Kijk eerst dit na", "Kijk eerst dit na", "begins without a heading"),
    (TEXT, "(page:ask-admin)", "(page:beheerder)", "`page:beheerder` leads nowhere"),
    (TEXT, "(page:my-admin)", "(http://voorbeeld.example)", "leads nowhere; write https://"),
    (TEXT, "**Wacht vijf minuten.**", "<b>Wacht vijf minuten.</b>", "HTML is not used here"),
    (TEXT, "**Wacht vijf minuten.**", "Bel {desk.fax}.", "`{desk.fax}` is not known; there are desk.phone"),
    (TEXT, "# Kijk eerst dit na", "# Bel {desk.phone}", "nothing is filled in within a heading"),
    (TEXT, "# Kijk eerst dit na", "# Kijk eerst {dit} na", "nothing is filled in within a heading"),
    (TEXT, "**Wacht vijf minuten.**", "Bel {desk.phone.", "a { without a } behind it"),
    (TEXT, "**Wacht vijf minuten.**", "Bel `{desk.phone}`.", "nothing is filled in between ` and `"),
    (TEXT, "Komt er dan nog niets?", "# Komt er dan nog niets?", "a second heading"),
    (TEXT, "Komt er dan nog niets?", "![plaatje](https://voorbeeld.example/p.png)", "pictures are not used here"),
    // What whoever appoints an admin is asked
    (FORMS, "kind = \"adviseur\"", "kind = \"makelaar\"", "`makelaar` is no kind of organisation"),
    (FORMS, "kind = \"garage\"", "kind = \"adviseur\"", "a second form for a kind with the code `adviseur`"),
    (FORMS, "path = \"garage\"", "path = \"adviseur\"", "a second form at a path with the code `adviseur`"),
    (FORMS, "path = \"garage\"", "path = \"de garage\"", "`de garage` is no code"),
    (FORMS, "path = \"garage\"", "path = \"ontvangen\"", "`ontvangen` is a page of ours"),
    (FORMS, "desk = \"garagedesk\"", "desk = \"balie\"", "`balie` is no desk in desks.toml"),
    (FORMS, "reply_working_days = 1", "reply_working_days = 0", "a number of working days from 1 to 20"),
    (FORMS, "reply_working_days = 1", "reply_working_days = \"gauw\"", "invalid type"),
    (FORMS, "ask = \"initials\"", "ask = \"voorletters\"", "`voorletters` is no field; there are number"),
    (FORMS, "ask = \"sex\"", "ask = \"company\"", "`company` is asked twice"),
    (FORMS, "ask = \"family-name\"", "ask = \"family-name\"\noptional = true", "cannot be optional: without family-name"),
    (FORMS, "ask = \"email\"", "vraag = \"email\"", "unknown field `vraag`"),
    (FORMS, "hint = { nl = \"Het polisnummer", "code = \"polis\"\nhint = { nl = \"Het polisnummer", "only a field `text` has a code"),
    (FORMS, "hint = { nl = \"Het polisnummer", "most = 9\nhint = { nl = \"Het polisnummer", "only a field `text` has a most"),
    (FORMS, "code = \"vestiging\"", "code = \"De plaats\"", "`De plaats` is no code"),
    (FORMS, "most = 60", "most = 0", "must be a number from 1 to 200"),
    (FORMS, "ask = \"text\"\ncode = \"vestiging\"", "ask = \"text\"", "a field `text` needs a code"),
    (FORMS, "label = { nl = \"Plaats van de vestiging\", en = \"Town of the branch\" }", "label = { nl = \"Plaats van de vestiging\" }",
        "missing field `en`"),
    (FORMS, "[[form]]\nkind = \"garage\"", "[[formulier]]\nkind = \"garage\"", "write [[form]]"),
];

#[test]
fn every_mistake_in_content_is_told_with_its_file_and_line() {
    for (file, from, to, told) in BREAKS {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("content");
        content::export(&folder).unwrap();
        let path = folder.join(file);
        let good = fs::read_to_string(&path).unwrap();
        let place = good
            .find(from)
            .unwrap_or_else(|| panic!("{file} has no {from}"));
        let line = good[..place].lines().count()
            + usize::from(place == 0 || good[..place].ends_with('\n'));
        fs::write(&path, good.replacen(from, to, 1)).unwrap();

        let mut mistakes = Vec::new();
        content::read(Some(&folder), &mut mistakes);
        let origin = format!("{}:{line}", path.display());
        assert!(
            mistakes
                .iter()
                .any(|wrong| wrong.origin == origin && wrong.what.contains(told)),
            "{to}: no {told:?} at {origin} in {mistakes:#?}"
        );
    }
}

#[test]
fn a_desk_that_is_never_open_is_told_and_a_problem_without_text_where_it_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let shipped = include_str!("../content/desks.toml");
    let (first, rest) = shipped.split_once("[desk.week]").unwrap();
    let (_, rest) = rest.split_once("# One day").unwrap();
    let rest = rest.replacen("8:00-16:00", "closed", 2);
    fs::write(
        folder.path().join(DESKS),
        format!("{first}[desk.week]\n\n# One day{rest}"),
    )
    .unwrap();
    let own = folder.path().join("own");
    content::export(&own).unwrap();
    fs::rename(own.join("help"), folder.path().join("help")).unwrap();
    fs::remove_dir_all(own).unwrap();
    fs::remove_file(folder.path().join("help/en/geblokkeerd.md")).unwrap();
    let mut mistakes = Vec::new();
    content::read(Some(folder.path()), &mut mistakes);
    let line =
        |text: &str, what: &str| text.lines().position(|line| line.contains(what)).unwrap() + 1;
    let help = include_str!("../content/help/help.toml");
    for (file, line, what) in [
        (
            DESKS,
            line(shipped, "code = \"servicedesk\""),
            "this desk is never open",
        ),
        (
            HELP,
            line(help, "\"geblokkeerd\""),
            "`geblokkeerd` has no text; write help/en/geblokkeerd.md",
        ),
    ] {
        let origin = format!("{}:{line}", folder.path().join(file).display());
        let told = mistakes
            .iter()
            .any(|wrong| wrong.origin == origin && wrong.what.contains(what));
        assert!(told, "no {what:?} at {origin} in {mistakes:#?}");
    }
    let closed = mistakes
        .iter()
        .filter(|wrong| wrong.what.contains("never open"));
    assert_eq!(closed.count(), 1, "{mistakes:#?}");
}

#[test]
fn a_number_is_accepted_as_people_write_it() {
    let shipped = include_str!("../content/desks.toml");
    for phone in [
        "088 577 16 00",
        "088 – 577 16 00",
        "070 41 47 483",
        "+31 (0)70 41 47 483",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let changed = shipped.replacen("phone = \"0800 1234\"", &format!("phone = \"{phone}\""), 1);
        fs::write(folder.path().join(DESKS), changed).unwrap();
        let mut mistakes = Vec::new();
        let content = content::read(Some(folder.path()), &mut mistakes);
        assert_eq!(mistakes, [], "{phone}");
        assert_eq!(content.desks.service.phone, phone);
    }
}

#[test]
fn one_kind_is_the_insurer_itself() {
    let folder = tempfile::tempdir().unwrap();
    let shipped = include_str!("../content/catalogue.toml");
    let twice = shipped.replacen("number_min = 6", "insurer = true\nnumber_min = 6", 1);
    fs::write(folder.path().join(KINDS), twice).unwrap();
    let mut mistakes = Vec::new();
    content::read(Some(folder.path()), &mut mistakes);
    let told = |what: &str| mistakes.iter().any(|wrong| wrong.what.contains(what));
    assert!(told("a second kind with `insurer = true`"), "{mistakes:#?}");
    let nobody = shipped.replacen("insurer = true", "insurer = false", 1);
    fs::write(folder.path().join(KINDS), nobody).unwrap();
    let mut mistakes = Vec::new();
    content::read(Some(folder.path()), &mut mistakes);
    let told = |what: &str| mistakes.iter().any(|wrong| wrong.what.contains(what));
    assert!(told("no kind is the insurer"), "{mistakes:#?}");
    let insurers = content::read(None, &mut Vec::new()).catalogue.kinds;
    assert_eq!(insurers.iter().filter(|kind| kind.insurer).count(), 1);
}

#[test]
fn a_form_that_lets_nobody_in_is_told_and_so_is_one_with_too_many_fields() {
    let shipped = include_str!("../content/appointments.toml");
    let told = |text: &str, what: &str| {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FORMS), text).unwrap();
        let mut mistakes = Vec::new();
        content::read(Some(folder.path()), &mut mistakes);
        let told = mistakes.iter().any(|wrong| wrong.what.contains(what));
        assert!(told, "no {what:?} in {mistakes:#?}");
    };
    for (field, needed) in [
        ("given-name", "has to ask given-name"),
        ("family-name", "has to ask family-name"),
        ("email", "has to ask email"),
        ("mobile", "has to ask mobile"),
    ] {
        let without = shipped.replacen(&format!("ask = \"{field}\""), "ask = \"remark\"", 1);
        told(&without, needed);
    }
    let neither = shipped
        .replacen("ask = \"number\"", "ask = \"remark\"", 1)
        .replacen("ask = \"company\"", "ask = \"sex\"", 1);
    told(&neither, "has to ask number or company");
    let own = |number| {
        let label = "{ nl = \"x\", en = \"x\" }";
        format!("\n[[form.field]]\nask = \"text\"\ncode = \"own-{number}\"\nlabel = {label}\n")
    };
    let crowded: String = (0..9).map(own).collect();
    told(
        &format!("{shipped}{crowded}"),
        "room for 9 fields of its own",
    );
    let no_label = shipped.replacen("label = { nl = \"Plaats", "hint = { nl = \"Plaats", 1);
    told(&no_label, "needs a label");
}

#[test]
fn changed_fields_and_words_are_used_without_a_build() {
    let folder = tempfile::tempdir().unwrap();
    let shipped = include_str!("../content/appointments.toml");
    let changed = shipped
        .replacen(
            "ask = \"initials\"",
            "ask = \"text\"\ncode = \"kvk\"\nlabel = { nl = \"KvK-nummer\", en = \"CoC number\" }",
            1,
        )
        .replacen("path = \"garage\"", "path = \"werkplaats\"", 1);
    fs::write(folder.path().join(FORMS), changed).unwrap();
    let mut mistakes = Vec::new();
    let forms = content::read(Some(folder.path()), &mut mistakes).appointments;
    assert_eq!(mistakes, []);
    assert_eq!(forms.of_kind("garage").unwrap().path, "werkplaats");
    let adviser = forms.at("adviseur").unwrap();
    assert_eq!(adviser.own_label("kvk", domain::Language::Nl), "KvK-nummer");
    assert_eq!(adviser.own_label("weg", domain::Language::Nl), "weg");
}

#[test]
fn a_text_for_everybody_with_a_gap_that_nothing_fills_is_told_where_it_stands() {
    let shipped = include_str!("../content/announcements.toml");
    let line = shipped
        .lines()
        .position(|line| line == "code = \"onderhoud\"")
        .unwrap()
        + 1;
    for (from, to, what) in [
        (
            "Vanaf {time} werken",
            "Vanaf {datum} werken",
            "has a gap that is neither {time} nor {desk}",
        ),
        (
            "portal from {time}",
            "portal from now on",
            "`{time}` stands in one language only",
        ),
        (
            "Vanaf {time} werken",
            &format!("Vanaf {{time}} {}", "x".repeat(240)),
            "more than 240 characters",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(NEWS), shipped.replacen(from, to, 1)).unwrap();
        let mut mistakes = Vec::new();
        content::read(Some(folder.path()), &mut mistakes);
        let origin = format!("{}:{line}", folder.path().join(NEWS).display());
        let told = mistakes
            .iter()
            .any(|wrong| wrong.origin == origin && wrong.what.contains(what));
        assert!(told, "no {what:?} at {origin} in {mistakes:#?}");
    }
}

#[test]
fn two_entries_with_mistakes_are_both_told() {
    let folder = tempfile::tempdir().unwrap();
    let text = "[[desk]]\ncode = 1\n\n[[desk]]\ncode = \"x\"\nname = 2\n";
    fs::write(folder.path().join(DESKS), text).unwrap();
    let mut mistakes = Vec::new();
    content::read(Some(folder.path()), &mut mistakes);
    let lines: Vec<&str> = mistakes
        .iter()
        .filter_map(|wrong| wrong.origin.rsplit(':').next())
        .collect();
    assert!(lines.starts_with(&["2", "6"]), "{mistakes:#?}");
}

#[test]
fn what_is_missing_is_the_shipped_one_and_what_nobody_reads_is_a_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let mut mistakes = Vec::new();
    let content = content::read(Some(folder.path()), &mut mistakes);
    assert_eq!(mistakes, []);
    assert_eq!(content.desks.service.code, "servicedesk");
    assert!(content.desks.get("autodesk").is_some());

    fs::write(folder.path().join("desk.toml"), "").unwrap();
    fs::write(folder.path().join(KINDS), "").unwrap();
    let help = folder.path().join("help");
    content::export(&help).unwrap();
    for lost in ["nl", "en"] {
        fs::rename(help.join("help").join(lost), help.join(lost)).unwrap();
    }
    fs::rename(help.join("help/help.toml"), help.join("help.toml")).unwrap();
    fs::rename(help.join("nl/geen-mail.md"), help.join("nl/geenmail.md")).unwrap();
    content::read(Some(folder.path()), &mut mistakes);
    let told = mistakes
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        told.contains("desk.toml: nothing reads what has this name; there are"),
        "{told}"
    );
    assert!(
        told.contains("`geen-mail` has no text; write help/nl/geen-mail.md"),
        "{told}"
    );
    assert!(
        told.contains("nl/geenmail.md: no problem of help.toml has this text"),
        "{told}"
    );
    assert!(
        told.contains("catalogue.toml: there is no kind of organisation"),
        "{told}"
    );
}

#[test]
fn the_shipped_content_is_in_order_and_is_written_only_where_nothing_stands() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    assert!(content::export(folder.path()).is_err());
    let own = folder.path().join("own");
    assert!(content::export(&own).unwrap() >= 2);
    let mut mistakes = Vec::new();
    content::read(Some(&own), &mut mistakes);
    content::read(None, &mut mistakes);
    assert_eq!(mistakes, []);
}
