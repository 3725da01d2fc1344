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
use crate::{Services, Tx, trouble::Result};

/// A person as it is put down. A newer version that has more to say adds a field: then only that one can read it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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

/// Rows as they were put down.
pub(super) struct Piece {
    /// What this version can read of them.
    pub rows: Rows,
    /// Places of the others, in order.
    pub unread: Vec<i64>,
}

/// Rows of a file of one kind.
pub(super) enum Rows {
    Organisations(Vec<Organisation>),
    People(Vec<Person>),
}

impl Piece {
    /// Reads what stands at these places.
    pub fn read(kind: Kind, rows: &[(i64, String)]) -> Self {
        let mut unread = Vec::new();
        let rows = match kind {
            Kind::Organisations => {
                let read = |content: &str| serde_json::from_str(content).ok();
                Rows::Organisations(each(rows, &mut unread, read))
            }
            Kind::People => {
                let read = |content: &str| {
                    let row: PersonPutDown = serde_json::from_str(content).ok()?;
                    row.read()
                };
                Rows::People(each(rows, &mut unread, read))
            }
        };
        Self { rows, unread }
    }
}

fn each<T>(
    rows: &[(i64, String)],
    unread: &mut Vec<i64>,
    read: impl Fn(&str) -> Option<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for (place, content) in rows {
        match read(content) {
            Some(row) => all.push(row),
            None => unread.push(*place),
        }
    }
    all
}

impl Rows {
    /// Takes them into the books.
    pub async fn save(
        self,
        tx: &mut Tx,
        services: &Services,
        now: Moment,
        by: Option<&str>,
        known: &Organisations,
    ) -> Result<Counts> {
        match self {
            Self::Organisations(rows) => save_organisations(tx, services, &rows).await,
            Self::People(rows) => save_people(tx, services, now, by, known, rows).await,
        }
    }
}

async fn save_organisations(
    tx: &mut Tx,
    services: &Services,
    rows: &[Organisation],
) -> Result<Counts> {
    let mut counts = Counts::default();
    for row in rows {
        counts.add(save::organisation(tx, services, row).await?);
    }
    Ok(counts)
}

async fn save_people(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    by: Option<&str>,
    known: &Organisations,
    people: Vec<Person>,
) -> Result<Counts> {
    let mut counts = Counts::default();
    let mut rows = Vec::new();
    for row in people {
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
