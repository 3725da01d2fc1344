//! What makes it run: configuration, the command line, and the machines that are connected to the flows.
//! The binary `sleutelbos` is thin; everything it does is here, so that tests can reach it.

pub mod checkpoints;
pub mod cli;
pub mod config;
pub mod serve;
pub mod wiring;
