//! `/servicedesk/rapportage.csv`: the same numbers for a spreadsheet. They are about nobody, so no code is asked.

use axum::{http::header, response::IntoResponse};
use domain::{
    Language,
    shared::csv_cell::{BEGIN, row},
};

use super::{Grid, grid};
use crate::{
    bridge::{Answer, Ask},
    people::day,
    texts::desk as say,
};

/// Sends the file.
pub async fn take_along(ask: Ask) -> Answer {
    let (_, permit) = ask.desk().await?;
    let l = ask.language;
    let text = text(l, &grid(&ask, &permit).await?);
    let name = format!(
        "attachment; filename=\"{}-{}.csv\"",
        say::report_file_name(l),
        day(ask.now)
    );
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}

/// A row for each line, behind the group that it belongs to.
fn text(l: Language, grid: &Grid) -> String {
    let weeks = grid.weeks.iter().map(|monday| {
        let (year, number) = monday.iso_week();
        format!("{year}-W{number:02}")
    });
    let head = [
        say::report_about(l).to_owned(),
        say::report_what(l).to_owned(),
    ];
    let head: Vec<String> = head.into_iter().chain(weeks).collect();
    let rows = grid.groups.iter().flat_map(|group| {
        group.lines.iter().map(|(what, times)| {
            let times = times.iter().map(ToString::to_string);
            let cells = [group.title.to_owned(), what.clone()];
            cells.into_iter().chain(times).collect()
        })
    });
    let rows = std::iter::once(head).chain(rows);
    let rows = rows.map(|cells: Vec<String>| row(cells.iter().map(String::as_str)));
    std::iter::once(BEGIN.to_owned()).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use domain::Moment;

    use super::{super::Group, *};

    #[test]
    fn the_file_has_a_column_for_each_week_of_the_calendar() {
        let monday = |year, month, day| Moment::from_amsterdam_date(year, month, day).unwrap();
        let grid = Grid {
            weeks: vec![monday(2026, 12, 28), monday(2027, 1, 4)],
            total: vec![3, 0],
            groups: vec![Group {
                id: "handelingen",
                title: "Handelingen",
                lines: vec![("Gedeblokkeerd".into(), vec![3, 0])],
            }],
        };
        assert_eq!(
            text(Language::Nl, &grid),
            "\u{feff}Onderdeel;Wat;2026-W53;2027-W01\r\nHandelingen;Gedeblokkeerd;3;0\r\n"
        );
    }
}
