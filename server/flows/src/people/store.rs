//! How a person gets into the books: account, authorisation, access code, rights, and the words to find them by.
//! Inviting, importing and tests share this; what is told to whom is their own affair.

use domain::{
    AccountId, AuthorisationId, EmailAddress, Language, MobileNumber, Moment, OrganisationId,
    PersonName, people::Role,
};

use serde_json::json;

use super::{
    access_code, sql,
    words_and_rights::{Giver, write_rights, write_words},
};
use crate::{
    Services, Tx, appointments,
    audit::{self, Entry, Event},
    caller::full_name,
    execute, on, organisations,
    trouble::{Result, Trouble},
    unclaimed,
};

/// Somebody who is to be in the books of an organisation, invited.
#[derive(Clone, Debug)]
pub struct NewPerson<'a> {
    /// Where.
    pub organisation: &'a OrganisationId,
    /// What this organisation calls them.
    pub name: &'a PersonName,
    /// Login name. An account that has it already is used.
    pub email: &'a EmailAddress,
    /// Where codes go.
    pub mobile: &'a MobileNumber,
    /// Language of letters, unless the account is somebody's who chose one.
    pub language: Language,
    /// What they are.
    pub role: Role,
    /// Codes of rights; the caller has checked that the organisation holds them, and that `by` may give them.
    pub rights: &'a [String],
    /// First moment of access, if limited.
    pub valid_from: Option<Moment>,
    /// End of access, if limited.
    pub valid_until: Option<Moment>,
    /// Who invites.
    pub by: Giver<'a>,
}

/// Somebody who is in the books now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The person.
    pub account: AccountId,
    /// That person here.
    pub authorisation: AuthorisationId,
    /// Language of letters: an account that is somebody's keeps its own.
    pub language: Language,
}

/// Somebody who was here already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Here {
    /// The person.
    pub account: AccountId,
    /// That person here.
    pub authorisation: AuthorisationId,
    /// What this organisation calls them.
    pub name: String,
}

#[derive(sqlx::FromRow)]
struct HereRow {
    id: String,
    given_name: String,
    infix: String,
    family_name: String,
    state: String,
    activated_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct BeforeRow {
    id: String,
    account_id: String,
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
    mobile: String,
}

#[derive(sqlx::FromRow)]
struct NameRow {
    account_id: String,
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
}

/// Puts a person into the books, as invited; the moment of the invitation comes with its letter.
///
/// The organisation must be locked ([`organisations::lock`]).
pub async fn add(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    new: &NewPerson<'_>,
) -> Result<Result<Added, Here>> {
    let account = account_of(tx, services, now, new).await?;
    let here: Option<HereRow> = on!(&mut *tx, |c| sqlx::query_as(sql::HERE_ALREADY)
        .bind(new.organisation.as_str())
        .bind(account.as_str())
        .fetch_optional(c))?;
    let authorisation = match here {
        None => insert(tx, services, now, new, &account).await?,
        Some(row) if row.state == "stopped" && row.activated_at.is_none() => {
            let authorisation = AuthorisationId::from_trusted(row.id);
            let by = new.by.person().map(AccountId::as_str);
            let reopened = (authorisation.as_str(), now.unix_ms());
            execute!(&mut *tx, sql::REOPEN, reopened.0, by, reopened.1)?;
            appointments::untie(tx, now, &authorisation).await?;
            write(tx, now, &authorisation, new).await?;
            authorisation
        }
        Some(row) => {
            return Ok(Err(Here {
                account,
                name: full_name(&row.given_name, &row.infix, &row.family_name),
                authorisation: AuthorisationId::from_trusted(row.id),
            }));
        }
    };
    let (id, email) = (authorisation.as_str(), new.email.canonical());
    execute!(&mut *tx, sql::KNOWN_BY_TODAYS, id, email)?;
    let here = (new.organisation, &authorisation);
    write_words(tx, here, new.name, new.email).await?;
    write_rights(tx, services, now, new, &authorisation).await?;
    organisations::remember_domain(tx, new.organisation, new.email.domain()).await?;
    let language = unclaimed::language_of(tx, &authorisation).await?;
    Ok(Ok(Added {
        account,
        authorisation,
        language,
    }))
}

/// Whoever is meant by the address of before: known here by it, and called the same or with the same number. Under another name it is a
/// colleague's who has that mailbox now.
///
/// The organisation must be locked ([`organisations::lock`]).
pub(crate) async fn known_before(tx: &mut Tx, new: &NewPerson<'_>) -> Result<Option<Here>> {
    let row: Option<BeforeRow> = on!(tx, |c| sqlx::query_as(sql::KNOWN_BEFORE)
        .bind(new.email.canonical())
        .bind(new.organisation.as_str())
        .fetch_optional(c))?;
    let Some(row) = row else {
        return Ok(None);
    };
    let name = PersonName::from_stored(row.given_name, row.initials, row.infix, row.family_name);
    let is_meant = name.reads_as(new.name) || row.mobile == new.mobile.e164();
    Ok(is_meant.then(|| Here {
        account: AccountId::from_trusted(row.account_id),
        authorisation: AuthorisationId::from_trusted(row.id),
        name: name.full(),
    }))
}

/// Brings somebody up to date who has not accepted the invitation; false, and nothing done, if he has. What was approved before
/// led to another invitation.
///
/// The organisation must be locked ([`organisations::lock`]).
pub(crate) async fn correct(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    authorisation: &AuthorisationId,
    new: &NewPerson<'_>,
) -> Result<bool> {
    if !write(tx, now, authorisation, new).await? {
        return Ok(false);
    }
    appointments::untie(tx, now, authorisation).await?;
    let (id, email) = (authorisation.as_str(), new.email.canonical());
    execute!(&mut *tx, sql::KNOWN_BY_TODAYS, id, email)?;
    let here = (new.organisation, authorisation);
    write_words(tx, here, new.name, new.email).await?;
    write_rights(tx, services, now, new, authorisation).await?;
    Ok(true)
}

async fn account_of(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    new: &NewPerson<'_>,
) -> Result<AccountId> {
    let (id,): (String,) = on!(tx, |c| sqlx::query_as(sql::ACCOUNT_OF_ADDRESS)
        .bind(services.new_id()?)
        .bind(new.email.typed())
        .bind(new.email.canonical())
        .bind(new.name.given_name())
        .bind(new.name.initials())
        .bind(new.name.infix())
        .bind(new.name.family_name())
        .bind(new.language.code())
        .bind(now.unix_ms())
        .fetch_one(c))?;
    Ok(AccountId::from_trusted(id))
}

async fn insert(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    new: &NewPerson<'_>,
    account: &AccountId,
) -> Result<AuthorisationId> {
    let id = services.new_id()?;
    for draw in 0..access_code::DRAWS {
        let added = execute!(
            &mut *tx,
            sql::ADD,
            &id,
            new.organisation.as_str(),
            account.as_str(),
            new.role.code(),
            new.name.given_name(),
            new.name.initials(),
            new.name.infix(),
            new.name.family_name(),
            new.name.sort_key(),
            new.mobile.e164(),
            access_code::draw(services.chance.as_ref(), draw)?,
            new.valid_from.map(Moment::unix_ms),
            new.valid_until.map(Moment::unix_ms),
            now.unix_ms(),
            new.by.person().map(AccountId::as_str),
            new.language.code(),
        )?;
        if added == 1 {
            return Ok(AuthorisationId::from_trusted(id));
        }
    }
    Err(Trouble::Program("no access code is left"))
}

/// Writes what was typed over what stood there, while somebody is invited; false, and nothing done, if not (any more).
async fn write(
    tx: &mut Tx,
    now: Moment,
    authorisation: &AuthorisationId,
    new: &NewPerson<'_>,
) -> Result<bool> {
    let named: Option<NameRow> = on!(&mut *tx, |c| sqlx::query_as(sql::NAME_OF_INVITED)
        .bind(authorisation.as_str())
        .fetch_optional(c))?;
    if let Some(row) = named {
        let account = AccountId::from_trusted(row.account_id);
        let before =
            PersonName::from_stored(row.given_name, row.initials, row.infix, row.family_name);
        if before.full() != new.name.full() {
            let facts = json!({ "before": before.full(), "now": new.name.full(), "own": false });
            let entry = Entry::new(Event::NameChanged, new.by.actor())
                .account(&account)
                .authorisation(authorisation)
                .organisation(new.organisation)
                .facts(facts);
            audit::record(tx, now, entry)?;
        }
    }
    let written = execute!(
        &mut *tx,
        sql::WRITE,
        authorisation.as_str(),
        new.role.code(),
        new.name.given_name(),
        new.name.initials(),
        new.name.infix(),
        new.name.family_name(),
        new.name.sort_key(),
        new.mobile.e164(),
        new.valid_from.map(Moment::unix_ms),
        new.valid_until.map(Moment::unix_ms),
        now.unix_ms(),
        new.language.code(),
        new.by.person().map(AccountId::as_str),
    )?;
    Ok(written == 1)
}
