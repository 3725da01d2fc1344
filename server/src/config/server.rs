//! How the program is reached: where it listens, what browsers call it, and whose word it takes about visitors.
//! Everything here is a fact of the network around one deployment.

use std::{
    net::{IpAddr, SocketAddr},
    time::Duration,
};

use super::values::Reader;
use crate::{
    connections::Limits,
    http::Network,
    portal::{Origin, Portal},
};

/// How strict the program is with itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A laptop.
    Development,
    /// The real thing; so is whatever does not say what it is (SEC-73).
    Production,
}

impl Mode {
    /// The mode of a word.
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "development" => Some(Self::Development),
            "production" => Some(Self::Production),
            _ => None,
        }
    }
}

/// How the program is reached.
#[derive(Clone, Debug)]
pub struct Server {
    /// How strict the program is with itself.
    pub mode: Mode,
    /// Where it listens.
    pub listen: SocketAddr,
    /// Where browsers reach it.
    pub origin: Origin,
    /// Networks that are believed about the address of a visitor (SEC-11).
    pub trusted_proxies: Vec<Network>,
    /// A request that takes longer is cut off.
    pub request_timeout: Duration,
    /// A form that pauses for longer while it arrives is given up.
    pub body_timeout: Duration,
    /// How long connections may take, and how many there may be. Its `stop_within` is that of the whole stop.
    pub connections: Limits,
}

/// Reads section `server`.
pub(super) fn read(reader: &mut Reader<'_>) -> Server {
    let mode = reader.read("server.mode", "`development` or `production`", Mode::parse);
    let listen = reader.read(
        "server.listen",
        "an address and a port, such as 127.0.0.1:8080",
        |text| text.parse().ok(),
    );
    let form = "scheme, host and port without a path, and without a dot at the end of the host, such as https://portal.voorbeeld.example";
    let origin = reader.read("server.origin", form, Origin::parse);
    let mut trusted_proxies = Vec::new();
    for network in reader.list("server.trusted_proxies") {
        match network.parse::<Network>().ok() {
            Some(network) => trusted_proxies.push(network),
            None => reader.wrong(
                "server.trusted_proxies",
                format_args!("holds `{network}`, which is no network such as 10.1.2.0/28"),
            ),
        }
    }
    Server {
        mode: mode.unwrap_or(Mode::Production),
        listen: listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
        origin: origin.unwrap_or_else(|| Portal::default().origin),
        trusted_proxies,
        request_timeout: reader.duration("server.request_timeout"),
        body_timeout: reader.duration("server.body_timeout"),
        connections: Limits {
            header: reader.duration("server.header_timeout"),
            idle: reader.duration("server.idle_timeout"),
            unread: reader.duration("server.write_timeout"),
            connections: places(reader.number("server.connections")),
            per_address: places(reader.number("server.connections_per_address")),
            stop_within: reader.duration("server.stop_within"),
        },
    }
}

fn places(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Whether only this machine itself can reach an address to listen on.
pub fn is_this_machine(address: SocketAddr) -> bool {
    address.ip().to_canonical().is_loopback()
}

/// Whether a host of an address, as a parser gave it, is this machine itself.
pub(crate) fn is_this_host(host: &str) -> bool {
    let bare = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(host);
    let address = bare.parse::<IpAddr>();
    host.eq_ignore_ascii_case("localhost")
        || address.is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_this_host;

    #[test]
    fn sec_73_only_this_machine_is_this_machine() {
        for (host, here) in [
            ("127.0.0.1", true),
            ("127.9.9.9", true),
            ("localhost", true),
            ("LOCALHOST", true),
            ("[::1]", true),
            ("[::ffff:127.0.0.1]", true),
            ("localhost.evil.example", false),
            ("127.0.0.1.evil.example", false),
            ("0.0.0.0", false),
            ("[::]", false),
            ("10.0.0.1", false),
            ("", false),
        ] {
            assert_eq!(is_this_host(host), here, "{host:?}");
        }
    }
}
