//! Statements of what the desk does and keeps: notes, checks of callers, requests to a colleague, messages, numbers.

use crate::{
    eyes::{not_stopped, proved},
    open_now::is_open,
};

/// The newest of every agent, then the second of every agent: nobody's many hide what others wrote.
pub const NEWEST_NOTES: &str = "
select n.written_at, n.text, a.given_name, a.infix, a.family_name
from (
    select m.id, m.written_by, m.written_at, m.text,
        row_number() over (partition by m.written_by order by m.written_at desc, m.id desc) as turn
    from desk_note m
    where m.authorisation_id = $1
) n join account a on a.id = n.written_by
order by n.turn, n.written_at desc, n.id desc
limit $2 + 0";

/// Notes about somebody, the newest first.
macro_rules! notes {
    ($where:literal, $limit:literal) => {
        concat!(
            "select n.id, n.written_at, n.text, a.given_name, a.infix, a.family_name
from desk_note n join account a on a.id = n.written_by
where n.authorisation_id = $1",
            $where,
            "
order by n.written_at desc, n.id desc
limit ",
            $limit,
            " + 0"
        )
    };
}

pub const NOTES: &str = notes!("", "$2");

pub const NOTES_BEFORE: &str = notes!(
    " and (n.written_at, n.id) < ((select m.written_at from desk_note m where m.id = $2), $2)",
    "$3"
);

/// The same words of the same agent a moment later are the second of two presses.
pub const WRITE_NOTE: &str = "
insert into desk_note (id, authorisation_id, written_by, written_at, text)
select $1, $2, $3, $4, $5
where not exists (
    select 1 from desk_note
    where authorisation_id = $2 and written_by = $3 and text = $5 and written_at > $6
)";

pub const FORGET_NOTES: &str = "delete from desk_note where written_at <= $1";

pub const ASK_CALLER: &str = "
insert into caller_check (id, agent_id, authorisation_id, channel, challenge_id, asked_at)
values ($1, $2, $3, $4, $5, $6)";

/// The code that an agent is waiting for, of this person.
pub const ASKED_CALLER: &str = "
select k.id, k.channel, c.id, c.last_send_at, c.mobile
from caller_check k join challenge c on c.id = k.challenge_id
where k.agent_id = $1 and k.authorisation_id = $2 and k.passed_at is null and c.closed_at is null
order by k.asked_at desc, k.id desc
limit 1";

pub const PASS_CALLER: &str = "
update caller_check set passed_at = $2
where id = $1 and passed_at is null";

/// A colleague saw to it that this is the caller.
pub const VOUCH_FOR_CALLER: &str = "
insert into caller_check (id, agent_id, authorisation_id, channel, asked_at, passed_at)
values ($1, $2, $3, 'call_back', $4, $4)";

pub const CALLER_PASSED: &str = "
select max(passed_at)
from caller_check
where agent_id = $1 and authorisation_id = $2 and passed_at > $3";

pub const FORGET_NUMBERS: &str = "delete from number_before where until_at <= $1";

/// How this agent came to know that it is them.
pub const CALLER_PROOFS: &str = "
select max(id), channel
from caller_check
where agent_id = $1 and authorisation_id = $2 and passed_at > $3
group by channel
order by channel";

/// What speaks for and against the telephone and the mailbox of somebody.
pub const EVIDENCE: &str = concat!(
    "select (",
    proved!(),
    ") as number_used, u.mobile_changed_at, a.number_changed_at, a.blocked_reason,
    (select max(c.done_at) from address_change c where c.account_id = a.id) as address_changed_at
from authorisation u join account a on a.id = u.account_id
where u.id = $1"
);

pub const FORGET_CHECKS: &str = "delete from caller_check where asked_at <= $1";

/// Checks of somebody, but for the last that this agent (`$2`) passed for this access (`$3`).
macro_rules! forget_checks_of {
    ($whom:literal) => {
        concat!(
            "delete from caller_check
where authorisation_id in (select id from authorisation where ",
            $whom,
            " = $1) and id not in (
    select k.id from caller_check k
    where k.agent_id = $2 and k.authorisation_id = $3 and k.passed_at is not null
        and not exists (select 1 from caller_check l
            where l.agent_id = $2 and l.authorisation_id = $3 and (l.passed_at, l.id) > (k.passed_at, k.id))
)"
        )
    };
}

pub const FORGET_CHECKS_OF_ACCOUNT: &str = forget_checks_of!("account_id");

pub const FORGET_CHECKS_OF_ACCESS: &str = forget_checks_of!("id");

/// Where an authorisation is never changes: it may be looked up before anything is locked.
pub const WHERE: &str = "select organisation_id from authorisation where id = $1";

pub const COUNT: &str = "
insert into desk_count (day, deed, why, times) values ($1, $2, $3, 1)
on conflict (day, deed, why) do update set times = desk_count.times + 1";

pub const COUNTS: &str = "
select deed, why, cast(sum(times) as bigint)
from desk_count
where day >= $1 and day <= $2
group by deed, why
order by deed, why";

pub const LOOKUPS: &str = "
select problem, cast(sum(times) as bigint)
from help_lookup
where day >= $1 and day <= $2
group by problem
order by problem";

pub const ASK_COLLEAGUE: &str = "
insert into desk_request (id, kind, authorisation_id, payload, payload_hash, why, asked_by, asked_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (authorisation_id, kind) where decided_at is null do nothing";

/// Whether an account works at the service desk at `$1`: at the insurer (`$2`) with the right for it (`$3`), which the insurer
/// holds; and was not stopped.
macro_rules! is_agent {
    ($account:literal) => {
        concat!(
            not_stopped!($account),
            " and exists (
    select 1
    from authorisation g
    join organisation i on i.id = g.organisation_id
    join authorisation_right x on x.authorisation_id = g.id
    join organisation_right h on h.organisation_id = i.id and h.right_code = x.right_code
    where g.account_id = ",
            $account,
            " and i.kind = $2 and x.right_code = $3 and (i.ended_at is null or i.ended_at > $1)
        and ",
            is_open!("g", "$1"),
            "
)"
        )
    };
}

/// Whether who asked (`r.asked_by`) still is what they asked as: an agent, or for rights somebody who looks after others there.
/// What was asked by whoever was stopped or lost the right meanwhile, or from an account that was stopped, waits for nobody.
macro_rules! still_asked {
    () => {
        concat!(
            "case r.kind when 'give_rights' then ",
            not_stopped!("r.asked_by"),
            " and exists (
    select 1
    from authorisation w
    join organisation p on p.id = w.organisation_id
    join authorisation g on g.organisation_id = p.id
    where w.id = r.authorisation_id and g.account_id = r.asked_by
        and (g.role = 'beheerder' or g.stand_in_from <= $1 and g.stand_in_until > $1)
        and (p.ended_at is null or p.ended_at > $1) and ",
            is_open!("g", "$1"),
            "
) else ",
            is_agent!("r.asked_by"),
            " end"
        )
    };
}

/// Nobody decides on what ran out, or was asked by whoever could ask it no more; it makes room for a new request. A node whose
/// content knows no kind that is the insurer here knows nobody who could ask, and leaves that to those who do.
pub const END_OLD_REQUESTS: &str = concat!(
    "
update desk_request as r set decided_at = case when expires_at <= $1 then expires_at else $1 end, decision = 'expired',
    payload = ''
where decided_at is null and (expires_at <= $1 or exists (select 1 from organisation where kind = $2) and not (",
    still_asked!(),
    "))
returning id"
);

/// What somebody asked who still is what they asked as, to tell them of it.
pub const WHO_ASKED: &str = concat!(
    "
select r.id, r.kind, r.decision, r.decided_at, r.asked_by, r.expires_at, a.language, r.authorisation_id,
    u.given_name, u.infix, u.family_name, o.name as organisation_name,
    d.given_name as by_given, d.infix as by_infix, d.family_name as by_family,
    a.given_name as asked_given, a.infix as asked_infix, a.family_name as asked_family
from desk_request r
join account a on a.id = r.asked_by
join authorisation u on u.id = r.authorisation_id
join organisation o on o.id = u.organisation_id
left join account d on d.id = r.decided_by
where r.id = $4 and ",
    still_asked!()
);

/// What became since `$2` of what somebody asked; not what they took back themselves. What ended because whoever asked could ask
/// it no more is shown to all, who may have been about to decide on it.
pub const DECIDED_REQUESTS: &str = "
select r.id, r.kind, r.decision, r.decided_at, r.expires_at, r.authorisation_id, u.given_name, u.infix, u.family_name,
    o.name as organisation_name, d.given_name as by_given, d.infix as by_infix, d.family_name as by_family,
    b.given_name as asked_given, b.infix as asked_infix, b.family_name as asked_family
from desk_request r
join account b on b.id = r.asked_by
join authorisation u on u.id = r.authorisation_id
join organisation o on o.id = u.organisation_id
left join account d on d.id = r.decided_by
where r.decided_at > $2 and (r.asked_by = $1 and (r.decided_by is null or r.decided_by <> $1)
    or r.decision = 'expired' and r.decided_at < r.expires_at)
order by r.decided_at desc, r.id desc
limit 20";

macro_rules! requests {
    ($where:literal) => {
        concat!(
            "select r.id, r.kind, r.authorisation_id, r.payload, r.payload_hash, r.why, r.asked_by, r.asked_at, r.expires_at,
    b.given_name as by_given, b.infix as by_infix, b.family_name as by_family,
    u.given_name, u.infix, u.family_name, u.mobile, o.name as organisation_name, o.kind as organisation_kind
from desk_request r
join account b on b.id = r.asked_by
join authorisation u on u.id = r.authorisation_id
join organisation o on o.id = u.organisation_id
where ",
            $where
        )
    };
}

/// The first of everybody who asked, then the second of everybody: nobody's many hide what others ask.
pub const OPEN_REQUESTS: &str = concat!(
    requests!("r.decided_at is null and r.expires_at > $1 and "),
    still_asked!(),
    "
order by row_number() over (partition by r.asked_by order by r.asked_at, r.id), r.asked_at, r.id
limit $4 + 0"
);

/// How much waits, each counted up to `$5`: of what is asked of colleagues what `$4` did not ask, and requests to be appointed
/// only while it is the turn of the desk.
pub const WAITS: &str = concat!(
    "
select
    (select count(*) from (
        select 1 as one from desk_request r
        where r.decided_at is null and r.expires_at > $1 and r.asked_by <> $4 and ",
    still_asked!(),
    " limit $5 + 0) eyes),
    (select count(*) from (
        select 1 as one from appointment where state in ('confirmed', 'in_review') limit $5 + 0) asked),
    (select count(*) from (
        select 1 as one from help_request where closed_at is null and stage = 'desk' limit $5 + 0) help)"
);

pub const OPEN_REQUEST: &str = concat!(
    requests!("r.decided_at is null and r.expires_at > $1 and r.id = $4 and "),
    still_asked!()
);

/// Rights that wait for an agent.
pub const RIGHTS_ASKED: &str = concat!(
    "
select r.payload, r.expires_at
from desk_request r
where r.authorisation_id = $4 and r.kind = 'give_rights' and r.decided_at is null and r.expires_at > $1 and ",
    still_asked!()
);

/// Taken back by an admin, whoever asked: taking away is one person's deed.
pub const END_RIGHTS_ASKED: &str = "
update desk_request set decided_by = $3, decided_at = $2, decision = 'withdrawn', payload = ''
where authorisation_id = $1 and kind = 'give_rights' and decided_at is null";

/// Of two colleagues who decide at once, one does. Who asked decides only to withdraw.
pub const DECIDE: &str = "
update desk_request set decided_by = $2, decided_at = $3, decision = $4, payload = ''
where id = $1 and decided_at is null and expires_at > $3
    and ((asked_by <> $2 and $4 <> 'withdrawn') or (asked_by = $2 and $4 = 'withdrawn'))";

macro_rules! asked {
    ($where:literal) => {
        concat!(
            "select r.id, r.kind, r.asked_by, r.authorisation_id, u.account_id, u.organisation_id
from desk_request r join authorisation u on u.id = r.authorisation_id
where r.decided_at is null and ",
            $where
        )
    };
}

/// What waits for a second agent on the word of a caller: codes elsewhere, or that somebody is who he says.
pub const ON_A_CALLERS_WORD: &str = concat!(
    asked!("u.account_id = $1 and r.kind in ('mobile', 'call_back') and r.expires_at > $2"),
    " order by r.id"
);

/// What waits about one access.
pub const ABOUT_ACCESS: &str = concat!(
    asked!("r.authorisation_id = $1 and r.expires_at > $2"),
    " order by r.id"
);

/// Another number that waits for one access.
pub const ABOUT_NUMBER: &str = concat!(
    asked!("r.authorisation_id = $1 and r.kind = 'mobile' and r.expires_at > $2"),
    " order by r.id"
);

/// What somebody (`$4`) asked that waits for a second pair of eyes, and could ask no more.
pub const ASKED_NO_MORE_BY: &str = concat!(
    asked!("r.asked_by = $4 and r.expires_at > $1 and not ("),
    still_asked!(),
    ") order by r.id"
);

/// As [`END_OLD_REQUESTS`], of one.
pub const END_ASKED: &str = "
update desk_request set decided_at = $2, decision = 'expired', payload = ''
where id = $1 and decided_at is null";

/// Who asked what somebody else would have decided on, if it ended, or ends, because they could ask it no more.
pub const ASKED_NO_MORE: &str = concat!(
    "
select a.given_name, a.infix, a.family_name
from desk_request r join account a on a.id = r.asked_by
where r.id = $4 and (r.decision = 'expired' and r.decided_at < r.expires_at
    or r.decided_at is null and r.expires_at > $1 and not (",
    still_asked!(),
    "))"
);

/// Ended because of what became of whom it is about ([`super::super::four_eyes::Ending`]).
pub const END_REQUEST: &str = "
update desk_request set decided_by = null, decided_at = $2, decision = $3, payload = ''
where id = $1 and decided_at is null";

/// The same words of the same agent a moment later are the second of two presses, unless they were taken down meanwhile.
pub const PUT_ANNOUNCEMENT: &str = "
insert into announcement (id, nl, en, from_at, until_at, put_by, put_at, prepared, approved_at)
select $1, $2, $3, $4, $5, $6, $7, $9, $10
where not exists (
    select 1 from announcement
    where nl = $2 and en = $3 and put_by = $6 and put_at > $8 and ended_at is null
)";

/// Who wrote a text that nobody approved yet, and whether it was taken back or refused.
pub const WHO_WROTE_ANNOUNCEMENT: &str = "
select n.put_by, n.ended_at, a.given_name, a.infix, a.family_name
from announcement n join account a on a.id = n.put_by
where n.id = $1 and n.approved_at is null";

/// What somebody wrote that nobody approved yet; what counts already stands by two, or by words that were agreed on.
pub const END_ANNOUNCEMENTS_OF: &str = "
update announcement set ended_at = $2, ended_by = $1
where put_by = $1 and approved_at is null and ended_at is null and until_at > $2";

/// Of two colleagues who approve at once, one does; never who wrote it.
pub const APPROVE_ANNOUNCEMENT: &str = "
update announcement set approved_by = $2, approved_at = $3
where id = $1 and approved_at is null and ended_at is null and until_at > $3 and put_at > $4 and put_by <> $2";

/// As [`OPEN_REQUESTS`]; `$4` is from when on a text may have been written.
pub const WAITING_ANNOUNCEMENTS: &str = concat!(
    "
select n.id, n.nl, n.en, n.from_at, n.until_at, n.put_by, a.given_name, a.infix, a.family_name
from announcement n join account a on a.id = n.put_by
where n.until_at > $1 and n.ended_at is null and n.approved_at is null and n.put_at > $4 and ",
    is_agent!("n.put_by"),
    "
order by row_number() over (partition by n.put_by order by n.put_at, n.id), n.put_at, n.id
limit 20"
);

/// Texts that nobody approved in time.
pub const END_OLD_ANNOUNCEMENTS: &str = "
update announcement set ended_at = $1
where approved_at is null and ended_at is null and (until_at <= $1 or put_at <= $2)
returning id, put_at, until_at";

/// A text that ended, who wrote it, and who refused it if somebody did.
pub const NOT_PLACED: &str = "
select n.put_by, a.language, n.nl, n.en, d.given_name, d.infix, d.family_name
from announcement n join account a on a.id = n.put_by left join account d on d.id = n.ended_by
where n.id = $1";

pub const END_ANNOUNCEMENT: &str = "
update announcement set ended_at = $2, ended_by = $3
where id = $1 and ended_at is null and until_at > $2";

/// What somebody wrote and a colleague refused since `$2`.
pub const REFUSED_ANNOUNCEMENTS: &str = "
select n.id, n.nl, n.en, n.from_at, n.until_at, n.ended_at, a.given_name, a.infix, a.family_name
from announcement n join account a on a.id = n.ended_by
where n.put_by = $1 and n.ended_by <> $1 and n.approved_at is null and n.ended_at > $2
order by n.ended_at desc, n.id
limit 20";

/// Those that are shown now, and those that will be, without exception; what waits for a second agent is none of them. How many
/// there can be is decided when one is put up.
pub const ANNOUNCEMENTS: &str = "
select id, nl, en, from_at, until_at
from announcement
where until_at > $1 and ended_at is null and approved_at is not null
order by from_at, id";

/// How many messages of one agent (`$2`) are shown or will be, with the one of `$3` also before it is approved.
pub const HOW_MANY_ANNOUNCEMENTS: &str = "
select count(*)
from announcement
where put_by = $2 and until_at > $1 and ended_at is null and (approved_at is not null or id = $3)";
