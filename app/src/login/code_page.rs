//! The page on which a code is typed, whatever it is for, and what it says when a code is refused.

use domain::{Language, Moment};
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Flash, Screen},
    parts::{Act, Acts, Details, ErrorSummary, Field, FieldError, FieldKind, Form, Page, error_at},
    texts::{frame, login as say},
};

/// Where the page of a code leads, besides its own address.
#[derive(Clone, Copy, Debug)]
pub struct CodePage {
    /// Sends it again.
    pub again: &'static str,
    /// Begins anew.
    pub anew: &'static str,
    /// What beginning anew is called.
    pub anew_label: fn(Language) -> &'static str,
}

/// Draws the page; `to` is the number that the code went to, as it may be shown, and `again_at` when it can be sent again.
pub async fn draw(
    ask: &Ask,
    to: String,
    again_at: Moment,
    errors: Vec<FieldError>,
    page: CodePage,
) -> Answer {
    let l = ask.language;
    let again_in = ask.seconds_until(again_at);
    let title = say::code_title(l);
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .refused_for(ask, &errors)
        .show(ask, move || {
            let error = error_at(&errors, "code");
            let heading = frame::error_heading(l);
            let news = view! { {flash} <ErrorSummary heading errors /> }.into_any();
            view! {
                <Page title=title lead=say::code_lead(l, to) news=news>
                    <Form primary=say::code_submit(l)>
                        <Field kind=FieldKind::Code name="code" label=say::code(l) error=error autofocus=true />
                    </Form>
                    {no_code(l, page, again_in)}
                </Page>
            }
        })
        .await
}

/// The button that has a code sent once more, and says how long that has to wait.
pub fn again_in_a_while(l: Language, address: &str, seconds: u64) -> Act {
    let waiting = say::send_again_in(l, Act::SECONDS);
    Act::post(say::send_again(l), address)
        .second()
        .after(seconds, waiting)
}

fn no_code(l: Language, page: CodePage, again_in: u64) -> impl IntoView {
    let again = vec![again_in_a_while(l, page.again, again_in)];
    let ways = vec![
        Act::link(say::ask_admin(l), "/hulp-vragen"),
        Act::link((page.anew_label)(l), page.anew),
    ];
    view! {
        <Details summary=say::no_sms(l)>
            <p>{say::no_sms_wait(l)}</p>
            <Acts acts=again class="page-actions" />
            <p>{say::no_sms_number(l)}</p>
            <Acts acts=ways class="links" />
        </Details>
    }
}

/// What to say of a wrong code.
pub fn wrong(l: Language, tries_left: u32) -> FieldError {
    at_code(match tries_left {
        1 => say::code_wrong_last(l),
        _ => say::code_wrong(l),
    })
}

/// What to say of a code that is too old.
pub fn expired(l: Language, sent_again: bool) -> FieldError {
    at_code(if sent_again {
        say::code_expired(l)
    } else {
        say::code_expired_not_sent(l)
    })
}

fn at_code(text: &str) -> FieldError {
    FieldError {
        field: "code",
        text: text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_try_is_announced() {
        for (tries_left, last) in [(4, false), (2, false), (1, true)] {
            let said = wrong(Language::Nl, tries_left).text;
            assert_eq!(said.contains("nog één keer"), last, "{tries_left}");
        }
        assert_ne!(expired(Language::Nl, true), expired(Language::Nl, false));
    }
}
