//! Every address of the site on one page: who may ask, what answers. The matrix test walks this table (SEC-44),
//! so that an address without an entry there does not pass.

use std::sync::Arc;

use axum::{
    Router,
    handler::Handler,
    routing::{MethodRouter, get, post},
};

use crate::{
    account::{self, details, mobile, mobile_code, once, overview},
    activation, address_change,
    appointments::{
        self, check as checked, choose, confirm,
        desk::{
            answer, begin, call_back, case, company, deeds as desk_deeds, question, queue, reject,
        },
        form, received, status,
    },
    bridge::{Portal, STILL_HERE},
    contact, desk, freeze, help, log,
    login::{code, organisation, password, start, wait},
    people::{
        self, admins, check, check_gone, check_list, deeds, invite, list, person, rights,
        rights_undo, stand_in, stop,
    },
    reports, reset, step_up, watch, who_is_my_admin,
};

/// Who gets an answer other than a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody.
    Anyone,
    /// Whoever gave a right password and not yet a code.
    HalfWay,
    /// Whoever is logged in and needs no new password.
    LoggedIn,
    /// Whoever has to choose a new password first.
    MustChange,
    /// Whoever holds a link from a mail, or got on with one and still has to give a code.
    HoldsLink,
    /// Admins, for their own organisation, and who stands in for one.
    Admin,
    /// Admins, and nobody who only stands in for one.
    AdminForGood,
    /// The service desk, for every organisation.
    Desk,
}

/// One address and method.
pub struct Endpoint {
    /// The address, with its parameters in braces.
    pub path: &'static str,
    /// Whether this changes something (POST) or only shows (GET).
    pub changes: bool,
    /// Who gets an answer.
    pub who: Who,
    answer: MethodRouter<Arc<Portal>>,
}

fn shows<H, T>(path: &'static str, who: Who, handler: H) -> Endpoint
where
    H: Handler<T, Arc<Portal>>,
    T: 'static,
{
    Endpoint {
        path,
        changes: false,
        who,
        answer: get(handler),
    }
}

fn does<H, T>(path: &'static str, who: Who, handler: H) -> Endpoint
where
    H: Handler<T, Arc<Portal>>,
    T: 'static,
{
    Endpoint {
        path,
        changes: true,
        who,
        answer: post(handler),
    }
}

/// Every address.
pub fn table() -> Vec<Endpoint> {
    use Who::{Admin, AdminForGood, Anyone, Desk, HalfWay, HoldsLink, LoggedIn, MustChange};
    vec![
        // Logging in
        shows("/", Anyone, start::root),
        shows("/inloggen", Anyone, password::show),
        does("/inloggen", Anyone, password::log_in),
        shows(wait::PATH, Anyone, wait::show),
        shows(organisation::PATH, HalfWay, organisation::show),
        does(organisation::PATH, HalfWay, organisation::choose),
        shows(code::PATH, HalfWay, code::show),
        does(code::PATH, HalfWay, code::check),
        does("/inloggen/code/opnieuw", HalfWay, code::send_again),
        does(code::LOG_OUT, Anyone, code::log_out),
        shows("/uitgelogd", Anyone, code::logged_out),
        shows("/start", LoggedIn, start::show),
        shows("/bevestigen", LoggedIn, step_up::show),
        does("/bevestigen", LoggedIn, step_up::check),
        does("/bevestigen/versturen", LoggedIn, step_up::send),
        does("/bevestigen/opnieuw", LoggedIn, step_up::send_again),
        // A new password
        shows(reset::ask::PATH, Anyone, reset::ask::show),
        does(reset::ask::PATH, Anyone, reset::ask::send),
        shows(reset::ask::SENT, Anyone, reset::ask::sent),
        shows(reset::code::PATH, HoldsLink, reset::code::show),
        does(reset::code::PATH, HoldsLink, reset::code::check),
        does(
            "/wachtwoord-instellen/code/opnieuw",
            HoldsLink,
            reset::code::send_again,
        ),
        shows(reset::link::SENT, Anyone, reset::link::sent),
        shows(
            "/wachtwoord-instellen/{token}",
            HoldsLink,
            reset::link::show,
        ),
        does(
            "/wachtwoord-instellen/{token}",
            HoldsLink,
            reset::link::choose,
        ),
        does(
            "/wachtwoord-instellen/{token}/nieuwe-link",
            HoldsLink,
            reset::link::new_link,
        ),
        // Accepting an invitation
        shows(activation::code::PATH, HoldsLink, activation::code::show),
        does(activation::code::PATH, HoldsLink, activation::code::check),
        does(
            "/account-activeren/code/opnieuw",
            HoldsLink,
            activation::code::send_again,
        ),
        shows(
            "/account-activeren/{token}",
            HoldsLink,
            activation::link::show,
        ),
        does(
            "/account-activeren/{token}",
            HoldsLink,
            activation::link::choose,
        ),
        does(
            "/account-activeren/{token}/nummer-klopt-niet",
            HoldsLink,
            activation::link::wrong_number,
        ),
        does(
            "/account-activeren/{token}/nieuwe-link",
            HoldsLink,
            activation::over::new_link,
        ),
        // One's own account
        shows("/.well-known/change-password", Anyone, overview::well_known),
        shows(once::PATH, MustChange, once::show),
        does(once::PATH, MustChange, once::choose),
        shows(details::PATH, LoggedIn, details::show),
        does(details::PATH, LoggedIn, details::save),
        shows(
            address_change::ask::PATH,
            LoggedIn,
            address_change::ask::show,
        ),
        does(
            address_change::ask::PATH,
            LoggedIn,
            address_change::ask::send,
        ),
        shows(
            address_change::ask::WITHDRAW,
            LoggedIn,
            address_change::ask::ask_withdraw,
        ),
        does(
            address_change::ask::WITHDRAW,
            LoggedIn,
            address_change::ask::withdraw,
        ),
        shows(
            "/e-mailadres-bevestigen/{token}",
            HoldsLink,
            address_change::link::show,
        ),
        does(
            "/e-mailadres-bevestigen/{token}",
            HoldsLink,
            address_change::link::confirm,
        ),
        does(
            "/e-mailadres-bevestigen/{token}/niet-ik",
            HoldsLink,
            address_change::link::not_me,
        ),
        shows(
            organisation::ELSEWHERE,
            LoggedIn,
            organisation::show_elsewhere,
        ),
        does(
            organisation::ELSEWHERE,
            LoggedIn,
            organisation::go_elsewhere,
        ),
        shows(STILL_HERE, LoggedIn, overview::still_here),
        shows(overview::PATH, LoggedIn, overview::show),
        does(
            "/account/beveiliging/sessies/{session}/uitloggen",
            LoggedIn,
            overview::end_one,
        ),
        does(overview::END_OTHERS, LoggedIn, overview::end_others),
        shows(account::password::PATH, LoggedIn, account::password::show),
        does(account::password::PATH, LoggedIn, account::password::change),
        shows(mobile::PATH, LoggedIn, mobile::show),
        does(mobile::PATH, LoggedIn, mobile::change),
        shows(mobile_code::PATH, LoggedIn, mobile_code::show),
        does(mobile_code::PATH, LoggedIn, mobile_code::check),
        does(
            "/account/beveiliging/mobiel/code/opnieuw",
            LoggedIn,
            mobile_code::send_again,
        ),
        // Stuck
        shows(who_is_my_admin::PATH, Anyone, who_is_my_admin::show),
        does(who_is_my_admin::PATH, Anyone, who_is_my_admin::send),
        shows(who_is_my_admin::SENT, Anyone, who_is_my_admin::sent),
        shows(help::ask::PATH, Anyone, help::ask::show),
        does(help::ask::PATH, Anyone, help::ask::send),
        shows(help::ask::SENT, Anyone, help::ask::sent),
        shows(help::guide::PATH, Anyone, help::guide::who),
        shows("/hulp-bij-inloggen/{capacity}", Anyone, help::guide::what),
        shows(
            "/hulp-bij-inloggen/{capacity}/{problem}",
            Anyone,
            help::guide::answer,
        ),
        shows("/contact", Anyone, contact::show),
        shows("/toegankelijkheid", Anyone, contact::accessibility),
        shows("/privacy", Anyone, contact::privacy),
        does(reports::PATH, Anyone, reports::take),
        // Appointing an admin
        shows(appointments::PATH, Anyone, choose::show),
        does(choose::EMPTY, Anyone, choose::empty),
        shows(received::PATH, Anyone, received::show),
        shows(
            "/gebruikersbeheerder-aanvragen/bevestigen/{token}",
            HoldsLink,
            confirm::show,
        ),
        does(
            "/gebruikersbeheerder-aanvragen/bevestigen/{token}",
            HoldsLink,
            confirm::confirm,
        ),
        does(
            "/gebruikersbeheerder-aanvragen/bevestigen/{token}/niet-ik",
            HoldsLink,
            confirm::not_mine,
        ),
        shows("/gebruikersbeheerder-aanvragen/{form}", Anyone, form::show),
        does("/gebruikersbeheerder-aanvragen/{form}", Anyone, form::send),
        does(
            "/gebruikersbeheerder-aanvragen/{form}/bewaren",
            Anyone,
            form::keep_typed,
        ),
        shows(
            "/gebruikersbeheerder-aanvragen/{form}/controleren",
            Anyone,
            checked::show,
        ),
        does(
            "/gebruikersbeheerder-aanvragen/{form}/controleren",
            Anyone,
            checked::send,
        ),
        shows("/aanvraag/{reference}/{token}", HoldsLink, status::show),
        does("/aanvraag/{reference}/{token}", HoldsLink, status::answer),
        shows(
            "/aanvraag/{reference}/{token}/intrekken",
            HoldsLink,
            status::ask_withdraw,
        ),
        does(
            "/aanvraag/{reference}/{token}/intrekken",
            HoldsLink,
            status::withdraw,
        ),
        // "Was u dit niet?"
        shows(freeze::DONE, Anyone, freeze::done),
        shows("/blokkeren/{token}", HoldsLink, freeze::show),
        does("/blokkeren/{token}", HoldsLink, freeze::freeze),
        // The service desk: who waits for an answer, and which organisations have nobody
        shows(help::desk::PATH, Desk, help::desk::show),
        does(
            "/servicedesk/hulpvragen/{request}/afgehandeld",
            Desk,
            help::desk::close,
        ),
        shows(watch::PATH, Desk, watch::show),
        does(
            "/servicedesk/zonder-beheerder/{organisation}/vragen",
            Desk,
            watch::ask_deputy,
        ),
        // … and who asks to be appointed
        shows(appointments::desk::PATH, Desk, queue::show),
        does("/servicedesk/aanvragen/beginnen", Desk, begin::begin),
        shows("/servicedesk/aanvragen/{id}", Desk, case::show),
        does(
            "/servicedesk/aanvragen/{id}/behandelen",
            Desk,
            desk_deeds::take,
        ),
        shows("/servicedesk/aanvragen/{id}/bedrijf", Desk, company::show),
        does("/servicedesk/aanvragen/{id}/bedrijf", Desk, company::send),
        shows(
            "/servicedesk/aanvragen/{id}/terugbellen",
            Desk,
            call_back::show,
        ),
        does(
            "/servicedesk/aanvragen/{id}/terugbellen",
            Desk,
            call_back::send,
        ),
        does(
            "/servicedesk/aanvragen/{id}/niet-bereikt",
            Desk,
            desk_deeds::not_reached,
        ),
        shows("/servicedesk/aanvragen/{id}/vraag", Desk, question::show),
        does("/servicedesk/aanvragen/{id}/vraag", Desk, question::send),
        shows("/servicedesk/aanvragen/{id}/antwoord", Desk, answer::show),
        does("/servicedesk/aanvragen/{id}/antwoord", Desk, answer::send),
        does(
            "/servicedesk/aanvragen/{id}/akkoord",
            Desk,
            desk_deeds::verify,
        ),
        does(
            "/servicedesk/aanvragen/{id}/goedkeuren",
            Desk,
            desk_deeds::approve,
        ),
        shows("/servicedesk/aanvragen/{id}/afwijzen", Desk, reject::show),
        does("/servicedesk/aanvragen/{id}/afwijzen", Desk, reject::send),
        // The staff of one's own organisation
        shows("/beheer", Admin, list::root),
        shows(people::LIST, Admin, list::show),
        shows(invite::PATH, Admin, invite::show),
        does(invite::PATH, Admin, invite::send),
        shows(people::ADMINS, Admin, admins::show),
        does(people::ADMINS, AdminForGood, admins::appoint),
        shows(
            "/beheer/beheerders/{id}/aanwijzen",
            AdminForGood,
            admins::ask_make,
        ),
        does(
            "/beheer/beheerders/{id}/aanwijzen",
            AdminForGood,
            admins::make,
        ),
        shows(
            "/beheer/beheerders/{id}/stoppen",
            AdminForGood,
            admins::ask_remove,
        ),
        does(
            "/beheer/beheerders/{id}/stoppen",
            AdminForGood,
            admins::remove,
        ),
        shows(stand_in::PATH, AdminForGood, stand_in::show),
        does(stand_in::PATH, AdminForGood, stand_in::appoint),
        shows(
            "/beheer/beheerders/{id}/vervanging-stoppen",
            AdminForGood,
            stand_in::ask_end,
        ),
        does(
            "/beheer/beheerders/{id}/vervanging-stoppen",
            AdminForGood,
            stand_in::end,
        ),
        shows(check::PATH, Admin, check::show),
        does(check::PATH, Admin, check::look),
        shows(check_gone::PATH, Admin, check_gone::show),
        does(check_gone::PATH, Admin, check_gone::stop),
        shows(check_list::PATH, Admin, check_list::show),
        shows(log::PATH, Admin, log::page::show),
        shows(log::FILE, Admin, log::file::take_along),
        shows("/beheer/medewerkers/{id}", Admin, person::show),
        shows(
            "/beheer/medewerkers/{id}/mobiel",
            Admin,
            people::mobile::show,
        ),
        does(
            "/beheer/medewerkers/{id}/mobiel",
            Admin,
            people::mobile::change,
        ),
        does(
            "/beheer/medewerkers/{id}/test-sms",
            Admin,
            deeds::test_number,
        ),
        shows(
            "/beheer/medewerkers/{id}/toegang",
            Admin,
            people::access::show,
        ),
        does(
            "/beheer/medewerkers/{id}/toegang",
            Admin,
            people::access::change,
        ),
        shows("/beheer/medewerkers/{id}/autorisaties", Admin, rights::show),
        does(
            "/beheer/medewerkers/{id}/autorisaties",
            Admin,
            rights::change,
        ),
        does(
            "/beheer/medewerkers/{id}/autorisaties/ongedaan",
            Admin,
            rights_undo::undo,
        ),
        shows("/beheer/medewerkers/{id}/uit-dienst", Admin, stop::show),
        does("/beheer/medewerkers/{id}/uit-dienst", Admin, stop::stop),
        shows(
            "/beheer/medewerkers/{id}/deblokkeren",
            Admin,
            deeds::ask_unblock,
        ),
        does(
            "/beheer/medewerkers/{id}/deblokkeren",
            Admin,
            deeds::unblock,
        ),
        does(
            "/beheer/medewerkers/{id}/wachtwoordlink",
            Admin,
            deeds::send_link,
        ),
        does(
            "/beheer/medewerkers/{id}/uitnodiging-opnieuw",
            Admin,
            deeds::send_invitation,
        ),
        does(
            "/beheer/medewerkers/{id}/uitnodiging-intrekken",
            Admin,
            deeds::withdraw,
        ),
        shows(
            "/beheer/medewerkers/{id}/overal-uitloggen",
            Admin,
            deeds::ask_end_sessions,
        ),
        does(
            "/beheer/medewerkers/{id}/overal-uitloggen",
            Admin,
            deeds::end_sessions,
        ),
        does(
            "/beheer/medewerkers/{id}/toegang-herstellen",
            Admin,
            deeds::restore,
        ),
        does(
            "/beheer/medewerkers/{id}/hulp-afgehandeld",
            Admin,
            deeds::close_help,
        ),
        // The service desk
        shows(desk::PATH, Desk, desk::search::show),
        does(desk::PATH, Desk, desk::search::look),
        shows(desk::found::PATH, Desk, desk::found::show),
        does("/servicedesk/sneltoetsen", Desk, desk::switch_keys),
        shows("/servicedesk/gebruikers/{id}", Desk, desk::person::show),
        shows(
            "/servicedesk/gebruikers/{id}/beller-controleren",
            Desk,
            desk::caller::show,
        ),
        does(
            "/servicedesk/gebruikers/{id}/beller-controleren",
            Desk,
            desk::caller::check,
        ),
        does(
            "/servicedesk/gebruikers/{id}/beller-controleren/versturen",
            Desk,
            desk::caller::send_code,
        ),
        shows(
            "/servicedesk/gebruikers/{id}/terugbellen",
            Desk,
            desk::call_back::show,
        ),
        does(
            "/servicedesk/gebruikers/{id}/terugbellen",
            Desk,
            desk::call_back::send,
        ),
        does(
            "/servicedesk/gebruikers/{id}/deblokkeren",
            Desk,
            desk::deeds::unblock,
        ),
        does(
            "/servicedesk/gebruikers/{id}/wachtwoordlink",
            Desk,
            desk::deeds::reset_link,
        ),
        does(
            "/servicedesk/gebruikers/{id}/overal-uitloggen",
            Desk,
            desk::deeds::log_out,
        ),
        does(
            "/servicedesk/gebruikers/{id}/blokkeren",
            Desk,
            desk::deeds::block,
        ),
        shows(
            "/servicedesk/gebruikers/{id}/toegang-stoppen",
            Desk,
            desk::stop::show,
        ),
        does(
            "/servicedesk/gebruikers/{id}/toegang-stoppen",
            Desk,
            desk::stop::send,
        ),
        does(
            "/servicedesk/gebruikers/{id}/uitnodiging",
            Desk,
            desk::deeds::invitation,
        ),
        shows(
            "/servicedesk/gebruikers/{id}/mobiel",
            Desk,
            desk::mobile::show,
        ),
        does(
            "/servicedesk/gebruikers/{id}/mobiel",
            Desk,
            desk::mobile::change,
        ),
        shows(
            "/servicedesk/gebruikers/{id}/notitie",
            Desk,
            desk::note::show,
        ),
        does(
            "/servicedesk/gebruikers/{id}/notitie",
            Desk,
            desk::note::write,
        ),
        shows(
            "/servicedesk/gebruikers/{id}/notities",
            Desk,
            desk::notes::show,
        ),
        shows(
            "/servicedesk/organisaties/{organisation}",
            Desk,
            desk::organisation::show,
        ),
        does(
            "/servicedesk/vier-ogen/{request}/goedkeuren",
            Desk,
            desk::four_eyes::approve,
        ),
        does(
            "/servicedesk/vier-ogen/{request}/afwijzen",
            Desk,
            desk::four_eyes::reject,
        ),
        does(
            "/servicedesk/vier-ogen/{request}/intrekken",
            Desk,
            desk::four_eyes::withdraw,
        ),
        shows(desk::announcement::PATH, Desk, desk::announcement::show),
        does(desk::announcement::PATH, Desk, desk::announcement::place),
        shows(desk::own_words::PATH, Desk, desk::own_words::show),
        does(desk::own_words::PATH, Desk, desk::own_words::ask),
        does(
            "/servicedesk/bericht/goedkeuren",
            Desk,
            desk::announcement::approve,
        ),
        does(
            "/servicedesk/bericht/weghalen",
            Desk,
            desk::announcement::stop,
        ),
        shows(desk::report::PATH, Desk, desk::report::show),
        shows(desk::report::FILE, Desk, desk::report::take_along),
    ]
}

/// The site as a router. Layers around it (sessions, guard, error pages) are the server's.
pub fn router(portal: Arc<Portal>) -> Router {
    table()
        .into_iter()
        .fold(Router::new(), |router, endpoint| {
            router.route(endpoint.path, endpoint.answer)
        })
        .with_state(portal)
}
