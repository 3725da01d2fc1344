//! What an agent can do for one person: before the caller was checked next to nothing, after that one reason and a button
//! for each deed that would not be refused, the one that solves it first.

use domain::{
    AuthorisationId, Language,
    desk::{Diagnosis, Remedy},
    people::{AuthorisationState, BlockReason, PasswordState, Standing, What},
};
use flows::desk::DeskPerson;
use leptos::prelude::*;

use super::{address, doubt, words};
use crate::{
    parts::{Act, Acts, FormNumber, Key, Notice, NoticeKind, Select},
    texts::{desk as say, frame},
    words::listed,
};

/// What can be done for this person now: check the caller first, then the deeds that would not be refused. Whom the own
/// admin helps is referred before anybody takes the trouble of a check. `go_on` puts the focus on the check.
pub(super) fn deeds(l: Language, person: &DeskPerson, (keys_on, go_on): (bool, bool)) -> AnyView {
    if person.you {
        return view! { <p>{say::yourself(l)}</p> }.into_any();
    }
    let key = |key: Key| keys_on.then_some(key);
    let note = Act::link(say::note(l), address(&person.id, "notitie")).key(key(Key::N));
    // Whoever tells that an admin left is somebody else, so no caller is checked for that.
    let stop = person
        .stops_access()
        .then(|| Act::link(say::stop_access(l), address(&person.id, "toegang-stoppen")));
    let helped = person.ours_for(What::Account) || (person.unblocks() && is_locked(person));
    let comes_back = person.is_over() && !person.admins.is_empty();
    // Whose admins were asked for rights and did not answer is not sent to them once more for that.
    let sent_back = !helped && (is_locked(person) || !person.waits_for_rights());
    let refer = (sent_back || comes_back).then(|| refer(l, person));
    if person.checked_until.is_none() {
        let go_on = go_on && helped;
        let send = address(&person.id, "beller-controleren/versturen");
        let sms = Act::post(say::check_caller(l), &send)
            .with("kanaal", "sms")
            .key(key(Key::C));
        let mail = Act::post(say::check_by_mail(l), &send).with("kanaal", "mail");
        let doubt = doubt::of_telephone(person);
        let ways = match (helped, doubt) {
            (false, _) if !person.has_mailbox => vec![sms.second()],
            (true, _) if !person.has_mailbox => vec![sms.primary().focus(go_on)],
            (false, Some(_)) => vec![mail.second(), sms.second()],
            (false, None) => vec![sms.second(), mail.second()],
            (true, Some(_)) => vec![mail.primary().focus(go_on), sms.second()],
            (true, None) => vec![sms.primary().focus(go_on), mail.second()],
        };
        let name = person.name.greeting();
        let first = match good_for(l, person) {
            _ if helped || person.changes_number() => say::check_first(l, name),
            Some(deeds) => say::check_first_for(l, name, deeds),
            None => say::check_first_for_nothing(l, name),
        };
        let doubt = doubt.map(|doubt| {
            let (why, instead) = doubt::words(l, doubt, (name, doubt::lets_in(person)));
            view! { <p>{why} " " {instead}</p> }
        });
        let back = Act::link(say::call_back(l), address(&person.id, "terugbellen"));
        let links = [back.key(key(Key::T)), note]
            .into_iter()
            .chain(stop)
            .collect();
        return view! {
            {refer}
            <p>{first}</p>
            {doubt}
            <Acts acts=ways class="page-actions" />
            <Acts acts=links class="links" />
        }
        .into_any();
    }
    let over = person.is_over().then(|| who_brings_back(l, person));
    let two = person.account_needs_two().then(|| needs_two(l, person));
    let back = person
        .account_needs_two()
        .then(|| Act::link(say::call_back(l), address(&person.id, "terugbellen")));
    let links = std::iter::once(note).chain(back).chain(stop).collect();
    view! {
        {refer}
        {over}
        {two}
        {doubt::notice(l, person)}
        {offered(l, person, keys_on)}
        <Acts acts=links class="links" />
    }
    .into_any()
}

/// The names of whoever of the company can help.
pub(super) fn admins(person: &DeskPerson) -> String {
    let names: Vec<&str> = person
        .admins
        .iter()
        .map(|admin| admin.name.as_str())
        .collect();
    names.join(", ")
}

/// Who helps this person instead of the desk, and why.
fn refer(l: Language, person: &DeskPerson) -> impl IntoView + use<> {
    let acts = person
        .admins
        .iter()
        .map(|admin| Act::link(say::see(l, &admin.name), address(&admin.id, "")))
        .collect::<Vec<_>>();
    let title = say::refer(l, person.name.greeting(), admins(person));
    let why = (!person.is_over()).then(|| view! { <p>{say::refer_why(l)}</p> });
    let alone = person.diagnosis == Diagnosis::PasswordDisabled
        && person.has_mailbox
        && person.reset_off_until.is_none();
    let alone = alone.then(|| view! { <p>{say::own_way_in(l, person.name.greeting())}</p> });
    view! { <Notice kind=NoticeKind::Info title=title acts>{why} {alone}</Notice> }
}

/// Whose access is over: what the admin does about that, because the desk does nothing.
fn who_brings_back(l: Language, person: &DeskPerson) -> impl IntoView + use<> {
    let name = person.name.greeting();
    let (title, text) = match person.admins.is_empty() {
        true => (
            say::brought_back_not_now(l),
            say::brought_back_by_nobody(l, name),
        ),
        false => (say::brought_back(l), say::brought_back_text(l, name)),
    };
    view! { <Notice kind=NoticeKind::Info title=title><p>{text}</p></Notice> }
}

/// Whether something keeps this person out that can be lifted.
fn is_locked(person: &DeskPerson) -> bool {
    let blocked = matches!(
        person.standing,
        Standing::Blocked(_) | Standing::PasswordDisabled
    );
    blocked || person.desk_lifts || matches!(person.diagnosis, Diagnosis::Waits { .. })
}

/// Why the account of a colleague waits for a second agent.
fn needs_two(l: Language, person: &DeskPerson) -> impl IntoView + use<> {
    let title = say::no_colleague(l, person.name.greeting());
    view! {
        <Notice kind=NoticeKind::Info title=title><p>{say::no_colleague_text(l)}</p></Notice>
    }
}

/// One deed of the form: label, address behind that of the person, key.
struct Offer {
    label: &'static str,
    page: &'static str,
    key: Key,
}

/// Whether the desk sends this person links for a new password, by how the caller was checked.
fn sends_links(person: &DeskPerson) -> bool {
    let active = person.facts.state == AuthorisationState::Active;
    let known = person.known.is_ok() && !person.account_needs_two();
    active && known && person.ours_for(What::Account)
}

/// The deeds of the form that would not be refused, the one that solves it first; `true` for that one.
fn offers(l: Language, person: &DeskPerson) -> Vec<(Offer, bool)> {
    let remedy = person.diagnosis.remedy();
    let state = person.facts.state;
    let ours = person.ours();
    // Before a check, what one by telephone leads to.
    let known = match person.checked_until {
        Some(_) => person.known.is_ok(),
        None => person.telephone.is_ok(),
    };
    let active = state == AuthorisationState::Active;
    let mut offers: Vec<(Remedy, Offer)> = Vec::new();
    let unblocks = known && person.unblocks() && !person.account_needs_two();
    if unblocks && (active || person.desk_lifts) && is_locked(person) {
        let offer = Offer {
            label: say::unblock(l),
            page: "deblokkeren",
            key: Key::D,
        };
        offers.push((Remedy::Unblock, offer));
    }
    if ours && state == AuthorisationState::Invited {
        let offer = Offer {
            label: say::send_invitation(l),
            page: "uitnodiging",
            key: Key::U,
        };
        offers.push((Remedy::SendInvitation, offer));
    }
    let links = sends_links(person) && person.reset_off_until.is_none();
    if links && person.facts.password != PasswordState::None {
        let offer = Offer {
            label: say::send_reset(l),
            page: "wachtwoordlink",
            key: Key::W,
        };
        offers.push((Remedy::SendReset, offer));
    }
    offers.sort_by_key(|(solves, _)| Some(*solves) != remedy);
    let mut buttons: Vec<(Offer, bool)> = offers
        .into_iter()
        .map(|(solves, offer)| (offer, Some(solves) == remedy))
        .collect();
    let stays_blocked = matches!(
        person.facts.blocked,
        Some(BlockReason::ByDesk | BlockReason::Unknown)
    );
    if active {
        let out = Offer {
            label: say::log_out_everywhere(l),
            page: "overal-uitloggen",
            key: Key::O,
        };
        buttons.push((out, false));
    }
    if active && known && !stays_blocked {
        let label = match person.facts.blocked {
            None => say::block(l),
            Some(_) => say::block_harder(l),
        };
        let block = Offer {
            label,
            page: "blokkeren",
            key: Key::L,
        };
        buttons.push((block, false));
    }
    buttons
}

/// What this check of the caller is good for, as the line that says so lists it.
pub(super) fn good_for(l: Language, person: &DeskPerson) -> Option<String> {
    let labels = offers(l, person).into_iter().map(|(offer, _)| offer.label);
    let mobile = person.changes_number().then(|| say::change_mobile(l));
    let labels: Vec<String> = labels.chain(mobile).map(str::to_lowercase).collect();
    listed(l, &labels)
}

/// One reason, and a button for each of these deeds.
fn offered(l: Language, person: &DeskPerson, keys_on: bool) -> impl IntoView + use<> {
    let buttons = offers(l, person);
    let no_link = person.reset_off_until.filter(|_| sends_links(person));
    let mobile = person.changes_number().then(|| {
        let act = Act::link(say::change_mobile(l), address(&person.id, "mobiel"));
        act.key(keys_on.then_some(Key::M))
    });
    let mobile = mobile.map(|act| view! { <Acts acts=vec![act] class="links" /> });
    let some = !buttons.is_empty();
    let buttons = buttons
        .into_iter()
        .map(|(offer, solves)| button(&person.id, &offer, solves, keys_on))
        .collect_view();
    let form = some.then(|| {
        view! {
            <form class="form desk-deeds" method="post" novalidate=true>
                <FormNumber />
                <Select
                    name=words::WHY
                    label=say::why(l)
                    options=words::reasons(l)
                    chosen=""
                    optional=frame::optional(l)
                />
                <div class="page-actions">{buttons}</div>
            </form>
        }
    });
    let no_link = no_link.map(|until| {
        let (name, until) = (person.name.greeting(), until.day_and_time(l));
        view! { <p>{say::no_reset_off(l, name)} " " {say::no_reset_off_text(l, until)}</p> }
    });
    view! { {form} {no_link} {mobile} }
}

fn button(
    id: &AuthorisationId,
    offer: &Offer,
    solves: bool,
    keys_on: bool,
) -> impl IntoView + use<> {
    let class = if solves {
        "button"
    } else {
        "button button-second"
    };
    let (label, action) = (offer.label, address(id, offer.page));
    let key = keys_on.then(|| offer.key.letter());
    let hint = key.map(|key| view! { <kbd aria-hidden="true">{key}</kbd> });
    view! {
        <button class=class type="submit" formaction=action data-key=key>{label} {hint}</button>
    }
}
