//! Statements of the audit trail.

/// Takes the next numbers of a chain; on PostgreSQL the row stays locked until the deed commits, so the chain never forks.
pub const NEXT: &str = "update audit_head set seq = seq + $2 where id = $1 returning seq, hash";

/// Columns of a row, in the order of [`add`].
const COLUMNS: usize = 12;

/// One statement that adds so many rows.
pub fn add(rows: usize) -> String {
    let row = |at: usize| {
        let binds: Vec<String> = (1..=COLUMNS)
            .map(|column| format!("${}", at * COLUMNS + column))
            .collect();
        format!("({})", binds.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!(
        "insert into audit (chain, seq, at, event, actor, actor_account_id, account_id, authorisation_id, organisation_id,
    facts, previous_hash, hash)
values {}",
        rows.join(", ")
    )
}

pub const MOVE_HEAD: &str = "update audit_head set hash = $2 where id = $1";

pub const HEADS: &str = "select id, seq, hash from audit_head order by id";

/// The hash of one row.
pub const HASH_OF: &str = "select hash from audit where chain = $1 and seq = $2";

/// Something that is another one each time: what is written as it stands is not written by SQLite.
pub const SAFE: &str = "
insert into probe (node, at)
values ('checkpoint', $1)
on conflict (node) do update set at = case when probe.at < excluded.at then excluded.at else probe.at + 1 end";

/// The newest checkpoint that was written to a folder.
pub const NEWEST_CHECKPOINT: &str = "select number, hash from newest_checkpoint where folder = $1";
/// Of two nodes that share a folder the later one may come first.
pub const IS_NEWEST_CHECKPOINT: &str = "
insert into newest_checkpoint (folder, number, hash)
values ($1, $2, $3)
on conflict (folder) do update set number = excluded.number, hash = excluded.hash
where newest_checkpoint.number < excluded.number";

/// What the first row of a chain follows from; the migrations set the heads to it.
pub const FIRST_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

pub const CHAIN_AFTER: &str = "
select chain, seq, at, event, actor, actor_account_id, account_id, authorisation_id, organisation_id, facts,
    previous_hash, hash
from audit
where chain = $1 and seq > $2
order by seq
limit $3 + 0";

/// A row of a chain that there is not.
pub const STRAY: &str = "
select chain, seq
from audit
where chain < 1 or chain > $1
order by chain, seq
limit 1";

/// On PostgreSQL each statement sees what was committed before it; the walk needs one picture. SQLite gives that unasked.
pub const ONE_SNAPSHOT: &str = "set transaction isolation level repeatable read";

/// A row with the names of who did it and whom it concerned: as the organisation knows them, else as they call themselves.
macro_rules! log_rows {
    ($organisation:literal, $from:expr, $where:expr) => {
        concat!(
            "select l.chain, l.seq, l.at, l.event, l.actor, l.authorisation_id, l.facts,
    coalesce(p.given_name, b.given_name) as actor_given, coalesce(p.infix, b.infix) as actor_infix,
    coalesce(p.family_name, b.family_name) as actor_family,
    s.given_name as subject_given, s.infix as subject_infix, s.family_name as subject_family
from ",
            $from,
            "
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

/// `$5` and `$6` are empty when they do not matter.
pub const PAGE: &str = log_rows!(
    "l.organisation_id",
    "audit l",
    "l.organisation_id = $1 and (l.at, l.chain, l.seq) < ($2, $3, $4)
    and ($5 = '' or l.authorisation_id = $5
        or l.actor_account_id = (select account_id from authorisation where id = $5 and organisation_id = $1))
    and ($6 = '' or $6 like '%,' || l.event || ',%')
    and l.at >= $7 and l.at < $8
order by l.at desc, l.chain desc, l.seq desc
limit $9 + 0"
);

/// Rows of the account itself stand in no organisation's log; those that tell why somebody cannot get in are shown.
pub const STORY: &str = log_rows!(
    "$1",
    "(
    select * from (
        select chain, seq from audit
        where authorisation_id = $2 and organisation_id = $1 and event <> 'desk_note_written'
        order by at desc, chain desc, seq desc limit $5 + 0
    ) here
    union
    select * from (
        select chain, seq from audit
        where account_id = $3 and authorisation_id is null and organisation_id is null and at >= $4 and at < $6
            and event in ('blocked', 'password_disabled', 'frozen', 'reset_done', 'password_changed')
        order by at desc, chain desc, seq desc limit $5 + 0
    ) account_itself
) told
cross join audit l",
    "l.chain = told.chain and l.seq = told.seq
order by l.at desc, l.chain desc, l.seq desc
limit $5 + 0"
);

/// Here and in what follows: what is counted is over when its time is over, and what a clock that was ahead wrote down is not
/// counted (docs/decisions/0019), or a limit of a day would last until that moment.
pub const HAPPENED_LATELY: &str = "
select count(*)
from audit
where authorisation_id = $1 and event = $2 and at > $3 and at <= $4";

/// The same by one person.
pub const HAPPENED_BY: &str = "
select count(*)
from audit
where authorisation_id = $1 and event = $2 and at > $3 and at <= $4 and actor_account_id = $5 and facts = $6";

/// What was written down when something first happened to one of them.
pub const FIRST_FACTS: &str = "
select facts
from audit
where authorisation_id = $1 and event = $2 and at > $3 and at <= $4
order by at, seq
limit 1";

/// How often something happened to one since this person last got in.
pub const SINCE_LOGIN: &str = "
select count(*)
from audit t join authorisation u on u.id = t.authorisation_id
where t.authorisation_id = $1 and t.event = $2 and t.at > $3 and t.at <= $4 and t.at > coalesce(u.last_login_at, 0)";

/// By everybody, and by the desk, of an account at all its organisations.
pub const UNBLOCKED_LATELY: &str = "
select count(*)
from audit
where account_id = $1 and event = $2 and at > $3 and at <= $4";

pub const UNBLOCKED_AFTER: &str = "
select max(at)
from audit
where account_id = $1 and event in ($2, $3) and at >= $4";

/// The event of the desk that so many came after (`$5`), if it is from lately.
pub const BY_DESK_BEFORE_THESE: &str = "
select at
from audit
where account_id = $1 and event = $2 and actor = 'desk' and at > $3 and at <= $4
order by at desc
limit 1 offset $5 + 0";

pub const DID_LATELY: &str = "
select count(*)
from audit
where authorisation_id = $1 and actor_account_id = $2 and event = $3 and at > $4 and at <= $5";

pub const LAST_DID: &str = "
select x.at, a.given_name, a.infix, a.family_name
from audit x join account a on a.id = x.actor_account_id
where x.authorisation_id = $1 and x.event = $2 and x.at > $3 and x.at <= $4
order by x.at desc, x.chain desc, x.seq desc
limit 1";

/// Along an index of what is looked at and has neither authorisation nor organisation.
pub const DID_ABOUT_LATELY: &str = "
select count(*)
from audit
where actor_account_id = $1 and facts = $2 and event = $3 and at > $4 and at <= $5 and authorisation_id is null
    and organisation_id is null";

pub const DID_AT_LATELY: &str = "
select count(*)
from audit
where organisation_id = $1 and actor_account_id = $2 and event = $3 and at > $4 and at <= $5
    and authorisation_id is null";
