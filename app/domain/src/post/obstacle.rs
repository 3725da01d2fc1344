//! What stands in the way of a letter: whose affair it is, and whether it is worth trying again. Only what is certainly
//! wrong with the receiver ends a letter at once; everything of our own keeps it, however long that lasts.

use crate::codes;

/// Whose affair it is that a letter does not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The receiver's: the address, the number, the mailbox. Somebody can ask them.
    Receivers,
    /// Ours: the mail server, the SMS gateway, this program. Nobody outside can do anything about it.
    Ours,
    /// Whoever set this deployment up wants it so.
    Settings,
}

codes! {
    /// What stands in the way of a letter.
    Obstacle {
        /// The mail server of the receiver says that nobody has this address.
        NoSuchAddress = "no_such_address",
        /// The address has other letters before the @ (RFC 6531), which our mail server cannot carry.
        AddressUnsupported = "address_unsupported",
        /// The SMS gateway says that this number does not exist.
        NoSuchNumber = "no_such_number",
        /// No message is sent to such a number: of a house, of a service, of a machine.
        NumberNotAllowed = "number_not_allowed",
        /// The settings send nothing to the country of the number: that may be a slip in them.
        CountryNotAllowed = "country_not_allowed",
        /// The address is refused without a reason: it may be wrong, and it may be that we are not liked.
        RefusedUnexplained = "refused_unexplained",
        /// The mailbox is full.
        MailboxFull = "mailbox_full",
        /// The mailbox, or the mail server of the receiver, takes nothing now.
        ReceiverNotNow = "receiver_not_now",
        /// Our mail server or gateway gives no answer that we understand.
        CarrierAway = "carrier_away",
        /// It takes nothing now, or not so much at a time.
        CarrierBusy = "carrier_busy",
        /// It had the whole letter, and did not say whether it took it.
        Unanswered = "unanswered",
        /// It refuses us, whoever the letter is for: our account, our sender.
        CarrierRefuses = "carrier_refuses",
        /// It carries nothing to this receiver: we may not send through it, or not there.
        NotCarried = "not_carried",
        /// The credit at the SMS gateway is used up.
        NoCredit = "no_credit",
        /// It refuses this text.
        TextRefused = "text_refused",
        /// This program could not write the letter, or not look up what stands in it.
        NotWritten = "not_written",
        /// The settings name whom is written to, and this receiver is not among them (SEC-73).
        NotNamed = "not_named",
    }
}

impl Obstacle {
    /// Whose affair it is.
    pub const fn whose(self) -> Whose {
        match self {
            Self::NoSuchAddress
            | Self::AddressUnsupported
            | Self::NoSuchNumber
            | Self::NumberNotAllowed
            | Self::RefusedUnexplained
            | Self::MailboxFull
            | Self::ReceiverNotNow => Whose::Receivers,
            Self::CarrierAway
            | Self::CarrierBusy
            | Self::Unanswered
            | Self::CarrierRefuses
            | Self::NotCarried
            | Self::NoCredit
            | Self::TextRefused
            | Self::CountryNotAllowed
            | Self::NotWritten => Whose::Ours,
            Self::NotNamed => Whose::Settings,
        }
    }

    /// Whether it stays as it is: then trying again only annoys.
    pub const fn is_final(self) -> bool {
        match self {
            Self::NoSuchAddress
            | Self::AddressUnsupported
            | Self::NoSuchNumber
            | Self::NumberNotAllowed
            | Self::NotNamed => true,
            Self::RefusedUnexplained
            | Self::MailboxFull
            | Self::ReceiverNotNow
            | Self::CarrierAway
            | Self::CarrierBusy
            | Self::Unanswered
            | Self::CarrierRefuses
            | Self::NotCarried
            | Self::NoCredit
            | Self::TextRefused
            | Self::CountryNotAllowed
            | Self::NotWritten => false,
        }
    }

    /// Whether the receiver may have the letter all the same: each further try may be one more copy.
    pub const fn may_have_left(self) -> bool {
        matches!(self, Self::Unanswered)
    }

    /// Whether it is so whoever the letter is for. Of the others, one letter alone proves nothing about us: a stranger may
    /// have chosen where it goes.
    pub const fn is_everybodys(self) -> bool {
        match self {
            Self::CarrierAway | Self::CarrierRefuses | Self::NoCredit => true,
            Self::NoSuchAddress
            | Self::AddressUnsupported
            | Self::NoSuchNumber
            | Self::NumberNotAllowed
            | Self::RefusedUnexplained
            | Self::MailboxFull
            | Self::ReceiverNotNow
            | Self::CarrierBusy
            | Self::Unanswered
            | Self::NotCarried
            | Self::TextRefused
            | Self::CountryNotAllowed
            | Self::NotWritten
            | Self::NotNamed => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ours_never_ends_a_letter() {
        for one in Obstacle::ALL {
            let ours = one.whose() == Whose::Ours;
            assert!(!(one.is_final() && ours), "{one:?}");
            assert!(ours || !one.is_everybodys(), "{one:?}");
            assert_eq!(Obstacle::from_code(one.code()), Some(*one));
        }
        assert_eq!(Obstacle::from_code("smtp_550"), None, "a code of before");
    }
}
