//! Who of an organisation can help one of its people, in the order in which they are asked, and the letters around it.

use std::time::Duration;

use domain::{
    AuthorisationId, Language, Moment, OrganisationId,
    escalation::{Reach, Stage, in_order, moves_on_at},
    people::Helper,
    post::{HelpKind, Letter},
};

use super::{sql, wanted::still_open};
use crate::{
    Services, Tx,
    budgets::DAY,
    on, organisations,
    owner::Owner,
    people::{self, right_names},
    places::Place,
    post::{self, Draft, Payer, To},
    trouble::Result,
    who_is_my_admin::{self, Admin},
};

/// A mail that failed longer ago says nothing about the mailbox of today.
const LATELY: Duration = Duration::from_secs(30 * DAY.as_secs());

/// The admins and stand-ins of `place` who can help `whom` with this; whoever is asked first comes first. Nobody who
/// would have to say that the account of who is locked out is for the desk (SEC-69).
pub(super) async fn helpers(
    tx: &mut Tx,
    (whom, place, kind): (&Owner, &Place, HelpKind),
    now: Moment,
) -> Result<Vec<Admin>> {
    let lifts = kind == HelpKind::CannotLogIn && people::is_locked_out(whom) && !place.is_invited();
    if lifts && people::helper_for_account(tx, &whom.id, now).await? > Helper::OwnAdmins {
        return Ok(Vec::new());
    }
    let there = (&place.organisation, &place.authorisation);
    let admins = who_is_my_admin::who_can_help(tx, there, &whom.id, now).await?;
    let mut reach = Vec::with_capacity(admins.len());
    for admin in &admins {
        let (fails,): (i64,) = on!(&mut *tx, |c| sqlx::query_as(sql::MAIL_FAILS)
            .bind(admin.account.as_str())
            .bind(now.minus(LATELY).unix_ms())
            .fetch_one(c))?;
        reach.push(Reach {
            mail_arrives: fails == 0,
            last_login: admin.last_login,
        });
    }
    let order = in_order(&reach);
    Ok(order
        .into_iter()
        .map(|place| admins[place].clone())
        .collect())
}

/// A request on its way.
pub(super) struct Request<'a> {
    /// Who asks.
    pub owner: &'a Owner,
    /// Where.
    pub place: &'a Place,
    /// What for.
    pub kind: HelpKind,
    /// Codes of the rights that are meant, if it is more of those.
    pub wanted: Vec<String>,
    /// When somebody else is asked.
    pub next_at: Option<Moment>,
}

/// When a request that reaches `stage` at `now` moves on from there.
pub(super) fn next_at(services: &Services, stage: Stage, now: Moment) -> Option<Moment> {
    let patience = services.policy.help_answer;
    (stage != Stage::Desk).then(|| moves_on_at(&services.desk_hours, now, patience))
}

impl Request<'_> {
    /// Asks one helper; `after` is who was asked before.
    pub async fn ask(
        &self,
        tx: &mut Tx,
        services: &Services,
        now: Moment,
        (helper, after): (&Admin, Option<&str>),
    ) -> Result<()> {
        let letter = Letter::HelpAsked {
            who: self.place.name.clone(),
            authorisation: self.place.authorisation.as_str().to_owned(),
            kind: self.kind,
            invited: self.place.is_invited(),
            wanted: self.names_wanted(tx, services, helper.language).await?,
            after: after.map(str::to_owned),
            until: self.next_at,
        };
        let draft = Draft::new(
            To::Account(&helper.account),
            helper.language,
            letter,
            Payer::Counted,
        )
        .about(&self.place.authorisation);
        post::queue(tx, services, now, draft).await
    }

    /// Names of the rights that are meant, in the language of a letter.
    async fn names_wanted(
        &self,
        tx: &mut Tx,
        services: &Services,
        language: Language,
    ) -> Result<Vec<String>> {
        let (organisation, whom) = (&self.place.organisation, &self.place.authorisation);
        let open = still_open(tx, (organisation, whom), &self.wanted).await?;
        if open.is_empty() {
            return Ok(open);
        }
        let organisation = organisations::find(tx, organisation).await?;
        let kind = organisation.map(|organisation| organisation.kind);
        let kind = kind.unwrap_or_default();
        Ok(right_names(services, &kind, &open, language))
    }

    /// Tells who asked what happens now.
    pub async fn tell(
        &self,
        tx: &mut Tx,
        services: &Services,
        now: Moment,
        (waited_for, asked): (Vec<String>, Vec<String>),
    ) -> Result<()> {
        // The desk promises nothing; whoever hears nothing until the end of the next day on which it is open calls.
        let by = || services.desk_hours.end_of_working_day(now, 1);
        let letter = Letter::HelpUnderWay {
            organisation: Some(self.place.organisation_name.clone()),
            kind: Some(self.kind),
            may_appoint: asked.is_empty() && !has_admin(tx, &self.place.organisation, now).await?,
            waited_for,
            asked,
            until: self.next_at.or_else(by),
        };
        let (to, language) = (To::Account(&self.owner.id), self.owner.language);
        let mut draft = Draft::new(to, language, letter, Payer::Reader);
        // Whether it leaves depends on what the account opens elsewhere, which whoever invited does not see (SEC-04).
        if !self.place.is_invited() {
            draft = draft.about(&self.place.authorisation);
        }
        post::queue(tx, services, now, draft).await
    }
}

/// Whether an admin is there, or will be: also one who cannot get in, or who asks.
pub(super) async fn has_admin(
    tx: &mut Tx,
    organisation: &OrganisationId,
    now: Moment,
) -> Result<bool> {
    let (admins,): (i64,) = on!(tx, |c| sqlx::query_as(sql::ADMINS_AT)
        .bind(organisation.as_str())
        .bind(now.unix_ms())
        .fetch_one(c))?;
    Ok(admins > 0)
}

/// Names of helpers.
pub(super) fn names<'a>(helpers: impl IntoIterator<Item = &'a Admin>) -> Vec<String> {
    let name = |helper: &Admin| helper.named.name.clone();
    helpers.into_iter().map(name).collect()
}

/// Whether a helper is the one who was asked first.
pub(super) fn is(helper: &Admin, asked: Option<&AuthorisationId>) -> bool {
    Some(&helper.authorisation) == asked
}
