//! A form of the desk in which one agent asks and a colleague approves: another number, a caller who was called back, the
//! access of an admin who left. What differs is what is asked; reason, frame and button are the same.

use leptos::prelude::*;

use super::{
    Whom, address,
    words::{self, WHY},
};
use crate::{
    bridge::{Answer, Ask, Screen, Typed},
    parts::{Act, ErrorSummary, FieldError, Form, Page, Select, error_at},
    texts::{desk as say, frame},
};

/// What is asked of a colleague.
pub(super) struct Asking<'a> {
    pub whom: &'a Whom,
    pub title: String,
    pub lead: String,
    /// Whether it takes something away.
    pub stops: bool,
}

/// Draws the form with its own fields, which are given what was refused.
pub(super) async fn draw(
    ask: &Ask,
    asking: Asking<'_>,
    typed: &Typed,
    errors: Vec<FieldError>,
    fields: impl FnOnce(&[FieldError]) -> AnyView + Send + 'static,
) -> Answer {
    let l = ask.language;
    let Asking {
        whom,
        title,
        lead,
        stops,
    } = asking;
    let (first, person) = (whom.name.greeting().to_owned(), address(&whom.id, ""));
    let chosen = typed.value(WHY).unwrap_or_default();
    Screen::new(title.clone())
        .refused_for(ask, &errors)
        .at_desk(ask)
        .show(ask, move || {
            let fields = fields(&errors);
            let missing = error_at(&errors, WHY);
            let heading = frame::error_heading(l);
            let news = view! { <ErrorSummary heading errors /> }.into_any();
            let back = Act::link(say::back_to(l, first), person);
            view! {
                <Page title=title lead=lead back=back news=news>
                    <Form primary=say::ask_colleague(l) stops=stops>
                        {fields}
                        <Select name=WHY label=say::why(l) options=words::reasons(l) chosen=chosen error=missing />
                    </Form>
                </Page>
            }
        })
        .await
}
