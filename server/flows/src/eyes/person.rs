//! Who is one person, or stands with whom (SEC-26, SEC-68): accounts, mailboxes and telephones, now and lately, in whatever state
//! the account or its access is. One rule for every deed that takes a second pair of eyes, asked again at each later step: what
//! connects two may come about in between, when somebody makes the mailbox of a request his own.

use std::collections::BTreeSet;

use domain::{
    AccountId, EmailAddress, MobileNumber, OrganisationId, four_eyes::Tie,
    shared::short_text::PhoneText,
};

use super::proved;
use crate::{Services, Tx, audit::Lately, on, open_now::lasts_beyond, trouble::Result};

/// Accounts, mailboxes and numbers of somebody: of an account, and of whoever has an address, with or without a detail after "+",
/// or laid it down lately. A telephone counts until access ended, and a while after. An address that somebody asked for is
/// theirs to be once its mailbox said yes: anybody may type the address of anybody.
const TRACES: &str = concat!(
    "
with who as (
    select id, email_canonical from account
    where id = $1 or email_canonical in ($2, $3)
        or id in (select account_id from address_change where email_before in ($2, $3) and done_at > $4)
)
select 'account' as kind, id as what from who
union
select 'mailbox', email_canonical from who
union
select 'mailbox', c.email_canonical
from address_change c join who on who.id = c.account_id join link n on n.id = c.new_link_id
where c.asked_at > $4 and n.used_at is not null
union
select 'mailbox', c.email_before from address_change c join who on who.id = c.account_id
where c.done_at > $4 and c.email_before is not null
union
select 'number', u.mobile
from authorisation u join who on who.id = u.account_id join organisation o on o.id = u.organisation_id
where (u.state <> 'stopped' or coalesce(u.stopped_at > $4, true)) and ",
    lasts_beyond!("u", "$4"),
    "
    and coalesce(o.ended_at > $4, true) and ",
    proved!(),
    "
union
select 'number', b.mobile
from authorisation u join who on who.id = u.account_id join number_before b on b.authorisation_id = u.id
where b.until_at > $4"
);

/// By what those are known who work at an organisation that is not the insurer, or did lately.
const WORK_THERE: &str = concat!(
    "
with who as (
    select u.id, u.account_id, a.email_canonical, case when ",
    proved!(),
    " then u.mobile end as mobile
    from authorisation u join organisation o on o.id = u.organisation_id join account a on a.id = u.account_id
    where u.organisation_id = $1 and o.kind <> $2
        and (u.state <> 'stopped' or coalesce(u.stopped_at > $3, true))
        and (u.state = 'active' or u.activated_at is not null) and ",
    lasts_beyond!("u", "$3"),
    "
)
select 'account' as kind, account_id as what from who
union
select 'mailbox', email_canonical from who
union
select 'number', mobile from who where mobile is not null
union
select 'number', b.mobile from who join number_before b on b.authorisation_id = who.id where b.until_at > $3"
);

/// Somebody, by what is known of them: an account, what stands in a request, or both.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Whom<'a> {
    account: Option<&'a AccountId>,
    address: Option<&'a EmailAddress>,
    mobile: Option<&'a MobileNumber>,
    other_mobile: Option<&'a MobileNumber>,
}

impl<'a> Whom<'a> {
    /// Whose account this is.
    pub(crate) fn account(account: &'a AccountId) -> Self {
        Self {
            account: Some(account),
            ..Self::default()
        }
    }

    /// Who asks with this address and this number, whether anybody has them yet or not, and whose codes go to another one
    /// where they work already.
    pub(crate) fn applicant(
        address: &'a EmailAddress,
        mobile: &'a MobileNumber,
        other_mobile: Option<&'a MobileNumber>,
    ) -> Self {
        Self {
            account: None,
            address: Some(address),
            mobile: Some(mobile),
            other_mobile,
        }
    }

    /// And has this account.
    pub(crate) fn with_account(self, account: &'a AccountId) -> Self {
        Self {
            account: Some(account),
            ..self
        }
    }

    /// And codes go to this number, whether anybody proved it or not.
    pub(crate) fn with_mobile(self, mobile: &'a MobileNumber) -> Self {
        Self {
            mobile: Some(mobile),
            ..self
        }
    }
}

/// What somebody is known by, now and lately.
#[derive(Debug, Default)]
struct Traces {
    accounts: BTreeSet<String>,
    mailboxes: BTreeSet<String>,
    numbers: BTreeSet<String>,
}

impl Traces {
    fn take(&mut self, rows: Vec<(String, String)>) {
        for (kind, what) in rows {
            match kind.as_str() {
                "account" => drop(self.accounts.insert(what)),
                "mailbox" => {
                    let address = EmailAddress::from_stored(what.clone(), what);
                    // An account that was set aside has none.
                    if address.is_mailbox() {
                        self.mailboxes.insert(address.mailbox());
                    }
                }
                _ => drop(self.numbers.insert(what)),
            }
        }
    }

    fn meets(&self, other: &Self) -> Option<Tie> {
        if !self.accounts.is_disjoint(&other.accounts) {
            Some(Tie::Account)
        } else if !self.numbers.is_disjoint(&other.numbers) {
            Some(Tie::Telephone)
        } else if !self.mailboxes.is_disjoint(&other.mailboxes) {
            Some(Tie::Mailbox)
        } else {
            None
        }
    }
}

/// What makes an account one with somebody, or has it stand with them; nothing, if nothing does.
pub(crate) async fn tie(
    tx: &mut Tx,
    services: &Services,
    one: &AccountId,
    other: Whom<'_>,
) -> Result<Option<Tie>> {
    let own = traces(&mut *tx, services, Whom::account(one)).await?;
    let other = traces(tx, services, other).await?;
    Ok(own.meets(&other))
}

/// Whether codes of somebody go to this number, or went there lately: a number that was laid down yesterday is still in the
/// hands of whoever laid it down.
pub(crate) async fn is_number_of(
    tx: &mut Tx,
    services: &Services,
    account: &AccountId,
    number: &MobileNumber,
) -> Result<bool> {
    let own = traces(tx, services, Whom::account(account)).await?;
    Ok(own.numbers.contains(number.e164()))
}

/// Whether calling this number proves something about a company (SEC-26): it is neither a telephone of the agent who called,
/// nor of the one it is about, now or lately.
pub(crate) async fn may_be_called(
    tx: &mut Tx,
    services: &Services,
    agent: &AccountId,
    whom: Whom<'_>,
    called: &PhoneText,
) -> Result<bool> {
    let own = traces(&mut *tx, services, Whom::account(agent)).await?;
    let theirs = traces(tx, services, whom).await?;
    let mut numbers = own.numbers.iter().chain(&theirs.numbers);
    Ok(!numbers.any(|number| called.is_the_same_as(number)))
}

/// Whether an agent works at the company that is asked whether something is true, or did lately, or stands with somebody who does:
/// whoever calls it may be who answers. At the insurer the desk's colleagues are asked about each other, and no company stands behind it.
pub(crate) async fn works_there(
    tx: &mut Tx,
    services: &Services,
    agent: &AccountId,
    organisation: &OrganisationId,
) -> Result<bool> {
    let own = traces(&mut *tx, services, Whom::account(agent)).await?;
    let lately = Lately::within(services.policy.eyes.remembered, services.now());
    let insurer = services.catalogue.insurer().map_or("", |kind| &kind.code);
    let rows: Vec<(String, String)> = on!(tx, |c| sqlx::query_as(WORK_THERE)
        .bind(organisation.as_str())
        .bind(insurer)
        .bind(lately.after())
        .fetch_all(c))?;
    let mut theirs = Traces::default();
    theirs.take(rows);
    Ok(own.meets(&theirs).is_some())
}

async fn traces(tx: &mut Tx, services: &Services, whom: Whom<'_>) -> Result<Traces> {
    let lately = Lately::within(services.policy.eyes.remembered, services.now());
    let mailbox = whom.address.map(EmailAddress::mailbox);
    let rows: Vec<(String, String)> = on!(tx, |c| sqlx::query_as(TRACES)
        .bind(whom.account.map_or("", AccountId::as_str))
        .bind(whom.address.map_or("", EmailAddress::canonical))
        .bind(mailbox.as_deref().unwrap_or_default())
        .bind(lately.after())
        .fetch_all(c))?;
    let mut traces = Traces::default();
    traces.mailboxes.extend(mailbox);
    traces
        .numbers
        .extend(whom.mobile.map(|mobile| mobile.e164().to_owned()));
    traces
        .numbers
        .extend(whom.other_mobile.map(|mobile| mobile.e164().to_owned()));
    traces.take(rows);
    Ok(traces)
}
