//! `…/gevonden`: what was found, each kind under its own heading: where the belcode was shown, what failed under an error
//! number, requests to be appointed, people, companies.

use domain::{Language, Moment, shared::lasting};
use flows::desk::{
    Cause, FoundBelcode, FoundFailure, FoundOrganisation, FoundPerson, search_again,
};
use leptos::prelude::*;

use super::{PATH as DESK, address, report::screen_name, search::search_box, words};
use crate::{
    appointments,
    bridge::{Answer, Ask, Screen},
    parts::{Act, Empty, Mark, Notice, NoticeKind, Page, PersonRow, PersonRows, Section},
    texts::desk as say,
};

/// Address of this page.
pub const PATH: &str = "/servicedesk/gevonden";
/// What was typed, in the session.
pub(super) const TYPED: &str = "desk_typed";

/// Shows what was found.
pub async fn show(ask: Ask) -> Answer {
    let (caller, permit) = ask.desk().await?;
    let Some(text) = ask.recall::<String>(TYPED).await? else {
        return Ok(ask.go(DESK));
    };
    let found = search_again(ask.services(), &permit, &text).await?;
    let found = found.unwrap_or_default();
    let l = ask.language;
    let title = say::found_title(l);
    let numbers = words::number_names(&ask);
    let organisations: Vec<(String, FoundOrganisation)> = found
        .organisations
        .iter()
        .map(|one| (words::number(&ask, &one.kind, &one.number), one.clone()))
        .collect();
    let now = ask.now;
    let shown_at = found.belcode.as_ref();
    let shown_at = shown_at.map(|code| screen_name(&ask, &code.page));
    let belcode_lasts = lasting::in_words(ask.services().policy.belcode, l);
    Screen::new(title)
        .seen_by(&caller)
        .at_desk(&ask)
        .with_own_search()
        .show(&ask, move || {
            let nothing = found.is_nothing();
            let belcode = found
                .belcode
                .as_ref()
                .zip(shown_at)
                .map(|(code, page)| belcode(l, code, page, found.people.is_empty(), now));
            let nothing = nothing.then(
                || view! { <Empty text=say::found_nothing(l, &text, &numbers, belcode_lasts) /> },
            );
            let cut_off = found
                .cut_off
                .then(|| view! { <p class="row-note">{say::found_cut_off(l)}</p> });
            let back = Act::link(say::search_anew(l), DESK);
            view! {
                <Page title=title back=back wide=true>
                    {search_box(l, &numbers, &text, None, false)}
                    {belcode}
                    {failures(l, &found.failures, now)}
                    {nothing}
                    {requests(l, &found.requests)}
                    {people(l, &found.people)}
                    {companies(l, organisations)}
                    {cut_off}
                </Page>
            }
        })
        .await
}

/// A time, with its day if that is not today.
fn moment(l: Language, at: Moment, now: Moment) -> String {
    if at.amsterdam_date() == now.amsterdam_date() {
        at.time(l)
    } else {
        at.day_and_time(l)
    }
}

fn belcode(
    l: Language,
    code: &FoundBelcode,
    page: String,
    nobody: bool,
    now: Moment,
) -> impl IntoView + use<> {
    let at = moment(l, code.at, now);
    let title = say::belcode_shown(l, at, page);
    let text = match &code.typed_masked {
        Some(typed) if nobody => say::belcode_unknown(l, typed),
        Some(typed) => say::belcode_typed(l, typed),
        None => say::belcode_nothing_typed(l).to_owned(),
    };
    view! { <Notice kind=NoticeKind::Info title=title><p>{text}</p></Notice> }
}

fn people(l: Language, people: &[FoundPerson]) -> Option<impl IntoView + use<>> {
    let rows = people
        .iter()
        .map(|person| {
            let role = crate::people::role(l, person.role);
            let sub = format!(
                "{} · {role} · {} · {}",
                person.organisation,
                person.email_masked,
                say::mobile_ends_in(l, &person.mobile_ends_in)
            );
            let state = words::standing(l, person.standing);
            view! { <PersonRow title=person.name.full() href=address(&person.id, "") sub=sub state=state /> }
        })
        .collect_view();
    (!people.is_empty()).then(|| {
        view! { <Section id="mensen" title=say::found_people(l)><PersonRows>{rows}</PersonRows></Section> }
    })
}

fn companies(
    l: Language,
    organisations: Vec<(String, FoundOrganisation)>,
) -> Option<impl IntoView> {
    let some = !organisations.is_empty();
    let rows = organisations
        .into_iter()
        .map(|(number, one)| {
            let href = super::organisation::address(&one.id);
            let state = if one.ended {
                (Mark::Off, say::ended(l).to_owned())
            } else {
                (Mark::Good, say::running(l).to_owned())
            };
            view! { <PersonRow title=one.name href=href sub=number state=state /> }
        })
        .collect_view();
    some.then(|| {
        view! { <Section id="bedrijven" title=say::found_companies(l)><PersonRows>{rows}</PersonRows></Section> }
    })
}

fn requests(
    l: Language,
    requests: &[flows::appointments::FoundRequest],
) -> Option<impl IntoView + use<>> {
    let rows = requests
        .iter()
        .map(|one| appointments::desk::found_row(l, one))
        .collect_view();
    (!requests.is_empty()).then(|| {
        view! { <Section id="aanvragen" title=say::found_requests(l)><PersonRows>{rows}</PersonRows></Section> }
    })
}

/// What failed, when, for whom, and what an agent says now.
fn failures(l: Language, failures: &[FoundFailure], now: Moment) -> impl IntoView + use<> {
    failures
        .iter()
        .map(|one| {
            let title = say::failure_shown(l, &one.number, moment(l, one.at, now), &one.route);
            let what = match one.cause {
                Some(Cause::Unavailable | Cause::ReadOnly) => say::failure_unavailable(l),
                Some(Cause::Unsure) => say::failure_unsure(l),
                Some(Cause::Busy | Cause::NoPlace | Cause::Memory) => say::failure_busy(l),
                Some(Cause::TooSlow) => say::failure_too_slow(l),
                Some(Cause::StorageFull | Cause::Disk) => say::failure_disk(l),
                Some(Cause::Stored) => say::failure_stored(l),
                Some(Cause::Setup | Cause::Refused) => say::failure_setup(l),
                Some(Cause::Database | Cause::Program | Cause::Panic) | None => {
                    say::failure_ours(l)
                }
            };
            let code = one.cause.map_or("-", Cause::code);
            let passed_on = say::failure_pass_on(l, &one.number, &one.method, code);
            let who = match &one.whom {
                Some((_, name)) => say::failure_who(l, name),
                None => say::failure_nobody(l).to_owned(),
            };
            let acts: Vec<Act> = one
                .whom
                .iter()
                .map(|(id, name)| Act::link(say::see(l, name), address(id, "")))
                .collect();
            view! {
                <Notice kind=NoticeKind::Info title=title acts>
                    <p>{who} " " {what}</p>
                    <p>{passed_on}</p>
                </Notice>
            }
        })
        .collect_view()
}
