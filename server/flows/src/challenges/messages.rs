//! How many messages with a code there may be (SEC-30, SEC-31, SEC-70): of one person for one thing, of one network, of one
//! organisation, of everybody. Whoever was only invited spends a small share; the service desk finds its own still there, and
//! whoever is known to us one that no neighbour spends.

use std::{iter, time::Duration};

use domain::{
    AccountId, AuthorisationId, ChallengeId, MobileNumber, Moment, OrganisationId, messages::Share,
    organisations::DESK_RIGHT, post::Channel,
};

use super::{Asker, Challenge, New, Purpose, find, sql};
use crate::{
    Services, Tx,
    budgets::{self, Around, Budget, Common, DAY, HOUR, give_all_back},
    execute, on,
    secrets::Purpose as KeyPurpose,
    trouble::{Result, readable_rows},
};

/// One person counts for the network up to this part of what it may: a colleague must not silence an office.
const PART_OF_NETWORK: u32 = 4;

/// Of codes that callers read out so many times as many go to one person as of others, because whoever calls may be anybody …
const CALLERS: u32 = 2;

/// … and one agent has at most this part of them, rounded up: colleagues can check the same caller still.
const AGENTS_PART: u32 = 4;

/// Of the tests of an organisation one admin has at most this part, rounded up: another can go on.
const ADMINS_PART: u32 = 2;

/// No message goes out, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyMessages {
    /// When it can be asked again.
    pub until: Moment,
    /// What is used up.
    pub share: Share,
}

/// Where a code lets in.
#[derive(Debug)]
pub(super) struct Place {
    organisation: OrganisationId,
    at_desk: bool,
    device_epoch: i64,
    /// The number there, once its owner came in with it.
    own_number: Option<MobileNumber>,
}

/// Where an authorisation is.
pub(super) async fn place_of(tx: &mut Tx, authorisation: &AuthorisationId) -> Result<Place> {
    let (organisation, desk_rights, device_epoch, own): (String, i64, i64, Option<String>) =
        on!(tx, |c| sqlx::query_as(sql::PLACE)
            .bind(authorisation.as_str())
            .bind(DESK_RIGHT)
            .fetch_one(c))?;
    Ok(Place {
        organisation: OrganisationId::from_trusted(organisation),
        at_desk: desk_rights > 0,
        device_epoch,
        own_number: own.map(MobileNumber::from_e164_stored),
    })
}

/// What stands beside the network's for one person, so that neighbours spend nothing of it (SEC-70).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OwnShare {
    /// Of whoever is logged in, or got in with this browser before.
    Known,
    /// Of an agent of the service desk in any other browser.
    Desk,
}

impl OwnShare {
    /// That of whoever asks for a code, if any.
    pub fn of(services: &Services, now: Moment, new: &New<'_>, place: &Place) -> Option<Self> {
        let (keys, policy) = (&services.keys, &services.policy);
        let known = match new.asker {
            Asker::Browser(device) => {
                device.knows(keys, policy, new.account, place.device_epoch, now)
            }
            Asker::LoggedIn => true,
            Asker::Agent => return None,
        };
        if known {
            return Some(Self::Known);
        }
        (whose(new.purpose, place) == Whose::Desk).then_some(Self::Desk)
    }

    /// How it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Desk => "desk",
        }
    }

    /// Reads what [`code`](Self::code) wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Known, Self::Desk]
            .into_iter()
            .find(|share| share.code() == code)
    }

    /// For each purpose apart: whoever found out a password keeps its owner from no new one.
    fn budget(self, network: &Common<'_>, purpose: Purpose, account: &AccountId) -> Budget {
        let whose = format!("{}:{account}", purpose.code());
        match self {
            Self::Known => network.of_known(&whose),
            Self::Desk => network.of_agent(&whose),
        }
    }
}

/// A message that somebody asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Message<'a> {
    pub place: &'a Place,
    pub own_share: Option<OwnShare>,
    pub purpose: Purpose,
    pub channel: Channel,
    pub account: &'a AccountId,
    pub mobile: &'a MobileNumber,
    pub network: &'a Around,
}

/// A message without a code, that shows an admin whether the number that was just typed is the right one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TestMessage<'a> {
    pub by: &'a AccountId,
    pub authorisation: &'a AuthorisationId,
    pub mobile: &'a MobileNumber,
    pub organisation: &'a OrganisationId,
}

impl TestMessage<'_> {
    /// Counts one, or says from when on there can be one. It takes nothing from the codes of anybody: so many to one person, so
    /// many of one organisation to one number, so many by one admin and by all of an organisation, and of the day's messages what is kept for numbers that nobody
    /// has proved yet.
    pub async fn spend(
        &self,
        tx: &mut Tx,
        services: &Services,
        now: Moment,
    ) -> Result<Result<(), Moment>> {
        let policy = &services.policy;
        let number = format!("{}:{}", self.mobile.e164(), self.organisation);
        let number = services.keys.keyed_hash(KeyPurpose::Budget, &number);
        let (one, all) = (
            policy.test_sms_per_day,
            policy.test_sms_per_organisation_day,
        );
        let of_all = Budget::new(format!("sms-test-all:{}", self.organisation), DAY, all);
        let mut budgets = vec![
            Budget::new(format!("sms-test:{}", self.authorisation), DAY, one),
            Budget::new(format!("sms-test:{number}"), DAY, one),
            of_all.part(ADMINS_PART, self.by.as_str()),
            of_all,
        ];
        let shares = of_the_day(services, Whose::Invited, self.organisation);
        budgets.extend(shares.into_iter().map(|(_, budget)| budget));
        match budgets::spend_until_over(tx, &budgets, now).await? {
            Ok(()) => Ok(Ok(())),
            Err(at) => {
                budgets::take_back(tx, &budgets, at, now).await?;
                Ok(Err(budgets[at].window_end(now)))
            }
        }
    }
}

/// From which share of the day a message comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// Of the service desk, or for it.
    Desk,
    /// Of somebody who was invited and not in yet.
    Invited,
    /// Of everybody else.
    Known,
}

/// Messages that one network had sent and whose code did not come back (SEC-30). One that does is given back, so that
/// an office where thirty people begin at nine has no need of thirty networks. Whoever is only invited counts apart.
fn of_network(services: &Services, purpose: Purpose) -> Common<'static> {
    Common {
        what: match purpose {
            Purpose::Activate => "sms-invited-network",
            _ => "sms-network",
        },
        window: HOUR,
        per_network: services.policy.code.sends_per_network_hour,
        overall: None,
    }
}

/// What one person counts for the network.
fn part_of_network(network: &Common<'_>, account: &AccountId) -> Budget {
    let limit = (network.per_network / PART_OF_NETWORK).max(1);
    Budget::new(format!("{}-by:{account}", network.what), HOUR, limit)
}

/// Of whose share of the day a code is.
fn whose(purpose: Purpose, place: &Place) -> Whose {
    match purpose {
        Purpose::CallerCheck => Whose::Desk,
        Purpose::Activate => Whose::Invited,
        _ if place.at_desk => Whose::Desk,
        _ => Whose::Known,
    }
}

/// A code came back: whoever asked, or the network that it was asked from, may have as many sent as it took.
pub(super) async fn came_back(
    tx: &mut Tx,
    services: &Services,
    challenge: &Challenge,
) -> Result<()> {
    for _ in 0..challenge
        .sends
        .min(services.policy.code.sends_per_challenge)
    {
        give_back(tx, services, challenge, Vec::new(), challenge.last_send_at).await?;
    }
    Ok(())
}

/// A message that was asked for at `at` ended without having left, and not because of its number: all that
/// [`Message::spend`] counted is taken back.
pub(crate) async fn never_left(
    tx: &mut Tx,
    services: &Services,
    challenge: &ChallengeId,
    channel: Channel,
    at: Moment,
) -> Result<()> {
    take_back(tx, services, challenge, (channel, at), |_| true).await
}

/// The same of one of many that a carrier left unanswered before it was well again: what it counted for the person and for the
/// network. What it cost stays spent, because it may have left.
pub(crate) async fn was_not_answered(
    tx: &mut Tx,
    services: &Services,
    challenge: &ChallengeId,
    channel: Channel,
    at: Moment,
) -> Result<()> {
    let of_person = |share: Share| matches!(share, Share::Person | Share::Agent);
    take_back(tx, services, challenge, (channel, at), of_person).await
}

async fn take_back(
    tx: &mut Tx,
    services: &Services,
    challenge: &ChallengeId,
    (channel, at): (Channel, Moment),
    of: impl Fn(Share) -> bool,
) -> Result<()> {
    // Of one that this version cannot read nothing is known.
    let found = find(tx, challenge).await.transpose().into_iter();
    let Some(challenge) = readable_rows(found)?.pop() else {
        return Ok(());
    };
    let place = place_of(tx, &challenge.authorisation).await?;
    let budgets = Message::of(&challenge, &place, channel).budgets(services);
    let budgets = budgets.into_iter().filter(|(share, _)| of(*share));
    let budgets: Vec<Budget> = budgets.map(|(_, budget)| budget).collect();
    // An earlier message was enough, and what this one counted for the network was taken back with it.
    if challenge.answered {
        return give_all_back(tx, &budgets, at).await;
    }
    execute!(&mut *tx, sql::GIVE_SEND_BACK, challenge.id.as_str())?;
    give_back(tx, services, &challenge, budgets, at).await
}

/// Takes back what a message counted at `at`: in `budgets`, and where it was asked from.
async fn give_back(
    tx: &mut Tx,
    services: &Services,
    challenge: &Challenge,
    mut budgets: Vec<Budget>,
    at: Moment,
) -> Result<()> {
    let (purpose, account) = (challenge.purpose, &challenge.account);
    let network = of_network(services, purpose);
    let mut beyond = true;
    if let Some(share) = challenge.own_share {
        let own = share.budget(&network, purpose, account);
        beyond = own.is_exceeded(tx, at).await?;
        budgets.push(own);
    }
    // What goes beyond the own share is the network's, up to the part of one person.
    let mut of_network = false;
    if beyond {
        let part = part_of_network(&network, account);
        of_network = !part.is_exceeded(tx, at).await?;
        budgets.push(part);
    }
    give_all_back(tx, &budgets, at).await?;
    if of_network {
        let around = &challenge.network;
        network.give_back_around(tx, services, around, at).await?;
    }
    Ok(())
}

/// What one person may have sent for one thing by one channel: by account, and to one number that is not known to be theirs (SEC-30).
/// Another organisation that has this number, or only says so, spends nothing of it here, nor does an account here that somebody gave the
/// number of a colleague; whoever found out a password does not keep its owner from a new one, and whoever calls and "gets no sms" nobody
/// from a mail.
/// What takes longest stands first: nobody is told to come back in an hour who cannot before tomorrow.
fn of_person(
    services: &Services,
    (purpose, channel): (Purpose, Channel),
    account: &AccountId,
    mobile: Option<&MobileNumber>,
    organisation: &OrganisationId,
) -> Vec<Budget> {
    let code = &services.policy.code;
    let number = mobile.filter(|_| channel == Channel::Sms).map(|mobile| {
        let number = format!("{}:{organisation}", mobile.e164());
        services.keys.keyed_hash(KeyPurpose::Budget, &number)
    });
    let whose: Vec<&str> = iter::once(account.as_str())
        .chain(number.as_deref())
        .collect();
    let times = match purpose {
        Purpose::CallerCheck => CALLERS,
        _ => 1,
    };
    let windows = [
        ("day", DAY, code.sends_per_day),
        ("hour", HOUR, code.sends_per_hour),
    ];
    let of = |(within, window, limit): (&str, Duration, u32)| {
        let what = format!("{}-{}-{within}", channel.code(), purpose.code());
        let limit = limit.saturating_mul(times);
        let budget = move |whose: &&str| Budget::new(format!("{what}:{whose}"), window, limit);
        whose.iter().map(budget).collect::<Vec<_>>()
    };
    windows.into_iter().flat_map(of).collect()
}

/// What one agent may have sent of it to somebody who calls: for the account, and to the number, as for the person.
fn of_agent(person: &[Budget], agent: &Around) -> Vec<Budget> {
    let of_agent = |budget: &Budget| budget.part(AGENTS_PART, agent.narrowest());
    person.iter().map(of_agent).collect()
}

/// Somebody chose a new password: whoever had codes sent with the one of before keeps its owner from no login (SEC-70).
pub(crate) async fn login_begins_anew(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
) -> Result<()> {
    let network = of_network(services, Purpose::Login);
    for share in [OwnShare::Known, OwnShare::Desk] {
        let own = share.budget(&network, Purpose::Login, account);
        own.forget(tx).await?;
    }
    let places: Vec<(String, String)> = on!(&mut *tx, |c| sqlx::query_as(sql::NUMBERS)
        .bind(account.as_str())
        .fetch_all(c))?;
    for (organisation, mobile) in places {
        let organisation = OrganisationId::from_trusted(organisation);
        let mobile = MobileNumber::from_e164_stored(mobile);
        let logins = (Purpose::Login, Channel::Sms);
        for budget in of_person(services, logins, account, Some(&mobile), &organisation) {
            budget.forget(tx).await?;
        }
    }
    Ok(())
}

/// Messages of a day, whoever has them sent (SEC-31).
fn of_everybody(services: &Services) -> Budget {
    Budget::common("sms-day", DAY, services.policy.messages.all)
}

impl<'a> Message<'a> {
    /// One more of a challenge that is there.
    pub const fn of(challenge: &'a Challenge, place: &'a Place, channel: Channel) -> Self {
        Self {
            place,
            own_share: challenge.own_share,
            purpose: challenge.purpose,
            channel,
            account: &challenge.account,
            mobile: &challenge.mobile,
            network: &challenge.network,
        }
    }

    /// Counts one, everywhere or nowhere: what is not sent costs nobody anything.
    pub async fn spend(
        &self,
        tx: &mut Tx,
        services: &Services,
        now: Moment,
    ) -> Result<Result<(), TooManyMessages>> {
        let (shares, mut budgets): (Vec<Share>, Vec<Budget>) =
            self.budgets(services).into_iter().unzip();
        let network = of_network(services, self.purpose);
        let part = part_of_network(&network, self.account);
        let own = self
            .own_share
            .map(|share| share.budget(&network, self.purpose, self.account));
        budgets.push(own.clone().unwrap_or_else(|| part.clone()));
        match budgets::spend_until_over(tx, &budgets, now).await? {
            Ok(()) if own.is_some() => return Ok(Ok(())),
            Ok(()) => {}
            Err(at) if at < shares.len() => {
                let (until, share) = (budgets[at].window_end(now), shares[at]);
                budgets::take_back(tx, &budgets, at, now).await?;
                return Ok(Err(TooManyMessages { until, share }));
            }
            Err(_) => {
                if own.is_none() || !part.spend(tx, now).await? {
                    return Ok(Ok(()));
                }
                budgets.push(part);
            }
        }
        let here = network
            .spend_around(tx, services, self.network, now)
            .await?;
        let Err(until) = here else {
            return Ok(Ok(()));
        };
        give_all_back(tx, &budgets, now).await?;
        let share = Share::Network;
        Ok(Err(TooManyMessages { until, share }))
    }

    /// Whose they are, the narrowest first, but for the network's.
    fn budgets(&self, services: &Services) -> Vec<(Share, Budget)> {
        let organisation = &self.place.organisation;
        let (purpose, account) = (self.purpose, self.account);
        let what = (purpose, self.channel);
        let is_own = self.place.own_number.as_ref() == Some(self.mobile);
        let number = Some(self.mobile).filter(|_| !is_own);
        let person = of_person(services, what, account, number, organisation);
        let mut budgets = Vec::new();
        if self.purpose == Purpose::CallerCheck {
            let agents = of_agent(&person, self.network);
            budgets.extend(agents.into_iter().map(|budget| (Share::Agent, budget)));
        }
        budgets.extend(person.into_iter().map(|budget| (Share::Person, budget)));
        if self.channel == Channel::Sms {
            let whose = whose(purpose, self.place);
            budgets.extend(of_the_day(services, whose, organisation));
        }
        budgets
    }
}

/// The shares of a day's messages that one comes out of.
fn of_the_day(
    services: &Services,
    whose: Whose,
    organisation: &OrganisationId,
) -> Vec<(Share, Budget)> {
    let day = &services.policy.messages;
    let kept = of_everybody(services).keeping(day.desk());
    match whose {
        Whose::Desk => vec![(Share::Everybody, of_everybody(services))],
        Whose::Known => {
            let name = format!("sms-organisation:{organisation}");
            let organisation = Budget::common(name, DAY, day.organisation());
            vec![
                (Share::Organisation, organisation),
                (Share::Everybody, kept),
            ]
        }
        Whose::Invited => {
            let name = format!("sms-invited:{organisation}");
            vec![
                (
                    Share::Invited,
                    Budget::common(name, DAY, day.invited_by_one()),
                ),
                (
                    Share::AllInvited,
                    Budget::common("sms-invited", DAY, day.invited()),
                ),
                (Share::Everybody, kept),
            ]
        }
    }
}

/// Why a code for `purpose` would not be sent to somebody at this moment; nothing is counted.
pub(crate) async fn refused_now(
    tx: &mut Tx,
    services: &Services,
    (account, authorisation, mobile): (&AccountId, &AuthorisationId, &MobileNumber),
    purpose: Purpose,
    now: Moment,
) -> Result<Option<TooManyMessages>> {
    let message = Message {
        place: &place_of(tx, authorisation).await?,
        own_share: None,
        purpose,
        channel: Channel::Sms,
        account,
        mobile,
        network: &Around::default(),
    };
    for (share, budget) in message.budgets(services) {
        if budget.is_spent(tx, now).await? {
            let until = budget.window_end(now);
            return Ok(Some(TooManyMessages { until, share }));
        }
    }
    Ok(None)
}
