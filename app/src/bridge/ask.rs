//! One request, as pages see it. Made from the request's parts; everything a page may know about who asks goes through it.

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::FromRequestParts,
    http::{Uri, header, request::Parts},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Language, Moment, appointments::Forms, desks::Desks, help::Help, post::Deed};
use flows::{
    Caller, Permit, Services, budgets,
    caller::{
        NotPermitted,
        right::{ChangeStaff, DeskWork, SeeDesk, SeeStaff},
    },
    desk::Announcements,
    help::Lookups,
    login::DeviceCookie,
    secrets::LinkSecret,
    sessions::{self, Over, Stage},
};
use serde::{Serialize, de::DeserializeOwned};
use tower_sessions::Session;

use super::{
    device::device_name, draft::DRAFT_COOKIE, flash::Flash, next::NextPath, screen::Assets,
    step_up::CodeWanted, stop::Stop,
};
use crate::reports::Allowance;

/// What every request shares: the services and the facts of this deployment that screens show.
#[derive(Clone)]
pub struct Portal {
    /// What flows need.
    pub services: Services,
    /// Where the files of the frame are.
    pub assets: Assets,
    /// Name of the portal, in the header and in titles.
    pub name: String,
    /// Where the portal stands, without a slash at the end; for what is printed.
    pub origin: String,
    /// The telephone number people can call, as they read it.
    pub phone: String,
    /// Where people are helped, and when.
    pub desks: Desks,
    /// How many reports of browsers are logged.
    pub reports: Arc<Allowance>,
    /// What is said to who cannot log in.
    pub help: Help,
    /// What whoever appoints an admin is asked.
    pub appointments: Forms,
    /// Name of the insurer.
    pub insurer: String,
    /// Counts what people look up there.
    pub lookups: Arc<Lookups>,
    /// Messages for everybody, as this node knows them.
    pub announcements: Arc<Announcements>,
}

/// The address a request came from, as the server's outer layer worked it out (SEC-11).
#[derive(Clone, Copy, Debug)]
pub struct ClientAddress(pub IpAddr);

/// One request.
#[derive(Clone)]
pub struct Ask {
    /// What every request shares.
    pub portal: Arc<Portal>,
    /// Language of the page.
    pub language: Language,
    /// When it arrived.
    pub now: Moment,
    /// Fresh for this answer; allows our own script and no other.
    pub nonce: String,
    session: Session,
    /// Key of the session whose cookie the browser sent, whether that session still lives or not.
    came_with: Option<String>,
    uri: Uri,
    device: DeviceCookie,
    device_name: String,
    network: String,
    capacity: Option<String>,
    keys: bool,
    draft: Option<LinkSecret>,
}

/// Name of the session cookie.
pub const SESSION_COOKIE: &str = "__Host-sessie";
/// Name of the cookie by which a browser is known next time.
pub const DEVICE_COOKIE: &str = "__Host-dev";
/// Name of the cookie with the language a reader chose.
pub const LANGUAGE_COOKIE: &str = "taal";

/// Name of the cookie with the capacity in which a reader asked for help.
pub(super) const CAPACITY_COOKIE: &str = "hoedanigheid";

/// Name of the cookie of who switched the keys of the service desk off, and its value.
pub(super) const KEYS_COOKIE: (&str, &str) = ("sneltoetsen", "uit");

const STAGE: &str = "stage";
const FLASH: &str = "flash";
const EMAIL: &str = "email";

impl Ask {
    /// What flows need.
    pub fn services(&self) -> &Services {
        &self.portal.services
    }

    /// The path that was asked for.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// A value of the query; only paths, filters and cursors ever travel there.
    pub fn query(&self, name: &str) -> Option<String> {
        let query = self.uri.query()?.as_bytes();
        form_urlencoded::parse(query)
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    }

    /// Path and query, as the way back after logging in.
    pub fn here(&self) -> NextPath {
        let text = self.uri.path_and_query().map_or("/", |here| here.as_str());
        NextPath::parse(text)
            .or_else(|| NextPath::parse("/"))
            .unwrap_or_else(|| unreachable!("/ is a path"))
    }

    /// Whole seconds from now until a moment, rounded up; none if it has passed.
    pub fn seconds_until(&self, at: Moment) -> u64 {
        at.since(self.now)
            .as_millis()
            .div_ceil(1_000)
            .try_into()
            .unwrap_or(u64::MAX)
    }

    /// What the browser holds from earlier logins.
    pub fn device(&self) -> &DeviceCookie {
        &self.device
    }

    /// What somebody is using, in words.
    pub fn device_name(&self) -> &str {
        &self.device_name
    }

    /// Where the request comes from.
    pub fn network(&self) -> &str {
        &self.network
    }

    /// Code of the capacity in which help was asked for before.
    pub fn capacity_before(&self) -> Option<String> {
        self.capacity.clone()
    }

    /// Whether single keys work for this agent of the service desk (WCAG 2.1.4).
    pub const fn keys(&self) -> bool {
        self.keys
    }

    /// What this browser holds of a form that it left.
    pub fn draft_secret(&self) -> Option<LinkSecret> {
        self.draft.clone()
    }

    /// How far this session is.
    pub async fn stage(&self) -> Result<Option<Stage>, Stop> {
        self.recall(STAGE).await
    }

    /// Moves this session on, under a new id; the old one is dead (SEC-37).
    pub async fn move_to(&self, stage: &Stage) -> Result<(), Stop> {
        // A session that was never kept gets its first id when it is; there is no old one to end.
        if self.session.id().is_some() {
            self.session.cycle_id().await?;
        }
        self.session.insert(STAGE, stage).await?;
        if matches!(stage, Stage::In { .. }) {
            self.session.remove::<String>(EMAIL).await?;
            self.session.save().await?;
            if let Some(key) = self.session_key() {
                sessions::set_device(self.services(), &key, &self.device_name).await?;
            }
        }
        Ok(())
    }

    /// Ends this session. What is remembered after this is remembered under another id: tower-sessions would take the old
    /// one up again, as soon as something is put into a session that was flushed (SEC-37).
    pub async fn leave(&self) -> Result<(), Stop> {
        self.session.flush().await?;
        Ok(self.session.cycle_id().await?)
    }

    /// The hash under which this session is kept.
    pub fn session_key(&self) -> Option<String> {
        self.session
            .id()
            .map(|id| sessions::key_of(&id.to_string()))
    }

    /// Who is logged in, if anybody is. Read from the database at every request (SEC-39).
    pub async fn visitor(&self) -> Result<Option<Caller>, Stop> {
        let Some(stage) = self.stage().await? else {
            return Ok(None);
        };
        Ok(sessions::caller(self.services(), &stage).await?)
    }

    /// The session of this browser, if somebody was logged in with it and it ended by itself.
    pub async fn over(&self) -> Result<Option<Over>, Stop> {
        if let Some(stage) = self.stage().await? {
            return Ok(stage.over(&self.services().policy, self.now));
        }
        match &self.came_with {
            Some(key) => Ok(sessions::over(self.services(), key).await?),
            None => Ok(None),
        }
    }

    /// Who is logged in and may go on; else to the login page, or to the one-time change of the password.
    pub async fn caller(&self) -> Result<Caller, Stop> {
        let caller = self.caller_with_any_password().await?;
        if caller.must_change_password {
            Err(Stop::MustChangePassword)
        } else {
            Ok(caller)
        }
    }

    /// Who is logged in, also if the password has to be changed first.
    pub async fn caller_with_any_password(&self) -> Result<Caller, Stop> {
        self.visitor()
            .await?
            .ok_or_else(|| Stop::LogIn(self.here()))
    }

    /// An admin who looks at the staff.
    pub async fn admin(&self) -> Result<(Caller, Permit<SeeStaff>), Stop> {
        let caller = self.caller().await?;
        let permit = caller.may_see_staff().map_err(|_| Stop::Forbidden)?;
        Ok((caller, permit))
    }

    /// An admin who says who looks after the staff; not who only stands in for one.
    pub async fn admin_for_good(&self) -> Result<(Caller, Permit<SeeStaff>), Stop> {
        let (caller, permit) = self.admin().await?;
        if permit.authority().chooses_admins() {
            Ok((caller, permit))
        } else {
            Err(Stop::Forbidden)
        }
    }

    /// An admin who changes something, with a fresh second factor. `whom` is named in the message that asks for one.
    pub async fn change_staff(
        &self,
        deed: Deed,
        whom: Option<&str>,
    ) -> Result<(Caller, Permit<ChangeStaff>), Stop> {
        let caller = self.caller().await?;
        match caller.may_change_staff(&self.services().policy, self.now) {
            Ok(permit) => Ok((caller, permit)),
            Err(refused) => Err(no_permit(refused, deed, whom)),
        }
    }

    /// Somebody of the service desk who looks.
    pub async fn desk(&self) -> Result<(Caller, Permit<SeeDesk>), Stop> {
        let caller = self.caller().await?;
        let permit = caller.may_see_desk().map_err(|_| Stop::Forbidden)?;
        Ok((caller, permit))
    }

    /// Somebody of the service desk who helps, with a fresh second factor. `whom` is named in the message that asks for one.
    pub async fn desk_work(
        &self,
        deed: Deed,
        whom: Option<&str>,
    ) -> Result<(Caller, Permit<DeskWork>), Stop> {
        let caller = self.caller().await?;
        match caller.may_work_at_desk(&self.services().policy, self.now) {
            Ok(permit) => Ok((caller, permit)),
            Err(refused) => Err(no_permit(refused, deed, whom)),
        }
    }

    /// Somebody who changes the own password or number, with a fresh second factor.
    pub async fn own_security(&self) -> Result<Caller, Stop> {
        let caller = self.caller().await?;
        if caller.stepped_up(&self.services().policy, self.now) {
            Ok(caller)
        } else {
            Err(Stop::StepUp(CodeWanted {
                deed: Deed::OwnSecurity,
                whom: None,
            }))
        }
    }

    /// Remembers something in this session.
    pub async fn remember(&self, key: &str, value: impl Serialize) -> Result<(), Stop> {
        Ok(self.session.insert(key, value).await?)
    }

    /// What this session remembers.
    pub async fn recall<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Stop> {
        Ok(self.session.get(key).await?)
    }

    /// Forgets something, and gives it back.
    pub async fn forget<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Stop> {
        if self.session.get_value(key).await?.is_none() {
            return Ok(None);
        }
        Ok(self.session.remove(key).await?)
    }

    /// Leaves a notice for the next page.
    pub async fn tell(&self, flash: Flash) -> Result<(), Stop> {
        self.remember(FLASH, flash).await
    }

    /// The notice that the page before left.
    pub async fn told(&self) -> Result<Option<Flash>, Stop> {
        self.forget(FLASH).await
    }

    /// Carries a typed address along, so that nobody types it twice (WCAG 3.3.7).
    pub async fn carry_email(&self, email: &str) -> Result<(), Stop> {
        if email.is_empty() || self.carried_email().await?.as_deref() == Some(email) {
            return Ok(());
        }
        self.remember(EMAIL, email).await
    }

    /// The address that was typed before, in this session.
    pub async fn carried_email(&self) -> Result<Option<String>, Stop> {
        self.recall(EMAIL).await
    }
}

/// What somebody without a permit meets: a code first, or a page that is not theirs.
fn no_permit(refused: NotPermitted, deed: Deed, whom: Option<&str>) -> Stop {
    match refused {
        NotPermitted::NotAnAdmin | NotPermitted::NotAtTheDesk => Stop::Forbidden,
        NotPermitted::StepUpNeeded => Stop::StepUp(CodeWanted {
            deed,
            whom: whom.map(str::to_owned),
        }),
    }
}

impl FromRequestParts<Arc<Portal>> for Ask {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, portal: &Arc<Portal>) -> Result<Self, Stop> {
        let session = parts.extensions.get::<Session>().cloned();
        let session =
            session.ok_or_else(|| flows::Trouble::Configuration("no session layer".into()))?;
        let address = parts.extensions.get::<ClientAddress>().copied();
        let address =
            address.ok_or_else(|| flows::Trouble::Configuration("no client address".into()))?;
        let user_agent = parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let mut nonce = [0; 16];
        portal.services.chance.fill(&mut nonce)?;
        Ok(Self {
            language: language_of(parts),
            now: portal.services.now(),
            nonce: URL_SAFE_NO_PAD.encode(nonce),
            session,
            came_with: cookie(parts, SESSION_COOKIE).map(sessions::key_of),
            uri: parts.uri.clone(),
            device: DeviceCookie::parse(cookie(parts, DEVICE_COOKIE).unwrap_or_default()),
            device_name: device_name(user_agent),
            network: budgets::network_of(address.0),
            capacity: cookie(parts, CAPACITY_COOKIE).map(str::to_owned),
            keys: cookie(parts, KEYS_COOKIE.0) != Some(KEYS_COOKIE.1),
            draft: cookie(parts, DRAFT_COOKIE).and_then(LinkSecret::parse),
            portal: Arc::clone(portal),
        })
    }
}

/// The language a reader chose, else Dutch: the language of the portal, whatever the browser prefers.
pub(crate) fn language_of(parts: &Parts) -> Language {
    cookie(parts, LANGUAGE_COOKIE)
        .and_then(Language::from_code)
        .unwrap_or_default()
}

fn cookie<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    parts
        .headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}
