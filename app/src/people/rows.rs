//! People as rows: name, address, state in words, and the deeds that are likely, on the row itself.

use domain::{
    Language, Moment,
    people::{Role, Standing},
    post::HelpKind,
};
use flows::people::{InNeed, Need, Person, Why};
use leptos::prelude::*;

use super::{address, words};
use crate::{
    parts::{Act, Mark, PersonRow},
    texts::people as say,
};

/// Marks a deed that was done from the list, so that it ends there.
pub(super) const FROM_LIST: (&str, &str) = ("van", "lijst");

/// A row of the list A–Z. `helped_above` if the deed that helps stands in the block above already.
pub(super) fn row(l: Language, person: &Person, helped_above: bool) -> impl IntoView + use<> {
    let name = person.name.full();
    let mut acts = Vec::new();
    if !helped_above {
        acts.extend(helping(l, person));
    }
    acts.extend(everyday(l, person));
    let sub = match (person.you, person.role) {
        (true, _) => format!("{} · {}", person.email, say::you(l)),
        (false, Role::Admin) => format!("{} · {}", person.email, say::role_admin(l)),
        (false, Role::Employee) => person.email.clone(),
    };
    let note = match (person.last_login_at, person.standing) {
        (Some(at), _) => Some(say::last_login(l, at.short_day(l))),
        (None, Standing::Invited { .. } | Standing::InvitationExpired) => None,
        (None, _) => Some(say::never_logged_in(l).to_owned()),
    };
    let (state, href) = (words::standing(l, person), address(&person.id, ""));
    view! { <PersonRow title=name href=href sub=sub state=state note=note acts /> }
}

/// A row of "Heeft uw hulp nodig": why, since when, and the one button that solves it.
pub(super) fn in_need(
    l: Language,
    in_need: &InNeed,
    now: Moment,
    phone: &str,
) -> impl IntoView + use<> {
    let person = &in_need.person;
    let first = in_need.needs.first();
    let state = first.map_or_else(
        || words::standing(l, person),
        |need| (Mark::Warn, words::need(l, need, person.standing).to_owned()),
    );
    let mut note: Vec<String> = first
        .map(|need| words::since(l, need.since, now))
        .into_iter()
        .collect();
    let others = in_need.needs.iter().skip(1);
    note.extend(others.map(|need| words::need(l, need, person.standing).to_owned()));
    let desk_only = words::is_locked_out(person.standing) && person.role == Role::Admin;
    if desk_only {
        note.push(say::only_desk(l, phone));
    }
    let mut acts: Vec<Act> = first
        .and_then(|need| solving(l, person, need))
        .into_iter()
        .collect();
    acts.extend(
        in_need
            .needs
            .iter()
            .filter_map(|need| closing(l, person, need)),
    );
    let href = address(&person.id, "");
    acts.push(Act::link(say::more(l), href.clone()).about(person.name.full()));
    let (title, sub, note) = (person.name.full(), person.email.clone(), note.join(". "));
    view! { <PersonRow title=title href=href sub=sub state=state note=note acts /> }
}

/// The one button that solves a need.
pub(super) fn solving(l: Language, person: &Person, need: &Need) -> Option<Act> {
    let name = person.name.full();
    let go = |label: &str, page: &str| {
        Act::link(label, address(&person.id, page))
            .second()
            .about(name.clone())
    };
    let act = match &need.why {
        Why::LockedOut | Why::InvitationExpired => return helping(l, person),
        Why::Asked { kind, .. } => match kind {
            HelpKind::CannotLogIn => match person.standing {
                standing if words::is_locked_out(standing) => return helping(l, person),
                Standing::Invited { .. } | Standing::InvitationExpired => {
                    post(person, say::send_invitation(l), "uitnodiging-opnieuw")
                }
                Standing::Active if person.role == Role::Employee => {
                    post(person, say::send_link(l), "wachtwoordlink").second()
                }
                _ => return None,
            },
            HelpKind::WrongNumber if person.role == Role::Employee => {
                go(say::change_mobile(l), "mobiel")
            }
            HelpKind::WrongNumber => return None,
            HelpKind::MoreRights => go(say::rights(l), "autorisaties"),
        },
    };
    Some(act)
}

/// The button that says a question was dealt with in another way.
pub(super) fn closing(l: Language, person: &Person, need: &Need) -> Option<Act> {
    let Why::Asked { request, .. } = &need.why else {
        return None;
    };
    let act = post(person, say::help_done(l), "hulp-afgehandeld");
    Some(act.with("vraag", request.as_str()))
}

/// What brings somebody back in, if anything is in the way that an admin can take away.
fn helping(l: Language, person: &Person) -> Option<Act> {
    let employee = person.role == Role::Employee && !person.you;
    match person.standing {
        standing if words::is_locked_out(standing) && employee => {
            Some(post(person, say::unblock(l), "deblokkeren").primary())
        }
        Standing::InvitationExpired => {
            let label = say::send_invitation(l);
            Some(post(person, label, "uitnodiging-opnieuw").second())
        }
        _ => None,
    }
}

/// What is done any day.
fn everyday(l: Language, person: &Person) -> Vec<Act> {
    let name = person.name.full();
    let go =
        |label: &str, page: &str| Act::link(label, address(&person.id, page)).about(name.clone());
    let here = person.standing != Standing::Stopped && !person.you;
    let mut acts = Vec::new();
    if here && person.role == Role::Employee {
        acts.push(go(say::change_mobile(l), "mobiel"));
    }
    if here {
        acts.push(go(say::rights(l), "autorisaties"));
    }
    acts.push(go(say::more(l), ""));
    acts
}

fn post(person: &Person, label: &str, deed: &str) -> Act {
    let (name, value) = FROM_LIST;
    Act::post(label, address(&person.id, deed))
        .about(person.name.full())
        .with(name, value)
}
