//! `/servicedesk/aanvragen/{id}`: one request, what speaks for it and against it, and the next thing to do.

use axum::extract::Path;
use domain::{
    Language,
    appointments::{Check, Review, Stage, State},
};
use flows::appointments::{Case, Happened, Refused, Step};
use leptos::prelude::*;

use super::{PATH, address, case_at, words};
use crate::{
    appointments::story,
    bridge::{Answer, Ask, Flash, Screen},
    desk::{address as person, eyes},
    parts::{Act, Acts, Fact, History, Key, Mark, Page, SEEN, Section, StateMark, SummaryList},
    texts::{appointments as public, appointments_desk as say, log},
};

/// Shows it.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, case) = case_at(&ask, &id).await?;
    let l = ask.language;
    let title = case.asked.reference.to_string();
    let company = case.asked.company.clone().unwrap_or_default();
    let lead = say::case_lead(l, case.asked.name.full(), &company);
    let facts = facts(&ask, &case);
    let flash = ask.told().await?.map(Flash::view);
    let keys_on = ask.keys();
    let you = caller.name.clone();
    let kind = ask.services().catalogue.kind(&case.asked.kind);
    let number = kind.map_or("", |kind| kind.number_name.get(l)).to_owned();
    Screen::new(title.clone())
        .seen_by(&caller)
        .at_desk(&ask)
        .kept_fresh(waits(l, &case).is_some())
        .show(&ask, move || {
            let key = |key: Key| keys_on.then_some(key);
            let next = next_step(l, &case, &key);
            let others = others(l, &case, next.as_ref(), &key);
            let acts: Vec<Act> = next.into_iter().collect();
            let checks: Vec<_> = case
                .checks
                .iter()
                .map(|check| words::check(l, &number, check))
                .map(|(mark, text)| view! { <li><StateMark mark text /></li> })
                .collect();
            let noted = answer_noted(l, &case);
            // What an approval made true speaks for it no more.
            let decided = case.asked.authorisation.is_some();
            let events = story::history(l, &case.story);
            let note = waits(l, &case).map(|text| view! { <p>{text}</p> });
            // Two who see the same page would call the same company.
            let taker = taken_by(l, &case).filter(|(name, _)| *name != you);
            let taker = taker.map(|(_, text)| view! { <p>{text}</p> });
            let news = view! { {flash} {taker} {note} }.into_any();
            let back = Act::link(say::back_to_queue(l), PATH);
            let aside = beside(l, facts);
            view! {
                <Page title=title lead=lead back=back news=news acts wide=true fresh=true aside=aside>
                    <Acts acts=others class="links" />
                    {(!decided).then(|| view! {
                        <Section id="checks" title=say::checks(l)>
                            <ul class="checks" role="list">{checks} {noted}</ul>
                        </Section>
                    })}
                    <Section id="story" title=public::status_story(l)>
                        <History events />
                    </Section>
                </Page>
            }
        })
        .await
}

/// That the answer to the last question came by telephone: whoever decides on it knows that only a colleague heard it.
fn answer_noted(l: Language, case: &Case) -> Option<impl IntoView + use<>> {
    let answer = |step: &&Step| matches!(step.what, Happened::Answer | Happened::AnswerNoted);
    let last = case.story.iter().rfind(answer)?;
    (last.what == Happened::AnswerNoted).then(|| {
        let by = last.by.clone().unwrap_or_else(|| log::desk(l).to_owned());
        view! { <li><StateMark mark=Mark::Warn text=say::answer_by_telephone(l, by) /></li> }
    })
}

/// A key that presses a button, while keys are on.
type KeyOf<'a> = &'a dyn Fn(Key) -> Option<Key>;

/// The one thing to do now.
fn next_step(l: Language, case: &Case, key: KeyOf<'_>) -> Option<Act> {
    let at = |deed: &str| address(&case.asked.id, deed);
    let seen = case.seen.as_str();
    Some(match &case.asked.state {
        State::Confirmed => Act::post(say::take(l), at("behandelen"))
            .primary()
            .key(key(Key::I)),
        // Nothing that is found out changes that, so nobody calls the company for it.
        State::InReview(_) if is_refused(case).is_some() => {
            Act::link(say::reject(l), at("afwijzen"))
                .primary()
                .key(key(Key::X))
        }
        State::InReview(review) if !review.organisation => {
            match (&case.organisation, &case.asked.number) {
                (Some(_), Some(number)) => Act::post(say::link(l), at("bedrijf"))
                    .with(super::company::NUMBER, number)
                    .with(SEEN, seen)
                    .primary()
                    .key(key(Key::K)),
                _ => Act::link(say::company(l), at("bedrijf"))
                    .primary()
                    .key(key(Key::K)),
            }
        }
        State::InReview(review) if !review.called_back => {
            Act::link(say::call_back(l), at("terugbellen"))
                .primary()
                .key(key(Key::T))
        }
        // Whoever is no second pair of eyes here is told why instead.
        State::InReview(_) if case.not_yours.is_some() => return None,
        State::InReview(review) if review.verified_by.is_none() => {
            Act::post(say::verify(l), at("akkoord"))
                .with(SEEN, seen)
                .primary()
                .key(key(Key::A))
        }
        State::InReview(_) if stops(case) => return None,
        State::InReview(_) if !case.verified_by_you => Act::post(say::approve(l), at("goedkeuren"))
            .with(SEEN, seen)
            .primary()
            .key(key(Key::G)),
        State::Approved { .. } if case.is_shut => {
            let whom = case.asked.authorisation.as_ref()?;
            Act::link(say::send_again(l), person(whom, "")).primary()
        }
        _ => return None,
    })
}

/// Whether an admin there stops the access of the applicant: then nobody approves, and the checks say why.
fn stops(case: &Case) -> bool {
    let stop = |check: &Check| matches!(check, Check::AccessEnds(ends) if ends.stopped);
    case.checks.iter().any(stop)
}

/// Why nobody can vouch for it, whatever they find out: the company knows the mailbox as that of somebody else, or the person by another.
fn is_refused(case: &Case) -> Option<Refused> {
    case.checks.iter().find_map(|check| match check {
        Check::SomebodyElse(_) => Some(Refused::SomebodyElse),
        Check::OtherAddress => Some(Refused::OtherAddress),
        _ => None,
    })
}

/// What else can be done.
fn others(l: Language, case: &Case, next: Option<&Act>, key: KeyOf<'_>) -> Vec<Act> {
    let at = |deed: &str| address(&case.asked.id, deed);
    let mut acts = Vec::new();
    if case.asked.state.stage() == Stage::InReview {
        // A call proves something of the company that was chosen, so there has to be one.
        if case
            .asked
            .state
            .review()
            .is_some_and(|review| review.organisation)
        {
            acts.push(Act::link(say::call_back(l), at("terugbellen")).key(key(Key::T)));
        }
        // While the button that says which company this is has the letter, the page that says another has none.
        let company_is_next = next.is_some_and(|next| next.does_at(&at("bedrijf")));
        let company = (!company_is_next).then_some(Key::K).and_then(key);
        acts.push(Act::link(say::company(l), at("bedrijf")).key(company));
        acts.push(Act::link(say::question(l), at("vraag")).key(key(Key::V)));
    }
    if case.asked.state.stage() == Stage::QuestionAsked {
        acts.push(Act::link(say::answer(l), at("antwoord")).key(key(Key::A)));
    }
    if matches!(
        case.asked.state.stage(),
        Stage::Confirmed | Stage::InReview | Stage::QuestionAsked
    ) {
        acts.push(Act::link(say::reject(l), at("afwijzen")).key(key(Key::X)));
    }
    acts.retain(|act| next.is_none_or(|next| !next.does_as(act)));
    acts
}

/// Who of the desk took a request up that is not decided yet, and that in words.
pub(super) fn taken_by(l: Language, case: &Case) -> Option<(String, String)> {
    let open = matches!(
        case.asked.state.stage(),
        Stage::InReview | Stage::QuestionAsked
    );
    let mut steps = case.story.iter().filter(|_| open);
    let taken = steps.rfind(|step| step.what == Happened::Taken)?;
    let name = taken.by.clone()?;
    let text = say::taken_by(l, &name, taken.at.day_and_time(l));
    Some((name, text))
}

/// What the request waits for, if not for whoever looks.
fn waits(l: Language, case: &Case) -> Option<String> {
    let ready = |review: &Review| review.organisation && review.called_back;
    if let (Stage::InReview, Some(refused)) = (case.asked.state.stage(), is_refused(case)) {
        return Some(words::refused(l, &refused).to_owned());
    }
    let text = match (&case.asked.state, case.not_yours) {
        (State::InReview(review), Some(why)) if ready(review) && !case.verified_by_you => {
            return Some(eyes::why(l, why));
        }
        (State::InReview(review), _) if review.verified_by.is_some() && stops(case) => {
            say::no_stop_planned(l)
        }
        (State::InReview(review), _) if review.verified_by.is_some() && case.verified_by_you => {
            say::colleague_approves(l)
        }
        (State::QuestionAsked { .. }, _) => say::applicant_answers(l),
        (State::Approved { .. }, _) if case.is_shut => say::admin_is_shut(l),
        (State::Approved { .. }, _) => say::admin_activates(l),
        _ => return None,
    };
    Some(text.to_owned())
}

/// The facts of a request, beside what is done with it.
pub(super) fn beside(l: Language, facts: Vec<Fact>) -> AnyView {
    view! {
        <Section id="facts" title=say::facts(l)>
            <SummaryList facts />
        </Section>
    }
    .into_any()
}

/// What a request says, and how far it is.
pub(super) fn facts(ask: &Ask, case: &Case) -> Vec<Fact> {
    let (l, asked) = (ask.language, &case.asked);
    let form = ask.portal.appointments.of_kind(&asked.kind);
    let number_name = ask.services().catalogue.kind(&asked.kind);
    let number_name = number_name.map_or("", |kind| kind.number_name.get(l));
    let (mark, text) = words::stage(l, asked.state.stage(), asked.verified_by.is_some());
    let mut facts = vec![Fact::view(
        public::status_now(l),
        view! { <StateMark mark text /> }.into_any(),
    )];
    let mut add = |term: &str, value: Option<String>| {
        facts.extend(
            value
                .filter(|value| !value.is_empty())
                .map(|value| Fact::new(term, value)),
        );
    };
    add(
        say::organisation(l),
        case.organisation.as_ref().map(|found| {
            let known = asked.organisation.is_some();
            let what = if known { say::linked(l) } else { say::found(l) };
            format!("{}, {} ({what})", found.name, found.number)
        }),
    );
    add(
        say::organisation(l),
        asked.new_company.as_ref().map(|new| {
            let what = say::new_company(l);
            format!("{}, {} ({what})", new.name, new.number)
        }),
    );
    add(public::company(l), asked.company.clone());
    add(number_name, asked.number.clone());
    add(public::status_who(l), Some(asked.name.full()));
    add(public::initials(l), Some(asked.name.initials().to_owned()));
    let sex = asked
        .sex
        .map(|sex| crate::appointments::fields::sex_text(l, sex).to_owned());
    add(public::sex(l), sex);
    add(public::email(l), Some(asked.email.for_display()));
    add(public::mobile(l), Some(asked.mobile.masked()));
    let there = case.number_there.as_ref();
    add(
        say::number_there(l),
        there.map(|number| say::number_there_text(l, number.masked())),
    );
    for (code, text) in &asked.answers {
        let label = form.map_or_else(|| code.clone(), |form| form.own_label(code, l));
        add(&label, Some(text.clone()));
    }
    add(public::remark(l), asked.remark.clone());
    add(say::submitted(l), Some(asked.submitted_at.day_and_time(l)));
    let late = asked.state.stage().is_late(asked.reply_by, ask.now);
    let is_asked = asked.state.stage() == Stage::QuestionAsked;
    let promised = asked.reply_by.filter(|_| !is_asked);
    let promised = promised.map(|by| by.day(l));
    add(say::promised(l), promised.clone().filter(|_| !late));
    add(say::status_late(l), promised.filter(|_| late));
    facts
}
