//! The list of the staff grows shorter while somebody types in its search field.
//! Only what is on the page can be hidden or shown; beyond that the button or Enter asks the server, as it does without this.

use domain::shared::search::words;
use leptos::{prelude::*, web_sys::Element};
use serde::{Deserialize, Serialize};

use super::fields::{field, folded, on_typing};

/// What is said about the rows that are left.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StaffFilterWords {
    /// When one row is left.
    pub one: String,
    /// When more are, with [`Self::NUMBER`] where the number goes.
    pub many: String,
    /// When none is: that it holds for this page, and that Enter looks further.
    pub none: String,
    /// When these rows cannot answer, because they answer another search: that Enter does.
    pub beyond: String,
}

impl StaffFilterWords {
    /// Stands for the number of rows.
    pub const NUMBER: char = '#';
}

/// Hides the rows that do not begin with what is typed, and says politely how many are left.
#[island]
pub fn StaffFilter(
    /// Id of the search field.
    field_id: String,
    /// Id of the element around the rows.
    list_id: String,
    /// What the server searched for already; empty when it drew the whole list.
    searched: String,
    /// What is said about the rows that are left.
    words: StaffFilterWords,
) -> impl IntoView {
    let news = RwSignal::new(String::new());
    Effect::new(move |_| {
        let Some(input) = field(&field_id) else {
            return;
        };
        let (field_id, list_id) = (field_id.clone(), list_id.clone());
        let (searched, words) = (folded(&searched), words.clone());
        on_typing(move |id| {
            if id != field_id {
                return;
            }
            let typed = folded(&input.value());
            let left = show_only(&list_id, &searched, &typed);
            let silent = typed == searched;
            news.set(match left {
                _ if silent => String::new(),
                None => words.beyond.clone(),
                Some(0) => words.none.clone(),
                Some(1) => words.one.clone(),
                Some(n) => words.many.replace(StaffFilterWords::NUMBER, &n.to_string()),
            });
        });
    });
    view! { <p class="filter-news" role="status">{news}</p> }
}

/// Shows the rows that match and hides the others. Tells how many are shown, or nothing when the rows answer
/// another search: then all are shown.
fn show_only(list_id: &str, searched: &str, typed: &str) -> Option<usize> {
    let answers = narrows(searched, typed);
    let rows = rows(list_id).filter(|row| {
        let shown = !answers || matches(&folded(&text_of(row)), typed);
        let _ = row.toggle_attribute_with_force("hidden", !shown);
        shown
    });
    let shown = rows.count();
    answers.then_some(shown)
}

fn rows(list_id: &str) -> impl Iterator<Item = Element> {
    let list = document()
        .get_element_by_id(list_id)
        .and_then(|around| around.query_selector(".person-rows").ok()?);
    std::iter::successors(
        list.and_then(|list| list.first_element_child()),
        Element::next_element_sibling,
    )
}

/// Who it is, without the state and the buttons: nobody looks for "Deblokkeren".
fn text_of(row: &Element) -> String {
    row.query_selector(".row-who")
        .ok()
        .flatten()
        .and_then(|who| who.text_content())
        .unwrap_or_default()
}

/// Whether whoever is found by `typed` was found by `searched` too; both folded.
fn narrows(searched: &str, typed: &str) -> bool {
    words(searched).all(|before| words(typed).any(|now| now.starts_with(before)))
}

/// Whether every word that is typed begins a word of the text, as the server searches; both folded.
fn matches(text: &str, typed: &str) -> bool {
    words(typed).all(|word| {
        text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            !before.is_some_and(char::is_alphanumeric)
        })
    })
}

#[cfg(test)]
mod tests {
    use domain::shared::person_name::fold;

    use super::{matches, narrows};

    #[test]
    fn every_word_typed_begins_a_word_of_the_row() {
        let row = fold("Zoë van der Çelik-Bakker zoe@kantoor-deboer.example");
        for (typed, found) in [
            ("", true),
            ("zoe", true),
            ("Zoë", true),
            ("ÇEL", true),
            ("bak", true),
            ("celik zoe", true),
            ("  zoe   cel ", true),
            ("zoe@kan", true),
            ("kantoor", true),
            ("Çelik-Bakker, Zoë van der", true),
            ("Zoë <zoe@kantoor-deboer.example>", true),
            ("akker", false),
            ("zoe jansen", false),
        ] {
            assert_eq!(matches(&row, &fold(typed)), found, "{typed:?}");
        }
    }

    #[test]
    fn rows_of_a_search_answer_only_a_narrower_one() {
        for (searched, typed, answers) in [
            ("", "", true),
            ("", "jan", true),
            ("jan", "jan", true),
            ("jan", "jans", true),
            ("jan", "jan de", true),
            ("jan", "ja", false),
            ("jan", "", false),
            ("jan de", "de jansen", true),
        ] {
            assert_eq!(narrows(searched, typed), answers, "{searched:?} {typed:?}");
        }
    }
}
