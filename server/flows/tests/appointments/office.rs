//! A garage without an admin, somebody who wants to become one, and the post between them and the desk.

use std::time::Duration;

use domain::{
    EmailAddress, Language, MobileNumber, Moment, OrganisationId, PersonName, TypedPassword,
    appointments::{Reference, Stage},
    post::{Channel, Letter},
    shared::code::TypedCode,
};
use flows::{
    Services,
    activation::{self, Chosen, Finished},
    appointments::{
        Asker, Confirmed, DraftSecret, Request, Status, Submitted, confirm, keep_draft, status,
        submit,
    },
    challenges,
    login::DeviceCookie,
    on,
    organisations::{self, NewOrganisation},
    post::{self, Recipient, Remembered, Resolved, Secret, questions},
    secrets::LinkSecret,
    testing::{On, World},
};

pub const HOUR: Duration = Duration::from_secs(60 * 60);
pub const DAY: Duration = Duration::from_secs(24 * 60 * 60);
pub const NETWORK: &str = "192.0.2.0/24";

pub struct Office {
    pub world: World,
}

/// A letter as it left the house.
#[derive(Debug)]
pub struct Sent {
    pub to: String,
    pub letter: Letter,
    pub secret: Option<LinkSecret>,
}

/// Petra wants to be admin of Garage Jansen.
pub fn petra(number: &str) -> Request {
    Request {
        kind: "garage".into(),
        number: Some(number.into()),
        company: Some("Garage Jansen".into()),
        name: PersonName::parse("Petra", "", "", "de Wit").unwrap(),
        sex: None,
        email: EmailAddress::parse("petra@garage-jansen.example").unwrap(),
        mobile: MobileNumber::from_e164_stored("+31612340000".into()),
        remark: Some("Onze beheerder werkt hier niet meer.".into()),
        answers: vec![("vestiging".into(), "Apeldoorn".into())],
        language: Language::Nl,
    }
}

impl Office {
    pub async fn new(on: On) -> Self {
        Self {
            world: World::new(on).await,
        }
    }

    pub fn services(&self) -> &Services {
        &self.world.services
    }

    pub fn now(&self) -> Moment {
        self.services().now()
    }

    pub fn later(&self, by: Duration) {
        self.world.clock.forward(by);
    }

    pub async fn draft(&self) -> DraftSecret {
        let kept = keep_draft(self.services(), None, "{}", &Asker::Stranger(NETWORK)).await;
        kept.unwrap().unwrap()
    }

    /// Sends a request in from one network.
    pub async fn sends(&self, request: &Request, network: &str) -> Submitted {
        self.sends_as(request, &Asker::Stranger(network)).await
    }

    /// Sends a request in, as a stranger or as an agent.
    pub async fn sends_as(&self, request: &Request, asker: &Asker<'_>) -> Submitted {
        let services = self.services();
        let kept = keep_draft(services, None, "{}", asker).await;
        let draft = kept.unwrap().unwrap();
        submit(services, request, &draft, asker).await.unwrap()
    }

    /// A request that is in; with its reference.
    pub async fn submitted(&self, request: &Request) -> Reference {
        match self.sends(request, NETWORK).await {
            Submitted::In(reference) => reference,
            refused => panic!("not sent in: {refused:?}"),
        }
    }

    /// Carries all mail that is due, as the worker does.
    pub async fn post(&self) -> Vec<Sent> {
        let (services, remembered) = (self.services(), Remembered::default());
        let mut sent = Vec::new();
        loop {
            let due = post::take(
                services,
                "postman",
                Channel::Mail,
                flows::testing::letters(50),
                0,
            )
            .await
            .unwrap();
            if due.is_empty() {
                return sent;
            }
            for due in due {
                if due.is_question() {
                    questions::answer(services, &due.id).await.unwrap();
                    continue;
                }
                match post::resolve(services, &remembered, &due).await.unwrap() {
                    Resolved::Write(addressed) => {
                        let Recipient::Mailbox { address, .. } = addressed.to else {
                            panic!("no mail: {addressed:?}");
                        };
                        sent.push(Sent {
                            to: address,
                            letter: addressed.letter,
                            secret: addressed.secret.map(|secret| match secret {
                                Secret::Link(link) => link,
                                Secret::Code(..) => panic!("a code in a mail"),
                            }),
                        });
                        post::sent(services, &due, None).await.unwrap();
                    }
                    Resolved::Drop(why) => post::dropped(services, &due, why).await.unwrap(),
                    Resolved::Refuse(why) => panic!("refused: {why:?}"),
                }
            }
        }
    }

    /// The only letter that leaves now.
    pub async fn one_letter(&self) -> Sent {
        let mut sent = self.post().await;
        assert_eq!(sent.len(), 1, "{sent:?}");
        sent.remove(0)
    }

    /// A request whose mailbox said yes; with the link to follow it.
    pub async fn confirmed(&self, request: &Request) -> (Reference, LinkSecret) {
        let reference = self.submitted(request).await;
        let asked = self.one_letter().await;
        assert_eq!(self.says_yes(&asked).await, Confirmed::Yes);
        let sent = self.post().await;
        let received = sent
            .into_iter()
            .find(|sent| matches!(sent.letter, Letter::AppointmentReceived { .. }));
        (reference, received.unwrap().secret.unwrap())
    }

    pub async fn says_yes(&self, asked: &Sent) -> Confirmed {
        let secret = asked.secret.as_ref().unwrap();
        confirm(self.services(), secret, self.now().plus(DAY))
            .await
            .unwrap()
    }

    pub async fn status(&self, (reference, secret): &(Reference, LinkSecret)) -> Status {
        let status = status(self.services(), *reference, secret).await;
        status.unwrap().unwrap()
    }

    /// How far a request is, whoever asks.
    pub async fn stage(&self, reference: Reference) -> Stage {
        let sql = "select state from appointment where reference = $1";
        let state = self.texts(sql, &reference.to_string()).await;
        Stage::from_code(&state[0]).unwrap()
    }

    pub async fn texts(&self, sql: &'static str, bind: &str) -> Vec<String> {
        let mut tx = self.services().db.read().await.unwrap();
        let rows: Vec<(String,)> =
            on!(&mut tx, |c| sqlx::query_as(sql).bind(bind).fetch_all(c)).unwrap();
        rows.into_iter().map(|(text,)| text).collect()
    }

    /// An organisation with every right of its kind, and a number as people type it.
    pub async fn organisation(&self, kind: &str, name: &str) -> OrganisationId {
        let services = self.services();
        let rights = services.catalogue.kind(kind).unwrap().rights.clone();
        let rights: Vec<&str> = rights.iter().map(|right| right.code.as_str()).collect();
        let there = self
            .texts("select id from organisation where id <> $1", "")
            .await;
        let number = (40_217 + there.len()).to_string();
        let new = NewOrganisation {
            kind,
            number: &number,
            name,
            rights: &rights,
        };
        let mut tx = services.db.write().await.unwrap();
        let id = organisations::save(&mut tx, services, new).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Accepts an invitation: a password, the code, and in.
    pub async fn activates(&self, secret: &LinkSecret) {
        let (services, device) = (self.services(), DeviceCookie::default());
        let password = TypedPassword::parse("vier groene fietsbellen".into()).unwrap();
        let chosen = activation::choose(services, secret, &password, &device, NETWORK).await;
        let Chosen::CodeSent { challenge, .. } = chosen.unwrap() else {
            panic!("no code was sent");
        };
        let mut tx = services.db.write().await.unwrap();
        let code = challenges::new_code(&mut tx, services, self.now(), &challenge).await;
        let (code, _) = code.unwrap().unwrap();
        tx.commit().await.unwrap();
        let typed = TypedCode::parse(code.expose()).unwrap();
        let finished = activation::finish(services, &challenge, &typed, &device, "Firefox").await;
        assert!(matches!(finished.unwrap(), Finished::Inside(_)));
        self.post().await;
    }

    /// Number of the organisation of a name.
    pub async fn number_of(&self, name: &str) -> String {
        let sql = "select number from organisation where name = $1";
        self.texts(sql, name).await.remove(0)
    }
}
