//! Serves the portal until the process is asked to stop; then finishes what is under way and closes the database.

use std::{io, path::Path, sync::Arc, time::Duration};

use app::bridge::Portal;
use axum::Router;
use flows::{
    Services, Trouble, deployment,
    help::Lookups,
    master_keys,
    passwords::marks,
    post, readiness,
    trouble::{Cause, Result},
};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::{net::TcpListener, time::timeout_at};

use crate::{
    checkpoints::Keeper,
    config::{Config, Database, Mode},
    connections::{self, Limits, Room},
    demo::DemoClock,
    http::{self, Outside, Readiness, ThemeFiles, TrustedProxies},
    post::{Bell, DevMailbox, Worker, Writer},
    say, signals,
    tidy::Tidy,
    wiring::{self, Carriers},
};

/// The whole site with its layers, and the worker that carries its letters.
pub struct House {
    /// Of this node, and of this start of it.
    pub name: String,
    /// Answers requests.
    pub router: Router,
    /// Carries letters; runs once [`Worker::run`] is spawned.
    pub worker: Worker,
    /// What people look up, to be stored now and then.
    pub lookups: Arc<Lookups>,
    /// Writes checkpoints of the audit trail, if there is a folder for them; runs once [`Keeper::run`] is spawned.
    pub keeper: Option<Keeper>,
    /// Tidies; runs once [`Tidy::every_minute`] is spawned.
    pub tidy: Tidy,
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
    let worker = Worker::new(
        name.clone(),
        services.clone(),
        writer,
        carriers.mail,
        carriers.sms,
    );
    let mut assets = http::site_assets()?;
    let theme = config.portal.theme.as_ref();
    let theme = theme.map(|theme| ThemeFiles::of(theme, &mut assets));
    let lookups = Arc::new(Lookups::default());
    let audit = &config.audit;
    let keeper = audit.checkpoint_dir.as_deref();
    let keeper = keeper.map(|folder| Keeper::new(services.clone(), folder, audit.checkpoint_every));
    if let Some(folder) = audit.checkpoint_dir.as_deref()
        && let Err(error) = flows::files::close_to_others(folder)
    {
        tracing::warn!(folder = %folder.display(), %error, "the folder of checkpoints could not be closed to others");
    }
    let tidy = Tidy::new(services.clone(), Arc::clone(&lookups)).of_node(name.clone());
    let ready = Readiness::of(
        &services,
        name.clone(),
        tidy.clone(),
        keeper.as_ref().map(Keeper::last_written),
    );
    let portal = Arc::new(Portal {
        assets,
        name: config.portal.name.clone(),
        origin: config.server.origin.as_str().to_owned(),
        desks: config.content.desks.clone(),
        reports: Arc::default(),
        help: config.content.help.clone(),
        appointments: config.content.appointments.clone(),
        prepared: config.content.announcements.clone(),
        insurer: config.portal.insurer.clone(),
        lookups: Arc::clone(&lookups),
        announcements: Arc::default(),
        services,
    });
    let router = http::router(
        portal,
        outside(config, theme.unwrap_or_default(), worker.bell()),
        extra(
            ready,
            carriers.mailbox,
            clock.map(|clock| (clock, tidy.clone())),
        ),
    );
    Ok(House {
        name,
        router,
        worker,
        lookups,
        keeper,
        tidy,
    })
}

fn outside(config: &Config, theme: ThemeFiles, bell: Bell) -> Outside {
    Outside {
        origin: config.server.origin.as_str().to_owned(),
        laptop: config.server.mode == Mode::Development,
        proxies: TrustedProxies(config.server.trusted_proxies.clone()),
        timeout: config.server.request_timeout,
        pause: config.server.body_timeout,
        theme,
        wake_post: Arc::new(move || bell.ring()),
    }
}

/// Health for whoever watches over the process, the mailbox of a laptop, and the clock of a demo.
fn extra(
    readiness: Readiness,
    mailbox: Option<Arc<DevMailbox>>,
    clock: Option<(Arc<DemoClock>, Tidy)>,
) -> Router<Arc<Portal>> {
    let mailbox = mailbox.map(http::dev_mailbox).unwrap_or_default();
    let clock = clock.map(|(clock, tidy)| http::dev_clock(clock, tidy));
    let clock = clock.unwrap_or_default();
    http::health(readiness).merge(mailbox).merge(clock)
}

/// Files that are not connections: the database, the log, what letters travel by.
const OTHER_FILES: u64 = 96;

/// Of a stop, so long is for what is written down last, whatever letters do: lookups, the checkpoint. The last quarter of it is for
/// the database.
const LAST_THINGS: Duration = Duration::from_secs(2);

/// Listens and answers until SIGINT or SIGTERM, and then `server.stop_within` longer at most: three quarters of that at most are
/// for those who are being answered, all that is left for letters under way and the database.
pub async fn serve(
    config: Config,
    services: Services,
    data_dir: &Path,
    clock: Option<Arc<DemoClock>>,
) -> Result<()> {
    let careful = clock.is_none();
    let House {
        name,
        router,
        worker,
        lookups,
        keeper,
        tidy,
    } = house(&config, services.clone(), data_dir, clock)?;
    look_at_peppers(&services, &config.secrets.lost_peppers).await?;
    look_at_receivers(&config, &services).await;
    look_at_countries(&services).await;
    look_at_places(&config, &services).await;
    look_at_audit_keys(&config);
    let listener = TcpListener::bind(config.server.listen).await;
    let listener = listener.map_err(|error| {
        let address = config.server.listen;
        Trouble::Configuration(format!("cannot listen on {address}: {error}"))
    })?;
    // Said once nothing else keeps it from starting: the others go by it.
    for said in [
        marks::are_lost(&services, &config.secrets.lost_peppers).await,
        marks::say(&services).await,
        master_keys::say(&services, &name).await,
    ] {
        match said {
            Err(trouble) if trouble.cause() == Cause::Setup => return Err(trouble),
            // A disk that is full keeps nobody from reading; housekeeping tries again.
            _ => {}
        }
    }
    // A disk that is full keeps nobody from reading here either; it is said again each minute.
    let _ = readiness::at_work(&services, &name).await;
    // With port 0 the system chose one.
    let listening = listener.local_addr().unwrap_or(config.server.listen);
    let whole = config.server.connections.stop_within;
    let limits = Limits {
        connections: places(config.server.connections.connections),
        stop_within: whole * 3 / 4,
        ..config.server.connections
    };
    let room = Room::new(
        limits,
        TrustedProxies(config.server.trusted_proxies.clone()),
    );
    let asked_to_stop = signals::asked_to_stop();
    // Letters that are not under way by then wait for the next start, or for another node.
    let carrying = tokio::spawn({
        let stopped = asked_to_stop.clone();
        async move { worker.run(stopped).await }
    });
    let saying = tokio::spawn(tidy.clone().says_it_is_at_work());
    let tidying = tokio::spawn(tidy.every_minute(careful));
    let keeping = keeper.clone().map(|keeper| tokio::spawn(keeper.run()));
    // Said on standard output, not logged: whoever started the program waits for this line.
    say::line(format_args!("listening on http://{listening}"));
    let asked = connections::serve(listener, router, room, asked_to_stop).await;
    tidying.abort();
    saying.abort();
    if let Some(keeping) = keeping {
        keeping.abort();
    }
    // A worker that panicked has said so in the log; its letters are taken again after a restart.
    let last = LAST_THINGS.min(whole / 4);
    let letters = whole - last;
    if timeout_at(asked + letters, carrying).await.is_err() {
        tracing::warn!("the stop took too long: letters under way are taken again after a restart");
    }
    let leaving = async {
        if let Err(trouble) = lookups.store(&services).await {
            tracing::warn!(%trouble, "what was looked up in the last minute is not counted");
        }
        if let Err(trouble) = master_keys::forget(&services, &name).await {
            tracing::warn!(%trouble, "for five minutes the other nodes go by the keys of this one");
        }
        if let Err(trouble) = readiness::not_at_work(&services, &name).await {
            tracing::warn!(%trouble, "for five minutes nobody else can adopt the database");
        }
        if let Some(Err(wrong)) = last_checkpoint(keeper).await {
            tracing::error!(error = %wrong, "the last rows of the audit trail are covered by no checkpoint");
        }
    };
    if timeout_at(asked + whole - last / 4, leaving).await.is_err() {
        tracing::error!(
            "the stop took too long: the last rows of the audit trail may be covered by no checkpoint"
        );
    }
    // Also when the folder of checkpoints hangs: the log of SQLite would be left beside its file.
    if timeout_at(asked + whole, services.db.close())
        .await
        .is_err()
    {
        tracing::error!("the stop took too long: the database was not closed");
    }
    Ok(())
}

/// Says in the log whose passwords wait for a pepper of before, so that nobody takes one out that is needed yet.
///
/// # Errors
/// If one was: right passwords would be told to be wrong here.
async fn look_at_peppers(services: &Services, lost: &[String]) -> Result<()> {
    let Ok(waiting) = marks::waiting(services, lost).await else {
        // A database that cannot be read is told of elsewhere.
        return Ok(());
    };
    for (pepper, passwords) in waiting.old {
        tracing::info!(%pepper, passwords, "an old pepper is needed yet: these passwords are mixed with it");
    }
    if waiting.lost > 0 {
        let passwords = waiting.lost;
        tracing::warn!(
            passwords,
            "these passwords are mixed with a pepper of secrets.lost_peppers: whoever they are of needs a new one"
        );
    }
    if waiting.lacking > 0 {
        let (passwords, named) = (waiting.lacking, waiting.named.join(", "));
        return Err(Trouble::Configuration(format!(
            "{passwords} passwords are mixed with a pepper that secrets.pepper and secrets.old_peppers do not hold ({named}): here their owners would be told that they are wrong. Put it into secrets.old_peppers; if nobody has it any more, its id into secrets.lost_peppers, and they choose a new password"
        )));
    }
    Ok(())
}

/// Says in the log if production, and no copy of it, writes to a few only: a setting that was left from a test.
async fn look_at_receivers(config: &Config, services: &Services) {
    let post = &config.post;
    let few = post.mail_only_to.is_some() || post.sms_only_to.is_some();
    let original = !deployment::is_copy(&services.db).await.unwrap_or(true);
    if few && original && config.server.mode == Mode::Production {
        tracing::warn!(
            "this is production, and it writes only to whom post.mail_only_to and post.sms_only_to name: nobody else gets anything, now or later"
        );
    }
}

/// Says in the log how many people get no code because of where their number is: a slip in the setting turns everybody away.
async fn look_at_countries(services: &Services) {
    // A database that cannot be read is told of elsewhere.
    let people = post::out_of_reach(services).await.unwrap_or_default();
    if people > 0 {
        tracing::warn!(
            people,
            "these people have a mobile number in a country that policy.countries does not name: no code is sent to them"
        );
    }
}

/// Says in the log that the database server lets in fewer than we would have: whoever waits for one that it refuses waits in vain.
async fn look_at_places(config: &Config, services: &Services) {
    let Database::Postgres { connections, .. } = config.database else {
        return;
    };
    // A server that does not say so is told of elsewhere.
    let most = readiness::most_connections(services)
        .await
        .unwrap_or_default();
    if let Some(most) = most.filter(|most| *most < u64::from(connections)) {
        tracing::warn!(
            connections,
            most,
            "the database server lets us have fewer connections than database.connections: those beyond fail, and people are told to come back; name fewer, for all nodes together"
        );
    }
}

/// Says in the log that keys are believed which need not be for ever: whoever has one of them signs checkpoints as we do.
fn look_at_audit_keys(config: &Config) {
    let keys = config.audit.other_keys.len();
    if keys > 0 {
        tracing::warn!(
            keys,
            "checkpoints that are signed with a key of audit.other_key_files are believed, too: the change of key is finished when every node has the new one and that list is empty"
        );
    }
}

/// What was done since the last checkpoint is covered too when the program stands still.
async fn last_checkpoint(keeper: Option<Keeper>) -> Option<io::Result<()>> {
    Some(keeper?.write_one().await)
}

/// How many connections there are files for, `wanted` at most. As many files as the system allows are asked for first.
fn places(wanted: usize) -> usize {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        ..limit
    };
    // Whoever may not raise it works with what there is.
    let _ = setrlimit(Resource::Nofile, raised);
    let Some(files) = getrlimit(Resource::Nofile).current else {
        return wanted;
    };
    let room = usize::try_from(files.saturating_sub(OTHER_FILES)).unwrap_or(wanted);
    if room < wanted {
        tracing::warn!(
            files,
            connections = room,
            "fewer connections than `server.connections`: raise the limit of open files"
        );
    }
    wanted.min(room.max(16))
}
