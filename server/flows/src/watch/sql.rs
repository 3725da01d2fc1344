//! Statements of who looks after the organisations. Every list begins with the few that are in it, in order of their id.

use crate::open_now::{has_begun, is_open, lasts_beyond};

/// Organisations of one list, with what a row of it shows.
macro_rules! organisations {
    ($found:expr) => {
        concat!(
            "select o.id, o.kind, o.number, o.name, o.deputy_asked_at from (",
            $found,
            ") found join organisation o on o.id = found.organisation_id
where o.ended_at is null or o.ended_at > $1
order by found.organisation_id
limit $3 + 0"
        )
    };
}

/// The same list, counted so far.
macro_rules! count {
    ($found:expr) => {
        concat!(
            "select count(*) from (select 1 as one from (",
            $found,
            ") found join organisation o on o.id = found.organisation_id
where o.ended_at is null or o.ended_at > $1
limit $3 + 0) counted"
        )
    };
}

/// Admins without an end date whose first day is still to come, of each organisation that has any (an index of their own:
/// migration 0038): the database counts them as admins for good, and they look after nobody yet.
macro_rules! later {
    () => {
        "(
    select b.organisation_id, count(*) as admins
    from authorisation b
    where b.role = 'beheerder' and b.valid_from > $1 and b.state || '' = 'active' and b.valid_until is null
        and b.organisation_id > $2
    group by b.organisation_id
) later"
    };
}

/// Organisations with so many admins for good, of those who are there.
macro_rules! with_admins {
    ($number:literal) => {
        concat!(
            "select k.organisation_id
    from lasting_admins k
    where k.admins = ",
            $number,
            " and k.organisation_id > $2 and not exists (
        select 1 from authorisation b
        where b.organisation_id = k.organisation_id and b.role = 'beheerder' and b.valid_from > $1
            and b.state = 'active' and b.valid_until is null)
    union all
    select k.organisation_id
    from ",
            later!(),
            " join lasting_admins k on k.organisation_id = later.organisation_id
    where k.admins - later.admins = ",
            $number
        )
    };
}

/// Both statements of a list: its rows after `$2`, and how many there are. What `$4` is differs: since when mail counts
/// as lately, or until when something must have begun.
macro_rules! list {
    ($rows:ident, $count:ident, $found:expr) => {
        pub const $rows: &str = organisations!($found);
        pub const $count: &str = count!($found);
    };
}

// Who leaves on a date is no admin for good: an organisation that has nobody else is seen while there is still somebody
// to ask. This list and [`WITH_ONE`] share the count, so that none falls between them.
list!(
    WITHOUT,
    COUNT_WITHOUT,
    concat!(
        "select few.organisation_id
    from (",
        with_admins!("0"),
        ") few
    where exists (
        select 1 from organisation n where n.id = few.organisation_id and n.created_at <= $4
    )"
    )
);

// Whoever works alone has nobody to help and nobody to appoint.
list!(
    WITH_ONE,
    COUNT_WITH_ONE,
    concat!(
        "select few.organisation_id
    from (",
        with_admins!("1"),
        ") few
    where exists (
        select 1 from organisation n where n.id = few.organisation_id and n.created_at <= $4
    ) and (select count(*) from (
        select 1 as one from authorisation u
        where u.organisation_id = few.organisation_id and u.state <> 'stopped' limit 2
    ) people) > 1"
    )
);

// `|| ''` keeps SQLite from beginning with every authorisation that is active, or every letter that was sent.
list!(
    BOUNCED,
    COUNT_BOUNCED,
    concat!(
        "select distinct u.organisation_id
    from outbox f cross join authorisation u
    where f.state = 'failed' and f.channel = 'mail' and f.ended_at > $4 and u.account_id = f.account_id
        and u.role || '' = 'beheerder' and u.state || '' = 'active' and u.organisation_id > $2
        and ",
        lasts_beyond!("u", "$1"),
        "
        and not exists (
            select 1 from outbox later
            where later.account_id = f.account_id and later.channel = 'mail' and later.state || '' = 'sent'
                and later.ended_at > f.ended_at)"
    )
);

// `<>` on purpose: an equality would lead SQLite to the index by state, and to walking along everybody. Nobody came in before
// the first day, and whoever came in once and is out helps nobody.
list!(
    NEVER_IN,
    COUNT_NEVER_IN,
    concat!(
        "select distinct u.organisation_id
    from authorisation u
    where u.role = 'beheerder' and u.last_login_at is null and u.organisation_id > $2
        and (u.state <> 'invited' and u.state <> 'stopped' and u.activated_at <= $4 and ",
        has_begun!("u", "$4"),
        "
            or u.state <> 'active' and u.state <> 'stopped' and u.invited_at <= $4)
        and ",
        lasts_beyond!("u", "$1"),
        "
        and not exists (
            select 1 from authorisation other
            where other.organisation_id = u.organisation_id and other.role = 'beheerder'
                and other.last_login_at is not null and ",
        is_open!("other", "$1"),
        ")"
    )
);

/// Who is or will be admin, as the rows show them.
pub const ADMINS: &str = concat!(
    "
select u.id, u.given_name, u.infix, u.family_name, u.state, u.invited_at, u.valid_from, u.valid_until
from authorisation u
where u.organisation_id = $1 and u.role = 'beheerder' and u.state in ('active', 'invited') and ",
    lasts_beyond!("u", "$2"),
    "
order by u.sort_key, u.id
limit 4"
);

/// Asks once a quarter: of two agents who press at once, one gets the row.
pub const ASK: &str = "
update organisation set deputy_asked_at = $2
where id = $1 and (deputy_asked_at is null or deputy_asked_at <= $3) and (ended_at is null or ended_at > $2)
returning name";

pub const ASKED_AT: &str = "select name, deputy_asked_at from organisation where id = $1";

/// Who stays longest, and the next after that: by the rule of the lists, two without an end date are enough.
pub const TO_ASK: &str = concat!(
    "
select u.id, u.account_id, a.language, u.valid_until is null as lasting
from authorisation u join account a on a.id = u.account_id
where u.organisation_id = $1 and u.role = 'beheerder' and ",
    is_open!("u", "$2"),
    "
order by case when u.valid_until is null then 0 else 1 end, u.valid_until desc, u.id
limit 2"
);
