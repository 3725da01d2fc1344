//! Statements of one's own account.

/// Reads one's own number and keeps the row locked until the commit.
pub const LOCK_NUMBER: &str = "
update authorisation set mobile = mobile
where id = $1 and account_id = $2
returning mobile";

pub const SET_NUMBER: &str = "
update authorisation set mobile = $2, mobile_changed_at = $3, mobile_changed_by = $4
where id = $1";

pub const RESET_OFF: &str = "update account set reset_off_until = $2 where id = $1";

pub const LAST_LOGIN: &str = "select last_login_at from account where id = $1";
