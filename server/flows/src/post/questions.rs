//! Questions of strangers. A request looks nothing up: it spends budgets and leaves one row, the same for every address;
//! the worker answers it later, by mail to whom it concerns, or with nothing (SEC-01, SEC-03, SEC-24).

use std::time::Duration;

use domain::{EmailAddress, Language, Moment, OutboxId, post::Letter};

use crate::{
    Services, Tx, appointments,
    budgets::{Budget, Common, HOUR},
    execute, help,
    login::{self, DeviceCookie},
    on, reset,
    secrets::Purpose,
    trouble::{Result, Trouble},
    who_is_my_admin,
};

const ASK: &str = "
insert into outbox (id, channel, letter, language, address, facts, state, attempts, next_at, created_at, ended_at)
values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $8, $9)";

/// Takes a question to answer it, once; the row stays locked until the commit.
const TAKE: &str = "
update outbox set state = 'sent', ended_at = $2, leased_by = null, leased_until = null
where id = $1 and state not in ('sent', 'dropped')
returning facts, address, language";

const DROP: &str = "update outbox set state = 'dropped' where id = $1";

/// Somebody we do not know, and the address typed.
#[derive(Clone, Copy, Debug)]
pub struct Stranger<'a> {
    /// The address typed.
    pub email: &'a EmailAddress,
    /// Where the request comes from ([`crate::budgets::network_of`]).
    pub network: &'a str,
    /// What the browser holds from earlier logins.
    pub device: &'a DeviceCookie,
    /// Language of the page, for an answer to an address that we do not know.
    pub language: Language,
}

/// What came of putting a question: the same for every address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It lies there; whether it is answered is nobody's business but the mailbox's.
    Left,
    /// So many were put from this network that it does not.
    TooManyHere {
        /// When there is room again.
        until: Moment,
    },
}

/// How often one address may be asked about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Often {
    /// What is asked, as the name of a budget.
    pub what: &'static str,
    pub window: Duration,
    pub limit: u32,
}

impl Often {
    /// The budget of an address; the address itself is not kept.
    pub fn budget(&self, services: &Services, email: &EmailAddress) -> Budget {
        let whose = services.keys.keyed_hash(Purpose::Budget, &email.mailbox());
        Budget::new(format!("{}:{whose}", self.what), self.window, self.limit)
    }
}

/// Leaves a question. Over the budget of the address the row is written all the same, but nobody answers it: whoever asks
/// is not told, for it would tell that the address was asked about. A network that asked enough
/// is told, whoever it asked about.
///
/// Somebody who asks about one address again and again spends nothing of the network any more, and a browser with which
/// somebody got in has a budget of its own: neither a colleague nor a stranger silences an office.
pub(crate) async fn leave(
    services: &Services,
    stranger: &Stranger<'_>,
    question: &Letter,
    often: Often,
) -> Result<Put> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let address = often.budget(services, stranger.email);
    let from_here = address.of_one_network(&services.keys, stranger.network);
    let asked = if !from_here.spend(&mut tx, now).await? {
        Put::Left
    } else if let Err(until) = may_ask(&mut tx, services, stranger, now).await? {
        from_here.give_back(&mut tx, now).await?;
        Put::TooManyHere { until }
    } else {
        let within = address.spend(&mut tx, now).await?;
        write(&mut tx, services, now, stranger, question, within).await?;
        Put::Left
    };
    tx.commit().await?;
    Ok(asked)
}

/// Whether one more question may come from there; else when.
async fn may_ask(
    tx: &mut Tx,
    services: &Services,
    stranger: &Stranger<'_>,
    now: Moment,
) -> Result<Result<(), Moment>> {
    let letters = Common {
        what: "letters",
        window: HOUR,
        per_network: services.policy.letters_per_network_hour,
        overall: None,
    };
    let (keys, policy) = (&services.keys, &services.policy);
    if let Some(account) = stranger.device.got_in_with(keys, policy, now)
        && letters.of_known(account).spend(tx, now).await?
    {
        return Ok(Ok(()));
    }
    let asked = letters.spend(tx, services, stranger.network, now).await?;
    Ok(asked.map(|_| ()))
}

/// Leaves a question that nobody put: it follows from what happened at an address, in the transaction of that.
pub(crate) async fn leave_in(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    email: &EmailAddress,
    question: &Letter,
    often: Often,
) -> Result<()> {
    let within = often.budget(services, email).spend(tx, now).await?;
    let stranger = Stranger {
        email,
        network: "",
        device: &DeviceCookie::default(),
        language: Language::default(),
    };
    write(tx, services, now, &stranger, question, within).await
}

async fn write(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    stranger: &Stranger<'_>,
    question: &Letter,
    within: bool,
) -> Result<()> {
    let (state, ended_at) = if within {
        ("waiting", None)
    } else {
        ("dropped", Some(now.unix_ms()))
    };
    execute!(
        tx,
        ASK,
        services.new_id()?,
        question.channel().code(),
        question.name(),
        stranger.language.code(),
        stranger.email.typed(),
        serde_json::to_string(question)?,
        state,
        now.unix_ms(),
        ended_at,
    )?;
    Ok(())
}

/// A question being answered.
pub(crate) struct Asked<'a> {
    /// The address typed.
    pub email: &'a EmailAddress,
    /// Language of the page where it was typed.
    pub language: Language,
    /// This moment.
    pub now: Moment,
}

/// Answers a question: real letters take its place, or nothing does. For the worker, which calls it for every
/// letter of which [`Letter::is_question`] is true instead of sending it. A question answered before is left alone.
pub async fn answer(services: &Services, question: &OutboxId) -> Result<()> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let row: Option<(String, Option<String>, String)> = on!(&mut tx, |c| sqlx::query_as(TAKE)
        .bind(question.as_str())
        .bind(now.unix_ms())
        .fetch_optional(c))?;
    let Some((facts, address, language)) = row else {
        return Ok(());
    };
    let email = EmailAddress::parse(&address.unwrap_or_default())
        .map_err(|_| Trouble::stored("outbox", "address", question.as_str()))?;
    let asked = Asked {
        email: &email,
        language: Language::from_code(&language).unwrap_or_default(),
        now,
    };
    if !answer_in(&mut tx, services, &asked, serde_json::from_str(&facts)?).await? {
        execute!(&mut tx, DROP, question.as_str())?;
    }
    tx.commit().await
}

async fn answer_in(
    tx: &mut Tx,
    services: &Services,
    asked: &Asked<'_>,
    question: Letter,
) -> Result<bool> {
    match question {
        Letter::AskedForReset => reset::answer(tx, services, asked).await,
        Letter::AskedForMyAdmin => who_is_my_admin::answer(tx, services, asked).await,
        Letter::AskedAdminForHelp { kind } => help::answer(tx, services, asked, kind).await,
        Letter::AskedToAppoint { appointment } => {
            appointments::appoint(tx, services, asked.now, &appointment).await
        }
        Letter::AskedToAnnounce { appointment } => {
            appointments::announce(tx, services, asked.now, &appointment).await
        }
        Letter::AskedToWarn { until } => login::warn(tx, services, asked, until).await,
        _ => Err(Trouble::Program(
            "a letter that is no question was to be answered",
        )),
    }
}
