//! What hangs on an authorisation: the words it is found by, and the rights it holds. Every right is given here, and here one
//! that counts as a pair of eyes is given by two people or by an operator, or not at all (SEC-68).

use std::collections::BTreeSet;

use domain::{
    AccountId, AuthorisationId, EmailAddress, Moment, OrganisationId, PersonName,
    people::search_words, post::Letter,
};

use super::{letter::right_names, rights::rights_of, sql, store::NewPerson};
use crate::{
    Services, Tx,
    audit::Actor,
    caller::full_name,
    execute, eyes, on,
    post::{self, Draft, Payer, To},
    trouble::{Result, Trouble},
};

/// Who gives rights.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Giver<'a> {
    /// An operator, by a file or at the command line.
    Operator,
    /// An admin alone.
    Admin(&'a AccountId),
    /// The service desk, which appoints an admin.
    Desk,
    /// Two people: an admin asked, and an agent decided.
    Two {
        /// Who asked.
        asked_by: &'a AccountId,
    },
}

impl<'a> Giver<'a> {
    /// The person who stands beside it in the books.
    pub const fn person(self) -> Option<&'a AccountId> {
        match self {
            Self::Admin(by) | Self::Two { asked_by: by } => Some(by),
            Self::Operator | Self::Desk => None,
        }
    }

    /// As the trail names them; of the desk it is not known here who it was.
    pub const fn actor(self) -> Actor<'a> {
        match self {
            Self::Operator => Actor::Operator,
            Self::Admin(by) | Self::Two { asked_by: by } => Actor::Person(by),
            Self::Desk => Actor::System,
        }
    }

    const fn may_give_eyes(self) -> bool {
        matches!(self, Self::Operator | Self::Two { .. })
    }
}

/// Whose right it is, where a pair of eyes is given.
#[derive(sqlx::FromRow)]
struct Holder {
    kind: String,
    organisation: String,
    account_id: String,
    given_name: String,
    infix: String,
    family_name: String,
}

/// Gives a right to an authorisation that does not have it yet; false if it has.
///
/// Of a right that counts as a pair of eyes every agent hears. Flows ask for it by [`four_eyes_of`] beforehand; that one
/// person gives it here is a mistake of ours, and stops the deed.
pub(crate) async fn grant(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    authorisation: &AuthorisationId,
    right: &str,
    by: Giver<'_>,
) -> Result<bool> {
    let eyes = counts_as_eyes(tx, services, authorisation, right).await?;
    if eyes.is_some() && !by.may_give_eyes() {
        let what = "a right that counts as a pair of eyes was about to be given by one person";
        return Err(Trouble::Program(what));
    }
    let given = execute!(
        &mut *tx,
        sql::GRANT,
        authorisation.as_str(),
        right,
        now.unix_ms(),
        by.person().map(AccountId::as_str)
    )?;
    if let Some(holder) = eyes.filter(|_| given == 1) {
        let payer = by.person().map_or(Payer::Nobody, Payer::Person);
        let about = (authorisation, now);
        tell_agents(tx, services, now, about, (right, &holder), payer).await?;
    }
    Ok(given == 1)
}

/// Every agent hears of a pair of eyes that was given with an invitation once it is accepted, too: who decides `from` then on was
/// nobody yet when it was given.
pub(crate) async fn tell_of_eyes(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (authorisation, from): (&AuthorisationId, Moment),
) -> Result<()> {
    for right in rights_of(&mut *tx, authorisation).await? {
        let eyes = counts_as_eyes(tx, services, authorisation, &right).await?;
        if let Some(holder) = eyes {
            let about = (authorisation, from);
            tell_agents(tx, services, now, about, (&right, &holder), Payer::Reader).await?;
        }
    }
    Ok(())
}

/// Whose right it is, if it counts as a pair of eyes at that kind of organisation. Asks nothing for any other right.
async fn counts_as_eyes(
    tx: &mut Tx,
    services: &Services,
    authorisation: &AuthorisationId,
    right: &str,
) -> Result<Option<Holder>> {
    if !services.catalogue.has_four_eyes(right) {
        return Ok(None);
    }
    let holder: Holder = on!(tx, |c| sqlx::query_as(sql::HOLDER)
        .bind(authorisation.as_str())
        .fetch_one(c))?;
    let takes_two = services.catalogue.takes_four_eyes(&holder.kind, right);
    Ok(Some(holder).filter(|_| takes_two))
}

/// Every agent hears of a new pair of eyes that is there `from` then on, but for whom it concerns.
async fn tell_agents(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (authorisation, from): (&AuthorisationId, Moment),
    (right, holder): (&str, &Holder),
    payer: Payer<'_>,
) -> Result<()> {
    let account = AccountId::from_trusted(holder.account_id.clone());
    let rights = [right.to_owned()];
    for agent in eyes::agents(tx, services).await? {
        if agent.account == account {
            continue;
        }
        let names = right_names(services, &holder.kind, &rights, agent.language);
        let letter = Letter::NewEyes {
            whom: full_name(&holder.given_name, &holder.infix, &holder.family_name),
            organisation: holder.organisation.clone(),
            right: names.join(", "),
            decides_from: from.plus(services.policy.eyes.settled),
        };
        let draft = Draft::new(To::Account(&agent.account), agent.language, letter, payer)
            .about(authorisation);
        post::queue(tx, services, now, draft).await?;
    }
    Ok(())
}

/// Of these codes, those that one person gives at a kind of organisation, and those that take two.
pub(crate) fn four_eyes_of(
    services: &Services,
    kind: &str,
    codes: &[String],
) -> (Vec<String>, Vec<String>) {
    let takes_two = |code: &String| services.catalogue.takes_four_eyes(kind, code);
    let codes: BTreeSet<String> = codes.iter().cloned().collect();
    let (two, one): (BTreeSet<_>, BTreeSet<_>) = codes.into_iter().partition(takes_two);
    (one.into_iter().collect(), two.into_iter().collect())
}

/// Takes off whatever counts as a pair of eyes: whose access had ended is given it anew, by two people. Gives back the codes.
pub(super) async fn take_eyes(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    kind: &str,
    authorisation: &AuthorisationId,
) -> Result<Vec<String>> {
    let held = rights_of(tx, authorisation).await?;
    let (_, eyes) = four_eyes_of(services, kind, &held);
    for code in &eyes {
        take(tx, now, authorisation, code).await?;
    }
    Ok(eyes)
}

/// Takes a right away.
pub(super) async fn take(
    tx: &mut Tx,
    now: Moment,
    authorisation: &AuthorisationId,
    right: &str,
) -> Result<()> {
    let id = authorisation.as_str();
    execute!(&mut *tx, sql::BEFORE_TAKING_RIGHTS, id, now.unix_ms())?;
    execute!(tx, sql::TAKE_RIGHT, id, right)?;
    Ok(())
}

/// Takes every right away.
pub(super) async fn forget_rights(
    tx: &mut Tx,
    now: Moment,
    authorisation: &AuthorisationId,
) -> Result<()> {
    let id = authorisation.as_str();
    execute!(&mut *tx, sql::BEFORE_TAKING_RIGHTS, id, now.unix_ms())?;
    execute!(tx, sql::FORGET_RIGHTS, id)?;
    Ok(())
}

/// Writes down by which words a person is found, instead of the words of before.
pub(super) async fn write_words(
    tx: &mut Tx,
    (organisation, authorisation): (&OrganisationId, &AuthorisationId),
    name: &PersonName,
    email: &EmailAddress,
) -> Result<()> {
    let (code,): (String,) = on!(&mut *tx, |c| sqlx::query_as(sql::ACCESS_CODE)
        .bind(authorisation.as_str())
        .fetch_one(c))?;
    execute!(&mut *tx, sql::FORGET_WORDS, authorisation.as_str())?;
    for word in search_words(name, email, &code) {
        execute!(
            &mut *tx,
            sql::ADD_WORD,
            organisation.as_str(),
            &word,
            authorisation.as_str()
        )?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct NamedRow {
    id: String,
    organisation_id: String,
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
    email: String,
    email_canonical: String,
}

/// Before an account gets another address: an organisation where access is over, or where nobody accepted its invitation, goes on
/// knowing the one of then, in its list and by what it searches for. What happens to a person after that is not its to see (SEC-04).
pub(crate) async fn keep_address(tx: &mut Tx, account: &AccountId, now: Moment) -> Result<()> {
    let (id, at) = (account.as_str(), now.unix_ms());
    execute!(&mut *tx, sql::KEEP_ADDRESS_BEFORE, id, at)?;
    execute!(tx, sql::KEEP_ADDRESS, id, at)?;
    Ok(())
}

/// Before an account is set aside: wherever somebody was in with it the address of then is the last one there is.
pub(crate) async fn keep_last_address(tx: &mut Tx, account: &AccountId, now: Moment) -> Result<()> {
    let id = account.as_str();
    execute!(&mut *tx, sql::KEEP_ADDRESS_BEFORE, id, now.unix_ms())?;
    execute!(tx, sql::KEEP_LAST_ADDRESS, id)?;
    Ok(())
}

/// Writes the words of a person anew wherever admins can find this person: name or address changed, or access that was over
/// began again.
pub(crate) async fn rewrite_words(tx: &mut Tx, account: &AccountId) -> Result<()> {
    let rows: Vec<NamedRow> = on!(&mut *tx, |c| sqlx::query_as(sql::NAMED)
        .bind(account.as_str())
        .fetch_all(c))?;
    for row in rows {
        let organisation = OrganisationId::from_trusted(row.organisation_id);
        let authorisation = AuthorisationId::from_trusted(row.id);
        let name =
            PersonName::from_stored(row.given_name, row.initials, row.infix, row.family_name);
        let email = EmailAddress::from_stored(row.email, row.email_canonical);
        write_words(tx, (&organisation, &authorisation), &name, &email).await?;
    }
    Ok(())
}

/// Gives a person these rights, instead of those of before; one that stays is held since when it was.
pub(super) async fn write_rights(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    new: &NewPerson<'_>,
    authorisation: &AuthorisationId,
) -> Result<()> {
    for right in rights_of(tx, authorisation).await? {
        if !new.rights.contains(&right) {
            take(tx, now, authorisation, &right).await?;
        }
    }
    for right in new.rights {
        grant(tx, services, now, authorisation, right, new.by).await?;
    }
    Ok(())
}
