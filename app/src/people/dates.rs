//! First and last day of access in a form. People name the last day that counts; what is kept is the moment after it.

use domain::{
    Language, Moment, Problem,
    people::dates::{are_reversed, coming_end_of, coming_start_of},
};
use flows::people::Terms;
use leptos::prelude::*;

use crate::{
    bridge::Typed,
    parts::{Details, Field, FieldError, FieldKind, error_at},
    texts::{frame, people as say},
    words::field_error,
};

/// Name of the field of the first day.
pub(super) const FROM: &str = "from";
/// Name of the field of the last day.
pub(super) const UNTIL: &str = "until";

/// Between which moments somebody has access.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Dates {
    /// First moment.
    pub from: Option<Moment>,
    /// End.
    pub until: Option<Moment>,
}

impl From<&Terms> for Dates {
    fn from(terms: &Terms) -> Self {
        Self {
            from: terms.valid_from,
            until: terms.valid_until,
        }
    }
}

impl Dates {
    /// What stands in the fields before anybody typed.
    pub fn typed(self, typed: Typed) -> Typed {
        typed
            .and(FROM, self.from.map(day).unwrap_or_default())
            .and(UNTIL, self.until.map(last_day).unwrap_or_default())
    }

    /// Reads the fields. A field that was left as it was keeps its moment to the millisecond.
    pub fn read(
        l: Language,
        typed: &Typed,
        now: Moment,
        before: Self,
    ) -> Result<Self, Vec<FieldError>> {
        let from = match typed.get(FROM) {
            "" => Ok(None),
            text if before.from.map(day).as_deref() == Some(text) => Ok(before.from),
            text => coming_start_of(text, now).map(Some),
        };
        let until = match typed.get(UNTIL) {
            "" => Ok(None),
            text if before.until.map(last_day).as_deref() == Some(text) => Ok(before.until),
            text => coming_end_of(text, now).map(Some),
        };
        match (from, until) {
            (Ok(from), Ok(until)) if are_reversed(from, until) => {
                Err(vec![field_error(l, UNTIL, Problem::DateOrder)])
            }
            (Ok(from), Ok(until)) => Ok(Self { from, until }),
            (from, until) => {
                let from = from.err().map(|problem| field_error(l, FROM, problem));
                let until = until.err().map(|problem| field_error(l, UNTIL, problem));
                Err([from, until].into_iter().flatten().collect())
            }
        }
    }
}

/// The two fields; of access that has begun the last day alone, unless a first one was typed all the same. `until` is what
/// the last day is called.
pub(super) fn fields(
    l: Language,
    typed: &Typed,
    errors: &[FieldError],
    (has_begun, until): (bool, &'static str),
) -> impl IntoView + use<> {
    let (at_from, at_until) = (error_at(errors, FROM), error_at(errors, UNTIL));
    let optional = frame::optional(l);
    let first = (!has_begun || !typed.get(FROM).is_empty()).then(|| {
        view! {
            <Field
                kind=FieldKind::Date
                name=FROM
                label=say::date_from(l)
                hint=say::dates_hint(l)
                optional=optional
                error=at_from
                value=typed.value(FROM)
            />
        }
    });
    let hint = if first.is_some() {
        say::date_until_hint(l)
    } else {
        say::date_hint(l)
    };
    view! {
        {first}
        <Field
            kind=FieldKind::Date
            name=UNTIL
            label=until
            hint=hint
            optional=optional
            error=at_until
            value=typed.value(UNTIL)
        />
    }
}

/// The two fields for somebody new: most have no dates, so they stand behind a line, unless something is typed there.
pub(super) fn folded(l: Language, typed: &Typed, errors: &[FieldError]) -> AnyView {
    let in_use = |name| !typed.get(name).is_empty() || error_at(errors, name).is_some();
    let open = in_use(FROM) || in_use(UNTIL);
    let last = (false, say::date_until(l));
    let fields = fields(l, typed, errors, last).into_any();
    view! {
        <Details summary=say::dates_folded(l) open=open>
            <div class="field-pair">{fields}</div>
        </Details>
    }
    .into_any()
}

/// A day as a date field wants it.
pub(crate) fn day(at: Moment) -> String {
    let (year, month, day) = at.amsterdam_date();
    format!("{year:04}-{month:02}-{day:02}")
}

/// The last day before `until`, as a date field wants it.
fn last_day(until: Moment) -> String {
    day(until.last_day())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn start(year: i16, month: i8, day: i8) -> Moment {
        Moment::from_amsterdam_date(year, month, day).unwrap()
    }

    fn form(from: &str, until: &str) -> Typed {
        Typed::with(FROM, from).and(UNTIL, until)
    }

    #[test]
    fn the_last_day_counts_whole_also_when_the_clock_changes() {
        let now = start(2026, 11, 20);
        for (typed, end) in [
            ("2026-11-20", start(2026, 11, 21)),
            ("2026-12-31", start(2027, 1, 1)),
            ("28-3-2027", start(2027, 3, 29)),
            ("31-10-2027", start(2027, 11, 1)),
        ] {
            assert_eq!(coming_end_of(typed, now), Ok(end), "{typed}");
        }
    }

    #[test]
    fn what_is_wrong_with_dates_is_said_at_the_field() {
        let now = start(2026, 11, 20);
        for (from, until, wrong) in [
            ("", "", vec![]),
            ("2026-12-01", "2026-12-01", vec![]),
            ("2026-12-02", "2026-12-01", vec![UNTIL]),
            ("gisteren", "2026-11-19", vec![FROM, UNTIL]),
            ("", "2026-02-30", vec![UNTIL]),
        ] {
            let read = Dates::read(Language::Nl, &form(from, until), now, Dates::default());
            let fields: Vec<&str> = read
                .err()
                .unwrap_or_default()
                .iter()
                .map(|error| error.field)
                .collect();
            assert_eq!(fields, wrong, "{from} {until}");
        }
    }

    #[test]
    fn a_date_that_was_left_alone_stays_the_same_moment_even_if_it_has_passed() {
        let now = start(2026, 11, 20);
        let noon = Duration::from_secs(12 * 60 * 60);
        let before = Dates {
            from: Some(start(2026, 1, 5).plus(noon)),
            until: Some(start(2026, 3, 1)),
        };
        let typed = before.typed(Typed::default());
        assert_eq!(typed, form("2026-01-05", "2026-02-28"));
        assert_eq!(
            Dates::read(Language::Nl, &typed, now, before).ok(),
            Some(before)
        );
    }
}
