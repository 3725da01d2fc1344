//! A new password of one's own: held against the rules, compared with the present one, hashed, stored.
//! Shared by reset, activation and account, so that the rules are the same wherever a password is chosen.

use domain::{
    AccountId, AuthorisationId, Moment, NewPassword, TypedPassword,
    post::Letter,
    shared::password_rules::{Context, PasswordProblem},
};

use crate::{
    Services, Tx, address_change,
    budgets::{Budget, HOUR},
    challenges, execute, freeze,
    owner::Owner,
    passwords::{Asker, Busy, Rank, Share, StoredHash, Verdict},
    places::Place,
    post::{self, Draft, Payer, To},
    trouble::Result,
};

/// New passwords compared with the present one, an hour, where the present one was not asked for.
const COMPARED_PER_HOUR: u32 = 10;

const SET: &str = "
update account set password_hash = $2, password_state = 'set', password_changed_at = $3, device_epoch = device_epoch + 1,
    wish_lifted_at = null
where id = $1";

/// Words that a password must not be built from, for rules that are also checked while somebody types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordWords {
    /// First name and family name.
    pub own_names: Vec<String>,
    /// The address somebody logs in with, as shown.
    pub email: String,
    /// Names of the person's organisations.
    pub organisation_names: Vec<String>,
    /// Names of the portal and of whoever runs it.
    pub product_names: Vec<String>,
}

impl PasswordWords {
    pub(crate) fn of(services: &Services, owner: &Owner, places: &[Place]) -> Self {
        Self {
            own_names: vec![owner.given_name.clone(), owner.family_name.clone()],
            email: owner.email.for_display(),
            organisation_names: places
                .iter()
                .map(|place| place.organisation_name.clone())
                .collect(),
            product_names: services.policy.product_names.clone(),
        }
    }

    /// Everything that is wrong with a new password, as far as that can be seen without the present one.
    pub(crate) async fn problems(
        &self,
        services: &Services,
        typed: &TypedPassword,
    ) -> Vec<PasswordProblem> {
        let leaked = has_leaked(services, typed).await;
        let context = Context {
            own_names: &borrowed(&self.own_names),
            email: &self.email,
            organisation_names: &borrowed(&self.organisation_names),
            product_names: &borrowed(&self.product_names),
            blocklist: Some(&services.blocklist),
            is_known: Some(&|_| leaked),
        };
        NewPassword::parse(typed, &context)
            .err()
            .unwrap_or_default()
    }
}

/// Whether a password stands in the operator's file of leaked ones. A file that can no longer be read keeps nobody out:
/// every other rule still holds, and whoever is locked out needs a new password today.
async fn has_leaked(services: &Services, typed: &TypedPassword) -> bool {
    let Some(leaked) = services.leaked.clone() else {
        return false;
    };
    let typed = typed.clone();
    let found = tokio::task::spawn_blocking(move || leaked.contains(typed.expose())).await;
    let found = found.map_err(std::io::Error::other).flatten();
    found.unwrap_or_else(|trouble| {
        tracing::error!(%trouble, "the file of leaked passwords cannot be read; a password was taken without it");
        false
    })
}

/// Takes the share of the hashing pool that somebody has who proved to be the owner of an account: by a session, or by a
/// link from the mailbox. `network` as in [`crate::login::Attempt`].
pub(crate) fn share<'s>(
    services: &'s Services,
    account: &AccountId,
    network: &str,
) -> Result<Share<'s>, Busy> {
    let asker = Asker {
        rank: Rank::Person,
        person: account.as_str(),
        network,
    };
    let most = services.policy.looks_per_quarter;
    services.hasher.enter(&asker, services.now(), most)
}

/// Hashes a password that passed the rules. Outside any transaction: it takes long on purpose.
pub(crate) async fn hash(
    services: &Services,
    share: &Share<'_>,
    typed: &TypedPassword,
) -> Result<Result<StoredHash, Busy>> {
    share.hash(typed, services.chance.as_ref()).await
}

/// Whether a new password is the one in use now.
pub(crate) async fn is_present(
    share: &Share<'_>,
    owner: &Owner,
    typed: &TypedPassword,
) -> Result<Result<bool, Busy>> {
    let verdict = share.verify(typed, owner.hash.as_ref()).await?;
    Ok(verdict.map(Verdict::is_right))
}

/// Whether one more new password may be compared with the present one: whoever has the mailbox, or an open session, learns
/// no more by it. `Err`: not before then. `whom` names the link or the account that tries.
pub(crate) async fn may_compare(
    services: &Services,
    whom: impl std::fmt::Display,
) -> Result<Result<(), Moment>> {
    let now = services.now();
    let budget = Budget::new(format!("compared:{whom}"), HOUR, COMPARED_PER_HOUR);
    let mut tx = services.db.write().await?;
    let within = budget.spend(&mut tx, now).await?;
    tx.commit().await?;
    Ok(if within {
        Ok(())
    } else {
        Err(budget.window_end(now))
    })
}

/// Makes a password count. Every browser has to prove itself anew: the device epoch goes up (SEC-23).
/// A change of address that waits ends: whoever asked for it may be why the password is changed. Codes that were sent to whoever
/// knew the one of before count no more.
/// Gives back the new epoch; the account must be locked.
pub(crate) async fn set(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    owner: &Owner,
    hash: &StoredHash,
) -> Result<i64> {
    execute!(
        &mut *tx,
        SET,
        owner.id.as_str(),
        hash.for_storage(),
        now.unix_ms()
    )?;
    challenges::login_begins_anew(tx, services, &owner.id).await?;
    address_change::end_open(tx, &owner.id, now).await?;
    Ok(owner.epoch + 1)
}

/// Tells the mailbox, with a link to freeze the account if it was somebody else.
pub(crate) async fn tell(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    owner: &Owner,
    authorisation: &AuthorisationId,
    device_name: &str,
) -> Result<()> {
    let link = freeze::make_link(tx, services, now, &owner.id, authorisation).await?;
    let letter = Letter::PasswordChanged {
        at: now,
        device: device_name.to_owned(),
    };
    let draft = Draft::new(
        To::Account(&owner.id),
        owner.language,
        letter,
        Payer::Reader,
    )
    .about(authorisation)
    .with_link(&link);
    post::queue(tx, services, now, draft).await
}

fn borrowed(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
