//! Names that end in a full stop, at the end of a sentence.

/// The sentence with one full stop where a name brought its own: "bij Advies Noord B.V.", and not "B.V..". Three dots stay.
pub fn one_full_stop(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("..") {
        let (before, dots) = rest.split_at(at);
        let after = dots.trim_start_matches('.');
        let run = dots.len() - after.len();
        out.push_str(before);
        out.push_str(if run == 2 { "." } else { &dots[..run] });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_ends_in_a_full_stop_ends_the_sentence_as_well() {
        for (text, told) in [
            (
                "Welkom bij Advies Noord B.V..",
                "Welkom bij Advies Noord B.V.",
            ),
            ("Bij B.V.. Bel ons.", "Bij B.V. Bel ons."),
            ("Garage Jansen.", "Garage Jansen."),
            ("Wacht... even", "Wacht... even"),
            ("Wacht....", "Wacht...."),
            ("..", "."),
            ("", ""),
        ] {
            assert_eq!(one_full_stop(text), told);
        }
    }
}
