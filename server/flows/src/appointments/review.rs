//! What the desk does with a request before it decides: take it up, call back, ask, vouch for it, or refuse it; which
//! company it is about is a story of its own ([`super::company`]). Whoever asked for himself does nothing here.

use domain::{
    AppointmentId, Moment,
    appointments::{Event as Happens, Reason, Refusal, Review, State},
    post::Letter,
    shared::short_text::{PhoneText, SourceText},
};

use super::{
    announce, one_person,
    record::{Appointment, happens, lock, record},
    seen::is_as_seen,
    sql,
    story::{Happened, in_lines, note},
    there,
};
use crate::{
    NotYours, Permit, Seen, Services, Tx,
    audit::{Actor, Entry, Event},
    budgets::{Budget, DAY},
    caller::right::DeskWork,
    execute,
    eyes::{self, Whom},
    post::{self, Draft, Payer, To},
    trouble::{Result, Trouble},
};

/// What one agent does to one request in a day: some five steps are needed, and as many mistakes mended.
const STEPS_PER_DAY: u32 = 30;

/// Why the desk cannot do something. A person can act on each of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such request.
    NotHere,
    /// The rules of a request say no.
    Rule(Refusal),
    /// Nobody deals with a request of his own.
    OwnRequest,
    /// Nor with one for a company where he works.
    OwnCompany,
    /// The number called stands in the request, or is one of the applicant or the agent: that proves nothing.
    NumberOfRequest,
    /// No organisation of this kind has this number.
    NoOrganisation,
    /// There is an organisation with this number already.
    OrganisationThere,
    /// Such a number is none.
    NumberWrong,
    /// This person is admin there already.
    AlreadyAdmin,
    /// An admin there stops the access of this person.
    StopPlanned,
    /// The company knows this mailbox as that of somebody else.
    SomebodyElse,
    /// The company knows this person, who has another mailbox today.
    OtherAddress,
    /// Whoever decides is no second pair of eyes for this.
    NotYours(NotYours),
    /// Somebody changed something of it since its page was drawn.
    Changed,
}

macro_rules! or_refuse {
    ($outcome:expr) => {
        match $outcome {
            Ok(there) => there,
            Err(refused) => return Ok(Err(refused)),
        }
    };
}
pub(super) use or_refuse;

/// A request under way at the desk: nothing counts before the commit.
pub(super) struct Held {
    pub tx: Tx,
    pub asked: Appointment,
}

/// Locks a request for somebody of the desk.
pub(super) async fn hold(
    mut tx: Tx,
    services: &Services,
    permit: &Permit<DeskWork>,
    id: &AppointmentId,
) -> Result<Result<Held, Refused>> {
    let Some(mut asked) = lock(&mut tx, id).await? else {
        return Ok(Err(Refused::NotHere));
    };
    still_vouched_for(&mut tx, services, &mut asked).await?;
    if one_person::stands_with(&mut tx, services, permit.by(), &asked).await? {
        return Ok(Err(Refused::OwnRequest));
    }
    if one_person::is_of_own_company(&mut tx, services, permit.by(), &asked).await? {
        return Ok(Err(Refused::OwnCompany));
    }
    Ok(Ok(Held { tx, asked }))
}

/// The same for a deed that rests on what its page showed.
pub(super) async fn hold_as_seen(
    tx: Tx,
    services: &Services,
    permit: &Permit<DeskWork>,
    (id, seen): (&AppointmentId, &Seen),
) -> Result<Result<Held, Refused>> {
    let mut held = or_refuse!(hold(tx, services, permit, id).await?);
    if !is_as_seen(&mut held.tx, services, &held.asked, seen).await? {
        return Ok(Err(Refused::Changed));
    }
    Ok(Ok(held))
}

/// Whoever vouched and works at the desk no more vouches no more: somebody who does has to, before it is approved. Nor does
/// whoever turns out to be the applicant, to stand with them or to work at the company, and what such a person said of a call is nothing.
pub(super) async fn still_vouched_for(
    tx: &mut Tx,
    services: &Services,
    asked: &mut Appointment,
) -> Result<()> {
    let Some(before) = asked.state.review().cloned() else {
        return Ok(());
    };
    let mut still = before.clone();
    if before.called_back
        && let Some(called) = one_person::who_called(&mut *tx, &asked.id).await?
        && one_person::is_party(&mut *tx, services, &called, asked).await?
    {
        still = Review {
            organisation: before.organisation,
            ..Review::default()
        };
    }
    if let Some(by) = &still.verified_by
        && (!eyes::is_agent(&mut *tx, services, by).await?
            || one_person::is_party(tx, services, by, asked).await?)
    {
        still.verified_by = None;
    }
    asked.verified_by.clone_from(&still.verified_by);
    if let State::InReview(review) | State::QuestionAsked { review, .. } = &mut asked.state {
        *review = still;
    }
    Ok(())
}

/// One step of the desk: what happens by the rules, what is written down, and with which words.
pub(super) struct Deed<'a> {
    pub event: Happens,
    pub happened: Happened,
    pub recorded: Event,
    pub words: Option<&'a str>,
}

impl Held {
    pub(super) async fn does(
        &mut self,
        services: &Services,
        permit: &Permit<DeskWork>,
        deed: Deed<'_>,
    ) -> Result<Result<(), Refused>> {
        let now = services.now();
        let (tx, asked) = (&mut self.tx, &mut self.asked);
        // A story has an end: one agent does not fill it with what goes to and fro, and a colleague goes on.
        let steps = Budget::new(
            format!("appointment-steps:{} by {}", asked.id, permit.by()),
            DAY,
            STEPS_PER_DAY,
        );
        if !steps.spend(tx, now).await? {
            let until = steps.window_end(now);
            return Err(Trouble::Enough { until });
        }
        if let Err(refusal) = happens(tx, now, asked, &deed.event).await? {
            return Ok(Err(Refused::Rule(refusal)));
        }
        let what = (deed.happened, Some(permit.by()), deed.words);
        note(tx, now, &asked.id, what).await?;
        // Every letter is queued before this row: its lock is the last (docs/decisions/0002).
        let mut entry = Entry::new(deed.recorded, Actor::Desk(permit.by()));
        if let Some(organisation) = &asked.organisation {
            entry = entry.organisation(organisation);
        }
        record(tx, now, asked, entry)?;
        Ok(Ok(()))
    }
}

/// Takes a request up.
pub async fn take(
    services: &Services,
    permit: &Permit<DeskWork>,
    id: &AppointmentId,
) -> Result<Result<(), Refused>> {
    let mut held = or_refuse!(hold(permit.begin(services).await?, services, permit, id).await?);
    execute!(
        &mut held.tx,
        sql::SET_REVIEWER,
        id.as_str(),
        permit.by().as_str()
    )?;
    let deed = Deed {
        event: Happens::Take,
        happened: Happened::Taken,
        recorded: Event::AppointmentTaken,
        words: None,
    };
    or_refuse!(held.does(services, permit, deed).await?);
    held.tx.commit().await.map(Ok)
}

/// Writes down that the company was called: at which number, and where that number was found (SEC-26).
pub async fn call_back(
    services: &Services,
    permit: &Permit<DeskWork>,
    (id, seen): (&AppointmentId, &Seen),
    number: &PhoneText,
    source: &SourceText,
) -> Result<Result<(), Refused>> {
    let tx = permit.begin(services).await?;
    let mut held = or_refuse!(hold_as_seen(tx, services, permit, (id, seen)).await?);
    let there = one_person::number_there(&mut held.tx, services, &held.asked).await?;
    let whose = Whom::applicant(&held.asked.email, &held.asked.mobile, there.as_ref());
    if !eyes::may_be_called(&mut held.tx, services, permit.by(), whose, number).await? {
        return Ok(Err(Refused::NumberOfRequest));
    }
    let now = services.now().unix_ms();
    execute!(&mut held.tx, sql::SET_CALLED_BACK, id.as_str(), now)?;
    let words = format!("{} ({})", number.as_str(), source.as_str());
    let deed = Deed {
        event: Happens::CallBack,
        happened: Happened::CalledBack,
        recorded: Event::AppointmentCalledBack,
        words: Some(&words),
    };
    or_refuse!(held.does(services, permit, deed).await?);
    held.tx.commit().await.map(Ok)
}

/// Writes down that the company was called and nobody was reached: the request stays as it is, and a colleague knows of it.
pub async fn not_reached(
    services: &Services,
    permit: &Permit<DeskWork>,
    id: &AppointmentId,
) -> Result<Result<(), Refused>> {
    let mut held = or_refuse!(hold(permit.begin(services).await?, services, permit, id).await?);
    let deed = Deed {
        event: Happens::NotReached,
        happened: Happened::NotReached,
        recorded: Event::AppointmentNotReached,
        words: None,
    };
    or_refuse!(held.does(services, permit, deed).await?);
    held.tx.commit().await.map(Ok)
}

/// Asks the applicant something.
pub async fn ask(
    services: &Services,
    permit: &Permit<DeskWork>,
    id: &AppointmentId,
    question: &str,
) -> Result<Result<(), Refused>> {
    let now = services.now();
    let mut held = or_refuse!(hold(permit.begin(services).await?, services, permit, id).await?);
    let until = now.plus(services.policy.appointment_answer);
    let (first, more) = in_lines(question);
    let letter = Letter::AppointmentQuestion {
        reference: held.asked.reference.to_string(),
        question: first,
        more,
        until,
        again: false,
    };
    let draft = Draft::new(
        To::Typed(&held.asked.email),
        held.asked.language,
        letter,
        Payer::Person(permit.by()),
    )
    .follows(id);
    post::queue(&mut held.tx, services, now, draft).await?;
    let deed = Deed {
        event: Happens::Question { until },
        happened: Happened::Question,
        recorded: Event::AppointmentQuestion,
        words: Some(question),
    };
    or_refuse!(held.does(services, permit, deed).await?);
    held.tx.commit().await.map(Ok)
}

/// Writes down what the applicant answered on the telephone: the request goes on as after an answer on its page. That somebody
/// rang proves nothing about who it was, so the story says who wrote it down. `reply_by` is what the applicant was told.
pub async fn note_answer(
    services: &Services,
    permit: &Permit<DeskWork>,
    id: &AppointmentId,
    words: &str,
    reply_by: Moment,
) -> Result<Result<(), Refused>> {
    let mut held = or_refuse!(hold(permit.begin(services).await?, services, permit, id).await?);
    let by = reply_by.unix_ms();
    execute!(&mut held.tx, sql::SET_REPLY_BY, id.as_str(), by)?;
    let deed = Deed {
        event: Happens::Answer,
        happened: Happened::AnswerNoted,
        recorded: Event::AppointmentAnswerNoted,
        words: Some(words),
    };
    or_refuse!(held.does(services, permit, deed).await?);
    held.tx.commit().await.map(Ok)
}

/// Vouches for it; somebody else approves. Only now the admins of the company hear who asks, unless they heard already: one
/// agent's choice alone tells nobody there a name, and whoever vouches causes the letters (SEC-26, SEC-70).
pub async fn verify(
    services: &Services,
    permit: &Permit<DeskWork>,
    (id, seen): (&AppointmentId, &Seen),
) -> Result<Result<(), Refused>> {
    let tx = permit.begin(services).await?;
    let mut held = or_refuse!(hold_as_seen(tx, services, permit, (id, seen)).await?);
    let decides = eyes::decides_at_all(&mut held.tx, services, permit).await?;
    or_refuse!(decides.map_err(Refused::NotYours));
    if let Some(organisation) = &held.asked.organisation
        && let Some(there) = there::look(&mut held.tx, services, organisation, &held.asked).await?
        && let Some(refused) = there.refuses(&held.asked)
    {
        return Ok(Err(refused));
    }
    let deed = Deed {
        event: Happens::Verify {
            by: permit.by().clone(),
        },
        happened: Happened::Verified,
        recorded: Event::AppointmentVerified,
        words: None,
    };
    announce::ask(&mut held.tx, services, permit.by(), &held.asked).await?;
    or_refuse!(held.does(services, permit, deed).await?);
    held.tx.commit().await.map(Ok)
}

/// Refuses it, and says why.
pub async fn reject(
    services: &Services,
    permit: &Permit<DeskWork>,
    (id, seen): (&AppointmentId, &Seen),
    reason: Reason,
    what_else: Option<&str>,
) -> Result<Result<(), Refused>> {
    let now = services.now();
    let tx = permit.begin(services).await?;
    let mut held = or_refuse!(hold_as_seen(tx, services, permit, (id, seen)).await?);
    let decides = eyes::decides_at_all(&mut held.tx, services, permit).await?;
    or_refuse!(decides.map_err(Refused::NotYours));
    let letter = Letter::AppointmentRejected {
        reference: held.asked.reference.to_string(),
        reason,
        note: what_else.map(str::to_owned),
    };
    let draft = Draft::new(
        To::Typed(&held.asked.email),
        held.asked.language,
        letter,
        Payer::Person(permit.by()),
    );
    post::queue(&mut held.tx, services, now, draft).await?;
    let deed = Deed {
        event: Happens::Reject(reason),
        happened: Happened::Rejected,
        recorded: Event::AppointmentRejected,
        words: what_else,
    };
    or_refuse!(held.does(services, permit, deed).await?);
    held.tx.commit().await.map(Ok)
}
