//! Statements of appointments.

use crate::open_now::is_open;

/// Everything there is about a request.
macro_rules! columns {
    () => {
        "id, reference, kind, number, company, given_name, initials, infix, family_name, sex, email, email_canonical,
    mobile, remark, answers, language, state, state_until, submitted_at, confirmed_at, reply_by, ended_at,
    organisation_id, reviewer, called_back_at, verified_by, approved_by, reason, authorisation_id, forgotten_at,
    new_number, new_name"
    };
}

/// Who wrote down the call that counts.
pub const WHO_CALLED: &str = "
select by_account from appointment_event
where appointment_id = $1 and event = 'called_back' and by_account is not null
order by place desc
limit 1";

/// Whether the call that counts was written down by this account.
macro_rules! called_by {
    ($account:literal) => {
        concat!(
            "a.called_back_at is not null and ",
            $account,
            " = (select e.by_account from appointment_event e
        where e.appointment_id = a.id and e.event = 'called_back' order by e.place desc limit 1)"
        )
    };
}

/// Whether a request that waits goes on because of what this account said.
macro_rules! on_the_word_of {
    ($account:literal) => {
        concat!(
            "a.state in ('in_review', 'question_asked') and (a.verified_by = ",
            $account,
            " or ",
            called_by!($account),
            ")"
        )
    };
}

pub const FIND: &str = concat!("select ", columns!(), " from appointment where id = $1");

pub const LOCK: &str = concat!(
    "update appointment set state = state where id = $1 returning ",
    columns!()
);

/// Approved requests that wait for the invitation of an authorisation: one, and more where an older version left them.
pub const OF_AUTHORISATION: &str = "
select id
from appointment
where authorisation_id = $1 and state = 'approved'
order by state_until desc, id";

/// Whoever is invited once more has until then: what was approved does not end before.
pub const LASTS_UNTIL: &str = "
update appointment set state_until = $2
where authorisation_id = $1 and state = 'approved' and state_until < $2";

/// The newest that leads to an authorisation, and its end.
pub const RUNS_UNTIL: &str = "
select reference, state_until
from appointment
where authorisation_id = $1 and state = 'approved'
order by state_until desc, id
limit 1";

/// Whether what waits is an invitation to be admin.
pub const LEADS_TO_ADMIN: &str =
    "select count(*) from authorisation where id = $1 and role = 'beheerder'";

pub const KIND_OF: &str = "select kind from appointment where reference = $1";

pub const CONFIRMED_BY: &str = "
select given_name, infix, family_name
from appointment
where reference = $1 and email_canonical = $2 and confirmed_at is not null and forgotten_at is null";

pub const KIND_OF_LINK: &str = "
select a.kind
from appointment_link s
join appointment a on a.id = s.appointment_id
where s.secret_hash = $1";

/// The number for the next request of a year.
pub const NEXT_NUMBER: &str = "
insert into appointment_number (year, last) values ($1, 1)
on conflict (year) do update set last = appointment_number.last + 1
returning last";

pub const ADD: &str = "
insert into appointment (id, reference, kind, number, company, given_name, initials, infix, family_name, sex, email,
    email_canonical, mobile, remark, answers, language, state, state_until, submitted_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";

/// Whatever was brought to mind in the state before may be brought to mind in this one.
pub const SET_STATE: &str = "
update appointment set state = $2, state_until = $3, ended_at = $4, reason = $5, reminded_at = null
where id = $1";

/// Who vouches stays written down when the request has gone on; another answer can take it back.
/// A call that no longer counts is gone.
pub const SET_REVIEW: &str = "
update appointment set verified_by = $2, called_back_at = case when $3 then called_back_at end
where id = $1";

/// Requests that wait and go on because of what somebody said.
pub const VOUCHED_BY: &str = concat!(
    "select a.id from appointment a where ",
    on_the_word_of!("$1"),
    " order by a.id"
);

/// A vouch on somebody's call goes with the call.
pub const END_VOUCHED: &str = concat!(
    "
update appointment as a set verified_by = null, called_back_at = case when ",
    called_by!("$2"),
    " then null else called_back_at end
where a.id = $1 and ",
    on_the_word_of!("$2")
);

pub const SET_CONFIRMED: &str =
    "update appointment set confirmed_at = $2, reply_by = $3 where id = $1";

/// An answer of the applicant begins the waiting anew.
pub const SET_REPLY_BY: &str = "update appointment set reply_by = $2 where id = $1";

/// Other requests of the same mailbox for the same company that are not over.
pub const OTHERS_OF_MAILBOX: &str = "
select id
from appointment
where email_canonical = $1 and kind = $2 and coalesce(number, '') = $3 and id <> $4
    and state in ('submitted', 'confirmed', 'in_review', 'question_asked')
order by id";

/// The request is locked, so nobody else takes the same place.
pub const HAPPENED: &str = "
insert into appointment_event (appointment_id, place, at, event, by_account, words)
values ($1, (select coalesce(max(place), 0) + 1 from appointment_event where appointment_id = $1), $2, $3, $4, $5)";

/// What happened, in order, with the names of whoever of the desk did it.
pub const STORY: &str = "
select e.at, e.event, e.words, a.given_name, a.infix, a.family_name
from appointment_event e left join account a on a.id = e.by_account
where e.appointment_id = $1
order by e.place";

pub const SENT_IN_BY: &str =
    "select by_account from appointment_event where appointment_id = $1 and event = 'submitted'";

pub const ADD_LINK: &str =
    "insert into appointment_link (secret_hash, appointment_id, purpose) values ($1, $2, $3)";

pub const OF_LINK: &str =
    "select appointment_id from appointment_link where secret_hash = $1 and purpose = $2";

pub const KEEP_DRAFT: &str =
    "update appointment_draft set typed = $2, saved_at = $3 where secret_hash = $1";

pub const NEW_DRAFT: &str =
    "insert into appointment_draft (secret_hash, typed, saved_at) values ($1, $2, $3)";

pub const DRAFT: &str =
    "select typed from appointment_draft where secret_hash = $1 and saved_at > $2";

pub const TAKE_DRAFT: &str =
    "delete from appointment_draft where secret_hash = $1 and saved_at > $2";

pub const FORGET_DRAFT: &str = "delete from appointment_draft where secret_hash = $1";

pub const FORGET_DRAFTS: &str = "delete from appointment_draft where saved_at <= $1";

/// Requests whose applicant has to do something before long, and was not reminded yet.
pub const TO_REMIND: &str = "
select id
from appointment
where state in ('submitted', 'question_asked') and reminded_at is null and state_until > $1 and state_until <= $2
order by state_until, id
limit $3 + 0";

/// Of several nodes one reminds.
pub const REMINDED: &str = "
update appointment set reminded_at = $2
where id = $1 and state in ('submitted', 'question_asked') and reminded_at is null and state_until > $2";

pub const LAST_QUESTION: &str = "
select words
from appointment_event
where appointment_id = $1 and event = 'question'
order by place desc
limit 1";

pub const TO_EXPIRE: &str = "
select id
from appointment
where state in ('submitted', 'question_asked', 'approved') and state_until <= $1
order by state_until, id
limit $2 + 0";

/// Requests that ended so long ago that nobody asks about them; those that no mailbox stood behind, sooner.
pub const TO_FORGET: &str = "
select id
from appointment
where ended_at is not null and forgotten_at is null and (ended_at < $1 or (confirmed_at is null and ended_at < $2))
order by ended_at, id
limit $3 + 0";

/// That there was a request, and what became of it, stays; who it was about does not.
pub const FORGET: &str = "
update appointment set company = null, new_name = null, given_name = '', initials = '', infix = '', family_name = '', sex = null,
    email = '', email_canonical = '', mobile = '', remark = null, answers = '[]', forgotten_at = $2
where id = $1";

pub const FORGET_WORDS: &str =
    "update appointment_event set words = null where appointment_id = $1";

pub const FORGET_LINKS: &str = "delete from appointment_link where appointment_id = $1";

pub const SET_REVIEWER: &str = "update appointment set reviewer = $2 where id = $1";

pub const SET_ORGANISATION: &str = "
update appointment set organisation_id = $2, new_number = null, new_name = null
where id = $1";

/// Not in the books before somebody else approves it.
pub const SET_NEW_COMPANY: &str = "
update appointment set organisation_id = null, new_number = $2, new_name = $3
where id = $1";

/// Whether the admins of an organisation were told.
pub const ANNOUNCED_TO: &str = "
select place
from appointment_event
where appointment_id = $1 and event = 'announced' and words = $2
limit 1";

pub const SET_CALLED_BACK: &str = "update appointment set called_back_at = $2 where id = $1";

/// The database, too, refuses one person for both (SEC-26).
pub const SET_APPROVED: &str = "
update appointment set approved_by = $2, authorisation_id = $3
where id = $1";

/// Whether anybody is in the books of an organisation: nobody, or one and perhaps more.
pub const PEOPLE_OF: &str = "
select count(*) from (
    select 1 as one from authorisation where organisation_id = $1 limit 1
) counted";

pub const LOCK_HERE: &str = "update authorisation set role = role where id = $1";

/// What somebody (`u`) is at an organisation at a moment, and whether an end that was written down is the stop of somebody who looks after the
/// others there: that of whoever does no more, or was blocked at the own wish, is nobody's who could take it back.
macro_rules! here {
    ($now:literal) => {
        concat!(
            "
select u.id, u.account_id, a.email_canonical as address, u.stopped_at, u.given_name, u.initials, u.infix, u.family_name, u.role, u.state, u.valid_from, u.valid_until, u.mobile, (u.stopped_at is not null and (u.stopped_by is null or exists (
    select 1 from authorisation s join account f on f.id = s.account_id
    where s.account_id = u.stopped_by and s.organisation_id = u.organisation_id
        and (s.role = 'beheerder' or (s.stand_in_from <= ",
            $now,
            " and s.stand_in_until > ",
            $now,
            ")) and ",
            is_open!("s", $now),
            "
        and coalesce(f.blocked_reason, '') not in ('frozen_by_owner', 'by_desk')
))) as stop_planned
from authorisation u join account a on a.id = u.account_id
"
        )
    };
}

/// Somebody who is there already.
pub const HERE: &str = concat!(here!("$2"), "where u.id = $1");

/// The same of whoever became admin by a request (`$3`), or, while nobody did, of everybody who has its address (`$2`) or had it, as it is,
/// without a detail (`$5`) or with one (`$6`, a pattern); an invitation that nobody ever accepted and that is over is nobody. Whoever has
/// the address today comes first.
pub const LOOK_HERE: &str = concat!(
    here!("$4"),
    "where u.organisation_id = $1 and (u.id = $3 or ($3 = '' and (
    a.email_canonical in ($2, $5) or a.email_canonical like $6 escape '!' or exists (
        select 1 from address_before laid
        where laid.authorisation_id = u.id and (laid.email_canonical in ($2, $5) or laid.email_canonical like $6 escape '!')
    ))))
    and not (u.state = 'stopped' and u.activated_at is null and u.last_login_at is null)
order by case when a.email_canonical = $2 then 0 when a.email_canonical = $5 then 1 else 2 end, u.id
limit 50"
);

/// Whoever else (`$2`) an organisation knows by a word of a name (`$3`, `$4`), or by a number (`$5`).
pub const ALIKE: &str = "
select u.id, u.given_name, u.initials, u.infix, u.family_name, a.email, a.email_canonical, u.mobile
from authorisation u join account a on a.id = u.account_id
where u.organisation_id = $1 and u.id <> $2 and (u.mobile = $5 or u.id in (
    select w.authorisation_id from authorisation_word w where w.organisation_id = $1 and w.word in ($3, $4)
)) and not (u.state = 'stopped' and u.activated_at is null and u.last_login_at is null)
order by u.sort_key, u.id
limit 200";

/// Requests in a list, each with who of the desk did something with it last.
macro_rules! in_list {
    ($where:literal) => {
        concat!(
            "
select a.id, a.reference, a.kind, a.company, a.number, a.given_name, a.infix, a.family_name, a.state, a.submitted_at,
    a.confirmed_at, a.reply_by, a.ended_at, a.verified_by, (
        select e.event from appointment_event e where e.appointment_id = a.id order by e.place desc limit 1
    ) as last_event,
    d.given_name as by_given, d.infix as by_infix, d.family_name as by_family
from appointment a
left join account d on d.id = (
    select e.by_account
    from appointment_event e
    where e.appointment_id = a.id and e.by_account is not null
        and e.event in ('taken', 'linked', 'called_back', 'question', 'answer_noted', 'verified', 'approved', 'rejected')
    order by e.place desc
    limit 1
)
where ",
            $where
        )
    };
}

/// Requests that somebody has to look at, those that wait longest first.
pub const QUEUE: &str = in_list!(
    "a.state in ('confirmed', 'in_review', 'question_asked') and (a.confirmed_at, a.id) > ($1, $2)
order by a.confirmed_at, a.id
limit $3 + 0"
);

/// Approved, while the new admin is not in yet, the newest first.
pub const APPROVED: &str = in_list!(
    "a.state = 'approved' and (a.confirmed_at, a.id) < ($1, $2)
order by a.confirmed_at desc, a.id desc
limit $3 + 0"
);

/// Those that are over, the last first. What no mailbox stood behind is nobody's business.
pub const OVER: &str = in_list!(
    "a.ended_at is not null and a.confirmed_at is not null and (a.ended_at, a.id) < ($1, $2)
order by a.ended_at desc, a.id desc
limit $3 + 0"
);

/// Other requests that are not over, of the same mailbox or for the same number.
pub const OTHER_REQUESTS: &str = "
select count(*)
from appointment
where id <> $1 and state in ('confirmed', 'in_review', 'question_asked')
    and (email_canonical = $2 or (kind = $3 and number = $4))";

pub const ACCOUNT_OF: &str = "select account_id from authorisation where id = $1";
