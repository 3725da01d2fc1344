//! The command line through the real binary, in a folder of each test's own.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod audit;
mod config;
mod content;
mod import;
mod modes;
mod operators;

use std::process::Command;

struct House(tempfile::TempDir);

impl House {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).unwrap();
    }

    /// Runs `sleutelbos` with these words; gives exit code, what was printed and what was complained about.
    fn run(&self, words: &str) -> (i32, String, String) {
        self.run_with(words, &[])
    }

    fn run_with(&self, words: &str, environment: &[(&str, &str)]) -> (i32, String, String) {
        // A laptop, unless the file says what it is: the environment would win.
        let file = std::fs::read_to_string(self.0.path().join("sleutelbos.toml"));
        let mode = (!file.unwrap_or_default().contains("mode =")).then_some("development");
        let done = Command::new(env!("CARGO_BIN_EXE_sleutelbos"))
            .args(words.split_whitespace())
            .envs(mode.map(|mode| ("SLEUTELBOS__SERVER__MODE", mode)))
            .env("SLEUTELBOS__PASSWORD_HASH__MEMORY_KIB", "64")
            .envs(environment.iter().copied())
            .current_dir(self.0.path())
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            done.status.code().unwrap(),
            text(done.stdout),
            text(done.stderr),
        )
    }

    fn database(&self) -> String {
        format!("sqlite:{}", self.0.path().join("sleutelbos.db").display())
    }
}

fn laptop(file: Option<std::path::PathBuf>) -> server::config::Sources {
    let mode = (
        "SLEUTELBOS__SERVER__MODE".to_owned(),
        "development".to_owned(),
    );
    server::config::Sources {
        file,
        environment: vec![mode],
        no_text: Vec::new(),
    }
}

const OFFICES: &str =
    "soort;nummer;naam\ngarage;200300;Garage Jansen\nadviseur;1234;Kantoor De Boer\n";
const STAFF: &str = "soort;nummer;voornaam;achternaam;e-mail;mobiel;rol;rechten
garage;200300;Fatima;Çelik;fatima@garage-jansen.example;0612345678;beheerder;*
adviseur;1234;Jan;de Boer;jan@kantoor-deboer.example;0612345679;;polissen
";
