//! Statements of finding somebody and of looking at a person or an organisation.

use crate::open_now::is_open;

/// What the desk reads of somebody: of an account that was set aside the address that the organisation knew. An invitation withdrawn before it was accepted is nobody.
macro_rules! here {
    ($from:expr, $where:expr) => {
        concat!(
            "select u.id, u.account_id, u.given_name, u.initials, u.infix, u.family_name, u.role, u.state, u.valid_from,
    u.valid_until, u.mobile, a.email_canonical like '%@%' as has_mailbox,
    case when a.email_canonical like '%@%' then a.email else coalesce(u.email_then, '') end as email,
    case when a.email_canonical like '%@%' then a.email_canonical else coalesce(u.email_then, '') end as email_canonical,
    a.blocked_reason, a.password_state,
    case when u.state = 'invited' then (
        select max(l.expires_at) from link l
        where l.authorisation_id = u.id and l.purpose = 'activate' and l.used_at is null and l.ended_at is null
    ) end as invitation_until,
    (select h.why from held_invitation h where h.authorisation_id = u.id) as held,
    o.id as organisation_id, o.name as organisation_name, o.kind as organisation_kind,
    o.number as organisation_number, o.ended_at
from ",
            $from,
            "
where ",
            $where,
            " and not (u.state = 'stopped' and u.activated_at is null)"
        )
    };
}

/// From an authorisation on.
macro_rules! from_authorisation {
    () => {
        "authorisation u join account a on a.id = u.account_id join organisation o on o.id = u.organisation_id"
    };
}

/// One more word that begins one of theirs; an unused one is empty and holds for everybody.
///
/// Nobody has an empty id; saying so is what admits the index of everybody's words (migration 0014). Without it PostgreSQL
/// reads them all to know who else has the word.
macro_rules! has_word {
    ($id:literal, $from:literal, $until:literal) => {
        concat!(
            "(",
            $from,
            " = '' or exists (select 1 from authorisation_word v
        where v.authorisation_id = ",
            $id,
            " and v.authorisation_id <> '' and v.word >= ",
            $from,
            " and v.word < ",
            $until,
            "))"
        )
    };
}

/// The same for the name of an organisation.
macro_rules! is_called {
    ($from:literal, $until:literal) => {
        concat!(
            "(",
            $from,
            " = '' or exists (select 1 from organisation_word v
        where v.organisation_id = w.organisation_id and v.word >= ",
            $from,
            " and v.word < ",
            $until,
            "))"
        )
    };
}

pub const ONE: &str = here!(from_authorisation!(), "u.id = $1");

pub const BY_ADDRESS: &str = concat!(
    here!(
        "account a join authorisation u on u.account_id = a.id join organisation o on o.id = u.organisation_id",
        "a.email_canonical = $1"
    ),
    "
order by o.name_key, u.id
limit $2 + 0"
);

pub const BY_ACCESS_CODE: &str = here!(from_authorisation!(), "u.access_code = $1");

/// By the end of a mobile number, which `$11` may give whole, and words beside it.
pub const BY_TAIL: &str = concat!(
    here!(
        from_authorisation!(),
        concat!(
            "substr(u.mobile, length(u.mobile) - 3) = $10 and ($11 = '' or u.mobile = $11)
    and ",
            has_word!("u.id", "$1", "$2"),
            "
    and ",
            has_word!("u.id", "$3", "$4"),
            "
    and ",
            has_word!("u.id", "$5", "$6"),
            "
    and ",
            has_word!("u.id", "$7", "$8")
        )
    ),
    "
order by u.sort_key, u.id
limit $9 + 0"
);

/// People of whom every typed word begins one of theirs, wherever. A walk along the first word, so far and no further.
pub const BY_WORDS: &str = concat!(
    "with walk as (
    select w.authorisation_id
    from authorisation_word w
    where w.word >= $1 and w.word < $2 and w.authorisation_id <> ''
    order by w.word, w.authorisation_id
    limit $10 + 0
), hit as (
    select distinct w.authorisation_id
    from walk w
    where ",
    has_word!("w.authorisation_id", "$3", "$4"),
    "
        and ",
    has_word!("w.authorisation_id", "$5", "$6"),
    "
        and ",
    has_word!("w.authorisation_id", "$7", "$8"),
    "
    limit $9 + 0
)
",
    here!(
        "hit join authorisation u on u.id = hit.authorisation_id join account a on a.id = u.account_id
    join organisation o on o.id = u.organisation_id",
        "1 = 1"
    ),
    "
order by u.sort_key, u.id"
);

/// How many begin like this, counted so far.
pub const COUNT_WORD: &str = "
select count(*) from (
    select 1 as one from authorisation_word where word >= $1 and word < $2 and authorisation_id <> '' limit $3 + 0
) counted";

pub const COUNT_ORGANISATION_WORD: &str = "
select count(*) from (
    select 1 as one from organisation_word where word >= $1 and word < $2 limit $3 + 0
) counted";

pub const ORGANISATIONS_BY_NUMBER: &str = "
select id, name, kind, number, ended_at
from organisation
where number = $1
order by id
limit $2 + 0";

pub const ORGANISATIONS_BY_WORDS: &str = concat!(
    "with walk as (
    select w.organisation_id
    from organisation_word w
    where w.word >= $1 and w.word < $2
    order by w.word, w.organisation_id
    limit $10 + 0
), hit as (
    select distinct w.organisation_id
    from walk w
    where ",
    is_called!("$3", "$4"),
    "
        and ",
    is_called!("$5", "$6"),
    "
        and ",
    is_called!("$7", "$8"),
    "
    limit $9 + 0
)
select o.id, o.name, o.kind, o.number, o.ended_at
from hit join organisation o on o.id = hit.organisation_id
order by o.name_key, o.id"
);

/// A code that ran out may be given again; one that runs may not.
pub const MAKE_BELCODE: &str = "
insert into belcode (code, address, page, made_at, expires_at) values ($1, $2, $3, $4, $5)
on conflict (code) do update set address = excluded.address, page = excluded.page, made_at = excluded.made_at,
    expires_at = excluded.expires_at
where belcode.expires_at <= excluded.made_at";

pub const BELCODE: &str = "
select address, page, made_at
from belcode
where code = $1 and expires_at > $2";

pub const FORGET_BELCODES: &str = "delete from belcode where expires_at <= $1";

pub const KEEP_FAILURE: &str = "
insert into failure (id, number, at, method, route, status, cause, authorisation_id)
values ($1, $2, $3, $4, $5, $6, $7, $8)";

pub const FORGET_FAILURES: &str = "delete from failure where at <= $1";

/// Whoever was logged in has the name by which the organisation knows them.
pub const FAILURES: &str = "
select f.number, f.at, f.method, f.route, f.cause, u.id as authorisation_id, u.given_name, u.infix, u.family_name
from failure f left join authorisation u on u.id = f.authorisation_id
where f.number = $1
order by f.at desc, f.id desc
limit $2 + 0";

/// Moments of somebody's story that are no part of how they stand.
pub const MOMENTS: &str = "
select u.access_code, u.invited_at, u.activated_at, u.mobile_changed_at, u.last_login_at, a.blocked_at
from authorisation u join account a on a.id = u.account_id
where u.id = $1";

macro_rules! open_help {
    ($where:literal) => {
        concat!(
            "
select h.created_at, h.kind, h.wanted, h.stage, u.id, u.given_name, u.infix, u.family_name
from help_request h join authorisation u on u.id = h.authorisation_id
where ",
            $where,
            " and h.closed_at is null
order by h.created_at, h.id
limit $2 + 0"
        )
    };
}

pub const OPEN_HELP: &str = open_help!("h.organisation_id = $1 and u.state <> 'stopped'");

/// Those of one person.
pub const OPEN_HELP_OF: &str = open_help!("h.authorisation_id = $1");

/// Whoever looks after the others now: one whose last day was is none, and who begins later is none yet.
pub const ORGANISATION_COUNTS: &str = concat!(
    "
select
    (select count(*) from (select 1 as one from authorisation u
        where u.organisation_id = $1 and u.role = 'beheerder' and ",
    is_open!("u", "$3"),
    " limit $2 + 0) counted) as admins,
    (select count(*) from (select 1 as one from authorisation
        where organisation_id = $1 and role = 'medewerker' and state <> 'stopped' limit $2 + 0) counted) as staff,
    checked_at
from organisation
where id = $1"
);

macro_rules! staff {
    ($beyond:literal, $direction:literal) => {
        concat!(
            here!(
                from_authorisation!(),
                concat!(
                    "u.organisation_id = $1 and u.role = 'medewerker' and (u.sort_key, u.id) ",
                    $beyond,
                    " ($2, $3)"
                )
            ),
            " order by u.sort_key ",
            $direction,
            ", u.id ",
            $direction,
            " limit $4 + 0"
        )
    };
}

pub const STAFF_AFTER: &str = staff!(">", "asc");
pub const STAFF_BEFORE: &str = staff!("<", "desc");

pub const ADMINS: &str = concat!(
    here!(
        from_authorisation!(),
        "u.organisation_id = $1 and u.role = 'beheerder'"
    ),
    "
order by u.sort_key, u.id
limit 100"
);

pub const PLACE: &str =
    "select sort_key, id from authorisation where id = $1 and organisation_id = $2";
