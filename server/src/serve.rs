//! Serves the portal until the process is asked to stop; then finishes what is under way and closes the database.

use std::{io, net::SocketAddr, path::Path, sync::Arc};

use app::bridge::Portal;
use axum::Router;
use flows::{Services, Trouble, help::Lookups, trouble::Result};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};

use crate::{
    checkpoints::Keeper,
    config::{Config, Mode},
    demo::DemoClock,
    http::{self, Outside, ThemeFiles, TrustedProxies},
    post::{Bell, DevMailbox, Worker, Writer},
    tidy,
    wiring::{self, Carriers},
};

/// The whole site with its layers, and the worker that carries its letters.
pub struct House {
    /// Answers requests.
    pub router: Router,
    /// Carries letters; runs once [`Worker::run`] is spawned.
    pub worker: Worker,
    /// What people look up, to be stored now and then.
    pub lookups: Arc<Lookups>,
    /// Writes checkpoints of the audit trail, if there is a folder for them; runs once [`Keeper::run`] is spawned.
    pub keeper: Option<Keeper>,
}

/// Puts the house together. Letters stay in `data_dir` if the configuration says so.
///
/// `clock` is the one of a demo, which can be put forward.
pub fn house(
    config: &Config,
    services: Services,
    data_dir: &Path,
    clock: Option<Arc<DemoClock>>,
) -> Result<House> {
    let carriers = Carriers::of(config, data_dir, Arc::clone(&services.clock))?;
    let writer = Writer::new(Arc::new(wiring::portal(config)?));
    let name = services.new_id()?;
    let worker = Worker::new(name, services.clone(), writer, carriers.mail, carriers.sms);
    let mut assets = http::site_assets()?;
    let theme = config.portal.theme.as_ref();
    let theme = theme.map(|theme| ThemeFiles::of(theme, &mut assets));
    let lookups = Arc::new(Lookups::default());
    let audit = &config.audit;
    let keeper = audit.checkpoint_dir.as_deref();
    let keeper = keeper.map(|folder| Keeper::new(services.clone(), folder, audit.checkpoint_every));
    let portal = Arc::new(Portal {
        assets,
        name: config.portal.name.clone(),
        origin: config.server.origin.clone(),
        phone: config.content.desks.service.phone.clone(),
        desks: config.content.desks.clone(),
        reports: Arc::default(),
        help: config.content.help.clone(),
        appointments: config.content.appointments.clone(),
        insurer: config.portal.insurer.clone(),
        lookups: Arc::clone(&lookups),
        announcements: Arc::default(),
        services,
    });
    let router = http::router(
        portal,
        outside(config, theme.unwrap_or_default(), worker.bell()),
        extra(carriers.mailbox, clock, keeper.as_ref()),
    );
    Ok(House {
        router,
        worker,
        lookups,
        keeper,
    })
}

fn outside(config: &Config, theme: ThemeFiles, bell: Bell) -> Outside {
    Outside {
        origin: config.server.origin.clone(),
        laptop: config.server.mode == Mode::Development,
        proxies: TrustedProxies(config.server.trusted_proxies.clone()),
        timeout: config.server.request_timeout,
        theme,
        wake_post: Arc::new(move || bell.ring()),
    }
}

/// Health for whoever watches over the process, the mailbox of a laptop, and the clock of a demo.
fn extra(
    mailbox: Option<Arc<DevMailbox>>,
    clock: Option<Arc<DemoClock>>,
    keeper: Option<&Keeper>,
) -> Router<Arc<Portal>> {
    let mailbox = mailbox.map(http::dev_mailbox).unwrap_or_default();
    let clock = clock.map(http::dev_clock).unwrap_or_default();
    http::health(keeper.map(Keeper::last_written))
        .merge(mailbox)
        .merge(clock)
}

/// Listens and answers until SIGINT or SIGTERM.
pub async fn serve(
    config: Config,
    services: Services,
    data_dir: &Path,
    clock: Option<Arc<DemoClock>>,
) -> Result<()> {
    let House {
        router,
        worker,
        lookups,
        keeper,
    } = house(&config, services.clone(), data_dir, clock)?;
    let listener = TcpListener::bind(config.server.listen).await;
    let listener = listener.map_err(|error| {
        let address = config.server.listen;
        Trouble::Configuration(format!("cannot listen on {address}: {error}"))
    })?;
    let (stop, stopped) = watch::channel(false);
    let carrying = tokio::spawn({
        let stopped = stopped.clone();
        async move { worker.run(stopped).await }
    });
    let tidying = tokio::spawn(tidy::every_minute(services.clone(), Arc::clone(&lookups)));
    let keeping = keeper.clone().map(|keeper| tokio::spawn(keeper.run()));
    // Said on standard output, not logged: whoever started the program waits for this line.
    println!("listening on http://{}", config.server.listen);
    let app = router.into_make_service_with_connect_info::<SocketAddr>();
    let answered = axum::serve(listener, app)
        .with_graceful_shutdown(asked_to_stop())
        .await;
    stop.send_replace(true);
    tidying.abort();
    if let Some(keeping) = keeping {
        keeping.abort();
    }
    // A worker that panicked has said so in the log; its letters are taken again after a restart.
    let _ = carrying.await;
    if let Err(trouble) = lookups.store(&services).await {
        tracing::warn!(%trouble, "what was looked up in the last minute is not counted");
    }
    if let Some(Err(wrong)) = last_checkpoint(keeper).await {
        tracing::error!(error = %wrong, "the last rows of the audit trail are covered by no checkpoint");
    }
    services.db.close().await;
    answered.map_err(|error| Trouble::Configuration(format!("the listener broke: {error}")))
}

/// What was done since the last checkpoint is covered too when the program stands still.
async fn last_checkpoint(keeper: Option<Keeper>) -> Option<io::Result<()>> {
    Some(keeper?.write_one().await)
}

async fn asked_to_stop() {
    let (Ok(mut terminate), Ok(mut interrupt)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        // Without handlers the process ends the ordinary way, which loses nothing either.
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
