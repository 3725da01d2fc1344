//! `/beheer/medewerkers/{id}`: one person, the whole story. On top whether they can log in and if not why not,
//! with the button that solves it; then the facts, what they may do, what was sent, what happened.

use axum::extract::Path;
use domain::{
    AuthorisationId, Language, Moment,
    organisations::Kind,
    people::{AuthorisationState, Held, Role, Standing, What},
    post::HelpKind,
};
use flows::people::{HelpOpen, RightHeld, WholePerson};
use leptos::prelude::*;

use super::{
    ADMINS, LIST, access,
    acts::{Deeds, Place, SEND_AGAIN},
    invite_form::SAME_AS,
    person_at,
    rights::{names_of, right_name},
    rights_undo, words,
};
use crate::{
    bridge::{Answer, Ask, Flash, Screen},
    log::{self, Story},
    parts::{
        Act, Acts, Event, Fact, History, Notice, NoticeKind, Page, SEEN, Section, SummaryList,
    },
    texts::people as say,
    words::masked,
};

/// Shows one person.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, permit, whole) = person_at(&ask, &id).await?;
    let chooses_admins = permit.authority().chooses_admins();
    let (l, now) = (ask.language, ask.now);
    let called = ask.help_desk().await?.with_number(l);
    let kind = ask.services().catalogue.kind(&caller.kind).cloned();
    let told = ask.told().await?;
    let refused = told.as_ref().is_some_and(Flash::is_wrong);
    let news = told.map(Flash::view);
    let name = whole.person.name.full();
    let diagnosis = words::diagnosis(l, &whole, now);
    let undo = rights_undo::offered(&ask, &whole).await?;
    Screen::new(name.clone())
        .seen_by(&caller)
        .show(&ask, move || {
            let deeds = Deeds {
                l,
                person: &whole.person,
                place: Place::Person,
            };
            let questions = whole
                .help
                .iter()
                .map(|help| question(deeds, help, kind.as_ref(), now))
                .collect_view();
            let out = words::is_locked_out(whole.person.standing) && !whole.person.you;
            let desk = out.then(|| words::who_unblocks(l, &whole.person, &called)).flatten();
            let helps = words::who_helps(l, &whole, &called);
            let ask_first = desk.is_none() && out && !refused;
            let ask_first = ask_first.then(|| ask_first_of(l, &whole)).flatten();
            // A refusal has just said who helps.
            let helps = desk.into_iter().chain(helps).filter(|_| !refused);
            let helps = helps.map(|text| view! { <p>{text}</p> });
            let held = whole.person.within_reach.then(|| held_of(l, &whole)).flatten();
            let news = view! { {news} {ask_first} {held} {questions} {helps.collect_view()} }.into_any();
            let back = Act::link(say::back_to_list(l), LIST);
            let kind = kind.as_ref();
            let acts = acts(deeds, &whole, now);
            let body = view! {
                {data(deeds, &whole, chooses_admins, now)}
                {rights(deeds, &whole, kind, undo, now)}
                {sent(l, &whole)}
                {story(l, &whole, &name, kind)}
            }
            .into_any();
            view! { <Page title=name.clone() lead=diagnosis back=back news=news acts=acts wide=true>{body}</Page> }
        })
        .await
}

/// Before an unblock of somebody who wanted the block: what to ask, and what to send after it.
fn ask_first_of(l: Language, whole: &WholePerson) -> Option<impl IntoView + use<>> {
    words::own_wish(whole.person.standing)?;
    let name = whole.person.name.greeting();
    let (title, text) = (say::ask_first(l, name), say::ask_first_text(l, name));
    Some(view! { <Notice kind=NoticeKind::Warn title=title><p>{text}</p></Notice> })
}

/// Before an invitation that is held is sent again: whom to ask. The button is the answer.
fn held_of(l: Language, whole: &WholePerson) -> Option<impl IntoView + use<>> {
    let Standing::InvitationHeld(why) = whole.person.standing else {
        return None;
    };
    let name = whole.person.name.greeting();
    let text = match why {
        Held::Block => say::held_ask_block(l, name, words::sender(l, whole)),
        Held::Sender | Held::Unknown => say::held_ask(l, name),
    };
    let title = say::held_ask_first(l, name);
    Some(view! { <Notice kind=NoticeKind::Warn title=title><p>{text}</p></Notice> })
}

/// What this person asked, what answers it, and the way to say that it was dealt with.
fn question(
    deeds: Deeds<'_>,
    help: &HelpOpen,
    kind: Option<&Kind>,
    now: Moment,
) -> impl IntoView + use<> {
    let l = deeds.l;
    let title = help.kind.map_or(say::asks_something(l), |kind| {
        words::question(l, kind, deeds.person.standing)
    });
    let mut acts: Vec<Act> = Vec::new();
    acts.extend(help.kind.and_then(|kind| deeds.answering(kind)));
    acts.extend(deeds.closing(&help.id));
    let since = words::since(l, help.since, now);
    let next = words::course(l, help.course, now).map(|next| view! { <p>{next}"."</p> });
    let wanted = match names_of(l, kind, &help.wanted) {
        Some(names) => Some(say::wants(l, names)),
        None if help.kind == Some(HelpKind::MoreRights) => {
            Some(say::wants_unsaid(l, deeds.person.name.greeting()))
        }
        None => None,
    };
    let wanted = wanted.map(|wanted| view! { <p>{wanted}</p> });
    view! { <Notice kind=NoticeKind::Warn title=title acts>{wanted}<p>{since}"."</p>{next}</Notice> }
}

/// Whether access is over and nobody can take that back any more.
pub(super) fn is_past_restoring(whole: &WholePerson, now: Moment) -> bool {
    let over = matches!(
        whole.person.standing,
        Standing::Stopped | Standing::Ended { .. }
    );
    over && whole.restore_until.is_none_or(|until| until <= now)
}

/// What can be done here: first what helps.
fn acts(deeds: Deeds<'_>, whole: &WholePerson, now: Moment) -> Vec<Act> {
    let (l, person) = (deeds.l, &whole.person);
    let mut acts: Vec<Act> = Vec::new();
    // A question above has this button already.
    let cannot_log_in = Some(HelpKind::CannotLogIn);
    let asked = whole.help.iter().any(|help| help.kind == cannot_log_in);
    acts.extend(deeds.helping().filter(|_| !asked));
    if person.you || !person.within_reach {
        return acts;
    }
    let in_time = !is_past_restoring(whole, now);
    let restorable = in_time && whole.stopped.is_some();
    let over = matches!(person.standing, Standing::Ended { .. });
    let restore = || {
        // Before the last working day there is nothing to restore yet.
        let label = match person.facts.state {
            AuthorisationState::Active if !over => say::drop_end(l),
            _ => say::restore(l),
        };
        let restore = deeds.post(label, "toegang-herstellen");
        restore.second().with(SEEN, whole.stop_seen.as_str())
    };
    match person.facts.state {
        AuthorisationState::Stopped if restorable => {
            acts.push(restore());
        }
        AuthorisationState::Stopped | AuthorisationState::Active if !in_time => {
            let again = Act::link(say::invite_back(l), super::invite::PATH);
            acts.push(again.about(person.name.full()));
        }
        AuthorisationState::Stopped | AuthorisationState::Unknown => {}
        AuthorisationState::Invited => {
            let again = matches!(person.standing, Standing::Invited { .. }) && !asked;
            acts.extend(again.then(|| deeds.send_invitation().second()));
            if matches!(person.standing, Standing::InvitationHeld(_)) {
                acts.push(deeds.on_invitation(say::held_send(l), SEND_AGAIN).second());
            }
            acts.push(deeds.on_invitation(say::withdraw(l), "uitnodiging-intrekken"));
        }
        AuthorisationState::Active => {
            let waits = whole.waits_until.is_some() && person.standing == Standing::Active;
            if waits {
                acts.extend(deeds.not_waiting());
            } else {
                acts.extend(deeds.send_link());
            }
            if restorable {
                acts.push(restore());
            } else if over {
                acts.push(deeds.go(say::new_end(l), access::PAGE).primary());
            }
            let same = format!("{}?{SAME_AS}={}", super::invite::PATH, person.id);
            acts.push(Act::link(say::invite_same(l), same).about(person.name.full()));
            acts.extend((!over).then(|| deeds.go(say::leave(l), "uit-dienst")));
        }
    }
    acts
}

fn data(
    deeds: Deeds<'_>,
    whole: &WholePerson,
    chooses_admins: bool,
    now: Moment,
) -> impl IntoView + use<> {
    let (title, facts) = (
        say::facts(deeds.l),
        facts(deeds, whole, chooses_admins, now),
    );
    view! { <Section id="gegevens" title=title><SummaryList facts=facts /></Section> }
}

fn facts(deeds: Deeds<'_>, whole: &WholePerson, chooses_admins: bool, now: Moment) -> Vec<Fact> {
    let (l, person) = (deeds.l, &whole.person);
    let may = deeds.everyday();
    let change = |page: &str, what: &str| {
        let act = Act::link(say::change(l), super::address(&person.id, page)).about(what);
        Some(act).filter(|_| !may.is_empty())
    };
    let mut mobile = Fact::view(say::mobile(l), masked(l, &person.mobile_masked));
    if let Some(at) = whole.mobile_changed_at {
        mobile = mobile.more(say::mobile_changed(l, at.short_day(l)));
    }
    if deeds.changes_number()
        && let Some(act) = change("mobiel", say::mobile(l))
    {
        mobile = mobile.act(act);
    }
    let mut access = Fact::new(say::access(l), dates(l, whole));
    let ended = matches!(person.standing, Standing::Ended { .. });
    let is_over = ended || person.standing == Standing::Stopped;
    let over = is_past_restoring(whole, now);
    access = match whole
        .restore_until
        .map(|until| words::undo_until(l, until, now))
    {
        _ if over => access.more(say::restore_no_more(l).to_owned()),
        // What still runs is not restored.
        Some(_) if !is_over => access,
        Some(until) if whole.stopped.is_some() => access.more(say::restore_until(l, until)),
        Some(until) if ended => access.more(say::move_date_until(l, until)),
        _ => access,
    };
    if let Some(act) = change(access::PAGE, say::access(l)).filter(|_| !over) {
        access = access.act(act);
    }
    let can_be_admin = chooses_admins
        && person.standing == Standing::Active
        && person.role == Role::Employee
        && !person.you;
    let role = if can_be_admin {
        let make = format!("{ADMINS}/{}/aanwijzen", person.id);
        Act::link(say::admin_make(l), make).about(person.name.full())
    } else {
        Act::link(say::role_change(l), ADMINS)
    };
    let login = person
        .last_login_at
        .map_or_else(|| say::never(l).to_owned(), |at| at.day_and_time(l));
    let mut login = Fact::new(say::last_login_label(l), login);
    if person.standing == Standing::Active && deeds.mine(What::Keys) {
        login = login.act(deeds.log_out());
    }
    let mut email = Fact::new(say::email(l), &person.email);
    if person.facts.state == AuthorisationState::Invited {
        email = email.more(say::email_wrong(l));
    }
    let mut facts = vec![
        email,
        mobile,
        Fact::new(say::access_code(l), &person.access_code)
            .more(say::access_code_what(l, person.name.greeting())),
        Fact::new(say::role_label(l), words::role(l, person.role)).act(role),
        access,
        login,
    ];
    if can_be_admin || person.stand_in.is_some() {
        facts.insert(4, stand_in(deeds, chooses_admins, now));
    }
    facts.extend(whole.invitation.as_ref().map(|invitation| {
        let until = invitation
            .until
            .filter(|_| matches!(person.standing, Standing::Invited { .. }));
        let more = until.map_or_else(
            || say::invitation_over(l).to_owned(),
            |until| say::invitation_works_until(l, until.day_and_time(l)),
        );
        let sent = say::invitation_sent_on(l, invitation.sent_at.short_day(l));
        let sent = Fact::new(say::invitation_label(l), sent);
        match words::is_stuck(whole) {
            true => sent,
            false => sent.more(more),
        }
    }));
    facts.extend(
        whole
            .activated_at
            .map(|at| Fact::new(say::activated_label(l), at.short_day(l))),
    );
    facts
}

/// Whether this person stands in for the admins, and the page where that is decided.
fn stand_in(deeds: Deeds<'_>, chooses_admins: bool, now: Moment) -> Fact {
    let (l, person) = (deeds.l, deeds.person);
    let state = person.stand_in.map_or_else(
        || say::stand_in_not(l).to_owned(),
        |period| words::stand_in(l, period, now).1,
    );
    let fact = Fact::new(say::stand_in_label(l), state);
    if !chooses_admins {
        return fact;
    }
    let appoint = format!("{}?wie={}", super::stand_in::PATH, person.id);
    fact.act(Act::link(say::stand_in_title(l), appoint).about(person.name.full()))
}

fn dates(l: Language, whole: &WholePerson) -> String {
    let from = whole.person.facts.valid_from.map(|from| from.short_day(l));
    let until = whole.person.facts.valid_until;
    match (from, until.map(|until| words::last_day(l, until))) {
        (None, None) => say::access_no_dates(l).to_owned(),
        (Some(from), None) => say::access_from(l, from),
        (None, Some(until)) => say::access_until(l, until),
        (Some(from), Some(until)) => say::access_between(l, from, until),
    }
}

fn rights(
    deeds: Deeds<'_>,
    whole: &WholePerson,
    kind: Option<&Kind>,
    undo: Option<Act>,
    now: Moment,
) -> impl IntoView + use<> {
    let l = deeds.l;
    let may = !deeds.everyday().is_empty() && !is_past_restoring(whole, now);
    let change = may.then(|| deeds.go(say::change(l), "autorisaties"));
    let acts: Vec<Act> = change.into_iter().chain(undo.filter(|_| may)).collect();
    let side = view! { <Acts acts class="row-actions" /> }.into_any();
    let mut held: Vec<&RightHeld> = whole.rights.iter().collect();
    held.sort_by_key(|right| kind.map_or(0, |kind| kind.place_of(&right.code)));
    let held = held.into_iter().map(|right| {
        let name = right_name(l, kind, &right.code);
        Fact::new(name, right_since(l, right))
    });
    let asked = whole.asked.iter().flat_map(|asked| {
        let until = asked.until.day_and_time(l);
        let name = |code: &String| right_name(l, kind, code);
        let waits = move |code| Fact::new(name(code), say::right_waits(l, &until));
        asked.rights.iter().map(waits)
    });
    let held: Vec<Fact> = held.chain(asked).collect();
    let list = if held.is_empty() {
        view! { <p>{say::rights_none(l)}</p> }.into_any()
    } else {
        view! { <SummaryList facts=held /> }.into_any()
    };
    view! { <Section id="autorisaties" title=say::rights_title(l) side=side>{list}</Section> }
}

/// Since when, by whom, and whether it works.
pub(super) fn right_since(l: Language, right: &RightHeld) -> String {
    let day = right.since.short_day(l);
    match (&right.by, right.works) {
        (_, false) => say::right_not_held(l).to_owned(),
        (Some(by), true) => say::right_since_by(l, day, by),
        (None, true) => say::right_since(l, day),
    }
}

fn sent(l: Language, whole: &WholePerson) -> impl IntoView + use<> {
    let events: Vec<Event> = whole
        .deliveries
        .iter()
        .filter_map(|letter| Some(event(l, letter.created_at, log::delivery(l, letter)?)))
        .collect();
    let list = if events.is_empty() {
        view! { <p>{say::deliveries_none(l, whole.person.name.greeting())}</p> }.into_any()
    } else {
        view! { <History events /> }.into_any()
    };
    view! { <Section id="berichten" title=say::deliveries(l)>{list}</Section> }
}

fn story(
    language: Language,
    whole: &WholePerson,
    name: &str,
    kind: Option<&Kind>,
) -> impl IntoView + use<> {
    let l = language;
    let about = Some(name);
    let story = Story {
        language,
        kind,
        about,
    };
    let events: Vec<Event> = whole
        .history
        .iter()
        .map(|row| event(l, row.at, story.tell(row)))
        .collect();
    let all = vec![Act::link(say::history_all(l), in_log(&whole.person.id))];
    if events.is_empty() {
        return view! {
            <Section id="geschiedenis" title=say::history(l)>
                <p>{say::history_none(l)}</p>
                <Acts acts=all class="row-actions" />
            </Section>
        }
        .into_any();
    }
    let side = view! { <Acts acts=all class="row-actions" /> }.into_any();
    view! {
        <Section id="geschiedenis" title=say::history(l) side=side>
            <History events />
        </Section>
    }
    .into_any()
}

fn in_log(id: &AuthorisationId) -> String {
    format!("{}?wie={id}", log::PATH)
}

fn event(l: Language, at: Moment, what: String) -> Event {
    Event {
        datetime: at.datetime_attribute(),
        when: say::moment(l, at.short_day(l), at.time(l)),
        what,
    }
}
