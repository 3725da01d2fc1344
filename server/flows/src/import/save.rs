//! Puts one row of a file into the books, in the one transaction of the file.
//! Each row costs a handful of prepared statements; nothing is kept in memory but the organisations.

use std::collections::HashMap;

use domain::{
    AccountId, AuthorisationId, Language, Moment, OrganisationId,
    people::{AuthorisationState, search_words},
    post::Letter,
    shared::person_name::fold,
};
use serde_json::json;

use super::{
    organisations::Organisation,
    people::{Invitations, Person},
    sql,
};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    execute,
    links::{self, Purpose},
    on,
    post::{self, Draft, To},
    services::Chance,
    trouble::{Result, Trouble},
};

/// Draws of six digits before longer codes are drawn: then the six digits are nearly used up.
const SHORT_DRAWS: u32 = 12;
/// Draws in all. Ninety million codes of eight digits do not run out.
const DRAWS: u32 = 40;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saved {
    New,
    Changed,
    Unchanged,
    LeftAlone,
}

/// An organisation that people can be put into.
pub(super) struct Known {
    pub id: OrganisationId,
    pub name: String,
    /// Code of its kind.
    pub kind: String,
    /// Codes of the rights it holds, sorted.
    pub rights: Vec<String>,
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
    access_code: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    invited_at: Option<i64>,
    language: String,
}

/// Somebody who is in the books, for the letter.
struct Guest {
    account: AccountId,
    authorisation: AuthorisationId,
    language: Language,
}

/// Every organisation that has not ended, by kind and number.
pub(super) async fn known_organisations(
    tx: &mut Tx,
    now: Moment,
) -> Result<HashMap<(String, String), Known>> {
    let held: Vec<(String, String)> =
        on!(&mut *tx, |c| sqlx::query_as(sql::RIGHTS_HELD).fetch_all(c))?;
    let mut rights: HashMap<String, Vec<String>> = HashMap::new();
    for (organisation, right) in held {
        rights.entry(organisation).or_default().push(right);
    }
    let rows: Vec<(String, String, String, String)> =
        on!(tx, |c| sqlx::query_as(sql::ORGANISATIONS)
            .bind(now.unix_ms())
            .fetch_all(c))?;
    Ok(rows
        .into_iter()
        .map(|(id, kind, number, name)| {
            let mut rights = rights.remove(&id).unwrap_or_default();
            rights.sort();
            let id = OrganisationId::from_trusted(id);
            (
                (kind.clone(), number),
                Known {
                    id,
                    name,
                    kind,
                    rights,
                },
            )
        })
        .collect())
}

/// Saves an organisation; kind and number together name it.
pub(super) async fn organisation(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    row: &Organisation,
) -> Result<Saved> {
    let there: Option<(String, String)> = on!(&mut *tx, |c| sqlx::query_as(sql::ORGANISATION)
        .bind(&row.kind)
        .bind(&row.number)
        .fetch_optional(c))?;
    let key = fold(&row.name);
    let Some((id, name)) = there else {
        let id = services.new_id()?;
        execute!(
            &mut *tx,
            sql::ADD_ORGANISATION,
            &id,
            &row.kind,
            &row.number,
            &row.name,
            &key,
            now.unix_ms()
        )?;
        hold_rights(tx, &id, &row.rights).await?;
        return Ok(Saved::New);
    };
    let held: Vec<(String,)> = on!(&mut *tx, |c| sqlx::query_as(sql::HOLDS)
        .bind(&id)
        .fetch_all(c))?;
    let same_rights = same(held, &row.rights);
    if same_rights && name == row.name {
        return Ok(Saved::Unchanged);
    }
    execute!(&mut *tx, sql::RENAME, &id, &row.name, &key)?;
    if !same_rights {
        execute!(&mut *tx, sql::FORGET_RIGHTS_HELD, &id)?;
        hold_rights(tx, &id, &row.rights).await?;
    }
    Ok(Saved::Changed)
}

async fn hold_rights(tx: &mut Tx, organisation: &str, rights: &[String]) -> Result<()> {
    for right in rights {
        execute!(&mut *tx, sql::ADD_RIGHT_HELD, organisation, right)?;
    }
    Ok(())
}

/// Saves a person, and invites who is to be invited; says whether an invitation was queued.
pub(super) async fn person(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    organisation: &Known,
    row: &Person,
    invitations: Invitations<'_>,
) -> Result<(Saved, bool)> {
    let there: Option<There> = on!(&mut *tx, |c| sqlx::query_as(sql::PERSON)
        .bind(row.email.canonical())
        .bind(organisation.id.as_str())
        .fetch_optional(c))?;
    let (saved, guest) = match there {
        None => (
            Saved::New,
            Some(add(tx, services, now, organisation, row).await?),
        ),
        Some(there) => compare(tx, now, organisation, row, there).await?,
    };
    let (Some(guest), Invitations::Send { by }) = (guest, invitations) else {
        return Ok((saved, false));
    };
    invite(tx, services, now, organisation, row, &guest, by).await?;
    Ok((saved, true))
}

async fn add(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    organisation: &Known,
    row: &Person,
) -> Result<Guest> {
    let name = &row.name;
    let (account, language): (String, String) =
        on!(&mut *tx, |c| sqlx::query_as(sql::ACCOUNT_OF_ADDRESS)
            .bind(services.new_id()?)
            .bind(row.email.typed())
            .bind(row.email.canonical())
            .bind(name.given_name())
            .bind(name.initials())
            .bind(name.infix())
            .bind(name.family_name())
            .bind(row.language.code())
            .bind(now.unix_ms())
            .fetch_one(c))?;
    let id = services.new_id()?;
    let code = insert(tx, services, now, organisation, row, &account, &id).await?;
    write_words(tx, organisation, row, &id, &code).await?;
    write_rights(tx, now, row, &id).await?;
    let guest = Guest {
        account: AccountId::from_trusted(account),
        authorisation: AuthorisationId::from_trusted(id),
        language: Language::from_code(&language).unwrap_or_default(),
    };
    let entry = Entry::new(Event::Invited, Actor::Operator)
        .account(&guest.account)
        .authorisation(&guest.authorisation)
        .organisation(&organisation.id)
        .facts(json!({ "role": row.role.code(), "rights": row.rights }));
    audit::record(tx, now, entry).await?;
    Ok(guest)
}

async fn insert(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    organisation: &Known,
    row: &Person,
    account: &str,
    id: &str,
) -> Result<String> {
    for draw in 0..DRAWS {
        let code = access_code(
            services.chance.as_ref(),
            if draw < SHORT_DRAWS { 6 } else { 8 },
        )?;
        let added = execute!(
            &mut *tx,
            sql::ADD,
            id,
            organisation.id.as_str(),
            account,
            row.role.code(),
            row.name.given_name(),
            row.name.initials(),
            row.name.infix(),
            row.name.family_name(),
            row.name.sort_key(),
            row.mobile.e164(),
            &code,
            row.valid_from.map(Moment::unix_ms),
            row.valid_until.map(Moment::unix_ms),
            now.unix_ms(),
        )?;
        if added == 1 {
            return Ok(code);
        }
    }
    Err(Trouble::Stored("no access code is left"))
}

/// Somebody who is here already: brought up to date while only invited, otherwise left as the portal has it.
async fn compare(
    tx: &mut Tx,
    now: Moment,
    organisation: &Known,
    row: &Person,
    there: There,
) -> Result<(Saved, Option<Guest>)> {
    let rights: Vec<(String,)> = on!(&mut *tx, |c| sqlx::query_as(sql::RIGHTS_OF)
        .bind(&there.id)
        .fetch_all(c))?;
    let unchanged = there.says_the_same(row) && same(rights, &row.rights);
    if there.state != AuthorisationState::Invited.code() {
        let saved = if unchanged {
            Saved::Unchanged
        } else {
            Saved::LeftAlone
        };
        return Ok((saved, None));
    }
    if !unchanged {
        change(tx, now, organisation, row, &there).await?;
    }
    let guest = there.invited_at.is_none().then(|| Guest {
        account: AccountId::from_trusted(there.account_id),
        authorisation: AuthorisationId::from_trusted(there.id),
        language: Language::from_code(&there.language).unwrap_or_default(),
    });
    Ok((
        if unchanged {
            Saved::Unchanged
        } else {
            Saved::Changed
        },
        guest,
    ))
}

impl There {
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

async fn change(
    tx: &mut Tx,
    now: Moment,
    organisation: &Known,
    row: &Person,
    there: &There,
) -> Result<()> {
    execute!(
        &mut *tx,
        sql::CHANGE,
        &there.id,
        row.role.code(),
        row.name.given_name(),
        row.name.initials(),
        row.name.infix(),
        row.name.family_name(),
        row.name.sort_key(),
        row.mobile.e164(),
        row.valid_from.map(Moment::unix_ms),
        row.valid_until.map(Moment::unix_ms),
    )?;
    execute!(&mut *tx, sql::FORGET_WORDS, &there.id)?;
    write_words(tx, organisation, row, &there.id, &there.access_code).await?;
    execute!(&mut *tx, sql::FORGET_RIGHTS, &there.id)?;
    write_rights(tx, now, row, &there.id).await?;
    let account = AccountId::from_trusted(there.account_id.clone());
    let authorisation = AuthorisationId::from_trusted(there.id.clone());
    let entry = Entry::new(Event::Invited, Actor::Operator)
        .account(&account)
        .authorisation(&authorisation)
        .organisation(&organisation.id)
        .facts(json!({ "role": row.role.code(), "rights": row.rights, "changed": true }));
    audit::record(tx, now, entry).await
}

async fn invite(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    organisation: &Known,
    row: &Person,
    guest: &Guest,
    by: &str,
) -> Result<()> {
    let until = now.plus(services.policy.invitation);
    let kind = services.catalogue.kind(&organisation.kind);
    let rights = row
        .rights
        .iter()
        .filter_map(|code| kind.and_then(|kind| kind.right(code)));
    let letter = Letter::Invitation {
        by: by.to_owned(),
        organisation: organisation.name.clone(),
        rights: rights
            .map(|right| right.name.get(guest.language).to_owned())
            .collect(),
        until,
        reminder: 0,
    };
    let whose = Some(&guest.authorisation);
    let link = links::make(
        tx,
        services,
        now,
        Purpose::Activate,
        &guest.account,
        whose,
        until,
    )
    .await?;
    let draft = Draft::new(To::Account(&guest.account), guest.language, letter)
        .about(&guest.authorisation)
        .with_link(&link);
    post::queue(tx, services, now, draft).await?;
    execute!(
        tx,
        sql::INVITED,
        guest.authorisation.as_str(),
        now.unix_ms()
    )?;
    Ok(())
}

async fn write_words(
    tx: &mut Tx,
    organisation: &Known,
    row: &Person,
    id: &str,
    code: &str,
) -> Result<()> {
    for word in search_words(&row.name, &row.email, code) {
        execute!(&mut *tx, sql::ADD_WORD, organisation.id.as_str(), &word, id)?;
    }
    Ok(())
}

async fn write_rights(tx: &mut Tx, now: Moment, row: &Person, id: &str) -> Result<()> {
    for right in &row.rights {
        execute!(&mut *tx, sql::GRANT, id, right, now.unix_ms())?;
    }
    Ok(())
}

/// A number of that many digits, without a leading zero: it is read aloud over the telephone.
fn access_code(chance: &dyn Chance, digits: u32) -> Result<String> {
    let lowest = 10_u64.pow(digits - 1);
    let mut bytes = [0; 8];
    chance.fill(&mut bytes)?;
    // It identifies and opens nothing (decisions.md 15): the tiny bias of a remainder does not matter.
    Ok((lowest + u64::from_le_bytes(bytes) % (9 * lowest)).to_string())
}

/// Whether the stored codes are these, in any order: databases sort differently.
fn same(stored: Vec<(String,)>, codes: &[String]) -> bool {
    let mut stored: Vec<String> = stored.into_iter().map(|(code,)| code).collect();
    let mut codes = codes.to_vec();
    stored.sort();
    codes.sort();
    stored == codes
}
