//! What the books say about how far somebody is out of reach: the post at one organisation and those at all the others.
//! Read with the account locked, because every deed that changes one of them locks it first (docs/decisions/0002).

use domain::{
    AccountId, AuthorisationId, Moment, OrganisationId,
    organisations::DESK_RIGHT,
    people::{
        AuthorisationState, Helper, Post, Posts, Role, StandIn, What, Who, helper_of_account, reach,
    },
};

use super::sql;
use crate::{
    Tx, on,
    trouble::{Result, Trouble},
};

#[derive(sqlx::FromRow)]
struct PostRow {
    id: String,
    role: String,
    state: String,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    ended_at: Option<i64>,
    stand_in_from: Option<i64>,
    stand_in_until: Option<i64>,
    looked_after_until: Option<i64>,
    at_desk_until: Option<i64>,
    given_at: Option<i64>,
    at_desk: bool,
}

/// Every post of an account, seen from one of its authorisations.
pub(crate) async fn posts_of(
    tx: &mut Tx,
    account: &AccountId,
    whom: &AuthorisationId,
) -> Result<Posts> {
    let (mut here, mut others) = (None, Vec::new());
    for row in rows_of(tx, account).await? {
        let own = row.id == whom.as_str();
        let post = row.read();
        if own {
            here = Some(post);
        } else {
            others.push(post);
        }
    }
    let here =
        here.ok_or_else(|| Trouble::missing("authorisation", "account_id", whom.as_str()))?;
    Ok(Posts { here, others })
}

/// Whether whoever stands in somewhere may do anything for somebody there.
pub(crate) async fn stand_in_reaches(
    tx: &mut Tx,
    (organisation, whom): (&OrganisationId, &AuthorisationId),
    now: Moment,
) -> Result<bool> {
    let (account,): (String,) = on!(&mut *tx, |c| sqlx::query_as(sql::ACCOUNT_AT)
        .bind(whom.as_str())
        .bind(organisation.as_str())
        .fetch_one(c))?;
    let posts = posts_of(tx, &AccountId::from_trusted(account), whom).await?;
    Ok(reach(Who::StandIn, What::Access, &posts.guards(now)).is_ok())
}

/// Who is the first who can help with the account itself.
pub(crate) async fn helper_for_account(
    tx: &mut Tx,
    account: &AccountId,
    now: Moment,
) -> Result<Helper> {
    let rows = rows_of(tx, account).await?.into_iter();
    let posts: Vec<Post> = rows.map(PostRow::read).collect();
    Ok(helper_of_account(&posts, now))
}

async fn rows_of(tx: &mut Tx, account: &AccountId) -> Result<Vec<PostRow>> {
    on!(tx, |c| sqlx::query_as(sql::POSTS)
        .bind(account.as_str())
        .bind(DESK_RIGHT)
        .fetch_all(c))
}

impl PostRow {
    fn read(self) -> Post {
        let moment = |at: Option<i64>| at.map(Moment::from_unix_ms);
        let ends = [moment(self.valid_until), moment(self.ended_at)];
        Post {
            role: Role::stored(&self.role),
            state: AuthorisationState::stored(&self.state),
            valid_from: moment(self.valid_from),
            valid_until: ends.into_iter().flatten().min(),
            stand_in: StandIn::stored(self.stand_in_from, self.stand_in_until),
            at_desk: self.at_desk,
            looked_after_until: moment(self.looked_after_until),
            at_desk_until: moment(self.at_desk_until),
            given_at: moment(self.given_at),
        }
    }
}
