//! Statements of the half-yearly check.

use crate::{
    open_now::{is_open, lasts_beyond},
    people::sql::person_columns,
};

pub const LAST: &str = "
select o.created_at, o.checked_at, s.given_name, s.infix, s.family_name
from organisation o
left join authorisation s on s.account_id = o.checked_by and s.organisation_id = o.id
where o.id = $1";

/// Whether somebody can get in now or later: whose end date has passed is out already.
macro_rules! is_on_the_list {
    () => {
        concat!(
            "u.organisation_id = $1 and u.state <> 'stopped' and (u.state <> 'active' or ",
            lasts_beyond!("u", "$2"),
            ")"
        )
    };
}

/// Whether somebody was vouched for in the check that is under way, if it began after `$3`.
macro_rules! was_looked_at {
    () => {
        "exists (select 1 from staff_check c
        join staff_looked_at l on l.organisation_id = c.organisation_id and l.authorisation_id = u.id
        where c.organisation_id = $1 and c.began_at > $3)"
    };
}

/// The next page of those whom nobody vouched for yet.
pub const TO_LOOK_AT: &str = concat!(
    "select ",
    person_columns!(),
    "
from authorisation u join account a on a.id = u.account_id
where ",
    is_on_the_list!(),
    " and not ",
    was_looked_at!(),
    "
order by u.sort_key, u.id
limit $4 + 0"
);

/// How many are on the list, and how many of them were vouched for.
pub const HOW_MANY: &str = concat!(
    "
select count(*), count(case when ",
    was_looked_at!(),
    " then 1 end)
from authorisation u
where ",
    is_on_the_list!()
);

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

/// A check that was left too long ago begins anew, with its counting.
pub const GO_ON: &str = "
insert into staff_check (organisation_id, began_at, stopped)
values ($1, $2, $3)
on conflict (organisation_id) do update set
    stopped = case when staff_check.began_at > $4 then staff_check.stopped else 0 end + excluded.stopped,
    began_at = case when staff_check.began_at > $4 then staff_check.began_at else excluded.began_at end";

pub const LOOKED_AT: &str =
    "insert into staff_looked_at (organisation_id, authorisation_id) values ($1, $2)";

/// Unless the check under way began after `$2`.
pub const FORGET_LOOKED_AT: &str = "
delete from staff_looked_at
where organisation_id = $1
    and not exists (select 1 from staff_check c where c.organisation_id = $1 and c.began_at > $2)";

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
