//! What a screen is called on which somebody got stuck and read out a belcode.

use crate::{bridge::Ask, help::guide, login::wait, texts::desk as say};

/// Its name; its address, if it has none here.
pub(in crate::desk) fn name(ask: &Ask, page: &str) -> String {
    let l = ask.language;
    if let Some(rest) = page.strip_prefix(guide::PATH) {
        let problem = rest
            .rsplit('/')
            .next()
            .and_then(|code| ask.portal.help.problem(code));
        return match problem {
            Some(problem) => say::screen_help(l, problem.name.get(l)),
            None => say::screen_guide(l).to_owned(),
        };
    }
    match page {
        "/inloggen" => say::screen_login(l),
        wait::PATH => say::screen_wait(l),
        "/inloggen/code" => say::screen_code(l),
        "/wachtwoord-instellen/code" => say::screen_reset_code(l),
        "/account-activeren/code" => say::screen_activation_code(l),
        "/account/beveiliging/mobiel/code" => say::screen_mobile_code(l),
        "/bevestigen" => say::screen_step_up(l),
        "/contact" => say::screen_contact(l),
        other => return other.to_owned(),
    }
    .to_owned()
}
