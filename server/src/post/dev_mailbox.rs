//! The mailbox of the demo and of tests: every letter stays here, to be read at `/dev/postvak`, and goes nowhere.
//! Kept in memory and in a file of JSON lines, so that a restart loses nothing; production has no such thing.

use std::{
    collections::VecDeque,
    fmt,
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use domain::post::{Channel, Obstacle};
use flows::services::Clock;
use serde::{Deserialize, Serialize};

use super::transport::{Accepted, Failure, Mail, MailTransport, Sending, Sms, SmsGateway};

/// So many letters are kept; the oldest go first.
pub const ROOM: usize = 500;

const FILE_NAME: &str = "postvak.jsonl";

/// A letter in the mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Names the letter.
    pub id: String,
    /// Mail or SMS.
    pub channel: Channel,
    /// Address or number of the receiver.
    pub to: String,
    /// Subject; empty for an SMS.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// When it was sent, RFC 3339 in UTC.
    pub sent_at: String,
    /// The letter as HTML, for the page; not part of the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
}

/// A mailbox that everything ends up in.
pub struct DevMailbox {
    path: PathBuf,
    clock: Arc<dyn Clock>,
    kept: Mutex<Kept>,
}

struct Kept {
    letters: VecDeque<Letter>,
    file: File,
    lines: usize,
}

impl DevMailbox {
    /// Opens the mailbox in the data directory, with the letters of before.
    pub fn open(data_dir: &Path, clock: Arc<dyn Clock>) -> io::Result<Self> {
        let path = data_dir.join(FILE_NAME);
        let letters = read(&path)?;
        let file = write_anew(&path, &letters)?;
        let lines = letters.len();
        Ok(Self {
            path,
            clock,
            kept: Mutex::new(Kept {
                letters,
                file,
                lines,
            }),
        })
    }

    /// Every letter, the newest first, without HTML: what `/dev/postvak.json` gives.
    pub fn list(&self) -> Vec<Letter> {
        let plain = |letter: &Letter| Letter {
            html: None,
            ..letter.clone()
        };
        self.lock().letters.iter().rev().map(plain).collect()
    }

    /// One letter, with its HTML.
    pub fn find(&self, id: &str) -> Option<Letter> {
        let kept = self.lock();
        kept.letters.iter().find(|letter| letter.id == id).cloned()
    }

    /// A letter that is in here already (same key, so same text) is not put in twice.
    fn put(&self, letter: Letter) -> Result<Accepted, Failure> {
        let mut kept = self.lock();
        let id = letter.id.clone();
        if !kept.letters.iter().any(|known| known.id == id) {
            self.store(&mut kept, letter)
                .map_err(|_| Failure::new(Obstacle::CarrierAway, "disk"))?;
        }
        Ok(Accepted {
            provider_id: Some(id),
        })
    }

    fn store(&self, kept: &mut Kept, letter: Letter) -> io::Result<()> {
        let mut line = serde_json::to_vec(&letter)?;
        line.push(b'\n');
        kept.file.write_all(&line)?;
        kept.lines += 1;
        kept.letters.push_back(letter);
        if kept.letters.len() > ROOM {
            kept.letters.pop_front();
        }
        if kept.lines >= 2 * ROOM {
            kept.file = write_anew(&self.path, &kept.letters)?;
            kept.lines = kept.letters.len();
        }
        Ok(())
    }

    fn now(&self) -> String {
        self.clock.now().datetime_attribute()
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for DevMailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DevMailbox({})", self.path.display())
    }
}

impl MailTransport for DevMailbox {
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a> {
        let put = self.put(Letter {
            id: mail.key.clone(),
            channel: Channel::Mail,
            to: mail.to.clone(),
            subject: mail.subject.clone(),
            text: mail.text.clone(),
            sent_at: self.now(),
            html: Some(mail.html.clone()),
        });
        Box::pin(std::future::ready(put))
    }
}

impl SmsGateway for DevMailbox {
    fn send<'a>(&'a self, sms: &'a Sms) -> Sending<'a> {
        let put = self.put(Letter {
            id: sms.key.clone(),
            channel: Channel::Sms,
            to: sms.to.clone(),
            subject: String::new(),
            text: sms.text.clone(),
            sent_at: self.now(),
            html: None,
        });
        Box::pin(std::future::ready(put))
    }
}

/// The last letters of the file; a line that was cut off by a crash is left out.
fn read(path: &Path) -> io::Result<VecDeque<Letter>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(VecDeque::new()),
        Err(error) => return Err(error),
    };
    let mut letters = VecDeque::new();
    for line in BufReader::new(file).lines() {
        if let Ok(letter) = serde_json::from_str(&line?) {
            letters.push_back(letter);
            if letters.len() > ROOM {
                letters.pop_front();
            }
        }
    }
    Ok(letters)
}

/// Writes the file beside its place and moves it there, so that a crash leaves the old one or the new one.
fn write_anew(path: &Path, letters: &VecDeque<Letter>) -> io::Result<File> {
    let beside = path.with_extension("jsonl.new");
    let mut lines = Vec::new();
    for letter in letters {
        serde_json::to_writer(&mut lines, letter)?;
        lines.push(b'\n');
    }
    flows::files::private_file(&beside)?;
    std::fs::write(&beside, lines)?;
    std::fs::rename(&beside, path)?;
    OpenOptions::new().append(true).open(path)
}
