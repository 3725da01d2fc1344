//! The whole portal in one process: the real router with its layers, the real worker, and a database of the test's own.
//! People are values with verbs (`karin.logs_in()`); a house that is left with an unread letter fails its test.

mod answer;
mod cast;
mod post;
mod visitor;

use std::{net::IpAddr, sync::Arc, time::Duration};

use app::bridge::{Ask, Portal, Stop};
use axum::{
    Router,
    body::Body,
    extract::Path,
    http::Request,
    response::Response,
    routing::{get, post as posted},
};
use domain::{AuthorisationId, post::Deed};
use flows::testing::people;
use flows::{Policy, Services, help::Lookups, on, testing::World};
use server::{
    checkpoints::LastWritten,
    http::{self, Outside, Readiness, ThemeFiles, TrustedProxies},
    post::{Worker, Writer},
    tidy::Tidy,
};
use tower::ServiceExt;

pub use answer::Answer;
pub use flows::testing::{On, PASSWORD};
pub use post::{Gateway, Letter, Postbox};
pub use visitor::{SESSION, Visitor};

/// The origin of the portal, as letters and the guard know it.
pub const ORIGIN: &str = "https://voorbeeld.example";
/// A deed of an admin that needs a fresh second factor, on every house of a test.
pub const DEED: &str = "/proef/daad";
/// A deed of an admin that concerns one member of the staff: unblocks, by the same flow as the screens of admins.
pub const DEED_ON: &str = "/proef/daad/{id}";
/// Something that only the service desk looks at and does, on every house of a test.
pub const DESK: &str = "/proef/servicedesk";
/// A form whose text is remembered in the session, on every house of a test.
pub const REMEMBER: &str = "/proef/onthouden";
/// An address that panics, on every house of a test.
pub const PANIC: &str = "/proef/paniek";

/// A portal with a cast of twelve in it (see `cast.rs`).
pub struct House {
    /// Services, clock and database.
    pub world: World,
    /// Where letters end up.
    pub post: Arc<Postbox>,
    /// What was looked up at the first node.
    pub lookups: Arc<Lookups>,
    router: Router,
    worker: Worker,
}

impl House {
    /// A house with the rules of production.
    pub async fn new(on: On) -> Self {
        Self::with_policy(on, Policy::default()).await
    }

    /// A house with other rules.
    pub async fn with_policy(on: On, policy: Policy) -> Self {
        let world = World::with_policy(on, policy).await;
        cast::move_in(&world).await;
        let post = Arc::new(Postbox::default());
        let content = server::content::read(None, &mut Vec::new());
        let writer = Writer::new(Arc::new(server::portal::Portal {
            kind_desks: server::wiring::kind_desks(&content),
            ..server::portal::Portal::default()
        }));
        let lookups = Arc::new(Lookups::default());
        let (mail, sms) = (Arc::clone(&post) as _, Arc::clone(&post) as _);
        Self {
            router: node(world.services.clone(), Arc::clone(&lookups)),
            lookups,
            worker: Worker::new("test", world.services.clone(), writer, mail, sms),
            world,
            post,
        }
    }

    /// Somebody of the cast, at a browser that was never here before.
    pub fn visitor(&self, name: &str) -> Visitor<'_> {
        Visitor::new(self, Some(cast::find(name)))
    }

    /// Somebody nobody knows.
    pub fn stranger(&self) -> Visitor<'_> {
        Visitor::new(self, None)
    }

    /// What the house does by itself every minute.
    pub async fn tidies(&self) {
        let tidy = Tidy::new(self.world.services.clone(), Arc::default());
        tidy.once().await;
        assert_eq!(tidy.failing_for(Duration::ZERO), Vec::<&str>::new());
    }

    /// A second node on the same database, with connections of its own: also what a restart leaves.
    pub async fn second_node(&self) -> Router {
        let services = Services {
            db: self.world.as_another_process().await,
            ..self.world.services.clone()
        };
        node(services, Arc::default())
    }

    /// What this node answers.
    pub async fn answers(&self, request: Request<Body>) -> Answer {
        answered_by(&self.router, request).await
    }

    /// The layers and routes of this node, for whoever listens with them.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Moves the clock.
    pub fn later(&self, by: Duration) {
        self.world.clock.forward(by);
    }

    /// Lets the worker carry everything that is due.
    pub async fn post_goes_out(&self) {
        while self.worker.run_once().await > 0 {}
    }

    /// Reads the letters to an address or number that nobody read yet.
    pub async fn letters_to(&self, to: &str) -> Vec<Letter> {
        self.post_goes_out().await;
        self.post.read(|letter| letter.to == to)
    }

    /// Reads the one letter that came to an address or number.
    pub async fn letter_to(&self, to: &str) -> Letter {
        let letters: [Letter; 1] = self.letters_to(to).await.try_into().unwrap_or_else(|all| {
            panic!("not one letter to {to}: {all:?}");
        });
        let [letter] = letters;
        letter
    }

    /// The code of the newest message to somebody.
    pub async fn code_for(&self, name: &str) -> String {
        let messages = self.letters_to(cast::find(name).mobile).await;
        let newest = messages
            .last()
            .unwrap_or_else(|| panic!("no message to {name}"));
        newest.code().unwrap().to_owned()
    }

    /// One number from the database.
    pub async fn number(&self, sql: &'static str, bind: &str) -> i64 {
        let mut tx = self.world.services.db.read().await.unwrap();
        let found: (i64,) = on!(&mut tx, |c| sqlx::query_as(sql).bind(bind).fetch_one(c)).unwrap();
        found.0
    }

    /// Runs a statement on the database.
    pub async fn run(&self, sql: &'static str, bind: &str) {
        let mut tx = self.world.services.db.write().await.unwrap();
        flows::execute!(&mut tx, sql, bind).unwrap();
        tx.commit().await.unwrap();
    }

    /// Lines of one column from the database.
    pub async fn lines(&self, sql: &'static str, bind: &str) -> Vec<String> {
        let mut tx = self.world.services.db.read().await.unwrap();
        let found: Vec<(String,)> =
            on!(&mut tx, |c| sqlx::query_as(sql).bind(bind).fetch_all(c)).unwrap();
        found.into_iter().map(|(line,)| line).collect()
    }

    /// How often something about somebody stands in the trail.
    pub async fn trail(&self, name: &str, event: &str) -> usize {
        let sql =
            "select event from audit where account_id = (select id from account where email = $1)";
        let events = self.lines(sql, cast::find(name).email).await;
        events.iter().filter(|one| *one == event).count()
    }

    /// Why somebody is blocked; empty if nobody blocked this person.
    pub async fn block_of(&self, name: &str) -> String {
        let sql = "select coalesce(blocked_reason, '') from account where email = $1";
        self.lines(sql, cast::find(name).email).await.remove(0)
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let unread = self.post.unread();
        if !std::thread::panicking() {
            assert!(unread.is_empty(), "letters that nobody read: {unread:#?}");
        }
    }
}

/// What a node answers.
pub async fn answered_by(node: &Router, request: Request<Body>) -> Answer {
    let Ok(response) = node.clone().oneshot(request).await;
    Answer::of(response).await
}

/// An address in network `network` of the internet.
pub fn address(network: u8, host: u8) -> IpAddr {
    IpAddr::from([203, 0, network, host])
}

fn node(services: Services, lookups: Arc<Lookups>) -> Router {
    on_health(services, lookups, None)
}

fn node_with(services: Services, lookups: Arc<Lookups>, health: Router<Arc<Portal>>) -> Router {
    let content = server::content::read(None, &mut Vec::new());
    let portal = Arc::new(Portal {
        services,
        assets: http::site_assets().unwrap(),
        name: "Mijn Voorbeeld".into(),
        origin: ORIGIN.into(),
        desks: content.desks,
        help: content.help,
        appointments: content.appointments,
        prepared: content.announcements,
        insurer: "Voorbeeld Verzekeringen".into(),
        lookups,
        announcements: Arc::default(),
        reports: Arc::default(),
    });
    let outside = Outside {
        origin: ORIGIN.into(),
        laptop: false,
        proxies: TrustedProxies(vec!["10.0.0.0/8".parse().unwrap()]),
        timeout: Duration::from_secs(20),
        pause: Duration::from_secs(1),
        theme: ThemeFiles::default(),
        wake_post: Arc::new(|| {}),
    };
    let extra = health
        .route(DEED, posted(deed))
        .route(DEED_ON, posted(deed_on))
        .route(DESK, get(desk).post(desk_work))
        .route(REMEMBER, posted(remember))
        .route(
            PANIC,
            posted(async || -> () { panic!("geheim in een paniek") }),
        );
    http::router(portal, outside, extra)
}

/// A node whose checkpoints were last written then.
pub fn on_health(
    services: Services,
    lookups: Arc<Lookups>,
    written: Option<Arc<LastWritten>>,
) -> Router {
    let tidy = Tidy::new(services.clone(), Arc::clone(&lookups));
    let health = Readiness::of(&services, "test".into(), tidy, written);
    let health = http::health(health.looking_every(Duration::ZERO));
    node_with(services, lookups, health)
}

/// The smallest deed: needs an admin and a fresh second factor, and says that it was done.
async fn deed(ask: Ask, form: app::bridge::Unread) -> Result<String, Stop> {
    let (caller, _) = ask.change_staff(Deed::Unblock, Some("Piet Visser")).await?;
    let typed = form.only(&["note"])?;
    Ok(format!("{}: {}", caller.name, typed.get("note")))
}

async fn deed_on(ask: Ask, Path(id): Path<String>) -> Result<Response, Stop> {
    let (_, permit) = ask.change_staff(Deed::Unblock, None).await?;
    let whom = AuthorisationId::parse(&id).ok_or(Stop::NotFound)?;
    match people::unblock(ask.services(), &permit, &whom).await? {
        Err(people::Refusal::NotHere) => Err(Stop::NotFound),
        _ => Ok(ask.go("/start")),
    }
}

async fn remember(ask: Ask, form: app::bridge::Unread) -> Result<Response, Stop> {
    let typed = form.only(&["what", "text"])?;
    ask.remember(typed.get("what"), typed.get("text")).await?;
    Ok(ask.go("/start"))
}

async fn desk(ask: Ask) -> Result<String, Stop> {
    let (caller, permit) = ask.desk().await?;
    assert_ne!(
        permit.by_name(),
        caller.name,
        "an agent's name stays inside"
    );
    Ok(caller.name)
}

async fn desk_work(ask: Ask) -> Result<Response, Stop> {
    ask.desk_work(Deed::Unblock, None).await?;
    Ok(ask.go(DESK))
}
