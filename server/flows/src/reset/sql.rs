//! Statements of reset.

/// Lifts a block that the owner's own reset may lift.
pub const LIFT_BLOCK: &str = "
update account set blocked_reason = null, blocked_at = null
where id = $1 and blocked_reason = $2";
