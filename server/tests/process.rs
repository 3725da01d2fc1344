//! The program as a process of its own: what it is told by signals, and what the system keeps from it.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    fs::{File, OpenOptions},
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

/// Nothing here takes that long, but for a machine that has other things to do.
const AT_MOST: Duration = Duration::from_secs(60);

/// `sleutelbos serve` on a folder of its own.
struct Portal {
    folder: tempfile::TempDir,
    child: Child,
    at: String,
}

/// The program in a folder, by way of a shell that limits it first.
fn program(folder: &Path, limits: &str, words: &str, more: &[(&str, &str)]) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("{limits} exec \"$0\" {words}")])
        .arg(env!("CARGO_BIN_EXE_sleutelbos"))
        .env_clear()
        .env("SLEUTELBOS__SERVER__MODE", "development")
        .env("SLEUTELBOS__SERVER__LISTEN", "127.0.0.1:0")
        .env("SLEUTELBOS__PASSWORD_HASH__MEMORY_KIB", "64")
        .env("SLEUTELBOS__SERVER__HEADER_TIMEOUT", "5m")
        .envs(more.iter().copied())
        .current_dir(folder)
        .stdin(Stdio::null());
    command
}

impl Portal {
    fn starts(limits: &str, more: &[(&str, &str)]) -> Self {
        Self::starts_with(limits, more, |_| Stdio::null())
    }

    /// `log` says where standard error goes.
    fn starts_with(limits: &str, more: &[(&str, &str)], log: impl FnOnce(&Path) -> Stdio) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let log = log(folder.path());
        let mut child = program(folder.path(), limits, "serve", more)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        // Whoever reads the first line hangs up after it.
        BufReader::new(out).read_line(&mut line).unwrap();
        let at = line.trim().strip_prefix("listening on http://");
        let at = at
            .unwrap_or_else(|| panic!("it did not start: {line:?}"))
            .to_owned();
        Self { folder, child, at }
    }

    fn comes(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.at).unwrap();
        stream.set_read_timeout(Some(AT_MOST)).unwrap();
        stream
    }

    fn half_a_header(&self) -> TcpStream {
        let mut stream = self.comes();
        // It may be gone already, where there are many.
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: ");
        stream
    }

    /// What is answered to somebody who looks.
    fn looks(&self, path: &str) -> String {
        let mut stream = self.comes();
        let look = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(look.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn is_sent(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Waits until it has ended; its exit code.
    fn ends(&mut self) -> Option<i32> {
        let began = Instant::now();
        while began.elapsed() < AT_MOST {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::yield_now();
        }
        panic!("it does not end");
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        // Most have ended by themselves.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a start complained of that did not come to anything.
fn refused(mut command: Command) -> String {
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    // It says nothing before it ends, or that it listens.
    out.read_line(&mut line).unwrap();
    if !line.is_empty() {
        child.kill().unwrap();
    }
    let ended = child.wait_with_output().unwrap();
    assert!(
        line.is_empty() && !ended.status.success(),
        "it starts: {line}"
    );
    String::from_utf8(ended.stderr).unwrap()
}

#[test]
fn sec_78_a_stop_ends_in_time_with_half_a_header_open() {
    let mut portal = Portal::starts("", &[("SLEUTELBOS__SERVER__STOP_WITHIN", "1s")]);
    let mut half = portal.half_a_header();
    assert!(portal.looks("/healthz").starts_with("HTTP/1.1 200 "));
    let began = Instant::now();
    portal.is_sent(Signal::TERM);
    assert_eq!(portal.ends(), Some(0));
    assert!(
        began.elapsed() < Duration::from_secs(15),
        "{:?}",
        began.elapsed()
    );
    // The end of the stream, or a reset.
    assert_eq!(half.read(&mut [0; 1]).unwrap_or(0), 0);
}

/// Whoever says that it is at work, by a row of its own.
async fn at_work(folder: &Path) -> Vec<(String, i64)> {
    let db = flows::Db::sqlite(&folder.join("sleutelbos.db"))
        .await
        .unwrap();
    let mut tx = db.look().await.unwrap();
    let sql = "select node, at from probe where node like 'at-work:%'";
    let rows = flows::on!(&mut tx, |c| sqlx::query_as(sql).fetch_all(c)).unwrap();
    drop(tx);
    db.close().await;
    rows
}

#[tokio::test]
async fn sec_73_a_program_is_at_work_from_before_it_listens_until_it_stops_also_in_the_careful_hour()
 {
    let database = tempfile::tempdir().unwrap();
    let file = database.path().join("sleutelbos.db");
    let db = flows::Db::sqlite(&file).await.unwrap();
    db.migrate().await.unwrap();
    let mut tx = db.write().await.unwrap();
    flows::execute!(&mut tx, "insert into probe (node, at) values ('swept', 1)").unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    let url = format!("sqlite:{}", file.display());
    let mut portal = Portal::starts("", &[("SLEUTELBOS__DATABASE__URL", &url)]);
    assert_eq!(at_work(database.path()).await.len(), 1);
    portal.is_sent(Signal::TERM);
    assert_eq!(portal.ends(), Some(0));
    assert!(at_work(database.path()).await.is_empty());
}

/// A folder on a server that went silent, which whoever reads there waits for.
#[test]
fn sec_78_a_stop_closes_the_database_also_when_the_folder_of_checkpoints_hangs() {
    let checkpoints = tempfile::tempdir().unwrap();
    let hangs = checkpoints.path().join("checkpoint-9999999998.json");
    let made = Command::new("mkfifo").arg(hangs).status().unwrap();
    assert!(made.success());
    let folder = checkpoints.path().display().to_string();
    let mut portal = Portal::starts(
        "",
        &[
            ("SLEUTELBOS__SERVER__STOP_WITHIN", "8s"),
            ("SLEUTELBOS__AUDIT__CHECKPOINT_DIR", &folder),
        ],
    );
    let log = portal.folder.path().join("sleutelbos.db-wal");
    assert!(log.exists());
    portal.is_sent(Signal::TERM);
    assert_eq!(portal.ends(), Some(0));
    assert!(!log.exists());
}

#[test]
fn sec_75_whoever_closes_the_terminal_asks_for_a_stop_as_any_other() {
    // Whatever ignores them that runs this test.
    let heard = "exec /usr/bin/env --default-signal=HUP,QUIT \"$0\" serve;";
    for signal in [Signal::HUP, Signal::QUIT] {
        let mut portal = Portal::starts(heard, &[]);
        portal.is_sent(signal);
        assert_eq!(portal.ends(), Some(0), "{signal:?}");
    }
}

#[test]
fn a_terminal_that_closes_ends_nothing_that_was_told_to_outlive_it() {
    let mut portal = Portal::starts("trap '' HUP;", &[]);
    portal.is_sent(Signal::HUP);
    assert!(portal.looks("/healthz").starts_with("HTTP/1.1 200 "));
    portal.is_sent(Signal::TERM);
    assert_eq!(portal.ends(), Some(0));
}

#[test]
fn sec_78_a_second_signal_ends_the_program_at_once() {
    let mut portal = Portal::starts("", &[("SLEUTELBOS__SERVER__STOP_WITHIN", "10m")]);
    let _half = portal.half_a_header();
    assert!(portal.looks("/healthz").starts_with("HTTP/1.1 200 "));
    portal.is_sent(Signal::TERM);
    let began = Instant::now();
    while TcpStream::connect(&portal.at).is_ok() {
        assert!(began.elapsed() < AT_MOST, "it goes on listening");
    }
    // What comes within the second belongs to the first.
    let code = loop {
        portal.is_sent(Signal::INT);
        if let Some(status) = portal.child.try_wait().unwrap() {
            break status.code();
        }
        assert!(began.elapsed() < AT_MOST, "it does not end");
        std::thread::yield_now();
    };
    assert_eq!(code, Some(130));
}

#[test]
fn sec_78_one_stop_whose_signal_comes_twice_is_one() {
    let mut portal = Portal::starts("", &[("SLEUTELBOS__SERVER__STOP_WITHIN", "2s")]);
    let _half = portal.half_a_header();
    assert!(portal.looks("/healthz").starts_with("HTTP/1.1 200 "));
    portal.is_sent(Signal::TERM);
    portal.is_sent(Signal::TERM);
    portal.is_sent(Signal::INT);
    assert_eq!(portal.ends(), Some(0));
}

#[test]
fn sec_78_three_hundred_half_headers_do_not_keep_a_visitor_out_of_256_files() {
    let portal = Portal::starts("ulimit -n 256;", &[]);
    let halves: Vec<_> = (0..300).map(|_| portal.half_a_header()).collect();
    for _ in 0..5 {
        assert!(portal.looks("/inloggen").starts_with("HTTP/1.1 200 "));
    }
    drop(halves);
}

#[test]
fn a_log_and_an_output_that_are_full_end_nothing() {
    let full = || OpenOptions::new().write(true).open("/dev/full").unwrap();
    let noisy = [("SLEUTELBOS__LOG__FILTER", "debug")];
    let mut portal = Portal::starts_with("", &noisy, |_| full().into());
    for _ in 0..3 {
        assert!(portal.looks("/inloggen").starts_with("HTTP/1.1 200 "));
    }
    portal.is_sent(Signal::TERM);
    assert_eq!(portal.ends(), Some(0));
    // And with an output that takes nothing from the first line on.
    let folder = tempfile::tempdir().unwrap();
    let done = program(folder.path(), "", "migrate", &[])
        .stdout(full())
        .stderr(full())
        .status()
        .unwrap();
    assert_eq!(done.code(), Some(0));
    let shown = program(folder.path(), "", "config show", &[])
        .stdout(full())
        .stderr(full())
        .status()
        .unwrap();
    assert_eq!(shown.code(), Some(0));
}

#[test]
fn a_log_in_a_file_has_no_colours_and_names_a_route_once() {
    let noisy = [("SLEUTELBOS__LOG__FILTER", "debug")];
    let mut portal = Portal::starts_with("", &noisy, |folder| {
        File::create(folder.join("log")).unwrap().into()
    });
    portal.looks("/inloggen");
    portal.is_sent(Signal::TERM);
    assert_eq!(portal.ends(), Some(0));
    let log = std::fs::read_to_string(portal.folder.path().join("log")).unwrap();
    assert!(!log.contains('\u{1b}'), "{log}");
    // Statements are logged, too, and columns may be called like that.
    let answered = |line: &&str| line.contains("answered") && line.contains("route=");
    let line = log.lines().find(answered);
    let line = line.unwrap_or_else(|| panic!("nothing about the answer: {log}"));
    assert_eq!(line.matches("route=").count(), 1, "{line}");
    assert!(line.contains("route=\"/inloggen\""), "{line}");
}

#[test]
fn a_log_that_nobody_reads_keeps_nobody_waiting() {
    let noisy = [("SLEUTELBOS__LOG__FILTER", "trace")];
    let mut portal = Portal::starts_with("", &noisy, |_| Stdio::piped());
    // Far more than a pipe holds.
    for _ in 0..100 {
        assert!(portal.looks("/inloggen").starts_with("HTTP/1.1 200 "));
    }
    portal.is_sent(Signal::TERM);
    assert_eq!(portal.ends(), Some(0));
}

#[test]
fn a_log_that_may_not_grow_any_more_ends_nothing() {
    // More than the database needs, in blocks of 512 bytes.
    const MOST: u64 = 64 * 1024 * 1024;
    let limit = format!("ulimit -f {};", MOST / 512);
    let noisy = [("SLEUTELBOS__LOG__FILTER", "debug")];
    let mut portal = Portal::starts_with(&limit, &noisy, |folder| {
        let log = File::options()
            .append(true)
            .create(true)
            .open(folder.join("log"))
            .unwrap();
        log.set_len(MOST).unwrap();
        log.into()
    });
    for _ in 0..3 {
        assert!(portal.looks("/inloggen").starts_with("HTTP/1.1 200 "));
    }
    assert_eq!(
        portal.folder.path().join("log").metadata().unwrap().len(),
        MOST
    );
    portal.is_sent(Signal::TERM);
    assert_eq!(portal.ends(), Some(0));
}

#[test]
fn a_start_that_cannot_use_its_files_names_them_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("geen-map");
    std::fs::write(&file, "").unwrap();
    let below = file.join("sleutelbos.db");
    let nowhere = folder.path().join("weg/sleutelbos.db");
    let ends = |words: &str, url: &str| {
        let set = [("SLEUTELBOS__DATABASE__URL", url)];
        refused(program(folder.path(), "", words, &set))
    };
    for (path, why) in [
        (below.as_path(), "Not a directory"),
        (nowhere.as_path(), "No such file or directory"),
        // Where nobody makes a file, not even the administrator of this machine.
        (
            Path::new("/proc/sleutelbos.db"),
            "No such file or directory",
        ),
        (folder.path(), "Is a directory"),
    ] {
        for words in ["serve", "migrate"] {
            let said = ends(words, &format!("sqlite:{}", path.display()));
            assert!(
                said.contains(&path.display().to_string()) && said.contains(why),
                "{words}: {said}"
            );
        }
    }
    let said = ends(&format!("demo --data-dir {}", below.display()), "");
    assert!(
        said.contains(&below.display().to_string()) && said.contains("Not a directory"),
        "{said}"
    );
}

/// Whose password it cannot judge a node would tell that it is wrong.
#[tokio::test]
async fn sec_15_a_node_that_lacks_a_pepper_does_not_start_unless_that_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("sleutelbos.db").display());
    let db = flows::Db::sqlite(&folder.path().join("sleutelbos.db"))
        .await
        .unwrap();
    db.migrate().await.unwrap();
    let mut tx = db.write().await.unwrap();
    let jan = "insert into account (id, email, email_canonical, given_name, initials, infix, family_name, language, password_state,
            password_hash, device_epoch, created_at)
        values ('jan', 'jan@k.example', 'jan@k.example', 'Jan', '', '', 'Smit', 'nl', 'set',
            '$argon2id$v=19$m=64,t=1,p=1,keyid=cDE$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA', 0, 0)";
    flows::execute!(&mut tx, jan).unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    let at = ("SLEUTELBOS__DATABASE__URL", url.as_str());
    let said = refused(program(folder.path(), "", "serve", &[at]));
    assert!(
        said.contains("secrets.old_peppers") && said.contains("secrets.lost_peppers"),
        "{said}"
    );
    let lost = ("SLEUTELBOS__SECRETS__LOST_PEPPERS", "p1");
    let mut portal = Portal::starts("", &[at, lost]);
    portal.is_sent(Signal::TERM);
    assert_eq!(portal.ends(), Some(0));
}

/// A disk that was mounted for reading is the same to the program as a file and a folder that may not be changed. Rights
/// keep nothing from the administrator of a machine, so that one gives up the privilege first.
#[tokio::test]
async fn a_start_says_who_gets_no_code_and_that_a_change_of_key_is_not_finished() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sleutelbos.db");
    let db = flows::Db::sqlite(&file).await.unwrap();
    db.migrate().await.unwrap();
    let mut tx = db.write().await.unwrap();
    for row in [
        "insert into organisation (id, kind, number, name, name_key, created_at) values ('o', 'garage', '1234', 'Garage', 'garage', 0)",
        "insert into account (id, email, email_canonical, given_name, initials, infix, family_name, language, password_state, device_epoch, created_at)
        values ('jan', 'jan@k.example', 'jan@k.example', 'Jan', '', '', 'Smit', 'nl', 'set', 0, 0)",
        "insert into authorisation (id, organisation_id, account_id, role, state, given_name, initials, infix, family_name, sort_key, mobile, access_code, created_at)
        values ('u', 'o', 'jan', 'medewerker', 'active', 'Jan', '', '', 'Smit', 'smit jan', '+31612345678', '123456', 0)",
    ] {
        flows::execute!(&mut tx, row).unwrap();
    }
    tx.commit().await.unwrap();
    db.close().await;
    let url = format!("sqlite:{}", file.display());
    let says = |more: &[(&str, &str)]| {
        let mut set = vec![("SLEUTELBOS__DATABASE__URL", url.as_str())];
        set.extend(more);
        let mut portal = Portal::starts_with("", &set, |folder| {
            File::create(folder.join("log")).unwrap().into()
        });
        portal.is_sent(Signal::TERM);
        assert_eq!(portal.ends(), Some(0));
        let log = std::fs::read_to_string(portal.folder.path().join("log")).unwrap();
        ["policy.countries", "audit.other_key_files"].map(|key| log.contains(key))
    };
    assert_eq!(says(&[]), [false, false]);
    let set = [
        ("SLEUTELBOS__POLICY__COUNTRIES", "32"),
        ("SLEUTELBOS__AUDIT__OTHER_KEY_FILES", "master"),
    ];
    assert_eq!(says(&set), [true, true]);
}

#[tokio::test]
async fn a_start_on_a_disk_that_cannot_be_written_names_the_file_and_says_why() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("sleutelbos.db");
    let url = format!("sqlite:{}", database.display());
    let set = [("SLEUTELBOS__DATABASE__URL", url.as_str())];
    // Closed well, so that no log is left beside the file.
    let db = flows::Db::sqlite(&database).await.unwrap();
    db.migrate().await.unwrap();
    db.close().await;
    let privilege = if rustix::process::geteuid().is_root() {
        "PATH=$PATH:/usr/bin:/bin exec setpriv --bounding-set=-dac_override,-dac_read_search sh -c 'exec \"$0\" serve' \"$0\";"
    } else {
        ""
    };
    let rights = |path: &Path, mode| {
        std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    };
    let starts = || {
        let said = refused(program(folder.path(), privilege, "serve", &set));
        assert!(
            said.contains(&database.display().to_string()) && said.contains("Permission denied"),
            "{said}"
        );
        said
    };
    rights(&database, 0o444);
    starts();
    rights(&database, 0o644);
    rights(folder.path(), 0o555);
    let said = starts();
    rights(folder.path(), 0o755);
    assert!(said.contains("takes no files"), "{said}");
}
