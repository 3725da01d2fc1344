//! The fields of a form: how each is called in what a browser sends, what it is called on the screen, and how it is drawn.

use domain::{
    Language,
    appointments::{Ask as Asks, Form, FormField, OWN_FIELDS, Sex},
    organisations::{Catalogue, Kind, Words},
    shared::mobile_number::AllowedCountries,
};
use leptos::prelude::*;

use crate::{
    bridge::Typed,
    parts::{Choice, Choices, Field, FieldError, FieldKind, HowMany, LongText, error_at},
    texts::{appointments as say, frame},
    words::mobile_hint,
};

pub(super) const NUMBER: &str = "number";
pub(super) const COMPANY: &str = "company";
pub(super) const GIVEN: &str = "given_name";
pub(super) const INITIALS: &str = "initials";
pub(super) const INFIX: &str = "infix";
pub(super) const FAMILY: &str = "family_name";
pub(super) const SEX: &str = "sex";
pub(super) const EMAIL: &str = "email";
pub(super) const MOBILE: &str = "mobile";
pub(super) const REMARK: &str = "remark";
const OWN: [&str; OWN_FIELDS] = [
    "own-1", "own-2", "own-3", "own-4", "own-5", "own-6", "own-7", "own-8", "own-9",
];

/// One field of a form as the screen knows it.
pub(super) struct Shown<'a> {
    /// What the form says about it.
    pub field: &'a FormField,
    /// What a browser calls it.
    pub name: &'static str,
    /// What it is called on the screen.
    pub label: String,
}

impl Shown<'_> {
    /// Whether it may stay empty; initials follow from the first name.
    pub fn is_optional(&self) -> bool {
        self.field.optional || self.field.ask == Asks::Initials
    }
}

/// The fields of a form, in its order.
pub(super) fn fields<'a>(l: Language, catalogue: &Catalogue, form: &'a Form) -> Vec<Shown<'a>> {
    let kind = catalogue.kind(&form.kind);
    let mut own = OWN.iter();
    let mut shown = Vec::new();
    for field in &form.fields {
        let name = match &field.ask {
            Asks::Own { .. } => own.next().copied(),
            known => Some(name_of(known)),
        };
        shown.extend(name.map(|name| Shown {
            label: label(l, kind, field),
            field,
            name,
        }));
    }
    shown
}

const fn name_of(ask: &Asks) -> &'static str {
    match ask {
        Asks::Number => NUMBER,
        Asks::Company => COMPANY,
        Asks::GivenName => GIVEN,
        Asks::Initials => INITIALS,
        Asks::Infix => INFIX,
        Asks::FamilyName => FAMILY,
        Asks::Sex => SEX,
        Asks::Email => EMAIL,
        Asks::Mobile => MOBILE,
        Asks::Remark | Asks::Own { .. } => REMARK,
    }
}

fn label(l: Language, kind: Option<&Kind>, field: &FormField) -> String {
    if let Some(label) = &field.label {
        return label.get(l).to_owned();
    }
    let ours = match &field.ask {
        Asks::Number => kind.map_or("", |kind| kind.number_name.get(l)),
        Asks::Company => say::company(l),
        Asks::GivenName => say::given_name(l),
        Asks::Initials => say::initials(l),
        Asks::Infix => say::infix(l),
        Asks::FamilyName => say::family_name(l),
        Asks::Sex => say::sex(l),
        Asks::Email => say::email(l),
        Asks::Mobile => say::mobile(l),
        Asks::Remark => say::remark(l),
        Asks::Own { code, .. } => code,
    };
    ours.to_owned()
}

fn hint(l: Language, countries: &AllowedCountries, field: &FormField) -> Option<String> {
    let mobile = say::mobile_hint(l, mobile_hint(l, countries));
    let ours = match field.ask {
        Asks::Initials => Some(say::initials_hint(l)),
        Asks::Infix => Some(say::infix_hint(l)),
        Asks::Email => Some(say::email_hint(l)),
        Asks::Mobile => Some(mobile.as_str()),
        _ => None,
    };
    let own = field.hint.as_ref().map(|hint: &Words| hint.get(l));
    own.or(ours).map(str::to_owned)
}

/// A field as it is filled in.
pub(super) fn draw(
    (l, countries): (Language, &AllowedCountries),
    shown: &Shown<'_>,
    typed: &Typed,
    errors: &[FieldError],
) -> AnyView {
    let (name, label) = (shown.name, shown.label.clone());
    let (hint, error) = (hint(l, countries, shown.field), error_at(errors, name));
    let value = typed.value(name);
    let optional = shown.is_optional().then(|| frame::optional(l));
    let kind = match shown.field.ask {
        Asks::Sex => {
            let choices = sexes(l, typed.get(name));
            return view! {
                <Choices name label how_many=HowMany::One hint=hint error=error choices />
            }
            .into_any();
        }
        Asks::Remark => {
            return view! {
                <LongText name label hint=hint error=error value=value optional=optional />
            }
            .into_any();
        }
        Asks::Number => FieldKind::Number,
        Asks::Company => FieldKind::Organization,
        Asks::GivenName => FieldKind::GivenName,
        Asks::FamilyName => FieldKind::FamilyName,
        Asks::Email => FieldKind::OwnEmail,
        Asks::Mobile => FieldKind::OwnMobile,
        Asks::Initials | Asks::Infix | Asks::Own { .. } => FieldKind::Text,
    };
    view! {
        <Field kind name label hint=hint error=error value=value optional=optional />
    }
    .into_any()
}

fn sexes(l: Language, chosen: &str) -> Vec<Choice> {
    let choice = |sex: Sex| Choice {
        value: sex.code().to_owned(),
        label: sex_text(l, sex).to_owned(),
        hint: None,
        chosen: sex.code() == chosen,
    };
    Sex::ALL.into_iter().map(choice).collect()
}

/// What somebody said where it was asked.
pub(super) const fn sex_text(l: Language, sex: Sex) -> &'static str {
    match sex {
        Sex::Man => say::man(l),
        Sex::Woman => say::woman(l),
        Sex::X => say::x(l),
        Sex::Unsaid => say::unsaid(l),
    }
}
