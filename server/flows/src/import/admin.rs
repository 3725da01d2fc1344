//! The first admin of an organisation, or one more when all others are gone: made by an operator (break-glass).
//! Whoever is at the organisation already becomes admin there; everybody else is invited.

use domain::{
    AccountId, AuthorisationId, EmailAddress, Language, MobileNumber, PersonName, people::Role,
};

use super::{
    known::{known_organisations, lock, lock_people},
    people::{Invitations, Person},
    save::{self, Saved},
    sql,
};
use crate::{
    Services,
    audit::{self, Actor, Entry, Event},
    execute, on,
    trouble::Result,
};

/// Who is to be admin.
#[derive(Clone, Debug)]
pub struct NewAdmin {
    /// Code of the organisation's kind.
    pub kind: String,
    /// The organisation's number.
    pub number: String,
    /// What they are called.
    pub name: PersonName,
    /// Login name.
    pub email: EmailAddress,
    /// Where codes go.
    pub mobile: MobileNumber,
    /// Language of letters.
    pub language: Language,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdminMade {
    /// The invitation is queued.
    Invited,
    /// Somebody who was there already is admin now; names and number stay as they were.
    Promoted,
    /// There is no such organisation.
    NoOrganisation,
}

/// Makes somebody admin of an organisation, with every right that it holds.
pub async fn create_admin(services: &Services, new: NewAdmin, by: &str) -> Result<AdminMade> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let known = known_organisations(&mut tx, now).await?;
    let at = (new.kind, new.number);
    let Some(organisation) = known.get(&at) else {
        return Ok(AdminMade::NoOrganisation);
    };
    lock(&mut tx, std::iter::once(organisation)).await?;
    lock_people(&mut tx, std::iter::once((&new.email, organisation))).await?;
    let row = Person {
        name: new.name,
        email: new.email,
        mobile: new.mobile,
        role: Role::Admin,
        rights: organisation.rights.clone(),
        language: new.language,
        valid_from: None,
        valid_until: None,
        at,
    };
    let invitations = Invitations::Send { by };
    let (saved, invited) =
        save::person(&mut tx, services, now, organisation, &row, invitations).await?;
    if saved == Saved::LeftAlone {
        execute!(
            &mut tx,
            sql::MAKE_ADMIN,
            organisation.id.as_str(),
            row.email.canonical(),
            now.unix_ms()
        )?;
    }
    let (account, authorisation): (String, String) = on!(&mut tx, |c| sqlx::query_as(sql::WHO)
        .bind(organisation.id.as_str())
        .bind(row.email.canonical())
        .fetch_one(c))?;
    let account = AccountId::from_trusted(account);
    let authorisation = AuthorisationId::from_trusted(authorisation);
    let entry = Entry::new(Event::AdminCreatedByOperator, Actor::Operator)
        .account(&account)
        .authorisation(&authorisation)
        .organisation(&organisation.id);
    audit::record(&mut tx, now, entry)?;
    tx.commit().await?;
    Ok(if invited {
        AdminMade::Invited
    } else {
        AdminMade::Promoted
    })
}
