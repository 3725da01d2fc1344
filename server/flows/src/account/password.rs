//! Changing one's own password, by wish or once after the migration. Other sessions end and other browsers are forgotten:
//! who changes a password because somebody else used it wants that somebody gone (SEC-17).

use domain::{
    Moment, TypedPassword, people::PasswordState, shared::password_rules::PasswordProblem,
};

use super::{Browser, Passwords};
use crate::{
    Caller, Services,
    audit::{self, Actor, Entry, Event},
    links,
    login::{self, Attempt, DeviceCookie, FirstStep},
    own_password::{self, PasswordWords},
    owner::{self, Owner},
    passwords::{Busy, StoredHash},
    places, post, sessions,
    trouble::Result,
};

/// What came of changing a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Changed; what the browser may keep, to be known next time.
    Done {
        /// The device cookie to set.
        device: DeviceCookie,
        /// For the session that goes on.
        epoch: i64,
    },
    /// The second factor is too long ago: ask for a code, then go on.
    StepUpNeeded,
    /// The present password is wrong, or cannot be used.
    CurrentWrong,
    /// The new password is refused, for every one of these reasons.
    Refused(Vec<PasswordProblem>),
    /// There is nothing that has to be changed.
    NotNeeded,
    /// Too many tries.
    TooMany {
        /// When it can be tried again.
        until: Moment,
    },
    /// Too many people at once.
    Busy,
}

/// What the caller's new password must not be built from.
pub async fn words(services: &Services, caller: &Caller) -> Result<PasswordWords> {
    Ok(read(services, caller).await?.1)
}

/// What is wrong with a new password, without looking at the present one.
pub async fn new_password_problems(
    services: &Services,
    caller: &Caller,
    new: &TypedPassword,
) -> Result<Vec<PasswordProblem>> {
    let (_, words) = read(services, caller).await?;
    Ok(words.problems(services, new).await)
}

/// Changes the caller's password. The present one is looked at in the lanes of logging in.
pub async fn change_password(
    services: &Services,
    caller: &Caller,
    passwords: Passwords<'_>,
    browser: Browser<'_>,
) -> Result<Changed> {
    if !caller.stepped_up(&services.policy, services.now()) {
        return Ok(Changed::StepUpNeeded);
    }
    let (owner, words) = read(services, caller).await?;
    let problems = words.problems(services, passwords.new).await;
    if !problems.is_empty() {
        return Ok(Changed::Refused(problems));
    }
    match check_present(services, &owner, passwords.current, browser).await? {
        Checked::Right => {}
        Checked::Wrong => return Ok(Changed::CurrentWrong),
        Checked::TooMany { until } => return Ok(Changed::TooMany { until }),
        Checked::Busy => return Ok(Changed::Busy),
    }
    if passwords.new == passwords.current {
        return Ok(Changed::Refused(vec![PasswordProblem::SameAsNow]));
    }
    let Ok(share) = own_password::share(services, &owner.id, browser.network) else {
        return Ok(Changed::Busy);
    };
    match own_password::hash(services, &share, passwords.new).await? {
        Ok(hash) => store(services, caller, &owner, &hash, browser).await,
        Err(Busy) => Ok(Changed::Busy),
    }
}

/// The one change after the migration: whoever has to change it just logged in with the present one and a code.
pub async fn choose_after_migration(
    services: &Services,
    caller: &Caller,
    new: &TypedPassword,
    browser: Browser<'_>,
) -> Result<Changed> {
    let (owner, words) = read(services, caller).await?;
    if owner.password != PasswordState::MustChange {
        return Ok(Changed::NotNeeded);
    }
    let problems = words.problems(services, new).await;
    if !problems.is_empty() {
        return Ok(Changed::Refused(problems));
    }
    let Ok(share) = own_password::share(services, &owner.id, browser.network) else {
        return Ok(Changed::Busy);
    };
    if let Err(until) = own_password::may_compare(services, caller.account()).await? {
        return Ok(Changed::TooMany { until });
    }
    match own_password::is_present(&share, &owner, new).await? {
        Ok(true) => return Ok(Changed::Refused(vec![PasswordProblem::SameAsNow])),
        Ok(false) => {}
        Err(Busy) => return Ok(Changed::Busy),
    }
    match own_password::hash(services, &share, new).await? {
        Ok(hash) => store(services, caller, &owner, &hash, browser).await,
        Err(Busy) => Ok(Changed::Busy),
    }
}

/// What came of a present password.
pub(crate) enum Checked {
    Right,
    Wrong,
    TooMany { until: Moment },
    Busy,
}

/// Looks at the present password in the lanes of logging in: a session left open is no way to guess it.
pub(crate) async fn check_present(
    services: &Services,
    owner: &Owner,
    password: &TypedPassword,
    browser: Browser<'_>,
) -> Result<Checked> {
    let attempt = Attempt {
        email: &owner.email,
        password,
        device: browser.device,
        network: browser.network,
    };
    Ok(
        match login::check_password_of(services, &attempt, &owner.id).await? {
            FirstStep::Right { .. } => Checked::Right,
            FirstStep::Wrong => Checked::Wrong,
            FirstStep::Wait { until } => Checked::TooMany { until },
            FirstStep::Busy => Checked::Busy,
        },
    )
}

async fn read(services: &Services, caller: &Caller) -> Result<(Owner, PasswordWords)> {
    let mut tx = services.db.read().await?;
    let owner = owner::read(&mut tx, caller.account()).await?;
    let places = places::of(&mut tx, caller.account(), services.now()).await?;
    let words = PasswordWords::of(services, &owner, &places);
    Ok((owner, words))
}

async fn store(
    services: &Services,
    caller: &Caller,
    before: &Owner,
    hash: &StoredHash,
    browser: Browser<'_>,
) -> Result<Changed> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let owner = owner::lock(&mut tx, caller.account()).await?;
    // While we hashed, a reset may have changed it or somebody blocked the account: then this one comes too late.
    if owner.password_changed_at != before.password_changed_at || owner.blocked.is_some() {
        return Ok(Changed::CurrentWrong);
    }
    let device_epoch = own_password::set(&mut tx, services, now, &owner, hash).await?;
    sessions::end_all(&mut tx, &owner.id, Some(browser.session)).await?;
    let epoch = sessions::epoch(&mut tx, caller.authorisation()).await?;
    links::withdraw_of_account(&mut tx, &owner.id, links::Purpose::Reset, now).await?;
    let authorisation = caller.authorisation();
    post::news::count(&mut tx, services, now, (&owner.id, &owner.id)).await?;
    own_password::tell(
        &mut tx,
        services,
        now,
        &owner,
        authorisation,
        browser.device_name,
    )
    .await?;
    let entry = Entry::new(Event::PasswordChanged, Actor::Person(&owner.id))
        .account(&owner.id)
        .authorisation(authorisation)
        .organisation(caller.organisation());
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    let keys = &services.keys;
    let device = browser.device.with(keys, &owner.id, device_epoch, now);
    Ok(Changed::Done { device, epoch })
}
