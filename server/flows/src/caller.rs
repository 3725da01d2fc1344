//! Who is asking. A [`Caller`] is read from the database at every request, and only this crate can make one;
//! a flow that needs a right takes a [`Permit`], so that forgetting the check does not compile (SEC-39, SEC-45).

use std::marker::PhantomData;

use domain::{
    AccountId, AuthorisationId, Language, Moment, OrganisationId,
    organisations::{Catalogue, DESK_RIGHT},
    people::{
        AuthorisationState, Authority, BlockReason, Facts, PasswordState, Role, StandIn, Standing,
    },
    shared::person_name,
};

use crate::{
    Services, Tx, on,
    services::Policy,
    trouble::{Result, Trouble},
};

/// A person who is logged in at one organisation, as the database knows them now.
#[derive(Clone, Debug)]
pub struct Caller {
    account: AccountId,
    authorisation: AuthorisationId,
    organisation: OrganisationId,
    authority: Authority,
    rights: Vec<String>,
    /// Full name.
    pub name: String,
    /// Address, as mail is sent to it.
    pub email: String,
    /// Language of letters.
    pub language: Language,
    /// Name of the organisation.
    pub organisation_name: String,
    /// Code of the organisation's kind.
    pub kind: String,
    /// When this person stands in for the admins there: now, or later.
    pub stand_in: Option<StandIn>,
    /// Whether a new password has to be chosen first.
    pub must_change_password: bool,
    at_desk: bool,
    factor_at: Moment,
}

/// Rights that permits stand for.
pub mod right {
    /// Look at the staff of one's own organisation.
    #[derive(Clone, Copy, Debug)]
    pub struct SeeStaff;
    /// Change something for a member of staff; needs a fresh second factor.
    #[derive(Clone, Copy, Debug)]
    pub struct ChangeStaff;
    /// Look at what the service desk sees of every organisation.
    #[derive(Clone, Copy, Debug)]
    pub struct SeeDesk;
    /// Help somebody as the service desk; needs a fresh second factor.
    #[derive(Clone, Copy, Debug)]
    pub struct DeskWork;
}

/// Proof that somebody holds right `R`: within one organisation, or, at the service desk, as one of the insurer's people.
#[derive(Clone, Debug)]
pub struct Permit<R> {
    organisation: OrganisationId,
    authority: Authority,
    by: AccountId,
    by_authorisation: AuthorisationId,
    by_name: String,
    right: PhantomData<R>,
}

impl<R> Permit<R> {
    /// The organisation that gives the right. What an admin may, holds there and nowhere else.
    pub fn organisation(&self) -> &OrganisationId {
        &self.organisation
    }

    /// Whose right it is.
    pub fn by(&self) -> &AccountId {
        &self.by
    }

    /// The authorisation that gives the right.
    pub fn by_authorisation(&self) -> &AuthorisationId {
        &self.by_authorisation
    }

    /// By what the right is held: for good as an admin, or for a while as who stands in.
    pub fn authority(&self) -> Authority {
        self.authority
    }

    /// Name of who holds it, for letters. The desk goes by the name of the insurer, never by that of an agent.
    pub fn by_name(&self) -> &str {
        &self.by_name
    }
}

impl<R> Permit<R> {
    fn as_well<S>(&self) -> Permit<S> {
        Permit {
            organisation: self.organisation.clone(),
            authority: self.authority,
            by: self.by.clone(),
            by_authorisation: self.by_authorisation.clone(),
            by_name: self.by_name.clone(),
            right: PhantomData,
        }
    }
}

impl Permit<right::ChangeStaff> {
    /// Who may change may also look.
    pub fn see(&self) -> Permit<right::SeeStaff> {
        self.as_well()
    }
}

impl Permit<right::DeskWork> {
    /// Who may help may also look.
    pub fn see(&self) -> Permit<right::SeeDesk> {
        self.as_well()
    }

    /// Begins the transaction of a deed. The right was there when the request came; here it is read once more, so that
    /// nothing begins after it was taken away.
    pub(crate) async fn begin(&self, services: &Services) -> Result<Tx> {
        let now = services.now();
        let mut tx = services.db.write().await?;
        let who = (&self.by, &self.by_authorisation);
        let caller = read(&mut tx, &services.catalogue, who, (now, None), now).await?;
        if caller.is_some_and(|caller| caller.at_desk) {
            Ok(tx)
        } else {
            Err(Trouble::RightGone)
        }
    }
}

/// Why a permit is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPermitted {
    /// This person is not an admin here.
    NotAnAdmin,
    /// This person does not work at the service desk.
    NotAtTheDesk,
    /// The second factor is too long ago: ask for a code, then go on.
    StepUpNeeded,
}

impl Caller {
    /// The person.
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// The authorisation that was entered.
    pub fn authorisation(&self) -> &AuthorisationId {
        &self.authorisation
    }

    /// The organisation that was entered.
    pub fn organisation(&self) -> &OrganisationId {
        &self.organisation
    }

    /// What this person is there at this moment: whoever stands in for an admin is one.
    pub fn role(&self) -> Role {
        self.authority.role()
    }

    /// By what this person looks after others, if at all.
    pub fn authority(&self) -> Authority {
        self.authority
    }

    /// Codes of the rights this person has there.
    pub fn rights(&self) -> &[String] {
        &self.rights
    }

    /// Whether the second factor is fresh enough for deeds that concern others.
    pub fn stepped_up(&self, policy: &Policy, now: Moment) -> bool {
        self.factor_at.was_within(policy.step_up, now)
    }

    /// The right to look at the staff.
    pub fn may_see_staff(&self) -> Result<Permit<right::SeeStaff>, NotPermitted> {
        if self.authority.looks_after_others() {
            Ok(self.permit())
        } else {
            Err(NotPermitted::NotAnAdmin)
        }
    }

    /// The right to change something for a member of staff at `now`.
    pub fn may_change_staff(
        &self,
        policy: &Policy,
        now: Moment,
    ) -> Result<Permit<right::ChangeStaff>, NotPermitted> {
        if !self.authority.looks_after_others() {
            Err(NotPermitted::NotAnAdmin)
        } else if self.stepped_up(policy, now) {
            Ok(self.permit())
        } else {
            Err(NotPermitted::StepUpNeeded)
        }
    }

    /// The right to look at what the service desk sees.
    pub fn may_see_desk(&self) -> Result<Permit<right::SeeDesk>, NotPermitted> {
        if self.at_desk {
            Ok(self.permit_as(&self.organisation_name))
        } else {
            Err(NotPermitted::NotAtTheDesk)
        }
    }

    /// The right to help somebody as the service desk at `now`.
    pub fn may_work_at_desk(
        &self,
        policy: &Policy,
        now: Moment,
    ) -> Result<Permit<right::DeskWork>, NotPermitted> {
        let desk = self.may_see_desk()?;
        if self.stepped_up(policy, now) {
            Ok(desk.as_well())
        } else {
            Err(NotPermitted::StepUpNeeded)
        }
    }

    fn permit<R>(&self) -> Permit<R> {
        self.permit_as(&self.name)
    }

    fn permit_as<R>(&self, name: &str) -> Permit<R> {
        Permit {
            organisation: self.organisation.clone(),
            authority: self.authority,
            by: self.account.clone(),
            by_authorisation: self.authorisation.clone(),
            by_name: name.to_owned(),
            right: PhantomData,
        }
    }
}

/// By the name that this organisation knows: it is the one that is held against those of colleagues (docs/decisions/0023).
const WHO_IS_LOGGED_IN: &str = "
select a.id as account_id, u.id as authorisation_id, u.organisation_id, u.role, u.state, u.valid_from, u.valid_until,
    u.stand_in_from, u.stand_in_until,
    u.given_name, u.infix, u.family_name, a.email, a.language, a.blocked_reason, a.password_state,
    o.name as organisation_name, o.kind, o.ended_at, a.session_epoch + u.session_epoch as epoch, (
        select string_agg(r.right_code, ' ' order by r.right_code)
        from authorisation_right r
        join organisation_right h on h.organisation_id = u.organisation_id and h.right_code = r.right_code
        where r.authorisation_id = u.id
    ) as rights
from authorisation u
join account a on a.id = u.account_id
join organisation o on o.id = u.organisation_id
where u.id = $1 and u.account_id = $2";

#[derive(sqlx::FromRow)]
struct Row {
    account_id: String,
    authorisation_id: String,
    organisation_id: String,
    role: String,
    state: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    stand_in_from: Option<i64>,
    stand_in_until: Option<i64>,
    given_name: String,
    infix: String,
    family_name: String,
    email: String,
    language: String,
    blocked_reason: Option<String>,
    password_state: String,
    organisation_name: String,
    kind: String,
    ended_at: Option<i64>,
    epoch: i64,
    /// Codes, which hold no spaces; none for no rights.
    rights: Option<String>,
}

/// Reads who is logged in. `None` if this authorisation no longer opens anything: then the session is over.
///
/// Only the session layer calls this, with ids that a finished login put into the session, and with the epoch that it began in.
pub(crate) async fn read(
    tx: &mut Tx,
    catalogue: &Catalogue,
    (account, authorisation): (&AccountId, &AuthorisationId),
    (factor_at, epoch): (Moment, Option<i64>),
    now: Moment,
) -> Result<Option<Caller>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(WHO_IS_LOGGED_IN)
        .bind(authorisation.as_str())
        .bind(account.as_str())
        .fetch_optional(c))?;
    let Some(row) = row.filter(|row| epoch.is_none_or(|epoch| row.epoch == epoch)) else {
        return Ok(None);
    };
    let password = PasswordState::stored(&row.password_state);
    let facts = Facts {
        state: AuthorisationState::stored(&row.state),
        valid_from: row.valid_from.map(Moment::from_unix_ms),
        valid_until: row.valid_until.map(Moment::from_unix_ms),
        invitation_until: None,
        held: None,
        blocked: row.blocked_reason.as_deref().map(BlockReason::stored),
        password,
    };
    // A password that strangers guessed at is disabled, but whoever is inside with it stays inside.
    let inside = matches!(
        facts.standing(now),
        Standing::Active | Standing::PasswordDisabled
    );
    if !inside || row.ended_at.is_some_and(|at| at <= now.unix_ms()) {
        return Ok(None);
    }
    let role = Role::stored(&row.role);
    let stand_in = StandIn::stored(row.stand_in_from, row.stand_in_until);
    // A role that this version does not know may have meant less than its rights say.
    let rights = row.rights.filter(|_| role != Role::Unknown);
    let rights = rights.unwrap_or_default();
    let rights: Vec<String> = rights.split_whitespace().map(str::to_owned).collect();
    let insurer = catalogue.kind(&row.kind).is_some_and(|kind| kind.insurer);
    Ok(Some(Caller {
        at_desk: insurer && rights.iter().any(|code| code == DESK_RIGHT),
        account: AccountId::from_trusted(row.account_id),
        authorisation: AuthorisationId::from_trusted(row.authorisation_id),
        organisation: OrganisationId::from_trusted(row.organisation_id),
        authority: Authority::of(role, stand_in, now),
        rights,
        stand_in: stand_in.filter(|one| role == Role::Employee && !one.is_over(now)),
        name: full_name(&row.given_name, &row.infix, &row.family_name),
        email: row.email,
        language: Language::from_code(&row.language).unwrap_or_default(),
        organisation_name: row.organisation_name,
        kind: row.kind,
        must_change_password: password == PasswordState::MustChange,
        factor_at,
    }))
}

/// Full name from its stored parts, each already clean.
pub(crate) fn full_name(given_name: &str, infix: &str, family_name: &str) -> String {
    person_name::full(given_name, infix, family_name)
}
