//! `…/mobiel`: another number for the codes of an admin. One agent asks, another approves; mailbox and old number are told
//! as soon as it is asked.

use axum::extract::Path;
use domain::{MobileNumber, shared::lasting};
use flows::desk::{Refusal, ask_mobile, checked};
use leptos::prelude::*;

use super::{
    Whom, address,
    asking::{self, Asking},
    helping,
    refusals::refused,
    whom_at,
    words::{WHY, why_missing, why_of},
};
use crate::{
    bridge::{Answer, Ask, Flash, Typed, Unread},
    parts::{Field, FieldError, FieldKind, error_at},
    texts::{desk as say, people},
    words::{field_error, mobile_hint},
};

/// Name of the field: neutral, so that no browser fills in the agent's own number.
const FIELD: &str = "nummer";

/// Shows the form.
pub async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (caller, _, whom) = whom_at(&ask, &id).await?;
    let typed = ask.typed_before(&caller, &[FIELD, WHY]).await?;
    draw(&ask, &whom, &typed.unwrap_or_default(), vec![]).await
}

/// Asks a colleague to approve the number.
pub async fn change(ask: Ask, Path(id): Path<String>, form: Unread) -> Answer {
    let (_, _, whom) = whom_at(&ask, &id).await?;
    let typed = form.only(&[FIELD, WHY])?;
    let (l, why) = (ask.language, why_of(&typed)?);
    let countries = &ask.services().policy.countries;
    let (number, missing) = (
        MobileNumber::parse(typed.get(FIELD), countries),
        why_missing(l, why),
    );
    let number = match (number, missing) {
        (Ok(number), None) => number,
        (number, missing) => {
            let wrong = number.err().map(|problem| field_error(l, FIELD, problem));
            let errors = wrong.into_iter().chain(missing).collect();
            return draw(&ask, &whom, &typed, errors).await;
        }
    };
    let permit = helping(&ask, &whom).await?;
    let Some(checked) = checked(ask.services(), &permit, &whom.id).await? else {
        return refused(&ask, &Refusal::NotChecked, &whom).await;
    };
    match ask_mobile(ask.services(), &checked, why, &number).await? {
        Ok(()) => {
            let reset_off = ask.services().policy.reset_off_after_own_change;
            let reset_off = lasting::in_words(reset_off, l);
            let text =
                say::mobile_asked_text(l, whom.name.greeting(), number.national(), reset_off);
            ask.tell(Flash::good(say::asked(l)).text(text)).await?;
            Ok(ask.go(&address(&whom.id, "")))
        }
        Err(Refusal::AlreadySo) => {
            let same = FieldError {
                field: FIELD,
                text: people::mobile_same(l).to_owned(),
            };
            draw(&ask, &whom, &typed, vec![same]).await
        }
        Err(refusal) => refused(&ask, &refusal, &whom).await,
    }
}

async fn draw(ask: &Ask, whom: &Whom, typed: &Typed, errors: Vec<FieldError>) -> Answer {
    let l = ask.language;
    let asking = Asking {
        whom,
        title: people::mobile_title(l, whom.name.full()),
        lead: say::mobile_lead(l, whom.name.greeting()),
        stops: false,
    };
    let (hint, value) = (
        mobile_hint(l, &ask.services().policy.countries),
        typed.value(FIELD),
    );
    let lasts = lasting::in_words(ask.services().policy.reset_off_after_own_change, l);
    let password = say::mobile_password(l, whom.name.greeting(), lasts);
    asking::draw(ask, asking, typed, errors, move |errors| {
        view! {
            <p>{password}</p>
            <Field
                kind=FieldKind::OtherMobile
                name=FIELD
                label=people::mobile_new(l)
                hint=hint
                error=error_at(errors, FIELD)
                value=value
                autofocus=true
            />
        }
        .into_any()
    })
    .await
}
