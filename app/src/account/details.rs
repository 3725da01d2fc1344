//! `/account/gegevens`: what one is called and in which language one is written to; the address one logs in with, the
//! last login, and the codes to name on the telephone.
//!
//! The link in the header changes the language of this browser only: it is a GET, and a GET changes nothing that is kept
//! of a person (SEC-55). What is saved here counts for letters, and for the pages of this browser.

use domain::{
    ChoiceOf, Language, PersonName, Problem,
    people::Unfit,
    shared::person_name::{NamePart, NameProblem, initials_of},
};
use flows::{
    Caller,
    account::{Details, LastLogin, OwnCode, Saved, own_details, save_details},
    address_change::standing,
};
use leptos::prelude::*;

use super::overview;
use crate::{
    address_change::ask as address,
    bridge::{Answer, Ask, Flash, Screen, Typed, Unread},
    parts::{
        Act, Choice, Choices, ErrorSummary, Fact, Field, FieldError, FieldKind, Form, HowMany,
        Page, Section, SummaryList, error_at,
    },
    texts::{account, details as say, frame, people},
    words::field_error,
};

/// Address of this page.
pub const PATH: &str = "/account/gegevens";
const GIVEN: &str = "given_name";
const INITIALS: &str = "initials";
const INFIX: &str = "infix";
const FAMILY: &str = "family_name";
const LANGUAGE: &str = "language";

/// Shows it.
pub async fn show(ask: Ask) -> Answer {
    let caller = ask.caller().await?;
    let details = own_details(ask.services(), &caller).await?;
    let typed = Typed::with(GIVEN, details.name.given_name())
        .and(INITIALS, details.name.initials())
        .and(INFIX, details.name.infix())
        .and(FAMILY, details.name.family_name())
        .and(LANGUAGE, details.language.code());
    draw(&ask, &caller, details, typed, vec![]).await
}

/// Saves name and language.
pub async fn save(ask: Ask, form: Unread) -> Answer {
    let caller = ask.caller().await?;
    let typed = form.only(&[GIVEN, INITIALS, INFIX, FAMILY, LANGUAGE])?;
    let details = own_details(ask.services(), &caller).await?;
    let (name, language) = match read(ask.language, &typed, &details.name) {
        Ok(read) => read,
        Err(errors) => return draw(&ask, &caller, details, typed, errors).await,
    };
    let notice = match save_details(ask.services(), &caller, &name, language).await? {
        Saved::Renamed => {
            Flash::good(say::renamed(language, name.full())).text(say::name_is_known(language))
        }
        Saved::NameUnfit(unfit) => {
            let text = match unfit {
                Unfit::Colleagues => say::name_taken(ask.language),
                Unfit::House => say::name_of_house(ask.language),
            };
            let error = FieldError {
                field: GIVEN,
                text: text.to_owned(),
            };
            return draw(&ask, &caller, details, typed, vec![error]).await;
        }
        Saved::SameName => Flash::good(say::saved(language)),
    };
    ask.tell(notice).await?;
    Ok(ask.go_in(PATH, language))
}

/// What was typed, or everything that is wrong with it.
fn read(
    l: Language,
    typed: &Typed,
    before: &PersonName,
) -> Result<(PersonName, Language), Vec<FieldError>> {
    let name = PersonName::parse(
        typed.get(GIVEN),
        initials(typed, before),
        typed.get(INFIX),
        typed.get(FAMILY),
    );
    match (name, Language::from_code(typed.get(LANGUAGE))) {
        (Ok(name), Some(language)) => Ok((name, language)),
        (name, language) => {
            let at = |problem: NameProblem| field_error(l, field_of(problem.part()), problem);
            let mut errors: Vec<FieldError> = name.err().into_iter().flatten().map(at).collect();
            if language.is_none() {
                errors.push(field_error(
                    l,
                    LANGUAGE,
                    Problem::NotChosen(ChoiceOf::Language),
                ));
            }
            Err(errors)
        }
    }
}

/// Initials that only followed from the first name of before follow from the new one.
fn initials<'a>(typed: &'a Typed, before: &PersonName) -> &'a str {
    let untouched = typed.get(INITIALS).trim() == before.initials();
    if untouched && before.initials() == initials_of(before.given_name()) {
        ""
    } else {
        typed.get(INITIALS)
    }
}

const fn field_of(part: NamePart) -> &'static str {
    match part {
        NamePart::Given => GIVEN,
        NamePart::Initials => INITIALS,
        NamePart::Infix => INFIX,
        NamePart::Family => FAMILY,
    }
}

async fn draw(
    ask: &Ask,
    caller: &Caller,
    details: Details,
    typed: Typed,
    errors: Vec<FieldError>,
) -> Answer {
    let l = ask.language;
    let title = say::title(l);
    let waits = standing(ask.services(), caller).await?.open;
    let mut email = Fact::new(say::email(l), &details.email)
        .act(Act::link(say::change(l), address::PATH).about(say::about_email(l)));
    if let Some(change) = waits {
        email = email.more(say::email_waits(l, change.address()));
    }
    let mut facts = vec![email];
    facts.extend(details.last_login.map(|login| last_login(l, login)));
    let codes: Vec<Fact> = details.codes.into_iter().map(code).collect();
    let differs = details.language != l;
    let flash = ask.told().await?.map(Flash::view);
    Screen::new(title)
        .seen_by(caller)
        .refused_for(ask, &errors)
        .show(ask, move || {
            let fields =
                view! { {name(l, &typed, &errors)} {language(l, &typed, &errors, differs)} };
            let fields = fields.into_any();
            let heading = frame::error_heading(l);
            let news = view! { {flash} <ErrorSummary heading errors /> }.into_any();
            let back = Act::link(account::back(l), overview::PATH);
            let codes = (!codes.is_empty()).then(|| {
                view! {
                    <Section id="codes" title=say::codes(l)>
                        <p>{say::codes_what(l)}</p>
                        <SummaryList facts=codes />
                    </Section>
                }
            });
            view! {
                <Page title=title lead=say::lead(l) back=back news=news>
                    <Form primary=say::save(l)>{fields}</Form>
                    <Section id="logging-in" title=say::logging_in(l)>
                        <SummaryList facts />
                    </Section>
                    {codes}
                </Page>
            }
        })
        .await
}

fn name(l: Language, typed: &Typed, errors: &[FieldError]) -> impl IntoView + use<> {
    let field = |kind, name: &'static str, label: &str, hint: Option<&str>, optional: bool| {
        let (error, value) = (error_at(errors, name), typed.value(name));
        let optional = optional.then(|| frame::optional(l));
        let label = label.to_owned();
        view! { <Field kind name label hint=hint optional=optional error=error value=value /> }
    };
    view! {
        {field(FieldKind::GivenName, GIVEN, people::given_name(l), None, false)}
        {field(FieldKind::Text, INITIALS, people::initials(l), Some(say::initials_hint(l)), true)}
        {field(FieldKind::Text, INFIX, people::infix(l), Some(people::infix_hint(l)), true)}
        {field(FieldKind::FamilyName, FAMILY, people::family_name(l), None, false)}
    }
}

fn language(
    l: Language,
    typed: &Typed,
    errors: &[FieldError],
    differs: bool,
) -> impl IntoView + use<> {
    let choice = |language: Language, label: &str| Choice {
        value: language.code().to_owned(),
        label: label.to_owned(),
        hint: None,
        chosen: typed.get(LANGUAGE) == language.code(),
    };
    let choices = vec![
        choice(Language::Nl, say::dutch(l)),
        choice(Language::En, say::english(l)),
    ];
    let hint = if differs {
        say::language_differs(l)
    } else {
        say::language_hint(l)
    };
    view! {
        <Choices
            name=LANGUAGE
            label=say::language(l)
            how_many=HowMany::One
            choices
            hint=hint
            error=error_at(errors, LANGUAGE)
        />
    }
}

fn last_login(l: Language, login: LastLogin) -> Fact {
    let fact = Fact::new(account::last_login(l), login.at.day_and_time(l));
    match login.device {
        Some(device) => fact.more(say::last_login_with(l, device)),
        None => fact,
    }
}

fn code(own: OwnCode) -> Fact {
    Fact::new(own.organisation_name, own.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(given: &str, initials: &str) -> Typed {
        Typed::with(GIVEN, given)
            .and(INITIALS, initials)
            .and(FAMILY, "Jansen")
            .and(LANGUAGE, "nl")
    }

    #[test]
    fn initials_that_nobody_chose_follow_the_first_name() {
        for (before, given, initials, after) in [
            (("Jan", "J."), "Piet", "J.", "P."),
            (("Jan", "J."), "Piet", "", "P."),
            (("Jan", "J."), "Piet", "P.J.", "P.J."),
            (("Christiaan", "Chr."), "Christian", "Chr.", "Chr."),
        ] {
            let before = PersonName::parse(before.0, before.1, "", "Jansen").unwrap();
            let (name, _) = read(Language::Nl, &typed(given, initials), &before).unwrap();
            assert_eq!(name.initials(), after, "{given} {initials}");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let before = PersonName::parse("Jan", "", "", "Jansen").unwrap();
        let form = Typed::with(GIVEN, "")
            .and(FAMILY, "www.jansen.nl")
            .and(LANGUAGE, "fr");
        let errors = read(Language::Nl, &form, &before).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|error| error.field).collect();
        assert_eq!(fields, [GIVEN, FAMILY, LANGUAGE]);
    }
}
