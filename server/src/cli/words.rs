//! What is said about an import file: what is wrong, and what to do, in Dutch and in English.

use domain::{
    Language, Problem,
    organisations::NumberProblem,
    shared::{email_address::EmailProblem, mobile_number::MobileProblem, person_name::NameProblem},
};
use flows::import::{Counts, LARGEST_FILE, Mistake, What};

/// Line numbers that are named in one sentence.
const MOST_LINES: usize = 20;

/// "3 new, 1 changed, …".
pub(super) fn counts(counts: &Counts, dry_run: bool, language: Language) -> String {
    let Counts {
        new,
        changed,
        unchanged,
        left_alone,
        invitations,
        skipped,
    } = counts;
    match language {
        Language::Nl => {
            let begin = if dry_run {
                "Proef, er is niets gewijzigd: "
            } else {
                ""
            };
            let left_out = match skipped {
                0 => String::new(),
                some => format!(", {some} overgeslagen (het logboek zegt waarom)"),
            };
            format!(
                "{begin}{new} nieuw, {changed} gewijzigd, {unchanged} ongewijzigd, {left_alone} zoals in de portal gelaten, {invitations} uitnodigingen{left_out}"
            )
        }
        Language::En => {
            let begin = if dry_run {
                "Dry run, nothing was changed: "
            } else {
                ""
            };
            let left_out = match skipped {
                0 => String::new(),
                some => format!(", {some} left out (the log says why)"),
            };
            format!(
                "{begin}{new} new, {changed} changed, {unchanged} unchanged, {left_alone} left as in the portal, {invitations} invitations{left_out}"
            )
        }
    }
}

/// Lines about people who get no access by the file, and who gives it to them; the first ones by number.
pub(super) fn without_access(lines: &[u64], language: Language) -> String {
    let shown: Vec<String> = lines.iter().take(MOST_LINES).map(u64::to_string).collect();
    let (shown, more) = (shown.join(", "), lines.len().saturating_sub(MOST_LINES));
    let more = match (more, language) {
        (0, _) => String::new(),
        (some, Language::Nl) => format!(" en nog {some}"),
        (some, Language::En) => format!(" and {some} more"),
    };
    match language {
        Language::Nl => format!(
            "Geen toegang: regel {shown}{more}. De toegang is daar over, of de uitnodiging is ingetrokken, en een bestand geeft die niet terug. Een beheerder van die organisatie herstelt de toegang of nodigt opnieuw uit. Is er geen beheerder? Maak er een met: sleutelbos admin create"
        ),
        Language::En => format!(
            "No access: line {shown}{more}. Access is over there, or the invitation was withdrawn, and a file does not give it back. An admin of that organisation restores the access or invites again. If there is no admin, make one with: sleutelbos admin create"
        ),
    }
}

/// The last line of a refused file.
pub(super) fn refused(mistakes: usize, language: Language) -> String {
    match language {
        Language::Nl => format!(
            "Er is niets geïmporteerd. Aantal fouten: {mistakes}. Verbeter het bestand en probeer het opnieuw."
        ),
        Language::En => {
            format!("Nothing was imported. Mistakes: {mistakes}. Correct the file and try again.")
        }
    }
}

/// "12: mobiel: a landline; …".
pub(super) fn mistake(mistake: &Mistake, language: Language) -> String {
    let column = mistake
        .column
        .map(|column| format!(" {column}:"))
        .unwrap_or_default();
    format!(
        "{}:{column} {}",
        mistake.line,
        what(&mistake.what, language)
    )
}

fn what(what: &What, language: Language) -> String {
    let (nl, en) = match what {
        What::NoRows => ("het bestand is leeg".into(), "the file is empty".into()),
        What::TooLarge => {
            let most = LARGEST_FILE / 1024 / 1024;
            (
                format!("groter dan {most} MiB; splits het bestand"),
                format!("larger than {most} MiB; split the file"),
            )
        }
        What::NotUtf8 => (
            "geen UTF-8; kies bij Opslaan als: CSV UTF-8".into(),
            "not UTF-8; in the spreadsheet choose Save as: CSV UTF-8".into(),
        ),
        What::Utf16 => (
            "UTF-16; kies bij Opslaan als: CSV UTF-8".into(),
            "UTF-16; in the spreadsheet choose Save as: CSV UTF-8".into(),
        ),
        What::ColumnUnknown(name) => (
            format!("onbekende kolom: {name}"),
            format!("unknown column: {name}"),
        ),
        What::ColumnTwice => (
            "deze kolom staat er twee keer".into(),
            "this column stands there twice".into(),
        ),
        What::ColumnMissing => (
            "deze kolom ontbreekt".into(),
            "this column is missing".into(),
        ),
        What::Cells { has, needs } => (
            format!(
                "{has} cellen, en de kop heeft er {needs}; kijk naar scheidingstekens en aanhalingstekens"
            ),
            format!(
                "{has} cells, and the header has {needs}; look at separators and quotation marks"
            ),
        ),
        What::Empty => ("vul deze cel in".into(), "fill this cell in".into()),
        What::HiddenCharacter => (
            "bevat een onzichtbaar teken".into(),
            "holds a character that cannot be seen".into(),
        ),
        What::TooLong => (
            "langer dan 160 tekens".into(),
            "longer than 160 characters".into(),
        ),
        What::KindUnknown => (
            "deze soort kennen wij niet".into(),
            "no kind of organisation of ours".into(),
        ),
        What::Number(problem) => number(*problem),
        What::RightUnknown(code) => (
            format!("dit recht kennen wij niet: {code}"),
            format!("no right of ours: {code}"),
        ),
        What::RightNotHeld(code) => (
            format!("deze organisatie heeft dit recht niet: {code}"),
            format!("this organisation does not hold this right: {code}"),
        ),
        What::OrganisationUnknown => (
            "deze organisatie kennen wij niet; importeer die eerst".into(),
            "no organisation with this kind and number; import it first".into(),
        ),
        What::RoleUnknown => (
            "kies medewerker of beheerder".into(),
            "choose medewerker or beheerder".into(),
        ),
        What::LanguageUnknown => ("kies nl of en".into(), "choose nl or en".into()),
        What::Field(problem) => field(*problem),
        What::Twice { first } => (
            format!("staat ook op regel {first}"),
            format!("stands on line {first} too"),
        ),
    };
    match language {
        Language::Nl => nl,
        Language::En => en,
    }
}

fn number(problem: NumberProblem) -> (String, String) {
    match problem {
        NumberProblem::Missing => ("vul deze cel in".into(), "fill this cell in".into()),
        NumberProblem::NotDigits => (
            "bestaat alleen uit cijfers".into(),
            "holds digits only".into(),
        ),
        NumberProblem::Length { has, min, max } => (
            format!("heeft {has} cijfers, en moet er {min} tot {max} hebben"),
            format!("has {has} digits, and needs {min} to {max}"),
        ),
    }
}

fn field(problem: Problem) -> (String, String) {
    let (nl, en) = match problem {
        Problem::Email(EmailProblem::DisplayName) => (
            "alleen het adres, zonder naam ervoor",
            "the address only, without a name",
        ),
        Problem::Email(EmailProblem::TooLong) => (
            "te lang voor een e-mailadres",
            "too long for an e-mail address",
        ),
        Problem::Email(_) => (
            "geen e-mailadres; voorbeeld: naam@bedrijf.nl",
            "no e-mail address; example: naam@bedrijf.nl",
        ),
        Problem::Mobile(MobileProblem::Landline) => (
            "een vast nummer; vul een mobiel nummer in",
            "a landline; give a mobile number",
        ),
        Problem::Mobile(MobileProblem::CountryNotAllowed) => (
            "een nummer uit een land waar wij geen sms naartoe sturen",
            "a number of a country that no codes are sent to",
        ),
        Problem::Mobile(MobileProblem::TooFewDigits { .. }) => {
            ("er mist een cijfer", "digits are missing")
        }
        Problem::Mobile(MobileProblem::TooManyDigits { .. }) => {
            ("er is een cijfer te veel", "there are digits too many")
        }
        Problem::Mobile(MobileProblem::Letters) => (
            "er staat een letter in het nummer",
            "there is a letter in the number",
        ),
        Problem::Mobile(_) => (
            "geen mobiel nummer; voorbeeld: 06 12345678",
            "no mobile number; example: 06 12345678",
        ),
        Problem::Name(NameProblem::TooLong(_)) => {
            ("langer dan 80 tekens", "longer than 80 characters")
        }
        Problem::Name(NameProblem::ControlCharacters(_)) => (
            "bevat een onzichtbaar teken",
            "holds a character that cannot be seen",
        ),
        Problem::Name(_) => ("dit lijkt geen naam", "this does not look like a name"),
        Problem::DateOrder => ("ligt voor de eerste dag", "lies before the first day"),
        Problem::DateMalformed => (
            "geen datum; voorbeeld: 31-12-2026",
            "no date; example: 31-12-2026",
        ),
        // The other problems belong to forms, not to files.
        _ => ("dit klopt niet", "this is not right"),
    };
    (nl.into(), en.into())
}
