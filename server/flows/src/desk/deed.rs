//! What every deed of the desk begins with: a caller who was checked, the organisation locked, the person really there.
//! The same order of locks as the deeds of an admin (docs/decisions/0002).

use domain::{
    AccountId, AuthorisationId, Moment, OrganisationId,
    desk::{Doubt, Why},
    people::{AuthorisationState, Helper, What, Who, reach},
    post::Letter,
};
use serde_json::Value;

use super::{
    caller_check::{CheckedCaller, checked_until},
    counts,
    person::{Admin, working_admins},
    proof::{evidence, proofs},
    sql,
};
use crate::{
    NotYours, Services, Tx,
    audit::{self, Actor, Entry, Event},
    challenges::TooManyMessages,
    eyes::{self, Whom},
    help, on,
    organisations::{self, Organisation},
    people::{self, Spent, Target},
    post::{self, Draft, Payer, To},
    trouble::Result,
    who_is_my_admin,
};

/// Why the desk does not do something. An agent can act on each of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nobody with this id.
    NotHere,
    /// Nobody helps himself.
    Yourself,
    /// The caller was not checked, or too long ago.
    NotChecked,
    /// No code can be sent to this person.
    TooManyCodes(TooManyMessages),
    /// The account was set aside, and has no mailbox.
    NoMailbox,
    /// This agent had so many codes sent today that somebody may be trying out telephones.
    SentTooMany {
        /// When there can be another.
        until: Moment,
    },
    /// Works at the service desk too: a second agent has to vouch for this caller, or an operator helps.
    ColleagueNeedsTwo,
    /// What proved who calls proves it here, and not for the whole account.
    NotForAccount(Doubt),
    /// There is an admin for this: these.
    HasAdmin(Vec<Admin>),
    /// The desk let this person in so often today that something else is the matter.
    OftenEnough {
        /// When it can again.
        until: Moment,
    },
    /// So many links went to this mailbox in the last hour that nobody sends another one.
    LinksEnough {
        /// When there can be another.
        until: Moment,
    },
    /// It is so already: nothing was changed and no letter sent. Also the second of two presses.
    AlreadySo,
    /// Invited, and not in yet.
    OnlyInvited,
    /// Activated already: there is no invitation any more.
    NotInvited,
    /// An invitation that makes somebody more than staff is held until an admin sends it again; two agents appoint one.
    WaitsForAdmin,
    /// Access was stopped.
    Stopped,
    /// Reset by mail is off for a while, because number or address changed.
    ResetOff {
        /// When it works again.
        until: Moment,
    },
    /// The owner froze the account: a change would play into somebody's hands.
    Frozen,
    /// The account was blocked at the wish of its owner: as [`Refusal::Frozen`].
    Blocked,
    /// The number that was called is one that the caller may hold, or the agent: that proves nothing.
    NumberOfCaller,
    /// Whoever works at the company neither asks nor agrees to what rests on its word.
    OwnCompany,
    /// A colleague is being asked for this already.
    AskedAlready,
    /// A newer version of this program stored something about this person that this one does not know: left alone.
    NewerVersion,
    /// Whoever asks for something does not approve it too.
    OwnRequest,
    /// Whoever decides is no second pair of eyes for this.
    NotYours(NotYours),
    /// The new number is that of an agent who asks or decides.
    NumberOfAgent,
    /// Decided on, withdrawn or too old.
    RequestOver,
    /// Whoever asked it, by name, can ask it no more: the account was stopped, or the right is gone.
    AsksNoMore(String),
    /// Who asked is whom it is about, or stands with them: nobody asks for himself. By this name.
    AskedForOwn(String),
    /// So many messages for everybody stand, or will, that one has to be taken down first.
    EnoughMessages,
}

/// A deed under way: nothing counts before [`Deed::done`].
pub(super) struct Deed<'a> {
    pub tx: Tx,
    pub services: &'a Services,
    pub checked: &'a CheckedCaller,
    pub organisation: Organisation,
    pub target: Target,
    pub now: Moment,
    why: Why,
    /// Whether the desk does this because no admin answered.
    unanswered: bool,
    /// Whether it is about the account alone: an organisation that only invited sees nothing of it (SEC-04).
    pub apart: bool,
}

impl<'a> Deed<'a> {
    /// Begins a deed for a caller. That they were checked was true when the request came; here it is looked at once more.
    pub async fn begin(
        services: &'a Services,
        checked: &'a CheckedCaller,
        why: Why,
    ) -> Result<Result<Self, Refusal>> {
        let now = services.now();
        let mut tx = checked.permit().begin(services).await?;
        let Some((organisation, target)) = lock(&mut tx, checked.whom()).await? else {
            return Ok(Err(Refusal::NotHere));
        };
        if stands_with(&mut tx, services, checked.permit().by(), &target).await? {
            return Ok(Err(Refusal::Yourself));
        }
        if target.is_of_newer_version() {
            return Ok(Err(Refusal::NewerVersion));
        }
        let see = checked.permit().see();
        let still = checked_until(&mut tx, &see, checked.whom(), now).await?;
        if still.is_none_or(|until| until <= now) {
            return Ok(Err(Refusal::NotChecked));
        }
        Ok(Ok(Self {
            tx,
            services,
            checked,
            organisation,
            target,
            now,
            why,
            unanswered: false,
            apart: false,
        }))
    }

    /// Whether the desk is the one to do this there: for who looks after others, and for staff whom no admin can help.
    pub async fn ours(&mut self) -> Result<Result<(), Refusal>> {
        self.reaches(What::Keys).await
    }

    /// Whether this agent may do this to the caller, by the one rule (SEC-67, SEC-69): whom the own admins can help they
    /// help, unless they let the question come to the desk, and the account of a colleague takes two.
    pub async fn reaches(&mut self, what: What) -> Result<Result<(), Refusal>> {
        let (organisation, target) = (&self.organisation, &self.target);
        let admins = others_help_with(&mut self.tx, what, organisation, target, self.now).await?;
        if let Some(admins) = admins {
            self.unanswered = help::is_unanswered(
                &mut self.tx,
                self.services,
                (&target.account, &target.authorisation),
                self.now,
            )
            .await?;
            if !self.unanswered {
                return Ok(Err(Refusal::HasAdmin(admins)));
            }
        }
        let who = self.acts_as().await?.unwrap_or(Who::Agent);
        let guards = self.target.guards(self.now);
        Ok(reach(who, what, &guards).map_err(|helper| match helper {
            Helper::NewerVersion => Refusal::NewerVersion,
            _ => Refusal::ColleagueNeedsTwo,
        }))
    }

    /// Whether the caller is known well enough for a deed on the whole account (SEC-69).
    pub async fn known_for_account(&mut self) -> Result<Result<(), Refusal>> {
        let known = self.acts_as().await?;
        Ok(known.map(drop).map_err(Refusal::NotForAccount))
    }

    /// As whom the agent acts on the whole account, by the proofs of who calls.
    async fn acts_as(&mut self) -> Result<Result<Who, Doubt>> {
        let (by, whom) = (self.checked.permit().by(), self.checked.whom());
        let proofs = proofs(&mut self.tx, by, whom, self.now).await?;
        let posts = &self.target.posts;
        let evidence = evidence(
            &mut self.tx,
            self.services,
            (whom, &self.target.account),
            posts,
            self.now,
        )
        .await?;
        Ok(evidence.agent(&proofs, self.now))
    }

    /// As [`Deed::reaches`], or because the admins who help had to stop for today: what they may no more, the desk goes on with.
    pub async fn reaches_or_spent(
        &mut self,
        what: What,
        spent: fn(&Spent) -> bool,
    ) -> Result<Result<(), Refusal>> {
        let reached = self.reaches(what).await?;
        let whom = (&self.target.account, &self.target.authorisation);
        let today = Spent::of(&mut self.tx, self.services, whom, self.now).await?;
        Ok(match reached {
            Err(Refusal::HasAdmin(_)) if spent(&today) => Ok(()),
            other => other,
        })
    }

    /// What stands in the way of a deed that is for people who are in.
    pub fn not_active(&self) -> Option<Refusal> {
        match self.target.state {
            // Also by its date: what its owner had blocked is lifted where the account opens something.
            AuthorisationState::Active if self.target.is_over(self.now) => Some(Refusal::Stopped),
            AuthorisationState::Active => None,
            AuthorisationState::Invited => Some(Refusal::OnlyInvited),
            AuthorisationState::Stopped | AuthorisationState::Unknown => Some(Refusal::Stopped),
        }
    }

    /// Tells the person it concerns (SEC-43).
    pub async fn tell(&mut self, letter: Letter) -> Result<()> {
        let (to, by) = (
            To::Account(&self.target.account),
            self.checked.permit().by(),
        );
        let mut draft = Draft::new(to, self.target.language, letter, Payer::Person(by));
        if !self.apart {
            draft = draft.about(&self.target.authorisation);
        }
        post::queue(&mut self.tx, self.services, self.now, draft).await
    }

    /// Tells the admins, who did not answer, that the desk did.
    async fn tell_admins(&mut self) -> Result<()> {
        let (place, whom) = (&self.organisation, &self.target);
        let there = (&place.id, &whom.authorisation);
        let admins =
            who_is_my_admin::who_can_help(&mut self.tx, there, &whom.account, self.now).await?;
        for admin in admins {
            let letter = Letter::HelpedByDesk {
                whom: whom.full_name(),
                organisation: place.name.clone(),
            };
            let (to, by) = (To::Account(&admin.account), self.checked.permit().by());
            let draft = Draft::new(to, admin.language, letter, Payer::Person(by))
                .about(&whom.authorisation);
            post::queue(&mut self.tx, self.services, self.now, draft).await?;
        }
        Ok(())
    }

    /// Counts the deed, writes it into the organisation's own log with its reason, and makes it true.
    pub async fn done(mut self, event: Event, mut facts: Value) -> Result<()> {
        if self.unanswered && !self.apart {
            self.tell_admins().await?;
        }
        facts["why"] = self.why.code().into();
        counts::add(&mut self.tx, self.now, event.code(), self.why.code()).await?;
        let mut entry = Entry::new(event, Actor::Desk(self.checked.permit().by()))
            .account(&self.target.account)
            .facts(facts);
        if !self.apart {
            entry = entry
                .authorisation(&self.target.authorisation)
                .organisation(&self.organisation.id);
        }
        audit::record(&mut self.tx, self.now, entry)?;
        self.tx.commit().await
    }
}

/// Whether an agent is whom a deed concerns, or shares a mailbox or a telephone with them: nobody helps himself (SEC-68).
pub(super) async fn stands_with(
    tx: &mut Tx,
    services: &Services,
    agent: &AccountId,
    target: &Target,
) -> Result<bool> {
    let whom = Whom::account(&target.account).with_mobile(&target.mobile);
    Ok(eyes::tie(tx, services, agent, whom).await?.is_some())
}

/// Admins who help somebody instead of the desk; none for who looks after others, and for staff whom no admin can help.
pub(super) async fn others_help(
    tx: &mut Tx,
    organisation: &Organisation,
    target: &Target,
    now: Moment,
) -> Result<Option<Vec<Admin>>> {
    others_help_with(tx, What::Keys, organisation, target, now).await
}

/// The same for one kind of deed: an admin here cannot help with the account of who looks after others elsewhere.
async fn others_help_with(
    tx: &mut Tx,
    what: What,
    organisation: &Organisation,
    target: &Target,
    now: Moment,
) -> Result<Option<Vec<Admin>>> {
    if target.guards(now).helper(what) > Helper::OwnAdmins {
        return Ok(None);
    }
    let there = (&organisation.id, &target.authorisation);
    let admins = working_admins(tx, there, &target.account, now).await?;
    Ok(Some(admins).filter(|admins| !admins.is_empty()))
}

/// Somebody and their organisation, locked in the order of every deed: organisation, account, authorisation.
pub(super) async fn lock(
    tx: &mut Tx,
    whom: &AuthorisationId,
) -> Result<Option<(Organisation, Target)>> {
    let place: Option<(String,)> = on!(&mut *tx, |c| sqlx::query_as(sql::WHERE)
        .bind(whom.as_str())
        .fetch_optional(c))?;
    let Some((place,)) = place else {
        return Ok(None);
    };
    let place = OrganisationId::from_trusted(place);
    let Some(organisation) = organisations::lock(tx, &place).await? else {
        return Ok(None);
    };
    let target = people::lock_target(tx, &organisation.id, whom).await?;
    Ok(target.map(|target| (organisation, target)))
}

/// Goes on with what is there, or gives the refusal back from the flow. Dropping the deed rolls it back.
macro_rules! or_refuse {
    ($outcome:expr) => {
        match $outcome {
            Ok(there) => there,
            Err(refusal) => return Ok(Err(refusal)),
        }
    };
}
pub(super) use or_refuse;
