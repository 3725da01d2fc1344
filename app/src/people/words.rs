//! How it stands with somebody, in words: one place, so that list, page and notices say the same.
//! Pure functions of language and facts.

use std::time::Duration;

use domain::{
    Language, Moment,
    escalation::Stage,
    people::{
        AuthorisationState, BlockReason, Guard, Held, Helper, Lasts, PasswordState, Role, StandIn,
        Standing, What,
    },
    post::HelpKind,
};
use flows::{
    Policy,
    people::{Count, Course, HelpOpen, Person, StoppedBy, WholePerson, Why, restorable_until},
};

use crate::{parts::Mark, texts::people as say};

/// Mark and words of a standing.
pub fn standing(l: Language, person: &Person) -> (Mark, String) {
    match person.standing {
        Standing::Active => active(l, person),
        Standing::Invited { until } => (Mark::Wait, say::standing_invited(l, until.short_day(l))),
        Standing::InvitationExpired => (Mark::Warn, say::standing_invitation_expired(l).to_owned()),
        Standing::InvitationHeld(_) => (Mark::Warn, say::standing_invitation_held(l).to_owned()),
        Standing::Blocked(_) => (Mark::Warn, say::standing_blocked(l).to_owned()),
        Standing::PasswordDisabled => (Mark::Warn, say::standing_password_disabled(l).to_owned()),
        Standing::NotYet { from } => (Mark::Wait, say::standing_not_yet(l, from.short_day(l))),
        Standing::Ended { since } => (Mark::Off, say::standing_ended(l, last_day(l, since))),
        Standing::Stopped => (Mark::Wrong, say::standing_stopped(l).to_owned()),
        Standing::Unknown => (Mark::Warn, say::standing_unknown(l).to_owned()),
    }
}

fn active(l: Language, person: &Person) -> (Mark, String) {
    match (person.facts.valid_until, person.facts.password) {
        (_, PasswordState::Renew) => (Mark::Wait, say::standing_renew(l).to_owned()),
        (Some(until), _) => (Mark::Good, say::standing_ends(l, last_day(l, until))),
        (None, PasswordState::MustChange) => (Mark::Good, say::standing_must_change(l).to_owned()),
        (None, _) => (Mark::Good, say::standing_active(l).to_owned()),
    }
}

/// Whether an unblock is what helps.
pub const fn is_locked_out(standing: Standing) -> bool {
    matches!(standing, Standing::Blocked(_) | Standing::PasswordDisabled)
}

/// Why somebody is blocked, if it was the owner's own wish.
pub const fn own_wish(standing: Standing) -> Option<BlockReason> {
    match standing {
        Standing::Blocked(reason) if reason.at_owners_wish() => Some(reason),
        _ => None,
    }
}

/// Who unblocks somebody whom the reader does not; nothing if the reader does.
pub fn who_unblocks(l: Language, person: &Person, desk: &str) -> Option<String> {
    let name = person.name.greeting();
    match (person.reached(What::Account), person.guards.here) {
        (Ok(()), _) => None,
        // What somebody is elsewhere is not said: the service desk knows.
        (Err(_), Guard::LooksAfter(Lasts::WithRole)) => Some(say::only_desk(l, desk)),
        (Err(Helper::TwoAgents), Guard::AtDesk(_)) => Some(say::no_agent_text(l, name)),
        (Err(_), _) => Some(say::desk_unblocks(l, name, desk)),
    }
}

/// Who does what the reader does not do for somebody who is active.
pub fn who_helps(l: Language, whole: &WholePerson, desk: &str) -> Vec<String> {
    let (person, name) = (&whole.person, whole.person.name.greeting());
    let active = person.facts.state == AuthorisationState::Active;
    if person.you || !active || is_locked_out(person.standing) {
        return Vec::new();
    }
    let mut helps = Vec::new();
    match (person.reached(What::Account), person.reset_off_until) {
        (_, Some(until)) => helps.push(say::reset_off(l, until.day_and_time(l))),
        (Err(_), None) => helps.push(say::desk_sends_link(l, name, desk)),
        (Ok(()), None) => {}
    }
    helps.extend(match person.guards.here {
        Guard::LooksAfter(Lasts::WithRole) => {
            Some(say::desk_changes_number_of_admin(l, name, desk))
        }
        Guard::LooksAfter(Lasts::Until(until)) => {
            let until = until.day_and_time(l);
            Some(say::desk_changes_number(l, name, until, desk))
        }
        Guard::AtDesk(_) => Some(say::number_of_agent(l, name)),
        Guard::None | Guard::Unknown => None,
    });
    helps
}

/// The last day of access, when it ends at `until`: the day before, if that is a midnight.
pub fn last_day(l: Language, until: Moment) -> String {
    until.last_day().short_day(l)
}

/// Until when a stop at `at` can be taken back, if that is not as long as for most.
pub fn restorable_less(policy: &Policy, person: &Person, at: Moment) -> Option<Moment> {
    let until = restorable_until(policy, at, person.out_since);
    (until < at.plus(policy.restore)).then_some(until)
}

/// The day until which something can be taken back; at the end of it, the time too.
pub fn undo_until(l: Language, until: Moment, now: Moment) -> String {
    if until.since(now) < Duration::from_secs(24 * 60 * 60) {
        until.day_and_time(l)
    } else {
        until.short_day(l)
    }
}

/// Why an account is blocked.
pub const fn block(l: Language, reason: BlockReason) -> &'static str {
    match reason {
        BlockReason::PasswordOnKnownDevice => say::why_wrong_passwords(l),
        BlockReason::WrongCodes => say::why_wrong_codes(l),
        BlockReason::FrozenByOwner => say::why_frozen(l),
        BlockReason::ByDesk => say::why_by_desk(l),
        BlockReason::Unknown => say::why_unknown(l),
    }
}

/// What somebody asks for; whoever is invited has no account yet to log in with.
pub const fn question(l: Language, kind: HelpKind, standing: Standing) -> &'static str {
    match kind {
        HelpKind::CannotLogIn
            if matches!(
                standing,
                Standing::Invited { .. }
                    | Standing::InvitationExpired
                    | Standing::InvitationHeld(_)
            ) =>
        {
            say::why_cannot_set_up(l)
        }
        HelpKind::CannotLogIn => say::why_cannot_log_in(l),
        HelpKind::WrongNumber => say::why_wrong_number(l),
        HelpKind::MoreRights => say::why_more_rights(l),
    }
}

/// Why somebody needs help.
pub fn need(l: Language, why: &Why, standing: Standing, now: Moment) -> String {
    let fixed = match (why, standing) {
        (Why::Waits { until }, _) => return say::why_waits(l, until.time_seen_from(now, l)),
        (Why::Asked { kind, .. }, standing) => question(l, *kind, standing),
        (Why::InvitationExpired, _) => say::why_invitation_expired(l),
        (Why::InvitationHeld, _) => say::why_invitation_held(l),
        (Why::LockedOut, Standing::Blocked(reason)) => block(l, reason),
        (Why::LockedOut, _) => say::why_password_disabled(l),
    };
    fixed.to_owned()
}

/// Whether somebody who is invited says that it does not work: whatever the books say, nothing is promised of it.
pub fn is_stuck(whole: &WholePerson) -> bool {
    let asks = |help: &HelpOpen| help.kind == Some(HelpKind::CannotLogIn);
    matches!(whole.person.standing, Standing::Invited { .. }) && whole.help.iter().any(asks)
}

/// Can this person log in, and if not, why not: the sentence on top of the page.
pub fn diagnosis(l: Language, whole: &WholePerson, now: Moment) -> String {
    let (person, name) = (&whole.person, whole.person.name.greeting());
    let cannot = |why: &str| {
        let since = whole.blocked_at.map(|at| since(l, at, now).to_lowercase());
        let since = since.map_or_else(String::new, |since| format!(", {since}"));
        say::cannot_log_in(l, name, format!("{why}{since}"))
    };
    match person.standing {
        Standing::Active => match (whole.waits_until, person.facts.password, &whole.stopped) {
            (_, PasswordState::Renew, _) => say::chooses_by_mail(l, name),
            (Some(until), ..) => say::waits(l, name, until.time_seen_from(now, l)),
            (None, _, Some(stop)) => say::can_log_in_until(l, name, last_day(l, stop.at)),
            (None, PasswordState::MustChange, None) => say::can_log_in_must_change(l, name),
            (None, _, None) => say::can_log_in(l, name),
        },
        Standing::Invited { .. } if is_stuck(whole) => say::invitation_stuck(l, name),
        Standing::Invited { until } => say::is_invited(l, name, until.day_and_time(l)),
        Standing::InvitationExpired => say::invitation_ran_out(l, name),
        Standing::InvitationHeld(why) => match (why, sender(l, whole)) {
            (Held::Block, by) => say::invitation_held_block(l, name, by),
            (Held::Sender, by) => say::invitation_held_sender(l, name, by),
            (Held::Unknown, _) => say::invitation_held(l, name),
        },
        Standing::Blocked(reason) => cannot(match reason {
            BlockReason::PasswordOnKnownDevice => say::too_many_passwords(l),
            BlockReason::WrongCodes => say::too_many_codes(l),
            BlockReason::FrozenByOwner => say::froze(l),
            BlockReason::ByDesk => say::blocked_by_desk(l),
            BlockReason::Unknown => say::of_newer_version(l),
        }),
        Standing::PasswordDisabled => say::cannot_log_in(l, name, say::guessed(l)),
        Standing::NotYet { from } => say::starts(l, name, from.day(l)),
        Standing::Ended { since } => say::ended(l, name, last_day(l, since)),
        Standing::Stopped => stopped(l, name, whole.stopped.as_ref()),
        Standing::Unknown => say::cannot_log_in(l, name, say::of_newer_version(l)),
    }
}

/// Who sent an invitation, as sentences about it have it.
pub fn sender(l: Language, whole: &WholePerson) -> &str {
    let by = whole
        .invitation
        .as_ref()
        .and_then(|sent| sent.by.as_deref());
    by.unwrap_or_else(|| say::held_by_somebody(l))
}

fn stopped(l: Language, name: &str, stop: Option<&StoppedBy>) -> String {
    match stop {
        Some(StoppedBy {
            at, by: Some(by), ..
        }) => say::was_stopped_by(l, name, by, at.day(l)),
        Some(StoppedBy { at, by: None, .. }) => say::was_stopped(l, name, at.day(l)),
        None => say::was_stopped_once(l, name),
    }
}

/// "Sinds vandaag, 10.04 uur", "Sinds 3 november 2026, 9.12 uur".
pub fn since(l: Language, at: Moment, now: Moment) -> String {
    if at.amsterdam_date() == now.amsterdam_date() {
        say::since_today(l, at.time(l))
    } else {
        say::since(l, at.short_day(l), at.time(l))
    }
}

/// Who is asked next, and when: "Doet u niets, dan vragen wij om 14.30 uur iemand anders".
pub fn course(l: Language, course: Course, now: Moment) -> Option<String> {
    let when = course.next_at.map(|at| {
        if at.amsterdam_date() == now.amsterdam_date() {
            say::at_time(l, at.time(l))
        } else {
            say::at_day_and_time(l, at.day(l), at.time(l))
        }
    });
    match course.stage {
        Stage::First => when.map(|when| say::next_somebody(l, when)),
        Stage::Others => when.map(|when| say::next_desk(l, when)),
        Stage::Desk => Some(say::at_desk(l).to_owned()),
    }
}

/// Mark and words of a period in which somebody stands in, which is not over.
pub fn stand_in(l: Language, period: StandIn, now: Moment) -> (Mark, String) {
    let last = last_day(l, period.until);
    if period.runs(now) {
        (Mark::Good, say::stand_in_now(l, last))
    } else {
        let first = period.from.short_day(l);
        (Mark::Wait, say::stand_in_later(l, first, last))
    }
}

/// Whether somebody can be chosen to stand in.
pub fn can_stand_in(person: &Person) -> bool {
    person.role == Role::Employee && person.standing == Standing::Active
}

/// What somebody is.
pub const fn role(l: Language, role: Role) -> &'static str {
    match role {
        Role::Admin => say::role_admin(l),
        Role::Employee => say::role_employee(l),
        Role::Unknown => say::role_unknown(l),
    }
}

/// "12 medewerkers".
pub fn count(l: Language, count: Count) -> String {
    match (count.number, count.more) {
        (1, false) => say::count_one(l).to_owned(),
        (number, false) => say::count(l, number),
        (number, true) => say::count_more(l, number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: i8, day: i8) -> Moment {
        Moment::from_amsterdam_date(year, month, day).unwrap()
    }

    #[test]
    fn access_until_midnight_lasts_up_to_the_day_before() {
        assert_eq!(last_day(Language::Nl, day(2027, 1, 1)), "31 december 2026");
        let noon = day(2027, 1, 1).plus(std::time::Duration::from_secs(12 * 60 * 60));
        assert_eq!(last_day(Language::Nl, noon), "1 januari 2027");
    }

    #[test]
    fn today_is_called_today() {
        let minute = std::time::Duration::from_secs(60);
        let at = day(2026, 11, 20).plus(604 * minute);
        let later = day(2026, 11, 21);
        assert_eq!(
            since(Language::Nl, at, at.plus(minute)),
            "Sinds vandaag, 10.04 uur"
        );
        assert_eq!(
            since(Language::Nl, at, later),
            "Sinds 20 november 2026, 10.04 uur"
        );
    }

    #[test]
    fn one_person_is_not_called_people() {
        for (number, more, words) in [
            (1, false, "1 medewerker"),
            (12, false, "12 medewerkers"),
            (1000, true, "meer dan 1000 medewerkers"),
        ] {
            assert_eq!(count(Language::Nl, Count { number, more }), words);
        }
    }

    #[test]
    fn a_question_says_who_is_asked_next_and_when() {
        let minute = std::time::Duration::from_secs(60);
        let noon = day(2026, 11, 20).plus(720 * minute);
        let told = |stage, next_at| course(Language::Nl, Course { stage, next_at }, noon);
        for (stage, next_at, words) in [
            (
                Stage::First,
                Some(noon.plus(150 * minute)),
                Some("Doet u niets, dan vragen wij om 14.30 uur iemand anders"),
            ),
            (
                Stage::Others,
                Some(day(2026, 11, 23).plus(600 * minute)),
                Some(
                    "Doet u niets, dan vragen wij op maandag 23 november 2026 om 10.00 uur de servicedesk",
                ),
            ),
            (
                Stage::Desk,
                None,
                Some("Deze vraag ligt nu ook bij de servicedesk"),
            ),
            (Stage::Others, None, None),
        ] {
            assert_eq!(told(stage, next_at).as_deref(), words, "{stage:?}");
        }
    }

    #[test]
    fn every_need_has_its_own_words() {
        let standings = [
            Standing::Blocked(BlockReason::PasswordOnKnownDevice),
            Standing::Blocked(BlockReason::WrongCodes),
            Standing::Blocked(BlockReason::FrozenByOwner),
            Standing::PasswordDisabled,
        ];
        for l in [Language::Nl, Language::En] {
            let now = day(2026, 11, 20);
            let mut words: Vec<String> = standings
                .iter()
                .map(|at| need(l, &Why::LockedOut, *at, now))
                .collect();
            let until = day(2026, 11, 21);
            words.push(need(l, &Why::Waits { until }, Standing::Active, now));
            words.push(need(
                l,
                &Why::InvitationExpired,
                Standing::InvitationExpired,
                now,
            ));
            words.extend(
                [
                    HelpKind::CannotLogIn,
                    HelpKind::WrongNumber,
                    HelpKind::MoreRights,
                ]
                .map(|kind| question(l, kind, Standing::Active).to_owned()),
            );
            let all = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), all, "{words:?}");
        }
    }
}
