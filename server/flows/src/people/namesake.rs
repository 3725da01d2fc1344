//! Whether a colleague is called so already: asked where somebody takes a name or is given one, with both in the books.

use domain::{
    AccountId, AuthorisationId, Moment, OrganisationId, PersonName,
    people::{Called, Guard, Unfit},
    shared::{lookalike::in_latin, search::plain_words_of},
};

use super::{posts::posts_of, rights::rights_of, sql};
use crate::{Services, Tx, on, trouble::Result};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    account_id: String,
    given_name: String,
    initials: String,
    infix: String,
    family_name: String,
    there: bool,
}

/// Whose name this is, if nobody of this organisation may take it or be given it: that of somebody beside whom it may not stand, other
/// than the account itself, or ours.
pub(super) async fn whose(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (organisation, account): (&OrganisationId, &AccountId),
    wanted: &Called,
) -> Result<Option<Unfit>> {
    if wanted.name.is_of_house(&services.policy.product_names) {
        return Ok(Some(Unfit::House));
    }
    // One word that nobody called so can be without, and few others have; in the letters that were typed, or those they look like.
    let word = plain_words_of(&wanted.name.full())
        .into_iter()
        .max_by_key(|word| word.chars().count())
        .unwrap_or_default();
    let rows: Vec<Row> = on!(&mut *tx, |c| sqlx::query_as(sql::FOUND_BY)
        .bind(organisation.as_str())
        .bind(&word)
        .bind(account.as_str())
        .bind(now.unix_ms())
        .bind(in_latin(&word))
        .fetch_all(c))?;
    for row in rows {
        let name =
            PersonName::from_stored(row.given_name, row.initials, row.infix, row.family_name);
        if !name.reads_as(&wanted.name) {
            continue;
        }
        let account = AccountId::from_trusted(row.account_id);
        let authorisation = AuthorisationId::from_trusted(row.id);
        let signs = if row.there {
            signs(tx, services, now, (&account, &authorisation)).await?
        } else {
            // Whoever was put out just now is back in a moment; nobody else who is gone is taken for anybody.
            let posts = posts_of(tx, &account, &authorisation).await?;
            posts.here.elsewhere(now) != Guard::None
        };
        if (row.there || signs) && !wanted.may_stand_beside(&Called { name, signs }) {
            return Ok(Some(Unfit::Colleagues));
        }
    }
    Ok(None)
}

/// Whether somebody signs deeds to others at one organisation, or did lately: a role that is put down for a moment is no way to
/// a name.
pub(super) async fn signs(
    tx: &mut Tx,
    services: &Services,
    now: Moment,
    (account, authorisation): (&AccountId, &AuthorisationId),
) -> Result<bool> {
    let posts = posts_of(tx, account, authorisation).await?;
    let held = rights_of(tx, authorisation).await?;
    let eyes = held
        .iter()
        .any(|right| services.catalogue.has_four_eyes(right));
    Ok(eyes || posts.here.here(now) != Guard::None)
}
