//! Statements of held invitations.

use crate::open_now::is_open;

/// Whether an invitation makes somebody more than staff: an admin, or an agent (the right `$1`).
macro_rules! makes_more_than_staff {
    () => {
        "(u.role = 'beheerder' or exists (
    select 1 from authorisation_right r where r.authorisation_id = u.id and r.right_code = $1
))"
    };
}

/// Whether whoever sent an invitation looks after others there at a moment (`$2`), and has not blocked the own account: it may have been on
/// its way in at that moment. An operator and two agents are no access that ends.
macro_rules! sender_stays {
    () => {
        concat!(
            "(u.invited_by is null or exists (
    select 1 from authorisation s
    where s.account_id = u.invited_by and s.organisation_id = u.organisation_id
        and not exists (
            select 1 from account f where f.id = s.account_id and f.blocked_reason in ('frozen_by_owner', 'by_desk')
        )
        and (s.role = 'beheerder' or (s.stand_in_from <= $2 and s.stand_in_until > $2)) and ",
            is_open!("s", "$2"),
            "
))"
        )
    };
}

/// When an invitation (`$3`) was last sent, and whether it is held: it was, every link was ended, or whoever sent it is gone.
pub const SENT: &str = concat!(
    "
select coalesce(u.invited_at, u.created_at), (",
    makes_more_than_staff!(),
    " and (exists (select 1 from held_invitation h where h.authorisation_id = u.id)
        or u.invited_at is not null and not exists (
            select 1 from link l
            where l.authorisation_id = u.id and l.purpose = 'activate' and l.used_at is null and l.ended_at is null
        )
        or not ",
    sender_stays!(),
    "))
from authorisation u
where u.id = $3"
);

/// Invitations that an account (`$3`) sent and nobody accepted, to look after others or to work at the service desk: every one
/// (`$4`), or those that it could send no more.
pub const SENT_TO_MORE_THAN_STAFF: &str = concat!(
    "
select u.id, u.account_id, u.organisation_id, u.given_name, u.infix, u.family_name,
    own.id as sender, own.given_name as by_given, own.infix as by_infix, own.family_name as by_family,
    o.name as organisation, a.language
from authorisation own
join account a on a.id = own.account_id
join organisation o on o.id = own.organisation_id
join authorisation u on u.organisation_id = own.organisation_id
where own.account_id = $3 and u.state = 'invited' and u.invited_by = $3 and ",
    makes_more_than_staff!(),
    " and ($4 = 1 or not ",
    sender_stays!(),
    ")
order by u.organisation_id, u.sort_key, u.id"
);

/// The first reason stays, but for a block.
pub const HOLD: &str = "
insert into held_invitation (authorisation_id, why) values ($1, $2)
on conflict (authorisation_id) do update set why = excluded.why
where held_invitation.why <> excluded.why and excluded.why = 'block'";

pub const HOLD_NO_MORE: &str = "delete from held_invitation where authorisation_id = $1";

/// Invitations to be more than staff that nobody holds yet, though whoever sent them looks after nobody there any more (`$2`), and the
/// sender if that is because of a block.
pub const TO_HOLD: &str = concat!(
    "
select u.id, u.organisation_id, (
    select f.id from account f where f.id = u.invited_by and f.blocked_reason in ('frozen_by_owner', 'by_desk')
)
from authorisation u
where u.state = 'invited' and ",
    makes_more_than_staff!(),
    " and not ",
    sender_stays!(),
    " and not exists (select 1 from held_invitation h where h.authorisation_id = u.id)
order by u.id
limit $3 + 0"
);

pub const IS_TO_HOLD: &str = concat!(
    "select 1 from authorisation u where u.id = $3 and u.state = 'invited' and ",
    makes_more_than_staff!(),
    " and not ",
    sender_stays!()
);
