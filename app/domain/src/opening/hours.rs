//! The hours of one day, as an operator writes them: "8:00-12:00, 13:00-17:30", or "closed".

use std::fmt;

use jiff::civil::{Date, Time};

use crate::Moment;

/// A part of a day in which somebody answers; the end is not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub from: Time,
    /// `None`: until midnight.
    pub until: Option<Time>,
}

/// When somebody answers on one day; none at all is a day off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayHours(pub(super) Vec<Stretch>);

/// Why a text gives no hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursProblem {
    /// Not of the form "8:00-17:30".
    NotHours,
    /// A stretch ends before it begins, or begins before the one in front of it ends.
    OutOfOrder,
}

impl fmt::Display for HoursProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotHours => {
                "hours are written as \"8:00-17:30\", \"8:00-12:00, 13:00-17:30\" or \"closed\""
            }
            Self::OutOfOrder => {
                "these hours overlap or run backwards; write them in the order of the day"
            }
        })
    }
}

impl Stretch {
    /// The moment at which it begins on this day.
    pub fn start_on(&self, day: Date) -> Option<Moment> {
        Moment::from_amsterdam(day, self.from)
    }

    /// The moment at which it ends on this day.
    pub fn end_on(&self, day: Date) -> Option<Moment> {
        match self.until {
            Some(until) => Moment::from_amsterdam(day, until),
            None => Moment::from_amsterdam(day.tomorrow().ok()?, Time::midnight()),
        }
    }
}

impl DayHours {
    /// Reads what an operator wrote.
    pub fn parse(text: &str) -> Result<Self, HoursProblem> {
        if text.trim() == "closed" {
            return Ok(Self::default());
        }
        let stretches = text
            .split(',')
            .map(stretch)
            .collect::<Option<Vec<_>>>()
            .ok_or(HoursProblem::NotHours)?;
        let forwards = stretches
            .iter()
            .all(|stretch| stretch.until.is_none_or(|until| stretch.from < until));
        let apart = stretches
            .windows(2)
            .all(|pair| pair[0].until.is_some_and(|until| until <= pair[1].from));
        if forwards && apart {
            Ok(Self(stretches))
        } else {
            Err(HoursProblem::OutOfOrder)
        }
    }

    /// Whether nobody answers on this day.
    pub fn is_closed(&self) -> bool {
        self.0.is_empty()
    }
}

fn stretch(text: &str) -> Option<Stretch> {
    let (from, until) = text.split_once('-')?;
    let until = match until.trim() {
        "24:00" => None,
        until => Some(time(until)?),
    };
    Some(Stretch {
        from: time(from.trim())?,
        until,
    })
}

fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once([':', '.'])?;
    let digits = |part: &str| part.bytes().all(|sign| sign.is_ascii_digit());
    if !digits(hour) || minute.len() != 2 || !digits(minute) {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_an_operator_writes_them() {
        for (text, stretches) in [
            ("8:00-17:30", Ok(1)),
            ("08.00 - 17.30", Ok(1)),
            ("8:00-12:00, 13:00-17:30", Ok(2)),
            ("8:00-12:00,12:00-17:30", Ok(2)),
            ("0:00-24:00", Ok(1)),
            ("closed", Ok(0)),
            ("", Err(HoursProblem::NotHours)),
            ("8-17", Err(HoursProblem::NotHours)),
            ("8:0-17:30", Err(HoursProblem::NotHours)),
            ("8:00-25:00", Err(HoursProblem::NotHours)),
            ("8:60-17:00", Err(HoursProblem::NotHours)),
            ("+8:00-17:00", Err(HoursProblem::NotHours)),
            ("8:00", Err(HoursProblem::NotHours)),
            ("8:00-17:30,", Err(HoursProblem::NotHours)),
            ("17:30-8:00", Err(HoursProblem::OutOfOrder)),
            ("8:00-8:00", Err(HoursProblem::OutOfOrder)),
            ("8:00-13:00, 12:00-17:00", Err(HoursProblem::OutOfOrder)),
            ("8:00-24:00, 23:00-24:00", Err(HoursProblem::OutOfOrder)),
        ] {
            let read = DayHours::parse(text).map(|hours| hours.0.len());
            assert_eq!(read, stretches, "{text:?}");
        }
    }
}
