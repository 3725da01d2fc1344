//! The worker: takes letters from the outbox, has them written, hands them over, and records what came of it.
//! Mail and SMS have a lane each, so that a mail server that hangs does not hold up a code.

use std::{fmt, sync::Arc, time::Duration};

use domain::post::{Channel, Obstacle};
use flows::{
    Services, Trouble,
    post::{self, Due, Failed, Most, Remembered, Resolved},
};
use tokio::{
    sync::watch,
    task::{JoinError, JoinSet},
    time::MissedTickBehavior,
};

use super::{
    Bell, Writer,
    transport::{Accepted, Failure, MailTransport, SmsGateway},
    writer::Written,
};
use crate::clocks;

/// How often a lane looks by itself: for letters of other nodes, and for those that wait for another try.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Letters of one lane that are under way at once.
const AT_ONCE: usize = 8;
/// Of these, letters to nobody whom we know: a server that somebody else chose takes as long as it likes.
const TO_STRANGERS: usize = AT_ONCE / 2;

/// After which pauses it is tried again to write down that a letter was sent: a database that was started anew must not have it
/// sent twice. Together less than a lease.
const AGAIN: [Duration; 6] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(8),
    Duration::from_secs(15),
    Duration::from_secs(15),
];

/// Carries the post of one node.
#[derive(Clone)]
pub struct Worker(Arc<Room>);

struct Room {
    name: String,
    services: Services,
    writer: Writer,
    mail: Arc<dyn MailTransport>,
    sms: Arc<dyn SmsGateway>,
    bell: Bell,
    remembered: Remembered,
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Worker({})", self.0.name)
    }
}

impl Worker {
    /// A worker; `name` must differ between nodes and between starts of the same node (an id will do).
    pub fn new(
        name: impl Into<String>,
        services: Services,
        writer: Writer,
        mail: Arc<dyn MailTransport>,
        sms: Arc<dyn SmsGateway>,
    ) -> Self {
        Self(Arc::new(Room {
            name: name.into(),
            services,
            writer,
            mail,
            sms,
            bell: Bell::new(),
            remembered: Remembered::default(),
        }))
    }

    /// The bell that makes it look at once.
    pub fn bell(&self) -> Bell {
        self.0.bell.clone()
    }

    /// Works until `stop` says true (or its sender is gone), then finishes what is under way.
    pub async fn run(&self, stop: watch::Receiver<bool>) {
        tokio::join!(
            self.lane(Channel::Mail, stop.clone()),
            self.lane(Channel::Sms, stop),
        );
    }

    /// Deals with everything that is due now, on both lanes, once; gives back how many letters that were.
    pub async fn run_once(&self) -> usize {
        let (mails, messages) = tokio::join!(self.batch(Channel::Mail), self.batch(Channel::Sms));
        mails + messages
    }

    /// Keeps up to [`AT_ONCE`] letters under way: whoever is slow to take one holds up no other, and those to whom strangers write not
    /// the people whom we know.
    async fn lane(&self, channel: Channel, mut stop: watch::Receiver<bool>) {
        let mut ear = self.0.bell.ear();
        let mut look = tokio::time::interval(LOOK_EVERY);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut under_way, mut more, mut enough) = (UnderWay::default(), true, 1);
        while !*stop.borrow() {
            let free = under_way.free();
            if more && free.all >= enough {
                ear.mark_unchanged();
                // What fills every place was not all there is; what comes from now on rings the bell. While many wait they are
                // taken by the handful, because each taking is a transaction.
                let taken = self.take(channel, free, &mut under_way).await;
                let filled = free.to_strangers > 0 && under_way.strangers_wait();
                more = taken == free.all || filled;
                enough = under_way.handful();
                continue;
            }
            let waited = under_way.strangers_wait();
            tokio::select! {
                Some(done) = under_way.next() => {
                    is_done(done);
                    more |= waited && !under_way.strangers_wait();
                }
                _ = ear.changed() => (more, enough) = (true, 1),
                _ = look.tick() => (more, enough) = (true, 1),
                changed = stop.changed() => if changed.is_err() { break },
            }
        }
        while let Some(done) = under_way.next().await {
            is_done(done);
        }
    }

    async fn batch(&self, channel: Channel) -> usize {
        let mut under_way = UnderWay::default();
        let taken = self.take(channel, under_way.free(), &mut under_way).await;
        while let Some(done) = under_way.next().await {
            is_done(done);
        }
        taken
    }

    /// Takes at most so many letters that are due, and begins to deal with them; gives back how many.
    async fn take(&self, channel: Channel, most: Most, under_way: &mut UnderWay) -> usize {
        let room = &self.0;
        let taking = async {
            let ahead = clocks::ahead(&room.services).await?;
            post::take(&room.services, &room.name, channel, most, ahead).await
        };
        let due = match taking.await {
            Ok(due) => due,
            Err(trouble) => {
                tracing::error!(channel = channel.code(), %trouble, "the outbox cannot be read");
                return 0;
            }
        };
        let count = due.len();
        for letter in due {
            let room = Arc::clone(room);
            under_way
                .of(&letter)
                .spawn(async move { room.deal_with(&letter).await });
        }
        count
    }
}

/// The letters that one lane is dealing with.
#[derive(Default)]
struct UnderWay {
    to_strangers: JoinSet<()>,
    others: JoinSet<()>,
}

impl UnderWay {
    /// How many more there can be.
    fn free(&self) -> Most {
        let strangers = self.to_strangers.len();
        Most {
            all: AT_ONCE.saturating_sub(strangers + self.others.len()),
            to_strangers: TO_STRANGERS.saturating_sub(strangers),
        }
    }

    /// Whether those to strangers have all the places they can have.
    fn strangers_wait(&self) -> bool {
        self.free().to_strangers == 0
    }

    /// Half of the places that others have now.
    fn handful(&self) -> usize {
        (AT_ONCE - self.to_strangers.len()) / 2
    }

    /// Those that a letter belongs to.
    fn of(&mut self, due: &Due) -> &mut JoinSet<()> {
        if due.is_to_stranger() {
            &mut self.to_strangers
        } else {
            &mut self.others
        }
    }

    /// The next that is done; `None` if there is none. Safe to drop while it waits.
    async fn next(&mut self) -> Option<Result<(), JoinError>> {
        tokio::select! {
            Some(done) = self.to_strangers.join_next() => Some(done),
            Some(done) = self.others.join_next() => Some(done),
            else => None,
        }
    }
}

fn is_done(outcome: Result<(), JoinError>) {
    if let Err(error) = outcome {
        tracing::error!(%error, "a letter was left where it was; it is taken again when its lease runs out");
    }
}

impl Room {
    async fn deal_with(&self, due: &Due) {
        let letter = due.letter.name();
        if let Err(trouble) = self.deliver(due).await {
            tracing::error!(outbox = %due.id, letter, %trouble, "a letter could not be dealt with");
            if let Err(trouble) = post::failed(&self.services, due, Obstacle::NotWritten).await {
                tracing::error!(outbox = %due.id, letter, %trouble, "a letter waits for its lease to run out");
            }
        }
    }

    async fn deliver(&self, due: &Due) -> Result<(), Trouble> {
        if due.is_question() {
            post::questions::answer(&self.services, &due.id).await?;
            // The answer is a letter itself, perhaps of the other lane.
            self.bell.ring();
            return Ok(());
        }
        if due.left_often() {
            let stopped = Failure::new(Obstacle::Unanswered, "stopped while it was waited for");
            return self.record(due, Err(stopped)).await;
        }
        let addressed = match post::resolve(&self.services, &self.remembered, due).await? {
            Resolved::Write(addressed) => addressed,
            Resolved::Drop(why) => {
                tracing::info!(outbox = %due.id, letter = due.letter.name(), why = why.code(), "letter dropped");
                self.remembered.forget(&due.id);
                return post::dropped(&self.services, due, why).await;
            }
            Resolved::Refuse(why) => {
                return self
                    .record(due, Err(Failure::new(why, "refused here")))
                    .await;
            }
        };
        let outcome = match self.writer.write(&addressed) {
            Ok(Written::Mail(mail)) => self.mail.send(&mail).await,
            Ok(Written::Sms(sms)) => self.sms.send(&sms).await,
            Err(unwritable) => {
                tracing::error!(outbox = %due.id, letter = due.letter.name(), %unwritable, "letter cannot be written");
                Err(Failure::new(Obstacle::NotWritten, unwritable.class()))
            }
        };
        self.record(due, outcome).await
    }

    async fn record(&self, due: &Due, outcome: Result<Accepted, Failure>) -> Result<(), Trouble> {
        let (id, letter, attempts) = (&due.id, due.letter.name(), due.attempts);
        match outcome {
            Ok(accepted) => {
                let mut pauses = AGAIN.iter();
                while let Err(trouble) =
                    post::sent(&self.services, due, accepted.provider_id.as_deref()).await
                {
                    tracing::error!(outbox = %id, letter, %trouble, "a letter was sent, and that could not be written down");
                    // Whoever has it gets it a second time once the lease runs out, under the same key.
                    let Some(pause) = pauses.next() else {
                        return Ok(());
                    };
                    tokio::time::sleep(*pause).await;
                }
                self.remembered.forget(id);
                tracing::info!(outbox = %id, letter, attempts, "letter sent");
            }
            Err(Failure { obstacle, detail }) => {
                let class = obstacle.code();
                match post::failed(&self.services, due, obstacle).await? {
                    Failed::TriedAgain { .. } => {
                        tracing::warn!(outbox = %id, letter, attempts, class, detail, "letter not sent; tried again later");
                    }
                    Failed::GivenUp if obstacle == Obstacle::NotNamed => {
                        self.remembered.forget(id);
                        tracing::info!(outbox = %id, letter, detail, "letter withheld");
                    }
                    Failed::GivenUp => {
                        self.remembered.forget(id);
                        tracing::error!(outbox = %id, letter, attempts, class, detail, "letter given up");
                    }
                }
            }
        }
        Ok(())
    }
}
