//! Statements of the audit trail.

/// Takes the next number; on PostgreSQL the row stays locked until the deed commits, so the chain never forks.
pub const NEXT: &str = "update audit_head set seq = seq + 1 where id = 1 returning seq, hash";

pub const ADD: &str = "
insert into audit (seq, at, event, actor, actor_account_id, account_id, authorisation_id, organisation_id, facts,
    previous_hash, hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

pub const MOVE_HEAD: &str = "update audit_head set hash = $1 where id = 1";

pub const HEAD: &str = "select seq, hash from audit_head where id = 1";

/// What the first row follows from; the migration sets the head to it.
pub const FIRST_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

pub const PAGE_AFTER: &str = "
select seq, at, event, actor, actor_account_id, account_id, authorisation_id, organisation_id, facts, previous_hash, hash
from audit
where seq > $1
order by seq
limit $2";

/// On PostgreSQL each statement sees what was committed before it; the walk needs one picture. SQLite gives that unasked.
pub const ONE_SNAPSHOT: &str = "set transaction isolation level repeatable read";
