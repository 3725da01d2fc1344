//! Somebody who was here before and is to come back: access had ended on its date, or was stopped. It begins anew with an
//! invitation, because the number is another one by now, or was never in this person's hands.
//! The desk and an operator do this for whoever is to be admin, an admin for whom nobody can restore any more; the organisation
//! is locked ([`crate::organisations::lock`]).

use domain::{AccountId, Moment, people::Elsewhere};

use super::{
    elsewhere::{elsewhere, lift_for_invitation},
    sql,
    store::{Here, NewPerson, correct},
    words_and_rights::Giver,
};
use crate::{Services, Tx, challenges, ends, execute, sessions, trouble::Result};

/// Makes somebody invited again whose access is over, under what stands in `new`.
///
/// Until it is accepted this is "never activated", so that nobody restores what was not proved. A password that opens
/// nothing else is forgotten with the access it belonged to: whoever comes back after years would be asked for it here,
/// and a reset helps only those who have access.
pub(crate) async fn invite_back(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    here: &Here,
    new: &NewPerson<'_>,
) -> Result<()> {
    let (account, authorisation) = (here.account.as_str(), here.authorisation.as_str());
    // An admin alone does nothing to a password that others could have open something again (SEC-69).
    let alone = matches!(new.by, Giver::Admin(_));
    let others = elsewhere(tx, services, &here.account, Some(&here.authorisation), now).await?;
    let mut idle = 0;
    if !alone || others == Elsewhere::Nothing {
        let now = now.unix_ms();
        idle = execute!(
            &mut *tx,
            sql::FORGET_IDLE_PASSWORD,
            account,
            authorisation,
            now
        )?;
    }
    // Nor does what blocked it keep out whom the desk brings back, with two agents who looked.
    if idle == 1 {
        lift_for_invitation(tx, services, now, &here.account).await?;
    }
    let (back, actor) = ((&here.account, &here.authorisation), new.by.actor());
    ends::with_access(tx, services, now, back, actor).await?;
    execute!(
        &mut *tx,
        sql::KEEP_PROVED_NUMBER,
        authorisation,
        now.unix_ms()
    )?;
    let by = new.by.person().map(AccountId::as_str);
    execute!(&mut *tx, sql::INVITE_BACK, authorisation, now.unix_ms(), by)?;
    correct(tx, services, now, &here.authorisation, new).await?;
    // What was open when access ended must not be open again when it begins.
    challenges::close_of_authorisation(tx, &here.authorisation, now).await?;
    sessions::end_of_authorisation(tx, &here.authorisation).await?;
    Ok(())
}
