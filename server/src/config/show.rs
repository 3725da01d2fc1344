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

/// A value in quotes, with the password of an address covered.
fn covered(text: &str) -> String {
    let hidden = text.split_once("://").and_then(|(scheme, rest)| {
        let (user, host) = rest.rsplit_once('@')?;
        let user = user.split(':').next()?;
        Some(format!("{scheme}://{user}:…@{host}"))
    });
    format!("{:?}", hidden.as_deref().unwrap_or(text))
}
