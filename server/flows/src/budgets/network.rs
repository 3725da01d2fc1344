//! Networks: where a request comes from, how wide the networks around it are, and whether somebody got in there lately.
//! Whoever rents one has all addresses in it, so a budget for networks holds for the wider ones too.

use std::{fmt, net::IpAddr};

use domain::Moment;

use super::{DAY, sql};
use crate::{
    Services, Tx, execute, on,
    secrets::{Keys, Purpose},
    trouble::Result,
};

/// The narrowest network a request comes from: IPv4 /24 or IPv6 /64.
pub fn network_of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// The networks around a request, the narrowest first, as keyed hashes with their widths: `/24:<hash>`, `/16:<hash>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around(Vec<String>);

impl Around {
    /// What lies around a network of [`network_of`]. Anything else stands for itself alone.
    pub fn of(keys: &Keys, network: &str) -> Self {
        let named = |name: String| {
            let width = name.rfind('/').map_or("", |at| &name[at..]);
            format!("{width}:{}", keys.keyed_hash(Purpose::Budget, &name))
        };
        Self(names(network).into_iter().map(named).collect())
    }

    /// Reads what [`Display`](fmt::Display) wrote.
    pub fn from_stored(text: &str) -> Self {
        Self(text.split(' ').map(str::to_owned).collect())
    }

    /// The narrowest, as part of the name of a budget.
    pub fn narrowest(&self) -> &str {
        self.0.first().map_or("", String::as_str)
    }

    /// Each of them, the narrowest first.
    pub(super) fn each(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// How many of them, the narrowest, belong to one household, office or tenant: what is spent there is spent.
    pub(super) fn of_one(&self) -> usize {
        of_one(&self.0)
    }

    /// The widest that belongs to one household, office or tenant: IPv4 /24 or IPv6 /48.
    pub(super) fn site(&self) -> &str {
        self.0.get(self.of_one() - 1).map_or("", String::as_str)
    }

    /// What each may, the narrowest `narrowest`, the widest `factor` times as much, but at most `most`.
    pub(super) fn limits(&self, narrowest: u32, factor: u32, most: u32) -> Vec<u32> {
        let steps = u32::try_from(self.0.len()).unwrap_or(1).saturating_sub(1);
        let more = u64::from(narrowest) * u64::from(factor.saturating_sub(1));
        let limit = |step| {
            let wider = u64::from(narrowest) + more * u64::from(step) / u64::from(steps.max(1));
            u32::try_from(wider)
                .unwrap_or(u32::MAX)
                .min(most.max(narrowest))
        };
        (0..=steps).map(limit).collect()
    }
}

impl fmt::Display for Around {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

fn of_one(networks: &[String]) -> usize {
    match networks.len() {
        4 => 3,
        _ => 1,
    }
}

fn names(network: &str) -> Vec<String> {
    around(network).unwrap_or_else(|| vec![network.to_owned()])
}

/// The one of a household, office or tenant around a network of [`network_of`], and the widest one.
pub(crate) fn site_and_widest(network: &str) -> (String, String) {
    let mut networks = names(network);
    let widest = networks.last().cloned().unwrap_or_default();
    (networks.swap_remove(of_one(&networks) - 1), widest)
}

fn around(network: &str) -> Option<Vec<String>> {
    let (address, width) = network.rsplit_once('/')?;
    let narrow = network.to_owned();
    match (address.parse().ok()?, width) {
        (IpAddr::V4(v4), "24") => {
            let [a, b, ..] = v4.octets();
            Some(vec![narrow, format!("{a}.{b}.0.0/16")])
        }
        (IpAddr::V6(v6), "64") => {
            let [a, b, c, d, ..] = v6.segments();
            Some(vec![
                narrow,
                format!("{a:x}:{b:x}:{c:x}:{:x}::/56", d & 0xff00),
                format!("{a:x}:{b:x}:{c:x}::/48"),
                format!("{a:x}:{b:x}::/32"),
            ])
        }
        _ => None,
    }
}

/// Whether somebody got in lately from the household, office or tenant that a network belongs to.
pub async fn somebody_got_in(
    tx: &mut Tx,
    services: &Services,
    network: &str,
    now: Moment,
) -> Result<bool> {
    got_in(tx, &Around::of(&services.keys, network), now).await
}

pub(super) async fn got_in(tx: &mut Tx, around: &Around, now: Moment) -> Result<bool> {
    let (found,): (i64,) = on!(tx, |c| sqlx::query_as(sql::SOMEBODY_GOT_IN)
        .bind(around.site())
        .bind(now.unix_ms())
        .fetch_one(c))?;
    Ok(found > 0)
}

/// Notes that somebody got in from there. Written once a day at most, however many follow.
pub(crate) async fn note_got_in(
    tx: &mut Tx,
    services: &Services,
    around: &Around,
    now: Moment,
) -> Result<()> {
    let until = now.plus(services.policy.known_network);
    execute!(
        tx,
        sql::NOTE_GOT_IN,
        around.site(),
        until.unix_ms(),
        until.minus(DAY).unix_ms()
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_nest_up_to_what_one_provider_has() {
        let cases = [
            ("203.0.113.77", vec!["203.0.113.0/24", "203.0.0.0/16"]),
            (
                "::ffff:203.0.113.77",
                vec!["203.0.113.0/24", "203.0.0.0/16"],
            ),
            (
                "2001:db8:1:22ff::1",
                vec![
                    "2001:db8:1:22ff::/64",
                    "2001:db8:1:2200::/56",
                    "2001:db8:1::/48",
                    "2001:db8::/32",
                ],
            ),
            (
                "::1",
                vec!["0:0:0:0::/64", "0:0:0:0::/56", "0:0:0::/48", "0:0::/32"],
            ),
        ];
        for (address, networks) in cases {
            assert_eq!(names(&network_of(address.parse().unwrap())), networks);
        }
        assert_eq!(names("somebody"), ["somebody"]);
    }

    #[test]
    fn wider_networks_may_more_and_never_more_than_the_most() {
        let keys = Keys::new([1; 32]);
        let of = |network| Around::of(&keys, network);
        let (v4, v6, other) = (of("192.0.2.0/24"), of("2001:db8:1:22ff::/64"), of("x"));
        assert_eq!(v4.limits(50, 4, 250), [50, 200]);
        assert_eq!(v6.limits(50, 4, 250), [50, 100, 150, 200]);
        assert_eq!(v6.limits(50, 4, 120), [50, 100, 120, 120]);
        assert_eq!(v6.limits(50, 1, 250), [50, 50, 50, 50]);
        assert_eq!(
            v4.limits(50, 4, 10),
            [50, 50],
            "never less than the narrowest"
        );
        assert_eq!(v4.limits(u32::MAX, 64, u32::MAX), [u32::MAX, u32::MAX]);
        assert_eq!(other.limits(50, 4, 250), [50]);
        assert_eq!(Around::from_stored(&v6.to_string()), v6);
        assert!(v6.site().starts_with("/48:") && v4.site().starts_with("/24:"));
        assert!(!v4.to_string().contains("192.0.2"));
    }
}
