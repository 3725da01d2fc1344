//! Beginning a request for a company that has no admin, while the company is on the telephone: the form of its kind, with
//! what we know of it filled in. It travels in a post and waits as a draft; no address holds it.

use crate::{
    appointments::{
        PATH as FORMS, address as form_of,
        fields::{COMPANY, NUMBER, fields},
    },
    bridge::{Answer, Ask, Filled, Stop, Typed, Unread},
    parts::Act,
};

/// Where it begins.
const PATH: &str = "/servicedesk/aanvragen/beginnen";
/// Code of the kind of company.
const KIND: &str = "kind";

/// The button that begins it.
pub(crate) fn act(label: &str, kind: &str, number: &str, company: &str) -> Act {
    Act::post(label, PATH)
        .with(KIND, kind)
        .with(NUMBER, number)
        .with(COMPANY, company)
}

/// Fills in what is known, and goes on to the form.
pub async fn begin(ask: Ask, form: Unread) -> Answer {
    ask.desk().await?;
    let known = form.only(&[KIND, NUMBER, COMPANY])?;
    let kind = known.get(KIND);
    let Some(form) = ask.portal.appointments.of_kind(kind) else {
        return Ok(ask.go(FORMS));
    };
    let asked = fields(ask.language, &ask.services().catalogue, form);
    let typed = [NUMBER, COMPANY]
        .into_iter()
        .filter(|name| asked.iter().any(|field| field.name == *name))
        .fold(Typed::default(), |typed, name| {
            typed.and(name, known.get(name))
        });
    let filled = Filled {
        form: form.path.clone(),
        typed,
    };
    let kept = ask.keep_draft(&filled).await?;
    let secret = kept.map_err(|until| Stop::TooManyHere { until })?;
    let mut response = ask.go(&form_of(&ask, kind));
    ask.hold_draft(&mut response, &secret);
    Ok(response)
}
