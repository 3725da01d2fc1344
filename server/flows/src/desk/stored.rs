//! Somebody as the desk reads them: the authorisation, the account behind it, and the organisation around it.

use domain::{
    AccountId, AuthorisationId, EmailAddress, MobileNumber, Moment, OrganisationId, PersonName,
    people::{AuthorisationState, BlockReason, Facts, Held, PasswordState, Role, Standing},
};

use crate::trouble::Result;

/// Somebody at an organisation.
#[derive(Clone, Debug)]
pub(super) struct Here {
    pub id: AuthorisationId,
    pub account: AccountId,
    pub name: PersonName,
    pub email: EmailAddress,
    /// Whether the account has an address still, to which letters go.
    pub has_mailbox: bool,
    pub mobile: MobileNumber,
    pub role: Role,
    pub facts: Facts,
    pub standing: Standing,
    pub organisation: Place,
}

/// Where somebody is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub id: OrganisationId,
    pub name: String,
    pub kind: String,
    pub number: String,
    pub ended: bool,
}

#[derive(sqlx::FromRow)]
pub(super) struct HereRow {
    id: String,
    account_id: String,
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
    role: String,
    state: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    mobile: String,
    email: String,
    email_canonical: String,
    has_mailbox: bool,
    blocked_reason: Option<String>,
    password_state: String,
    invitation_until: Option<i64>,
    held: Option<String>,
    organisation_id: String,
    organisation_name: String,
    organisation_kind: String,
    organisation_number: String,
    ended_at: Option<i64>,
}

impl Here {
    pub fn read(row: HereRow, now: Moment) -> Result<Self> {
        let state = AuthorisationState::stored(&row.state);
        let facts = Facts {
            state,
            valid_from: row.valid_from.map(Moment::from_unix_ms),
            valid_until: row.valid_until.map(Moment::from_unix_ms),
            invitation_until: row.invitation_until.map(Moment::from_unix_ms),
            held: row.held.as_deref().map(Held::stored),
            blocked: row.blocked_reason.as_deref().map(BlockReason::stored),
            password: PasswordState::stored(&row.password_state),
        };
        Ok(Self {
            id: AuthorisationId::from_trusted(row.id),
            account: AccountId::from_trusted(row.account_id),
            name: PersonName::from_stored(row.given_name, row.initials, row.infix, row.family_name),
            email: EmailAddress::from_stored(row.email, row.email_canonical),
            has_mailbox: row.has_mailbox,
            mobile: MobileNumber::from_e164_stored(row.mobile),
            role: Role::stored(&row.role),
            facts,
            standing: facts.standing(now),
            organisation: Place {
                id: OrganisationId::from_trusted(row.organisation_id),
                name: row.organisation_name,
                kind: row.organisation_kind,
                number: row.organisation_number,
                ended: row.ended_at.is_some_and(|at| at <= now.unix_ms()),
            },
        })
    }
}
