//! A form that arrives after its session ended, by itself or by a press on another page, or while somebody works for another
//! company than its own: kept for the same person, and back on its page after the login there. It is never sent on by itself. Whoever sits down at an open screen could otherwise leave a
//! deed there, and the owner would do it by logging in; so the owner sees what was typed, and presses once more.

use std::{sync::Arc, time::Duration};

use axum::{extract::FromRequestParts, http::request::Parts};
use domain::{AccountId, AuthorisationId, Moment};
use flows::{Caller, login::Inside, sessions::Why};
use serde::{Deserialize, Serialize};

use super::{
    Answer, Response,
    ask::{Ask, Portal},
    flash::Flash,
    next::NextPath,
    stop::Stop,
    typed::Typed,
};
use crate::{parts::SEEN, texts::login as say};

/// Where the form waits in the session.
const KEPT: &str = "kept";
/// Where it stands who logged out here.
const LEFT: &str = "left";
/// As much of a form is kept, in bytes.
const LARGEST: usize = 6 * 1024;
/// So long it waits.
const LONGEST: Duration = Duration::from_secs(30 * 60);

/// Marks an answer that means: log in first. Made by [`Stop::LogIn`].
#[derive(Clone, Copy, Debug)]
pub struct LogInFirst;

/// Who logged out here, whose other pages are still open.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Left {
    account: AccountId,
    authorisation: AuthorisationId,
    at: Moment,
}

/// A form that waits for its owner.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    account: AccountId,
    authorisation: AuthorisationId,
    /// The page it was typed on.
    page: String,
    /// What was typed, without secrets; `None` if that page has nothing to type, but a button.
    typed: Option<Typed>,
    /// Whether it was sent by who worked for another company, and not by who was out.
    #[serde(default)]
    elsewhere: bool,
    at: Moment,
}

impl Kept {
    fn is_for(&self, account: &AccountId, authorisation: &AuthorisationId, now: Moment) -> bool {
        self.account == *account
            && self.authorisation == *authorisation
            && self.at.was_within(LONGEST, now)
    }
}

/// On the way to the login page: whose session ended by itself hears why, and a form is kept. After the login comes the
/// page of the form again, not the address it was sent to, which may have no page.
pub(super) async fn log_in_first(
    portal: &Arc<Portal>,
    mut parts: Parts,
    form: Option<Typed>,
    response: Response,
) -> Answer {
    // Whoever only looked is told on the login page, by the session that the browser came with.
    let Some(typed) = form else {
        return Ok(response);
    };
    let ask = Ask::from_request_parts(&mut parts, portal).await?;
    // Before anything is remembered, which gives the browser another session.
    let ended = match (ask.over().await?, ask.why_logged_out().await?) {
        (Some(over), Some(why)) => Some((over.account, over.authorisation, why)),
        _ => ask.left().await?.map(|left| {
            let why = Flash::info(say::over_left(ask.language)).text(say::over_text(ask.language));
            (left.account, left.authorisation, why)
        }),
    };
    let page = NextPath::with_the_form(&parts.headers, &portal.origin);
    let page = page.unwrap_or_else(NextPath::start);
    if let Some((account, authorisation, why)) = ended {
        let why = match ask.keep((account, authorisation), &page, typed).await? {
            true => why.text(say::over_text_kept(ask.language)),
            false => why,
        };
        ask.tell(why).await?;
    }
    Ok(ask.go(&page.after_login()))
}

impl Ask {
    /// Keeps a form that stood on `page` for whose it is, and tells whether what was typed is among it.
    pub(super) async fn keep(
        &self,
        (account, authorisation): (AccountId, AuthorisationId),
        page: &NextPath,
        mut typed: Typed,
    ) -> Result<bool, Stop> {
        let own = page.as_str().split('?').next() == Some(self.path());
        // The page is drawn anew, so it says anew what it shows.
        typed.take(SEEN);
        // More than our forms hold is not kept: who sent it says so by the length of it.
        let typed = Some(typed).filter(|typed| own && !typed.is_empty() && typed.size() <= LARGEST);
        let whole = typed.is_some();
        let kept = Kept {
            account,
            authorisation,
            page: page.as_str().to_owned(),
            typed,
            elsewhere: false,
            at: self.now,
        };
        self.remember(KEPT, kept).await?;
        Ok(whole)
    }

    /// The form that waits for somebody who goes to another company, where it is from.
    pub async fn kept_for(
        &self,
        account: &AccountId,
        there: &AuthorisationId,
    ) -> Result<Option<Kept>, Stop> {
        let kept = self.recall::<Kept>(KEPT).await?;
        Ok(kept.filter(|kept| kept.is_for(account, there, self.now)))
    }

    /// Takes it along; its page is the first one there.
    pub async fn take_along(&self, kept: Kept, response: &mut Response) -> Result<(), Stop> {
        if let Some(page) = NextPath::parse(&kept.page) {
            self.keep_wanted(response, &page);
        }
        let kept = Kept {
            elsewhere: true,
            ..kept
        };
        self.remember(KEPT, kept).await
    }

    /// Why this browser is logged out, if its session ended by itself; also one that still waited for the code.
    pub async fn why_logged_out(&self) -> Result<Option<Flash>, Stop> {
        let l = self.language;
        let policy = &self.services().policy;
        let Some(over) = self.over().await? else {
            let waited = self.waited_too_long().await?;
            return Ok(waited.then(|| Flash::info(say::waited_too_long(l))));
        };
        let title = match over.why {
            Why::Idle => say::over_idle(l, policy.session_idle.as_secs() / 60),
            Why::TooLong => say::over_too_long(l, policy.session_absolute.as_secs() / 3_600),
        };
        Ok(Some(Flash::info(title).text(say::over_text(l))))
    }

    /// Ends this session because its owner says so. The browser knows for a while who that was: forms on pages that were
    /// left open elsewhere are theirs.
    pub async fn log_out(
        &self,
        account: AccountId,
        authorisation: AuthorisationId,
    ) -> Result<(), Stop> {
        self.leave().await?;
        let at = self.now;
        let left = Left {
            account,
            authorisation,
            at,
        };
        self.remember(LEFT, left).await
    }

    async fn left(&self) -> Result<Option<Left>, Stop> {
        let left = self.recall::<Left>(LEFT).await?;
        Ok(left.filter(|left| left.at.was_within(LONGEST, self.now)))
    }

    /// Whoever comes in now, on the way to `page`: what they had typed is theirs again, and nobody else's.
    pub async fn welcome_back(&self, inside: &Inside, page: &str) -> Result<(), Stop> {
        self.forget::<Left>(LEFT).await?;
        let Some(kept) = self.recall::<Kept>(KEPT).await? else {
            return Ok(());
        };
        let l = self.language;
        let is_theirs = kept.is_for(&inside.account, &inside.authorisation, self.now);
        if is_theirs && kept.page == page && kept.typed.is_some() {
            return self.tell(Flash::info(say::typed_before(l))).await;
        }
        self.forget::<Kept>(KEPT).await?;
        if is_theirs {
            let why = match kept.elsewhere {
                true => say::press_again_here(l),
                false => say::press_again(l),
            };
            self.tell(Flash::info(why)).await?;
        }
        Ok(())
    }

    /// What this person had typed on this page before the login ended, if it has only these fields.
    pub async fn typed_before(
        &self,
        caller: &Caller,
        fields: &[&str],
    ) -> Result<Option<Typed>, Stop> {
        let page = self.here();
        let kept = self
            .kept_for(caller.account(), caller.authorisation())
            .await?;
        let kept = kept.filter(|kept| kept.page == page.as_str());
        let Some(typed) = kept.and_then(|kept| kept.typed) else {
            return Ok(None);
        };
        self.forget::<Kept>(KEPT).await?;
        Ok(typed.again().only(fields).ok())
    }
}
