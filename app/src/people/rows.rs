//! People as rows: name, address, state in words, and the deeds that are likely, on the row itself.

use domain::{
    Language, Moment,
    people::{Role, Standing},
};
use flows::people::{InNeed, Person, Why};
use leptos::prelude::*;

use super::{
    acts::{Deeds, Place},
    address, words,
};
use crate::{
    parts::{Act, Mark, PersonRow},
    texts::people as say,
};

/// A row of the list A–Z. `helped_above` if the deed that helps stands in the block above already.
pub(super) fn row(
    l: Language,
    person: &Person,
    helped_above: bool,
    now: Moment,
) -> impl IntoView + use<> {
    let deeds = Deeds {
        l,
        person,
        place: Place::List,
    };
    let mut acts: Vec<Act> = Vec::new();
    if !helped_above {
        acts.extend(deeds.helping());
    }
    acts.extend(deeds.everyday());
    acts.push(deeds.go(say::more(l), ""));
    let sub = match (person.you, person.role, person.stand_in) {
        (true, ..) => format!("{} · {}", person.email, say::you(l)),
        (false, Role::Admin, _) => format!("{} · {}", person.email, say::role_admin(l)),
        (false, Role::Employee, Some(period)) => {
            let stand_in = match period.runs(now) {
                true => say::stand_in_short(l).to_owned(),
                false => say::stand_in_short_from(l, period.from.short_day(l)),
            };
            format!("{} · {stand_in}", person.email)
        }
        (false, Role::Unknown, _) => format!("{} · {}", person.email, say::role_unknown(l)),
        (false, Role::Employee, None) => person.email.clone(),
    };
    let note = match (person.last_login_at, person.standing) {
        (Some(at), _) => Some(say::last_login(l, at.short_day(l))),
        (
            None,
            Standing::Invited { .. } | Standing::InvitationExpired | Standing::InvitationHeld(_),
        ) => None,
        (None, _) => Some(say::never_logged_in(l).to_owned()),
    };
    let (title, href) = (person.name.full(), address(&person.id, ""));
    let state = words::standing(l, person);
    view! { <PersonRow title=title href=href sub=sub state=state note=note acts /> }
}

/// A row of "Hulp nodig": why, since when, and the one button that solves it.
pub(super) fn in_need(
    l: Language,
    in_need: &InNeed,
    now: Moment,
    desk: &str,
) -> impl IntoView + use<> {
    let (person, first) = (&in_need.person, in_need.needs.first());
    let deeds = Deeds {
        l,
        person,
        place: Place::List,
    };
    let reason = |why: &Why| words::need(l, why, person.standing, now);
    let state = first.map_or_else(
        || words::standing(l, person),
        |need| (Mark::Warn, reason(&need.why)),
    );
    let mut note: Vec<String> = Vec::new();
    note.extend(first.map(|need| words::since(l, need.since, now)));
    let others = in_need.needs.iter().skip(1);
    note.extend(others.map(|need| reason(&need.why)));
    note.extend(in_need.needs.iter().filter_map(|need| match &need.why {
        Why::Asked { course, .. } => words::course(l, *course, now),
        Why::LockedOut | Why::InvitationExpired | Why::InvitationHeld | Why::Waits { .. } => None,
    }));
    if words::is_locked_out(person.standing) && !person.you {
        note.extend(words::who_unblocks(l, person, desk));
    }
    let mut acts: Vec<Act> = Vec::new();
    acts.extend(first.and_then(|need| deeds.solving(&need.why)));
    acts.extend(in_need.needs.iter().filter_map(|need| match &need.why {
        Why::Asked { request, .. } => deeds.closing(request),
        Why::LockedOut | Why::InvitationExpired | Why::InvitationHeld | Why::Waits { .. } => None,
    }));
    acts.push(deeds.go(say::more(l), ""));
    let (title, href) = (person.name.full(), address(&person.id, ""));
    let (sub, note) = (person.email.clone(), note.join(". "));
    view! { <PersonRow title=title href=href sub=sub state=state note=note acts /> }
}
