//! Keeps the house tidy: reminders, what moves on by itself, what nobody needs any more. Every node does it; the rows say
//! who of two does what. Each sweep stands by itself: one that fails, hangs or panics stops no other (SEC-74).

use std::{
    collections::BTreeMap,
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use domain::Moment;
use flows::{
    Services, Trouble, address_change, appointments, budgets, challenges,
    clock_ahead::{self, Leap, What},
    desk,
    help::{self, Lookups},
    import, login,
    passwords::marks,
    people, post, readiness,
    services::Clock,
    sessions,
    trouble::Result,
};
use tokio::time::MissedTickBehavior;

use crate::{
    clocks::{self, Pace, Went},
    wiring::SystemClock,
};

/// How often.
const TIDY_EVERY: Duration = Duration::from_secs(60);
/// A sweep that takes longer is given up until the next turn.
const LONGEST: Duration = Duration::from_secs(5 * 60);
/// So often it is looked whether the clock went back.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// So often it is looked for what a clock that was ahead left, also one of another node or of before the start.
const SETTLE_EVERY: Duration = Duration::from_secs(60 * 60);
/// A clock that went evenly for so long is believed about what protects somebody.
const EVENLY: Duration = Duration::from_secs(60 * 60);
/// A sweep that failed for so long is told to whoever watches over this node.
pub const TOO_LONG: Duration = Duration::from_secs(60 * 60);

/// Everything that is swept on this node, and how each sweep fares.
#[derive(Clone)]
pub struct Tidy {
    services: Services,
    lookups: Arc<Lookups>,
    fares: Arc<Mutex<BTreeMap<&'static str, Fares>>>,
    pace: Arc<Mutex<Pace>>,
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
        let pace = Pace::begins(SystemClock.now());
        Self {
            services,
            lookups,
            fares: Arc::default(),
            pace: Arc::new(Mutex::new(pace)),
        }
    }

    /// Tidies until it is stopped.
    pub async fn every_minute(self) {
        let mut minutes = tokio::time::interval(TIDY_EVERY);
        let mut looks = tokio::time::interval(LOOK_EVERY);
        looks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        loop {
            tokio::select! {
                _ = minutes.tick() => self.once().await,
                _ = looks.tick() => {
                    // The clock of the machine: that of a demo is put forward to see what comes.
                    let went = self.pace().went(SystemClock.now());
                    match went {
                        Went::Evenly => {}
                        Went::Back => self.settle().await,
                        Went::Forward(leap) => self.come_again(Some(leap)).await,
                    }
                }
            }
        }
    }

    /// What stands in the future, because the clock was ahead, counts as of now.
    async fn settle(&self) {
        let what = if self.pace().was_even_for(EVENLY) {
            What::Everything
        } else {
            What::UnderWay
        };
        let services = self.services.clone();
        let settles = async move {
            // Where there are two clocks, one of which is wrong, nothing is put right by either.
            if clocks::are_apart(&services).await? {
                return Ok(());
            }
            clock_ahead::settle(&services, what).await.map(drop)
        };
        if self.run("what a clock that was ahead left", settles).await {
            self.pace().settled();
        }
    }

    /// What was put back by a clock that was behind is what it was, once the clock has come to it; what protects and was
    /// written by that clock moves along.
    async fn come_again(&self, leap: Option<Leap>) {
        let services = self.services.clone();
        let comes = async move {
            if clocks::are_apart(&services).await? {
                return Ok(());
            }
            clock_ahead::come_again(&services).await?;
            if let Some(leap) = leap {
                clock_ahead::moved_along(&services, leap).await?;
            }
            Ok(())
        };
        self.run("what a clock that was behind put back", comes)
            .await;
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Every sweep, once, one after the other.
    pub async fn once(&self) {
        let services = &self.services;
        // A sweep as a task of its own, on what every one needs.
        macro_rules! sweep {
            ($name:literal, |$services:ident| $run:expr) => {{
                let $services = services.clone();
                self.run($name, async move { $run.map(drop) }).await;
            }};
        }
        // Before anything runs out by a moment that is not its own.
        self.come_again(None).await;
        if self.pace().is_time_to_settle(SETTLE_EVERY) {
            self.settle().await;
        }
        let lookups = Arc::clone(&self.lookups);
        sweep!("what was looked up", |s| lookups.store(&s).await);
        sweep!("reminders of invitations", |s| people::remind_invitations(
            &s
        )
        .await);
        sweep!("reminders of the check", |s| people::check::remind_checks(
            &s
        )
        .await);
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
        sweep!("alarms", |s| challenges::alarms(&s).await);
        sweep!("imports", |s| import::finish_abandoned(&s).await);
        sweep!("peppers", |s| marks::say(&s).await);
        sweep!("probes", |s| readiness::sweep(&s).await);
        sweep!("budgets", |s| sweep_budgets(&s).await);
    }

    /// Runs one of them; whether it went well.
    async fn run<F>(&self, name: &'static str, sweep: F) -> bool
    where
        F: Future<Output = Result<()>> + Send + 'static,
    {
        let now = self.services.now();
        let done = tokio::spawn(tokio::time::timeout(LONGEST, sweep)).await;
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
