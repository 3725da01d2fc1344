//! Statements of reset.

/// Lifts a block that the owner's own reset may lift.
pub const LIFT_BLOCK: &str = "
update account set blocked_reason = null, blocked_at = null, shut_since = null
where id = $1 and blocked_reason = $2";

pub const TURN_OFF_STRICTLY: &str = "
update account set reset_off_strict_until = case when reset_off_strict_until > $2 then reset_off_strict_until else $2 end
where id = $1";

pub const TURN_OFF: &str = "
update account set reset_off_until = case when reset_off_until > $2 then reset_off_until else $2 end
where id = $1";
