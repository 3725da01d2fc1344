//! Statements of who the admin is.

/// The admins of one organisation whose access runs, under the names it knows them by.
pub const ADMINS: &str = "
select s.account_id, a.email, a.language, s.given_name, s.infix, s.family_name
from authorisation s join account a on a.id = s.account_id
where s.organisation_id = $1 and s.role = 'beheerder' and s.state = 'active'
    and (s.valid_from is null or s.valid_from <= $2)
    and (s.valid_until is null or s.valid_until > $2)
order by s.sort_key, s.id";
