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

/// One sentence in the language that was asked for, as `format!` writes it.
macro_rules! said {
    ($language:expr, $nl:literal, $en:literal $(,)?) => {
        match $language {
            domain::Language::Nl => format!($nl),
            domain::Language::En => format!($en),
        }
    };
}

mod budgets;
mod calibrate;
mod command;
mod deeds;
mod verify;
mod words;

use std::{net::SocketAddr, path::Path, process::ExitCode, sync::Arc};

use clap::Parser;
use flows::{Services, deployment::Adopted};

use command::{
    Admin, Audit, BudgetAct, Cli, Command, Configuration, Content, Import, Mail, NewAdmin, NewRight,
};

use crate::{
    config::{self, Config, Mistake, Sources},
    content, demo, serve, signals, wiring,
};

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
        return content(act, language);
    }
    if let Command::Demo { data_dir, listen } = &cli.command {
        flows::files::private_folder(data_dir).map_err(|why| unusable(data_dir, &why, language))?;
        let log_filter = std::env::var("SLEUTELBOS__LOG__FILTER").ok();
        sources = demo_sources(data_dir, *listen, log_filter);
    }
    let (config, away) = Config::without_checkpoints(&sources)
        .map_err(|mistakes| Stop::Unusable(lines(&mistakes)))?;
    match away {
        Some(away) if cli.command.needs_checkpoints() => {
            return Err(Stop::Unusable(away.to_string()));
        }
        // Whoever is blocked does not wait for a disk that nothing is written to.
        Some(away) => eprintln!("{away}"),
        None => {}
    }
    if let Command::Config(Configuration::Calibrate) = cli.command {
        println!("{}", calibrate::calibrate(&config, language).await?);
        return Ok(());
    }
    if let Command::Config(_) = cli.command {
        println!(
            "{}",
            said!(
                language,
                "De configuratie klopt.",
                "The configuration is in order."
            )
        );
        return Ok(());
    }
    if let Command::Adopt { copy, original } = cli.command {
        let how = match (copy, original) {
            (true, _) => Adopted::Copy,
            (_, true) => Adopted::Original,
            _ => Adopted::AsItIs,
        };
        let (services, before) = wiring::adopt(&config, how).await?;
        services.db.close().await;
        let adopted = match before {
            Some(before) => said!(
                language,
                "De database was van {before}. Vanaf nu is die van deze configuratie.",
                "The database belonged to {before}; from now on it belongs to this configuration."
            ),
            None => said!(
                language,
                "De database was nog van niemand. Vanaf nu is die van deze configuratie.",
                "The database did not belong to a named portal; from now on it belongs to this configuration."
            ),
        };
        println!("{adopted}");
        return Ok(());
    }
    // Who serves closes it within the time that a stop may take.
    let serves = matches!(cli.command, Command::Serve | Command::Demo { .. });
    if serves || matches!(cli.command, Command::Migrate) {
        // Before the database: what is wrong there, or whom it waits for, is said in it.
        wiring::log(&config);
    }
    let services = if cli.command.only_reads() {
        wiring::services_read_only(&config).await?
    } else if matches!(cli.command, Command::Migrate) {
        wiring::made(&config).await?
    } else {
        wiring::services(&config).await?
    };
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
        Command::Config(_) | Command::Content(_) | Command::Adopt { .. } | Command::Migrate => {
            println!(
                "{}",
                said!(
                    language,
                    "De database is bijgewerkt.",
                    "The database is up to date."
                )
            );
            Ok(())
        }
        Command::Serve => Ok(serve::serve(config, services, Path::new("."), None).await?),
        Command::Demo { data_dir, .. } => {
            let clock = Arc::new(
                demo::DemoClock::open(&data_dir)
                    .map_err(|why| unusable(&data_dir, &why, language))?,
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
        Command::Admin(Admin::GiveRight(new)) => {
            deeds::give_right(&services, &config, &new, language).await
        }
        Command::Admin(Admin::Unblock { email }) => {
            deeds::unblock(&services, &config, &email, language).await
        }
        Command::Budgets { act: None } => budgets::list(&services, language).await,
        Command::Budgets {
            act: Some(BudgetAct::Lift { name }),
        } => budgets::lift(&services, &name, language).await,
        Command::Moved { file } => deeds::numbers_moved(&services, &config, &file, language).await,
        Command::Audit(Audit::Verify { checkpoint, after }) => {
            let against = verify::Against {
                folder: config.audit.checkpoint_dir.as_deref(),
                one: checkpoint.as_deref(),
                after: after.as_deref(),
            };
            verify::verify(&services, against, language).await
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

fn unusable(path: &Path, why: &std::io::Error, language: domain::Language) -> Stop {
    let path = path.display();
    Stop::Unusable(said!(
        language,
        "{path}: kan niet worden gebruikt: {why}",
        "{path}: cannot be used: {why}"
    ))
}

fn content(act: &Content, language: domain::Language) -> Result<(), Stop> {
    match act {
        Content::Check { folder } => {
            let mut mistakes = Vec::new();
            content::read(folder.as_deref(), &mut mistakes);
            if !mistakes.is_empty() {
                return Err(Stop::Wrong(lines(&mistakes)));
            }
            println!(
                "{}",
                said!(language, "De inhoud klopt.", "The content is in order.")
            );
        }
        Content::Export { folder } => {
            let files = content::export(folder)?;
            println!(
                "{}",
                said!(
                    language,
                    "Er zijn {files} bestanden geschreven. Stel `content.folder` in om ze te gebruiken.",
                    "{files} files written; set `content.folder` to use them."
                )
            );
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
        no_text: Vec::new(),
    }
}
