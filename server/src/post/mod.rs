//! The post room: a worker takes letters from the outbox, a writer turns them into words, transports carry them off.
//! To add a letter: a variant in `domain::post`, an arm in `writer/mails.rs` or `writer/texts.rs`, a template a language.

pub mod bell;
pub mod dev_mailbox;
pub mod only_to;
mod pace;
mod receivers;
mod sms_answer;
pub mod sms_http;
pub mod smtp;
mod tls;
pub mod transport;
pub mod worker;
pub mod writer;

pub use bell::Bell;
pub use dev_mailbox::DevMailbox;
pub use transport::{Accepted, Failure, MailTransport, Sending, SmsGateway};
pub use worker::Worker;
pub use writer::Writer;
