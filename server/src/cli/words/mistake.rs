//! What is wrong with a file, where, and what to do, in Dutch and in English.

use domain::{
    Language, Problem,
    organisations::NumberProblem,
    shared::{email_address::EmailProblem, mobile_number::MobileProblem, person_name::NameProblem},
};
use flows::import::{LARGEST_FILE, Mistake, Spoilt, What};

/// "12: mobiel (column H): a landline; …".
pub(in crate::cli) fn mistake(mistake: &Mistake, language: Language) -> String {
    let letters = mistake.place.map(letters_of);
    let place = match (mistake.column, letters, language) {
        (Some(column), Some(letters), Language::Nl) => format!(" {column} (kolom {letters}):"),
        (Some(column), Some(letters), Language::En) => format!(" {column} (column {letters}):"),
        (Some(column), None, _) => format!(" {column}:"),
        (None, Some(letters), Language::Nl) => format!(" kolom {letters}:"),
        (None, Some(letters), Language::En) => format!(" column {letters}:"),
        (None, None, _) => String::new(),
    };
    let said = in_language(what(&mistake.what), language);
    format!("{}:{place} {said}", mistake.line)
}

/// What is wrong with a telephone number in a list.
pub(in crate::cli) fn number_in_list(
    problem: MobileProblem,
    spoilt: Option<Spoilt>,
    language: Language,
) -> String {
    let said = spoilt.map_or_else(|| mobile(problem), spreadsheet);
    in_language(said, language)
}

fn in_language((nl, en): (String, String), language: Language) -> String {
    match language {
        Language::Nl => nl,
        Language::En => en,
    }
}

/// A, B, … Z, AA: how a spreadsheet calls its columns.
fn letters_of(place: usize) -> String {
    let letter = u8::try_from(place % 26).map_or('?', |at| char::from(b'A' + at));
    match place / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", letters_of(more - 1)),
    }
}

fn both(nl: &str, en: &str) -> (String, String) {
    (nl.to_owned(), en.to_owned())
}

fn what(what: &What) -> (String, String) {
    match what {
        What::NoRows => both("het bestand is leeg", "the file is empty"),
        What::TooLarge => {
            let most = LARGEST_FILE / 1024 / 1024;
            (
                format!("groter dan {most} MiB; splits het bestand"),
                format!("larger than {most} MiB; split the file"),
            )
        }
        What::NoRoom { room, needed } => (
            format!(
                "de schijf van de database heeft {room} MiB vrij en dit bestand vraagt er {needed}; maak ruimte en probeer het opnieuw"
            ),
            format!(
                "the disk of the database has {room} MiB of room, and this file needs {needed}; make room and try again"
            ),
        ),
        What::NotUtf8 => both(
            "geen UTF-8; kies bij Opslaan als: CSV UTF-8",
            "not UTF-8; in the spreadsheet choose Save as: CSV UTF-8",
        ),
        What::Utf16Broken => both(
            "hier is het bestand beschadigd (UTF-16); kies bij Opslaan als: CSV UTF-8",
            "the file is damaged here (UTF-16); in the spreadsheet choose Save as: CSV UTF-8",
        ),
        What::NoCsv => both(
            "dit is geen CSV-bestand; open het in een spreadsheet en kies bij Opslaan als: CSV UTF-8",
            "this is not a CSV file; open it in a spreadsheet and choose Save as: CSV UTF-8",
        ),
        What::ColumnUnknown { name, meant: None } => (
            format!("onbekende kolom: {name}"),
            format!("unknown column: {name}"),
        ),
        What::ColumnUnknown {
            name,
            meant: Some(meant),
        } => (
            format!("onbekende kolom: {name}; bedoelt u {meant}?"),
            format!("unknown column: {name}; did you mean {meant}?"),
        ),
        What::NoHeading => both(
            "hier staat iets, maar de kop erboven is leeg; vul de kop in of maak de kolom leeg",
            "there is something here, but the heading above it is empty; fill in the heading or empty the column",
        ),
        What::ColumnTwice => both("deze kolom staat er twee keer", "this column appears twice"),
        What::ColumnMissing => both("deze kolom ontbreekt", "this column is missing"),
        What::Cells { has, needs } => cells(*has, *needs),
        What::QuoteOpen | What::QuoteAstray | What::QuoteRuns { .. } | What::LineBreak => {
            quotes(what)
        }
        What::CellTooLong => both(
            "langer dan 1.000 tekens; controleer de scheidingstekens en aanhalingstekens",
            "longer than 1,000 characters; check the separators and quotation marks",
        ),
        What::LetterLost => both(
            "er is een letter verloren gegaan (\u{fffd}); vul die opnieuw in en kies bij Opslaan als: CSV UTF-8",
            "a letter was lost (\u{fffd}); type it again and choose Save as: CSV UTF-8",
        ),
        What::EncodedTwice { was } => (
            format!(
                "de letters zijn twee keer omgezet; hier stond waarschijnlijk {was}. Exporteer opnieuw en kies CSV UTF-8"
            ),
            format!(
                "the letters were converted twice; this was probably {was}. Export again and choose CSV UTF-8"
            ),
        ),
        What::Spreadsheet(how) => spreadsheet(*how),
        What::Empty => both("vul deze cel in", "fill this cell in"),
        What::HiddenCharacter => hidden(),
        What::TooLong => both("langer dan 160 tekens", "longer than 160 characters"),
        What::KindUnknown => both(
            "deze soort organisatie kennen wij niet",
            "we do not know this kind of organisation",
        ),
        What::Number(problem) => number(*problem),
        What::RightUnknown(code) => (
            format!("deze autorisatie kennen wij niet: {code}"),
            format!("we do not know this right: {code}"),
        ),
        What::RightNotHeld(code) => (
            format!("deze organisatie heeft deze autorisatie niet: {code}"),
            format!("this organisation does not have this right: {code}"),
        ),
        What::OrganisationUnknown { zeros: None } => both(
            "deze organisatie kennen wij niet; importeer die eerst",
            "we do not know this organisation; import it first",
        ),
        What::OrganisationUnknown { zeros: Some(other) } => (
            format!(
                "deze organisatie kennen wij niet, wel {other}; liet uw spreadsheet nullen vooraan weg?"
            ),
            format!(
                "we do not know this organisation, but we do know {other}; did your spreadsheet drop zeros at the beginning?"
            ),
        ),
        What::Zeros { other, first } => zeros(other, *first),
        What::RoleUnknown => both(
            "kies medewerker of beheerder",
            "choose medewerker or beheerder",
        ),
        What::LanguageUnknown => both("kies nl of en", "choose nl or en"),
        What::Field(problem) => field(*problem),
        What::Twice { first } => (
            format!("staat ook op regel {first}"),
            format!("is on line {first} too"),
        ),
    }
}

fn hidden() -> (String, String) {
    both(
        "bevat een onzichtbaar teken; typ de inhoud opnieuw",
        "contains an invisible character; type the contents again",
    )
}

fn cells(has: usize, needs: usize) -> (String, String) {
    let (cells_nl, cells_en) = match has {
        1 => ("cel", "cell"),
        _ => ("cellen", "cells"),
    };
    (
        format!(
            "{has} {cells_nl}, maar de kop heeft er {needs}; controleer de scheidingstekens en aanhalingstekens"
        ),
        format!(
            "{has} {cells_en}, but the heading has {needs}; check the separators and quotation marks"
        ),
    )
}

fn quotes(what: &What) -> (String, String) {
    match what {
        What::QuoteRuns { until } => (
            format!(
                "een cel tussen aanhalingstekens loopt door tot regel {until}, en het aantal cellen klopt niet; controleer de aanhalingstekens"
            ),
            format!(
                "a cell in quotation marks runs on to line {until}, and the number of cells is wrong; check the quotation marks"
            ),
        ),
        What::LineBreak => both(
            "er staat een regeleinde in deze cel; haal het weg, of kijk of er een aanhalingsteken te veel staat",
            "there is a line break in this cell; remove it, or look for an extra quotation mark",
        ),
        What::QuoteAstray => both(
            "een aanhalingsteken staat verkeerd; zet de hele cel tussen aanhalingstekens en verdubbel de aanhalingstekens in de cel",
            "a quotation mark is out of place; put the whole cell in quotation marks and double those within it",
        ),
        _ => both(
            "een aanhalingsteken dat op deze regel begint, is niet gesloten; sluit het of haal het weg",
            "a quotation mark that starts on this line is not closed; close it or remove it",
        ),
    }
}

fn spreadsheet(how: Spoilt) -> (String, String) {
    match how {
        Spoilt::Shortened => both(
            "de spreadsheet heeft dit getal afgekort (zoals 6,1E+08), en er zijn cijfers verdwenen; maak de kolom op als Tekst en vul het nummer opnieuw in",
            "the spreadsheet shortened this number (such as 6.1E+08), and digits were lost; format the column as Text and type the number again",
        ),
        Spoilt::Fraction => both(
            "er staan cijfers achter de komma: de spreadsheet zag een bedrag in plaats van een nummer; maak de kolom op als Tekst en vul het nummer opnieuw in",
            "there are decimals: the spreadsheet took the number for an amount; format the column as Text and type the number again",
        ),
        Spoilt::Error => both(
            "de spreadsheet kon deze cel niet uitrekenen of tonen; vul in wat hier moet staan",
            "the spreadsheet could not calculate or show this cell; fill in what should be here",
        ),
        Spoilt::Formula => both(
            "hier staat een formule; vul de uitkomst in",
            "this is a formula; fill in its result",
        ),
    }
}

fn zeros(other: &str, first: Option<u64>) -> (String, String) {
    let (nl, en) = match first {
        Some(line) => (
            format!("op regel {line} staat {other}"),
            format!("line {line} has {other}"),
        ),
        None => (
            format!("in het portaal staat {other}"),
            format!("the portal has {other}"),
        ),
    };
    (
        format!(
            "{nl}, met alleen een verschil in nullen vooraan; is het dezelfde organisatie? Schrijf het nummer overal hetzelfde (maak de kolom op als Tekst)"
        ),
        format!(
            "{en}, which differs only in zeros at the beginning; is it the same organisation? Write the number the same way everywhere (format the column as Text)"
        ),
    )
}

fn number(problem: NumberProblem) -> (String, String) {
    match problem {
        NumberProblem::Missing => both("vul deze cel in", "fill this cell in"),
        NumberProblem::NotDigits => both("gebruik alleen cijfers", "use digits only"),
        NumberProblem::Groups => both(
            "schrijf de cijfers aan elkaar; zo kan het ook een ander nummer zijn",
            "write the digits without anything in between; written like this it could be another number",
        ),
        NumberProblem::Length { has, min, max } => length(has, min, max),
    }
}

fn length(has: usize, min: usize, max: usize) -> (String, String) {
    let (needs_nl, needs_en) = if min == max {
        (min.to_string(), min.to_string())
    } else {
        (format!("{min} tot {max}"), format!("{min} to {max}"))
    };
    let (digits_nl, digits_en) = match has {
        1 => ("cijfer", "digit"),
        _ => ("cijfers", "digits"),
    };
    let missing = min.saturating_sub(has);
    let (miss, are) = match missing {
        1 => ("mist", "is"),
        _ => ("missen", "are"),
    };
    let (nl, en) = (
        format!("heeft {has} {digits_nl}, maar moet er {needs_nl} hebben"),
        format!("has {has} {digits_en}, but needs {needs_en}"),
    );
    if missing == 0 {
        return (nl, en);
    }
    (
        format!(
            "{nl}: er {miss} er {missing}. Liet uw spreadsheet nullen vooraan weg? Maak de kolom dan op als Tekst"
        ),
        format!(
            "{en}: {missing} {are} missing. Did your spreadsheet drop zeros at the beginning? Then format the column as Text"
        ),
    )
}

fn field(problem: Problem) -> (String, String) {
    match problem {
        Problem::Email(EmailProblem::DisplayName) => both(
            "vul alleen het adres in, zonder naam",
            "fill in only the address, without a name",
        ),
        Problem::Email(EmailProblem::TooLong) => both(
            "te lang voor een e-mailadres",
            "too long for an e-mail address",
        ),
        Problem::Email(EmailProblem::NoAt) => both(
            "geen e-mailadres: er staat geen @ in; voorbeeld: naam@bedrijf.nl",
            "not an e-mail address: there is no @ in it; example: naam@bedrijf.nl",
        ),
        Problem::Email(_) => both(
            "geen e-mailadres; voorbeeld: naam@bedrijf.nl",
            "not an e-mail address; example: naam@bedrijf.nl",
        ),
        Problem::Mobile(problem) => mobile(problem),
        Problem::Name(NameProblem::TooLong(_)) => {
            both("langer dan 80 tekens", "longer than 80 characters")
        }
        Problem::Name(NameProblem::ControlCharacters(_)) => hidden(),
        Problem::Name(_) => both("dit lijkt geen naam", "this does not look like a name"),
        Problem::DateTooFar => both(
            "deze dag ligt meer dan een jaar in de toekomst; vul een dag binnen een jaar in, of laat de cel leeg",
            "this day is more than a year from now; fill in a day within a year, or leave the cell empty",
        ),
        Problem::DateOrder => both("ligt vóór de begindatum", "is before the start date"),
        Problem::DateInPast => both(
            "deze dag is voorbij, en een bestand nodigt niemand uit van wie de toegang voorbij is; haal de regel weg of vul een latere dag in",
            "this day has passed, and a file does not invite anybody whose access has ended; remove the line or fill in a later day",
        ),
        Problem::DateMalformed => both(
            "geen datum; voorbeeld: 31-12-2026",
            "not a date; example: 31-12-2026",
        ),
        // The other problems belong to forms, not to files.
        _ => both("dit klopt niet", "this is incorrect"),
    }
}

fn mobile(problem: MobileProblem) -> (String, String) {
    match problem {
        MobileProblem::Landline => both(
            "een vast nummer; vul een mobiel nummer in",
            "a landline number; fill in a mobile number",
        ),
        MobileProblem::CountryNotAllowed => both(
            "een nummer uit een land waar wij geen sms naartoe sturen",
            "a number in a country that we do not send text messages to",
        ),
        MobileProblem::TooFewDigits { has, needs } => {
            let (nl, en) = match needs.saturating_sub(has) {
                1 => ("er mist 1 cijfer".into(), "1 digit is missing".into()),
                some => (
                    format!("er missen {some} cijfers"),
                    format!("{some} digits are missing"),
                ),
            };
            out_of(nl, en, has, needs)
        }
        MobileProblem::TooManyDigits { has, needs } => {
            let (nl, en) = match has.saturating_sub(needs) {
                1 => (
                    "er is 1 cijfer te veel".into(),
                    "there is 1 digit too many".into(),
                ),
                some => (
                    format!("er zijn {some} cijfers te veel"),
                    format!("there are {some} digits too many"),
                ),
            };
            out_of(nl, en, has, needs)
        }
        MobileProblem::Letters => both(
            "er staat een letter in het nummer",
            "there is a letter in the number",
        ),
        MobileProblem::Premium => both(
            "een nummer van een dienst of voor bellen via internet; vul een gewoon mobiel nummer in",
            "a number for a service or for internet calls; fill in an ordinary mobile number",
        ),
        _ => both(
            "geen mobiel nummer; voorbeeld: 06 12345678",
            "not a mobile number; example: 06 12345678",
        ),
    }
}

fn out_of(nl: String, en: String, has: usize, needs: usize) -> (String, String) {
    (
        format!("{nl}: een mobiel nummer heeft er {needs}, maar hier staan er {has}"),
        format!("{en}: a mobile number has {needs}, but this one has {has}"),
    )
}

#[cfg(test)]
mod tests {
    use super::letters_of;

    #[test]
    fn columns_are_called_as_a_spreadsheet_calls_them() {
        for (place, letters) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(letters_of(place), letters);
        }
    }
}
