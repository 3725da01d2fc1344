//! One person as the desk sees them: why they cannot get in, who their admins are, and what happened, newest first.
//! Looking is written down, with how the agent came here.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, MobileNumber, Moment, OrganisationId, PersonName,
    desk::{Case, Diagnosis, Doubt, Message, Number, Proof, Way},
    messages::Share,
    people::{
        AuthorisationState, BlockReason, Facts, Guards, Helper, Lifter, Role, Standing, What, Who,
        reach,
    },
    post::{HelpKind, Whose},
    shared::mobile_number::MobileProblem,
};
use serde_json::json;

use super::{
    caller_check::checked_until,
    organisation::{OpenQuestion, questions},
    proof::{evidence, proofs},
    sql,
    stored::{Here, HereRow, Place},
    story::{Told, letters_to, story},
};
use crate::{
    Permit, Services, Tx,
    audit::{self, Actor, Entry, Event, Lately},
    caller::right::SeeDesk,
    challenges::{self, Purpose},
    help, login, on, people,
    post::Delivery,
    trouble::Result,
    who_is_my_admin,
};

/// An agent who looks again within this time looks at the same case.
const SAME_CASE: Duration = Duration::from_secs(30 * 60);

/// Admins shown beside somebody.
const MOST_ADMINS: usize = 20;

/// Somebody whom the staff can turn to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admin {
    /// That person there.
    pub id: AuthorisationId,
    /// Full name.
    pub name: String,
}

/// The page of one person.
#[derive(Clone, Debug)]
pub struct DeskPerson {
    /// That person at one organisation.
    pub id: AuthorisationId,
    /// Names, as the organisation knows them.
    pub name: PersonName,
    /// "k•••@kantoor.example"; whole once the caller was checked.
    pub email: String,
    /// Whether a letter reaches them; an account that was set aside has no mailbox.
    pub has_mailbox: bool,
    /// "06 •••• ••78".
    pub mobile_masked: String,
    /// Toegangscode.
    pub access_code: String,
    /// What they are.
    pub role: Role,
    /// How they stand.
    pub standing: Standing,
    /// The stored facts.
    pub facts: Facts,
    /// Why they cannot get in.
    pub diagnosis: Diagnosis,
    /// Since when the account is blocked.
    pub blocked_at: Option<Moment>,
    /// First time in.
    pub activated_at: Option<Moment>,
    /// Last login there.
    pub last_login_at: Option<Moment>,
    /// Where.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// Code of its kind.
    pub organisation_kind: String,
    /// Its number.
    pub organisation_number: String,
    /// Whoever looks after this person there and can get in.
    pub admins: Vec<Admin>,
    /// How far this person is out of reach.
    pub guards: Guards,
    /// Until when no new password comes by mail, because a number or the address changed.
    pub reset_off_until: Option<Moment>,
    /// Whether an invitation waits here for whom nobody but the desk lets in again.
    pub desk_lifts: bool,
    /// Whether they let a question of this person come to the desk.
    pub unanswered: bool,
    /// What those admins did so often today that the desk goes on.
    pub spent: people::Spent,
    /// Until when this agent has this person checked.
    pub checked_until: Option<Moment>,
    /// What speaks against a code to the telephone, for the whole account.
    pub telephone: Result<(), Doubt>,
    /// As whom the agent acts on the whole account, by how this caller was checked.
    pub known: Result<Who, Doubt>,
    /// Questions of this person that nobody has answered yet, oldest first.
    pub questions: Vec<OpenQuestion>,
    /// Whether this is the agent's own.
    pub you: bool,
    /// What happened, newest first.
    pub story: Vec<(Moment, Told)>,
    /// Whether there are notes that stand not there.
    pub more_notes: bool,
}

impl DeskPerson {
    /// Whether the desk helps this person there: who looks after others, or staff whom no admin can help.
    pub fn ours(&self) -> bool {
        self.ours_for(What::Keys)
    }

    /// Whether the desk is the one to help with this, also because the admins there are did not.
    pub fn ours_for(&self, what: What) -> bool {
        (self.desk_lifts && what == What::Account) || self.is_nobodys(what) || self.unanswered
    }

    /// Whether no admin there can help with this.
    fn is_nobodys(&self, what: What) -> bool {
        self.guards.helper(what) > Helper::OwnAdmins || self.admins.is_empty()
    }

    /// Whether the desk lets this person in again, also because the admins had to stop for today.
    pub fn unblocks(&self) -> bool {
        self.ours_for(What::Account) || self.spent.unblocks
    }

    /// Whether the desk asks for another number here, likewise. Not where access is over, nor of an account that was
    /// blocked at its owner's wish.
    pub fn changes_number(&self) -> bool {
        let shut = self.facts.blocked.is_some_and(BlockReason::at_owners_wish);
        (self.ours() || self.spent.numbers) && !self.is_over() && !shut
    }

    /// Whether access was stopped, or ended on its date.
    pub const fn is_over(&self) -> bool {
        matches!(self.standing, Standing::Stopped | Standing::Ended { .. })
    }

    /// Whether the desk has access stopped here, which two agents do.
    pub fn stops_access(&self) -> bool {
        self.is_nobodys(What::Keys)
            && self.facts.state == AuthorisationState::Active
            && !self.is_over()
    }

    /// Whether a question for more rights came to the desk, which gives none.
    pub fn waits_for_rights(&self) -> bool {
        self.questions
            .iter()
            .any(|one| one.at_desk && one.kind == Some(HelpKind::MoreRights))
    }

    /// Whether what concerns the account has to wait for a colleague who vouches for this caller.
    pub fn account_needs_two(&self) -> bool {
        let who = self.known.unwrap_or(Who::Agent);
        reach(who, What::Account, &self.guards).is_err()
    }
}

#[derive(sqlx::FromRow)]
struct MomentsRow {
    access_code: String,
    activated_at: Option<i64>,
    mobile_changed_at: Option<i64>,
    last_login_at: Option<i64>,
    blocked_at: Option<i64>,
}

/// Somebody, wherever they are.
pub(super) async fn find(tx: &mut Tx, whom: &AuthorisationId, now: Moment) -> Result<Option<Here>> {
    let row: Option<HereRow> = on!(tx, |c| sqlx::query_as(sql::ONE)
        .bind(whom.as_str())
        .fetch_optional(c))?;
    row.map(|row| Here::read(row, now)).transpose()
}

/// What somebody is called, for who is about to help them.
pub async fn who(
    services: &Services,
    _: &Permit<SeeDesk>,
    whom: &AuthorisationId,
) -> Result<Option<PersonName>> {
    let mut tx = services.db.look().await?;
    let here = find(&mut tx, whom, services.now()).await?;
    Ok(here.map(|here| here.name))
}

/// The company that has no other admin than this person, and its name; `None` where there are others, or this is none.
pub async fn only_admin_of(
    services: &Services,
    _: &Permit<SeeDesk>,
    whom: &AuthorisationId,
) -> Result<Option<(OrganisationId, String)>> {
    let now = services.now();
    let mut tx = services.db.look().await?;
    let Some(here) = find(&mut tx, whom, now).await? else {
        return Ok(None);
    };
    let there = (&here.organisation.id, whom);
    let only = who_is_my_admin::is_only_admin(&mut tx, there, now).await?;
    Ok(only.then_some((here.organisation.id, here.organisation.name)))
}

/// Looks at somebody, and writes down that an agent did and how they came here.
pub async fn person(
    services: &Services,
    permit: &Permit<SeeDesk>,
    whom: &AuthorisationId,
    way: Way,
) -> Result<Option<DeskPerson>> {
    let Some((mut tx, here)) = looked_at(services, permit, whom, way).await? else {
        return Ok(None);
    };
    let now = services.now();
    whole(&mut tx, services, permit, here, now).await.map(Some)
}

/// Somebody who is looked at, which is written down once for each case.
pub(super) async fn looked_at(
    services: &Services,
    permit: &Permit<SeeDesk>,
    whom: &AuthorisationId,
    way: Way,
) -> Result<Option<(Tx, Here)>> {
    let now = services.now();
    let mut tx = services.db.read().await?;
    let Some(here) = find(&mut tx, whom, now).await? else {
        return Ok(None);
    };
    let same_case = Lately::within(SAME_CASE, now);
    let seen = (permit.by(), Event::DeskViewed);
    if !audit::did(&mut tx, &here.id, seen, same_case).await? {
        drop(tx);
        let place = &here.organisation.id;
        let whom = Some((&here.account, whom));
        write_down(services, permit, now, place, whom, way).await?;
        tx = services.db.read().await?;
    }
    Ok(Some((tx, here)))
}

/// Writes into the organisation's own log that the desk looked.
pub(super) async fn write_down(
    services: &Services,
    permit: &Permit<SeeDesk>,
    now: Moment,
    organisation: &OrganisationId,
    whom: Option<(&AccountId, &AuthorisationId)>,
    way: Way,
) -> Result<()> {
    let mut entry = Entry::new(Event::DeskViewed, Actor::Desk(permit.by()))
        .organisation(organisation)
        .facts(json!({ "way": way.code() }));
    if let Some((account, authorisation)) = whom {
        entry = entry.account(account).authorisation(authorisation);
    }
    let mut tx = services.db.write().await?;
    audit::record(&mut tx, now, entry)?;
    tx.commit().await
}

async fn whole(
    tx: &mut Tx,
    services: &Services,
    permit: &Permit<SeeDesk>,
    here: Here,
    now: Moment,
) -> Result<DeskPerson> {
    let moments: MomentsRow = on!(&mut *tx, |c| sqlx::query_as(sql::MOMENTS)
        .bind(here.id.as_str())
        .fetch_one(c))?;
    let moment = |at: Option<i64>| at.map(Moment::from_unix_ms);
    let letters = letters_to(tx, &here).await?;
    // An address of before may be somebody else's by now.
    let waits_until = match here.has_mailbox {
        true => login::waits_until(tx, services, &here.email, now).await?,
        false => None,
    };
    let countries = &services.policy.countries;
    let last_login_at = moment(moments.last_login_at);
    let whom = (&here.account, here.standing.access());
    let lifter = people::lifter_of_invited(tx, services, whom, now).await?;
    let desk_lifts = lifter == Some(Lifter::Desk);
    let locked_out = here
        .facts
        .blocked
        .map_or(Standing::PasswordDisabled, Standing::Blocked);
    let case = Case {
        standing: if desk_lifts {
            locked_out
        } else {
            here.standing
        },
        invitation_shut: lifter == Some(Lifter::Inviters) && here.facts.blocked.is_some(),
        organisation_ended: here.organisation.ended,
        password: here.facts.password,
        number: match MobileNumber::parse(here.mobile.e164(), countries) {
            Ok(_) => Number::Works,
            Err(MobileProblem::CountryNotAllowed) => Number::CountryNotAllowed,
            Err(_) => Number::Useless,
        },
        waits_until,
        number_changed_at: moment(moments.mobile_changed_at),
        last_login_at,
        no_codes: no_codes(tx, services, &here, now).await?,
        sms: newest(&letters, "sms"),
        mail: newest(&letters, "mail"),
    };
    let checked_until = checked_until(tx, permit, &here.id, now).await?;
    let posts = people::posts_of(tx, &here.account, &here.id).await?;
    let evidence = evidence(tx, services, (&here.id, &here.account), &posts, now).await?;
    let proofs = proofs(tx, permit.by(), &here.id, now).await?;
    let spent = people::Spent::of(tx, services, (&here.account, &here.id), now).await?;
    let unanswered = help::is_unanswered(tx, services, (&here.account, &here.id), now).await?;
    let questions = questions(tx, sql::OPEN_HELP_OF, here.id.as_str()).await?;
    let (story, more_notes) = story(tx, &here, letters).await?;
    let Place {
        id: organisation,
        name: organisation_name,
        kind: organisation_kind,
        number: organisation_number,
        ..
    } = here.organisation;
    let reset_off_until = people::reset_off_until(tx, services, &here.account, now).await?;
    Ok(DeskPerson {
        diagnosis: case.diagnosis(now),
        admins: working_admins(tx, (&organisation, &here.id), &here.account, now).await?,
        email: if checked_until.is_some() {
            here.email.for_display()
        } else {
            here.email.masked()
        },
        has_mailbox: here.has_mailbox,
        mobile_masked: here.mobile.masked(),
        access_code: moments.access_code,
        role: here.role,
        standing: here.standing,
        facts: here.facts,
        blocked_at: moment(moments.blocked_at),
        activated_at: moment(moments.activated_at),
        last_login_at,
        you: here.account == *permit.by(),
        id: here.id,
        name: here.name,
        organisation,
        organisation_name,
        organisation_kind,
        organisation_number,
        guards: posts.guards(now),
        reset_off_until,
        desk_lifts,
        unanswered,
        questions,
        spent,
        checked_until,
        known: evidence.agent(&proofs, now),
        telephone: evidence.for_account(Proof::Telephone, now),
        story,
        more_notes,
    })
}

/// Who of an organisation can help one of its people.
pub(super) async fn working_admins(
    tx: &mut Tx,
    there: (&OrganisationId, &AuthorisationId),
    whom: &AccountId,
    now: Moment,
) -> Result<Vec<Admin>> {
    let admins = who_is_my_admin::who_can_help(tx, there, whom, now).await?;
    let shown = admins.into_iter().take(MOST_ADMINS).map(|admin| Admin {
        id: admin.authorisation,
        name: admin.named.name,
    });
    Ok(shown.collect())
}

/// What is used up, so that no code goes out to somebody; whoever was invited needs one to begin with.
async fn no_codes(
    tx: &mut Tx,
    services: &Services,
    here: &Here,
    now: Moment,
) -> Result<Option<(Share, Moment)>> {
    let purpose = match here.standing {
        Standing::Invited { .. } => Purpose::Activate,
        _ => Purpose::Login,
    };
    let whom = (&here.account, &here.id, &here.mobile);
    let refused = challenges::refused_now(tx, services, whom, purpose, now).await?;
    Ok(refused.map(|refused| (refused.share, refused.until)))
}

/// What became of the newest letter on one channel that had a point.
fn newest(letters: &[Delivery], channel: &str) -> Option<Message> {
    let mut of_channel = letters.iter().filter(|letter| letter.channel == channel);
    let ours = |letter: &Delivery| {
        letter
            .obstacle
            .is_some_and(|obstacle| obstacle.whose() == Whose::Ours)
    };
    of_channel.find_map(|letter| match letter.state.as_str() {
        "sent" => Some(Message::Sent),
        "failed" => Some(Message::Failed),
        "expired" => Some(Message::Lost),
        "withheld" => Some(Message::Withheld),
        "waiting" | "sending" if ours(letter) => Some(Message::HeldUp),
        "waiting" | "sending" => Some(Message::Waiting {
            since: letter.created_at,
        }),
        _ => None,
    })
}
