//! A fresh second factor before a deed that matters: a code to the caller's own number that names the deed (SEC-41).
//! Five tries per code, ten wrong ones a day; a wrong code here locks the deed and never the account.

use domain::{
    ChallengeId, Moment,
    post::{Deed, Letter},
    shared::code::TypedCode,
};

use crate::{
    Caller, Services, Tx,
    audit::{self, Actor, Entry, Event},
    budgets::{Budget, DAY},
    challenges::{self, Answer, Asker, NotAgain, Purpose, TooManyMessages},
    places,
    trouble::{Result, Trouble},
};

/// Wrong codes of somebody who is logged in, a day (SEC-29).
const WRONG_CODES_PER_DAY: u32 = 10;

/// What came of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Right: the second factor is as fresh as this moment.
    Done {
        /// To be kept in the session.
        at: Moment,
    },
    /// Wrong.
    Wrong {
        /// Tries left.
        tries_left: u32,
    },
    /// From an earlier message, and too old or for another deed.
    Earlier,
    /// Too old: ask for a new one.
    Expired,
    /// Over: ask for a new one.
    Over,
    /// Too many wrong codes today.
    TooManyToday {
        /// When a code is looked at again.
        until: Moment,
    },
}

/// Sends a code for one deed, `whom` being who it is done to. `network` as in [`crate::login::Attempt`].
pub async fn start(
    services: &Services,
    caller: &Caller,
    deed: Deed,
    whom: Option<&str>,
    network: &str,
) -> Result<Result<ChallengeId, TooManyMessages>> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let place = places::of(&mut tx, caller.account(), now)
        .await?
        .into_iter()
        .find(|place| place.authorisation == *caller.authorisation())
        .ok_or_else(|| Trouble::missing("authorisation", "id", caller.authorisation().as_str()))?;
    let new = challenges::New {
        purpose: Purpose::StepUp,
        account: caller.account(),
        authorisation: caller.authorisation(),
        mobile: &place.mobile,
        network,
        asker: Asker::LoggedIn,
        language: caller.language,
        letter: letter(deed, whom),
        link: None,
        new_password: None,
        new_mobile: None,
    };
    let opened = challenges::open(&mut tx, services, now, new).await?;
    tx.commit().await?;
    Ok(opened)
}

/// Sends the code again, for the same deed.
pub async fn send_again(
    services: &Services,
    caller: &Caller,
    challenge: &ChallengeId,
    deed: Deed,
    whom: Option<&str>,
) -> Result<Result<(), NotAgain>> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    if !is_of(&mut tx, caller, challenge, Purpose::StepUp).await? {
        return Ok(Err(NotAgain::Over));
    }
    let letter = letter(deed, whom);
    let sent =
        challenges::send_again(&mut tx, services, now, challenge, caller.language, letter).await?;
    if sent.is_ok() {
        tx.commit().await?;
    }
    Ok(sent)
}

/// Checks a code.
pub async fn finish(
    services: &Services,
    caller: &Caller,
    challenge: &ChallengeId,
    typed: &TypedCode,
) -> Result<Outcome> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let answered = match answer_counted(
        &mut tx,
        services,
        now,
        caller,
        (challenge, Purpose::StepUp),
        typed,
    )
    .await?
    {
        Ok(answered) => answered,
        Err(until) => return Ok(Outcome::TooManyToday { until }),
    };
    let outcome = match answered {
        Answer::Right(_) => {
            let entry = Entry::new(Event::SteppedUp, Actor::Person(caller.account()))
                .account(caller.account())
                .authorisation(caller.authorisation())
                .organisation(caller.organisation());
            audit::record(&mut tx, now, entry)?;
            Outcome::Done { at: now }
        }
        Answer::Wrong { tries_left: 0, .. } | Answer::Over => Outcome::Over,
        Answer::Wrong { tries_left, .. } => Outcome::Wrong { tries_left },
        Answer::Earlier { .. } => Outcome::Earlier,
        Answer::Expired => Outcome::Expired,
    };
    tx.commit().await?;
    Ok(outcome)
}

/// Checks a code of somebody who is logged in. Counted as wrong beforehand, and taken back unless it was.
/// `Err`: too many wrong ones today, none is looked at until then.
pub(crate) async fn answer_counted(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    caller: &Caller,
    (challenge, purpose): (&ChallengeId, Purpose),
    typed: &TypedCode,
) -> Result<Result<Answer, Moment>> {
    if !is_of(tx, caller, challenge, purpose).await? {
        return Ok(Ok(Answer::Over));
    }
    let budget = Budget::new(
        format!("wrong-codes:{}", caller.account()),
        DAY,
        WRONG_CODES_PER_DAY,
    );
    if !budget.spend(tx, now).await? {
        return Ok(Err(budget.window_end(now)));
    }
    let answered = challenges::answer(tx, services, now, challenge, purpose, typed).await?;
    if let Answer::Wrong { .. } = answered {
        let entry = Entry::new(Event::CodeWrong, Actor::Person(caller.account()))
            .account(caller.account())
            .authorisation(caller.authorisation());
        audit::record(tx, now, entry)?;
    } else {
        budget.give_back(tx, now).await?;
    }
    Ok(Ok(answered))
}

/// Whether a challenge was put to this caller, here, for this purpose.
async fn is_of(
    tx: &mut Tx,
    caller: &Caller,
    challenge: &ChallengeId,
    purpose: Purpose,
) -> Result<bool> {
    let found = challenges::find(tx, challenge).await?;
    Ok(found.is_some_and(|found| {
        found.purpose == purpose
            && found.account == *caller.account()
            && found.authorisation == *caller.authorisation()
    }))
}

fn letter(deed: Deed, whom: Option<&str>) -> Letter {
    Letter::StepUpCode {
        deed,
        whom: whom.map(str::to_owned),
    }
}
