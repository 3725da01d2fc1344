//! Statements of logging in.

/// The account of an address, or else its neighbour: a row is found and read for an address that nobody has, too (SEC-02).
pub const ACCOUNT_AT_OR_AFTER: &str = "
select id, email_canonical, password_hash, password_state, blocked_reason, device_epoch, session_epoch, language
from account
where email_canonical >= $1
order by email_canonical
limit 1";

/// Makes the lane's row if need be and locks it until the commit.
pub const LOCK_COUNTER: &str = "
insert into login_counter (subject, lane, consecutive, window_started_at, in_window, refused_until)
values ($1, $2, 0, 0, 0, 0)
on conflict (subject, lane) do update set consecutive = login_counter.consecutive
returning consecutive, window_started_at, in_window, refused_until";

pub const REFUSED_UNTIL: &str =
    "select refused_until from login_counter where subject = $1 and lane = $2";

pub const SET_COUNTER: &str = "
update login_counter set consecutive = $3, window_started_at = $4, in_window = $5, refused_until = $6
where subject = $1 and lane = $2";

/// Takes a lane's row away that was only made to be locked.
pub const UNMAKE_COUNTER: &str = "
delete from login_counter
where subject = $1 and lane = $2 and window_started_at = 0 and consecutive = 0 and in_window = 0";

/// Asks once more whether it is idle: somebody may have tried something since it was found.
pub const FORGET_IDLE: &str = "
delete from login_counter
where window_started_at < $1
and (subject, lane) in (
    select subject, lane
    from login_counter
    where window_started_at < $1
    order by window_started_at
    limit $2
)";

pub const LOCK_COUNTERS: &str = "update login_counter set lane = lane where subject = $1";

pub const TAKE_COUNTERS: &str = "
delete from login_counter
where subject = $1
returning lane, consecutive, window_started_at, in_window, refused_until";

/// Together with what is counted there.
pub const ADD_COUNTER: &str = "
insert into login_counter (subject, lane, consecutive, window_started_at, in_window, refused_until)
values ($1, $2, $3, $4, $5, $6)
on conflict (subject, lane) do update set
    consecutive = login_counter.consecutive + excluded.consecutive,
    in_window = login_counter.in_window + excluded.in_window,
    window_started_at = case when excluded.window_started_at > login_counter.window_started_at
        then excluded.window_started_at else login_counter.window_started_at end,
    refused_until = case when excluded.refused_until > login_counter.refused_until
        then excluded.refused_until else login_counter.refused_until end";

pub const FORGET_COUNTERS: &str = "delete from login_counter where subject = $1";

/// Notes that somebody waits; a later wait takes the place of an earlier one.
pub const NOTE_WAITING: &str = "
insert into waiting (organisation_id, authorisation_id, since, until_at) values ($1, $2, $3, $4)
on conflict (organisation_id, authorisation_id) do update set since = excluded.since, until_at = excluded.until_at";

pub const NO_LONGER_WAITING: &str = "
delete from waiting
where (organisation_id, authorisation_id) in (select organisation_id, id from authorisation where account_id = $1)";

pub const SWEEP_WAITING: &str = "delete from waiting where until_at <= $1";

pub const BLOCK: &str = "
update account set blocked_reason = $2, blocked_at = $3, shut_since = $3
where id = $1 and blocked_reason is null";

/// In place of a block that is easier to lift, since which the account is shut.
pub const BLOCK_HARDER: &str = "
update account set blocked_reason = $2, blocked_at = $3, shut_since = coalesce(shut_since, blocked_at)
where id = $1 and blocked_reason = $4";

/// What keeps an account out, locked until the commit.
pub const LOCK_LOCKED_OUT: &str = "
update account set language = language
where id = $1
returning blocked_reason, password_state, blocked_at";

pub const LOCKED_OUT: &str =
    "select blocked_reason, password_state, blocked_at from account where id = $1";

/// `$3`: at its owner's wish it was shut, and the password stays as it was at `$4`.
pub const LET_IN: &str = "
update account set blocked_reason = null, blocked_at = null, shut_since = null, password_state = $2,
    wish_lifted_at = case when $3 then $4 else wish_lifted_at end
where id = $1";

/// As [`domain::people::PasswordState::once_unblocked`] has it where something opens.
pub const RENEW_AFTER_WISH: &str = "
update account set password_state = 'renew', wish_lifted_at = null
where id = $1 and wish_lifted_at is not null and password_state in ('set', 'must_change', 'disabled')";

pub const DISABLE_PASSWORD: &str = "
update account set password_state = 'disabled'
where id = $1 and password_state in ('set', 'must_change')";

pub const REHASH: &str =
    "update account set password_hash = $2 where id = $1 and password_hash = $3";

pub const ACCOUNT_FOR_LETTER: &str = "select email_canonical, language from account where id = $1";

pub const CHOICES: &str = "
select u.id, u.role, u.state, u.valid_from, u.valid_until, u.stand_in_from, u.stand_in_until, u.mobile,
    o.name as organisation_name, o.ended_at
from authorisation u join organisation o on o.id = u.organisation_id
where u.account_id = $1 and u.state <> 'invited' and not (u.state = 'stopped' and u.activated_at is null)
order by o.name_key, u.id";

/// A withdrawn invitation is nobody, and its number nobody's: it was never proved.
pub const NUMBERS: &str = "
select id, mobile
from authorisation
where account_id = $1 and state <> 'invited' and not (state = 'stopped' and activated_at is null)";

/// Locks the account, if its sessions were not ended since a moment ago.
pub const STILL: &str =
    "update account set language = language where id = $1 and session_epoch = $2";

/// With how many requests are open that a login ends, so that whoever has none pays no statement for them.
pub const STAMP_ACCOUNT: &str = "
update account set last_login_at = $2, last_login_device = $3
where id = $1
returning device_epoch, session_epoch, (
    select count(*)
    from authorisation u join help_request h on h.authorisation_id = u.id
    where u.account_id = $1 and h.closed_at is null and (h.kind = $4 and u.state <> 'invited' or h.kind = $5 and u.id = $6))";

pub const STAMP_AUTHORISATION: &str = "
update authorisation set last_login_at = $2, out_since = null
where id = $1
returning organisation_id, session_epoch";

pub const ORGANISATION_OF: &str = "select organisation_id from authorisation where id = $1";

/// Named is only who stopped it as a colleague there: the desk goes by no name of an agent.
pub const STOPPED: &str = "
select u.state, u.valid_from, u.valid_until, u.stopped_at, o.name as organisation_name, o.id as organisation_id,
    s.given_name, s.infix, s.family_name
from authorisation u
join organisation o on o.id = u.organisation_id
left join authorisation s on s.account_id = u.stopped_by and s.organisation_id = u.organisation_id
where u.id = $1 and u.account_id = $2";
