//! What makes it run: configuration, the http layers around the site, the worker that sends letters, the command line.

pub mod http;
