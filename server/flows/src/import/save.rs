//! Puts one row of a file into the books, or says what that would bring about.
//! What is new goes in as an admin's own invitation would; who is there already is compared first.

use domain::{
    AccountId, AuthorisationId, EmailAddress, Language, Moment,
    people::{AuthorisationState, Role},
};
use serde_json::json;

use super::{
    known::Known,
    organisations::Organisation,
    people::{Invitations, Person},
    sql,
};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    execute, on,
    organisations::{self, NewOrganisation},
    people::{self, Giver, Invitee, NewPerson},
    secrets::sha256_hex,
    trouble::{Result, Trouble},
};

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saved {
    New,
    Changed,
    Unchanged,
    LeftAlone,
}

#[derive(sqlx::FromRow)]
struct There {
    id: String,
    account_id: String,
    role: String,
    state: String,
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
    mobile: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    invited_at: Option<i64>,
    mobile_changed_at: Option<i64>,
    as_filed: Option<String>,
    language: String,
    email: String,
    email_canonical: String,
}

/// Somebody who is in the books, for the log and for the letter.
struct Guest {
    account: AccountId,
    authorisation: AuthorisationId,
    language: Language,
    rights: Vec<String>,
}

/// Saves an organisation; kind and number together name it.
pub(super) async fn organisation(
    tx: &mut Tx,
    services: &Services,
    row: &Organisation,
) -> Result<Saved> {
    let saved = judge_organisation(tx, row).await?;
    if saved == Saved::Unchanged {
        return Ok(saved);
    }
    let rights: Vec<&str> = row.rights.iter().map(String::as_str).collect();
    let new = NewOrganisation {
        kind: &row.kind,
        number: &row.number,
        name: &row.name,
        rights: &rights,
    };
    organisations::save(tx, services, new).await?;
    Ok(saved)
}

/// What saving an organisation would bring about.
pub(super) async fn judge_organisation(tx: &mut Tx, row: &Organisation) -> Result<Saved> {
    let there = organisations::find_by_number(tx, &row.kind, &row.number).await?;
    let Some(there) = there else {
        return Ok(Saved::New);
    };
    let held = organisations::holds(tx, &there.id).await?;
    Ok(if there.name == row.name && same(&held, &row.rights) {
        Saved::Unchanged
    } else {
        Saved::Changed
    })
}

/// What saving a person would bring about, and whether an invitation waits to go out.
pub(super) async fn judge_person(
    tx: &mut Tx,
    now: Moment,
    organisation: &Known,
    row: &Person,
) -> Result<(Saved, bool)> {
    let Some(there) = find(tx, organisation, row).await? else {
        return Ok((Saved::New, true));
    };
    let rights = people::rights_of(tx, &AuthorisationId::from_trusted(there.id.clone())).await?;
    let saved = there.judge(row, &rights);
    Ok((saved, there.waits() && !row.is_over(now)))
}

/// Whether the organisation never knew anybody by this address.
pub(super) async fn is_new(tx: &mut Tx, organisation: &Known, row: &Person) -> Result<bool> {
    Ok(find(tx, organisation, row).await?.is_none())
}

async fn find(tx: &mut Tx, organisation: &Known, row: &Person) -> Result<Option<There>> {
    on!(tx, |c| sqlx::query_as(sql::PERSON)
        .bind(row.email.canonical())
        .bind(organisation.id.as_str())
        .fetch_optional(c))
}

/// Saves a person, and invites who is to be invited; says whether an invitation was queued.
///
/// The organisation must be locked ([`super::known::lock`]).
pub(super) async fn person(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    organisation: &Known,
    row: &Person,
    invitations: Invitations<'_>,
) -> Result<(Saved, bool)> {
    let (saved, guest) = match find(tx, organisation, row).await? {
        // The day passed since the file was looked at.
        None if row.is_over(now) => return Ok((Saved::LeftAlone, false)),
        None => (
            Saved::New,
            Some(add(tx, services, now, organisation, row).await?),
        ),
        Some(there) => compare(tx, services, now, organisation, row, there).await?,
    };
    let (Some(guest), Invitations::Send { by }) = (guest, invitations) else {
        return Ok((saved, false));
    };
    if row.is_over(now) {
        return Ok((saved, false));
    }
    let whom = Invitee {
        account: &guest.account,
        authorisation: &guest.authorisation,
        language: guest.language,
        by,
        organisation: &organisation.name,
        kind: &organisation.kind,
        rights: &guest.rights,
        send_at: now,
        of_many: true,
    };
    people::send_invitation(tx, services, now, &whom).await?;
    Ok((saved, true))
}

async fn add(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    organisation: &Known,
    row: &Person,
) -> Result<Guest> {
    let added = people::add(tx, services, now, &row.new_at(organisation, &row.email)).await?;
    // Behind the lock nobody else puts the same person in between the look and this.
    let added = added.map_err(|_| Trouble::Program("a person who was not there is there"))?;
    let guest = Guest {
        account: added.account,
        authorisation: added.authorisation,
        language: added.language,
        rights: row.rights.clone(),
    };
    filed(tx, &guest, row).await?;
    let facts = json!({ "role": row.role.code(), "rights": row.rights });
    record(tx, now, organisation, &guest, facts)?;
    Ok(guest)
}

/// Keeps what the file made of somebody, so that the next one sees whether anybody changed it since.
async fn filed(tx: &mut Tx, guest: &Guest, row: &Person) -> Result<()> {
    let digest = row.as_filed();
    execute!(tx, sql::FILED, guest.authorisation.as_str(), digest)?;
    Ok(())
}

/// Somebody who is here already: brought up to date while only invited and as a file made it, otherwise left as the portal has it.
async fn compare(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    organisation: &Known,
    row: &Person,
    there: There,
) -> Result<(Saved, Option<Guest>)> {
    let id = AuthorisationId::from_trusted(there.id.clone());
    let mut guest = Guest {
        account: AccountId::from_trusted(there.account_id.clone()),
        rights: people::rights_of(tx, &id).await?,
        authorisation: id,
        language: Language::from_code(&there.language).unwrap_or_default(),
    };
    let mut saved = there.judge(row, &guest.rights);
    if saved == Saved::Changed {
        let (typed, canonical) = (there.email.clone(), there.email_canonical.clone());
        let email = EmailAddress::from_stored(typed, canonical);
        let new = row.new_at(organisation, &email);
        saved = correct(tx, services, now, organisation, &new, &guest).await?;
        if saved == Saved::Changed {
            filed(tx, &guest, row).await?;
            guest.rights.clone_from(&row.rights);
        }
    }
    Ok((saved, there.waits().then_some(guest)))
}

impl There {
    fn is_invited(&self) -> bool {
        self.state == AuthorisationState::Invited.code()
    }

    fn judge(&self, row: &Person, rights: &[String]) -> Saved {
        if self.says_the_same(row) && same(rights, &row.rights) {
            Saved::Unchanged
        } else if self.is_ours() && self.is_as_filed(rights) {
            Saved::Changed
        } else {
            Saved::LeftAlone
        }
    }

    /// Of what this version cannot read it makes nothing else.
    fn is_ours(&self) -> bool {
        self.is_invited() && Role::from_code(&self.role).is_some()
    }

    /// Whether a file made this of it, and neither an admin nor the desk nor an operator changed it since.
    fn is_as_filed(&self, rights: &[String]) -> bool {
        let now = Filed {
            role: &self.role,
            name: [
                &self.given_name,
                &self.initials,
                &self.infix,
                &self.family_name,
            ],
            dates: (self.valid_from, self.valid_until),
            rights,
        };
        self.mobile_changed_at.is_none() && self.as_filed.as_deref() == Some(&*now.digest())
    }

    fn waits(&self) -> bool {
        self.is_ours() && self.invited_at.is_none()
    }

    fn says_the_same(&self, row: &Person) -> bool {
        let name = &row.name;
        self.role == row.role.code()
            && self.given_name == name.given_name()
            && self.initials == name.initials()
            && self.infix == name.infix()
            && self.family_name == name.family_name()
            && self.mobile == row.mobile.e164()
            && self.valid_from == row.valid_from.map(Moment::unix_ms)
            && self.valid_until == row.valid_until.map(Moment::unix_ms)
    }
}

/// What a file made of somebody, but for the number: whether somebody gave another one is known without it.
struct Filed<'a> {
    role: &'a str,
    name: [&'a str; 4],
    dates: (Option<i64>, Option<i64>),
    rights: &'a [String],
}

impl Filed<'_> {
    fn digest(&self) -> String {
        let mut rights = self.rights.to_vec();
        rights.sort();
        let whole = json!([self.role, self.name, self.dates, rights]);
        sha256_hex(whole.to_string().as_bytes())
    }
}

impl Person {
    fn as_filed(&self) -> String {
        let name = &self.name;
        let filed = Filed {
            role: self.role.code(),
            name: [
                name.given_name(),
                name.initials(),
                name.infix(),
                name.family_name(),
            ],
            dates: (
                self.valid_from.map(Moment::unix_ms),
                self.valid_until.map(Moment::unix_ms),
            ),
            rights: &self.rights,
        };
        filed.digest()
    }

    /// This row as somebody to be put into the books; by an operator. The address is that of today.
    fn new_at<'a>(&'a self, organisation: &'a Known, email: &'a EmailAddress) -> NewPerson<'a> {
        NewPerson {
            organisation: &organisation.id,
            name: &self.name,
            email,
            mobile: &self.mobile,
            language: self.language,
            role: self.role,
            rights: &self.rights,
            valid_from: self.valid_from,
            valid_until: self.valid_until,
            by: Giver::Operator,
        }
    }
}

/// Left alone after all if the invitation was accepted a moment ago.
async fn correct(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    organisation: &Known,
    new: &NewPerson<'_>,
    guest: &Guest,
) -> Result<Saved> {
    if !people::correct(tx, services, now, &guest.authorisation, new).await? {
        return Ok(Saved::LeftAlone);
    }
    let facts = json!({ "role": new.role.code(), "rights": new.rights, "changed": true });
    record(tx, now, organisation, guest, facts)?;
    Ok(Saved::Changed)
}

fn record(
    tx: &mut Tx,
    now: Moment,
    organisation: &Known,
    guest: &Guest,
    facts: serde_json::Value,
) -> Result<()> {
    let entry = Entry::new(Event::Invited, Actor::Operator)
        .account(&guest.account)
        .authorisation(&guest.authorisation)
        .organisation(&organisation.id)
        .facts(facts);
    audit::record(tx, now, entry)
}

/// Whether the stored codes are these, in any order: databases sort differently.
fn same(stored: &[String], codes: &[String]) -> bool {
    let (mut stored, mut codes) = (stored.to_vec(), codes.to_vec());
    stored.sort();
    codes.sort();
    stored == codes
}
