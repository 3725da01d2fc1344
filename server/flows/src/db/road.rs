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
}

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
    })
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
            assert_eq!(road, Road { host, verified }, "{url}");
        }
        assert!(postgres_road("postgres://u:p@db/db?sslmode=certainly").is_err());
    }
}
