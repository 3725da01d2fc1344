//! What somebody may do, and from when until when. Nobody hands on what the organisation does not hold, nor anything to
//! himself (SEC-46).

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    AccountId, AuthorisationId, Moment,
    people::{Access, AuthorisationState, PasswordState, Role, dates},
    post::{HelpKind, Letter},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    abandoned,
    access::tell_of_admin,
    deed::{Deed, Refusal, or_refuse},
    invite::not_these_dates,
    letter::right_names,
    limits,
    one::WholePerson,
    sql, stand_in,
    target::Target,
    words_and_rights::{Giver, four_eyes_of, grant, rewrite_words, take, take_eyes},
};
use crate::{
    Permit, Services, Tx,
    audit::{Actor, Event},
    caller::right::{ChangeStaff, SeeStaff},
    desk, ends, execute, login, on,
    organisations::Organisation,
    post::{self, Draft, Payer, To},
    trouble::Result,
};

/// Everything the form says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRights {
    /// Codes of every right from now on.
    pub rights: Vec<String>,
    /// First moment of access, if limited.
    pub valid_from: Option<Moment>,
    /// End of access, if limited.
    pub valid_until: Option<Moment>,
}

/// Rights and dates as a form was drawn from them: what differs is changed, and nothing else is touched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Codes of rights that are held.
    pub rights: Vec<String>,
    /// Codes of rights that wait for an agent.
    pub asked: Vec<String>,
    /// First moment of access, if limited.
    pub valid_from: Option<Moment>,
    /// End of access, if limited; a stop is none.
    pub valid_until: Option<Moment>,
    /// The stop, done or planned.
    pub stopped_at: Option<Moment>,
}

impl Terms {
    /// Codes of the rights that a form drawn from these shows ticked: what is asked of an agent stays asked.
    pub fn ticks(&self) -> impl Iterator<Item = &String> {
        self.rights.iter().chain(&self.asked)
    }

    /// Codes of the rights that are ticked, each with whether it is held.
    fn ticked(&self) -> BTreeMap<&String, bool> {
        let asked = self.asked.iter().map(|code| (code, false));
        asked
            .chain(self.rights.iter().map(|code| (code, true)))
            .collect()
    }

    /// Codes of the rights that are ticked when somebody changes the ticks of a form drawn from `drawn` to these, and has these
    /// terms now.
    pub fn with_changes_of(&self, drawn: &Self, ticks: &[String]) -> Vec<String> {
        let (now, before) = (self.ticked(), drawn.ticked());
        let stays = now
            .into_keys()
            .filter(|code| ticks.contains(code) || !before.contains_key(code));
        let added = ticks.iter().filter(|code| !before.contains_key(code));
        let all: BTreeSet<&String> = stays.chain(added).collect();
        all.into_iter().cloned().collect()
    }

    /// Everything that the form says on top of these terms; refused where something that it changes is not as it was drawn. What
    /// is so already needs no change.
    fn changed_by(&self, drawn: &Self, new: &NewRights) -> Result<NewRights, Refusal> {
        let (now, before) = (self.ticked(), drawn.ticked());
        let other = before.iter().any(|(code, held)| {
            !new.rights.contains(code) && now.get(code).is_some_and(|is| is != held)
        });
        let from = new.valid_from != drawn.valid_from;
        let until = new.valid_until != drawn.valid_until;
        let end = |terms: &Self| (terms.valid_until, terms.stopped_at);
        if other
            || (from && self.valid_from != drawn.valid_from)
            || (until && end(self) != end(drawn))
        {
            return Err(Refusal::Changed);
        }
        Ok(NewRights {
            rights: self.with_changes_of(drawn, &new.rights),
            valid_from: if from {
                new.valid_from
            } else {
                self.valid_from
            },
            valid_until: if until {
                new.valid_until
            } else {
                self.valid_until
            },
        })
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedRights {
    /// Codes of rights that are new.
    pub added: Vec<String>,
    /// Codes of rights that are gone.
    pub removed: Vec<String>,
    /// Codes of rights that wait for an agent now: they count as a pair of eyes.
    pub asked: Vec<String>,
    /// Codes of rights for which an agent was asked, and that are not wanted any more.
    pub withdrawn: Vec<String>,
    /// Whether the dates changed.
    pub dates: bool,
    /// First moment of access now, if limited.
    pub from: Option<Moment>,
    /// Until when access really lasts now: a stop that is still to come may be before the end that was chosen.
    pub until: Option<Moment>,
    /// Whether another password has to be chosen by mail first by whoever is let in again.
    pub renew: bool,
}

/// Codes of the rights that the organisation holds, and so may hand on to its people.
pub async fn rights_to_give(services: &Services, permit: &Permit<SeeStaff>) -> Result<Vec<String>> {
    let mut tx = services.db.read().await?;
    crate::organisations::holds(&mut tx, permit.organisation()).await
}

/// Codes of rights to tick for "hetzelfde als Jan": those that the organisation holds, and that one person gives alone. What
/// counts as a pair of eyes is asked for on purpose, for each person.
pub fn rights_to_copy(services: &Services, from: &WholePerson) -> Vec<String> {
    let codes = from.rights.iter().filter(|right| right.works);
    let codes = codes.map(|right| right.code.clone());
    codes
        .filter(|code| !services.catalogue.has_four_eyes(code))
        .collect()
}

/// Rights that every employee here has, so that the form for the next one can begin with them.
pub async fn rights_in_common(
    services: &Services,
    permit: &Permit<SeeStaff>,
) -> Result<Vec<String>> {
    let mut tx = services.db.read().await?;
    let rows: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(sql::RIGHTS_IN_COMMON)
        .bind(permit.organisation().as_str())
        .fetch_all(c))?;
    Ok(rows.into_iter().map(|(code,)| code).collect())
}

/// Changes rights and dates of somebody else.
pub async fn change_rights(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
    (drawn, new): (&Terms, &NewRights),
) -> Result<Result<ChangedRights, Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(deed.somebody_else(whom).await?);
    if target.state == AuthorisationState::Stopped {
        return Ok(Err(Refusal::Stopped));
    }
    // A date that is over is moved as long as a stop is restored: after that others may have begun anew with the account.
    if target.is_past_restoring(deed.now, &services.policy) {
        return Ok(Err(Refusal::TooLateToRestore));
    }
    let mut before = rights_of(&mut deed.tx, whom).await?;
    let asked = desk::rights_asked(&mut deed.tx, services, whom, deed.now).await?;
    let terms = Terms {
        rights: before.clone(),
        asked: asked.map(|asked| asked.rights).unwrap_or_default(),
        valid_from: target.valid_from,
        valid_until: target.end_without_stop(),
        stopped_at: target.stopped_at,
    };
    let new = &or_refuse!(terms.changed_by(drawn, new));
    let dates = (new.valid_from, new.valid_until) != (terms.valid_from, terms.valid_until);
    // A stop that is still to come stays, unless access ends before it; one that has come makes way for another end.
    let stop = target
        .stopped_at
        .filter(|at| !target.is_over(deed.now) && new.valid_until.is_none_or(|until| *at < until));
    let until = if dates {
        stop.or(new.valid_until)
    } else {
        target.valid_until
    };
    // Nobody is put out by a first day: a stop does that, which is counted, told and taken back as one.
    if new.valid_from != target.valid_from && target.has_begun(deed.now) {
        return Ok(Err(Refusal::HasBegun));
    }
    if dates && let Some(refusal) = not_these_dates(new.valid_from, new.valid_until, deed.now) {
        return Ok(Err(refusal));
    }
    let sooner_end = until.is_some_and(|until| target.valid_until.is_none_or(|end| until < end));
    if sooner_end && !dates::lasts(until, services.policy.appointing(), deed.now) {
        or_refuse!(deed.somebody_stays(&target).await?);
    }
    let mut removed = without(&before, &new.rights);
    let nearer = match (new.valid_from, target.valid_from) {
        (Some(new), Some(before)) => new < before,
        (new, _) => new.is_none(),
    };
    let (begins, sooner) = match target.access(deed.now) {
        // Rights alone let nobody in.
        Access::Over => (dates, dates),
        // Also by a first day that is nearer: whoever was to look after others next month does so tomorrow.
        Access::Begins { .. } => (
            dates && new.valid_from.is_none_or(|from| from <= deed.now),
            nearer,
        ),
        Access::Invited | Access::Open | Access::Unknown => (false, false),
    };
    if sooner && target.comes_back_out_of_reach(deed.now) {
        return Ok(Err(Refusal::NeedsServiceDesk));
    }
    let mut renew = false;
    if begins {
        renew = login::renew_after_wish(&mut deed.tx, &target.account).await?
            || target.password == PasswordState::Renew;
        // Access that had ended, or had not begun, begins anew with these dates: what counts as a pair of eyes does not come
        // back with it, and what was asked while it was no access is over.
        let kind = deed.organisation.kind.clone();
        let eyes = take_eyes(&mut deed.tx, services, deed.now, &kind, whom).await?;
        before.retain(|code| !eyes.contains(code));
        removed.extend(without(&eyes, &removed));
        let (here, by) = ((&target.account, whom), Actor::Person(permit.by()));
        ends::with_access(&mut deed.tx, services, deed.now, here, by).await?;
    }
    let wanted: Vec<String> = without(&new.rights, &before);
    // A right that the organisation lost meanwhile stays with who has it until it is taken off; new ones must be held.
    if let Some(refusal) = deed.not_held(&wanted).await? {
        return Ok(Err(refusal));
    }
    let (added, eyes) = four_eyes_of(services, &deed.organisation.kind, &wanted);
    let waiting = desk::rights_asked(&mut deed.tx, services, whom, deed.now).await?;
    let waiting = waiting.map(|asked| asked.rights).unwrap_or_default();
    let changed = ChangedRights {
        removed,
        asked: without(&eyes, &waiting),
        withdrawn: without(&waiting, &eyes),
        dates,
        from: new.valid_from,
        until,
        renew,
        added,
    };
    if changed.is_nothing() {
        return Ok(Err(Refusal::AlreadySo));
    }
    for code in &changed.added {
        let by = Giver::Admin(permit.by());
        grant(&mut deed.tx, services, deed.now, whom, code, by).await?;
    }
    let asked = (eyes.as_slice(), permit.by());
    desk::ask_rights(
        &mut deed.tx,
        services,
        deed.now,
        &target,
        &deed.organisation,
        asked,
    )
    .await?;
    if !changed.added.is_empty() {
        execute!(
            &mut deed.tx,
            sql::CLOSE_HELP_OF_KIND,
            whom.as_str(),
            HelpKind::MoreRights.code(),
            deed.now.unix_ms(),
            permit.by().as_str()
        )?;
    }
    for code in &changed.removed {
        take(&mut deed.tx, deed.now, whom, code).await?;
    }
    if !changed.removed.is_empty() {
        ends::with_post(&mut deed.tx, services, deed.now, &target.account).await?;
    }
    if changed.dates {
        let own_end = new.valid_until.filter(|_| stop.is_some());
        let moments = [new.valid_from, until, own_end].map(|at| at.map(Moment::unix_ms));
        execute!(
            &mut deed.tx,
            sql::SET_DATES,
            whom.as_str(),
            moments[0],
            moments[1],
            deed.now.unix_ms(),
            target.ended_at(deed.now).map(Moment::unix_ms),
            moments[2],
            stop.is_some()
        )?;
        if target.is_over(deed.now) {
            rewrite_words(&mut deed.tx, &target.account).await?;
            stand_in::ends_with_access(&mut deed, &target).await?;
        }
        if (begins || sooner) && target.role == Role::Admin {
            let let_in = (whom, Some(permit.by()));
            abandoned::note_admin(&mut deed.tx, services, deed.now, let_in).await?;
        }
    }
    tell(&mut deed, &target, (new.valid_from, until), &changed).await?;
    deed.done().await?;
    Ok(Ok(changed))
}

impl ChangedRights {
    const fn is_nothing(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.asked.is_empty()
            && self.withdrawn.is_empty()
            && !self.dates
    }
}

/// Tells somebody of rights that were given and taken, whoever did it (SEC-43); `by` is who did it alone and by choice.
pub(crate) async fn tell_rights(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    target: &Target,
    (by, by_name, organisation): (Option<&AccountId>, &str, &Organisation),
    (added, removed): (&[String], &[String]),
) -> Result<()> {
    let names = |codes| right_names(services, &organisation.kind, codes, target.language);
    let letter = Letter::RightsChanged {
        by: by_name.to_owned(),
        organisation: organisation.name.clone(),
        added: names(added),
        removed: names(removed),
    };
    let to = To::Account(&target.account);
    let draft = Draft::new(
        to,
        target.language,
        letter,
        by.map_or(Payer::Nobody, Payer::Person),
    )
    .about(&target.authorisation);
    post::queue(tx, services, now, draft).await
}

/// Rows and letters: one for rights, one for dates, each only if it happened.
async fn tell(
    deed: &mut Deed<'_>,
    target: &Target,
    (from, until): (Option<Moment>, Option<Moment>),
    changed: &ChangedRights,
) -> Result<()> {
    let by = deed.permit.by_name().to_owned();
    let organisation = deed.organisation.name.clone();
    if !changed.added.is_empty() || !changed.removed.is_empty() {
        let facts = json!({ "added": changed.added, "removed": changed.removed });
        deed.record(Event::RightsChanged, target, facts)?;
        if limits::may_tell(deed, target).await? {
            let by = (
                Some(deed.permit.by()),
                deed.permit.by_name(),
                &deed.organisation,
            );
            let rights = (changed.added.as_slice(), changed.removed.as_slice());
            tell_rights(&mut deed.tx, deed.services, deed.now, target, by, rights).await?;
        } else if !changed.added.is_empty() {
            deed.quietly().await?;
        }
    }
    if changed.dates {
        let moment = |at: Option<Moment>| at.map(Moment::unix_ms);
        let mut facts = json!({ "from": moment(from), "until": moment(until) });
        if matches!(
            target.access(deed.now),
            Access::Over | Access::Begins { .. }
        ) {
            // Whoever lets somebody in put them there (SEC-68): again after an end, or by a first day that was far away.
            facts["begins"] = true.into();
        }
        deed.record(Event::DatesChanged, target, facts)?;
        let letter = Letter::DatesChanged {
            by,
            organisation,
            from,
            until,
        };
        deed.tell(target, letter).await?;
        tell_of_admin(deed, target, (from, until)).await?;
    }
    Ok(())
}

/// Codes of the rights on an authorisation.
pub(crate) async fn rights_of(tx: &mut Tx, whom: &AuthorisationId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(sql::RIGHTS)
        .bind(whom.as_str())
        .fetch_all(c))?;
    Ok(rows.into_iter().map(|(code,)| code).collect())
}

/// What is in `all` and not in `without`, each once and in order of code.
fn without(all: &[String], without: &[String]) -> Vec<String> {
    let left: BTreeSet<&String> = all.iter().filter(|code| !without.contains(code)).collect();
    left.into_iter().cloned().collect()
}
