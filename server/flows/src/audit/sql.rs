//! Statements of the audit trail.

/// Takes the next number; on PostgreSQL the row stays locked until the deed commits, so the chain never forks.
pub const NEXT: &str = "update audit_head set seq = seq + 1 where id = 1 returning seq, hash";

pub const ADD: &str = "
insert into audit (seq, at, event, actor, actor_account_id, account_id, authorisation_id, organisation_id, facts,
    previous_hash, hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

pub const MOVE_HEAD: &str = "update audit_head set hash = $1 where id = 1";
