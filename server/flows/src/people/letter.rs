//! The letter that lets somebody in: a link of its own, and the rights that wait, by name.
//! Inviting, sending again and importing share it; what the log says of it is their own affair.

use domain::{AccountId, AuthorisationId, Language, Moment, post::Letter};

use super::{elsewhere::lift_of_idle, held, sql};
use crate::{
    Services, Tx, appointments, execute,
    links::{self, Purpose},
    on,
    post::{self, Draft, Payer, To},
    trouble::Result,
};

/// Who is invited, by whom and for what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Invitee<'a> {
    pub account: &'a AccountId,
    pub authorisation: &'a AuthorisationId,
    pub language: Language,
    /// Name of whoever invites.
    pub by: &'a str,
    /// Name of the organisation.
    pub organisation: &'a str,
    /// Code of its kind.
    pub kind: &'a str,
    /// Codes of rights.
    pub rights: &'a [String],
    /// When the letter leaves, at the earliest.
    pub send_at: Moment,
    /// Whether it is one of many that leave at once.
    pub of_many: bool,
}

/// Makes the link and its letter, and gives back until when it works; a link of before stops working.
pub(crate) async fn send_invitation(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    whom: &Invitee<'_>,
) -> Result<Moment> {
    let begins = begins(tx, whom.authorisation, now).await?;
    let letter = |until, rights| Letter::Invitation {
        by: whom.by.to_owned(),
        organisation: whom.organisation.to_owned(),
        rights,
        until,
        reminder: 0,
        begins,
    };
    send_invitation_as(tx, services, now, whom, letter).await
}

/// When access begins, if that is still to come.
pub(super) async fn begins(
    tx: &mut Tx,
    whom: &AuthorisationId,
    now: Moment,
) -> Result<Option<Moment>> {
    let (from,): (Option<i64>,) = on!(tx, |c| sqlx::query_as(sql::FIRST_DAY)
        .bind(whom.as_str())
        .fetch_one(c))?;
    let from = from.map(Moment::from_unix_ms);
    Ok(from.filter(|from| now < *from))
}

/// The same in other words: `letter` says them, from the end of the link and the names of the rights.
pub(crate) async fn send_invitation_as(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    whom: &Invitee<'_>,
    letter: impl FnOnce(Moment, Vec<String>) -> Letter,
) -> Result<Moment> {
    let until = now.plus(services.policy.invitation);
    let (id, purpose) = (whom.authorisation, Purpose::Activate);
    lift_of_idle(tx, services, now, whom.account).await?;
    links::withdraw_of_authorisation(tx, id, purpose, now).await?;
    held::hold_no_more(tx, id).await?;
    let link = links::make(tx, services, now, purpose, whom.account, Some(id), until).await?;
    let rights = right_names(services, whom.kind, whom.rights, whom.language);
    let draft = Draft::new(
        To::Account(whom.account),
        whom.language,
        letter(until, rights),
        Payer::Counted,
    )
    .about(id)
    .with_link(&link)
    .of_many(whom.of_many);
    post::queue(tx, services, whom.send_at, draft).await?;
    execute!(&mut *tx, sql::INVITED, id.as_str(), now.unix_ms())?;
    appointments::lasts_until(tx, id, until).await?;
    Ok(until)
}

/// Names of rights in the language of a letter, in the order of the catalogue. A right that left the catalogue goes by its code.
pub(crate) fn right_names(
    services: &Services,
    kind: &str,
    codes: &[String],
    language: Language,
) -> Vec<String> {
    let kind = services.catalogue.kind(kind);
    let name = |code: &String| {
        kind.and_then(|kind| kind.right(code))
            .map_or_else(|| code.clone(), |right| right.name.get(language).to_owned())
    };
    let mut codes: Vec<&String> = codes.iter().collect();
    codes.sort_by_key(|code| kind.map_or(0, |kind| kind.place_of(code)));
    codes.into_iter().map(name).collect()
}
