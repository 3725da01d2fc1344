//! What an invitation says, and sending it once more to the mailbox it was meant for.

use domain::{AuthorisationId, Language, Moment, organisations::Words, people::Role, post::Letter};

use super::sql;
use crate::{
    Services, Tx, appointments,
    audit::{self, Actor, Entry, Event},
    caller::full_name,
    links::{self, Purpose},
    on,
    owner::Owner,
    people,
    places::Place,
    post::{self, Draft, Payer, To},
    trouble::Result,
};

/// Who gives whom access to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Name of the organisation.
    pub organisation_name: String,
    /// First name of who is invited, as the organisation knows it.
    pub given_name: String,
    /// Name of who invites; `None` if nobody by name did (an operator).
    pub by: Option<String>,
    /// What the person will be there.
    pub role: Role,
    /// Names of the rights.
    pub rights: Vec<Words>,
    /// When access begins, if that is still to come.
    pub begins: Option<Moment>,
}

#[derive(sqlx::FromRow)]
struct Row {
    organisation_name: String,
    kind: String,
    role: String,
    given_name: String,
    valid_from: Option<i64>,
    by_given_name: Option<String>,
    by_infix: Option<String>,
    by_family_name: Option<String>,
}

impl Invitation {
    pub(super) async fn read(
        tx: &mut Tx,
        services: &Services,
        authorisation: &AuthorisationId,
    ) -> Result<Self> {
        let row: Row = on!(&mut *tx, |c| sqlx::query_as(sql::INVITATION)
            .bind(authorisation.as_str())
            .fetch_one(c))?;
        let codes: Vec<(String,)> = on!(tx, |c| sqlx::query_as(sql::RIGHTS)
            .bind(authorisation.as_str())
            .fetch_all(c))?;
        let kind = services.catalogue.kind(&row.kind);
        // In the order of the catalogue, as on every screen.
        let rights = kind.map_or_else(Vec::new, |kind| {
            let granted = |code: &str| codes.iter().any(|(granted,)| granted == code);
            let rights = kind.rights.iter().filter(|right| granted(&right.code));
            rights.map(|right| right.name.clone()).collect()
        });
        let by = match (row.by_given_name, row.by_infix, row.by_family_name) {
            (Some(given), Some(infix), Some(family)) => Some(full_name(&given, &infix, &family)),
            _ => None,
        };
        let begins = row.valid_from.map(Moment::from_unix_ms);
        Ok(Self {
            organisation_name: row.organisation_name,
            given_name: row.given_name,
            by,
            begins: begins.filter(|from| services.now() < *from),
            role: Role::stored(&row.role),
            rights,
        })
    }

    /// Who invites, by name; the organisation, if nobody did.
    pub(super) fn by_name(&self) -> &str {
        self.by.as_deref().unwrap_or(&self.organisation_name)
    }

    fn letter(self, language: Language, until: Moment) -> Letter {
        Letter::Invitation {
            by: self.by_name().to_owned(),
            rights: self.rights_in(language),
            organisation: self.organisation_name,
            until,
            reminder: 0,
            begins: self.begins,
        }
    }

    fn approved(self, reference: String, language: Language, until: Moment) -> Letter {
        Letter::AppointmentApproved {
            reference,
            rights: self.rights_in(language),
            organisation: self.organisation_name,
            until,
            again: false,
        }
    }

    fn rights_in(&self, language: Language) -> Vec<String> {
        let rights = self.rights.iter();
        rights.map(|right| right.get(language).to_owned()).collect()
    }
}

/// Links of one invitation that work at the same time.
const LIVE_LINKS: i64 = 3;

/// What came of sending an invitation once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// It is on its way.
    Sent,
    /// Enough links work already.
    Enough,
    /// It was withdrawn, or what was approved is over.
    Over,
}

/// Sends the invitation once more, with a link of its own. The account must be locked.
pub(crate) async fn invite_again(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    owner: &Owner,
    place: &Place,
) -> Result<Again> {
    let authorisation = &place.authorisation;
    let withdrawn = links::runs_until(tx, authorisation, Purpose::Activate)
        .await?
        .is_none();
    let live = links::open_of_authorisation(tx, authorisation, Purpose::Activate, now).await?;
    if withdrawn {
        return Ok(Again::Over);
    }
    if live >= LIVE_LINKS {
        return Ok(Again::Enough);
    }
    // What others decided is not lengthened by whom it is for; what two agents approved ends with its link.
    let Some(counts) = people::counts_until(tx, services, now, authorisation).await? else {
        return Ok(Again::Over);
    };
    let approved = appointments::runs_until(tx, authorisation).await?;
    let until = now.plus(services.policy.invitation).min(counts);
    let until = approved.as_ref().map_or(until, |(_, end)| until.min(*end));
    if until <= now {
        return Ok(Again::Over);
    }
    let link = links::make(
        tx,
        services,
        now,
        Purpose::Activate,
        &owner.id,
        Some(authorisation),
        until,
    )
    .await?;
    let invitation = Invitation::read(tx, services, authorisation).await?;
    // Whoever asked for it reads the same once more, and not that somebody there thought of them.
    let letter = match approved {
        Some((reference, _)) => invitation.approved(reference, place.language, until),
        None => invitation.letter(place.language, until),
    };
    let draft = Draft::new(
        To::Account(&owner.id),
        place.language,
        letter,
        Payer::Reader,
    )
    .about(authorisation)
    .with_link(&link);
    post::queue(tx, services, now, draft).await?;
    let entry = Entry::new(Event::InvitationSentAgain, Actor::Person(&owner.id))
        .account(&owner.id)
        .authorisation(authorisation)
        .organisation(&place.organisation);
    audit::record(tx, now, entry)?;
    Ok(Again::Sent)
}
