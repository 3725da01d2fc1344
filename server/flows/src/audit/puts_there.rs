//! Which deeds of one person put somebody there: let them in, let them in again, or give them more than they had (SEC-68). Every
//! event says so itself, and the compiler asks for each new one.

use super::Event;

/// Whether a deed of one person put somebody there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PutsThere {
    /// It does not: it is a look, takes away, is one's own deed, or takes two in any case.
    No,
    /// It does.
    Yes,
    /// Only if this stands in its facts, as they are stored.
    With(&'static str),
}

impl Event {
    /// Whether this, done by one person alone, puts somebody there.
    pub(crate) const fn puts_there(self) -> PutsThere {
        match self {
            Self::Invited
            | Self::InvitationSentAgain
            | Self::MobileChangedByAdmin
            | Self::MadeAdmin
            | Self::StandInAppointed => PutsThere::Yes,
            // Taking rights away puts nobody there, nor does another end of access that goes on, or a stop that was only planned.
            Self::RightsChanged => PutsThere::With(r#""added":[""#),
            Self::DatesChanged | Self::AccessRestored => PutsThere::With(r#""begins":true"#),
            Self::PasswordRight
            | Self::PasswordWrong
            | Self::CodeWrong
            | Self::LoggedIn
            | Self::LoggedOut
            | Self::SteppedUp
            | Self::Blocked
            | Self::BlockBroken
            | Self::PasswordDisabled
            | Self::Unblocked
            | Self::Frozen
            | Self::ResetSent
            | Self::ResetSentByAdmin
            | Self::ResetDone
            | Self::PasswordChanged
            | Self::InvitationWithdrawn
            | Self::InvitationHeld
            | Self::Activated
            | Self::MobileChangedByOwner
            | Self::TestSmsSent
            | Self::NameChanged
            | Self::AddressChangeAsked
            | Self::AddressChangeWithdrawn
            | Self::AddressChanged
            | Self::AccessStopped
            | Self::SessionsEndedByAdmin
            | Self::NoLongerAdmin
            | Self::StandInEnded
            | Self::DeputyAsked
            | Self::HelpAsked
            | Self::HelpMovedOn
            | Self::HelpDone
            | Self::MyAdminAsked
            | Self::SessionEnded
            | Self::StaffChecked
            | Self::LogExported
            | Self::PageRefused
            | Self::Imported
            | Self::Adopted
            | Self::AdminCreatedByOperator
            | Self::UnblockedByOperator
            | Self::NumberMoved
            | Self::AppointmentAsked
            | Self::AppointmentConfirmed
            | Self::AppointmentAnnounced
            | Self::AppointmentWithdrawn
            | Self::AppointmentViewed
            | Self::AppointmentTaken
            | Self::AppointmentLinked
            | Self::AppointmentCalledBack
            | Self::AppointmentNotReached
            | Self::AppointmentQuestion
            | Self::AppointmentAnswered
            | Self::AppointmentAnswerNoted
            | Self::AppointmentVerified
            | Self::AppointmentTakenBack
            | Self::AppointmentApproved
            | Self::AppointmentRejected
            | Self::AppointmentExpired
            | Self::LetterFailed
            | Self::DeskSearched
            | Self::DeskViewed
            | Self::CallerCheckSent
            | Self::CallerChecked
            | Self::CallerNotKnown
            | Self::DeskNoteWritten
            | Self::FourEyesAsked
            | Self::FourEyesApproved
            | Self::FourEyesEnded
            | Self::AnnouncementAsked
            | Self::AnnouncementPut
            | Self::AnnouncementEnded
            | Self::SmsAlarm
            | Self::BudgetAlarm
            | Self::BudgetLifted => PutsThere::No,
        }
    }
}
