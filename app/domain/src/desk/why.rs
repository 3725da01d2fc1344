//! Why an agent does something: chosen from a short list, so that it can be counted what people call about.

use crate::codes;

codes! {
    /// Why an agent does something for a caller.
    Why {
        /// Nothing was chosen: the caller was checked, and nothing more was said. What the shortest path leaves.
        CallerChecked = "caller_checked",
        /// Cannot log in.
        CannotLogIn = "cannot_log_in",
        /// Forgot the password.
        ForgotPassword = "forgot_password",
        /// Gets no mail or no text message.
        NoMessage = "no_message",
        /// Has another telephone or another number.
        NewPhone = "new_phone",
        /// Lost a telephone or a computer.
        LostDevice = "lost_device",
        /// Thinks that somebody else was at it.
        Suspicion = "suspicion",
        /// An admin does not work at the company any more.
        Left = "left",
        /// Something else.
        Other = "other",
    }
}

impl Why {
    /// Whether an agent chose it.
    pub fn was_chosen(self) -> bool {
        self != Self::CallerChecked
    }
}

codes! {
    /// How an agent came to look at somebody.
    Way {
        /// By the belcode that a caller read out.
        Belcode = "belcode",
        /// By searching.
        Search = "search",
        /// From the page of the organisation.
        Organisation = "organisation",
        /// By the address of the page, or from what waits for a colleague.
        Address = "address",
    }
}

#[cfg(test)]
mod tests {
    use super::{Way, Why};

    #[test]
    fn every_code_leads_back_to_what_it_stands_for() {
        for why in Why::ALL {
            assert_eq!(Why::from_code(why.code()), Some(*why));
        }
        for way in Way::ALL {
            assert_eq!(Way::from_code(way.code()), Some(*way));
        }
        assert_eq!(Why::from_code("Because"), None);
    }
}
