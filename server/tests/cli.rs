//! The command line through the real binary, in a folder of each test's own.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::process::Command;

struct House(tempfile::TempDir);

impl House {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).unwrap();
    }

    /// Runs `sleutelbos` with these words; gives exit code, what was printed and what was complained about.
    fn run(&self, words: &str) -> (i32, String, String) {
        self.run_with(words, &[])
    }

    fn run_with(&self, words: &str, environment: &[(&str, &str)]) -> (i32, String, String) {
        // A laptop, unless the file says what it is: the environment would win.
        let file = std::fs::read_to_string(self.0.path().join("sleutelbos.toml"));
        let mode = (!file.unwrap_or_default().contains("mode =")).then_some("development");
        let done = Command::new(env!("CARGO_BIN_EXE_sleutelbos"))
            .args(words.split_whitespace())
            .envs(mode.map(|mode| ("SLEUTELBOS__SERVER__MODE", mode)))
            .env("SLEUTELBOS__PASSWORD_HASH__MEMORY_KIB", "64")
            .envs(environment.iter().copied())
            .current_dir(self.0.path())
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            done.status.code().unwrap(),
            text(done.stdout),
            text(done.stderr),
        )
    }

    fn database(&self) -> String {
        format!("sqlite:{}", self.0.path().join("sleutelbos.db").display())
    }
}

fn laptop(file: Option<std::path::PathBuf>) -> server::config::Sources {
    let mode = (
        "SLEUTELBOS__SERVER__MODE".to_owned(),
        "development".to_owned(),
    );
    server::config::Sources {
        file,
        environment: vec![mode],
    }
}

const OFFICES: &str =
    "soort;nummer;naam\ngarage;200300;Garage Jansen\nadviseur;1234;Kantoor De Boer\n";
const STAFF: &str = "soort;nummer;voornaam;achternaam;e-mail;mobiel;rol;rechten
garage;200300;Fatima;Çelik;fatima@garage-jansen.example;0612345678;beheerder;*
adviseur;1234;Jan;de Boer;jan@kantoor-deboer.example;0612345679;;polissen
";

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

#[test]
fn an_operator_makes_an_admin_and_lifts_a_block() {
    let house = House::new();
    house.file("offices.csv", OFFICES);
    house.run("import organisations offices.csv");
    let create = "admin create --kind garage --number 200300 --given Mo --family Bakker --email mo@garage-jansen.example --mobile 0612345670";
    let (code, said, _) = house.run(create);
    assert_eq!(
        (code, said.as_str()),
        (
            0,
            "The invitation is queued; the running portal sends it.\n"
        )
    );
    for (words, code) in [
        (
            "admin create --kind garage --number 999999 --given Mo --family Bakker --email mo@x.example --mobile 0612345670",
            1,
        ),
        (
            "admin create --kind bakker --number 200300 --given Mo --family Bakker --email mo@x.example --mobile 0612345670",
            2,
        ),
        (
            "admin create --kind garage --number 200300 --given Mo --family Bakker --email mo --mobile 0612345670",
            2,
        ),
        (
            "admin create --kind garage --number 200300 --given Mo --family Bakker --email mo@x.example --mobile 0201234567",
            2,
        ),
        ("admin unblock mo@garage-jansen.example", 0),
        ("admin unblock niemand@nergens.example", 1),
        ("admin unblock niemand", 2),
        ("mail test mo@garage-jansen.example", 0),
        ("mail test mo", 2),
        ("nonsense", 2),
    ] {
        assert_eq!(house.run(words).0, code, "{words}");
    }
}

#[test]
fn sec_35_a_list_of_numbers_that_moved_is_taken_in_and_its_mistakes_are_told() {
    let house = House::new();
    house.file("offices.csv", OFFICES);
    house.file("staff.csv", STAFF);
    house.file(
        "moved.txt",
        "\u{feff}06 12345678\n\n020 1234567\n+31 6 87654321\n",
    );
    house.run("import organisations offices.csv");
    house.run("import people staff.csv");
    let complaint = "moved.txt:3: not a mobile number that codes may go to\n";
    for people in [1, 0] {
        let said = format!("People concerned, and told by mail: {people}.\n");
        assert_eq!(
            house.run("moved moved.txt"),
            (1, said, complaint.to_owned())
        );
    }
}

#[tokio::test]
async fn an_operator_sees_which_budgets_run_out_and_has_one_begin_anew() {
    let house = House::new();
    house.run("migrate");
    assert_eq!(
        house.run("budgets"),
        (
            0,
            "Nothing is used up by half or more.\n".to_owned(),
            String::new()
        )
    );
    // As the running portal counts: the file is open while the command looks.
    let pool = sqlx::SqlitePool::connect(&house.database()).await.unwrap();
    let hash = "0123456789abcdef".repeat(4);
    for (name, used, most) in [
        ("sms-day", 19_000, 20_000),
        (&format!("guesses/24:{hash}"), 50, 50),
        ("letters/24:few", 1, 60),
    ] {
        sqlx::query("insert into budget (bucket, window_start, used, name, most, until_at) values ($1, 0, $2, $1, $3, $4)")
            .bind(name)
            .bind(used)
            .bind(most)
            .bind(4_102_444_800_000_i64)
            .execute(&pool)
            .await
            .unwrap();
    }
    let (code, said, _) = house.run("budgets");
    assert_eq!(
        (code, said.as_str()),
        (
            0,
            "sms-day: text messages with a code of everybody, 19000 of 20000 until 2100-01-01T00:00:00Z
guesses/24:0123456789ab: wrong passwords that were looked at from one network (/24), 50 of 50 until 2100-01-01T00:00:00Z
"
        )
    );
    for (name, code) in [
        ("guesses/24:0123456789ab", 0),
        ("sms-day", 0),
        ("sms-day", 1),
        ("nothing", 1),
    ] {
        assert_eq!(house.run(&format!("budgets lift {name}")).0, code, "{name}");
    }
    assert!(house.run("budgets").1.starts_with("Nothing"));
    let lifted = "select count(*) from audit where event = 'budget_lifted' and actor = 'operator'";
    let (rows,): (i64,) = sqlx::query_as(lifted).fetch_one(&pool).await.unwrap();
    assert_eq!(rows, 2);
    pool.close().await;
}

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
            "The audit trail is broken: row 1 of chain 1 was changed, or put in another's place.\n"
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
        said.contains("It agrees with every checkpoint: 1, the newest of "),
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
}

#[test]
fn numbers_of_database_and_audit_have_bounds() {
    let house = House::new();
    for (key, values) in [
        (
            "SLEUTELBOS__DATABASE__CONNECTIONS",
            ["0", "1", "65", "many"],
        ),
        (
            "SLEUTELBOS__AUDIT__CHECKPOINT_EVERY",
            ["9s", "6m", "1h", "5"],
        ),
    ] {
        for value in values {
            let (code, _, said) = house.run_with("config check", &[(key, value)]);
            assert_eq!(code, 2, "{key}={value}: {said}");
        }
    }
}

#[test]
fn every_mistake_in_the_configuration_is_told_with_file_and_line() {
    let house = House::new();
    std::fs::create_dir(house.0.path().join("rood")).unwrap();
    house.file("rood/theme.toml", "# Ons rood\nbrand = \"#e2001a\"\n");
    for (text, says) in [
        (
            "[server]\nlisen = \"x\"",
            "sleutelbos.toml:2: there is no key `server.lisen`; did you mean `server.listen`?",
        ),
        (
            "[post]\nlisten = \"x\"",
            "sleutelbos.toml:2: there is no key `post.listen`; did you mean `server.listen`?",
        ),
        (
            "listen = \"x\"",
            "sleutelbos.toml:1: `listen` stands outside a section such as [server]",
        ),
        (
            "[server]\n\nlisten = \"here\"",
            "sleutelbos.toml:3: `server.listen` must be an address and a port, such as 127.0.0.1:8080",
        ),
        (
            "[server]\nlisten = 1.5",
            "sleutelbos.toml:2: `server.listen` must be a text, a whole number, true or false, or a list of texts",
        ),
        (
            "[server]\norigin = \"portal.example/x\"",
            "sleutelbos.toml:2: `server.origin` must be scheme, host and port",
        ),
        (
            "[server]\nmode = \"test\"",
            "`server.mode` must be `development` or `production`",
        ),
        (
            "[server]\ntrusted_proxies = [\"10.0.0.0/8\", \"ten\"]",
            "holds `ten`, which is no network",
        ),
        (
            "[server]\nrequest_timeout = 30",
            "`server.request_timeout` must be a time such as 30s, 15m, 12h or 7d",
        ),
        (
            "[database]\nurl = \"mysql://x\"",
            "`database.url` must be `sqlite:PATH` or `postgres://…`",
        ),
        (
            "[secrets]\nmaster = \"kort\"",
            "`secrets.master` must be 32 bytes in base64",
        ),
        (
            "[secrets]\npepper_id = \"veel te lang\"",
            "`secrets.pepper_id` must be 1 to 8 letters and digits",
        ),
        (
            "[secrets]\nold_peppers = \"x\"",
            "must be a list of `id:base64`",
        ),
        (
            "[password_hash]\npasses = 0",
            "`password_hash.passes` must be a whole number from 1 to 100",
        ),
        (
            "[post]\nsmtp_url = \"mail.example\"",
            "`post.smtp_url` must be `smtps://",
        ),
        (
            "[post]\nfrom = \"nobody\"",
            "`post.from` must be a name and an address",
        ),
        (
            "[post]\nsms_url = \"http://sms.example\"",
            "`post.sms_url` must be an https address",
        ),
        (
            "[post]\nsms_sender = \"A very long sender\"",
            "`post.sms_sender` must be at most 11",
        ),
        (
            "[portal]\nname = \"\"",
            "`portal.name` must be a text of 1 to 120 characters",
        ),
        (
            "[portal]\ntheme = \"nowhere\"",
            "`portal.theme` names nowhere, which is no folder",
        ),
        (
            "[portal]\ntheme = \"rood\"",
            "rood/theme.toml:2: `brand` has a contrast of 4.",
        ),
        (
            "[policy]\ninvitation = \"7 weeks\"",
            "`policy.invitation` must be a time",
        ),
        (
            "[policy]\nreminders = [\"3d\", \"9d\"]",
            "`policy.reminders` must come before the invitation ends",
        ),
        (
            "[policy]\nsession_idle = \"13h\"",
            "must be no shorter than policy.session_idle",
        ),
        (
            "[policy]\ncountries = [\"NL\"]",
            "`policy.countries` must be a list of country calling codes",
        ),
        (
            "[policy]\nlock = \"strict:1\"",
            "`policy.lock` must be `fair`, or `strict:N`",
        ),
        (
            "[content]\nfolder = \"nowhere\"",
            "`content.folder` names nowhere, which is no folder",
        ),
        (
            "[log]\nformat = \"xml\"",
            "`log.format` must be `text` or `json`",
        ),
        (
            "[content]\nleaked_passwords = \"nowhere\"",
            "`content.leaked_passwords` names nowhere, which cannot be used: ",
        ),
        ("[server\nlisten = 1", "sleutelbos.toml:1: "),
    ] {
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
    let refused = "must be an address of this machine alone, such as 127.0.0.1:8080";
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
        (
            "server.origin",
            "https://portal.voorbeeld.example".to_owned(),
        ),
        ("server.trusted_proxies", "127.0.0.1".to_owned()),
        (
            "post.smtp_url",
            "smtps://u:p@mail.voorbeeld.example".to_owned(),
        ),
        (
            "post.sms_url",
            "https://sms.voorbeeld.example/send".to_owned(),
        ),
        ("post.sms_token", "t".to_owned()),
        ("secrets.master", key(11)),
        ("secrets.pepper", key(90)),
        ("password_hash.memory_kib", "19456".to_owned()),
        ("audit.checkpoint_dir", "checkpoints".to_owned()),
        (
            "content.leaked_passwords",
            "none: checked where people register".to_owned(),
        ),
    ]
}

fn checked(house: &House, values: &[(&str, String)]) -> (i32, String) {
    let named: Vec<(String, &str)> = values
        .iter()
        .map(|(key, value)| {
            (
                format!("SLEUTELBOS__{}", key.to_uppercase().replace('.', "__")),
                value.as_str(),
            )
        })
        .collect();
    let environment: Vec<(&str, &str)> = named
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    let (code, _, said) = house.run_with("config check", &environment);
    (code, said)
}

#[test]
fn sec_73_production_judges_what_values_mean() {
    let house = House::new();
    let good = production(&house);
    assert_eq!(checked(&house, &good), (0, String::new()));
    let zero = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, [0; 32]);
    let known = "c2xldXRlbGJvcy1kZXZlbG9wbWVudC1vbmx5LWtleSE=";
    let master = good[6].1.clone();
    for (key, value) in [
        ("server.origin", "http://portal.voorbeeld.example"),
        ("server.trusted_proxies", ""),
        ("server.trusted_proxies", "10.0.0.0/8,0.0.0.0/0"),
        ("server.trusted_proxies", "0.0.0.0/1,128.0.0.0/1"),
        ("server.trusted_proxies", "::/0"),
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
        ("content.leaked_passwords", ""),
        ("content.leaked_passwords", "none:"),
        ("content.leaked_passwords", "none: no"),
        ("policy.sms_per_day", "10000001"),
        ("policy.session_absolute", "8d"),
        ("policy.code_tries", "1000"),
    ] {
        let mut values = good.clone();
        values.retain(|(name, _)| *name != key);
        values.push((key, value.to_owned()));
        let (code, said) = checked(&house, &values);
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
        ("server.trusted_proxies", "10.0.0.0/8,fd00::/8,203.0.113.7"),
    ] {
        let mut values = good.clone();
        values.retain(|(name, _)| *name != key);
        values.push((key, value.to_owned()));
        assert_eq!(
            checked(&house, &values),
            (0, String::new()),
            "{key} = {value}"
        );
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
