//! The way to a database server, as the driver reads its address: where it ends, and who can read along.

use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgSslMode};

use super::ways;
use crate::trouble::Result;

/// What an address of a server says about the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Road {
    /// Where it ends, each name; none for a socket on this machine.
    pub hosts: Vec<String>,
    /// TLS is demanded, and the server has to prove that it is the one that is meant.
    pub verified: bool,
    /// What was answered survives a crash of the server: nothing in the address tells it not to wait for its disk.
    pub durable: bool,
    /// Settings of the session that are not known to leave what a deed promises as it is, by name.
    pub strange: Vec<String>,
}

/// What a server is told to do with a commit that still waits for its disk.
const WAITS: [&str; 7] = [
    "on",
    "true",
    "yes",
    "1",
    "local",
    "remote_write",
    "remote_apply",
];

/// Settings of a session that change how long something takes, or where it stands, and never what it means.
const HARMLESS: [&str; 18] = [
    "application_name",
    "client_connection_check_interval",
    "client_min_messages",
    "default_tablespace",
    "effective_cache_size",
    "effective_io_concurrency",
    "geqo",
    "idle_in_transaction_session_timeout",
    "idle_session_timeout",
    "jit",
    "lock_timeout",
    "maintenance_work_mem",
    "random_page_cost",
    "search_path",
    "statement_timeout",
    "temp_buffers",
    "temp_tablespaces",
    "work_mem",
];
const DURABLE: &str = "synchronous_commit";

/// Reads a `postgres://` address as the driver does, its options and the environment included.
///
/// # Errors
/// What the driver does not understand.
pub fn postgres_road(url: &str) -> Result<Road> {
    let options = PgConnectOptions::from_str(url)?;
    let names = ways::names(&options).into_iter().map(str::to_owned);
    let hosts = options.get_socket().is_none().then(|| names.collect());
    let settings = options.get_options().map(settings).unwrap_or_default();
    let (durable, others): (Vec<_>, Vec<_>) =
        settings.into_iter().partition(|(name, _)| name == DURABLE);
    let strange = others.into_iter().map(|(name, _)| name);
    Ok(Road {
        hosts: hosts.unwrap_or_default(),
        verified: matches!(options.get_ssl_mode(), PgSslMode::VerifyFull),
        durable: durable.iter().all(|(_, value)| waits(value)),
        strange: strange
            .filter(|name| !HARMLESS.contains(&name.as_str()))
            .collect(),
    })
}

/// Whether a server that is told this about `synchronous_commit` waits for its disk.
pub(super) fn waits(value: &str) -> bool {
    WAITS.contains(&value.to_ascii_lowercase().as_str())
}

/// Settings in options such as `-c jit=off`, as the server reads them: a backslash keeps what comes after it, and hyphens in
/// names are underscores. A switch that sets nothing by name is given as it stands.
fn settings(options: &str) -> Vec<(String, String)> {
    let mut words = words(options).into_iter();
    let mut settings = Vec::new();
    while let Some(word) = words.next() {
        let long = word.strip_prefix("--").map(str::to_owned);
        let setting = match word.strip_prefix("-c").filter(|_| long.is_none()) {
            Some("") => words.next(),
            Some(rest) => Some(rest.to_owned()),
            None => long,
        };
        let setting = setting.unwrap_or(word);
        let (name, value) = setting.split_once('=').unwrap_or((&setting, ""));
        let name = name.trim().to_ascii_lowercase();
        let name = if name.starts_with('-') {
            name
        } else {
            name.replace('-', "_")
        };
        settings.push((name, value.to_owned()));
    }
    settings
}

fn words(options: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut letters = options.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => words.last_mut().map(|word| word.extend(letters.next())),
            space if space.is_ascii_whitespace() => {
                words.push(String::new());
                None
            }
            other => words.last_mut().map(|word| word.push(other)),
        };
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::{Road, postgres_road};

    #[test]
    fn sec_73_the_way_to_a_server_is_what_the_driver_makes_of_its_address() {
        let there = "db.voorbeeld.example";
        for (url, host, verified) in [
            ("u:p@127.0.0.1/db", Some("127.0.0.1"), false),
            ("u:p@localhost:5433/db", Some("localhost"), false),
            ("u:p@[::1]/db", Some("[::1]"), false),
            ("u:p@%2Frun%2Fpostgresql/db", None, false),
            ("u:p@db.voorbeeld.example/db", Some(there), false),
            (
                "u:p@localhost/db?host=db.voorbeeld.example",
                Some(there),
                false,
            ),
            (
                "u:p@db.voorbeeld.example/db?sslmode=require",
                Some(there),
                false,
            ),
            (
                "u:p@db.voorbeeld.example/db?sslmode=verify-ca",
                Some(there),
                false,
            ),
            (
                "u:p@db.voorbeeld.example/db?sslmode=verify-full",
                Some(there),
                true,
            ),
            (
                "u:p@db.voorbeeld.example/db?ssl_mode=verify-full",
                Some(there),
                false,
            ),
            (
                "u:sslmode=verify-full@db.voorbeeld.example/db",
                Some(there),
                false,
            ),
            (
                "u:p@db.voorbeeld.example/db?sslmode=verify-full&sslmode=disable",
                Some(there),
                false,
            ),
        ] {
            let hosts = host.map(str::to_owned).into_iter().collect();
            let road = postgres_road(&format!("postgres://{url}")).unwrap();
            let expected = Road {
                hosts,
                verified,
                durable: true,
                strange: Vec::new(),
            };
            assert_eq!(road, expected, "{url}");
        }
        assert!(postgres_road("postgres://u:p@db/db?sslmode=certainly").is_err());
    }

    #[test]
    fn sec_73_a_server_that_is_told_not_to_wait_for_its_disk_is_recognised() {
        for (options, durable) in [
            ("", true),
            ("?options=-c%20search_path%3Dportal", true),
            ("?options=-c%20synchronous_commit%3Don", true),
            (
                "?options=-c%20synchronous_commit%3Dremote_apply%20-c%20geqo%3Doff",
                true,
            ),
            ("?options=-c%20synchronous_commit%3Doff", false),
            ("?options=-csynchronous_commit%3D0", false),
            ("?options=--synchronous-commit%3DOFF", false),
            (
                "?options=-c%20synchronous_commit%3Don%20-c%20synchronous_commit%3Dno",
                false,
            ),
            ("?options[synchronous_commit]=false", false),
            ("?options=-c%20synchronous%5C_commit%3Doff", false),
            ("?options=-c%20%5Csynchronous_commit%3D%5Coff", false),
            (
                "?options=-c%20geqo%3Doff%20--synchronous%5C-commit%3Doff",
                false,
            ),
        ] {
            let road = postgres_road(&format!("postgres://u:p@127.0.0.1/db{options}")).unwrap();
            assert_eq!(road.durable, durable, "{options}");
        }
    }

    #[test]
    fn sec_73_settings_that_change_what_a_deed_promises_are_recognised() {
        for (options, strange) in [
            ("", vec![]),
            ("?options=-c%20search_path%3Dportal%20-cjit%3Doff", vec![]),
            ("?options=-c%20search_path%3Da%5C%20,b", vec![]),
            ("?options=--statement-timeout%3D5s", vec![]),
            (
                "?options=-c%20session_replication_role%3Dreplica",
                vec!["session_replication_role"],
            ),
            (
                "?options=--session-replication-role%3Dreplica",
                vec!["session_replication_role"],
            ),
            (
                "?options=-csession%5C_replication_role%3Dreplica",
                vec!["session_replication_role"],
            ),
            (
                "?options[SESSION_REPLICATION_ROLE]=replica",
                vec!["session_replication_role"],
            ),
            (
                "?options=-c%20default_transaction_isolation%3Dserializable",
                vec!["default_transaction_isolation"],
            ),
            (
                "?options=-c%20default_transaction_read_only%3Don",
                vec!["default_transaction_read_only"],
            ),
            (
                "?options=-c%20zero_damaged_pages%3Don%20-c%20row_security%3Doff",
                vec!["zero_damaged_pages", "row_security"],
            ),
            ("?options=-F", vec!["-f"]),
            ("?options=-P%20-c%20geqo%3Doff", vec!["-p"]),
        ] {
            let road = postgres_road(&format!("postgres://u:p@127.0.0.1/db{options}")).unwrap();
            assert_eq!(road.strange, strange, "{options}");
        }
    }
}
