//! Who is a second pair of eyes (SEC-68). A right that counts as one opens doors that nobody opens alone, so whoever just got
//! it decides nothing yet, and two people are two only if neither holds the other's telephone or put the other there.

use std::time::Duration;

use crate::Moment;

/// How long things of the past stand between two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Apart {
    /// Whoever got the right decides nothing for so long.
    pub settled: Duration,
    /// A telephone that was shared, and who invited whom, counts for so long.
    pub remembered: Duration,
}

/// Since when somebody is there with the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct There {
    /// When the right was given.
    pub granted_at: Moment,
    /// When the invitation was accepted; `None` if it was not yet.
    pub activated_at: Option<Moment>,
    /// From when on access is given, if that is limited.
    pub valid_from: Option<Moment>,
}

/// What makes two accounts one person, or has them stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// It is one account.
    Account,
    /// Codes of both go, or went lately, to the same number.
    Telephone,
    /// Letters to both end up, or did lately, in the same mailbox.
    Mailbox,
}

/// What is known of who asked and who is to decide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Between {
    /// Whether codes of both go, or went lately, to the same number.
    pub same_telephone: bool,
    /// Whether letters to both end up, or did lately, in the same mailbox.
    pub same_mailbox: bool,
    /// When one last invited the other, or had the codes of the other sent elsewhere.
    pub chosen_at: Option<Moment>,
}

/// Why somebody is no second pair of eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoEyes {
    /// Got the right too short a while ago.
    TooNew {
        /// From when on this person decides.
        from: Moment,
    },
    /// Shares a telephone with who asked.
    SameTelephone,
    /// Shares a mailbox with who asked.
    SameMailbox,
    /// One put the other there, or changed where codes go.
    Chosen {
        /// From when on that is long enough ago.
        from: Moment,
    },
}

impl There {
    /// From when on this person decides: so long after being there with the right, however it came about. Who was given it
    /// and came in later, or is let in later, has had it since then.
    pub fn decides_from(&self, apart: Apart) -> Option<Moment> {
        let since = self.granted_at.max(self.activated_at?);
        let since = self.valid_from.map_or(since, |from| from.max(since));
        Some(since.plus(apart.settled))
    }
}

/// Whether somebody decides anything at `now`; who does not is told from when on. An invitation that was not accepted says
/// never, which is told as from the beginning on.
pub fn settled(there: &There, apart: Apart, now: Moment) -> Result<(), NoEyes> {
    let from = there
        .decides_from(apart)
        .unwrap_or_else(|| now.plus(apart.settled));
    if now < from {
        return Err(NoEyes::TooNew { from });
    }
    Ok(())
}

/// Whether two people are two at `now`.
pub fn are_two(between: Between, apart: Apart, now: Moment) -> Result<(), NoEyes> {
    if between.same_telephone {
        return Err(NoEyes::SameTelephone);
    }
    if between.same_mailbox {
        return Err(NoEyes::SameMailbox);
    }
    let from = between.chosen_at.map(|at| at.plus(apart.remembered));
    match from.filter(|from| now < *from) {
        Some(from) => Err(NoEyes::Chosen { from }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    const APART: Apart = Apart {
        settled: Duration::from_secs(7 * 24 * 60 * 60),
        remembered: Duration::from_secs(30 * 24 * 60 * 60),
    };

    fn day(number: u32) -> Moment {
        Moment::from_unix_ms(0).plus(DAY * number)
    }

    #[test]
    fn whoever_got_the_right_decides_nothing_for_the_first_days() {
        for (granted, activated, valid_from, decides) in [
            (10, Some(1), None, Some(17)),
            (10, Some(12), None, Some(19)),
            (10, Some(1), Some(15), Some(22)),
            (10, Some(1), Some(2), Some(17)),
            (10, None, None, None),
        ] {
            let there = There {
                granted_at: day(granted),
                activated_at: activated.map(day),
                valid_from: valid_from.map(day),
            };
            assert_eq!(there.decides_from(APART), decides.map(day), "{there:?}");
            let Some(from) = decides.map(day) else {
                assert!(settled(&there, APART, day(99)).is_err());
                continue;
            };
            let before = from.minus(Duration::from_millis(1));
            let too_new = Err(NoEyes::TooNew { from });
            assert_eq!(settled(&there, APART, before), too_new);
            assert_eq!(settled(&there, APART, from), Ok(()));
        }
    }

    #[test]
    fn two_people_share_no_telephone_and_no_mailbox_and_did_not_put_each_other_there() {
        let now = day(100);
        let chosen = |days_ago: u32| Some(day(100 - days_ago));
        let (telephone, mailbox) = (Err(NoEyes::SameTelephone), Err(NoEyes::SameMailbox));
        for (same_telephone, same_mailbox, chosen_at, expected) in [
            (false, false, None, Ok(())),
            (true, false, None, telephone),
            (true, false, chosen(90), telephone),
            (false, true, None, mailbox),
            (false, true, chosen(0), mailbox),
            (false, false, chosen(30), Ok(())),
            (
                false,
                false,
                chosen(29),
                Err(NoEyes::Chosen { from: day(101) }),
            ),
            (
                false,
                false,
                chosen(0),
                Err(NoEyes::Chosen { from: day(130) }),
            ),
        ] {
            let between = Between {
                same_telephone,
                same_mailbox,
                chosen_at,
            };
            assert_eq!(are_two(between, APART, now), expected, "{between:?}");
        }
    }
}
