//! Searching among everybody: one box, and every way in which a caller can be named. Each search is written down, the text
//! of it never; how many an agent may do in an hour and how many hits are shown is bounded.

use domain::{
    AuthorisationId, EmailAddress, MobileNumber, Moment, OrganisationId, PersonName,
    desk::{Query, QueryProblem},
    people::{Role, Standing},
};
use serde_json::json;

use super::{
    belcode, sql,
    stored::{Here, HereRow},
};
use crate::{
    Permit, Services, Tx,
    audit::{self, Actor, Entry, Event},
    budgets::{Budget, HOUR},
    caller::right::SeeDesk,
    on,
    trouble::Result,
};

/// Hits that are shown of each kind.
pub const MOST_HITS: usize = 25;
/// Words with this beginning that are walked along at most.
const WALK: i64 = 5_000;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// People, A–Z.
    pub people: Vec<FoundPerson>,
    /// Organisations, A–Z.
    pub organisations: Vec<FoundOrganisation>,
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
}

/// Why nothing was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSearched {
    /// What was typed says too little.
    Query(QueryProblem),
    /// So many searches that somebody may be collecting people.
    TooMany {
        /// When it can be tried again.
        until: Moment,
    },
}

impl Found {
    /// The one thing that was found, if it is one.
    pub fn only(&self) -> Option<Only> {
        match (self.people.as_slice(), self.organisations.as_slice()) {
            ([person], []) => Some(Only::Person(person.id.clone())),
            ([], [organisation]) => Some(Only::Organisation(organisation.id.clone())),
            _ => None,
        }
    }

    fn hits(&self) -> usize {
        self.people.len() + self.organisations.len()
    }
}

/// Looks for what an agent typed, and writes down that somebody did.
pub async fn search(
    services: &Services,
    permit: &Permit<SeeDesk>,
    text: &str,
) -> Result<Result<Found, NotSearched>> {
    let now = services.now();
    let query = match Query::read(text) {
        Ok(query) => query,
        Err(problem) => return Ok(Err(NotSearched::Query(problem))),
    };
    let limit = services.policy.desk_searches_per_hour;
    let budget = Budget::new(format!("desk-search:{}", permit.by()), HOUR, limit);
    let mut tx = services.db.write().await?;
    if !budget.spend(&mut tx, now).await? {
        tx.commit().await?;
        let until = budget.window_end(now);
        return Ok(Err(NotSearched::TooMany { until }));
    }
    let found = look(&mut tx, services, &query, now).await?;
    let entry = Entry::new(Event::DeskSearched, Actor::Desk(permit.by()))
        .facts(json!({ "for": kind_of(&query), "hits": found.hits() }));
    audit::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    Ok(Ok(found))
}

/// The same once more, for the page that shows it: the search itself was written down already.
pub async fn search_again(
    services: &Services,
    _: &Permit<SeeDesk>,
    text: &str,
) -> Result<Option<Found>> {
    let Ok(query) = Query::read(text) else {
        return Ok(None);
    };
    let mut tx = services.db.look().await?;
    look(&mut tx, services, &query, services.now())
        .await
        .map(Some)
}

const fn kind_of(query: &Query) -> &'static str {
    match query {
        Query::Digits(_) => "digits",
        Query::Email(_) => "email",
        Query::Words { .. } => "words",
    }
}

async fn look(tx: &mut Tx, services: &Services, query: &Query, now: Moment) -> Result<Found> {
    let mut found = Found::default();
    match query {
        Query::Email(email) => found.add_address(tx, email, now).await?,
        Query::Digits(digits) if Query::is_belcode(digits) => {
            found.add_belcode(tx, digits, now).await?;
        }
        Query::Digits(digits) => found.add_digits(tx, services, digits, now).await?,
        Query::Words { words, tail } => {
            found.add_words(tx, words, tail.as_deref(), now).await?;
        }
    }
    Ok(found)
}

impl Found {
    async fn add_address(&mut self, tx: &mut Tx, email: &EmailAddress, now: Moment) -> Result<()> {
        let rows: Vec<HereRow> = on!(tx, |c| sqlx::query_as(sql::BY_ADDRESS)
            .bind(email.canonical())
            .bind(MOST_HITS as i64 + 1)
            .fetch_all(c))?;
        self.add(rows, now)
    }

    async fn add_belcode(&mut self, tx: &mut Tx, code: &str, now: Moment) -> Result<()> {
        let Some(stuck) = belcode::find(tx, code, now).await? else {
            return Ok(());
        };
        if let Some(address) = &stuck.address {
            self.add_address(tx, address, now).await?;
        }
        self.belcode = Some(FoundBelcode {
            page: stuck.page,
            at: stuck.at,
            typed_masked: stuck.address.map(|address| address.masked()),
        });
        Ok(())
    }

    async fn add_digits(
        &mut self,
        tx: &mut Tx,
        services: &Services,
        digits: &str,
        now: Moment,
    ) -> Result<()> {
        self.organisations = organisations(
            on!(&mut *tx, |c| sqlx::query_as(sql::ORGANISATIONS_BY_NUMBER)
                .bind(digits)
                .bind(MOST_HITS as i64)
                .fetch_all(c))?,
            now,
        );
        let rows: Vec<HereRow> = on!(&mut *tx, |c| sqlx::query_as(sql::BY_ACCESS_CODE)
            .bind(digits)
            .fetch_all(c))?;
        self.add(rows, now)?;
        let whole = MobileNumber::parse(digits, &services.policy.countries).ok();
        let tail = whole
            .as_ref()
            .and_then(|number| number.e164().get(number.e164().len() - 4..))
            .or_else(|| Query::is_tail(digits).then_some(digits));
        if let Some(tail) = tail {
            let whole = whole.as_ref().map_or("", MobileNumber::e164);
            let rows = by_tail(tx, tail, whole, &[]).await?;
            self.add(rows, now)?;
        }
        Ok(())
    }

    async fn add_words(
        &mut self,
        tx: &mut Tx,
        words: &[String],
        tail: Option<&str>,
        now: Moment,
    ) -> Result<()> {
        if let Some(tail) = tail {
            let rows = by_tail(tx, tail, "", words).await?;
            return self.add(rows, now);
        }
        let (called, walked) = rarest_first(tx, sql::COUNT_ORGANISATION_WORD, words).await?;
        let [first, second, third, fourth] = ranges(&called);
        let rows = on!(&mut *tx, |c| sqlx::query_as(sql::ORGANISATIONS_BY_WORDS)
            .bind(&first.0)
            .bind(&first.1)
            .bind(&second.0)
            .bind(&second.1)
            .bind(&third.0)
            .bind(&third.1)
            .bind(&fourth.0)
            .bind(&fourth.1)
            .bind(MOST_HITS as i64 + 1)
            .bind(WALK)
            .fetch_all(c))?;
        self.organisations = organisations(rows, now);
        self.cut_off |= self.organisations.len() > MOST_HITS || walked > WALK;
        self.organisations.truncate(MOST_HITS);
        let (words, walked) = rarest_first(tx, sql::COUNT_WORD, words).await?;
        let [first, second, third, fourth] = ranges(&words);
        let rows: Vec<HereRow> = on!(tx, |c| sqlx::query_as(sql::BY_WORDS)
            .bind(&first.0)
            .bind(&first.1)
            .bind(&second.0)
            .bind(&second.1)
            .bind(&third.0)
            .bind(&third.1)
            .bind(&fourth.0)
            .bind(&fourth.1)
            .bind(MOST_HITS as i64 + 1)
            .bind(WALK)
            .fetch_all(c))?;
        self.cut_off |= walked > WALK;
        self.add(rows, now)
    }

    fn add(&mut self, rows: Vec<HereRow>, now: Moment) -> Result<()> {
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
}

async fn by_tail(tx: &mut Tx, tail: &str, whole: &str, words: &[String]) -> Result<Vec<HereRow>> {
    let [first, second, third, fourth] = ranges(words);
    on!(tx, |c| sqlx::query_as(sql::BY_TAIL)
        .bind(&first.0)
        .bind(&first.1)
        .bind(&second.0)
        .bind(&second.1)
        .bind(&third.0)
        .bind(&third.1)
        .bind(&fourth.0)
        .bind(&fourth.1)
        .bind(MOST_HITS as i64 + 1)
        .bind(tail)
        .bind(whole)
        .fetch_all(c))
}

/// The word with the fewest hits in front, so that the walk begins there; and how many that is, counted so far.
async fn rarest_first(
    tx: &mut Tx,
    count: &'static str,
    words: &[String],
) -> Result<(Vec<String>, i64)> {
    let mut counted = Vec::with_capacity(words.len());
    for word in words {
        let (hits,): (i64,) = on!(&mut *tx, |c| sqlx::query_as(count)
            .bind(word)
            .bind(end_of(word))
            .bind(WALK + 1)
            .fetch_one(c))?;
        counted.push((hits, word.clone()));
    }
    counted.sort_by_key(|(hits, _)| *hits);
    let fewest = counted.first().map_or(0, |(hits, _)| *hits);
    Ok((counted.into_iter().map(|(_, word)| word).collect(), fewest))
}

/// From and until of up to four words; a word that is not there is empty and holds for everybody.
fn ranges(words: &[String]) -> [(String, String); 4] {
    std::array::from_fn(|place| match words.get(place) {
        Some(word) => (word.clone(), end_of(word)),
        None => Default::default(),
    })
}

/// Just beyond every word that begins like this.
fn end_of(word: &str) -> String {
    format!("{word}\u{10ffff}")
}

fn organisations(
    rows: Vec<(String, String, String, String, Option<i64>)>,
    now: Moment,
) -> Vec<FoundOrganisation> {
    rows.into_iter()
        .map(|(id, name, kind, number, ended_at)| FoundOrganisation {
            id: OrganisationId::from_trusted(id),
            name,
            kind,
            number,
            ended: ended_at.is_some_and(|at| at <= now.unix_ms()),
        })
        .collect()
}
