//! The configuration: its layers, its mistakes, what is shipped.

use super::{House, laptop};

/// A file of configuration, and what is told about its last line, unless it says where.
#[rustfmt::skip]
const MISTAKES: &[(&str, &str)] = &[
    ("[server]\nlisen = \"x\"", "sleutelbos.toml:2: there is no key `server.lisen`; did you mean `server.listen`?"),
    ("[post]\nlisten = \"x\"", "sleutelbos.toml:2: there is no key `post.listen`; did you mean `server.listen`?"),
    ("listen = \"x\"", "sleutelbos.toml:1: `listen` stands outside a section such as [server]"),
    ("[server]\n\nlisten = \"here\"", "sleutelbos.toml:3: `server.listen` must be an address and a port, such as 127.0.0.1:8080"),
    ("[server]\nlisten = 1.5", "sleutelbos.toml:2: `server.listen` must be a text, a whole number, true or false, or a list of texts"),
    ("[server]\norigin = \"portal.example/x\"", "sleutelbos.toml:2: `server.origin` must be scheme, host and port"),
    ("[server]\norigin = \"https://portal.example.\"", "without a dot at the end of the host"),
    ("[server]\nmode = \"test\"", "`server.mode` must be `development` or `production`"),
    ("[server]\ntrusted_proxies = [\"10.0.0.0/8\", \"ten\"]", "holds `ten`, which is no network"),
    ("[server]\nrequest_timeout = 30", "`server.request_timeout` must be a time such as 30s, 15m, 12h or 7d"),
    ("[database]\nurl = \"mysql://x\"", "`database.url` must be `sqlite:PATH`, where PATH is a file and nothing else"),
    ("[database]\nurl = \"sqlite:portaal.db?mode=rwc\"", "(no `?…` after it, no `:memory:`), or `postgres://…`"),
    ("[database]\nurl = \"sqlite::memory:\"", "`database.url` must be `sqlite:PATH`"),
    ("[secrets]\nmaster = \"kort\"", "`secrets.master` must be 32 bytes in base64"),
    ("[secrets]\npepper_id = \"veel te lang\"", "`secrets.pepper_id` must be 1 to 8 letters and digits"),
    ("[secrets]\nold_peppers = \"x\"", "must be a list of `id:base64`"),
    ("[password_hash]\npasses = 0", "`password_hash.passes` must be a whole number from 1 to 100"),
    ("[post]\nsmtp_url = \"mail.example\"", "`post.smtp_url` must be `smtps://"),
    ("[post]\nfrom = \"nobody\"", "`post.from` must be a name and an address"),
    ("[post]\nsms_url = \"http://sms.example\"", "`post.sms_url` must be an https address"),
    ("[post]\nsms_sender = \"A very long sender\"", "`post.sms_sender` must be at most 11"),
    ("[post]\nsms_taken = \"status=sent\"", "`post.sms_taken` must be empty, or `/` and the names of the fields"),
    ("[portal]\nname = \"\"", "`portal.name` must be a text of 1 to 120 characters"),
    ("[portal]\ntheme = \"nowhere\"", "`portal.theme` names nowhere, which is no folder"),
    ("[portal]\ntheme = \"rood\"", "rood/theme.toml:2: `brand` has a contrast of 4."),
    ("[policy]\ninvitation = \"7 weeks\"", "`policy.invitation` must be a time"),
    ("[policy]\nreminders = [\"3d\", \"9d\"]", "`policy.reminders` must be less than `policy.invitation`"),
    ("[policy]\nsession_absolute = \"29m\"", "must be at least `policy.session_idle`"),
    ("[policy]\ncountries = [\"NL\"]", "`policy.countries` must be a list of country calling codes"),
    ("[policy]\ncountries = [\"31\", \"3\"]", "`policy.countries` must be a list of country calling codes that exist"),
    ("[policy]\nlock = \"strict:1\"", "`policy.lock` must be `fair`, or `strict:N`"),
    ("[content]\nfolder = \"nowhere\"", "`content.folder` names nowhere, which is no folder"),
    ("[audit]\ncheckpoint_dir = \"nowhere\"", "`audit.checkpoint_dir` names nowhere, which is no folder"),
    ("[log]\nformat = \"xml\"", "`log.format` must be `text` or `json`"),
    ("[content]\nleaked_passwords = \"nowhere\"", "`content.leaked_passwords` names nowhere, which cannot be used: "),
    ("[server\nlisten = 1", "sleutelbos.toml:1: "),
];

#[test]
fn every_mistake_in_the_configuration_is_told_with_file_and_line() {
    let house = House::new();
    std::fs::create_dir(house.0.path().join("rood")).unwrap();
    house.file("rood/theme.toml", "# Ons rood\nbrand = \"#e2001a\"\n");
    for (text, says) in MISTAKES {
        house.file("sleutelbos.toml", text);
        let (code, _, said) = house.run("config check");
        let told = said.lines().find(|line| line.contains(says));
        // The mistake stands in the last line, unless it is told where else.
        let place = format!("sleutelbos.toml:{}: ", text.lines().count());
        let there = told.is_some_and(|line| line.starts_with(&place) || says.contains(".toml:"));
        assert!(code == 2 && there, "{text:?}: {code} {said}");
    }
}

#[test]
fn sec_73_a_value_of_the_environment_that_is_no_text_is_a_mistake_by_name_and_printed_nowhere() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let house = House::new();
    let run = |name: &str, words: &str| {
        let value = OsStr::from_bytes(b"geheim\xff");
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_sleutelbos"))
            .args(words.split_whitespace())
            .env("SLEUTELBOS__SERVER__MODE", "development")
            .env(name, value)
            .current_dir(house.0.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned();
        assert!(!said.contains("geheim"), "{name}, {words}: {said}");
        (done.status.code(), said)
    };
    for name in ["SLEUTELBOS__SECRETS__MASTER", "SLEUTELBOS__LOG__FILTER"] {
        let (code, said) = run(name, "config check");
        assert!(
            code == Some(2) && said.contains(&format!("{name}: holds no text")),
            "{name}: {said}"
        );
        let (code, said) = run(name, "config show");
        assert_eq!(code, Some(0), "{name}: {said}");
    }
    let (code, said) = run("LC_ELSEWHERE", "config check");
    assert_eq!(
        code,
        Some(0),
        "what is not ours does not concern us: {said}"
    );
}

#[test]
fn later_layers_win_and_secrets_come_from_files() {
    let house = House::new();
    house.file(
        "sleutelbos.toml",
        "[portal]\nname = \"Een\"\ninsurer = \"Een\"\n[log]\nfilter = \"warn\"\n",
    );
    std::fs::create_dir(house.0.path().join("conf.d")).unwrap();
    house.file(
        "conf.d/10.toml",
        "[portal]\ninsurer = \"Twee\"\n[log]\nfilter = \"error\"\n",
    );
    house.file("key", "c2xldXRlbGJvcy1kZXZlbG9wbWVudC1vbmx5LWtleSE=\n");
    let environment = [
        ("SLEUTELBOS__LOG__FILTER", "debug"),
        ("SLEUTELBOS__SECRETS__MASTER_FILE", "key"),
    ];
    let (code, page, _) = house.run_with("config show", &environment);
    assert_eq!(code, 0);
    for line in [
        "name = \"Een\"  # sleutelbos.toml:2",
        "insurer = \"Twee\"  # conf.d/10.toml:2",
        "filter = \"debug\"  # SLEUTELBOS__LOG__FILTER",
        "master = (hidden)  # SLEUTELBOS__SECRETS__MASTER_FILE",
        "sms_sender = \"Sleutelbos\"  # default",
    ] {
        assert!(page.lines().any(|found| found == line), "{line}\n{page}");
    }
    assert!(!page.contains("c2xld"));
    assert_eq!(house.run_with("config check", &environment).0, 0);
    let (code, _, said) = house.run_with("config check", &[("SLEUTELBOS__PORTAL__FONE", "x")]);
    assert_eq!(
        (code, said.as_str()),
        (2, "SLEUTELBOS__PORTAL__FONE: there is no such key\n")
    );
}

#[test]
fn sec_15_a_proposal_for_the_cost_of_hashes_can_be_put_into_the_configuration_as_it_is() {
    let house = House::new();
    let (code, said, _) = house.run("config calibrate");
    assert_eq!(code, 0);
    assert!(
        said.starts_with("Now, with 64 KiB and 2 passes, "),
        "{said}"
    );
    let proposal = said.split("\n\n").nth(1).unwrap();
    house.file("sleutelbos.toml", proposal);
    let sources = laptop(Some(house.0.path().join("sleutelbos.toml")));
    let (cost, floor) = (
        server::config::Config::load(&sources).unwrap().hash_cost,
        flows::passwords::Cost::FLOOR,
    );
    assert!(
        cost.memory_kib >= floor.memory_kib && cost.passes >= floor.passes,
        "{said}"
    );
}

/// Whoever has a right reads its sentence at the start, the admin who gives it beside a name: neither is "you" to the other.
#[test]
fn what_a_right_opens_is_said_in_words_for_who_has_it_and_for_who_gives_it() {
    let config = server::config::Config::load(&laptop(None)).unwrap();
    for right in config
        .content
        .catalogue
        .kinds
        .iter()
        .flat_map(|kind| &kind.rights)
    {
        for text in [
            &right.sentence.nl,
            &right.sentence.en,
            &right.name.nl,
            &right.name.en,
        ] {
            let words = text.split(|sign: char| !sign.is_alphabetic());
            let spoken_to = ["u", "uw", "you", "your", "je", "jij", "jouw"];
            let mut found = words.filter(|word| spoken_to.contains(&word.to_lowercase().as_str()));
            assert_eq!(found.next(), None, "{}: {text}", right.code);
        }
    }
}

#[test]
fn without_any_configuration_the_shipped_rules_and_catalogue_hold() {
    let config = server::config::Config::load(&laptop(None)).unwrap();
    let shipped = flows::Policy {
        product_names: config.policy.product_names.clone(),
        ..flows::Policy::default()
    };
    assert_eq!(format!("{:?}", config.policy), format!("{shipped:?}"));
    let kinds: Vec<&str> = config
        .content
        .catalogue
        .kinds
        .iter()
        .map(|kind| kind.code.as_str())
        .collect();
    assert_eq!(kinds, ["adviseur", "garage", "autoverkoper", "verzekeraar"]);
    for kind in &config.content.catalogue.kinds {
        // The insurer's own people hold one right: to help everybody else.
        let rights = if kind.code == "verzekeraar" {
            1..=1
        } else {
            6..=9
        };
        assert!(rights.contains(&kind.rights.len()), "{}", kind.code);
        for right in &kind.rights {
            assert!(
                right.sentence.nl.ends_with('.') && right.sentence.en.ends_with('.'),
                "{}",
                right.code
            );
        }
    }
    assert!(!format!("{config:?}").contains("development-only"));
}
