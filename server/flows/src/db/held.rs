//! A connection in use, with or without a transaction on it, and what becomes of it when something fails.

use std::{
    fmt, io,
    ops::{Deref, DerefMut},
};

use sqlx::{Database, Postgres};
use tokio::sync::OwnedSemaphorePermit;

use super::{
    File,
    lent::{Lent, Waits, answered},
    server::Server,
    work::{self, Work},
};
use crate::{
    audit::Ledger,
    trouble::{Cause, Trouble},
};

/// A connection in use.
pub struct Held<D: Database> {
    on: On<D>,
    /// A statement failed, and nothing of this transaction may count any more.
    lost: bool,
    server: Option<Server>,
    file: Option<File>,
    _place: Option<OwnedSemaphorePermit>,
}

enum On<D: Database> {
    /// What is read here belongs together, and what is written counts from the commit on, and what is recorded with it.
    Together(Work<D>, Ledger),
    /// Each question stands by itself; see [`super::Db::look`].
    Each(Box<dyn Look<D>>),
}

/// A connection for questions that each stand by themselves.
pub(super) trait Look<D: Database>: DerefMut<Target = D::Connection> + Send + Sync {
    /// Nobody gets this connection again.
    fn throw_away(&mut self);

    /// How long an answer on it is waited for; a file always gives one.
    fn waits(&self) -> Option<Waits> {
        None
    }
}

impl Look<Postgres> for Lent<Postgres> {
    fn throw_away(&mut self) {
        Self::throw_away(self);
    }

    fn waits(&self) -> Option<Waits> {
        Self::waits(self)
    }
}

impl<D: Database> Held<D> {
    pub(super) fn together(work: Work<D>, ledger: Ledger) -> Self {
        Self {
            on: On::Together(work, ledger),
            lost: false,
            server: None,
            file: None,
            _place: None,
        }
    }

    pub(super) fn each(look: impl Look<D> + 'static) -> Self {
        Self {
            on: On::Each(Box::new(look)),
            lost: false,
            server: None,
            file: None,
            _place: None,
        }
    }

    pub(super) fn of(mut self, server: &Server, place: OwnedSemaphorePermit) -> Self {
        self.server = Some(server.clone());
        self._place = Some(place);
        self
    }

    /// With the file in which it is to count.
    pub(super) fn in_file(mut self, file: &File) -> Self {
        self.file = Some(file.clone());
        self
    }

    /// What was recorded and is not written yet.
    pub(super) const fn ledger(&mut self) -> Option<&mut Ledger> {
        match &mut self.on {
            On::Together(_, ledger) => Some(ledger),
            On::Each(_) => None,
        }
    }

    /// How long an answer is waited for: a server may never give one, a file always does.
    pub fn waits(&self) -> Option<Waits> {
        match &self.on {
            On::Together(work, _) => work.waits(),
            On::Each(look) => look.waits(),
        }
    }

    /// Whether nothing more can be done here, because a statement before failed.
    pub const fn is_lost(&self) -> bool {
        self.lost
    }

    /// Takes in that a statement failed, and gives back the trouble that it is.
    pub fn failed(&mut self, error: sqlx::Error) -> Trouble {
        let (fails, stays_fit) = (work::fails(&error), work::stays_fit(&error));
        let trouble = Trouble::from(error);
        // A server that only reads may be the one of before: another connection, or another way, may lead to the one that took over.
        let only_reads = trouble.cause() == Cause::ReadOnly;
        let gone = !stays_fit || only_reads || trouble.cause() == Cause::Unavailable;
        match &mut self.on {
            On::Together(work, _) => {
                self.lost |= fails;
                if gone {
                    work.throw_away();
                }
            }
            On::Each(look) if gone => look.throw_away(),
            On::Each(_) => {}
        }
        if gone && let Some(server) = &self.server {
            server.door().broke();
            if only_reads {
                server.door().look_round();
            }
        }
        trouble
    }

    pub(super) async fn commit(self) -> Result<(), Trouble> {
        let waits = self.waits();
        if let Some(file) = &self.file {
            file.is_in_place()?;
        }
        match self.on {
            On::Together(..) if self.lost => Err(Trouble::Undone),
            // The ledger lasts until after the commit, and with it the chain that is this transaction's alone.
            On::Together(work, _ledger) => {
                let answer = answered(waits, work.commit()).await;
                answer.map_err(|error| {
                    if work::says_no(&error) {
                        error.into()
                    } else {
                        Trouble::Unsure(error)
                    }
                })?;
                // Whether it was emptied or taken away meanwhile shows only now, when it can be read and is not sure to stay.
                self.file
                    .map_or(Ok(()), |file| file.holds())
                    .map_err(|lost| Trouble::Unsure(sqlx::Error::Io(io::Error::other(lost))))
            }
            On::Each(_) => Ok(()),
        }
    }
}

impl<D: Database> fmt::Debug for Held<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.on {
            On::Together(..) => "Together",
            On::Each(_) => "Each",
        })
    }
}

impl<D: Database> Deref for Held<D> {
    type Target = D::Connection;

    fn deref(&self) -> &D::Connection {
        match &self.on {
            On::Together(work, _) => work,
            On::Each(look) => look,
        }
    }
}

impl<D: Database> DerefMut for Held<D> {
    fn deref_mut(&mut self) -> &mut D::Connection {
        match &mut self.on {
            On::Together(work, _) => work,
            On::Each(look) => look,
        }
    }
}
