//! What waits for a second pair of eyes, on the first page of the desk: what was asked, by whom, and what would change.

use axum::extract::Path;
use domain::{DeskRequestId, Language, MobileNumber, Moment, organisations::Catalogue, post::Deed};
use flows::desk::{Became, DecidedRequest, Decision, FourEyes, Request, decide};
use leptos::prelude::*;

use super::{PATH, address, eyes, refusals, words};
use crate::{
    bridge::{Answer, Ask, Flash, Stop, Unread},
    parts::{Act, Key, Mark, PersonRow, PersonRows, Section},
    texts::desk as say,
};

/// Approves what a colleague asked.
pub async fn approve(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    decided(ask, id, form, Decision::Approve).await
}

/// Does not approve it.
pub async fn reject(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    decided(ask, id, form, Decision::Reject).await
}

/// Takes back what one asked oneself.
pub async fn withdraw(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    decided(ask, id, form, Decision::Withdraw).await
}

async fn decided(ask: Ask, id: String, form: Unread, decision: Decision) -> Answer {
    ask.desk().await?;
    form.only(&[])?;
    let id = DeskRequestId::parse(&id).ok_or(Stop::NotFound)?;
    let (_, permit) = ask.desk_work(Deed::FourEyes, None).await?;
    let l = ask.language;
    let notice = match decide(ask.services(), &permit, &id, decision).await? {
        Ok(request) => match (decision, &request.what) {
            (Decision::Approve, FourEyes::Mobile { .. }) => {
                Flash::good(say::approved_mobile(l, &request.name))
                    .text(say::approved_mobile_text(l))
            }
            (Decision::Approve, FourEyes::CallBack { .. }) => {
                Flash::good(say::approved_call_back(l, &request.name))
                    .text(say::approved_call_back_text(l, &request.asked_by))
            }
            (Decision::Approve, FourEyes::StopAccess { .. }) => {
                let (name, company) = (&request.name, &request.organisation);
                Flash::good(say::approved_stop(l, name))
                    .text(say::approved_stop_text(l, name, company))
            }
            (Decision::Approve, FourEyes::GiveRights { .. }) => {
                let days = ask.services().policy.eyes.settled.as_secs() / (24 * 60 * 60);
                Flash::good(say::approved_rights(l, &request.name))
                    .text(say::approved_rights_text(l, days))
            }
            (Decision::Reject, _) => Flash::good(say::rejected(l, &request.name)),
            (Decision::Withdraw, _) => Flash::good(say::withdrawn(l, &request.name)),
        },
        Err(refusal) => refusals::of_request(&ask, &refusal)?,
    };
    ask.tell(notice).await?;
    Ok(ask.go(PATH))
}

/// What waits, as rows with their buttons. A key leads to the oldest that is not one's own.
pub(super) fn waiting(
    l: Language,
    requests: Vec<Request>,
    catalogue: &Catalogue,
    now: Moment,
    keys_on: bool,
) -> Option<impl IntoView + use<>> {
    let some = !requests.is_empty();
    let mine = |request: &Request| !request.yours && request.not_yours.is_none();
    let oldest = requests.iter().position(mine);
    let rows = requests
        .into_iter()
        .enumerate()
        .map(|(place, request)| {
            let key = (keys_on && Some(place) == oldest).then_some(Key::G);
            row(l, &request, catalogue, now, key)
        })
        .collect_view();
    some.then(|| {
        view! {
            <Section id="vier-ogen" title=say::four_eyes_title(l) needs_help=true>
                <PersonRows>{rows}</PersonRows>
            </Section>
        }
    })
}

fn row(
    l: Language,
    request: &Request,
    catalogue: &Catalogue,
    now: Moment,
    key: Option<Key>,
) -> impl IntoView + use<> {
    let what = match &request.what {
        FourEyes::Mobile { new } => {
            let new = MobileNumber::from_e164_stored(new.clone()).national();
            say::wants_mobile(l, &request.mobile_masked, new)
        }
        FourEyes::CallBack { called, source } if source.is_empty() => {
            say::wants_call_back(l, called)
        }
        FourEyes::CallBack { called, source } => say::wants_call_back_from(l, called, source),
        FourEyes::StopAccess { source } => say::wants_stop(l, source),
        FourEyes::GiveRights { rights } => {
            let kind = catalogue.kind(&request.kind);
            let names = crate::people::right_names(l, kind, rights);
            say::wants_rights(l, names.join(", "))
        }
    };
    let since = crate::people::since(l, request.asked_at, now).to_lowercase();
    let until = request.until.day_and_time(l);
    let note = match &request.what {
        FourEyes::GiveRights { .. } => say::asked_by_admin(l, &request.asked_by, since, until),
        _ => {
            let why = words::why(l, request.why);
            say::asked_by(l, &request.asked_by, since, why, until)
        }
    };
    let note = match request.not_yours {
        Some(why) => format!("{note} {}", eyes::why(l, why)),
        None => note,
    };
    let act = |label: &str, deed: &str| {
        Act::post(label, format!("{PATH}/vier-ogen/{}/{deed}", request.id)).about(&request.name)
    };
    let acts = if request.yours {
        vec![act(say::withdraw(l), "intrekken")]
    } else if request.not_yours.is_some() {
        vec![]
    } else {
        vec![
            act(say::approve(l), "goedkeuren").primary().key(key),
            act(say::reject(l), "afwijzen"),
        ]
    };
    let title = format!("{} · {}", request.name, request.organisation);
    let href = address(&request.whom, "");
    view! { <PersonRow title=title href=href sub=what state=(Mark::Wait, say::waits_for_colleague(l).to_owned()) note=note acts /> }
}

/// What became of what one asked, so that nobody waits for what is not coming.
pub(super) fn decided_on(
    l: Language,
    requests: &[DecidedRequest],
) -> Option<impl IntoView + use<>> {
    let rows = requests
        .iter()
        .map(|one| {
            let at = one.at.day_and_time(l);
            let (mark, state, note) = match &one.became {
                Became::Approved { by } => (
                    Mark::Good,
                    say::own_approved(l),
                    say::own_approved_by(l, by, at),
                ),
                Became::Refused { by } => (
                    Mark::Wrong,
                    say::own_refused(l),
                    say::own_refused_by(l, by, at),
                ),
                Became::Withdrawn { by } => (
                    Mark::Off,
                    say::own_not_done(l),
                    say::own_withdrawn_by(l, by, at),
                ),
                Became::RanOut => (Mark::Wrong, say::own_ran_out(l), say::own_ran_out_at(l, at)),
                Became::AsksNoMore { by } => (
                    Mark::Wrong,
                    say::own_not_done(l),
                    say::asks_no_more_since(l, by, at),
                ),
                Became::Frozen => (Mark::Wrong, say::own_not_done(l), say::own_frozen(l, at)),
                Became::Blocked => (Mark::Wrong, say::own_not_done(l), say::own_blocked(l, at)),
                Became::Stopped => (Mark::Off, say::own_not_done(l), say::own_stopped(l, at)),
                Became::OtherNumber => (
                    Mark::Wrong,
                    say::own_not_done(l),
                    say::own_other_number(l, at),
                ),
            };
            let sub = match one.kind.as_str() {
                "mobile" => say::own_mobile(l),
                "call_back" => say::own_call_back(l),
                "stop_access" => say::own_stop(l),
                _ => say::own_rights(l),
            };
            let title = format!("{} · {}", one.name, one.organisation);
            let (href, state) = (address(&one.whom, ""), (mark, state.to_owned()));
            view! { <PersonRow title=title href=href sub=sub.to_owned() state=state note=note /> }
        })
        .collect_view();
    // By how many there are a page that is kept fresh sees that what it says is waiting was decided.
    let decided = requests.len();
    (decided > 0).then(|| {
        view! {
            <Section id="gevraagd" title=say::own_title(l)>
                <div hidden data-decided=decided></div>
                <PersonRows>{rows}</PersonRows>
            </Section>
        }
    })
}
