//! Another e-mail address to log in with: the page that asks, and the page behind the link in both mails (SEC-35).

pub mod ask;
pub mod link;
