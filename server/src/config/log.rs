//! What is logged, and in which form.

use super::values::Reader;

/// Form of log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// Reads `log.format`.
pub(super) fn format(reader: &mut Reader<'_>) -> LogFormat {
    let format = reader.read("log.format", "`text` or `json`", |text| match text {
        "text" => Some(LogFormat::Text),
        "json" => Some(LogFormat::Json),
        _ => None,
    });
    format.unwrap_or(LogFormat::Text)
}

/// Reads `log.filter`.
pub(super) fn filter(reader: &mut Reader<'_>) -> String {
    let form = "a filter such as `info` or `info,flows=debug`";
    let filter = reader.read("log.filter", form, |text| {
        let is_filter = text.parse::<tracing_subscriber::EnvFilter>().is_ok() && !text.is_empty();
        is_filter.then(|| text.to_owned())
    });
    filter.unwrap_or_default()
}
