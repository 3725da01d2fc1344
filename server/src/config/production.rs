//! What production refuses: everything that is only good for a laptop, judged by what it means and not by how it is spelt
//! (SEC-73).

use std::{net::IpAddr, os::unix::fs::MetadataExt};

use flows::{db::postgres_road, passwords::Cost};

use super::{
    AuditKey, Config, Database, guessable::guessable, is_this_host, post::mail_road, values::Reader,
};
use crate::http::Network;

const ANOTHER: &str = "make another with `openssl rand -base64 32`";

/// The widest range of addresses that others have, too, in bits that are fixed.
const WIDEST_PUBLIC_V4: u8 = 16;
/// The same for IPv6: what one provider has.
const WIDEST_PUBLIC_V6: u8 = 32;

/// Notes everything that must not be so in production.
pub(super) fn check(reader: &mut Reader<'_>, config: &Config) {
    letters(reader, config);
    keys(reader, config);
    network(reader, config);
    data(reader, config);
    let floor = Cost::FLOOR;
    let cost = config.hash_cost;
    for (key, value, least) in [
        (
            "password_hash.memory_kib",
            cost.memory_kib,
            floor.memory_kib,
        ),
        ("password_hash.passes", cost.passes, floor.passes),
    ] {
        if value < least {
            reader.wrong(key, format_args!("must be {least} or more in production"));
        }
    }
}

fn letters(reader: &mut Reader<'_>, config: &Config) {
    if config.post.dev_mailbox {
        let what = "must be false in production: it shows every code to everybody";
        reader.wrong("post.dev_mailbox", what);
        return;
    }
    match &config.post.smtp_url {
        None => reader.wrong(
            "post.smtp_url",
            "is needed in production: without it nobody gets a letter",
        ),
        Some(url) => {
            if mail_road(url.expose()).is_some_and(|road| !road.private && !road.here) {
                let what = "must be smtps://…, or smtp://… with ?tls=required, in production, but to a server on this machine";
                reader.wrong("post.smtp_url", what);
            }
        }
    }
    if config.post.sms_url.is_none() || config.post.sms_token.expose().is_empty() {
        reader.wrong(
            "post.sms_url",
            "and `post.sms_token` are needed in production: without them nobody gets a code",
        );
    }
}

fn keys(reader: &mut Reader<'_>, config: &Config) {
    let secrets = &config.secrets;
    let peppers = secrets.peppers.iter().map(|(_, key)| key);
    let (pepper, old_peppers) = (peppers.clone().take(1), peppers.skip(1));
    let other_audit = config.audit.other_keys.iter().filter_map(|key| match key {
        AuditKey::Own(key) => Some(("audit.other_key_files", key)),
        AuditKey::Master => None,
    });
    let named: Vec<(&str, &[u8; 32])> = std::iter::once(("secrets.master", &secrets.master))
        .chain(
            secrets
                .old_master
                .iter()
                .map(|key| ("secrets.old_master", key)),
        )
        .chain(pepper.map(|key| ("secrets.pepper", key)))
        .chain(old_peppers.map(|key| ("secrets.old_peppers", key)))
        .chain(config.audit.key.iter().map(|key| ("audit.key_file", key)))
        .chain(other_audit)
        .collect();
    for (at, (name, key)) in named.iter().enumerate() {
        if let Some(why) = guessable(key) {
            reader.wrong(name, format_args!("{why}; {ANOTHER}"));
        } else if let Some((other, _)) = named[..at].iter().find(|(_, earlier)| earlier == key) {
            reader.wrong(
                name,
                format_args!("holds the same key as `{other}`; {ANOTHER}"),
            );
        }
    }
}

fn network(reader: &mut Reader<'_>, config: &Config) {
    if !config.server.origin.is_https() {
        reader.wrong("server.origin", "must begin with https:// in production");
    }
    let proxies = &config.server.trusted_proxies;
    if proxies.is_empty() {
        let what = "must name the proxies in front of this program, such as 127.0.0.1: it speaks no https itself, and without \
                    them every visitor has the address of the proxy, so that one of them uses up the tries of all";
        reader.wrong("server.trusted_proxies", what);
    }
    if are_too_many(proxies) {
        let what = "holds more addresses than anybody has proxies; name the proxies themselves";
        reader.wrong("server.trusted_proxies", what);
    }
    for network in proxies.iter().filter(|network| is_too_wide(network)) {
        let what = format!(
            "holds {network}, where others live, too: whoever is believed chooses the address that limits and logs go by; \
             name the proxies themselves"
        );
        reader.wrong("server.trusted_proxies", what);
    }
}

const LOOPBACK: [&str; 2] = ["127.0.0.0/8", "::1"];
/// The widest private range of IPv6 that stands for one place, in bits that are fixed (RFC 4193, section 3).
const WIDEST_PRIVATE_V6: u8 = 48;
/// What only our own networks hold.
const PRIVATE: [&str; 9] = [
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "fc00::/7",
    "fe80::/10",
    "::1",
];
/// Where all of IPv4 lies within IPv6, its address at the end: NAT64 (RFC 6052), that of one's own (RFC 8215), Teredo (RFC 4380),
/// addresses that were translated (RFC 2765) and what came before them (RFC 4291).
const IPV4_WITHIN: [&str; 5] = [
    "64:ff9b::/96",
    "64:ff9b:1::/48",
    "2001::/32",
    "::ffff:0:0:0/96",
    "::/96",
];
/// From where on an address of IPv4 stands there, in bits.
const IPV4_FROM: u8 = 96;

fn ranges(texts: &'static [&'static str]) -> impl Iterator<Item = Network> {
    texts.iter().filter_map(|range| range.parse().ok())
}

fn is_private(network: &Network) -> bool {
    ranges(&PRIVATE).any(|range| range.covers(network))
}

/// Whether a range can hold addresses of IPv4.
fn is_ipv4(network: &Network) -> bool {
    network.base().is_ipv4()
        || ranges(&IPV4_WITHIN).any(|within| within.covers(network) || network.covers(&within))
}

/// The widest range of its kind that one owner has, in bits that are fixed.
fn widest(network: &Network) -> u8 {
    match network.base() {
        IpAddr::V4(_) => WIDEST_PUBLIC_V4,
        IpAddr::V6(_) if is_ipv4(network) => IPV4_FROM + WIDEST_PUBLIC_V4,
        IpAddr::V6(_) => WIDEST_PUBLIC_V6,
    }
}

/// Whether a range holds addresses of others: it is wider than what one owner has, or holds the offices of a private network
/// beside its proxies. Nobody but this machine stands behind the loopback.
fn is_too_wide(network: &Network) -> bool {
    if ranges(&LOOPBACK).any(|range| range.covers(network)) {
        return false;
    }
    match network.base() {
        IpAddr::V6(_) if is_private(network) => network.bits() < WIDEST_PRIVATE_V6,
        _ => network.bits() < widest(network),
    }
}

/// Whether ranges that are none too wide by themselves hold together what nobody owns: more than sixteen of the widest.
fn are_too_many(proxies: &[Network]) -> bool {
    const MOST: f64 = 16.0;
    let of_the_widest =
        |network: &Network| 2_f64.powi(i32::from(widest(network)) - i32::from(network.bits()));
    let together = |v4: bool| -> f64 {
        let public = proxies.iter().filter(|network| !is_private(network));
        let kind = public.filter(|network| is_ipv4(network) == v4);
        kind.map(of_the_widest).sum()
    };
    together(true) > MOST || together(false) > MOST
}

fn data(reader: &mut Reader<'_>, config: &Config) {
    if let Database::Postgres { url, .. } = &config.database {
        match postgres_road(url) {
            Ok(road) if !road.durable => reader.wrong(
                "database.url",
                "must not turn `synchronous_commit` off in production: what was answered would be lost when the server falls over",
            ),
            Ok(road) if !road.strange.is_empty() => reader.wrong(
                "database.url",
                format_args!(
                    "must not set `{}` in production: it is not known to leave what a deed promises as it is (triggers that fire, \
                     one order of transactions, a trail that nobody changes)",
                    road.strange.join("`, `")
                ),
            ),
            Ok(road) if road.verified || road.hosts.iter().all(|host| is_this_host(host)) => {}
            Ok(_) => reader.wrong(
                "database.url",
                "needs `sslmode=verify-full` (and `sslrootcert=FILE` for an authority of your own) for a server on another \
                 machine: without it whoever is between the two reads and changes everything",
            ),
            Err(wrong) => reader.wrong("database.url", format_args!("cannot be used: {wrong}")),
        }
    }
    if config.audit.checkpoint_dir.is_none() {
        let what = "is needed in production: without checkpoints nobody sees that the end of the audit trail was cut off";
        reader.wrong("audit.checkpoint_dir", what);
    }
    for key in ["audit.key_file", "audit.other_key_files"] {
        let is_open = |file: &String| {
            let mode = std::fs::metadata(file).map(|file| file.mode());
            mode.is_ok_and(|mode| mode & 0o077 != 0)
        };
        if let Some(file) = reader.list(key).iter().find(|file| is_open(file)) {
            let what =
                format!("names a file that others on this machine can read; `chmod 600 {file}`");
            reader.wrong(key, what);
        }
    }
    if reader.text("content.leaked_passwords").is_empty() {
        let what = "is needed in production: a file of leaked passwords, or `none: ` and the reason why not";
        reader.wrong("content.leaked_passwords", what);
    }
}

#[cfg(test)]
mod tests {
    use super::{are_too_many, is_too_wide};
    use crate::http::Network;

    #[test]
    fn sec_73_the_whole_world_in_pieces_is_the_whole_world() {
        let pieces = |many: u8, from: &str| -> Vec<Network> {
            (0..many)
                .map(|n| from.replace('N', &n.to_string()).parse().unwrap())
                .collect()
        };
        assert!(!are_too_many(&pieces(16, "52.N.0.0/16")));
        assert!(are_too_many(&pieces(17, "52.N.0.0/16")));
        assert!(!are_too_many(&pieces(200, "10.N.0.0/16")), "our own");
        assert!(!are_too_many(&pieces(200, "203.0.113.N")));
        assert!(!are_too_many(&pieces(16, "2001:4N::/32")));
        assert!(are_too_many(&pieces(17, "2001:4N::/32")));
        assert!(!are_too_many(&pieces(16, "64:ff9b::52.N.0.0/112")));
        assert!(are_too_many(&pieces(17, "64:ff9b::52.N.0.0/112")));
    }

    #[test]
    fn sec_73_only_what_is_our_own_is_believed_about_visitors() {
        for (network, too_wide) in [
            ("0.0.0.0/0", true),
            ("::/0", true),
            ("0.0.0.0/1", true),
            ("128.0.0.0/1", true),
            ("52.0.0.0/8", true),
            ("203.0.0.0/15", true),
            ("2000::/3", true),
            ("2001:db8::/31", true),
            ("172.0.0.0/8", true),
            ("192.0.0.0/8", true),
            ("8.0.0.0/6", true),
            // Agents and colleagues sit there as well.
            ("10.0.0.0/8", true),
            ("10.1.2.3/15", true),
            ("10.1.0.0/16", false),
            ("172.16.0.0/12", true),
            ("172.16.0.0/16", false),
            ("192.168.0.0/16", false),
            ("127.0.0.0/8", false),
            ("127.0.0.1", false),
            ("fd00::/8", true),
            ("fd00:1:2::/48", false),
            ("203.0.113.0/24", false),
            ("2001:db8::/32", false),
            // All of IPv4, as a proxy behind NAT64 sees it, and an office of it.
            ("64:ff9b::/96", true),
            ("64:ff9b::/32", true),
            ("64:ff9b::c000:200/104", true),
            ("64:ff9b::c000:200/120", false),
            ("::/96", true),
            ("::ffff:0:0:0/96", true),
            ("::ffff:0:203.0.113.0/120", false),
            ("::1", false),
            ("64:ff9b:1::/48", true),
            ("64:ff9b:1:abcd::/64", true),
            ("64:ff9b:1::203.0.113.0/120", false),
            ("64:ff9b:1::/47", true),
            // Everybody behind a tunnel, of one server too.
            ("2001::/32", true),
            ("2001:0:4136:e378::/64", true),
            ("2001:0:4136:e378:8000:63bf:3fff:fdd2", false),
            ("2002::/16", true),
            ("2001:4::/32", false),
        ] {
            assert_eq!(
                is_too_wide(&network.parse().unwrap()),
                too_wide,
                "{network}"
            );
        }
    }
}
