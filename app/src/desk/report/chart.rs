//! The picture: a bar for each week, as high as what was done. Whoever does not see it hears the same numbers.

use domain::Language;
use leptos::prelude::*;

use super::{Grid, page::week};
use crate::texts::desk as say;

/// Sizes in units of the picture, which is scaled as a whole: on a telephone one unit is about one pixel.
const SLOT: i64 = 45;
const BAR: i64 = 29;
const HIGHEST: i64 = 96;
const BOTTOM: i64 = 116;

pub(super) fn draw(l: Language, grid: &Grid) -> impl IntoView + use<> {
    let most = grid.total.iter().copied().max().unwrap_or_default();
    let weeks = grid.weeks.iter().zip(&grid.total).zip(0_i64..);
    let bars = weeks
        .map(|((monday, times), place)| {
            let height = height(*times, most);
            let (left, top) = (place * SLOT + (SLOT - BAR) / 2, BOTTOM - height);
            let middle = place * SLOT + SLOT / 2;
            let number = monday.iso_week().1;
            view! {
                <rect class="chart-bar" x=left y=top width=BAR height=height />
                <text x=middle y=top - 5>{*times}</text>
                <text class="chart-week" x=middle y=BOTTOM + 17>{say::week_short(l, number)}</text>
            }
        })
        .collect_view();
    let each = grid.weeks.iter().zip(&grid.total);
    let each = each.map(|(monday, times)| format!("{}: {times}", week(l, *monday)));
    let said = each.collect::<Vec<_>>().join(", ");
    let width = SLOT * i64::try_from(grid.weeks.len()).unwrap_or_default();
    view! {
        <figure class="chart">
            <figcaption id="grafiek">{say::report_chart(l)}</figcaption>
            <svg
                viewBox=format!("0 0 {width} {}", BOTTOM + 24)
                role="img"
                aria-label=format!("{}. {said}.", say::report_chart(l))
            >
                {bars}
                <line x1="0" x2=width y1=BOTTOM y2=BOTTOM />
            </svg>
        </figure>
    }
}

/// As high as its share of the most; what happened at all is seen.
fn height(times: i64, most: i64) -> i64 {
    if times == 0 {
        return 0;
    }
    (times * HIGHEST / most.max(1)).max(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_bar_fills_the_picture_and_the_lowest_is_seen() {
        for (times, most, is) in [
            (0, 0, 0),
            (0, 9, 0),
            (1, 1, HIGHEST),
            (1, 1_000_000, 2),
            (5, 10, HIGHEST / 2),
        ] {
            assert_eq!(height(times, most), is, "{times} of {most}");
        }
    }
}
