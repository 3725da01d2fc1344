//! The command line. Answers are plain sentences that say what to do; the exit code is 0 for done, 1 for "not as it
//! should be" (mistakes in a file, a broken trail), and 2 for a command or a configuration that cannot be used.

/// As in the standard library, but for what happens when nobody listens: nothing.
macro_rules! println {
    ($($text:tt)*) => { $crate::say::line(format_args!($($text)*)) };
}
/// The same without a new line.
macro_rules! print {
    ($($text:tt)*) => { $crate::say::text(format_args!($($text)*)) };
}
/// The same on standard error.
macro_rules! eprintln {
    ($($text:tt)*) => { $crate::say::complaint(format_args!($($text)*)) };
}

mod budgets;
mod calibrate;
mod deeds;
mod verify;
mod words;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use clap::{Args, Parser, Subcommand};
use flows::Services;

use crate::{
    config::{self, Config, Mistake, Sources},
    content, demo, serve, signals, wiring,
};

/// Sleutelbos: the user administration of a portal that serves many small organisations.
#[derive(Debug, Parser)]
#[command(name = "sleutelbos", version)]
struct Cli {
    /// Configuration file; without it `sleutelbos.toml` in this folder, if there is one.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Language of reports and letters: nl or en.
    #[arg(long, global = true, default_value = "en", value_parser = ["nl", "en"])]
    language: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal.
    Serve,
    /// Serve on a folder of its own, with the dev mailbox: nothing leaves this machine.
    Demo {
        /// Folder for the database; made if it is not there.
        #[arg(long)]
        data_dir: PathBuf,
        /// Address and port of this machine alone to listen on: the mailbox shows every code to whoever can look.
        #[arg(long, default_value = "127.0.0.1:8080", value_parser = this_machine)]
        listen: SocketAddr,
    },
    /// Bring the tables of the database up to date.
    Migrate,
    /// Take organisations or people from a CSV file: the whole file, or nothing of it.
    #[command(subcommand)]
    Import(Import),
    /// Make or help an admin when nobody else can; each deed is written in the audit trail.
    #[command(subcommand)]
    Admin(Admin),
    /// Take in that mobile numbers are on another SIM card or with another provider: for a day nobody sets a new
    /// password by mail and a code to such a number, and its owner is told by mail.
    Moved {
        /// The file, a number on each line; `-` for what is piped in.
        file: PathBuf,
    },
    /// How often what many share was done, and how often it may be: what is used up by half or more.
    Budgets {
        #[command(subcommand)]
        act: Option<BudgetAct>,
    },
    /// Look after the audit trail.
    #[command(subcommand)]
    Audit(Audit),
    /// Look at the configuration.
    #[command(subcommand)]
    Config(Configuration),
    /// Look at what can be changed without a build: kinds of organisation, desks and their hours.
    #[command(subcommand)]
    Content(Content),
    /// Try the mail.
    #[command(subcommand)]
    Mail(Mail),
}

#[derive(Debug, Subcommand)]
enum Import {
    /// Columns: soort;nummer;naam;rechten.
    Organisations {
        /// The file.
        file: PathBuf,
        /// Say what would happen, and change nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Columns: soort;nummer;voornaam;voorletters;tussenvoegsel;achternaam;e-mail;mobiel;rol;rechten;taal;vanaf;tot en met.
    People {
        /// The file.
        file: PathBuf,
        /// Say what would happen, and change nothing.
        #[arg(long)]
        dry_run: bool,
        /// Hold the invitations back; a later run without this sends them.
        #[arg(long)]
        no_letters: bool,
    },
}

#[derive(Debug, Subcommand)]
enum Admin {
    /// Make somebody admin of an organisation: invites, or promotes who is there already.
    Create(NewAdmin),
    /// Give somebody a right, such as `servicedesk` to the first two of the insurer's service desk. Later ones are asked
    /// for by their admin, and a colleague decides.
    GiveRight(NewRight),
    /// Lift the block on an account.
    Unblock {
        /// The login name.
        email: String,
    },
}

#[derive(Debug, Args)]
struct NewAdmin {
    /// Kind of the organisation, such as garage.
    #[arg(long)]
    kind: String,
    /// Number of the organisation.
    #[arg(long)]
    number: String,
    /// First name.
    #[arg(long)]
    given: String,
    /// Family name, with its tussenvoegsel.
    #[arg(long)]
    family: String,
    /// Address: the login name.
    #[arg(long)]
    email: String,
    /// Mobile number, for codes.
    #[arg(long)]
    mobile: String,
}

#[derive(Debug, Args)]
struct NewRight {
    /// Kind of the organisation, such as verzekeraar.
    #[arg(long)]
    kind: String,
    /// Number of the organisation.
    #[arg(long)]
    number: String,
    /// Address of who works there: the login name.
    #[arg(long)]
    email: String,
    /// Code of the right.
    #[arg(long)]
    right: String,
}

#[derive(Debug, Subcommand)]
enum BudgetAct {
    /// Have one begin anew, at once and on every node; written in the audit trail.
    Lift {
        /// Its name, as the list shows it.
        name: String,
    },
}

#[derive(Debug, Subcommand)]
enum Audit {
    /// Look whether somebody changed the trail.
    Verify {
        /// A checkpoint of before, kept elsewhere, instead of all those of `audit.checkpoint_dir`.
        #[arg(long)]
        checkpoint: Option<PathBuf>,
    },
    /// Print a signed checkpoint, to be kept elsewhere.
    Checkpoint,
}

#[derive(Debug, Subcommand)]
enum Configuration {
    /// Every key with its meaning, value and origin; secrets are covered.
    Show,
    /// Every mistake, with file and line.
    Check,
    /// What a password hash costs on this machine, and what it should cost; changes nothing.
    Calibrate,
}

#[derive(Debug, Subcommand)]
enum Content {
    /// Every mistake, with file and line.
    Check {
        /// The folder; without it the shipped content.
        folder: Option<PathBuf>,
    },
    /// Write the shipped files into a new folder, to begin with.
    Export {
        /// The folder.
        folder: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum Mail {
    /// Queue a test letter; the running portal sends it.
    Test {
        /// Where to.
        address: String,
    },
}

impl Command {
    /// Whether it says that it changes nothing: then the database itself is opened so that nothing can be changed.
    const fn only_reads(&self) -> bool {
        matches!(
            self,
            Self::Import(
                Import::Organisations { dry_run: true, .. } | Import::People { dry_run: true, .. }
            ) | Self::Audit(Audit::Verify { .. } | Audit::Checkpoint)
                | Self::Budgets { act: None }
        )
    }
}

/// Why a command stops. The text is for the operator.
#[derive(Debug)]
enum Stop {
    /// Something is not as it should be.
    Wrong(String),
    /// The command or the configuration cannot be used.
    Unusable(String),
}

impl<E: std::error::Error> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Wrong(error.to_string())
    }
}

/// Reads the command line, does what it says, and gives back the exit code.
pub async fn run() -> ExitCode {
    // Whatever this program writes is for its own user of the machine alone.
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    signals::outlive_full_files();
    match dispatch(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Wrong(text)) => {
            eprintln!("{text}");
            ExitCode::from(1)
        }
        Err(Stop::Unusable(text)) => {
            eprintln!("{text}");
            ExitCode::from(2)
        }
    }
}

async fn dispatch(cli: Cli) -> Result<(), Stop> {
    let language = domain::Language::from_code(&cli.language).unwrap_or_default();
    let mut sources = Sources::of_process(cli.config);
    if let Command::Config(Configuration::Show) = cli.command {
        print!("{}", config::show(&sources));
        return Ok(());
    }
    if let Command::Content(act) = &cli.command {
        return content(act);
    }
    if let Command::Demo { data_dir, listen } = &cli.command {
        flows::files::private_folder(data_dir).map_err(|why| unusable(data_dir, &why))?;
        let log_filter = std::env::var("SLEUTELBOS__LOG__FILTER").ok();
        sources = demo_sources(data_dir, *listen, log_filter);
    }
    let config = Config::load(&sources).map_err(|mistakes| Stop::Unusable(lines(&mistakes)))?;
    if let Command::Config(Configuration::Calibrate) = cli.command {
        println!("{}", calibrate::calibrate(&config).await?);
        return Ok(());
    }
    if let Command::Config(_) = cli.command {
        println!("The configuration is in order.");
        return Ok(());
    }
    let services = if cli.command.only_reads() {
        wiring::services_read_only(&config).await?
    } else {
        wiring::services(&config).await?
    };
    // Who serves closes it within the time that a stop may take.
    let serves = matches!(cli.command, Command::Serve | Command::Demo { .. });
    let db = services.db.clone();
    let done = act(cli.command, config, services, language).await;
    if !serves {
        // Whoever copies the file next finds everything in it, and nothing beside it.
        db.close().await;
    }
    done
}

async fn act(
    command: Command,
    config: Config,
    services: Services,
    language: domain::Language,
) -> Result<(), Stop> {
    match command {
        Command::Config(_) | Command::Content(_) | Command::Migrate => {
            println!("The database is up to date.");
            Ok(())
        }
        Command::Serve => {
            wiring::log(&config);
            Ok(serve::serve(config, services, Path::new("."), None).await?)
        }
        Command::Demo { data_dir, .. } => {
            wiring::log(&config);
            let clock = Arc::new(
                demo::DemoClock::open(&data_dir).map_err(|why| unusable(&data_dir, &why))?,
            );
            let services = Services {
                clock: clock.clone(),
                ..services
            };
            demo::furnish(&services).await?;
            print!("{}", demo::introduction(config.server.origin.as_str()));
            Ok(serve::serve(config, services, &data_dir, Some(clock)).await?)
        }
        Command::Import(Import::Organisations { file, dry_run }) => {
            deeds::import_organisations(&services, &file, dry_run, language).await
        }
        Command::Import(Import::People {
            file,
            dry_run,
            no_letters,
        }) => {
            let by = (!no_letters).then_some(config.portal.insurer.as_str());
            deeds::import_people(&services, &file, dry_run, by, language).await
        }
        Command::Admin(Admin::Create(new)) => {
            deeds::create_admin(&services, &config, &new, language).await
        }
        Command::Admin(Admin::GiveRight(new)) => deeds::give_right(&services, &config, &new).await,
        Command::Admin(Admin::Unblock { email }) => {
            deeds::unblock(&services, &config, &email).await
        }
        Command::Budgets { act: None } => budgets::list(&services).await,
        Command::Budgets {
            act: Some(BudgetAct::Lift { name }),
        } => budgets::lift(&services, &name).await,
        Command::Moved { file } => deeds::numbers_moved(&services, &config, &file).await,
        Command::Audit(Audit::Verify { checkpoint }) => {
            let folder = config.audit.checkpoint_dir.as_deref();
            verify::verify(&services, folder, checkpoint.as_deref()).await
        }
        Command::Audit(Audit::Checkpoint) => {
            println!(
                "{}",
                flows::audit::checkpoint(&services, None).await?.to_text()?
            );
            Ok(())
        }
        Command::Mail(Mail::Test { address }) => {
            deeds::test_mail(&services, &address, language).await
        }
    }
}

fn unusable(path: &Path, why: &std::io::Error) -> Stop {
    Stop::Unusable(format!("{}: cannot be used: {why}", path.display()))
}

fn this_machine(text: &str) -> Result<SocketAddr, String> {
    text.parse().ok().filter(|address| config::is_this_machine(*address)).ok_or_else(|| {
        "must be an address of this machine alone, such as 127.0.0.1:8080: the demo shows every code to whoever can look"
            .to_owned()
    })
}

fn content(act: &Content) -> Result<(), Stop> {
    match act {
        Content::Check { folder } => {
            let mut mistakes = Vec::new();
            content::read(folder.as_deref(), &mut mistakes);
            if !mistakes.is_empty() {
                return Err(Stop::Wrong(lines(&mistakes)));
            }
            println!("The content is in order.");
        }
        Content::Export { folder } => {
            let files = content::export(folder)?;
            println!("{files} files written; set `content.folder` to use them.");
        }
    }
    Ok(())
}

fn lines(mistakes: &[Mistake]) -> String {
    let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// What the demo logs: warnings and errors. That a session has ended is none: every browser that comes back brings one.
const QUIET: &str = "warn,tower_sessions_core=error";

/// The demo takes nothing from the configuration of this machine, but for how much it says.
fn demo_sources(
    data_dir: &std::path::Path,
    listen: SocketAddr,
    log_filter: Option<String>,
) -> Sources {
    let set = |name: &str, value: String| (format!("SLEUTELBOS__{name}"), value);
    Sources {
        file: None,
        environment: vec![
            set("SERVER__MODE", "development".to_owned()),
            set("SERVER__LISTEN", listen.to_string()),
            set("SERVER__ORIGIN", format!("http://{listen}")),
            // Whoever tries the demo reads its start, and what goes wrong; more for who asks.
            set(
                "LOG__FILTER",
                log_filter.unwrap_or_else(|| QUIET.to_owned()),
            ),
            set(
                "DATABASE__URL",
                format!("sqlite:{}", data_dir.join("sleutelbos.db").display()),
            ),
        ],
    }
}
