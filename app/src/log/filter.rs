//! Which rows of the log are shown: about whom, about what, between which days. It stands in the address as ids and codes,
//! so that a link to a part of the log can be kept and the file holds the same rows as the page.

use domain::{
    AuthorisationId, Problem,
    people::dates::{are_reversed, end_of, start_of},
};
use flows::audit::{EventGroup, LogCursor, LogFilter};

use crate::{
    bridge::{Ask, Typed},
    parts::FieldError,
    words::field_error,
};

pub(super) const WHO: &str = "wie";
pub(super) const WHAT: &str = "wat";
pub(super) const FROM: &str = "van";
pub(super) const UNTIL: &str = "tot";
const BELOW: &str = "voor";

/// What was asked for.
pub(super) struct Asked {
    /// As it stands in the address.
    pub typed: Typed,
    /// As the log understands it.
    pub filter: LogFilter,
    /// Dates that are no dates.
    pub errors: Vec<FieldError>,
    /// Where the page begins.
    pub cursor: Option<LogCursor>,
}

impl Asked {
    /// Reads the address. What makes no sense is left out; a date that is none is also pointed at.
    pub fn read(ask: &Ask) -> Self {
        let l = ask.language;
        let mut typed = Typed::default();
        for name in [WHO, WHAT, FROM, UNTIL] {
            typed = typed.and(name, ask.query(name).unwrap_or_default());
        }
        let mut errors = Vec::new();
        let from = match typed.get(FROM) {
            "" => None,
            text => start_of(text)
                .map_err(|problem| errors.push(field_error(l, FROM, problem)))
                .ok(),
        };
        let until = match typed.get(UNTIL) {
            "" => None,
            text => end_of(text)
                .map_err(|problem| errors.push(field_error(l, UNTIL, problem)))
                .ok(),
        };
        let reversed = are_reversed(from, until);
        if reversed {
            errors.push(field_error(l, UNTIL, Problem::DateOrder));
        }
        Self {
            filter: LogFilter {
                person: AuthorisationId::parse(typed.get(WHO)),
                group: EventGroup::from_code(typed.get(WHAT)),
                from,
                until: until.filter(|_| !reversed),
            },
            cursor: ask.query(BELOW).and_then(|place| LogCursor::parse(&place)),
            typed,
            errors,
        }
    }

    /// Whether anything is left out.
    pub fn is_everything(&self) -> bool {
        self.typed.is_empty()
    }

    /// An address with this filter, from a place on.
    pub fn address(&self, path: &str, cursor: Option<LogCursor>) -> String {
        address(path, &self.typed, cursor)
    }
}

fn address(path: &str, typed: &Typed, cursor: Option<LogCursor>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for name in [WHO, WHAT, FROM, UNTIL] {
        if let Some(value) = typed.value(name) {
            query.append_pair(name, &value);
        }
    }
    if let Some(place) = cursor {
        query.append_pair(BELOW, &place.to_string());
    }
    match query.finish() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_and_the_file_keep_the_filter() {
        let typed = Typed::with(WHO, "")
            .and(WHAT, "logins")
            .and(FROM, "1-2-2026&x");
        let place = LogCursor::parse("1795181400000-64-7");
        assert_eq!(
            address("/beheer/logboek", &typed, place),
            "/beheer/logboek?wat=logins&van=1-2-2026%26x&voor=1795181400000-64-7"
        );
        assert_eq!(address("/a", &Typed::default(), None), "/a");
    }
}
