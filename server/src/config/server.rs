//! How the program is reached: where it listens, what browsers call it, and whose word it takes about visitors.
//! Everything here is a fact of the network around one deployment.

use std::{net::SocketAddr, time::Duration};

use super::values::Reader;
use crate::http::Network;

/// How strict the program is with itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A laptop.
    Development,
    /// The real thing.
    Production,
}

/// How the program is reached.
#[derive(Clone, Debug)]
pub struct Server {
    /// How strict the program is with itself.
    pub mode: Mode,
    /// Where it listens.
    pub listen: SocketAddr,
    /// Scheme, host and port, without a slash at the end.
    pub origin: String,
    /// Networks that are believed about the address of a visitor (SEC-11).
    pub trusted_proxies: Vec<Network>,
    /// A request that takes longer is cut off.
    pub request_timeout: Duration,
}

impl Server {
    /// Host of the origin, without scheme and port.
    pub(super) fn host(&self) -> &str {
        let host = self.origin.split("://").nth(1).unwrap_or_default();
        host.rsplit_once(':').map_or(host, |(host, _)| host)
    }
}

/// Reads section `server`.
pub(super) fn read(reader: &mut Reader<'_>) -> Server {
    let mode = reader.read(
        "server.mode",
        "`development` or `production`",
        |text| match text {
            "development" => Some(Mode::Development),
            "production" => Some(Mode::Production),
            _ => None,
        },
    );
    let listen = reader.read(
        "server.listen",
        "an address and a port, such as 127.0.0.1:8080",
        |text| text.parse().ok(),
    );
    if mode == Some(Mode::Development) && listen.is_some_and(|address| !is_this_machine(address)) {
        let what = "must be an address of this machine alone, such as 127.0.0.1:8080, while `server.mode` is development: \
                    whoever reaches a laptop's portal reads every code in its mailbox. To serve others, set `server.mode` to production";
        reader.wrong("server.listen", what);
    }
    let form = "scheme, host and port without a path, such as https://portal.voorbeeld.example";
    let origin = reader.read("server.origin", form, parse_origin);
    let mut trusted_proxies = Vec::new();
    for network in reader.list("server.trusted_proxies") {
        match network.parse::<Network>().ok() {
            Some(network) => trusted_proxies.push(network),
            None => reader.wrong(
                "server.trusted_proxies",
                format_args!("holds `{network}`, which is no network such as 10.0.0.0/8"),
            ),
        }
    }
    Server {
        mode: mode.unwrap_or(Mode::Development),
        listen: listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
        origin: origin.unwrap_or_default(),
        trusted_proxies,
        request_timeout: reader.duration("server.request_timeout"),
    }
}

/// Whether only this machine itself can reach an address to listen on.
pub fn is_this_machine(address: SocketAddr) -> bool {
    address.ip().to_canonical().is_loopback()
}

fn parse_origin(text: &str) -> Option<String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let uri: axum::http::uri::Authority = rest.parse().ok()?;
    (!uri.host().is_empty() && !rest.contains('@')).then(|| text.to_lowercase())
}
