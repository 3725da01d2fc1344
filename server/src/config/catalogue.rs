//! The catalogue: kinds of organisation and their rights, from a file of the deployment or as shipped.
//! A mistake in it is told with the file's own line.

use domain::organisations::Catalogue;

use super::{Mistake, values::Reader};

/// The catalogue that comes with the program.
const SHIPPED: &str = include_str!("../../content/catalogue.toml");

/// Reads the file that `content.catalogue` names.
pub(super) fn read(reader: &mut Reader<'_>) -> Catalogue {
    let own = reader.content("content.catalogue");
    let file = if own.is_some() {
        reader.text("content.catalogue")
    } else {
        "shipped catalogue".to_owned()
    };
    let text = own.unwrap_or_else(|| SHIPPED.to_owned());
    match toml::from_str::<Catalogue>(&text) {
        Ok(catalogue) => {
            let problems = catalogue.problems();
            reader.mistakes.extend(
                problems
                    .iter()
                    .map(|problem| Mistake::new(&file, problem_in_words(problem))),
            );
            catalogue
        }
        Err(wrong) => {
            let at = wrong.span().map_or(0, |span| span.start);
            let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            reader
                .mistakes
                .push(Mistake::new(format_args!("{file}:{line}"), wrong.message()));
            Catalogue { kinds: Vec::new() }
        }
    }
}

fn problem_in_words(problem: &domain::organisations::CatalogueProblem) -> String {
    use domain::organisations::CatalogueProblem::{
        CodeMalformed, KindTwice, NoKinds, NumberLength, RightTwice,
    };
    match problem {
        NoKinds => "there is no kind of organisation; add a [[kind]]".to_owned(),
        KindTwice(code) => format!("two kinds have the code `{code}`"),
        RightTwice { kind, right } => format!("kind `{kind}` has the right `{right}` twice"),
        CodeMalformed(code) => {
            format!("`{code}` is no code: use lower-case letters, digits and hyphens")
        }
        NumberLength(kind) => {
            format!("kind `{kind}`: number_min must be 1 or more, and number_max no less")
        }
    }
}
