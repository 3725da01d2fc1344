//! From a view to an answer: the document around it, its headers, its status.
//! Pages are drawn at once and in one piece; what they need was loaded before.

use std::sync::Arc;

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use domain::{Language, desks::Desk, people::Role, post::Named};
use flows::{
    Caller,
    desk::{Announcement, MOST_WAITING, Waits, waits},
    who_is_my_admin,
};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use super::{
    ask::{Ask, CAPACITY_COOKIE, DEVICE_COOKIE, KEPT_COOKIE, KEYS_COOKIE},
    language,
    live::wake_islands,
    stop::Stop,
};
use crate::{
    help,
    login::code::LOG_OUT,
    parts::{
        Act, BY_ITSELF, FieldError, Fresh, KeepFresh, Logo, NavLink, Opening, PageAddress,
        PageNumber, PlainScripts, Shell, ShellAssets, ShellTexts, StillHere, StillHereWords,
        Visitor,
    },
    reports,
    texts::{frame, login},
    words::named_list,
};

/// How long a choice that is no secret is kept, in seconds.
const A_YEAR: u32 = 365 * 24 * 60 * 60;
/// The address that does nothing but keep a session awake.
pub const STILL_HERE: &str = "/account/nog-hier";

/// Where the files of the frame are: addresses with a hash in them.
#[derive(Clone, Debug)]
pub struct Assets {
    /// The style sheet.
    pub stylesheet: String,
    /// The typeface.
    pub font: String,
    /// The icon of the tab.
    pub favicon: String,
    /// The script that wakes islands.
    pub script: String,
    /// The module it wakes them with.
    pub module: String,
    /// A theme of this deployment, loaded after the style sheet.
    pub theme: Option<String>,
    /// Its logo; ours if it has none.
    pub logo: Option<Logo>,
}

/// A page to be answered with.
pub struct Screen {
    title: String,
    status: StatusCode,
    caller: Option<Caller>,
    for_nobody: bool,
    islands: bool,
    desk: bool,
    keys: bool,
    own_search: bool,
    typed_at_once: bool,
    waits: bool,
    cookies: Vec<String>,
}

impl Screen {
    /// A page with this title.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            status: StatusCode::OK,
            caller: None,
            for_nobody: false,
            islands: false,
            desk: false,
            keys: false,
            own_search: false,
            typed_at_once: false,
            waits: false,
            cookies: Vec::new(),
        }
    }

    /// A form that was refused: 422, and a title that says so.
    pub fn refused(mut self, ask: &Ask) -> Self {
        self.status = StatusCode::UNPROCESSABLE_ENTITY;
        self.title = format!("{} {}", frame::error_prefix(ask.language), self.title);
        self
    }

    /// Refused if anything has to be put right.
    pub fn refused_for(self, ask: &Ask, errors: &[FieldError]) -> Self {
        if errors.is_empty() {
            self
        } else {
            self.refused(ask)
        }
    }

    /// With another status.
    pub const fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// For somebody who is logged in.
    pub fn seen_by(mut self, caller: &Caller) -> Self {
        self.caller = Some(caller.clone());
        self
    }

    /// For nobody in particular, whoever is logged in: asks the database nothing.
    pub const fn for_nobody(mut self) -> Self {
        self.for_nobody = true;
        self
    }

    /// With islands on it: only then the page loads the module.
    pub const fn with_islands(mut self) -> Self {
        self.islands = true;
        self
    }

    /// At the service desk: denser, with the box to search in on top, and with its keys where the agent has them on. Box
    /// and keys come from here, so that no page of the desk can forget them.
    pub const fn at_desk(mut self, ask: &Ask) -> Self {
        self.desk = true;
        self.keys = ask.keys();
        self.islands |= self.keys;
        self
    }

    /// Draws the box to search in itself, because searching is what the page is for.
    pub const fn with_own_search(mut self) -> Self {
        self.own_search = true;
        self.typed_at_once()
    }

    /// Keeps the focus in its first field, also when something is told above it: whoever is here types on.
    pub const fn typed_at_once(mut self) -> Self {
        self.typed_at_once = true;
        self
    }

    /// Looks by itself whether something changed, while it waits for somebody else ([`KeepFresh`]).
    pub const fn kept_fresh(mut self, waits: bool) -> Self {
        self.waits = waits;
        self
    }

    /// Remembers in the browser in what capacity somebody asks for help, for the next time.
    pub fn keeping_capacity(mut self, code: &str) -> Self {
        self.cookies.push(format!(
            "{CAPACITY_COOKIE}={code}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={A_YEAR}"
        ));
        self
    }

    /// Draws the page and answers with it.
    pub async fn show<V: IntoView + 'static>(
        self,
        ask: &Ask,
        view: impl FnOnce() -> V + Send,
    ) -> Result<Response, Stop> {
        let caller = match self.caller {
            Some(caller) => Some(caller),
            None if self.for_nobody => None,
            None => ask.visitor().await?,
        };
        let admin_line = match &caller {
            Some(caller) => admin_line(ask, caller).await?,
            None => None,
        };
        let news = if self.for_nobody {
            vec![]
        } else {
            ask.portal.announcements.now(ask.services()).await?
        };
        let helps = if self.for_nobody {
            ask.help_desk_so_far()
        } else {
            ask.help_desk().await?
        };
        let waits = match caller
            .as_ref()
            .filter(|_| self.desk)
            .map(Caller::may_see_desk)
        {
            Some(Ok(permit)) => waits(ask.services(), &permit).await?,
            Some(Err(_)) | None => Waits::default(),
        };
        let texts = shell_texts(ask, helps);
        let assets = ShellAssets {
            stylesheet: ask.portal.assets.stylesheet.clone(),
            theme: ask.portal.assets.theme.clone(),
            font: ask.portal.assets.font.clone(),
            favicon: ask.portal.assets.favicon.clone(),
            logo: ask.portal.assets.logo.clone(),
        };
        let title = self.title;
        let (islands, desk, l) = (self.islands, self.desk, ask.language);
        let keys = self.keys;
        let searches = desk && !self.own_search;
        let told = ask.has_told() && !self.typed_at_once;
        let fresh = self.waits.then(|| ask.fresh());
        // Without what stands behind it, which somebody else may have written (SEC-57).
        let page = ask.path().to_owned();
        let again = self.status == StatusCode::UNPROCESSABLE_ENTITY;
        // What there was no room to keep stands only in the answer.
        let asked_anew = ask.sent_a_form() && self.status != StatusCode::TOO_MANY_REQUESTS;
        let answers = asked_anew.then(|| page.clone());
        let html = draw(|| {
            let plain = PlainScripts::new(frame::show(ask.language), frame::hide(ask.language));
            let plain = plain.answering(answers, again);
            provide_context(plain.clone());
            provide_context(PageAddress(page));
            provide_context(Opening::new(told, desk && again));
            let drawn_for = caller.as_ref().map(Caller::authorisation);
            provide_context(PageNumber::new(&ask.page_number, drawn_for));
            let nav = caller
                .as_ref()
                .map(|caller| navigation(ask, caller, waits))
                .unwrap_or_default();
            let still_here = caller.is_some().then(|| still_here(ask));
            let visitor = caller.map(|caller| visitor(ask, &caller, admin_line));
            let listening = keys.then(|| crate::desk::keys::listen(l));
            let anew = fresh.clone().filter(|fresh| fresh.anew);
            let search = searches.then(|| crate::desk::search::on_top(l, anew.is_some()));
            let fresh = fresh.map(|fresh| view! { <KeepFresh fresh /> });
            let page = view! { {search} {view()} {fresh} {listening} {still_here} }.into_any();
            // After the page: only now is known which fields it has.
            let live = islands.then(|| wake_islands(&ask.portal.assets, &ask.nonce));
            let scripts = Some(view! { {plain.view(&ask.nonce)} {live} }.into_any());
            let banner = banner(l, &news);
            view! { <Shell title texts assets visitor nav banner scripts anew desk>{page}</Shell> }
                .into_any()
        });
        let mut response = (self.status, Html(html)).into_response();
        let policy = content_security_policy(&ask.nonce);
        let headers = response.headers_mut();
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        let collector = format!("csp=\"{}\"", reports::PATH);
        if let Ok(collector) = HeaderValue::from_str(&collector) {
            headers.insert(HeaderName::from_static("reporting-endpoints"), collector);
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        let language = HeaderValue::from_static(ask.language.code());
        headers.insert(header::CONTENT_LANGUAGE, language);
        let first = (!ask.came_with_cookies()).then(|| KEPT_COOKIE.to_owned());
        for cookie in self.cookies.into_iter().chain(first) {
            if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                headers.append(header::SET_COOKIE, cookie);
            }
        }
        Ok(response)
    }
}

impl Ask {
    /// Elsewhere, by 303: the answer to a form that was accepted.
    pub fn go(&self, path: &str) -> Response {
        (StatusCode::SEE_OTHER, [(header::LOCATION, path.to_owned())]).into_response()
    }

    /// How this page looks for what is new.
    fn fresh(&self) -> Fresh {
        let page = self.here().as_str().to_owned();
        let and = if page.contains('?') { '&' } else { '?' };
        let (l, anew) = (self.language, self.by_itself());
        Fresh {
            ask: format!("{page}{and}{BY_ITSELF}"),
            page,
            anew,
            said: frame::changed(l),
            switch: match anew {
                true => frame::stop_refreshing(l),
                false => frame::refresh(l),
            },
        }
    }

    /// The same, and the keys of the service desk are on or off in this browser from now on.
    pub fn go_with_keys(&self, path: &str, on: bool) -> Response {
        let (name, off) = KEYS_COOKIE;
        let (value, age) = if on { ("", 0) } else { (off, A_YEAR) };
        let cookie =
            format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={age}");
        let headers = [
            (header::LOCATION, path.to_owned()),
            (header::SET_COOKIE, cookie),
        ];
        (StatusCode::SEE_OTHER, headers).into_response()
    }

    /// The same, and the browser keeps by what it is known next time.
    pub fn go_known(&self, path: &str, device: &flows::login::DeviceCookie) -> Response {
        let age = self.services().policy.known_device.as_secs();
        let cookie = format!(
            "{DEVICE_COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={age}",
            device.value()
        );
        (
            StatusCode::SEE_OTHER,
            [
                (header::LOCATION, path.to_owned()),
                (header::SET_COOKIE, cookie),
            ],
        )
            .into_response()
    }

    /// The same, and the pages of this browser are in `language` from now on.
    pub fn go_in(&self, path: &str, language: Language) -> Response {
        let mut response = self.go(path);
        language::remember(&mut response, language);
        response
    }

    /// Out: the browser forgets what it kept of this site's pages (SEC-40).
    pub fn go_and_clear(&self, path: &str) -> Response {
        const CLEAR: HeaderName = HeaderName::from_static("clear-site-data");
        let clear = HeaderValue::from_static("\"cache\", \"storage\"");
        let mut response = self.go(path);
        response.headers_mut().insert(CLEAR, clear);
        response
    }
}

/// Draws a view as a whole document.
pub fn draw(view: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| view().to_html());
    owner.unset_with_forced_cleanup();
    format!("<!DOCTYPE html>{html}")
}

/// Only our own files, our own forms, and the one script of this answer (SEC-56).
pub fn content_security_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         connect-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; frame-ancestors 'none'; \
         base-uri 'none'; report-to csp"
    )
}

/// Messages for everybody, above the page.
fn banner(l: Language, news: &[Announcement]) -> Option<AnyView> {
    let texts = news
        .iter()
        .map(|one| view! { <p>{one.text(l).to_owned()}</p> })
        .collect_view();
    let label = frame::news(l);
    (!news.is_empty())
        .then(|| view! { <section class="banner" aria-label=label>{texts}</section> }.into_any())
}

fn shell_texts(ask: &Ask, helps: &Desk) -> ShellTexts {
    let l = ask.language;
    let other = match ask.language {
        Language::Nl => Language::En,
        Language::En => Language::Nl,
    };
    ShellTexts {
        lang: ask.language.code(),
        portal: ask.portal.name.clone(),
        skip: frame::skip(l).to_string(),
        help: Act::link(frame::help(l), help::guide::PATH),
        nav_label: frame::navigation(l).to_string(),
        other_language: Act::link(frame::other_language(l), format!("?taal={}", other.code())),
        other_lang: other.code(),
        help_line: frame::help_line(l).to_string(),
        phone: helps.phone.clone(),
        hours: helps.now(ask.now, l),
        contact: Act::link(frame::contact(l), "/contact"),
        printed_on: frame::printed_on(l, ask.now.short_day(ask.language)),
    }
}

fn visitor(ask: &Ask, caller: &Caller, admin_line: Option<String>) -> Visitor {
    let l = ask.language;
    Visitor {
        name: caller.name.clone(),
        organisation: caller.organisation_name.clone(),
        log_out: Act::post(frame::log_out(l), LOG_OUT),
        admin_line,
    }
}

/// The warning before a session ends, on every page of somebody who is logged in.
fn still_here(ask: &Ask) -> impl IntoView + use<> {
    let l = ask.language;
    let words = StillHereWords {
        question: login::still_here(l),
        why: login::still_here_text(l),
        yes: login::still_here_yes(l),
        over: login::out_by_now(l),
        what_now: login::out_by_now_text(l),
    };
    let ends = ask.services().policy.session_idle;
    view! { <StillHere words ends ask=STILL_HERE /> }
}

/// "Uw gebruikersbeheerder: …", on every page of somebody who is logged in.
async fn admin_line(ask: &Ask, caller: &Caller) -> Result<Option<String>, Stop> {
    let admins = who_is_my_admin::admins_of(ask.services(), caller).await?;
    // Agents would read to call themselves.
    if admins.is_empty() && caller.may_see_desk().is_ok() {
        return Ok(None);
    }
    Ok(Some(admin_words(ask.language, caller.role(), &admins)))
}

fn admin_words(l: Language, role: Role, admins: &[Named]) -> String {
    match (named_list(l, admins), role) {
        (Some(named), _) if admins.len() > 1 => frame::your_admins(l, named),
        (Some(named), _) => frame::your_admin(l, named),
        (None, Role::Admin) => frame::you_are_admin(l).to_owned(),
        (None, Role::Employee | Role::Unknown) => frame::no_admin(l).to_owned(),
    }
}

/// The rooms of who is logged in; at the desk with how much waits in each (`waits`).
fn navigation(ask: &Ask, caller: &Caller, waits: Waits) -> Vec<NavLink> {
    let l = ask.language;
    let is_in = |place: &str| {
        let rest = ask.path().strip_prefix(place);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let link = |label: &str, href: &str| NavLink {
        label: label.to_owned(),
        href: href.to_owned(),
        current: is_in(href),
        waits: String::new(),
    };
    let number = |waiting: i64| match waiting {
        0 => String::new(),
        many if many >= MOST_WAITING => format!("{}+", MOST_WAITING - 1),
        few => few.to_string(),
    };
    let mut links = vec![link(frame::nav_start(l), "/start")];
    if caller.may_see_desk().is_ok() {
        let rooms = [
            NavLink {
                waits: number(waits.appointments),
                ..link(frame::nav_appointments(l), crate::appointments::desk::PATH)
            },
            NavLink {
                waits: number(waits.help),
                ..link(frame::nav_requests(l), crate::help::desk::PATH)
            },
            link(frame::nav_watch(l), crate::watch::PATH),
        ];
        let mut desk = NavLink {
            waits: number(waits.eyes),
            ..link(frame::nav_desk(l), crate::desk::PATH)
        };
        desk.current &= !rooms.iter().any(|room| room.current);
        links.push(desk);
        links.extend(rooms);
    }
    if caller.may_see_staff().is_ok() {
        let mut staff = link(frame::nav_staff(l), "/beheer/medewerkers");
        // The check of the list belongs to the list.
        staff.current |= is_in("/beheer/controle");
        links.push(staff);
        links.push(link(frame::nav_admins(l), "/beheer/beheerders"));
        links.push(link(frame::nav_log(l), "/beheer/logboek"));
    }
    links.push(NavLink {
        current: ask.path().starts_with("/account/"),
        ..link(frame::nav_account(l), "/account/beveiliging")
    });
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_reads_whom_to_ask() {
        let named = |name: &str| Named {
            name: name.to_owned(),
            email: format!("{}@kantoor.example", name.to_lowercase()),
        };
        let (karin, piet, fatima) = (named("Karin"), named("Piet"), named("Fatima"));
        let cases = [
            (
                Role::Employee,
                vec![karin.clone()],
                "Karin (karin@kantoor.example)",
            ),
            (
                Role::Admin,
                vec![karin.clone(), piet.clone()],
                "beheerders: Karin (karin@kantoor.example) en Piet (piet@kantoor.example)",
            ),
            (
                Role::Employee,
                vec![karin, fatima, piet],
                "Karin (karin@kantoor.example), Fatima (fatima@kantoor.example) en Piet (piet@kantoor.example)",
            ),
            (Role::Admin, vec![], "dat bent u zelf"),
            (Role::Employee, vec![], "Bel ons"),
        ];
        for (role, admins, says) in cases {
            let line = admin_words(Language::Nl, role, &admins);
            assert!(line.contains(says), "{line}");
        }
    }
}
