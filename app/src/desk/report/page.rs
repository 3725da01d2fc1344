//! The page: one picture over time, and beneath it one table of all numbers.

use domain::{Language, Moment};
use leptos::prelude::*;

use super::{FILE, Grid, Group, chart, grid};
use crate::{
    bridge::{Answer, Ask, Screen},
    desk::PATH as DESK,
    parts::{Act, Acts, Page, Section},
    texts::desk as say,
};

/// Shows the numbers of the last weeks.
pub async fn show(ask: Ask) -> Answer {
    let (caller, permit) = ask.desk().await?;
    let l = ask.language;
    let grid = grid(&ask, &permit).await?;
    let title = say::report_title(l);
    Screen::new(title)
        .seen_by(&caller)
        .at_desk(&ask)
        .show(&ask, move || {
            let back = Act::link(say::to_desk(l), DESK);
            let file = vec![Act::link(say::report_file(l), FILE)];
            let file = view! { <Acts acts=file class="row-actions" /> }.into_any();
            view! {
                <Page title=title lead=say::report_lead(l) back=back wide=true>
                    {chart::draw(l, &grid)}
                    <Section id="aantallen" title=say::report_numbers(l) side=file>
                        {table(l, grid)}
                    </Section>
                </Page>
            }
        })
        .await
}

/// "Week 48".
pub(super) fn week(l: Language, monday: Moment) -> String {
    say::week(l, monday.iso_week().1)
}

fn table(l: Language, grid: Grid) -> impl IntoView {
    let heads: Vec<String> = grid.weeks.iter().map(|monday| week(l, *monday)).collect();
    let columns = grid
        .weeks
        .iter()
        .map(|monday| {
            let from = say::week_from(l, monday.day_and_month(l));
            view! { <th scope="col">{week(l, *monday)} " " <span>{from}</span></th> }
        })
        .collect_view();
    let groups = grid
        .groups
        .into_iter()
        .map(|group| rows(l, group, &heads))
        .collect_view();
    view! {
        <table class="table report">
            <thead><tr><th scope="col">{say::report_what(l)}</th>{columns}</tr></thead>
            {groups}
        </table>
    }
}

fn rows(l: Language, group: Group, heads: &[String]) -> impl IntoView + use<> {
    let across = heads.len() + 1;
    let none = group.lines.is_empty();
    let none = none.then(|| view! { <tr><td colspan=across>{say::report_nothing(l)}</td></tr> });
    let lines = group
        .lines
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
    view! {
        <tbody id=group.id>
            <tr><th class="report-group" scope="rowgroup" colspan=across>{group.title}</th></tr>
            {none}
            {lines}
        </tbody>
    }
}
