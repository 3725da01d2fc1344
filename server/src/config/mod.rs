//! Configuration: checked as a whole before anything starts, every mistake told at once with file and line.
//! A laptop needs none; production refuses what is only good for a laptop.

mod audit;
mod database;
mod development;
mod guessable;
pub mod keys;
mod layers;
mod log;
mod only_to;
mod policy;
mod portal;
mod post;
mod production;
mod secrets;
mod server;
mod show;
mod theme;
mod values;

use std::fmt;

use flows::{
    Policy,
    passwords::{Cost, LeakedPasswords},
};

use crate::content::{self, Content};
use values::Reader;

pub use audit::{Audit, AuditKey};
pub use database::Database;
pub use layers::{Setting, Settings, Sources};
pub use log::LogFormat;
pub use portal::Portal;
pub use post::Post;
pub use secrets::{Secret, Secrets};
pub(crate) use server::is_this_host;
pub use server::{Mode, Server, is_this_machine};
pub use show::show;
pub use theme::Theme;

/// Something in the configuration that has to be put right first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// File and line, or the name of the environment variable.
    pub origin: String,
    /// What is wrong, and what to do.
    pub what: String,
}

impl Mistake {
    pub(crate) fn new(origin: impl fmt::Display, what: impl fmt::Display) -> Self {
        Self {
            origin: origin.to_string(),
            what: what.to_string(),
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.origin, self.what)
    }
}

/// The configuration, checked.
#[derive(Debug)]
pub struct Config {
    /// How the program is reached.
    pub server: Server,
    /// Where data is kept.
    pub database: Database,
    /// Keys.
    pub secrets: Secrets,
    /// Cost of a password hash.
    pub hash_cost: Cost,
    /// Password hashes that are computed at once.
    pub hash_threads: usize,
    /// How letters travel.
    pub post: Post,
    /// Words of this deployment.
    pub portal: Portal,
    /// How long things last and how often they may be done.
    pub policy: Policy,
    /// What an operator may change without a build.
    pub content: Content,
    /// More passwords to refuse, one a line.
    pub more_passwords: String,
    /// Passwords that leaked elsewhere.
    pub leaked_passwords: Option<LeakedPasswords>,
    /// How the audit trail is vouched for.
    pub audit: Audit,
    /// Form of log lines.
    pub log_format: LogFormat,
    /// What is logged.
    pub log_filter: String,
}

impl Config {
    /// Reads and checks everything; every mistake if there is even one.
    pub fn load(sources: &Sources) -> Result<Self, Vec<Mistake>> {
        let (config, away) = Self::without_checkpoints(sources)?;
        away.map_or(Ok(config), |away| Err(vec![away]))
    }

    /// The same for whoever writes no checkpoint: that their folder is away is a mistake of its own.
    pub fn without_checkpoints(sources: &Sources) -> Result<(Self, Option<Mistake>), Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let settings = sources.settings(&mut mistakes);
        let mut reader = Reader {
            settings: &settings,
            mistakes,
        };
        let mut config = Self::read(&mut reader);
        let away = config.audit.away.take();
        let noted = reader.mistakes.len();
        match config.server.mode {
            Mode::Production => production::check(&mut reader, &config),
            Mode::Development => development::check(&mut reader, &config),
        }
        let mode = settings.get("server.mode");
        if reader.mistakes.len() > noted && mode.is_some_and(|mode| !mode.was_set()) {
            let what = "is production where nobody says otherwise. On a laptop, `sleutelbos demo` shows everything without a \
                        configuration, and `mode = \"development\"` in section [server] serves this machine alone";
            reader.wrong("server.mode", what);
        }
        if reader.mistakes.is_empty() {
            return Ok((config, away));
        }
        reader.mistakes.extend(away);
        Err(reader.mistakes)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        let server = server::read(reader);
        Self {
            database: database::read(reader),
            secrets: secrets::read(reader),
            hash_cost: Cost {
                memory_kib: reader.number("password_hash.memory_kib"),
                passes: reader.number("password_hash.passes"),
            },
            hash_threads: reader.processors("password_hash.threads"),
            post: post::read(reader, server.mode),
            portal: portal::read(reader, server.origin.host()),
            policy: policy::read(reader),
            content: content::read(
                reader.folder("content.folder").as_deref(),
                &mut reader.mistakes,
            ),
            more_passwords: reader.content("content.blocklist").unwrap_or_default(),
            leaked_passwords: reader.leaked_passwords("content.leaked_passwords"),
            audit: audit::read(reader),
            log_format: log::format(reader),
            log_filter: log::filter(reader),
            server,
        }
    }
}
