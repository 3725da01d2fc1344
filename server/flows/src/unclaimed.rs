//! An account that nobody ever accepted anything with: an address that somebody typed, and no person's yet. Its name and
//! language are those of whoever invited it first, and it holds its address for nobody (docs/decisions/0015).

use domain::{AccountId, AuthorisationId, Language};

use crate::{Tx, execute, on, trouble::Result};

/// Whether nobody ever accepted anything with the account that is called `$a` in a statement.
macro_rules! unclaimed {
    ($a:literal) => {
        concat!(
            "(",
            $a,
            ".password_state = 'none' and ",
            $a,
            ".last_login_at is null and not exists (select 1 from authorisation claimed where claimed.account_id = ",
            $a,
            ".id and (claimed.state not in ('invited', 'stopped') or claimed.activated_at is not null)))"
        )
    };
}
pub(crate) use unclaimed;

/// The language of letters to the account `$a` about its authorisation `$u`: its owner's, or that of the invitation.
macro_rules! letters_language {
    ($a:literal, $u:literal) => {
        concat!(
            "case when ",
            $crate::unclaimed::unclaimed!($a),
            " then coalesce(",
            $u,
            ".language, ",
            $a,
            ".language) else ",
            $a,
            ".language end"
        )
    };
}
pub(crate) use letters_language;

const IS_UNCLAIMED: &str = concat!(
    "select count(*) from account a where a.id = $1 and ",
    unclaimed!("a")
);

const LANGUAGE_OF: &str = concat!(
    "select ",
    letters_language!("a", "u"),
    " from authorisation u join account a on a.id = u.account_id where u.id = $1"
);

const CLAIM: &str = "
update account
set (given_name, initials, infix, family_name, language) = (
    select u.given_name, u.initials, u.infix, u.family_name, coalesce(u.language, account.language)
    from authorisation u
    where u.id = $2
)
where id = $1";

/// In which language somebody is written to about an authorisation.
pub(crate) async fn language_of(tx: &mut Tx, authorisation: &AuthorisationId) -> Result<Language> {
    let (language,): (String,) = on!(tx, |c| sqlx::query_as(LANGUAGE_OF)
        .bind(authorisation.as_str())
        .fetch_one(c))?;
    Ok(Language::from_code(&language).unwrap_or_default())
}

/// Whether nobody ever accepted anything with this account.
pub(crate) async fn is_unclaimed(tx: &mut Tx, account: &AccountId) -> Result<bool> {
    let (unclaimed,): (i64,) = on!(tx, |c| sqlx::query_as(IS_UNCLAIMED)
        .bind(account.as_str())
        .fetch_one(c))?;
    Ok(unclaimed > 0)
}

/// Gives an account the name and the language of the invitation by which it becomes its owner's. The account is locked.
pub(crate) async fn claim(
    tx: &mut Tx,
    account: &AccountId,
    accepted: &AuthorisationId,
) -> Result<()> {
    execute!(tx, CLAIM, account.as_str(), accepted.as_str())?;
    Ok(())
}
