//! What people called about and what was done, week by week, and what is looked up on the help pages: counted here, drawn by
//! `page` and `chart`, and sent as a file by `file`.

mod chart;
mod file;
mod page;
mod screens;

pub use file::take_along;
pub use page::show;
pub(super) use screens::name as screen_name;

use std::{collections::BTreeMap, time::Duration};

use domain::{Language, Moment, desk::Why};
use flows::{
    Permit,
    appointments::Happened,
    audit::Event,
    caller::right::SeeDesk,
    desk::{Report, report},
};

use super::words;
use crate::{
    bridge::{Ask, Stop},
    texts::desk as say,
};

/// Address of the page.
pub const PATH: &str = "/servicedesk/rapportage";
/// Address of the same as a file.
pub const FILE: &str = "/servicedesk/rapportage.csv";

/// Weeks beside each other, this one last.
const WEEKS: usize = 8;
const HALF_A_DAY: Duration = Duration::from_secs(12 * 60 * 60);

/// One line: what it is, and how often in each week.
type Line = (String, Vec<i64>);

/// Lines about one thing.
struct Group {
    id: &'static str,
    title: &'static str,
    lines: Vec<Line>,
}

/// Everything, in columns of one week each.
struct Grid {
    /// The Mondays.
    weeks: Vec<Moment>,
    /// What was done, all together.
    total: Vec<i64>,
    groups: Vec<Group>,
}

/// Counts the last weeks, each from Monday up to and including Sunday, as calendars number them (ISO 8601).
async fn grid(ask: &Ask, permit: &Permit<SeeDesk>) -> Result<Grid, Stop> {
    let l = ask.language;
    let mut weeks: Vec<(Moment, Report)> = Vec::new();
    let mut monday = ask.now.monday();
    for _ in 0..WEEKS {
        let sunday = monday
            .plus(Duration::from_secs(6 * 24 * 60 * 60))
            .plus(HALF_A_DAY);
        weeks.push((
            monday,
            report(ask.services(), permit, monday, sunday).await?,
        ));
        monday = monday.minus(HALF_A_DAY).monday();
    }
    weeks.reverse();
    let problem = |code: &str| {
        let problem = ask.portal.help.problem(code);
        problem.map_or_else(|| code.to_owned(), |one| one.name.get(l).to_owned())
    };
    let stuck = lines(&weeks, |report| {
        let of = report.stuck.iter();
        of.map(|one| (screens::name(ask, &one.page), one.times))
            .collect()
    });
    let appointments = lines(&weeks, |report| {
        let of = report.appointments.iter();
        of.filter_map(|(code, times)| {
            let what = appointment(l, Happened::from_code(code)?)?;
            Some((what.to_owned(), *times))
        })
        .collect()
    });
    let lookups = lines(&weeks, |report| {
        let of = report.lookups.iter();
        of.map(|one| (problem(&one.problem), one.times)).collect()
    });
    let deeds = deeds(l, &weeks);
    let total = total(weeks.len(), &deeds);
    let group = |id, title, lines| Group { id, title, lines };
    Ok(Grid {
        groups: vec![
            group("redenen", say::report_whys(l), whys(l, &weeks)),
            group("schermen", say::report_stuck(l), stuck),
            group("handelingen", say::report_deeds(l), deeds),
            group("aanvragen", say::report_appointments(l), appointments),
            group("hulp", say::report_lookups(l), lookups),
        ],
        total,
        weeks: weeks.into_iter().map(|(monday, _)| monday).collect(),
    })
}

/// All lines together, week by week.
fn total(weeks: usize, lines: &[Line]) -> Vec<i64> {
    let of_week = |week| lines.iter().filter_map(move |(_, times)| times.get(week));
    (0..weeks).map(|week| of_week(week).sum()).collect()
}

/// What people called about: the reasons that were chosen with a deed, and at the end how often none was.
fn whys(l: Language, weeks: &[(Moment, Report)]) -> Vec<Line> {
    let mut whys = lines(weeks, |report| {
        let counted = report.deeds.iter();
        counted
            .filter_map(|one| {
                Some((
                    words::why(l, Why::from_code(&one.why)?).to_owned(),
                    one.times,
                ))
            })
            .collect()
    });
    let none = words::why(l, Why::CallerChecked);
    whys.sort_by_key(|(what, _)| what == none);
    whys
}

/// What was done.
fn deeds(l: Language, weeks: &[(Moment, Report)]) -> Vec<Line> {
    lines(weeks, |report| {
        let counted = report.deeds.iter();
        counted
            .filter_map(|one| Some((deed(l, Event::from_code(&one.deed)?)?.to_owned(), one.times)))
            .collect()
    })
}

const fn deed(l: Language, event: Event) -> Option<&'static str> {
    Some(match event {
        Event::Unblocked => say::deed_unblocked(l),
        Event::ResetSentByAdmin => say::deed_reset(l),
        Event::SessionsEndedByAdmin => say::deed_logged_out(l),
        Event::InvitationSentAgain => say::deed_invitation(l),
        Event::MobileChangedByAdmin => say::deed_mobile(l),
        Event::Blocked => say::deed_blocked(l),
        Event::AccessStopped => say::deed_stopped(l),
        Event::CallerChecked => say::deed_checked(l),
        Event::CallerNotKnown => say::deed_not_known(l),
        Event::FourEyesAsked => say::deed_asked(l),
        Event::FourEyesApproved => say::deed_approved(l),
        Event::FourEyesEnded => say::deed_ended(l),
        _ => return None,
    })
}

/// What happened to requests to be appointed, as far as it says how much work they are.
const fn appointment(l: Language, happened: Happened) -> Option<&'static str> {
    Some(match happened {
        Happened::Submitted => say::appointment_submitted(l),
        Happened::Confirmed => say::appointment_confirmed(l),
        Happened::CalledBack => say::appointment_called_back(l),
        Happened::Question => say::appointment_question(l),
        Happened::Approved => say::appointment_approved(l),
        Happened::Rejected => say::appointment_rejected(l),
        Happened::Activated => say::appointment_activated(l),
        Happened::Expired => say::appointment_expired(l),
        _ => return None,
    })
}

/// Adds up what is called the same, week by week; the most frequent first.
fn lines(weeks: &[(Moment, Report)], of: impl Fn(&Report) -> Vec<(String, i64)>) -> Vec<Line> {
    let mut lines: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for (place, (_, report)) in weeks.iter().enumerate() {
        for (what, times) in of(report) {
            let line = lines.entry(what).or_insert_with(|| vec![0; weeks.len()]);
            if let Some(week) = line.get_mut(place) {
                *week += times;
            }
        }
    }
    let mut lines: Vec<Line> = lines.into_iter().collect();
    lines.sort_by_key(|(_, times)| std::cmp::Reverse(times.iter().sum::<i64>()));
    lines
}

#[cfg(test)]
mod tests {
    use flows::desk::Counted;

    use super::*;

    #[test]
    fn reasons_are_added_up_over_deeds_and_weeks_and_the_most_frequent_comes_first() {
        let counted = |deed: &str, why: &str, times| Counted {
            deed: deed.into(),
            why: why.into(),
            times,
        };
        let week = |deeds| {
            let report = Report {
                deeds,
                stuck: vec![],
                appointments: vec![],
                lookups: vec![],
            };
            (Moment::from_unix_ms(0), report)
        };
        let weeks = [
            week(vec![
                counted("unblocked", "cannot_log_in", 2),
                counted("caller_checked", "", 9),
                counted("unblocked", "other", 1),
                counted("unblocked", "caller_checked", 30),
            ]),
            week(vec![
                counted("reset_sent_by_admin", "cannot_log_in", 3),
                counted("of_a_newer_version", "other", 1),
            ]),
        ];
        let said = whys(Language::Nl, &weeks);
        let numbers: Vec<Vec<i64>> = said.into_iter().map(|(_, times)| times).collect();
        assert_eq!(
            numbers,
            [vec![2, 3], vec![1, 1], vec![30, 0]],
            "none chosen comes last, however often"
        );
        let said = deeds(Language::Nl, &weeks);
        assert_eq!(said.len(), 3, "{said:?}");
        assert_eq!(said[0].1, [33, 0]);
        assert_eq!(total(2, &said), [42, 3]);
    }
}
