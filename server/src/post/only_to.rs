//! The gate through which everything leaves: where the settings name whom is written to, nobody else gets anything. So a copy of
//! production's database writes to nobody but them, whatever the house does by itself (SEC-73).

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use domain::{EmailAddress, post::Obstacle};

use super::transport::{Failure, Mail, MailTransport, Sending, Sms, SmsGateway};

/// Mailboxes by address and by domain, in the spelling that accounts are found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailboxes {
    /// Whole addresses.
    pub addresses: BTreeSet<String>,
    /// Everything in these domains, and not in those below them.
    pub domains: BTreeSet<String>,
}

impl Mailboxes {
    fn hold(&self, address: &str) -> bool {
        EmailAddress::parse(address).is_ok_and(|address| {
            self.addresses.contains(address.canonical()) || self.domains.contains(address.domain())
        })
    }
}

/// Telephones, in E.164.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers(pub BTreeSet<String>);

/// Lets through what goes to somebody who is named.
pub struct OnlyTo<Named, Carrier: ?Sized> {
    named: Named,
    carrier: Arc<Carrier>,
    withheld: AtomicU64,
}

impl<Named, Carrier: ?Sized> OnlyTo<Named, Carrier> {
    /// The gate before this carrier.
    pub const fn new(named: Named, carrier: Arc<Carrier>) -> Self {
        Self {
            named,
            carrier,
            withheld: AtomicU64::new(0),
        }
    }

    fn withhold(&self) -> Failure {
        let count = self.withheld.fetch_add(1, Ordering::Relaxed) + 1;
        let detail =
            format!("the settings name whom is written to; {count} withheld since the start");
        Failure::new(Obstacle::NotNamed, detail)
    }
}

impl MailTransport for OnlyTo<Mailboxes, dyn MailTransport> {
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a> {
        if self.named.hold(&mail.to) {
            return self.carrier.send(mail);
        }
        let failure = self.withhold();
        Box::pin(async { Err(failure) })
    }
}

impl SmsGateway for OnlyTo<Numbers, dyn SmsGateway> {
    fn send<'a>(&'a self, sms: &'a Sms) -> Sending<'a> {
        if self.named.0.contains(&sms.to) {
            return self.carrier.send(sms);
        }
        let failure = self.withhold();
        Box::pin(async { Err(failure) })
    }
}
