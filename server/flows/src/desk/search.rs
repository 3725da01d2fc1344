//! Searching among everybody: one box, and every way in which a caller can be named. Each search is written down, the text
//! of it never; how many an agent may do in an hour and how many hits are shown is bounded.

use domain::{
    EmailAddress, MobileNumber, Moment, OrganisationId,
    desk::{ErrorNumber, Query, QueryProblem},
};
use serde_json::json;

use super::{
    belcode, counts, failures,
    found::{Found, FoundBelcode, FoundOrganisation, MOST_HITS},
    sql,
    stored::HereRow,
};
use crate::{
    Permit, Services, Tx, appointments,
    audit::{self, Actor, Entry, Event},
    budgets::{Budget, HOUR},
    caller::right::SeeDesk,
    on,
    trouble::Result,
};

/// Words with this beginning that are walked along at most.
const WALK: i64 = 5_000;

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
    let found = look(&mut tx, services, (&query, text), now).await?;
    if let Some(belcode) = &found.belcode {
        counts::add_stuck(&mut tx, now, &belcode.page).await?;
    }
    let entry = Entry::new(Event::DeskSearched, Actor::Desk(permit.by()))
        .facts(json!({ "for": kind_of(&query), "hits": found.hits() }));
    audit::record(&mut tx, now, entry)?;
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
    look(&mut tx, services, (&query, text), services.now())
        .await
        .map(Some)
}

const fn kind_of(query: &Query) -> &'static str {
    match query {
        Query::Reference(_) => "reference",
        Query::Digits(_) => "digits",
        Query::Email(_) => "email",
        Query::Words { .. } => "words",
    }
}

async fn look(
    tx: &mut Tx,
    services: &Services,
    (query, text): (&Query, &str),
    now: Moment,
) -> Result<Found> {
    let mut found = Found::default();
    match query {
        Query::Reference(reference) => {
            found.add_requests(appointments::by_reference(tx, reference).await?);
        }
        Query::Email(email) => {
            found.add_address(tx, email, now).await?;
            found.add_requests(appointments::of_mailbox(tx, email).await?);
        }
        Query::Digits(digits) => {
            if Query::is_belcode(digits) {
                found.add_belcode(tx, digits, now).await?;
            }
            found.add_digits(tx, services, digits, now).await?;
        }
        Query::Words { words, tail } => {
            found.add_words(tx, words, tail.as_deref(), now).await?;
        }
    }
    // Four signs may be a name or the end of a number as well.
    if let Some(number) = ErrorNumber::parse(text) {
        found.failures = failures::find(tx, &number).await?;
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
        if let Some(reference) = Query::as_reference(digits) {
            self.add_requests(appointments::by_reference(tx, &reference).await?);
        }
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
            self.add(rows, now)?;
        }
        // Four digits may also be a word: there are companies called after a year.
        let words: Vec<String> = tail
            .map(str::to_owned)
            .into_iter()
            .chain(words.to_vec())
            .collect();
        let words = words.as_slice();
        self.add_requests(appointments::of_companies_called(tx, words).await?);
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
