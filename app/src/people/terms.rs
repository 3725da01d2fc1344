//! What an admin changes of what somebody may do and from when until when: two pages, the rights and the dates, and one deed with
//! one answer.

use domain::{Language, Moment, organisations::Kind, people::Standing, post::Deed};
use flows::{
    Caller,
    people::{ChangedRights, NewRights, Refusal, Terms, WholePerson, change_rights},
};

use super::{address, person::is_past_restoring, rights::right_names, rights_undo, words};
use crate::{
    bridge::{Ask, Flash, Response, Stop, Typed},
    parts::DRAWN,
    texts::{frame, people as say},
};

/// Why neither rights nor dates of this person are changed, if they are not.
pub(super) fn not_now(whole: &WholePerson, now: Moment) -> Option<Refusal> {
    match (whole.person.you, whole.person.standing) {
        (true, _) => Some(Refusal::Yourself),
        (false, _) if is_past_restoring(whole, now) => Some(Refusal::TooLateToRestore),
        (false, Standing::Stopped) => Some(Refusal::Stopped),
        (false, Standing::Unknown) => Some(Refusal::NewerVersion),
        (false, _) => None,
    }
}

/// From what a form was drawn; `None` if it does not say.
pub(super) fn drawn_from(typed: &Typed) -> Option<Terms> {
    serde_json::from_str(typed.get(DRAWN)).ok()
}

/// Changes rights or dates, as `page` asks, and goes on to the page of that person with what was done.
pub(super) async fn save(
    ask: &Ask,
    caller: &Caller,
    whole: &WholePerson,
    change: (&Terms, &NewRights),
    page: &str,
) -> Result<Result<Response, Refusal>, Stop> {
    let (l, id) = (ask.language, &whole.person.id);
    let (_, permit) = ask
        .change_staff(Deed::ChangeRights, Some(&whole.person.name.full()))
        .await?;
    let changed = match change_rights(ask.services(), &permit, id, change).await? {
        Ok(changed) => changed,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let kind = ask.services().catalogue.kind(&caller.kind);
    let first = whole.person.name.greeting();
    let text = if changed.renew {
        say::chooses_by_mail(l, first)
    } else if changed.asked.is_empty() {
        say::rights_done_text(l, first)
    } else {
        say::rights_asked_text(l).to_owned()
    };
    let done = Flash::good(changed_words(l, &changed, kind, (first, ask.now)));
    let done = match rights_undo::keep(ask, whole, change, &changed).await? {
        Some((until, seen)) => {
            let undo_until = say::rights_undo_until(l, until.time(l));
            done.text(format!("{text} {undo_until}"))
                .undo(frame::undo(l), rights_undo::deed(id))
                .seen(&seen)
        }
        None => done.text(text),
    };
    ask.tell(done.link(say::rights_again(l), address(id, page)))
        .await?;
    Ok(Ok(ask.go(&address(id, ""))))
}

/// "Jan mag nu ook: offertes maken."
pub(super) fn changed_words(
    l: Language,
    changed: &ChangedRights,
    kind: Option<&Kind>,
    (name, now): (&str, Moment),
) -> String {
    let names = |codes: &[String]| right_names(l, kind, codes).join(", ");
    let mut words = Vec::new();
    if !changed.added.is_empty() {
        words.push(say::rights_done_added(l, name, names(&changed.added)));
    }
    if !changed.removed.is_empty() {
        words.push(say::rights_done_removed(l, name, names(&changed.removed)));
    }
    if !changed.asked.is_empty() {
        words.push(say::rights_done_asked(l, name, names(&changed.asked)));
    }
    if !changed.withdrawn.is_empty() {
        words.push(say::rights_withdrawn(l, name, names(&changed.withdrawn)));
    }
    if changed.dates {
        // A first day that has been is none any more.
        let from = changed.from.filter(|from| now < *from);
        let until = changed.until.map(|until| words::last_day(l, until));
        words.push(match (from.map(|from| from.day(l)), until) {
            (None, None) => say::dates_done_none(l, name),
            (Some(from), None) => say::dates_done_from(l, name, from),
            (None, Some(until)) => say::dates_done_until(l, name, until),
            (Some(from), Some(until)) => say::dates_done_between(l, name, from, until),
        });
    }
    words.join(" ")
}
