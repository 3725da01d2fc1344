//! Is it really them? A code goes to the number or the mailbox that we know; the caller reads it out, the agent types it.
//! What follows is a [`CheckedCaller`]: for this agent, this person and half an hour. No deed goes without one.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, ChallengeId, Moment,
    post::{Channel, Letter},
    shared::code::TypedCode,
};
use serde_json::json;

use super::{Refusal, counts, four_eyes::About, organisation::questions, sql, stored::Here};
use crate::{
    Permit, Services, Tx,
    audit::{self, Actor, Entry, Event},
    budgets::{Budget, DAY, give_all_back, spend_all},
    caller::right::{DeskWork, SeeDesk},
    challenges::{self, Answer, Asker, Purpose},
    execute,
    eyes::{self, Whom},
    on, owner,
    trouble::{Result, readable},
};

/// So long a checked caller stays checked.
pub const CHECKED: Duration = Duration::from_secs(30 * 60);
/// Wrong codes for one person a day that one agent types. A colleague goes on, with the codes of a check of their own.
const WRONG_PER_AGENT_DAY: u32 = 10;
/// The same of all agents together: far more than a guess in a million needs to be hopeless, and more than one alone spends.
const WRONG_PER_DAY: u32 = 100;
/// So long it is known whom an agent checked: as long as who did what matters day by day.
pub(super) const KEPT: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// Proof that an agent knows whom they are talking to. Only this module makes one.
#[derive(Clone, Debug)]
pub struct CheckedCaller {
    permit: Permit<DeskWork>,
    whom: AuthorisationId,
    until: Moment,
}

impl CheckedCaller {
    /// The agent's own right.
    pub const fn permit(&self) -> &Permit<DeskWork> {
        &self.permit
    }

    /// Who calls.
    pub const fn whom(&self) -> &AuthorisationId {
        &self.whom
    }

    /// Until when it counts.
    pub const fn until(&self) -> Moment {
        self.until
    }
}

/// A code that an agent waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Where it went.
    pub channel: Channel,
    /// When it was sent: a second press within half a minute sends no other.
    pub sent_at: Moment,
    /// When another one can be sent.
    pub again_at: Moment,
    check: String,
    challenge: ChallengeId,
}

/// What came of a code that was read out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is them.
    Right,
    /// It is not the code.
    Wrong {
        /// Tries left.
        tries_left: u32,
    },
    /// The code is too old.
    Expired,
    /// Too many tries, or no code was asked for: send a new one.
    Over,
    /// Too many wrong codes for this person today.
    TooManyToday,
}

/// Until when this agent has this person checked; `None` if not, or not any more.
pub async fn checked_until(
    tx: &mut Tx,
    permit: &Permit<SeeDesk>,
    whom: &AuthorisationId,
    now: Moment,
) -> Result<Option<Moment>> {
    let (passed,): (Option<i64>,) = on!(tx, |c| sqlx::query_as(sql::CALLER_PASSED)
        .bind(permit.by().as_str())
        .bind(whom.as_str())
        .bind(now.minus(CHECKED).unix_ms())
        .fetch_one(c))?;
    Ok(passed.map(|at| Moment::from_unix_ms(at).plus(CHECKED)))
}

/// The proof, if this agent has this person checked.
pub async fn checked(
    services: &Services,
    permit: &Permit<DeskWork>,
    whom: &AuthorisationId,
) -> Result<Option<CheckedCaller>> {
    let mut tx = services.db.look().await?;
    let until = checked_until(&mut tx, &permit.see(), whom, services.now()).await?;
    Ok(until.map(|until| CheckedCaller {
        permit: permit.clone(),
        whom: whom.clone(),
        until,
    }))
}

/// The code that this agent waits for, of this person.
pub async fn asked(
    services: &Services,
    permit: &Permit<SeeDesk>,
    whom: &AuthorisationId,
) -> Result<Option<Asked>> {
    let mut tx = services.db.look().await?;
    asked_in(&mut tx, services, permit, whom).await
}

async fn asked_in(
    tx: &mut Tx,
    services: &Services,
    permit: &Permit<SeeDesk>,
    whom: &AuthorisationId,
) -> Result<Option<Asked>> {
    let row: Option<(String, String, String, i64)> =
        on!(tx, |c| sqlx::query_as(sql::ASKED_CALLER)
            .bind(permit.by().as_str())
            .bind(whom.as_str())
            .fetch_optional(c))?;
    let pause = services.policy.code.pause_between_sends;
    row.map(|(check, channel, challenge, sent)| {
        Ok(Asked {
            channel: readable(
                Channel::from_code(&channel),
                "caller_check",
                "channel",
                &check,
            )?,
            sent_at: Moment::from_unix_ms(sent),
            again_at: Moment::from_unix_ms(sent).plus(pause),
            check,
            challenge: ChallengeId::from_trusted(challenge),
        })
    })
    .transpose()
}

/// Sends the code that the caller has to read out. A second press within half a minute waits for the first code.
pub async fn send(
    services: &Services,
    permit: &Permit<DeskWork>,
    whom: &AuthorisationId,
    channel: Channel,
) -> Result<Result<(), Refusal>> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    let Some(here) = super::person::find(&mut tx, whom, now).await? else {
        return Ok(Err(Refusal::NotHere));
    };
    let caller = Whom::account(&here.account).with_mobile(&here.mobile);
    let tie = eyes::tie(&mut tx, services, permit.by(), caller).await?;
    if tie.is_some() {
        return Ok(Err(Refusal::Yourself));
    }
    let language = owner::lock(&mut tx, &here.account).await?.language;
    // Once more behind the lock: the number may have changed while we waited for it.
    let Some(here) = super::person::find(&mut tx, whom, now).await? else {
        return Ok(Err(Refusal::NotHere));
    };
    if channel == Channel::Mail && !here.has_mailbox {
        return Ok(Err(Refusal::NoMailbox));
    }
    let see = permit.see();
    if let Some(asked) = asked_in(&mut tx, services, &see, whom).await? {
        if asked.channel == channel && now < asked.again_at {
            return Ok(Ok(()));
        }
        challenges::close(&mut tx, &asked.challenge, now).await?;
    }
    let limit = services.policy.desk_codes_per_day;
    let sent_today = Budget::new(format!("desk-codes:{}", permit.by()), DAY, limit);
    if !sent_today.spend(&mut tx, now).await? {
        let until = sent_today.window_end(now);
        return Ok(Err(Refusal::SentTooMany { until }));
    }
    // Whoever waits to be called did not call: told to hang up then, nobody could be helped.
    let questions = questions(&mut tx, sql::OPEN_HELP_OF, whom.as_str()).await?;
    let asked = questions
        .iter()
        .rfind(|one| one.at_desk)
        .map(|one| one.since);
    let new = challenges::New {
        purpose: Purpose::CallerCheck,
        account: &here.account,
        authorisation: whom,
        mobile: &here.mobile,
        // An agent's own budget, as that of a network: how many codes one may send that nobody reads out.
        network: permit.by().as_str(),
        asker: Asker::Agent,
        language,
        letter: match channel {
            Channel::Sms => Letter::CallerCheck { asked },
            Channel::Mail => Letter::CallerCheckMail { asked },
        },
        link: None,
        new_password: None,
        new_mobile: None,
    };
    let challenge = match challenges::open(&mut tx, services, now, new).await? {
        Ok(challenge) => challenge,
        Err(too_many) => return Ok(Err(Refusal::TooManyCodes(too_many))),
    };
    execute!(
        &mut tx,
        sql::ASK_CALLER,
        services.new_id()?,
        permit.by().as_str(),
        whom.as_str(),
        channel.code(),
        challenge.as_str(),
        now.unix_ms(),
    )?;
    record(&mut tx, now, Event::CallerCheckSent, permit, &here, channel)?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Holds what the caller read out against the code that was sent.
pub async fn check(
    services: &Services,
    permit: &Permit<DeskWork>,
    whom: &AuthorisationId,
    typed: &TypedCode,
) -> Result<Told> {
    let now = services.now();
    let mut tx = permit.begin(services).await?;
    let Some(here) = super::person::find(&mut tx, whom, now).await? else {
        return Ok(Told::Over);
    };
    let Some(asked) = asked_in(&mut tx, services, &permit.see(), whom).await? else {
        return Ok(Told::Over);
    };
    // The person before their budget, as every code that is typed.
    owner::lock(&mut tx, &here.account).await?;
    let by = permit.by();
    let own = format!("wrong-checks:{whom} by {by}");
    let budgets = [
        Budget::new(own, DAY, WRONG_PER_AGENT_DAY),
        Budget::new(format!("wrong-checks:{whom}"), DAY, WRONG_PER_DAY),
    ];
    if spend_all(&mut tx, &budgets, now).await?.is_err() {
        return Ok(Told::TooManyToday);
    }
    let purpose = Purpose::CallerCheck;
    let answered =
        challenges::answer(&mut tx, services, now, &asked.challenge, purpose, typed).await?;
    let told = match answered {
        Answer::Right(_) => {
            execute!(&mut tx, sql::PASS_CALLER, &asked.check, now.unix_ms())?;
            Told::Right
        }
        Answer::Wrong { tries_left: 0, .. } | Answer::Over => Told::Over,
        Answer::Wrong { tries_left, .. } | Answer::Earlier { tries_left } => {
            Told::Wrong { tries_left }
        }
        Answer::Expired => Told::Expired,
    };
    let wrong = matches!(answered, Answer::Wrong { .. });
    if !wrong {
        give_all_back(&mut tx, &budgets, now).await?;
    }
    let event = match told {
        Told::Right => Some(Event::CallerChecked),
        _ if wrong => Some(Event::CallerNotKnown),
        _ => None,
    };
    if let Some(event) = event {
        counts::add(&mut tx, now, event.code(), "").await?;
        record(&mut tx, now, event, permit, &here, asked.channel)?;
    }
    tx.commit().await?;
    Ok(told)
}

/// Whoever passed for somebody passes no more, and calls anew; but for the last check by this agent for this access, by which
/// the owner is on the line.
pub(crate) async fn forget_checks(
    tx: &mut Tx,
    about: About<'_>,
    kept: Option<(&AccountId, &AuthorisationId)>,
) -> Result<()> {
    let (statement, id) = match about {
        About::Account(account) => (sql::FORGET_CHECKS_OF_ACCOUNT, account.as_str()),
        About::Access(access) => (sql::FORGET_CHECKS_OF_ACCESS, access.as_str()),
    };
    let kept = kept.map(|(agent, access)| (agent.as_str(), access.as_str()));
    let (agent, access) = kept.unwrap_or_default();
    execute!(tx, statement, id, agent, access)?;
    Ok(())
}

fn record(
    tx: &mut Tx,
    now: Moment,
    event: Event,
    permit: &Permit<DeskWork>,
    here: &Here,
    channel: Channel,
) -> Result<()> {
    let entry = Entry::new(event, Actor::Desk(permit.by()))
        .account(&here.account)
        .authorisation(&here.id)
        .organisation(&here.organisation.id)
        .facts(json!({ "channel": channel.code() }));
    audit::record(tx, now, entry)
}
