//! Keeps the house tidy: reminders, what moves on by itself, what nobody needs any more. Every node does it; the rows say
//! who of two does what. Each sweep stands by itself: one that fails, hangs or panics stops no other (SEC-74).

mod follow;

use std::{
    collections::BTreeMap,
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use domain::Moment;
use flows::{
    Services, Trouble, address_change, appointments, budgets, challenges, desk,
    help::{self, Lookups},
    import, login, master_keys,
    passwords::marks,
    people, post, readiness, sessions,
    trouble::Result,
};
use tokio::time::{MissedTickBehavior, timeout};

use self::follow::Behind;
use crate::{
    beside::Beside,
    clocks::{EVENLY, Pace},
};

/// How often.
const TIDY_EVERY: Duration = Duration::from_secs(60);
/// A sweep that takes longer is given up until the next turn.
const LONGEST: Duration = Duration::from_secs(5 * 60);
/// So often it is looked whether the clock went back.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// So often it is looked for what a clock that was ahead left, also one of another node or of before the start.
const SETTLE_EVERY: Duration = Duration::from_secs(60 * 60);
/// After so long in which nobody swept a start is careful.
const STOOD_STILL: Duration = Duration::from_secs(24 * 60 * 60);
/// A sweep that failed for so long is told to whoever watches over this node.
pub const TOO_LONG: Duration = Duration::from_secs(60 * 60);

/// Everything that is swept on this node, and how each sweep fares.
#[derive(Clone)]
pub struct Tidy {
    services: Services,
    /// The name of this node.
    node: String,
    lookups: Arc<Lookups>,
    fares: Arc<Mutex<BTreeMap<&'static str, Fares>>>,
    beside: Beside,
    /// How the clock goes that counts, since it was first looked at.
    pace: Arc<Mutex<Option<Pace>>>,
    /// Since it leapt, what protects somebody has not moved along; when that was last tried.
    behind: Arc<Mutex<Option<Behind>>>,
}

/// What is swept in a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// What takes nothing for over because of what time it is.
    NothingByTime,
    Everything,
}

/// How a sweep fares.
#[derive(Clone, Copy, Debug)]
struct Fares {
    /// When it last went well, or was first tried.
    well: Moment,
    /// How often it failed since.
    failed: u64,
}

impl Tidy {
    /// Sweeps this node; `lookups` are counted in memory until a sweep stores them.
    pub fn new(services: Services, lookups: Arc<Lookups>) -> Self {
        Self {
            services,
            node: String::new(),
            lookups,
            fares: Arc::default(),
            beside: Beside::default(),
            pace: Arc::default(),
            behind: Arc::default(),
        }
    }

    /// The same, under a name that no other node has.
    #[must_use]
    pub fn of_node(self, node: impl Into<String>) -> Self {
        Self {
            node: node.into(),
            ..self
        }
    }

    /// Tidies until it is stopped. If it is `careful`, and nobody swept for a day, it begins once the clock has gone evenly for an
    /// hour: a machine that wakes years ahead would take everything for over. The clock of a demo is put forward on purpose.
    pub async fn every_minute(self, careful: bool) {
        self.beside.stands_before(&self.services.db);
        self.look().await;
        let mut waits = careful && self.stood_still().await;
        let mut minutes = tokio::time::interval(TIDY_EVERY);
        let mut looks = tokio::time::interval(LOOK_EVERY);
        looks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        loop {
            tokio::select! {
                _ = minutes.tick() => {
                    self.look().await;
                    waits = waits && !self.pace().as_ref().is_some_and(|pace| pace.was_even_for(EVENLY));
                    let what = if waits { What::NothingByTime } else { What::Everything };
                    self.turn(true, what).await;
                }
                _ = looks.tick() => self.look().await,
            }
        }
    }

    /// Says each minute that this node is at work, however long a sweep takes and whatever waits: until it stops nobody else adopts
    /// the database.
    pub async fn says_it_is_at_work(self) {
        let mut minutes = tokio::time::interval(TIDY_EVERY);
        minutes.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            minutes.tick().await;
            let (services, node) = (self.services.clone(), self.node.clone());
            let says = async move { readiness::at_work(&services, &node).await };
            self.run("that this node is at work", says).await;
        }
    }

    /// Whether nobody swept for a day, or the clock is ahead.
    async fn stood_still(&self) -> bool {
        let now = self.services.now();
        let last = match readiness::last_swept(&self.services).await {
            Ok(Some(last)) => last,
            Ok(None) => return false,
            // After a power cut the database may take a while.
            Err(trouble) => {
                tracing::warn!(%trouble, "nobody knows when it was last swept: nothing is before the clock has gone evenly for an hour, which a restart begins anew");
                return true;
            }
        };
        let still = now.since(last) > STOOD_STILL;
        if still {
            tracing::warn!(
                ?last,
                "nobody swept since then, or the clock is ahead: nothing is swept before it has gone evenly for an hour, which a restart begins anew"
            );
        }
        still
    }

    /// Every sweep, once, one after the other.
    pub async fn once(&self) {
        self.turn(false, What::Everything).await;
    }

    /// The same; before each of them it is looked how the clock goes, if `looks`.
    async fn turn(&self, looks: bool, what: What) {
        let services = &self.services;
        // A sweep as a task of its own, on what every one needs.
        macro_rules! sweep {
            ($name:literal, |$services:ident| $run:expr) => {{
                if looks {
                    self.look().await;
                }
                // What it takes for over may have to move along first.
                if self.behind().is_some() {
                    return;
                }
                let $services = services.clone();
                self.run($name, async move { $run.map(drop) }).await;
            }};
        }
        if let Err(trouble) = self.beside.may_write() {
            tracing::error!(%trouble, "nothing is swept");
            return;
        }
        // Before anything runs out by a moment that is not its own.
        if !self.follow(Duration::ZERO).await {
            return;
        }
        self.come_again().await;
        let is_time = |pace: &Pace| pace.is_time_to_settle(SETTLE_EVERY);
        if self.pace().as_ref().is_some_and(is_time) {
            self.settle().await;
        }
        let lookups = Arc::clone(&self.lookups);
        sweep!("what was looked up", |s| lookups.store(&s).await);
        let node = self.node.clone();
        sweep!("master keys", |s| master_keys::say(&s, &node).await);
        sweep!("peppers", |s| marks::say(&s).await);
        sweep!("alarms", |s| challenges::alarms(&s).await);
        sweep!("admins", |s| people::undo_admins(&s).await);
        sweep!("stand-ins", |s| people::end_abandoned_stand_ins(&s).await);
        sweep!("planned stops", |s| people::end_abandoned_stops(&s).await);
        if what == What::NothingByTime {
            return;
        }
        sweep!("reminders of invitations", |s| people::remind_invitations(
            &s
        )
        .await);
        sweep!("reminders of the check", |s| people::check::remind_checks(
            &s
        )
        .await);
        sweep!("who made whom admin", |s| people::forget_made(&s).await);
        sweep!("held invitations", |s| people::hold_invitations(&s).await);
        sweep!("requests for help", |s| help::move_on(&s).await);
        sweep!("sessions", |s| sessions::sweep(&s).await);
        sweep!("wrong tries", |s| login::sweep(&s).await);
        sweep!("letters", |s| post::sweep(&s).await);
        sweep!("changes of address", |s| address_change::sweep(&s).await);
        sweep!("the desk", |s| desk::sweep(&s).await);
        sweep!("reminders of appointments", |s| appointments::remind(&s)
            .await);
        sweep!("appointments that run out", |s| appointments::expire(&s)
            .await);
        sweep!("old appointments", |s| appointments::sweep(&s).await);
        sweep!("imports", |s| import::finish_abandoned(&s).await);
        sweep!("probes", |s| readiness::sweep(&s).await);
        sweep!("that it was swept", |s| readiness::swept(&s).await);
        sweep!("budgets", |s| sweep_budgets(&s).await);
    }

    /// Runs one of them; whether it went well.
    async fn run<F>(&self, name: &'static str, sweep: F) -> bool
    where
        F: Future<Output = Result<()>> + Send + 'static,
    {
        let now = self.services.now();
        let done = tokio::spawn(timeout(LONGEST, sweep)).await;
        let mut all = self.fares();
        let fares = all.entry(name).or_insert(Fares {
            well: now,
            failed: 0,
        });
        // The clock may have been ahead.
        fares.well = fares.well.min(now);
        let why = match done {
            Ok(Ok(Ok(()))) => {
                if fares.failed > 0 {
                    tracing::info!(sweep = name, after = fares.failed, "a sweep works again");
                }
                *fares = Fares {
                    well: now,
                    failed: 0,
                };
                return true;
            }
            Ok(Ok(Err(trouble))) => trouble.to_string(),
            Ok(Err(_)) => "it took too long".to_owned(),
            Err(panicked) => panicked.to_string(),
        };
        fares.failed += 1;
        tracing::error!(sweep = name, times = fares.failed, why, "a sweep failed");
        false
    }

    /// The sweeps that fail, and have not gone well for so long.
    pub fn failing_for(&self, long: Duration) -> Vec<&'static str> {
        let now = self.services.now();
        let all = self.fares();
        let late = all
            .iter()
            .filter(|(_, fares)| fares.failed > 0 && now.since(fares.well) >= long);
        late.map(|(name, _)| *name).collect()
    }

    fn fares(&self) -> MutexGuard<'_, BTreeMap<&'static str, Fares>> {
        self.fares.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn sweep_budgets(services: &Services) -> Result<(), Trouble> {
    let mut tx = services.db.write().await?;
    budgets::sweep(&mut tx, services.now().minus(2 * budgets::DAY)).await?;
    tx.commit().await
}
