//! How a request for help moves on when nobody answers: one admin, then the others, then the service desk.
//! Time is counted while the service desk is open: nobody is passed over for having slept.

use std::time::Duration;

use crate::{AccountId, Moment, opening::OpeningHours};

/// Who is asked now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// One admin: the one most likely to see it soon.
    First,
    /// Every admin.
    Others,
    /// The service desk.
    Desk,
}

impl Stage {
    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Others => "others",
            Self::Desk => "desk",
        }
    }

    /// The stage of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::First, Self::Others, Self::Desk]
            .into_iter()
            .find(|stage| stage.code() == code)
    }

    /// Where a request begins, by how many could help.
    pub const fn begin(helpers: usize) -> Self {
        match helpers {
            0 => Self::Desk,
            _ => Self::First,
        }
    }

    /// Where it goes without an answer, by how many could help who were not asked yet; `None` at the end of the way.
    pub const fn next(self, not_asked: usize) -> Option<Self> {
        match (self, not_asked) {
            (Self::First, 1..) => Some(Self::Others),
            (Self::First, 0) | (Self::Others, _) => Some(Self::Desk),
            (Self::Desk, _) => None,
        }
    }
}

/// Whether an admin is likely to see a question soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// No mail to this person failed lately.
    pub mail_arrives: bool,
    /// Last login at this organisation.
    pub last_login: Option<Moment>,
}

/// Whether an admin can help `whom` now: who is locked out, by a block or a password that was disabled, cannot, and nobody
/// helps oneself. Every letter, page and screen of the desk that names who helps goes by this.
pub fn can_help(admin: &AccountId, gets_in: bool, whom: &AccountId) -> bool {
    gets_in && admin != whom
}

/// In which order to ask those who can help: those whose mail arrives first, and of those whoever was here last. Gives
/// places in `reach`.
pub fn in_order(reach: &[Reach]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..reach.len()).collect();
    // A stable sort: among equals, as the organisation lists them.
    order.sort_by_key(|place| {
        let one = reach[*place];
        std::cmp::Reverse((one.mail_arrives, one.last_login))
    });
    order
}

/// When a question asked at `now` moves on: after so much time in which the desk was open. A desk that never opens
/// keeps no hours, and then the time is that of any clock.
pub fn moves_on_at(hours: &OpeningHours, now: Moment, patience: Duration) -> Moment {
    hours
        .after_working(now, patience)
        .unwrap_or_else(|| now.plus(patience))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opening::{DayHours, Holiday};

    #[test]
    fn a_question_goes_from_one_to_the_others_to_the_desk() {
        assert_eq!([0, 1, 2, 9].map(Stage::begin), {
            use Stage::{Desk, First};
            [Desk, First, First, First]
        });
        for (stage, not_asked, next) in [
            (Stage::First, 2, Some(Stage::Others)),
            (Stage::First, 1, Some(Stage::Others)),
            (Stage::First, 0, Some(Stage::Desk)),
            (Stage::Others, 0, Some(Stage::Desk)),
            (Stage::Others, 3, Some(Stage::Desk)),
            (Stage::Desk, 0, None),
            (Stage::Desk, 3, None),
        ] {
            assert_eq!(stage.next(not_asked), next, "{stage:?} with {not_asked}");
            assert_eq!(Stage::from_code(stage.code()), Some(stage));
        }
        assert_eq!(Stage::from_code("nobody"), None);
    }

    #[test]
    fn whoever_is_locked_out_or_asks_helps_nobody() {
        let (karin, piet) = (
            AccountId::from_trusted("karin".into()),
            AccountId::from_trusted("piet".into()),
        );
        assert!(can_help(&karin, true, &piet));
        assert!(!can_help(&karin, false, &piet));
        assert!(!can_help(&karin, true, &karin));
    }

    #[test]
    fn whoever_was_here_last_and_reads_mail_is_asked_first() {
        let admin = |mail_arrives, login: Option<i64>| Reach {
            mail_arrives,
            last_login: login.map(Moment::from_unix_ms),
        };
        let cases: [(&[Reach], &[usize]); 5] = [
            (&[], &[]),
            (&[admin(true, Some(1)), admin(true, Some(2))], &[1, 0]),
            (&[admin(true, None), admin(true, Some(2))], &[1, 0]),
            (&[admin(false, Some(9)), admin(true, None)], &[1, 0]),
            (&[admin(true, None), admin(true, None)], &[0, 1]),
        ];
        for (reach, order) in cases {
            assert_eq!(in_order(reach), order, "{reach:?}");
        }
    }

    fn at(text: &str) -> Moment {
        let (date, time) = text.split_once(' ').unwrap();
        Moment::from_amsterdam(date.parse().unwrap(), time.parse().unwrap()).unwrap()
    }

    const HOUR: Duration = Duration::from_secs(3600);

    #[test]
    fn patience_lasts_while_the_desk_is_open_over_weekends_holidays_and_both_clock_changes() {
        let day = || DayHours::parse("8:00-17:30").unwrap();
        let week = [
            day(),
            day(),
            day(),
            day(),
            day(),
            DayHours::default(),
            DayHours::default(),
        ];
        let hours = OpeningHours::of_week(week)
            .closed_on(Holiday::ALL)
            .except((2026, 12, 24), DayHours::parse("8:00-15:00").unwrap())
            .unwrap();
        for (asked, moves_on) in [
            ("2026-11-24 09:00", "2026-11-24 13:00"),
            ("2026-11-24 13:30", "2026-11-24 17:30"),
            ("2026-11-24 13:31", "2026-11-25 08:01"),
            ("2026-11-24 22:00", "2026-11-25 12:00"),
            // A weekend.
            ("2026-11-27 16:30", "2026-11-30 11:00"),
            ("2026-11-28 11:00", "2026-11-30 12:00"),
            // Christmas, with a shorter day before it and a weekend behind it.
            ("2026-12-24 14:00", "2026-12-28 11:00"),
            ("2026-12-31 16:00", "2027-01-04 10:30"),
            // Summer time begins in the Easter weekend of 2027, winter time on the last Sunday of October.
            ("2027-03-25 17:00", "2027-03-30 11:30"),
            ("2027-03-28 01:30", "2027-03-30 12:00"),
            ("2027-10-29 17:00", "2027-11-01 11:30"),
            ("2027-10-31 02:30", "2027-11-01 12:00"),
        ] {
            assert_eq!(
                moves_on_at(&hours, at(asked), 4 * HOUR),
                at(moves_on),
                "{asked}"
            );
        }
    }

    #[test]
    fn a_desk_that_is_open_on_the_night_of_a_clock_change_counts_the_hours_that_pass() {
        let always = || DayHours::parse("0:00-24:00").unwrap();
        let hours = OpeningHours::of_week(std::array::from_fn(|_| always()));
        for (asked, moves_on) in [
            ("2027-03-27 23:00", "2027-03-28 05:00"),
            ("2027-10-30 23:00", "2027-10-31 03:00"),
        ] {
            assert_eq!(
                moves_on_at(&hours, at(asked), 5 * HOUR),
                at(moves_on),
                "{asked}"
            );
        }
    }

    #[test]
    fn a_desk_without_hours_is_no_reason_to_wait_for_ever() {
        let now = at("2026-11-24 09:00");
        let never = OpeningHours::default();
        assert_eq!(moves_on_at(&never, now, 4 * HOUR), now.plus(4 * HOUR));
    }
}
