//! Statements of the import.

pub const ORGANISATIONS: &str = "
select o.id, o.kind, o.number, o.name
from organisation o
where o.ended_at is null or o.ended_at > $1";

pub const RIGHTS_HELD: &str = "
select organisation_id, right_code
from organisation_right
order by organisation_id, right_code";

pub const ORGANISATION: &str = "select id, name from organisation where kind = $1 and number = $2";

pub const HOLDS: &str =
    "select right_code from organisation_right where organisation_id = $1 order by right_code";

pub const ADD_ORGANISATION: &str = "
insert into organisation (id, kind, number, name, name_key, created_at)
values ($1, $2, $3, $4, $5, $6)";

pub const RENAME: &str = "update organisation set name = $2, name_key = $3 where id = $1";

pub const FORGET_RIGHTS_HELD: &str = "delete from organisation_right where organisation_id = $1";

pub const ADD_RIGHT_HELD: &str =
    "insert into organisation_right (organisation_id, right_code) values ($1, $2)";

/// The person of an address at one organisation.
pub const PERSON: &str = "
select u.id, u.account_id, u.role, u.state, u.given_name, u.initials, u.infix, u.family_name, u.mobile, u.access_code,
    u.valid_from, u.valid_until, u.invited_at, a.language
from account a
join authorisation u on u.account_id = a.id
where a.email_canonical = $1 and u.organisation_id = $2";

pub const RIGHTS_OF: &str = "
select right_code from authorisation_right where authorisation_id = $1 order by right_code";

/// Makes the account of an address, or finds it.
pub const ACCOUNT_OF_ADDRESS: &str = "
insert into account (id, email, email_canonical, given_name, initials, infix, family_name, language, password_state,
    device_epoch, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, 'none', 0, $9)
on conflict (email_canonical) do update set email_canonical = excluded.email_canonical
returning id, language";

/// No row when the access code is taken: draw another.
pub const ADD: &str = "
insert into authorisation (id, organisation_id, account_id, role, state, given_name, initials, infix, family_name,
    sort_key, mobile, access_code, valid_from, valid_until, created_at)
values ($1, $2, $3, $4, 'invited', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
on conflict (access_code) do nothing";

/// Only while invited: whoever activated in the meantime is left alone.
pub const CHANGE: &str = "
update authorisation set role = $2, given_name = $3, initials = $4, infix = $5, family_name = $6, sort_key = $7,
    mobile = $8, valid_from = $9, valid_until = $10
where id = $1 and state = 'invited'";

pub const INVITED: &str = "update authorisation set invited_at = $2 where id = $1";

pub const FORGET_WORDS: &str = "delete from authorisation_word where authorisation_id = $1";

pub const ADD_WORD: &str = "
insert into authorisation_word (organisation_id, word, authorisation_id) values ($1, $2, $3)";

pub const FORGET_RIGHTS: &str = "delete from authorisation_right where authorisation_id = $1";

pub const GRANT: &str = "
insert into authorisation_right (authorisation_id, right_code, granted_at) values ($1, $2, $3)";

/// Somebody who activated already.
pub const MAKE_ADMIN: &str = "
update authorisation set role = 'beheerder'
where organisation_id = $1 and account_id in (select id from account where email_canonical = $2)";

/// Whom a deed on a person concerns.
pub const WHO: &str = "
select u.account_id, u.id
from authorisation u
join account a on a.id = u.account_id
where u.organisation_id = $1 and a.email_canonical = $2";
