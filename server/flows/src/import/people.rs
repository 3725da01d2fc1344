//! People from a file: who they are, at which organisation, and what they may do there.
//! They come in as invited; the letter goes out with them, unless the operator holds it back. A later run without
//! holding back invites whoever was not invited yet.

use std::collections::{HashMap, HashSet, hash_map::Entry as Place};

use domain::{
    EmailAddress, Language, MobileNumber, Moment, PersonName, Problem,
    organisations::Catalogue,
    people::{Role, dates},
};

use super::{
    Counts, Mistake, Mode, Taken, What,
    cell::shown,
    column_of,
    known::{Numbers, Organisations, known_organisations},
    organisations::kind_and_number,
    piece::PersonPutDown,
    run::{self, Kind},
    save, sql,
    table::{Column, Row, Table},
    taken_over,
};
use crate::{Services, Tx, on, services::Policy, trouble::Result};

/// The columns of the file.
pub const COLUMNS: &[Column] = &[
    Column::required("soort"),
    Column::required("nummer"),
    Column::required("voornaam"),
    Column::optional("voorletters"),
    Column::optional("tussenvoegsel"),
    Column::required("achternaam"),
    Column::required("e-mail"),
    Column::required("mobiel"),
    Column::optional("rol"),
    Column::optional("rechten"),
    Column::optional("taal"),
    Column::optional("vanaf"),
    Column::optional("tot en met"),
];

/// What happens with invitations.
#[derive(Clone, Copy, Debug)]
pub enum Invitations<'a> {
    /// They go out with the commit, in this name.
    Send {
        /// Who invites: the name of the portal or of the insurer.
        by: &'a str,
    },
    /// They wait for a later run, or for the admin's "send again".
    HoldBack,
}

/// A person as a row describes one.
pub(super) struct Person {
    /// Kind and number: the key to [`Organisations`].
    pub at: (String, String),
    pub name: PersonName,
    pub email: EmailAddress,
    pub mobile: MobileNumber,
    pub role: Role,
    /// Sorted, each once.
    pub rights: Vec<String>,
    pub language: Language,
    pub valid_from: Option<Moment>,
    pub valid_until: Option<Moment>,
}

impl Person {
    /// Whether access is over by what the row says.
    pub fn is_over(&self, now: Moment) -> bool {
        self.valid_until
            .is_some_and(|until| dates::is_past(until, now))
    }
}

/// People with their lines, and the place of the last day of access.
type People = (Vec<(u64, Person)>, Option<usize>);

/// What a row is held against.
struct Rules<'a> {
    catalogue: &'a Catalogue,
    policy: &'a Policy,
    known: &'a Organisations,
    numbers: &'a Numbers,
    now: Moment,
}

/// Takes a file of people; the mistakes if there is even one.
pub async fn people(
    services: &Services,
    file: &[u8],
    mode: Mode,
    invitations: Invitations<'_>,
) -> Result<Result<Taken, Vec<Mistake>>> {
    if mode == Mode::Commit {
        taken_over::finish_earlier(services).await?;
    }
    let mut tx = services.db.read().await?;
    let known = known_organisations(&mut tx, services.now()).await?;
    let numbers = Numbers::new(known.keys().cloned());
    let rules = Rules {
        catalogue: &services.catalogue,
        policy: &services.policy,
        known: &known,
        numbers: &numbers,
        now: services.now(),
    };
    let (rows, place) = match read(file, &rules) {
        Ok(read) => read,
        Err(mistakes) => return Ok(Err(mistakes)),
    };
    let now = services.now();
    let mut mistakes = new_and_over(&mut tx, now, &known, &rows).await?;
    mistakes
        .iter_mut()
        .for_each(|mistake| mistake.place = place);
    if !mistakes.is_empty() {
        return Ok(Err(mistakes));
    }
    if let Err(mistake) = run::fits(&services.db, Kind::People, rows.len()) {
        return Ok(Err(vec![mistake]));
    }
    let without_access = without_access(&mut tx, now, &rows).await?;
    let rows: Vec<Person> = rows.into_iter().map(|(_, row)| row).collect();
    let by = match invitations {
        Invitations::Send { by } => Some(by),
        Invitations::HoldBack => None,
    };
    if mode == Mode::DryRun {
        let mut counts = Counts::default();
        for row in &rows {
            // Every row was found among the known organisations when it was read.
            let Some(organisation) = known.get(&row.at) else {
                continue;
            };
            let (saved, waits) = save::judge_person(&mut tx, now, organisation, row).await?;
            counts.add(saved);
            counts.invitations += u64::from(waits && by.is_some());
        }
        return Ok(Ok(Taken {
            counts,
            without_access,
        }));
    }
    drop(tx);
    let rows: Vec<PersonPutDown> = rows.iter().map(PersonPutDown::from).collect();
    let counts = run::take(services, Kind::People, by, &rows).await?;
    Ok(Ok(Taken {
        counts,
        without_access,
    }))
}

/// People who are new and whose access the file says to be over: a form invites nobody to that, and no more does a file.
/// Of who is there already a file may say so again and again.
async fn new_and_over(
    tx: &mut Tx,
    now: Moment,
    known: &Organisations,
    rows: &[(u64, Person)],
) -> Result<Vec<Mistake>> {
    let mut mistakes = Vec::new();
    for (line, row) in rows.iter().filter(|(_, row)| row.is_over(now)) {
        let is_new = match known.get(&row.at) {
            Some(organisation) => save::is_new(tx, organisation, row).await?,
            None => false,
        };
        if is_new {
            let what = What::Field(Problem::DateInPast);
            mistakes.push(Mistake::in_cell(*line, "tot en met", what));
        }
    }
    Ok(mistakes)
}

/// Lines of people who have no access and get none by this file. Asked at once: a file has as many rows as an insurer has
/// people. Whose access the file itself says to be over is no surprise to anybody.
async fn without_access(tx: &mut Tx, now: Moment, rows: &[(u64, Person)]) -> Result<Vec<u64>> {
    let people: Vec<(String, String, String)> = on!(tx, |c| sqlx::query_as(sql::WITHOUT_ACCESS)
        .bind(now.unix_ms())
        .fetch_all(c))?;
    let people: HashSet<(String, String, String)> = people.into_iter().collect();
    let is_without = |row: &Person| {
        let (kind, number) = row.at.clone();
        !row.is_over(now) && people.contains(&(kind, number, row.email.canonical().to_owned()))
    };
    let lines = rows.iter().filter(|(_, row)| is_without(row));
    Ok(lines.map(|(line, _)| *line).collect())
}

/// Every person, with the line; and where the last day of access stands.
fn read(file: &[u8], rules: &Rules<'_>) -> Result<People, Vec<Mistake>> {
    let mut found = Vec::new();
    let mut lines: HashMap<((String, String), String), u64> = HashMap::new();
    let table = Table::open(file, COLUMNS)?;
    let mistakes = table.each_row(|row, mistakes| {
        let Some(person) = read_row(row, rules, mistakes) else {
            return;
        };
        let key = (person.at.clone(), person.email.canonical().to_owned());
        match lines.entry(key) {
            Place::Vacant(free) => {
                free.insert(row.line);
                found.push((row.line, person));
            }
            Place::Occupied(there) => {
                let first = *there.get();
                mistakes.push(Mistake::in_cell(row.line, "e-mail", What::Twice { first }));
            }
        }
    });
    if mistakes.is_empty() {
        Ok((found, table.place_of("tot en met")))
    } else {
        Err(mistakes)
    }
}

/// Reads every cell before giving up, so that one run tells everything that is wrong.
fn read_row(row: &Row<'_>, rules: &Rules<'_>, mistakes: &mut Vec<Mistake>) -> Option<Person> {
    let before = mistakes.len();
    let at = read_place(row, rules, mistakes);
    let mut note = |column, what| mistakes.push(Mistake::in_cell(row.line, column, what));
    let name = PersonName::parse(
        row.cell("voornaam"),
        row.cell("voorletters"),
        row.cell("tussenvoegsel"),
        row.cell("achternaam"),
    )
    .map_err(|problems| {
        problems
            .into_iter()
            .for_each(|problem| note(column_of(problem.part()), problem.into()))
    });
    let email =
        EmailAddress::parse(row.cell("e-mail")).map_err(|problem| note("e-mail", problem.into()));
    let mobile = MobileNumber::parse(row.cell("mobiel"), &rules.policy.countries)
        .map_err(|problem| note("mobiel", problem.into()));
    let role = match row.cell("rol").to_lowercase().as_str() {
        "" => Some(Role::Employee),
        code => Role::from_code(code),
    };
    if role.is_none() {
        note("rol", What::RoleUnknown);
    }
    let language = match row.cell("taal").to_lowercase().as_str() {
        "" => Some(Language::Nl),
        code => Language::from_code(code),
    };
    if language.is_none() {
        note("taal", What::LanguageUnknown);
    }
    let valid_from = read_date(row.cell("vanaf"), |day| {
        dates::coming_start_of(day, rules.now)
    })
    .map_err(|problem| note("vanaf", What::Field(problem)));
    let valid_until = read_date(row.cell("tot en met"), dates::end_of)
        .map_err(|problem| note("tot en met", What::Field(problem)));
    if let (Ok(from), Ok(until)) = (&valid_from, &valid_until)
        && dates::are_reversed(*from, *until)
    {
        note("tot en met", What::Field(Problem::DateOrder));
    }
    let (at, rights) = at?;
    (mistakes.len() == before).then_some(())?;
    Some(Person {
        at,
        name: name.ok()?,
        email: email.ok()?,
        mobile: mobile.ok()?,
        role: role?,
        rights,
        language: language?,
        valid_from: valid_from.ok()?,
        valid_until: valid_until.ok()?,
    })
}

/// A day in a cell; nothing if it is empty. Programs put midnight behind a day.
fn read_date(
    cell: &str,
    read: impl Fn(&str) -> Result<Moment, Problem>,
) -> Result<Option<Moment>, Problem> {
    let day = match cell.split_once([' ', 'T']) {
        Some((day, time)) if time.chars().all(|sign| "0:.Z".contains(sign)) => day,
        _ => cell,
    };
    (!day.is_empty()).then(|| read(day)).transpose()
}

/// The organisation, and rights that it holds; `*` stands for all of them.
fn read_place(
    row: &Row<'_>,
    rules: &Rules<'_>,
    mistakes: &mut Vec<Mistake>,
) -> Option<((String, String), Vec<String>)> {
    let (kind, number) = kind_and_number(row, rules.catalogue, mistakes)?;
    let at = (kind.code.clone(), number);
    let Some(organisation) = rules.known.get(&at) else {
        let zeros = rules.numbers.but_for_zeros(&at.0, &at.1).map(str::to_owned);
        let what = What::OrganisationUnknown { zeros };
        mistakes.push(Mistake::in_cell(row.line, "nummer", what));
        return None;
    };
    let held: HashSet<&str> = organisation.rights.iter().map(String::as_str).collect();
    let rights = match row.codes("rechten").as_slice() {
        [all] if all == "*" => organisation.rights.clone(),
        some => some.to_vec(),
    };
    for right in rights.iter().filter(|right| !held.contains(right.as_str())) {
        let what = match kind.right(right) {
            Some(_) => What::RightNotHeld(right.clone()),
            None => What::RightUnknown(shown(right)),
        };
        mistakes.push(Mistake::in_cell(row.line, "rechten", what));
    }
    Some((at, rights))
}
