//! Whom else an organisation knows who may be the one that a request names, and whose its number is there: good to know for whoever
//! calls the company, and no reason by itself to turn anybody down.

use std::collections::BTreeMap;

use domain::{
    AuthorisationId, EmailAddress, OrganisationId, PersonName,
    shared::{lookalike::in_latin, search::plain_words_of},
};

use super::{record::Appointment, sql};
use crate::{Tx, on, trouble::Result};

/// Others of an organisation.
#[derive(Debug, Default)]
pub(super) struct Alike {
    /// Name and address of each who may be called as the request says, by name.
    pub namesakes: Vec<String>,
    /// Whose the number of the request is, if that person cannot be called so.
    pub number_of: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
    email: String,
    email_canonical: String,
    mobile: String,
}

/// Looks for them, but for the one who is known there by the address of the request.
pub(super) async fn look(
    tx: &mut Tx,
    organisation: &OrganisationId,
    own: Option<&AuthorisationId>,
    asked: &Appointment,
) -> Result<Alike> {
    let mut rows = BTreeMap::new();
    // A family name that is shared in one word may be the same; in the letters that were typed, or those they look like.
    for word in plain_words_of(asked.name.family_name()) {
        let found: Vec<Row> = on!(&mut *tx, |c| sqlx::query_as(sql::ALIKE)
            .bind(organisation.as_str())
            .bind(own.map_or("", AuthorisationId::as_str))
            .bind(&word)
            .bind(in_latin(&word))
            .bind(asked.mobile.e164())
            .fetch_all(c))?;
        rows.extend(found.into_iter().map(|row| (row.id.clone(), row)));
    }
    let mut alike = Alike::default();
    for row in rows.into_values() {
        let name =
            PersonName::from_stored(row.given_name, row.initials, row.infix, row.family_name);
        if name.may_be(&asked.name) {
            let email = EmailAddress::from_stored(row.email, row.email_canonical);
            let namesake = format!("{}, {}", name.full(), email.for_display());
            alike.namesakes.push(namesake);
        } else if row.mobile == asked.mobile.e164() {
            alike.number_of = Some(name.full());
        }
    }
    alike.namesakes.sort();
    Ok(alike)
}
