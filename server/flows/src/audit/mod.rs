//! The audit trail: one row for every deed, in the transaction of the deed, in chains of hashes (docs/decisions/0014).
//! Rows name people by id only, so that erasing a person leaves the chain whole (SEC-65). Facts hold no personal data, but for
//! what somebody was called before and is called now (docs/decisions/0023).

mod chains;
mod checkpoint;
mod checkpoints;
mod groups;
mod lately;
mod ledger;
mod log;
mod puts_there;
mod refused;
mod sql;
mod verify;

pub use chains::Chains;
pub use groups::EventGroup;
pub(crate) use lately::{
    Lately, desk_unblocked, did, did_about, did_at, did_to, happened, last_did, name_before,
    since_login, unblocked_after, unblocks,
};
pub use ledger::Ledger;
pub(crate) use ledger::write_down;
pub use log::{
    Export, LogActor, LogCursor, LogFilter, LogPage, LogRow, LogSubject, PAGE,
    export_of_organisation, log_of_organisation, story_of,
};
pub(crate) use puts_there::PutsThere;
pub use refused::page_refused;

use domain::{AccountId, AuthorisationId, Moment, OrganisationId, codes};
use serde_json::Value;

use crate::{
    Tx,
    secrets::sha256_hex,
    trouble::{Result, Trouble},
};

pub use checkpoint::{
    Checkpoint, Doubt, Head, Previous, checkpoint, follows, is_newest_in, newest_in,
};
pub use checkpoints::{CheckpointFault, Checkpoints, Gathering, WrongCheckpoint};
pub use verify::{Fault, Verdict, verify};

/// The chain that was there before there were several.
const FIRST_CHAIN: i64 = 1;

/// Who did it.
#[derive(Clone, Copy, Debug)]
pub enum Actor<'a> {
    /// A person, logged in or holding a link that was sent to them.
    Person(&'a AccountId),
    /// Somebody we do not know.
    Stranger,
    /// This program by itself, by a date or a rule.
    System,
    /// An operator at the command line.
    Operator,
    /// The service desk; who it was there stays within the insurer.
    Desk(&'a AccountId),
}

codes! {
    /// Everything that is recorded. The list is the written list of SEC-65; see docs/security.md.
    Event {
        /// A right password was given.
        PasswordRight = "password_right",
        /// A wrong password was given, or an address that is not known.
        PasswordWrong = "password_wrong",
        /// A wrong code was given.
        CodeWrong = "code_wrong",
        /// Somebody is in.
        LoggedIn = "logged_in",
        /// Somebody left.
        LoggedOut = "logged_out",
        /// A fresh second factor was given.
        SteppedUp = "stepped_up",
        /// An account was blocked by evidence; facts: reason.
        Blocked = "blocked",
        /// A block was not set because too many were set at once.
        BlockBroken = "block_broken",
        /// A password was disabled after too many guesses by strangers.
        PasswordDisabled = "password_disabled",
        /// An admin unblocked a person; facts: reason that was lifted.
        Unblocked = "unblocked",
        /// An owner froze the account from a warning mail.
        Frozen = "frozen",
        /// A link for a new password was asked for and sent.
        ResetSent = "reset_sent",
        /// An admin had a link for a new password sent.
        ResetSentByAdmin = "reset_sent_by_admin",
        /// A new password was chosen by way of a link.
        ResetDone = "reset_done",
        /// An owner changed the password.
        PasswordChanged = "password_changed",
        /// Somebody was invited; facts: role, rights.
        Invited = "invited",
        /// An invitation was sent again.
        InvitationSentAgain = "invitation_sent_again",
        /// An invitation was withdrawn.
        InvitationWithdrawn = "invitation_withdrawn",
        /// An invitation waits for an admin who sends it again; facts: why.
        InvitationHeld = "invitation_held",
        /// An invitation was accepted.
        Activated = "activated",
        /// An admin changed a mobile number; facts: ends_in.
        MobileChangedByAdmin = "mobile_changed_by_admin",
        /// An admin had a test sent to a number that was just typed; facts: ends_in.
        TestSmsSent = "test_sms_sent",
        /// An owner changed the own mobile number; facts: ends_in.
        MobileChangedByOwner = "mobile_changed_by_owner",
        /// An owner changed the own name, or an invitation gave somebody another one; facts: before, now, own if it is not.
        NameChanged = "name_changed",
        /// An owner asked for another address to log in with.
        AddressChangeAsked = "address_change_asked",
        /// That was withdrawn: by the owner, or because somebody else took the address.
        AddressChangeWithdrawn = "address_change_withdrawn",
        /// An owner logs in with another address from now on.
        AddressChanged = "address_changed",
        /// Rights were changed; facts: added, removed.
        RightsChanged = "rights_changed",
        /// Dates were changed; facts: from, until, begins if access that was over begins with them.
        DatesChanged = "dates_changed",
        /// Access was stopped; facts: at.
        AccessStopped = "access_stopped",
        /// An admin ended every session of a person at the organisation; facts: sessions.
        SessionsEndedByAdmin = "sessions_ended_by_admin",
        /// Access was restored; facts: begins, whether it was over by then.
        AccessRestored = "access_restored",
        /// Somebody was made admin.
        MadeAdmin = "made_admin",
        /// Somebody is no longer admin.
        NoLongerAdmin = "no_longer_admin",
        /// Somebody stands in for the admins between two dates; facts: from, until.
        StandInAppointed = "stand_in_appointed",
        /// Somebody no longer does, before the end.
        StandInEnded = "stand_in_ended",
        /// The service desk asked the only admin for a deputy.
        DeputyAsked = "deputy_asked",
        /// Somebody asked the admin for help; facts: kind, stage.
        HelpAsked = "help_asked",
        /// A request for help got no answer and moved on; facts: kind, stage.
        HelpMovedOn = "help_moved_on",
        /// A request for help was dealt with.
        HelpDone = "help_done",
        /// Somebody asked who the admin is.
        MyAdminAsked = "my_admin_asked",
        /// A session was ended by its owner.
        SessionEnded = "session_ended",
        /// The list of the staff was looked through; facts: people, stopped.
        StaffChecked = "staff_checked",
        /// The log was taken along as a file.
        LogExported = "log_exported",
        /// Somebody was refused a page; facts: part of the portal.
        PageRefused = "page_refused",
        /// An operator imported a file; facts: kind, rows.
        Imported = "imported",
        /// An operator said whose the database is; facts: before (whose it was), purpose, how.
        Adopted = "adopted",
        /// An operator created an admin.
        AdminCreatedByOperator = "admin_created_by_operator",
        /// An operator unblocked an admin.
        UnblockedByOperator = "unblocked_by_operator",
        /// A mobile number was put on another SIM card or taken to another provider; facts: ends_in.
        NumberMoved = "number_moved",
        /// Somebody asked to be appointed admin; facts of this and those below: reference.
        AppointmentAsked = "appointment_asked",
        /// The mailbox of such a request said yes.
        AppointmentConfirmed = "appointment_confirmed",
        /// The admins there are were told of it.
        AppointmentAnnounced = "appointment_announced",
        /// The applicant took it back, or sent in a newer one; or the invitation that came of it is another one by now.
        AppointmentWithdrawn = "appointment_withdrawn",
        /// Somebody of the desk read it.
        AppointmentViewed = "appointment_viewed",
        /// The desk began to look at it.
        AppointmentTaken = "appointment_taken",
        /// The desk said which organisation it is about.
        AppointmentLinked = "appointment_linked",
        /// The desk called the company at a number that was found elsewhere.
        AppointmentCalledBack = "appointment_called_back",
        /// The desk called the company and reached nobody.
        AppointmentNotReached = "appointment_not_reached",
        /// The desk asked something.
        AppointmentQuestion = "appointment_question",
        /// The applicant answered.
        AppointmentAnswered = "appointment_answered",
        /// The desk wrote down what the applicant answered on the telephone.
        AppointmentAnswerNoted = "appointment_answer_noted",
        /// Somebody of the desk vouched for it.
        AppointmentVerified = "appointment_verified",
        /// What an agent vouched for whose account was stopped counts no more.
        AppointmentTakenBack = "appointment_taken_back",
        /// Somebody else of the desk approved it.
        AppointmentApproved = "appointment_approved",
        /// The desk refused it; facts: reason.
        AppointmentRejected = "appointment_rejected",
        /// Its time ran out.
        AppointmentExpired = "appointment_expired",
        /// A letter could not be delivered.
        LetterFailed = "letter_failed",
        /// The service desk looked for somebody; facts: for, hits.
        DeskSearched = "desk_searched",
        /// The service desk looked at a person or an organisation; facts: way.
        DeskViewed = "desk_viewed",
        /// The service desk sent a code that the caller reads out; facts: channel.
        CallerCheckSent = "caller_check_sent",
        /// The caller read out the right code; facts: channel.
        CallerChecked = "caller_checked",
        /// The caller read out a wrong code; facts: channel.
        CallerNotKnown = "caller_not_known",
        /// An agent wrote a note.
        DeskNoteWritten = "desk_note_written",
        /// An agent asked a colleague to approve something; facts: kind, why.
        FourEyesAsked = "four_eyes_asked",
        /// A colleague approved it; facts: kind.
        FourEyesApproved = "four_eyes_approved",
        /// A colleague did not approve it, or it was taken back; facts: kind.
        FourEyesEnded = "four_eyes_ended",
        /// An agent wrote a message for everybody, which waits for a second one.
        AnnouncementAsked = "announcement_asked",
        /// A message for everybody was put up; facts: prepared, the code of a text that was agreed on.
        AnnouncementPut = "announcement_put",
        /// It was taken down.
        AnnouncementEnded = "announcement_ended",
        /// Messages are sent that hardly anybody waits for, or too many of them; facts: sign, sent, verified, limit.
        SmsAlarm = "sms_alarm",
        /// What strangers share is used up: they are slowed down; facts: budget, used, limit.
        BudgetAlarm = "budget_alarm",
        /// An operator had a budget begin anew; facts: budget.
        BudgetLifted = "budget_lifted",
    }
}

/// One row to be.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    event: Event,
    actor: Actor<'a>,
    account: Option<&'a AccountId>,
    authorisation: Option<&'a AuthorisationId>,
    organisation: Option<&'a OrganisationId>,
    facts: Value,
}

impl<'a> Entry<'a> {
    /// `actor` did `event`.
    pub const fn new(event: Event, actor: Actor<'a>) -> Self {
        Self {
            event,
            actor,
            account: None,
            authorisation: None,
            organisation: None,
            facts: Value::Null,
        }
    }

    /// Whom it concerns.
    pub const fn account(mut self, account: &'a AccountId) -> Self {
        self.account = Some(account);
        self
    }

    /// Which authorisation it concerns.
    pub const fn authorisation(mut self, authorisation: &'a AuthorisationId) -> Self {
        self.authorisation = Some(authorisation);
        self
    }

    /// In whose log it stands.
    pub const fn organisation(mut self, organisation: &'a OrganisationId) -> Self {
        self.organisation = Some(organisation);
        self
    }

    /// What else is worth knowing. Codes and numbers, never addresses, phone numbers or secrets, nor names but where one changed.
    pub fn facts(mut self, facts: Value) -> Self {
        self.facts = facts;
        self
    }
}

/// What a row's hash covers, in this order.
pub(crate) struct Link<'a> {
    pub chain: i64,
    pub seq: i64,
    pub at: i64,
    pub event: &'a str,
    pub actor: &'a str,
    pub actor_account: Option<&'a str>,
    pub account: Option<&'a str>,
    pub authorisation: Option<&'a str>,
    pub organisation: Option<&'a str>,
    pub facts: &'a str,
    pub previous_hash: &'a str,
}

impl Link<'_> {
    /// SHA-256 over the fields as one JSON array: unambiguous, and easy to check with other tools.
    pub fn hash(&self) -> Result<String> {
        let row = (
            self.seq,
            self.at,
            self.event,
            self.actor,
            self.actor_account,
            self.account,
            self.authorisation,
            self.organisation,
            self.facts,
            self.previous_hash,
        );
        // The first chain was there before there were several, and its rows name none: so a trail of then stays whole, and a
        // row still counts in its own chain only, because those of all others name theirs.
        let text = match self.chain {
            FIRST_CHAIN => serde_json::to_vec(&row)?,
            other => serde_json::to_vec(&(other, row))?,
        };
        Ok(sha256_hex(&text))
    }
}

/// Records something: it is written when the transaction of the deed commits, and not before.
pub fn record(tx: &mut Tx, at: Moment, entry: Entry<'_>) -> Result<()> {
    let ledger = tx.ledger();
    ledger
        .ok_or(Trouble::Program(
            "a deed is recorded in a transaction of its own",
        ))?
        .note(at, entry);
    Ok(())
}
