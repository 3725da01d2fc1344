//! Which letters there are, without their facts: how each is called, how it travels, and what its link opens.
//! A letter that is missing here, or that does not say so, does not compile.

use super::Letter;

/// How a letter leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Travels {
    /// It does not: a stranger asked something, and the worker answers.
    Question,
    /// By mail.
    Mail,
    /// By SMS.
    Sms,
}

/// What the link in a letter opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkTo {
    /// It carries none.
    Nothing,
    /// The page to choose a password.
    Password,
    /// The page to activate an account.
    Activation,
    /// The page to confirm a new address.
    Address,
    /// The page to confirm a request to be appointed.
    Appointment,
    /// The page to follow such a request.
    Progress,
    /// The page to freeze an account: beside a warning, which is worth reading without it, too.
    Freeze,
}

macro_rules! letters {
    ($($name:ident = $code:literal, $travels:ident, $link:ident;)*) => {
        /// A letter without its facts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each is what the letter of the same name is")]
        pub enum Which { $($name),* }

        impl Which {
            /// Every letter.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Name of the letter: its folder of templates and its tag in the outbox.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// How it travels.
            pub const fn travels(self) -> Travels {
                match self { $(Self::$name => Travels::$travels),* }
            }

            /// What its link opens.
            pub const fn link(self) -> LinkTo {
                match self { $(Self::$name => LinkTo::$link),* }
            }
        }

        impl Letter {
            /// Which letter this is.
            pub const fn which(&self) -> Which {
                match self { $(Self::$name { .. } => Which::$name),* }
            }
        }
    };
}

letters! {
    AskedForReset = "asked_for_reset", Question, Nothing;
    AskedForMyAdmin = "asked_for_my_admin", Question, Nothing;
    AskedAdminForHelp = "asked_admin_for_help", Question, Nothing;
    AskedToAppoint = "asked_to_appoint", Question, Nothing;
    AskedToAnnounce = "asked_to_announce", Question, Nothing;
    AskedToWarn = "asked_to_warn", Question, Nothing;
    ResetLink = "reset_link", Mail, Password;
    ResetCannotHelp = "reset_cannot_help", Mail, Nothing;
    ResetOff = "reset_off", Mail, Nothing;
    Invitation = "invitation", Mail, Activation;
    ConfirmOldAddress = "confirm_old_address", Mail, Address;
    ConfirmNewAddress = "confirm_new_address", Mail, Address;
    AddressInUse = "address_in_use", Mail, Nothing;
    AppointmentConfirm = "appointment_confirm", Mail, Appointment;
    AppointmentKnown = "appointment_known", Mail, Nothing;
    AppointmentReceived = "appointment_received", Mail, Progress;
    AppointmentQuestion = "appointment_question", Mail, Progress;
    AppointmentApproved = "appointment_approved", Mail, Activation;
    AppointmentRejected = "appointment_rejected", Mail, Nothing;
    AppointmentExpired = "appointment_expired", Mail, Nothing;
    AppointmentAnnounced = "appointment_announced", Mail, Nothing;
    Activated = "activated", Mail, Freeze;
    PasswordChanged = "password_changed", Mail, Freeze;
    MobileChanged = "mobile_changed", Mail, Freeze;
    AddressChanged = "address_changed", Mail, Freeze;
    NewDevice = "new_device", Mail, Freeze;
    Blocked = "blocked", Mail, Nothing;
    InvitationBlocked = "invitation_blocked", Mail, Nothing;
    PasswordDisabled = "password_disabled", Mail, Nothing;
    MustWait = "must_wait", Mail, Nothing;
    Unblocked = "unblocked", Mail, Nothing;
    RightsChanged = "rights_changed", Mail, Nothing;
    NewEyes = "new_eyes", Mail, Nothing;
    NotAgreed = "not_agreed", Mail, Nothing;
    MessageNotPlaced = "message_not_placed", Mail, Nothing;
    DatesChanged = "dates_changed", Mail, Nothing;
    AccessStopped = "access_stopped", Mail, Nothing;
    StopNotDone = "stop_not_done", Mail, Nothing;
    LoggedOutByAdmin = "logged_out_by_admin", Mail, Nothing;
    AccessRestored = "access_restored", Mail, Nothing;
    RoleChanged = "role_changed", Mail, Nothing;
    AdminsChanged = "admins_changed", Mail, Nothing;
    AdminsAccess = "admins_access", Mail, Nothing;
    ColleagueNumberChanged = "colleague_number_changed", Mail, Nothing;
    OwnNumberChanged = "own_number_changed", Mail, Nothing;
    OwnAddressChanged = "own_address_changed", Mail, Nothing;
    OwnNameChanged = "own_name_changed", Mail, Nothing;
    HelpedByDesk = "helped_by_desk", Mail, Nothing;
    MyAdmins = "my_admins", Mail, Nothing;
    MyAdminUnknownAddress = "my_admin_unknown_address", Mail, Nothing;
    HelpNotAsked = "help_not_asked", Mail, Nothing;
    HelpAsked = "help_asked", Mail, Nothing;
    HelpUnderWay = "help_under_way", Mail, Nothing;
    HelpDone = "help_done", Mail, Nothing;
    StandInAppointed = "stand_in_appointed", Mail, Nothing;
    StandInAnnounced = "stand_in_announced", Mail, Nothing;
    StandInEnded = "stand_in_ended", Mail, Nothing;
    AdminUndone = "admin_undone", Mail, Nothing;
    InvitationsHeld = "invitations_held", Mail, Nothing;
    DeputyAsked = "deputy_asked", Mail, Nothing;
    CheckDue = "check_due", Mail, Nothing;
    Frozen = "frozen", Mail, Nothing;
    CallerCheckMail = "caller_check_mail", Mail, Nothing;
    NumberChangeAsked = "number_change_asked", Mail, Freeze;
    NumberMoved = "number_moved", Mail, Freeze;
    TestMail = "test_mail", Mail, Nothing;
    LoginCode = "login_code", Sms, Nothing;
    ResetCode = "reset_code", Sms, Nothing;
    ConfirmNumberCode = "confirm_number_code", Sms, Nothing;
    StepUpCode = "step_up_code", Sms, Nothing;
    CallerCheck = "caller_check", Sms, Nothing;
    NumberChangeAskedSms = "number_change_asked_sms", Sms, Nothing;
    NumberChangedOld = "number_changed_old", Sms, Nothing;
    TestSms = "test_sms", Sms, Nothing;
    AddressChangedSms = "address_changed_sms", Sms, Nothing;
    PasswordChangedSms = "password_changed_sms", Sms, Nothing;
}

impl Which {
    /// The letter of a code; `None` for one of another version.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_found_by_a_name_of_its_own_and_says_how_it_travels() {
        for letter in Which::ALL {
            assert_eq!(Which::from_code(letter.code()), Some(*letter));
            let asked = letter.code().starts_with("asked_");
            assert_eq!(letter.travels() == Travels::Question, asked, "{letter:?}");
            let carries = letter.link() != LinkTo::Nothing;
            assert!(!carries || letter.travels() == Travels::Mail, "{letter:?}");
        }
        assert_eq!(Which::from_code("of_a_newer_version"), None);
    }
}
