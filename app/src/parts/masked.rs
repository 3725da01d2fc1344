//! A masked number, which a screen reader would read as a row of bullets: to the eye "06 •••• ••78", to the ear
//! "eindigt op 78". It stands alone or somewhere in a sentence.

use leptos::prelude::*;

/// Words that hold a masked number. Its parts hang together by spaces that do not break, so it is one word of them.
#[component]
pub fn Masked(
    /// The words as they are seen.
    #[prop(into)]
    text: String,
    /// What is heard instead of the number, such as "eindigt op 78".
    #[prop(into)]
    spoken: String,
) -> impl IntoView {
    let Some(number) = number_in(&text) else {
        return text.into_any();
    };
    let (before, after) = text.split_once(number).unwrap_or((&text, ""));
    let words = |words: &str| (!words.is_empty()).then(|| words.to_owned());
    let (before, after, number) = (words(before), words(after), number.to_owned());
    view! {
        {before}
        <span aria-hidden="true">{number}</span>
        <span class="heard">{spoken}</span>
        {after}
    }
    .into_any()
}

/// What can be seen of the end of a masked number in these words; `None` if there is none.
pub fn ends_in(text: &str) -> Option<&str> {
    let number = number_in(text)?;
    let at = number.rfind('•')? + '•'.len_utf8();
    number.get(at..)
}

/// A mailbox is masked as well, but its end can be read aloud.
fn number_in(text: &str) -> Option<&str> {
    let word = text
        .split(' ')
        .find(|word| word.contains('•') && !word.contains('@'))?;
    Some(word.trim_end_matches(|sign: char| !sign.is_ascii_digit()))
        .filter(|number| number.contains('•'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::html;

    const NUMBER: &str = "06\u{a0}••••\u{a0}••78";

    #[test]
    fn bullets_are_seen_and_the_end_is_heard() {
        let sentence = format!("Wij hebben een sms gestuurd naar {NUMBER}. Vul de 6 cijfers in.");
        for (text, seen) in [
            (NUMBER.to_owned(), String::new()),
            (sentence, "Wij hebben een sms gestuurd naar ".to_owned()),
        ] {
            let html = html(|| view! { <Masked text=text spoken="eindigt op 78" /> });
            let number = format!(
                r#"{seen}<span aria-hidden="true">{NUMBER}</span><span class="heard">eindigt op 78</span>"#
            );
            assert!(html.starts_with(&number), "{html}");
        }
    }

    #[test]
    fn words_without_a_masked_number_are_as_they_were() {
        for text in ["06 12345678", "k•••@kantoor.example", "Geen nummer", ""] {
            assert_eq!(ends_in(text), None, "{text}");
            let text = text.to_owned();
            let seen = text.clone();
            assert_eq!(
                html(|| view! { <Masked text=text spoken="" /> }).trim(),
                seen
            );
        }
        assert_eq!(ends_in(NUMBER), Some("78"));
    }
}
