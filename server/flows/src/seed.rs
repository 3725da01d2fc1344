//! Puts people into the books in any state, without the letters that would lead there. For the demo and for tests;
//! every other way in goes through an invitation.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, EmailAddress, Language, MobileNumber, Moment, OrganisationId,
    PersonName,
    escalation::moves_on_at,
    people::{AuthorisationState, BlockReason, PasswordState, Role},
    post::HelpKind,
};

use crate::{
    Services, Tx, execute, links,
    passwords::StoredHash,
    people::{self, Giver, NewPerson},
    trouble::{Result, Trouble},
};

/// How a seeded person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum As {
    /// Can log in.
    Active,
    /// Invited at that moment.
    Invited {
        /// When the invitation was sent.
        at: Moment,
    },
    /// Blocked.
    Blocked(BlockReason),
    /// Has to choose a new password once.
    MustChangePassword,
    /// Strangers guessed at the password too often.
    PasswordDisabled,
    /// Stopped by a person.
    Stopped {
        /// When.
        at: Moment,
    },
    /// The end date has passed.
    Ended {
        /// When.
        since: Moment,
    },
    /// Starts later.
    NotYet {
        /// When.
        from: Moment,
    },
    /// Can log in, and looks after the others for a while.
    StandsIn {
        /// From when.
        from: Moment,
        /// Until when.
        until: Moment,
    },
}

/// Somebody to be put into the books.
#[derive(Clone, Debug)]
pub struct Seed<'a> {
    /// Where.
    pub organisation: &'a OrganisationId,
    /// Name.
    pub name: &'a PersonName,
    /// Login name; an address that is known already gets a second authorisation.
    pub email: &'a EmailAddress,
    /// Where codes go.
    pub mobile: &'a MobileNumber,
    /// What they are.
    pub role: Role,
    /// Codes of rights.
    pub rights: &'a [String],
    /// How they stand.
    pub stands: As,
    /// Last login, if ever.
    pub last_login: Option<Moment>,
    /// Hash of the password, for whoever has one.
    pub password: &'a StoredHash,
    /// What they asked the admin for, if anything.
    pub asks: Option<HelpKind>,
}

const SET_AUTHORISATION: &str = "
update authorisation set state = $2, invited_at = $3, activated_at = $4, stopped_at = $5, valid_from = $6,
    valid_until = $7, last_login_at = $8
where id = $1";

const SET_STAND_IN: &str = "
update authorisation set stand_in_from = $2, stand_in_until = $3
where id = $1";

/// Whoever is seeded has been here for a while, with every number they have.
const SET_ACCOUNT: &str = "
update account set password_hash = $2, password_state = $3, password_changed_at = $4, blocked_reason = $5,
    blocked_at = $6, shut_since = $6, last_login_at = $7, number_changed_at = null
where id = $1";

const LONG_GIVEN: &str = "update authorisation set given_at = null where id = $1";

const ASK: &str = "
insert into help_request (id, organisation_id, authorisation_id, kind, created_at, stage, next_at)
values ($1, $2, $3, $4, $5, 'first', $6)";

/// Given without a letter to anybody.
const HOLD: &str = "
insert into authorisation_right (authorisation_id, right_code, granted_at) values ($1, $2, $3)";

const LONG_ACTIVE: &str = "
update authorisation set activated_at = $2
where id = $1 and activated_at is not null";

/// Whoever counts as a pair of eyes has done so for longer than any deployment makes them wait.
const LONG_THERE: Duration = Duration::from_secs(400 * 24 * 60 * 60);

const SINCE: &str = "update organisation set created_at = $2 where id = $1";

/// Has an organisation be there since that moment.
pub async fn since(tx: &mut Tx, organisation: &OrganisationId, at: Moment) -> Result<()> {
    execute!(tx, SINCE, organisation.as_str(), at.unix_ms())?;
    Ok(())
}

/// Puts one person into the books.
pub async fn person(
    tx: &mut Tx,
    services: &Services,
    seed: &Seed<'_>,
) -> Result<(AccountId, AuthorisationId)> {
    let now = services.now();
    let new = NewPerson {
        organisation: seed.organisation,
        name: seed.name,
        email: seed.email,
        mobile: seed.mobile,
        language: Language::Nl,
        role: seed.role,
        rights: &[],
        valid_from: None,
        valid_until: None,
        by: Giver::Operator,
    };
    let added = people::add(tx, services, now, &new).await?;
    let added = added.map_err(|_| Trouble::Program("somebody is seeded twice"))?;
    set_authorisation(tx, seed, &added.authorisation, now).await?;
    for right in seed.rights {
        let eyes = services.catalogue.has_four_eyes(right);
        let since = if eyes { now.minus(LONG_THERE) } else { now };
        let id = added.authorisation.as_str();
        execute!(&mut *tx, HOLD, id, right, since.unix_ms())?;
        if eyes {
            execute!(&mut *tx, LONG_ACTIVE, id, since.unix_ms())?;
        }
    }
    if !matches!(seed.stands, As::Invited { .. }) {
        set_account(tx, seed, &added.account, now).await?;
    }
    if let As::Invited { at } = seed.stands {
        let until = at.plus(services.policy.invitation);
        let (account, authorisation) = (&added.account, Some(&added.authorisation));
        let purpose = links::Purpose::Activate;
        links::make(tx, services, at, purpose, account, authorisation, until).await?;
    }
    if let Some(kind) = seed.asks {
        let (organisation, authorisation) =
            (seed.organisation.as_str(), added.authorisation.as_str());
        execute!(
            tx,
            ASK,
            services.new_id()?,
            organisation,
            authorisation,
            kind.code(),
            now.unix_ms(),
            moves_on_at(&services.desk_hours, now, services.policy.help_answer).unix_ms()
        )?;
    }
    Ok((added.account, added.authorisation))
}

async fn set_authorisation(
    tx: &mut Tx,
    seed: &Seed<'_>,
    authorisation: &AuthorisationId,
    now: Moment,
) -> Result<()> {
    let (state, invited, activated, stopped) = match seed.stands {
        As::Invited { at } => (AuthorisationState::Invited, at, None, None),
        As::Stopped { at } => (AuthorisationState::Stopped, now, Some(at), Some(at)),
        _ => (AuthorisationState::Active, now, Some(now), None),
    };
    let (from, until) = match seed.stands {
        As::NotYet { from } => (Some(from), None),
        As::Ended { since } => (None, Some(since)),
        _ => (None, None),
    };
    execute!(
        &mut *tx,
        SET_AUTHORISATION,
        authorisation.as_str(),
        state.code(),
        invited.unix_ms(),
        activated.map(Moment::unix_ms),
        stopped.map(Moment::unix_ms),
        from.map(Moment::unix_ms),
        until.map(Moment::unix_ms),
        seed.last_login.map(Moment::unix_ms),
    )?;
    if let As::StandsIn { from, until } = seed.stands {
        let id = authorisation.as_str();
        execute!(&mut *tx, SET_STAND_IN, id, from.unix_ms(), until.unix_ms())?;
    }
    execute!(tx, LONG_GIVEN, authorisation.as_str())?;
    Ok(())
}

async fn set_account(tx: &mut Tx, seed: &Seed<'_>, account: &AccountId, now: Moment) -> Result<()> {
    let (state, blocked) = match seed.stands {
        As::Blocked(reason) => (PasswordState::Set, Some(reason)),
        As::MustChangePassword => (PasswordState::MustChange, None),
        As::PasswordDisabled => (PasswordState::Disabled, None),
        _ => (PasswordState::Set, None),
    };
    execute!(
        tx,
        SET_ACCOUNT,
        account.as_str(),
        seed.password.for_storage(),
        state.code(),
        now.unix_ms(),
        blocked.map(BlockReason::code),
        blocked.map(|_| now.unix_ms()),
        seed.last_login.map(Moment::unix_ms),
    )?;
    Ok(())
}
