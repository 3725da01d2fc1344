//! Statements of changing an address.

use crate::{eyes::proved, unclaimed::unclaimed};

/// What a change is: the links say which mailbox said yes, and until when they can.
macro_rules! change {
    ($which:literal) => {
        concat!(
            "select c.id, c.account_id, c.authorisation_id, c.email, c.email_canonical, c.done_at, c.ended_at,
    o.used_at as old_used_at, n.used_at as new_used_at, n.expires_at
from address_change c
join link o on o.id = c.old_link_id
join link n on n.id = c.new_link_id
where ",
            $which
        )
    };
}

pub const OF_LINK: &str = change!("c.old_link_id = $1 or c.new_link_id = $1");

pub const OPEN: &str =
    change!("c.account_id = $1 and c.done_at is null and c.ended_at is null and n.expires_at > $2");

pub const ASK: &str = "
insert into address_change (id, account_id, asked_by, authorisation_id, email, email_canonical, old_link_id,
    new_link_id, asked_at)
values ($1, $2, $2, $3, $4, $5, $6, $7, $8)";

pub const END: &str = "
update address_change set ended_at = $2
where account_id = $1 and done_at is null and ended_at is null";

pub const DONE: &str = "
update address_change set done_at = $2, email_before = $3
where id = $1 and done_at is null and ended_at is null";

/// An address is not kept because somebody once typed it; one that was laid down is known as long as it counts (SEC-68).
pub const FORGET: &str = "
delete from address_change where asked_at < $1 and (done_at is null or done_at < $2)";

/// Whose address this is, and whether that is nobody yet.
pub const HOLDER: &str = concat!(
    "select a.id, a.language, ",
    unclaimed!("a"),
    " as nobodys from account a where a.email_canonical = $1 and a.id <> $2"
);

/// No address can be typed that is spelt like an id; a password of before opens nothing without one.
pub const SET_ASIDE: &str = "
update account set email = '', email_canonical = id, blocked_reason = null, blocked_at = null, shut_since = null,
    password_hash = null, password_state = 'none', device_epoch = device_epoch + 1
where id = $1";

pub const WAITING: &str = "
select id, organisation_id
from authorisation
where account_id = $1 and state = 'invited'
order by id";

/// What the new owner was at an organisation and what nothing comes of any more: an invitation that was withdrawn, or access
/// that ended before `$3`, so that nobody restores it. Whoever looked after others there lately is known.
pub const OVER_THERE: &str = "
select id
from authorisation
where organisation_id = $1 and account_id = $2
    and coalesce(looked_after_until, 0) <= $4 and coalesce(at_desk_until, 0) <= $4
    and ((state = 'stopped' and (activated_at is null or stopped_at is null or stopped_at <= $3))
        or (state = 'active' and valid_until <= $3))";

/// An account for what is set aside, with no address of anybody's; none can be typed that is spelt like an id.
pub const ADD_ASIDE: &str = "
insert into account (id, email, email_canonical, given_name, initials, infix, family_name, language, password_state,
    device_epoch, created_at)
select $1, '', $1, given_name, initials, infix, family_name, language, 'none', 0, $3
from account
where id = $2";

pub const MOVE_ASIDE: &str = "update authorisation set account_id = $2 where id = $1";

/// Whose telephones were whose stays known (SEC-68).
pub const KEEP_NUMBER: &str = concat!(
    "
insert into number_before (authorisation_id, mobile, until_at)
select $2, u.mobile, $3 from authorisation u where u.id = $1 and ",
    proved!(),
    "
on conflict (authorisation_id, mobile) do update set until_at = excluded.until_at"
);

pub const KEEP_NUMBERS_BEFORE: &str = "
insert into number_before (authorisation_id, mobile, until_at)
select $2, mobile, until_at from number_before where authorisation_id = $1
on conflict (authorisation_id, mobile) do nothing";

/// None where the new owner is known already.
pub const HAND_OVER: &str = "
update authorisation set account_id = $2
where id = $1 and state = 'invited' and not exists (
    select 1 from authorisation other
    where other.organisation_id = authorisation.organisation_id and other.account_id = $2)";

pub const HAND_OVER_LINKS: &str = "update link set account_id = $2 where authorisation_id = $1";

pub const HAND_OVER_LETTERS: &str =
    "update outbox set account_id = $2 where authorisation_id = $1 and account_id is not null";

/// When somebody last changed the address of an account.
pub const CHANGED_BY: &str =
    "select max(done_at) from address_change where account_id = $1 and asked_by = $2";

/// When a number of an account last became another one, whoever did that and wherever.
pub const NUMBER_CHANGED: &str = "select number_changed_at from account where id = $1";

pub const NUMBER_MOVED: &str = "update account set number_changed_at = $2 where id = $1";

/// No row if somebody took the address first; the index has the last word.
pub const SET_ADDRESS: &str = "
update account set email = $2, email_canonical = $3
where id = $1 and not exists (select 1 from account other where other.email_canonical = $3)";
