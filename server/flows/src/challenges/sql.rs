//! Statements of challenges.

use crate::places::number_is_proved;

pub const OPEN: &str = "
insert into challenge (id, purpose, account_id, authorisation_id, mobile, wrong_tries, sends, last_send_at, created_at,
    link_id, new_password_hash, new_mobile, network, own_share)
values ($1, $2, $3, $4, $5, 0, 1, $6, $6, $7, $8, $9, $10, $11)";

pub const FIND: &str = "
select id, purpose, account_id, authorisation_id, mobile, code_hash, code_expires_at, wrong_tries, sends, last_send_at,
    created_at, closed_at, verified_at, link_id, new_password_hash, new_mobile, network, own_share
from challenge
where id = $1";

/// Where an authorisation is, how often it has a right, and as of which epoch browsers are known to its account.
/// Its number is the owner's once somebody came in with it.
pub const PLACE: &str = concat!(
    "
select u.organisation_id,
    (select count(*) from authorisation_right r where r.authorisation_id = u.id and r.right_code = $2),
    a.device_epoch, case when u.activated_at is not null and ",
    number_is_proved!("u"),
    " then u.mobile end
from authorisation u
join account a on a.id = u.account_id
where u.id = $1"
);

pub const NUMBERS: &str = "select organisation_id, mobile from authorisation where account_id = $1";

/// Counts a try before it is looked at, so that parallel tries cannot outrun the count; locks the row until the commit.
pub const COUNT_TRY: &str = "
update challenge set wrong_tries = wrong_tries + 1
where id = $1 and closed_at is null and wrong_tries < $2
returning id, purpose, account_id, authorisation_id, mobile, code_hash, code_expires_at, wrong_tries, sends,
    last_send_at, created_at, closed_at, verified_at, link_id, new_password_hash, new_mobile, network, own_share";

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

pub const SAID_OF_BUDGETS: &str = "
select distinct name
from budget
where name like 'alarm:nearly:%' or name like 'alarm:spent:%'";

pub const FORGET_PASSWORD: &str = "update challenge set new_password_hash = null where id = $1";

pub const COUNT_SEND: &str = "
update challenge set sends = sends + 1, last_send_at = $2
where id = $1 and closed_at is null and sends < $3 and last_send_at <= $4";

/// A message that never left.
pub const GIVE_SEND_BACK: &str = "update challenge set sends = sends - 1 where id = $1";

/// Keeps the code that the next one takes the place of.
pub const KEEP_CODE: &str = "
insert into former_code (challenge_id, bound_to, code_hash, expires_at, opens)
select id, id, code_hash, code_expires_at, 1
from challenge
where id = $1 and closed_at is null and code_hash is not null
on conflict do nothing";

/// Keeps the newest code of one challenge for another, if both are for the same purpose, person and number.
pub const KEEP_CODE_OF: &str = "
insert into former_code (challenge_id, bound_to, code_hash, expires_at, opens)
select n.id, o.id, o.code_hash, o.code_expires_at, $3
from challenge n
join challenge o on o.purpose = n.purpose and o.account_id = n.account_id
    and o.authorisation_id = n.authorisation_id and o.mobile = n.mobile
where n.id = $1 and o.id = $2 and n.id <> o.id and o.closed_at is null and o.code_hash is not null
on conflict do nothing";

/// The same with the codes that the other one knew already.
pub const KEEP_FORMER_OF: &str = "
insert into former_code (challenge_id, bound_to, code_hash, expires_at, opens)
select n.id, f.bound_to, f.code_hash, f.expires_at, f.opens * $3
from challenge n
join challenge o on o.purpose = n.purpose and o.account_id = n.account_id
    and o.authorisation_id = n.authorisation_id and o.mobile = n.mobile
join former_code f on f.challenge_id = o.id
where n.id = $1 and o.id = $2 and n.id <> o.id and o.closed_at is null
on conflict do nothing";

/// Ends the challenge whose place another took.
pub const CLOSE_FORMER: &str = "
update challenge set closed_at = $3, code_hash = null, new_password_hash = null
where id = $2 and id <> $1 and closed_at is null and exists (
    select 1 from challenge n
    where n.id = $1 and n.purpose = challenge.purpose and n.account_id = challenge.account_id
        and n.authorisation_id = challenge.authorisation_id and n.mobile = challenge.mobile)";

pub const FORMER: &str = "
select bound_to, code_hash, expires_at, opens from former_code where challenge_id = $1";

/// A try that was none.
pub const GIVE_TRY_BACK: &str = "update challenge set wrong_tries = wrong_tries - 1 where id = $1";

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
