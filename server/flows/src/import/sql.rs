//! Statements of the import: what it compares a file with. What it writes goes through `people` and `organisations`.

use crate::{known_as::known_as, unclaimed::letters_language};

pub const ORGANISATIONS: &str = "
select o.id, o.kind, o.number, o.name
from organisation o
where o.ended_at is null or o.ended_at > $1";

/// Every organisation there ever was: whose number a new one must not nearly have.
pub const NUMBERS: &str = "
select kind, number
from organisation";

pub const RIGHTS_HELD: &str = "
select organisation_id, right_code
from organisation_right
order by organisation_id, right_code";

/// The address of today of whom an address is at an organisation.
pub const ADDRESS_OF_TODAY: &str = concat!(
    "
select a.email_canonical
from authorisation u join account a on a.id = u.account_id
where u.id = ",
    known_as!("$1", "$2")
);

pub const LOCK_ACCOUNT: &str = "update account set language = language where email_canonical = $1";

pub const LOCK_AUTHORISATION: &str = "
update authorisation set role = role
where organisation_id = $2 and account_id in (select id from account where email_canonical = $1)";

/// Whom an address is at one organisation.
pub const PERSON: &str = concat!(
    "
select u.id, u.account_id, u.role, u.state, u.given_name, u.initials, u.infix, u.family_name, u.mobile,
    u.valid_from, u.valid_until, u.invited_at, u.mobile_changed_at, u.as_filed, ",
    letters_language!("a", "u"),
    " as language, coalesce(u.email_then, a.email) as email,
    coalesce(u.email_then, a.email_canonical) as email_canonical
from authorisation u
join account a on a.id = u.account_id
where u.id = ",
    known_as!("$1", "$2")
);

pub const FILED: &str = "update authorisation set as_filed = $2 where id = $1";

/// Everybody who has no access because it is over, or because an invitation was withdrawn, by every address.
pub const WITHOUT_ACCESS: &str = concat!(
    "
select o.kind, o.number, a.email_canonical
from authorisation u
join account a on a.id = u.account_id
join organisation o on o.id = u.organisation_id
where u.state = 'stopped' or u.valid_until <= $1
union
select o.kind, o.number, b.email_canonical
from address_before b
join authorisation u on u.id = b.authorisation_id
join organisation o on o.id = u.organisation_id
where (u.state = 'stopped' or u.valid_until <= $1) and u.id = ",
    known_as!("b.email_canonical", "u.organisation_id")
);

pub const BEGIN_RUN: &str = "
insert into import_run (id, kind, state, total, through, invited_by, added, changed, unchanged, left_alone, invitations,
    skipped, created_at, touched_at)
values ($1, $2, 'waiting', 0, 0, $3, 0, 0, 0, 0, 0, 0, $4, $4)";

pub const TOUCH: &str = "update import_run set touched_at = $2 where id = $1";

pub const PUT_DOWN: &str = "insert into import_row (run_id, place, content) values ($1, $2, $3)";

/// The short switch: from here on the file is taken.
pub const SWITCH: &str = "
update import_run
set state = 'going', total = $2, touched_at = $3
where id = $1 and state = 'waiting'
    and $2 = (select count(*) from import_row r where r.run_id = import_run.id)";

pub const KIND: &str = "select kind from import_run where id = $1";

pub const LOCK_RUN: &str = "
update import_run
set touched_at = $2
where id = $1 and state in ('going', 'done')
returning state, total, invited_by, added, changed, unchanged, left_alone, invitations, skipped";

pub const NEXT_ROWS: &str = "
select place, content
from import_row
where run_id = $1 and place > $2
order by place
limit $3 + 0";

pub const NEXT_ROW: &str = "select min(place) from import_row where run_id = $1 and place > $2";

/// Everything before the first row that is still there is through.
pub const WENT_ON: &str = "
update import_run
set through = coalesce((select min(r.place) - 1 from import_row r where r.run_id = import_run.id), $2),
    added = added + $3, changed = changed + $4, unchanged = unchanged + $5, left_alone = left_alone + $6,
    invitations = invitations + $7, skipped = skipped + $8
where id = $1";

pub const FORGET_ROWS: &str =
    "delete from import_row where run_id = $1 and place > $2 and place < $3";

pub const RUN_DONE: &str = "update import_run set state = 'done', touched_at = $2 where id = $1";

/// Files that were taken and are not in the books yet, and that nobody touched lately.
pub const GOING: &str = "
select id
from import_run
where state = 'going' and touched_at <= $1
order by created_at, id";

/// Rows of files that were taken, of which nobody took any into the books lately.
pub const LEFT: &str = "
select count(*)
from import_row r
join import_run i on i.id = r.run_id
where i.state = 'going' and i.touched_at <= $1";

pub const LEFT_OF_RUN: &str = "select count(*) from import_row where run_id = $1";

pub const FORGET_WAITING_ROWS: &str = "
delete from import_row
where run_id in (select id from import_run where id = $1 and state = 'waiting')";

pub const FORGET_WAITING: &str = "delete from import_run where id = $1 and state = 'waiting'";

pub const FORGET_NEVER_READY_ROWS: &str = "
delete from import_row
where run_id in (select id from import_run where state = 'waiting' and touched_at < $1)";

pub const FORGET_RUNS: &str = "
delete from import_run
where (state = 'waiting' and touched_at < $1) or (state = 'done' and touched_at < $2)";
