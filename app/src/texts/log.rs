//! The log of the organisation, in plain sentences.

