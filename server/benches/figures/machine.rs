//! On what the figures were taken: without it they mean nothing.

use std::{fs, process::Command};

/// Processors that this run may use.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// What the processors did since this machine started, in ticks.
pub struct Processors {
    busy: f64,
    all: f64,
}

impl Processors {
    /// Until now.
    pub fn now() -> std::io::Result<Self> {
        let stat = fs::read_to_string("/proc/stat")?;
        let first = stat.lines().next().unwrap_or_default();
        // user, nice, system, idle, waiting for the disk, interrupts, soft interrupts, stolen by another machine.
        let ticks: Vec<f64> = first
            .split_whitespace()
            .skip(1)
            .take(8)
            .filter_map(|ticks| ticks.parse().ok())
            .collect();
        let all: f64 = ticks.iter().sum();
        let idle: f64 = ticks.iter().skip(3).take(2).sum();
        Ok(Self {
            busy: all - idle,
            all,
        })
    }

    /// Which share of the time they were busy, whatever with.
    pub fn busy_since(&self, before: &Self) -> f64 {
        (self.busy - before.busy) / (self.all - before.all).max(1.0)
    }
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
