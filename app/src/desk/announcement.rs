//! `…/bericht`: a message for everybody, such as an outage. A text that was agreed on is there at once; one of an agent's own
//! words is written on the page beside ([`super::own_words`]) and waits for a colleague, who approves it here.

use std::time::Duration;

use domain::{
    Language, Moment,
    announcements::{Filled, Gap, Prepared},
    desks::Desk,
    post::Deed,
};
use flows::desk::{
    Announcement, Refusal, RefusedAnnouncement, WaitingAnnouncement, announcements,
    approve_announcement, end, put_prepared, refused_announcements, waiting_announcements,
};
use leptos::prelude::*;

use super::{PATH as DESK, eyes, own_words, refusals};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Typed, Unread, enough},
    parts::{
        Act, Acts, Choice, Choices, ErrorSummary, FieldError, Form, HowMany, Mark, Notice,
        NoticeKind, Page, PersonRow, PersonRows, Section, Select, error_at,
    },
    texts::{desk as say, frame},
};

/// Address of this page.
pub const PATH: &str = "/servicedesk/bericht";

const TEXT: &str = "tekst";
const TIME: &str = "tijd";
const AT_DESK: &str = "desk";
pub(super) const HOURS: &str = "uren";
pub(super) const IN: &str = "over";
/// Name of the field that says of which choices the agent has read the text.
const READ: &str = "gelezen";
const CHOICES: [&str; 5] = [TEXT, TIME, AT_DESK, HOURS, IN];
const FIELDS: [&str; 6] = [TEXT, TIME, AT_DESK, HOURS, IN, READ];
/// Name of the field that says which message a button is about.
const WHICH: &str = "bericht";
/// How long a message can stand, in hours.
const LASTS: [u64; 5] = [1, 2, 4, 8, 24];
/// In how many hours a message can begin.
const BEGINS: [u64; 5] = [0, 1, 4, 12, 24];
/// Times that can stand in a text: every half hour of the day to come.
const HALF_HOURS: u32 = 48;

/// Shows what stands and what waits, and the texts that are ready.
pub async fn show(ask: Ask) -> Answer {
    let (caller, _) = ask.desk().await?;
    let typed = ask.typed_before(&caller, &FIELDS).await?;
    draw(&ask, &typed.unwrap_or_default(), vec![], None).await
}

/// Shows a text that is ready as everybody will read it, and then puts it up.
pub async fn place(ask: Ask, form: Unread) -> Answer {
    ask.desk().await?;
    let typed = form.only(&FIELDS)?;
    let l = ask.language;
    let prepared = match (typed.get(TEXT), ask.portal.prepared.get(typed.get(TEXT))) {
        ("", _) => {
            let text = say::news_choose(l).to_owned();
            return draw(&ask, &typed, vec![FieldError { field: TEXT, text }], None).await;
        }
        // Nobody is told a time that nobody chose.
        (_, Some(found)) if found.has(Gap::Time) && typed.get(TIME).is_empty() => {
            let text = say::news_time_choose(l).to_owned();
            return draw(&ask, &typed, vec![FieldError { field: TIME, text }], None).await;
        }
        (_, found) => found.ok_or(Stop::BadForm)?,
    };
    let (from, until) = stretch(&ask, &typed)?;
    let (time, text) = filled(&ask, &typed, prepared)?;
    // Whoever has to know of it at that time would no longer read it.
    if prepared.has(Gap::Time) && until < time {
        let seen = |at: Moment| at.time_seen_from(ask.now, l);
        let text = say::news_gone_before(l, seen(until), seen(time));
        return draw(&ask, &typed, vec![FieldError { field: HOURS, text }], None).await;
    }
    if typed.get(READ) != choices(&typed) {
        return draw(&ask, &typed, vec![], Some((text, from, until))).await;
    }
    let (_, permit) = ask.desk_work(Deed::Announce, None).await?;
    let wrong = match put_prepared(ask.services(), &permit, &text, (from, until)).await {
        Ok(Ok(())) => None,
        Ok(Err(refusal)) => Some(not_put(l, &refusal, TEXT)),
        Err(trouble) => Some(FieldError {
            field: TEXT,
            text: enough(&ask, trouble)?,
        }),
    };
    if let Some(wrong) = wrong {
        return draw(&ask, &typed, vec![wrong], None).await;
    }
    ask.portal.announcements.forget();
    ask.tell(Flash::good(say::news_placed(l)).text(say::news_placed_text(l)))
        .await?;
    Ok(ask.go(PATH))
}

/// Why a text was not put up, beside its field: what was filled in stays, and what can be taken down stands above it.
pub(super) fn not_put(l: Language, refusal: &Refusal, field: &'static str) -> FieldError {
    let text = match refusal {
        Refusal::EnoughMessages => refusals::enough_messages(l),
        _ => say::no_request_over(l).to_owned(),
    };
    FieldError { field, text }
}

/// Approves what a colleague wrote.
pub async fn approve(ask: Ask, form: Unread) -> Answer {
    ask.desk().await?;
    let typed = form.only(&[WHICH])?;
    let (_, permit) = ask.desk_work(Deed::FourEyes, None).await?;
    let l = ask.language;
    let told = match approve_announcement(ask.services(), &permit, typed.get(WHICH)).await? {
        Ok(()) => Flash::good(say::news_approved(l)).text(say::news_placed_text(l)),
        Err(refusal) => refusals::of_request(&ask, &refusal)?,
    };
    ask.portal.announcements.forget();
    ask.tell(told).await?;
    Ok(ask.go(PATH))
}

/// Takes a message down, or back.
pub async fn stop(ask: Ask, form: Unread) -> Answer {
    let (_, look) = ask.desk().await?;
    let typed = form.only(&[WHICH])?;
    let (_, permit) = ask.desk_work(Deed::Announce, None).await?;
    let services = ask.services();
    let waited = waiting_announcements(services, &look).await?;
    let waited = waited
        .iter()
        .any(|one| one.announcement.id == typed.get(WHICH));
    let ended = end(services, &permit, typed.get(WHICH)).await?;
    ask.portal.announcements.forget();
    let told = match (ended, waited) {
        (Err(refusal), _) => refusals::of_request(&ask, &refusal)?,
        (Ok(_), true) => Flash::good(say::news_not_placed(ask.language)),
        (Ok(_), false) => Flash::good(say::news_stopped(ask.language)),
    };
    ask.tell(told).await?;
    Ok(ask.go(PATH))
}

/// What was chosen, in one word: a text is put up as it was read.
fn choices(typed: &Typed) -> String {
    CHOICES.map(|name| typed.get(name)).join(" ")
}

/// The time and the text with it and with the desk that were chosen, both from our own lists.
fn filled(ask: &Ask, typed: &Typed, text: &Prepared) -> Result<(Moment, Filled), Stop> {
    let times = times(ask.now);
    let time = match typed.get(TIME) {
        "" => times.first(),
        chosen => times.iter().find(|at| at.unix_ms().to_string() == chosen),
    };
    let desks = desks(ask);
    let desk = match typed.get(AT_DESK) {
        "" => desks.first(),
        chosen => desks.iter().find(|desk| desk.code == chosen),
    };
    let (time, desk) = time.zip(desk).ok_or(Stop::BadForm)?;
    let text = text.fill(*time, ask.now, desk).ok_or(Stop::BadForm)?;
    Ok((*time, text))
}

fn desks(ask: &Ask) -> Vec<&Desk> {
    let desks = &ask.portal.desks;
    std::iter::once(&desks.service)
        .chain(&desks.others)
        .collect()
}

/// Half hours from now on. A page that lay open may name one that has begun meanwhile.
fn times(now: Moment) -> Vec<Moment> {
    const HALF_HOUR: i64 = 30 * 60 * 1_000;
    let first = Moment::from_unix_ms(now.unix_ms() / HALF_HOUR * HALF_HOUR);
    let later = |number| first.plus(Duration::from_secs(30 * 60) * number);
    (0..=HALF_HOURS).map(later).collect()
}

/// From when on and until when, as chosen.
pub(super) fn stretch(ask: &Ask, typed: &Typed) -> Result<(Moment, Moment), Stop> {
    let from = ask.now.plus(hours(typed, IN, &BEGINS)?);
    Ok((from, from.plus(hours(typed, HOURS, &LASTS)?)))
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

/// Draws the page; `read` is the text that was chosen, from when on and until when, to be read before it is put up.
async fn draw(
    ask: &Ask,
    typed: &Typed,
    errors: Vec<FieldError>,
    read: Option<(Filled, Moment, Moment)>,
) -> Answer {
    let (caller, permit) = ask.desk().await?;
    let (l, now) = (ask.language, ask.now);
    let all = announcements(ask.services(), &permit).await?;
    let waiting = waiting_announcements(ask.services(), &permit).await?;
    let refused = refused_announcements(ask.services(), &permit).await?;
    let told = ask.told().await?.map(Flash::view);
    let title = say::news_title(l);
    let typed = typed.clone();
    let texts = ready(ask, &typed);
    let desks: Vec<_> = desks(ask)
        .into_iter()
        .map(|desk| (desk.code.clone(), desk.name.get(l).to_owned()))
        .collect();
    Screen::new(title)
        .refused_for(ask, &errors)
        .seen_by(&caller)
        .at_desk(ask)
        .show(ask, move || {
            let (error, at_time) = (error_at(&errors, TEXT), error_at(&errors, TIME));
            let heading = frame::error_heading(l);
            let at_hours = error_at(&errors, HOURS);
            let news = view! { {told} <ErrorSummary heading errors /> }.into_any();
            let back = Act::link(say::to_desk(l), DESK);
            // Half an hour that has begun is over; one of tomorrow has its day.
            let ahead = times(now).into_iter().filter(|at| now < *at);
            let ahead = ahead.map(|at| (at.unix_ms().to_string(), at.time_seen_from(now, l)));
            let none = (String::new(), say::news_time_none(l).to_owned());
            let times: Vec<_> = std::iter::once(none).chain(ahead).collect();
            let [time, at_desk] = [TIME, AT_DESK].map(|name| typed.value(name).unwrap_or_default());
            let when = when(l, &typed, at_hours);
            let submit = match read {
                Some(_) => say::news_place(l),
                None => say::news_look(l),
            };
            let read = read.map(|read| as_read(l, &read, choices(&typed), now));
            let own = vec![Act::link(say::news_own(l), own_words::PATH)];
            view! {
                <Page title=title lead=say::news_lead(l) back=back news=news wide=true>
                    {standing(l, &all, now)}
                    {waits(l, &waiting)}
                    {not_placed(l, &refused)}
                    <Form primary=submit>
                        <Choices
                            name=TEXT
                            label=say::news_kind(l)
                            how_many=HowMany::One
                            choices=texts
                            error=error
                        />
                        <Select name=TIME label=say::news_time(l) hint=say::news_time_hint(l) options=times chosen=time error=at_time />
                        <Select name=AT_DESK label=say::news_desk(l) options=desks chosen=at_desk />
                        {when}
                        {read}
                    </Form>
                    <Acts acts=own class="links" />
                </Page>
            }
        })
        .await
}

/// The text as everybody will read it, in both languages, and when; it has the focus, before the button that puts it up.
fn as_read(
    l: Language,
    (text, from, until): &(Filled, Moment, Moment),
    chosen: String,
    now: Moment,
) -> impl IntoView + use<> {
    let said = |language: Language| {
        let text = text.text(language).as_str().to_owned();
        view! { <p lang=language.code()>{text}</p> }
    };
    let texts = [Language::Nl, Language::En].map(said);
    let [from, until] = [from, until].map(|at| at.time_seen_from(now, l));
    view! {
        <input type="hidden" name=READ value=chosen />
        <div class="told" tabindex="-1" autofocus=true>
            <Notice kind=NoticeKind::Info title=say::news_read(l)>
                {texts.collect_view()}
                <p>{say::news_read_when(l, from, until)}</p>
            </Notice>
        </div>
    }
}

/// From when on, and how long, with what is wrong with that.
pub(super) fn when(l: Language, typed: &Typed, wrong: Option<String>) -> impl IntoView + use<> {
    let option = |hours: &u64, words: String| (hours.to_string(), words);
    let lasts: Vec<_> = LASTS
        .iter()
        .map(|hours| option(hours, lasts(l, *hours)))
        .collect();
    let begins: Vec<_> = BEGINS
        .iter()
        .map(|hours| option(hours, begins(l, *hours)))
        .collect();
    let begin = typed.value(IN).unwrap_or_else(|| "0".to_owned());
    let last = typed.value(HOURS).unwrap_or_else(|| "1".to_owned());
    view! {
        <Select name=IN label=say::news_from(l) options=begins chosen=begin />
        <Select name=HOURS label=say::news_lasts(l) options=lasts chosen=last error=wrong />
    }
}

/// The texts that are ready, with their gaps in words.
fn ready(ask: &Ask, typed: &Typed) -> Vec<Choice> {
    let l = ask.language;
    let texts = ask.portal.prepared.0.iter();
    texts
        .map(|one| {
            let text = one.text.get(l);
            let text = text.replace(Gap::Time.sign(), say::news_gap_time(l));
            Choice {
                value: one.code.clone(),
                label: one.name.get(l).to_owned(),
                hint: Some(text.replace(Gap::Desk.sign(), say::news_gap_desk(l))),
                chosen: typed.get(TEXT) == one.code,
            }
        })
        .collect()
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

fn act(label: &str, deed: &str, id: &str) -> Act {
    Act::post(label, format!("{PATH}/{deed}")).with(WHICH, id)
}

fn standing(l: Language, all: &[Announcement], now: Moment) -> Option<impl IntoView + use<>> {
    let rows = all
        .iter()
        .map(|one| {
            let state = if one.from <= now {
                (Mark::Warn, say::news_shown(l).to_owned())
            } else {
                (Mark::Wait, say::news_waits(l, one.from.day_and_time(l)))
            };
            let note = say::news_until(l, one.until.day_and_time(l));
            let acts = vec![act(say::news_stop(l), "weghalen", &one.id)];
            view! { <PersonRow title=one.text(l).to_owned() state=state note=note acts /> }
        })
        .collect_view();
    (!all.is_empty()).then(|| {
        view! { <Section id="berichten" title=say::news_now(l)><PersonRows>{rows}</PersonRows></Section> }
    })
}

/// What waits for a second agent, in both languages: what is approved is all of it.
fn waits(l: Language, waiting: &[WaitingAnnouncement]) -> Option<impl IntoView + use<>> {
    let rows = waiting
        .iter()
        .map(|one| {
            let shown = &one.announcement;
            let other = match l {
                Language::Nl => Language::En,
                Language::En => Language::Nl,
            };
            let note = say::news_by(l, &one.asked_by, shown.until.day_and_time(l));
            let note = match one.not_yours {
                Some(why) => format!("{note} {}", eyes::why(l, why)),
                None => note,
            };
            let state = (Mark::Wait, say::waits_for_colleague(l).to_owned());
            let mut acts = Vec::new();
            if one.yours {
                acts.push(act(say::withdraw(l), "weghalen", &shown.id));
            } else if one.not_yours.is_none() {
                acts.push(act(say::approve(l), "goedkeuren", &shown.id).primary());
                acts.push(act(say::reject(l), "weghalen", &shown.id));
            }
            let (title, sub) = (shown.text(l).to_owned(), shown.text(other).to_owned());
            view! { <PersonRow title=title sub=sub state=state note=note acts /> }
        })
        .collect_view();
    (!waiting.is_empty()).then(|| {
        view! { <Section id="wacht" title=say::news_waiting(l) needs_help=true><PersonRows>{rows}</PersonRows></Section> }
    })
}

/// What a colleague refused of who looks: who and when, so that the two can talk about it.
fn not_placed(l: Language, refused: &[RefusedAnnouncement]) -> Option<impl IntoView + use<>> {
    let rows = refused
        .iter()
        .map(|one| {
            let other = match l {
                Language::Nl => Language::En,
                Language::En => Language::Nl,
            };
            let shown = &one.announcement;
            let note = say::news_refused_by(l, &one.by, one.at.day_and_time(l));
            let state = (Mark::Wrong, say::news_refused(l).to_owned());
            let (title, sub) = (shown.text(l).to_owned(), shown.text(other).to_owned());
            view! { <PersonRow title=title sub=sub state=state note=note /> }
        })
        .collect_view();
    (!refused.is_empty()).then(|| {
        view! { <Section id="afgewezen" title=say::news_refused_title(l)><PersonRows>{rows}</PersonRows></Section> }
    })
}
