//! Statements of the service desk.

/// What the desk reads of somebody. An invitation withdrawn before it was accepted is nobody.
macro_rules! here {
    ($from:expr, $where:expr) => {
        concat!(
            "select u.id, u.account_id, u.given_name, u.initials, u.infix, u.family_name, u.role, u.state, u.valid_from,
    u.valid_until, u.mobile, a.email, a.email_canonical, a.blocked_reason, a.password_state,
    case when u.state = 'invited' then (
        select max(l.expires_at) from link l
        where l.authorisation_id = u.id and l.purpose = 'activate' and l.used_at is null and l.ended_at is null
    ) end as invitation_until,
    o.id as organisation_id, o.name as organisation_name, o.kind as organisation_kind,
    o.number as organisation_number, o.ended_at
from ",
            $from,
            "
where ",
            $where,
            " and not (u.state = 'stopped' and u.activated_at is null)"
        )
    };
}

/// From an authorisation on.
macro_rules! from_authorisation {
    () => {
        "authorisation u join account a on a.id = u.account_id join organisation o on o.id = u.organisation_id"
    };
}

/// One more word that begins one of theirs; an unused one is empty and holds for everybody.
macro_rules! has_word {
    ($id:literal, $from:literal, $until:literal) => {
        concat!(
            "(",
            $from,
            " = '' or exists (select 1 from authorisation_word v
        where v.authorisation_id = ",
            $id,
            " and v.word >= ",
            $from,
            " and v.word < ",
            $until,
            "))"
        )
    };
}

/// The same for the name of an organisation.
macro_rules! is_called {
    ($from:literal, $until:literal) => {
        concat!(
            "(",
            $from,
            " = '' or exists (select 1 from organisation_word v
        where v.organisation_id = w.organisation_id and v.word >= ",
            $from,
            " and v.word < ",
            $until,
            "))"
        )
    };
}

pub const ONE: &str = here!(from_authorisation!(), "u.id = $1");

pub const BY_ADDRESS: &str = concat!(
    here!(
        "account a join authorisation u on u.account_id = a.id join organisation o on o.id = u.organisation_id",
        "a.email_canonical = $1"
    ),
    "
order by o.name_key, u.id
limit $2 + 0"
);

pub const BY_ACCESS_CODE: &str = here!(from_authorisation!(), "u.access_code = $1");

/// By the end of a mobile number, which `$11` may give whole, and words beside it.
pub const BY_TAIL: &str = concat!(
    here!(
        from_authorisation!(),
        concat!(
            "substr(u.mobile, length(u.mobile) - 3) = $10 and ($11 = '' or u.mobile = $11)
    and ",
            has_word!("u.id", "$1", "$2"),
            "
    and ",
            has_word!("u.id", "$3", "$4"),
            "
    and ",
            has_word!("u.id", "$5", "$6"),
            "
    and ",
            has_word!("u.id", "$7", "$8")
        )
    ),
    "
order by u.sort_key, u.id
limit $9 + 0"
);

/// People of whom every typed word begins one of theirs, wherever. A walk along the first word, so far and no further.
pub const BY_WORDS: &str = concat!(
    "with walk as (
    select w.authorisation_id
    from authorisation_word w
    where w.word >= $1 and w.word < $2
    order by w.word, w.authorisation_id
    limit $10 + 0
), hit as (
    select distinct w.authorisation_id
    from walk w
    where ",
    has_word!("w.authorisation_id", "$3", "$4"),
    "
        and ",
    has_word!("w.authorisation_id", "$5", "$6"),
    "
        and ",
    has_word!("w.authorisation_id", "$7", "$8"),
    "
    limit $9 + 0
)
",
    here!(
        "hit join authorisation u on u.id = hit.authorisation_id join account a on a.id = u.account_id
    join organisation o on o.id = u.organisation_id",
        "1 = 1"
    ),
    "
order by u.sort_key, u.id"
);

/// How many begin like this, counted so far.
pub const COUNT_WORD: &str = "
select count(*) from (
    select 1 as one from authorisation_word where word >= $1 and word < $2 limit $3 + 0
) counted";

pub const COUNT_ORGANISATION_WORD: &str = "
select count(*) from (
    select 1 as one from organisation_word where word >= $1 and word < $2 limit $3 + 0
) counted";

pub const ORGANISATIONS_BY_NUMBER: &str = "
select id, name, kind, number, ended_at
from organisation
where number = $1
order by id
limit $2 + 0";

pub const ORGANISATIONS_BY_WORDS: &str = concat!(
    "with walk as (
    select w.organisation_id
    from organisation_word w
    where w.word >= $1 and w.word < $2
    order by w.word, w.organisation_id
    limit $10 + 0
), hit as (
    select distinct w.organisation_id
    from walk w
    where ",
    is_called!("$3", "$4"),
    "
        and ",
    is_called!("$5", "$6"),
    "
        and ",
    is_called!("$7", "$8"),
    "
    limit $9 + 0
)
select o.id, o.name, o.kind, o.number, o.ended_at
from hit join organisation o on o.id = hit.organisation_id
order by o.name_key, o.id"
);

/// A code that ran out may be given again; one that runs may not.
pub const MAKE_BELCODE: &str = "
insert into belcode (code, address, page, made_at, expires_at) values ($1, $2, $3, $4, $5)
on conflict (code) do update set address = excluded.address, page = excluded.page, made_at = excluded.made_at,
    expires_at = excluded.expires_at
where belcode.expires_at <= excluded.made_at";

pub const BELCODE: &str = "
select address, page, made_at
from belcode
where code = $1 and expires_at > $2";

pub const FORGET_BELCODES: &str = "delete from belcode where expires_at <= $1";

/// Moments of somebody's story that are no part of how they stand.
pub const MOMENTS: &str = "
select u.access_code, u.invited_at, u.activated_at, u.mobile_changed_at, u.last_login_at, a.blocked_at,
    a.reset_off_until
from authorisation u join account a on a.id = u.account_id
where u.id = $1";

/// Admins who can get in now, but for one person: whom the staff can turn to.
pub const WORKING_ADMINS: &str = "
select u.id, u.given_name, u.infix, u.family_name
from authorisation u join account a on a.id = u.account_id
where u.organisation_id = $1 and u.role = 'beheerder' and u.state = 'active' and u.account_id <> $2
    and (u.valid_from is null or u.valid_from <= $3) and (u.valid_until is null or u.valid_until > $3)
    and a.blocked_reason is null and a.password_state in ('set', 'must_change')
order by u.sort_key, u.id
limit 20";

pub const NOTES: &str = "
select n.written_at, n.text, a.given_name, a.infix, a.family_name
from desk_note n join account a on a.id = n.written_by
where n.authorisation_id = $1
order by n.written_at desc, n.id desc
limit $2 + 0";

pub const WRITE_NOTE: &str = "
insert into desk_note (id, authorisation_id, written_by, written_at, text) values ($1, $2, $3, $4, $5)";

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

pub const FORGET_CHECKS: &str = "delete from caller_check where asked_at <= $1";

/// Whose an authorisation is, and where, never changes: it may be looked up before anything is locked.
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

/// Nobody decides on what ran out; it makes room for a new request.
pub const END_OLD_REQUESTS: &str = "
update desk_request set decided_at = expires_at, decision = 'expired', payload = ''
where decided_at is null and expires_at <= $1";

macro_rules! requests {
    ($where:literal) => {
        concat!(
            "select r.id, r.kind, r.authorisation_id, r.payload, r.payload_hash, r.why, r.asked_by, r.asked_at, r.expires_at,
    b.given_name as by_given, b.infix as by_infix, b.family_name as by_family,
    u.given_name, u.infix, u.family_name, u.mobile, o.name as organisation_name
from desk_request r
join account b on b.id = r.asked_by
join authorisation u on u.id = r.authorisation_id
join organisation o on o.id = u.organisation_id
where ",
            $where
        )
    };
}

pub const OPEN_REQUESTS: &str = requests!(
    "r.decided_at is null and r.expires_at > $1
order by r.asked_at, r.id
limit $2 + 0"
);

pub const OPEN_REQUEST: &str =
    requests!("r.decided_at is null and r.expires_at > $1 and r.id = $2");

/// Of two colleagues who decide at once, one does. Who asked decides only to withdraw.
pub const DECIDE: &str = "
update desk_request set decided_by = $2, decided_at = $3, decision = $4, payload = ''
where id = $1 and decided_at is null and expires_at > $3
    and ((asked_by <> $2 and $4 <> 'withdrawn') or (asked_by = $2 and $4 = 'withdrawn'))";

pub const PUT_ANNOUNCEMENT: &str = "
insert into announcement (id, nl, en, from_at, until_at, put_by, put_at) values ($1, $2, $3, $4, $5, $6, $7)";

pub const END_ANNOUNCEMENT: &str = "
update announcement set ended_at = $2
where id = $1 and ended_at is null and until_at > $2";

/// Those that are shown now, and those that will be.
pub const ANNOUNCEMENTS: &str = "
select id, nl, en, from_at, until_at
from announcement
where until_at > $1 and ended_at is null
order by from_at, id
limit 20";

pub const RESET_OFF: &str = "
update account set reset_off_until = case when reset_off_until > $2 then reset_off_until else $2 end
where id = $1";

pub const OPEN_HELP: &str = "
select h.created_at, h.kind, u.id, u.given_name, u.infix, u.family_name
from help_request h join authorisation u on u.id = h.authorisation_id
where h.organisation_id = $1 and h.closed_at is null and u.state <> 'stopped'
order by h.created_at, h.id
limit $2 + 0";

pub const ORGANISATION_COUNTS: &str = "
select
    (select count(*) from (select 1 as one from authorisation
        where organisation_id = $1 and role = 'beheerder' and state = 'active' limit $2 + 0) counted) as admins,
    (select count(*) from (select 1 as one from authorisation
        where organisation_id = $1 and role = 'medewerker' and state <> 'stopped' limit $2 + 0) counted) as staff,
    checked_at
from organisation
where id = $1";

macro_rules! staff {
    ($beyond:literal, $direction:literal) => {
        concat!(
            here!(
                from_authorisation!(),
                concat!(
                    "u.organisation_id = $1 and u.role = 'medewerker' and (u.sort_key, u.id) ",
                    $beyond,
                    " ($2, $3)"
                )
            ),
            " order by u.sort_key ",
            $direction,
            ", u.id ",
            $direction,
            " limit $4 + 0"
        )
    };
}

pub const STAFF_AFTER: &str = staff!(">", "asc");
pub const STAFF_BEFORE: &str = staff!("<", "desc");

pub const ADMINS: &str = concat!(
    here!(
        from_authorisation!(),
        "u.organisation_id = $1 and u.role = 'beheerder'"
    ),
    "
order by u.sort_key, u.id
limit 100"
);

pub const PLACE: &str =
    "select sort_key, id from authorisation where id = $1 and organisation_id = $2";
