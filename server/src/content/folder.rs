//! The folder of a deployment laid over the shipped one: whatever stands at its top, a file or a folder, takes the place
//! of what is shipped under that name, as a whole.

use std::{fs, path::Path};

use rust_embed::RustEmbed;

use super::file::File;
use crate::config::Mistake;

/// The files that come with the program.
#[derive(RustEmbed)]
#[folder = "content"]
pub(super) struct Shipped;

/// Where content is read from.
pub(super) struct Folder<'a> {
    /// The deployment's own, if it has one.
    pub own: Option<&'a Path>,
    pub mistakes: &'a mut Vec<Mistake>,
}

impl Folder<'_> {
    /// The file of a name, such as `help/help.toml`; empty, and a mistake, if there is none.
    pub fn open(&mut self, name: &str) -> File<'_> {
        let Some(folder) = self.own_of(name) else {
            let file = Shipped::get(name).map(|file| file.data).unwrap_or_default();
            let text = String::from_utf8_lossy(&file).into_owned();
            return File::new(format!("shipped {name}"), text, self.mistakes);
        };
        let path = folder.join(name);
        let shown = path.display().to_string();
        let text = fs::read_to_string(&path).unwrap_or_else(|wrong| {
            self.mistakes.push(Mistake::new(
                &shown,
                format_args!("cannot be read: {wrong}"),
            ));
            String::new()
        });
        File::new(shown, text, self.mistakes)
    }

    /// Whether there is a file of a name.
    pub fn has(&self, name: &str) -> bool {
        match self.own_of(name) {
            Some(folder) => folder.join(name).is_file(),
            None => Shipped::get(name).is_some(),
        }
    }

    /// Names of the files in one folder at the top.
    pub fn names_in(&self, top: &str) -> Vec<String> {
        let mut names = match self.own_of(top) {
            Some(folder) => files_below(&folder.join(top), top),
            None => Shipped::iter()
                .map(|name| name.into_owned())
                .filter(|name| name.split('/').next() == Some(top))
                .collect(),
        };
        names.sort();
        names
    }

    /// Notes that something is wrong with a file as a whole.
    pub fn wrong(&mut self, name: &str, what: &str) {
        let shown = self.own_of(name).map_or_else(
            || format!("shipped {name}"),
            |folder| folder.join(name).display().to_string(),
        );
        self.mistakes.push(Mistake::new(shown, what));
    }

    /// Notes what stands at the top and nobody reads: a misspelt name would otherwise be a file that does nothing.
    pub fn strangers(&mut self) {
        let Some(folder) = self.own else { return };
        let mut known: Vec<String> = Shipped::iter()
            .filter_map(|name| name.split('/').next().map(str::to_owned))
            .collect();
        known.sort();
        known.dedup();
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(wrong) => {
                let what = format_args!("cannot be read: {wrong}");
                self.mistakes.push(Mistake::new(folder.display(), what));
                return;
            }
        };
        for entry in entries.filter_map(Result::ok) {
            if !known.iter().any(|name| entry.file_name() == name.as_str()) {
                let names = known.join(", ");
                let what = format_args!("nothing reads what has this name; there are {names}");
                self.mistakes
                    .push(Mistake::new(entry.path().display(), what));
            }
        }
    }

    fn own_of(&self, name: &str) -> Option<&Path> {
        let top = name.split('/').next()?;
        self.own.filter(|folder| folder.join(top).exists())
    }
}

fn files_below(folder: &Path, name: &str) -> Vec<String> {
    let entries = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    entries
        .flat_map(|entry| {
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                files_below(&entry.path(), &name)
            } else {
                vec![name]
            }
        })
        .collect()
}
