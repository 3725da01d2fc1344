//! The first admin of an organisation, or one more when all others are gone: made by an operator (break-glass).
//! Whoever can log in there becomes admin at once; everybody else is invited, also whose access was over: until password and
//! number are proved anew nobody is admin by it. The other admins are told.

use domain::{
    AccountId, AuthorisationId, EmailAddress, Language, MobileNumber, Moment, PersonName,
    people::{AuthorisationState, Role},
    post::Letter,
};
use serde_json::json;

use super::known::{Known, known_organisations, lock, lock_people};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    login,
    people::{self, Giver, Invitee, NewPerson, Target},
    post::{self, Draft, Payer, To},
    trouble::{Result, Trouble},
    who_is_my_admin,
};

/// Who is to be admin.
#[derive(Clone, Debug)]
pub struct NewAdmin {
    /// Code of the organisation's kind.
    pub kind: String,
    /// The organisation's number.
    pub number: String,
    /// What they are called.
    pub name: PersonName,
    /// Login name.
    pub email: EmailAddress,
    /// Where codes go.
    pub mobile: MobileNumber,
    /// Language of letters.
    pub language: Language,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdminMade {
    /// The invitation is queued: accepting it makes an admin.
    Invited {
        /// The account is blocked, so that the invitation cannot be accepted before that is lifted.
        blocked: bool,
    },
    /// Somebody who works there is admin now, for good; name, number and rights stay as they were.
    Promoted {
        /// What this person is called there.
        name: String,
        /// The account is blocked, so that this person cannot log in before that is lifted.
        blocked: bool,
    },
    /// Somebody who is admin there for good already. Nothing changed.
    AlreadyAdmin {
        /// As in [`Self::Promoted`].
        name: String,
        /// As in [`Self::Promoted`].
        blocked: bool,
    },
    /// Somebody who has this address there is called otherwise, and has another number. Nothing changed.
    SomebodyElse {
        /// What this person is called there.
        name: String,
    },
    /// Somebody who is known there by this address has another one today. Nothing changed.
    OtherAddress,
    /// A newer version of this program stored something about this person: left alone.
    NewerVersion,
    /// There is no such organisation.
    NoOrganisation,
}

/// Who it is, and how far that person is from being admin.
struct Whom {
    account: AccountId,
    authorisation: AuthorisationId,
    language: Language,
    name: String,
    way: Way,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Invite,
    Promote,
    Nothing,
}

/// Makes somebody admin of an organisation, with every right that it holds if that begins with an invitation.
pub async fn create_admin(services: &Services, new: NewAdmin, by: &str) -> Result<AdminMade> {
    let now = services.now();
    let mut tx = services.db.write().await?;
    let known = known_organisations(&mut tx, now).await?;
    let Some(organisation) = known.get(&(new.kind.clone(), new.number.clone())) else {
        return Ok(AdminMade::NoOrganisation);
    };
    lock(&mut tx, std::iter::once(organisation)).await?;
    lock_people(&mut tx, std::iter::once((&new.email, organisation))).await?;
    let whom = match put_down(&mut tx, services, now, organisation, &new).await? {
        Ok(whom) => whom,
        Err(refused) => return Ok(refused),
    };
    if whom.way != Way::Nothing {
        tell(&mut tx, services, now, (organisation, by), &whom).await?;
        let entry = |event| {
            Entry::new(event, Actor::Operator)
                .account(&whom.account)
                .authorisation(&whom.authorisation)
                .organisation(&organisation.id)
        };
        if whom.way == Way::Invite {
            let facts = json!({ "role": Role::Admin.code(), "rights": organisation.rights });
            audit::record(&mut tx, now, entry(Event::Invited).facts(facts))?;
        }
        audit::record(&mut tx, now, entry(Event::AdminCreatedByOperator))?;
    }
    let out = login::locked_out(&mut tx, services, &whom.account, now).await?;
    // A password that strangers guessed at keeps nobody from choosing another one with an invitation or by mail.
    let blocked = out.blocked.is_some();
    tx.commit().await?;
    Ok(match whom.way {
        Way::Invite => AdminMade::Invited { blocked },
        Way::Promote => AdminMade::Promoted {
            name: whom.name,
            blocked,
        },
        Way::Nothing => AdminMade::AlreadyAdmin {
            name: whom.name,
            blocked,
        },
    })
}

/// Puts the admin into the books, or says why not. Locked is whoever is there.
async fn put_down(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    organisation: &Known,
    new: &NewAdmin,
) -> Result<Result<Whom, AdminMade>> {
    let person = NewPerson {
        organisation: &organisation.id,
        name: &new.name,
        email: &new.email,
        mobile: &new.mobile,
        language: new.language,
        role: Role::Admin,
        rights: &organisation.rights,
        valid_from: None,
        valid_until: None,
        by: Giver::Operator,
    };
    if let Some(before) = people::known_before(tx, &person).await? {
        let there = people::lock_target(tx, &organisation.id, &before.authorisation).await?;
        if there.is_none_or(|there| !there.is_past_restoring(now, &services.policy)) {
            return Ok(Err(AdminMade::OtherAddress));
        }
    }
    let here = match people::add(tx, services, now, &person).await? {
        Ok(added) => {
            return Ok(Ok(Whom {
                account: added.account,
                authorisation: added.authorisation,
                language: added.language,
                name: new.name.full(),
                way: Way::Invite,
            }));
        }
        Err(here) => here,
    };
    let there = people::lock_target(tx, &organisation.id, &here.authorisation).await?;
    let there = there.ok_or(Trouble::Program("a person who was there is not there"))?;
    if there.is_of_newer_version() {
        return Ok(Err(AdminMade::NewerVersion));
    }
    let is_meant = there.name.may_be(&new.name) || there.mobile == new.mobile;
    if there.state != AuthorisationState::Invited && !is_meant {
        return Ok(Err(AdminMade::SomebodyElse {
            name: there.full_name(),
        }));
    }
    let way = if there.state == AuthorisationState::Invited {
        people::correct(tx, services, now, &here.authorisation, &person).await?;
        Way::Invite
    } else if there.is_over(now) {
        people::invite_back(tx, services, now, &here, &person).await?;
        Way::Invite
    } else if is_admin_for_good(&there, now) {
        // An operator says so, too: whoever made an admin of this person before counts no more.
        people::note_admin(tx, services, now, (&here.authorisation, None)).await?;
        Way::Nothing
    } else {
        people::promote(tx, services, now, &here.authorisation).await?;
        Way::Promote
    };
    Ok(Ok(Whom {
        account: here.account,
        authorisation: here.authorisation,
        language: there.language,
        name: if way == Way::Invite {
            new.name.full()
        } else {
            there.full_name()
        },
        way,
    }))
}

/// Whether nothing ends or is still to begin.
fn is_admin_for_good(there: &Target, now: Moment) -> bool {
    let begun = there.valid_from.is_none_or(|from| from <= now);
    there.role == Role::Admin && begun && there.valid_until.is_none()
}

/// The invitation, or that somebody is admin now; and the admins there are hear of it.
async fn tell(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (organisation, by): (&Known, &str),
    whom: &Whom,
) -> Result<()> {
    if whom.way == Way::Invite {
        let invitee = Invitee {
            account: &whom.account,
            authorisation: &whom.authorisation,
            language: whom.language,
            by,
            organisation: &organisation.name,
            kind: &organisation.kind,
            rights: &organisation.rights,
            send_at: now,
            of_many: false,
        };
        people::send_invitation(tx, services, now, &invitee).await?;
    } else {
        let letter = Letter::RoleChanged {
            by: by.to_owned(),
            organisation: organisation.name.clone(),
            admin: true,
            own: false,
        };
        let draft = Draft::new(
            To::Account(&whom.account),
            whom.language,
            letter,
            Payer::Nobody,
        )
        .about(&whom.authorisation);
        post::queue(tx, services, now, draft).await?;
    }
    for admin in who_is_my_admin::of_organisation(tx, &organisation.id, now).await? {
        if admin.account == whom.account {
            continue;
        }
        let letter = Letter::AdminsChanged {
            by: by.to_owned(),
            organisation: organisation.name.clone(),
            whom: whom.name.clone(),
            admin: true,
            own: false,
        };
        let draft = Draft::new(
            To::Account(&admin.account),
            admin.language,
            letter,
            Payer::Nobody,
        )
        .about(&whom.authorisation);
        post::queue(tx, services, now, draft).await?;
    }
    Ok(())
}
