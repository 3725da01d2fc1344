//! Statements of sessions.

pub const CREATE: &str = "
insert into session (id_hash, public_id, account_id, authorisation_id, device, data, created_at, seen_at)
values ($1, $2, $3, $4, '', $5, $6, $6)
on conflict (id_hash) do nothing";

pub const SAVE: &str = "
update session set account_id = $2, authorisation_id = $3, data = $4, seen_at = $5
where id_hash = $1";

pub const LOAD: &str = "select data, created_at, seen_at from session where id_hash = $1";

pub const SEEN: &str = "update session set seen_at = $2 where id_hash = $1";

pub const DELETE: &str = "delete from session where id_hash = $1";

pub const SET_DEVICE: &str = "update session set device = $2 where id_hash = $1";

pub const LIST: &str = "
select id_hash, public_id, device, created_at, seen_at
from session
where account_id = $1 and authorisation_id is not null and seen_at > $2
order by seen_at desc, id_hash";

/// How often the sessions of an account that entered here were ended, there or everywhere.
pub const EPOCH: &str = "
select a.session_epoch + u.session_epoch
from authorisation u join account a on a.id = u.account_id
where u.id = $1";

pub const EPOCH_OF_ACCOUNT: &str = "select session_epoch from account where id = $1";

pub const RAISE: &str = "update account set session_epoch = session_epoch + 1 where id = $1";

pub const RAISE_OF_AUTHORISATION: &str =
    "update authorisation set session_epoch = session_epoch + 1 where id = $1";

pub const END_ONE: &str = "delete from session where account_id = $1 and public_id = $2";

pub const END_ALL: &str = "delete from session where account_id = $1 and id_hash <> $2";

pub const END_OF_AUTHORISATION: &str = "delete from session where authorisation_id = $1";

/// Only of who was logged in: whoever never was has nothing to be told.
pub const WHOSE: &str = "
select account_id, authorisation_id, created_at, seen_at
from session
where id_hash = $1 and authorisation_id is not null";

/// Of who gave a right password, and no code yet.
pub const HALF_WAY: &str = "
select created_at, seen_at
from session
where id_hash = $1 and account_id is not null and authorisation_id is null";

pub const EMPTY: &str = "
update session set data = '{}'
where account_id is not null and data <> '{}' and (seen_at <= $1 or created_at <= $2)";

pub const SWEEP: &str = "
delete from session
where account_id is null and (seen_at <= $1 or created_at <= $2) or seen_at <= $3";
