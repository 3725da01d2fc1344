//! What makes it run: configuration, the command line, the http layers around the site, the worker that sends letters.
//! The binary `sleutelbos` is thin; everything it does is here, so that tests can reach it.

mod beside;
pub mod checkpoints;
pub mod cli;
mod clocks;
pub mod config;
pub mod connections;
pub mod content;
pub mod demo;
pub mod http;
pub mod log;
mod noticed;
pub mod portal;
pub mod post;
pub mod say;
pub mod serve;
pub mod signals;
pub mod tidy;
pub mod wiring;
