//! `/beheer/beheerders/vervanger`: a colleague looks after the staff while an admin is away. Two dates, and then it begins
//! and ends by itself; who stands in is listed beside the admins, with a button that ends it.

use std::time::Duration;

use axum::extract::Path;
use domain::{
    AuthorisationId, Language, Moment,
    people::{
        StandIn,
        dates::{coming_end_of, start_of},
    },
    post::Deed,
};
use flows::people::{self, Person, Refusal};
use leptos::prelude::*;

use super::{
    ADMINS, LIST, address,
    colleagues::{Colleagues, is_here},
    dates::{FROM, UNTIL, day},
    person_at,
    refusals::refused,
    sure::{self, Sure},
    words,
};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Typed, Unread},
    parts::{
        Act, Acts, Empty, ErrorSummary, Fact, Field, FieldError, FieldKind, Form, Page, PersonRow,
        PersonRows, SEEN, Section, SeenField, SummaryList, error_at,
    },
    texts::{frame, people as say},
    words::field_error,
};

/// Address of the form.
pub const PATH: &str = "/beheer/beheerders/vervanger";
/// Name of the list of colleagues; also in the address, for who comes from a person's page.
const WHO: &str = "wie";
/// Every field of the form.
const FIELDS: [&str; 4] = [WHO, FROM, UNTIL, SEEN];
/// How long a holiday usually is.
const USUALLY: Duration = Duration::from_secs(13 * 24 * 60 * 60);

/// Shows the form, filled in from today for two weeks.
pub async fn show(ask: Ask) -> Answer {
    let (caller, _) = ask.admin_for_good().await?;
    let typed = match ask.typed_before(&caller, &FIELDS).await? {
        Some(typed) => typed,
        None => Typed::with(WHO, ask.query(WHO).unwrap_or_default())
            .and(FROM, day(ask.now))
            .and(UNTIL, day(ask.now.plus(USUALLY))),
    };
    draw(&ask, typed, vec![]).await
}

/// Has the chosen colleague stand in.
pub async fn appoint(ask: Ask, form: Unread) -> Answer {
    ask.admin_for_good().await?;
    let typed = form.only(&FIELDS)?;
    let l = ask.language;
    let period = match read(l, &typed, ask.now) {
        Ok(period) => period,
        Err(errors) => return draw(&ask, typed, errors).await,
    };
    let (_, _, whole) = person_at(&ask, typed.get(WHO)).await?;
    let name = whole.person.name.full();
    let (_, permit) = ask.change_staff(Deed::ChangeAdmins, Some(&name)).await?;
    let services = ask.services();
    let whom = (&whole.person.id, &typed.seen());
    match people::appoint_stand_in(services, &permit, whom, period).await? {
        Ok(()) => {
            let (first, last) = (period.from.short_day(l), words::last_day(l, period.until));
            let greeting = whole.person.name.greeting();
            let text = match alone(&ask).await? {
                true => say::stand_in_made_text_alone(l, greeting),
                false => say::stand_in_made_text(l, greeting),
            };
            let done = Flash::good(say::stand_in_made(l, &name, first, last)).text(text);
            ask.tell(done).await?;
            Ok(ask.go(ADMINS))
        }
        // With who stands in now.
        Err(Refusal::Changed) => {
            let text = say::stand_in_changed(l).to_owned();
            draw(&ask, typed, vec![FieldError { field: WHO, text }]).await
        }
        Err(refusal) => match about_the_end(l, &refusal, &name) {
            Some(text) => draw(&ask, typed, vec![FieldError { field: UNTIL, text }]).await,
            None => refused(&ask, &refusal, &name, ADMINS).await,
        },
    }
}

/// Asks whether somebody is to stand in no longer: all admins hear of it.
pub async fn ask_end(ask: Ask, Path(id): Path<String>) -> Answer {
    ask.admin_for_good().await?;
    let (_, _, whole) = person_at(&ask, &id).await?;
    let l = ask.language;
    let Some(period) = whole.person.stand_in else {
        return Ok(ask.go(ADMINS));
    };
    let first = whole.person.name.greeting();
    let told = match alone(&ask).await? {
        true => say::stand_in_end_told_alone(l, first),
        false => say::stand_in_end_told(l, first),
    };
    let question = Sure {
        title: say::stand_in_end_question(l, whole.person.name.full()),
        lead: format!("{}.", words::stand_in(l, period, ask.now).1),
        points: vec![
            say::stand_in_end_staff(l, first),
            told,
            say::stand_in_end_back(l, first),
        ],
        yes: say::stand_in_stop(l).to_owned(),
        action: ending(&whole.person.id),
        seen: Some(whole.stand_in_seen),
        back: ADMINS.to_owned(),
        stops: true,
    };
    sure::draw(&ask, question).await
}

/// Ends the standing in of somebody at once.
pub async fn end(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    ask.admin_for_good().await?;
    let (_, _, whole) = person_at(&ask, &id).await?;
    let seen = form.only(&[SEEN])?.seen();
    let (l, name) = (ask.language, whole.person.name.full());
    let (_, permit) = ask.change_staff(Deed::ChangeAdmins, Some(&name)).await?;
    let whom = (&whole.person.id, &seen);
    match people::end_stand_in(ask.services(), &permit, whom).await? {
        Ok(()) => {
            let text = say::stand_in_ended_text(l, whole.person.name.greeting());
            ask.tell(Flash::good(say::stand_in_ended(l, &name)).text(text))
                .await?;
            Ok(ask.go(ADMINS))
        }
        Err(refusal) => {
            let back = match refusal {
                Refusal::Changed => ending(&whole.person.id),
                _ => ADMINS.to_owned(),
            };
            refused(&ask, &refusal, &name, &back).await
        }
    }
}

/// Whether whoever asks is the only admin: then no other hears of it.
async fn alone(ask: &Ask) -> Result<bool, Stop> {
    let (_, permit) = ask.admin_for_good().await?;
    let admins = people::admins(ask.services(), &permit).await?;
    Ok(admins.iter().all(|admin| admin.you))
}

fn ending(id: &AuthorisationId) -> String {
    format!("{ADMINS}/{id}/vervanging-stoppen")
}

/// The period that was typed. The first day may be today, and so begin at once.
fn read(l: Language, typed: &Typed, now: Moment) -> Result<StandIn, Vec<FieldError>> {
    let nobody = typed.get(WHO).is_empty().then(|| FieldError {
        field: WHO,
        text: say::admin_choose_missing(l).to_owned(),
    });
    let from = coming_end_of(typed.get(FROM), now)
        .and_then(|_| start_of(typed.get(FROM)))
        .map_err(|problem| field_error(l, FROM, problem));
    let until =
        coming_end_of(typed.get(UNTIL), now).map_err(|problem| field_error(l, UNTIL, problem));
    let reversed = match (&from, &until) {
        (Ok(from), Ok(until)) if until <= from => {
            Some(field_error(l, UNTIL, domain::Problem::DateOrder))
        }
        _ => None,
    };
    match (nobody, from, until, reversed) {
        (None, Ok(from), Ok(until), None) => Ok(StandIn { from, until }),
        (nobody, from, until, reversed) => Err([nobody, from.err(), until.err(), reversed]
            .into_iter()
            .flatten()
            .collect()),
    }
}

/// What is wrong with the last day, if that is what is wrong.
fn about_the_end(l: Language, refusal: &Refusal, name: &str) -> Option<String> {
    match refusal {
        Refusal::TooLong { days } => Some(say::no_too_long(l, days)),
        Refusal::NoAccessThen => Some(say::no_access_then(l, name)),
        _ => None,
    }
}

async fn draw(ask: &Ask, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let (caller, permit) = ask.admin_for_good().await?;
    let ready = |person: &Person| words::can_stand_in(person) && is_here(person);
    let chosen = typed.get(WHO).to_owned();
    let nobody = say::admin_choose_nobody(l);
    let colleagues = Colleagues::find(ask, &permit, nobody, &chosen, ready).await?;
    let there = people::stand_ins(ask.services(), &permit).await?;
    let seen = people::stand_ins_seen(ask.services(), &there);
    let there: Vec<Fact> = there
        .iter()
        .filter_map(|person| {
            let period = words::stand_in(l, person.stand_in?, ask.now).1;
            Some(Fact::new(person.name.full(), period))
        })
        .collect();
    let title = say::stand_in_title(l);
    Screen::new(title)
        .refused_for(ask, &errors)
        .seen_by(&caller)
        .show(ask, move || {
            let heading = frame::error_heading(l);
            let (at_who, at_from, at_until) = (
                error_at(&errors, WHO),
                error_at(&errors, FROM),
                error_at(&errors, UNTIL),
            );
            let news = view! { <ErrorSummary heading errors /> }.into_any();
            let back = vec![Act::link(frame::cancel(l), ADMINS)];
            let body = if colleagues.is_empty() {
                let acts = vec![Act::link(say::add(l), format!("{LIST}/nieuw")).primary()];
                view! { <Empty text=say::stand_in_nobody(l) acts /> }.into_any()
            } else {
                let words = (say::stand_in_who(l), Some(say::stand_in_who_hint(l)));
                let who = colleagues.select(l, WHO, words, chosen, at_who, say::stand_in_title(l));
                view! {
                    <p>{say::stand_in_what(l)}</p>
                    {(!there.is_empty()).then(|| view! { <SummaryList facts=there /> })}
                    <Form primary=say::stand_in_submit(l) action=PATH.to_owned() others=back>
                        <SeenField seen=seen.as_str().to_owned() />
                        {who}
                        <Field kind=FieldKind::Date name=FROM label=say::stand_in_from(l) error=at_from value=typed.value(FROM) />
                        <Field kind=FieldKind::Date name=UNTIL label=say::stand_in_until(l) error=at_until value=typed.value(UNTIL) />
                    </Form>
                }
                .into_any()
            };
            view! { <Page title=title lead=say::stand_in_lead(l) news=news>{body}</Page> }
        })
        .await
}

/// Who stands in now or later, on the page of the admins.
pub(super) fn section(
    l: Language,
    stand_ins: &[Person],
    chooses_admins: bool,
    now: Moment,
) -> impl IntoView + use<> {
    let rows: Vec<_> = stand_ins
        .iter()
        .filter_map(|person| Some(row(l, person, person.stand_in?, chooses_admins, now)))
        .collect();
    let list = if rows.is_empty() {
        view! { <p>{say::stand_in_none(l)}</p> }.into_any()
    } else {
        view! { <PersonRows>{rows}</PersonRows> }.into_any()
    };
    let appoint = chooses_admins.then(|| {
        let acts = vec![Act::link(say::stand_in_title(l), PATH).second()];
        view! { <Acts acts class="page-actions" /> }
    });
    view! { <Section id="vervangers" title=say::stand_in_list(l)>{list}{appoint}</Section> }
}

fn row(
    l: Language,
    person: &Person,
    period: StandIn,
    chooses_admins: bool,
    now: Moment,
) -> impl IntoView + use<> {
    let (title, href) = (person.name.full(), address(&person.id, ""));
    let mut acts = vec![Act::link(say::more(l), href.clone()).about(title.clone())];
    if chooses_admins {
        let stop = Act::link(say::stand_in_stop(l), ending(&person.id)).about(title.clone());
        acts.insert(0, stop);
    }
    let (sub, state) = (person.email.clone(), words::stand_in(l, period, now));
    view! { <PersonRow title=title href=href sub=sub state=state acts /> }
}
