//! Asking for a new mobile number while one still has access: password and a fresh code from the old number first,
//! then a code to the new one (SEC-34). An admin's own number is changed by the service desk.

use domain::{
    AccountId, AuthorisationId, ChallengeId, MobileNumber, Moment, TypedPassword, post::Letter,
};

use super::{
    Browser,
    password::{Checked, check_present},
};
use crate::{
    Caller, Services, Tx, address_change,
    challenges::{self, Asker, NotAgain, Purpose, TooManyMessages},
    owner, people,
    places::{self, Place},
    trouble::{Result, Trouble},
};

/// The number of one authorisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnNumber {
    /// The authorisation.
    pub authorisation: AuthorisationId,
    /// Name of the organisation.
    pub organisation_name: String,
    /// The number, masked.
    pub number: String,
    /// Whether this is where the caller is logged in: the only one that can be changed from here.
    pub here: bool,
}

/// What came of asking for a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberStarted {
    /// A code is on its way to the new number.
    CodeSent(ChallengeId),
    /// The own number of an admin, a stand-in or an agent is changed by the service desk.
    AskServiceDesk,
    /// The second factor is too long ago: ask for a code, then go on.
    StepUpNeeded,
    /// The password is wrong, or cannot be used.
    PasswordWrong,
    /// This is the number already.
    SameNumber,
    /// The owner changed the address a short time ago.
    AddressJustChanged {
        /// From then on the number can be changed.
        until: Moment,
    },
    /// No message goes out.
    NoMessages(TooManyMessages),
    /// Too many messages or too many tries.
    TooMany {
        /// When it can be tried again.
        until: Moment,
    },
    /// Too many people at once.
    Busy,
}

/// The caller's numbers, one for each organisation that can be entered.
pub async fn own_numbers(services: &Services, caller: &Caller) -> Result<Vec<OwnNumber>> {
    let mut tx = services.db.read().await?;
    let places = places::of(&mut tx, caller.account(), services.now()).await?;
    Ok(places
        .into_iter()
        .filter(Place::is_open)
        .map(|place| OwnNumber {
            here: place.authorisation == *caller.authorisation(),
            number: place.mobile.masked(),
            authorisation: place.authorisation,
            organisation_name: place.organisation_name,
        })
        .collect())
}

/// Sends a code to the new number. Needs the password and a fresh second factor on the old one (SEC-34).
pub async fn start_number_change(
    services: &Services,
    caller: &Caller,
    new: &MobileNumber,
    password: &TypedPassword,
    browser: Browser<'_>,
) -> Result<NumberStarted> {
    let now = services.now();
    if !number_is_own(services, caller).await? {
        return Ok(NumberStarted::AskServiceDesk);
    }
    if !caller.stepped_up(&services.policy, now) {
        return Ok(NumberStarted::StepUpNeeded);
    }
    let owner = {
        let mut tx = services.db.read().await?;
        if let Some(until) = not_before(&mut tx, services, caller.account(), now).await? {
            return Ok(NumberStarted::AddressJustChanged { until });
        }
        if here(&mut tx, caller, now).await?.mobile == *new {
            return Ok(NumberStarted::SameNumber);
        }
        owner::read(&mut tx, caller.account()).await?
    };
    match check_present(services, &owner, password, browser).await? {
        Checked::Right => {}
        Checked::Wrong => return Ok(NumberStarted::PasswordWrong),
        Checked::TooMany { until } => return Ok(NumberStarted::TooMany { until }),
        Checked::Busy => return Ok(NumberStarted::Busy),
    }
    let mut tx = services.db.write().await?;
    let challenge = challenges::New {
        purpose: Purpose::NewNumber,
        account: caller.account(),
        authorisation: caller.authorisation(),
        mobile: new,
        network: browser.network,
        asker: Asker::LoggedIn,
        language: caller.language,
        letter: Letter::ConfirmNumberCode { until: now },
        link: None,
        new_password: None,
        new_mobile: Some(new),
    };
    let opened = challenges::open(&mut tx, services, now, challenge).await?;
    tx.commit().await?;
    Ok(match opened {
        Ok(challenge) => NumberStarted::CodeSent(challenge),
        Err(refused) => NumberStarted::NoMessages(refused),
    })
}

/// Whether the caller changes the own number here. The service desk does for whoever looks after others, or did lately, and
/// for its own agents.
pub async fn number_is_own(services: &Services, caller: &Caller) -> Result<bool> {
    let mut tx = services.db.look().await?;
    is_own(&mut tx, caller, services.now()).await
}

pub(super) async fn is_own(tx: &mut Tx, caller: &Caller, now: Moment) -> Result<bool> {
    let posts = people::posts_of(tx, caller.account(), caller.authorisation()).await?;
    Ok(posts.guards(now).own_number_is_own())
}

/// From when on the caller can change the number, if not now: whoever just changed the address waits (SEC-35).
pub async fn number_not_before(services: &Services, caller: &Caller) -> Result<Option<Moment>> {
    let mut tx = services.db.read().await?;
    not_before(&mut tx, services, caller.account(), services.now()).await
}

/// Sends the code to the new number again.
pub async fn send_code_again(
    services: &Services,
    challenge: &ChallengeId,
) -> Result<Result<(), NotAgain>> {
    challenges::resend(services, challenge, Purpose::NewNumber).await
}

pub(super) async fn not_before(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    now: Moment,
) -> Result<Option<Moment>> {
    let changed = address_change::changed_by(tx, account, account).await?;
    let until = changed.map(|at| at.plus(services.policy.number_and_address_apart));
    Ok(until.filter(|until| now < *until))
}

/// The authorisation that the caller entered.
pub(super) async fn here(tx: &mut Tx, caller: &Caller, now: Moment) -> Result<Place> {
    places::of(tx, caller.account(), now)
        .await?
        .into_iter()
        .find(|place| place.authorisation == *caller.authorisation())
        .ok_or_else(|| Trouble::missing("authorisation", "id", caller.authorisation().as_str()))
}
