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

/// A value in quotes, with the secrets of an address covered: a password before its host, and words after its path.
fn covered(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else {
        return format!("{text:?}");
    };
    let (place, words) = rest
        .split_once('?')
        .map_or((rest, None), |(place, words)| (place, Some(words)));
    let place = match place.rsplit_once('@') {
        Some((user, host)) => {
            let name = user.split(':').next().unwrap_or_default();
            format!("{name}:…@{host}")
        }
        None => place.to_owned(),
    };
    let words = words.map(|words| {
        let words = words.split('&').map(|word| match word.split_once('=') {
            Some((name, _)) if !PLAIN.contains(&name) => format!("{name}=…"),
            Some(_) => word.to_owned(),
            None => "…".to_owned(),
        });
        format!("?{}", words.collect::<Vec<_>>().join("&"))
    });
    format!(
        "{:?}",
        format!("{scheme}://{place}{}", words.unwrap_or_default())
    )
}

#[cfg(test)]
mod tests {
    use super::covered;

    #[test]
    fn sec_73_no_secret_of_an_address_is_shown() {
        for (text, shown) in [
            ("sqlite:sleutelbos.db", "sqlite:sleutelbos.db"),
            (
                "postgres://portal:geheim@db.example/portal?sslmode=verify-full",
                "postgres://portal:…@db.example/portal?sslmode=verify-full",
            ),
            (
                "postgres://db.example/portal?user=portal&password=geheim@?",
                "postgres://db.example/portal?user=…&password=…",
            ),
            (
                "https://sms.example/v1?key=geheim",
                "https://sms.example/v1?key=…",
            ),
            ("https://sms.example/v1?geheim", "https://sms.example/v1?…"),
            (
                "smtp://u:a@b@mail.example?tls=required",
                "smtp://u:…@mail.example?tls=required",
            ),
        ] {
            assert_eq!(covered(text), format!("{shown:?}"));
        }
    }
}
