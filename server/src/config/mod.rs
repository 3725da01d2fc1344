//! Configuration: checked as a whole before anything starts, every mistake told at once with file and line.
//! A laptop needs none; production refuses what is only good for a laptop.

pub mod keys;
mod layers;
mod production;
mod values;

use std::{fmt, net::SocketAddr, path::PathBuf, time::Duration};

use crate::http::Network;
use domain::{organisations::Catalogue, shared::mobile_number::AllowedCountries};
use flows::{
    Policy,
    passwords::{Cost, Pepper},
};

pub use layers::{Setting, Settings, Sources};

use values::{Reader, parse_duration, parse_key};

/// The catalogue that comes with the program.
const SHIPPED_CATALOGUE: &str = include_str!("../../content/catalogue.toml");

/// Something in the configuration that has to be put right first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// File and line, or the name of the environment variable.
    pub origin: String,
    /// What is wrong, and what to do.
    pub what: String,
}

impl Mistake {
    fn new(origin: impl fmt::Display, what: impl fmt::Display) -> Self {
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

/// How strict the program is with itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A laptop.
    Development,
    /// The real thing.
    Production,
}

/// Where data is kept.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file on this machine.
    Sqlite(PathBuf),
    /// Address of a server; may hold a password, so it prints as dots.
    Postgres(String),
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "Sqlite({})", path.display()),
            Self::Postgres(_) => f.write_str("Postgres(…)"),
        }
    }
}

/// A text that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text, for what it opens and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// How the program is reached.
#[derive(Clone, Debug)]
pub struct Server {
    /// How strict the program is with itself.
    pub mode: Mode,
    /// Where it listens.
    pub listen: SocketAddr,
    /// Scheme, host and port, without a slash at the end.
    pub origin: String,
    /// Networks that are believed about the address of a visitor (SEC-11).
    pub trusted_proxies: Vec<Network>,
    /// A request that takes longer is cut off.
    pub request_timeout: Duration,
}

/// Keys. None of them prints.
pub struct Secrets {
    /// Master key.
    pub master: [u8; 32],
    /// The pepper in use, then those of before.
    pub peppers: Vec<(String, [u8; 32])>,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

impl Secrets {
    /// The peppers as the hasher takes them.
    pub fn peppers(&self) -> Vec<Pepper> {
        self.peppers
            .iter()
            .map(|(id, key)| Pepper {
                id: id.clone(),
                key: *key,
            })
            .collect()
    }
}

/// How letters travel.
#[derive(Clone, Debug)]
pub struct Post {
    /// Whether they stay at /dev/postvak.
    pub dev_mailbox: bool,
    /// Where mail is handed in, with user and password; `None` if nowhere.
    pub smtp_url: Option<Secret>,
    /// Sender of mail.
    pub from: String,
    /// Address of the SMS gateway; `None` if there is none.
    pub sms_url: Option<String>,
    /// Its bearer token.
    pub sms_token: Secret,
    /// Sender of text messages.
    pub sms_sender: String,
}

/// Words of this deployment.
#[derive(Clone, Debug)]
pub struct Portal {
    /// Name of the portal.
    pub name: String,
    /// Name of the insurer.
    pub insurer: String,
    /// Number of the service desk.
    pub phone: String,
    /// When it answers, in Dutch.
    pub hours: String,
    /// When it answers, in English.
    pub hours_en: String,
    /// Host of the origin, for text messages that browsers may read.
    pub host: String,
    /// Folder with own colours and logo.
    pub theme: Option<PathBuf>,
}

/// Form of log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
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
    /// Kinds of organisation and their rights.
    pub catalogue: Catalogue,
    /// More passwords to refuse, one a line.
    pub more_passwords: String,
    /// Folder for checkpoints of the audit trail.
    pub checkpoint_dir: Option<PathBuf>,
    /// Form of log lines.
    pub log_format: LogFormat,
    /// What is logged.
    pub log_filter: String,
}

impl Config {
    /// Reads and checks everything; every mistake if there is even one.
    pub fn load(sources: &Sources) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let settings = sources.settings(&mut mistakes);
        let mut reader = Reader {
            settings: &settings,
            mistakes,
        };
        let config = Self::read(&mut reader);
        if config.server.mode == Mode::Production {
            production::check(&mut reader, &config);
        }
        if reader.mistakes.is_empty() {
            Ok(config)
        } else {
            Err(reader.mistakes)
        }
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        let server = read_server(reader);
        let host = server.origin.split("://").nth(1).unwrap_or_default();
        let host = host
            .rsplit_once(':')
            .map_or(host, |(host, _)| host)
            .to_owned();
        Self {
            database: reader
                .read(
                    "database.url",
                    "`sqlite:PATH` or `postgres://…`",
                    parse_database,
                )
                .unwrap_or_else(|| Database::Sqlite(PathBuf::new())),
            secrets: read_secrets(reader),
            hash_cost: Cost {
                memory_kib: reader.number("password_hash.memory_kib"),
                passes: reader.number("password_hash.passes"),
            },
            hash_threads: usize::try_from(reader.number("password_hash.threads")).unwrap_or(1),
            post: read_post(reader),
            portal: Portal {
                name: read_words(reader, "portal.name"),
                insurer: read_words(reader, "portal.insurer"),
                phone: read_words(reader, "portal.phone"),
                hours: read_words(reader, "portal.hours"),
                hours_en: read_words(reader, "portal.hours_en"),
                host,
                theme: read_folder(reader, "portal.theme"),
            },
            policy: read_policy(reader),
            catalogue: read_catalogue(reader),
            more_passwords: read_content(reader, "content.blocklist").unwrap_or_default(),
            checkpoint_dir: read_folder(reader, "audit.checkpoint_dir"),
            log_format: reader
                .read("log.format", "`text` or `json`", |text| match text {
                    "text" => Some(LogFormat::Text),
                    "json" => Some(LogFormat::Json),
                    _ => None,
                })
                .unwrap_or(LogFormat::Text),
            log_filter: reader
                .read(
                    "log.filter",
                    "a filter such as `info` or `info,flows=debug`",
                    |text| {
                        let is_filter = text.parse::<tracing_subscriber::EnvFilter>().is_ok()
                            && !text.is_empty();
                        is_filter.then(|| text.to_owned())
                    },
                )
                .unwrap_or_default(),
            server,
        }
    }
}

/// Every key with its sentence, value and origin; secrets are covered.
pub fn show(sources: &Sources) -> String {
    let settings = sources.settings(&mut Vec::new());
    let mut page = String::new();
    let mut section = "";
    for key in keys::KEYS {
        let (in_section, name) = key.name.split_once('.').unwrap_or(("", key.name));
        if in_section != section {
            section = in_section;
            page.push_str(&format!("\n[{section}]\n"));
        }
        let Some(setting) = settings.get(key.name) else {
            continue;
        };
        let value = match (key.secret, setting.text.as_str()) {
            (true, "") => "\"\"".to_owned(),
            (true, keys::DEVELOPMENT) => "(only good for a laptop)".to_owned(),
            (true, _) => "(hidden)".to_owned(),
            (false, text) => covered(text),
        };
        page.push_str(&format!(
            "# {}\n{name} = {value}  # {}\n",
            key.sentence, setting.origin
        ));
    }
    page.trim_start().to_owned()
}

/// A value in quotes, with the password of an address covered.
fn covered(text: &str) -> String {
    let hidden = text.split_once("://").and_then(|(scheme, rest)| {
        let (user, host) = rest.rsplit_once('@')?;
        let user = user.split(':').next()?;
        Some(format!("{scheme}://{user}:…@{host}"))
    });
    format!("{:?}", hidden.as_deref().unwrap_or(text))
}

fn read_server(reader: &mut Reader<'_>) -> Server {
    let mode = reader.read(
        "server.mode",
        "`development` or `production`",
        |text| match text {
            "development" => Some(Mode::Development),
            "production" => Some(Mode::Production),
            _ => None,
        },
    );
    let listen = reader.read(
        "server.listen",
        "an address and a port, such as 127.0.0.1:8080",
        |text| text.parse().ok(),
    );
    let form = "scheme, host and port without a path, such as https://portal.voorbeeld.example";
    let origin = reader.read("server.origin", form, parse_origin);
    let mut trusted_proxies = Vec::new();
    for network in reader.list("server.trusted_proxies") {
        match network.parse::<Network>().ok() {
            Some(network) => trusted_proxies.push(network),
            None => reader.wrong(
                "server.trusted_proxies",
                format_args!("holds `{network}`, which is no network such as 10.0.0.0/8"),
            ),
        }
    }
    Server {
        mode: mode.unwrap_or(Mode::Development),
        listen: listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
        origin: origin.unwrap_or_default(),
        trusted_proxies,
        request_timeout: reader.duration("server.request_timeout"),
    }
}

fn parse_origin(text: &str) -> Option<String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let uri: axum::http::uri::Authority = rest.parse().ok()?;
    (!uri.host().is_empty() && !rest.contains('@')).then(|| text.to_lowercase())
}

fn parse_database(text: &str) -> Option<Database> {
    if let Some(path) = text.strip_prefix("sqlite:") {
        return (!path.is_empty()).then(|| Database::Sqlite(path.into()));
    }
    let is_postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
    is_postgres.then(|| Database::Postgres(text.to_owned()))
}

fn read_secrets(reader: &mut Reader<'_>) -> Secrets {
    let is_id =
        |id: &str| (1..=8).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
    let form = "1 to 8 letters and digits";
    let id = reader
        .read("secrets.pepper_id", form, |text| {
            is_id(text).then(|| text.to_owned())
        })
        .unwrap_or_default();
    let mut peppers = vec![(id, reader.key_bytes("secrets.pepper"))];
    for (at, old) in reader.list("secrets.old_peppers").iter().enumerate() {
        match old
            .split_once(':')
            .and_then(|(id, key)| Some((id, parse_key(key)?)))
        {
            Some((id, key)) if is_id(id) && peppers.iter().all(|(other, _)| other != id) => {
                peppers.push((id.to_owned(), key))
            }
            _ => {
                let what = format!(
                    "must be a list of `id:base64` with different ids; number {} is not",
                    at + 1
                );
                reader.wrong("secrets.old_peppers", what);
            }
        }
    }
    Secrets {
        master: reader.key_bytes("secrets.master"),
        peppers,
    }
}

fn read_post(reader: &mut Reader<'_>) -> Post {
    let smtp = reader.read(
        "post.smtp_url",
        "an address such as smtps://user:password@host:465",
        |text| {
            let is_smtp = text.starts_with("smtp://") || text.starts_with("smtps://");
            (text.is_empty() || is_smtp)
                .then(|| (!text.is_empty()).then(|| Secret(text.to_owned())))
        },
    );
    let sms_url = reader.read(
        "post.sms_url",
        "an https address, or http on this machine",
        |text| {
            let here = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
            let good = text.is_empty()
                || text.starts_with("https://")
                || here.iter().any(|start| text.starts_with(start));
            good.then(|| (!text.is_empty()).then(|| text.to_owned()))
        },
    );
    let from = reader.read(
        "post.from",
        "a name and an address, such as `Portaal <noreply@voorbeeld.example>`",
        |text| {
            text.parse::<lettre::message::Mailbox>()
                .ok()
                .map(|_| text.to_owned())
        },
    );
    let sender = reader.read(
        "post.sms_sender",
        "at most 11 letters and digits, or a number",
        |text| {
            let plain = text.bytes().all(|b| b.is_ascii_alphanumeric());
            let number = text
                .strip_prefix('+')
                .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
            let good = (plain && (1..=11).contains(&text.len()))
                || (number && (8..=16).contains(&text.len()));
            good.then(|| text.to_owned())
        },
    );
    let dev_mailbox = reader.read("post.dev_mailbox", "true or false", |text| {
        text.parse().ok()
    });
    Post {
        dev_mailbox: dev_mailbox.unwrap_or(false),
        smtp_url: smtp.flatten(),
        from: from.unwrap_or_default(),
        sms_url: sms_url.flatten(),
        sms_token: Secret(reader.text("post.sms_token")),
        sms_sender: sender.unwrap_or_default(),
    }
}

fn read_words(reader: &mut Reader<'_>, key: &str) -> String {
    let form = "a text of 1 to 120 characters on one line";
    let parse = |text: &str| {
        let good = (1..=120).contains(&text.chars().count())
            && !text.chars().any(domain::shared::is_hidden);
        good.then(|| text.to_owned())
    };
    reader.read(key, form, parse).unwrap_or_default()
}

fn read_folder(reader: &mut Reader<'_>, key: &str) -> Option<PathBuf> {
    let path = PathBuf::from(reader.text(key));
    if path.as_os_str().is_empty() {
        return None;
    }
    if !path.is_dir() {
        reader.wrong(
            key,
            format_args!(
                "names {}, which is no folder; make it, or correct the path",
                path.display()
            ),
        );
    }
    Some(path)
}

fn read_content(reader: &mut Reader<'_>, key: &str) -> Option<String> {
    let path = reader.text(key);
    if path.is_empty() {
        return None;
    }
    std::fs::read_to_string(&path)
        .map_err(|wrong| {
            reader.wrong(
                key,
                format_args!("names {path}, which cannot be read: {wrong}"),
            )
        })
        .ok()
}

fn read_catalogue(reader: &mut Reader<'_>) -> Catalogue {
    let own = read_content(reader, "content.catalogue");
    let file = if own.is_some() {
        reader.text("content.catalogue")
    } else {
        "shipped catalogue".to_owned()
    };
    let text = own.unwrap_or_else(|| SHIPPED_CATALOGUE.to_owned());
    match toml::from_str::<Catalogue>(&text) {
        Ok(catalogue) => {
            let problems = catalogue.problems();
            reader.mistakes.extend(
                problems
                    .iter()
                    .map(|problem| Mistake::new(&file, problem_in_words(problem))),
            );
            catalogue
        }
        Err(wrong) => {
            let at = wrong.span().map_or(0, |span| span.start);
            let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            reader
                .mistakes
                .push(Mistake::new(format_args!("{file}:{line}"), wrong.message()));
            Catalogue { kinds: Vec::new() }
        }
    }
}

fn problem_in_words(problem: &domain::organisations::CatalogueProblem) -> String {
    use domain::organisations::CatalogueProblem::{
        CodeMalformed, KindTwice, NoKinds, NumberLength, RightTwice,
    };
    match problem {
        NoKinds => "there is no kind of organisation; add a [[kind]]".to_owned(),
        KindTwice(code) => format!("two kinds have the code `{code}`"),
        RightTwice { kind, right } => format!("kind `{kind}` has the right `{right}` twice"),
        CodeMalformed(code) => {
            format!("`{code}` is no code: use lower-case letters, digits and hyphens")
        }
        NumberLength(kind) => {
            format!("kind `{kind}`: number_min must be 1 or more, and number_max no less")
        }
    }
}

/// Begins with the shipped rules, so that a rule without a key keeps its value.
fn read_policy(reader: &mut Reader<'_>) -> Policy {
    let reminders = reader.read("policy.reminders", "two times such as 3d,6d", |text| {
        let (first, second) = text.split_once(',')?;
        let both = [
            parse_duration(first.trim())?,
            parse_duration(second.trim())?,
        ];
        (both[0] < both[1]).then_some(both)
    });
    let countries = reader.list("policy.countries");
    let codes: Vec<&str> = countries.iter().map(String::as_str).collect();
    let allowed = AllowedCountries::new(&codes);
    if codes.is_empty() || codes.iter().any(|code| !allowed.contains(code)) {
        reader.wrong(
            "policy.countries",
            "must be a list of country calling codes such as 31,32",
        );
    }
    let strict = reader.read(
        "policy.lock",
        "`fair`, or `strict:N` with N from 3 to 100",
        |text| match text.split_once(':') {
            None if text == "fair" => Some(None),
            Some(("strict", tries)) => tries
                .parse()
                .ok()
                .filter(|tries| (3..=100).contains(tries))
                .map(Some),
            _ => None,
        },
    );
    let mut policy = Policy {
        invitation: reader.duration("policy.invitation"),
        reset_link: reader.duration("policy.reset_link"),
        freeze_link: reader.duration("policy.freeze_link"),
        session_idle: reader.duration("policy.session_idle"),
        session_absolute: reader.duration("policy.session_absolute"),
        known_device: reader.duration("policy.known_device"),
        step_up: reader.duration("policy.step_up"),
        reset_off_after_own_change: reader.duration("policy.reset_off_after_own_change"),
        number_and_address_apart: reader.duration("policy.number_and_address_apart"),
        restore: reader.duration("policy.restore"),
        letters_per_address_hour: reader.number("policy.letters_per_address_hour"),
        letters_per_network_hour: reader.number("policy.letters_per_network_hour"),
        guesses_per_network: reader.number("policy.guesses_per_network"),
        guesses_overall: reader.number("policy.guesses_overall"),
        blocks_until_breaker: reader.number("policy.blocks_until_breaker"),
        unblocks_per_day: reader.number("policy.unblocks_per_day"),
        sms_per_day: reader.number("policy.sms_per_day"),
        countries: allowed,
        product_names: vec![reader.text("portal.name"), reader.text("portal.insurer")],
        ..Policy::default()
    };
    policy.reminders = reminders.unwrap_or(policy.reminders);
    policy.lock.strict_block_after = strict.flatten();
    if policy.session_absolute < policy.session_idle {
        reader.wrong(
            "policy.session_absolute",
            "must be no shorter than policy.session_idle",
        );
    }
    if policy.reminders[1] >= policy.invitation {
        reader.wrong("policy.reminders", "must come before the invitation ends");
    }
    policy
}
