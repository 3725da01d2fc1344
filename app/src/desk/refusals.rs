//! Why the desk does not do something, in words, each with what helps instead.

use domain::{Language, messages::Share};
use flows::{
    challenges::TooManyMessages,
    desk::{MOST_OF_ONE, Refusal},
};

use super::{Whom, address, doubt, eyes};
use crate::{
    bridge::{Answer, Ask, Flash, Stop},
    refused::at_desk,
    texts::desk as say,
};

/// Back to the page of the person with the notice of a refusal.
pub(super) async fn refused(ask: &Ask, refusal: &Refusal, whom: &Whom) -> Answer {
    ask.tell(notice(ask, refusal, whom)?).await?;
    Ok(ask.go(&address(&whom.id, "")))
}

fn notice(ask: &Ask, refusal: &Refusal, whom: &Whom) -> Result<Flash, Stop> {
    let l = ask.language;
    let name = whom.name.greeting();
    Ok(match refusal {
        Refusal::NotHere => return Err(Stop::NotFound),
        Refusal::Yourself => Flash::wrong(say::yourself(l)),
        Refusal::NotChecked => {
            Flash::wrong(say::no_not_checked(l, name)).text(say::no_not_checked_text(l))
        }
        Refusal::TooManyCodes(TooManyMessages {
            until,
            share: Share::Agent | Share::Network,
        }) => Flash::wrong(say::no_codes_of_yours_here(l, name)).text(say::no_codes_of_yours_text(
            l,
            until.time_seen_from(ask.now, l),
        )),
        Refusal::TooManyCodes(TooManyMessages { until, share }) => {
            let why = at_desk(l, *share, *until, ask.now);
            Flash::wrong(say::no_codes(l, name, why)).text(say::no_codes_text(l))
        }
        Refusal::NoMailbox => Flash::wrong(say::no_mailbox(l, name)).text(say::no_mailbox_text(l)),
        Refusal::SentTooMany { until } => Flash::wrong(say::no_codes_of_yours(l)).text(
            say::no_codes_of_yours_text(l, until.time_seen_from(ask.now, l)),
        ),
        Refusal::ColleagueNeedsTwo => {
            Flash::wrong(say::no_colleague(l, name)).text(say::no_colleague_text(l))
        }
        Refusal::NotForAccount(why) => {
            let (title, text) = doubt::words(l, *why, (name, true));
            Flash::wrong(title).text(text)
        }
        Refusal::HasAdmin(admins) => {
            let names: Vec<&str> = admins.iter().map(|admin| admin.name.as_str()).collect();
            Flash::wrong(say::refer(l, name, names.join(", "))).text(say::refer_why(l))
        }
        Refusal::OftenEnough { until } => {
            Flash::wrong(say::no_often(l, name)).text(say::no_often_text(l, until.day_and_time(l)))
        }
        Refusal::LinksEnough { until } => Flash::wrong(say::no_links(l, name)).text(
            say::no_links_text(l, until.time_seen_from(ask.now, l), name),
        ),
        Refusal::AlreadySo => Flash::good(say::no_already(l)),
        Refusal::OnlyInvited => Flash::wrong(say::no_only_invited(l, name)),
        Refusal::NotInvited => Flash::wrong(say::no_not_invited(l, name)),
        Refusal::WaitsForAdmin => {
            Flash::wrong(say::no_sender(l, name)).text(say::no_sender_text(l, name))
        }
        Refusal::Stopped => Flash::wrong(say::no_stopped(l, name)),
        Refusal::ResetOff { until } => Flash::wrong(say::no_reset_off(l, name))
            .text(say::no_reset_off_text(l, until.day_and_time(l))),
        Refusal::Frozen => Flash::wrong(say::no_frozen(l, name)).text(say::no_frozen_text(l)),
        Refusal::Blocked => Flash::wrong(say::no_blocked(l, name)).text(say::no_blocked_text(l)),
        Refusal::NumberOfCaller => Flash::wrong(say::number_of_caller(l, name)),
        Refusal::OwnCompany => Flash::wrong(say::own_company(l)).text(say::own_company_text(l)),
        Refusal::AskedAlready => Flash::info(say::no_asked_already(l, name)),
        Refusal::NewerVersion => Flash::wrong(say::no_newer(l, name)).text(say::no_newer_text(l)),
        Refusal::OwnRequest => Flash::wrong(say::no_own_request(l)),
        Refusal::RequestOver => Flash::info(say::no_request_over(l)),
        Refusal::AsksNoMore(by) => asks_no_more(l, by),
        Refusal::NotYours(not_yours) => eyes::notice(l, not_yours),
        Refusal::NumberOfAgent => Flash::wrong(say::number_of_agent(l)),
        Refusal::AskedForOwn(by) => asked_for_own(l, by),
        Refusal::EnoughMessages => Flash::wrong(enough_messages(l)),
    })
}

/// That nothing is done on the word of who asked.
pub(super) fn asks_no_more(l: Language, by: &str) -> Flash {
    Flash::wrong(say::asks_no_more(l, by)).text(say::asks_no_more_text(l))
}

/// That nobody asks for himself.
fn asked_for_own(l: Language, by: &str) -> Flash {
    Flash::wrong(say::asked_for_own(l, by)).text(say::asked_for_own_text(l))
}

/// What has to go first.
pub(super) fn enough_messages(l: Language) -> String {
    say::news_enough(l, MOST_OF_ONE)
}

/// The same where no person stands beside it.
pub(super) fn of_request(ask: &Ask, refusal: &Refusal) -> Result<Flash, Stop> {
    let l = ask.language;
    Ok(match refusal {
        Refusal::OwnRequest => Flash::wrong(say::no_own_request(l)),
        Refusal::Yourself => Flash::wrong(say::request_about_you(l)),
        Refusal::Frozen => Flash::wrong(say::request_frozen(l)).text(say::no_frozen_text(l)),
        Refusal::Blocked => Flash::wrong(say::request_blocked(l)).text(say::no_blocked_text(l)),
        Refusal::AlreadySo => Flash::good(say::no_already(l)),
        Refusal::AsksNoMore(by) => asks_no_more(l, by),
        Refusal::NotYours(not_yours) => eyes::notice(l, not_yours),
        Refusal::NumberOfAgent => Flash::wrong(say::number_of_agent(l)),
        Refusal::AskedForOwn(by) => asked_for_own(l, by),
        Refusal::EnoughMessages => Flash::wrong(enough_messages(l)),
        _ => Flash::info(say::no_request_over(l)),
    })
}
