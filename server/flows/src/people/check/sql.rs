//! Statements of the half-yearly check.

use crate::open_now::is_open;

pub const LAST: &str = "
select o.created_at, o.checked_at, s.given_name, s.infix, s.family_name
from organisation o
left join authorisation s on s.account_id = o.checked_by and s.organisation_id = o.id
where o.id = $1";

pub const THROUGH: &str = "
select through_id
from staff_check
where organisation_id = $1 and began_at > $2";

/// People up to and including somebody; none if there is no such person.
pub const COUNT_THROUGH: &str = "
select count(*)
from authorisation u
join authorisation t on t.id = $2
where u.organisation_id = $1 and u.state <> 'stopped' and (u.sort_key, u.id) <= (t.sort_key, t.id)";

/// Only those that work: the organisation holds them.
pub const RIGHTS_BETWEEN: &str = "
select r.authorisation_id, r.right_code
from authorisation u
join authorisation f on f.id = $2
join authorisation l on l.id = $3
join authorisation_right r on r.authorisation_id = u.id
join organisation_right h on h.organisation_id = u.organisation_id and h.right_code = r.right_code
where u.organisation_id = $1 and (u.sort_key, u.id) >= (f.sort_key, f.id) and (u.sort_key, u.id) <= (l.sort_key, l.id)
order by r.authorisation_id, r.right_code";

/// How far it is now. A check that was left too long ago begins anew, with its counting.
pub const GO_ON: &str = "
insert into staff_check (organisation_id, began_at, through_id, stopped)
values ($1, $2, $3, $4)
on conflict (organisation_id) do update set
    through_id = excluded.through_id,
    stopped = case when staff_check.began_at > $5 then staff_check.stopped else 0 end + excluded.stopped,
    began_at = case when staff_check.began_at > $5 then staff_check.began_at else excluded.began_at end";

pub const END: &str = "
delete from staff_check
where organisation_id = $1
returning stopped, began_at";

pub const FINISH: &str = "
update organisation set checked_at = $2, checked_by = $3, check_reminders = 0, check_reminded_at = null
where id = $1";

pub const CHECKED_BY: &str = "
select max(checked_at)
from organisation
where id = $1 and checked_by = $2";

pub const HOW_MANY: &str =
    "select count(*) from authorisation where organisation_id = $1 and state <> 'stopped'";

/// Whose admins are to be asked for the `$1`th time, the longest waiting first: the index gives them in this order, without
/// sorting everybody whose time has come. Whoever is alone has nobody to look at.
pub const TO_ASK: &str = "
select o.id
from organisation o
where o.check_reminders = $1 - 1 and coalesce(o.checked_at, o.created_at) <= $2
    and (o.check_reminded_at is null or o.check_reminded_at <= $3)
    and (o.ended_at is null or o.ended_at > $4)
    and (select count(*) from (
        select 1 as one from authorisation u where u.organisation_id = o.id and u.state <> 'stopped' limit 2
    ) few) > 1
order by coalesce(o.checked_at, o.created_at), o.id
limit $5 + 0";

/// Of two nodes that come by at once, one gets the row.
pub const ASK: &str = "
update organisation set check_reminders = $2, check_reminded_at = $3
where id = $1 and check_reminders = $2 - 1
returning name, checked_at";

pub const ADMINS: &str = concat!(
    "
select u.id, a.id, a.language
from authorisation u join account a on a.id = u.account_id
where u.organisation_id = $1 and u.role = 'beheerder' and ",
    is_open!("u", "$2"),
    "
order by u.id"
);
