//! One request, as pages see it. Made from the request's parts; everything a page may know about who asks goes through it.

use std::{
    net::IpAddr,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{
    device::device_name,
    draft::DRAFT_COOKIE,
    flash::Flash,
    language,
    memory::Memory,
    next::NextPath,
    screen::Assets,
    step_up::CodeWanted,
    stop::Stop,
    wanted::{self, WANTED_COOKIE},
};
use crate::{
    parts::{BY_ITSELF, Numbered},
    reports::Allowance,
};
use axum::{
    extract::FromRequestParts,
    http::{Method, Uri, header, request::Parts},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    EmailAddress, Language, Moment, announcements::PreparedTexts, appointments::Forms,
    desks::Desks, help::Help, post::Deed,
};
use flows::{
    Caller, Permit, Services, budgets,
    caller::{
        NotPermitted,
        right::{ChangeStaff, DeskWork, SeeDesk, SeeStaff},
    },
    challenges,
    desk::Announcements,
    help::Lookups,
    login::DeviceCookie,
    secrets::LinkSecret,
    sessions::{self, Over, Stage},
};
use serde::{Serialize, de::DeserializeOwned};

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
    /// Where people are helped, and when.
    pub desks: Desks,
    /// How many reports of browsers are logged.
    pub reports: Arc<Allowance>,
    /// What is said to who cannot log in.
    pub help: Help,
    /// What whoever appoints an admin is asked.
    pub appointments: Forms,
    /// Texts for everybody that were agreed on.
    pub prepared: PreparedTexts,
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
    /// Fresh for this answer; its forms carry it, so that one sent twice is known.
    pub page_number: String,
    memory: Memory,
    told: Arc<AtomicBool>,
    /// Key of the session whose cookie the browser sent, whether that session still lives or not.
    came_with: Option<String>,
    uri: Uri,
    device: DeviceCookie,
    device_name: String,
    network: String,
    capacity: Option<String>,
    /// Code of the desk that helps whoever asks, once it is known.
    pub(super) helped_by: Arc<OnceLock<String>>,
    keys: bool,
    draft: Option<LinkSecret>,
    wanted: Option<NextPath>,
    cookies: bool,
    numbered: bool,
    sent: bool,
}

/// Name of the session cookie.
pub const SESSION_COOKIE: &str = "__Host-sessie";
/// Name of the cookie by which a browser is known next time.
pub const DEVICE_COOKIE: &str = "__Host-dev";
/// Name of the cookie with the language a reader chose.
pub const LANGUAGE_COOKIE: &str = "taal";

/// Cookie that every page gives to a browser without any, so that its forms tell whether it keeps them.
pub(super) const KEPT_COOKIE: &str =
    "__Host-cookies=are-kept; Path=/; Secure; HttpOnly; SameSite=Lax";

/// Name of the cookie with the capacity in which a reader asked for help. It goes along to every page, because each names
/// the desk; one of the same name was kept for the help pages alone.
pub(super) const CAPACITY_COOKIE: &str = "wie-ben-ik";

/// Name of the cookie of who switched the keys of the service desk off, and its value.
pub(super) const KEYS_COOKIE: (&str, &str) = ("sneltoetsen", "uit");

/// Where a session remembers how far it is.
pub(super) const STAGE: &str = "stage";
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

    /// Whether the page asks by itself what is new, and nobody did anything.
    pub fn by_itself(&self) -> bool {
        looks_by_itself(&self.uri)
    }

    /// Path and query, as the way back after logging in: somebody comes there, and no page by itself.
    pub fn here(&self) -> NextPath {
        let query = self.uri.query().unwrap_or_default().split('&');
        let query = query.filter(|part| !part.is_empty() && *part != BY_ITSELF);
        let query = query.collect::<Vec<_>>().join("&");
        let text = match query.as_str() {
            "" => self.path().to_owned(),
            query => format!("{}?{query}", self.path()),
        };
        NextPath::parse(&text)
            .or_else(|| NextPath::parse(self.path()))
            .or_else(|| NextPath::parse("/"))
            .unwrap_or_else(|| unreachable!("/ is a path"))
    }

    /// Whether a form was sent, and no page asked for.
    pub(super) const fn sent_a_form(&self) -> bool {
        self.sent
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

    /// Whether the browser sent any cookie.
    pub(super) const fn came_with_cookies(&self) -> bool {
        self.cookies
    }

    /// For a form whose next page needs what this one remembers: before anything is done or sent.
    ///
    /// # Errors
    /// [`Stop::NoCookies`] if the browser came with none, although every page gives it one. That of a version before this one
    /// gave none, and its form has no number: it goes on, and the next answer begins a session.
    pub const fn needs_cookies(&self) -> Result<(), Stop> {
        if self.cookies || !self.numbered {
            Ok(())
        } else {
            Err(Stop::NoCookies)
        }
    }

    /// How far this session is.
    pub async fn stage(&self) -> Result<Option<Stage>, Stop> {
        self.recall(STAGE).await
    }

    /// Moves this session on, under a new id; the old one is dead (SEC-37).
    pub async fn move_to(&self, stage: &Stage) -> Result<(), Stop> {
        let before = self.stage().await?;
        let before = before.as_ref().and_then(Stage::challenge);
        if let (Some(old), Some(new)) = (before, stage.challenge()) {
            challenges::keep_codes_of(self.services(), new, old, true).await?;
        }
        // A session that was never kept gets its first id when it is; there is no old one to end.
        if self.memory.id().is_some() {
            self.memory.cycle_id().await?;
        }
        self.memory.insert(STAGE, stage).await?;
        if matches!(stage, Stage::In { .. }) {
            self.memory.remove::<String>(EMAIL).await?;
            self.memory.save().await?;
            if let Some(key) = self.session_key() {
                sessions::set_device(self.services(), &key, &self.device_name).await?;
            }
        }
        Ok(())
    }

    /// This session goes on while the others of its owner were ended.
    pub async fn goes_on_as_of(&self, epoch: i64) -> Result<(), Stop> {
        match self.stage().await? {
            Some(stage) => self.memory.insert(STAGE, &stage.as_of(epoch)).await,
            None => Ok(()),
        }
    }

    /// Ends this session. What is remembered after this is remembered under another id: tower-sessions would take the old
    /// one up again, as soon as something is put into a session that was flushed (SEC-37).
    pub async fn leave(&self) -> Result<(), Stop> {
        self.memory.flush().await?;
        self.memory.cycle_id().await
    }

    /// Has the browser let go of a session that is over, once it was said why.
    pub(crate) async fn let_go_of_session(&self) {
        if self.memory.id().is_none() {
            self.memory.clear().await;
        }
    }

    /// The hash under which this session is kept.
    pub fn session_key(&self) -> Option<String> {
        self.memory.id().map(|id| sessions::key_of(&id.to_string()))
    }

    /// Who is logged in, if anybody is. Read from the database at every request (SEC-39).
    pub async fn visitor(&self) -> Result<Option<Caller>, Stop> {
        let Some(stage) = self.stage().await? else {
            return Ok(None);
        };
        let caller = sessions::caller(self.services(), &stage).await?;
        if let Some(caller) = &caller {
            self.is_helped_by(self.portal.desks.of_kind(&caller.kind));
        }
        Ok(caller)
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

    /// Whether the time of this browser's session was over before the code was given.
    pub(super) async fn waited_too_long(&self) -> Result<bool, Stop> {
        match &self.came_with {
            Some(key) if self.stage().await?.is_none() => {
                Ok(sessions::waited_too_long(self.services(), key).await?)
            }
            _ => Ok(false),
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

    /// Remembers something in this session: values that were read, never a form as it came, unless it is somebody's whom we
    /// know (SEC-71). A browser that has no session yet gets one for it, if its network has room.
    pub async fn remember(&self, key: &str, value: impl Serialize) -> Result<(), Stop> {
        self.memory.has_room(self).await?;
        self.memory.insert(key, value).await
    }

    /// The same where the page is worth showing without: no network is kept from logging in because many others did.
    pub async fn remember_if_there_is_room(
        &self,
        key: &str,
        value: impl Serialize,
    ) -> Result<(), Stop> {
        match self.remember(key, value).await {
            Err(Stop::TooManyHere { .. }) => Ok(()),
            remembered => remembered,
        }
    }

    /// What this session remembers.
    pub async fn recall<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Stop> {
        self.memory.get(key).await
    }

    /// Forgets something, and gives it back.
    pub async fn forget<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Stop> {
        self.memory.remove(key).await
    }

    /// Leaves a notice for the next page.
    pub async fn tell(&self, flash: Flash) -> Result<(), Stop> {
        self.remember(FLASH, flash).await
    }

    /// The notice that the page before left.
    pub async fn told(&self) -> Result<Option<Flash>, Stop> {
        let flash = self.forget(FLASH).await?;
        self.told.fetch_or(flash.is_some(), Ordering::Relaxed);
        Ok(flash)
    }

    /// Whether this page shows a notice that the page before left: something was done just now.
    pub(super) fn has_told(&self) -> bool {
        self.told.load(Ordering::Relaxed)
    }

    /// Carries an address along, so that nobody types it twice (WCAG 3.3.7).
    pub async fn carry_email(&self, email: &EmailAddress) -> Result<(), Stop> {
        let email = email.typed();
        if self.recall::<String>(EMAIL).await?.as_deref() == Some(email) {
            return Ok(());
        }
        self.remember(EMAIL, email).await
    }

    /// The same where the page is worth showing without.
    pub async fn carry_email_if_there_is_room(&self, email: &EmailAddress) -> Result<(), Stop> {
        match self.carry_email(email).await {
            Err(Stop::TooManyHere { .. }) => Ok(()),
            carried => carried,
        }
    }

    /// The address that was typed before, in this session.
    pub async fn carried_email(&self) -> Result<Option<EmailAddress>, Stop> {
        let carried = self.recall::<String>(EMAIL).await?;
        Ok(carried.and_then(|email| EmailAddress::parse(&email).ok()))
    }

    /// The page that was wanted before the login.
    pub fn wanted(&self) -> Option<&NextPath> {
        self.wanted.as_ref()
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
        let memory = parts.extensions.get::<Memory>().cloned();
        let memory =
            memory.ok_or_else(|| flows::Trouble::Configuration("no session layer".into()))?;
        let address = parts.extensions.get::<ClientAddress>().copied();
        let address =
            address.ok_or_else(|| flows::Trouble::Configuration("no client address".into()))?;
        let user_agent = parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let (mut nonce, mut page_number) = ([0; 16], [0; 16]);
        portal.services.chance.fill(&mut nonce)?;
        portal.services.chance.fill(&mut page_number)?;
        Ok(Self {
            language: language::of(parts),
            now: portal.services.now(),
            nonce: URL_SAFE_NO_PAD.encode(nonce),
            page_number: URL_SAFE_NO_PAD.encode(page_number),
            memory,
            told: Arc::default(),
            came_with: cookie(parts, SESSION_COOKIE).map(sessions::key_of),
            uri: parts.uri.clone(),
            device: DeviceCookie::parse(cookie(parts, DEVICE_COOKIE).unwrap_or_default()),
            device_name: device_name(user_agent),
            network: budgets::network_of(address.0),
            capacity: cookie(parts, CAPACITY_COOKIE).map(str::to_owned),
            helped_by: Arc::default(),
            keys: cookie(parts, KEYS_COOKIE.0) != Some(KEYS_COOKIE.1),
            draft: cookie(parts, DRAFT_COOKIE).and_then(LinkSecret::parse),
            wanted: cookie(parts, WANTED_COOKIE).and_then(wanted::read),
            cookies: parts.headers.contains_key(header::COOKIE),
            numbered: parts.extensions.get::<Numbered>().is_some(),
            sent: parts.method == Method::POST,
            portal: Arc::clone(portal),
        })
    }
}

pub(super) fn cookie<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    parts
        .headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// Whether a page asks at this address by itself, and nobody did anything: that keeps nobody logged in (SEC-38).
pub fn looks_by_itself(uri: &Uri) -> bool {
    let query = uri.query().unwrap_or_default();
    query.split('&').any(|part| part == BY_ITSELF)
}
