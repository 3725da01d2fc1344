//! `…/gebruikers/{id}`: why this person cannot get in, in one sentence, and the button that solves it. Beside it who they
//! are, and what happened, newest first.

use axum::extract::Path;
use domain::{
    AuthorisationId, Language, Moment,
    desk::{Remedy, Why},
    people::{AuthorisationState, PasswordState, Standing},
};
use flows::desk::{DeskPerson, Happened, person};
use leptos::prelude::*;

use super::{address, diagnosis, keys, search::search_box, words};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop},
    log::{self, Story},
    parts::{
        Act, Acts, Event, Fact, History, Key, Notice, NoticeKind, Page, Section, Select,
        SummaryList,
    },
    texts::{desk as say, people},
    words::masked,
};

/// Shows one person.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, permit) = ask.desk().await?;
    let id = AuthorisationId::parse(&id).ok_or(Stop::NotFound)?;
    let way = ask.came_by().await?;
    let person = person(ask.services(), &permit, &id, way).await?;
    let person = person.ok_or(Stop::NotFound)?;
    let (l, now, keys_on) = (ask.language, ask.now, ask.keys());
    let kind = ask
        .services()
        .catalogue
        .kind(&person.organisation_kind)
        .cloned();
    let number = words::number(&ask, &person.organisation_kind, &person.organisation_number);
    let told = ask.told().await?.map(Flash::view);
    let title = diagnosis::sentence(l, &person, ask.now);
    let name = person.name.full();
    Screen::new(title.clone())
        .seen_by(&caller)
        .at_desk(&ask)
        .show(&ask, move || {
            let role = crate::people::role(l, person.role);
            let lead = say::person_lead(l, &name, role, &person.organisation_name);
            let back = Act::link(
                say::to_company(l, &person.organisation_name),
                super::organisation::address(&person.organisation),
            );
            let story = Story {
                language: l,
                kind: kind.as_ref(),
                about: Some(&name),
            };
            let happened = happened(l, &person, story);
            let facts = facts(l, &person, number);
            let aside = view! {
                <Section id="gegevens" title=people::facts(l)>
                    <SummaryList facts />
                </Section>
            }
            .into_any();
            let news = view! { {told} {checked(l, &person, now)} }.into_any();
            let deeds = deeds(l, &person, keys_on);
            view! {
                <Page title=title lead=lead back=back news=news wide=true aside=aside>
                    {deeds}
                    {happened}
                    {search_box(l, "", None, false)}
                    {keys::listen(keys_on)}
                </Page>
            }
        })
        .await
}

/// Whether the caller was checked, and until when.
fn checked(l: Language, person: &DeskPerson, now: Moment) -> Option<impl IntoView + use<>> {
    let until = person.checked_until?;
    let until = until.time_seen_from(now, l);
    let title = say::checked_until(l, person.name.greeting(), until);
    Some(view! { <Notice kind=NoticeKind::Good title=title /> })
}

fn deeds(l: Language, person: &DeskPerson, keys_on: bool) -> AnyView {
    if person.you {
        return view! { <p>{say::yourself(l)}</p> }.into_any();
    }
    let key = |key: Key| keys_on.then_some(key);
    let note = Act::link(say::note(l), address(&person.id, "notitie")).key(key(Key::N));
    if person.checked_until.is_none() {
        let send = address(&person.id, "beller-controleren/versturen");
        let sms = Act::post(say::check_caller(l), &send)
            .with("kanaal", "sms")
            .key(key(Key::C))
            .primary();
        let mail = Act::post(say::check_by_mail(l), &send).with("kanaal", "mail");
        let back = Act::link(say::call_back(l), address(&person.id, "terugbellen"));
        return view! {
            <p>{say::check_first(l, person.name.greeting())}</p>
            <Acts acts=vec![sms, mail.second()] class="page-actions" />
            <Acts acts=vec![back, note] class="links" />
        }
        .into_any();
    }
    let refer = (!person.ours()).then(|| refer(l, person));
    view! {
        {refer}
        {offered(l, person, keys_on)}
        <Acts acts=vec![note] class="links" />
    }
    .into_any()
}

/// Who helps this person instead of the desk, and why.
fn refer(l: Language, person: &DeskPerson) -> impl IntoView + use<> {
    let names = person
        .admins
        .iter()
        .map(|admin| admin.name.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    let acts = person
        .admins
        .iter()
        .map(|admin| Act::link(say::see(l, &admin.name), address(&admin.id, "")))
        .collect::<Vec<_>>();
    let title = say::refer(l, person.name.greeting(), names);
    view! {
        <Notice kind=NoticeKind::Info title=title acts>
            <p>{say::refer_why(l)}</p>
        </Notice>
    }
}

/// One deed of the form: label, address behind that of the person, key.
struct Offer {
    label: &'static str,
    page: &'static str,
    key: Key,
}

/// One reason, and a button for each deed that would not be refused: the one that solves it first.
fn offered(l: Language, person: &DeskPerson, keys_on: bool) -> impl IntoView + use<> {
    let remedy = person.diagnosis.remedy();
    let state = person.facts.state;
    let locked = matches!(
        person.standing,
        Standing::Blocked(_) | Standing::PasswordDisabled
    );
    let ours = person.ours();
    let active = state == AuthorisationState::Active;
    let mut offers: Vec<(Remedy, Offer)> = Vec::new();
    if ours && active && locked {
        let offer = Offer {
            label: say::unblock(l),
            page: "deblokkeren",
            key: Key::D,
        };
        offers.push((Remedy::Unblock, offer));
    }
    if ours && state == AuthorisationState::Invited {
        let offer = Offer {
            label: say::send_invitation(l),
            page: "uitnodiging",
            key: Key::U,
        };
        offers.push((Remedy::SendInvitation, offer));
    }
    if ours && active && person.facts.password != PasswordState::None {
        let offer = Offer {
            label: say::send_reset(l),
            page: "wachtwoordlink",
            key: Key::W,
        };
        offers.push((Remedy::SendReset, offer));
    }
    offers.sort_by_key(|(solves, _)| Some(*solves) != remedy);
    let mut buttons: Vec<(Offer, bool)> = offers
        .into_iter()
        .map(|(solves, offer)| (offer, Some(solves) == remedy))
        .collect();
    if active {
        let out = Offer {
            label: say::log_out_everywhere(l),
            page: "overal-uitloggen",
            key: Key::O,
        };
        buttons.push((out, false));
    }
    let mobile = (ours && state != AuthorisationState::Stopped).then(|| {
        let act = Act::link(say::change_mobile(l), address(&person.id, "mobiel"));
        act.key(keys_on.then_some(Key::M))
    });
    let mobile = mobile.map(|act| view! { <Acts acts=vec![act] class="links" /> });
    let some = !buttons.is_empty();
    let buttons = buttons
        .into_iter()
        .map(|(offer, solves)| button(&person.id, &offer, solves, keys_on))
        .collect_view();
    let form = some.then(|| {
        view! {
            <form class="form desk-deeds" method="post" novalidate=true>
                <Select
                    name=words::WHY
                    label=say::why(l)
                    options=words::reasons(l)
                    chosen=Why::CallerChecked.code()
                />
                <div class="page-actions">{buttons}</div>
            </form>
        }
    });
    view! { {form} {mobile} }
}

fn button(
    id: &AuthorisationId,
    offer: &Offer,
    solves: bool,
    keys_on: bool,
) -> impl IntoView + use<> {
    let class = if solves {
        "button"
    } else {
        "button button-second"
    };
    let (label, action) = (offer.label, address(id, offer.page));
    let key = keys_on.then(|| offer.key.letter());
    let hint = key.map(|key| view! { <kbd aria-hidden="true">{key}</kbd> });
    view! {
        <button class=class type="submit" formaction=action aria-keyshortcuts=key>{label} {hint}</button>
    }
}

fn facts(l: Language, person: &DeskPerson, number: String) -> Vec<Fact> {
    let login = person
        .last_login_at
        .map_or_else(|| people::never(l).to_owned(), |at| at.day_and_time(l));
    let (_, standing) = words::standing(l, person.standing);
    let mut facts = vec![
        Fact::new(say::standing_label(l), standing),
        Fact::new(people::email(l), &person.email),
        Fact::view(people::mobile(l), masked(l, &person.mobile_masked)),
        Fact::new(people::access_code(l), &person.access_code),
        Fact::new(say::company(l), &person.organisation_name).more(number),
        Fact::new(people::last_login_label(l), login),
    ];
    facts.extend(
        person
            .activated_at
            .map(|at| Fact::new(people::activated_label(l), at.short_day(l))),
    );
    facts
}

fn happened(l: Language, person: &DeskPerson, story: Story<'_>) -> impl IntoView + use<> {
    let events: Vec<Event> = person
        .story
        .iter()
        .filter_map(|(at, what)| {
            let what = match what {
                Happened::Event(row) => story.tell(row),
                Happened::Letter(letter) => log::delivery(l, letter)?,
                Happened::Note(note) => say::note_by(l, &note.by, &note.text),
            };
            Some(Event {
                datetime: at.datetime_attribute(),
                when: people::moment(l, at.short_day(l), at.time(l)),
                what,
            })
        })
        .collect();
    let list = if events.is_empty() {
        view! { <p>{people::history_none(l)}</p> }.into_any()
    } else {
        view! { <History events /> }.into_any()
    };
    view! { <Section id="verhaal" title=say::story(l)>{list}</Section> }
}
