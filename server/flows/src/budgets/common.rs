//! What strangers spend together: each network its own budget, wider networks a larger one, and everybody one.
//! A household, office or tenant that has spent its own is refused. What many share refuses nobody on a network where
//! somebody got in lately, and slows everybody else down: so no network is a switch for all others (SEC-70).

use std::time::Duration;

use domain::Moment;

use super::{Around, Budget, give_all_back, network::got_in, spend_until_over, take_back};
use crate::{Services, Tx, trouble::Result};

/// Of what everybody may together, one network spends the quarter at most, however wide it is.
const NETWORKS: u32 = 4;
/// A browser with which somebody got in, and an agent in any, has this part of what a network may, to itself.
const KNOWN: u32 = 4;
/// When what many share is spent, a network has one try for so many that it had before …
const SLOWER: u32 = 24;
/// … in this part of the window.
const PART: u32 = 3;

/// A budget that strangers share.
#[derive(Clone, Copy, Debug)]
pub struct Common<'a> {
    /// What is spent, as the name of a budget.
    pub what: &'a str,
    /// How long is counted together.
    pub window: Duration,
    /// What the narrowest network may.
    pub per_network: u32,
    /// What everybody may together before strangers have to go slowly.
    pub overall: Option<u32>,
}

/// Where something was counted, to be given back if it turns out not to count.
#[derive(Clone, Debug, Default)]
pub struct Spent(Vec<Budget>);

impl Spent {
    /// Takes it back; `now` as it was spent.
    pub async fn give_back(&self, tx: &mut Tx, now: Moment) -> Result<()> {
        give_all_back(tx, &self.0, now).await
    }
}

impl Common<'_> {
    /// Counts one from a network of [`super::network_of`]. `Err` with the moment from which it may be tried again.
    pub async fn spend(
        &self,
        tx: &mut Tx,
        services: &Services,
        network: &str,
        now: Moment,
    ) -> Result<Result<Spent, Moment>> {
        let around = Around::of(&services.keys, network);
        self.spend_around(tx, services, &around, now).await
    }

    pub(crate) async fn spend_around(
        &self,
        tx: &mut Tx,
        services: &Services,
        around: &Around,
        now: Moment,
    ) -> Result<Result<Spent, Moment>> {
        let mut budgets = self.budgets(services, around);
        let Err(at) = spend_until_over(tx, &budgets, now).await? else {
            return Ok(Ok(Spent(budgets)));
        };
        if at < around.of_one() {
            take_back(tx, &budgets, at, now).await?;
            return Ok(Err(budgets[at].window_end(now)));
        }
        budgets.truncate(at);
        if got_in(tx, around, now).await? {
            return Ok(Ok(Spent(budgets)));
        }
        let slow = self.slow(around);
        if !slow.spend(tx, now).await? {
            slow.give_back(tx, now).await?;
            give_all_back(tx, &budgets, now).await?;
            return Ok(Err(slow.window_end(now)));
        }
        budgets.push(slow);
        Ok(Ok(Spent(budgets)))
    }

    /// What a browser may with which somebody got in, beside what its network may.
    pub(crate) fn of_known(&self, account: &str) -> Budget {
        self.beside("known", account)
    }

    /// What an agent of the service desk may in any browser, beside what its network may.
    pub(crate) fn of_agent(&self, account: &str) -> Budget {
        self.beside("desk", account)
    }

    fn beside(&self, which: &str, account: &str) -> Budget {
        let limit = (self.per_network / KNOWN).max(1);
        let name = format!("{}-{which}:{account}", self.what);
        Budget::new(name, self.window, limit)
    }

    /// Takes one back that was spent at `at`, from networks that were written down then.
    pub(crate) async fn give_back_around(
        &self,
        tx: &mut Tx,
        services: &Services,
        around: &Around,
        at: Moment,
    ) -> Result<()> {
        give_all_back(tx, &self.budgets(services, around), at).await
    }

    /// The narrowest network's first, everybody's last.
    fn budgets(&self, services: &Services, around: &Around) -> Vec<Budget> {
        let most = self.overall.map_or(u32::MAX, |all| all / NETWORKS);
        let limits = around.limits(self.per_network, services.policy.wide_networks, most);
        let of_networks = around.each().zip(limits).enumerate();
        let mut budgets: Vec<Budget> = of_networks
            .map(|(at, (network, limit))| {
                let name = format!("{}{network}", self.what);
                if at < around.of_one() {
                    Budget::new(name, self.window, limit)
                } else {
                    Budget::common(name, self.window, limit)
                }
            })
            .collect();
        budgets.extend(
            self.overall
                .map(|limit| Budget::common(self.what, self.window, limit)),
        );
        budgets
    }

    /// What a network may where nobody got in lately, while what many share is spent.
    fn slow(&self, around: &Around) -> Budget {
        let name = format!("slow-{}{}", self.what, around.site());
        let limit = (self.per_network / SLOWER).max(1);
        Budget::new(name, self.window / PART, limit)
    }
}
