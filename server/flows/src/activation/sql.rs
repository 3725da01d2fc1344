//! Statements of activation.

/// What an invitation says about itself, with who sent it by the name that this organisation knows.
pub const INVITATION: &str = "
select o.name as organisation_name, o.kind, u.role, u.given_name, u.valid_from, b.given_name as by_given_name, b.infix as by_infix,
    b.family_name as by_family_name
from authorisation u
join organisation o on o.id = u.organisation_id
left join authorisation b on b.account_id = u.invited_by and b.organisation_id = u.organisation_id
where u.id = $1";

/// The rights that are granted and that the organisation holds.
pub const RIGHTS: &str = "
select r.right_code
from authorisation_right r
join authorisation u on u.id = r.authorisation_id
join organisation_right h on h.organisation_id = u.organisation_id and h.right_code = r.right_code
where r.authorisation_id = $1
order by r.right_code";

/// How many admins there are for good, as a trigger counts them.
pub const LOCK_ADMINS: &str =
    "update lasting_admins set admins = admins where organisation_id = $1";

pub const ACTIVATE: &str = "
update authorisation set state = 'active', activated_at = $2, out_since = null, as_of = $2
where id = $1 and state = 'invited'";
