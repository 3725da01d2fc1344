//! Every desk on the contact page: whom it helps, its number and mailbox, whether somebody answers now, its week, and the
//! next days that are different.

use domain::{Language, Moment, desks::Desk};
use leptos::prelude::*;

use super::telephone;
use crate::{bridge::Ask, parts::Section, texts::contact as say};

/// A desk as the page shows it.
pub(super) struct Shown {
    desk: Desk,
    now: Moment,
    /// Who people are who come here when nothing else helps.
    helps: Vec<String>,
    /// Kinds of company whose requests for an admin are answered here.
    appoints: Vec<String>,
}

/// Every desk, the one that helps everybody first.
pub(super) fn shown(ask: &Ask) -> Vec<Shown> {
    let l = ask.language;
    let capacities = &ask.portal.help.capacities;
    let forms = &ask.portal.appointments.0;
    let kind = |code: &str| {
        let kind = ask.services().catalogue.kind(code);
        kind.map_or_else(|| code.to_owned(), |kind| kind.name.get(l).to_owned())
    };
    let shown = |desk: &Desk| Shown {
        now: ask.now,
        helps: capacities
            .iter()
            .filter(|capacity| capacity.desk == desk.code)
            .map(|capacity| capacity.name.get(l).to_owned())
            .collect(),
        appoints: forms
            .iter()
            .filter(|form| form.desk == desk.code)
            .map(|form| kind(&form.kind))
            .collect(),
        desk: desk.clone(),
    };
    ask.portal.desks.all().map(shown).collect()
}

impl Shown {
    /// Its part of the page.
    pub fn view(self, l: Language) -> impl IntoView + use<> {
        let Self { desk, now, .. } = &self;
        let whom = [
            (!self.helps.is_empty()).then(|| say::desk_for(l, self.helps.join(", "))),
            (!self.appoints.is_empty())
                .then(|| say::desk_for_requests(l, self.appoints.join(", "))),
        ];
        let whom = whom
            .into_iter()
            .flatten()
            .map(|whom| view! { <p>{whom}</p> })
            .collect_view();
        let different = desk.hours.different_days(*now);
        let different: Vec<_> = different.iter().map(|day| day.in_words(l)).collect();
        let different = (!different.is_empty()).then(|| {
            view! {
                <p>{say::different_days(l)}</p>
                {list(different)}
            }
        });
        let (id, title) = (format!("desk-{}", desk.code), desk.title(l));
        let (phone, call) = (desk.phone.clone(), telephone(&desk.phone));
        let opening = format!(" · {}", desk.now(*now, l));
        let (mail, mailbox) = (
            say::mail_to(l, &desk.email),
            format!("mailto:{}", desk.email),
        );
        let week = list(desk.hours.week_in_words(l));
        view! {
            <Section id=id title=title>
                {whom}
                <p>
                    <strong><a href=call>{phone}</a>{opening}</strong>
                </p>
                <p><a href=mailbox>{mail}</a></p>
                {week}
                {different}
            </Section>
        }
    }
}

fn list(lines: Vec<String>) -> impl IntoView + use<> {
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
    view! { <ul class="bullets">{lines.collect_view()}</ul> }
}
