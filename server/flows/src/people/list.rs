//! The list of an organisation's people, A–Z by family name, a page at a time, forward and back; and searching in it.
//! As quick for fifty thousand people as for five: every read is a short walk along an index.

use domain::{
    AccountId, AuthorisationId, Moment, PersonName,
    people::{
        AuthorisationState, BlockReason, Facts, Guards, Held, Helper, PasswordState, Post, Role,
        StandIn, Standing, What, Who, reach,
    },
    shared::{mobile_number::MobileNumber, search},
};

use super::{invitation::invitation_facts, posts::posts_of, sql, unblock::reset_off_until};
use crate::{Permit, Seen, Services, Tx, caller::right::SeeStaff, on, trouble::Result};

/// People on a page.
pub const PAGE: usize = 50;
/// Hits of a search that are shown; who types another letter gets fewer.
pub const MOST_HITS: usize = 200;
/// Words of a search that are looked at; the longest ones.
const MOST_WORDS: usize = 4;
/// People are counted up to here; "meer dan 1000" says enough.
const COUNT_LIMIT: i64 = 1_000;

/// Where a page begins. Carries an id and no name, because it stands in the address of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// The people after this one.
    After(AuthorisationId),
    /// The people before this one.
    Before(AuthorisationId),
}

/// Which people.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Filter {
    /// Everybody whose access was not stopped.
    #[default]
    Current,
    /// Whose access was stopped by a person.
    Stopped,
    /// Of whom every typed word begins a name, the address or the access code.
    Search(String),
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its people, A–Z.
    pub people: Vec<Person>,
    /// The page before, if there is one.
    pub before: Option<Cursor>,
    /// The page after, if there is one.
    pub after: Option<Cursor>,
    /// A search had more hits than are shown: type more letters.
    pub cut_off: bool,
}

/// One person in a list.
#[derive(Clone, Debug)]
pub struct Person {
    /// That person at this organisation.
    pub id: AuthorisationId,
    /// Names, as this organisation knows them.
    pub name: PersonName,
    /// Address, the domain in ASCII.
    pub email: String,
    /// What they are.
    pub role: Role,
    /// When this person stands in for the admins, until it is over.
    pub stand_in: Option<StandIn>,
    /// Whether who asks may do anything to this person; what exactly is for each deed to say.
    pub within_reach: bool,
    /// The stored facts.
    pub facts: Facts,
    /// What the facts mean now.
    pub standing: Standing,
    /// Last login here.
    pub last_login_at: Option<Moment>,
    /// Mobile number, "06 •••• ••78".
    pub mobile_masked: String,
    /// Last two digits of it.
    pub mobile_ends_in: String,
    /// Toegangscode: to name on the telephone.
    pub access_code: String,
    /// Whether this is who asks.
    pub you: bool,
    /// When the invitation was last sent.
    pub invited_at: Option<Moment>,
    /// What a deed on the invitation says that it saw; of nothing before [`Person::look_at_invitation`].
    pub invitation_seen: Seen,
    /// How far this person is out of reach. What they are elsewhere is looked up where it matters, see [`look_elsewhere`].
    pub guards: Guards,
    /// Until when no new password comes by mail, because a number or the address changed.
    pub reset_off_until: Option<Moment>,
    /// Since when somebody is out who was let in again and did not come.
    pub out_since: Option<Moment>,
    /// As whom whoever reads does something to others.
    reader: Option<Who>,
    account: AccountId,
}

impl Person {
    /// Whether who reads may do this to this person, who is somebody else; if not, who can.
    ///
    /// # Errors
    /// Who can help instead.
    pub fn reached(&self, what: What) -> Result<(), Helper> {
        let who = self.reader.ok_or(Helper::OwnAdmins)?;
        reach(who, what, &self.guards)
    }
}

/// A number of people, counted up to a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many, at least.
    pub number: u32,
    /// There are more than `number`.
    pub more: bool,
}

#[derive(sqlx::FromRow)]
pub(super) struct PersonRow {
    pub id: String,
    pub account_id: String,
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
    role: String,
    state: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    stand_in_from: Option<i64>,
    stand_in_until: Option<i64>,
    pub mobile: String,
    access_code: String,
    last_login_at: Option<i64>,
    email_canonical: String,
    blocked_reason: Option<String>,
    password_state: String,
    reset_off_until: Option<i64>,
    looked_after_until: Option<i64>,
    at_desk_until: Option<i64>,
    out_since: Option<i64>,
    at_desk: bool,
    invited_at: Option<i64>,
    invitation_until: Option<i64>,
    held: Option<String>,
}

impl PersonRow {
    /// Since when somebody works here no more; `None` if access goes on, or did not begin.
    pub fn ended_here(&self, stopped_at: Option<Moment>, now: Moment) -> Option<Moment> {
        let end = self.valid_until.map(Moment::from_unix_ms);
        let end = end.filter(|end| *end <= now);
        match AuthorisationState::stored(&self.state) {
            AuthorisationState::Stopped => Some(stopped_at.or(end).unwrap_or(now)),
            AuthorisationState::Active => end,
            AuthorisationState::Invited | AuthorisationState::Unknown => None,
        }
    }

    /// What the row says to `reader` at `now`.
    pub fn read(self, reader: &Permit<SeeStaff>, now: Moment) -> Result<Person> {
        let state = AuthorisationState::stored(&self.state);
        let shared = state != AuthorisationState::Invited && self.ended_here(None, now).is_none();
        let password = PasswordState::stored(&self.password_state);
        let facts = Facts {
            state,
            valid_from: self.valid_from.map(Moment::from_unix_ms),
            valid_until: self.valid_until.map(Moment::from_unix_ms),
            invitation_until: self.invitation_until.map(Moment::from_unix_ms),
            held: self.held.as_deref().map(Held::stored),
            // Before an invitation is accepted, and when access is over, nothing is told of an account that may go on elsewhere
            // (SEC-04).
            blocked: self
                .blocked_reason
                .as_deref()
                .filter(|_| shared)
                .map(BlockReason::stored),
            password: if shared {
                password
            } else {
                PasswordState::None
            },
        };
        let mobile = MobileNumber::from_e164_stored(self.mobile);
        let role = Role::stored(&self.role);
        let stand_in = StandIn::stored(self.stand_in_from, self.stand_in_until);
        let post = Post {
            role,
            state,
            valid_from: facts.valid_from,
            valid_until: facts.valid_until,
            stand_in,
            at_desk: self.at_desk,
            looked_after_until: self.looked_after_until.map(Moment::from_unix_ms),
            at_desk_until: self.at_desk_until.map(Moment::from_unix_ms),
            given_at: None,
        };
        let here = post.here(now);
        let guards = Guards {
            here,
            anywhere: here,
        };
        let reader_is = reader.authority().acts_as();
        let reset_off_until = self.reset_off_until.map(Moment::from_unix_ms);
        Ok(Person {
            you: self.id == reader.by_authorisation().as_str(),
            id: AuthorisationId::from_trusted(self.id),
            name: PersonName::from_stored(
                self.given_name,
                self.initials,
                self.infix,
                self.family_name,
            ),
            // Not as typed: another organisation may have typed it, and its capitals would tell (SEC-04).
            // Nor the id that stands in for the address of an account that was set aside.
            email: Some(self.email_canonical)
                .filter(|email| email.contains('@'))
                .unwrap_or_default(),
            role,
            stand_in: stand_in.filter(|period| !period.is_over(now)),
            within_reach: reader_is.is_some_and(|who| reach(who, What::Access, &guards).is_ok()),
            guards,
            invited_at: self.invited_at.map(Moment::from_unix_ms),
            invitation_seen: Seen::sent(""),
            reset_off_until: reset_off_until.filter(|until| shared && now < *until),
            out_since: self.out_since.map(Moment::from_unix_ms),
            reader: reader_is,
            account: AccountId::from_trusted(self.account_id),
            facts,
            standing: facts.standing_to_admins(now),
            last_login_at: self.last_login_at.map(Moment::from_unix_ms),
            mobile_masked: mobile.masked(),
            mobile_ends_in: mobile.last_two().to_owned(),
            access_code: self.access_code,
        })
    }
}

impl Person {
    /// For a page with a button that sends the invitation again or withdraws it.
    pub(super) fn look_at_invitation(&mut self, services: &Services) {
        let shown = invitation_facts(&self.id, (self.role, self.invited_at, self.facts.held));
        self.invitation_seen = Seen::of(&services.keys, &shown);
    }
}

/// A page of the people of one's own organisation. A cursor that points nowhere gives the first page.
pub async fn list(
    services: &Services,
    permit: &Permit<SeeStaff>,
    page: Option<&Cursor>,
    filter: &Filter,
) -> Result<Page> {
    let mut tx = services.db.look().await?;
    let now = services.now();
    let mut page = match filter {
        Filter::Search(typed) => search(&mut tx, permit, typed, now).await?,
        Filter::Current => {
            let statements = [sql::CURRENT_AFTER, sql::CURRENT_BEFORE];
            walk(&mut tx, permit, page, statements, now).await?
        }
        Filter::Stopped => {
            let statements = [sql::STOPPED_AFTER, sql::STOPPED_BEFORE];
            walk(&mut tx, permit, page, statements, now).await?
        }
    };
    for person in &mut page.people {
        person.look_at_invitation(services);
    }
    // On a row stands what helps who is locked out, and nothing else that concerns the account.
    let locked_out = |person: &&mut Person| {
        matches!(
            person.standing,
            Standing::Blocked(_) | Standing::PasswordDisabled
        )
    };
    for person in page.people.iter_mut().filter(locked_out) {
        look_elsewhere(&mut tx, services, person, now).await?;
    }
    Ok(page)
}

/// Finds out how far somebody is out of reach for what concerns the account: what they are at other organisations counts.
pub(super) async fn look_elsewhere(
    tx: &mut Tx,
    services: &Services,
    person: &mut Person,
    now: Moment,
) -> Result<()> {
    let posts = posts_of(tx, &person.account, &person.id).await?;
    person.guards.anywhere = posts.guards(now).anywhere;
    // What a number keeps others from may be open to whoever has to choose another password.
    if person.reset_off_until.is_some() && person.facts.password == PasswordState::Renew {
        person.reset_off_until = reset_off_until(tx, services, &person.account, now).await?;
    }
    Ok(())
}

/// How many people have not been stopped.
pub async fn count(services: &Services, permit: &Permit<SeeStaff>) -> Result<Count> {
    let mut tx = services.db.look().await?;
    let (counted,): (i64,) = on!(&mut tx, |c| sqlx::query_as(sql::COUNT_CURRENT)
        .bind(permit.organisation().as_str())
        .bind(COUNT_LIMIT + 1)
        .fetch_one(c))?;
    Ok(Count {
        number: u32::try_from(counted.min(COUNT_LIMIT)).unwrap_or_default(),
        more: counted > COUNT_LIMIT,
    })
}

/// The admins of one's own organisation, invited ones too, A–Z.
pub async fn admins(services: &Services, permit: &Permit<SeeStaff>) -> Result<Vec<Person>> {
    let mut tx = services.db.look().await?;
    let rows: Vec<PersonRow> = on!(&mut tx, |c| sqlx::query_as(sql::ADMINS)
        .bind(permit.organisation().as_str())
        .fetch_all(c))?;
    read_all(rows, permit, services.now())
}

pub(super) async fn walk(
    tx: &mut Tx,
    permit: &Permit<SeeStaff>,
    page: Option<&Cursor>,
    [after, before]: [&'static str; 2],
    now: Moment,
) -> Result<Page> {
    let place = match page {
        Some(Cursor::After(id) | Cursor::Before(id)) => place_of(tx, permit, id).await?,
        None => None,
    };
    let backward = place.is_some() && matches!(page, Some(Cursor::Before(_)));
    let begun = place.is_some();
    let (sort_key, id) = place.unwrap_or_default();
    let mut rows: Vec<PersonRow> = on!(&mut *tx, |c| sqlx::query_as(if backward {
        before
    } else {
        after
    })
    .bind(permit.organisation().as_str())
    .bind(&sort_key)
    .bind(&id)
    .bind(PAGE as i64 + 1)
    .fetch_all(c))?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    if backward {
        rows.reverse();
    }
    let people = read_all(rows, permit, now)?;
    let first = people.first().map(|person| person.id.clone());
    let last = people.last().map(|person| person.id.clone());
    Ok(Page {
        before: first
            .filter(|_| if backward { more } else { begun })
            .map(Cursor::Before),
        after: last.filter(|_| backward || more).map(Cursor::After),
        people,
        cut_off: false,
    })
}

async fn place_of(
    tx: &mut Tx,
    permit: &Permit<SeeStaff>,
    id: &AuthorisationId,
) -> Result<Option<(String, String)>> {
    on!(tx, |c| sqlx::query_as(sql::PLACE)
        .bind(id.as_str())
        .bind(permit.organisation().as_str())
        .fetch_optional(c))
}

async fn search(tx: &mut Tx, permit: &Permit<SeeStaff>, typed: &str, now: Moment) -> Result<Page> {
    let mut words = search::sought(typed);
    // The longest word has the fewest hits, so the walk begins there.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.resize(MOST_WORDS, String::new());
    let nobody = Page {
        people: Vec::new(),
        before: None,
        after: None,
        cut_off: false,
    };
    let [first, second, third, fourth] = words.as_slice() else {
        return Ok(nobody);
    };
    // PostgreSQL takes no NUL in a text, and nobody has one in a name.
    if first.is_empty() || typed.contains('\0') {
        return Ok(nobody);
    }
    let rows: Vec<PersonRow> = on!(tx, |c| sqlx::query_as(sql::SEARCH)
        .bind(permit.organisation().as_str())
        .bind(first)
        .bind(end_of(first))
        .bind(second)
        .bind(end_of(second))
        .bind(third)
        .bind(end_of(third))
        .bind(fourth)
        .bind(end_of(fourth))
        .bind(MOST_HITS as i64 + 1)
        .fetch_all(c))?;
    let mut people = read_all(rows, permit, now)?;
    let cut_off = people.len() > MOST_HITS;
    people.truncate(MOST_HITS);
    Ok(Page {
        people,
        cut_off,
        ..nobody
    })
}

/// Just beyond every word that begins like this.
fn end_of(word: &str) -> String {
    format!("{word}\u{10ffff}")
}

pub(super) fn read_all(
    rows: Vec<PersonRow>,
    permit: &Permit<SeeStaff>,
    now: Moment,
) -> Result<Vec<Person>> {
    rows.into_iter().map(|row| row.read(permit, now)).collect()
}
