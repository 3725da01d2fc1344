//! Letters are rows of the outbox, made in the transaction of the deed; nothing is sent from a request (decisions.md 10).
//! The worker (crate `server`) takes them from here, writes them, sends them, and tells what happened.

mod deliveries;
mod delivery;
mod failure;
mod held_up;
pub(crate) mod news;
mod out_of_reach;
mod patience;
pub mod questions;
mod remembered;
mod resolve;
mod retention;
pub mod silence;
mod sql;
mod too_soon;
mod unreadable;

pub use deliveries::{Delivery, deliveries};
pub use delivery::{
    Due, Failed, Group, Most, dropped, failed, oldest_waiting, put_off, sent, take,
};
pub use held_up::{HeldUp, MOST, given_up, held_up};
pub use out_of_reach::out_of_reach;
pub(crate) use patience::LONGEST_PAUSE;
pub use remembered::{Remembered, Secret};
pub use resolve::{Addressed, Pointless, Recipient, Resolved, resolve};
pub use retention::{KEPT, sweep};
pub(crate) use too_soon::go_on;

use domain::{
    AccountId, AppointmentId, AuthorisationId, ChallengeId, EmailAddress, Language, LinkId, Moment,
    post::Letter,
};

use crate::{Services, Tx, execute, trouble::Result};

/// Who receives a letter.
#[derive(Clone, Debug)]
pub enum To<'a> {
    /// The mailbox of an account, as stored.
    Account(&'a AccountId),
    /// A mailbox that was an account's until now: warned of the change, which must not reach only the new one.
    Mailbox {
        /// Whose it was.
        account: &'a AccountId,
        /// Its address.
        address: &'a EmailAddress,
    },
    /// The address somebody typed; only for questions of strangers, for the answer that we do not know the address,
    /// and to ask whether it is theirs.
    Typed(&'a EmailAddress),
    /// The number of a challenge or of an authorisation, in E.164.
    Number {
        /// Whose number it is.
        account: &'a AccountId,
        /// The number in E.164.
        e164: &'a str,
    },
}

/// Whose share of letters one comes out of (SEC-70). Whoever writes a letter has to say so; there is no letter without.
#[derive(Clone, Copy, Debug)]
pub enum Payer<'a> {
    /// This person, who does something by choice that somebody else hears of; see [`news`]. Whoever has to be out is out at once
    /// and told: no number stands in the way of that, and nobody can be put out twice ([`Letter::takes_away`]).
    Person(&'a AccountId),
    /// Whoever reads it did or asked for it, and can do so as often as that deed allows.
    Reader,
    /// A bound of its own, kept before the letter is queued: codes, invitations, what strangers ask, one for each block.
    Counted,
    /// Nobody: time did it, or an operator.
    Nobody,
}

/// A letter to be queued.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    to: To<'a>,
    language: Language,
    letter: Letter,
    authorisation: Option<&'a AuthorisationId>,
    link: Option<&'a LinkId>,
    challenge: Option<&'a ChallengeId>,
    appointment: Option<&'a AppointmentId>,
    payer: Payer<'a>,
    of_many: bool,
}

impl<'a> Draft<'a> {
    /// `letter` to `to`, in `language`, out of the share of `payer`.
    pub const fn new(to: To<'a>, language: Language, letter: Letter, payer: Payer<'a>) -> Self {
        Self {
            to,
            language,
            letter,
            authorisation: None,
            link: None,
            challenge: None,
            appointment: None,
            payer,
            of_many: false,
        }
    }

    /// Which authorisation it is about, for the timeline of deliveries.
    pub const fn about(mut self, authorisation: &'a AuthorisationId) -> Self {
        self.authorisation = Some(authorisation);
        self
    }

    /// The letter carries this link; its secret is made when the letter is written.
    pub const fn with_link(mut self, link: &'a LinkId) -> Self {
        self.link = Some(link);
        self
    }

    /// The letter carries the code of this challenge; it is made when the letter is written.
    pub const fn with_code(mut self, challenge: &'a ChallengeId) -> Self {
        self.challenge = Some(challenge);
        self
    }

    /// One of many that leave at once: what single people wait for goes first.
    pub const fn of_many(mut self, is: bool) -> Self {
        self.of_many = is;
        self
    }

    /// The letter carries a link of this request, made when the letter is written.
    pub const fn follows(mut self, appointment: &'a AppointmentId) -> Self {
        self.appointment = Some(appointment);
        self
    }
}

/// Puts a letter into the outbox, to be sent as soon as the deed has committed.
///
/// # Errors
/// [`Trouble::Enough`](crate::Trouble::Enough) for news by somebody who caused enough of it.
pub async fn queue(tx: &mut Tx, services: &Services, now: Moment, draft: Draft<'_>) -> Result<()> {
    let id = services.new_id()?;
    match (draft.payer, &draft.to) {
        (Payer::Person(_), _) if draft.letter.takes_away(now) => {}
        (Payer::Person(by), To::Account(to) | To::Number { account: to, .. }) => {
            news::count(tx, services, now, (by, to)).await?;
        }
        (Payer::Person(by), To::Mailbox { .. } | To::Typed(_)) => {
            news::count_elsewhere(tx, services, now, by).await?;
        }
        (Payer::Reader | Payer::Counted | Payer::Nobody, _) => {}
    }
    let (account, address) = match draft.to {
        To::Account(account) => (Some(account.as_str()), None),
        To::Mailbox { account, address } => {
            (Some(account.as_str()), Some(address.typed().to_owned()))
        }
        To::Typed(address) => (None, Some(address.typed().to_owned())),
        To::Number { account, e164 } => (Some(account.as_str()), Some(e164.to_owned())),
    };
    let facts = serde_json::to_string(&draft.letter)?;
    execute!(
        tx,
        sql::QUEUE,
        &id,
        draft.letter.channel().code(),
        draft.letter.name(),
        draft.language.code(),
        account,
        draft.authorisation.map(AuthorisationId::as_str),
        address.as_deref(),
        &facts,
        draft.link.map(LinkId::as_str),
        draft.challenge.map(ChallengeId::as_str),
        draft.appointment.map(AppointmentId::as_str),
        now.unix_ms(),
        i64::from(draft.of_many),
        i64::from(draft.letter.is_question()),
    )?;
    Ok(())
}
