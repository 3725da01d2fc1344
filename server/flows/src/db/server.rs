//! A PostgreSQL server as everybody here uses it: a place for each who needs a connection, and a time for each answer.

use std::{str::FromStr, sync::Arc, time::Duration};

use sqlx::{Postgres, postgres::PgConnectOptions};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{
    PATIENCE,
    door::Door,
    lent::{Lent, Waits, answered},
    work::Work,
};
use crate::{
    audit::Chains,
    trouble::{Cause, Result, Trouble},
};

/// A statement that is not answered within this time never is: the server froze, or something on the way to it forgot the
/// connection without a word. Ten times as long as anything here takes.
const LONGEST: Duration = Duration::from_secs(60);

/// Whether triggers fire: the trail that nobody changes and who is out of reach rest on them. Whether the server only reads; and
/// whether what it says is kept outlasts a power cut.
const FIRES: &str = "
select current_setting('session_replication_role'), current_setting('transaction_read_only')::bool,
    current_setting('fsync')::bool and current_setting('full_page_writes')::bool";

/// A server, and the connections to it.
#[derive(Clone, Debug)]
pub struct Server {
    door: Arc<Door>,
    places: Arc<Semaphore>,
    longest: Duration,
    /// Of the trail.
    chains: Chains,
}

impl Server {
    /// Connects, with so many connections at most; `only_reads` has the server refuse every change.
    pub(super) async fn connect(url: &str, connections: u32, only_reads: bool) -> Result<Self> {
        let options = PgConnectOptions::from_str(url)?;
        Self::behind(Door::to(options, only_reads, connections)).await
    }

    /// The same server as another node sees it, with connections of its own.
    ///
    /// # Errors
    /// If it cannot be reached.
    pub async fn as_another_node(&self) -> Result<Self> {
        Self::behind(self.door.anew()).await
    }

    async fn behind(door: Door) -> Result<Self> {
        let server = Self {
            places: Arc::new(Semaphore::new(door.connections() as usize)),
            door: Arc::new(door),
            longest: LONGEST,
            chains: Chains::of_server()?,
        };
        // Whether anybody gets in is known before anybody comes, and everybody goes to where changes are taken: what repeats that
        // one may be behind.
        let repeats = server.fires().await?;
        if repeats && server.door.why_not().await.is_none() {
            server.fires().await?;
        }
        Ok(server)
    }

    /// Whether it only reads; trouble if it fires no triggers.
    async fn fires(&self) -> Result<bool> {
        let mut connection = self.connection().await?;
        let asking = sqlx::query_as(FIRES).fetch_one(&mut *connection);
        let (role, only_reads, outlasts): (String, bool, bool) = asking.await?;
        if !outlasts {
            tracing::warn!(
                "a power cut damages this database: `fsync` or `full_page_writes` is off at the server"
            );
        }
        if role == "replica" {
            return Err(Trouble::Configuration(
                "the database fires no triggers for our user: `session_replication_role` is `replica`, in `database.url`, or by \
                 `alter role` or `alter database`; without them the audit trail can be changed and protections do not begin"
                    .to_owned(),
            ));
        }
        Ok(only_reads)
    }

    /// The same connections for deeds that are recorded from another chain of the trail on.
    pub fn beginning_after(&self, chain: u32) -> Self {
        Self {
            chains: Chains::beginning_after(chain),
            ..self.clone()
        }
    }

    /// The same connections for whoever waits no longer than this for an answer.
    #[must_use]
    pub fn answering_within(&self, longest: Duration) -> Self {
        Self {
            longest,
            ..self.clone()
        }
    }

    /// The chains of its trail.
    pub(super) const fn chains(&self) -> &Chains {
        &self.chains
    }

    /// The ways there.
    pub(super) const fn door(&self) -> &Arc<Door> {
        &self.door
    }

    /// A connection and the place it takes. Whoever waits for a place waits for others; whoever has one and gets no
    /// connection waits for a server that does not answer.
    pub(super) async fn take(&self) -> Result<(Lent<Postgres>, OwnedSemaphorePermit)> {
        let place = tokio::time::timeout(PATIENCE, Arc::clone(&self.places).acquire_owned());
        let place = self.door.waits(place).await;
        let place = place
            .map_err(|_| Trouble::Busy("every connection"))?
            .map_err(|_| sqlx::Error::PoolClosed)?;
        Ok((self.connection().await?, place))
    }

    /// A connection that goes back in time, or not at all; or why there is none.
    async fn connection(&self) -> Result<Lent<Postgres>> {
        // On the heap, because everything that touches the database carries it along.
        let (connection, way) = Box::pin(self.door.through()).await?;
        let waits = Waits {
            longest: self.longest,
            way,
            door: Arc::clone(&self.door),
        };
        Ok(Lent::of_server(connection, waits))
    }

    /// A transaction. One that cannot begin because its connection is gone begins on another: nothing was done yet.
    pub(super) async fn begin(
        &self,
        begin: &'static str,
    ) -> Result<(Work<Postgres>, OwnedSemaphorePermit)> {
        let (connection, place) = self.take().await?;
        match begin_on(connection, begin).await {
            Ok(work) => Ok((work, place)),
            Err(trouble) if trouble.cause() == Cause::Unavailable => {
                self.door.broke();
                Ok((begin_on(self.connection().await?, begin).await?, place))
            }
            Err(trouble) => Err(trouble),
        }
    }

    /// Closes every connection.
    pub(super) async fn close(&self) {
        self.places.close();
        self.door.close().await;
    }
}

async fn begin_on(connection: Lent<Postgres>, begin: &'static str) -> Result<Work<Postgres>> {
    let waits = connection.waits();
    Ok(answered(waits, Work::begin(connection, begin)).await?)
}
