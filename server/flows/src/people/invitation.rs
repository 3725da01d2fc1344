//! An invitation after it was sent: once more with one button, withdrawn, or brought to mind on day 3 and day 6. What holds one until an
//! admin sends it again is `held`.
//!
//! A withdrawn invitation is kept as "stopped, never activated": no list or page shows it, its words are not found, and
//! the log still says whom it was for. Inviting the same address again takes up the same authorisation.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, Language, Moment, OrganisationId,
    people::{AuthorisationState, Held, Role},
    post::{HelpKind, Letter},
};
use serde_json::{Value, json};

use super::{
    deed::{Deed, Refusal, or_refuse},
    held::{self, counts_until},
    letter::{begins, right_names},
    limits,
    rights::rights_of,
    sql,
    target::Target,
    words_and_rights::forget_rights,
};
use crate::{
    Permit, Seen, Services, Tx, appointments,
    audit::{self, Actor, Entry, Event},
    caller::{full_name, right::ChangeStaff},
    ends, execute,
    links::{self, Purpose},
    on,
    post::{self, Draft, Payer, To},
    sweeps::Turn,
    trouble::Result,
};

/// Two clicks within this time are one.
const DOUBLE_CLICK: Duration = Duration::from_secs(60);
/// Reminders in one turn of the worker.
const BATCH: i64 = 100;

/// Sends an invitation once more; gives back until when it works now. As `seen`: whoever presses becomes who sent it, and one
/// that is held is sent by whoever was asked whether it is right.
pub async fn resend_invitation(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    (whom, seen): (&AuthorisationId, &Seen),
) -> Result<Result<Moment, Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(deed.target(whom).await?);
    if target.state != AuthorisationState::Invited {
        return Ok(Err(Refusal::NotInvited));
    }
    if target.held.is_none() && invited_just_now(&target, deed.now) {
        return Ok(Err(Refusal::AlreadySo));
    }
    if !is_seen(services, &target, seen) {
        return Ok(Err(Refusal::Changed));
    }
    or_refuse!(limits::may_mail(&mut deed, &target).await?);
    or_refuse!(limits::may_invite_again(&mut deed, &target).await?);
    let rights = rights_of(&mut deed.tx, whom).await?;
    let until = deed.invite(&target, &rights).await?;
    answer_help(&mut deed.tx, deed.now, whom, permit.by()).await?;
    deed.record(Event::InvitationSentAgain, &target, Value::Null)?;
    deed.done().await?;
    Ok(Ok(until))
}

/// Whoever could not accept an invitation and asked for help has an answer with the next one.
pub(crate) async fn answer_help(
    tx: &mut Tx,
    now: Moment,
    whom: &AuthorisationId,
    by: &AccountId,
) -> Result<()> {
    let kind = HelpKind::CannotLogIn.code();
    execute!(
        tx,
        sql::CLOSE_HELP_OF_KIND,
        whom.as_str(),
        kind,
        now.unix_ms(),
        by.as_str()
    )?;
    Ok(())
}

/// Whether the invitation of somebody went out a moment ago: the second of two clicks.
pub(crate) fn invited_just_now(target: &Target, now: Moment) -> bool {
    target
        .invited_at
        .is_some_and(|at| now.since(at) < DOUBLE_CLICK)
}

/// Withdraws an invitation that was not accepted yet, as `seen`. Its link stops working at once.
pub async fn withdraw_invitation(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    (whom, seen): (&AuthorisationId, &Seen),
) -> Result<Result<(), Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(deed.target(whom).await?);
    if target.state != AuthorisationState::Invited {
        return Ok(Err(Refusal::NotInvited));
    }
    if !is_seen(services, &target, seen) {
        return Ok(Err(Refusal::Changed));
    }
    withdraw(&mut deed, &target).await?;
    deed.done().await?;
    Ok(Ok(()))
}

/// Withdraws the invitation of somebody who is invited.
pub(super) async fn withdraw(deed: &mut Deed<'_>, target: &Target) -> Result<()> {
    let (now, whom) = (deed.now, &target.authorisation);
    let by = Some(deed.permit.by());
    let ended = (&target.account, whom);
    end(&mut deed.tx, deed.services, now, ended, by).await?;
    appointments::untie(&mut deed.tx, now, whom).await?;
    deed.record(Event::InvitationWithdrawn, target, Value::Null)?;
    let letter = Letter::AccessStopped {
        by: deed.permit.by_name().to_owned(),
        organisation: deed.organisation.name.clone(),
        at: now,
        planned: false,
        invitation: true,
    };
    deed.tell(target, letter).await
}

/// Ends the invitation of an account that is locked, if nobody accepted it; nobody did this but time.
pub(crate) async fn end_invitation(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    account: &AccountId,
    whom: &AuthorisationId,
) -> Result<()> {
    if execute!(&mut *tx, sql::LOCK_INVITED, whom.as_str(), account.as_str())? == 1 {
        end(tx, services, now, (account, whom), None).await?;
        appointments::untie(tx, now, whom).await?;
    }
    Ok(())
}

/// The same whosever it is, with the account locked here. False, and nothing done, if it became somebody else's at this
/// moment (docs/decisions/0015): looked at again it is there.
pub(crate) async fn end_invitation_of_anybody(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    whom: &AuthorisationId,
) -> Result<bool> {
    let locked: Option<(String,)> = on!(&mut *tx, |c| sqlx::query_as(sql::LOCK_ACCOUNT_OF)
        .bind(whom.as_str())
        .fetch_optional(c))?;
    let invited: Option<(String,)> =
        on!(&mut *tx, |c| sqlx::query_as(sql::LOCK_INVITED_OF_ANYBODY)
            .bind(whom.as_str())
            .fetch_optional(c))?;
    let Some((account,)) = &invited else {
        return Ok(true);
    };
    if locked != invited {
        return Ok(false);
    }
    let account = AccountId::from_trusted(account.clone());
    end(tx, services, now, (&account, whom), None).await?;
    Ok(true)
}

/// Whether the invitation is as the page showed it.
fn is_seen(services: &Services, target: &Target, seen: &Seen) -> bool {
    let now = (target.role, target.invited_at, target.held);
    seen.shows(
        &services.keys,
        &invitation_facts(&target.authorisation, now),
    )
}

/// What the page of somebody says of the invitation: what it makes of whom, as of when, and whether it is held.
pub(super) fn invitation_facts(
    whom: &AuthorisationId,
    (role, sent_at, held): (Role, Option<Moment>, Option<Held>),
) -> Value {
    json!({
        "invitation": whom.as_str(),
        "role": role.code(),
        "sent_at": sent_at.map(Moment::unix_ms),
        "held": held.map(Held::code),
    })
}

/// Its link stops working, its words are not found any more, and what it would have allowed is gone.
async fn end(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (account, whom): (&AccountId, &AuthorisationId),
    by: Option<&AccountId>,
) -> Result<()> {
    let id = whom.as_str();
    let actor = by.map_or(Actor::System, Actor::Person);
    let by = by.map(AccountId::as_str);
    execute!(&mut *tx, sql::WITHDRAW, id, now.unix_ms(), by)?;
    execute!(&mut *tx, sql::FORGET_WORDS, id)?;
    execute!(&mut *tx, sql::CLOSE_HELP_OF, id, now.unix_ms(), by)?;
    forget_rights(tx, now, whom).await?;
    ends::with_access(tx, services, now, (account, whom), actor).await?;
    links::withdraw_of_authorisation(tx, whom, Purpose::Activate, now).await?;
    held::hold_no_more(tx, whom).await?;
    Ok(())
}

/// Brings invitations to mind that wait since day 3 or day 6; each reminder once. Gives back how many were sent.
pub async fn remind_invitations(services: &Services) -> Result<u64> {
    let mut sent = 0;
    // The last one first: after an outage nobody gets two at once.
    let [first, second] = services.policy.reminders;
    for (number, after) in [(2, second), (1, first)] {
        let mut turn = Turn::new("reminders of invitations", "authorisation", BATCH);
        while turn.goes_on() {
            let waiting = waiting(services, number, after, turn.limit()).await?;
            for (id,) in turn.new_of(waiting, |row| &row.0) {
                let whom = AuthorisationId::from_trusted(id.clone());
                turn.took(&id, remind(services, &whom, number).await)?;
            }
        }
        sent += turn.done();
    }
    Ok(sent)
}

async fn waiting(
    services: &Services,
    number: u8,
    after: Duration,
    most: i64,
) -> Result<Vec<(String,)>> {
    let now = services.now();
    let mut tx = services.db.read().await?;
    on!(&mut tx, |c| sqlx::query_as(sql::TO_REMIND)
        .bind(i64::from(number))
        .bind(now.minus(after).unix_ms())
        .bind(now.minus(services.policy.invitation).unix_ms())
        .bind(most)
        .fetch_all(c))
}

#[derive(sqlx::FromRow)]
struct ReminderRow {
    language: String,
    kind: String,
    name: String,
    ended_at: Option<i64>,
    given_name: Option<String>,
    infix: Option<String>,
    family_name: Option<String>,
}

/// False if it turned out not to be needed any more.
async fn remind(services: &Services, id: &AuthorisationId, number: u8) -> Result<bool> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let taken: Option<(String, String)> = on!(&mut tx, |c| sqlx::query_as(sql::REMIND)
        .bind(id.as_str())
        .bind(i64::from(number))
        .fetch_optional(c))?;
    let Some((organisation, account)) = taken else {
        return Ok(false);
    };
    let (organisation, account) = (
        OrganisationId::from_trusted(organisation),
        AccountId::from_trusted(account),
    );
    let about: ReminderRow = on!(&mut tx, |c| sqlx::query_as(sql::FOR_REMINDER)
        .bind(id.as_str())
        .fetch_one(c))?;
    let link = links::running_of_authorisation(&mut tx, id, Purpose::Activate, now).await?;
    let counts = counts_until(&mut tx, services, now, id).await?.is_some();
    let link = link.filter(|_| counts && about.ended_at.is_none_or(|at| now.unix_ms() < at));
    if let Some(link) = &link {
        let letter = letter(&mut tx, services, id, &about, link.until, number).await?;
        let language = Language::from_code(&about.language).unwrap_or_default();
        let draft = Draft::new(To::Account(&account), language, letter, Payer::Nobody)
            .about(id)
            .with_link(&link.id)
            .of_many(true);
        post::queue(&mut tx, services, now, draft).await?;
        let entry = Entry::new(Event::InvitationSentAgain, Actor::System)
            .account(&account)
            .authorisation(id)
            .organisation(&organisation)
            .facts(json!({ "reminder": number }));
        audit::record(&mut tx, now, entry)?;
    }
    tx.commit().await?;
    Ok(link.is_some())
}

async fn letter(
    tx: &mut Tx,
    services: &Services,
    id: &AuthorisationId,
    about: &ReminderRow,
    until: Moment,
    reminder: u8,
) -> Result<Letter> {
    let language = Language::from_code(&about.language).unwrap_or_default();
    let rights = rights_of(tx, id).await?;
    let rights = right_names(services, &about.kind, &rights, language);
    // Whoever asked for it reads the same once more, and not that somebody there thought of them.
    if let Some((reference, _)) = appointments::runs_until(tx, id).await? {
        return Ok(Letter::AppointmentApproved {
            reference,
            organisation: about.name.clone(),
            rights,
            until,
            again: true,
        });
    }
    let begins = begins(tx, id, services.now()).await?;
    let part = |name: &Option<String>| name.clone().unwrap_or_default();
    let by = full_name(
        &part(&about.given_name),
        &part(&about.infix),
        &part(&about.family_name),
    );
    Ok(Letter::Invitation {
        // Invited by an operator, or by somebody who was erased: then the organisation invites.
        by: if by.is_empty() {
            about.name.clone()
        } else {
            by
        },
        organisation: about.name.clone(),
        rights,
        until,
        reminder,
        begins,
    })
}
