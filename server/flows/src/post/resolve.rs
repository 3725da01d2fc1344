//! What a letter needs to be written: whom it goes to and the secret it carries, both looked up at the last moment.
//! Mail goes to the stored address of an account, whatever was typed (SEC-62); a letter that lost its point is dropped.

use domain::{
    AppointmentId, EmailAddress, Language, MobileNumber, OutboxId,
    post::{Channel, Letter, LinkTo, Obstacle},
    shared::mobile_number::MobileProblem,
};

use super::{Due, Remembered, Secret, patience, remembered::Kept, sql};
use crate::{
    Services, Tx, appointments, caller::full_name, challenges, kinds, links, on, trouble::Result,
};

/// A letter with everything that its writer needs.
#[derive(Clone, Debug)]
pub struct Addressed {
    /// Names the letter.
    pub id: OutboxId,
    /// By this key a gateway knows a text that it has seen: the same key always stands for the same text (SEC-33).
    pub key: String,
    /// Whom it goes to.
    pub to: Recipient,
    /// In which language.
    pub language: Language,
    /// What it says; moments that depend on the writing are filled in.
    pub letter: Letter,
    /// What it carries.
    pub secret: Option<Secret>,
    /// Code of the kind of company whose request it is about: such a request may be answered by a desk of its own.
    pub request_of: Option<String>,
    /// Codes of the kinds of company that the reader knows us by: where the letter is about, or else everywhere.
    pub kinds: Vec<String>,
}

/// Whom a letter goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// A mailbox.
    Mailbox {
        /// Address, the domain in ASCII.
        address: String,
        /// Full name; `None` if we do not know who reads it, or only from somebody else.
        name: Option<String>,
    },
    /// A telephone.
    Number {
        /// The number in E.164.
        e164: String,
    },
}

/// What came of looking.
#[derive(Clone, Debug)]
pub enum Resolved {
    /// To be written and sent.
    Write(Box<Addressed>),
    /// Not to be sent any more.
    Drop(Pointless),
    /// Not sent here, and somebody has to look at it.
    Refuse(Obstacle),
}

/// Why a letter has no point any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointless {
    /// Nobody can use it now, or wants to read it.
    TooLate,
    /// The link that it carries works no more.
    LinkOver,
    /// A newer code took its place, or what it was for is done.
    CodeNotWanted,
    /// There is nobody whom it could go to.
    NoRecipient,
}

impl Pointless {
    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLate => "too_late",
            Self::LinkOver => "link_over",
            Self::CodeNotWanted => "code_not_wanted",
            Self::NoRecipient => "no_recipient",
        }
    }

    /// Whether it would have had a point earlier.
    pub(super) const fn is_late(self) -> bool {
        match self {
            Self::TooLate | Self::LinkOver => true,
            Self::CodeNotWanted | Self::NoRecipient => false,
        }
    }
}

/// Looks up what `due` needs, and makes its secret if this node has not done so at an earlier try.
pub async fn resolve(services: &Services, remembered: &Remembered, due: &Due) -> Result<Resolved> {
    let end = patience::end(due.created_at, due.challenge.is_some(), &services.policy);
    if end <= services.now() {
        return Ok(Resolved::Drop(Pointless::TooLate));
    }
    // A code that a power cut takes away leaves a letter that is written anew, with another one; a link that was sent has
    // to work.
    let mut tx = if due.challenge.is_some() {
        services.db.write_lightly().await?
    } else {
        services.db.write().await?
    };
    let Some(to) = recipient(&mut tx, due).await? else {
        return Ok(Resolved::Drop(Pointless::NoRecipient));
    };
    if let Recipient::Number { e164 } = &to
        // Looked at once more: numbers from before, and whatever wrote one past our forms (SEC-31).
        && let Err(problem) = MobileNumber::parse(e164, &services.policy.countries)
    {
        return Ok(Resolved::Refuse(match problem {
            MobileProblem::CountryNotAllowed => Obstacle::CountryNotAllowed,
            _ => Obstacle::NumberNotAllowed,
        }));
    }
    let request_of = match due.letter.request() {
        Some(reference) => appointments::kind_of(&mut tx, reference).await?,
        None => None,
    };
    let kinds = kinds::of(&mut tx, due.authorisation.as_ref(), due.account.as_ref()).await?;
    let kept = match secret(&mut tx, services, remembered, due).await? {
        Found::Pointless(why) => return Ok(Resolved::Drop(why)),
        Found::None => None,
        Found::Kept(kept) => Some(kept),
        Found::New(kept) => {
            tx.commit().await?;
            remembered.keep(kept.clone());
            Some(kept)
        }
    };
    let key = kept.as_ref().map_or_else(
        || due.id.to_string(),
        |kept| format!("{}.{}", due.id, kept.mark),
    );
    let secret = kept.map(|kept| kept.secret);
    Ok(Resolved::Write(Box::new(Addressed {
        id: due.id.clone(),
        key,
        to,
        language: due.language,
        letter: with_end_of_code(due.letter.clone(), secret.as_ref()),
        secret,
        request_of,
        kinds,
    })))
}

#[derive(sqlx::FromRow)]
struct Mailbox {
    email: String,
    email_canonical: String,
    given_name: String,
    infix: String,
    family_name: String,
    activated: i64,
}

async fn recipient(tx: &mut Tx, due: &Due) -> Result<Option<Recipient>> {
    if due.letter.channel() == Channel::Sms {
        let e164 = due.address.clone();
        return Ok(e164.map(|e164| Recipient::Number { e164 }));
    }
    let Some(account) = &due.account else {
        let typed = due.address.as_deref().map(EmailAddress::parse);
        let Some(typed) = typed.and_then(Result::ok) else {
            return Ok(None);
        };
        return Ok(Some(Recipient::Mailbox {
            address: typed.for_display(),
            name: confirmed_name(tx, due, &typed).await?,
        }));
    };
    let found: Option<Mailbox> = on!(tx, |c| sqlx::query_as(sql::MAILBOX)
        .bind(account.as_str())
        .fetch_optional(c))?;
    let address = |found: &Mailbox| {
        let (email, canonical) = (found.email.clone(), found.email_canonical.clone());
        mailbox(due.address.as_deref(), email, canonical)
    };
    // To an account that was set aside no letter goes.
    let Some(found) = found.filter(|found| address(found).is_mailbox()) else {
        return Ok(None);
    };
    let mailbox = address(&found);
    // Until the account is theirs it is a name that somebody else typed: no words of others in our greeting.
    let name = if found.activated > 0 {
        Some(full_name(
            &found.given_name,
            &found.infix,
            &found.family_name,
        ))
    } else {
        confirmed_name(tx, due, &mailbox).await?
    };
    Ok(Some(Recipient::Mailbox {
        address: mailbox.for_display(),
        name,
    }))
}

/// Whoever confirmed a request knows the name in it; before, anybody may have typed it.
async fn confirmed_name(tx: &mut Tx, due: &Due, mailbox: &EmailAddress) -> Result<Option<String>> {
    match due.letter.request() {
        Some(reference) => appointments::confirmed_by(tx, reference, mailbox).await,
        None => Ok(None),
    }
}

/// The address a letter names itself, else the stored one.
fn mailbox(named: Option<&str>, email: String, canonical: String) -> EmailAddress {
    named
        .and_then(|named| EmailAddress::parse(named).ok())
        .unwrap_or_else(|| EmailAddress::from_stored(email, canonical))
}

enum Found {
    /// The letter carries nothing.
    None,
    /// The letter has no point any more.
    Pointless(Pointless),
    /// Made at an earlier try.
    Kept(Kept),
    /// Made now.
    New(Kept),
}

async fn secret(
    tx: &mut Tx,
    services: &Services,
    remembered: &Remembered,
    due: &Due,
) -> Result<Found> {
    let now = services.now();
    if let Some(challenge) = &due.challenge {
        let (later,): (i64,) = on!(&mut *tx, |c| sqlx::query_as(sql::ASKED_AGAIN)
            .bind(challenge.as_str())
            .bind(due.id.as_str())
            .fetch_one(c))?;
        let open = challenges::find(tx, challenge)
            .await?
            .is_some_and(|challenge| !challenge.closed);
        if later > 0 || !open {
            return Ok(Found::Pointless(Pointless::CodeNotWanted));
        }
        if let Some(kept) = remembered.of(&due.id) {
            return Ok(match kept.secret {
                Secret::Code(_, until) if until <= now => Found::Pointless(Pointless::TooLate),
                _ => Found::Kept(kept),
            });
        }
        return Ok(
            match challenges::new_code(tx, services, now, challenge).await? {
                Some((code, until)) => Found::New(made(services, due, Secret::Code(code, until))?),
                None => Found::Pointless(Pointless::CodeNotWanted),
            },
        );
    }
    if let Some(appointment) = &due.appointment {
        return of_appointment(tx, services, remembered, due, appointment).await;
    }
    let Some(link) = &due.link else {
        return Ok(Found::None);
    };
    if !matches!(links::look_by_id(tx, link, now).await?, Some(Ok(_))) {
        // A warning is worth reading without its link; a link that does not work is worth nothing.
        let only_a_link = match due.letter.which().link() {
            LinkTo::Password | LinkTo::Activation | LinkTo::Address | LinkTo::Appointment => true,
            LinkTo::Nothing | LinkTo::Progress | LinkTo::Freeze => false,
        };
        return Ok(if only_a_link {
            Found::Pointless(Pointless::LinkOver)
        } else {
            Found::None
        });
    }
    if let Some(kept) = remembered.of(&due.id) {
        return Ok(Found::Kept(kept));
    }
    let secret = links::add_secret(tx, services, link).await?;
    Ok(Found::New(made(services, due, Secret::Link(secret))?))
}

/// Whoever asks to be appointed has no account that a link could hang on.
async fn of_appointment(
    tx: &mut Tx,
    services: &Services,
    remembered: &Remembered,
    due: &Due,
    appointment: &AppointmentId,
) -> Result<Found> {
    use appointments::Purpose::{Confirm, Follow};
    let purpose = match due.letter.which().link() {
        LinkTo::Appointment => Confirm,
        LinkTo::Nothing
        | LinkTo::Password
        | LinkTo::Activation
        | LinkTo::Address
        | LinkTo::Progress
        | LinkTo::Freeze => Follow,
    };
    let now = services.now();
    if purpose == Confirm && !appointments::waits_for_mailbox(tx, appointment, now).await? {
        return Ok(Found::Pointless(Pointless::LinkOver));
    }
    if let Some(kept) = remembered.of(&due.id) {
        return Ok(Found::Kept(kept));
    }
    let secret = appointments::add_secret(tx, services, appointment, purpose).await?;
    Ok(Found::New(made(services, due, Secret::Link(secret))?))
}

fn made(services: &Services, due: &Due, secret: Secret) -> Result<Kept> {
    let mut mark = [0; 8];
    services.chance.fill(&mut mark)?;
    Ok(Kept {
        id: due.id.clone(),
        secret,
        mark: format!("{:016x}", u64::from_be_bytes(mark)),
    })
}

/// A code lives from the moment its message is written, not from when it was asked for.
fn with_end_of_code(letter: Letter, secret: Option<&Secret>) -> Letter {
    match (letter, secret) {
        (Letter::LoginCode { .. }, Some(Secret::Code(_, until))) => {
            Letter::LoginCode { until: *until }
        }
        (Letter::ConfirmNumberCode { .. }, Some(Secret::Code(_, until))) => {
            Letter::ConfirmNumberCode { until: *until }
        }
        (letter, _) => letter,
    }
}
