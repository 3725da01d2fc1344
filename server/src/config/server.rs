//! How the program is reached: where it listens, what browsers call it, and whose word it takes about visitors.
//! Everything here is a fact of the network around one deployment.

use std::{
    net::{IpAddr, SocketAddr},
    time::Duration,
};

use axum::http::Uri;

use super::values::Reader;
use crate::{connections::Limits, http::Network};

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
    /// Scheme, host and port, without a slash at the end.
    pub origin: String,
    /// Networks that are believed about the address of a visitor (SEC-11).
    pub trusted_proxies: Vec<Network>,
    /// A request that takes longer is cut off.
    pub request_timeout: Duration,
    /// A form that pauses for longer while it arrives is given up.
    pub body_timeout: Duration,
    /// How long connections may take, and how many there may be. Its `stop_within` is that of the whole stop.
    pub connections: Limits,
}

impl Server {
    /// Host of the origin, without scheme and port.
    pub(super) fn host(&self) -> &str {
        let authority = self.origin.split("://").nth(1).unwrap_or_default();
        match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
            _ => authority,
        }
    }
}

/// Reads section `server`.
pub(super) fn read(reader: &mut Reader<'_>) -> Server {
    let mode = reader.read("server.mode", "`development` or `production`", Mode::parse);
    let listen = reader.read(
        "server.listen",
        "an address and a port, such as 127.0.0.1:8080",
        |text| text.parse().ok(),
    );
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
        mode: mode.unwrap_or(Mode::Production),
        listen: listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
        origin: origin.unwrap_or_default(),
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

/// Scheme, host and port and nothing else: no path, no name of somebody, and a port that is one.
fn parse_origin(text: &str) -> Option<String> {
    let uri: Uri = text.parse().ok()?;
    let scheme = uri
        .scheme_str()
        .filter(|scheme| matches!(*scheme, "https" | "http"))?;
    let authority = uri.authority()?;
    let plain = !authority.host().is_empty()
        && !authority.as_str().contains('@')
        && authority.port_u16().is_none_or(|port| port > 0)
        && (authority.port_u16().is_some() || authority.as_str() == authority.host())
        && text.len() == scheme.len() + "://".len() + authority.as_str().len();
    plain.then(|| text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{is_this_host, parse_origin};

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

    #[test]
    fn an_origin_is_scheme_host_and_port_and_nothing_else() {
        for (text, good) in [
            ("https://portal.voorbeeld.example", true),
            ("https://portal.voorbeeld.example:8443", true),
            ("http://[::1]:8080", true),
            ("https://portal.voorbeeld.example/", false),
            ("https://portal.voorbeeld.example/pad", false),
            ("https://portal.voorbeeld.example?x", false),
            ("https://iemand@portal.voorbeeld.example", false),
            ("https://portal.voorbeeld.example:", false),
            ("https://portal.voorbeeld.example:0", false),
            ("https://portal.voorbeeld.example:65536", false),
            ("ftp://portal.voorbeeld.example", false),
            ("portal.voorbeeld.example", false),
            ("https://", false),
        ] {
            assert_eq!(parse_origin(text).is_some(), good, "{text:?}");
        }
    }
}
