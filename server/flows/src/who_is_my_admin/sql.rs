//! Statements of who the admin is.

use crate::open_now::is_open;

/// Who looks after an organisation now, under the names it knows them by: its admins, and who stands in for them. Found
/// from those few, however many others there are.
pub const ADMINS: &str = concat!(
    "
select s.id, s.account_id, a.email, a.language, s.given_name, s.infix, s.family_name, s.last_login_at,
    a.blocked_reason is null and a.password_state in ('set', 'must_change') as gets_in, s.role = 'beheerder' as for_good
from authorisation s join account a on a.id = s.account_id
where s.id in (
        select id from authorisation where organisation_id = $1 and role = 'beheerder' and state = 'active'
        union all
        select id from authorisation
        where organisation_id = $1 and stand_in_until > $2 and stand_in_from <= $2 and state = 'active')
    and ",
    is_open!("s", "$2"),
    "
order by s.sort_key, s.id"
);
