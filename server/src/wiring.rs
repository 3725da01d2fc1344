//! Connects the machines: database, clock, randomness and keys of a configuration become the services of the flows.

use std::{
    collections::BTreeMap,
    fs::OpenOptions,
    io::{self, IsTerminal},
    path::Path,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use domain::{Moment, shared::blocklist::Blocklist};
use flows::{
    Db, Services, Trouble,
    deployment::{self, Adopted, Purpose},
    passwords::Hasher,
    readiness,
    secrets::Keys,
    services::{Clock, SystemChance},
    trouble::{Result, Schema},
};
use lettre::message::Mailbox;
use tracing_subscriber::EnvFilter;

use crate::{
    beside::Beside,
    config::{AuditKey, Config, Database, LogFormat, Mode, Post},
    content::Content,
    log::Lines,
    portal::{self, OwnDesk, Portal},
    post::{
        DevMailbox, MailTransport, SmsGateway,
        only_to::OnlyTo,
        sms_http::{SmsHttp, SmsHttpSettings},
        smtp::Smtp,
    },
    say,
};

/// The clock of this machine.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Moment::from_unix_ms(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// Opens the database of a configuration.
pub async fn open(database: &Database) -> Result<Db> {
    match database {
        Database::Sqlite(path) => Db::sqlite(path)
            .await
            .map_err(|trouble| of_folder(path, trouble)),
        Database::Postgres { url, connections } => Db::postgres(url, *connections).await,
    }
}

/// The same trouble with what the system says about the folder of the file, if that takes no files: SQLite puts its log
/// there, and only says that it cannot open something.
fn of_folder(path: &Path, trouble: Trouble) -> Trouble {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let probe = folder.join(format!(".sleutelbos-{}", std::process::id()));
    match OpenOptions::new().append(true).create(true).open(&probe) {
        Err(why) if folder.is_dir() => Trouble::Configuration(format!(
            "{trouble} (the folder {} takes no files: {why})",
            folder.display()
        )),
        _ => {
            // It may never have been made.
            let _ = std::fs::remove_file(&probe);
            trouble
        }
    }
}

/// Opens the database of a configuration for a command that says it changes nothing.
pub async fn open_read_only(database: &Database) -> Result<Db> {
    match database {
        Database::Sqlite(path) => Db::sqlite_read_only(path).await,
        Database::Postgres { url, connections } => Db::postgres_read_only(url, *connections).await,
    }
}

/// Everything a flow needs, on a database that is brought up to date. In production that must be there: a disk that is not mounted, or
/// another name, is no reason to begin with an empty one and to turn everybody away.
pub async fn services(config: &Config) -> Result<Services> {
    if config.server.mode == Mode::Production {
        is_there(&config.database).await?;
    }
    made(config).await
}

async fn is_there(database: &Database) -> Result<()> {
    let missing = |at: String| {
        Trouble::Configuration(format!(
            "there is no database {at}: is its disk there, and is `database.url` right? `sleutelbos migrate` makes a new one"
        ))
    };
    match database {
        Database::Sqlite(path) if !path.exists() => {
            return Err(missing(format!("at {}", path.display())));
        }
        Database::Sqlite(_) | Database::Postgres { .. } => {}
    }
    let db = open(database).await?;
    let schema = db.schema().await;
    db.close().await;
    match schema? {
        Some(Schema::Missing) => Err(missing("with tables at `database.url`".to_owned())),
        _ => Ok(()),
    }
}

/// The same, and where there is no database one is made.
pub async fn made(config: &Config) -> Result<Services> {
    let (db, purpose) = (open(&config.database).await?, purpose(config));
    deployment::may_use(&db, &purpose).await?;
    db.migrate().await?;
    deployment::state(&db, &purpose).await?;
    if deployment::is_copy(&db).await? {
        says_whom_it_writes_to(&config.post)?;
    }
    let services = services_on(config, db)?;
    let beside = Beside::default();
    beside.look(&services).await?;
    beside.stands_before(&services.db);
    Ok(services)
}

/// A copy holds people of production: what the house does by itself must reach nobody whom the settings do not name.
fn says_whom_it_writes_to(post: &Post) -> Result<()> {
    let said = [
        ("post.mail_only_to", post.mail_only_to.is_some()),
        ("post.sms_only_to", post.sms_only_to.is_some()),
    ];
    let missing: Vec<String> = said
        .iter()
        .filter(|(_, is_said)| !is_said && !post.dev_mailbox)
        .map(|(key, _)| format!("`{key}`"))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Trouble::Configuration(format!(
        "the database at `database.url` was adopted as a copy, so it holds people whom production writes to: say whom this \
         deployment may write to with {}, such as `@test.example` or a number of your own; or `nobody`. If it \
         is no copy, say so with `sleutelbos adopt --original`",
        missing.join(" and ")
    )))
}

/// The same, on a database that was another deployment's, or a copy of one; gives back whose.
pub async fn adopt(config: &Config, how: Adopted) -> Result<(Services, Option<String>)> {
    if config.server.mode == Mode::Production {
        is_there(&config.database).await?;
    }
    let (db, purpose) = (open(&config.database).await?, purpose(config));
    // Nodes at work go by the clock of their server; that of whoever types this may be another.
    let now = readiness::clock(&db)
        .await?
        .unwrap_or_else(|| SystemClock.now());
    deployment::may_adopt(&db, &purpose, now).await?;
    db.migrate().await?;
    let before = deployment::adopt(&db, &purpose, how, now).await?;
    Ok((services_on(config, db)?, before))
}

fn purpose(config: &Config) -> Purpose {
    match config.server.mode {
        Mode::Development => Purpose::Development,
        Mode::Production => Purpose::Production {
            origin: config.server.origin.as_str().to_owned(),
        },
    }
}

/// Everything a flow needs that only reads, on a database that stays as it is.
pub async fn services_read_only(config: &Config) -> Result<Services> {
    services_on(config, open_read_only(&config.database).await?)
}

fn services_on(config: &Config, db: Db) -> Result<Services> {
    let mut blocklist = Blocklist::shipped();
    blocklist.add_lines(&config.more_passwords);
    let hasher = Hasher::new(
        config.hash_cost,
        config.secrets.peppers(),
        config.hash_threads,
        &SystemChance,
    )?;
    Ok(Services {
        db,
        hasher: Arc::new(hasher),
        keys: Arc::new(
            Keys::new(config.secrets.master)
                .with_old(config.secrets.old_master.clone())
                .with_audit_key(config.audit.key)
                .with_other_audit_keys(
                    config
                        .audit
                        .other_keys
                        .iter()
                        .map(|key| match key {
                            AuditKey::Own(key) => *key,
                            AuditKey::Master => config.secrets.master,
                        })
                        .collect(),
                ),
        ),
        policy: Arc::new(config.policy.clone()),
        catalogue: Arc::new(config.content.catalogue.clone()),
        desk_hours: Arc::new(config.content.desks.service.hours.clone()),
        blocklist: Arc::new(blocklist),
        leaked: config.leaked_passwords.clone(),
        clock: Arc::new(SystemClock),
        chance: Arc::new(SystemChance),
    })
}

/// What letters call this deployment.
pub fn portal(config: &Config) -> Result<Portal> {
    let from = config.post.from.parse::<Mailbox>();
    let from = from.map_err(|wrong| Trouble::Configuration(wrong.to_string()))?;
    Ok(Portal {
        name: config.portal.name.clone(),
        insurer: config.portal.insurer.clone(),
        sms_name: config.portal.sms_name.clone(),
        sms_host: config.portal.host.clone(),
        origin: config.server.origin.clone(),
        help_phone: config.content.desks.service.phone.clone(),
        help_hours: config.content.desks.service.hours.clone(),
        kind_desks: kind_desks(&config.content),
        request_desks: request_desks(&config.content),
        mail_from: from.email.to_string(),
        brand: config
            .portal
            .theme
            .as_ref()
            .and_then(|theme| theme.brand)
            .map_or_else(|| portal::BRAND.to_owned(), |brand| brand.to_string()),
    })
}

/// The desks that help people of one kind of company, where that is not the one that helps everybody.
pub fn kind_desks(content: &Content) -> BTreeMap<String, OwnDesk> {
    let kinds = content.desks.kinds.keys();
    let desks = kinds.map(|kind| (kind, content.desks.of_kind(kind)));
    desks
        .filter(|(_, desk)| desk.code != content.desks.service.code)
        .map(|(kind, desk)| (kind.clone(), desk.into()))
        .collect()
}

/// The desks that answer requests to be appointed admin, where that is not the one that helps everybody.
fn request_desks(content: &Content) -> BTreeMap<String, OwnDesk> {
    let forms = content.appointments.0.iter();
    let desks = forms.filter_map(|form| {
        let desk = content.desks.get(&form.desk)?;
        (desk.code != content.desks.service.code).then(|| (form.kind.clone(), desk.into()))
    });
    desks.collect()
}

/// Who carries letters out of the house.
pub struct Carriers {
    /// Carries mail.
    pub mail: Arc<dyn MailTransport>,
    /// Carries SMS.
    pub sms: Arc<dyn SmsGateway>,
    /// The mailbox that everything stays in, on a laptop.
    pub mailbox: Option<Arc<DevMailbox>>,
}

impl Carriers {
    /// The mailbox of a laptop, or the mail server and the gateway that the configuration names; behind the gate of those whom
    /// it writes to, if it names them.
    pub fn of(config: &Config, data_dir: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        let Self { mail, sms, mailbox } = Self::open(config, data_dir, clock)?;
        let (mailboxes, numbers) = (&config.post.mail_only_to, &config.post.sms_only_to);
        Ok(Self {
            mail: match mailboxes.clone() {
                Some(named) => Arc::new(OnlyTo::new(named, mail)),
                None => mail,
            },
            sms: match numbers.clone() {
                Some(named) => Arc::new(OnlyTo::new(named, sms)),
                None => sms,
            },
            mailbox,
        })
    }

    fn open(config: &Config, data_dir: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        if config.post.dev_mailbox {
            let mailbox = DevMailbox::open(data_dir, clock);
            let mailbox = Arc::new(mailbox.map_err(|error| {
                let folder = std::path::absolute(data_dir).unwrap_or_else(|_| data_dir.into());
                let folder = folder.display();
                Trouble::Configuration(format!("the mailbox in {folder} cannot be used: {error}"))
            })?);
            return Ok(Self {
                mail: mailbox.clone(),
                sms: mailbox.clone(),
                mailbox: Some(mailbox),
            });
        }
        let needed = |key: &str| {
            Trouble::Configuration(format!("{key} is needed when post.dev_mailbox is false"))
        };
        let smtp = config
            .post
            .smtp_url
            .as_ref()
            .ok_or_else(|| needed("post.smtp_url"))?;
        let smtp = Smtp::from_url(smtp.expose(), &config.post.from, config.post.smtp_timeout);
        let smtp =
            smtp.map_err(|error| Trouble::Configuration(format!("post.smtp_url: {error}")))?;
        let sms = SmsHttp::new(SmsHttpSettings {
            url: config
                .post
                .sms_url
                .clone()
                .ok_or_else(|| needed("post.sms_url"))?,
            token: config.post.sms_token.expose().to_owned(),
            sender: config.post.sms_sender.clone(),
            taken: config.post.sms_taken.clone(),
            timeout: config.post.sms_timeout,
        });
        Ok(Self {
            mail: Arc::new(smtp),
            sms: Arc::new(sms),
            mailbox: None,
        })
    }
}

/// Sets up log lines as the configuration asks. Does nothing if a log is set up already, as in tests.
pub fn log(config: &Config) {
    // A browser that comes back with a session that ended is no suspicious activity; it happens every morning.
    let filter = format!("tower_sessions_core::session=error,{}", config.log_filter);
    let filter = EnvFilter::new(filter);
    let Ok(lines) = Lines::begin() else {
        say::complaint(format_args!(
            "there is no log: the system gives no thread for it"
        ));
        return;
    };
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(lines);
    // The only failure is a second log in one process, and then the first one serves.
    let _ = match config.log_format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().try_init(),
    };
}
