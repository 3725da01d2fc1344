//! Statements of who looks after the organisations. Every list begins with the few that are in it, in order of their id.

/// Organisations of one list, with what a row of it shows.
macro_rules! organisations {
    ($found:literal) => {
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
    ($found:literal) => {
        concat!(
            "select count(*) from (select 1 as one from (",
            $found,
            ") found join organisation o on o.id = found.organisation_id
where o.ended_at is null or o.ended_at > $1
limit $3 + 0) counted"
        )
    };
}

/// Both statements of a list: its rows after `$2`, and how many there are. What `$4` is differs: since when mail counts
/// as lately, or until when something must have begun.
macro_rules! list {
    ($rows:ident, $count:ident, $found:literal) => {
        pub const $rows: &str = organisations!($found);
        pub const $count: &str = count!($found);
    };
}

// Who leaves on a date is no admin for good: an organisation that has nobody else is seen while there is still somebody
// to ask. This list and [`WITH_ONE`] share the count, so that none falls between them.
list!(
    WITHOUT,
    COUNT_WITHOUT,
    "select k.organisation_id
    from lasting_admins k
    where k.admins = 0 and k.organisation_id > $2 and exists (
        select 1 from organisation n where n.id = k.organisation_id and n.created_at <= $4
    )"
);

// Whoever works alone has nobody to help and nobody to appoint.
list!(
    WITH_ONE,
    COUNT_WITH_ONE,
    "select k.organisation_id
    from lasting_admins k
    where k.admins = 1 and k.organisation_id > $2 and exists (
        select 1 from organisation n where n.id = k.organisation_id and n.created_at <= $4
    ) and (select count(*) from (
        select 1 as one from authorisation u
        where u.organisation_id = k.organisation_id and u.state <> 'stopped' limit 2
    ) few) > 1"
);

// `|| ''` keeps SQLite from beginning with every authorisation that is active, or every letter that was sent.
list!(
    BOUNCED,
    COUNT_BOUNCED,
    "select distinct u.organisation_id
    from outbox f cross join authorisation u
    where f.state = 'failed' and f.channel = 'mail' and f.ended_at > $4 and u.account_id = f.account_id
        and u.role || '' = 'beheerder' and u.state || '' = 'active' and u.organisation_id > $2
        and not exists (
            select 1 from outbox later
            where later.account_id = f.account_id and later.channel = 'mail' and later.state || '' = 'sent'
                and later.ended_at > f.ended_at)"
);

// `<>` on purpose: an equality would lead SQLite to the index by state, and to walking along everybody.
list!(
    NEVER_IN,
    COUNT_NEVER_IN,
    "select distinct u.organisation_id
    from authorisation u
    where u.role = 'beheerder' and u.last_login_at is null and u.organisation_id > $2
        and (u.state <> 'invited' and u.state <> 'stopped' and u.activated_at <= $4
            or u.state <> 'active' and u.state <> 'stopped' and u.invited_at <= $4)
        and not exists (
            select 1 from authorisation other
            where other.organisation_id = u.organisation_id and other.role = 'beheerder' and other.state = 'active'
                and other.last_login_at is not null)"
);

/// Who is or will be admin, as the rows show them.
pub const ADMINS: &str = "
select given_name, infix, family_name, state = 'active' as active, valid_until
from authorisation
where organisation_id = $1 and role = 'beheerder' and state in ('active', 'invited')
    and (valid_until is null or valid_until > $2)
order by sort_key, id
limit 4";

/// Asks once a quarter: of two agents who press at once, one gets the row.
pub const ASK: &str = "
update organisation set deputy_asked_at = $2
where id = $1 and (deputy_asked_at is null or deputy_asked_at <= $3) and (ended_at is null or ended_at > $2)
returning name";

pub const ASKED_AT: &str = "select name, deputy_asked_at from organisation where id = $1";

/// Who stays longest, and the next after that: by the rule of the lists, two without an end date are enough.
pub const TO_ASK: &str = "
select u.id, u.account_id, a.language, u.valid_until is null as lasting
from authorisation u join account a on a.id = u.account_id
where u.organisation_id = $1 and u.role = 'beheerder' and u.state = 'active'
    and (u.valid_until is null or u.valid_until > $2)
order by case when u.valid_until is null then 0 else 1 end, u.valid_until desc, u.id
limit 2";
