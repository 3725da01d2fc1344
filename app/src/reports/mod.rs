//! `/csp-meldingen`: browsers tell here when a page of ours broke its own policy (SEC-56). That is a mistake of ours or
//! somebody's attempt, so it is logged: which directive, and which address of the site, as a pattern without ids, secrets
//! or query. Anybody can send such a report, so few are logged, and nothing else in them is believed or kept.

use std::sync::{Mutex, PoisonError};

use axum::{
    body::Bytes,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use domain::Moment;
use serde::Deserialize;

use crate::bridge::{Answer, Ask, Stop, media_type};

/// Address that reports go to.
pub const PATH: &str = "/csp-meldingen";
/// Largest report, in bytes; a browser sends a few of half a kilobyte at once.
const LARGEST: usize = 16 * 1024;
/// Reports of one request that are looked at.
const AT_ONCE: usize = 10;
/// Reports that this process logs in a minute.
const PER_MINUTE: u32 = 20;

/// How many reports were logged in the running minute. In memory on purpose: it protects the log of this process.
#[derive(Debug, Default)]
pub struct Allowance(Mutex<(i64, u32)>);

impl Allowance {
    fn spend(&self, now: Moment) -> bool {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = now.unix_ms().div_euclid(60_000);
        if running.0 != minute {
            *running = (minute, 0);
        }
        running.1 = running.1.saturating_add(1);
        running.1 <= PER_MINUTE
    }
}

#[derive(Deserialize)]
struct Report {
    #[serde(rename = "type")]
    kind: String,
    body: Body,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Body {
    effective_directive: String,
    #[serde(rename = "documentURL")]
    document_url: String,
}

/// Takes reports.
pub async fn take(ask: Ask, headers: HeaderMap, body: Bytes) -> Answer {
    let report = media_type(&headers).is_some_and(|kind| kind == "application/reports+json");
    if !report || body.len() > LARGEST {
        return Err(Stop::BadForm);
    }
    let reports: Vec<Report> = serde_json::from_slice(&body).map_err(|_| Stop::BadForm)?;
    for report in reports.iter().take(AT_ONCE) {
        if report.kind == "csp-violation" && ask.portal.reports.spend(ask.now) {
            let directive = directive(&report.body.effective_directive);
            let page = page(&report.body.document_url);
            tracing::warn!(directive, page, "a page broke its own policy");
        }
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Names of directives that our policy has or leads to; anything else somebody made up.
fn directive(named: &str) -> &'static str {
    const KNOWN: [&str; 14] = [
        "base-uri",
        "connect-src",
        "default-src",
        "font-src",
        "form-action",
        "frame-ancestors",
        "frame-src",
        "img-src",
        "script-src",
        "script-src-attr",
        "script-src-elem",
        "style-src",
        "style-src-attr",
        "style-src-elem",
    ];
    KNOWN
        .into_iter()
        .find(|known| *known == named)
        .unwrap_or("another")
}

/// The address of the site that a document has, as a pattern: a path can hold the secret of a link.
fn page(document: &str) -> &'static str {
    let path = document
        .split_once("://")
        .and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]))
        .unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let fits = |pattern: &str| {
        let (mut asked, mut known) = (path.split('/'), pattern.split('/'));
        loop {
            match (asked.next(), known.next()) {
                (None, None) => return true,
                (Some(part), Some(name)) if part == name || name.starts_with('{') => {}
                _ => return false,
            }
        }
    };
    crate::site::table()
        .iter()
        .map(|endpoint| endpoint.path)
        .find(|pattern| fits(pattern))
        .unwrap_or("elsewhere")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_56_a_report_is_logged_without_ids_secrets_and_made_up_words() {
        for (document, shown) in [
            ("https://mijn.example/inloggen?next=%2Fbeheer", "/inloggen"),
            ("https://mijn.example/", "/"),
            (
                "https://mijn.example/wachtwoord-instellen/GeheimGeheim#x",
                "/wachtwoord-instellen/{token}",
            ),
            (
                "https://mijn.example/beheer/medewerkers/0192f0c1/mobiel",
                "/beheer/medewerkers/{id}/mobiel",
            ),
            ("https://mijn.example/karin@kantoor.example", "elsewhere"),
            ("https://mijn.example", "elsewhere"),
            ("about:blank", "elsewhere"),
            ("", "elsewhere"),
        ] {
            assert_eq!(page(document), shown, "{document}");
        }
        assert_eq!(
            (directive("script-src-elem"), directive("karin\n")),
            ("script-src-elem", "another")
        );
    }

    #[test]
    fn sec_56_twenty_reports_a_minute_are_logged_and_no_more() {
        let allowance = Allowance::default();
        let now = Moment::from_unix_ms(1_795_181_400_000);
        let logged = (0..100).filter(|_| allowance.spend(now)).count();
        assert_eq!(logged, 20);
        assert!(allowance.spend(now.plus(std::time::Duration::from_secs(60))));
    }
}
