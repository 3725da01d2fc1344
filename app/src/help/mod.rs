//! Help for whoever cannot log in: pages that ask who somebody is and what does not work, and then give one answer; and
//! asking one's own admin, or in the end the service desk. What the answers say is content of the deployment; where their buttons lead is settled here.

pub mod ask;
pub mod desk;
pub mod guide;

use domain::{help::Action, post::HelpKind};

/// The page that an action of an answer leads to.
pub fn address(action: Action) -> String {
    match action {
        Action::LogIn => "/inloggen".to_owned(),
        Action::Reset => crate::reset::ask::PATH.to_owned(),
        Action::ChangePassword => crate::account::password::PATH.to_owned(),
        Action::AskAdmin => ask_for(HelpKind::CannotLogIn),
        Action::AskAdminForNumber => ask_for(HelpKind::WrongNumber),
        Action::MyAdmin => crate::who_is_my_admin::PATH.to_owned(),
        Action::Appoint => crate::appointments::PATH.to_owned(),
        Action::Call => "/contact".to_owned(),
        Action::OtherCapacity => guide::PATH.to_owned(),
    }
}

fn ask_for(kind: HelpKind) -> String {
    format!("{}?{}={}", ask::PATH, ask::WHAT_FOR, kind.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_leads_to_a_page_that_is_there() {
        let pages: Vec<_> = crate::site::table()
            .into_iter()
            .filter(|endpoint| !endpoint.changes)
            .map(|endpoint| endpoint.path)
            .collect();
        for action in Action::ALL {
            let address = address(action);
            let path = address.split('?').next().unwrap_or_default();
            assert!(pages.contains(&path), "{action:?}: {address}");
        }
    }
}
