//! Statements of what hangs on an admin who is gone.

use crate::open_now::{is_open, lasts_beyond};

/// Who was in the hands of somebody else, at a moment (`$1`), as far as anybody knows (`suspect`): who looked after others in the last
/// three days ([`domain::people::PROTECTED`]) before that account was shut, by whatever block came first, where one at its owner's wish
/// keeps it so (a node of before `shut_since` blocks without it); whom that account alone made an admin, in that time or with a first day
/// that came later; and whom these made one, as long as nobody else made them one since. `root` is the blocked one.
macro_rules! suspects {
    () => {
        concat!(
            "
with recursive tainted (authorisation_id, since, root, made) as (
    select k.authorisation_id, coalesce(b.shut_since, b.blocked_at) - 259200000 + 1, k.authorisation_id, 0
    from locked_out k join authorisation p on p.id = k.authorisation_id join account b on b.id = p.account_id
    where b.blocked_reason in ('frozen_by_owner', 'by_desk')
        and (p.role = 'beheerder' or p.looked_after_until > coalesce(b.shut_since, b.blocked_at) - 259200000)
        and not (p.state = 'stopped' and p.stopped_at <= coalesce(b.shut_since, b.blocked_at) - 259200000)
        and ",
            lasts_beyond!("p", "coalesce(b.shut_since, b.blocked_at) - 259200000"),
            "
    union
    select m.authorisation_id, m.made_at, t.root, 1
    from tainted t join made_admin m on m.by_authorisation = t.authorisation_id and m.made_at <= $1
    join authorisation w on w.id = m.authorisation_id
    where (m.made_at >= t.since or w.valid_from >= t.since) and (t.made = 0 or not exists (
        select 1 from made_admin n
        where n.authorisation_id = t.authorisation_id and n.made_at > t.since and n.made_at <= m.made_at
    ))
), suspect (authorisation_id, organisation_id, account_id, root, made) as (
    select p.id, p.organisation_id, p.account_id, t.root, t.made
    from tainted t join authorisation p on p.id = t.authorisation_id
    where t.made = 0 or not exists (
        select 1 from made_admin n where n.authorisation_id = t.authorisation_id and n.made_at > t.since
    )
)"
        )
    };
}

/// Who made somebody an admin, let an admin in again, or invited one who accepted: the account `$3` of the same organisation, alone, or
/// nobody alone (two agents, an operator). Nothing overwrites it: whoever lays the role down meanwhile breaks no chain.
pub const MADE: &str = "
insert into made_admin (id, authorisation_id, by_authorisation, made_at)
select $1, u.id, (
    select p.id from authorisation p where p.account_id = $3 and p.organisation_id = u.organisation_id
), $4
from authorisation u
where u.id = $2";

/// Whoever sent the invitation made an admin of whom accepts it.
pub const INVITED_BY: &str = "select invited_by from authorisation where id = $1";

/// What was made, and began, so long ago that nothing hangs on it any more; but nowhere where somebody who made one is shut out still,
/// whose three days may be those.
pub const FORGET_MADE: &str = "
delete from made_admin
where made_at <= $1 and not exists (
    select 1 from authorisation u where u.id = made_admin.authorisation_id and u.valid_from > $1
) and not exists (
    select 1
    from authorisation whom
    join authorisation maker on maker.organisation_id = whom.organisation_id
    join made_admin made on made.by_authorisation = maker.id
    join account shut on shut.id = maker.account_id
    where whom.id = made_admin.authorisation_id and shut.blocked_at is not null
)";

/// Whether a period (`u`) that lasts beyond a moment (`$1`) hangs on nobody any more: whoever appointed it was in the hands of somebody
/// else, or it has not begun and whoever appointed it is no admin there now, and was none half an hour ago: so long a stop, or a role that
/// was taken, can be undone.
macro_rules! is_abandoned {
    () => {
        concat!(
            "u.stand_in_until > $1 and u.state = 'active' and (exists (
        select 1 from suspect s where s.organisation_id = u.organisation_id and s.account_id = u.stand_in_by
    ) or (u.stand_in_from > $1 and u.stand_in_by is not null and not exists (
        select 1 from authorisation s
        where s.account_id = u.stand_in_by and s.organisation_id = u.organisation_id
            and (s.looked_after_until > $1 - 1800000 or s.role = 'beheerder' and ",
            is_open!("s", "$1"),
            "))))"
        )
    };
}

pub const ABANDONED_STAND_INS: &str = concat!(
    suspects!(),
    "
select u.id, u.organisation_id, o.name
from authorisation u join organisation o on o.id = u.organisation_id
where ",
    is_abandoned!(),
    "
order by u.id
limit $2 + 0"
);

/// The same of one (`$2`), looked at once more with it locked.
pub const IS_ABANDONED_STAND_IN: &str = concat!(
    suspects!(),
    "
select 1
from authorisation u
where u.id = $2 and ",
    is_abandoned!()
);

/// Admins (`u`) who are none any more, by a suspect (`s`), also where their access was stopped meanwhile; not whoever was blocked, by the
/// own doing, and not who is only invited: of that the invitation says what it makes of whom.
macro_rules! is_undone {
    () => {
        "s.made = 1 and s.root <> u.id and u.role = 'beheerder' and u.state <> 'invited'"
    };
}

pub const ADMINS_UNDONE: &str = concat!(
    suspects!(),
    "
select distinct u.id, u.organisation_id, o.name
from suspect s join authorisation u on u.id = s.authorisation_id join organisation o on o.id = u.organisation_id
where ",
    is_undone!(),
    "
order by u.id
limit $2 + 0"
);

/// The same of one (`$2`), looked at once more with it locked: whose account was blocked.
pub const IS_ADMIN_UNDONE: &str = concat!(
    suspects!(),
    "
select b.account_id, b.given_name, b.infix, b.family_name
from suspect s join authorisation u on u.id = s.authorisation_id join authorisation b on b.id = s.root
where u.id = $2 and ",
    is_undone!(),
    "
order by b.id
limit 1"
);

/// Whether the stop of an admin (`u`) is still to come at a moment (`$1`), and a suspect (`s`) planned it.
macro_rules! is_abandoned_stop {
    () => {
        "u.role = 'beheerder' and u.state = 'active' and u.stopped_at > $1"
    };
}

pub const ABANDONED_STOPS: &str = concat!(
    suspects!(),
    "
select distinct u.id, u.organisation_id, o.name
from suspect s join authorisation u on u.organisation_id = s.organisation_id and u.stopped_by = s.account_id
join organisation o on o.id = u.organisation_id
where ",
    is_abandoned_stop!(),
    "
order by u.id
limit $2 + 0"
);

/// What a suspect planned before somebody stopped that admin at once is not what undoing that brings back.
pub const FORGET_PLANS: &str = concat!(
    suspects!(),
    "
update authorisation set stop_before_at = null, stop_before_by = null, as_of = $1
where id in (
    select u.id
    from suspect s join authorisation u on u.organisation_id = s.organisation_id and u.stop_before_by = s.account_id
    where u.role = 'beheerder'
)"
);

/// The same of one (`$2`), looked at once more with it locked.
pub const IS_ABANDONED_STOP: &str = concat!(
    suspects!(),
    "
select 1
from suspect s join authorisation u on u.organisation_id = s.organisation_id and u.stopped_by = s.account_id
where u.id = $2 and ",
    is_abandoned_stop!(),
    "
limit 1"
);
