//! Statements of people: accounts and authorisations as an admin sees and changes them.

/// What a row of the list needs. An invitation withdrawn before it was accepted is "stopped, never activated".
macro_rules! person_columns {
    () => {
        "u.id, u.account_id, u.given_name, u.initials, u.infix, u.family_name, u.role, u.state, u.valid_from,
    u.valid_until, u.mobile, u.access_code, u.last_login_at, a.email_canonical, a.blocked_reason, a.password_state,
    case when u.state = 'invited' then (
        select max(l.expires_at) from link l
        where l.authorisation_id = u.id and l.purpose = 'activate' and l.used_at is null and l.ended_at is null
    ) end as invitation_until"
    };
}

/// One page of the list from a place on, in one of two directions.
///
/// `<> 'stopped'` on purpose: an equality would lead SQLite to the index by state, and to sorting everybody.
macro_rules! page {
    ($who:literal, $beyond:literal, $direction:literal) => {
        concat!(
            "select ",
            person_columns!(),
            " from authorisation u join account a on a.id = u.account_id where u.organisation_id = $1 and ",
            $who,
            " and (u.sort_key, u.id) ",
            $beyond,
            " ($2, $3) order by u.sort_key ",
            $direction,
            ", u.id ",
            $direction,
            " limit $4"
        )
    };
}

pub const CURRENT_AFTER: &str = page!("u.state <> 'stopped'", ">", "asc");
pub const CURRENT_BEFORE: &str = page!("u.state <> 'stopped'", "<", "desc");
pub const STOPPED_AFTER: &str = page!(
    "u.state = 'stopped' and u.activated_at is not null",
    ">",
    "asc"
);
pub const STOPPED_BEFORE: &str = page!(
    "u.state = 'stopped' and u.activated_at is not null",
    "<",
    "desc"
);

/// Where somebody stands in the list.
pub const PLACE: &str =
    "select sort_key, id from authorisation where id = $1 and organisation_id = $2";

/// Counts only so far: a page is as quick for fifty thousand people as for five.
pub const COUNT_CURRENT: &str = "
select count(*) from (
    select 1 as one from authorisation where organisation_id = $1 and state <> 'stopped' limit $2
) counted";

/// People of whom every typed word begins one of theirs. Unused words are empty and hold for everybody.
pub const SEARCH: &str = concat!(
    "with hit as (
    select distinct w.authorisation_id
    from authorisation_word w
    where w.organisation_id = $1 and w.word >= $2 and w.word < $3
        and ($4 = '' or exists (select 1 from authorisation_word v
            where v.authorisation_id = w.authorisation_id and v.word >= $4 and v.word < $5))
        and ($6 = '' or exists (select 1 from authorisation_word v
            where v.authorisation_id = w.authorisation_id and v.word >= $6 and v.word < $7))
        and ($8 = '' or exists (select 1 from authorisation_word v
            where v.authorisation_id = w.authorisation_id and v.word >= $8 and v.word < $9))
    limit $10
)
select ",
    person_columns!(),
    "
from hit
join authorisation u on u.id = hit.authorisation_id
join account a on a.id = u.account_id
where u.organisation_id = $1
order by u.sort_key, u.id"
);

/// Makes the account of an address, or finds it: the same statement and the same work either way (SEC-04).
pub const ACCOUNT_OF_ADDRESS: &str = "
insert into account (id, email, email_canonical, given_name, initials, infix, family_name, language, password_state,
    device_epoch, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, 'none', 0, $9)
on conflict (email_canonical) do update set email_canonical = excluded.email_canonical
returning id";

pub const HERE_ALREADY: &str = "
select id, given_name, infix, family_name, state, activated_at
from authorisation
where organisation_id = $1 and account_id = $2";

/// No row when the access code is taken: draw another.
pub const ADD: &str = "
insert into authorisation (id, organisation_id, account_id, role, state, given_name, initials, infix, family_name,
    sort_key, mobile, access_code, valid_from, valid_until, invited_at, invited_by, created_at)
values ($1, $2, $3, $4, 'invited', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $14)
on conflict (access_code) do nothing";

/// Invites again after an invitation was withdrawn: the same authorisation, with everything as typed now.
pub const INVITE_ANEW: &str = "
update authorisation set role = $2, state = 'invited', given_name = $3, initials = $4, infix = $5, family_name = $6,
    sort_key = $7, mobile = $8, valid_from = $9, valid_until = $10, invited_at = $11, invited_by = $12,
    reminders_sent = 0, stopped_at = null, stopped_by = null, mobile_changed_at = null, mobile_changed_by = null
where id = $1 and state = 'stopped' and activated_at is null";

pub const FORGET_WORDS: &str = "delete from authorisation_word where authorisation_id = $1";

pub const ADD_WORD: &str = "
insert into authorisation_word (organisation_id, word, authorisation_id) values ($1, $2, $3)
on conflict (organisation_id, word, authorisation_id) do nothing";

pub const ACCESS_CODE: &str = "select access_code from authorisation where id = $1";

pub const FORGET_RIGHTS: &str = "delete from authorisation_right where authorisation_id = $1";

pub const GRANT: &str = "
insert into authorisation_right (authorisation_id, right_code, granted_at, granted_by) values ($1, $2, $3, $4)
on conflict (authorisation_id, right_code) do nothing";
