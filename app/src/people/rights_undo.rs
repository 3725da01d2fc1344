//! Taking back what was just changed in somebody's rights and dates: for half an hour, and only what can be taken back whole.
//! It is the opposite change by the same flow, with all its rules; if somebody changed anything meanwhile it does nothing, nor does
//! the button of a page about another change than the last one.

use std::time::Duration;

use axum::extract::Path;
use domain::{AuthorisationId, Moment, post::Deed, post::HelpKind};
use flows::{
    Seen,
    people::{ChangedRights, NewRights, Terms, WholePerson, change_rights},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{address, dates::Dates, person_at, refusals::refused, terms::changed_words};
use crate::{
    bridge::{Answer, Ask, Flash, Stop, Unread},
    parts::{Act, SEEN},
    texts::people as say,
};

/// How long it can be taken back.
const WITHIN: Duration = Duration::from_secs(30 * 60);
/// Where the session keeps what was before.
const KEPT: &str = "rights-undo";

/// What somebody may do, and from when until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Set {
    rights: Vec<String>,
    from: Option<Moment>,
    until: Option<Moment>,
    /// The stop, which rights and dates leave as it is.
    #[serde(default)]
    stopped_at: Option<Moment>,
}

impl Set {
    fn of(whole: &WholePerson) -> Self {
        let terms = &whole.terms;
        let new = NewRights {
            rights: terms.ticks().cloned().collect(),
            valid_from: terms.valid_from,
            valid_until: terms.valid_until,
        };
        Self::new(new, terms.stopped_at)
    }

    fn new(new: NewRights, stopped_at: Option<Moment>) -> Self {
        let mut rights = new.rights;
        rights.sort();
        rights.dedup();
        Self {
            rights,
            from: new.valid_from,
            until: new.valid_until,
            stopped_at,
        }
    }
}

/// The last change that this session made.
#[derive(Debug, Serialize, Deserialize)]
struct Change {
    whom: String,
    before: Set,
    after: Set,
    until: Moment,
}

impl Change {
    /// What a button to take it back stands for.
    fn facts(&self) -> Value {
        json!({ "rights_undo": self })
    }

    fn seen(&self, ask: &Ask) -> Seen {
        Seen::of(&ask.services().keys, &self.facts())
    }
}

/// Remembers a change that was just made, if it can be taken back whole; gives back until when, and what the button carries.
pub(super) async fn keep(
    ask: &Ask,
    before: &WholePerson,
    (drawn, new): (&Terms, &NewRights),
    changed: &ChangedRights,
) -> Result<Option<(Moment, Seen)>, Stop> {
    ask.forget::<Change>(KEPT).await?;
    // On top of what somebody else changed meanwhile, what was before is not what the form was drawn from.
    if *drawn != before.terms || !is_whole(ask, before, new, changed) {
        return Ok(None);
    }
    let until = ask.now.plus(WITHIN);
    let change = Change {
        whom: before.person.id.to_string(),
        before: Set::of(before),
        after: Set::new(new.clone(), before.terms.stopped_at),
        until,
    };
    let seen = change.seen(ask);
    ask.remember(KEPT, change).await?;
    Ok(Some((until, seen)))
}

/// Whether the opposite change leaves everything as it was: nothing was taken that takes two to give, no question was
/// answered by it, and access neither began nor came back with it.
fn is_whole(ask: &Ask, before: &WholePerson, new: &NewRights, changed: &ChangedRights) -> bool {
    let comes_back = |code: &String| {
        let works = |right: &&flows::people::RightHeld| right.code == *code && right.works;
        before.rights.iter().any(|right| works(&right))
            && !ask.services().catalogue.has_four_eyes(code)
    };
    let answered = || {
        let more = Some(HelpKind::MoreRights);
        before.help.iter().any(|help| help.kind == more)
    };
    let dates = Dates::from(&before.terms);
    let is_over = dates.until.is_some_and(|until| until <= ask.now);
    let has_begun =
        dates.from != new.valid_from && new.valid_from.is_none_or(|from| from <= ask.now);
    changed.removed.iter().all(comes_back)
        && changed.withdrawn.is_empty()
        && (changed.added.is_empty() || !answered())
        && !(changed.dates && (is_over || has_begun || before.stopped.is_some()))
}

/// Where it is taken back.
pub(super) fn deed(id: &AuthorisationId) -> String {
    address(id, "autorisaties/ongedaan")
}

/// The button on the page of the person, as long as it would be of use.
pub(super) async fn offered(ask: &Ask, whole: &WholePerson) -> Result<Option<Act>, Stop> {
    let change = of(ask, whole).await?;
    Ok(change.map(|change| {
        let label = say::rights_undo(ask.language, change.until.time(ask.language));
        Act::post(label, deed(&whole.person.id)).with(SEEN, change.seen(ask).as_str())
    }))
}

/// What this session changed last, if it was this person, lately, and nothing was changed since.
async fn of(ask: &Ask, whole: &WholePerson) -> Result<Option<Change>, Stop> {
    let change = ask.recall::<Change>(KEPT).await?;
    Ok(change.filter(|change| {
        change.whom == whole.person.id.as_str()
            && ask.now < change.until
            && change.after == Set::of(whole)
    }))
}

/// Takes it back.
pub async fn undo(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (caller, _, whole) = person_at(&ask, &id).await?;
    let seen = form.only(&[SEEN])?.seen();
    let (l, name) = (ask.language, whole.person.name.full());
    let back = address(&whole.person.id, "");
    let keys = &ask.services().keys;
    let change = of(&ask, &whole).await?;
    let Some(change) = change.filter(|change| seen.shows(keys, &change.facts())) else {
        let text = say::rights_undo_not_text(l);
        ask.tell(Flash::info(say::rights_undo_not(l)).text(text))
            .await?;
        return Ok(ask.go(&back));
    };
    let (_, permit) = ask.change_staff(Deed::ChangeRights, Some(&name)).await?;
    let new = NewRights {
        rights: change.before.rights,
        valid_from: change.before.from,
        valid_until: change.before.until,
    };
    let change = (&whole.terms, &new);
    match change_rights(ask.services(), &permit, &whole.person.id, change).await? {
        Ok(changed) => {
            ask.forget::<Change>(KEPT).await?;
            let kind = ask.services().catalogue.kind(&caller.kind);
            let first = whole.person.name.greeting();
            let text = format!(
                "{} {}",
                changed_words(l, &changed, kind, (first, ask.now)),
                say::rights_undone_text(l, first)
            );
            ask.tell(Flash::good(say::rights_undone(l)).text(text))
                .await?;
            Ok(ask.go(&back))
        }
        Err(refusal) => refused(&ask, &refusal, &name, &back).await,
    }
}
