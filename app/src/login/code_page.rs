//! The page on which a code is typed, whatever it is for, and what it says when a code is refused.

use domain::{ChallengeId, Language, Moment, shared::code::TypedCode};
use flows::{
    challenges::NotAgain,
    login::{NotRight, only_desk_helps, sent},
};
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Unread},
    contact::telephone,
    desk::belcode,
    help,
    parts::{Act, Acts, Details, ErrorSummary, Field, FieldError, FieldKind, Form, Page, error_at},
    refused::no_message,
    texts::{contact, frame, login as say},
    words::{field_error, masked},
};

/// A page of a code, and where it leads.
#[derive(Clone, Copy, Debug)]
pub struct CodePage {
    /// Its own address.
    pub path: &'static str,
    /// Sends the code again.
    pub again: &'static str,
    /// Where somebody begins anew whose code is over.
    pub anew: &'static str,
    /// What beginning anew is called, where there is a way to it: only the mailbox knows an invitation, and on its page a
    /// wrong number is reported.
    pub anew_label: Option<fn(Language) -> &'static str>,
    /// Who corrects a wrong number.
    pub number: fn(Language) -> &'static str,
    /// Says that this code is over.
    pub over: fn(Language) -> &'static str,
}

/// Reads the form: the code, or what is wrong with it.
pub fn read(l: Language, form: Unread) -> Result<Result<TypedCode, FieldError>, Stop> {
    let typed = form.only(&["code"])?;
    Ok(TypedCode::parse(typed.get("code")).map_err(|problem| field_error(l, "code", problem)))
}

impl CodePage {
    /// Draws the page while a code is waited for; else the way back to the beginning.
    pub async fn show(
        self,
        ask: &Ask,
        challenge: &ChallengeId,
        errors: impl IntoIterator<Item = FieldError>,
    ) -> Answer {
        match sent(ask.services(), challenge).await? {
            Some(sent) => {
                self.draw(ask, sent.mobile.masked(), sent.again_at, errors)
                    .await
            }
            None => self.start_again(ask).await,
        }
    }

    /// Draws the page; `to` is the number that the code went to, as it may be shown, and `again_at` when it can be
    /// sent once more.
    pub async fn draw(
        self,
        ask: &Ask,
        to: String,
        again_at: Moment,
        errors: impl IntoIterator<Item = FieldError>,
    ) -> Answer {
        let l = ask.language;
        let again_in = ask.seconds_until(again_at);
        let title = say::code_title(l);
        let errors: Vec<FieldError> = errors.into_iter().collect();
        let flash = ask.told().await?.map(Flash::view_above_field);
        // Whoever comes here for the first time is not stuck.
        let belcode = match flash.is_some() || !errors.is_empty() {
            true => belcode(ask).await?,
            false => None,
        };
        Screen::new(title)
            .refused_for(ask, &errors)
            .typed_at_once()
            .show(ask, move || {
                let error = error_at(&errors, "code");
                let heading = frame::error_heading(l);
                let news = view! { {flash} <ErrorSummary heading errors /> }.into_any();
                view! {
                    <Page title=title lead_view=masked(l, say::code_lead(l, to)) news=news>
                        <Form primary=say::code_submit(l)>
                            <Field kind=FieldKind::Code name="code" label=say::code(l) error=error autofocus=true />
                        </Form>
                        {no_code(l, self, again_in, belcode)}
                    </Page>
                }
            })
            .await
    }

    /// Says why a code opened nothing.
    pub async fn refuse(self, ask: &Ask, challenge: &ChallengeId, why: NotRight) -> Answer {
        let l = ask.language;
        let error = match why {
            NotRight::Wrong { tries_left } => wrong(l, tries_left),
            NotRight::Earlier => earlier(l),
            NotRight::Expired { sent_again } => expired(l, sent_again),
            NotRight::Over => return self.start_again(ask).await,
            NotRight::Blocked => return blocked(ask, challenge, say::blocked_lead(l)).await,
        };
        self.show(ask, challenge, [error]).await
    }

    /// Says what came of asking for the code once more, and goes back to the page.
    pub async fn sent_again(self, ask: &Ask, sent: Result<(), NotAgain>) -> Answer {
        let l = ask.language;
        let notice = match sent {
            Ok(()) => Flash::good(say::sent_again(l)),
            Err(NotAgain::TooSoon { until }) => {
                Flash::wrong(say::too_soon(l, until.time_seen_from(ask.now, l)))
            }
            Err(NotAgain::TooMany) => Flash::wrong(say::too_many(l)),
            Err(NotAgain::NoMessages(refused)) => {
                let text = no_message(l, refused, ask.now, &ask.help_desk().await?.phone);
                Flash::wrong(say::no_code_title(l)).text(text)
            }
            Err(NotAgain::Over) => return self.start_again(ask).await,
        };
        ask.tell(notice).await?;
        Ok(ask.go(self.path))
    }

    /// Says that this code is over, where a new one is to be had.
    pub async fn start_again(self, ask: &Ask) -> Answer {
        ask.tell(Flash::wrong((self.over)(ask.language))).await?;
        Ok(ask.go(self.anew))
    }
}

/// Says that the account was blocked by wrong codes, and who helps: as the letter about it, which names nobody of whom only the
/// desk helps. Whoever reads it knew the password, or had a link.
pub async fn blocked(ask: &Ask, challenge: &ChallengeId, lead: &'static str) -> Answer {
    let l = ask.language;
    let email = ask.carried_email().await?;
    let only_desk = only_desk_helps(ask.services(), challenge).await?;
    ask.leave_with_help_desk().await?;
    if let Some(email) = email {
        ask.carry_email(&email).await?;
    }
    let belcode = belcode(ask).await?;
    let title = say::blocked_title(l);
    let phone = &ask.help_desk().await?.phone;
    let first = match only_desk {
        true => Act::link(contact::call(l, phone), telephone(phone)),
        false => Act::link(say::ask_admin(l), "/hulp-vragen"),
    };
    Screen::new(title)
        .show(ask, move || {
            let acts = vec![first.primary(), Act::link(say::help(l), help::guide::PATH)];
            view! { <Page title=title lead=lead acts>{belcode}</Page> }
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

fn no_code(l: Language, page: CodePage, again_in: u64, belcode: Option<AnyView>) -> impl IntoView {
    let again = vec![again_in_a_while(l, page.again, again_in)];
    let call = Act::link(say::no_sms_call(l), "/contact");
    let ways = match page.anew_label {
        Some(label) => vec![
            Act::link(say::ask_admin(l), "/hulp-vragen"),
            call,
            Act::link(label(l), page.anew),
        ],
        None => vec![call],
    };
    view! {
        <Details summary=say::no_sms(l)>
            <p>{say::no_sms_wait(l)}</p>
            <Acts acts=again class="page-actions" />
            <p>{(page.number)(l)}</p>
            <Acts acts=ways class="links" />
            {belcode}
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

/// What to say of a code from an earlier message.
pub fn earlier(l: Language) -> FieldError {
    at_code(say::code_earlier(l))
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
