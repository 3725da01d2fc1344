//! `/hulp-bij-inloggen`: who are you, what does not work, and one answer with one button. Each answer has an address of
//! its own, so that it can be sent to somebody.

use axum::extract::Path;
use domain::{
    Language,
    desks::Desk,
    help::{Action, Blank, Capacity, Piece, Problem},
};
use leptos::prelude::*;

use crate::{
    appointments,
    bridge::{self, Ask, Screen, Stop},
    contact::telephone,
    desk::belcode,
    parts::{Act, Acts, Door, Doors, Page, PrintButton},
    texts::{contact as words, frame, guide as say, login},
};

/// Address of the first question.
pub const PATH: &str = "/hulp-bij-inloggen";

/// "Wie bent u?": whoever was here before finds the earlier answer on top.
pub async fn who(ask: Ask) -> bridge::Answer {
    let l = ask.language;
    let before = ask.capacity_before();
    let mut capacities: Vec<&Capacity> = ask.portal.help.capacities.iter().collect();
    capacities.sort_by_key(|capacity| Some(&capacity.code) != before.as_ref());
    let doors = capacities
        .into_iter()
        .map(|capacity| Door {
            title: capacity.name.get(l).to_owned(),
            href: format!("{PATH}/{}", capacity.code),
            sub: (Some(&capacity.code) == before.as_ref()).then(|| say::before(l).to_owned()),
        })
        .collect();
    let title = say::title(l);
    Screen::new(title)
        .show(&ask, move || {
            let links = vec![
                Act::link(login::wait_back(l), "/inloggen"),
                Act::link(say::contact(l), "/contact"),
            ];
            view! {
                <Page title=title lead=say::who(l)>
                    <Doors doors />
                    <Acts acts=links class="links" />
                </Page>
            }
        })
        .await
}

/// "Wat lukt niet?"
pub async fn what(ask: Ask, Path(capacity): Path<String>) -> bridge::Answer {
    let l = ask.language;
    let help = &ask.portal.help;
    let capacity = help.capacity(&capacity).ok_or(Stop::NotFound)?;
    let doors = help
        .problems_of(capacity)
        .map(|problem| door(l, capacity, problem))
        .collect();
    ask.is_helped_by(own_desk(&ask, capacity));
    let title = say::what(l);
    let who = capacity.name.get(l).to_owned();
    Screen::new(title)
        .keeping_capacity(&capacity.code)
        .show(&ask, move || {
            let back = Act::link(say::somebody_else(l, who), PATH);
            view! { <Page title=title back=back><Doors doors /></Page> }
        })
        .await
}

/// The answer.
pub async fn answer(ask: Ask, Path((capacity, problem)): Path<(String, String)>) -> bridge::Answer {
    let l = ask.language;
    let help = &ask.portal.help;
    let capacity = help.capacity(&capacity).ok_or(Stop::NotFound)?;
    let problem = help.problem(&problem).ok_or(Stop::NotFound)?;
    let answer = help
        .answer(&capacity.code, &problem.code, l)
        .ok_or(Stop::NotFound)?;
    let (form, requests) = appointments::answered_by(&ask, capacity.kind.as_deref());
    let says = Says {
        ask: &ask,
        desk: match problem.action {
            Action::Appoint => requests,
            _ => own_desk(&ask, capacity),
        },
        reply_days: appointments::reply_days(form),
    };
    ask.is_helped_by(says.desk);
    ask.portal.lookups.note(&capacity.code, &problem.code);

    let title = answer.title.clone();
    let body: String = answer.body.iter().map(|piece| says.html(piece)).collect();
    let act = button(&ask, capacity, problem, says.desk).primary();
    let on_paper = act.on_paper(&ask.portal.origin);
    let last = problems_last(l, capacity, problem);
    let belcode = match problem.action {
        Action::Call => belcode(&ask).await?,
        _ => None,
    };
    let back = Act::link(say::other_problem(l), format!("{PATH}/{}", capacity.code));
    Screen::new(title.clone())
        .keeping_capacity(&capacity.code)
        .show(&ask, move || {
            view! {
                <Page title=title back=back>
                    <div class="prose" inner_html=body></div>
                    {belcode}
                    <Acts acts=vec![act] class="page-actions" />
                    <p class="printed">{on_paper}</p>
                    <PrintButton label=frame::print(l) />
                    {last.map(|last| view! { <Acts acts=vec![last] class="links" /> })}
                </Page>
            }
        })
        .await
}

/// The desk that helps people of a capacity when nothing else does.
fn own_desk<'a>(ask: &'a Ask, capacity: &Capacity) -> &'a Desk {
    let desks = &ask.portal.desks;
    desks.get(&capacity.desk).unwrap_or(&desks.service)
}

fn door(l: Language, capacity: &Capacity, problem: &Problem) -> Door {
    Door {
        title: problem.name.get(l).to_owned(),
        href: format!("{PATH}/{}/{}", capacity.code, problem.code),
        sub: None,
    }
}

fn button(ask: &Ask, capacity: &Capacity, problem: &Problem, desk: &Desk) -> Act {
    let l = ask.language;
    let label = match problem.action {
        Action::LogIn => say::log_in(l),
        Action::Reset => say::reset(l),
        Action::ChangePassword => say::change_password(l),
        Action::AskAdmin | Action::AskAdminForNumber => say::ask_admin(l),
        Action::MyAdmin => say::my_admin(l),
        Action::OtherCapacity => say::other_capacity(l),
        Action::Appoint => {
            let kind = capacity.kind.as_deref().unwrap_or_default();
            return Act::link(say::appoint(l), appointments::address(ask, kind));
        }
        Action::Call => {
            return Act::link(words::call(l, &desk.phone), telephone(&desk.phone));
        }
    };
    Act::link(label, super::address(problem.action))
}

/// The last resort of a capacity, under every answer but its own; the content is checked to have one.
fn problems_last(l: Language, capacity: &Capacity, problem: &Problem) -> Option<Act> {
    let last = capacity
        .problems
        .last()
        .filter(|last| **last != problem.code)?;
    let href = format!("{PATH}/{}/{last}", capacity.code);
    Some(Act::link(say::no_luck(l), href))
}

/// What an answer leaves open until it is shown.
struct Says<'a> {
    ask: &'a Ask,
    /// The desk that helps with this.
    desk: &'a Desk,
    /// Working days within which a request for an admin is answered.
    reply_days: usize,
}

impl Says<'_> {
    fn html(&self, piece: &Piece) -> String {
        let blank = match piece {
            Piece::Html(html) => return html.clone(),
            Piece::Blank(blank) => blank,
        };
        let Self { ask, desk, .. } = *self;
        let l = ask.language;
        match blank {
            Blank::Phone => link(&telephone(&desk.phone), &desk.phone),
            Blank::Email => link(&format!("mailto:{}", desk.email), &desk.email),
            Blank::Desk => escaped(desk.name.get(l)),
            Blank::Week => escaped(&desk.hours.week_in_words(l).join("; ")),
            Blank::Now => escaped(&desk.now(ask.now, l)),
            Blank::Insurer => escaped(&ask.portal.insurer),
            Blank::Portal => escaped(&ask.portal.name),
            Blank::Reply => match self.reply_days {
                1 => say::one_working_day(l).to_owned(),
                days => say::working_days(l, days),
            },
        }
    }
}

fn link(href: &str, text: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escaped(href), escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
