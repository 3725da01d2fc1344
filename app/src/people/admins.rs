//! `/beheer/beheerders`: who looks after the others, another for when the only one is ill, and who stands in meanwhile.
//! The last admin stays; whoever steps back keeps access and rights.

use axum::extract::Path;
use domain::{
    AuthorisationId, Language,
    people::{Authority, Role, Standing},
    post::Deed,
};
use flows::{
    Permit,
    caller::right::SeeStaff,
    people::{self, Person, Refusal},
};
use leptos::prelude::*;

use super::{
    ADMINS, LIST, address,
    colleagues::Colleagues,
    person_at,
    refusals::refused,
    stand_in,
    sure::{self, Sure},
    words,
};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Typed, Unread},
    parts::{
        Act, Empty, ErrorSummary, FieldError, Form, Notice, NoticeKind, Page, PersonRow,
        PersonRows, Section, error_at,
    },
    texts::{frame, people as say},
};

/// Name of the list of colleagues.
const WHO: &str = "wie";
/// The page that asks, and does it.
const MAKE: &str = "aanwijzen";
/// The same for taking the role away.
const STOP: &str = "stoppen";

/// Shows the admins.
pub async fn show(ask: Ask) -> Answer {
    let (caller, _) = ask.admin().await?;
    let typed = ask.typed_before(&caller, &[WHO]).await?;
    draw(&ask, &typed.unwrap_or_default(), vec![]).await
}

/// Asks about the colleague who was chosen.
pub async fn appoint(ask: Ask, form: Unread) -> Answer {
    ask.admin_for_good().await?;
    let typed = form.only(&[WHO])?;
    if typed.get(WHO).is_empty() {
        let text = say::admin_choose_missing(ask.language).to_owned();
        return draw(&ask, &typed, vec![FieldError { field: WHO, text }]).await;
    }
    let (_, _, whole) = person_at(&ask, typed.get(WHO)).await?;
    Ok(ask.go(&deed(&whole.person.id, MAKE)))
}

/// Asks whether somebody is to be an admin. Taking it back would not take everything back: for days after it only the desk
/// helps whoever was one (SEC-67), and all admins have had a letter.
pub async fn ask_make(ask: Ask, Path(id): Path<String>) -> Answer {
    ask.admin_for_good().await?;
    let (_, _, whole) = person_at(&ask, &id).await?;
    let l = ask.language;
    let desk = ask.help_desk().await?.with_number(l);
    let first = whole.person.name.greeting();
    if whole.person.role == Role::Admin {
        return refused(&ask, &Refusal::AlreadySo, first, ADMINS).await;
    }
    let points = vec![
        say::admin_make_may(l, first),
        say::admin_make_told(l, first),
        say::admin_make_desk(l, first, desk),
    ];
    let question = Sure {
        title: say::admin_make_question(l, whole.person.name.full()),
        lead: say::admin_make_lead(l, first),
        points,
        yes: say::admin_make(l).to_owned(),
        action: deed(&whole.person.id, MAKE),
        seen: None,
        back: ADMINS.to_owned(),
        stops: false,
    };
    sure::draw(&ask, question).await
}

/// Makes somebody an admin.
pub async fn make(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    ask.admin_for_good().await?;
    form.only(&[])?;
    let (_, _, whole) = person_at(&ask, &id).await?;
    let (l, name) = (ask.language, whole.person.name.full());
    let (_, permit) = ask.change_staff(Deed::ChangeAdmins, Some(&name)).await?;
    match people::make_admin(ask.services(), &permit, &whole.person.id).await? {
        Ok(()) => {
            let text = say::admin_made_text(l, whole.person.name.greeting());
            ask.tell(Flash::good(say::admin_made(l, &name)).text(text))
                .await?;
            Ok(ask.go(ADMINS))
        }
        Err(refusal) => refused(&ask, &refusal, &name, ADMINS).await,
    }
}

/// Asks whether somebody is to be an admin no longer; of oneself in words of its own, because nobody takes that back alone.
pub async fn ask_remove(ask: Ask, Path(id): Path<String>) -> Answer {
    let (_, permit) = ask.admin_for_good().await?;
    let (_, _, whole) = person_at(&ask, &id).await?;
    let l = ask.language;
    let first = whole.person.name.greeting();
    if whole.person.role == Role::Employee {
        return refused(&ask, &Refusal::AlreadySo, first, ADMINS).await;
    }
    let (title, lead, points, yes) = if whole.person.you {
        let others = others(&ask, &permit).await?;
        if others.is_empty() {
            let nobody = Refusal::LastAdmin { others: vec![] };
            return refused(&ask, &nobody, &whole.person.name.full(), ADMINS).await;
        }
        let points = vec![
            say::admin_leave_staff(l).to_owned(),
            say::admin_leave_back(l, others),
            say::admin_leave_told(l).to_owned(),
        ];
        let title = say::admin_leave_question(l).to_owned();
        (
            title,
            say::admin_leave_lead(l).to_owned(),
            points,
            say::admin_leave(l),
        )
    } else {
        let points = vec![
            say::admin_stop_staff(l, first),
            say::admin_stop_told(l, first),
            say::admin_stop_back(l, first),
        ];
        let title = say::admin_stop_question(l, whole.person.name.full());
        (
            title,
            say::admin_stop_lead(l, first),
            points,
            say::admin_stop(l),
        )
    };
    let question = Sure {
        title,
        lead,
        points,
        yes: yes.to_owned(),
        action: deed(&whole.person.id, STOP),
        seen: None,
        back: ADMINS.to_owned(),
        stops: true,
    };
    sure::draw(&ask, question).await
}

/// The other admins, by name.
async fn others(ask: &Ask, permit: &Permit<SeeStaff>) -> Result<String, Stop> {
    let admins = people::admins(ask.services(), permit).await?;
    let names = admins.iter().filter(|admin| !admin.you);
    Ok(names
        .map(|admin| admin.name.full())
        .collect::<Vec<_>>()
        .join(", "))
}

/// Takes the role away; afterwards whoever did it to himself is no longer let in here.
pub async fn remove(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    ask.admin_for_good().await?;
    let (_, _, whole) = person_at(&ask, &id).await?;
    form.only(&[])?;
    let (l, name) = (ask.language, whole.person.name.full());
    let (_, permit) = ask.change_staff(Deed::ChangeAdmins, Some(&name)).await?;
    match people::remove_admin(ask.services(), &permit, &whole.person.id).await? {
        Ok(()) => {
            let (done, page) = if whole.person.you {
                let done = Flash::good(say::admin_left(l)).text(say::admin_left_text(l));
                (done, "/start")
            } else {
                let text = say::admin_removed_text(l, whole.person.name.greeting());
                (Flash::good(say::admin_removed(l, &name)).text(text), ADMINS)
            };
            ask.tell(done).await?;
            Ok(ask.go(page))
        }
        Err(refusal) => refused(&ask, &refusal, &name, ADMINS).await,
    }
}

fn deed(id: &AuthorisationId, what: &str) -> String {
    format!("{ADMINS}/{id}/{what}")
}

async fn draw(ask: &Ask, typed: &Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let (caller, permit) = ask.admin().await?;
    let admins = people::admins(ask.services(), &permit).await?;
    let stand_ins = people::stand_ins(ask.services(), &permit).await?;
    let (authority, now) = (permit.authority(), ask.now);
    let chooses = authority.chooses_admins();
    let ready =
        |person: &Person| person.role == Role::Employee && person.standing == Standing::Active;
    let chosen = typed.get(WHO).to_owned();
    let nobody = say::admin_choose_nobody(l);
    let colleagues = Colleagues::find(ask, &permit, nobody, &chosen, ready).await?;
    let told = ask.told().await?.map(Flash::view);
    let title = say::admins_title(l);
    let screen = Screen::new(title).refused_for(ask, &errors);
    screen
        .seen_by(&caller)
        .show(ask, move || {
            let error = error_at(&errors, WHO);
            let heading = frame::error_heading(l);
            let alone = chooses.then(|| warning(l, &admins));
            let news = view! { {told} <ErrorSummary heading errors /> {alone} }.into_any();
            let appoint = chooses.then(|| another(l, colleagues, chosen, error));
            let stands_in = match authority {
                Authority::StandIn { until } => {
                    let text = say::stand_in_you(l, words::last_day(l, until));
                    Some(view! { <p>{text}</p> })
                }
                Authority::Admin | Authority::None | Authority::Unknown => None,
            };
            let body = view! {
                {stands_in}
                {rows(l, &admins, chooses)}
                {appoint}
                {stand_in::section(l, &stand_ins, chooses, now)}
            }
            .into_any();
            view! { <Page title=title lead=say::admins_lead(l) news=news wide=true>{body}</Page> }
        })
        .await
}

/// One admin who can log in is one too few.
fn warning(l: Language, admins: &[Person]) -> Option<impl IntoView + use<>> {
    let able = admins
        .iter()
        .filter(|admin| admin.standing == Standing::Active)
        .count();
    let title = match admins {
        [only] if only.you => say::admins_only_you(l),
        _ => say::admins_only_one(l),
    };
    (able < 2).then(|| {
        let kind = NoticeKind::Warn;
        view! { <Notice kind title=title><p>{say::admins_only_text(l)}</p></Notice> }
    })
}

fn rows(l: Language, admins: &[Person], chooses: bool) -> impl IntoView + use<> {
    let several = chooses && admins.len() > 1;
    let rows = admins
        .iter()
        .map(|admin| {
            let (title, href) = (admin.name.full(), address(&admin.id, ""));
            let label = if admin.you {
                say::admin_stop_you(l)
            } else {
                say::admin_stop(l)
            };
            let mut acts = vec![Act::link(say::more(l), href.clone()).about(title.clone())];
            if several {
                acts.insert(
                    0,
                    Act::link(label, deed(&admin.id, STOP)).about(title.clone()),
                );
            }
            let sub = if admin.you {
                format!("{} · {}", admin.email, say::you(l))
            } else {
                admin.email.clone()
            };
            let state = words::standing(l, admin);
            view! { <PersonRow title=title href=href sub=sub state=state acts /> }
        })
        .collect_view();
    let title = say::admins_list(l);
    view! { <Section id="beheerders" title=title><PersonRows>{rows}</PersonRows></Section> }
}

fn another(
    l: Language,
    colleagues: Colleagues,
    chosen: String,
    error: Option<String>,
) -> impl IntoView {
    let choice = if colleagues.is_empty() {
        let acts = vec![Act::link(say::add(l), format!("{LIST}/nieuw")).primary()];
        view! { <Empty text=say::admin_nobody(l) acts /> }.into_any()
    } else {
        let words = (say::admin_choose(l), Some(say::admin_choose_hint(l)));
        let select = colleagues.select(l, WHO, words, chosen, error, say::admin_make(l));
        view! { <Form primary=say::appoint(l) action=ADMINS.to_owned()>{select}</Form> }.into_any()
    };
    view! { <Section id="aanwijzen" title=say::appoint(l)>{choice}</Section> }
}
