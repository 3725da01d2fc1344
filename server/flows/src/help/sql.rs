//! Statements of asking for help.

use crate::open_now::lasts_beyond;

/// One open request for each authorisation and kind; asking again leaves the first one on its way. One of before
/// requests moved on begins its way now. Rights that are named now take the place of those of before; who names none leaves
/// them.
pub const OPEN: &str = "
insert into help_request (id, organisation_id, authorisation_id, kind, created_at, stage, asked_id, next_at, wanted)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (authorisation_id, kind) where closed_at is null do update set
    stage = case when help_request.next_at is null and help_request.stage <> 'desk'
        then excluded.stage else help_request.stage end,
    asked_id = coalesce(help_request.asked_id, excluded.asked_id),
    next_at = case when help_request.stage = 'desk' then null else coalesce(help_request.next_at, excluded.next_at) end,
    wanted = case when excluded.wanted = '' then help_request.wanted else excluded.wanted end
returning stage, asked_id, next_at, wanted";

/// Where the open request of a kind is.
pub const STAGE_OF_OPEN: &str = "select stage from help_request where authorisation_id = $1 and kind = $2 and closed_at is null";

/// What somebody who is stuck asked and nobody of the organisation answered, and who closed it after `$3`; more rights are nothing that the
/// desk gives.
pub const UNANSWERED: &str = "
select h.closed_by
from help_request h
where h.authorisation_id = $1 and h.stage = 'desk' and h.kind <> $2
    and (h.closed_at is null or (h.closed_at > $3 and h.closed_by <> $4 and not exists (
        select 1 from authorisation x
        where x.account_id = h.closed_by and x.organisation_id = h.organisation_id
            and (x.role = 'beheerder' or x.stand_in_until > $3))))
order by h.id";

/// Whoever can come in again waits for nobody any more, but for an invitation: nothing that opens elsewhere opens that, or shows
/// there (SEC-04).
pub const SETTLE: &str = "
update help_request set closed_at = $3, closed_by = $4
where closed_at is null and kind = $2
    and authorisation_id in (select id from authorisation where account_id = $1 and state <> 'invited')";

/// A code reached the number that was called wrong.
pub const NUMBER_PROVED: &str = "
update help_request set closed_at = $3, closed_by = $4
where authorisation_id = $1 and kind = $2 and closed_at is null";

/// How many are admin somewhere, or invited to be, until after `$2`.
pub const ADMINS_AT: &str = concat!(
    "
select count(*)
from authorisation u
where u.organisation_id = $1 and u.role = 'beheerder' and u.state in ('active', 'invited') and ",
    lasts_beyond!("u", "$2")
);

/// Whether mail to somebody failed lately, and none has arrived since. `|| ''` keeps SQLite from walking along every
/// letter that was ever sent.
pub const MAIL_FAILS: &str = "
select count(*)
from (
    select ended_at from outbox
    where account_id = $1 and channel = 'mail' and state = 'failed' and ended_at > $2
    order by ended_at desc
    limit 1
) failed
where not exists (
    select 1 from outbox later
    where later.account_id = $1 and later.channel = 'mail' and later.state || '' = 'sent' and later.ended_at > failed.ended_at)";

/// Requests that waited long enough, the longest waiting first, and whose they are.
pub const DUE: &str = "
select h.id, u.account_id
from help_request h join authorisation u on u.id = h.authorisation_id
where h.closed_at is null and h.next_at <= $1
order by h.next_at, h.id
limit $2 + 0";

/// Requests at the desk, which move on no more, of people whose access is over, and whose they are.
pub const OVER_AT_DESK: &str = concat!(
    "
select h.id, u.account_id
from help_request h
join authorisation u on u.id = h.authorisation_id
join organisation o on o.id = u.organisation_id
where h.closed_at is null and h.stage = 'desk'
    and (u.state = 'stopped' or o.ended_at <= $1 or u.state = 'active' and not ",
    lasts_beyond!("u", "$1"),
    ")
order by h.created_at, h.id
limit $2 + 0"
);

/// A request that still waits; none if another node was there before, or an answer.
pub const WAITING: &str = "
select authorisation_id, kind, stage, asked_id, wanted
from help_request
where id = $1 and closed_at is null and (next_at <= $2 or stage = 'desk')";

pub const MOVE_ON: &str = "
update help_request set stage = $3, next_at = $4
where id = $1 and closed_at is null and next_at <= $2";

/// Nobody waits any more behind a request whose owner is gone.
pub const CLOSE: &str = "
update help_request set closed_at = $2
where id = $1 and closed_at is null";

/// Requests that came to the service desk, each with who dealt with it; nobody, if that was its owner or nobody of the house.
macro_rules! at_desk {
    ($where:literal) => {
        concat!(
            "
select h.id, h.authorisation_id, h.kind, h.created_at, h.wanted, h.closed_at, u.given_name, u.infix, u.family_name,
    o.name as organisation_name, o.kind as organisation_kind,
    c.given_name as by_given, c.infix as by_infix, c.family_name as by_family
from help_request h
join authorisation u on u.id = h.authorisation_id
join organisation o on o.id = h.organisation_id
left join account c on c.id = h.closed_by and c.id <> u.account_id
where h.stage = 'desk' and ",
            $where
        )
    };
}

/// What the service desk has, the longest waiting first.
pub const AT_DESK: &str = at_desk!(
    "h.closed_at is null and (h.created_at, h.id) > ($1, $2)
order by h.created_at, h.id
limit $3 + 0"
);

/// What it had, and was dealt with: the last first.
pub const DONE_AT_DESK: &str = at_desk!(
    "h.closed_at is not null and (h.closed_at, h.id) < ($1, $2)
order by h.closed_at desc, h.id desc
limit $3 + 0"
);

/// Where a request stands in the first of these lists.
pub const PLACE_AT_DESK: &str = "select created_at, id from help_request where id = $1";

/// Where it stands in the second.
pub const PLACE_DONE: &str =
    "select closed_at, id from help_request where id = $1 and closed_at is not null";

pub const OWNER_OF: &str = "
select u.account_id, u.mobile, u.organisation_id
from help_request h join authorisation u on u.id = h.authorisation_id
where h.id = $1 and h.stage = 'desk'";

pub const CLOSE_BY_DESK: &str = "
update help_request set closed_at = $2, closed_by = $3
where id = $1 and closed_at is null and stage = 'desk'
returning authorisation_id, kind";

pub const NAME_OF: &str = "
select given_name, infix, family_name
from authorisation
where id = $1";

/// Adds to what was looked at on one day.
pub const COUNT_LOOKUPS: &str = "
insert into help_lookup (day, capacity, problem, times)
values ($1, $2, $3, $4)
on conflict (day, capacity, problem) do update set times = help_lookup.times + excluded.times";
