//! The words of the command line: what can be asked, and with what.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};

use crate::config;

/// Sleutelbos: the user administration of a portal that serves many small organisations.
#[derive(Debug, Parser)]
#[command(name = "sleutelbos", version)]
pub(super) struct Cli {
    /// Configuration file; without it `sleutelbos.toml` in this folder, if there is one.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Language of reports and letters: nl or en.
    #[arg(long, global = true, default_value = "en", value_parser = ["nl", "en"])]
    pub language: String,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
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
    /// Say that the database belongs to this configuration: the portal has another address, or it is a copy.
    Adopt {
        /// It is a copy: letters and links that wait in it go to nobody, and nobody is logged in there.
        #[arg(long)]
        copy: bool,
    },
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
pub(super) enum Import {
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
pub(super) enum Admin {
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
pub(super) struct NewAdmin {
    /// Kind of the organisation, such as garage.
    #[arg(long)]
    pub kind: String,
    /// Number of the organisation.
    #[arg(long)]
    pub number: String,
    /// First name.
    #[arg(long)]
    pub given: String,
    /// Family name, with its tussenvoegsel.
    #[arg(long)]
    pub family: String,
    /// Address: the login name.
    #[arg(long)]
    pub email: String,
    /// Mobile number, for codes.
    #[arg(long)]
    pub mobile: String,
}

#[derive(Debug, Args)]
pub(super) struct NewRight {
    /// Kind of the organisation, such as verzekeraar.
    #[arg(long)]
    pub kind: String,
    /// Number of the organisation.
    #[arg(long)]
    pub number: String,
    /// Address of who works there: the login name.
    #[arg(long)]
    pub email: String,
    /// Code of the right.
    #[arg(long)]
    pub right: String,
}

#[derive(Debug, Subcommand)]
pub(super) enum BudgetAct {
    /// Have one begin anew, at once and on every node; written in the audit trail.
    Lift {
        /// Its name, as the list shows it.
        name: String,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Audit {
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
pub(super) enum Configuration {
    /// Every key with its meaning, value and origin; secrets are covered.
    Show,
    /// Every mistake, with file and line.
    Check,
    /// What a password hash costs on this machine, and what it should cost; changes nothing.
    Calibrate,
}

#[derive(Debug, Subcommand)]
pub(super) enum Content {
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
pub(super) enum Mail {
    /// Queue a test letter; the running portal sends it.
    Test {
        /// Where to.
        address: String,
    },
}

impl Command {
    /// Whether it says that it changes nothing: then the database itself is opened so that nothing can be changed.
    pub const fn only_reads(&self) -> bool {
        matches!(
            self,
            Self::Import(
                Import::Organisations { dry_run: true, .. } | Import::People { dry_run: true, .. }
            ) | Self::Audit(Audit::Verify { .. })
                | Self::Budgets { act: None }
        )
    }
}

fn this_machine(text: &str) -> Result<SocketAddr, String> {
    text.parse().ok().filter(|address| config::is_this_machine(*address)).ok_or_else(|| {
        "must be an address of this machine alone, such as 127.0.0.1:8080: the demo shows every code to whoever can look"
            .to_owned()
    })
}
