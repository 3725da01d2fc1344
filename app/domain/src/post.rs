//! Letters: every mail and SMS this system can send, with the facts it needs and nothing more.
//! One-time secrets are not facts: the worker makes them when it writes the letter (decisions.md 10).

mod obstacle;
mod which;

use serde::{Deserialize, Serialize};

use crate::{AppointmentId, Moment, appointments::Reason, people::BlockReason};

pub use obstacle::{Obstacle, Whose};
pub use which::{LinkTo, Travels, Which};

/// How a letter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Mail,
    /// SMS.
    Sms,
}

impl Channel {
    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
        }
    }

    /// The channel of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Mail, Self::Sms]
            .into_iter()
            .find(|channel| channel.code() == code)
    }
}

/// Somebody named in a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Full name.
    pub name: String,
    /// Address at work.
    pub email: String,
}

/// Why nothing came of what somebody asked a second agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotAgreed {
    /// An agent does not agree.
    Refused {
        /// Who, for colleagues; outside the service desk nobody is told.
        by: Option<String>,
    },
    /// Nobody decided in time.
    RanOut,
    /// The owner of the account froze it meanwhile.
    Frozen,
    /// The service desk blocked the account meanwhile, at the wish of its owner.
    Blocked,
    /// Access was over meanwhile.
    Stopped,
    /// The number became another one meanwhile.
    OtherNumber,
}

/// Why somebody asks the admin for help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HelpKind {
    /// Cannot log in.
    CannotLogIn,
    /// The mobile number on the authorisation is wrong.
    WrongNumber,
    /// Would like more rights.
    MoreRights,
}

impl HelpKind {
    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CannotLogIn => "cannot_log_in",
            Self::WrongNumber => "wrong_number",
            Self::MoreRights => "more_rights",
        }
    }

    /// The kind of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::CannotLogIn, Self::WrongNumber, Self::MoreRights]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// A letter and its facts. Who receives it, in which language, stands beside it in the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub enum Letter {
    // Questions typed by strangers: the worker looks up who this is and sends the answer, or nothing.
    /// Somebody typed an address at "wachtwoord vergeten".
    AskedForReset,
    /// Somebody typed an address at "wie is mijn beheerder".
    AskedForMyAdmin,
    /// Somebody who is stuck typed an address and asks the admin for help.
    AskedAdminForHelp {
        /// What for.
        kind: HelpKind,
    },
    /// Somebody sent in a request to be appointed admin.
    AskedToAppoint {
        /// Which.
        appointment: AppointmentId,
    },
    /// The mailbox of such a request said yes: its company has to hear of it.
    AskedToAnnounce {
        /// Which.
        appointment: AppointmentId,
    },
    /// The day's guesses at an address are used up: whoever has it has to hear why logging in does not work.
    AskedToWarn {
        /// Until when guesses are not looked at.
        until: Moment,
    },

    // Mails with a link.
    /// The link to choose a new password.
    ResetLink {
        /// End of the link.
        until: Moment,
    },
    /// A reset was asked for, and cannot help: why, and who can.
    ResetCannotHelp {
        /// Why the account is blocked; `None` if access was stopped, has ended or begins later.
        blocked: Option<BlockReason>,
        /// When access begins, if it does.
        #[serde(default)]
        begins: Option<Moment>,
        /// Who can help.
        admins: Vec<Named>,
    },
    /// A reset was asked for shortly after the owner changed the mobile number: not by mail for now (SEC-35).
    ResetOff {
        /// When it works again.
        until: Moment,
    },
    /// Somebody gives this person access.
    Invitation {
        /// Name of the admin who invites.
        by: String,
        /// Name of the organisation.
        organisation: String,
        /// Names of the rights, in the reader's language.
        rights: Vec<String>,
        /// End of the invitation.
        until: Moment,
        /// 0 for the first letter, then the number of the reminder.
        reminder: u8,
        /// When access begins, if that is still to come.
        #[serde(default)]
        begins: Option<Moment>,
    },

    /// To the mailbox in use: the owner asked to log in with another address.
    ConfirmOldAddress {
        /// The address that is to be, as shown.
        new: String,
        /// End of the link.
        until: Moment,
    },
    /// To the mailbox that is to be used: is it yours?
    ConfirmNewAddress {
        /// End of the link.
        until: Moment,
    },
    /// Instead of that, to a mailbox that belongs to an account already (SEC-04).
    AddressInUse,

    // To and about whoever is to be appointed admin; their links hang on the request, not on an account.
    /// Is this your mailbox, and do you want this? Anybody can have it sent to anybody, so nothing typed stands in it.
    AppointmentConfirm {
        /// Number of the request.
        reference: String,
        /// End of the link.
        until: Moment,
        /// Whether this was asked before.
        again: bool,
    },
    /// Instead of that, to somebody who is admin of that organisation already.
    AppointmentKnown {
        /// Name of the organisation.
        organisation: String,
    },
    /// The request is in, with the link to follow it.
    AppointmentReceived {
        /// Number of the request.
        reference: String,
        /// By then there is an answer.
        reply_by: Moment,
    },
    /// The desk has a question; it is answered on the page behind the link.
    AppointmentQuestion {
        /// Number of the request.
        reference: String,
        /// What the desk asks; its first line.
        question: String,
        /// The lines after it, for a fact is one line of text.
        #[serde(default)]
        more: Vec<String>,
        /// Until when it can be answered.
        until: Moment,
        /// Whether this was asked before.
        again: bool,
    },
    /// Approved: the account can be activated.
    AppointmentApproved {
        /// Number of the request.
        reference: String,
        /// Name of the organisation.
        organisation: String,
        /// Names of the rights, in the reader's language.
        rights: Vec<String>,
        /// End of the link.
        until: Moment,
        /// Whether it is brought to mind.
        #[serde(default)]
        again: bool,
    },
    /// Refused: why, and what now.
    AppointmentRejected {
        /// Number of the request.
        reference: String,
        /// Why.
        reason: Reason,
        /// What the desk adds.
        note: Option<String>,
    },
    /// Its time is over.
    AppointmentExpired {
        /// Number of the request.
        reference: String,
        /// Whether it had been approved; else a question was not answered.
        approved: bool,
    },
    /// To the admins there are: somebody asks to become one as well (SEC-26).
    AppointmentAnnounced {
        /// Number of the request.
        reference: String,
        /// Who asks, as typed.
        who: String,
        /// Name of the organisation.
        organisation: String,
    },

    // Mails that tell what happened; those with a freeze link are marked by a link beside them in the outbox.
    /// Whoever activated an account is welcomed.
    Activated {
        /// Name of the organisation.
        organisation: String,
        /// When access begins, if that is later.
        #[serde(default)]
        from: Option<Moment>,
    },
    /// The password was changed.
    PasswordChanged {
        /// When.
        at: Moment,
        /// Browser and system, in words.
        device: String,
    },
    /// The mobile number on an authorisation was changed (goes to the mailbox).
    MobileChanged {
        /// When.
        at: Moment,
        /// Who did it; `None` if the owner did.
        by: Option<String>,
        /// Name of the organisation.
        organisation: String,
        /// Last two digits of the new number.
        ends_in: String,
    },
    /// To the mailbox of before: the owner logs in with another address from now on.
    AddressChanged {
        /// When.
        at: Moment,
        /// The new address, as shown.
        new: String,
        /// Until when no password can be set by mail.
        reset_off_until: Moment,
    },
    /// Logged in on a device not seen before.
    NewDevice {
        /// When.
        at: Moment,
        /// Browser and system, in words.
        device: String,
    },
    /// The account was blocked.
    Blocked {
        /// Why.
        reason: BlockReason,
        /// When.
        at: Moment,
        /// Who can help.
        admins: Vec<Named>,
        /// Whether the last wrong code was given to make a new password count, which is not kept.
        #[serde(default)]
        resetting: bool,
    },
    /// The account was blocked before anything was accepted with it, and only the invitation sent again helps.
    InvitationBlocked {
        /// Why.
        reason: BlockReason,
        /// Who can send it again.
        admins: Vec<Named>,
    },
    /// The password was disabled after too many guesses by strangers.
    PasswordDisabled {
        /// When.
        at: Moment,
    },
    /// Strangers used up the day's guesses: only a known device or a new password gets in for now.
    MustWait {
        /// Until when.
        until: Moment,
    },
    /// A person unblocked the account.
    Unblocked {
        /// Who did it.
        by: String,
        /// Whether an invitation is what it opens.
        #[serde(default)]
        invited: bool,
        /// Whether another password has to be chosen by mail first.
        #[serde(default)]
        renew: bool,
    },
    /// Rights were changed.
    RightsChanged {
        /// Who did it.
        by: String,
        /// Name of the organisation.
        organisation: String,
        /// Names of rights that were added, in the reader's language.
        added: Vec<String>,
        /// Names of rights that were taken away, in the reader's language.
        removed: Vec<String>,
    },
    /// Somebody got a right that counts as a pair of eyes. Goes to every agent of the service desk.
    NewEyes {
        /// Who.
        whom: String,
        /// Name of their organisation.
        organisation: String,
        /// Name of the right, in the reader's language.
        right: String,
        /// From when on that person decides, at the earliest.
        decides_from: Moment,
    },
    /// To whoever asked for a second pair of eyes: it is not done.
    NotAgreed {
        /// Whom it was about.
        whom: String,
        /// Name of their organisation.
        organisation: String,
        /// An admin asked, for somebody of the own staff; otherwise an agent of the service desk.
        admin: bool,
        /// Why it is not done.
        why: NotAgreed,
    },
    /// To whoever of the desk wrote a text for everybody: it is not placed.
    MessageNotPlaced {
        /// What would have been shown.
        text: String,
        /// Why it is not.
        why: NotAgreed,
    },
    /// The dates of an authorisation were changed.
    DatesChanged {
        /// Who did it.
        by: String,
        /// Name of the organisation.
        organisation: String,
        /// First moment of access, if limited.
        from: Option<Moment>,
        /// End of access, if limited.
        until: Option<Moment>,
    },
    /// Access was stopped.
    AccessStopped {
        /// Who did it.
        by: String,
        /// Name of the organisation.
        organisation: String,
        /// When it stops or stopped.
        at: Moment,
        /// True if that is a day to come.
        #[serde(default)]
        planned: bool,
        /// True if it was an invitation, which nobody had accepted.
        #[serde(default)]
        invitation: bool,
    },
    /// A stop of an admin that was planned is not done: whoever planned it had the own account blocked since.
    StopNotDone {
        /// Name of the organisation.
        organisation: String,
        /// Whose access it was; `None` for the reader.
        whom: Option<String>,
        /// When it would have stopped.
        at: Moment,
    },
    /// An admin ended every session at this organisation.
    LoggedOutByAdmin {
        /// Who did it.
        by: String,
        /// Name of the organisation.
        organisation: String,
    },
    /// Access was restored.
    AccessRestored {
        /// Who did it.
        by: String,
        /// Name of the organisation.
        organisation: String,
    },
    /// This person became, or is no longer, admin.
    RoleChanged {
        /// Who did it.
        by: String,
        /// Name of the organisation.
        organisation: String,
        /// True if this person is admin now.
        admin: bool,
        /// True if it was this person's own wish.
        #[serde(default)]
        own: bool,
    },
    /// To the other admins: the group of admins changed.
    AdminsChanged {
        /// Who did it.
        by: String,
        /// Name of the organisation.
        organisation: String,
        /// Whose role changed.
        whom: String,
        /// True if that person is admin now.
        admin: bool,
        /// True if it was that person's own wish, or the invitation was accepted.
        #[serde(default)]
        own: bool,
    },
    /// To the other admins: the access of an admin was stopped, begins again, or lasts until another day.
    AdminsAccess {
        /// Who did it.
        by: String,
        /// Name of the organisation.
        organisation: String,
        /// Whose access it is.
        whom: String,
        /// Whether it is over now.
        stopped: bool,
        /// When it begins, if that is still to come.
        from: Option<Moment>,
        /// When it ends, if it does.
        until: Option<Moment>,
    },
    /// To the other admins: a fellow changed a mobile number (SEC-34).
    ColleagueNumberChanged {
        /// Who did it.
        by: String,
        /// Whose number.
        whom: String,
        /// Name of the organisation.
        organisation: String,
    },
    /// To the admins: a member of staff changed the own mobile number (SEC-34).
    OwnNumberChanged {
        /// Who did it.
        who: String,
        /// Name of the organisation.
        organisation: String,
    },
    /// To the admins: a member of staff logs in with another address.
    OwnAddressChanged {
        /// Who.
        who: String,
        /// Name of the organisation.
        organisation: String,
        /// The new address, as shown.
        new: String,
        /// The domain in use there that the new one could be taken for (SEC-62).
        looks_like: Option<String>,
    },
    /// To the admins: a member of staff put the own name right.
    OwnNameChanged {
        /// What the organisation called this person until now.
        before: String,
        /// What it does now.
        now: String,
        /// Name of the organisation.
        organisation: String,
    },
    /// To the admins: none of them answered a colleague, so the service desk helped.
    HelpedByDesk {
        /// Who asked.
        whom: String,
        /// Name of the organisation.
        organisation: String,
    },
    /// Answer to "wie is mijn beheerder" for a known address.
    MyAdmins {
        /// One entry for each organisation.
        organisations: Vec<OrganisationAdmins>,
    },
    /// Answer to "wie is mijn beheerder", or to a question for help, for an address we do not know.
    MyAdminUnknownAddress,
    /// Help was asked for by or as somebody who has no access anywhere now, or is kept from it by a block: nobody was asked, and who can help.
    HelpNotAsked {
        /// When access begins, if it does.
        begins: Option<Moment>,
        /// Whether a block is what stands in the way.
        #[serde(default)]
        blocked: bool,
        /// Who can help.
        admins: Vec<Named>,
    },
    /// To the admins: somebody asks for help.
    HelpAsked {
        /// Who asks.
        who: String,
        /// The authorisation of who asks, for the link to the page that solves it.
        authorisation: String,
        /// What for.
        kind: HelpKind,
        /// Whether who asks is invited, and has no account there yet.
        #[serde(default)]
        invited: bool,
        /// Names of the rights that are meant, in the reader's language; empty if none was named.
        #[serde(default)]
        wanted: Vec<String>,
        /// Who was asked before and has not answered.
        #[serde(default)]
        after: Option<String>,
        /// When somebody else is asked; `None` in letters of before this was so.
        #[serde(default)]
        until: Option<Moment>,
    },
    /// To who asked for help: who is asked now, and what happens after that.
    HelpUnderWay {
        /// Name of the organisation: whoever works at two asks at both at once. `None` in letters of before this was so.
        #[serde(default)]
        organisation: Option<String>,
        /// What for; `None` in letters of before this was so.
        #[serde(default)]
        kind: Option<HelpKind>,
        /// Whether an admin may be asked for: there is none, nor anybody invited or blocked who is one.
        #[serde(default)]
        may_appoint: bool,
        /// Who was asked before and has not answered; empty at the beginning.
        waited_for: Vec<String>,
        /// Which admins are asked now; empty if it is the service desk.
        asked: Vec<String>,
        /// When somebody else is asked; at the service desk, by when whoever has heard nothing calls.
        until: Option<Moment>,
    },
    /// To who asked for help: it was dealt with.
    HelpDone {
        /// Who said so; `None` for the service desk.
        by: Option<String>,
        /// What was asked for.
        kind: HelpKind,
    },
    /// Somebody stands in for the admins between two dates.
    StandInAppointed {
        /// Who did it.
        by: String,
        /// Name of the organisation.
        organisation: String,
        /// First moment.
        from: Moment,
        /// End.
        until: Moment,
    },
    /// To the other admins: somebody stands in between two dates.
    StandInAnnounced {
        /// Who did it.
        by: String,
        /// Name of the organisation.
        organisation: String,
        /// Who stands in.
        whom: String,
        /// First moment.
        from: Moment,
        /// End.
        until: Moment,
    },
    /// Somebody no longer stands in, before the end that was told.
    StandInEnded {
        /// Who did it; `None` if it ended with whoever had appointed it.
        by: Option<String>,
        /// Name of the organisation.
        organisation: String,
        /// Who stood in; `None` for the reader.
        whom: Option<String>,
    },
    /// Somebody is no admin any more, because whoever made them one had the own account blocked soon after.
    AdminUndone {
        /// Who had made them an admin; `None` for the reader.
        by: Option<String>,
        /// Name of the organisation.
        organisation: String,
        /// Who was admin; `None` for the reader.
        whom: Option<String>,
    },
    /// Invitations that make somebody more than staff wait for an admin, because the account from which they were sent was blocked
    /// at its owner's wish.
    InvitationsHeld {
        /// Who had sent them; `None` for the reader.
        by: Option<String>,
        /// Name of the organisation.
        organisation: String,
        /// Who is invited.
        whom: Vec<String>,
    },
    /// To the only admin, or the one who stays longest: please appoint a deputy.
    DeputyAsked {
        /// Name of the organisation.
        organisation: String,
        /// Others are admin there as well, until a date.
        #[serde(default)]
        others: bool,
    },
    /// To the admins: half a year has passed since somebody looked through the list of the staff.
    CheckDue {
        /// Name of the organisation.
        organisation: String,
        /// The last check, if there ever was one.
        last: Option<Moment>,
        /// Whether this was asked two weeks ago already.
        again: bool,
    },
    /// An account was frozen by its owner, from a warning mail.
    Frozen {
        /// When.
        at: Moment,
        /// Who can help.
        admins: Vec<Named>,
    },
    /// To the mailbox that we know: the code that a caller reads out to the service desk.
    CallerCheckMail {
        /// When the reader asked what the desk calls about; `None` if nothing is at the desk.
        #[serde(default)]
        asked: Option<Moment>,
    },
    /// The service desk was asked to have codes sent to another number (goes to the mailbox, at once).
    NumberChangeAsked {
        /// Name of the organisation.
        organisation: String,
        /// Last two digits of the number that was asked for.
        ends_in: String,
    },
    /// The number to which codes go was put on another SIM card or taken to another provider (SEC-35).
    NumberMoved {
        /// Last two digits of the number.
        ends_in: String,
        /// Name of the organisation.
        organisation: String,
        /// Until when no new password can be set by mail.
        off_until: Moment,
        /// Whether an invitation waits there with which one is chosen, and no password opens anything yet.
        #[serde(default)]
        invited: bool,
    },
    /// To find out whether mail works (`sleutelbos mail test`).
    TestMail,

    // SMS.
    /// Code to log in.
    LoginCode {
        /// End of the code, set when the message is written.
        until: Moment,
    },
    /// Code for a new password.
    ResetCode,
    /// Code to confirm a number (activation, a number of one's own).
    ConfirmNumberCode {
        /// End of the code, set when the message is written.
        until: Moment,
    },
    /// Code to confirm a deed of an admin; names the deed.
    StepUpCode {
        /// What is about to be done.
        deed: Deed,
        /// On whom, if on somebody.
        whom: Option<String>,
    },
    /// The code that a caller reads out to the service desk. Opens nothing by itself.
    CallerCheck {
        /// When the reader asked what the desk calls about; `None` if nothing is at the desk.
        #[serde(default)]
        asked: Option<Moment>,
    },
    /// To the number there is: the service desk was asked to have codes sent elsewhere.
    NumberChangeAskedSms,
    /// To the old number: codes go elsewhere now.
    NumberChangedOld,
    /// To a number that an admin just typed: it is the one that codes go to.
    TestSms,
    /// The login name is another address now (SEC-35).
    AddressChangedSms,
    /// After a finished reset (SEC-23).
    PasswordChangedSms {
        /// When.
        at: Moment,
    },
}

/// The admins of one organisation, in the answer to "wie is mijn beheerder".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationAdmins {
    /// Name of the organisation.
    pub organisation: String,
    /// Its active admins who can help the reader; where only the service desk can, its other ones. Empty if there is none.
    pub admins: Vec<Named>,
    /// Whether only the service desk can help the reader: it guards more there, or no admin but the reader gets in.
    #[serde(default)]
    pub desk_helps: bool,
    /// Whether the reader's access there is over, so that it has to be given again before anything else helps.
    #[serde(default)]
    pub over: bool,
}

/// What a step-up code is asked for, so that the message can name it (SEC-41).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Create an authorisation.
    Invite,
    /// Unblock somebody.
    Unblock,
    /// Change a mobile number.
    ChangeMobile,
    /// Change rights or dates.
    ChangeRights,
    /// Stop or restore access.
    StopAccess,
    /// Make somebody admin, or no longer.
    ChangeAdmins,
    /// Send somebody a link for a new password.
    SendReset,
    /// Say that a question of somebody was dealt with.
    CloseHelp,
    /// End every session of somebody.
    EndSessions,
    /// Say who of the staff still works there.
    CheckStaff,
    /// Ask the only admin of an organisation for a deputy.
    AskDeputy,
    /// Take the log along as a file.
    Export,
    /// Deal with a request to be appointed admin.
    Appoint,
    /// Change one's own password or number, or end sessions.
    OwnSecurity,
    /// Find out who is on the telephone, and help them.
    HelpCaller,
    /// Decide on what a colleague of the service desk asks.
    FourEyes,
    /// Put up a message for everybody.
    Announce,
}

impl Letter {
    /// How this letter travels.
    pub const fn channel(&self) -> Channel {
        match self.which().travels() {
            Travels::Sms => Channel::Sms,
            // The answer is a mail, if there is one.
            Travels::Mail | Travels::Question => Channel::Mail,
        }
    }

    /// Whether a stranger asked something: then it is answered, and not sent.
    pub const fn is_question(&self) -> bool {
        matches!(self.which().travels(), Travels::Question)
    }

    /// Whether it tells of something that keeps somebody out, or takes away what somebody may, and gives nothing: no number
    /// of letters stands in the way of that (SEC-42). Giving it back counts.
    pub fn takes_away(&self, now: Moment) -> bool {
        match self {
            Self::AccessStopped { at, .. } => *at <= now,
            Self::RightsChanged { added, .. } => added.is_empty(),
            Self::RoleChanged { admin, .. } | Self::AdminsChanged { admin, .. } => !admin,
            Self::AdminsAccess { stopped, .. } => *stopped,
            Self::LoggedOutByAdmin { .. }
            | Self::StandInEnded { .. }
            | Self::AdminUndone { .. }
            | Self::InvitationsHeld { .. } => true,
            _ => false,
        }
    }

    /// The number of the request to be appointed admin that it tells its applicant about: the desk of that request answers
    /// what the letter leaves open.
    pub fn request(&self) -> Option<&str> {
        match self {
            Self::AppointmentConfirm { reference, .. }
            | Self::AppointmentReceived { reference, .. }
            | Self::AppointmentQuestion { reference, .. }
            | Self::AppointmentApproved { reference, .. }
            | Self::AppointmentRejected { reference, .. }
            | Self::AppointmentExpired { reference, .. } => Some(reference),
            _ => None,
        }
    }

    /// Name of the letter: its folder of templates and its tag in the outbox.
    pub const fn name(&self) -> &'static str {
        self.which().code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_letter_is_its_tag() {
        let letters = [
            Letter::AskedForReset,
            Letter::AskedAdminForHelp {
                kind: HelpKind::CannotLogIn,
            },
            Letter::ResetOff {
                until: Moment::from_unix_ms(0),
            },
            Letter::OwnNumberChanged {
                who: String::new(),
                organisation: String::new(),
            },
            Letter::MyAdmins {
                organisations: vec![],
            },
            Letter::StepUpCode {
                deed: Deed::Unblock,
                whom: None,
            },
            Letter::ResetLink {
                until: Moment::from_unix_ms(0),
            },
            Letter::AddressInUse,
            Letter::AskedToWarn {
                until: Moment::from_unix_ms(0),
            },
            Letter::MustWait {
                until: Moment::from_unix_ms(0),
            },
            Letter::AppointmentRejected {
                reference: String::new(),
                reason: Reason::NotReached,
                note: None,
            },
            Letter::AddressChangedSms,
            Letter::CallerCheck { asked: None },
            Letter::CallerCheckMail { asked: None },
            Letter::NumberChangeAskedSms,
        ];
        for letter in letters {
            let json = serde_json::to_value(&letter).expect("a letter is data");
            assert_eq!(json["letter"], letter.name());
        }
    }
}
