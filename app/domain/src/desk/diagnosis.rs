//! Why somebody cannot get in, from everything that is known about them, and what solves it. One cause is named: the one
//! that stands in the way first.

use std::time::Duration;

use crate::{
    Moment,
    messages::Share,
    people::{BlockReason, PasswordState, Standing},
    post::Channel,
};

/// A number that was changed this lately explains why somebody waits for a code that goes elsewhere.
const LATELY: Duration = Duration::from_secs(3 * 24 * 60 * 60);
/// A message that waits longer than this is late.
const LATE: Duration = Duration::from_secs(2 * 60);

/// What became of the newest message on one channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Accepted by who carries it on.
    Sent,
    /// Still here.
    Waiting {
        /// Since when.
        since: Moment,
    },
    /// Given up: the receiver's side does not take it.
    Failed,
    /// Still here, because of us.
    HeldUp,
    /// Given up, because of us.
    Lost,
    /// Not sent: the settings name whom is written to here.
    Withheld,
}

/// What becomes of a code to the number there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// It can be sent.
    Works,
    /// The settings send nothing to its country.
    CountryNotAllowed,
    /// None is sent to such a number.
    Useless,
}

/// What is known of somebody who cannot get in.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// What the authorisation means now.
    pub standing: Standing,
    /// Whether a block keeps the invitation shut, which the next one lifts.
    pub invitation_shut: bool,
    /// Whether the organisation itself is gone.
    pub organisation_ended: bool,
    /// State of the password.
    pub password: PasswordState,
    /// Whether codes can be sent to the number there is: without one there is no second factor.
    pub number: Number,
    /// Until when tries of strangers are refused unseen.
    pub waits_until: Option<Moment>,
    /// When the number was last changed.
    pub number_changed_at: Option<Moment>,
    /// Last login here.
    pub last_login_at: Option<Moment>,
    /// What is used up, so that no code goes out, and until when.
    pub no_codes: Option<(Share, Moment)>,
    /// The newest text message.
    pub sms: Option<Message>,
    /// The newest mail.
    pub mail: Option<Message>,
}

/// Why somebody cannot get in, or that nothing stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diagnosis {
    /// The organisation is gone.
    OrganisationEnded,
    /// Stopped by a person.
    Stopped,
    /// The end date has passed.
    Ended {
        /// Since when.
        since: Moment,
    },
    /// Starts later.
    NotYet {
        /// From when on.
        from: Moment,
    },
    /// Invited, and not in yet.
    Invited {
        /// End of the invitation.
        until: Moment,
    },
    /// Invited, but a block keeps the invitation shut: wrong codes, most often.
    InvitationShut,
    /// Invited, but the mail did not arrive.
    InvitationLost,
    /// The invitation ran out.
    InvitationExpired,
    /// The invitation waits for an admin who sends it again.
    InvitationHeld,
    /// Blocked.
    Blocked(BlockReason),
    /// Strangers guessed at the password.
    PasswordDisabled,
    /// There is no number that codes can go to.
    NoNumber,
    /// Our settings send no codes to the country of the number.
    CountryNotAllowed,
    /// Codes do not go out: so many did.
    NoCodes {
        /// What is used up.
        share: Share,
        /// Until then.
        until: Moment,
    },
    /// Codes do not arrive.
    SmsFails,
    /// A message waits because of us; everybody's does.
    HeldUp(Channel),
    /// The last message did not leave in time because of us.
    Lost(Channel),
    /// Nothing is sent to this person here: the settings name whom is written to.
    Withheld,
    /// Wrong tries of strangers: everybody waits, but for known devices.
    Waits {
        /// Until then.
        until: Moment,
    },
    /// Codes go to another number since then.
    NumberChanged {
        /// Since when.
        at: Moment,
    },
    /// Codes are late.
    SmsLate,
    /// Mail does not arrive.
    MailFails,
    /// Has to choose a new password at the next login.
    MustChange,
    /// Has to choose a new password by mail before the next login.
    Renew,
    /// A newer version of this program stored it in a way that this one does not know.
    Unknown,
    /// Nothing stands in the way.
    Nothing,
}

/// What solves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Unblock.
    Unblock,
    /// Send a link for a new password.
    SendReset,
    /// Send the invitation once more.
    SendInvitation,
    /// Correct the number.
    ChangeNumber,
}

impl Case {
    /// The cause at `now`.
    pub fn diagnosis(&self, now: Moment) -> Diagnosis {
        if self.organisation_ended {
            return Diagnosis::OrganisationEnded;
        }
        match self.standing {
            Standing::Unknown | Standing::Blocked(BlockReason::Unknown) => Diagnosis::Unknown,
            Standing::Stopped => Diagnosis::Stopped,
            Standing::Ended { since } => Diagnosis::Ended { since },
            Standing::NotYet { from } => Diagnosis::NotYet { from },
            Standing::InvitationExpired => Diagnosis::InvitationExpired,
            Standing::InvitationHeld(_) => Diagnosis::InvitationHeld,
            Standing::Invited { .. } if self.invitation_shut => Diagnosis::InvitationShut,
            Standing::Invited { .. } if self.mail == Some(Message::Failed) => {
                Diagnosis::InvitationLost
            }
            Standing::Invited { until } => {
                let used_up = self.no_codes;
                used_up
                    .map(|(share, until)| Diagnosis::NoCodes { share, until })
                    .or_else(|| of_us(Channel::Mail, self.mail))
                    .unwrap_or(Diagnosis::Invited { until })
            }
            Standing::Blocked(reason) => Diagnosis::Blocked(reason),
            Standing::PasswordDisabled => Diagnosis::PasswordDisabled,
            Standing::Active if self.password == PasswordState::Renew => Diagnosis::Renew,
            Standing::Active => self.when_active(now),
        }
    }

    fn when_active(&self, now: Moment) -> Diagnosis {
        let number_changed = self.number_changed_at.filter(|at| {
            now.since(*at) < LATELY && self.last_login_at.is_none_or(|login| login < *at)
        });
        let late = |message: Option<Message>| matches!(message, Some(Message::Waiting { since }) if now.since(since) >= LATE);
        if self.number == Number::Useless {
            Diagnosis::NoNumber
        } else if self.number == Number::CountryNotAllowed {
            Diagnosis::CountryNotAllowed
        } else if let Some((share, until)) = self.no_codes {
            Diagnosis::NoCodes { share, until }
        } else if self.sms == Some(Message::Failed) {
            Diagnosis::SmsFails
        } else if let Some(ours) = of_us(Channel::Sms, self.sms) {
            ours
        } else if let Some(until) = self.waits_until.filter(|until| now < *until) {
            Diagnosis::Waits { until }
        } else if let Some(at) = number_changed {
            Diagnosis::NumberChanged { at }
        } else if late(self.sms) {
            Diagnosis::SmsLate
        } else if self.mail == Some(Message::Failed) {
            Diagnosis::MailFails
        } else if let Some(ours) = of_us(Channel::Mail, self.mail) {
            ours
        } else if self.password == PasswordState::MustChange {
            Diagnosis::MustChange
        } else {
            Diagnosis::Nothing
        }
    }
}

/// What we ourselves did not send.
const fn of_us(channel: Channel, message: Option<Message>) -> Option<Diagnosis> {
    match message {
        Some(Message::HeldUp) => Some(Diagnosis::HeldUp(channel)),
        Some(Message::Lost) => Some(Diagnosis::Lost(channel)),
        Some(Message::Withheld) => Some(Diagnosis::Withheld),
        Some(Message::Sent | Message::Waiting { .. } | Message::Failed) | None => None,
    }
}

impl Diagnosis {
    /// What solves it, if something of the desk does.
    pub const fn remedy(self) -> Option<Remedy> {
        match self {
            Self::Blocked(_) | Self::PasswordDisabled => Some(Remedy::Unblock),
            Self::Invited { .. }
            | Self::InvitationShut
            | Self::InvitationLost
            | Self::InvitationExpired => Some(Remedy::SendInvitation),
            Self::NoNumber | Self::SmsFails | Self::NumberChanged { .. } => {
                Some(Remedy::ChangeNumber)
            }
            Self::Waits { .. } | Self::Renew => Some(Remedy::SendReset),
            Self::Unknown
            // Who corrects a number that is right switches its protections on for nothing.
            | Self::CountryNotAllowed
            | Self::HeldUp(_)
            | Self::Lost(_)
            | Self::Withheld
            | Self::OrganisationEnded
            | Self::InvitationHeld
            | Self::Stopped
            | Self::Ended { .. }
            | Self::NotYet { .. }
            | Self::NoCodes { .. }
            | Self::SmsLate
            | Self::MailFails
            | Self::MustChange
            | Self::Nothing => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(minutes: i64) -> Moment {
        Moment::from_unix_ms(minutes * 60_000)
    }

    const NOW: Moment = at(10_000);
    const WELL: Case = Case {
        standing: Standing::Active,
        invitation_shut: false,
        organisation_ended: false,
        password: PasswordState::Set,
        number: Number::Works,
        waits_until: None,
        number_changed_at: None,
        last_login_at: Some(at(9_000)),
        no_codes: None,
        sms: Some(Message::Sent),
        mail: Some(Message::Sent),
    };
    /// Everything that can be wrong at once with somebody who is active.
    const WORST: Case = Case {
        password: PasswordState::MustChange,
        number: Number::Useless,
        waits_until: Some(at(10_015)),
        number_changed_at: Some(at(9_900)),
        no_codes: Some((Share::Everybody, at(10_050))),
        sms: Some(Message::Failed),
        mail: Some(Message::Failed),
        ..WELL
    };

    #[test]
    fn what_stands_in_the_way_first_is_named() {
        let blocked = BlockReason::WrongCodes;
        for (standing, expected) in [
            (Standing::Stopped, Diagnosis::Stopped),
            (
                Standing::Ended { since: at(1) },
                Diagnosis::Ended { since: at(1) },
            ),
            (
                Standing::NotYet { from: at(20_000) },
                Diagnosis::NotYet { from: at(20_000) },
            ),
            (Standing::InvitationExpired, Diagnosis::InvitationExpired),
            (
                Standing::Invited { until: at(11_000) },
                Diagnosis::InvitationLost,
            ),
            (Standing::Blocked(blocked), Diagnosis::Blocked(blocked)),
            (Standing::PasswordDisabled, Diagnosis::PasswordDisabled),
            (Standing::Active, Diagnosis::NoNumber),
        ] {
            let case = Case { standing, ..WORST };
            assert_eq!(case.diagnosis(NOW), expected, "{standing:?}");
            let gone = Case {
                organisation_ended: true,
                ..case
            };
            assert_eq!(gone.diagnosis(NOW), Diagnosis::OrganisationEnded);
        }
    }

    #[test]
    fn causes_of_somebody_who_is_active_are_named_one_after_another_as_each_is_taken_away() {
        let mut case = WORST;
        let mut found = vec![case.diagnosis(NOW)];
        let steps: [fn(&mut Case); 9] = [
            |case| case.number = Number::CountryNotAllowed,
            |case| case.number = Number::Works,
            |case| case.no_codes = None,
            |case| case.sms = Some(Message::Waiting { since: at(9_990) }),
            |case| case.waits_until = Some(NOW),
            |case| case.last_login_at = Some(at(9_950)),
            |case| case.sms = None,
            |case| case.mail = None,
            |case| case.password = PasswordState::Set,
        ];
        for step in steps {
            step(&mut case);
            found.push(case.diagnosis(NOW));
        }
        let expected = [
            Diagnosis::NoNumber,
            Diagnosis::CountryNotAllowed,
            Diagnosis::NoCodes {
                share: Share::Everybody,
                until: at(10_050),
            },
            Diagnosis::SmsFails,
            Diagnosis::Waits { until: at(10_015) },
            Diagnosis::NumberChanged { at: at(9_900) },
            Diagnosis::SmsLate,
            Diagnosis::MailFails,
            Diagnosis::MustChange,
            Diagnosis::Nothing,
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_a_cause_only_for_a_while_is_none_afterwards() {
        let cases = [
            (
                Case {
                    number_changed_at: Some(NOW.minus(LATELY)),
                    last_login_at: None,
                    ..WELL
                },
                Diagnosis::Nothing,
            ),
            (
                Case {
                    sms: Some(Message::Waiting { since: at(9_999) }),
                    ..WELL
                },
                Diagnosis::Nothing,
            ),
            (
                Case {
                    standing: Standing::Invited { until: at(11_000) },
                    ..WELL
                },
                Diagnosis::Invited { until: at(11_000) },
            ),
            (
                Case {
                    standing: Standing::Invited { until: at(11_000) },
                    invitation_shut: true,
                    ..WELL
                },
                Diagnosis::InvitationShut,
            ),
        ];
        for (case, expected) in cases {
            assert_eq!(case.diagnosis(NOW), expected, "{case:?}");
        }
    }

    #[test]
    fn what_we_did_not_send_is_not_the_fault_of_who_waits_for_it() {
        let invited = Standing::Invited { until: at(11_000) };
        for (message, channel, diagnosis) in [
            (
                Message::HeldUp,
                Channel::Sms,
                Diagnosis::HeldUp(Channel::Sms),
            ),
            (Message::Lost, Channel::Sms, Diagnosis::Lost(Channel::Sms)),
            (
                Message::HeldUp,
                Channel::Mail,
                Diagnosis::HeldUp(Channel::Mail),
            ),
            (Message::Lost, Channel::Mail, Diagnosis::Lost(Channel::Mail)),
            (Message::Withheld, Channel::Sms, Diagnosis::Withheld),
            (Message::Withheld, Channel::Mail, Diagnosis::Withheld),
        ] {
            let case = match channel {
                Channel::Sms => Case {
                    sms: Some(message),
                    ..WELL
                },
                Channel::Mail => Case {
                    mail: Some(message),
                    ..WELL
                },
            };
            assert_eq!(case.diagnosis(NOW), diagnosis);
            assert_eq!(
                diagnosis.remedy(),
                None,
                "a number or an address is not to blame"
            );
            let case = Case {
                standing: invited,
                ..case
            };
            let expected = match channel {
                Channel::Sms => Diagnosis::Invited { until: at(11_000) },
                Channel::Mail => diagnosis,
            };
            assert_eq!(case.diagnosis(NOW), expected);
        }
    }

    #[test]
    fn each_cause_has_the_remedy_that_takes_it_away() {
        for (diagnosis, remedy) in [
            (
                Diagnosis::Blocked(BlockReason::FrozenByOwner),
                Some(Remedy::Unblock),
            ),
            (Diagnosis::PasswordDisabled, Some(Remedy::Unblock)),
            (Diagnosis::InvitationExpired, Some(Remedy::SendInvitation)),
            (Diagnosis::InvitationLost, Some(Remedy::SendInvitation)),
            (Diagnosis::SmsFails, Some(Remedy::ChangeNumber)),
            (Diagnosis::NoNumber, Some(Remedy::ChangeNumber)),
            (Diagnosis::CountryNotAllowed, None),
            (Diagnosis::Waits { until: NOW }, Some(Remedy::SendReset)),
            (Diagnosis::Stopped, None),
            (Diagnosis::MustChange, None),
            (Diagnosis::Renew, Some(Remedy::SendReset)),
            (Diagnosis::Nothing, None),
        ] {
            assert_eq!(diagnosis.remedy(), remedy, "{diagnosis:?}");
        }
    }
}
