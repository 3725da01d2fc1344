//! A piece of a file: rows as they were put down, taken into the books in one transaction.

use domain::{EmailAddress, Language, MobileNumber, Moment, PersonName, people::Role};
use serde::{Deserialize, Serialize};

use super::{
    Counts,
    known::{Organisations, lock, lock_people},
    organisations::Organisation,
    people::{Invitations, Person},
    run::Kind,
    save::{self, Saved},
};
use crate::{
    Services, Tx,
    trouble::{Result, readable},
};

/// A person as it is put down.
#[derive(Serialize, Deserialize)]
pub(super) struct PersonPutDown {
    at: (String, String),
    name: [String; 4],
    email: (String, String),
    mobile: String,
    role: String,
    rights: Vec<String>,
    language: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
}

impl From<&Person> for PersonPutDown {
    fn from(person: &Person) -> Self {
        let name = &person.name;
        let name = [
            name.given_name(),
            name.initials(),
            name.infix(),
            name.family_name(),
        ];
        Self {
            at: person.at.clone(),
            name: name.map(str::to_owned),
            email: (
                person.email.typed().to_owned(),
                person.email.canonical().to_owned(),
            ),
            mobile: person.mobile.e164().to_owned(),
            role: person.role.code().to_owned(),
            rights: person.rights.clone(),
            language: person.language.code().to_owned(),
            valid_from: person.valid_from.map(Moment::unix_ms),
            valid_until: person.valid_until.map(Moment::unix_ms),
        }
    }
}

impl PersonPutDown {
    fn read(self) -> Option<Person> {
        let [given, initials, infix, family] = self.name;
        Some(Person {
            at: self.at,
            name: PersonName::from_stored(given, initials, infix, family),
            email: EmailAddress::from_stored(self.email.0, self.email.1),
            mobile: MobileNumber::from_e164_stored(self.mobile),
            role: Role::from_code(&self.role)?,
            rights: self.rights,
            language: Language::from_code(&self.language)?,
            valid_from: self.valid_from.map(Moment::from_unix_ms),
            valid_until: self.valid_until.map(Moment::from_unix_ms),
        })
    }
}

/// Takes rows into the books.
pub(super) async fn save(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (kind, by): (Kind, Option<&str>),
    known: &Organisations,
    contents: &[&str],
) -> Result<Counts> {
    match kind {
        Kind::Organisations => save_organisations(tx, services, contents).await,
        Kind::People => save_people(tx, services, now, by, known, contents).await,
    }
}

async fn save_organisations(tx: &mut Tx, services: &Services, contents: &[&str]) -> Result<Counts> {
    let mut counts = Counts::default();
    for content in contents {
        let row: Organisation = readable_row(serde_json::from_str(content).ok())?;
        counts.add(save::organisation(tx, services, &row).await?);
    }
    Ok(counts)
}

async fn save_people(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    by: Option<&str>,
    known: &Organisations,
    contents: &[&str],
) -> Result<Counts> {
    let mut counts = Counts::default();
    let mut rows = Vec::new();
    for content in contents {
        let row: Option<PersonPutDown> = serde_json::from_str(content).ok();
        let row = readable_row(row.and_then(PersonPutDown::read))?;
        match known.get(&row.at) {
            Some(at) => rows.push((row, at)),
            // The organisation was there when the file was read, and is gone now.
            None => counts.skipped += 1,
        }
    }
    lock(tx, rows.iter().map(|(_, at)| *at)).await?;
    lock_people(tx, rows.iter().map(|(row, at)| (&row.email, *at))).await?;
    let invitations = by.map_or(Invitations::HoldBack, |by| Invitations::Send { by });
    for (row, at) in &rows {
        let (saved, invited) = save::person(tx, services, now, at, row, invitations).await?;
        counts.add(saved);
        counts.invitations += u64::from(invited);
    }
    Ok(counts)
}

fn readable_row<T>(row: Option<T>) -> Result<T> {
    readable(row, "import_row", "content", "of the run")
}

impl Counts {
    pub(super) const fn add(&mut self, saved: Saved) {
        match saved {
            Saved::New => self.new += 1,
            Saved::Changed => self.changed += 1,
            Saved::Unchanged => self.unchanged += 1,
            Saved::LeftAlone => self.left_alone += 1,
        }
    }
}
