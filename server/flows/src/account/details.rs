//! One's own details: what one is called, the language of letters, and what one tells the service desk.
//! Everybody spells the own name best, so nobody has to be asked for it; the admins hear of it (SEC-43).

use domain::{EmailAddress, Language, Moment, PersonName, people::Unfit, post::Letter};

use serde_json::json;

use super::sql;
use crate::{
    Caller, Services, Tx,
    audit::{self, Actor, Entry, Event},
    budgets::quiet_deed,
    execute, on, organisations, owner,
    people::{self, Renamed},
    post::{self, Draft, Payer, To},
    trouble::Result,
    who_is_my_admin,
};

/// One's own details on one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// What one is called.
    pub name: PersonName,
    /// Language of letters.
    pub language: Language,
    /// The address one logs in with, as shown.
    pub email: String,
    /// The last login; `None` before the first.
    pub last_login: Option<LastLogin>,
    /// The access codes, one for each organisation where one works.
    pub codes: Vec<OwnCode>,
}

/// The last login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastLogin {
    /// When.
    pub at: Moment,
    /// With what, in words.
    pub device: Option<String>,
}

/// A number to name on the telephone (decisions.md 15).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCode {
    /// Name of the organisation.
    pub organisation_name: String,
    /// The access code.
    pub code: String,
}

/// What came of saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The name is another one now, wherever one works; the admins there have a mail.
    Renamed,
    /// At most the language is another one.
    SameName,
    /// Nothing is saved: nobody here may be called so.
    NameUnfit(Unfit),
}

#[derive(sqlx::FromRow)]
struct Row {
    email: String,
    email_canonical: String,
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
    language: String,
    last_login_at: Option<i64>,
    last_login_device: Option<String>,
}

/// Reads the caller's own details.
pub async fn own_details(services: &Services, caller: &Caller) -> Result<Details> {
    let mut tx = services.db.read().await?;
    let row: Row = on!(&mut tx, |c| sqlx::query_as(sql::DETAILS)
        .bind(caller.account().as_str())
        .fetch_one(c))?;
    let codes: Vec<(String, String)> = on!(&mut tx, |c| sqlx::query_as(sql::OWN_CODES)
        .bind(caller.account().as_str())
        .bind(services.now().unix_ms())
        .fetch_all(c))?;
    let own_code = |(organisation_name, code)| OwnCode {
        organisation_name,
        code,
    };
    Ok(Details {
        name: PersonName::from_stored(row.given_name, row.initials, row.infix, row.family_name),
        language: Language::from_code(&row.language).unwrap_or_default(),
        email: EmailAddress::from_stored(row.email, row.email_canonical).for_display(),
        last_login: row.last_login_at.map(|at| LastLogin {
            at: Moment::from_unix_ms(at),
            device: row.last_login_device,
        }),
        codes: codes.into_iter().map(own_code).collect(),
    })
}

/// Saves name and language.
pub async fn save_details(
    services: &Services,
    caller: &Caller,
    name: &PersonName,
    language: Language,
) -> Result<Saved> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    owner::lock(&mut tx, caller.account()).await?;
    let renamed = people::rename(&mut tx, services, caller.account(), name, now).await?;
    let renamed = match renamed {
        Ok(renamed) => renamed,
        Err(unfit) => return Ok(Saved::NameUnfit(unfit)),
    };
    execute!(
        &mut tx,
        sql::SET_LANGUAGE,
        caller.account().as_str(),
        language.code()
    )?;
    if !renamed.is_empty() {
        // Also where no other admin is told of it.
        quiet_deed(&mut tx, services, now, caller.account()).await?;
    }
    for place in &renamed {
        let entry = Entry::new(Event::NameChanged, Actor::Person(caller.account()))
            .account(caller.account())
            .authorisation(&place.authorisation)
            .organisation(&place.organisation)
            .facts(json!({ "before": place.before.full(), "now": name.full() }));
        audit::record(&mut tx, now, entry)?;
        tell_admins(&mut tx, services, now, caller, place, name).await?;
    }
    tx.commit().await?;
    Ok(if renamed.is_empty() {
        Saved::SameName
    } else {
        Saved::Renamed
    })
}

/// Whoever looks after the staff has to know that two names are one person.
async fn tell_admins(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    caller: &Caller,
    place: &Renamed,
    name: &PersonName,
) -> Result<()> {
    let Some(organisation) = organisations::find(tx, &place.organisation).await? else {
        return Ok(());
    };
    for admin in who_is_my_admin::of_organisation(tx, &place.organisation, now).await? {
        if admin.account == *caller.account() {
            continue;
        }
        let letter = Letter::OwnNameChanged {
            before: place.before.full(),
            now: name.full(),
            organisation: organisation.name.clone(),
        };
        let mail = Draft::new(
            To::Account(&admin.account),
            admin.language,
            letter,
            Payer::Person(caller.account()),
        )
        .about(&place.authorisation);
        post::queue(tx, services, now, mail).await?;
    }
    Ok(())
}
