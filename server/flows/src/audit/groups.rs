//! Which events belong together on the filter of the log.
//! A group is a question people ask: who logged in, who was locked out, who may do what, whose number changed.

use super::Event;

/// Events that belong together on the screen's filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventGroup {
    /// Logging in and out.
    Logins,
    /// Blocks, unblocks, passwords.
    LockOuts,
    /// Invitations, stops, restores, dates.
    Access,
    /// Rights and admins.
    Rights,
    /// Mobile numbers.
    Numbers,
    /// Names and addresses.
    Details,
    /// What the service desk did.
    Desk,
    /// Requests for help, files taken along.
    Other,
}

impl EventGroup {
    /// Every group, in the order of the screen.
    pub const ALL: [Self; 8] = [
        Self::Logins,
        Self::LockOuts,
        Self::Access,
        Self::Rights,
        Self::Numbers,
        Self::Details,
        Self::Desk,
        Self::Other,
    ];

    /// The code in the address of the page.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Logins => "logins",
            Self::LockOuts => "lock_outs",
            Self::Access => "access",
            Self::Rights => "rights",
            Self::Numbers => "numbers",
            Self::Details => "details",
            Self::Desk => "desk",
            Self::Other => "other",
        }
    }

    /// The group of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.code() == code)
    }

    /// The group an event belongs to. A new event does not compile before it has one.
    pub const fn of(event: Event) -> Self {
        match event {
            Event::PasswordRight
            | Event::PasswordWrong
            | Event::CodeWrong
            | Event::LoggedIn
            | Event::LoggedOut
            | Event::SteppedUp
            | Event::SessionEnded => Self::Logins,
            Event::Blocked
            | Event::BlockBroken
            | Event::PasswordDisabled
            | Event::Unblocked
            | Event::UnblockedByOperator
            | Event::NumberMoved
            | Event::Frozen
            | Event::ResetSent
            | Event::ResetSentByAdmin
            | Event::ResetDone
            | Event::PasswordChanged => Self::LockOuts,
            Event::Invited
            | Event::InvitationSentAgain
            | Event::InvitationWithdrawn
            | Event::InvitationHeld
            | Event::Activated
            | Event::DatesChanged
            | Event::StaffChecked
            | Event::AccessStopped
            | Event::SessionsEndedByAdmin
            | Event::AccessRestored => Self::Access,
            Event::RightsChanged
            | Event::MadeAdmin
            | Event::NoLongerAdmin
            | Event::StandInAppointed
            | Event::StandInEnded
            | Event::DeputyAsked
            | Event::AppointmentAsked
            | Event::AppointmentConfirmed
            | Event::AppointmentAnnounced
            | Event::AppointmentWithdrawn
            | Event::AppointmentViewed
            | Event::AppointmentTaken
            | Event::AppointmentLinked
            | Event::AppointmentCalledBack
            | Event::AppointmentNotReached
            | Event::AppointmentQuestion
            | Event::AppointmentAnswered
            | Event::AppointmentAnswerNoted
            | Event::AppointmentVerified
            | Event::AppointmentTakenBack
            | Event::AppointmentApproved
            | Event::AppointmentRejected
            | Event::AppointmentExpired
            | Event::AdminCreatedByOperator => Self::Rights,
            Event::MobileChangedByAdmin | Event::MobileChangedByOwner | Event::TestSmsSent => {
                Self::Numbers
            }
            Event::NameChanged
            | Event::AddressChangeAsked
            | Event::AddressChangeWithdrawn
            | Event::AddressChanged => Self::Details,
            Event::DeskSearched
            | Event::DeskViewed
            | Event::CallerCheckSent
            | Event::CallerChecked
            | Event::CallerNotKnown
            | Event::DeskNoteWritten
            | Event::FourEyesAsked
            | Event::FourEyesApproved
            | Event::FourEyesEnded
            | Event::AnnouncementAsked
            | Event::AnnouncementPut
            | Event::AnnouncementEnded => Self::Desk,
            Event::HelpAsked
            | Event::HelpMovedOn
            | Event::HelpDone
            | Event::MyAdminAsked
            | Event::LogExported
            | Event::PageRefused
            | Event::Imported
            | Event::Adopted
            | Event::LetterFailed
            | Event::SmsAlarm
            | Event::BudgetAlarm
            | Event::BudgetLifted => Self::Other,
        }
    }

    /// Codes of its events between commas, as the statement looks for them.
    pub(super) fn codes(self) -> String {
        let mut codes = String::from(",");
        for event in Event::ALL {
            if Self::of(*event) == self {
                codes.push_str(event.code());
                codes.push(',');
            }
        }
        codes
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_event_is_in_exactly_one_group() {
        let listed: Vec<String> = EventGroup::ALL
            .iter()
            .flat_map(|group| {
                let codes = group.codes();
                let codes: Vec<String> = codes
                    .split(',')
                    .filter(|code| !code.is_empty())
                    .map(str::to_owned)
                    .collect();
                codes
            })
            .collect();
        assert_eq!(listed.len(), Event::ALL.len());
        assert_eq!(
            listed.iter().collect::<BTreeSet<_>>().len(),
            Event::ALL.len()
        );
        for group in EventGroup::ALL {
            assert_eq!(EventGroup::from_code(group.code()), Some(group));
        }
    }
}
