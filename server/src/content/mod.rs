//! What an operator may change without a build: kinds of organisation and their rights, desks and their hours, what is
//! said to who cannot log in, what whoever appoints an admin is asked, and texts for everybody. Every mistake is told with file and line before anything starts.

mod announcements;
mod appointments;
mod catalogue;
mod desks;
mod file;
mod folder;
mod help;
mod markdown;

use std::{fs, io, path::Path};

use domain::{
    announcements::PreparedTexts, appointments::Forms, desks::Desks, help::Help,
    organisations::Catalogue,
};

use crate::config::Mistake;
use folder::{Folder, Shipped};

/// The content of a deployment, checked.
#[derive(Clone, Debug)]
pub struct Content {
    /// Kinds of organisation and their rights.
    pub catalogue: Catalogue,
    /// Desks and their hours.
    pub desks: Desks,
    /// Help at logging in.
    pub help: Help,
    /// What whoever appoints an admin is asked.
    pub appointments: Forms,
    /// Texts for everybody that were agreed on.
    pub announcements: PreparedTexts,
}

/// Reads the content of a deployment, or the shipped one. Mistakes are added to `mistakes`; content with mistakes is not
/// to be used.
pub fn read(own: Option<&Path>, mistakes: &mut Vec<Mistake>) -> Content {
    let mut folder = Folder { own, mistakes };
    folder.strangers();
    let catalogue = catalogue::read(&mut folder.open("catalogue.toml"));
    let mut desks = desks::read(&mut folder.open("desks.toml"));
    let help = help::read(&mut folder, &catalogue, &desks);
    desks.kinds = help.desks_of_kinds();
    let appointments =
        appointments::read(&mut folder.open("appointments.toml"), &catalogue, &desks);
    let announcements = announcements::read(&mut folder.open("announcements.toml"), &desks);
    Content {
        announcements,
        catalogue,
        desks,
        help,
        appointments,
    }
}

/// Writes the shipped files into an empty or new folder, for an operator to begin with; gives back how many.
pub fn export(folder: &Path) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        let what = "there is something in this folder already; name an empty or a new one";
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, what));
    }
    let mut written = 0;
    for name in Shipped::iter() {
        let path = folder.join(name.as_ref());
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(
            path,
            Shipped::get(&name)
                .map(|file| file.data)
                .unwrap_or_default(),
        )?;
        written += 1;
    }
    Ok(written)
}
