//! The worker: takes letters from the outbox, has them written, hands them over, and records what came of it.
//! Mail and SMS have a lane each, so that a mail server that hangs does not hold up a code.

use std::{fmt, sync::Arc, time::Duration};

use domain::post::{Channel, Obstacle};
use flows::{
    Services, Trouble,
    post::{self, Due, Failed, Group, Most, Remembered, Resolved},
};
use tokio::{
    sync::watch,
    task::{JoinError, JoinSet},
    time::{Instant, MissedTickBehavior},
};

use super::{
    Bell, Writer,
    pace::Pace,
    receivers::{Place, Receivers},
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
/// The many of a file.
const OF_MANY: usize = AT_ONCE / 4;

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
    receivers: Arc<Receivers>,
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
            receivers: Arc::default(),
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

    /// Keeps up to [`AT_ONCE`] letters under way: whoever is slow to take one holds up no other, and those to whom strangers write, or
    /// the many of a file, not what single people wait for.
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
                more = taken == free.all && !under_way.pace.is_slow();
                enough = under_way.handful();
                continue;
            }
            tokio::select! {
                Some(done) = under_way.letters.join_next() => {
                    // Its place is free, also where the last look found none: whoever is quick gets the next at once.
                    let limited = is_done(done).is_some_and(|group| group != Group::Single);
                    more |= limited && !under_way.pace.is_slow();
                }
                _ = ear.changed() => (more, enough) = (true, 1),
                _ = look.tick() => (more, enough) = (true, 1),
                changed = stop.changed() => if changed.is_err() { break },
            }
        }
        while let Some(done) = under_way.letters.join_next().await {
            is_done(done);
        }
    }

    /// Every place is had by whoever comes: where time stands still nobody is put off.
    async fn batch(&self, channel: Channel) -> usize {
        let room = &self.0;
        let mut under_way = UnderWay::default();
        let due = self.due(channel, under_way.free()).await;
        let taken = due.len();
        for letter in due {
            under_way.begin(room, letter, None);
        }
        while let Some(done) = under_way.letters.join_next().await {
            is_done(done);
        }
        taken
    }

    /// Takes at most so many letters that are due, and begins to deal with them, or puts them off whose receiver is slow; gives back
    /// how many.
    async fn take(&self, channel: Channel, most: Most, under_way: &mut UnderWay) -> usize {
        let room = &self.0;
        let due = self.due(channel, most).await;
        let (taken, mut put_off) = (due.len(), Vec::new());
        for letter in due {
            let now = Instant::now();
            let to = letter.domain().filter(|_| !letter.is_code());
            let first = letter.group() == Group::Single;
            let place = to.map(|to| room.receivers.place(to, (first, now)));
            match place.transpose() {
                Ok(place) => under_way.begin(room, letter, place),
                Err(pause) => put_off.push((letter, room.services.now().plus(pause))),
            }
        }
        if !put_off.is_empty()
            && let Err(trouble) = post::put_off(&room.services, &put_off).await
        {
            tracing::error!(letters = put_off.len(), %trouble, "letters wait for their lease to run out");
        }
        taken
    }

    async fn due(&self, channel: Channel, most: Most) -> Vec<Due> {
        let room = &self.0;
        let taking = async {
            let ahead = clocks::ahead(&room.services).await?;
            post::take(&room.services, &room.name, channel, most, ahead).await
        };
        taking.await.unwrap_or_else(|trouble| {
            tracing::error!(channel = channel.code(), %trouble, "the outbox cannot be read");
            Vec::new()
        })
    }
}

/// The letters that one lane is dealing with.
#[derive(Default)]
struct UnderWay {
    letters: JoinSet<Group>,
    /// Each letter holds one of its group.
    to_strangers: Arc<()>,
    of_many: Arc<()>,
    pace: Arc<Pace>,
}

impl UnderWay {
    /// How many more there can be.
    fn free(&self) -> Most {
        let at_once = if self.pace.is_slow() { 1 } else { AT_ONCE };
        let of_many = if self.pace.many_rest(Instant::now()) {
            0
        } else {
            OF_MANY
        };
        Most {
            all: at_once.saturating_sub(self.letters.len()),
            to_strangers: TO_STRANGERS.saturating_sub(held(&self.to_strangers)),
            of_many: of_many.saturating_sub(held(&self.of_many)),
        }
    }

    /// Half of the places that single people have now.
    fn handful(&self) -> usize {
        let others = held(&self.to_strangers) + held(&self.of_many);
        AT_ONCE.saturating_sub(others) / 2
    }

    fn begin(&mut self, room: &Arc<Room>, letter: Due, place: Option<Place>) {
        let (room, pace) = (Arc::clone(room), Arc::clone(&self.pace));
        let of_group = match letter.group() {
            Group::Stranger => Some(Arc::clone(&self.to_strangers)),
            Group::OfMany => Some(Arc::clone(&self.of_many)),
            Group::Single => None,
        };
        self.letters.spawn(async move {
            room.deal_with(&letter, &pace, place).await;
            drop(of_group);
            letter.group()
        });
    }
}

/// How many letters hold one of these.
fn held(group: &Arc<()>) -> usize {
    Arc::strong_count(group) - 1
}

/// Of which group a letter was that is done with.
fn is_done(outcome: Result<Group, JoinError>) -> Option<Group> {
    outcome
        .inspect_err(|error| tracing::error!(%error, "a letter was left where it was; it is taken again when its lease runs out"))
        .ok()
}

impl Room {
    async fn deal_with(&self, due: &Due, pace: &Pace, place: Option<Place>) {
        let letter = due.letter.name();
        if let Err(trouble) = self.deliver(due, pace, place).await {
            tracing::error!(outbox = %due.id, letter, %trouble, "a letter could not be dealt with");
            if let Err(trouble) = post::failed(&self.services, due, Obstacle::NotWritten).await {
                tracing::error!(outbox = %due.id, letter, %trouble, "a letter waits for its lease to run out");
            }
        }
    }

    async fn deliver(&self, due: &Due, pace: &Pace, place: Option<Place>) -> Result<(), Trouble> {
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
                let detail = match why {
                    Obstacle::CountryNotAllowed => "no country of policy.countries",
                    _ => "refused here",
                };
                return self.record(due, Err(Failure::new(why, detail))).await;
            }
        };
        let began = Instant::now();
        let outcome = match self.writer.write(&addressed) {
            Ok(Written::Mail(mail)) => self.mail.send(&mail).await,
            Ok(Written::Sms(sms)) => self.sms.send(&sms).await,
            Err(unwritable) => {
                tracing::error!(outbox = %due.id, letter = due.letter.name(), %unwritable, "letter cannot be written");
                Err(Failure::new(Obstacle::NotWritten, unwritable.class()))
            }
        };
        // How long our own database takes after that is no affair of the receiver.
        drop(place);
        let perhaps_silent = match &outcome {
            Ok(_) => pace.left(),
            Err(failure) => {
                pace.hindered(failure.obstacle, (began, Instant::now()));
                false
            }
        };
        self.record(due, outcome).await?;
        if perhaps_silent {
            self.silence_is_over(due.letter.channel()).await;
        }
        Ok(())
    }

    async fn silence_is_over(&self, channel: Channel) {
        match post::silence::is_over(&self.services, channel).await {
            Ok(0) => {}
            Ok(messages) => {
                tracing::info!(
                    channel = channel.code(),
                    messages,
                    "the carrier answers again; what it left unanswered counts no more"
                );
            }
            Err(trouble) => {
                tracing::warn!(channel = channel.code(), %trouble, "what the carrier left unanswered stays counted");
            }
        }
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
