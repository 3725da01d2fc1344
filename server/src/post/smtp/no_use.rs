//! Which addresses of a mail server were no use lately: silent while another one answered, or in the way of a mail. They come last
//! for the next one, so that a relay that is down costs its share of the time once, and one that hangs later hides no other.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// A name whose addresses change all the time fills no memory.
const REMEMBERED: usize = 64;

/// These addresses, the latest at the end.
#[derive(Clone, Debug, Default)]
pub(super) struct NoUse(Arc<Mutex<Vec<SocketAddr>>>);

impl NoUse {
    /// `addresses` in their order, those that were no use after all others and the latest of them last.
    pub fn last(&self, mut addresses: Vec<SocketAddr>) -> Vec<SocketAddr> {
        let no_use = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        addresses.sort_by_key(|address| no_use.iter().position(|other| other == address));
        addresses
    }

    /// Of those that were `tried`, `opened` was the first to answer.
    pub fn note(&self, tried: &[SocketAddr], opened: Option<SocketAddr>) {
        let mut no_use = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        no_use.retain(|address| !tried.contains(address));
        no_use.extend(tried.iter().filter(|&&address| Some(address) != opened));
        let too_many = no_use.len().saturating_sub(REMEMBERED);
        no_use.drain(..too_many);
    }
}
