//! How a person gets into the books: account, authorisation, access code, rights, and the words to find them by.
//! Inviting, importing and tests share this; what is told to whom is their own affair.

use std::collections::BTreeSet;

use domain::{
    AccountId, AuthorisationId, EmailAddress, Language, MobileNumber, Moment, OrganisationId,
    PersonName, people::Role, shared::person_name::fold,
};

use super::sql;
use crate::{
    Services, Tx,
    caller::full_name,
    execute, on, organisations,
    services::Chance,
    trouble::{Result, Trouble},
};

/// Draws of six digits before longer codes are drawn: then the six digits are nearly used up.
const SHORT_DRAWS: u32 = 12;
/// Draws in all. Ninety million codes of eight digits do not run out.
const DRAWS: u32 = 40;

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
    /// Language of letters, for an account that is new.
    pub language: Language,
    /// What they are.
    pub role: Role,
    /// Codes of rights; the caller has checked that the organisation holds them.
    pub rights: &'a [String],
    /// First moment of access, if limited.
    pub valid_from: Option<Moment>,
    /// End of access, if limited.
    pub valid_until: Option<Moment>,
    /// Who invites; `None` for an operator.
    pub by: Option<&'a AccountId>,
}

/// Somebody who is in the books now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The person.
    pub account: AccountId,
    /// That person here.
    pub authorisation: AuthorisationId,
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

/// Puts a person into the books, as invited. The organisation must be locked ([`organisations::lock`]).
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
            invite_anew(tx, now, new, row.id).await?
        }
        Some(row) => {
            return Ok(Err(Here {
                account,
                name: full_name(&row.given_name, &row.infix, &row.family_name),
                authorisation: AuthorisationId::from_trusted(row.id),
            }));
        }
    };
    write_words(tx, new, &authorisation).await?;
    execute!(&mut *tx, sql::FORGET_RIGHTS, authorisation.as_str())?;
    for right in new.rights {
        grant(tx, now, &authorisation, right, new.by).await?;
    }
    organisations::remember_domain(tx, new.organisation, new.email.domain()).await?;
    Ok(Ok(Added {
        account,
        authorisation,
    }))
}

/// Gives a right to an authorisation that does not have it yet.
pub(super) async fn grant(
    tx: &mut Tx,
    now: Moment,
    authorisation: &AuthorisationId,
    right: &str,
    by: Option<&AccountId>,
) -> Result<()> {
    execute!(
        tx,
        sql::GRANT,
        authorisation.as_str(),
        right,
        now.unix_ms(),
        by.map(AccountId::as_str)
    )?;
    Ok(())
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
    for draw in 0..DRAWS {
        let digits = if draw < SHORT_DRAWS { 6 } else { 8 };
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
            access_code(services.chance.as_ref(), digits)?,
            new.valid_from.map(Moment::unix_ms),
            new.valid_until.map(Moment::unix_ms),
            now.unix_ms(),
            new.by.map(AccountId::as_str),
        )?;
        if added == 1 {
            return Ok(AuthorisationId::from_trusted(id));
        }
    }
    Err(Trouble::Stored("no access code is left"))
}

async fn invite_anew(
    tx: &mut Tx,
    now: Moment,
    new: &NewPerson<'_>,
    id: String,
) -> Result<AuthorisationId> {
    execute!(
        tx,
        sql::INVITE_ANEW,
        &id,
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
        new.by.map(AccountId::as_str),
    )?;
    Ok(AuthorisationId::from_trusted(id))
}

async fn write_words(
    tx: &mut Tx,
    new: &NewPerson<'_>,
    authorisation: &AuthorisationId,
) -> Result<()> {
    let (code,): (String,) = on!(&mut *tx, |c| sqlx::query_as(sql::ACCESS_CODE)
        .bind(authorisation.as_str())
        .fetch_one(c))?;
    execute!(&mut *tx, sql::FORGET_WORDS, authorisation.as_str())?;
    let organisation = new.organisation.as_str();
    for word in words_of(new.name, new.email, code) {
        execute!(
            &mut *tx,
            sql::ADD_WORD,
            organisation,
            &word,
            authorisation.as_str()
        )?;
    }
    Ok(())
}

/// Every word whose beginning finds a person: the parts of the name, the address, the access code.
fn words_of(name: &PersonName, email: &EmailAddress, access_code: String) -> BTreeSet<String> {
    let name = name.search_key();
    let mut words: BTreeSet<String> = name
        .split(' ')
        .flat_map(|word| std::iter::once(word).chain(word.split(['-', '\'', '.'])))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.insert(fold(email.canonical()));
    words.insert(email.domain().to_owned());
    words.insert(access_code);
    words
}

/// A number of that many digits, without a leading zero: it is read aloud over the telephone.
fn access_code(chance: &dyn Chance, digits: u32) -> Result<String> {
    let lowest = 10_u64.pow(digits - 1);
    let mut bytes = [0; 8];
    chance.fill(&mut bytes)?;
    // It identifies and opens nothing (decisions.md 15): the tiny bias of a remainder does not matter.
    Ok((lowest + u64::from_le_bytes(bytes) % (9 * lowest)).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::SystemChance;

    #[test]
    fn an_access_code_has_its_digits_and_no_leading_zero() {
        for digits in [6, 8] {
            for _ in 0..200 {
                let code = access_code(&SystemChance, digits).unwrap();
                assert_eq!(code.len(), digits as usize);
                assert!(!code.starts_with('0') && code.bytes().all(|b| b.is_ascii_digit()));
            }
        }
    }

    #[test]
    fn every_part_of_a_name_and_the_address_is_a_word() {
        let name = PersonName::parse("Jean-Luc", "", "van der", "Çelik-O'Neil").unwrap();
        let email = EmailAddress::parse("JL@Kantoor.example").unwrap();
        let words = words_of(&name, &email, "482915".into());
        for word in [
            "jean-luc",
            "jean",
            "luc",
            "van",
            "der",
            "celik-o'neil",
            "celik",
            "o",
            "neil",
            "jl@kantoor.example",
            "kantoor.example",
            "482915",
        ] {
            assert!(words.contains(word), "{word}: {words:?}");
        }
    }
}
