//! What an operator does for people, and about budgets.

use super::{House, OFFICES, STAFF};

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
    // Not accepted yet: it is sent anew.
    assert_eq!(house.run(create).1, said);
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
fn every_command_reports_in_dutch_to_who_asks_for_that() {
    let house = House::new();
    house.file("offices.csv", OFFICES);
    house.file("no-checkpoint", "niets");
    let create = |number: &str, rest: &str| {
        format!("admin create --kind garage --number {number} --given Mo --family Bakker {rest}")
    };
    let mo = "--email mo@garage-jansen.example --mobile 0612345670";
    let right = "--number 200300 --email mo@garage-jansen.example --right";
    for (words, code, says) in [
        ("migrate", 0, "De database is bijgewerkt."),
        ("config check", 0, "De configuratie klopt."),
        (
            "config calibrate",
            0,
            "Nu kost een wachtwoord op deze machine ",
        ),
        ("content check", 0, "De inhoud klopt."),
        (
            "import organisations offices.csv",
            0,
            "2 nieuw, 0 gewijzigd",
        ),
        (
            "import people nowhere.csv",
            2,
            "nowhere.csv: kan niet worden gelezen: ",
        ),
        (&create("200300", mo), 0, "De uitnodiging staat klaar."),
        (
            &create("999999", mo),
            1,
            "Er is geen organisatie met deze soort en dit nummer.",
        ),
        (
            &create("x", mo),
            2,
            "--number: dit is geen nummer van deze soort organisatie",
        ),
        (
            &create("200300", "--email mo --mobile 0612345670"),
            2,
            "mo: dit is geen e-mailadres",
        ),
        (
            &create("200300", "--email mo@x.example --mobile 0201234567"),
            2,
            "--mobile: dit is geen mobiel nummer",
        ),
        (
            &format!("admin give-right --kind garage {right} taxaties"),
            2,
            "--right: deze soort organisatie kent die autorisatie niet",
        ),
        (
            "admin unblock mo@garage-jansen.example",
            0,
            "Dit account was niet geblokkeerd.",
        ),
        (
            "admin unblock niemand@nergens.example",
            1,
            "Er is geen account met dit adres.",
        ),
        (
            "mail test mo@garage-jansen.example",
            0,
            "De testmail staat klaar.",
        ),
        (
            "budgets",
            0,
            "Geen enkele grens is voor de helft of meer gebruikt.",
        ),
        (
            "budgets lift sms-day",
            1,
            "sms-day: er is geen grens met deze naam.",
        ),
        (
            "audit verify",
            0,
            "Het logboek is compleet en ongewijzigd: ",
        ),
        (
            "audit verify --checkpoint no-checkpoint",
            2,
            "no-checkpoint: dit is geen controlepunt",
        ),
        ("adopt", 0, "De database was van "),
    ] {
        let (got, out, err) = house.run(&format!("--language nl {words}"));
        assert_eq!(got, code, "{words}: {out}{err}");
        assert!(format!("{out}{err}").contains(says), "{words}: {out}{err}");
    }
}

#[test]
fn sec_76_a_folder_of_checkpoints_that_is_away_is_told_and_keeps_only_those_from_working_who_write_there()
 {
    let house = House::new();
    let away = [("SLEUTELBOS__AUDIT__CHECKPOINT_DIR", "nowhere")];
    for (words, code, says) in [
        ("migrate", 0, "The database is up to date."),
        (
            "admin unblock niemand@nergens.example",
            1,
            "There is no account with this address.",
        ),
        ("audit verify", 2, "nowhere: cannot be read: "),
        ("config check", 2, ""),
        ("serve", 2, ""),
    ] {
        let (got, out, err) = house.run_with(words, &away);
        assert_eq!(got, code, "{words}: {out}{err}");
        for says in [
            "`audit.checkpoint_dir` names nowhere, which is no folder",
            says,
        ] {
            assert!(format!("{out}{err}").contains(says), "{words}: {out}{err}");
        }
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
    let complaint = "moved.txt:3: a landline number; fill in a mobile number\n";
    for people in [1, 0] {
        let said = format!("People affected, who will get an e-mail: {people}.\n");
        assert_eq!(
            house.run("moved moved.txt"),
            (1, said, complaint.to_owned())
        );
    }
}

#[tokio::test]
async fn sec_35_what_the_database_does_not_take_of_a_list_keeps_nobody_else_of_it_from_hearing() {
    let house = House::new();
    house.file("offices.csv", OFFICES);
    house.file("staff.csv", STAFF);
    house.file("moved.txt", "0612345678\n0612345679\n");
    house.run("import organisations offices.csv");
    house.run("import people staff.csv");
    let pool = sqlx::SqlitePool::connect(&house.database()).await.unwrap();
    let held = "create trigger held before update of reset_off_until on account
        when old.email_canonical = 'fatima@garage-jansen.example' begin select raise(abort, 'held'); end";
    sqlx::query(held).execute(&pool).await.unwrap();
    let (code, said, wrong) = house.run("moved moved.txt");
    assert_eq!(code, 1);
    assert_eq!(said, "People affected, who will get an e-mail: 1.\n");
    assert!(
        wrong.starts_with("moved.txt:1: not taken in (") && wrong.lines().count() == 1,
        "{wrong}"
    );
    sqlx::query("drop trigger held")
        .execute(&pool)
        .await
        .unwrap();
    assert_eq!(house.run("moved moved.txt").0, 0);
}

#[tokio::test]
async fn an_operator_sees_which_budgets_run_out_and_has_one_begin_anew() {
    let house = House::new();
    house.run("migrate");
    assert_eq!(
        house.run("budgets"),
        (
            0,
            "No limit has been used by half or more.\n".to_owned(),
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
guesses/24:0123456789ab: wrong passwords that were checked from one network (/24), 50 of 50 until 2100-01-01T00:00:00Z
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
    assert!(house.run("budgets").1.starts_with("No limit"));
    let lifted = "select count(*) from audit where event = 'budget_lifted' and actor = 'operator'";
    let (rows,): (i64,) = sqlx::query_as(lifted).fetch_one(&pool).await.unwrap();
    assert_eq!(rows, 2);
    pool.close().await;
}

#[tokio::test]
async fn sec_75_what_is_wrong_with_a_server_is_said_by_whatever_opens_it() {
    let house = House::new();
    let url = flows::testing::postgres_url().await.unwrap();
    let (code, _, said) = house.run_with("migrate", &[("SLEUTELBOS__DATABASE__URL", &url)]);
    // The server of the tests waits for no disk.
    assert!(
        code == 0 && said.contains("a power cut damages this database"),
        "{code} {said}"
    );
}
