//! The way to a database server, as the driver reads its address: where it ends, and who can read along.

use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgSslMode};

use crate::trouble::Result;

/// What an address of a server says about the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Road {
    /// Where it ends; `None` for a socket on this machine.
    pub host: Option<String>,
    /// TLS is demanded, and the server has to prove that it is the one that is meant.
    pub verified: bool,
    /// What was answered survives a crash of the server: nothing in the address tells it not to wait for its disk.
    pub durable: bool,
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

/// Reads a `postgres://` address as the driver does, its options and the environment included.
///
/// # Errors
/// What the driver does not understand.
pub fn postgres_road(url: &str) -> Result<Road> {
    let options = PgConnectOptions::from_str(url)?;
    let host = options.get_host().to_owned();
    Ok(Road {
        host: options.get_socket().is_none().then_some(host),
        verified: matches!(options.get_ssl_mode(), PgSslMode::VerifyFull),
        durable: options.get_options().is_none_or(waits),
    })
}

/// Whether options of a session, such as `-c synchronous_commit=off`, leave a commit as safe as it is.
fn waits(options: &str) -> bool {
    let options = options.to_ascii_lowercase().replace('-', "_");
    let mut values = options.split("synchronous_commit").skip(1).map(|rest| {
        let value = rest.trim_start().strip_prefix('=').unwrap_or_default();
        value.split_whitespace().next().unwrap_or_default()
    });
    values.all(|value| WAITS.contains(&value))
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
            let host = host.map(str::to_owned);
            let road = postgres_road(&format!("postgres://{url}")).unwrap();
            let durable = true;
            assert_eq!(
                road,
                Road {
                    host,
                    verified,
                    durable
                },
                "{url}"
            );
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
        ] {
            let road = postgres_road(&format!("postgres://u:p@127.0.0.1/db{options}")).unwrap();
            assert_eq!(road.durable, durable, "{options}");
        }
    }
}
