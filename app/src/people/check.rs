//! `/beheer/controle`: does everybody on the list still work here? A long list comes a page at a time; whom somebody
//! vouched for is kept.

use domain::{AuthorisationId, Language, organisations::Kind, people::Role, post::Deed};
use flows::{
    Seen,
    people::{
        Person,
        check::{CheckPage, Checked, Looked, NotSettled, Settled, checked, next_page, settle},
    },
};
use leptos::prelude::*;

use super::{
    LIST,
    check_gone::{self, Waiting},
    check_list,
    refusals::refused,
    rights::right_names,
    words,
};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Stop, Typed, Unread},
    parts::{Act, Acts, Choice, Choices, Form, HowMany, Page},
    texts::{check as say, people},
};

/// Address of this page.
pub const PATH: &str = "/beheer/controle";
/// Who stood on the page and what it showed of them, one hidden field each: what came later is not vouched for.
pub(super) const SHOWN: &str = "hier";
/// Between who it is and what was shown.
const BETWEEN: char = '.';
/// Who was shown, and what of them.
pub(super) type Shown = (AuthorisationId, String);
/// Who still works here.
const STAYS: &str = "blijft";

/// Shows who is to be looked at.
pub async fn show(ask: Ask) -> Answer {
    let (caller, permit) = ask.admin().await?;
    let (services, l) = (ask.services(), ask.language);
    let page = next_page(services, &permit).await?;
    let so_far = match page.before {
        0 if page.last => None,
        0 => Some(say::in_parts(l, page.all)),
        before => Some(say::so_far(l, before, page.all)),
    };
    let last = last_check(l, &checked(services, &permit).await?);
    let before = ask.typed_before(&caller, &[SHOWN, STAYS]).await?;
    let gone = match before.as_ref().map(unticked) {
        Some(gone) => gone?.1,
        None => check_gone::waiting(&ask)
            .await?
            .map_or_else(Vec::new, |waiting| waiting.gone),
    };
    let kind = services.catalogue.kind(&caller.kind).cloned();
    let told = ask.told().await?.map(Flash::view);
    let title = say::title(l);
    Screen::new(title)
        .seen_by(&caller)
        .show(&ask, move || {
            let back = Act::link(people::back_to_list(l), LIST);
            let print = vec![Act::link(say::print(l), check_list::PATH)];
            let news = view! { {told} }.into_any();
            let form = form(l, &page, &gone, kind.as_ref());
            view! {
                <Page title=title lead=lead(l, &page) back=back news=news>
                    {so_far.map(|text| view! { <p>{text}</p> })}
                    {form}
                    <p>{last}</p>
                    <Acts acts=print class="links" />
                </Page>
            }
        })
        .await
}

/// Takes what was ticked: nobody gone, and the page is settled; else first what will happen.
pub async fn look(ask: Ask, form: Unread) -> Answer {
    ask.admin().await?;
    let (shown, gone) = unticked(&form.only(&[SHOWN, STAYS])?)?;
    let waiting = Waiting { shown, gone };
    if waiting.gone.is_empty() {
        return settle_page(&ask, waiting).await;
    }
    check_gone::wait(&ask, waiting).await?;
    Ok(ask.go(check_gone::PATH))
}

/// Settles a page, and says what came of it. Where nothing did, whoever was unticked stays so.
pub(super) async fn settle_page(ask: &Ask, looked: Waiting) -> Answer {
    let (_, permit) = ask.change_staff(Deed::CheckStaff, None).await?;
    let shown: Vec<_> = looked
        .shown
        .iter()
        .map(|(id, seen)| (id.clone(), Seen::sent(seen)))
        .collect();
    match settle(ask.services(), &permit, &shown, &looked.gone).await? {
        Ok(settled) => {
            check_gone::forget(ask).await?;
            ask.tell(done(ask, settled)).await?;
            Ok(ask.go(if settled.finished { LIST } else { PATH }))
        }
        Err(NotSettled { why, name }) => {
            check_gone::wait(ask, looked).await?;
            refused(ask, &why, &name, PATH).await
        }
    }
}

fn done(ask: &Ask, settled: Settled) -> Flash {
    let l = ask.language;
    let stopped = match settled.stopped {
        0 => None,
        1 => Some(say::done_stopped_one(l).to_owned()),
        number => Some(say::done_stopped(l, number)),
    };
    if !settled.finished {
        let flash = Flash::good(say::page_done(l));
        return match stopped {
            Some(text) => flash.text(text),
            None => flash,
        };
    }
    let mut text: Vec<String> = stopped.into_iter().collect();
    let again = ask.now.plus(ask.services().policy.check_every);
    text.push(say::done_text(l, again.short_day(l)));
    Flash::good(say::done(l, ask.now.short_day(l)))
        .text(text.join(" "))
        .link(say::print(l), check_list::PATH)
}

/// Who was shown, and who of them is not ticked any more.
fn unticked(typed: &Typed) -> Result<(Vec<Shown>, Vec<AuthorisationId>), Stop> {
    let (shown, stays) = (shown_in(typed)?, ids_in(typed, STAYS)?);
    let of_shown = shown.iter().map(|(id, _)| id);
    let gone = of_shown.filter(|id| !stays.contains(id)).cloned().collect();
    Ok((shown, gone))
}

/// Who a form says was shown.
pub(super) fn shown_in(typed: &Typed) -> Result<Vec<Shown>, Stop> {
    let shown = typed.all(SHOWN).into_iter().map(|typed| {
        let (whom, seen) = typed.split_once(BETWEEN).unwrap_or((typed, ""));
        Ok((parse(whom)?, seen.to_owned()))
    });
    shown.collect()
}

/// Whom a form names in a field.
pub(super) fn ids_in(typed: &Typed, field: &str) -> Result<Vec<AuthorisationId>, Stop> {
    typed.all(field).into_iter().map(parse).collect()
}

fn parse(typed: &str) -> Result<AuthorisationId, Stop> {
    AuthorisationId::parse(typed).ok_or(Stop::BadForm)
}

/// The fields that say who was shown.
pub(super) fn as_shown(shown: Vec<Shown>) -> impl IntoView {
    let fields = shown.into_iter().map(|(id, seen)| {
        let shown = format!("{id}{BETWEEN}{seen}");
        view! { <input type="hidden" name=SHOWN value=shown /> }
    });
    fields.collect_view()
}

fn lead(l: Language, page: &CheckPage) -> String {
    match page
        .people
        .iter()
        .filter(|looked| !looked.person.you)
        .count()
    {
        0 if page.before > 0 => say::nobody_left(l).to_owned(),
        0 => say::nobody(l).to_owned(),
        1 => say::lead_one(l).to_owned(),
        number => say::lead(l, number),
    }
}

/// When the list was last looked through, and by whom.
pub(super) fn last_check(l: Language, checked: &Checked) -> String {
    match &checked.last {
        Some((at, Some(by))) => say::last(l, at.short_day(l), by),
        Some((at, None)) => say::last_by_somebody(l, at.short_day(l)),
        None => say::never(l).to_owned(),
    }
}

fn form(
    l: Language,
    page: &CheckPage,
    gone: &[AuthorisationId],
    kind: Option<&Kind>,
) -> impl IntoView + use<> {
    let shown = page.people.iter();
    let shown = shown.map(|looked| (looked.person.id.clone(), looked.seen.as_str().to_owned()));
    let shown = as_shown(shown.collect());
    // Nobody stops himself, so one's own box is no question; it goes along as it is.
    let own = page
        .people
        .iter()
        .filter(|looked| looked.person.you)
        .map(|looked| {
            let id = looked.person.id.to_string();
            view! { <input type="hidden" name=STAYS value=id /> }
        })
        .collect_view();
    let others = page.people.iter().filter(|looked| !looked.person.you);
    let choices: Vec<Choice> = others
        .map(|looked| Choice {
            value: looked.person.id.to_string(),
            label: looked.person.name.full(),
            hint: Some(about(l, looked, kind)),
            chosen: !gone.contains(&looked.person.id),
        })
        .collect();
    let primary = if page.last {
        say::right(l)
    } else {
        say::right_so_far(l)
    };
    // Whoever was still to be looked at may have left meanwhile: the list is written down all the same.
    let choices = (!choices.is_empty()).then(|| {
        view! {
            <Choices
                name=STAYS
                label=say::people(l)
                hint=say::unticked(l)
                how_many=HowMany::Any
                choices=choices
                people=true
            />
        }
    });
    view! { <Form primary=primary action=PATH.to_owned()>{shown} {own} {choices}</Form> }
}

/// What helps to recognise somebody and to decide: address, how it stands, last login, what they may do. A line each.
fn about(l: Language, looked: &Looked, kind: Option<&Kind>) -> String {
    let person = &looked.person;
    let stands = words::standing(l, person).1;
    let stands = format!("{stands} · {}", last_login(l, person));
    [who(l, person), stands, may(l, looked, kind)].join("\n")
}

/// Address, and that somebody is admin.
pub(super) fn who(l: Language, person: &Person) -> String {
    match person.role {
        Role::Admin => format!("{} · {}", person.email, people::role_admin(l)),
        Role::Employee | Role::Unknown => person.email.clone(),
    }
}

/// When somebody was last here.
pub(super) fn last_login(l: Language, person: &Person) -> String {
    person.last_login_at.map_or_else(
        || people::never_logged_in(l).to_owned(),
        |at| people::last_login(l, at.short_day(l)),
    )
}

/// What somebody may do.
pub(super) fn may(l: Language, looked: &Looked, kind: Option<&Kind>) -> String {
    let rights = right_names(l, kind, &looked.rights);
    if rights.is_empty() {
        say::may_nothing(l).to_owned()
    } else {
        say::may(l, rights.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_was_shown_and_is_not_ticked_is_gone() {
        const IDS: [&str; 3] = [
            "0192f0c1-0000-7000-8000-000000000001",
            "0192f0c1-0000-7000-8000-000000000002",
            "0192f0c1-0000-7000-8000-000000000003",
        ];
        let shown = IDS.into_iter().fold(Typed::default(), |typed, id| {
            typed.and(SHOWN, format!("{id}.gezien"))
        });
        let form = shown.clone().and(STAYS, IDS[0]).and(STAYS, IDS[2]);
        let (all, gone) = unticked(&form).unwrap();
        assert_eq!((all.len(), gone.len()), (3, 1));
        assert_eq!(gone[0].as_str(), IDS[1]);
        assert_eq!(all[0].1, "gezien");
        assert!(unticked(&shown.and(STAYS, "iets")).is_err());
    }
}
