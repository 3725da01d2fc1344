//! `…/toegang`: from when until when somebody has access. A page of its own: beside the rights its end looks like that of a right,
//! and whoever lets somebody in again after a last day looks for a date.

use axum::extract::Path;
use domain::{Problem, people::Standing};
use flows::people::{NewRights, Refusal, Terms, WholePerson};
use leptos::prelude::*;

use super::{
    address,
    dates::{self, Dates},
    person_at,
    refusals::refused,
    terms::{drawn_from, not_now, save},
    words,
};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread},
    parts::{Act, DRAWN, ErrorSummary, FieldError, Form, Page},
    texts::{frame, people as say},
    words::field_error,
};

/// The page below that of a person.
pub(super) const PAGE: &str = "toegang";
const FIELDS: [&str; 3] = [dates::FROM, dates::UNTIL, DRAWN];

/// Shows the dates.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, _, whole) = person_at(&ask, &id).await?;
    if let Some(refusal) = not_now(&whole, ask.now) {
        let back = address(&whole.person.id, "");
        return refused(&ask, &refusal, &whole.person.name.full(), &back).await;
    }
    let before = ask.typed_before(&caller, &FIELDS).await?;
    let typed = before.map_or_else(
        || as_it_is(&ask, &whole),
        |before| on_top(&ask, &whole, &before),
    );
    draw(&ask, &whole, typed, vec![]).await
}

/// The form as nobody touched it.
fn as_it_is(ask: &Ask, whole: &WholePerson) -> Typed {
    let mut dates = Dates::from(&whole.terms);
    if whole.person.facts.has_begun(ask.now) {
        // It stays what it is, so it is no field.
        dates.from = None;
    }
    dates.typed(Typed::default())
}

/// What somebody changed in a form, on top of how it is now; a form that does not say from what it was drawn changed nothing.
fn on_top(ask: &Ask, whole: &WholePerson, typed: &Typed) -> Typed {
    let now = as_it_is(ask, whole);
    let Some(drawn) = drawn_from(typed) else {
        return now;
    };
    let before = Dates::from(&drawn).typed(Typed::default());
    let has_begun = whole.person.facts.has_begun(ask.now);
    let date = |field: &'static str| {
        let sent = typed.get(field);
        let no_field = field == dates::FROM && has_begun && sent.is_empty();
        if sent == before.get(field) || no_field {
            now.get(field)
        } else {
            sent
        }
    };
    Typed::with(dates::FROM, date(dates::FROM)).and(dates::UNTIL, date(dates::UNTIL))
}

/// Changes the dates.
pub async fn change(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (caller, _, whole) = person_at(&ask, &id).await?;
    let typed = form.only(&FIELDS)?;
    let (l, name) = (ask.language, whole.person.name.full());
    let refused_with =
        async |errors| draw(&ask, &whole, on_top(&ask, &whole, &typed), errors).await;
    let refused_at = async |field, text| refused_with(vec![FieldError { field, text }]).await;
    let Some(drawn) = drawn_from(&typed) else {
        return refused_at(dates::UNTIL, say::no_changed(l, name)).await;
    };
    let new = match read(&ask, &whole, &typed, &drawn) {
        Ok(dates) => dates,
        Err(errors) => return refused_with(errors).await,
    };
    let new = NewRights {
        rights: drawn.ticks().cloned().collect(),
        valid_from: new.from,
        valid_until: new.until,
    };
    match save(&ask, &caller, &whole, (&drawn, &new), PAGE).await? {
        Ok(answer) => Ok(answer),
        Err(Refusal::DatesReversed) => {
            refused_at(dates::UNTIL, say::no_reversed(l).to_owned()).await
        }
        // It began since the form was drawn.
        Err(Refusal::HasBegun) => refused_at(dates::FROM, say::no_has_begun(l, &name)).await,
        // With how it is now, and what was planned meanwhile.
        Err(Refusal::Changed) => {
            let now = words::diagnosis(l, &whole, ask.now);
            let text = format!("{} {now}", say::no_changed(l, &name));
            refused_at(dates::UNTIL, text).await
        }
        Err(refusal) => {
            let back = address(&whole.person.id, "");
            refused(&ask, &refusal, &name, &back).await
        }
    }
}

/// The dates that a form asks for.
fn read(
    ask: &Ask,
    whole: &WholePerson,
    typed: &Typed,
    drawn: &Terms,
) -> Result<Dates, Vec<FieldError>> {
    let before = Dates::from(drawn);
    let mut dates = Dates::read(ask.language, typed, ask.now, before)?;
    // The first day of access that has begun stands in no field.
    if dates.from.is_none() && whole.person.facts.has_begun(ask.now) {
        dates.from = before.from;
    }
    if dates == before && is_over(whole) {
        // Left as it was, it lets nobody in.
        let past = field_error(ask.language, dates::UNTIL, Problem::DateInPast);
        return Err(vec![past]);
    }
    Ok(dates)
}

const fn is_over(whole: &WholePerson) -> bool {
    matches!(whole.person.standing, Standing::Ended { .. })
}

async fn draw(ask: &Ask, whole: &WholePerson, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let (caller, _) = ask.admin().await?;
    let drawn = serde_json::to_string(&whole.terms).unwrap_or_default();
    let has_begun = whole.person.facts.has_begun(ask.now);
    let submit = if is_over(whole) {
        say::let_in_again(l)
    } else {
        say::save(l)
    };
    let lead = words::diagnosis(l, whole, ask.now);
    let title = say::access_of(l, whole.person.name.full());
    let back = say::back_to(l, whole.person.name.greeting());
    let back = Act::link(back, address(&whole.person.id, ""));
    let screen = Screen::new(title.clone()).refused_for(ask, &errors);
    let told = ask.told().await?.map(Flash::view);
    screen
        .seen_by(&caller)
        .show(ask, move || {
            let last = (has_begun, say::date_until(l));
            let fields = dates::fields(l, &typed, &errors, last).into_any();
            let heading = frame::error_heading(l);
            let news = view! { {told} <ErrorSummary heading errors /> }.into_any();
            view! {
                <Page title=title lead=lead back=back news=news>
                    <Form primary=submit>
                        <input type="hidden" name=DRAWN value=drawn />
                        {fields}
                    </Form>
                </Page>
            }
        })
        .await
}
