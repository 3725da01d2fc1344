//! Whether this node is alive, and whether it can do its work. Nothing here tells who asks anything about anybody.

use std::{
    collections::BTreeSet,
    future::Future,
    pin::Pin,
    sync::Arc,
    time::{Duration, Instant},
};

use app::bridge::{ForMachines, Portal};
use axum::{
    Extension, Router,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use flows::{
    Services, import, master_keys,
    passwords::marks,
    post, readiness,
    trouble::{Cause, Result, Trouble},
};
use tokio::{sync::Mutex, time::timeout};

use crate::{
    checkpoints::LastWritten,
    clocks,
    tidy::{TOO_LONG, Tidy},
};

/// A letter that could have left this long ago says that nobody carries letters.
const LATE: Duration = Duration::from_secs(15 * 60);
/// However often somebody asks, it is looked at once in this time.
const FRESH: Duration = Duration::from_secs(1);
/// A check that takes longer says no.
const LONGEST: Duration = Duration::from_secs(4);

/// What is wrong, in a few words; `None` if nothing is.
type Said = Option<String>;
type Check = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Said> + Send>> + Send + Sync>;

/// Named checks, of which each must be well for this node to be ready.
pub struct Readiness {
    checks: Vec<(&'static str, Check)>,
    fresh: Duration,
    last: Mutex<Option<(Instant, Vec<String>)>>,
}

impl Readiness {
    /// The checks that every deployment has; `checkpoints` if the trail gets any.
    pub fn of(
        services: &Services,
        node: String,
        tidy: Tidy,
        checkpoints: Option<Arc<LastWritten>>,
    ) -> Self {
        let (reads, writes) = (services.clone(), services.clone());
        let (clocks, post, peppers) = (services.clone(), services.clone(), services.clone());
        let (files, keys, itself) = (services.clone(), services.clone(), node.clone());
        let clock = Arc::clone(&services.clock);
        let none = Self {
            checks: Vec::new(),
            fresh: FRESH,
            last: Mutex::default(),
        };
        none.check("checkpoints", move || {
            let last = checkpoints.as_ref();
            std::future::ready(last.and_then(|last| last.amiss(clock.now())))
        })
        .check("database", move || {
            let services = reads.clone();
            async move { of_database(readiness::reads(&services).await, "answer") }
        })
        .check("database, writing", move || {
            let (services, node) = (writes.clone(), node.clone());
            async move { of_database(readiness::writes(&services, &node).await, "take anything") }
        })
        .check("clock", move || {
            let services = clocks.clone();
            // What cannot be asked is told by the others.
            async move { clocks_apart(&services).await.ok().flatten() }
        })
        .check("passwords", move || {
            let services = peppers.clone();
            // What cannot be asked is told by the others.
            async move {
                marks::amiss(&services)
                    .await
                    .ok()
                    .flatten()
                    .map(|amiss| amiss.to_string())
            }
        })
        .check("master keys", move || {
            let (services, node) = (keys.clone(), itself.clone());
            // What cannot be asked is told by the others.
            async move {
                let amiss = master_keys::amiss(&services, &node).await;
                amiss.ok().flatten().map(|amiss| amiss.to_string())
            }
        })
        .check("files of people", move || {
            let services = files.clone();
            // What cannot be asked is told by the others.
            async move {
                let rows = import::left(&services, TOO_LONG).await.unwrap_or_default();
                (rows > 0).then(|| {
                    format!("a file stands half in the books: {rows} of its rows wait for the version that put them down")
                })
            }
        })
        .check("letters", move || {
            let services = post.clone();
            async move {
                let unseen = |_| Some("whether letters leave cannot be seen".to_owned());
                letters(&services).await.unwrap_or_else(unseen)
            }
        })
        .check("housekeeping", move || {
            let late = tidy.failing_for(TOO_LONG);
            let said = (!late.is_empty())
                .then(|| format!("housekeeping fails for an hour: {}", late.join(", ")));
            std::future::ready(said)
        })
    }

    /// Looks at most once in this time.
    #[must_use]
    pub const fn looking_every(mut self, fresh: Duration) -> Self {
        self.fresh = fresh;
        self
    }

    /// With one more.
    #[must_use]
    pub fn check<F>(
        mut self,
        name: &'static str,
        check: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Said> + Send + 'static,
    {
        let check: Check = Box::new(move || Box::pin(check()));
        self.checks.push((name, check));
        self
    }

    /// What is wrong now, or was a moment ago.
    async fn wrong(&self) -> Vec<String> {
        let mut last = self.last.lock().await;
        if let Some((_, wrong)) = last.as_ref().filter(|(at, _)| at.elapsed() < self.fresh) {
            return wrong.clone();
        }
        let mut under_way = tokio::task::JoinSet::new();
        for (name, check) in &self.checks {
            let name = *name;
            let check = check();
            under_way.spawn(async move {
                let said = timeout(LONGEST, check).await;
                said.unwrap_or_else(|_| Some(format!("{name}: no answer in time")))
            });
        }
        let mut wrong = Vec::new();
        while let Some(said) = under_way.join_next().await {
            wrong.extend(said.unwrap_or_else(|_| Some("a check broke off".to_owned())));
        }
        wrong.sort();
        if !wrong.is_empty() {
            tracing::error!(why = wrong.join("; "), "not ready");
        }
        *last = Some((Instant::now(), wrong.clone()));
        wrong
    }
}

/// `/healthz`: the process answers. `/readyz`: it can do its work; if not, a line for each reason.
pub fn health(readiness: Readiness) -> Router<Arc<Portal>> {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .layer(Extension(Arc::new(readiness)))
}

async fn ready(Extension(readiness): Extension<Arc<Readiness>>) -> Response {
    let why = readiness.wrong().await;
    if why.is_empty() {
        return "ready\n".into_response();
    }
    let lines: String = why.iter().map(|line| format!("{line}\n")).collect();
    let status = StatusCode::SERVICE_UNAVAILABLE;
    (status, Extension(ForMachines), lines).into_response()
}

fn of_database(outcome: Result<()>, does: &str) -> Said {
    let trouble = outcome.err()?;
    tracing::error!(%trouble, cause = trouble.cause().code(), "not ready");
    let why = match trouble.beneath() {
        Cause::Busy => "somebody else holds it",
        Cause::NoPlace => "it has no place for another connection",
        Cause::Memory => "it has too little memory",
        Cause::ReadOnly => "it may only be read",
        Cause::Refused => "it does not accept our user, our password or the name of the database",
        Cause::StorageFull => "the disk is full",
        Cause::Disk => {
            "the disk fails or may only be read, or the file of the database is damaged (after a restore: was a -wal of before left beside it?)"
        }
        Cause::Unavailable => "it cannot be reached, or is starting",
        _ => "see the log",
    };
    if matches!(trouble, Trouble::Anothers) {
        return Some(
            "the database is another deployment's, or nobody's yet; see the log".to_owned(),
        );
    }
    let code = match &trouble {
        Trouble::NoConnection(refusal) => refusal.code().map(|code| format!(" ({code})")),
        _ => None,
    };
    let code = code.unwrap_or_default();
    if matches!(&trouble, Trouble::NoConnection(refusal) if refusal.is_half_silent()) {
        return Some(format!(
            "the database does not {does}: one address of its name is silent, and the driver does not come to the other; see the log"
        ));
    }
    Some(format!("the database does not {does}: {why}{code}"))
}

/// Whether the clock of this machine is another than that of the server that all nodes share: what lasts how long, and who
/// comes first, goes by the clocks of the nodes.
async fn clocks_apart(services: &Services) -> Result<Said> {
    let apart = Duration::from_millis(clocks::ahead(services).await?.unsigned_abs());
    Ok((apart > clocks::APART).then(|| {
        let seconds = apart.as_secs();
        format!("the clock of this node and that of the database are {seconds} seconds apart")
    }))
}

/// Why letters do not leave, if they do not: at once when what stands in the way is ours, and for an hour after some were given
/// up; whatever it is after a quarter of an hour.
async fn letters(services: &Services) -> Result<Said> {
    let held_up = post::held_up(services).await?.into_iter();
    let waiting = held_up.filter(|one| one.stands_still);
    let still: BTreeSet<String> = waiting
        .map(|one| (one.channel, one.obstacle))
        .chain(post::given_up(services).await?)
        .map(|(channel, obstacle)| format!("{} {}", channel.code(), obstacle.code()))
        .collect();
    if !still.is_empty() {
        let why = Vec::from_iter(still).join(", ");
        return Ok(Some(format!("letters are not leaving: {why}")));
    }
    let oldest = post::oldest_waiting(services).await?;
    let late = oldest.is_some_and(|since| services.now().since(since) >= LATE);
    Ok(late.then(|| "letters are not leaving: nobody carries them".to_owned()))
}
