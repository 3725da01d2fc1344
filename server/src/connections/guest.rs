//! What one connection is doing, as far as it decides how long it may stay.

use std::{
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::{
    sync::Notify,
    time::{Instant, sleep_until},
};

use super::Limits;

/// What a connection is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doing {
    /// It is new, and sent nothing yet.
    Nothing,
    /// It sent the beginning of a request.
    Header,
    /// Its request is on its way: the header is whole, the form is not.
    Form,
    /// Its request is looked at, or its answer written.
    Served,
    /// It had its answer, and may ask something more.
    Idle,
}

/// One connection.
#[derive(Clone, Debug)]
pub struct Guest(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    from: Option<IpAddr>,
    limits: Limits,
    now: Mutex<Now>,
    leave: Notify,
    /// Something began that has a deadline.
    moved: Notify,
}

#[derive(Debug)]
struct Now {
    doing: Doing,
    since: Instant,
    /// Since when nothing is taken of what is written.
    unread: Option<Instant>,
}

impl Guest {
    /// Somebody new; `from` is the address that is counted, none for a proxy of ours.
    pub fn new(from: Option<IpAddr>, limits: Limits) -> Self {
        Self(Arc::new(Inner {
            from,
            limits,
            now: Mutex::new(Now {
                doing: Doing::Nothing,
                since: Instant::now(),
                unread: None,
            }),
            leave: Notify::new(),
            moved: Notify::new(),
        }))
    }

    /// The address that is counted.
    pub fn from(&self) -> Option<IpAddr> {
        self.0.from
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.0.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is(&self, doing: Doing) {
        let mut now = self.now();
        (now.doing, now.since) = (doing, Instant::now());
    }

    /// Something arrived. How long a header takes counts from its first byte, however many follow one by one.
    pub fn sent_something(&self) {
        let mut now = self.now();
        if matches!(now.doing, Doing::Nothing | Doing::Idle) {
            (now.doing, now.since) = (Doing::Header, Instant::now());
            self.0.moved.notify_one();
        }
    }

    /// A whole header is there, and a form follows it.
    pub fn sends_a_form(&self) {
        self.is(Doing::Form);
    }

    /// All of its form is there, or nobody reads any more of it.
    pub fn sent_its_form(&self) {
        let mut now = self.now();
        if now.doing == Doing::Form {
            (now.doing, now.since) = (Doing::Served, Instant::now());
        }
    }

    /// A whole request is there.
    pub fn is_served(&self) {
        self.is(Doing::Served);
    }

    /// It takes nothing of its answer at the moment.
    pub fn reads_nothing(&self) {
        let mut now = self.now();
        if now.unread.is_none() {
            now.unread = Some(Instant::now());
            self.0.moved.notify_one();
        }
    }

    /// It took something of its answer.
    pub fn reads(&self) {
        self.now().unread = None;
    }

    /// Its answer is on its way, and nothing is asked any more.
    pub fn is_idle(&self) {
        self.is(Doing::Idle);
        self.0.moved.notify_one();
    }

    /// What it keeps its place for, and since when; none while it is served, which is not for nothing.
    pub fn for_nothing(&self) -> Option<(Doing, Instant)> {
        let now = self.now();
        match (now.unread, now.doing) {
            (Some(since), doing) => Some((doing, since)),
            (None, Doing::Served) => None,
            (None, doing) => Some((doing, now.since)),
        }
    }

    /// When it has to have gone on; never while it sends a form or is served, which have limits of their own.
    pub fn deadline(&self) -> Option<Instant> {
        let limits = &self.0.limits;
        let now = self.now();
        match (now.unread, now.doing) {
            (Some(since), _) => Some(since + limits.unread),
            (None, Doing::Nothing | Doing::Header) => Some(now.since + limits.header),
            (None, Doing::Idle) => Some(now.since + limits.idle),
            (None, Doing::Form | Doing::Served) => None,
        }
    }

    /// Waits until no time is left for what it is doing.
    pub async fn has_no_time_left(&self) {
        loop {
            let Some(deadline) = self.deadline() else {
                self.0.moved.notified().await;
                continue;
            };
            tokio::select! {
                () = sleep_until(deadline) => {
                    if self.deadline().is_some_and(|deadline| deadline <= Instant::now()) {
                        return;
                    }
                }
                () = self.0.moved.notified() => {}
            }
        }
    }

    /// Has it go.
    pub fn send_away(&self) {
        self.0.leave.notify_one();
    }

    /// Waits until it has to go.
    pub async fn is_sent_away(&self) {
        self.0.leave.notified().await;
    }
}
