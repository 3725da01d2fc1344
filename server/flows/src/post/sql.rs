//! Statements of the outbox.

use crate::open_now::is_open;

/// A code is due a minute before it was queued, and so before what others queued in that minute: somebody looks at a telephone
/// for it.
/// One that is no question and goes to nobody who ever was in goes to a stranger.
pub const QUEUE: &str = "
insert into outbox (id, channel, letter, language, account_id, authorisation_id, address, facts, link_id, challenge_id,
    appointment_id, state, attempts, next_at, created_at, of_many, to_stranger, nth)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', 0,
    $12 - case when $10 is null then 0 else 60000 end, $12, $13, case when $14 = 1 or exists (
        select 1 from authorisation u where u.account_id = $5 and (u.state = 'active' or u.activated_at is not null)
    ) then 0 else 1 end,
    case when $10 is null then 0 else (select coalesce(max(o.nth), 0) + 1 from outbox o where o.challenge_id = $10) end)";

/// Takes what is due of some letters, oldest first. The condition stands twice on purpose: the inner one chooses, the outer one is looked
/// at again once the row is locked, so that of several nodes exactly one gets each letter, on either database. `$6` is now by the clock that tells leases.
macro_rules! take {
    ($which:literal) => {
        concat!(
            "
update outbox set state = 'sending', attempts = attempts + 1, leased_by = $1, leased_until = $2,
    unanswered = unanswered + (case when state = 'sending' then 1 else 0 end)
where id in (
        select id
        from outbox
        where channel = $3 and ended_at is null and ",
            $which,
            "
            and ((state = 'waiting' and next_at <= $4) or (state = 'sending' and leased_until <= $6))
        order by next_at, id
        limit $5 + 0)
    and ((state = 'waiting' and next_at <= $4) or (state = 'sending' and leased_until <= $6))
returning id, letter, language, account_id, authorisation_id, address, facts, link_id, challenge_id, appointment_id,
    attempts, next_at, created_at, last_error, hindered_since, unanswered, to_stranger, of_many,
    (select a.email_canonical from account a where a.id = outbox.account_id) as mailbox"
        )
    };
}

/// Letters that go where somebody wanted whom nobody knows yet.
pub const TAKE_STRANGERS: &str = take!("to_stranger = 1 and of_many = 0");

/// All others, but for those of a file.
pub const TAKE: &str = take!("to_stranger = 0 and of_many = 0");

/// The letters of a file, to people whom we know.
pub const TAKE_MANY: &str = take!("to_stranger = 0 and of_many = 1");

/// The same, to people whom nobody knows yet.
pub const TAKE_MANY_STRANGERS: &str = take!("to_stranger = 1 and of_many = 1");

/// Lets go of a letter that was taken and not tried, for a moment.
pub const PUT_OFF: &str = "
update outbox set state = 'waiting', attempts = attempts - 1, next_at = $4, leased_by = null, leased_until = null
where id = $1 and state = 'sending' and leased_by = $2 and attempts = $3";

/// Puts a letter back that was taken in this transaction, with what stands in its way, so that it shows.
pub const PUT_BACK: &str = "
update outbox set state = 'waiting', attempts = attempts - 1, next_at = $2, leased_by = null, leased_until = null,
    last_error = $3, hindered_since = coalesce(hindered_since, $4)
where id = $1";

/// Ends a letter, for whoever still holds it: a lease that ran out and was taken by another counts for nothing.
pub const END: &str = "
update outbox set state = $4, ended_at = $5, last_error = $6, provider_id = $7, leased_by = null, leased_until = null
where id = $1 and state = 'sending' and leased_by = $2 and attempts = $3";

pub const WAIT: &str = "
update outbox set state = 'waiting', next_at = $4, last_error = $5, hindered_since = $6, unanswered = $7,
    leased_by = null, leased_until = null
where id = $1 and state = 'sending' and leased_by = $2 and attempts = $3";

/// In whose log a failure belongs: the authorisation it is about, or the only one of the person.
pub const WHOSE: &str = "
select id, organisation_id
from authorisation
where id = $1 or ($1 is null and account_id = $2)
order by id
limit 2";

/// With how often the owner of the mailbox accepted an invitation.
pub const MAILBOX: &str = "
select a.email, a.email_canonical, a.given_name, a.infix, a.family_name,
    (select count(*) from authorisation u where u.account_id = a.id and (u.state = 'active' or u.activated_at is not null)) as activated
from account a
where a.id = $1";

/// A message asked for later carries a newer code; this one would only undo it. A clock that was ahead gave its id a later moment, so ids
/// tell only for those that an older version queued.
pub const ASKED_AGAIN: &str = "
select count(*)
from outbox
where challenge_id = $1 and (nth, id) > (select o.nth, o.id from outbox o where o.id = $2)";

/// Since when the most overdue letter could have left to somebody who was in. Of many at once the last may wait for hours, and so may those
/// to where a stranger wanted.
pub const OLDEST: &str = "
select min(next_at)
from outbox
where of_many = 0 and to_stranger = 0 and (state = 'waiting' and next_at <= $1 or state = 'sending' and leased_until <= $1)";

/// How many people who have access are called by numbers that begin so: the country is in it.
pub const BEGIN_OF_NUMBERS: &str = concat!(
    "
select substr(u.mobile, 1, 4) as begins, count(distinct u.account_id)
from authorisation u
where ",
    is_open!("u", "$1"),
    "
group by substr(u.mobile, 1, 4)
order by begins"
);

/// Whether a mail to an account (`$1`) left since `$2`.
pub const HAD_MAIL: &str = "
select exists (
    select 1 from outbox
    where account_id = $1 and channel = 'mail' and state = 'sent' and ended_at > $2 and substr(letter, 1, 6) <> 'asked_'
)";

/// What stands in the way of how many letters, of the causes in `$1`, which is codes between commas. Known are letters to
/// people who were in: others go where somebody else wanted.
pub const HELD_UP: &str = "
select channel, last_error, count(*) as letters, min(hindered_since) as since, max(hindered_since) as latest,
    max(case when to_stranger = 1 then 0 else hindered_since end) as latest_known
from (
        select channel, last_error, to_stranger, hindered_since
        from outbox
        where ended_at is null and hindered_since is not null and $1 like '%,' || last_error || ',%'
        order by hindered_since desc
        limit $2 + 0) held
group by channel, last_error
order by channel, last_error";

/// The same of what was given up after `$1`.
pub const GIVEN_UP: &str = "
select channel, last_error, max(coalesce(hindered_since, ended_at)),
    max(case when to_stranger = 1 then 0 else coalesce(hindered_since, ended_at) end)
from (
        select channel, last_error, to_stranger, hindered_since, ended_at
        from outbox
        where state = 'expired' and ended_at > $1
        order by ended_at desc
        limit $2 + 0) given_up
group by channel, last_error
order by channel, last_error";

/// When something last left on a channel.
pub const LEFT: &str = "
select max(ended_at)
from outbox
where channel = $1 and state = 'sent' and substr(letter, 1, 6) <> 'asked_'";

pub const FORGET: &str = "
update outbox set facts = '{}', address = null
where ended_at < $1 and facts <> '{}'";
