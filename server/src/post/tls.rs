//! Why two sides could not agree on encryption, as rustls says it: a certificate that is over or somebody else's is for people to
//! mend, and no line that is down.

use std::{error::Error, io};

/// More of it is not written down, in characters.
const LONGEST: usize = 120;

/// What rustls has to say in a failure or what caused it; `None` if it was something else.
pub(super) fn why(failure: &(dyn Error + 'static)) -> Option<String> {
    let mut causes = std::iter::successors(Some(failure), |&cause| cause.source());
    let said = causes.find_map(|cause| {
        let inner = cause.downcast_ref::<io::Error>();
        let inner = inner.and_then(|error| error.get_ref()?.downcast_ref::<rustls::Error>());
        inner.or_else(|| cause.downcast_ref::<rustls::Error>())
    })?;
    Some(said.to_string().chars().take(LONGEST).collect())
}
