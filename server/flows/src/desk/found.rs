//! What a search gives back: people, organisations, requests to be appointed and what failed, each with as much as an agent
//! needs to ask whether this is it.

use domain::{
    AppointmentId, AuthorisationId, Moment, OrganisationId, PersonName,
    people::{Role, Standing},
};

use super::{
    failures::FoundFailure,
    stored::{Here, HereRow},
};
use crate::{appointments::FoundRequest, trouble::Result};

/// Hits that are shown of each kind.
pub const MOST_HITS: usize = 25;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// People, A–Z.
    pub people: Vec<FoundPerson>,
    /// Organisations, A–Z.
    pub organisations: Vec<FoundOrganisation>,
    /// Requests to be appointed.
    pub requests: Vec<FoundRequest>,
    /// Requests that failed on our side, by the number that was read out.
    pub failures: Vec<FoundFailure>,
    /// Where the belcode was shown, if one was typed.
    pub belcode: Option<FoundBelcode>,
    /// There may be more: type more.
    pub cut_off: bool,
}

/// Somebody, with as much as an agent needs to ask whether it is them.
#[derive(Clone, Debug)]
pub struct FoundPerson {
    /// That person at one organisation.
    pub id: AuthorisationId,
    /// Names, as the organisation knows them.
    pub name: PersonName,
    /// "k•••@kantoor.example".
    pub email_masked: String,
    /// Last two digits of the mobile number.
    pub mobile_ends_in: String,
    /// Name of the organisation.
    pub organisation: String,
    /// What they are there.
    pub role: Role,
    /// How they stand there.
    pub standing: Standing,
}

/// An organisation.
#[derive(Clone, Debug)]
pub struct FoundOrganisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Code of its kind.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// Whether it is gone.
    pub ended: bool,
}

/// Where a belcode was shown.
#[derive(Clone, Debug)]
pub struct FoundBelcode {
    /// Address of the page.
    pub page: String,
    /// When.
    pub at: Moment,
    /// What had been typed, masked; `None` if nothing had.
    pub typed_masked: Option<String>,
}

/// The one thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Only {
    /// A person.
    Person(AuthorisationId),
    /// An organisation.
    Organisation(OrganisationId),
    /// A request to be appointed.
    Request(AppointmentId),
}

impl Found {
    /// The one thing that was found, if it is one. What failed is read beside it, and a request that nobody may look at yet
    /// leads nowhere.
    pub fn only(&self) -> Option<Only> {
        if !self.failures.is_empty() {
            return None;
        }
        let hits = (
            self.people.as_slice(),
            self.organisations.as_slice(),
            self.requests.as_slice(),
        );
        match hits {
            ([person], [], []) => Some(Only::Person(person.id.clone())),
            ([], [organisation], []) => Some(Only::Organisation(organisation.id.clone())),
            ([], [], [request]) if request.confirmed => Some(Only::Request(request.id.clone())),
            _ => None,
        }
    }

    /// Whether there is nothing to look at.
    pub fn is_nothing(&self) -> bool {
        self.hits() == 0
    }

    pub(super) fn hits(&self) -> usize {
        self.people.len() + self.organisations.len() + self.requests.len() + self.failures.len()
    }

    /// Adds people, each once.
    pub(super) fn add(&mut self, rows: Vec<HereRow>, now: Moment) -> Result<()> {
        for row in rows {
            let here = Here::read(row, now)?;
            if !self.people.iter().any(|known| known.id == here.id) {
                self.people.push(FoundPerson {
                    email_masked: here.email.masked(),
                    mobile_ends_in: here.mobile.last_two().to_owned(),
                    id: here.id,
                    name: here.name,
                    organisation: here.organisation.name,
                    role: here.role,
                    standing: here.standing,
                });
            }
        }
        self.cut_off |= self.people.len() > MOST_HITS;
        self.people.truncate(MOST_HITS);
        Ok(())
    }

    /// Adds requests, each once.
    pub(super) fn add_requests(&mut self, requests: impl IntoIterator<Item = FoundRequest>) {
        for request in requests {
            if !self.requests.iter().any(|known| known.id == request.id) {
                self.requests.push(request);
            }
        }
    }
}
