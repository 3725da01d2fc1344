//! One organisation as the desk sees it: its admins, its staff a page at a time, and who of them waits for an answer.

use domain::{
    AuthorisationId, Moment, OrganisationId, PersonName,
    desk::Way,
    escalation::Stage,
    people::{Role, Standing},
    post::HelpKind,
};

use super::{
    person::write_down,
    sql,
    stored::{Here, HereRow},
};
use crate::{
    Permit, Services, Tx,
    appointments::{self, FoundRequest},
    audit::{self, Event, Lately},
    caller::{full_name, right::SeeDesk},
    help, on, organisations,
    people::{Count, Cursor},
    trouble::Result,
};

/// People on a page.
const PAGE: usize = 50;
/// People are counted up to here; "meer dan 1000" says enough.
const COUNT_LIMIT: i64 = 1_000;
/// Open questions that are shown.
const QUESTIONS: i64 = 20;
/// An agent who looks again within this time looks at the same case.
const SAME_CASE: std::time::Duration = std::time::Duration::from_secs(30 * 60);

/// Somebody in the list.
#[derive(Clone, Debug)]
pub struct InTheList {
    /// That person there.
    pub id: AuthorisationId,
    /// Name.
    pub name: PersonName,
    /// "k•••@kantoor.example".
    pub email_masked: String,
    /// Last two digits of the mobile number.
    pub mobile_ends_in: String,
    /// What they are.
    pub role: Role,
    /// How they stand.
    pub standing: Standing,
}

/// A question to the admins that nobody has answered yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenQuestion {
    /// Who asks.
    pub whom: AuthorisationId,
    /// Their name.
    pub name: String,
    /// What for; `None` for a kind this version does not know.
    pub kind: Option<HelpKind>,
    /// Codes of the rights that are meant, if it is more of those.
    pub wanted: Vec<String>,
    /// Since when.
    pub since: Moment,
    /// Whether it came to the desk.
    pub at_desk: bool,
}

#[derive(sqlx::FromRow)]
struct QuestionRow {
    created_at: i64,
    kind: String,
    wanted: String,
    stage: String,
    id: String,
    given_name: String,
    infix: String,
    family_name: String,
}

impl From<QuestionRow> for OpenQuestion {
    fn from(row: QuestionRow) -> Self {
        Self {
            whom: AuthorisationId::from_trusted(row.id),
            name: full_name(&row.given_name, &row.infix, &row.family_name),
            kind: HelpKind::from_code(&row.kind),
            wanted: help::from_stored(&row.wanted),
            since: Moment::from_unix_ms(row.created_at),
            at_desk: Stage::from_code(&row.stage) == Some(Stage::Desk),
        }
    }
}

/// The page of one organisation.
#[derive(Clone, Debug)]
pub struct DeskOrganisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Code of its kind.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// From when on nobody gets in, if it ended.
    pub ended_at: Option<Moment>,
    /// When its admins last looked through the list of their staff.
    pub checked_at: Option<Moment>,
    /// How many admins.
    pub admins_counted: Count,
    /// How many members of staff.
    pub staff_counted: Count,
    /// Its admins, whatever their state, A–Z.
    pub admins: Vec<InTheList>,
    /// A page of its staff, A–Z.
    pub staff: Vec<InTheList>,
    /// The page before, if there is one.
    pub before: Option<Cursor>,
    /// The page after, if there is one.
    pub after: Option<Cursor>,
    /// Questions that wait for an admin, oldest first.
    pub questions: Vec<OpenQuestion>,
    /// Requests to be appointed here that wait, oldest first.
    pub requests: Vec<FoundRequest>,
}

/// Looks at an organisation, and writes down that an agent did.
pub async fn organisation(
    services: &Services,
    permit: &Permit<SeeDesk>,
    id: &OrganisationId,
    cursor: Option<&Cursor>,
    way: Way,
) -> Result<Option<DeskOrganisation>> {
    let now = services.now();
    let mut tx = services.db.read().await?;
    let Some(found) = organisations::find(&mut tx, id).await? else {
        return Ok(None);
    };
    let same_case = Lately::within(SAME_CASE, now);
    let seen = (permit.by(), Event::DeskViewed);
    if !audit::did_at(&mut tx, id, seen, same_case).await? {
        drop(tx);
        write_down(services, permit, now, id, None, way).await?;
        tx = services.db.read().await?;
    }
    let (admins_counted, staff_counted, checked_at): (i64, i64, Option<i64>) =
        on!(&mut tx, |c| sqlx::query_as(sql::ORGANISATION_COUNTS)
            .bind(id.as_str())
            .bind(COUNT_LIMIT + 1)
            .bind(now.unix_ms())
            .fetch_one(c))?;
    let admins: Vec<HereRow> = on!(&mut tx, |c| sqlx::query_as(sql::ADMINS)
        .bind(id.as_str())
        .fetch_all(c))?;
    let staff = staff(&mut tx, id, cursor, now).await?;
    let number = (found.kind.as_str(), found.number.as_str());
    let requests = appointments::of_organisation(&mut tx, id, number).await?;
    Ok(Some(DeskOrganisation {
        id: found.id,
        name: found.name,
        kind: found.kind,
        number: found.number,
        ended_at: found.ended_at,
        checked_at: checked_at.map(Moment::from_unix_ms),
        admins_counted: counted(admins_counted),
        staff_counted: counted(staff_counted),
        admins: read(admins, now)?,
        questions: questions(&mut tx, sql::OPEN_HELP, id.as_str()).await?,
        requests,
        staff: staff.people,
        before: staff.before,
        after: staff.after,
    }))
}

fn counted(number: i64) -> Count {
    Count {
        number: u32::try_from(number.min(COUNT_LIMIT)).unwrap_or_default(),
        more: number > COUNT_LIMIT,
    }
}

struct Staff {
    people: Vec<InTheList>,
    before: Option<Cursor>,
    after: Option<Cursor>,
}

/// A cursor that points nowhere gives the first page.
async fn staff(
    tx: &mut Tx,
    organisation: &OrganisationId,
    cursor: Option<&Cursor>,
    now: Moment,
) -> Result<Staff> {
    let place: Option<(String, String)> = match cursor {
        Some(Cursor::After(id) | Cursor::Before(id)) => {
            on!(&mut *tx, |c| sqlx::query_as(sql::PLACE)
                .bind(id.as_str())
                .bind(organisation.as_str())
                .fetch_optional(c))?
        }
        None => None,
    };
    let begun = place.is_some();
    let backward = begun && matches!(cursor, Some(Cursor::Before(_)));
    let statement = if backward {
        sql::STAFF_BEFORE
    } else {
        sql::STAFF_AFTER
    };
    let (sort_key, id) = place.unwrap_or_default();
    let mut rows: Vec<HereRow> = on!(tx, |c| sqlx::query_as(statement)
        .bind(organisation.as_str())
        .bind(&sort_key)
        .bind(&id)
        .bind(PAGE as i64 + 1)
        .fetch_all(c))?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    if backward {
        rows.reverse();
    }
    let people = read(rows, now)?;
    let first = people.first().map(|person| person.id.clone());
    let last = people.last().map(|person| person.id.clone());
    Ok(Staff {
        before: first
            .filter(|_| if backward { more } else { begun })
            .map(Cursor::Before),
        after: last.filter(|_| backward || more).map(Cursor::After),
        people,
    })
}

fn read(rows: Vec<HereRow>, now: Moment) -> Result<Vec<InTheList>> {
    rows.into_iter()
        .map(|row| {
            let here = Here::read(row, now)?;
            Ok(InTheList {
                email_masked: here.email.masked(),
                mobile_ends_in: here.mobile.last_two().to_owned(),
                id: here.id,
                name: here.name,
                role: here.role,
                standing: here.standing,
            })
        })
        .collect()
}

/// Questions that nobody has answered yet, by one of the statements for them.
pub(super) async fn questions(
    tx: &mut Tx,
    statement: &'static str,
    of: &str,
) -> Result<Vec<OpenQuestion>> {
    let rows: Vec<QuestionRow> = on!(tx, |c| sqlx::query_as(statement)
        .bind(of)
        .bind(QUESTIONS)
        .fetch_all(c))?;
    Ok(rows.into_iter().map(OpenQuestion::from).collect())
}
