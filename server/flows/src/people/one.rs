//! One person, the whole story: who, what may they do, can they get in, what was sent, what happened.

use domain::{
    AccountId, AuthorisationId, HelpRequestId, MobileNumber, Moment, OrganisationId, post::HelpKind,
};

use super::{
    Refusal, access,
    list::{Person, PersonRow, look_elsewhere},
    mobile::number_facts,
    need::Course,
    rights::Terms,
    sql,
    stand_in::stand_in_facts,
    target::{end_of, end_without_stop, restorable_until},
};
use crate::{
    Permit, Seen, Services, Tx,
    audit::{LogRow, story_of},
    caller::{full_name, right::SeeStaff},
    desk::{self, RightsAsked},
    help::{from_stored, still_open},
    login, on,
    post::{Delivery, deliveries},
    trouble::{Result, readable_rows},
};

/// Letters shown.
const LETTERS: i64 = 20;
/// Rows of history shown.
const HISTORY: usize = 20;

/// The page of one person.
#[derive(Clone, Debug)]
pub struct WholePerson {
    /// What the list shows.
    pub person: Person,
    /// In the books since.
    pub created_at: Moment,
    /// First time in; `None` if never.
    pub activated_at: Option<Moment>,
    /// Since when the account is blocked.
    pub blocked_at: Option<Moment>,
    /// Until when wrong passwords of strangers keep this person waiting, on any device but a known one.
    pub waits_until: Option<Moment>,
    /// When the mobile number was last changed.
    pub mobile_changed_at: Option<Moment>,
    /// The stop, done or planned.
    pub stopped: Option<StoppedBy>,
    /// What a deed on that stop says that it saw; also that there is none.
    pub stop_seen: Seen,
    /// What another number says that it takes the place of.
    pub number_seen: Seen,
    /// What ending a time to stand in says that it saw.
    pub stand_in_seen: Seen,
    /// Rights and dates, as a form that changes them begins.
    pub terms: Terms,
    /// Until when the end can be taken back: a stop restored, a date moved. `None` if there is none.
    pub restore_until: Option<Moment>,
    /// The invitation, while it was not accepted.
    pub invitation: Option<Invitation>,
    /// Rights, by code.
    pub rights: Vec<RightHeld>,
    /// Rights that an agent has to decide on first.
    pub asked: Option<RightsAsked>,
    /// Open requests for help, oldest first; none of who looks, because those are others' work.
    pub help: Vec<HelpOpen>,
    /// The last letters, newest first.
    pub deliveries: Vec<Delivery>,
    /// What happened, newest first.
    pub history: Vec<LogRow>,
}

/// A stop of access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoppedBy {
    /// From when on.
    pub at: Moment,
    /// Who did it; `None` if erased or not of this organisation.
    pub by: Option<String>,
}

/// An invitation that was not accepted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// When it was last sent.
    pub sent_at: Moment,
    /// Who sent it last; `None` for an operator, or if erased.
    pub by: Option<String>,
    /// Until when it works or worked; `None` if no link is left.
    pub until: Option<Moment>,
    /// The last reminder that was sent: 0, 1 or 2.
    pub reminders: u32,
}

/// A right on an authorisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightHeld {
    /// Code in the catalogue.
    pub code: String,
    /// Since when.
    pub since: Moment,
    /// Who gave it; `None` for an operator, or if erased.
    pub by: Option<String>,
    /// Whether it works: the organisation holds it still.
    pub works: bool,
}

/// An open request for help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpOpen {
    /// Its id.
    pub id: HelpRequestId,
    /// What for; `None` for a kind this version does not know.
    pub kind: Option<HelpKind>,
    /// Since when.
    pub since: Moment,
    /// Who is asked now, and when somebody else is.
    pub course: Course,
    /// Codes of the rights that are meant, of those that can be given still. No more than a wish.
    pub wanted: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    person: PersonRow,
    created_at: i64,
    activated_at: Option<i64>,
    stopped_at: Option<i64>,
    stopped_by: Option<String>,
    until_before_stop: Option<i64>,
    reminders_sent: i64,
    mobile_changed_at: Option<i64>,
    blocked_at: Option<i64>,
    by_given: Option<String>,
    by_infix: Option<String>,
    by_family: Option<String>,
    sent_given: Option<String>,
    sent_infix: Option<String>,
    sent_family: Option<String>,
}

#[derive(sqlx::FromRow)]
struct RightRow {
    right_code: String,
    granted_at: i64,
    given_name: Option<String>,
    infix: Option<String>,
    family_name: Option<String>,
    held: bool,
}

/// Everything about one person of one's own organisation.
pub async fn one(
    services: &Services,
    permit: &Permit<SeeStaff>,
    whom: &AuthorisationId,
) -> Result<Result<WholePerson, Refusal>> {
    let now = services.now();
    let mut tx = services.db.read().await?;
    let row: Option<Row> = on!(&mut tx, |c| sqlx::query_as(sql::ONE)
        .bind(whom.as_str())
        .bind(permit.organisation().as_str())
        .fetch_optional(c))?;
    let Some(row) = row else {
        return Ok(Err(Refusal::NotHere));
    };
    let account = AccountId::from_trusted(row.person.account_id.clone());
    let moment = |at: Option<i64>| at.map(Moment::from_unix_ms);
    // What happens to the account itself is told from when it was shared with this organisation until it is no more (SEC-04).
    let since = moment(row.activated_at);
    let until = row.person.ended_here(moment(row.stopped_at), now);
    let by = name(row.by_given, row.by_infix, row.by_family);
    let sent_by = name(row.sent_given, row.sent_infix, row.sent_family);
    let number = MobileNumber::from_e164_stored(row.person.mobile.clone());
    let mut person = row.person.read(permit, now)?;
    person.look_at_invitation(services);
    look_elsewhere(&mut tx, services, &mut person, now).await?;
    let stopped = moment(row.stopped_at).map(|at| StoppedBy { at, by });
    let (state, ends_at) = (person.facts.state, person.facts.valid_until);
    let end = end_of(state, moment(row.stopped_at), ends_at);
    let stop_by = row.stopped_by.map(AccountId::from_trusted);
    let stop = access::stop_facts(whom, moment(row.stopped_at), stop_by.as_ref());
    let number = number_facts(whom, &number);
    let stand_in = stand_in_facts([(whom, person.stand_in)]);
    let rights = rights(&mut tx, whom).await?;
    let asked = desk::rights_asked(&mut tx, services, whom, now).await?;
    let ends = (ends_at, moment(row.until_before_stop));
    let terms = Terms {
        rights: rights.iter().map(|right| right.code.clone()).collect(),
        asked: asked
            .iter()
            .flat_map(|asked| asked.rights.clone())
            .collect(),
        valid_from: person.facts.valid_from,
        valid_until: end_without_stop(state, moment(row.stopped_at), ends),
        stopped_at: moment(row.stopped_at),
    };
    let invitation = person
        .invited_at
        .filter(|_| row.activated_at.is_none())
        .map(|sent_at| Invitation {
            sent_at,
            by: sent_by,
            until: person.facts.invitation_until,
            reminders: u32::try_from(row.reminders_sent).unwrap_or_default(),
        });
    // Whoever never was in has nothing to wait for.
    let waits_until = match row.activated_at {
        Some(_) if until.is_none() => {
            login::account_waits_until(&mut tx, services, &account, now).await?
        }
        _ => None,
    };
    Ok(Ok(WholePerson {
        created_at: Moment::from_unix_ms(row.created_at),
        activated_at: moment(row.activated_at),
        blocked_at: moment(row.blocked_at)
            .filter(|_| row.activated_at.is_some() && until.is_none()),
        waits_until,
        mobile_changed_at: moment(row.mobile_changed_at),
        stopped,
        stop_seen: Seen::of(&services.keys, &stop),
        number_seen: Seen::of(&services.keys, &number),
        stand_in_seen: Seen::of(&services.keys, &stand_in),
        terms,
        restore_until: end.map(|end| restorable_until(&services.policy, end, person.out_since)),
        invitation,
        rights,
        asked,
        help: match person.you {
            true => Vec::new(),
            false => help(&mut tx, permit.organisation(), whom).await?,
        },
        deliveries: deliveries(&mut tx, &account, whom, (since, until), LETTERS).await?,
        history: story_of(
            &mut tx,
            permit.organisation(),
            whom,
            (&account, since, until),
            HISTORY,
        )
        .await?,
        person,
    }))
}

async fn rights(tx: &mut Tx, whom: &AuthorisationId) -> Result<Vec<RightHeld>> {
    let rows: Vec<RightRow> = on!(tx, |c| sqlx::query_as(sql::RIGHTS_SINCE)
        .bind(whom.as_str())
        .fetch_all(c))?;
    let right = |row: RightRow| RightHeld {
        code: row.right_code,
        since: Moment::from_unix_ms(row.granted_at),
        by: name(row.given_name, row.infix, row.family_name),
        works: row.held,
    };
    Ok(rows.into_iter().map(right).collect())
}

#[derive(sqlx::FromRow)]
struct HelpRow {
    id: String,
    kind: String,
    created_at: i64,
    stage: String,
    next_at: Option<i64>,
    wanted: String,
}

async fn help(
    tx: &mut Tx,
    organisation: &OrganisationId,
    whom: &AuthorisationId,
) -> Result<Vec<HelpOpen>> {
    let rows: Vec<HelpRow> = on!(&mut *tx, |c| sqlx::query_as(sql::OPEN_HELP)
        .bind(whom.as_str())
        .fetch_all(c))?;
    let named = rows.iter().flat_map(|row| from_stored(&row.wanted));
    let named: Vec<String> = named.collect();
    let open = still_open(tx, (organisation, whom), &named).await?;
    readable_rows(rows.into_iter().map(|row| {
        let mut wanted = from_stored(&row.wanted);
        wanted.retain(|code| open.contains(code));
        Ok(HelpOpen {
            course: Course::stored(&row.id, &row.stage, row.next_at)?,
            id: HelpRequestId::from_trusted(row.id),
            kind: HelpKind::from_code(&row.kind),
            since: Moment::from_unix_ms(row.created_at),
            wanted,
        })
    }))
}

fn name(given: Option<String>, infix: Option<String>, family: Option<String>) -> Option<String> {
    Some(full_name(&given?, &infix?, &family?))
}
