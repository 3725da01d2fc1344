//! A form that was filled in by somebody we do not know, and not sent yet: kept a day for this browser, so that an error,
//! another page or a lunch loses nothing. The cookie holds a secret, the form itself stays here.

use axum::http::{HeaderValue, header};
use domain::Moment;
use flows::{
    appointments::{self, Asker},
    secrets::LinkSecret,
};
use serde::{Deserialize, Serialize};

use super::{Response, ask::Ask, stop::Stop, typed::Typed};

/// Name of the cookie by which a browser finds its form again.
pub const DRAFT_COOKIE: &str = "__Host-aanvraag";

/// Largest form that is kept, in bytes: half as much again as ours can hold with everything filled in.
const LARGEST: usize = 8 * 1024;

/// What was filled in, and on which form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// The form's part of the address.
    pub form: String,
    /// The fields.
    pub typed: Typed,
}

impl Ask {
    /// Who fills a form in: an agent who is logged in, or somebody we do not know.
    pub async fn asker(&self) -> Result<Asker<'_>, Stop> {
        let agent = match self.visitor().await? {
            Some(caller) if !caller.must_change_password => caller.may_see_desk().ok(),
            _ => None,
        };
        Ok(agent.map_or_else(|| Asker::Stranger(self.network()), Asker::Agent))
    }

    /// What this browser left before, if there is anything.
    pub async fn draft(&self) -> Result<Option<Filled>, Stop> {
        let Some(secret) = self.draft_secret() else {
            return Ok(None);
        };
        let kept = appointments::draft(self.services(), &secret).await?;
        // Written by a version that had another form: then it is as if there were nothing.
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
    }

    /// Keeps what was filled in; gives back what the browser holds from now on, or when there is room again: a form that
    /// cannot be kept is still a form that somebody filled in.
    pub async fn keep_draft(&self, filled: &Filled) -> Result<Result<LinkSecret, Moment>, Stop> {
        let typed = serde_json::to_string(filled).map_err(flows::Trouble::from)?;
        if typed.len() > LARGEST {
            return Err(Stop::TooMuch);
        }
        let held = self.draft_secret();
        let asker = self.asker().await?;
        Ok(appointments::keep_draft(self.services(), held.as_ref(), &typed, &asker).await?)
    }

    /// Forgets what this browser left.
    pub async fn forget_draft(&self) -> Result<(), Stop> {
        if let Some(secret) = self.draft_secret() {
            appointments::forget_draft(self.services(), &secret).await?;
        }
        Ok(())
    }

    /// Gives the browser what it holds.
    pub fn hold_draft(&self, response: &mut Response, secret: &LinkSecret) {
        let age = self.services().policy.appointment_draft.as_secs();
        set(response, secret.expose(), age);
    }

    /// Takes it back.
    pub fn let_go_of_draft(&self, response: &mut Response) {
        set(response, "", 0);
    }
}

fn set(response: &mut Response, value: &str, age: u64) {
    let cookie =
        format!("{DRAFT_COOKIE}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={age}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
