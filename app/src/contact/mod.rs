//! `/contact`, `/toegankelijkheid`, `/privacy`: pages that only tell, for everybody.

mod desks;

use domain::{desks::short_phone, shared::lasting};
use leptos::prelude::*;

use crate::{
    bridge::{Answer, Ask, Screen},
    desk::{belcode, number_names},
    parts::{Act, Acts, Door, Doors, Page, Section},
    texts::{contact as say, help, login, reset, who_is_my_admin},
};

/// How to reach people, and what is often faster.
pub async fn show(ask: Ask) -> Answer {
    let l = ask.language;
    let title = say::title(l);
    let desk = ask.help_desk().await?;
    let (phone, hours) = (desk.phone.clone(), desk.now(ask.now, l));
    let desks = desks::shown(&ask);
    let numbers = number_names(&ask);
    let belcode = belcode(&ask).await?;
    Screen::new(title)
        .show(&ask, move || {
            let door = |title: &str, href: &str, sub: &str| Door {
                title: title.to_owned(),
                href: href.to_owned(),
                sub: Some(sub.to_owned()),
            };
            let doors = vec![
                door(
                    reset::ask_title(l),
                    "/wachtwoord-vergeten",
                    say::faster_reset_sub(l),
                ),
                door(help::title(l), "/hulp-vragen", say::faster_admin_sub(l)),
                door(
                    who_is_my_admin::title(l),
                    "/wie-is-mijn-beheerder",
                    say::faster_who_sub(l),
                ),
            ];
            let acts = vec![Act::link(say::call(l, &phone), telephone(&phone)).primary()];
            let links = vec![
                Act::link(login::wait_back(l), "/inloggen"),
                Act::link(say::accessibility_title(l), "/toegankelijkheid"),
                Act::link(say::privacy_title(l), "/privacy"),
            ];
            let aside = view! {
                <Section id="faster" title=say::faster(l)><Doors doors /></Section>
                <Section id="at-hand" title=say::at_hand(l)>
                    <ul class="bullets">
                        <li>{say::at_hand_email(l)}</li>
                        <li>{say::at_hand_company(l, numbers)}</li>
                        <li>{say::at_hand_phone(l)}</li>
                        <li>{say::at_hand_number(l)}</li>
                    </ul>
                    <p>{say::never(l)}</p>
                </Section>
            }
            .into_any();
            view! {
                <Page title=title lead=say::lead(l, phone, hours) acts wide=true aside=aside>
                    {belcode}
                    <div class="beside">{desks.into_iter().map(|desk| desk.view(l)).collect_view()}</div>
                    <Acts acts=links class="links" />
                </Page>
            }
        })
        .await
}

/// What we do so that everybody can use this.
pub async fn accessibility(ask: Ask) -> Answer {
    let l = ask.language;
    let title = say::accessibility_title(l);
    let phone = ask.help_desk().await?.phone.clone();
    Screen::new(title)
        .show(&ask, move || {
            view! {
                <Page title=title lead=say::accessibility_lead(l)>
                    <ul class="bullets">
                        <li>{say::accessibility_keyboard(l)}</li>
                        <li>{say::accessibility_zoom(l)}</li>
                        <li>{say::accessibility_time(l)}</li>
                    </ul>
                    <p>{say::accessibility_tell(l, phone)}</p>
                </Page>
            }
        })
        .await
}

/// What we keep about people, and who sees it.
pub async fn privacy(ask: Ask) -> Answer {
    let l = ask.language;
    let title = say::privacy_title(l);
    let phone = ask.help_desk().await?.phone.clone();
    let policy = &ask.services().policy;
    let unsent = lasting::in_words(policy.appointment_draft, l);
    let done = lasting::in_words(policy.appointment_kept, l);
    Screen::new(title)
        .show(&ask, move || {
            view! {
                <Page title=title lead=say::privacy_lead(l)>
                    <Section id="what" title=say::privacy_what(l)>
                        <ul class="bullets">
                            <li>{say::privacy_who(l)}</li>
                            <li>{say::privacy_log(l)}</li>
                            <li>{say::privacy_requests(l, unsent, done)}</li>
                            <li>{say::privacy_cookies(l)}</li>
                        </ul>
                    </Section>
                    <Section id="who" title=say::privacy_seen(l)>
                        <p>{say::privacy_admin(l)}</p>
                        <p>{say::privacy_ask(l, phone)}</p>
                    </Section>
                </Page>
            }
        })
        .await
}

/// The address that a phone can call.
pub fn telephone(phone: &str) -> String {
    format!("tel:{}", short_phone(phone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_as_people_read_it_can_be_called() {
        for (read, called) in [
            ("0800 1234", "tel:08001234"),
            ("+31 20 123 45 67", "tel:+31201234567"),
            ("+31 (0)70 41 47 483", "tel:+31704147483"),
            ("088 – 577 16 00", "tel:0885771600"),
        ] {
            assert_eq!(telephone(read), called);
        }
    }
}
