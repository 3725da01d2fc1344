//! What makes it run: configuration, the http layers around the site, the worker that sends letters, the command line.
//! The binary `sleutelbos` is thin; everything it does is here, so that tests can reach it.

pub mod http;
pub mod portal;
pub mod post;
