//! A colleague to choose from a list. It holds the first names, A–Z; in a large company most people are not on it, and then
//! it says so, and which page of that person leads to the same.

use domain::{
    AuthorisationId, Language,
    people::{AuthorisationState, Standing},
};
use flows::{
    Permit,
    caller::right::SeeStaff,
    people::{Filter, PAGE, Person, list, one},
};
use leptos::prelude::*;

use super::LIST;
use crate::{
    bridge::{Ask, Stop},
    parts::{Act, Acts, Select},
    texts::people as say,
};

/// Whom there is to choose from.
pub(crate) struct Colleagues {
    options: Vec<(String, String)>,
    more: bool,
}

impl Colleagues {
    /// The first of them whom `wanted` says, after the line for nobody; and whoever was `chosen`, wherever they stand.
    pub async fn find(
        ask: &Ask,
        permit: &Permit<SeeStaff>,
        nobody: &str,
        chosen: &str,
        wanted: impl Fn(&Person) -> bool,
    ) -> Result<Self, Stop> {
        let page = list(ask.services(), permit, None, &Filter::Current).await?;
        let mut options: Vec<(String, String)> =
            std::iter::once((String::new(), nobody.to_owned()))
                .chain(page.people.iter().filter(|one| wanted(one)).map(option))
                .collect();
        let listed = |id: &AuthorisationId| options.iter().any(|(known, _)| known == id.as_str());
        if let Some(id) = AuthorisationId::parse(chosen).filter(|id| !listed(id))
            && let Ok(whole) = one(ask.services(), permit, &id).await?
            && wanted(&whole.person)
        {
            options.push(option(&whole.person));
        }
        Ok(Self {
            options,
            more: page.after.is_some(),
        })
    }

    /// Whoever is called like this, wherever they stand in the list; `None` if nobody is.
    pub async fn called(
        ask: &Ask,
        permit: &Permit<SeeStaff>,
        nobody: &str,
        name: &str,
        wanted: impl Fn(&Person) -> bool,
    ) -> Result<Option<Self>, Stop> {
        let filter = Filter::Search(name.to_owned());
        let page = list(ask.services(), permit, None, &filter).await?;
        let there = |one: &&Person| one.facts.state != AuthorisationState::Stopped && wanted(one);
        let found: Vec<_> = page.people.iter().filter(there).map(option).collect();
        let nobody = std::iter::once((String::new(), nobody.to_owned()));
        Ok((!found.is_empty()).then(|| Self {
            options: nobody.chain(found).collect(),
            more: true,
        }))
    }

    /// The only one to choose, by what is sent; nobody if there are more.
    pub fn only(&self) -> String {
        match self.options.as_slice() {
            [_nobody, (id, _)] => id.clone(),
            _ => String::new(),
        }
    }

    /// Whether somebody is not on the list.
    pub const fn are_more(&self) -> bool {
        self.more
    }

    /// Nobody is there, here or further on.
    pub const fn is_empty(&self) -> bool {
        self.options.len() < 2 && !self.more
    }

    /// Who is on the list, by what is sent and what is read.
    pub fn options(self) -> Vec<(String, String)> {
        self.options
    }

    /// The list; `elsewhere` says what to press on the page of somebody who is not on it.
    pub fn select(
        self,
        l: Language,
        name: &'static str,
        (label, hint): (&str, Option<&str>),
        chosen: String,
        error: Option<String>,
        elsewhere: &str,
    ) -> impl IntoView + use<> {
        let others = self.more.then(|| say::choose_others(l, PAGE, elsewhere));
        let hint: Vec<&str> = hint.into_iter().chain(others.as_deref()).collect();
        let hint = Some(hint.join(" ")).filter(|hint| !hint.is_empty());
        let find = self.more.then(|| {
            let acts = vec![Act::link(say::choose_others_find(l), LIST)];
            view! { <Acts acts class="links" /> }
        });
        let (label, options) = (label.to_owned(), self.options);
        view! {
            <Select name=name label=label hint=hint options=options chosen=chosen error=error />
            {find}
        }
    }
}

fn option(person: &Person) -> (String, String) {
    (person.id.to_string(), person.name.full())
}

/// Whether access did not run out.
pub(super) const fn is_here(person: &Person) -> bool {
    !matches!(person.standing, Standing::Ended { .. })
}
