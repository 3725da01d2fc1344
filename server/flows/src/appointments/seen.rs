//! What whoever decides on a request sees of it: company, applicant and the number that counts, what colleagues and applicant said and
//! when. What the worker does meanwhile, such as reminding somebody, changes nothing of it.

use domain::AccountId;
use serde_json::{Value, json};

use super::{
    one_person,
    record::Appointment,
    story::{Happened, story},
    there,
};
use crate::{Seen, Services, Tx, organisations, trouble::Result};

/// What the page of a request shows now.
pub(super) async fn seen(tx: &mut Tx, services: &Services, asked: &Appointment) -> Result<Seen> {
    let facts = facts(tx, services, asked).await?;
    Ok(Seen::of(&services.keys, &facts))
}

/// Whether that is what was seen.
pub(super) async fn is_as_seen(
    tx: &mut Tx,
    services: &Services,
    asked: &Appointment,
    seen: &Seen,
) -> Result<bool> {
    let facts = facts(tx, services, asked).await?;
    Ok(seen.shows(&services.keys, &facts))
}

/// What the page of a request would show at this moment; nothing if there is none.
#[cfg(feature = "testing")]
pub(crate) async fn seen_now(services: &Services, id: &domain::AppointmentId) -> Result<Seen> {
    let mut tx = services.db.read().await?;
    let Some(mut asked) = super::record::find(&mut tx, id).await? else {
        return Ok(Seen::sent(""));
    };
    super::review::still_vouched_for(&mut tx, services, &mut asked).await?;
    seen(&mut tx, services, &asked).await
}

async fn facts(tx: &mut Tx, services: &Services, asked: &Appointment) -> Result<Value> {
    let organisation = match &asked.organisation {
        Some(id) => organisations::find(&mut *tx, id).await?,
        None => None,
    };
    let there = match &asked.organisation {
        Some(id) => there::look(&mut *tx, services, id, asked).await?,
        None => None,
    };
    let number_there = one_person::number_there(&mut *tx, services, asked).await?;
    let said: Vec<Value> = story(tx, &asked.id)
        .await?
        .into_iter()
        .filter(|step| !matches!(step.what, Happened::Announced | Happened::Reminded))
        .map(|step| json!([step.at.unix_ms(), step.what.code(), step.by, step.words]))
        .collect();
    let new = asked.new_company.as_ref();
    let review = asked.state.review();
    Ok(json!({
        "request": asked.id.as_str(),
        "stage": asked.state.stage().code(),
        "typed": [asked.kind, asked.number, asked.company],
        "organisation": organisation.map(|found| [found.id.to_string(), found.number, found.name]),
        "new_company": new.map(|new| [&new.number, &new.name]),
        "name": [asked.name.full(), asked.name.initials().to_owned()],
        "sex": asked.sex.map(|sex| sex.code()),
        "called_there": there.as_ref().and_then(|there| there.keeps_name(asked)),
        "email": asked.email.for_display(),
        "mobile": asked.mobile.e164(),
        "number_there": number_there.as_ref().map(|number| number.e164()),
        "remark": asked.remark,
        "answers": asked.answers,
        "called_back": review.map(|review| review.called_back),
        "verified_by": asked.verified_by.as_ref().map(AccountId::as_str),
        "said": said,
    }))
}
