//! The life of a letter: taken by one worker under a lease, then sent, tried again, dropped or given up.
//! Whoever tells what happened must still hold the lease; a worker that was away too long changes nothing.

use std::time::Duration;

use domain::{
    AccountId, AppointmentId, AuthorisationId, ChallengeId, Language, LinkId, Moment, OutboxId,
    post::{Channel, Letter, Obstacle, Whose},
};

use super::{
    Pointless,
    failure::{About, record_failure},
    patience, sql,
    unreadable::Unreadable,
};
use crate::{Services, Tx, challenges, execute, on, trouble::Result};

/// Longer than any sending takes; after it another worker may take the letter. Somebody looks at a telephone for a text message,
/// and a mail server may think about a mail for minutes.
const fn lease(channel: Channel) -> Duration {
    match channel {
        Channel::Sms => Duration::from_secs(2 * 60),
        Channel::Mail => Duration::from_secs(6 * 60),
    }
}

/// So many letters that cannot be read are put back at once, so that this stays short.
const MOST_PUT_BACK: usize = 500;

/// A letter that is due, held by one worker.
#[derive(Clone, Debug)]
pub struct Due {
    /// Names the letter.
    pub id: OutboxId,
    /// What it says.
    pub letter: Letter,
    /// In which language.
    pub language: Language,
    /// How often it was tried, this time included.
    pub attempts: u32,
    /// When it was queued.
    pub created_at: Moment,
    pub(super) account: Option<AccountId>,
    pub(super) authorisation: Option<AuthorisationId>,
    pub(super) address: Option<String>,
    pub(super) link: Option<LinkId>,
    pub(super) challenge: Option<ChallengeId>,
    pub(super) appointment: Option<AppointmentId>,
    /// What stood in the way the last time, and since when it was the affair of whose it is.
    hindered: Option<(Obstacle, Moment)>,
    /// How often it may have left, as of the times before.
    unanswered: u32,
    worker: String,
    next_at: i64,
    group: Group,
    mailbox: Option<String>,
}

/// Letters that share places, of which one group takes none from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// One that goes where somebody wanted whom nobody knows yet: to nobody who ever was in.
    Stranger,
    /// One of the many of a file.
    OfMany,
    /// What somebody whom we know waits for.
    Single,
}

impl Due {
    /// Whether it may have left so often that one more would be a copy too many: nodes that stopped while they waited for an answer
    /// could not give it up.
    pub const fn left_often(&self) -> bool {
        self.challenge.is_none() && self.unanswered >= patience::MOST_UNSURE
    }

    /// With which letters it shares places.
    pub const fn group(&self) -> Group {
        self.group
    }

    /// The domain of the mailbox that it goes to; `None` for a question, and for a text message.
    pub fn domain(&self) -> Option<&str> {
        let mailbox = self.address.as_deref().or(self.mailbox.as_deref());
        let mailbox = mailbox.filter(|_| !self.is_question())?;
        let is_mail = self.letter.channel() == Channel::Mail;
        mailbox
            .rsplit_once('@')
            .filter(|_| is_mail)
            .map(|(_, domain)| domain)
    }

    /// Whether somebody waits for it with a page open.
    pub const fn is_code(&self) -> bool {
        self.challenge.is_some()
    }

    /// Whether a stranger asked something: then [`super::questions::answer`] deals with it, and nothing is sent.
    pub const fn is_question(&self) -> bool {
        self.letter.is_question()
    }
}

/// What follows from a failed try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// It is tried again.
    TriedAgain {
        /// From this moment on.
        at: Moment,
    },
    /// It was given up, and that is on record.
    GivenUp,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    letter: String,
    language: String,
    account_id: Option<String>,
    authorisation_id: Option<String>,
    address: Option<String>,
    facts: String,
    link_id: Option<String>,
    challenge_id: Option<String>,
    appointment_id: Option<String>,
    attempts: i64,
    next_at: i64,
    created_at: i64,
    last_error: Option<String>,
    hindered_since: Option<i64>,
    unanswered: i64,
    to_stranger: i64,
    of_many: i64,
    mailbox: Option<String>,
}

impl Row {
    /// `None` for the letter if this version cannot read it.
    fn read(self, worker: &str) -> Result<Due, Box<Unreadable>> {
        let letter = serde_json::from_str::<Letter>(&self.facts).ok();
        let id = OutboxId::from_trusted(self.id);
        let Some(letter) = letter.filter(|letter| letter.name() == self.letter) else {
            return Err(Box::new(Unreadable {
                id,
                name: self.letter,
                account: self.account_id.map(AccountId::from_trusted),
                authorisation: self.authorisation_id.map(AuthorisationId::from_trusted),
                attempts: self.attempts,
                created_at: Moment::from_unix_ms(self.created_at),
                challenge: self.challenge_id.map(ChallengeId::from_trusted),
            }));
        };
        Ok(Due {
            id,
            letter,
            language: Language::from_code(&self.language).unwrap_or_default(),
            attempts: u32::try_from(self.attempts).unwrap_or(u32::MAX),
            created_at: Moment::from_unix_ms(self.created_at),
            account: self.account_id.map(AccountId::from_trusted),
            authorisation: self.authorisation_id.map(AuthorisationId::from_trusted),
            address: self.address,
            link: self.link_id.map(LinkId::from_trusted),
            challenge: self.challenge_id.map(ChallengeId::from_trusted),
            appointment: self.appointment_id.map(AppointmentId::from_trusted),
            hindered: self
                .last_error
                .and_then(|code| Obstacle::from_code(&code))
                .zip(self.hindered_since.map(Moment::from_unix_ms)),
            unanswered: u32::try_from(self.unanswered).unwrap_or(u32::MAX),
            worker: worker.to_owned(),
            next_at: self.next_at,
            group: match (self.of_many, self.to_stranger) {
                (1, _) => Group::OfMany,
                (_, 1) => Group::Stranger,
                _ => Group::Single,
            },
            mailbox: self.mailbox,
        })
    }
}

/// How many letters are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Most {
    /// Of all.
    pub all: usize,
    /// Of those to nobody who ever was in: they go where somebody else wanted, to a server that may be slow on purpose.
    pub to_strangers: usize,
    /// Of the many of a file, when there are places left.
    pub of_many: usize,
}

impl Most {
    /// How many of a group are still taken beside these.
    fn left_of(&self, group: Group, taken: &[Due]) -> usize {
        let most = match group {
            Group::Stranger => self.to_strangers,
            Group::OfMany => self.of_many,
            Group::Single => self.all,
        };
        let of_group = taken.iter().filter(|due| due.group == group).count();
        let all = self.all.saturating_sub(taken.len());
        most.saturating_sub(of_group).min(all)
    }
}

/// Takes letters of one channel that are due, the most overdue first, for `worker` alone.
///
/// Channels are taken apart, so that a mail server that hangs does not hold up a code. A letter that this version cannot
/// read (written by a newer one, while nodes are being replaced) is put back for a while, or ended once it is of no use to
/// anybody, and others are taken instead: a thousand of them must not keep those from leaving that come after them (SEC-74).
///
/// `ahead` is by how many milliseconds the clock of this node goes before that of the database. Leases are told by the latter,
/// or a node would take what another is sending, or lend what the others take from it.
pub async fn take(
    services: &Services,
    worker: &str,
    channel: Channel,
    most: Most,
    ahead: i64,
) -> Result<Vec<Due>> {
    let now = services.now();
    let there = now.unix_ms().saturating_sub(ahead);
    let mut tx = services.db.write_lightly().await?;
    let (mut due, mut put_back) = (Vec::with_capacity(most.all), 0);
    let mut groups = [
        (sql::TAKE_STRANGERS, Group::Stranger),
        (sql::TAKE, Group::Single),
        (sql::TAKE_MANY, Group::OfMany),
        (sql::TAKE_MANY_STRANGERS, Group::OfMany),
    ];
    // Of several places strangers have theirs; of one they have none that somebody whom we know waits for.
    if most.all == 1 {
        groups.swap(0, 1);
    }
    for (statement, group) in groups {
        loop {
            let limit = most.left_of(group, &due);
            if limit == 0 || put_back >= MOST_PUT_BACK {
                break;
            }
            let rows: Vec<Row> = on!(&mut tx, |c| sqlx::query_as(statement)
                .bind(worker)
                .bind(Moment::from_unix_ms(there).plus(lease(channel)).unix_ms())
                .bind(channel.code())
                .bind(now.unix_ms())
                .bind(i64::try_from(limit).unwrap_or(i64::MAX))
                .bind(there)
                .fetch_all(c))?;
            let (taken, before) = (rows.len(), due.len());
            for row in rows {
                match row.read(worker) {
                    Ok(letter) => due.push(letter),
                    Err(unreadable) => {
                        tracing::error!(outbox = %unreadable.id, "a letter in the outbox cannot be read by this version");
                        let useless = unreadable.is_useless_from(&services.policy);
                        if now < useless {
                            unreadable
                                .put_back(&mut tx, now, now.plus(lease(channel)))
                                .await?;
                        } else {
                            unreadable
                                .end(&mut tx, services, worker, channel, now)
                                .await?;
                        }
                        put_back += 1;
                    }
                }
            }
            if due.len() - before == taken {
                break;
            }
        }
    }
    tx.commit().await?;
    due.sort_by(|a, b| (a.next_at, &a.id).cmp(&(b.next_at, &b.id)));
    Ok(due)
}

/// Lets go of letters that were taken and not tried, each until a moment.
pub async fn put_off(services: &Services, letters: &[(Due, Moment)]) -> Result<()> {
    let mut tx = services.db.write_lightly().await?;
    for (due, until) in letters {
        execute!(
            &mut tx,
            sql::PUT_OFF,
            due.id.as_str(),
            &due.worker,
            i64::from(due.attempts),
            until.unix_ms(),
        )?;
    }
    tx.commit().await
}

/// The letter was accepted by who carries it on; `provider_id` is their name for it.
pub async fn sent(services: &Services, due: &Due, provider_id: Option<&str>) -> Result<()> {
    let mut tx = services.db.write_lightly().await?;
    end(&mut tx, due, services.now(), "sent", None, provider_id).await?;
    tx.commit().await
}

/// The letter has no point any more. One that lost it while it was held up is given up: somebody waited for it.
pub async fn dropped(services: &Services, due: &Due, why: Pointless) -> Result<()> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    match due.hindered {
        Some((obstacle, _)) if why.is_late() => {
            give_up(&mut tx, services, due, now, obstacle).await?;
        }
        hindered => {
            if end(&mut tx, due, now, "dropped", Some(why.code()), None).await? {
                let obstacle = hindered.map(|(obstacle, _)| obstacle);
                give_back(&mut tx, services, due, obstacle).await?;
            }
        }
    }
    tx.commit().await
}

/// The letter did not leave, because of `obstacle`: it is tried again, or given up where that is of no use.
pub async fn failed(services: &Services, due: &Due, obstacle: Obstacle) -> Result<Failed> {
    let now = services.now();
    let since = match due.hindered {
        Some((before, since)) if before.whose() == obstacle.whose() => since,
        _ => now,
    };
    let unanswered = due
        .unanswered
        .saturating_add(u32::from(obstacle.may_have_left()));
    // A mail server that has lost its directory, or the way to others, knows nobody: who had a mail lately is tried for a while.
    let kept_for = if obstacle == Obstacle::NoSuchAddress && had_mail(services, due, now).await? {
        Obstacle::RefusedUnexplained
    } else {
        obstacle
    };
    let hindered = (kept_for, since, unanswered);
    let next = patience::next_try(due, &services.policy, hindered, now);
    let mut tx = services.db.write().await?;
    let outcome = match next {
        Some(at) => {
            execute!(
                &mut tx,
                sql::WAIT,
                due.id.as_str(),
                &due.worker,
                i64::from(due.attempts),
                at.unix_ms(),
                kept_for.code(),
                since.unix_ms(),
                i64::from(unanswered),
            )?;
            Failed::TriedAgain { at }
        }
        None => {
            give_up(&mut tx, services, due, now, obstacle).await?;
            Failed::GivenUp
        }
    };
    tx.commit().await?;
    Ok(outcome)
}

/// Whether another letter to this mailbox left within [`patience::KEPT`].
async fn had_mail(services: &Services, due: &Due, now: Moment) -> Result<bool> {
    let account = due.account.as_ref().map(AccountId::as_str);
    let mut tx = services.db.look().await?;
    let (had,): (bool,) = on!(&mut tx, |c| sqlx::query_as(sql::HAD_MAIL)
        .bind(account)
        .bind(now.minus(patience::KEPT).unix_ms())
        .fetch_one(c))?;
    Ok(had)
}

/// Recorded, so that the admin and the service desk see it; whether the receiver was the reason, or we, or the settings, shows
/// in the state.
async fn give_up(
    tx: &mut Tx,
    services: &Services,
    due: &Due,
    now: Moment,
    obstacle: Obstacle,
) -> Result<()> {
    let state = match obstacle.whose() {
        Whose::Receivers => "failed",
        Whose::Ours => "expired",
        Whose::Settings => "withheld",
    };
    if end(tx, due, now, state, Some(obstacle.code()), None).await? {
        give_back(tx, services, due, Some(obstacle)).await?;
        let about = About {
            account: due.account.as_ref(),
            authorisation: due.authorisation.as_ref(),
            letter: due.letter.name(),
            channel: due.letter.channel(),
        };
        record_failure(tx, &about, now, obstacle.code()).await?;
    }
    Ok(())
}

/// A code that did not leave spent nothing, unless its number is why or it may have left all the same.
async fn give_back(
    tx: &mut Tx,
    services: &Services,
    due: &Due,
    obstacle: Option<Obstacle>,
) -> Result<()> {
    let refused = obstacle.is_some_and(|why| why.whose() == Whose::Receivers);
    let may_have_left = due.unanswered > 0 || obstacle.is_some_and(Obstacle::may_have_left);
    match &due.challenge {
        Some(challenge) if !refused && !may_have_left => {
            let channel = due.letter.channel();
            challenges::never_left(tx, services, challenge, channel, due.created_at).await
        }
        _ => Ok(()),
    }
}

/// Since when the most overdue letter could have left; `None` if nothing waits. A queue that stalls shows here, a letter
/// that waits for its next try does not.
pub async fn oldest_waiting(services: &Services) -> Result<Option<Moment>> {
    let mut tx = services.db.read().await?;
    let (oldest,): (Option<i64>,) = on!(&mut tx, |c| sqlx::query_as(sql::OLDEST)
        .bind(services.now().unix_ms())
        .fetch_one(c))?;
    Ok(oldest.map(Moment::from_unix_ms))
}

/// `false` if another worker holds the letter by now.
async fn end(
    tx: &mut Tx,
    due: &Due,
    now: Moment,
    state: &str,
    why: Option<&str>,
    provider_id: Option<&str>,
) -> Result<bool> {
    let ended = execute!(
        tx,
        sql::END,
        due.id.as_str(),
        &due.worker,
        i64::from(due.attempts),
        state,
        now.unix_ms(),
        why,
        provider_id,
    )?;
    Ok(ended == 1)
}
