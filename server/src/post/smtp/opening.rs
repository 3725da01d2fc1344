//! From a name to an open conversation: to which of the addresses of a mail server, the greeting, the names, and encryption.
//! An address that says nothing, at whatever point, has the next one tried beside it; one that refuses has it tried at once.

use std::{io, net::SocketAddr};

use domain::post::Obstacle;
use lettre::transport::smtp::{client::AsyncSmtpConnection, commands::Starttls};
use tokio::{
    net::{TcpStream, lookup_host},
    task::JoinSet,
    time::{Instant, timeout, timeout_at},
};

use super::{
    answer::{Stage, broken, failure},
    encryption::Encryption,
    line::Line,
    server::MailServer,
};
use crate::post::transport::Failure;

/// More addresses of one name are not tried for one mail.
const MOST_ADDRESSES: usize = 8;

impl MailServer {
    /// The addresses there are, in the order in which they are tried.
    pub(super) async fn addresses(&self, until: Instant) -> Result<Vec<SocketAddr>, Failure> {
        let found = timeout_at(until, lookup_host((self.host.as_str(), self.port))).await;
        let found = found.map_err(|_| silent(Stage::Greeting))?;
        let found = found.map_err(|error| broken(Stage::Greeting, &error))?;
        Ok(in_turn(found))
    }

    /// Opens a conversation with one of these, up to where we would log in. Each is alone for its share of the time, and what
    /// is left of it after the last one is for the mail.
    pub(super) async fn open(
        &self,
        addresses: Vec<SocketAddr>,
        until: Instant,
    ) -> Result<(AsyncSmtpConnection, SocketAddr), Failure> {
        let longest = until.saturating_duration_since(Instant::now());
        let addresses = self.no_use.last(addresses);
        let shares = u32::try_from(addresses.len()).unwrap_or(u32::MAX);
        let share = longest / shares.saturating_add(1);
        let (mut tried, mut opening) = (0, JoinSet::new());
        let mut met: Option<Failure> = None;
        loop {
            if let Some(&address) = addresses.get(tried) {
                let server = self.clone();
                opening.spawn(async move { (address, server.open_at(address, until).await) });
                tried += 1;
            }
            let alone = if tried < addresses.len() {
                share
            } else {
                longest
            };
            let Ok(came) = timeout(alone, opening.join_next()).await else {
                continue;
            };
            match came {
                Some(Ok((address, Ok(line)))) => {
                    self.no_use.note(&addresses[..tried], Some(address));
                    return Ok((line, address));
                }
                Some(Ok((_, Err(failure)))) => met = Some(worst(met, failure)),
                Some(Err(_)) => {}
                None => return Err(met.unwrap_or_else(|| silent(Stage::Greeting))),
            }
        }
    }

    async fn open_at(
        &self,
        address: SocketAddr,
        until: Instant,
    ) -> Result<AsyncSmtpConnection, Failure> {
        let mut stage = Stage::Greeting;
        let opened = timeout_at(until, self.greet(address, &mut stage)).await;
        opened.unwrap_or_else(|_| Err(silent(stage)))
    }

    async fn greet(
        &self,
        address: SocketAddr,
        stage: &mut Stage,
    ) -> Result<AsyncSmtpConnection, Failure> {
        let lost = |error: io::Error| broken(Stage::Greeting, &error);
        let stream = TcpStream::connect(address).await.map_err(lost)?;
        let speak = AsyncSmtpConnection::connect_with_transport;
        let hello = &self.hello;
        let greeted = |error| failure(Stage::Greeting, &error);
        let (tls, insists) = match &self.encryption {
            Encryption::Wrapped(tls) => {
                let stream = tls.begin(stream).await.map_err(lost)?;
                let line = Box::new(Line::wrapped(stream, address));
                return speak(line, hello).await.map_err(greeted);
            }
            Encryption::None => {
                let line = Box::new(Line::bare(stream, address));
                return speak(line, hello).await.map_err(greeted);
            }
            Encryption::Required(tls) => (tls, true),
            Encryption::Offered(tls) => (tls, false),
        };
        let (stream, second) = twice(stream).map_err(lost)?;
        let line = Box::new(Line::bare(second, address));
        let mut bare = speak(line, hello).await.map_err(greeted)?;
        if !bare.can_starttls() {
            return if insists {
                let what = format!("{} not offered", Stage::Encryption.code());
                Err(Failure::new(Obstacle::CarrierRefuses, what))
            } else {
                Ok(bare)
            };
        }
        *stage = Stage::Encryption;
        let refused = |error| failure(Stage::Encryption, &error);
        bare.command(Starttls).await.map_err(refused)?;
        drop(bare);
        // Whatever somebody put behind "go ahead" is still unread, and is read as a part of the handshake, which it breaks.
        let stream = tls.begin(stream).await;
        let stream = stream.map_err(|error| broken(Stage::Encryption, &error))?;
        let line = Box::new(Line::encrypted(stream, address));
        speak(line, hello).await.map_err(refused)
    }
}

/// One connection in two hands: the library keeps the one it is given, and encryption begins on the other.
fn twice(stream: TcpStream) -> io::Result<(TcpStream, TcpStream)> {
    let stream = stream.into_std()?;
    let second = TcpStream::from_std(stream.try_clone()?)?;
    Ok((TcpStream::from_std(stream)?, second))
}

/// IPv6 and IPv4 in turn, in the order of the resolver: a network without the one has the other next.
pub(super) fn in_turn(found: impl Iterator<Item = SocketAddr>) -> Vec<SocketAddr> {
    let mut found: Vec<_> = found.collect();
    found.dedup();
    let first = found.first().is_some_and(SocketAddr::is_ipv6);
    let (mut of_first, mut of_other) = (0, 0);
    found.sort_by_cached_key(|address| {
        let same = address.is_ipv6() == first;
        let place = if same { &mut of_first } else { &mut of_other };
        *place += 1;
        (*place, !same)
    });
    found.truncate(MOST_ADDRESSES);
    found
}

/// Nothing came back at `stage`.
pub(super) fn silent(stage: Stage) -> Failure {
    Failure::new(stage.unanswered(), format!("{} timeout", stage.code()))
}

/// Of what two addresses met, the one that people can do more about: an answer says more than a line that is down.
fn worst(one: Option<Failure>, other: Failure) -> Failure {
    let weight = |failure: &Failure| match failure.obstacle {
        Obstacle::CarrierAway => 0,
        Obstacle::CarrierBusy | Obstacle::Unanswered => 1,
        _ => 2,
    };
    one.filter(|one| weight(one) > weight(&other))
        .unwrap_or(other)
}
