//! Correcting a mobile number: from now on codes go elsewhere, so it is a new key to the house (SEC-34).
//! Never one's own and never a fellow admin's; the mailbox, the old number and the other admins hear of it at once.

use domain::{
    AuthorisationId, MobileNumber, Moment,
    people::AuthorisationState,
    post::{HelpKind, Letter},
};
use serde_json::{Value, json};

use super::{
    deed::{Deed, Doer, Refusal, or_refuse, tell_fellows},
    elsewhere::works_elsewhere,
    spent, sql,
    target::Target,
};
use crate::{
    Permit, Seen, Services, Tx, address_change,
    audit::{Actor, Event},
    caller::right::{ChangeStaff, SeeStaff},
    challenges, ends, execute, freeze, on,
    post::{self, Draft, Payer, To},
    reset, sessions,
    trouble::Result,
};

/// Which number it is that another one takes the place of.
pub(super) fn number_facts(whom: &AuthorisationId, mobile: &MobileNumber) -> Value {
    json!({ "number_of": whom.as_str(), "mobile": mobile.e164() })
}

/// Changes where somebody's codes go, if that is where it was seen; at this organisation only (decisions.md 2).
///
/// Reset by mail keeps working for who works nowhere else (docs/decisions/0011): a new telephone and a forgotten password
/// come together.
pub async fn change_mobile(
    services: &Services,
    permit: &Permit<ChangeStaff>,
    (whom, seen): (&AuthorisationId, &Seen),
    new: &MobileNumber,
) -> Result<Result<(), Refusal>> {
    let mut deed = or_refuse!(Deed::begin(services, permit).await?);
    let target = or_refuse!(deed.whose_codes(whom).await?);
    if target.mobile == *new {
        return Ok(Err(Refusal::AlreadySo));
    }
    // A colleague may have put it right meanwhile: then this would be the number of before that.
    if !seen.shows(&services.keys, &number_facts(whom, &target.mobile)) {
        return Ok(Err(Refusal::Changed));
    }
    let event = Event::MobileChangedByAdmin;
    if spent::numbers(&mut deed.tx, services, whom, deed.now).await? {
        return Ok(Err(Refusal::OftenEnough));
    }
    let by = Doer {
        by: permit.by(),
        by_authorisation: permit.by_authorisation(),
        by_name: permit.by_name(),
        organisation: &deed.organisation,
    };
    redirect_codes(&mut deed.tx, services, deed.now, &target, new, &by).await?;
    let actor = Actor::Person(permit.by());
    ends::with_number(&mut deed.tx, services, deed.now, whom, actor).await?;
    let facts = json!({ "ends_in": new.last_two() });
    deed.record(event, &target, facts)?;
    deed.done().await?;
    Ok(Ok(()))
}

/// Whether codes go to this number already.
pub async fn has_number(
    services: &Services,
    permit: &Permit<SeeStaff>,
    whom: &AuthorisationId,
    number: &MobileNumber,
) -> Result<bool> {
    let mut tx = services.db.look().await?;
    let (has,): (i64,) = on!(&mut tx, |c| sqlx::query_as(sql::HAS_NUMBER)
        .bind(whom.as_str())
        .bind(permit.organisation().as_str())
        .bind(number.e164())
        .fetch_one(c))?;
    Ok(has > 0)
}

/// What a number that changed means for the whole account, whoever changed it (SEC-69): a change of address that waits is
/// over, and where the number could open another organisation too, no new password comes by mail for a while.
async fn after_another_number(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    target: &Target,
) -> Result<()> {
    let account = &target.account;
    // An invitation is another organisation's word alone: it keeps nobody out before it is accepted.
    if target.state == AuthorisationState::Invited {
        return Ok(());
    }
    address_change::end_open(tx, account, now).await?;
    if works_elsewhere(tx, services, account, &target.authorisation, now).await? {
        reset::turn_off(tx, services, account, (reset::Because::OfNumber, now)).await?;
    }
    Ok(())
}

/// From now on codes go to another number: what went to the old one opens nothing any more, and everybody concerned hears.
pub(crate) async fn redirect_codes(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    target: &Target,
    new: &MobileNumber,
    by: &Doer<'_>,
) -> Result<()> {
    let (whom, account) = (&target.authorisation, &target.account);
    let (at, by_id) = (now.unix_ms(), by.by.as_str());
    execute!(
        &mut *tx,
        sql::SET_MOBILE,
        whom.as_str(),
        new.e164(),
        at,
        by_id
    )?;
    after_another_number(tx, services, now, target).await?;
    sessions::end_of_authorisation(tx, whom).await?;
    // A code on its way to the old number must not open anything any more.
    challenges::close_of_authorisation(tx, whom, now).await?;
    let kind = HelpKind::WrongNumber.code();
    let asked = execute!(
        &mut *tx,
        sql::CLOSE_HELP_OF_KIND,
        whom.as_str(),
        kind,
        at,
        by_id
    )?;
    // The number of somebody who was never in is whatever an admin typed: nobody said that it is theirs, so it is no news to an
    // owner who may work elsewhere. Whoever said that it was wrong waits for it; that may be a stranger, so nobody blocks an account
    // for it (SEC-70).
    let accepted = target.state != AuthorisationState::Invited;
    if accepted || asked > 0 {
        let to_mailbox = Letter::MobileChanged {
            at: now,
            by: Some(by.by_name.to_owned()),
            organisation: by.organisation.name.clone(),
            ends_in: new.last_two().to_owned(),
        };
        let (to, payer) = (To::Account(account), Payer::Person(by.by));
        let mut draft = Draft::new(to, target.language, to_mailbox, payer).about(whom);
        let link;
        if accepted {
            link = freeze::make_link(tx, services, now, account, whom).await?;
            draft = draft.with_link(&link);
        }
        post::queue(tx, services, now, draft).await?;
    }
    // The telephone of before hears of it if it was theirs: one that an admin typed a moment ago may be a stranger's.
    if accepted && target.mobile_is_proved {
        let old = To::Number {
            account,
            e164: target.mobile.e164(),
        };
        let draft = Draft::new(
            old,
            target.language,
            Letter::NumberChangedOld,
            Payer::Person(by.by),
        )
        .about(whom);
        post::queue(tx, services, now, draft).await?;
    }
    let to_fellows = Letter::ColleagueNumberChanged {
        by: by.by_name.to_owned(),
        whom: target.full_name(),
        organisation: by.organisation.name.clone(),
    };
    tell_fellows(tx, services, now, by, whom, to_fellows).await
}
