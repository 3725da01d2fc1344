//! The program itself, as a child on this machine: with a configuration file, a folder of its own and a free port.
//! It ends with this value; an interrupt from the terminal, or from `.ci/with-postgres`, reaches it by itself.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{Error, Result},
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::browser::Browser;

/// Longest wait for the first page.
const PATIENCE: Duration = Duration::from_secs(20);

/// Keys of the configuration with their values.
pub type Settings<'a> = [(&'a str, &'a str)];

/// So many tries that no budget is met: the figures are about time, and budgets have tests of their own.
pub const LARGE_BUDGETS: &Settings<'static> = &[
    ("policy.letters_per_network_hour", "10000000"),
    ("policy.sessions_per_network_hour", "1000000"),
    ("policy.sessions_overall_hour", "10000000"),
    ("policy.guesses_per_network", "10000000"),
    ("policy.guesses_overall", "10000000"),
    ("policy.looks_per_quarter", "100000"),
    ("policy.sms_per_day", "10000000"),
    ("policy.codes_per_challenge", "100000"),
    ("policy.codes_per_hour", "100000"),
    ("policy.codes_per_day", "100000"),
    ("policy.codes_per_network_hour", "10000000"),
    ("policy.appointments_per_network_hour", "10000000"),
];

/// Hashes that cost next to nothing, where something else is measured that they would hide.
pub const CHEAP_HASHES: &Settings<'static> = &[
    ("password_hash.memory_kib", "64"),
    ("password_hash.passes", "1"),
];

/// Writes the configuration of a house into its folder.
pub fn configure(folder: &Path, database: &str, settings: &[&Settings<'_>]) -> Result<SocketAddr> {
    // A free port cannot be reserved, only found; nobody else is looking for one on this machine.
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let (listen, origin) = (address.to_string(), format!("http://{address}"));
    let own = [
        ("server.mode", "development"),
        ("server.listen", listen.as_str()),
        ("server.origin", origin.as_str()),
        ("database.url", database),
        ("log.filter", "warn"),
    ];
    let mut sections: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (key, value) in own.iter().chain(settings.iter().copied().flatten()) {
        let (section, name) = key.split_once('.').unwrap_or_default();
        sections
            .entry(section)
            .or_default()
            .push(format!("{name} = {value:?}\n"));
    }
    let text: String = sections
        .iter()
        .map(|(section, lines)| format!("[{section}]\n{}", lines.concat()))
        .collect();
    fs::write(folder.join("sleutelbos.toml"), text)?;
    Ok(address)
}

/// The running program.
pub struct House {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From the start of the process to the first answered page.
    pub opened_in: Duration,
}

impl House {
    /// Starts `sleutelbos serve` in a folder with a configuration, and waits for the first page.
    pub async fn open(folder: &Path, address: SocketAddr) -> Result<Self> {
        let began = Instant::now();
        let child = Command::new(env!("CARGO_BIN_EXE_sleutelbos"))
            .arg("serve")
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(folder.join("log"))?)
            .spawn()?;
        let mut house = Self {
            child,
            address,
            opened_in: Duration::ZERO,
        };
        while began.elapsed() < PATIENCE {
            if let Ok(mut browser) = house.visitor().await {
                let page = browser.get("/inloggen").await?;
                house.opened_in = began.elapsed();
                return if page.status == 200 {
                    Ok(house)
                } else {
                    Err(Error::other(page.text()))
                };
            }
            tokio::time::sleep(Duration::from_micros(500)).await;
        }
        let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
        Err(Error::other(format!("the program did not open: {log}")))
    }

    /// Configures and opens.
    pub async fn furnished(
        folder: &Path,
        database: &str,
        settings: &[&Settings<'_>],
    ) -> Result<Self> {
        let address = configure(folder, database, settings)?;
        Self::open(folder, address).await
    }

    /// A new visitor.
    pub async fn visitor(&self) -> Result<Browser> {
        Browser::visits(self.address).await
    }

    /// A new visitor, from one of many networks.
    pub async fn visitor_from(&self, network: usize) -> Result<Browser> {
        Browser::visits_from(network, self.address).await
    }

    /// A visitor who logs in: password, then the code that the dev mailbox holds.
    pub async fn logged_in(&self, email: &str, mobile: &str, password: &str) -> Result<Browser> {
        let mut browser = self.visitor().await?;
        browser
            .post("/inloggen", &[("email", email), ("password", password)])
            .await?;
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            let letters = browser.get("/dev/postvak.json").await?;
            let letters: Vec<serde_json::Value> = serde_json::from_slice(&letters.body)?;
            let code = letters
                .iter()
                .find(|letter| letter["to"] == mobile)
                .and_then(|letter| {
                    let text = letter["text"].as_str()?;
                    text.rsplit('#').next().map(str::trim).map(str::to_owned)
                });
            if let Some(code) = code {
                let inside = browser.post("/inloggen/code", &[("code", &code)]).await?;
                return match inside.header("location") {
                    "/start" => Ok(browser),
                    other => Err(Error::other(format!(
                        "the code led to {other:?}, {}",
                        inside.status
                    ))),
                };
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Err(Error::other("no code arrived"))
    }

    /// Memory it holds now, in MiB.
    pub fn memory(&self) -> Result<f64> {
        self.status("VmRSS:")
    }

    /// The most memory it held since the start, or since this was asked the last time, in MiB.
    pub fn most_memory(&self) -> Result<f64> {
        let most = self.status("VmHWM:");
        fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5")?;
        most
    }

    fn status(&self, key: &str) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kib = status.lines().find_map(|line| {
            line.strip_prefix(key)?
                .trim()
                .strip_suffix(" kB")?
                .parse::<f64>()
                .ok()
        });
        kib.map(|kib| kib / 1_024.0)
            .ok_or_else(|| Error::other("no such line"))
    }
}

impl Drop for House {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing else to be done about it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
