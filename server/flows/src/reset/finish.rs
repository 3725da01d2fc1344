//! The code: right, and in one transaction the link is used, the password counts, and everything old ends.

use domain::{
    ChallengeId, Moment,
    people::BlockReason,
    post::{Letter, Named},
    shared::code::TypedCode,
};
use serde_json::json;

use super::{off::doors, sql};
use crate::{
    Services, Tx,
    audit::{self, Actor, Entry, Event},
    challenges::{self, Challenge, NotAgain, Purpose},
    execute,
    freeze::{self, Sent},
    help, links,
    login::{self, DeviceCookie, Inside, NotRight, Stopped},
    own_password,
    owner::{self, Owner},
    passwords::StoredHash,
    places::{self, Place},
    post::{self, Draft, Payer, To},
    sessions,
    trouble::{Result, Trouble},
    who_is_my_admin,
};

/// What came of the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finished {
    /// The password counts, and the person is in.
    Inside(Inside),
    /// The account is blocked for a reason that only a person lifts; the old password stays.
    StillBlocked {
        /// Why.
        reason: BlockReason,
        /// Who can help.
        admins: Vec<Named>,
    },
    /// The password counts, and nothing opens with it but the invitation that waits.
    InvitationWaits,
    /// The password counts, and opens something from a day that is still to come.
    BeginsLater(Stopped),
    /// Access ended since the link was sent; the old password stays.
    Stopped(Stopped),
    /// Not a right code, or overtaken by something else: start again with the link, or with a new one.
    NotRight(NotRight),
}

/// Sends the code again.
pub async fn send_code_again(
    services: &Services,
    challenge: &ChallengeId,
) -> Result<Result<(), NotAgain>> {
    challenges::resend(services, challenge, Purpose::Reset).await
}

/// Checks the code. `device` is what the browser holds, `device_name` what it is, in words.
pub async fn finish(
    services: &Services,
    challenge: &ChallengeId,
    typed: &TypedCode,
    device: &DeviceCookie,
    device_name: &str,
) -> Result<Finished> {
    let now = services.now();
    let right = login::right_code(services, now, challenge, Purpose::Reset, typed).await?;
    let (mut tx, found) = match right {
        Ok(right) => right,
        Err(why) => return Ok(Finished::NotRight(why)),
    };
    let reset = Reset {
        services,
        now,
        found: &found,
        device,
        device_name,
    };
    let finished = reset.take_effect(&mut tx).await?;
    tx.commit().await?;
    Ok(finished)
}

/// A reset whose code was right.
struct Reset<'a> {
    services: &'a Services,
    now: Moment,
    found: &'a Challenge,
    device: &'a DeviceCookie,
    device_name: &'a str,
}

impl Reset<'_> {
    async fn take_effect(&self, tx: &mut Tx) -> Result<Finished> {
        let (services, now, found) = (self.services, self.now, self.found);
        let (Some(link), Some(hash)) = (&found.link, &found.new_password) else {
            return Err(Trouble::missing(
                "challenge",
                "new_password_hash",
                found.id.as_str(),
            ));
        };
        let owner = owner::lock(tx, &found.account).await?;
        if let Some(reason) = owner.blocked.filter(|reason| !reason.lifted_by_reset()) {
            let places = places::of(tx, &owner.id, now).await?;
            let admins = who_is_my_admin::helpers_of(tx, services, &owner, &places, now).await?;
            return Ok(Finished::StillBlocked { reason, admins });
        }
        let places = places::of(tx, &owner.id, now).await?;
        let mut doors = doors(&owner, &places, services, now).into_iter();
        let is_door = doors.any(|place| place.authorisation == found.authorisation);
        let mut stopped = login::stopped_in(tx, &owner.id, &found.authorisation, now).await?;
        if let Some(stopped) = stopped.take_if(|_| !is_door) {
            return Ok(Finished::Stopped(stopped));
        }
        if !links::use_up(tx, link, now).await? {
            return Ok(Finished::NotRight(NotRight::Over));
        }
        let epoch = self.replace_password(tx, &owner, hash).await?;
        self.tell(tx, &owner).await?;
        if let Some(stopped) = stopped {
            return Ok(if places.iter().any(Place::is_invited) {
                Finished::InvitationWaits
            } else {
                Finished::BeginsLater(stopped)
            });
        }
        // This browser just proved mailbox and phone, and the owner has a mail about it: no second one.
        let device = self.device.with(&services.keys, &owner.id, epoch, now);
        let who = (&owner.id, &found.authorisation);
        let inside = login::come_in(tx, services, who, &device, self.device_name).await?;
        Ok(Finished::Inside(inside))
    }

    /// The new password counts; sessions, known devices, other links, blocks and wrong tries of before do not (SEC-23).
    async fn replace_password(&self, tx: &mut Tx, owner: &Owner, hash: &StoredHash) -> Result<i64> {
        let now = self.now;
        let epoch = own_password::set(tx, self.services, now, owner, hash).await?;
        if let Some(reason) = owner.blocked {
            execute!(&mut *tx, sql::LIFT_BLOCK, owner.id.as_str(), reason.code())?;
        }
        challenges::forget_password(tx, &self.found.id).await?;
        sessions::end_all(tx, &owner.id, None).await?;
        links::withdraw_of_account(tx, &owner.id, links::Purpose::Reset, now).await?;
        freeze::end_sent(tx, &owner.id, now, Sent::All).await?;
        login::forget_wrong_tries(tx, self.services, &owner.id).await?;
        help::settle(tx, &owner.id, Some(&owner.id), now).await?;
        Ok(epoch)
    }

    async fn tell(&self, tx: &mut Tx, owner: &Owner) -> Result<()> {
        let (services, now, found) = (self.services, self.now, self.found);
        let authorisation = &found.authorisation;
        own_password::tell(tx, services, now, owner, authorisation, self.device_name).await?;
        let to = To::Number {
            account: &owner.id,
            e164: found.mobile.e164(),
        };
        let sms = Letter::PasswordChangedSms { at: now };
        let draft = Draft::new(to, owner.language, sms, Payer::Reader).about(authorisation);
        post::queue(tx, services, now, draft).await?;
        let lifted = owner.blocked.map(BlockReason::code);
        let entry = Entry::new(Event::ResetDone, Actor::Person(&owner.id))
            .account(&owner.id)
            .authorisation(authorisation)
            .facts(json!({ "lifted": lifted }));
        audit::record(tx, now, entry)
    }
}
