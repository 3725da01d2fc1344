//! Statements of what hangs on an admin who is gone.

use crate::open_now::is_open;

/// Whether a period (`u`) that lasts beyond a moment (`$1`) hangs on nobody any more: whoever appointed it (`b`) had that account
/// blocked, or it has not begun and whoever appointed it is no admin there now.
macro_rules! is_abandoned {
    () => {
        concat!(
            "u.stand_in_until > $1 and u.state = 'active' and (
    b.blocked_reason in ('frozen_by_owner', 'by_desk')
    or (u.stand_in_from > $1 and not exists (
        select 1 from authorisation s
        where s.account_id = b.id and s.organisation_id = u.organisation_id and s.role = 'beheerder' and ",
            is_open!("s", "$1"),
            ")))"
        )
    };
}

pub const ABANDONED_STAND_INS: &str = concat!(
    "
select u.id, u.organisation_id, o.name
from authorisation u join account b on b.id = u.stand_in_by join organisation o on o.id = u.organisation_id
where ",
    is_abandoned!(),
    "
order by u.id
limit $2 + 0"
);

/// The same of one (`$2`), looked at once more with it locked.
pub const IS_ABANDONED_STAND_IN: &str = concat!(
    "
select 1
from authorisation u join account b on b.id = u.stand_in_by
where u.id = $2 and ",
    is_abandoned!()
);

/// Whether whoever made somebody (`u`) an admin, by a moment (`$1`), had that account (`b`) blocked within three days
/// ([`domain::people::PROTECTED`]).
macro_rules! is_undone {
    () => {
        "u.role = 'beheerder' and u.state <> 'stopped' and u.admin_since <= $1
    and b.blocked_reason in ('frozen_by_owner', 'by_desk') and b.blocked_at - u.admin_since < 259200000"
    };
}

pub const ADMINS_UNDONE: &str = concat!(
    "
select u.id, u.organisation_id, o.name
from authorisation u join account b on b.id = u.admin_by join organisation o on o.id = u.organisation_id
where ",
    is_undone!(),
    "
order by u.id
limit $2 + 0"
);

/// The same of one (`$2`), looked at once more with it locked.
pub const IS_ADMIN_UNDONE: &str = concat!(
    "
select 1
from authorisation u join account b on b.id = u.admin_by
where u.id = $2 and ",
    is_undone!()
);

/// Who made somebody admin, as this organisation knows them.
pub const MADE_ADMIN_BY: &str = "
select b.id, coalesce(k.given_name, b.given_name), coalesce(k.infix, b.infix), coalesce(k.family_name, b.family_name)
from authorisation u join account b on b.id = u.admin_by
left join authorisation k on k.account_id = b.id and k.organisation_id = u.organisation_id
where u.id = $1";

/// Whom somebody (`$2`) who is to be undone made admin or had stand in is the doing of who made that one admin.
pub const INHERIT: &str = concat!(
    "
update authorisation
set admin_by = case when authorisation.admin_by = u.account_id then b.id else authorisation.admin_by end,
    stand_in_by = case when authorisation.stand_in_by = u.account_id then b.id else authorisation.stand_in_by end
from authorisation u join account b on b.id = u.admin_by
where u.id = $2 and authorisation.organisation_id = u.organisation_id
    and (authorisation.admin_by = u.account_id or authorisation.stand_in_by = u.account_id) and ",
    is_undone!()
);

/// Whether the stop of an admin (`u`) is still to come at a moment (`$1`), and whoever planned it (`b`) had that account blocked.
macro_rules! is_abandoned_stop {
    () => {
        "u.role = 'beheerder' and u.state = 'active' and u.stopped_at > $1 and u.stopped_by = b.id
    and b.blocked_reason in ('frozen_by_owner', 'by_desk')"
    };
}

/// Found from the few who are locked out.
pub const ABANDONED_STOPS: &str = concat!(
    "
select u.id, u.organisation_id, o.name
from locked_out k cross join authorisation p cross join account b cross join authorisation u cross join organisation o
where p.id = k.authorisation_id and b.id = p.account_id and u.organisation_id = k.organisation_id
    and o.id = k.organisation_id and ",
    is_abandoned_stop!(),
    "
order by u.id
limit $2 + 0"
);

/// The same of one (`$2`), looked at once more with it locked.
pub const IS_ABANDONED_STOP: &str = concat!(
    "
select 1
from authorisation u join account b on b.id = u.stopped_by
where u.id = $2 and ",
    is_abandoned_stop!()
);
