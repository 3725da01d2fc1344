//! Reads values as what they are: durations, networks, keys. Every mistake is noted with where the value was set.

use std::{net::IpAddr, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    Mistake,
    keys::DEVELOPMENT,
    layers::{Setting, Settings},
};

/// A network: an address and how many of its first bits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

impl Network {
    /// Reads "10.0.0.0/8", "2001:db8::/32" or a single address.
    pub fn parse(text: &str) -> Option<Self> {
        let (address, bits) = text
            .split_once('/')
            .map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().ok()?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Some(most), |bits| bits.parse().ok())?;
        (bits <= most).then_some(Self { address, bits })
    }

    /// Whether an address lies in this network.
    pub fn contains(&self, address: IpAddr) -> bool {
        let same = |ours: u128, theirs: u128, width: u32| {
            let shift = width - u32::from(self.bits);
            shift >= width || (ours >> shift) == (theirs >> shift)
        };
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(ours), IpAddr::V4(theirs)) => {
                same(ours.to_bits().into(), theirs.to_bits().into(), 32)
            }
            (IpAddr::V6(ours), IpAddr::V6(theirs)) => same(ours.to_bits(), theirs.to_bits(), 128),
            _ => false,
        }
    }
}

/// Takes values out of the settings and collects what is wrong with them.
pub(super) struct Reader<'a> {
    pub settings: &'a Settings,
    pub mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    /// The text of a key; empty for a key that is not in the list, which a test rules out.
    pub fn text(&self, key: &str) -> String {
        self.settings
            .get(key)
            .map(|setting| setting.text.trim().to_owned())
            .unwrap_or_default()
    }

    /// Notes that something is wrong with the value of a key.
    pub fn wrong(&mut self, key: &str, what: impl std::fmt::Display) {
        let origin = self
            .settings
            .get(key)
            .map_or("default", |setting: &Setting| setting.origin.as_str());
        self.mistakes
            .push(Mistake::new(origin, format!("`{key}` {what}")));
    }

    /// A value read by `parse`, or `None` and a mistake that says what form it should have.
    pub fn read<T>(
        &mut self,
        key: &str,
        form: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = parse(&self.text(key));
        if value.is_none() {
            self.wrong(key, format_args!("must be {form}"));
        }
        value
    }

    /// A whole number of at least one.
    pub fn number(&mut self, key: &str) -> u32 {
        let form = "a whole number, 1 or more";
        self.read(key, form, |text| {
            text.parse().ok().filter(|number| *number > 0)
        })
        .unwrap_or(1)
    }

    /// A time span.
    pub fn duration(&mut self, key: &str) -> Duration {
        self.read(key, "a time such as 30s, 15m, 12h or 7d", parse_duration)
            .unwrap_or_default()
    }

    /// The parts of a list, without empty ones.
    pub fn list(&self, key: &str) -> Vec<String> {
        self.text(key)
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// A key of 32 bytes.
    pub fn key_bytes(&mut self, key: &str) -> [u8; 32] {
        self.read(
            key,
            "32 bytes in base64; make one with `openssl rand -base64 32`",
            parse_key,
        )
        .unwrap_or_default()
    }
}

/// "30s", "15m", "12h", "7d"; more than zero.
pub(super) fn parse_duration(text: &str) -> Option<Duration> {
    let unit = text.chars().last()?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        _ => return None,
    };
    let number: u32 = text.strip_suffix(unit)?.parse().ok()?;
    (number > 0).then(|| Duration::from_secs(u64::from(number) * seconds))
}

/// Base64 of 32 bytes; the word that stands for a laptop's key gives a fixed one.
pub(super) fn parse_key(text: &str) -> Option<[u8; 32]> {
    if text == DEVELOPMENT {
        return Some(*b"sleutelbos-development-only-key!");
    }
    STANDARD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_a_number_and_a_unit() {
        for (text, seconds) in [
            ("30s", Some(30)),
            ("15m", Some(900)),
            ("12h", Some(43_200)),
            ("7d", Some(604_800)),
            ("", None),
            ("7", None),
            ("d", None),
            ("0d", None),
            ("-1d", None),
            ("7 d", None),
            ("7w", None),
            ("1.5h", None),
        ] {
            assert_eq!(
                parse_duration(text),
                seconds.map(Duration::from_secs),
                "{text:?}"
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
            let network = Network::parse(network).unwrap();
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
        ] {
            assert_eq!(Network::parse(text), None, "{text:?}");
        }
    }
}
