//! Statements of challenges.

pub const OPEN: &str = "
insert into challenge (id, purpose, account_id, authorisation_id, mobile, wrong_tries, sends, last_send_at, created_at,
    link_id, new_password_hash, new_mobile, network)
values ($1, $2, $3, $4, $5, 0, 1, $6, $6, $7, $8, $9, $10)";

pub const FIND: &str = "
select id, purpose, account_id, authorisation_id, mobile, code_hash, code_expires_at, wrong_tries, sends, last_send_at,
    created_at, closed_at, link_id, new_password_hash, new_mobile, network
from challenge
where id = $1";

/// Where an authorisation is, and how often it has a right.
pub const WHERE_AND_DESK: &str = "
select u.organisation_id, (select count(*) from authorisation_right r where r.authorisation_id = u.id and r.right_code = $2)
from authorisation u
where u.id = $1";

pub const NUMBERS: &str = "select organisation_id, mobile from authorisation where account_id = $1";

/// Counts a try before it is looked at, so that parallel tries cannot outrun the count; locks the row until the commit.
pub const COUNT_TRY: &str = "
update challenge set wrong_tries = wrong_tries + 1
where id = $1 and closed_at is null and wrong_tries < $2
returning id, purpose, account_id, authorisation_id, mobile, code_hash, code_expires_at, wrong_tries, sends,
    last_send_at, created_at, closed_at, link_id, new_password_hash, new_mobile, network";

pub const CLOSE: &str = "
update challenge set closed_at = $2, code_hash = null
where id = $1 and closed_at is null";

/// Closes it for good: the code came back.
pub const VERIFY: &str = "
update challenge set closed_at = $2, verified_at = $2, code_hash = null
where id = $1 and closed_at is null";

pub const CLOSE_OF_AUTHORISATION: &str = "
update challenge set closed_at = $2, code_hash = null, new_password_hash = null
where authorisation_id = $1 and closed_at is null";

pub const FORGET_PASSWORD: &str = "update challenge set new_password_hash = null where id = $1";

pub const COUNT_SEND: &str = "
update challenge set sends = sends + 1, last_send_at = $2
where id = $1 and closed_at is null and sends < $3 and last_send_at <= $4";

pub const SET_CODE: &str = "
update challenge set code_hash = $2, code_expires_at = $3
where id = $1 and closed_at is null";

/// Of the newest codes that came back or had their chance: how many, how many messages, how many came back, and when
/// the last message was asked for.
pub const NEWEST: &str = "
select count(*), cast(coalesce(sum(sends), 0) as bigint), count(verified_at), coalesce(max(last_send_at), 0)
from (
    select sends, verified_at, last_send_at
    from challenge
    where (verified_at is not null or last_send_at <= $1) and purpose <> 'caller_check'
    order by created_at desc, id desc
    limit $2
) newest";
