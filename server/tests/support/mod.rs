//! A house with one person in it, a mail server and a gateway that behave as they are told.

mod mail_server;
mod stored;

pub use mail_server::{ACCEPTS, MailServer, Said, Script, mail_server, says};

use std::sync::{Arc, Mutex};

use domain::{
    AccountId, AuthorisationId, Language, MobileNumber, Moment,
    post::{Channel, Letter},
};
use flows::{
    challenges, execute, links, on,
    post::{self, Draft, Payer, To},
    testing::{On, World},
};
use server::{
    config::{Config, Sources},
    portal::Portal,
    post::{DevMailbox, MailTransport, SmsGateway, Worker, Writer},
    wiring::{Carriers, SystemClock},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// How a server behaves to one caller; the last manner holds for all that follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    Accepts,
    Says(u16),
    /// A status and a body.
    Answers(u16, &'static str),
    /// A status and the first half of a body.
    Begins(u16),
    /// A status and a body of more than a gateway would say.
    Chatters(u16),
    Hangs,
    BreaksOff,
}

pub struct Server {
    pub port: u16,
    received: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// What arrived, in order.
    pub fn received(&self) -> Vec<String> {
        self.received.lock().unwrap().clone()
    }
}

async fn serve<F>(
    manners: &[Manner],
    speak: impl Fn(TcpStream, Manner, Arc<Mutex<Vec<String>>>) -> F + Send + 'static,
) -> Server
where
    F: Future<Output = std::io::Result<()>> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let received = Arc::new(Mutex::new(Vec::new()));
    let (manners, kept) = (manners.to_vec(), Arc::clone(&received));
    tokio::spawn(async move {
        let mut callers = 0;
        while let Ok((stream, _)) = listener.accept().await {
            let Some(manner) = manners.get(callers).or(manners.last()) else {
                return;
            };
            callers += 1;
            tokio::spawn(speak(stream, *manner, Arc::clone(&kept)));
        }
    });
    Server { port, received }
}

/// Speaks enough HTTP for one message; what arrived counts even if no answer follows.
pub async fn gateway(manners: &[Manner]) -> Server {
    serve(manners, |stream, manner, received| async move {
        let mut stream = BufReader::new(stream);
        let mut request = String::new();
        while !request.ends_with("\r\n\r\n") && stream.read_line(&mut request).await? > 0 {}
        let length = request.to_lowercase().split("content-length: ").nth(1)
            .and_then(|rest| rest.lines().next()?.trim().parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        stream.read_exact(&mut body).await?;
        request.push_str(&String::from_utf8_lossy(&body));
        received.lock().unwrap().push(request);
        let (status, answer) = match manner {
            Manner::Accepts => (201, r#"{"id":"bericht-1"}"#.to_owned()),
            Manner::Says(status) => (status, "{}".to_owned()),
            Manner::Answers(status, answer) => (status, answer.to_owned()),
            Manner::Begins(status) => {
                let half = format!("HTTP/1.1 {status} x\r\nContent-Length: 40\r\nConnection: close\r\n\r\n{{\"id\":");
                return stream.write_all(half.as_bytes()).await;
            }
            Manner::Chatters(status) => (status, format!("<p>{}", "Log in. ".repeat(20_000))),
            Manner::Hangs => std::future::pending().await,
            Manner::BreaksOff => return Ok(()),
        };
        let head = format!("HTTP/1.1 {status} x\r\nContent-Length: {}\r\nLocation: /elders\r\nConnection: close\r\n\r\n", answer.len());
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(answer.as_bytes()).await
    })
    .await
}

/// The carriers that `serve` makes of a configuration, for a mail server and a gateway on this machine. `mail` is what stands
/// around the machine in the address, such as `("smtp://user:password@", "?tls=required")`.
pub fn carriers_to(mail: (u16, &str, &str), sms: u16) -> Carriers {
    carriers_where(mail, sms, "")
}

/// The same with more lines in section `post`.
pub fn carriers_where(mail: (u16, &str, &str), sms: u16, more: &str) -> Carriers {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sleutelbos.toml");
    let (port, before, after) = mail;
    let text = format!(
        "[server]\nmode = \"development\"\n[post]\ndev_mailbox = false\nsmtp_url = \"{before}127.0.0.1:{port}{after}\"\n\
         from = \"Voorbeeld Verzekeringen <inloggen@voorbeeld.example>\"\nsmtp_timeout = \"1s\"\n\
         sms_url = \"http://127.0.0.1:{sms}/berichten\"\nsms_token = \"geheim-van-ons\"\nsms_sender = \"Voorbeeld\"\nsms_timeout = \"1s\"\n{more}"
    );
    std::fs::write(&file, text).unwrap();
    let sources = Sources {
        file: Some(file),
        environment: Vec::new(),
        no_text: Vec::new(),
    };
    let config = Config::load(&sources).unwrap();
    Carriers::of(&config, folder.path(), Arc::new(SystemClock)).unwrap()
}

/// The same without anything around the port.
pub fn carriers(mail: u16, sms: u16) -> Carriers {
    carriers_to((mail, "smtp://", ""), sms)
}

/// One organisation with Jan Jansen, and a worker.
pub struct House {
    pub world: World,
    pub worker: Worker,
    mailbox: Option<Arc<DevMailbox>>,
    account: AccountId,
    authorisation: AuthorisationId,
}

impl House {
    pub async fn with_mailbox(on: On) -> Self {
        let world = World::new(on).await;
        let mailbox =
            Arc::new(DevMailbox::open(world.folder(), Arc::clone(&world.services.clock)).unwrap());
        let mut house =
            Self::in_world(world, Arc::clone(&mailbox) as _, Arc::clone(&mailbox) as _).await;
        house.mailbox = Some(mailbox);
        house
    }

    pub async fn with_carriers(on: On, carriers: Carriers) -> Self {
        Self::in_world(World::new(on).await, carriers.mail, carriers.sms).await
    }

    async fn in_world(
        world: World,
        mail: Arc<dyn MailTransport>,
        sms: Arc<dyn SmsGateway>,
    ) -> Self {
        let services = world.services.clone();
        let (account, authorisation, organisation) = (
            services.new_id().unwrap(),
            services.new_id().unwrap(),
            services.new_id().unwrap(),
        );
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "insert into organisation (id, kind, number, name, name_key, created_at) values ($1, 'garage', '1234', 'Garage', 'garage', 0)", &organisation).unwrap();
        execute!(&mut tx, "insert into account (id, email, email_canonical, given_name, initials, infix, family_name, language, password_state, device_epoch, created_at)
            values ($1, 'jan@garage.example', 'jan@garage.example', 'Jan', 'J.', '', 'Jansen', 'nl', 'set', 0, 0)", &account).unwrap();
        execute!(&mut tx, "insert into authorisation (id, organisation_id, account_id, role, state, given_name, initials, infix, family_name, sort_key, mobile, access_code, created_at)
            values ($1, $2, $3, 'medewerker', 'active', 'Jan', 'J.', '', 'Jansen', 'jansen jan', '+31612345678', '123456', 0)", &authorisation, &organisation, &account).unwrap();
        tx.commit().await.unwrap();
        let writer = Writer::new(Arc::new(Portal::default()));
        Self {
            worker: Worker::new("test", services, writer, mail, sms),
            world,
            mailbox: None,
            account: AccountId::from_trusted(account),
            authorisation: AuthorisationId::from_trusted(authorisation),
        }
    }

    pub async fn run(&self, statement: &'static str) {
        let mut tx = self.world.services.db.write().await.unwrap();
        execute!(&mut tx, statement).unwrap();
        tx.commit().await.unwrap();
    }

    pub fn mailbox(&self) -> &DevMailbox {
        self.mailbox.as_deref().expect("a house with a mailbox")
    }

    pub async fn queue(&self, letter: Letter) {
        let services = &self.world.services;
        let mut tx = services.db.write().await.unwrap();
        let draft = Draft::new(
            To::Account(&self.account),
            Language::Nl,
            letter,
            Payer::Nobody,
        );
        post::queue(&mut tx, services, services.now(), draft)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn queue_warning_with_link(&self) {
        let services = &self.world.services;
        let now = services.now();
        let mut tx = services.db.write().await.unwrap();
        let until = now.plus(services.policy.freeze_link);
        let link = links::make(
            &mut tx,
            services,
            now,
            links::Purpose::Freeze,
            &self.account,
            None,
            until,
        )
        .await
        .unwrap();
        let letter = Letter::NewDevice {
            at: now,
            device: "Chrome".into(),
        };
        let draft = Draft::new(
            To::Account(&self.account),
            Language::Nl,
            letter,
            Payer::Nobody,
        )
        .with_link(&link);
        post::queue(&mut tx, services, now, draft).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn queue_code(&self) {
        let services = &self.world.services;
        let mobile = MobileNumber::from_e164_stored("+31612345678".into());
        let new = challenges::New {
            purpose: challenges::Purpose::Login,
            account: &self.account,
            authorisation: &self.authorisation,
            mobile: &mobile,
            network: "203.0.113.0/24",
            asker: challenges::Asker::LoggedIn,
            language: Language::Nl,
            letter: Letter::LoginCode {
                until: Moment::from_unix_ms(0),
            },
            link: None,
            new_password: None,
            new_mobile: None,
        };
        let mut tx = services.db.write().await.unwrap();
        challenges::open(&mut tx, services, services.now(), new)
            .await
            .unwrap()
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// States of all letters, in the order of their ids.
    pub async fn states(&self) -> Vec<String> {
        let mut tx = self.world.services.db.read().await.unwrap();
        let rows: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(
            "select state from outbox order by id"
        )
        .fetch_all(c))
        .unwrap();
        rows.into_iter().map(|(state,)| state).collect()
    }

    pub async fn waiting(&self, channel: Channel) -> i64 {
        self.count(channel, i64::MAX).await
    }

    pub async fn overdue(&self, channel: Channel) -> i64 {
        self.count(channel, self.world.services.now().unix_ms())
            .await
    }

    async fn count(&self, channel: Channel, before: i64) -> i64 {
        let mut tx = self.world.services.db.read().await.unwrap();
        let (count,): (i64,) = on!(&mut tx, |c| {
            sqlx::query_as(
            "select count(*) from outbox where state = 'waiting' and channel = $1 and next_at <= $2"
        )
        .bind(channel.code())
        .bind(before)
        .fetch_one(c)
        })
        .unwrap();
        count
    }

    /// Every row of every table as text, the name of the table in front.
    pub async fn everything_stored(&self) -> String {
        stored::everything(&self.world.services.db).await
    }
}
