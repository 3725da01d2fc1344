//! From what was typed to a request, or everything that is wrong with it, in the order of the form.

use domain::{
    ChoiceOf, EmailAddress, Language, MobileNumber, PersonName, Problem,
    appointments::{Ask as Asks, Form, Sex},
    organisations::{Kind, NumberProblem},
    shared::{
        person_name::{NamePart, NameProblem},
        short_text::{TextProblem, read_line, read_lines},
    },
};
use flows::{Services, appointments::Request};

use super::fields::{EMAIL, FAMILY, GIVEN, INFIX, INITIALS, MOBILE, Shown, fields};
use crate::{
    bridge::Typed,
    parts::FieldError,
    texts::{appointments as say, problems},
    words::{field_error, within},
};

/// Longest name of a company.
const COMPANY_MOST: usize = 100;
/// Longest remark, and longest answer to a question of the desk.
pub(super) const REMARK_MOST: usize = 1_000;

/// Reads what was typed.
pub(super) fn read(
    l: Language,
    services: &Services,
    form: &Form,
    typed: &Typed,
) -> Result<Request, Vec<FieldError>> {
    let all = fields(l, &services.catalogue, form);
    let mut errors = Vec::new();
    let name = PersonName::parse(
        typed.get(GIVEN),
        typed.get(INITIALS),
        typed.get(INFIX),
        typed.get(FAMILY),
    );
    let name = name.map_err(|problems| {
        let at = |problem: NameProblem| field_error(l, name_field(problem.part()), problem);
        errors.extend(problems.into_iter().map(at));
    });
    let email = EmailAddress::parse(typed.get(EMAIL));
    let email = email.map_err(|problem| errors.push(field_error(l, EMAIL, problem)));
    let mobile = MobileNumber::parse(typed.get(MOBILE), &services.policy.countries);
    let mobile = mobile.map_err(|problem| errors.push(field_error(l, MOBILE, problem)));
    let (mut number, mut company, mut remark, mut sex) = (None, None, None, None);
    let mut answers = Vec::new();
    for shown in &all {
        let value = typed.get(shown.name);
        let mut text = |read: Result<String, TextProblem>| match read {
            Ok(text) => Some(text),
            Err(TextProblem::Missing) if shown.field.optional => None,
            Err(problem) => {
                let wrong = match shown.field.ask {
                    Asks::Company => company_problem(l, &shown.label, problem),
                    _ => text_problem(l, &shown.label, problem),
                };
                errors.push(at(shown, wrong));
                None
            }
        };
        match &shown.field.ask {
            Asks::Company => company = text(read_line(value, COMPANY_MOST)),
            Asks::Remark => remark = text(read_lines(value, REMARK_MOST)),
            Asks::Own { code, most } => {
                answers.extend(text(read_line(value, *most)).map(|text| (code.clone(), text)));
            }
            Asks::Sex => {
                sex = Sex::from_code(value);
                if sex.is_none() && !shown.field.optional {
                    errors.push(field_error(
                        l,
                        shown.name,
                        Problem::NotChosen(ChoiceOf::Sex),
                    ));
                }
            }
            Asks::Number => {
                let kind = services.catalogue.kind(&form.kind);
                match read_number(kind, value) {
                    Ok(read) => number = Some(read),
                    Err(NumberProblem::Missing) if shown.field.optional => {}
                    Err(problem) => {
                        let wrong = number_problem(l, kind, &shown.label, problem);
                        errors.push(at(shown, wrong));
                    }
                }
            }
            Asks::GivenName
            | Asks::Initials
            | Asks::Infix
            | Asks::FamilyName
            | Asks::Email
            | Asks::Mobile => {}
        }
    }
    let (Ok(name), Ok(email), Ok(mobile), true) = (name, email, mobile, errors.is_empty()) else {
        let place = |error: &FieldError| all.iter().position(|shown| shown.name == error.field);
        errors.sort_by_key(place);
        return Err(errors);
    };
    Ok(Request {
        kind: form.kind.clone(),
        number,
        company,
        name,
        sex,
        email,
        mobile,
        remark,
        answers,
        language: l,
    })
}

fn read_number(kind: Option<&Kind>, value: &str) -> Result<String, NumberProblem> {
    kind.ok_or(NumberProblem::Missing)?.read_number(value)
}

fn at(shown: &Shown<'_>, text: String) -> FieldError {
    FieldError {
        field: shown.name,
        text,
    }
}

/// What is wrong with a text, by what the field is called.
pub(super) fn text_problem(l: Language, label: &str, problem: TextProblem) -> String {
    match problem {
        TextProblem::Missing => say::missing(l, label),
        TextProblem::TooLong { most, .. } => say::too_long(l, label, most),
        TextProblem::NotAPhone => problems::text_not_a_phone(l).to_owned(),
    }
}

/// The same, of the name of a company.
pub(super) fn company_problem(l: Language, label: &str, problem: TextProblem) -> String {
    match problem {
        TextProblem::Missing => say::company_missing(l).to_owned(),
        TextProblem::TooLong { .. } | TextProblem::NotAPhone => text_problem(l, label, problem),
    }
}

fn number_problem(l: Language, kind: Option<&Kind>, label: &str, problem: NumberProblem) -> String {
    match problem {
        NumberProblem::Missing => say::number_missing(l, within(label)),
        NumberProblem::NotDigits => say::not_digits(l, label),
        NumberProblem::Groups => say::number_groups(l, label, example(kind)),
        NumberProblem::Length { has, min, max } if min == max => {
            say::length_exactly(l, label, has, min)
        }
        NumberProblem::Length { has, min, max } => say::length(l, label, has, min, max),
    }
}

/// Digits as they are written, as few as a number of this kind has.
fn example(kind: Option<&Kind>) -> String {
    let fewest = kind.map_or(1, |kind| kind.number_min);
    "1234567890".chars().cycle().take(fewest).collect()
}

const fn name_field(part: NamePart) -> &'static str {
    match part {
        NamePart::Given => GIVEN,
        NamePart::Initials => INITIALS,
        NamePart::Infix => INFIX,
        NamePart::Family => FAMILY,
    }
}
