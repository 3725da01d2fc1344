//! Statements of the import: what it compares a file with. What it writes goes through `people` and `organisations`.

pub const ORGANISATIONS: &str = "
select o.id, o.kind, o.number, o.name
from organisation o
where o.ended_at is null or o.ended_at > $1";

pub const RIGHTS_HELD: &str = "
select organisation_id, right_code
from organisation_right
order by organisation_id, right_code";

pub const LOCK_ACCOUNT: &str = "update account set language = language where email_canonical = $1";

pub const LOCK_AUTHORISATION: &str = "
update authorisation set role = role
where organisation_id = $2 and account_id in (select id from account where email_canonical = $1)";

/// The person of an address at one organisation.
pub const PERSON: &str = "
select u.id, u.account_id, u.role, u.state, u.given_name, u.initials, u.infix, u.family_name, u.mobile,
    u.valid_from, u.valid_until, u.invited_at, a.language
from account a
join authorisation u on u.account_id = a.id
where a.email_canonical = $1 and u.organisation_id = $2";

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
