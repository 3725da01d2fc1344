//! `/gebruikersbeheerder-aanvragen/{pad}/controleren`: everything that was filled in, once more, and the button that sends
//! it. Going back to change something loses nothing. The button sends what its page shows: a form that was filled in beside it, for
//! another company, is looked at first.

use axum::extract::Path;
use domain::{
    Language,
    appointments::{Ask as Asks, Form as Asked, Sex},
    shared::lookalike::meant,
};
use flows::{
    Seen,
    appointments::{Request, Submitted, submit},
};
use leptos::prelude::*;
use serde_json::{Value, json};

use super::{
    PATH, desk_of,
    fields::{Shown, fields, sex_text},
    form_at,
    read::read,
    received::{self, Received},
};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Unread},
    parts::{Act, Fact, Form, Page, SEEN, SeenField, SummaryList},
    texts::{appointments as say, frame},
};

/// Shows what was filled in.
pub async fn show(ask: Ask, Path(path): Path<String>) -> Answer {
    let form = form_at(&ask, &path)?;
    let request = filled_in(&ask, form).await?;
    let seen = Seen::of(&ask.services().keys, &shown(&request));
    let l = ask.language;
    let all = fields(l, &ask.services().catalogue, form);
    let facts: Vec<Fact> = all
        .iter()
        .map(|shown| fact(l, form, shown, &request))
        .collect();
    let title = say::check_title(l);
    let back = Act::link(frame::back(l), format!("{PATH}/{path}"));
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .show(&ask, move || {
            let news = view! { {flash} }.into_any();
            view! {
                <Page title=title lead=say::check_lead(l) back=back news=news>
                    <SummaryList facts />
                    <Form primary=say::submit(l)>
                        <SeenField seen=seen.as_str().to_owned() />
                    </Form>
                </Page>
            }
        })
        .await
}

/// Sends it.
pub async fn send(ask: Ask, Path(path): Path<String>, form: Unread) -> Answer {
    let seen = form.only(&[SEEN])?.seen();
    let l = ask.language;
    let asked = form_at(&ask, &path)?;
    let here = format!("{PATH}/{path}/controleren");
    let (request, secret) = match (filled_in(&ask, asked).await, ask.draft_secret()) {
        (Ok(request), Some(secret)) => (request, secret),
        // Sent in a moment ago, by the first of two clicks.
        (Err(Stop::Go(_)), _) if received::of(&ask).await?.is_some() => {
            return Ok(ask.go(received::PATH));
        }
        (Err(stop), _) => return Err(stop),
        (Ok(_), None) => return Ok(ask.go(PATH)),
    };
    if !seen.shows(&ask.services().keys, &shown(&request)) {
        let changed = Flash::wrong(say::check_changed(l)).text(say::check_changed_text(l));
        ask.tell(changed).await?;
        return Ok(ask.go(&here));
    }
    let asker = ask.asker().await?;
    let refused = match submit(ask.services(), &request, &secret, &asker).await? {
        Submitted::In(reference) => {
            let received = Received {
                reference: reference.to_string(),
                email: request.email.for_display(),
                days: asked.reply_working_days,
            };
            received::remember(&ask, received).await?;
            ask.keep_help_desk().await?;
            let mut response = ask.go(received::PATH);
            ask.let_go_of_draft(&mut response);
            return Ok(response);
        }
        Submitted::NothingThere => return Ok(ask.go(received::PATH)),
        Submitted::TooManyFromHere { until } => {
            say::too_many_here(l, until.time_seen_from(ask.now, l))
        }
        Submitted::TooManyForAddress { .. } => {
            say::too_many_address(l, &desk_of(&ask, Some(asked)).phone)
        }
        Submitted::TooManyForNumber { .. } => {
            say::too_many_number(l, &desk_of(&ask, Some(asked)).phone)
        }
    };
    ask.tell(Flash::wrong(refused)).await?;
    Ok(ask.go(&here))
}

/// What this browser filled in, if all of it is right; else back to the form.
async fn filled_in(ask: &Ask, form: &Asked) -> Result<Request, Stop> {
    let back = || Stop::Go(format!("{PATH}/{}", form.path));
    let filled = ask.draft().await?.ok_or_else(back)?;
    read(ask.language, ask.services(), form, &filled.typed).map_err(|_| back())
}

/// What the page shows, in whichever language, and not how it was typed: a browser that leaves the form keeps the ends of lines
/// otherwise than one that sends it.
fn shown(request: &Request) -> Value {
    let name = &request.name;
    json!({
        "kind": request.kind,
        "number": request.number,
        "company": request.company,
        "name": [name.given_name(), name.initials(), name.infix(), name.family_name()],
        "sex": request.sex.map(Sex::code),
        "email": request.email.for_display(),
        "mobile": request.mobile.e164(),
        "remark": request.remark,
        "answers": request.answers,
    })
}

fn fact(l: Language, form: &Asked, shown: &Shown<'_>, request: &Request) -> Fact {
    let value = match &shown.field.ask {
        Asks::Number => request.number.clone(),
        Asks::Company => request.company.clone(),
        Asks::GivenName => Some(request.name.given_name().to_owned()),
        Asks::Initials => Some(request.name.initials().to_owned()),
        Asks::Infix => Some(request.name.infix().to_owned()),
        Asks::FamilyName => Some(request.name.family_name().to_owned()),
        Asks::Sex => request.sex.map(|sex| sex_text(l, sex).to_owned()),
        Asks::Email => Some(request.email.for_display()),
        Asks::Mobile => Some(request.mobile.national()),
        Asks::Remark => request.remark.clone(),
        Asks::Own { code, .. } => {
            let answers = &mut request.answers.iter();
            let own = answers.find(|(answered, _)| answered == code);
            own.map(|(_, text)| text.clone())
        }
    };
    let value = value
        .filter(|value| !value.is_empty())
        .unwrap_or_else(|| say::nothing_filled_in(l).to_owned());
    let href = format!("{PATH}/{}#{}", form.path, shown.name);
    let change = Act::link(say::change(l), href).about(&shown.label);
    let fact = Fact::new(&shown.label, value).act(change);
    let doubt = (shown.field.ask == Asks::Email)
        .then(|| meant(request.email.domain()))
        .flatten();
    match doubt {
        Some(domain) => fact.more(say::meant(l, domain)),
        None => fact,
    }
}
