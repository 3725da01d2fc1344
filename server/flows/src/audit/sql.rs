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
limit $2 + 0";

/// On PostgreSQL each statement sees what was committed before it; the walk needs one picture. SQLite gives that unasked.
pub const ONE_SNAPSHOT: &str = "set transaction isolation level repeatable read";
/// A row with the names of who did it and whom it concerned: as the organisation knows them, else as they call themselves.
macro_rules! log_rows {
    ($organisation:literal, $where:expr) => {
        concat!(
            "select l.seq, l.at, l.event, l.actor, l.authorisation_id, l.facts,
    coalesce(p.given_name, b.given_name) as actor_given, coalesce(p.infix, b.infix) as actor_infix,
    coalesce(p.family_name, b.family_name) as actor_family,
    s.given_name as subject_given, s.infix as subject_infix, s.family_name as subject_family
from audit l
left join authorisation s on s.id = l.authorisation_id
left join authorisation p on p.organisation_id = ",
            $organisation,
            " and p.account_id = l.actor_account_id
left join account b on b.id = l.actor_account_id
where ",
            $where
        )
    };
}

/// `$3` and `$4` are empty when they do not matter.
pub const PAGE: &str = log_rows!(
    "l.organisation_id",
    "l.organisation_id = $1 and l.seq < $2
    and ($3 = '' or l.authorisation_id = $3
        or l.actor_account_id = (select account_id from authorisation where id = $3 and organisation_id = $1))
    and ($4 = '' or $4 like '%,' || l.event || ',%')
    and l.at >= $5 and l.at < $6
order by l.seq desc
limit $7 + 0"
);

/// Rows of the account itself stand in no organisation's log; those that tell why somebody cannot get in are shown.
pub const STORY: &str = log_rows!(
    "$1",
    "l.seq in (
    select seq from (
        select seq from audit
        where authorisation_id = $2 and organisation_id = $1
        order by seq desc limit $5 + 0
    ) here
    union
    select seq from (
        select seq from audit
        where account_id = $3 and authorisation_id is null and organisation_id is null and at >= $4
            and event in ('blocked', 'password_disabled', 'frozen', 'reset_done', 'password_changed')
        order by seq desc limit $5 + 0
    ) account_itself
)
order by l.seq desc
limit $5 + 0"
);

pub const COUNT_SINCE: &str = "
select count(*)
from audit
where authorisation_id = $1 and event = $2 and at > $3";

pub const COUNT_BY_DESK_SINCE: &str = "
select count(*)
from audit
where authorisation_id = $1 and event = $2 and actor = 'desk' and at > $3";

pub const DID_SINCE: &str = "
select count(*)
from audit
where authorisation_id = $1 and actor_account_id = $2 and event = $3 and at > $4";

pub const HAPPENED_SINCE: &str = "
select count(*)
from audit
where authorisation_id = $1 and event = $2 and at > $3";

/// Along an index of what is looked at and has neither authorisation nor organisation.
pub const DID_ABOUT_SINCE: &str = "
select count(*)
from audit
where actor_account_id = $1 and facts = $2 and event = $3 and at > $4 and authorisation_id is null
    and organisation_id is null";

pub const DID_AT_SINCE: &str = "
select count(*)
from audit
where organisation_id = $1 and actor_account_id = $2 and event = $3 and at > $4 and authorisation_id is null";
