//! Layers: defaults < `sleutelbos.toml` < `conf.d/*.toml` beside it < `SLEUTELBOS__SECTION__KEY` < `…__KEY_FILE`.
//! Each value remembers where it was set, so that a mistake can name file and line.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Mistake, keys};

/// What environment variables of ours begin with.
const PREFIX: &str = "SLEUTELBOS__";

/// Where a value comes from that nobody set.
const DEFAULT: &str = "default";

/// Where the configuration comes from.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The file, if there is one.
    pub file: Option<PathBuf>,
    /// Names and values of the environment.
    pub environment: Vec<(String, String)>,
    /// Names of the environment whose values are no text; what they hold stands nowhere, because it may be a secret.
    pub no_text: Vec<String>,
}

/// A value, and where it was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The value as text; lists are separated by commas.
    pub text: String,
    /// "sleutelbos.toml:12", "SLEUTELBOS__SERVER__LISTEN", "default".
    pub origin: String,
}

impl Setting {
    /// Whether somebody chose this value.
    pub(super) fn was_set(&self) -> bool {
        self.origin != DEFAULT
    }
}

/// The value of every key.
pub type Settings = BTreeMap<&'static str, Setting>;

impl Sources {
    /// The environment of this process, and `file`, or `sleutelbos.toml` in this folder if that exists.
    pub fn of_process(file: Option<PathBuf>) -> Self {
        let usual = PathBuf::from("sleutelbos.toml");
        let (mut environment, mut no_text) = (Vec::new(), Vec::new());
        let ours = std::env::vars_os()
            .filter(|(name, _)| name.as_encoded_bytes().starts_with(PREFIX.as_bytes()));
        for (name, value) in ours {
            match (name.into_string(), value.into_string()) {
                (Ok(name), Ok(value)) => environment.push((name, value)),
                (Ok(name), Err(_)) => no_text.push(name),
                (Err(name), _) => no_text.push(name.to_string_lossy().into_owned()),
            }
        }
        Self {
            file: file.or_else(|| usual.exists().then_some(usual)),
            environment,
            no_text,
        }
    }

    /// Every key with its value; mistakes are added to `mistakes`.
    pub(super) fn settings(&self, mistakes: &mut Vec<Mistake>) -> Settings {
        let mut settings: Settings = keys::all()
            .map(|key| {
                (
                    key.name,
                    Setting {
                        text: key.default.to_owned(),
                        origin: DEFAULT.to_owned(),
                    },
                )
            })
            .collect();
        for file in self.files(mistakes) {
            match std::fs::read_to_string(&file) {
                Ok(text) => read_file(&file, &text, &mut settings, mistakes),
                Err(wrong) => mistakes.push(Mistake::new(
                    file.display(),
                    format!("cannot be read: {wrong}"),
                )),
            }
        }
        self.read_environment(&mut settings, mistakes);
        let no_text = self.no_text.iter();
        mistakes.extend(no_text.map(|name| Mistake::new(name, "holds no text in UTF-8")));
        settings
    }

    fn files(&self, mistakes: &mut Vec<Mistake>) -> Vec<PathBuf> {
        let Some(file) = &self.file else {
            return Vec::new();
        };
        let mut files = vec![file.clone()];
        let folder = file.with_file_name("conf.d");
        if folder.is_dir() {
            match std::fs::read_dir(&folder) {
                Ok(entries) => {
                    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
                    let mut more: Vec<_> = paths
                        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
                        .collect();
                    more.sort();
                    files.extend(more);
                }
                Err(wrong) => mistakes.push(Mistake::new(
                    folder.display(),
                    format!("cannot be read: {wrong}"),
                )),
            }
        }
        files
    }

    fn read_environment(&self, settings: &mut Settings, mistakes: &mut Vec<Mistake>) {
        // Files come last, so that a value and its file, both given, have one outcome.
        let (files, values): (Vec<_>, Vec<_>) = self
            .environment
            .iter()
            .partition(|(name, _)| key_of_file(name).is_some());
        for (name, value) in values.into_iter().chain(files) {
            let Some(path) = name.strip_prefix(PREFIX) else {
                continue;
            };
            let of_file = key_of_file(name);
            let Some(key) = of_file.or_else(|| key_of(path)) else {
                mistakes.push(Mistake::new(name, "there is no such key"));
                continue;
            };
            let text = if of_file.is_none() {
                value.clone()
            } else {
                match std::fs::read_to_string(value) {
                    Ok(text) => text.trim().to_owned(),
                    Err(wrong) => {
                        // What stands there may be the secret itself instead of the path of a file that holds it.
                        let said = format!("the file that it names cannot be read: {wrong}");
                        mistakes.push(Mistake::new(name, said));
                        continue;
                    }
                }
            };
            settings.insert(
                key.name,
                Setting {
                    text,
                    origin: name.clone(),
                },
            );
        }
    }
}

/// The key of what follows [`PREFIX`] in the name of a variable.
fn key_of(path: &str) -> Option<&'static keys::Key> {
    keys::find(&path.to_lowercase().replace("__", "."))
}

/// The key whose value stands in a file that a variable names; none if that variable is itself a key that ends so.
fn key_of_file(name: &str) -> Option<&'static keys::Key> {
    let path = name.strip_prefix(PREFIX)?;
    match key_of(path) {
        Some(_) => None,
        None => key_of(path.strip_suffix("_FILE")?),
    }
}

fn read_file(file: &Path, text: &str, settings: &mut Settings, mistakes: &mut Vec<Mistake>) {
    let place = |at: usize| format!("{}:{}", file.display(), line_of(text, at));
    let (table, wrong) = DeTable::parse_recoverable(text);
    for wrong in wrong {
        mistakes.push(Mistake::new(
            place(wrong.span().map_or(0, |span| span.start)),
            wrong.message(),
        ));
    }
    for (section, content) in table.into_inner() {
        let Some(section_table) = content.get_ref().as_table() else {
            let what = format!(
                "`{}` stands outside a section such as [server]",
                section.get_ref()
            );
            mistakes.push(Mistake::new(place(section.span().start), what));
            continue;
        };
        for (name, value) in section_table {
            let origin = place(name.span().start);
            let full = format!("{}.{}", section.get_ref(), name.get_ref());
            match (keys::find(&full), text_of(value)) {
                (None, _) => mistakes.push(Mistake::new(
                    origin,
                    format!("there is no key `{full}`{}", nearest(&full)),
                )),
                (Some(_), None) => {
                    let what = format!(
                        "`{full}` must be a text, a whole number, true or false, or a list of texts"
                    );
                    mistakes.push(Mistake::new(origin, what));
                }
                (Some(key), Some(text)) => {
                    settings.insert(key.name, Setting { text, origin });
                }
            }
        }
    }
}

fn text_of(value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        DeValue::Array(items) => {
            let texts: Option<Vec<String>> = items.iter().map(text_of).collect();
            texts.map(|texts| texts.join(","))
        }
        _ => None,
    }
}

/// The line on which a byte of a text stands, from 1.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The key that was probably meant: the same name elsewhere, or one letter off.
fn nearest(wrong: &str) -> String {
    let name = wrong.rsplit('.').next().unwrap_or(wrong);
    keys::all()
        .find(|key| key.name.ends_with(&format!(".{name}")) || is_one_off(key.name, wrong))
        .map(|key| format!("; did you mean `{}`?", key.name))
        .unwrap_or_default()
}

fn is_one_off(one: &str, other: &str) -> bool {
    let same = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let (one, other) = (&one.as_bytes()[same..], &other.as_bytes()[same..]);
    let tail = |bytes: &[u8]| bytes.get(1..).map(<[u8]>::to_vec).unwrap_or_default();
    tail(one) == tail(other) || tail(one) == other || one == tail(other)
}
