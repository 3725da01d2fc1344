//! Texts for everybody that are agreed on beforehand: content of a deployment, with gaps for a time and a desk that take
//! nothing else. One agent puts such a text up at once; whatever an agent writes waits for a second (SEC-68).

use crate::{Language, Moment, desks::Desk, organisations::Words, shared::short_text::NewsText};

/// What stands in a text where something of the moment goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// When it is over, or begins.
    Time,
    /// Which desk helps, and its number.
    Desk,
}

impl Gap {
    /// Every gap.
    pub const ALL: [Self; 2] = [Self::Time, Self::Desk];

    /// As it stands in a text.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Time => "{time}",
            Self::Desk => "{desk}",
        }
    }
}

/// A text that is agreed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// Code, kept with every message made of it.
    pub code: String,
    /// What agents know it by.
    pub name: Words,
    /// What everybody reads, with its gaps.
    pub text: Words,
}

/// Every text that is agreed on, in the order of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreparedTexts(pub Vec<Prepared>);

impl PreparedTexts {
    /// The text of a code.
    pub fn get(&self, code: &str) -> Option<&Prepared> {
        self.0.iter().find(|one| one.code == code)
    }
}

/// A prepared text with nothing left open. Only [`Prepared::fill`] makes one, so that nobody's own words pass for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    code: String,
    nl: NewsText,
    en: NewsText,
}

impl Filled {
    /// Code of the text it was made of.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What everybody reads.
    pub fn text(&self, language: Language) -> &NewsText {
        match language {
            Language::Nl => &self.nl,
            Language::En => &self.en,
        }
    }
}

impl Prepared {
    /// Whether the text has such a gap.
    pub fn has(&self, gap: Gap) -> bool {
        self.text.nl.contains(gap.sign())
    }

    /// The text with a moment and a desk in its gaps, as it is put up at `now`; `None` if that is longer than a message may be.
    /// A moment of another day is named with its day: whoever reads it, today or then, would take it for the same day.
    pub fn fill(&self, time: Moment, now: Moment, desk: &Desk) -> Option<Filled> {
        let text = |language| {
            let words = self.text.get(language);
            let at = format!("{} ({})", desk.name.get(language), desk.phone);
            let time = match time.amsterdam_date() == now.amsterdam_date() {
                true => time.time(language),
                false => time.time_and_day(language),
            };
            let words = words.replace(Gap::Time.sign(), &time);
            NewsText::parse(&words.replace(Gap::Desk.sign(), &at)).ok()
        };
        Some(Filled {
            code: self.code.clone(),
            nl: text(Language::Nl)?,
            en: text(Language::En)?,
        })
    }

    /// What is wrong with the text, in a sentence for the operator; `None` if nothing is.
    pub fn problem(&self, desks: &[&Desk]) -> Option<String> {
        for (language, text) in [("nl", &self.text.nl), ("en", &self.text.en)] {
            let bare = Gap::ALL
                .iter()
                .fold(text.clone(), |text, gap| text.replace(gap.sign(), ""));
            if bare.contains(['{', '}']) {
                return Some(format!(
                    "`{language}` has a gap that is neither {{time}} nor {{desk}}"
                ));
            }
        }
        let differ =
            |gap: &Gap| self.text.nl.contains(gap.sign()) != self.text.en.contains(gap.sign());
        if let Some(gap) = Gap::ALL.iter().find(|gap| differ(gap)) {
            return Some(format!("`{}` stands in one language only", gap.sign()));
        }
        // The longest name of a day: Wednesday, 30 September.
        let (then, now) = (
            Moment::from_unix_ms(1_790_762_400_000),
            Moment::from_unix_ms(0),
        );
        let fits = desks
            .iter()
            .all(|desk| self.fill(then, now, desk).is_some());
        (!fits).then(|| {
            format!(
                "with its gaps filled it has more than {} characters",
                NewsText::MOST
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opening::OpeningHours;

    fn prepared(nl: &str, en: &str) -> Prepared {
        let words = |nl: &str, en: &str| Words {
            nl: nl.into(),
            en: en.into(),
        };
        Prepared {
            code: "storing".into(),
            name: words("Storing", "Outage"),
            text: words(nl, en),
        }
    }

    fn desk() -> Desk {
        Desk {
            code: "servicedesk".into(),
            name: Words {
                nl: "onze servicedesk".into(),
                en: "our service desk".into(),
            },
            phone: "0800 1234".into(),
            email: "servicedesk@voorbeeld.example".into(),
            hours: OpeningHours::default(),
        }
    }

    #[test]
    fn a_prepared_text_is_filled_with_a_time_and_a_desk_and_nothing_else() {
        let text = prepared(
            "Om {time} werkt het. Bel {desk}.",
            "It works at {time}. Call {desk}.",
        );
        let half_past_two = Moment::from_unix_ms(1_795_181_400_000);
        let filled = text.fill(half_past_two, half_past_two, &desk()).unwrap();
        let nl = filled.text(Language::Nl).as_str();
        assert_eq!(
            nl,
            "Om 14.30 uur werkt het. Bel onze servicedesk (0800 1234)."
        );
        assert!(
            filled
                .text(Language::En)
                .as_str()
                .ends_with("Call our service desk (0800 1234).")
        );
        assert!(text.has(Gap::Time) && text.has(Gap::Desk) && filled.code() == "storing");
    }

    #[test]
    fn a_time_of_another_day_has_its_day() {
        let text = prepared(
            "Vanaf {time} werken wij eraan.",
            "We work on it from {time}.",
        );
        let now = Moment::from_unix_ms(1_795_181_400_000);
        let tomorrow = now.plus(std::time::Duration::from_secs(24 * 60 * 60));
        let said = text.fill(tomorrow, now, &desk()).unwrap();
        let [nl, en] = [Language::Nl, Language::En].map(|l| said.text(l).as_str().to_owned());
        let day = |l| tomorrow.day(l);
        assert_eq!(
            nl,
            format!("Vanaf 14.30 uur op {} werken wij eraan.", day(Language::Nl))
        );
        assert_eq!(
            en,
            format!("We work on it from 14:30 on {}.", day(Language::En))
        );
    }

    #[test]
    fn what_is_wrong_with_a_text_is_told() {
        let long = "a".repeat(NewsText::MOST);
        for (nl, en, wrong) in [
            ("Om {time}.", "At {time}.", None),
            (
                "Om {tijd}.",
                "At {time}.",
                Some("neither {time} nor {desk}"),
            ),
            (
                "Om {time}.",
                "Soon.",
                Some("`{time}` stands in one language only"),
            ),
            (
                &format!("{long} {{desk}}"),
                "{desk}",
                Some("more than 240 characters"),
            ),
        ] {
            let told = prepared(nl, en).problem(&[&desk()]);
            match wrong {
                None => assert_eq!(told, None),
                Some(wrong) => assert!(
                    told.as_ref().is_some_and(|told| told.contains(wrong)),
                    "{nl}: {told:?}"
                ),
            }
        }
    }
}
