//! A request as it is kept: read, locked, and moved on by the rules of `domain::appointments`.

use domain::{
    AccountId, AppointmentId, AuthorisationId, EmailAddress, Language, MobileNumber, Moment,
    OrganisationId, PersonName,
    appointments::{Event, Reason, Reference, Refusal, Review, Sex, Stage, State, next},
};
use serde_json::json;

use super::sql;
use crate::{
    Tx,
    audit::{self, Entry},
    caller::full_name,
    execute, on,
    secrets::LinkSecret,
    trouble::{Result, Trouble, readable},
};

/// A request to be appointed admin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// The number by which people talk about it.
    pub reference: Reference,
    /// Code of the kind of company.
    pub kind: String,
    /// Number of the company, if it was asked.
    pub number: Option<String>,
    /// Name of the company, if it was asked.
    pub company: Option<String>,
    /// Who is to be admin.
    pub name: PersonName,
    /// What was said where it was asked.
    pub sex: Option<Sex>,
    /// Will be the login name.
    pub email: EmailAddress,
    /// Codes will go there.
    pub mobile: MobileNumber,
    /// What was added.
    pub remark: Option<String>,
    /// Answers to fields of the deployment's own: code and text.
    pub answers: Vec<(String, String)>,
    /// Language of letters.
    pub language: Language,
    /// How far it is.
    pub state: State,
    /// When it was sent in.
    pub submitted_at: Moment,
    /// When the mailbox said yes.
    pub confirmed_at: Option<Moment>,
    /// By then the desk answers.
    pub reply_by: Option<Moment>,
    /// When it was over.
    pub ended_at: Option<Moment>,
    /// What it is about, once the desk said so.
    pub organisation: Option<OrganisationId>,
    /// What it is about, if the desk said that we do not know that company yet.
    pub new_company: Option<NewCompany>,
    /// Who of the desk looks at it.
    pub reviewer: Option<AccountId>,
    /// Who vouched for it; stays known after it was approved.
    pub verified_by: Option<AccountId>,
    /// Who approved it.
    pub approved_by: Option<AccountId>,
    /// What came of it.
    pub authorisation: Option<AuthorisationId>,
    /// Whether names and addresses are gone.
    pub forgotten: bool,
}

/// A company that comes into the books when the request is approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCompany {
    /// Its number, as [`domain::organisations::Kind::read_number`] gives it.
    pub number: String,
    /// Its name.
    pub name: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    reference: String,
    kind: String,
    number: Option<String>,
    company: Option<String>,
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
    sex: Option<String>,
    email: String,
    email_canonical: String,
    mobile: String,
    remark: Option<String>,
    answers: String,
    language: String,
    state: String,
    state_until: Option<i64>,
    submitted_at: i64,
    confirmed_at: Option<i64>,
    reply_by: Option<i64>,
    ended_at: Option<i64>,
    organisation_id: Option<String>,
    reviewer: Option<String>,
    called_back_at: Option<i64>,
    verified_by: Option<String>,
    approved_by: Option<String>,
    reason: Option<String>,
    authorisation_id: Option<String>,
    forgotten_at: Option<i64>,
    new_number: Option<String>,
    new_name: Option<String>,
}

/// The stage of a stored code.
pub(super) fn stage_of(code: &str, id: &str) -> Result<Stage> {
    readable(Stage::from_code(code), "appointment", "state", id)
}

impl Row {
    fn state(&self) -> Result<State> {
        let until = self
            .state_until
            .map(Moment::from_unix_ms)
            .ok_or_else(|| Trouble::missing("appointment", "state_until", &self.id));
        let review = Review {
            organisation: self.organisation_id.is_some() || self.new_number.is_some(),
            called_back: self.called_back_at.is_some(),
            verified_by: self.verified_by.clone().map(AccountId::from_trusted),
        };
        Ok(match stage_of(&self.state, &self.id)? {
            Stage::Submitted => State::Submitted { until: until? },
            Stage::Confirmed => State::Confirmed,
            Stage::InReview => State::InReview(review),
            Stage::QuestionAsked => State::QuestionAsked {
                until: until?,
                review,
            },
            Stage::Approved => State::Approved { until: until? },
            Stage::Rejected => State::Rejected(readable(
                self.reason.as_deref().and_then(Reason::from_code),
                "appointment",
                "reason",
                &self.id,
            )?),
            Stage::Activated => State::Activated,
            Stage::Expired => State::Expired,
            Stage::Withdrawn => State::Withdrawn,
        })
    }
}

impl TryFrom<Row> for Appointment {
    type Error = Trouble;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            state: row.state()?,
            reference: readable(
                Reference::parse(&row.reference),
                "appointment",
                "reference",
                &row.id,
            )?,
            answers: readable(
                serde_json::from_str(&row.answers).ok(),
                "appointment",
                "answers",
                &row.id,
            )?,
            id: AppointmentId::from_trusted(row.id),
            kind: row.kind,
            number: row.number,
            company: row.company,
            name: PersonName::from_stored(row.given_name, row.initials, row.infix, row.family_name),
            sex: row.sex.as_deref().and_then(Sex::from_code),
            email: EmailAddress::from_stored(row.email, row.email_canonical),
            mobile: MobileNumber::from_e164_stored(row.mobile),
            remark: row.remark,
            language: Language::from_code(&row.language).unwrap_or_default(),
            submitted_at: Moment::from_unix_ms(row.submitted_at),
            confirmed_at: row.confirmed_at.map(Moment::from_unix_ms),
            reply_by: row.reply_by.map(Moment::from_unix_ms),
            ended_at: row.ended_at.map(Moment::from_unix_ms),
            organisation: row.organisation_id.map(OrganisationId::from_trusted),
            new_company: row
                .new_number
                .zip(row.new_name)
                .map(|(number, name)| NewCompany { number, name }),
            reviewer: row.reviewer.map(AccountId::from_trusted),
            verified_by: row.verified_by.map(AccountId::from_trusted),
            approved_by: row.approved_by.map(AccountId::from_trusted),
            authorisation: row.authorisation_id.map(AuthorisationId::from_trusted),
            forgotten: row.forgotten_at.is_some(),
        })
    }
}

/// The request of an id.
pub(super) async fn find(tx: &mut Tx, id: &AppointmentId) -> Result<Option<Appointment>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(sql::FIND)
        .bind(id.as_str())
        .fetch_optional(c))?;
    row.map(Appointment::try_from).transpose()
}

/// The request of an id, locked until the commit.
pub(super) async fn lock(tx: &mut Tx, id: &AppointmentId) -> Result<Option<Appointment>> {
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(sql::LOCK)
        .bind(id.as_str())
        .fetch_optional(c))?;
    row.map(Appointment::try_from).transpose()
}

/// Moves a locked request on, if the rules allow it.
pub(super) async fn happens(
    tx: &mut Tx,
    now: Moment,
    appointment: &mut Appointment,
    event: &Event,
) -> Result<Result<(), Refusal>> {
    let state = match next(&appointment.state, event, now) {
        Ok(state) => state,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let stage = state.stage();
    let id = appointment.id.as_str();
    let reason = match &state {
        State::Rejected(reason) => Some(reason.code()),
        _ => None,
    };
    appointment.ended_at = stage.is_over().then_some(now);
    execute!(
        &mut *tx,
        sql::SET_STATE,
        id,
        stage.code(),
        state.until().map(Moment::unix_ms),
        appointment.ended_at.map(Moment::unix_ms),
        reason,
    )?;
    if let Some(review) = state.review() {
        let by = review.verified_by.as_ref().map(AccountId::as_str);
        execute!(tx, sql::SET_REVIEW, id, by, review.called_back)?;
        appointment.verified_by.clone_from(&review.verified_by);
    }
    appointment.state = state;
    Ok(Ok(()))
}

/// Writes a deed into the trail, with the reference of the request it was about.
pub(super) fn record(
    tx: &mut Tx,
    now: Moment,
    asked: &Appointment,
    entry: Entry<'_>,
) -> Result<()> {
    let facts = json!({ "reference": asked.reference.to_string() });
    audit::record(tx, now, entry.facts(facts))
}

/// Whether a request still waits for its mailbox to say yes.
pub(crate) async fn waits_for_mailbox(
    tx: &mut Tx,
    id: &AppointmentId,
    now: Moment,
) -> Result<bool> {
    let found = find(tx, id).await?;
    Ok(found.is_some_and(|found| next(&found.state, &Event::Confirm, now).is_ok()))
}

/// Code of the kind of company that a request is for, by its number.
pub(crate) async fn kind_of(tx: &mut Tx, reference: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = on!(tx, |c| sqlx::query_as(sql::KIND_OF)
        .bind(reference)
        .fetch_optional(c))?;
    Ok(row.map(|(kind,)| kind))
}

/// The name in a request, if the owner of this mailbox confirmed it.
pub(crate) async fn confirmed_by(
    tx: &mut Tx,
    reference: &str,
    mailbox: &EmailAddress,
) -> Result<Option<String>> {
    let row: Option<(String, String, String)> = on!(tx, |c| sqlx::query_as(sql::CONFIRMED_BY)
        .bind(reference)
        .bind(mailbox.canonical())
        .fetch_optional(c))?;
    Ok(row.map(|(given, infix, family)| full_name(&given, &infix, &family)))
}

/// Code of the kind of company whose request a link belongs to.
pub(crate) async fn kind_of_link(tx: &mut Tx, secret: &LinkSecret) -> Result<Option<String>> {
    let row: Option<(String,)> = on!(tx, |c| sqlx::query_as(sql::KIND_OF_LINK)
        .bind(secret.hash())
        .fetch_optional(c))?;
    Ok(row.map(|(kind,)| kind))
}
