//! The audit trail and its checkpoints.

use super::{House, OFFICES};

#[tokio::test]
async fn sec_65_verify_finds_tampering_and_a_cut_off_tail() {
    let house = House::new();
    house.file("offices.csv", OFFICES);
    house.run("import organisations offices.csv");
    house.run("import organisations offices.csv");
    let (code, checkpoint, _) = house.run("audit checkpoint");
    assert_eq!(code, 0);
    house.file("checkpoint.json", &checkpoint);
    assert_eq!(house.run("audit verify --checkpoint checkpoint.json").0, 0);
    let tamper = async |statements: &'static str| {
        let pool = sqlx::SqlitePool::connect(&house.database()).await.unwrap();
        sqlx::raw_sql(statements).execute(&pool).await.unwrap();
        pool.close().await;
    };
    tamper("drop trigger audit_no_delete; drop trigger audit_no_update;
        update audit_head set seq = 1, hash = (select hash from audit where seq = 1); delete from audit where seq = 2;").await;
    assert_eq!(
        house.run("audit verify").0,
        0,
        "without a checkpoint nobody can see it"
    );
    let (code, _, said) = house.run("audit verify --checkpoint checkpoint.json");
    assert_eq!(
        (code, said.as_str()),
        (
            1,
            "The audit trail is broken: row 2 of chain 1 and what came after it, up to a checkpoint, was cut off.\n"
        )
    );
    tamper("update audit set facts = '{}' where seq = 1;").await;
    let (code, _, said) = house.run("audit verify");
    assert_eq!(
        (code, said.as_str()),
        (
            1,
            "The audit trail is broken: row 1 of chain 1 was changed, or replaced another one.\n"
        )
    );
    house.file("checkpoint.json", "{}");
    assert_eq!(house.run("audit verify --checkpoint checkpoint.json").0, 2);
}

#[tokio::test]
async fn sec_76_verify_holds_the_trail_against_every_checkpoint_of_the_configured_folder() {
    let house = House::new();
    house.file("offices.csv", OFFICES);
    let folder = house.0.path().join("checkpoints");
    std::fs::create_dir(&folder).unwrap();
    let folder = folder.display().to_string();
    house.file("audit.key", &format!("{}\n", "0123456789abcdef".repeat(4)));
    let mut settings = vec![("SLEUTELBOS__AUDIT__CHECKPOINT_DIR", folder.as_str())];
    let verify = |settings: &[(&str, &str)]| house.run_with("audit verify", settings);
    house.run("import organisations offices.csv");
    let (code, _, said) = verify(&settings);
    assert_eq!(code, 1, "{said}");
    assert!(said.starts_with("But there is no checkpoint in "), "{said}");
    settings.push(("SLEUTELBOS__AUDIT__KEY_FILE", "audit.key"));
    let (_, alone, _) = house.run_with("audit checkpoint", &settings);
    house.file("checkpoints/checkpoint-0000000001.json", alone.trim());
    let (code, said, _) = verify(&settings);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("It matches every checkpoint: 1, the newest from "),
        "{said}"
    );
    assert!(said.ends_with("Rows after that: 0.\n"), "{said}");
    let (code, _, said) = verify(&settings[..1]);
    assert_eq!(
        (code, said.contains("not signed with our key")),
        (1, true),
        "{said}"
    );
    let pool = sqlx::SqlitePool::connect(&house.database()).await.unwrap();
    let cut = "drop trigger audit_no_delete; delete from audit;
        update audit_head set seq = 0, hash = '0000000000000000000000000000000000000000000000000000000000000000'";
    sqlx::raw_sql(cut).execute(&pool).await.unwrap();
    pool.close().await;
    let (code, _, said) = verify(&settings);
    assert_eq!(code, 1);
    assert_eq!(
        said,
        "The audit trail is broken: row 1 of chain 1 and what came after it, up to a checkpoint, was cut off.\n"
    );
}

#[test]
fn a_key_for_checkpoints_that_cannot_be_used_is_told() {
    let house = House::new();
    house.file("short.key", "abc");
    house.file("development.key", "development");
    for (file, says) in [
        ("none.key", "which cannot be read"),
        ("short.key", "must hold 32 bytes in base64 or hex"),
        ("development.key", "must hold 32 bytes in base64 or hex"),
    ] {
        let (code, _, said) =
            house.run_with("config check", &[("SLEUTELBOS__AUDIT__KEY_FILE", file)]);
        assert_eq!(code, 2);
        assert!(
            said.contains("`audit.key_file`") && said.contains(says),
            "{file}: {said}"
        );
    }
    // Readable for everybody, and no random key.
    house.file("open.key", &"00".repeat(32));
    let settings = [
        ("SLEUTELBOS__AUDIT__KEY_FILE", "open.key"),
        ("SLEUTELBOS__SERVER__MODE", "production"),
    ];
    let (_, _, said) = house.run_with("config check", &settings);
    for says in [
        "`audit.key_file` is a pattern, not random",
        "`audit.key_file` names a file that others on this machine can read",
    ] {
        assert!(said.contains(says), "{said}");
    }
    // Nor those of before or of later.
    let settings = [
        ("SLEUTELBOS__AUDIT__OTHER_KEY_FILES", "master, open.key"),
        ("SLEUTELBOS__SERVER__MODE", "production"),
    ];
    let (_, _, said) = house.run_with("config check", &settings);
    for says in ["is a pattern, not random", "names a file that others"] {
        let told = format!("`audit.other_key_files` {says}");
        assert!(said.contains(&told), "{said}");
    }
}
