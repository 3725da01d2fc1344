//! The organisations where somebody has an authorisation, and what it opens at this moment.
//! For flows that start from a person and not from a chosen organisation.

use domain::{
    AccountId, AuthorisationId, Language, MobileNumber, Moment, OrganisationId,
    people::{Access, AuthorisationState, Role},
};

use crate::{
    Services, Tx, caller::full_name, on, people, trouble::Result, unclaimed::letters_language,
};

/// Whether a number is its owner's: nobody else wrote it down, or a code that went to it was read out since, at the login or when
/// the invitation was accepted. Migration 0043 asks the same.
macro_rules! number_is_proved {
    ($authorisation:literal) => {
        concat!(
            "(",
            $authorisation,
            ".mobile_changed_by is null or ",
            $authorisation,
            ".mobile_changed_by = ",
            $authorisation,
            ".account_id
        or ",
            $authorisation,
            ".mobile_changed_at <= coalesce(",
            $authorisation,
            ".last_login_at, 0)
        or ",
            $authorisation,
            ".mobile_changed_at < coalesce(",
            $authorisation,
            ".activated_at, 0))"
        )
    };
}
pub(crate) use number_is_proved;

const PLACES: &str = concat!(
    "
select u.id, u.organisation_id, u.role, u.state, u.valid_from, u.valid_until, u.stopped_at, u.out_since, u.mobile,
    u.given_name, u.infix, u.family_name, o.name as organisation_name, o.ended_at,
    u.mobile_changed_at, u.activated_at, (u.state = 'active' or u.activated_at is not null) as was_accepted, ",
    number_is_proved!("u"),
    " as number_is_own, ",
    letters_language!("a", "u"),
    " as language
from authorisation u
join account a on a.id = u.account_id
join organisation o on o.id = u.organisation_id
where u.account_id = $1
order by o.name_key, u.id"
);

/// One authorisation of a person.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub authorisation: AuthorisationId,
    pub organisation: OrganisationId,
    pub organisation_name: String,
    /// The person's name as this organisation knows it.
    pub name: String,
    pub given_name: String,
    pub family_name: String,
    /// Language of letters about it: the owner's, or the invitation's while the account is nobody's.
    pub language: Language,
    pub role: Role,
    pub state: AuthorisationState,
    /// What it opens now, leaving blocks of the account aside; nothing where the organisation itself is gone.
    pub access: Access,
    pub mobile: MobileNumber,
    /// Whether its invitation was accepted.
    pub was_accepted: bool,
    /// Whether the number is the one it was accepted with, or that its owner chose since.
    number_is_own: bool,
    /// Since when it is that number, or was accepted with it.
    number_since: Option<Moment>,
    /// Whether the organisation itself is gone.
    pub organisation_ended: bool,
    /// Since when it is over, or from when on it will be; `None` if it does not end, or nobody knows.
    end: Option<Moment>,
    /// Since when somebody is out who was let in again and did not come.
    out_since: Option<Moment>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    organisation_id: String,
    role: String,
    state: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    stopped_at: Option<i64>,
    out_since: Option<i64>,
    mobile: String,
    given_name: String,
    infix: String,
    family_name: String,
    organisation_name: String,
    ended_at: Option<i64>,
    mobile_changed_at: Option<i64>,
    activated_at: Option<i64>,
    was_accepted: bool,
    number_is_own: bool,
    language: String,
}

impl Place {
    /// Whether it can be entered now.
    pub fn is_open(&self) -> bool {
        self.access.is_open()
    }

    /// Whether it waits to be activated.
    pub fn is_invited(&self) -> bool {
        self.state == AuthorisationState::Invited && !self.organisation_ended
    }

    /// From when on it opens something, if somebody accepted it and that is still to come.
    pub fn begins(&self) -> Option<Moment> {
        match self.access {
            Access::Begins { from } => Some(from),
            Access::Invited | Access::Open | Access::Over | Access::Unknown => None,
        }
    }

    /// Whether its number was the owner's own at that moment already.
    pub fn number_is_own_since(&self, at: Moment) -> bool {
        self.number_is_own && self.number_since.is_none_or(|since| since <= at)
    }

    /// Whether it is over, and so long that nobody there brings it back as it was.
    pub fn is_gone(&self, services: &Services, now: Moment) -> bool {
        let until = |end| people::restorable_until(&services.policy, end, self.out_since);
        self.access.is_over() && self.end.is_none_or(|end| until(end) <= now)
    }

    fn read(row: Row, now: Moment) -> Self {
        let state = AuthorisationState::stored(&row.state);
        let moment = |at: Option<i64>| at.map(Moment::from_unix_ms);
        let until = moment(row.valid_until);
        let access = Access::of(state, moment(row.valid_from), until, now);
        let over = moment(row.ended_at).filter(|at| *at <= now);
        let end = people::end_of(state, moment(row.stopped_at), until);
        let end = end.into_iter().chain(over).min();
        Self {
            authorisation: AuthorisationId::from_trusted(row.id),
            organisation: OrganisationId::from_trusted(row.organisation_id),
            organisation_name: row.organisation_name,
            name: full_name(&row.given_name, &row.infix, &row.family_name),
            given_name: row.given_name,
            family_name: row.family_name,
            language: Language::from_code(&row.language).unwrap_or_default(),
            role: Role::stored(&row.role),
            state,
            access: over.map_or(access, |_| Access::Over),
            mobile: MobileNumber::from_e164_stored(row.mobile),
            was_accepted: row.was_accepted,
            number_is_own: row.number_is_own,
            number_since: moment(row.mobile_changed_at.max(row.activated_at)),
            organisation_ended: over.is_some(),
            end,
            out_since: moment(row.out_since),
        }
    }
}

/// Every authorisation of a person, by name of the organisation.
pub(crate) async fn of(tx: &mut Tx, account: &AccountId, now: Moment) -> Result<Vec<Place>> {
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(PLACES)
        .bind(account.as_str())
        .fetch_all(c))?;
    Ok(rows.into_iter().map(|row| Place::read(row, now)).collect())
}

/// When access begins that is to come, the soonest.
pub(crate) fn begins(places: &[Place]) -> Option<Moment> {
    places.iter().filter_map(Place::begins).min()
}

/// Where the code for a new password can go: what can be entered now. Where nothing can, it is what begins later, and for whoever has
/// an invitation that asks for the password of before what was entered last, each with the number that proved the person
/// there: whoever invites typed another one, and an end elsewhere may be taken back yet (SEC-69). A number that an admin corrected
/// before the first day counts, as it does from then on, where the account is nobody else's any more.
pub(crate) fn doors<'a>(places: &'a [Place], services: &Services, now: Moment) -> Vec<&'a Place> {
    let open: Vec<&Place> = places.iter().filter(|place| place.is_open()).collect();
    if !open.is_empty() {
        return open;
    }
    let invited = places.iter().any(Place::is_invited);
    let gone = |place: &Place| place.organisation_ended || place.is_gone(services, now);
    let accepted = |place: &&Place| place.was_accepted && !gone(place);
    let only = places.iter().filter(accepted).count() == 1;
    let proved = |place: &&Place| {
        let counts = match place.access {
            Access::Begins { .. } => only || place.number_is_own,
            Access::Over => invited && place.number_is_own,
            Access::Invited | Access::Open | Access::Unknown => false,
        };
        counts && place.was_accepted
    };
    places.iter().filter(proved).collect()
}
