//! `/beheer/logboek.csv`: the log as a file for a spreadsheet. It leaves the portal, so it takes a fresh code and is recorded.
//! Rows are read while they are sent: a log of years never stands in memory as a whole.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use domain::{
    Language,
    organisations::Kind,
    post::Deed,
    shared::{
        csv_cell::{BEGIN, row},
        person_name::fold,
    },
};
use flows::audit::{LogRow, export_of_organisation};
use futures_util::stream;

use super::{FILE, PATH, Story, filter::Asked, sentence::actor};
use crate::{
    bridge::{Answer, Ask, Flash},
    people::day,
    texts::log as say,
};

/// Sends the file, with the filter of the page.
pub async fn take_along(ask: Ask) -> Answer {
    let (caller, permit) = ask.change_staff(Deed::Export, None).await?;
    let (l, services) = (ask.language, ask.services().clone());
    let kind = services.catalogue.kind(&caller.kind).cloned();
    let filter = Asked::read(&ask).filter;
    let export = export_of_organisation(&services, &permit, filter).await?;
    let begin = stream::iter([Ok(format!("{BEGIN}{}", head(l)))]);
    let rows = stream::try_unfold(
        (export, services, kind),
        move |(mut export, services, kind)| async move {
            let rows = export.next(&services).await.inspect_err(|error| {
                tracing::error!(%error, "taking the log along stopped half-way");
            })?;
            if rows.is_empty() {
                return Ok::<_, flows::Trouble>(None);
            }
            let text: String = rows.iter().map(|row| line(l, kind.as_ref(), row)).collect();
            Ok(Some((text, (export, services, kind))))
        },
    );
    let body = Body::from_stream(stream::StreamExt::chain(begin, rows));
    // A file says by itself of which company it is: the page that it was asked on may have been drawn for another.
    let folded = fold(&caller.organisation_name);
    let words = folded.split(|sign: char| !sign.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let (of, day) = (words.join("-"), day(ask.now));
    let name = format!(
        "attachment; filename=\"{}-{of}-{day}.csv\"",
        say::file_name(l)
    );
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/csv; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// Where a browser goes once the code for a file was right, if `path` is one: a file leaves it on the page where it was,
/// which would be the one that asked for the code.
pub(crate) fn waits(l: Language, path: &str) -> Option<(String, Flash)> {
    let filter = path.strip_prefix(FILE)?;
    if !filter.is_empty() && !filter.starts_with('?') {
        return None;
    }
    let notice = Flash::good(say::file_ready(l)).link(say::take_along(l), path);
    Some((format!("{PATH}{filter}"), notice))
}

fn head(l: Language) -> String {
    row([
        say::column_day(l),
        say::column_time(l),
        say::column_who(l),
        say::column_whom(l),
        say::column_what(l),
    ])
}

fn line(language: Language, kind: Option<&Kind>, at: &LogRow) -> String {
    let story = Story {
        language,
        kind,
        about: None,
    };
    let whom = at
        .subject
        .as_ref()
        .map_or_else(String::new, |_| story.subject(at));
    row([
        day(at.at).as_str(),
        at.at.time(language).as_str(),
        actor(language, &at.actor).as_str(),
        whom.as_str(),
        story.tell(at).as_str(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{AuthorisationId, Moment};
    use flows::audit::{Event, LogActor, LogSubject};

    #[test]
    fn after_the_code_for_a_file_the_page_of_the_log_offers_it() {
        let offered = |path| waits(Language::Nl, path).map(|(page, notice)| (page, notice.link));
        let link = |path: &str| Some(("Downloaden (CSV)".to_owned(), path.to_owned()));
        for path in ["/beheer/logboek.csv", "/beheer/logboek.csv?wat=logins"] {
            let page = path.replace(".csv", "");
            assert_eq!(offered(path), Some((page, link(path))));
        }
        assert_eq!(offered("/beheer/logboek.csvx"), None);
        assert_eq!(offered("/beheer/logboek"), None);
    }

    #[test]
    fn sec_61_a_name_that_looks_like_a_formula_is_harmless_in_the_file() {
        let minutes = std::time::Duration::from_secs(614 * 60);
        let at = LogRow {
            chain: 1,
            seq: 1,
            at: Moment::from_amsterdam_date(2026, 11, 20)
                .unwrap()
                .plus(minutes),
            event: Some(Event::Unblocked),
            actor: LogActor::Person(Some("=HYPERLINK(1)".into())),
            subject: Some(LogSubject {
                authorisation: AuthorisationId::from_trusted("7".into()),
                name: Some("Jan; Jansen".into()),
            }),
            facts: serde_json::Value::Null,
        };
        assert_eq!(
            line(Language::Nl, None, &at),
            "2026-11-20;10.14 uur;'=HYPERLINK(1);\"Jan; Jansen\";\
             \"'=HYPERLINK(1) heeft Jan; Jansen gedeblokkeerd.\"\r\n"
        );
        assert_eq!(head(Language::Nl), "Datum;Tijd;Wie;Over wie;Wat\r\n");
    }
}
