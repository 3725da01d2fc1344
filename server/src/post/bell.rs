//! A bell for the worker: rung after a deed, so that a code leaves at once instead of at the next look.
//! Rings while the worker is busy are not lost.

use tokio::sync::watch;

/// Rung by whoever queued a letter; every lane of the worker hears it.
#[derive(Clone, Debug)]
pub struct Bell(watch::Sender<u64>);

impl Bell {
    /// A bell that nobody has rung.
    pub fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    /// Says that there may be something in the outbox.
    pub fn ring(&self) {
        self.0.send_modify(|rings| *rings = rings.wrapping_add(1));
    }

    /// An ear that hears every ring from now on.
    pub(super) fn ear(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }
}

impl Default for Bell {
    fn default() -> Self {
        Self::new()
    }
}
