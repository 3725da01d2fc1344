//! The program as a child of the test, with a disk between the two that can be made to fail: bricks for tests of faults.
//! Everything is on this machine, bounded, and ends with the value.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Longest wait for anything.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The file in which a place keeps everything.
const DATABASE: &str = "sleutelbos.db";

/// What the disk does when it is written to.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// There is no room.
    Full,
    /// It takes everything, and cannot say that it is safe.
    NoSync,
    /// It may only be read.
    ReadOnly,
}

/// A folder with a configuration, and a disk that can fail.
pub struct Place {
    folder: tempfile::TempDir,
    /// Where the program listens.
    pub address: SocketAddr,
    shim: PathBuf,
}

/// The running program.
pub struct Program(Child);

/// An answer.
pub struct Said {
    pub status: u16,
    /// Its head in small letters.
    pub head: String,
    pub body: String,
}

impl Place {
    pub fn new() -> Self {
        Self::at(tempfile::tempdir().unwrap(), "")
    }

    /// In a folder of one's own, with more lines of configuration.
    pub fn at(folder: tempfile::TempDir, more: &str) -> Self {
        // A free port cannot be reserved, only found; nobody else is looking for one on this machine.
        let address = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let settings = format!(
            "[server]\nmode = \"development\"\nlisten = \"{address}\"\norigin = \"http://{address}\"\n\
             [log]\nfilter = \"error\"\n[policy]\nunused_numbers_per_month = 10000\n[password_hash]\nmemory_kib = 64\npasses = 1\n{more}"
        );
        fs::write(folder.path().join("sleutelbos.toml"), settings).unwrap();
        let shim = folder.path().join("disk.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/disk.c");
        let made = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&shim)
            .arg(source)
            .arg("-ldl")
            .status()
            .unwrap();
        assert!(made.success(), "cc makes the failing disk");
        Self {
            folder,
            address,
            shim,
        }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sleutelbos"));
        command
            .args(words.split_whitespace())
            .current_dir(self.folder.path())
            .env("LD_PRELOAD", &self.shim)
            .env("FAULT", self.folder.path().join("fault"))
            .env("CLOCK", self.folder.path().join("clock"))
            .env("SAFE", self.folder.path().join("safe"))
            .stdin(Stdio::null());
        command
    }

    /// Runs a command to its end; whether it did what it should, and what it said.
    pub fn run(&self, words: &str) -> (bool, String) {
        let done = self.command(words).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (
            done.status.success(),
            text(&done.stdout) + &text(&done.stderr),
        )
    }

    /// Begins a command.
    pub fn begins(&self, words: &str) -> Child {
        let mut command = self.command(words);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    /// Serves, and waits until it listens.
    pub fn serves(&self) -> Program {
        let log = fs::File::create(self.folder.path().join("log")).unwrap();
        let mut command = self.command("serve");
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut first = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut first).unwrap();
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap();
        assert!(first.starts_with("listening on"), "{first}{log}");
        Program(child)
    }

    /// From now on the disk fails like this; `None` for a disk that is well.
    pub fn disk(&self, fault: Option<Fault>) {
        let file = self.folder.path().join("fault");
        match fault {
            Some(Fault::Full) => fs::write(file, "full").unwrap(),
            Some(Fault::NoSync) => fs::write(file, "sync").unwrap(),
            Some(Fault::ReadOnly) => fs::write(file, "only").unwrap(),
            None => {
                let _ = fs::remove_file(file);
            }
        }
    }

    /// From now on it is known what is safe on the disk; nobody works on the database at this moment.
    pub fn watches_the_disk(&self) {
        let safe = self.folder.path().join("safe");
        fs::create_dir(&safe).unwrap();
        fs::copy(self.folder.path().join(DATABASE), safe.join(DATABASE)).unwrap();
    }

    /// The power goes, once every process has ended: what was not safe is gone.
    pub fn power_cut(&self) {
        let safe = self.folder.path().join("safe");
        for name in [
            DATABASE.to_owned(),
            format!("{DATABASE}-wal"),
            format!("{DATABASE}-shm"),
        ] {
            let (there, kept) = (self.folder.path().join(&name), safe.join(&name));
            let _ = fs::remove_file(&there);
            if kept.exists() {
                fs::copy(kept, there).unwrap();
            }
        }
        fs::remove_dir_all(safe).unwrap();
    }

    /// Puts the clock of the program forward, or back, by so many seconds against that of the machine.
    pub fn clock(&self, seconds: i64) {
        fs::write(self.folder.path().join("clock"), seconds.to_string()).unwrap();
    }

    /// What the program complained about last.
    pub fn complaints(&self) -> String {
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(12)..].join("\n")
    }

    pub fn get(&self, path: &str) -> Said {
        self.ask(&format!("GET {path} HTTP/1.1\r\n"), "")
    }

    pub fn post(&self, path: &str, form: &str) -> Said {
        let head = format!(
            "POST {path} HTTP/1.1\r\nSec-Fetch-Site: same-origin\r\nCookie: __Host-cookies=are-kept\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n",
            form.len()
        );
        self.ask(&head, form)
    }

    fn ask(&self, head: &str, body: &str) -> Said {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let host = self.address;
        write!(
            stream,
            "{head}Host: {host}\r\nConnection: close\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        Said {
            status: status.unwrap_or_default(),
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }

    /// Asks whether the program is ready until it says so (or says no), and gives back what it said then.
    pub fn until_ready(&self, wanted: bool) -> Said {
        let began = Instant::now();
        loop {
            let said = self.get("/readyz");
            if (said.status == 200) == wanted || began.elapsed() > PATIENCE {
                return said;
            }
            std::thread::yield_now();
        }
    }
}

impl Program {
    /// Ends it in the middle of whatever it does (SIGKILL).
    pub fn kill(&mut self) {
        // It may have ended by itself; there is nothing else to be done about it.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}
