//! `…/bericht`: a message for everybody, such as an outage, in both languages and for a stretch of hours.

use std::time::Duration;

use domain::{Language, post::Deed, shared::short_text::NewsText};
use flows::desk::{Announcement, NewAnnouncement, announcements, end, put};
use leptos::prelude::*;

use super::PATH as DESK;
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Typed, Unread},
    parts::{
        Act, ErrorSummary, FieldError, Form, LongText, Mark, Page, PersonRow, PersonRows, Section,
        Select, error_at,
    },
    texts::{desk as say, frame},
    words::field_error,
};

/// Address of this page.
pub const PATH: &str = "/servicedesk/bericht";

const NL: &str = "nl";
const EN: &str = "en";
const HOURS: &str = "uren";
const IN: &str = "over";
/// How long a message can stand, in hours.
const LASTS: [u64; 5] = [1, 2, 4, 8, 24];
/// In how many hours a message can begin.
const BEGINS: [u64; 5] = [0, 1, 4, 12, 24];

/// Shows what stands, and the form.
pub async fn show(ask: Ask) -> Answer {
    let (caller, _) = ask.desk().await?;
    let typed = ask.typed_before(&caller, &[NL, EN, HOURS, IN]).await?;
    draw(&ask, &typed.unwrap_or_default(), vec![]).await
}

/// Puts a message up.
pub async fn place(ask: Ask, form: Unread) -> Answer {
    ask.desk().await?;
    let typed = form.only(&[NL, EN, HOURS, IN])?;
    let l = ask.language;
    let (nl, en) = (
        NewsText::parse(typed.get(NL)),
        NewsText::parse(typed.get(EN)),
    );
    let (nl, en) = match (nl, en) {
        (Ok(nl), Ok(en)) => (nl, en),
        (nl, en) => {
            let errors = [
                nl.err().map(|problem| field_error(l, NL, problem)),
                en.err().map(|problem| field_error(l, EN, problem)),
            ];
            return draw(&ask, &typed, errors.into_iter().flatten().collect()).await;
        }
    };
    let from = ask.now.plus(hours(&typed, IN, &BEGINS)?);
    let until = from.plus(hours(&typed, HOURS, &LASTS)?);
    let (_, permit) = ask.desk_work(Deed::Announce, None).await?;
    let new = NewAnnouncement {
        nl,
        en,
        from,
        until,
    };
    put(ask.services(), &permit, &new).await?;
    ask.portal.announcements.forget();
    ask.tell(Flash::good(say::news_placed(l)).text(say::news_placed_text(l)))
        .await?;
    Ok(ask.go(PATH))
}

/// Takes a message down.
pub async fn stop(ask: Ask, form: Unread) -> Answer {
    ask.desk().await?;
    let typed = form.only(&["bericht"])?;
    let (_, permit) = ask.desk_work(Deed::Announce, None).await?;
    end(ask.services(), &permit, typed.get("bericht")).await?;
    ask.portal.announcements.forget();
    ask.tell(Flash::good(say::news_stopped(ask.language)))
        .await?;
    Ok(ask.go(PATH))
}

/// A number of hours that we offered; the first if none was chosen.
fn hours(typed: &Typed, name: &str, offered: &[u64]) -> Result<Duration, Stop> {
    let chosen = match typed.get(name) {
        "" => offered.first().copied(),
        text => text.parse().ok().filter(|hours| offered.contains(hours)),
    };
    let chosen = chosen.ok_or(Stop::BadForm)?;
    Ok(Duration::from_secs(chosen * 60 * 60))
}

async fn draw(ask: &Ask, typed: &Typed, errors: Vec<FieldError>) -> Answer {
    let (caller, permit) = ask.desk().await?;
    let (l, now) = (ask.language, ask.now);
    let all = announcements(ask.services(), &permit).await?;
    let told = ask.told().await?.map(Flash::view);
    let title = say::news_title(l);
    let typed = typed.clone();
    Screen::new(title)
        .refused_for(ask, &errors)
        .seen_by(&caller)
        .at_desk(ask)
        .show(ask, move || {
            let (at_nl, at_en) = (error_at(&errors, NL), error_at(&errors, EN));
            let heading = frame::error_heading(l);
            let news = view! { {told} <ErrorSummary heading errors /> }.into_any();
            let back = Act::link(say::to_desk(l), DESK);
            let hint = say::news_hint(l, NewsText::MOST);
            let lasts: Vec<_> = LASTS
                .iter()
                .map(|hours| (hours.to_string(), lasts(l, *hours)))
                .collect();
            let begins: Vec<_> = BEGINS
                .iter()
                .map(|hours| (hours.to_string(), begins(l, *hours)))
                .collect();
            let (nl, en) = (typed.value(NL), typed.value(EN));
            let begin = typed.value(IN).unwrap_or_else(|| "0".to_owned());
            let last = typed.value(HOURS).unwrap_or_else(|| "1".to_owned());
            let standing = standing(l, &all, now);
            view! {
                <Page title=title lead=say::news_lead(l) back=back news=news wide=true>
                    {standing}
                    <Form primary=say::news_place(l)>
                        <LongText name=NL label=say::news_nl(l) hint=hint error=at_nl value=nl />
                        <LongText name=EN label=say::news_en(l) error=at_en value=en />
                        <Select name=IN label=say::news_from(l) options=begins chosen=begin />
                        <Select name=HOURS label=say::news_lasts(l) options=lasts chosen=last />
                    </Form>
                </Page>
            }
        })
        .await
}

fn lasts(l: Language, hours: u64) -> String {
    match hours {
        1 => say::one_hour(l).to_owned(),
        hours => say::many_hours(l, hours),
    }
}

fn begins(l: Language, hours: u64) -> String {
    match hours {
        0 => say::at_once(l).to_owned(),
        1 => say::in_an_hour(l).to_owned(),
        hours => say::in_hours(l, hours),
    }
}

fn standing(
    l: Language,
    all: &[Announcement],
    now: domain::Moment,
) -> Option<impl IntoView + use<>> {
    let rows = all
        .iter()
        .map(|one| {
            let state = if one.from <= now {
                (Mark::Warn, say::news_shown(l).to_owned())
            } else {
                (Mark::Wait, say::news_waits(l, one.from.day_and_time(l)))
            };
            let note = say::news_until(l, one.until.day_and_time(l));
            let acts = vec![
                Act::post(say::news_stop(l), format!("{PATH}/weghalen"))
                    .with("bericht", one.id.as_str()),
            ];
            view! { <PersonRow title=one.text(l).to_owned() state=state note=note acts /> }
        })
        .collect_view();
    (!all.is_empty()).then(|| {
        view! { <Section id="berichten" title=say::news_now(l)><PersonRows>{rows}</PersonRows></Section> }
    })
}
