//! What somebody is at an organisation already who is to be admin there, and whether that opens anything: state and dates
//! together. Blocks of the account are no affair of an appointment.

use domain::{
    AccountId, AuthorisationId, MobileNumber, Moment, OrganisationId, PersonName,
    appointments::Ends,
    people::{Access, AuthorisationState, Role},
};

use super::{record::Appointment, review::Refused, sql};
use crate::{
    Services, Tx, address_change,
    audit::{self, Lately},
    execute, on,
    people::end_of,
    trouble::Result,
};

/// What somebody is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct There {
    authorisation: AuthorisationId,
    /// What the company calls this person.
    pub name: PersonName,
    /// The address of today.
    address: String,
    /// When access ended, if it did.
    over_since: Option<Moment>,
    pub role: Role,
    pub access: Access,
    until: Option<Moment>,
    /// Whether somebody who looks after the others there stops it at its end.
    pub stop_planned: bool,
    mobile: MobileNumber,
    account: AccountId,
    /// Whether the address of a request is not that of this person any more, as far as the organisation is concerned: access there is over
    /// and cannot be brought back, and the address was laid down or passed on.
    had_it: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    account_id: String,
    address: String,
    stopped_at: Option<i64>,
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
    role: String,
    state: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    stop_planned: bool,
    mobile: String,
}

impl There {
    /// Whether the company knows this person by another name than the request says: then it was asked about somebody else.
    pub fn is_somebody_else(&self, asked: &Appointment) -> bool {
        !self.name.may_be(&asked.name)
    }

    /// Why nobody vouches for the request, or approves it, whatever they find out.
    pub fn refuses(&self, asked: &Appointment) -> Option<Refused> {
        if self.is_somebody_else(asked) {
            Some(Refused::SomebodyElse)
        } else {
            self.has_another_address(asked)
                .then_some(Refused::OtherAddress)
        }
    }

    /// Whether this person laid the address of the request down, and is known there by it: today there is another one.
    pub fn has_another_address(&self, asked: &Appointment) -> bool {
        self.address != asked.email.canonical()
    }

    /// The name under which somebody who works there becomes admin, if the request writes it otherwise: an invitation takes that over.
    pub fn keeps_name(&self, asked: &Appointment) -> Option<String> {
        let works_there = !self.is_invited() && !self.is_over();
        (works_there && self.name != asked.name).then(|| self.name.full())
    }

    /// What the company called this person `policy.restore` ago, if that is another name.
    pub async fn called_before(&self, tx: &mut Tx, services: &Services) -> Result<Option<String>> {
        let lately = Lately::within(services.policy.restore, services.now());
        let before = audit::name_before(tx, &self.authorisation, lately).await?;
        Ok(before.filter(|before| *before != self.name.full()))
    }

    /// Which authorisation that is.
    pub const fn authorisation(&self) -> &AuthorisationId {
        &self.authorisation
    }

    /// Whether this person is admin there now.
    pub fn is_admin(&self) -> bool {
        self.role == Role::Admin && self.access.is_open()
    }

    /// Whether access was stopped, or ended on its date.
    pub const fn is_over(&self) -> bool {
        self.access.is_over()
    }

    /// The end of access that goes on now.
    pub fn ends(&self) -> Option<Ends> {
        let stopped = self.stop_planned;
        let goes_on = !self.is_over() && !self.is_invited();
        self.until
            .filter(|_| goes_on)
            .map(|until| Ends { until, stopped })
    }

    /// Whether an invitation waits, or waited too long.
    pub const fn is_invited(&self) -> bool {
        match self.access {
            Access::Invited => true,
            Access::Begins { .. } | Access::Open | Access::Over | Access::Unknown => false,
        }
    }

    /// Where codes go on going, whatever a request says: to the number of whoever works there already (docs/decisions/0006).
    pub fn number_that_counts(&self) -> Option<&MobileNumber> {
        match self.access {
            Access::Begins { .. } | Access::Open | Access::Unknown => Some(&self.mobile),
            Access::Invited | Access::Over => None,
        }
    }

    fn read(row: &Row, now: Moment) -> Result<Self> {
        let until = row.valid_until.map(Moment::from_unix_ms);
        let state = AuthorisationState::stored(&row.state);
        let stopped_at = row.stopped_at.map(Moment::from_unix_ms);
        let access = Access::of(state, row.valid_from.map(Moment::from_unix_ms), until, now);
        Ok(Self {
            authorisation: AuthorisationId::from_trusted(row.id.clone()),
            name: PersonName::from_stored(
                row.given_name.clone(),
                row.initials.clone(),
                row.infix.clone(),
                row.family_name.clone(),
            ),
            address: row.address.clone(),
            over_since: end_of(state, stopped_at, until).filter(|_| access.is_over()),
            role: Role::stored(&row.role),
            access,
            until,
            stop_planned: row.stop_planned && !access.is_over(),
            mobile: MobileNumber::from_e164_stored(row.mobile.clone()),
            account: AccountId::from_trusted(row.account_id.clone()),
            had_it: false,
        })
    }
}

/// What an authorisation is, locked until the commit; the organisation and the account are locked already.
pub(super) async fn lock(tx: &mut Tx, whom: &AuthorisationId, now: Moment) -> Result<There> {
    execute!(&mut *tx, sql::LOCK_HERE, whom.as_str())?;
    let row: Row = on!(tx, |c| sqlx::query_as(sql::HERE)
        .bind(whom.as_str())
        .bind(now.unix_ms())
        .fetch_one(c))?;
    There::read(&row, now)
}

/// Addresses with whatever detail behind the name of a mailbox.
fn with_details(mailbox: &str) -> String {
    let (name, domain) = mailbox.rsplit_once('@').unwrap_or_default();
    let mut pattern = String::new();
    for sign in name.chars() {
        if matches!(sign, '!' | '%' | '_') {
            pattern.push('!');
        }
        pattern.push(sign);
    }
    format!("{pattern}+%@{domain}")
}

/// What the applicant of a request is at an organisation; `None` if that is nothing. Once it was approved the authorisation
/// says who that is, not the address, which may be another's by now. Until then it is whoever the organisation knows by that address
/// (docs/decisions/0016), unless access there cannot be brought back any more; of several, whoever is in the way.
pub(super) async fn look(
    tx: &mut Tx,
    services: &Services,
    organisation: &OrganisationId,
    asked: &Appointment,
) -> Result<Option<There>> {
    let mut all = find(tx, services, organisation, asked).await?;
    all.retain(|there| !there.had_it);
    let in_the_way = all.iter().position(|there| there.refuses(asked).is_some());
    Ok(all.into_iter().nth(in_the_way.unwrap_or_default()))
}

/// Who had the address of a request there, and left so long ago that it is nobody's by now, and is another person.
pub(super) async fn had_it(
    tx: &mut Tx,
    services: &Services,
    organisation: &OrganisationId,
    asked: &Appointment,
) -> Result<Vec<String>> {
    let mut all = find(tx, services, organisation, asked).await?;
    all.retain(|there| there.had_it && there.is_somebody_else(asked));
    Ok(all.into_iter().map(|there| there.name.full()).collect())
}

/// Whoever had the address of a request and has it no more makes way: what else they were, they were with an account of their own. The
/// organisation is locked.
pub(super) async fn pass_on(
    tx: &mut Tx,
    services: &Services,
    organisation: &OrganisationId,
    asked: &Appointment,
) -> Result<()> {
    for there in find(tx, services, organisation, asked).await? {
        if there.had_it && !there.has_another_address(asked) {
            address_change::lay_down(tx, services, services.now(), &there.account).await?;
        }
    }
    Ok(())
}

async fn find(
    tx: &mut Tx,
    services: &Services,
    organisation: &OrganisationId,
    asked: &Appointment,
) -> Result<Vec<There>> {
    let now = services.now();
    let became = asked.authorisation.as_ref();
    // A detail that its owner makes up makes no other mailbox, in the request and in the books.
    let mailbox = asked.email.mailbox();
    let rows: Vec<Row> = on!(&mut *tx, |c| sqlx::query_as(sql::LOOK_HERE)
        .bind(organisation.as_str())
        .bind(asked.email.canonical())
        .bind(became.map_or("", AuthorisationId::as_str))
        .bind(now.unix_ms())
        .bind(&mailbox)
        .bind(with_details(&mailbox))
        .fetch_all(c))?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let mut there = There::read(&row, now)?;
        let gone = now.minus(services.policy.restore);
        if became.is_none() && there.over_since.is_some_and(|since| since <= gone) {
            there.had_it = if there.has_another_address(asked) {
                true
            } else {
                // A mailbox that somebody else has now (info@), and that nobody goes on with anywhere.
                there.is_somebody_else(asked)
                    && address_change::is_nobodys_now(tx, services, now, &there.account).await?
            };
        }
        all.push(there);
    }
    Ok(all)
}
