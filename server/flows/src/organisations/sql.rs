//! Statements of organisations.

/// A second file with the same organisation brings its new name, and does not make it twice.
pub const SAVE: &str = "
insert into organisation (id, kind, number, name, name_key, created_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (kind, number) do update set name = excluded.name, name_key = excluded.name_key
returning id";

pub const FORGET_WORDS: &str = "delete from organisation_word where organisation_id = $1";

pub const ADD_WORD: &str = "insert into organisation_word (word, organisation_id) values ($1, $2)";

pub const FORGET_RIGHTS: &str = "delete from organisation_right where organisation_id = $1";

pub const ADD_RIGHT: &str = "
insert into organisation_right (organisation_id, right_code) values ($1, $2)
on conflict (organisation_id, right_code) do nothing";

pub const HOLDS: &str = "
select right_code
from organisation_right
where organisation_id = $1
order by right_code";

pub const FIND: &str = "
select id, kind, number, name, ended_at
from organisation
where id = $1";

pub const FIND_BY_NUMBER: &str = "
select id, kind, number, name, ended_at
from organisation
where kind = $1 and number = $2";

pub const LOCK: &str = "
update organisation set ended_at = ended_at
where id = $1
returning id, kind, number, name, ended_at";

pub const REMEMBER_DOMAIN: &str = "
insert into organisation_domain (organisation_id, domain) values ($1, $2)
on conflict (organisation_id, domain) do nothing";

/// An organisation has a handful; the bound keeps a strange one from slowing every invitation.
pub const DOMAINS: &str = "
select domain
from organisation_domain
where organisation_id = $1
order by domain
limit 500";
