//! What an operator may change without a build: kinds of organisation and their rights, desks and their hours.
//! A file in the folder of a deployment (`content.folder`) takes the place of the shipped one with the same name.

mod catalogue;
mod desks;
mod file;

use std::{borrow::Cow, fs, io, path::Path};

use domain::{desks::Desks, organisations::Catalogue};
use rust_embed::RustEmbed;

use crate::config::Mistake;
use file::File;

/// The files that come with the program.
#[derive(RustEmbed)]
#[folder = "content"]
struct Shipped;

/// The content of a deployment, checked.
#[derive(Clone, Debug)]
pub struct Content {
    /// Kinds of organisation and their rights.
    pub catalogue: Catalogue,
    /// Desks and their hours.
    pub desks: Desks,
}

/// Reads the content of a deployment, or the shipped one. Mistakes are added to `mistakes`, each with file and line;
/// content with mistakes is not to be used.
pub fn read(folder: Option<&Path>, mistakes: &mut Vec<Mistake>) -> Content {
    if let Some(folder) = folder {
        mistakes.extend(strangers(folder));
    }
    let catalogue = catalogue::read(&mut open(folder, "catalogue.toml", mistakes));
    let desks = desks::read(&mut open(folder, "desks.toml", mistakes));
    Content { catalogue, desks }
}

/// Writes the shipped files into an empty or new folder, for an operator to begin with.
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
        fs::write(path, shipped(&name))?;
        written += 1;
    }
    Ok(written)
}

/// The file of a name: the deployment's own, or the shipped one.
fn open<'a>(folder: Option<&Path>, name: &str, mistakes: &'a mut Vec<Mistake>) -> File<'a> {
    let own = folder
        .map(|folder| folder.join(name))
        .filter(|path| path.exists());
    let Some(path) = own else {
        let text = String::from_utf8_lossy(&shipped(name)).into_owned();
        return File::new(format!("shipped {name}"), text, mistakes);
    };
    let shown = path.display().to_string();
    match fs::read_to_string(&path) {
        Ok(text) => File::new(shown, text, mistakes),
        Err(wrong) => {
            mistakes.push(Mistake::new(
                &shown,
                format_args!("cannot be read: {wrong}"),
            ));
            File::new(shown, String::new(), mistakes)
        }
    }
}

fn shipped(name: &str) -> Cow<'static, [u8]> {
    Shipped::get(name).map_or(Cow::Borrowed(&[]), |file| file.data)
}

/// Files that nobody will read: a misspelt name would otherwise be a file that does nothing.
fn strangers(folder: &Path) -> Vec<Mistake> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(wrong) => {
            return vec![Mistake::new(
                folder.display(),
                format_args!("cannot be read: {wrong}"),
            )];
        }
    };
    let known: Vec<_> = Shipped::iter().collect();
    entries
        .filter_map(Result::ok)
        .filter(|entry| {
            let name = entry.file_name();
            !known
                .iter()
                .any(|file| file.split('/').next() == name.to_str())
        })
        .map(|entry| {
            let names = known.join(", ");
            Mistake::new(
                entry.path().display(),
                format_args!("nothing reads a file of this name; there are {names}"),
            )
        })
        .collect()
}
