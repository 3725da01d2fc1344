//! What makes it run: connects the flows to machines, and people to the pages.
//! The binary `sleutelbos` is a thin shell around this library.

pub mod portal;
pub mod post;
