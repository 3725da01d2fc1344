//! The form for somebody new. Names of fields are neutral and nothing is autofilled: it would be the admin's own data.

use domain::Language;
use flows::people::{PAGE, Person, rights_to_give};
use leptos::prelude::*;

use super::{
    LIST,
    colleagues::{Colleagues, is_here},
    dates,
    invite::PATH,
    rights::{RIGHTS, choices},
};
use crate::{
    bridge::{Answer, Ask, Flash, Screen, Typed},
    islands::Initials,
    parts::{
        Act, Acts, Choice, Choices, EnterPresses, ErrorSummary, Field, FieldError, FieldKind, Form,
        HowMany, Page, Select, error_at,
    },
    texts::{frame, people as say},
    words::mobile_hint,
};

pub(super) const GIVEN: &str = "voornaam";
pub(super) const INITIALS: &str = "voorletters";
pub(super) const INFIX: &str = "tussenvoegsel";
pub(super) const FAMILY: &str = "achternaam";
pub(super) const EMAIL: &str = "postvak";
pub(super) const MOBILE: &str = "nummer";
pub(super) const SAME_AS: &str = "same_as";
/// Name of the button that sets the ticks to those of a colleague.
pub(super) const TAKE_OVER: &str = "overnemen";
pub(super) const ADMIN: &str = "admin";
/// Name of the field for whom to look for among many colleagues, and of its button.
pub(super) const CALLED: &str = "collega";
pub(super) const LOOK: &str = "zoeken";
/// Every field of the form.
pub(super) const FIELDS: [&str; 14] = [
    GIVEN,
    INITIALS,
    INFIX,
    FAMILY,
    EMAIL,
    MOBILE,
    SAME_AS,
    TAKE_OVER,
    CALLED,
    LOOK,
    RIGHTS,
    ADMIN,
    dates::FROM,
    dates::UNTIL,
];

/// What the form shows: what was typed, and what is wrong with it.
#[derive(Default)]
pub(super) struct Shown {
    pub typed: Typed,
    pub errors: Vec<FieldError>,
    /// Of who has this address already: the page, and what gives back access that is over.
    pub known: Vec<Act>,
    /// Some rights are ticked that nobody ticked.
    pub usual: bool,
    /// Whose rights are ticked.
    pub same_as: Option<String>,
    /// Which colleague is looked for.
    pub called: Option<String>,
    /// Why it was not done, if that lies in none of the fields.
    pub why_not: Option<Flash>,
}

impl Shown {
    /// A form that nobody has touched, with the rights that are usual here.
    pub fn fresh(usual: Vec<String>) -> Self {
        Self {
            usual: !usual.is_empty(),
            typed: usual
                .into_iter()
                .fold(Typed::default(), |typed, right| typed.and(RIGHTS, right)),
            ..Self::default()
        }
    }

    /// A form in which what a colleague may do is ticked, and nothing else; the rest is as it was typed.
    pub fn same_as(colleague: String, mut typed: Typed, rights: Vec<String>) -> Self {
        typed.take(RIGHTS);
        Self {
            same_as: Some(colleague),
            typed: rights
                .into_iter()
                .fold(typed, |typed, right| typed.and(RIGHTS, right)),
            ..Self::default()
        }
    }

    /// A form that comes back.
    pub const fn refused(typed: Typed, errors: Vec<FieldError>) -> Self {
        Self {
            typed,
            errors,
            known: vec![],
            usual: false,
            same_as: None,
            called: None,
            why_not: None,
        }
    }

    /// A form as it was typed, with the colleagues of this name to choose from.
    pub fn looking(typed: Typed, called: String) -> Self {
        Self {
            called: Some(called),
            ..Self::refused(typed, vec![])
        }
    }

    /// What is ticked that nobody ticked, and why.
    fn about_ticks(&self, l: Language) -> Option<String> {
        let name = self.same_as.as_ref();
        name.map(|name| say::invite_ticked(l, name))
            .or_else(|| self.usual.then(|| say::invite_usual(l).to_owned()))
    }
}

/// Draws the form.
pub(super) async fn draw(ask: &Ask, mut shown: Shown) -> Answer {
    let l = ask.language;
    let (caller, permit) = ask.admin().await?;
    let services = ask.services();
    let found = match &shown.called {
        Some(called) => {
            let nobody = say::same_as_nobody(l);
            Colleagues::called(ask, &permit, nobody, called, to_copy).await?
        }
        None => None,
    };
    let looked = found.is_some();
    if let Some(called) = shown.called.take().filter(|_| !looked) {
        let text = match called.trim() {
            "" => say::same_as_missing(l).to_owned(),
            called => say::same_as_not_found(l, called),
        };
        shown.errors.push(FieldError {
            field: CALLED,
            text,
        });
    }
    let colleagues = match found {
        Some(found) => found,
        None => Colleagues::find(ask, &permit, say::same_as_nobody(l), "", to_copy).await?,
    };
    let chooses_admins = permit.authority().chooses_admins();
    let to_give = rights_to_give(services, &permit).await?;
    let kind = services.catalogue.kind(&caller.kind);
    let rights = choices(l, kind, &to_give, (&[], None), &shown.typed.all(RIGHTS));
    let days = services.policy.invitation.as_secs() / (24 * 60 * 60);
    let lead = say::invite_lead(l, days);
    let title = say::invite_title(l);
    let screen = if shown.errors.is_empty() && shown.why_not.is_none() {
        Screen::new(title)
    } else {
        Screen::new(title).refused(ask)
    };
    let told = ask.told().await?.map(Flash::view);
    let mobile = say::invite_mobile_hint(l, mobile_hint(l, &services.policy.countries));
    let about_ticks = shown.about_ticks(l);
    screen
        .seen_by(&caller)
        .with_islands()
        .show(ask, move || {
            let Shown {
                typed,
                errors,
                known,
                same_as,
                why_not,
                ..
            } = shown;
            let fields = view! {
                <EnterPresses label=say::invite_submit(l) />
                <div class="form-dense">
                    {who(l, &typed, &errors, mobile)}
                    {may(l, &errors, (colleagues, looked), rights, about_ticks)}
                    {chooses_admins.then(|| admin(l, &typed))}
                    {dates::folded(l, &typed, &errors)}
                </div>
            }
            .into_any();
            let same_as = same_as.map(|name| {
                let title = say::same_as_done(l, name);
                Flash::info(title).text(say::same_as_done_text(l)).view()
            });
            let known = view! { <Acts acts=known class="row-actions" /> };
            let heading = frame::error_heading(l);
            let why_not = why_not.map(Flash::view);
            let news = view! { {told} {why_not} {same_as} <ErrorSummary heading errors /> {known} }
                .into_any();
            let back = Act::link(say::back_to_list(l), LIST);
            view! {
                <Page title=title lead=lead back=back news=news>
                    <Form primary=say::invite_submit(l)>{fields}</Form>
                </Page>
            }
        })
        .await
}

/// Whether this is a colleague whose ticks can be copied.
fn to_copy(person: &Person) -> bool {
    !person.you && is_here(person)
}

fn who(l: Language, typed: &Typed, errors: &[FieldError], mobile: String) -> AnyView {
    let field = |kind, name: &'static str, label: &str, hint: Option<&str>, optional: bool| {
        let (error, value) = (error_at(errors, name), typed.value(name));
        let optional = optional.then(|| frame::optional(l));
        let label = label.to_owned();
        let first = name == GIVEN && errors.is_empty() && value.is_none();
        view! { <Field kind name label hint=hint optional=optional error=error value=value autofocus=first /> }
            .into_any()
    };
    let text = FieldKind::Text;
    view! {
        {field(text, GIVEN, say::given_name(l), None, false)}
        <div class="field-pair">
            {field(text, INITIALS, say::initials(l), Some(say::initials_hint(l)), true)}
            {field(text, INFIX, say::infix(l), Some(say::infix_hint(l)), true)}
        </div>
        <Initials given=GIVEN.to_owned() initials=INITIALS.to_owned() />
        {field(text, FAMILY, say::family_name(l), None, false)}
        {field(FieldKind::OtherEmail, EMAIL, say::invite_email(l), Some(say::invite_email_hint(l)), false)}
        {field(FieldKind::OtherMobile, MOBILE, say::mobile(l), Some(&mobile), false)}
    }
    .into_any()
}

fn may(
    l: Language,
    errors: &[FieldError],
    (colleagues, looked): (Colleagues, bool),
    rights: Vec<Choice>,
    about_ticks: Option<String>,
) -> AnyView {
    let (at_same, error) = (error_at(errors, SAME_AS), error_at(errors, RIGHTS));
    let at_called = error_at(errors, CALLED);
    let copy = (!colleagues.is_empty()).then(|| {
        let chosen = match looked {
            true => colleagues.only(),
            false => String::new(),
        };
        let look = colleagues.are_more().then(|| look(l, at_called));
        // The page comes back where the ticks are.
        let ticks = format!("{PATH}#{RIGHTS}");
        view! {
            {look}
            <div class="field-and-button">
                <Select
                    name=SAME_AS
                    label=say::same_as(l)
                    hint=say::same_as_hint(l)
                    options=colleagues.options()
                    chosen=chosen
                    error=at_same
                    autofocus=looked
                />
                {beside(TAKE_OVER, ticks, say::same_as_take(l))}
            </div>
        }
        .into_any()
    });
    view! {
        {copy}
        <Choices
            name=RIGHTS
            label=say::invite_rights(l)
            how_many=HowMany::Any
            hint=about_ticks
            choices=rights
            error=error
            brief=true
        />
    }
    .into_any()
}

/// A button beside a field that sends the whole form to say so, and comes back to that place.
fn beside(name: &'static str, place: String, label: &'static str) -> impl IntoView {
    view! {
        <button class="button button-second" type="submit" name=name value="ja" formaction=place>
            {label}
        </button>
    }
}

/// Looking for a colleague among many, within the form: what was typed for somebody new stays in it.
fn look(l: Language, error: Option<String>) -> AnyView {
    let list = format!("{PATH}#{SAME_AS}");
    view! {
        <div class="field-and-button">
            <Field
                kind=FieldKind::Search
                name=CALLED
                label=say::same_as_look(l)
                hint=say::same_as_look_hint(l, PAGE)
                error=error
            />
            {beside(LOOK, list, say::same_as_look_submit(l))}
        </div>
    }
    .into_any()
}

fn admin(l: Language, typed: &Typed) -> AnyView {
    let choices = vec![Choice {
        value: "ja".to_owned(),
        label: say::invite_role_yes(l).to_owned(),
        hint: Some(say::invite_role_hint(l).to_owned()),
        chosen: !typed.get(ADMIN).is_empty(),
    }];
    view! { <Choices name=ADMIN label=say::invite_role(l) how_many=HowMany::Any choices /> }
        .into_any()
}
