//! Who sends a request in, and how often (SEC-30, SEC-70, docs/decisions/0013). What no mailbox stands behind yet counts for
//! the network it comes from and for the mailbox that is asked; for everybody counts only what a mailbox said yes to. What
//! an agent sends in, with the company on the telephone, counts for that agent alone.

use domain::{AccountId, AppointmentId, EmailAddress, Moment};

use super::{
    record::Appointment,
    sql,
    submit::{Request, Submitted},
};
use crate::{
    Permit, Services, Tx,
    budgets::{Budget, Common, DAY, HOUR, spend_all},
    caller::right::SeeDesk,
    on,
    secrets::Purpose,
    trouble::Result,
};

/// All networks together may so many times as much as one.
const NETWORKS: u32 = 2;

/// Who fills a form in.
#[derive(Clone, Debug)]
pub enum Asker<'a> {
    /// Somebody we do not know, from this network.
    Stranger(&'a str),
    /// Somebody of the service desk.
    Agent(Permit<SeeDesk>),
}

impl Asker<'_> {
    /// Who of the desk it is, if it is.
    pub(super) fn agent(&self) -> Option<&AccountId> {
        match self {
            Self::Stranger(_) => None,
            Self::Agent(permit) => Some(permit.by()),
        }
    }
}

/// Counts a form that is begun; `Err` with the moment from which there is room.
pub(super) async fn begins(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    asker: &Asker<'_>,
) -> Result<Result<(), Moment>> {
    let drafts = Common {
        what: "drafts",
        window: HOUR,
        per_network: services.policy.letters_per_network_hour,
        overall: None,
    };
    match asker {
        Asker::Stranger(network) => {
            let spent = drafts.spend(tx, services, network, now).await?;
            Ok(spent.map(|_| ()))
        }
        Asker::Agent(permit) => {
            let name = format!("drafts-by:{}", permit.by());
            let own = Budget::new(name, HOUR, drafts.per_network);
            let within = own.spend(tx, now).await?;
            Ok(within.then_some(()).ok_or_else(|| own.window_end(now)))
        }
    }
}

/// Counts a request that is sent in; says which budget is spent already.
pub(super) async fn sends_in(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (asker, request): (&Asker<'_>, &Request),
) -> Result<Option<Submitted>> {
    let policy = &services.policy;
    let asked = asked(services, &request.email);
    let for_address = |spent: &Budget| Submitted::TooManyForAddress {
        until: spent.window_end(now),
    };
    let network = match asker {
        Asker::Stranger(network) => *network,
        Asker::Agent(permit) => {
            let own = asked.part(NETWORKS, permit.by().as_str());
            let within = own.spend(tx, now).await?;
            return Ok((!within).then(|| for_address(&own)));
        }
    };
    let here = Common {
        what: "appointments",
        window: HOUR,
        per_network: policy.appointments_per_network_hour,
        overall: None,
    };
    if let Err(until) = here.spend(tx, services, network, now).await? {
        return Ok(Some(Submitted::TooManyFromHere { until }));
    }
    let from_here = |all: &Budget, limit| {
        let one = all.of_one_network(&services.keys, network);
        one.at_most(limit)
    };
    let address = [
        from_here(&asked, policy.appointments_per_address_day),
        asked,
    ];
    if let Err(spent) = spend_all(tx, &address, now).await? {
        return Ok(Some(for_address(spent)));
    }
    let said_yes = of_mailbox(services, &request.email);
    if said_yes.is_spent(tx, now).await? {
        return Ok(Some(for_address(&said_yes)));
    }
    let Some(number) = of_number(services, &request.kind, request.number.as_deref()) else {
        return Ok(None);
    };
    let one = from_here(&number, policy.appointments_per_number_day);
    let is_over = !one.spend(tx, now).await? || number.is_spent(tx, now).await?;
    Ok(is_over.then(|| Submitted::TooManyForNumber {
        until: number.window_end(now),
    }))
}

/// Counts a request that its mailbox says yes to; `Err` with the moment from which it can. One mailbox counts once a day for
/// the number of one company, however often it corrects itself.
pub(super) async fn says_yes(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    request: &Appointment,
) -> Result<Result<(), Moment>> {
    if !answers(tx, services, request).await? {
        return Ok(Ok(()));
    }
    let mut counted = vec![of_mailbox(services, &request.email)];
    if let Some(number) = of_number(services, &request.kind, request.number.as_deref()) {
        let once = number.part(1, &mailbox(services, &request.email));
        if once.at_most(1).spend(tx, now).await? {
            counted.push(number);
        }
    }
    let spent = spend_all(tx, &counted, now).await?;
    Ok(spent.map_err(|spent| spent.window_end(now)))
}

/// Gives back what a request of a stranger spent of its mailbox, which answered; false for an agent's, which spent nothing of it.
pub(super) async fn answers(
    tx: &mut Tx,
    services: &Services,
    request: &Appointment,
) -> Result<bool> {
    if sent_in_by(tx, &request.id).await?.is_some() {
        return Ok(false);
    }
    let asked = asked(services, &request.email);
    asked.give_back(tx, request.submitted_at).await?;
    Ok(true)
}

/// Who of the desk sent a request in, if anybody did.
async fn sent_in_by(tx: &mut Tx, id: &AppointmentId) -> Result<Option<String>> {
    let row: Option<(Option<String>,)> = on!(tx, |c| sqlx::query_as(sql::SENT_IN_BY)
        .bind(id.as_str())
        .fetch_optional(c))?;
    Ok(row.and_then(|(by,)| by))
}

fn mailbox(services: &Services, email: &EmailAddress) -> String {
    services.keys.keyed_hash(Purpose::Budget, &email.mailbox())
}

/// Requests of strangers that a mailbox did not answer yet.
fn asked(services: &Services, email: &EmailAddress) -> Budget {
    let name = format!("appointments:{}", mailbox(services, email));
    together(name, services.policy.appointments_per_address_day)
}

/// Requests that a mailbox said yes to.
fn of_mailbox(services: &Services, email: &EmailAddress) -> Budget {
    let name = format!("appointments-confirmed:{}", mailbox(services, email));
    together(name, services.policy.appointments_per_address_day)
}

/// Requests for one company that a mailbox said yes to.
fn of_number(services: &Services, kind: &str, number: Option<&str>) -> Option<Budget> {
    let number = format!("{kind}:{}", number?);
    let whose = services.keys.keyed_hash(Purpose::Budget, &number);
    let name = format!("appointments-confirmed:{whose}");
    Some(together(name, services.policy.appointments_per_number_day))
}

fn together(name: String, of_one: u32) -> Budget {
    Budget::new(name, DAY, of_one.saturating_mul(NETWORKS))
}
