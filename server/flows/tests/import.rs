//! Import of organisations and people, with files as spreadsheets really write them.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use domain::{
    Problem,
    organisations::NumberProblem,
    shared::{
        email_address::EmailProblem,
        mobile_number::MobileProblem,
        person_name::{NamePart, NameProblem},
    },
};
use flows::{
    audit::{Checkpoints, Verdict, verify},
    execute,
    import::{
        Counts, Invitations, Mistake, Mode, Spoilt, What, finish_abandoned, left, organisations,
        people,
    },
    on, on_each_database,
    testing::{On, World},
};

const SEND: Invitations<'_> = Invitations::Send {
    by: "Voorbeeld Verzekeringen",
};

const OFFICES: &str = "soort;nummer;naam;rechten
adviseur;1234;Kantoor De Boer;
garage;200300;Garage Jansen;schade-melden offertes
autoverkoper;5555;\"Autohuis \"\"Van Dam\"\"; Zn\";polissen
";

const STAFF: &str = "soort;nummer;voornaam;voorletters;tussenvoegsel;achternaam;e-mail;mobiel;rol;rechten;taal;vanaf;tot en met
adviseur;1234;Karin;;de;Boer;karin@kantoor-deboer.example;0612345678;beheerder;*;;;
adviseur;1234;Piet;;;Jansen;piet@kantoor-deboer.example;'+31612345679;medewerker;offertes,polissen;nl;01-12-2026;31-12-2026
garage;200300;Fatima;F.;;Çelik;fatima@garage-jansen.example;612345670;beheerder;schade-melden;en;;
";

async fn with_offices(on: On) -> World {
    let world = World::new(on).await;
    organisations(&world.services, OFFICES.as_bytes(), Mode::Commit)
        .await
        .unwrap()
        .unwrap();
    world
}

async fn take(world: &World, file: &str, mode: Mode) -> Result<Counts, Vec<Mistake>> {
    let taken = people(&world.services, file.as_bytes(), mode, SEND).await;
    taken.unwrap().map(|taken| taken.counts)
}

async fn count(world: &World, table: &'static str) -> i64 {
    let mut tx = world.services.db.read().await.unwrap();
    let (rows,): (i64,) = on!(&mut tx, |c| sqlx::query_as(table).fetch_one(c)).unwrap();
    rows
}

async fn run(world: &World, statement: &'static str) {
    let mut tx = world.services.db.write().await.unwrap();
    execute!(&mut tx, statement).unwrap();
    tx.commit().await.unwrap();
}

/// A file that another version switched on and left: its kind, and its rows as they were put down.
async fn left_behind(world: &World, id: &str, kind: &str, rows: &[String]) {
    let mut tx = world.services.db.write().await.unwrap();
    let total = i64::try_from(rows.len()).unwrap();
    let begun = "insert into import_run (id, kind, state, total, through, added, changed, unchanged, left_alone, invitations,
         skipped, created_at, touched_at)
         values ($1, $2, 'going', $3, 0, 0, 0, 0, 0, 0, 0, 0, 0)";
    execute!(&mut tx, begun, id, kind, total).unwrap();
    for (place, row) in (1_i64..).zip(rows) {
        let put_down = "insert into import_row (run_id, place, content) values ($1, $2, $3)";
        execute!(&mut tx, put_down, id, place, row.as_str()).unwrap();
    }
    tx.commit().await.unwrap();
}

/// A row of a file of people; `more` is put into its text.
fn put_down(name: &str, role: &str, language: &str, more: &str) -> String {
    format!(
        r#"{{"at":["adviseur","1234"],"name":["{name}","","","Aa"],"email":["{name}@x.example","{name}@x.example"],
        "mobile":"+31612345600","role":"{role}","rights":[],"language":"{language}","valid_from":null,"valid_until":null{more}}}"#
    )
}

/// Housekeeping, which comes to an end whatever it finds.
async fn housekeeping(world: &World) -> u64 {
    world.clock.forward(std::time::Duration::from_secs(61));
    let within = std::time::Duration::from_secs(60);
    let done = tokio::time::timeout(within, finish_abandoned(&world.services)).await;
    done.expect("it comes to an end").unwrap()
}

const LEFT: &str = "select count(*) from import_row";

const PEOPLE: &str = "select count(*) from authorisation";
const LETTERS: &str =
    "select count(*) from outbox where letter = 'invitation' and link_id is not null";
const AUDIT: &str = "select count(*) from audit";

on_each_database! {
    async fn a_file_is_taken_and_taking_it_again_changes_nothing(on: On) {
        let world = with_offices(on).await;
        let first = take(&world, STAFF, Mode::Commit).await.unwrap();
        assert_eq!(first, Counts { new: 3, invitations: 3, ..Counts::default() });
        let again = take(&world, STAFF, Mode::Commit).await.unwrap();
        assert_eq!(again, Counts { unchanged: 3, ..Counts::default() });
        assert_eq!(count(&world, PEOPLE).await, 3);
        assert_eq!(count(&world, LETTERS).await, 3);
        assert_eq!(count(&world, "select count(*) from organisation_domain").await, 2);
        let offices = organisations(&world.services, OFFICES.as_bytes(), Mode::Commit).await.unwrap().unwrap();
        assert_eq!(offices, Counts { unchanged: 3, ..Counts::default() });
        let rows = count(&world, AUDIT).await;
        assert_eq!(verify(&world.services, &Checkpoints::default()).await.unwrap(), Verdict::Whole { rows, uncovered: rows });
    }

    async fn a_dry_run_counts_the_same_and_leaves_nothing_behind(on: On) {
        let world = with_offices(on).await;
        let rows = count(&world, AUDIT).await;
        let tried = take(&world, STAFF, Mode::DryRun).await.unwrap();
        assert_eq!(tried, Counts { new: 3, invitations: 3, ..Counts::default() });
        assert_eq!(count(&world, PEOPLE).await, 0);
        assert_eq!(count(&world, LETTERS).await, 0);
        assert_eq!(count(&world, AUDIT).await, rows);
        assert_eq!(take(&world, STAFF, Mode::Commit).await.unwrap(), tried);
    }

    async fn everything_of_a_row_arrives(on: On) {
        let world = with_offices(on).await;
        take(&world, STAFF, Mode::Commit).await.unwrap();
        let mut tx = world.services.db.read().await.unwrap();
        let piet: (String, String, String, String, i64, i64) = on!(&mut tx, |c| sqlx::query_as(
            "select u.state, u.mobile, u.initials, u.sort_key, u.valid_from, u.valid_until
             from authorisation u join account a on a.id = u.account_id
             where a.email_canonical = 'piet@kantoor-deboer.example'").fetch_one(c)).unwrap();
        let day = |year, month, day| domain::Moment::from_amsterdam_date(year, month, day).unwrap().unix_ms();
        assert_eq!(piet, (
            "invited".into(), "+31612345679".into(), "P.".into(), "jansen  piet".into(), day(2026, 12, 1), day(2027, 1, 1),
        ));
        let rights: Vec<(String, String)> = on!(&mut tx, |c| sqlx::query_as(
            "select u.sort_key, r.right_code from authorisation_right r join authorisation u on u.id = r.authorisation_id
             order by u.sort_key, r.right_code").fetch_all(c)).unwrap();
        let rights: Vec<String> = rights.iter().map(|(who, right)| format!("{who}: {right}")).collect();
        assert_eq!(rights, [
            "boer  karin de: offertes", "boer  karin de: polissen", "boer  karin de: schade-melden",
            "celik  fatima: schade-melden", "jansen  piet: offertes", "jansen  piet: polissen",
        ]);
        let words: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(
            "select w.word from authorisation_word w join authorisation u on u.id = w.authorisation_id
             where u.family_name = 'Çelik' and w.word <> u.access_code order by w.word").fetch_all(c)).unwrap();
        let words: Vec<&str> = words.iter().map(|(word,)| word.as_str()).collect();
        assert_eq!(words, ["celik", "fatima", "fatima@garage-jansen.example", "garage-jansen.example"]);
        let (name,): (String,) = on!(&mut tx, |c| sqlx::query_as(
            "select name from organisation where kind = 'autoverkoper'").fetch_one(c)).unwrap();
        assert_eq!(name, "Autohuis \"Van Dam\"; Zn");
        let (english,): (i64,) = on!(&mut tx, |c| sqlx::query_as(
            "select count(*) from outbox where language = 'en' and facts like '%Report damage%'").fetch_one(c)).unwrap();
        assert_eq!(english, 1);
    }

    async fn sec_74_a_file_of_a_kind_that_only_a_newer_version_knows_is_left_to_it_and_stops_no_other(on: On) {
        let world = with_offices(on).await;
        let rows = ["{}", "{}", "{}"].map(str::to_owned);
        left_behind(&world, "0-of-a-newer-version", "rights", &rows).await;
        left_behind(&world, "1-of-this-one", "people", &[put_down("ada", "medewerker", "nl", "")]).await;
        assert_eq!(housekeeping(&world).await, 1, "the other is finished");
        assert_eq!(count(&world, PEOPLE).await, 1);
        // A file that is taken meanwhile is taken.
        let taken = take(&world, STAFF, Mode::Commit).await.unwrap();
        assert_eq!(taken, Counts { new: 3, invitations: 3, ..Counts::default() });
        assert_eq!(housekeeping(&world).await, 0);
        assert_eq!(count(&world, LEFT).await, 3, "nothing of it is lost");
        assert_eq!(count(&world, "select count(*) from import_run where state = 'going' and through = 0 and skipped = 0").await, 1);
    }

    async fn sec_74_rows_of_a_file_that_only_a_newer_version_can_read_are_left_to_it_and_the_others_are_taken(on: On) {
        let world = with_offices(on).await;
        let mut rows = vec![
            put_down("ada", "medewerker", "nl", ""),
            put_down("bob", "auditor", "nl", ""),
            put_down("cem", "medewerker", "fy", ""),
            put_down("dia", "medewerker", "nl", r#","only_reads":true"#),
            "{}".to_owned(),
            put_down("eva", "beheerder", "en", ""),
        ];
        // More than go into the books at once.
        rows.extend((0..60).map(|_| "{}".to_owned()));
        rows.push(put_down("fay", "medewerker", "nl", ""));
        left_behind(&world, "0-of-a-newer-version", "people", &rows).await;
        let office = r#"{"kind":"adviseur","number":"77","name":"Kantoor Visser","rights":[],"branch_of":"1234"}"#;
        left_behind(&world, "1-of-a-newer-version", "organisations", &[office.to_owned()]).await;
        for _ in 0..2 {
            assert_eq!(housekeeping(&world).await, 0);
            assert_eq!(count(&world, PEOPLE).await, 3);
            assert_eq!(count(&world, LEFT).await, 65, "whoever can read them finds them");
            assert_eq!(count(&world, "select through from import_run where kind = 'people'").await, 1);
        }
        let taken = take(&world, STAFF, Mode::Commit).await.unwrap();
        assert_eq!(taken.new, 3, "no other file waits for it");
        // The newer version is back: what it put down is what this one reads now.
        run(&world, "update import_row set content = replace(content, 'auditor', 'medewerker')").await;
        run(&world, "update import_row set content = replace(content, '\"fy\"', '\"nl\"')").await;
        run(&world, "update import_row set content = replace(content, ',\"only_reads\":true', '')").await;
        run(&world, "update import_row set content = replace(content, ',\"branch_of\":\"1234\"', '')").await;
        run(&world, "delete from import_row where content = '{}'").await;
        assert_eq!(housekeeping(&world).await, 2);
        assert_eq!((count(&world, PEOPLE).await, count(&world, LEFT).await), (9, 0));
        assert_eq!(count(&world, "select added from import_run where kind = 'people' and total = 67").await, 6);
    }

    async fn sec_74_a_file_makes_nobody_something_else_of_whom_a_newer_version_knows_more(on: On) {
        let world = with_offices(on).await;
        take(&world, STAFF, Mode::Commit).await.unwrap();
        run(&world, "update authorisation set role = 'auditor' where family_name = 'Boer'").await;
        for mode in [Mode::DryRun, Mode::Commit] {
            let again = take(&world, STAFF, mode).await.unwrap();
            assert_eq!(again, Counts { unchanged: 2, left_alone: 1, ..Counts::default() });
        }
        assert_eq!(count(&world, "select count(*) from authorisation where role = 'auditor'").await, 1);
    }

    async fn sec_74_a_row_that_does_not_go_into_the_books_keeps_no_other_of_its_file_out(on: On) {
        let world = with_offices(on).await;
        let refuses: &[&str] = match on {
            On::Sqlite => &[
                "create trigger refuses before insert on account when new.email_canonical like 'bob%'
                 begin select raise(abort, 'no'); end",
            ],
            On::Postgres => &[
                "create function no() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$",
                "create trigger refuses before insert on account for each row when (new.email_canonical like 'bob%')
                 execute function no()",
            ],
        };
        for statement in refuses {
            run(&world, statement).await;
        }
        let rows = ["ada", "bob", "cem"].map(|name| put_down(name, "medewerker", "nl", ""));
        left_behind(&world, "0-left", "people", &rows).await;
        assert_eq!(housekeeping(&world).await, 0);
        assert_eq!((count(&world, PEOPLE).await, count(&world, LEFT).await), (2, 1));
        run(&world, if on == On::Sqlite { "drop trigger refuses" } else { "drop trigger refuses on account" }).await;
        assert_eq!(housekeeping(&world).await, 1);
        assert_eq!((count(&world, PEOPLE).await, count(&world, LEFT).await), (3, 0));
    }

    async fn sec_74_rows_that_only_another_version_reads_cost_no_turn_and_are_told_after_an_hour(on: On) {
        let world = with_offices(on).await;
        let mut rows = vec!["{}".to_owned(); 2_500];
        rows[1_700] = put_down("ada", "medewerker", "nl", "");
        left_behind(&world, "0-left", "people", &rows).await;
        left_behind(&world, "1-of-a-kind-nobody-knows", "rights", &["{}".to_owned()]).await;
        let hour = std::time::Duration::from_secs(60 * 60);
        assert_eq!(housekeeping(&world).await, 0);
        assert_eq!((count(&world, PEOPLE).await, count(&world, LEFT).await), (1, 2_500));
        let touched = "select max(touched_at) from import_run where kind = 'people'";
        let before = count(&world, touched).await;
        assert_eq!(left(&world.services, hour).await.unwrap(), 1, "the other one was taken from a moment ago");
        let began = std::time::Instant::now();
        assert_eq!(housekeeping(&world).await, 0);
        // Fifty pieces would take more than five seconds by the turns that they leave to others.
        assert!(began.elapsed() < std::time::Duration::from_secs(4), "{:?}", began.elapsed());
        assert_eq!(count(&world, touched).await, before, "nothing is written");
        world.clock.forward(hour);
        assert_eq!(left(&world.services, hour).await.unwrap(), 2_500);
        run(&world, "delete from import_row").await;
        assert_eq!(left(&world.services, hour).await.unwrap(), 0);
    }

    async fn sec_74_a_file_whose_end_cannot_be_written_down_holds_up_no_other(on: On) {
        let world = with_offices(on).await;
        left_behind(&world, "0-without-rows", "people", &[]).await;
        run(&world, "alter table audit rename to audit_of_a_newer_version").await;
        assert_eq!(housekeeping(&world).await, 0);
        run(&world, "alter table audit_of_a_newer_version rename to audit").await;
        assert_eq!(housekeeping(&world).await, 1);
    }

    async fn letters_that_were_held_back_go_out_with_a_later_run(on: On) {
        let world = with_offices(on).await;
        let silent = people(&world.services, STAFF.as_bytes(), Mode::Commit, Invitations::HoldBack).await.unwrap().unwrap();
        assert_eq!(silent.counts, Counts { new: 3, ..Counts::default() });
        assert_eq!(count(&world, LETTERS).await, 0);
        let later = take(&world, STAFF, Mode::Commit).await.unwrap();
        assert_eq!(later, Counts { unchanged: 3, invitations: 3, ..Counts::default() });
        assert_eq!(count(&world, LETTERS).await, 3);
    }

    async fn who_is_only_invited_is_changed_and_who_activated_is_left_alone(on: On) {
        let world = with_offices(on).await;
        take(&world, STAFF, Mode::Commit).await.unwrap();
        run(&world, "update authorisation set state = 'active' where family_name = 'Jansen'").await;
        let other = STAFF.replace("0612345678", "0687654321").replace("'+31612345679", "0687654321");
        let counts = take(&world, &other, Mode::Commit).await.unwrap();
        assert_eq!(counts, Counts { changed: 1, unchanged: 1, left_alone: 1, ..Counts::default() });
        assert_eq!(count(&world, "select count(*) from authorisation where mobile = '+31687654321' and family_name = 'Boer'").await, 1);
        assert_eq!(count(&world, "select count(*) from authorisation where mobile = '+31612345679' and family_name = 'Jansen'").await, 1);
        assert_eq!(count(&world, "select count(*) from authorisation_word where word = 'karin'").await, 1);
    }

    async fn what_somebody_decided_about_an_invitation_is_not_undone_by_the_file_of_next_month(on: On) {
        for decided in [
            "update authorisation set role = 'beheerder' where family_name = 'Jansen'",
            "update authorisation set mobile = '+31612340000', mobile_changed_at = 5 where family_name = 'Jansen'",
            "update authorisation set valid_until = valid_until + 1 where family_name = 'Jansen'",
            "delete from authorisation_right where right_code = 'polissen' and authorisation_id = (select id from authorisation where family_name = 'Jansen')",
            // As another writer of the whole invitation does.
            "update authorisation set mobile = '+31612340000', as_filed = null where family_name = 'Jansen'",
        ] {
            let world = with_offices(on).await;
            take(&world, STAFF, Mode::Commit).await.unwrap();
            run(&world, decided).await;
            let other = STAFF.replace("Piet;;;Jansen", "Pieter;;;Jansen").replace("Karin;;", "Karen;;");
            for mode in [Mode::DryRun, Mode::Commit] {
                for file in [STAFF, &other] {
                    let counts = take(&world, file, mode).await.unwrap();
                    assert_eq!((counts.left_alone, counts.invitations), (1, 0), "{mode:?}: {decided}");
                }
            }
            assert_eq!(count(&world, "select count(*) from authorisation where given_name = 'Piet'").await, 1, "{decided}");
            assert_eq!(count(&world, "select count(*) from authorisation where given_name = 'Karen'").await, 1, "{decided}");
        }
    }

    async fn whom_an_admin_changed_before_the_letters_went_out_is_invited_as_that_admin_left_it(on: On) {
        let world = with_offices(on).await;
        people(&world.services, STAFF.as_bytes(), Mode::Commit, Invitations::HoldBack).await.unwrap().unwrap();
        run(&world, "delete from authorisation_right where right_code = 'polissen' and authorisation_id = (select id from authorisation where family_name = 'Jansen')").await;
        let counts = take(&world, STAFF, Mode::Commit).await.unwrap();
        assert_eq!(counts, Counts { unchanged: 2, left_alone: 1, invitations: 3, ..Counts::default() });
        let letters = "select count(*) from outbox where letter = 'invitation' and facts like '%polissen%' and account_id = (select account_id from authorisation where family_name = 'Jansen')";
        assert_eq!(count(&world, letters).await, 0);
    }

    async fn lines_about_people_who_get_no_access_by_a_file_are_named(on: On) {
        let world = with_offices(on).await;
        take(&world, STAFF, Mode::Commit).await.unwrap();
        // An admin withdrew one invitation; the access of another one ended. The third is invited.
        run(&world, "update authorisation set state = 'stopped' where family_name = 'Jansen'").await;
        run(&world, "update authorisation set state = 'active', activated_at = 1, valid_until = 2 where family_name = 'Boer'").await;
        for mode in [Mode::DryRun, Mode::Commit] {
            let taken = people(&world.services, STAFF.as_bytes(), mode, SEND).await.unwrap().unwrap();
            assert_eq!(taken.without_access, [2, 3], "{mode:?}");
            assert_eq!(taken.counts.invitations, 0);
        }
        // Whose access the file itself ends is no surprise.
        let over = "soort;nummer;voornaam;achternaam;e-mail;mobiel;tot en met\nadviseur;1234;Karin;Boer;karin@kantoor-deboer.example;0612345678;01-01-2020\n";
        let taken = people(&world.services, over.as_bytes(), Mode::DryRun, SEND).await.unwrap().unwrap();
        assert_eq!(taken.without_access, [0; 0]);
    }

    async fn an_organisation_gets_its_new_name_and_rights(on: On) {
        let world = with_offices(on).await;
        let other = OFFICES.replace("Garage Jansen;schade-melden offertes", "Garage Jansen en Zn;polissen");
        let counts = organisations(&world.services, other.as_bytes(), Mode::Commit).await.unwrap().unwrap();
        assert_eq!(counts, Counts { changed: 1, unchanged: 2, ..Counts::default() });
        assert_eq!(count(&world, "select count(*) from organisation_right r join organisation o on o.id = r.organisation_id
            where o.name_key = 'garage jansen en zn' and r.right_code = 'polissen'").await, 1);
        assert_eq!(count(&world, "select count(*) from organisation_right r join organisation o on o.id = r.organisation_id
            where o.kind = 'garage'").await, 1);
    }

    async fn a_person_known_elsewhere_is_one_account_with_two_authorisations(on: On) {
        let world = with_offices(on).await;
        let second = "garage;200300;Karin;;de;Boer;KARIN@kantoor-deboer.example;0611111111;;;;;\n";
        let counts = take(&world, &format!("{STAFF}{second}"), Mode::Commit).await.unwrap();
        assert_eq!(counts.new, 4);
        assert_eq!(count(&world, "select count(*) from account").await, 3);
    }

    async fn files_come_in_every_shape_that_spreadsheets_write(on: On) {
        let world = with_offices(on).await;
        let shapes = [
            ("with a BOM", format!("\u{feff}{STAFF}")),
            ("with CRLF", STAFF.replace('\n', "\r\n")),
            ("with commas", STAFF.replace("offertes,polissen", "offertes|polissen").replace(';', ",")),
            ("with tabs", STAFF.replace(';', "\t")),
            ("every cell in quotes", STAFF.lines().map(|line| format!("\"{}\"\n", line.replace(';', "\";\""))).collect()),
            ("with empty lines", STAFF.replace('\n', "\n;;;;;;;;;;;;\n\n")),
            ("capitals above", STAFF.replacen("soort;nummer", "Soort;NUMMER", 1)),
            ("without the last line end", STAFF.trim_end().to_owned()),
            ("with CR", STAFF.replace('\n', "\r")),
            ("with sep= on top", format!("sep=;\r\n{STAFF}")),
            ("with sep= in quotes", format!("\"sep=;\"\n{STAFF}")),
            ("with sep= and tabs", format!("\u{feff}sep=\t\n{}", STAFF.replace(';', "\t"))),
            ("with empty columns at the end", STAFF.replace('\n', ";;\n")),
            ("with one separator more in the rows", STAFF.replace('\n', ";\n").replacen("met;\n", "met\n", 1)),
            ("without the last empty cells", STAFF.replace(";;;\n", "\n").replace(";;\n", "\n")),
            ("with blank lines above", format!("\r\n;;;\r\n{STAFF}")),
            ("with NBSP and a line break in headings", STAFF.replacen("tot en met", "\"tot\u{a0}en\r\nmet\"", 1).replacen("e-mail", "E\u{2011}mail\u{a0}", 1)),
            ("with spaces around quotes", STAFF.replace("Karin;;de", " \"Karin\" ; ;de")),
            ("with Ctrl-Z at the end", format!("{STAFF}\u{1a}")),
            ("with marks that say text", STAFF.replace(";0612345678", ";=\"0612345678\"").replace(";612345670", ";'0612345670").replace(";1234;", ";'1234;")),
            ("with midnight behind a day", STAFF.replace("01-12-2026", "2026-12-01 00:00:00")),
            ("with rights on lines of their own", STAFF.replace("offertes,polissen", "\"offertes\r\npolissen\"")),
        ];
        for (shape, file) in shapes {
            let counts = take(&world, &file, Mode::DryRun).await;
            assert_eq!(counts, Ok(Counts { new: 3, invitations: 3, ..Counts::default() }), "{shape}");
        }
    }

    async fn utf_16_is_a_file_as_any_other(on: On) {
        let world = with_offices(on).await;
        let little: Vec<u8> = STAFF.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = format!("\u{feff}{}", STAFF.replace(';', "\t")).encode_utf16().flat_map(u16::to_be_bytes).collect();
        for file in [little, big] {
            let taken = people(&world.services, &file, Mode::DryRun, SEND).await.unwrap();
            assert_eq!(taken.map(|taken| taken.counts.new), Ok(3));
        }
    }

    async fn a_number_that_looks_like_a_quantity_is_nobody_elses(on: On) {
        let world = with_offices(on).await;
        let other = "garage;2003000;Een ander bedrijf\n";
        organisations(&world.services, format!("soort;nummer;naam\n{other}").as_bytes(), Mode::Commit).await.unwrap().unwrap();
        let mistaken = STAFF.replace(";200300;", ";200300.0;");
        assert!(take(&world, &mistaken, Mode::Commit).await.is_err());
        assert_eq!(count(&world, PEOPLE).await, 0);
    }

    async fn a_file_invites_nobody_whose_access_is_over(on: On) {
        let world = with_offices(on).await;
        let row = |until: &str| format!("soort;nummer;voornaam;achternaam;e-mail;mobiel;tot en met\nadviseur;1234;Karin;Boer;karin@kantoor-deboer.example;0612345678;{until}\n");
        let over = take(&world, &row("19-11-2026"), Mode::Commit).await.unwrap_err();
        assert_eq!(over[0].what, What::Field(Problem::DateInPast));
        assert_eq!(count(&world, PEOPLE).await, 0);
        // Held back while the access was to come, and over when the letters are let go.
        people(&world.services, row("20-11-2026").as_bytes(), Mode::Commit, Invitations::HoldBack).await.unwrap().unwrap();
        run(&world, "update authorisation set valid_until = 2").await;
        for until in ["01-01-1970", "19-11-2026"] {
            for mode in [Mode::DryRun, Mode::Commit] {
                assert_eq!(take(&world, &row(until), mode).await.unwrap().invitations, 0, "{until} {mode:?}");
            }
        }
        assert_eq!(count(&world, LETTERS).await, 0);
        assert_eq!(take(&world, &row("31-12-2026"), Mode::Commit).await.unwrap().invitations, 1);
    }

    async fn one_mistake_and_the_whole_file_is_refused(on: On) {
        let world = with_offices(on).await;
        let broken = STAFF.replace("612345670", "612");
        assert!(take(&world, &broken, Mode::Commit).await.is_err());
        assert_eq!(count(&world, PEOPLE).await, 0);
        assert_eq!(count(&world, "select count(*) from audit where event = 'imported'").await, 1);
    }
}

/// A file with one row, of which one cell is different; what is said about it, on line 2.
#[tokio::test]
async fn every_mistake_in_a_row_is_told_with_its_column() {
    let world = with_offices(On::Sqlite).await;
    let field = |problem| What::Field(problem);
    let name = |problem| field(Problem::Name(problem));
    let right = "verzekeren".to_owned();
    let cases: [(&'static str, &str, What); 41] = [
        ("soort", "", What::Empty),
        ("soort", "bakker", What::KindUnknown),
        ("nummer", "", What::Number(NumberProblem::Missing)),
        ("nummer", "12a4", What::Number(NumberProblem::NotDigits)),
        (
            "nummer",
            "12",
            What::Number(NumberProblem::Length {
                has: 2,
                min: 4,
                max: 9,
            }),
        ),
        ("nummer", "9999", What::OrganisationUnknown { zeros: None }),
        (
            "nummer",
            "00200300",
            What::OrganisationUnknown {
                zeros: Some("200300".into()),
            },
        ),
        ("nummer", "20030.0", What::Spreadsheet(Spoilt::Fraction)),
        ("nummer", "200300.0", What::Spreadsheet(Spoilt::Fraction)),
        ("nummer", "2,003E+05", What::Spreadsheet(Spoilt::Shortened)),
        ("nummer", "200300-1", What::Number(NumberProblem::Groups)),
        (
            "mobiel",
            "6,12346E+08",
            What::Spreadsheet(Spoilt::Shortened),
        ),
        ("mobiel", "061234567.0", What::Spreadsheet(Spoilt::Fraction)),
        ("achternaam", "#NAAM?", What::Spreadsheet(Spoilt::Error)),
        ("achternaam", "M\u{fffd}ller", What::LetterLost),
        (
            "achternaam",
            "MÃ¼ller",
            What::EncodedTwice {
                was: "Müller".into(),
            },
        ),
        ("achternaam", "\"Bo\r\ner\"", What::LineBreak),
        ("tot en met", "19-11-2026", field(Problem::DateInPast)),
        ("vanaf", "01-01-2090", field(Problem::DateTooFar)),
        ("voornaam", "", What::Empty),
        (
            "voornaam",
            "12345",
            name(NameProblem::NotAName(NamePart::Given)),
        ),
        ("voornaam", "Jan\u{202e}", What::HiddenCharacter),
        ("achternaam", "", What::Empty),
        (
            "achternaam",
            "<script>",
            name(NameProblem::NotAName(NamePart::Family)),
        ),
        (
            "tussenvoegsel",
            "{{x}}",
            name(NameProblem::NotAName(NamePart::Infix)),
        ),
        (
            "voorletters",
            "http://x",
            name(NameProblem::NotAName(NamePart::Initials)),
        ),
        ("e-mail", "", What::Empty),
        ("e-mail", "karin", field(Problem::Email(EmailProblem::NoAt))),
        (
            "e-mail",
            "Karin <k@x.example>",
            field(Problem::Email(EmailProblem::DisplayName)),
        ),
        ("mobiel", "", What::Empty),
        (
            "mobiel",
            "0612",
            field(Problem::Mobile(MobileProblem::TooFewDigits {
                has: 4,
                needs: 10,
            })),
        ),
        (
            "mobiel",
            "0201234567",
            field(Problem::Mobile(MobileProblem::Landline)),
        ),
        (
            "mobiel",
            "+15551234567",
            field(Problem::Mobile(MobileProblem::CountryNotAllowed)),
        ),
        ("rol", "baas", What::RoleUnknown),
        ("rechten", "verzekeren", What::RightUnknown(right)),
        ("rechten", "polissen", What::RightNotHeld("polissen".into())),
        ("taal", "fries", What::LanguageUnknown),
        ("vanaf", "31-02-2026", field(Problem::DateMalformed)),
        ("vanaf", "morgen", field(Problem::DateMalformed)),
        ("tot en met", "2026/12/31", field(Problem::DateMalformed)),
        ("tot en met", "31-12-2019", field(Problem::DateOrder)),
    ];
    for (column, cell, what) in cases {
        let row = [
            ("soort", "garage"),
            ("nummer", "200300"),
            ("voornaam", "Karin"),
            ("voorletters", ""),
            ("tussenvoegsel", ""),
            ("achternaam", "Boer"),
            ("e-mail", "karin@x.example"),
            ("mobiel", "0612345678"),
            ("rol", ""),
            ("rechten", ""),
            ("taal", ""),
            (
                "vanaf",
                if column == "tot en met" {
                    "01-01-2020"
                } else {
                    "01-12-2026"
                },
            ),
            ("tot en met", ""),
        ];
        let header = row.map(|(name, _)| name).join(";");
        let cells = row
            .map(|(name, good)| if name == column { cell } else { good })
            .join(";");
        let found = take(&world, &format!("{header}\n{cells}\n"), Mode::Commit).await;
        let expected = Mistake {
            line: 2,
            column: Some(column),
            place: row.iter().position(|(name, _)| *name == column),
            what,
        };
        assert_eq!(found, Err(vec![expected]), "{column}: {cell:?}");
    }
}

#[tokio::test]
async fn every_mistake_in_a_file_is_told_with_its_line() {
    let world = with_offices(On::Sqlite).await;
    let at = |line, column, what| Mistake {
        line,
        column,
        place: None,
        what,
    };
    let header = "soort;nummer;naam\n";
    let unknown = |name: &str, meant| What::ColumnUnknown {
        name: name.into(),
        meant,
    };
    let cases: [(Vec<u8>, Vec<Mistake>); 25] = [
        (b"".to_vec(), vec![at(1, None, What::NoRows)]),
        (header.into(), vec![at(1, None, What::NoRows)]),
        (
            format!("{header};;\n\n").into(),
            vec![at(1, None, What::NoRows)],
        ),
        (
            b"\xff\xfes\0\n\0x".to_vec(),
            vec![at(2, None, What::Utf16Broken)],
        ),
        (b"PK\x03\x04\x14".to_vec(), vec![at(1, None, What::NoCsv)]),
        (
            b"soort;nummer;naam\rgarage;1234;A\rgarage;1235;Caf\xe9\r".to_vec(),
            vec![at(3, None, What::NotUtf8)],
        ),
        (
            format!("\r\n\r\n{header}\r\ngarage;1234;\r\n").into(),
            vec![at(5, Some("naam"), What::Empty)],
        ),
        (
            format!("{header}garage;1234;\"Een\ngarage;1235;Twee\ngarage;1236;\n").into(),
            vec![
                at(2, Some("naam"), What::QuoteOpen),
                at(4, Some("naam"), What::Empty),
            ],
        ),
        (
            format!("{header}garage;1234;\"Van Dam\" Zn\n").into(),
            vec![at(2, Some("naam"), What::QuoteAstray)],
        ),
        (
            format!("{header}garage;\"1234;Een\ngarage\";1235;Twee;x\n").into(),
            vec![at(2, None, What::QuoteRuns { until: 3 })],
        ),
        (
            format!("{header}garage;1234;{}\n", "a".repeat(1_000_000)).into(),
            vec![at(2, Some("naam"), What::CellTooLong)],
        ),
        (
            format!("{header}garage;1234;Een;Twee\n").into(),
            vec![at(2, None, What::Cells { has: 4, needs: 3 })],
        ),
        (
            b"soort;nummer;naam;;\ngarage;1234;Een;;x\ngarage;1235;Twee;;y\n".to_vec(),
            vec![
                at(2, None, What::Cells { has: 5, needs: 3 }),
                at(3, None, What::Cells { has: 5, needs: 3 }),
            ],
        ),
        (
            b"soort;;nummer;naam\ngarage;x;1234;Een\ngarage;y;1235;Twee\n".to_vec(),
            vec![at(2, None, What::NoHeading)],
        ),
        (
            b"soort;polisnummer;bedrijf\n".to_vec(),
            vec![
                at(1, None, unknown("polisnummer", Some("nummer"))),
                at(1, None, unknown("bedrijf", Some("naam"))),
            ],
        ),
        (
            format!("{header}garage;0123456;Een\n\ngarage;123456;Twee\n").into(),
            vec![at(
                4,
                Some("nummer"),
                What::Zeros {
                    other: "0123456".into(),
                    first: Some(2),
                },
            )],
        ),
        (
            format!("{header}garage;0200300;Garage Jansen\n").into(),
            vec![at(
                2,
                Some("nummer"),
                What::Zeros {
                    other: "200300".into(),
                    first: None,
                },
            )],
        ),
        (
            b"soort;nummer;naam\ngarage;1234;A\ngarage;1235;Caf\xe9\n".to_vec(),
            vec![at(3, None, What::NotUtf8)],
        ),
        (
            b"soort;naam\n".to_vec(),
            vec![at(1, Some("nummer"), What::ColumnMissing)],
        ),
        (
            b"soort;nummer;naam;naam\n".to_vec(),
            vec![at(1, Some("naam"), What::ColumnTwice)],
        ),
        (
            b"soort;nummer;naam;plaats\n".to_vec(),
            vec![at(1, None, unknown("plaats", None))],
        ),
        (
            format!("{header}garage;1234;Een\ngarage;1235\n").into(),
            vec![at(3, None, What::Cells { has: 2, needs: 3 })],
        ),
        (
            format!("{header}garage;1234;\"Een\nTwee\"\n").into(),
            vec![at(2, Some("naam"), What::LineBreak)],
        ),
        (
            format!("{header}garage;1234;Een\ngarage;12 34;Twee\n").into(),
            vec![at(3, Some("nummer"), What::Twice { first: 2 })],
        ),
        (
            format!("{header}garage;1234;{}\nbakker;1;\n", "a".repeat(161)).into(),
            vec![
                at(2, Some("naam"), What::TooLong),
                at(3, Some("naam"), What::Empty),
                at(3, Some("soort"), What::KindUnknown),
            ],
        ),
    ];
    for (file, mistakes) in cases {
        let found = organisations(&world.services, &file, Mode::Commit)
            .await
            .unwrap();
        let found = found.map_err(|found| {
            let mut found = found;
            found.iter_mut().for_each(|mistake| mistake.place = None);
            found
        });
        let begin: String = String::from_utf8_lossy(&file).chars().take(200).collect();
        assert_eq!(found, Err(mistakes), "{begin}");
    }
}
