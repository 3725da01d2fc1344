//! What production refuses, and what a laptop does.

use std::process::Command;

use super::House;

#[test]
fn sec_73_without_a_mode_the_program_refuses_what_is_only_good_for_a_laptop() {
    let house = House::new();
    house.file("sleutelbos.toml", "[password_hash]\nmemory_kib = 64\n");
    let mut program = Command::new(env!("CARGO_BIN_EXE_sleutelbos"));
    let done = program
        .arg("serve")
        .current_dir(house.0.path())
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(
        said.contains("default: `server.mode` is production where nobody says otherwise"),
        "{said}"
    );
    assert!(
        !house.0.path().join("sleutelbos.db").exists(),
        "nothing is made before"
    );
    for key in [
        "post.smtp_url",
        "post.sms_url",
        "secrets.master",
        "secrets.pepper",
        "server.origin",
        "server.trusted_proxies",
        "content.leaked_passwords",
        "audit.checkpoint_dir",
        "password_hash.memory_kib",
    ] {
        assert!(said.contains(&format!("`{key}`")), "{key}: {said}");
    }
}

#[test]
fn a_laptop_shows_its_mailbox_to_nobody_else() {
    let house = House::new();
    let refused = "must be an address of this machine only, such as 127.0.0.1:8080";
    for address in [
        "0.0.0.0:8080",
        "[::]:8080",
        "192.168.1.7:8080",
        "[::ffff:10.0.0.1]:80",
    ] {
        house.file(
            "sleutelbos.toml",
            &format!("[server]\n\nlisten = \"{address}\"\n"),
        );
        for command in ["config check", "serve"] {
            let (code, _, said) = house.run(command);
            let begins = format!(
                "sleutelbos.toml:3: `server.listen` {refused}, while `server.mode` is development"
            );
            assert!(
                code == 2 && said.starts_with(&begins),
                "{command} {address}: {said}"
            );
        }
        let (code, _, said) = house.run(&format!("demo --data-dir here --listen {address}"));
        assert!(
            code == 2 && said.contains("--listen") && said.contains(refused),
            "{address}: {said}"
        );
        assert!(!house.0.path().join("here").exists());
    }
    for address in ["127.0.0.1:8080", "127.8.9.10:8080", "[::1]:8080"] {
        house.file(
            "sleutelbos.toml",
            &format!("[server]\nlisten = \"{address}\"\n"),
        );
        assert_eq!(house.run("config check").0, 0, "{address}");
    }
    let production = [
        ("SLEUTELBOS__SERVER__MODE", "production"),
        ("SLEUTELBOS__SERVER__LISTEN", "0.0.0.0:80"),
    ];
    let (_, _, said) = house.run_with("config check", &production);
    assert!(!said.contains("`server.listen`"), "{said}");
}

/// What production needs, with keys made for this test alone.
#[rustfmt::skip]
fn production(house: &House) -> Vec<(&'static str, String)> {
    let key = |start: u8| {
        let bytes: Vec<u8> = (0..32)
            .map(|at: u8| {
                at.wrapping_mul(at).wrapping_mul(37).wrapping_add(start) ^ at.rotate_left(3)
            })
            .collect();
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes)
    };
    std::fs::create_dir_all(house.0.path().join("checkpoints")).unwrap();
    vec![
        ("server.mode", "production".to_owned()),
        ("server.origin", "https://portal.voorbeeld.example".to_owned()),
        ("server.trusted_proxies", "127.0.0.1".to_owned()),
        ("post.smtp_url", "smtps://u:p@mail.voorbeeld.example".to_owned()),
        ("post.sms_url", "https://sms.voorbeeld.example/send".to_owned()),
        ("post.sms_token", "t".to_owned()),
        ("secrets.master", key(11)),
        ("secrets.pepper", key(90)),
        ("password_hash.memory_kib", "19456".to_owned()),
        ("audit.checkpoint_dir", "checkpoints".to_owned()),
        ("content.leaked_passwords", "none: checked where people register".to_owned()),
    ]
}

fn checked(house: &House, values: &[(&str, String)]) -> (i32, String) {
    let name = |key: &str| format!("SLEUTELBOS__{}", key.to_uppercase().replace('.', "__"));
    let named: Vec<_> = values
        .iter()
        .map(|(key, value)| (name(key), value))
        .collect();
    let environment: Vec<_> = named
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let (code, _, said) = house.run_with("config check", &environment);
    (code, said)
}

#[test]
fn sec_73_a_laptop_and_production_take_no_database_of_each_other() {
    let house = House::new();
    let run = |words: &str, values: &[(&str, String)]| {
        let named: Vec<_> = values
            .iter()
            .map(|(key, value)| {
                let name = format!("SLEUTELBOS__{}", key.to_uppercase().replace('.', "__"));
                (name, value.as_str())
            })
            .collect();
        let named: Vec<_> = named
            .iter()
            .map(|(name, value)| (name.as_str(), *value))
            .collect();
        house.run_with(words, &named)
    };
    let here = production(&house);
    assert_eq!(run("migrate", &here).0, 0);
    for words in [
        "migrate",
        "serve",
        "mail test a@b.example",
        "budgets lift x",
    ] {
        let (code, _, said) = house.run(words);
        assert!(
            code == 1 && said.contains("production of https://portal.voorbeeld.example"),
            "{words}: {said}"
        );
    }
    assert_eq!(run("migrate", &here).0, 0, "its own goes on");
    let mut moved = here.clone();
    moved.retain(|(key, _)| *key != "server.origin");
    moved.push((
        "server.origin",
        "https://nieuw.voorbeeld.example".to_owned(),
    ));
    assert_eq!(run("migrate", &moved).0, 1);
    assert_eq!(run("adopt", &moved).0, 0);
    assert_eq!(run("migrate", &moved).0, 0);
    assert_eq!(run("migrate", &here).0, 1);
    let (code, said, _) = house.run("adopt --copy");
    assert!(
        code == 0 && said.contains("https://nieuw.voorbeeld.example"),
        "{said}"
    );
    assert_eq!(house.run("migrate").0, 0);
}

#[test]
fn sec_73_a_copy_is_served_only_by_who_says_whom_it_writes_to() {
    let house = House::new();
    let run = |words: &str, more: &[(&str, &str)]| {
        let values = production(&house);
        let values = values.iter().map(|(key, value)| (*key, value.as_str()));
        let named: Vec<_> = values
            .chain(more.iter().copied())
            .map(|(key, value)| {
                let name = format!("SLEUTELBOS__{}", key.to_uppercase().replace('.', "__"));
                (name, value)
            })
            .collect();
        let named: Vec<_> = named
            .iter()
            .map(|(name, value)| (name.as_str(), *value))
            .collect();
        house.run_with(words, &named)
    };
    let (mail, sms) = ("post.mail_only_to", "post.sms_only_to");
    // Only `migrate` makes a database.
    let (code, _, wrong) = run("adopt --copy", &[]);
    assert!(
        code == 1 && wrong.contains("there is no database"),
        "{wrong}"
    );
    assert_eq!(house.run("migrate").0, 0);
    assert_eq!(run("adopt --copy", &[]).0, 0);
    for (said, missing) in [
        (&[][..], &[mail, sms][..]),
        (&[(mail, "@test.example")][..], &[sms][..]),
        (&[(sms, "nobody")][..], &[mail][..]),
        (
            &[(mail, "everybody"), (sms, "everybody")][..],
            &[mail, sms][..],
        ),
    ] {
        for words in ["serve", "mail test a@b.example"] {
            let (code, _, told) = run(words, said);
            assert_eq!(code, 1, "{said:?}: {told}");
            for key in [mail, sms] {
                let is_told = told.contains(&format!("`{key}`"));
                assert_eq!(is_told, missing.contains(&key), "{said:?}: {told}");
            }
        }
    }
    let named = [(mail, "@test.example"), (sms, "06 12345678")];
    assert_eq!(run("migrate", &named).0, 0);
    assert_eq!(run("migrate", &[(mail, "nobody"), (sms, "nobody")]).0, 0);
    assert_eq!(run("adopt", &[]).0, 0);
    assert_eq!(run("migrate", &[]).0, 1, "a copy that moved is a copy");
    assert_eq!(run("adopt --original --copy", &[]).0, 2);
    assert_eq!(run("adopt --original", &[]).0, 0);
    assert_eq!(run("migrate", &[]).0, 0);
    // Nothing leaves a laptop with a mailbox.
    assert_eq!(house.run("adopt --copy").0, 0);
    assert_eq!(house.run("migrate").0, 0);
}

#[test]
fn sec_73_whom_is_written_to_is_named_or_refused_with_a_reason() {
    let house = House::new();
    let many: Vec<String> = (0..201).map(|at| format!("a{at}@b.example")).collect();
    for (key, value, wrong) in [
        ("MAIL_ONLY_TO", "nobody", None),
        ("MAIL_ONLY_TO", "nobody, @a.example", Some("holds `nobody`")),
        (
            "MAIL_ONLY_TO",
            "everybody, @a.example",
            Some("holds `everybody`"),
        ),
        ("MAIL_ONLY_TO", "*@a.example b@a.example", Some("holds `")),
        ("MAIL_ONLY_TO", "@", Some("holds `@`")),
        ("MAIL_ONLY_TO", "@a@b.example", Some("holds `@a@b.example`")),
        ("MAIL_ONLY_TO", "Jan <jan@a.example>", Some("holds `Jan")),
        (
            "MAIL_ONLY_TO",
            many.join(",").as_str(),
            Some("names more than 200"),
        ),
        ("MAIL_ONLY_TO", many[1..].join(",").as_str(), None),
        // A variable that is passed on and was never set.
        ("MAIL_ONLY_TO", "", Some("is empty: say")),
        ("SMS_ONLY_TO", " , ", Some("is empty: say")),
        ("SMS_ONLY_TO", "0201234567", Some("holds `0201234567`")),
        ("SMS_ONLY_TO", "+32470123456", Some("holds `+32470123456`")),
        ("SMS_ONLY_TO", "06", Some("holds `06`")),
        ("SMS_ONLY_TO", "everybody", None),
    ] {
        let (code, _, said) = house.run_with(
            "config check",
            &[(&format!("SLEUTELBOS__POST__{key}"), value)],
        );
        assert_eq!(code == 0, wrong.is_none(), "{value}: {said}");
        assert!(
            wrong.is_none_or(|wrong| said.contains(wrong)),
            "{value}: {said}"
        );
    }
}

#[test]
fn sec_73_production_judges_what_values_mean() {
    let house = House::new();
    let good = production(&house);
    assert_eq!(checked(&house, &good), (0, String::new()));
    let with = |key: &'static str, value: &str| {
        let mut values = good.clone();
        values.retain(|(name, _)| *name != key);
        values.push((key, value.to_owned()));
        checked(&house, &values)
    };
    let zero = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, [0; 32]);
    let known = "c2xldXRlbGJvcy1kZXZlbG9wbWVudC1vbmx5LWtleSE=";
    let master = good[6].1.clone();
    for (key, value) in [
        ("server.origin", "http://portal.voorbeeld.example"),
        ("server.trusted_proxies", ""),
        ("server.trusted_proxies", "10.0.0.0/16,0.0.0.0/0"),
        ("server.trusted_proxies", "10.0.0.0/8"),
        ("server.trusted_proxies", "0.0.0.0/1,128.0.0.0/1"),
        ("server.trusted_proxies", "::/0"),
        ("server.trusted_proxies", "64:ff9b::/96"),
        ("post.smtp_url", "smtp://mail.voorbeeld.example"),
        (
            "post.smtp_url",
            "smtp://mail.voorbeeld.example?xtls=required",
        ),
        (
            "post.smtp_url",
            "smtp://u:tls=required@mail.voorbeeld.example",
        ),
        ("post.sms_url", "http://localhost.evil.example"),
        ("post.sms_url", "http://127.0.0.1@evil.example"),
        ("post.sms_token", ""),
        ("post.dev_mailbox", "true"),
        ("secrets.master", known),
        ("secrets.master", zero.as_str()),
        ("secrets.pepper", known),
        ("secrets.pepper", master.as_str()),
        ("secrets.old_master", master.as_str()),
        ("secrets.old_master", zero.as_str()),
        ("database.url", "postgres://u:p@db.voorbeeld.example/db"),
        (
            "database.url",
            "postgres://u:p@localhost/db?host=db.voorbeeld.example",
        ),
        (
            "database.url",
            "postgres://u:p@127.0.0.1/db?options=-c%20session_replication_role%3Dreplica",
        ),
        (
            "database.url",
            "postgres://u:p@127.0.0.1/db?options=-c%20synchronous%5C_commit%3Doff",
        ),
        (
            "database.url",
            "postgres://u:p@127.0.0.1,db.voorbeeld.example/db",
        ),
        ("server.connections_per_address", "65000"),
        ("server.connections", "256"),
        ("content.leaked_passwords", ""),
        ("content.leaked_passwords", "none:"),
        ("content.leaked_passwords", "none: no"),
        ("content.leaked_passwords", "none: .........."),
        ("password_hash.threads", "100000"),
        ("policy.sms_per_day", "10000001"),
        ("policy.session_absolute", "8d"),
        ("policy.code_tries", "1000"),
    ] {
        let (code, said) = with(key, value);
        let named = key.replace("sms_token", "sms_url");
        assert!(
            code == 2 && said.contains(&format!("`{named}`")),
            "{key} = {value}: {said}"
        );
    }
    for (key, value) in [
        ("post.smtp_url", "smtp://127.0.0.1:25"),
        (
            "post.smtp_url",
            "smtp://u:p@mail.voorbeeld.example?tls=required",
        ),
        ("post.sms_url", "http://127.0.0.1:9000/send"),
        ("database.url", "postgres://u:p@127.0.0.1/db"),
        (
            "database.url",
            "postgres://u:p@db.voorbeeld.example/db?sslmode=verify-full",
        ),
        (
            "server.trusted_proxies",
            "10.0.0.0/16,fd00::/48,203.0.113.7",
        ),
    ] {
        assert_eq!(with(key, value), (0, String::new()), "{key} = {value}");
    }
}

#[test]
fn sec_73_a_laptop_refuses_everything_by_which_others_reach_it() {
    let house = House::new();
    for (key, value) in [
        ("server.origin", "https://portal.voorbeeld.example"),
        ("server.origin", "https://127.0.0.1:8080"),
        ("server.origin", "http://portal.voorbeeld.example"),
        ("server.trusted_proxies", "10.0.0.0/8"),
        ("server.trusted_proxies", "127.0.0.1"),
        ("post.smtp_url", "smtps://u:p@mail.voorbeeld.example"),
        ("post.sms_url", "https://sms.voorbeeld.example/send"),
    ] {
        let (code, said) = checked(&house, &[(key, value.to_owned())]);
        let named = format!("`{key}` must be");
        assert!(
            code == 2 && said.contains(&named),
            "{key} = {value}: {said}"
        );
    }
}
