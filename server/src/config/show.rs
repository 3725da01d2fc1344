//! What holds in this deployment, on one page: for `sleutelbos config show`.

use super::{Sources, keys};

/// Every key with its sentence, value and origin; secrets are covered.
pub fn show(sources: &Sources) -> String {
    let settings = sources.settings(&mut Vec::new());
    let mut page = String::new();
    let mut section = "";
    for key in keys::all() {
        let (in_section, name) = key.name.split_once('.').unwrap_or(("", key.name));
        if in_section != section {
            section = in_section;
            page.push_str(&format!("\n[{section}]\n"));
        }
        let Some(setting) = settings.get(key.name) else {
            continue;
        };
        let value = match (key.secret, setting.text.as_str()) {
            (true, "") => "\"\"".to_owned(),
            (true, keys::DEVELOPMENT) => "(only good for a laptop)".to_owned(),
            (true, _) => "(hidden)".to_owned(),
            (false, text) if key.name == "post.sms_url" => covered_to_the_host(text),
            (false, text) => covered(text),
        };
        page.push_str(&format!(
            "# {}{}\n{name} = {value}  # {}\n",
            key.sentence, key.bounds, setting.origin
        ));
    }
    page.trim_start().to_owned()
}

/// What may be read of the words after "?" in an address; any other may be a secret.
const PLAIN: [&str; 3] = ["tls", "sslmode", "application_name"];

/// A value in quotes, with the secrets of an address covered: who logs in there, and words after its path. It may be one that
/// the check refuses: then a password stands in it where nobody expects one.
fn covered(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once(':').filter(|(scheme, rest)| {
        let is_scheme = scheme.bytes().all(|byte| byte.is_ascii_lowercase());
        is_scheme && (rest.starts_with('/') || rest.contains('@'))
    }) else {
        return format!("{text:?}");
    };
    let (slashes, rest) = rest.split_at(rest.len() - rest.trim_start_matches('/').len());
    let (who, rest) = match rest.rsplit_once('@') {
        Some((_, rest)) => ("…@", rest),
        None => ("", rest),
    };
    let (rest, after) = match rest.split_once('#') {
        Some((rest, _)) => (rest, "#…"),
        None => (rest, ""),
    };
    let (place, words) = rest
        .split_once('?')
        .map_or((rest, None), |(place, words)| (place, Some(words)));
    let words = words.map(|words| {
        let words = words.split('&').map(|word| match word.split_once('=') {
            Some((name, _)) if !PLAIN.contains(&name) => format!("{name}=…"),
            Some(_) => word.to_owned(),
            None => "…".to_owned(),
        });
        format!("?{}", words.collect::<Vec<_>>().join("&"))
    });
    let words = words.unwrap_or_default();
    format!(
        "{:?}",
        format!("{scheme}:{slashes}{who}{place}{words}{after}")
    )
}

/// The same of the gateway, whose key may be part of the path.
fn covered_to_the_host(text: &str) -> String {
    let shown = covered(text);
    let host_ends = shown
        .match_indices(['/', '?', '#'])
        .nth(2)
        .map(|(at, _)| at);
    match host_ends {
        Some(at) if at + 2 < shown.len() => format!("{}/…\"", &shown[..at]),
        _ => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::{covered, covered_to_the_host};

    #[test]
    fn sec_73_no_secret_of_an_address_is_shown() {
        for (text, shown) in [
            ("sqlite:sleutelbos.db", "sqlite:sleutelbos.db"),
            (
                "sqlite:/var/lib/sleutelbos.db",
                "sqlite:/var/lib/sleutelbos.db",
            ),
            ("https://portaal.example", "https://portaal.example"),
            (
                "https://portaal.example/privacy",
                "https://portaal.example/privacy",
            ),
            (
                "Voorbeeld: <inloggen@voorbeeld.example>",
                "Voorbeeld: <inloggen@voorbeeld.example>",
            ),
            (
                "postgres://portal:geheim@db.example/portal?sslmode=verify-full",
                "postgres://…@db.example/portal?sslmode=verify-full",
            ),
            (
                "postgres://db.example/portal?user=portal&password=geheim",
                "postgres://db.example/portal?user=…&password=…",
            ),
            // As they should not be written, and are.
            (
                "postgres://db.example/portal?user=portal&password=geheim@",
                "postgres://…@",
            ),
            (
                "postgres://u:gehe?im@db.example/portal",
                "postgres://…@db.example/portal",
            ),
            ("postgres:u:geheim@db.example", "postgres:…@db.example"),
            ("smtp:/u:geheim@mail.example", "smtp:/…@mail.example"),
            (
                "smtp://u:a@b@mail.example?tls=required",
                "smtp://…@mail.example?tls=required",
            ),
            ("https://sms.example/v1?geheim", "https://sms.example/v1?…"),
            ("https://sms.example/v1#geheim", "https://sms.example/v1#…"),
        ] {
            assert_eq!(covered(text), format!("{shown:?}"));
        }
        for (text, shown) in [
            ("", ""),
            ("https://sms.example", "https://sms.example"),
            ("https://sms.example/", "https://sms.example/"),
            ("https://sms.example/geheim/v1", "https://sms.example/…"),
            ("https://sms.example?key=geheim", "https://sms.example/…"),
            (
                "https://u:geheim@sms.example/v1?key=a",
                "https://…@sms.example/…",
            ),
        ] {
            assert_eq!(covered_to_the_host(text), format!("{shown:?}"));
        }
    }
}
