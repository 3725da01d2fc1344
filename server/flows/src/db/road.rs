//! The way to a database server, as the driver reads its address: where it ends, and who can read along.

use std::{net::IpAddr, str::FromStr};

use sqlx::postgres::{PgConnectOptions, PgSslMode};

use crate::trouble::Result;

/// What an address of a server says about the way to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Road {
    /// It ends on this machine: a socket, or a loopback address.
    pub here: bool,
    /// TLS is demanded, and the server has to prove that it is the one that is meant.
    pub verified: bool,
}

/// Reads a `postgres://` address as the driver does, its options and the environment included.
///
/// # Errors
/// What the driver does not understand.
pub fn postgres_road(url: &str) -> Result<Road> {
    let options = PgConnectOptions::from_str(url)?;
    let host = options.get_host().trim_matches(['[', ']']);
    let loopback = host
        .parse::<IpAddr>()
        .is_ok_and(|address| address.to_canonical().is_loopback());
    Ok(Road {
        here: options.get_socket().is_some() || loopback || host.eq_ignore_ascii_case("localhost"),
        verified: matches!(options.get_ssl_mode(), PgSslMode::VerifyFull),
    })
}

#[cfg(test)]
mod tests {
    use super::{Road, postgres_road};

    #[test]
    fn sec_73_the_way_to_a_server_is_what_the_driver_makes_of_its_address() {
        for (url, here, verified) in [
            ("postgres://u:p@127.0.0.1/db", true, false),
            ("postgres://u:p@localhost:5433/db", true, false),
            ("postgres://u:p@[::1]/db", true, false),
            ("postgres://u:p@%2Frun%2Fpostgresql/db", true, false),
            ("postgres://u:p@db.voorbeeld.example/db", false, false),
            ("postgres://u:p@localhost.evil.example/db", false, false),
            (
                "postgres://u:p@localhost/db?host=db.voorbeeld.example",
                false,
                false,
            ),
            (
                "postgres://u:p@db.voorbeeld.example/db?sslmode=require",
                false,
                false,
            ),
            (
                "postgres://u:p@db.voorbeeld.example/db?sslmode=verify-ca",
                false,
                false,
            ),
            (
                "postgres://u:p@db.voorbeeld.example/db?sslmode=verify-full",
                false,
                true,
            ),
            (
                "postgres://u:p@db.voorbeeld.example/db?ssl_mode=verify-full",
                false,
                false,
            ),
            (
                "postgres://u:sslmode=verify-full@db.voorbeeld.example/db",
                false,
                false,
            ),
            (
                "postgres://u:p@db.voorbeeld.example/db?sslmode=verify-full&sslmode=disable",
                false,
                false,
            ),
        ] {
            assert_eq!(
                postgres_road(url).unwrap(),
                Road { here, verified },
                "{url}"
            );
        }
        assert!(postgres_road("postgres://u:p@db/db?sslmode=certainly").is_err());
    }
}
