//! On what the figures were taken: without it they mean nothing.

use std::{fs, process::Command};

/// Processors that this run may use.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Cores, processor, memory, system and versions, in a paragraph.
pub fn described(sqlite: &str, postgres: &str) -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let value = |text: &str, key: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(key)?.split_once(':'))
            .map(|(_, value)| value.trim().to_owned())
            .unwrap_or_default()
    };
    let memory = value(&read("/proc/meminfo"), "MemTotal");
    let memory: f64 = memory.trim_end_matches(" kB").parse().unwrap_or_default();
    format!(
        "{} cores of {}, {:.0} GiB, Linux {}; {}, SQLite {sqlite}, PostgreSQL {postgres}, revision {}, {}.",
        cores(),
        value(&read("/proc/cpuinfo"), "model name"),
        memory / 1_048_576.0,
        read("/proc/sys/kernel/osrelease").trim(),
        said("rustc", &["--version"]),
        said("git", &["describe", "--always", "--dirty", "--exclude=*"]),
        said("date", &["--utc", "+%-d %B %Y %H:%M UTC"]),
    )
}

fn said(program: &str, words: &[&str]) -> String {
    let said = Command::new(program)
        .args(words)
        .env("LC_ALL", "C")
        .output();
    said.map(|said| String::from_utf8_lossy(&said.stdout).trim().to_owned())
        .unwrap_or_default()
}
