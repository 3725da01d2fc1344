//! Where a request comes from: the peer, or, if the peer is one of our proxies, the rightmost hop that is not (SEC-11).
//! Only `X-Forwarded-For` is read, and only from proxies that the configuration names.

use std::{
    collections::BTreeSet,
    fmt,
    net::{IpAddr, SocketAddr},
    str::FromStr,
    sync::{Arc, Mutex, Once, PoisonError},
};

use app::bridge::ClientAddress;
use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};

use super::Outside;

/// A range of addresses, such as `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    base: IpAddr,
    bits: u8,
}

impl Network {
    /// An address in it.
    pub const fn base(&self) -> IpAddr {
        self.base
    }

    /// How many bits of its addresses are the same.
    pub const fn bits(&self) -> u8 {
        self.bits
    }

    /// Whether another range lies within this one.
    pub fn covers(&self, other: &Self) -> bool {
        self.bits <= other.bits && self.contains(other.base)
    }

    /// Whether an address lies in this range.
    pub fn contains(&self, address: IpAddr) -> bool {
        let covered = |base: u128, address: u128, width: u32| {
            let free = width.saturating_sub(u32::from(self.bits));
            free >= u128::BITS || base >> free == address >> free
        };
        match (self.base, address.to_canonical()) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                covered(u32::from(base).into(), u32::from(address).into(), 32)
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => covered(base.into(), address.into(), 128),
            _ => false,
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.base, self.bits)
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text} is not a network such as 10.0.0.0/8 or an address");
        let (base, bits) = text
            .split_once('/')
            .map_or((text, None), |(base, bits)| (base, Some(bits)));
        let base: IpAddr = base.parse().map_err(|_| wrong())?;
        if base.to_canonical() != base {
            return Err(format!("{text} hides an IPv4 address; write it as one"));
        }
        let width = if base.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(width), |bits| bits.parse().map_err(|_| wrong()))?;
        if bits > width {
            Err(wrong())
        } else {
            Ok(Self { base, bits })
        }
    }
}

/// The proxies in front of this server.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(pub Vec<Network>);

impl TrustedProxies {
    /// Whether this is one of them.
    pub fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }

    /// Whether this says where a request comes from, as a proxy does, and is none of those that there are.
    fn is_missing(&self, peer: IpAddr, headers: &HeaderMap) -> bool {
        !self.0.is_empty() && !self.trust(peer) && !says_nothing(headers)
    }

    /// The address behind our own proxies. A hop that cannot be read ends the search at the hop after it; it is read as
    /// bytes, because a visitor who writes other ones before the hop of our proxy must not hide that.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        self.client_and_beyond(peer, headers).0
    }

    /// The same, and whom that address says to speak for.
    fn client_and_beyond(&self, peer: IpAddr, headers: &HeaderMap) -> (IpAddr, Option<IpAddr>) {
        let hops: Vec<&[u8]> = headers
            .get_all("x-forwarded-for")
            .iter()
            .flat_map(|line| line.as_bytes().split(|byte| *byte == b','))
            .map(<[u8]>::trim_ascii)
            .collect();
        let mut client = peer;
        let mut hops = hops.iter().rev();
        for hop in hops.by_ref() {
            if !self.trust(client) {
                return (plain(client), read_hop(hop));
            }
            let Some(address) = read_hop(hop) else {
                // Written by one of ours, or by somebody who stands among them; a header without anything is told elsewhere.
                if !says_nothing(headers) {
                    UNREADABLE.call_once(|| {
                        let hop = hop.escape_ascii().to_string();
                        tracing::warn!(proxy = %client, hop, "a proxy says in X-Forwarded-For where requests come from in a way that cannot be read; all of them count as its own (told once)");
                    });
                }
                break;
            };
            client = address;
        }
        (plain(client), None)
    }
}

/// Whether somebody speaks for most visitors: a proxy of ours that stands before another one, and that nobody named.
#[derive(Debug, Default)]
struct Beyond {
    requests: u32,
    spoken_for: u32,
    whom: BTreeSet<IpAddr>,
}

impl Beyond {
    /// Whether that shows in the last so many requests, of which this is one.
    fn shows(&mut self, beyond: Option<IpAddr>) -> bool {
        self.requests += 1;
        self.spoken_for += u32::from(beyond.is_some());
        if self.whom.len() < MANY {
            self.whom.extend(beyond);
        }
        let all = self.requests >= MANY_REQUESTS;
        let shows = all && self.spoken_for >= MOST && self.whom.len() >= MANY;
        if all {
            *self = Self::default();
        }
        shows
    }
}

/// So many requests tell whether somebody speaks for everybody,
const MANY_REQUESTS: u32 = 200;
/// if it does for so many of them: what watches over us may come past it, and one office that speaks for its people is not so many,
const MOST: u32 = 150;
/// and for so many visitors: one office behind a proxy of its own is no news.
const MANY: usize = 20;

/// What the last requests say of that.
static BEYOND: Mutex<Beyond> = Mutex::new(Beyond {
    requests: 0,
    spoken_for: 0,
    whom: BTreeSet::new(),
});
/// Whether it was told.
static SPEAKS_FOR_ALL: Once = Once::new();

/// Where all of IPv4 lies within IPv6 with its address at the end: NAT64 (RFC 6052), and addresses that were translated (RFC 2765).
const IPV4_AT_THE_END: [u128; 2] = [
    0x0064_ff9b_0000_0000_0000_0000,
    0x0000_0000_0000_0000_ffff_0000,
];
/// A NAT64 of one's own (RFC 8215): which prefix in it somebody chose only shows in where the address of IPv4 ends.
const OWN_NAT64: [u8; 6] = [0x00, 0x64, 0xff, 0x9b, 0x00, 0x01];

/// The address itself, not as a translator writes it: or everybody who still has IPv4 is one network.
pub fn plain(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address.to_canonical() else {
        return address.to_canonical();
    };
    let octets = v6.octets();
    let [.., o6, o7, _, o9, o10, o11, o12, o13, o14, o15] = octets;
    if IPV4_AT_THE_END.contains(&(v6.to_bits() >> 32)) {
        return IpAddr::from([o12, o13, o14, o15]);
    }
    if !octets.starts_with(&OWN_NAT64) {
        return address;
    }
    // RFC 6052, 2.2: prefixes of 96, 64, 56 and 48 bits; octet 8 belongs to none of them, and what follows the address is zero.
    IpAddr::from(match (o11, o12, [o13, o14, o15]) {
        (_, _, after) if after != [0; 3] => [o12, o13, o14, o15],
        (_, 1.., _) => [o9, o10, o11, o12],
        (1.., ..) => [o7, o9, o10, o11],
        _ => [o6, o7, o9, o10],
    })
}

/// Whether it was told that our own proxy does not say it.
static NOT_SAID: Once = Once::new();
/// Whether it was told that our own proxy writes what cannot be read.
static UNREADABLE: Once = Once::new();
/// Who says where requests come from and is no proxy of ours, as far as that was told.
static NO_PROXIES: Mutex<BTreeSet<IpAddr>> = Mutex::new(BTreeSet::new());
/// So many of them are told: visitors can write the header, too.
const MOST_TOLD: usize = 16;

/// Whether this one is to be told.
fn is_news(peer: IpAddr) -> bool {
    let mut told = NO_PROXIES.lock().unwrap_or_else(PoisonError::into_inner);
    told.len() < MOST_TOLD && told.insert(peer)
}

fn says_nothing(headers: &HeaderMap) -> bool {
    let mut lines = headers.get_all("x-forwarded-for").iter();
    lines.all(|line| line.as_bytes().trim_ascii().is_empty())
}

/// An address as proxies write it: some with a port, and then IPv6 in brackets, some with the zone of a local address.
fn read_hop(hop: &[u8]) -> Option<IpAddr> {
    let hop = std::str::from_utf8(hop).ok()?;
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let address = match hop.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, after)) => {
            let port = after.strip_prefix(':');
            (after.is_empty() || port.is_some_and(is_port)).then_some(address)?
        }
        None => match hop.split_once(':') {
            Some((address, port)) if is_port(port) && address.contains('.') => address,
            _ => hop,
        },
    };
    let address = address
        .split_once('%')
        .map_or(address, |(address, _)| address);
    address.parse().ok()
}

/// Puts the address into the request, for limits and logs.
pub async fn client_address(
    State(outside): State<Arc<Outside>>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(peer)| peer.ip());
    // Without a peer (a Unix socket, or a test that asks the router directly) the proxy is this machine.
    let peer = peer.unwrap_or(IpAddr::from([127, 0, 0, 1]));
    let (client, beyond) = outside.proxies.client_and_beyond(peer, request.headers());
    // A proxy that only asks whether we are well names nobody.
    let asks_for_somebody = !matches!(request.uri().path(), "/healthz" | "/readyz");
    if asks_for_somebody && outside.proxies.trust(peer) {
        let mut all = BEYOND.lock().unwrap_or_else(PoisonError::into_inner);
        if all.shows(beyond) {
            SPEAKS_FOR_ALL.call_once(|| {
                tracing::warn!(%client, "most requests say in X-Forwarded-For that whoever passed it to our proxy speaks for somebody else: if there is a proxy before ours (a CDN, a firewall), everybody behind it counts as one visitor until server.trusted_proxies names it (told once)");
            });
        }
    }
    if outside.proxies.trust(peer) && says_nothing(request.headers()) && asks_for_somebody {
        NOT_SAID.call_once(|| {
            tracing::warn!(proxy = %peer, "a proxy does not say in X-Forwarded-For where a request comes from, and no other header is read; whatever comes like that counts as its own (told once)");
        });
    }
    // A proxy that is missing from the list makes one network of everybody.
    if outside.proxies.is_missing(peer, request.headers()) && is_news(peer) {
        tracing::warn!(%peer, "a request says in X-Forwarded-For where it comes from, and who sends it is not in server.trusted_proxies: if that is a proxy, everybody behind it counts as one visitor until it is named there (told once for each)");
    }
    request.extensions_mut().insert(ClientAddress(client));
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_11_only_our_proxies_are_believed_and_only_the_hop_before_them() {
        let proxies = TrustedProxies(vec!["10.0.0.0/8".parse().unwrap(), "::1".parse().unwrap()]);
        let cases = [
            ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
            ("10.1.2.3", "203.0.113.9", "203.0.113.9"),
            ("10.1.2.3", "1.2.3.4, 203.0.113.9", "203.0.113.9"),
            ("10.1.2.3", "1.2.3.4, 203.0.113.9, 10.9.9.9", "203.0.113.9"),
            ("10.1.2.3", "1.2.3.4, nonsense, 10.9.9.9", "10.9.9.9"),
            ("::1", "2001:db8::5", "2001:db8::5"),
            ("10.1.2.3", "", "10.1.2.3"),
            // As other proxies write it.
            ("10.1.2.3", "203.0.113.9:50123", "203.0.113.9"),
            ("10.1.2.3", "[2001:db8::5]:50123", "2001:db8::5"),
            ("10.1.2.3", "[2001:db8::5]", "2001:db8::5"),
            ("10.1.2.3", "fe80::5%eth0", "fe80::5"),
            ("10.1.2.3", "::ffff:203.0.113.9", "203.0.113.9"),
            // As a translator between IPv4 and IPv6 writes it.
            ("10.1.2.3", "64:ff9b::203.0.113.9", "203.0.113.9"),
            ("10.1.2.3", "[64:ff9b:1:8::203.0.113.9]:443", "203.0.113.9"),
            ("10.1.2.3", "64:ff9b:1:cb00:71:900::", "203.0.113.9"),
            ("10.1.2.3", "64:ff9b:1:abcb:0:7109::", "203.0.113.9"),
            ("10.1.2.3", "64:ff9b:1:abcd:cb:71:900:0", "203.0.113.9"),
            ("10.1.2.3", "::ffff:0:203.0.113.9", "203.0.113.9"),
            ("64:ff9b::203.0.113.9", "1.2.3.4", "203.0.113.9"),
            ("10.1.2.3", "64:ff9c::203.0.113.9", "64:ff9c::cb00:7109"),
            ("10.1.2.3", "203.0.113.9:http", "10.1.2.3"),
            ("10.1.2.3", "[2001:db8::5", "10.1.2.3"),
            ("10.1.2.3", "203.0.113.9,", "10.1.2.3"),
            // What a visitor wrote before it, in whatever bytes.
            ("10.1.2.3", "\u{ff}, 203.0.113.9", "203.0.113.9"),
            ("10.1.2.3", "\u{ff}\t,203.0.113.9", "203.0.113.9"),
            ("10.1.2.3", "203.0.113.9\u{ff}", "10.1.2.3"),
        ];
        for (peer, forwarded, client) in cases {
            let mut headers = HeaderMap::new();
            let bytes: Vec<u8> = forwarded
                .chars()
                .map(|c| u8::try_from(c).unwrap())
                .collect();
            headers.insert("x-forwarded-for", bytes.as_slice().try_into().unwrap());
            headers.insert("forwarded", "for=9.9.9.9".parse().unwrap());
            headers.insert("x-real-ip", "9.9.9.9".parse().unwrap());
            assert_eq!(
                proxies.client(peer.parse().unwrap(), &headers).to_string(),
                client,
                "{peer} {forwarded}"
            );
        }
    }

    #[test]
    fn sec_11_a_proxy_that_is_missing_from_the_list_is_told_once_and_no_visitor_fills_the_log() {
        let proxies = TrustedProxies(vec!["10.0.0.0/8".parse().unwrap()]);
        let (silent, mut says) = (HeaderMap::new(), HeaderMap::new());
        says.insert("x-forwarded-for", "203.0.113.9".parse().unwrap());
        for (proxies, peer, headers, missing) in [
            (&proxies, "192.0.2.1", &says, true),
            (&proxies, "10.0.0.1", &says, false),
            (&proxies, "192.0.2.1", &silent, false),
            // Development has none, and refuses what was forwarded.
            (&TrustedProxies::default(), "127.0.0.1", &says, false),
        ] {
            assert_eq!(
                proxies.is_missing(peer.parse().unwrap(), headers),
                missing,
                "{peer}"
            );
        }
        let peers = (1..=200).map(|host| IpAddr::from([192, 0, 2, host]));
        let told = peers
            .flat_map(|peer| [peer, peer])
            .filter(|peer| is_news(*peer));
        assert_eq!(told.count(), MOST_TOLD);
    }

    #[test]
    fn sec_11_a_proxy_before_ours_that_nobody_named_shows_in_that_it_speaks_for_most_visitors() {
        let proxies = TrustedProxies(vec!["10.0.0.0/8".parse().unwrap()]);
        let beyond = |forwarded: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", forwarded.parse().unwrap());
            let peer = IpAddr::from([10, 0, 0, 1]);
            proxies.client_and_beyond(peer, &headers).1
        };
        assert_eq!(beyond("203.0.113.9"), None);
        assert_eq!(beyond("203.0.113.9, 10.0.0.2"), None, "one of ours");
        assert_eq!(
            beyond("203.0.113.9, 198.51.100.7"),
            Some(IpAddr::from([203, 0, 113, 9]))
        );
        // How many speak for how many others, and whether that is a proxy of ours.
        for (spoken_for, visitors, shows) in [
            (200, 200, true),
            (191, 20, true),
            // The others are a monitor that comes past it.
            (184, 184, true),
            (150, 150, true),
            (200, 19, false),
            (149, 149, false),
            (0, 1, false),
        ] {
            let mut all = Beyond::default();
            let asked = (0..400_u32).filter(|number| {
                let visitor = IpAddr::from(std::net::Ipv4Addr::from(number % visitors));
                all.shows((number % 200 < spoken_for).then_some(visitor))
            });
            let expected: &[u32] = if shows { &[199, 399] } else { &[] };
            assert_eq!(
                asked.collect::<Vec<_>>(),
                expected,
                "{spoken_for} {visitors}"
            );
        }
    }

    #[test]
    fn sec_11_a_network_holds_its_own_addresses_and_no_others() {
        for (network, address, inside) in [
            ("10.0.0.0/8", "10.255.0.1", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("10.0.0.0/8", "::ffff:10.1.2.3", true),
            ("192.0.2.7", "192.0.2.7", true),
            ("192.0.2.7", "192.0.2.8", false),
            ("2001:db8::/32", "2001:db8:1::1", true),
            ("2001:db8::/32", "2001:db9::1", false),
            ("0.0.0.0/0", "203.0.113.1", true),
            ("0.0.0.0/0", "2001:db8::1", false),
        ] {
            let network = network.parse::<Network>().unwrap();
            assert_eq!(
                network.contains(address.parse().unwrap()),
                inside,
                "{network:?} {address}"
            );
        }
        for text in [
            "",
            "10.0.0.0/33",
            "10.0.0/8",
            "host",
            "2001:db8::/129",
            "10.0.0.0/x",
            "::ffff:0:0/96",
            "::ffff:10.0.0.1",
        ] {
            assert!(text.parse::<Network>().is_err(), "{text:?}");
        }
    }
}
