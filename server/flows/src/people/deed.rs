//! What every deed of an admin begins with: the organisation locked, the admin still an admin, the target really here.
//! One deed at a time within an organisation, so that two admins who act at once meet each other's outcome (SEC-47).

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, Language, Moment, OrganisationId,
    people::{
        Authority, Guard, Helper, Lasts, PasswordState, Role, StandIn, Unfit, What, dates, reach,
    },
    post::Letter,
};

use super::{
    letter::{Invitee, send_invitation},
    limits, sql,
    target::{Target, UNDO, lock_target},
};
use crate::{
    Permit, Services, Tx,
    audit::{self, Actor, Entry, Event},
    budgets::quiet_deed,
    caller::{full_name, right::ChangeStaff},
    execute, on,
    organisations::{self, Organisation},
    post::{self, Draft, Payer, To},
    trouble::Result,
};

/// Whose invitations of today are used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of who asks: another admin can go on.
    Admin,
    /// Those of the organisation: nobody there can go on today.
    Organisation,
}

/// An admin who is not enough to stay behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotEnough {
    /// Name, as the organisation knows it.
    pub name: String,
    /// Why nobody can be left to this one.
    pub why: Lacks,
}

/// What an admin lacks to be the one who stays (SEC-47).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacks {
    /// The first day is still to come.
    Begins {
        /// From then on.
        from: Moment,
    },
    /// The end is in sight.
    Ends {
        /// First moment without access.
        until: Moment,
    },
    /// The account is blocked, so somebody has to help this one first.
    Blocked,
    /// There is no password that works: one has to be chosen first.
    NoPassword,
    /// A newer version of this program stored something that this one does not know.
    Unknown,
}

/// How the access of somebody who is invited once more came to an end that can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// It was stopped: restoring gives it back.
    Stopped,
    /// Its date has passed: another date gives it back.
    Ended,
}

/// Why a deed is not done. A person can act on each of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nobody with this id here: elsewhere, never, or withdrawn, all one and the same.
    NotHere,
    /// Nobody does this for himself.
    Yourself,
    /// A fellow admin: only the service desk does this.
    AdminNeedsServiceDesk,
    /// Stands in for the admins, or looked after others until lately: only the service desk does this.
    StillProtected {
        /// From then on an admin can.
        until: Moment,
    },
    /// Somebody of the service desk: two colleagues of theirs do this, or an operator.
    AgentNeedsTwo,
    /// It concerns more than this organisation: only the service desk does this. It says no more, because what somebody is
    /// elsewhere is nobody's business here (SEC-04).
    NeedsServiceDesk,
    /// Setting a new password by mail is off for a while, because a number or the address changed.
    ResetOff {
        /// When it works again.
        until: Moment,
    },
    /// Done so often that the service desk has to look first.
    OftenEnough,
    /// So is it for the service desk today, which did it as often as it may.
    EnoughForDeskToo {
        /// From when on the desk can again.
        until: Moment,
    },
    /// So many links went to this mailbox in the last hour that nobody sends another one, nor does the desk.
    LinksEnough {
        /// When there can be another.
        until: Moment,
    },
    /// This address belongs to somebody who is here already.
    AlreadyHere {
        /// Who.
        authorisation: AuthorisationId,
        /// Name, as this organisation knows it.
        name: String,
        /// Whether the access is over and can still be given back as it was.
        over: Option<Over>,
    },
    /// Nobody here may be called so.
    NameUnfit(Unfit),
    /// The organisation does not hold this right, so nobody here can hand it on.
    RightNotHeld {
        /// Code as it came in.
        code: String,
    },
    /// Without this person nobody would be left to look after the others.
    LastAdmin {
        /// Who is admin as well, and why that is not enough.
        others: Vec<NotEnough>,
    },
    /// It is so already: nothing was changed and no letter sent. Also the second of two clicks.
    AlreadySo,
    /// Invited, and not in yet: send or withdraw the invitation instead.
    OnlyInvited,
    /// Activated already: there is no invitation any more.
    NotInvited,
    /// The account is blocked, and whoever gets to look after others is out of reach of who could lift that.
    BlockedFirst,
    /// Access was stopped: restore it first.
    Stopped,
    /// Stopped, or ended on its date, too long ago to be restored: invite anew.
    TooLateToRestore,
    /// The end lies before the beginning, or in the past.
    DatesReversed,
    /// The first day has come: it cannot be another one, and whoever is to be out is stopped.
    HasBegun,
    /// The first day is more than a year away.
    FirstDayTooFar,
    /// Whoever asks is no longer admin here.
    NoLongerAdmin,
    /// A newer version of this program stored something about this person that this one does not know: left alone.
    NewerVersion,
    /// Whoever stands in for an admin does nothing to those who look after others, and chooses none.
    NotAsStandIn,
    /// Longer than somebody may stand in.
    TooLong {
        /// The longest, in days.
        days: u64,
    },
    /// Access does not last as long as somebody is to stand in.
    NoAccessThen,
    /// Somebody stands on the list who was not on it when it was shown.
    ListChanged,
    /// What is to be changed is not as the page showed it.
    Changed,
    /// So many invitations wait for an answer that no more can be sent.
    TooManyOpen {
        /// How many can wait at the same time.
        most: u32,
    },
    /// Only who typed a number a moment ago has a test sent to it.
    NotJustTyped,
    /// As many tests were sent today as there may be: to this person or number, by this admin, or by all.
    TestedEnough {
        /// From then on there can be another.
        until: Moment,
    },
    /// As many invitations were sent today as there may be.
    InvitedEnough {
        /// From then on there can be more.
        until: Moment,
        /// Whose are used up.
        whose: Whose,
    },
    /// This person was sent as many invitations today as one person gets.
    MailedEnough {
        /// From then on there can be one more.
        until: Moment,
    },
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

/// A deed under way: nothing counts before [`Deed::done`].
pub(super) struct Deed<'a> {
    pub tx: Tx,
    pub services: &'a Services,
    pub permit: &'a Permit<ChangeStaff>,
    pub organisation: Organisation,
    /// By what whoever acts looks after others, as the books have it behind the lock.
    pub authority: Authority,
    pub now: Moment,
}

/// Who does something to somebody of an organisation: one of its admins, or the desk.
pub(crate) struct Doer<'a> {
    pub by: &'a AccountId,
    pub by_authorisation: &'a AuthorisationId,
    /// As letters name them.
    pub by_name: &'a str,
    pub organisation: &'a Organisation,
}

/// Another admin of the organisation, with what keeps this one from getting in, now or in the end.
#[derive(sqlx::FromRow)]
struct OtherAdmin {
    given_name: String,
    infix: String,
    family_name: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    blocked_reason: Option<String>,
    password_state: String,
}

impl OtherAdmin {
    /// What is lacking to be the one who stays. What keeps out now comes before what will.
    fn lacks(&self, appointing: Duration, now: Moment) -> Option<Lacks> {
        let moment = |at: Option<i64>| at.map(Moment::from_unix_ms);
        let (from, until) = (moment(self.valid_from), moment(self.valid_until));
        if let Some(from) = from.filter(|from| now < *from) {
            return Some(Lacks::Begins { from });
        }
        if self.blocked_reason.is_some() {
            return Some(Lacks::Blocked);
        }
        match PasswordState::stored(&self.password_state) {
            PasswordState::Set | PasswordState::MustChange => {}
            PasswordState::None | PasswordState::Disabled | PasswordState::Renew => {
                return Some(Lacks::NoPassword);
            }
            PasswordState::Unknown => return Some(Lacks::Unknown),
        }
        until
            .filter(|_| !dates::lasts(until, appointing, now))
            .map(|until| Lacks::Ends { until })
    }
}

/// An admin who is told about a deed.
pub(super) struct Fellow {
    pub account: AccountId,
    pub language: Language,
}

impl<'a> Deed<'a> {
    /// Begins a deed. A permit was true when the request came; here it is looked at once more, behind the lock.
    pub async fn begin(
        services: &'a Services,
        permit: &'a Permit<ChangeStaff>,
    ) -> Result<Result<Self, Refusal>> {
        let now = services.now();
        let mut tx = services.db.write().await?;
        let organisation = organisations::lock(&mut tx, permit.organisation())
            .await?
            .filter(|found| found.ended_at.is_none_or(|at| now < at));
        let Some(organisation) = organisation else {
            return Ok(Err(Refusal::NoLongerAdmin));
        };
        let authority = acts_as(&mut tx, permit, now).await?;
        if !authority.looks_after_others() {
            return Ok(Err(Refusal::NoLongerAdmin));
        }
        Ok(Ok(Self {
            tx,
            services,
            permit,
            organisation,
            authority,
            now,
        }))
    }

    /// Whom it concerns, with account and authorisation locked until the end. A stand-in gets hold of nobody who looks
    /// after others.
    pub async fn target(&mut self, id: &AuthorisationId) -> Result<Result<Target, Refusal>> {
        let target = or_refuse!(self.anybody(id).await?);
        let oneself = id == self.permit.by_authorisation();
        let reached = if oneself {
            Ok(())
        } else {
            self.reaches(&target, What::Access)
        };
        Ok(reached.map(|()| target))
    }

    /// Whether whoever acts may do this to somebody else, by the one rule (SEC-67, SEC-69).
    pub fn reaches(&self, target: &Target, what: What) -> Result<(), Refusal> {
        let guards = target.guards(self.now);
        let who = self.authority.acts_as().ok_or(Refusal::NoLongerAdmin)?;
        reach(who, what, &guards).map_err(|helper| {
            let stand_in = !self.authority.chooses_admins() && guards.here > Guard::None;
            if stand_in || helper == Helper::OwnAdmins {
                return Refusal::NotAsStandIn;
            }
            if guards.here == Guard::Unknown {
                return Refusal::NewerVersion;
            }
            // What somebody is here is known here; what somebody is elsewhere is not said.
            match guards.here {
                Guard::None => Refusal::NeedsServiceDesk,
                Guard::LooksAfter(_) if helper > Helper::ServiceDesk => Refusal::NeedsServiceDesk,
                Guard::LooksAfter(Lasts::WithRole) => Refusal::AdminNeedsServiceDesk,
                Guard::LooksAfter(Lasts::Until(until)) => Refusal::StillProtected { until },
                Guard::AtDesk(_) if helper == Helper::NewerVersion => Refusal::NeedsServiceDesk,
                Guard::AtDesk(_) => Refusal::AgentNeedsTwo,
                Guard::Unknown => Refusal::NewerVersion,
            }
        })
    }

    /// As [`Deed::target`], of whom something is only read.
    pub async fn anybody(&mut self, id: &AuthorisationId) -> Result<Result<Target, Refusal>> {
        let found = lock_target(&mut self.tx, self.permit.organisation(), id).await?;
        Ok(found.ok_or(Refusal::NotHere))
    }

    /// As [`Deed::target`], but never oneself.
    pub async fn somebody_else(&mut self, id: &AuthorisationId) -> Result<Result<Target, Refusal>> {
        if id == self.permit.by_authorisation() {
            return Ok(Err(Refusal::Yourself));
        }
        Ok(self.target(id).await?.and_then(|target| {
            if target.is_of_newer_version() {
                Err(Refusal::NewerVersion)
            } else {
                Ok(target)
            }
        }))
    }

    /// As [`Deed::somebody_else`], for a deed on where codes go: not where access is over, also on its date, because from here
    /// nothing is done any more to an account that may go on elsewhere.
    pub async fn whose_codes(&mut self, id: &AuthorisationId) -> Result<Result<Target, Refusal>> {
        let target = or_refuse!(self.somebody_else(id).await?);
        or_refuse!(self.reaches(&target, What::Keys));
        Ok(if target.is_over(self.now) {
            Err(Refusal::Stopped)
        } else {
            Ok(target)
        })
    }

    /// Invites whom it concerns, or invites once more; gives back until when the letter works.
    pub async fn invite(&mut self, target: &Target, rights: &[String]) -> Result<Moment> {
        let send_at = limits::send_at(self, target).await?;
        let whom = Invitee {
            account: &target.account,
            authorisation: &target.authorisation,
            language: target.language,
            by: self.permit.by_name(),
            organisation: &self.organisation.name,
            kind: &self.organisation.kind,
            rights,
            send_at,
            of_many: false,
        };
        let until = send_invitation(&mut self.tx, self.services, self.now, &whom).await?;
        let (id, by) = (target.authorisation.as_str(), self.permit.by().as_str());
        let waited = i64::from(target.held.is_some());
        execute!(&mut self.tx, sql::SENT_BY, id, by, waited)?;
        Ok(until)
    }

    /// The first of these rights that the organisation cannot hand on. One that this version's content does not know is handed
    /// on by whoever knows whether it takes two.
    pub async fn not_held(&mut self, codes: &[String]) -> Result<Option<Refusal>> {
        let held = organisations::holds(&mut self.tx, &self.organisation.id).await?;
        let kind = self.services.catalogue.kind(&self.organisation.kind);
        let is_known = |code: &str| kind.is_some_and(|kind| kind.right(code).is_some());
        Ok(codes
            .iter()
            .find(|code| !held.contains(code) || !is_known(code))
            .map(|code| Refusal::RightNotHeld { code: code.clone() }))
    }

    /// Writes the deed into the organisation's log, and whether a stand-in did it.
    pub fn record(
        &mut self,
        event: Event,
        target: &Target,
        mut facts: serde_json::Value,
    ) -> Result<()> {
        if !self.authority.chooses_admins() {
            facts["stand_in"] = true.into();
        }
        let entry = Entry::new(event, Actor::Person(self.permit.by()))
            .account(&target.account)
            .authorisation(&target.authorisation)
            .organisation(&self.organisation.id)
            .facts(facts);
        audit::record(&mut self.tx, self.now, entry)
    }

    /// Tells the person it concerns (SEC-43). Whoever has accepted nothing yet is told so often a day and no more: the page
    /// behind the invitation says how things stand.
    pub async fn tell(&mut self, target: &Target, letter: Letter) -> Result<()> {
        if !limits::may_tell(self, target).await? {
            return if letter.takes_away(self.now) {
                Ok(())
            } else {
                self.quietly().await
            };
        }
        let payer = Payer::Person(self.permit.by());
        let to = To::Account(&target.account);
        let draft = Draft::new(to, target.language, letter, payer).about(&target.authorisation);
        post::queue(&mut self.tx, self.services, self.now, draft).await
    }

    /// Counts what nobody is told of: whoever has accepted nothing hears so much and no more, and the trail keeps all of it.
    pub async fn quietly(&mut self) -> Result<()> {
        let by = self.permit.by().clone();
        quiet_deed(&mut self.tx, self.services, self.now, &by).await
    }

    /// Tells the admins who neither did it nor are concerned (SEC-43).
    pub async fn tell_fellows(&mut self, target: &Target, letter: Letter) -> Result<()> {
        let by = Doer {
            by: self.permit.by(),
            by_authorisation: self.permit.by_authorisation(),
            by_name: self.permit.by_name(),
            organisation: &self.organisation,
        };
        let whom = &target.authorisation;
        tell_fellows(&mut self.tx, self.services, self.now, &by, whom, letter).await
    }

    /// Refuses if nobody would look after the others in the end without this one: an admin who stays is followed by one who gets
    /// in now and stays, one whose end is in sight by anybody who gets in now and does not end sooner (SEC-47). An end is in sight that comes before another
    /// admin could be appointed (docs/decisions/0006).
    pub async fn somebody_stays(&mut self, without: &Target) -> Result<Result<(), Refusal>> {
        if without.role != Role::Admin {
            return Ok(Ok(()));
        }
        let rows: Vec<OtherAdmin> = on!(&mut self.tx, |c| sqlx::query_as(sql::OTHER_ADMINS)
            .bind(self.organisation.id.as_str())
            .bind(without.authorisation.as_str())
            .bind(self.now.unix_ms())
            .fetch_all(c))?;
        let mut others = Vec::new();
        let appointing = self.services.policy.appointing();
        let own = without.valid_until;
        let stays = dates::lasts(own, appointing, self.now);
        for row in rows {
            match row.lacks(appointing, self.now) {
                None => return Ok(Ok(())),
                Some(Lacks::Ends { until }) if !stays && own.is_some_and(|own| own <= until) => {
                    return Ok(Ok(()));
                }
                Some(why) => others.push(NotEnough {
                    name: full_name(&row.given_name, &row.infix, &row.family_name),
                    why,
                }),
            }
        }
        Ok(Err(Refusal::LastAdmin { others }))
    }

    /// Makes the deed true.
    pub async fn done(self) -> Result<()> {
        self.tx.commit().await
    }
}

/// Tells the admins of an organisation, but for who did it and whom it concerns. Also who was one a moment ago: a stop, or a role that was
/// taken, for the time of a deed, and given back, must hide it from nobody.
pub(super) async fn tell_fellows(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    by: &Doer<'_>,
    whom: &AuthorisationId,
    letter: Letter,
) -> Result<()> {
    tell_since(tx, services, (now.minus(UNDO), now), by, whom, letter).await
}

/// The same to those who are admins now, or were since a moment.
pub(super) async fn tell_since(
    tx: &mut Tx,
    services: &Services,
    (since, now): (Moment, Moment),
    by: &Doer<'_>,
    whom: &AuthorisationId,
    letter: Letter,
) -> Result<()> {
    let organisation = &by.organisation.id;
    let but = [by.by_authorisation, whom];
    for fellow in admins_since(tx, organisation, but, (since, now)).await? {
        let to = To::Account(&fellow.account);
        let draft =
            Draft::new(to, fellow.language, letter.clone(), Payer::Person(by.by)).about(whom);
        post::queue(tx, services, now, draft).await?;
    }
    Ok(())
}

/// The admins of an organisation, but for two who need not be told.
pub(super) async fn fellows(
    tx: &mut Tx,
    organisation: &OrganisationId,
    but: [&AuthorisationId; 2],
    now: Moment,
) -> Result<Vec<Fellow>> {
    admins_since(tx, organisation, but, (now, now)).await
}

async fn admins_since(
    tx: &mut Tx,
    organisation: &OrganisationId,
    but: [&AuthorisationId; 2],
    (since, now): (Moment, Moment),
) -> Result<Vec<Fellow>> {
    let rows: Vec<(String, String)> = on!(tx, |c| sqlx::query_as(sql::FELLOW_ADMINS)
        .bind(organisation.as_str())
        .bind(but[0].as_str())
        .bind(but[1].as_str())
        .bind(now.unix_ms())
        .bind(since.unix_ms())
        .fetch_all(c))?;
    let fellow = |(account, language): (String, String)| Fellow {
        account: AccountId::from_trusted(account),
        language: Language::from_code(&language).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(fellow).collect())
}

async fn acts_as(tx: &mut Tx, permit: &Permit<ChangeStaff>, now: Moment) -> Result<Authority> {
    let row: Option<(String, Option<i64>, Option<i64>)> =
        on!(tx, |c| sqlx::query_as(sql::ACTS_AS)
            .bind(permit.by_authorisation().as_str())
            .bind(permit.by().as_str())
            .bind(permit.organisation().as_str())
            .bind(now.unix_ms())
            .fetch_optional(c))?;
    let Some((role, from, until)) = row else {
        return Ok(Authority::None);
    };
    let role = Role::stored(&role);
    Ok(Authority::of(role, StandIn::stored(from, until), now))
}
