//! What is said about a file: what came of it, in Dutch and in English.

mod mistake;

use domain::Language;
use flows::{import::Counts, trouble::Trouble};

pub(super) use mistake::{mistake, number_in_list};

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
                "{begin}{new} nieuw, {changed} gewijzigd, {unchanged} ongewijzigd, {left_alone} gelaten zoals in het portaal, {invitations} uitnodigingen{left_out}"
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
                some => format!(", {some} skipped (the log says why)"),
            };
            format!(
                "{begin}{new} new, {changed} changed, {unchanged} unchanged, {left_alone} left as they are in the portal, {invitations} invitations{left_out}"
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
            "Geen toegang: regel {shown}{more}. De toegang is daar voorbij, of de uitnodiging is ingetrokken, en een bestand herstelt die niet. Een beheerder van die organisatie kan de toegang herstellen of deze mensen opnieuw uitnodigen. Is er geen beheerder? Maak er een met: sleutelbos admin create"
        ),
        Language::En => format!(
            "No access: line {shown}{more}. Access there has ended, or the invitation was withdrawn, and a file does not restore it. An admin of that organisation can restore access or invite them again. If there is no admin, create one with: sleutelbos admin create"
        ),
    }
}

/// The last line of a refused file, of whose mistakes at most `most` stand above it.
pub(super) fn refused(mistakes: usize, most: usize, language: Language) -> String {
    let (all, first) = (thousands(mistakes, language), thousands(most, language));
    match (language, mistakes > most) {
        (Language::Nl, false) => format!(
            "Er is niets geïmporteerd. Aantal fouten: {all}. Verbeter het bestand en probeer het opnieuw."
        ),
        (Language::Nl, true) => format!(
            "Er is niets geïmporteerd. Hierboven staan de eerste {first} van {all} fouten. Verbeter het bestand en probeer het opnieuw."
        ),
        (Language::En, false) => {
            format!("Nothing was imported. Mistakes: {all}. Correct the file and try again.")
        }
        (Language::En, true) => format!(
            "Nothing was imported. Above are the first {first} of {all} mistakes. Correct the file and try again."
        ),
    }
}

/// "1.000", "1,000".
fn thousands(number: usize, language: Language) -> String {
    let digits = number.to_string();
    let mark = match language {
        Language::Nl => '.',
        Language::En => ',',
    };
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(mark);
        }
        written.push(digit);
    }
    written
}

/// A line that the database did not take; `goes_on` if the list does.
pub(super) fn not_moved(trouble: &Trouble, goes_on: bool, language: Language) -> String {
    let of_rest = said!(
        language,
        "vanaf deze regel is niets verwerkt",
        "nothing was taken in from this line on"
    );
    let of_line = said!(language, "niet verwerkt", "not taken in");
    let what = if goes_on { of_line } else { of_rest };
    said!(
        language,
        "{what} ({trouble}); geef de opdracht straks nog eens, wat al verwerkt is telt niet dubbel",
        "{what} ({trouble}); run the command again later, what was taken in does not count twice"
    )
}

/// What came of a list of numbers.
pub(super) fn moved(people: u64, language: Language) -> String {
    said!(
        language,
        "Aantal mensen dat een mail krijgt: {people}.",
        "People affected, who will get an e-mail: {people}."
    )
}
