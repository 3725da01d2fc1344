//! The words of the command line: what can be asked, and with what.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};

use crate::config;

/// Sleutelbos: the user administration of a portal that serves many small organisations.
#[derive(Debug, Parser)]
#[command(name = "sleutelbos", version)]
pub(super) struct Cli {
    /// Configuration file; if left out, `sleutelbos.toml` in this folder, if there is one.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Language of reports: nl or en.
    #[arg(long, global = true, default_value = "en", value_parser = ["nl", "en"])]
    pub language: String,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Serve the portal.
    Serve,
    /// Serve a demo from a folder of its own, with the dev mailbox: nothing leaves this machine.
    Demo {
        /// Folder for the database; created if it does not exist.
        #[arg(long)]
        data_dir: PathBuf,
        /// Address and port to listen on, of this machine only: the mailbox shows every code to anybody who can reach it.
        #[arg(long, default_value = "127.0.0.1:8080", value_parser = this_machine)]
        listen: SocketAddr,
    },
    /// Bring the tables of the database up to date.
    Migrate,
    /// Say that the database belongs to this configuration: the portal has another address, or it is a copy.
    Adopt {
        /// It is a copy: letters and links that wait in it go to nobody, nobody is logged in there, and from then on it is
        /// served only by a configuration that says whom it writes to (`post.mail_only_to`, `post.sms_only_to`).
        #[arg(long)]
        copy: bool,
        /// It is no copy, although somebody said so: it may write to everybody in it.
        #[arg(long, conflicts_with = "copy")]
        original: bool,
    },
    /// Import organisations or people from a CSV file: the whole file, or none of it.
    #[command(subcommand)]
    Import(Import),
    /// Create or help an admin when nobody else can; every action is recorded in the audit trail.
    #[command(subcommand)]
    Admin(Admin),
    /// Report mobile numbers that are now on another SIM card or with another provider: for a day nobody can set a new
    /// password by e-mail and a code to such a number, and its owner gets an e-mail.
    Moved {
        /// The file, with one number on each line; `-` for standard input.
        file: PathBuf,
    },
    /// Show the shared limits of which half or more has been used.
    Budgets {
        #[command(subcommand)]
        act: Option<BudgetAct>,
    },
    /// Verify the audit trail, or print a checkpoint of it.
    #[command(subcommand)]
    Audit(Audit),
    /// Show or check the configuration.
    #[command(subcommand)]
    Config(Configuration),
    /// Check or export what can be changed without a build: kinds of organisation, desks and their hours, help texts.
    #[command(subcommand)]
    Content(Content),
    /// Test the e-mail.
    #[command(subcommand)]
    Mail(Mail),
}

#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// Columns: soort;nummer;naam;rechten.
    Organisations {
        /// The file.
        file: PathBuf,
        /// Say what would happen, without changing anything.
        #[arg(long)]
        dry_run: bool,
    },
    /// Columns: soort;nummer;voornaam;voorletters;tussenvoegsel;achternaam;e-mail;mobiel;rol;rechten;taal;vanaf;tot en met.
    People {
        /// The file.
        file: PathBuf,
        /// Say what would happen, without changing anything.
        #[arg(long)]
        dry_run: bool,
        /// Do not send invitations yet; a later run without this option sends them.
        #[arg(long)]
        no_letters: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Admin {
    /// Make somebody an admin of an organisation: invites them, or promotes them if they already work there.
    Create(NewAdmin),
    /// Give somebody a right, such as `servicedesk` to the first two people of the insurer's service desk. For later ones
    /// their admin asks, and a colleague decides.
    GiveRight(NewRight),
    /// Lift the block on an account.
    Unblock {
        /// E-mail address that they log in with.
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
    /// Last name, with its surname prefix (van, de).
    #[arg(long)]
    pub family: String,
    /// E-mail address to log in with.
    #[arg(long)]
    pub email: String,
    /// Mobile number, for codes.
    #[arg(long)]
    pub mobile: String,
    /// Language of e-mails to somebody who has no account yet: nl or en.
    #[arg(long, default_value = "nl", value_parser = ["nl", "en"])]
    pub mails: String,
}

#[derive(Debug, Args)]
pub(super) struct NewRight {
    /// Kind of the organisation, such as verzekeraar.
    #[arg(long)]
    pub kind: String,
    /// Number of the organisation.
    #[arg(long)]
    pub number: String,
    /// E-mail address of somebody who works there.
    #[arg(long)]
    pub email: String,
    /// Code of the right.
    #[arg(long)]
    pub right: String,
}

#[derive(Debug, Subcommand)]
pub(super) enum BudgetAct {
    /// Reset one of them, immediately and on every node; recorded in the audit trail.
    Lift {
        /// Its name, as the list shows it.
        name: String,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Audit {
    /// Check whether somebody changed the trail.
    Verify {
        /// An earlier checkpoint that was kept elsewhere, instead of all those in `audit.checkpoint_dir`.
        #[arg(long)]
        checkpoint: Option<PathBuf>,
        /// The last checkpoint of those that were moved out of `audit.checkpoint_dir`: what is there follows from it.
        #[arg(long, conflicts_with = "checkpoint")]
        after: Option<PathBuf>,
    },
    /// Print a signed checkpoint, to keep elsewhere.
    Checkpoint,
}

#[derive(Debug, Subcommand)]
pub(super) enum Configuration {
    /// Show every key with its meaning, value and origin; secrets are hidden.
    Show,
    /// Show every mistake, with file and line.
    Check,
    /// Show what a password hash costs on this machine, and what it should cost; changes nothing.
    Calibrate,
}

#[derive(Debug, Subcommand)]
pub(super) enum Content {
    /// Show every mistake, with file and line.
    Check {
        /// The folder; if left out, the content shipped with the program.
        folder: Option<PathBuf>,
    },
    /// Write the shipped files to a new folder, as a start for your own.
    Export {
        /// The folder.
        folder: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Mail {
    /// Queue a test e-mail; the running portal sends it.
    Test {
        /// E-mail address to send it to.
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

    /// Whether it writes checkpoints, or says whether the configuration is in order.
    pub const fn needs_checkpoints(&self) -> bool {
        matches!(self, Self::Serve | Self::Config(_))
    }
}

fn this_machine(text: &str) -> Result<SocketAddr, String> {
    text.parse().ok().filter(|address| config::is_this_machine(*address)).ok_or_else(|| {
        "must be an address of this machine only, such as 127.0.0.1:8080: the demo shows every code to anybody who can reach it"
            .to_owned()
    })
}
