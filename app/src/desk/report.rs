//! `…/rapportage`: what people called about and what was done, week by week, and what is looked up on the help pages.

use std::{collections::BTreeMap, time::Duration};

use domain::{Language, Moment, desk::Why};
use flows::{
    appointments::Happened,
    audit::Event,
    desk::{Report, report},
};
use leptos::prelude::*;

use super::{PATH as DESK, words};
use crate::{
    bridge::{Answer, Ask, Screen},
    parts::{Act, Page, Section},
    texts::desk as say,
};

/// Address of this page.
pub const PATH: &str = "/servicedesk/rapportage";

/// Weeks beside each other.
const WEEKS: u32 = 4;
const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// One line: what it is, and how often in each week, this week first.
type Line = (String, Vec<i64>);

/// Shows the numbers of the last weeks.
pub async fn show(ask: Ask) -> Answer {
    let (caller, permit) = ask.desk().await?;
    let l = ask.language;
    let mut weeks: Vec<(Moment, Report)> = Vec::new();
    for back in 0..WEEKS {
        let until = ask.now.minus(WEEK * back);
        let from = until.minus(WEEK - DAY);
        weeks.push((from, report(ask.services(), &permit, from, until).await?));
    }
    let heads: Vec<String> = weeks
        .iter()
        .map(|(from, _)| say::week_from(l, from.short_day(l)))
        .collect();
    let problem = |code: &str| {
        let problem = ask.portal.help.problem(code);
        problem.map_or_else(|| code.to_owned(), |one| one.name.get(l).to_owned())
    };
    let whys = whys(l, &weeks);
    let deeds = deeds(l, &weeks);
    let stuck = lines(&weeks, |report| {
        let of = report.stuck.iter();
        of.map(|one| (one.page.clone(), one.times)).collect()
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
    let title = say::report_title(l);
    Screen::new(title)
        .seen_by(&caller)
        .at_desk(&ask)
        .show(&ask, move || {
            let back = Act::link(say::to_desk(l), DESK);
            view! {
                <Page title=title lead=say::report_lead(l) back=back wide=true>
                    {table(l, "redenen", say::report_whys(l), &heads, whys)}
                    {table(l, "schermen", say::report_stuck(l), &heads, stuck)}
                    {table(l, "handelingen", say::report_deeds(l), &heads, deeds)}
                    {table(l, "aanvragen", say::report_appointments(l), &heads, appointments)}
                    {table(l, "hulp", say::report_lookups(l), &heads, lookups)}
                </Page>
            }
        })
        .await
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

fn table(
    l: Language,
    id: &'static str,
    title: &str,
    heads: &[String],
    lines: Vec<Line>,
) -> impl IntoView + use<> {
    let none = lines.is_empty();
    let columns = heads
        .iter()
        .map(|head| view! { <th scope="col">{head.clone()}</th> })
        .collect_view();
    let rows = lines
        .into_iter()
        .map(|(what, times)| {
            let cells = heads
                .iter()
                .zip(times)
                .map(|(head, times)| view! { <td data-label=head.clone()>{times}</td> })
                .collect_view();
            view! { <tr><th scope="row">{what}</th>{cells}</tr> }
        })
        .collect_view();
    let body = if none {
        view! { <p>{say::report_nothing(l)}</p> }.into_any()
    } else {
        view! {
            <table class="table">
                <thead><tr><th scope="col">{say::report_what(l)}</th>{columns}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! { <Section id=id title=title.to_owned()>{body}</Section> }
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
    }
}
