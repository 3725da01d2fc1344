//! Problems in words: what is wrong and how to put it right, the same in the summary and at the field.

use domain::{
    ChoiceOf, Language, Problem,
    post::Named,
    shared::{
        email_address::EmailProblem,
        mobile_number::{AllowedCountries, MobileProblem},
        password_rules::PasswordProblem,
        person_name::{NamePart, NameProblem},
        short_text::TextProblem,
    },
};

use leptos::prelude::*;

use crate::{
    parts::{FieldError, Masked, ends_in},
    texts::{frame, problems},
};

/// Words with a masked number in them, for the eye and for the ear.
pub fn masked(l: Language, text: impl Into<String>) -> AnyView {
    let text = text.into();
    let spoken = ends_in(&text).map_or_else(String::new, |ends| frame::number_ends(l, ends));
    view! { <Masked text spoken /> }.into_any()
}

/// Some people with their addresses, as one would say it; nothing if there is nobody.
pub fn named_list(l: Language, people: &[Named]) -> Option<String> {
    listed(l, &with_addresses(people))
}

/// The same, where one of them is enough: "A, B of C".
pub fn named_choice(l: Language, people: &[Named]) -> Option<String> {
    joined(&with_addresses(people), frame::or(l))
}

fn with_addresses(people: &[Named]) -> Vec<String> {
    let one = |named: &Named| format!("{} ({})", named.name, named.email);
    people.iter().map(one).collect()
}

/// Things one after another, as one would say it: "A, B en C"; nothing if there are none.
pub fn listed(l: Language, things: &[String]) -> Option<String> {
    joined(things, frame::and(l))
}

fn joined(things: &[String], word: &str) -> Option<String> {
    let (last, others) = things.split_last()?;
    Some(if others.is_empty() {
        last.clone()
    } else {
        format!("{} {word} {last}", others.join(", "))
    })
}

/// How a mobile number is typed, and of which countries it can be.
pub fn mobile_hint(l: Language, countries: &AllowedCountries) -> String {
    let names = countries.names(l);
    let list = listed(l, &names).unwrap_or_default();
    match (countries.holds_home(), names.len()) {
        (true, 1) => problems::mobile_hint_home(l, list),
        (true, _) => problems::mobile_hint_abroad(l, list),
        (false, _) => problems::mobile_hint_elsewhere(l, list),
    }
}

/// What is wrong with one field, in words.
pub fn field_error(
    language: Language,
    field: &'static str,
    problem: impl Into<Problem>,
) -> FieldError {
    FieldError {
        field,
        text: problem_text(language, problem.into()),
    }
}

/// Everything that is wrong with a new password, in words.
pub fn password_errors(
    language: Language,
    field: &'static str,
    problems: Vec<PasswordProblem>,
) -> Vec<FieldError> {
    problems
        .into_iter()
        .map(|problem| field_error(language, field, problem))
        .collect()
}

/// A problem in words.
pub fn problem_text(language: Language, problem: Problem) -> String {
    let l = language;
    match problem {
        Problem::Email(problem) => email(l, problem).to_owned(),
        Problem::Mobile(problem) => mobile(l, problem),
        Problem::Name(problem) => name(l, problem),
        Problem::Password(problem) => password(l, problem),
        Problem::CodeMissing => problems::code_missing(l).to_owned(),
        Problem::CodeLength { has, needs } => problems::code_length(l, needs, has),
        Problem::CodeNotDigits => problems::code_not_digits(l).to_owned(),
        Problem::NotChosen(choice) => not_chosen(l, choice).to_owned(),
        Problem::DateMalformed => problems::date_malformed(l).to_owned(),
        Problem::DateInPast => problems::date_past(l).to_owned(),
        Problem::DateTooFar => problems::date_too_far(l).to_owned(),
        Problem::DateOrder => problems::date_order(l).to_owned(),
        Problem::Text(TextProblem::Missing) => problems::text_missing(l).to_owned(),
        Problem::Text(TextProblem::TooLong { has, most }) => problems::text_too_long(l, most, has),
        Problem::Text(TextProblem::NotAPhone) => problems::text_not_a_phone(l).to_owned(),
    }
}

const fn not_chosen(l: Language, choice: ChoiceOf) -> &'static str {
    match choice {
        ChoiceOf::Company => problems::choose_company(l),
        ChoiceOf::Language => problems::choose_language(l),
        ChoiceOf::Help => problems::choose_help(l),
        ChoiceOf::Reason => problems::choose_reason(l),
        ChoiceOf::Number => problems::choose_number(l),
        ChoiceOf::Sex => problems::choose_sex(l),
        ChoiceOf::When => problems::choose_when(l),
    }
}

fn email(l: Language, problem: EmailProblem) -> &'static str {
    match problem {
        EmailProblem::Missing => problems::email_missing(l),
        EmailProblem::NoAt => problems::email_no_at(l),
        EmailProblem::Malformed => problems::email_malformed(l),
        EmailProblem::TooLong => problems::email_too_long(l),
        EmailProblem::ControlCharacters => problems::email_control(l),
        EmailProblem::DisplayName => problems::email_display(l),
    }
}

fn mobile(l: Language, problem: MobileProblem) -> String {
    match problem {
        MobileProblem::Missing => problems::mobile_missing(l).to_owned(),
        MobileProblem::Letters => problems::mobile_letters(l).to_owned(),
        MobileProblem::TooFewDigits { has, needs } => problems::mobile_too_few(l, has, needs),
        MobileProblem::TooManyDigits { has, needs } => problems::mobile_too_many(l, has, needs),
        MobileProblem::Landline => problems::mobile_landline(l).to_owned(),
        MobileProblem::Premium => problems::mobile_premium(l).to_owned(),
        MobileProblem::MachineToMachine => problems::mobile_machine(l).to_owned(),
        MobileProblem::CountryNotAllowed => problems::mobile_country(l).to_owned(),
        MobileProblem::NotMobile => problems::mobile_not_mobile(l).to_owned(),
        MobileProblem::Malformed => problems::mobile_malformed(l).to_owned(),
    }
}

fn name(l: Language, problem: NameProblem) -> String {
    let part = match problem.part() {
        NamePart::Given => problems::given(l),
        NamePart::Initials => problems::initials(l),
        NamePart::Infix => problems::infix(l),
        NamePart::Family => problems::family(l),
    };
    let text = match problem {
        NameProblem::Missing(_) => problems::name_missing(l, part),
        NameProblem::TooLong(_) => problems::name_too_long(l, part),
        NameProblem::ControlCharacters(_) => problems::name_control(l, part),
        NameProblem::NotAName(_) => problems::name_not(l, part),
    };
    capitalised(&text)
}

fn password(l: Language, problem: PasswordProblem) -> String {
    match problem {
        PasswordProblem::Missing => problems::password_missing(l).to_owned(),
        PasswordProblem::TooShort { has, needs } => problems::password_too_short(l, needs, has),
        PasswordProblem::TooLong { most } => problems::password_too_long(l, most),
        PasswordProblem::ContainsNul => problems::password_nul(l).to_owned(),
        PasswordProblem::TooCommon => problems::password_common(l).to_owned(),
        PasswordProblem::SameAsNow => problems::password_same(l).to_owned(),
        PasswordProblem::Leaked => problems::password_leaked(l).to_owned(),
        PasswordProblem::Repeated => problems::password_repeated(l).to_owned(),
        PasswordProblem::Predictable => problems::password_predictable(l).to_owned(),
        PasswordProblem::ContainsName => problems::password_name(l).to_owned(),
        PasswordProblem::ContainsEmail => problems::password_email(l).to_owned(),
        PasswordProblem::ContainsOrganisation => problems::password_organisation(l).to_owned(),
        PasswordProblem::ContainsProduct => problems::password_product(l).to_owned(),
    }
}

/// A name as it stands within a sentence: "Garage" is "garage"; "VvE" stays as it is.
pub(crate) fn within(name: &str) -> String {
    let mut signs = name.chars();
    let Some(first) = signs.next() else {
        return String::new();
    };
    let rest = signs.as_str();
    let short_for_something = rest
        .chars()
        .take_while(|sign| !sign.is_whitespace())
        .any(char::is_uppercase);
    if short_for_something {
        name.to_owned()
    } else {
        first.to_lowercase().chain(rest.chars()).collect()
    }
}

/// A name within a sentence, with the article that stands before it in English: "garage", "an advisory firm".
pub(crate) fn one(l: Language, name: &str) -> String {
    let name = within(name);
    match l {
        Language::Nl => name,
        Language::En if name.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {name}"),
        Language::En => format!("a {name}"),
    }
}

/// The sentence with its first letter as a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(signs).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hint_at_a_mobile_number_names_every_country_that_is_allowed() {
        for (codes, nl, en) in [
            (
                &["31"][..],
                "Bijvoorbeeld 06 12345678. Het kan alleen een nummer uit Nederland zijn.",
                "For example 06 12345678. It has to be a number from the Netherlands.",
            ),
            (
                &["31", "32"],
                "Bijvoorbeeld 06 12345678. Het kan een nummer uit Nederland en België zijn; begin een buitenlands nummer met +.",
                "For example 06 12345678. It can be a number from the Netherlands and Belgium; start a foreign number with +.",
            ),
            (
                &["32"],
                "Begin met +. Het kan een nummer uit België zijn.",
                "Start with +. It can be a number from Belgium.",
            ),
        ] {
            let countries = AllowedCountries::new(codes);
            assert_eq!(mobile_hint(Language::Nl, &countries), nl);
            assert_eq!(mobile_hint(Language::En, &countries), en);
        }
    }

    #[test]
    fn a_name_stands_within_a_sentence_with_its_article_in_english() {
        for (name, nl, en) in [
            ("Garage", "garage", "a garage"),
            ("Advieskantoor", "advieskantoor", "an advieskantoor"),
            ("VvE", "VvE", "a VvE"),
            ("Kantoor Oost", "kantoor Oost", "a kantoor Oost"),
        ] {
            assert_eq!(one(Language::Nl, name), nl);
            assert_eq!(one(Language::En, name), en);
        }
    }
}
