//! Statements of one's own account.

use crate::open_now::is_open;

/// Reads one's own number and keeps the row locked until the commit.
pub const LOCK_NUMBER: &str = "
update authorisation set mobile = mobile
where id = $1 and account_id = $2
returning mobile";

pub const SET_NUMBER: &str = "
update authorisation set mobile = $2, mobile_changed_at = $3, mobile_changed_by = $4, as_of = $3
where id = $1";

pub const LAST_LOGIN: &str = "select last_login_at from account where id = $1";

pub const DETAILS: &str = "
select email, email_canonical, given_name, initials, infix, family_name, language, last_login_at, last_login_device
from account
where id = $1";

/// The codes of what opens something now.
pub const OWN_CODES: &str = concat!(
    "
select o.name, u.access_code
from authorisation u join organisation o on o.id = u.organisation_id
where u.account_id = $1 and ",
    is_open!("u", "$2"),
    " and (o.ended_at is null or o.ended_at > $2)
order by o.name_key, u.id"
);

pub const SET_LANGUAGE: &str = "update account set language = $2 where id = $1";
