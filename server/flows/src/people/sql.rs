//! Statements of people: accounts and authorisations as an admin sees and changes them.

use crate::{
    eyes::proved,
    known_as::known_as,
    open_now::{has_begun, is_open, lasts_beyond},
    places::number_is_proved,
    unclaimed::letters_language,
};

/// What a row of the list needs. An invitation withdrawn before it was accepted is "stopped, never activated". That a password has to
/// be changed is an affair of elsewhere until whoever accepted an invitation with it comes back, a minute later at least (SEC-04).
macro_rules! person_columns {
    () => {
        "u.id, u.account_id, u.given_name, u.initials, u.infix, u.family_name, u.role, u.state, u.valid_from,
    u.valid_until, u.stand_in_from, u.stand_in_until, u.mobile, u.access_code, u.last_login_at,
    coalesce(u.email_then, a.email_canonical) as email_canonical,
    a.blocked_reason,
    case when a.password_state = 'must_change' and u.last_login_at between u.activated_at and u.activated_at + 60000
        then 'set' else a.password_state end as password_state,
    a.reset_off_until, u.invited_at, u.looked_after_until, u.at_desk_until,
    u.out_since, exists (select 1 from authorisation_right d
        where d.authorisation_id = u.id and d.right_code = 'servicedesk') as at_desk,
    case when u.state = 'invited' then (
        select max(l.expires_at) from link l
        where l.authorisation_id = u.id and l.purpose = 'activate' and l.used_at is null and l.ended_at is null
    ) end as invitation_until,
    (select h.why from held_invitation h where h.authorisation_id = u.id) as held"
    };
}
pub(super) use person_columns;

/// One page of the list from a place on, in one of two directions.
///
/// `<> 'stopped'` on purpose: an equality would lead SQLite to the index by state, and to sorting everybody.
macro_rules! page {
    ($who:literal, $beyond:literal, $direction:literal) => {
        concat!(
            "select ",
            person_columns!(),
            " from authorisation u join account a on a.id = u.account_id where u.organisation_id = $1 and ",
            $who,
            " and (u.sort_key, u.id) ",
            $beyond,
            " ($2, $3) order by u.sort_key ",
            $direction,
            ", u.id ",
            $direction,
            " limit $4 + 0"
        )
    };
}

pub const CURRENT_AFTER: &str = page!("u.state <> 'stopped'", ">", "asc");
pub const CURRENT_BEFORE: &str = page!("u.state <> 'stopped'", "<", "desc");
pub const STOPPED_AFTER: &str = page!(
    "u.state = 'stopped' and u.activated_at is not null",
    ">",
    "asc"
);
pub const STOPPED_BEFORE: &str = page!(
    "u.state = 'stopped' and u.activated_at is not null",
    "<",
    "desc"
);

pub const ADMINS: &str = concat!(
    "select ",
    person_columns!(),
    "
from authorisation u join account a on a.id = u.account_id
where u.organisation_id = $1 and u.role = 'beheerder' and u.state in ('active', 'invited')
order by u.sort_key, u.id"
);

/// Who stands in or will, the next to begin first.
pub const STAND_INS: &str = concat!(
    "select ",
    person_columns!(),
    "
from authorisation u join account a on a.id = u.account_id
where u.organisation_id = $1 and u.stand_in_until > $2 and u.state = 'active' and ",
    lasts_beyond!("u", "$2"),
    "
order by u.stand_in_from, u.id"
);

/// Where somebody stands in the list.
pub const PLACE: &str =
    "select sort_key, id from authorisation where id = $1 and organisation_id = $2";

/// Counts only so far: a page is as quick for fifty thousand people as for five.
pub const COUNT_CURRENT: &str = "
select count(*) from (
    select 1 as one from authorisation where organisation_id = $1 and state in ('active', 'invited') limit $2 + 0
) counted";

/// People of whom every typed word begins one of theirs. Unused words are empty and hold for everybody.
pub const SEARCH: &str = concat!(
    "with hit as (
    select distinct w.authorisation_id
    from authorisation_word w
    where w.organisation_id = $1 and w.word >= $2 and w.word < $3
        and ($4 = '' or exists (select 1 from authorisation_word v
            where v.authorisation_id = w.authorisation_id and v.word >= $4 and v.word < $5))
        and ($6 = '' or exists (select 1 from authorisation_word v
            where v.authorisation_id = w.authorisation_id and v.word >= $6 and v.word < $7))
        and ($8 = '' or exists (select 1 from authorisation_word v
            where v.authorisation_id = w.authorisation_id and v.word >= $8 and v.word < $9))
    limit $10 + 0
)
select ",
    person_columns!(),
    "
from hit
join authorisation u on u.id = hit.authorisation_id
join account a on a.id = u.account_id
where u.organisation_id = $1
order by u.sort_key, u.id"
);

/// Makes the account of an address, or finds it: the same statement and the same work either way (SEC-04).
///
/// It sets a column that no other table refers to: naming the address would have PostgreSQL lock the row against
/// everybody who only writes a link or a challenge for it, and such rows are also written with the trail locked.
pub const ACCOUNT_OF_ADDRESS: &str = "
insert into account (id, email, email_canonical, given_name, initials, infix, family_name, language, password_state,
    device_epoch, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, 'none', 0, $9)
on conflict (email_canonical) do update set language = account.language
returning id";

pub const HERE_ALREADY: &str = "
select id, given_name, infix, family_name, state, activated_at
from authorisation
where organisation_id = $1 and account_id = $2";

/// No row when the access code is taken: draw another.
pub const ADD: &str = "
insert into authorisation (id, organisation_id, account_id, role, state, given_name, initials, infix, family_name,
    sort_key, mobile, access_code, valid_from, valid_until, created_at, invited_by, language)
values ($1, $2, $3, $4, 'invited', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
on conflict (access_code) do nothing";

/// Takes up an invitation that was withdrawn: the same authorisation, to be written anew ([`WRITE`]).
pub const REOPEN: &str = "
update authorisation set state = 'invited', invited_at = null, invited_by = $2, reminders_sent = 0, stopped_at = null,
    stopped_by = null, mobile_changed_at = null, mobile_changed_by = null, as_of = $3
where id = $1 and state = 'stopped' and activated_at is null";

/// Somebody whose access is over, invited once more; what hung on the time before goes with it.
pub const INVITE_BACK: &str = "
update authorisation set state = 'invited', invited_at = null, invited_by = $3, reminders_sent = 0, activated_at = null,
    stopped_at = null, stopped_by = null, until_before_stop = null, stand_in_from = null, stand_in_until = null,
    mobile_changed_at = null, mobile_changed_by = null, as_of = $2
where id = $1 and state <> 'invited'";

/// Before somebody is invited once more: the number that this person proved was their telephone until access ended, or `$2`,
/// whatever the new invitation says.
pub const KEEP_PROVED_NUMBER: &str = concat!(
    "
insert into number_before (authorisation_id, mobile, until_at)
select u.id, u.mobile, case when u.state = 'stopped' and u.stopped_at <= $2 then u.stopped_at
    when u.valid_until <= $2 then u.valid_until else $2 end
from authorisation u
where u.id = $1 and ",
    proved!(),
    "
on conflict (authorisation_id, mobile) do update set until_at = excluded.until_at"
);

/// A password with which nobody gets in anywhere, now or later, but for the access that begins anew.
pub const FORGET_IDLE_PASSWORD: &str = concat!(
    "
update account set password_hash = null, password_state = 'none', device_epoch = device_epoch + 1
where id = $1 and not exists (
    select 1 from authorisation u
    where u.account_id = $1 and u.id <> $2 and u.state = 'active' and ",
    lasts_beyond!("u", "$3"),
    ")"
);

/// Only while invited: whoever activated in the meantime is left alone.
pub const WRITE: &str = "
update authorisation set role = $2, given_name = $3, initials = $4, infix = $5, family_name = $6, sort_key = $7,
    mobile = $8, valid_from = $9, valid_until = $10, as_of = $11, language = $12, invited_by = $13, as_filed = null
where id = $1 and state = 'invited'";

pub const FORGET_WORDS: &str = "delete from authorisation_word where authorisation_id = $1";

pub const ADD_WORD: &str = "
insert into authorisation_word (organisation_id, word, authorisation_id) values ($1, $2, $3)
on conflict (organisation_id, word, authorisation_id) do nothing";

/// Everything that somebody is found by, wherever it is; a withdrawn invitation is nobody.
pub const NAMED: &str = "
select u.id, u.organisation_id, u.given_name, u.initials, u.infix, u.family_name,
    coalesce(u.email_then, a.email) as email, coalesce(u.email_then, a.email_canonical) as email_canonical
from authorisation u join account a on a.id = u.account_id
where u.account_id = $1 and not (u.state = 'stopped' and u.activated_at is null)
order by u.id";

/// Who was known at an organisation by an address that is not theirs any more. A withdrawn invitation is nobody.
pub const KNOWN_BEFORE: &str = concat!(
    "
select u.id, u.account_id, u.given_name, u.initials, u.infix, u.family_name, u.mobile
from authorisation u join account a on a.id = u.account_id
where a.email_canonical <> $1 and not (u.state = 'stopped' and u.activated_at is null) and u.id = ",
    known_as!("$1", "$2", accepted)
);

/// Before an account gets another address: by this one every organisation knew the person, unless access was over there before
/// it was theirs.
pub const KEEP_ADDRESS_BEFORE: &str = "
insert into address_before (authorisation_id, email_canonical, until_at)
select u.id, a.email_canonical, $2
from authorisation u join account a on a.id = u.account_id
where a.id = $1 and (u.email_then is null or u.state = 'invited')
on conflict (authorisation_id, email_canonical) do update set until_at = excluded.until_at";

/// Before an account gets another address: where access is over, or nobody accepted the invitation, they go on knowing the one of then.
pub const KEEP_ADDRESS: &str = "
update authorisation set email_then = (select a.email_canonical from account a where a.id = $1)
where account_id = $1 and email_then is null and (state in ('stopped', 'invited') or valid_until <= $2)";

/// Whoever named the address (`$2`) that somebody invited has today knows it.
pub const KNOWN_BY_TODAYS: &str = "
update authorisation set email_then = null
where id = $1 and email_then is not null
    and account_id = (select a.id from account a where a.email_canonical = $2)";

/// Where an invitation waits it goes on under the address of whoever it becomes.
pub const KEEP_LAST_ADDRESS: &str = "
update authorisation set email_then = (select a.email_canonical from account a where a.id = $1)
where account_id = $1 and email_then is null and state <> 'invited'";

/// Names as the organisations have them where somebody works, locked until the commit. Where somebody is only invited
/// the admin keeps the own spelling: another one would tell that the account is in use elsewhere (SEC-04). Where access is
/// over nothing of the person's life is told any more.
pub const LOCK_OWN_NAMES: &str = concat!(
    "
update authorisation set role = role
where account_id = $1 and state = 'active' and ",
    lasts_beyond!("authorisation", "$2"),
    "
returning id, organisation_id, given_name, initials, infix, family_name"
);

/// Colleagues who are found by a word of their name, `$2` or `$5`, and whether they are there now or about to be. `$3` is who asks.
pub const FOUND_BY: &str = concat!(
    "
select distinct u.id, u.account_id, u.given_name, u.initials, u.infix, u.family_name, (u.state = 'invited' or u.state = 'active' and ",
    lasts_beyond!("u", "$4"),
    ") as there
from authorisation_word w join authorisation u on u.id = w.authorisation_id
where w.organisation_id = $1 and w.word in ($2, $5) and u.account_id <> $3 and (u.state <> 'stopped' or u.activated_at is not null)
order by u.id"
);

/// What an organisation calls somebody who is invited there.
pub const NAME_OF_INVITED: &str = "
select account_id, given_name, initials, infix, family_name
from authorisation
where id = $1 and state = 'invited'";

pub const RENAME: &str = "
update authorisation set given_name = $2, initials = $3, infix = $4, family_name = $5, sort_key = $6
where id = $1";

pub const RENAME_ACCOUNT: &str = "
update account set given_name = $2, initials = $3, infix = $4, family_name = $5
where id = $1";

pub const ACCESS_CODE: &str = "select access_code from authorisation where id = $1";

pub const FORGET_RIGHTS: &str = "delete from authorisation_right where authorisation_id = $1";

/// Whose a right is, and where.
pub const HOLDER: &str = "
select o.kind, o.name as organisation, u.account_id, u.given_name, u.infix, u.family_name
from authorisation u join organisation o on o.id = u.organisation_id
where u.id = $1";

pub const GRANT: &str = "
insert into authorisation_right (authorisation_id, right_code, granted_at, granted_by) values ($1, $2, $3, $4)
on conflict (authorisation_id, right_code) do nothing";

/// What whoever acts is now, if they can get in at all: an owner who froze the account stops what is under way from it.
pub const ACTS_AS: &str = concat!(
    "
select u.role, u.stand_in_from, u.stand_in_until
from authorisation u join account a on a.id = u.account_id
where u.id = $1 and u.account_id = $2 and u.organisation_id = $3 and a.blocked_reason is null and ",
    is_open!("u", "$4")
);

pub const ACCOUNT_AT: &str =
    "select account_id from authorisation where id = $1 and organisation_id = $2";

/// Whose an authorisation is may be looked up before anything is locked: it changes only while that is an account of nobody,
/// which is locked then.
pub const LOCK_ACCOUNT_OF_TARGET: &str = "
update account set language = language
where id in (select account_id from authorisation where id = $1 and organisation_id = $2)
returning id";

/// A withdrawn invitation is nobody.
pub const LOCK_TARGET: &str = "
update authorisation set role = role
where id = $1 and organisation_id = $2 and not (state = 'stopped' and activated_at is null)";

pub const TARGET: &str = concat!(
    "
select u.id, u.account_id, u.given_name, u.initials, u.infix, u.family_name, u.role, u.state, u.valid_from,
    u.valid_until, u.stand_in_from, u.stand_in_until, u.until_before_stop, u.stopped_at, u.stopped_by, u.stop_before_at, u.out_since, u.invited_at,
    u.mobile,
    ",
    number_is_proved!("u"),
    " as mobile_is_proved, a.blocked_reason, a.password_state,
    (select h.why from held_invitation h where h.authorisation_id = u.id) as held, ",
    letters_language!("a", "u"),
    " as language
from authorisation u join account a on a.id = u.account_id
where u.id = $1"
);

/// What an account accepted but for one authorisation. What this version cannot read counts as accepted.
pub const ACCEPTED_ELSEWHERE: &str = "
select u.state, u.stopped_at, u.valid_from, u.valid_until, u.out_since, u.activated_at, u.last_login_at, o.ended_at
from authorisation u join organisation o on o.id = u.organisation_id
where u.account_id = $1 and u.id <> $2 and (u.state not in ('invited', 'stopped') or u.activated_at is not null)
order by u.id";

/// What each authorisation of an account is, or was until when. A withdrawn invitation is one too: it opens nothing.
pub const POSTS: &str = "
select u.id, u.role, u.state, u.valid_from, u.valid_until, u.stand_in_from, u.stand_in_until, u.looked_after_until,
    u.at_desk_until, u.given_at, o.ended_at, exists (
        select 1 from authorisation_right r where r.authorisation_id = u.id and r.right_code = $2
    ) as at_desk
from authorisation u join organisation o on o.id = u.organisation_id
where u.account_id = $1
order by u.id";

/// Who hears what concerns the admins: also whoever stands in for them, and whoever looked after the others since `$5`.
pub const FELLOW_ADMINS: &str = concat!(
    "
select a.id, a.language
from authorisation u join account a on a.id = u.account_id
where u.organisation_id = $1 and u.id <> $2 and u.id <> $3
    and (u.looked_after_until > $5 and ",
    has_begun!("u", "$4"),
    " or (u.role = 'beheerder' or u.stand_in_from <= $4 and u.stand_in_until > $4) and ",
    is_open!("u", "$4"),
    ")
order by u.id"
);

/// Other admins, and what keeps them from getting in now or in the end. Whoever stands in is no admin.
pub const OTHER_ADMINS: &str = concat!(
    "
select u.given_name, u.infix, u.family_name, u.valid_from, u.valid_until, a.blocked_reason, a.password_state
from authorisation u join account a on a.id = u.account_id
where u.organisation_id = $1 and u.role = 'beheerder' and u.state = 'active' and u.id <> $2 and ",
    lasts_beyond!("u", "$3"),
    "
order by u.sort_key, u.id"
);

/// Of those the organisation's own admins sent.
pub const WAITING_INVITATIONS: &str = "
select count(*)
from authorisation
where organisation_id = $1 and state = 'invited' and invited_at > $2 and invited_by is not null";

pub const ACTIVE_STAFF: &str =
    "select count(*) from authorisation where organisation_id = $1 and state = 'active'";

pub const FIRST_DAY: &str = "select valid_from from authorisation where id = $1";

pub const INVITED: &str = "
update authorisation set invited_at = $2, reminders_sent = 0
where id = $1 and state = 'invited'";

/// Who sent it, as the next letter and the next end of it have it. What nobody decided alone does not become the affair of who sends it
/// once more, unless it waited for that (`$3`).
pub const SENT_BY: &str = "
update authorisation set invited_by = $2
where id = $1 and state = 'invited' and (invited_by is not null or $3 = 1)";

/// Whoever is still only invited, locked until the commit.
pub const LOCK_INVITED: &str = "
update authorisation set role = role
where id = $1 and account_id = $2 and state = 'invited'";

/// Whosever this is; the account comes before the authorisation.
pub const LOCK_ACCOUNT_OF: &str = "
update account set device_epoch = device_epoch
where id = (select account_id from authorisation where id = $1)
returning id";

pub const LOCK_INVITED_OF_ANYBODY: &str = "
update authorisation set role = role
where id = $1 and state = 'invited'
returning account_id";

pub const WITHDRAW: &str = "
update authorisation set state = 'stopped', stopped_at = $2, stopped_by = $3, as_of = $2
where id = $1 and state = 'invited'";

pub const RIGHTS: &str = "
select right_code
from authorisation_right
where authorisation_id = $1
order by right_code";

/// Before a right is taken: whoever worked at the desk by it did so until now. The database looks at what is held and
/// writes that down itself (migration 0015).
pub const BEFORE_TAKING_RIGHTS: &str = "update authorisation set as_of = $2 where id = $1";

pub const TAKE_RIGHT: &str =
    "delete from authorisation_right where authorisation_id = $1 and right_code = $2";

/// A date set by hand replaces a stop that was planned. `$5` is when access ended that these dates give back.
/// A stop that is still to come stays (`$7`), with the end that is left without it (`$6`).
pub const SET_DATES: &str = "
update authorisation set valid_from = $2, valid_until = $3, until_before_stop = $6,
    stopped_at = case when $7 then stopped_at end, stopped_by = case when $7 then stopped_by end, out_since = coalesce(out_since, $5), as_of = $4
where id = $1";

pub const HAS_NUMBER: &str =
    "select count(*) from authorisation where id = $1 and organisation_id = $2 and mobile = $3";

pub const SET_MOBILE: &str = "
update authorisation set mobile = $2, mobile_changed_at = $3, mobile_changed_by = $4, as_of = $3
where id = $1";

/// Who gave somebody the number there is: by another one, or by the invitation.
pub const WHO_TYPED_NUMBER: &str = "
select mobile_changed_by, mobile_changed_at, invited_by, invited_at
from authorisation
where id = $1";

/// Whoever is restored later does not stand in again by that, nor is out again on a day that was planned before: a stop takes
/// the place of one that was planned, and what is left is the end of before that.
pub const STOP_NOW: &str = "
update authorisation set state = 'stopped', valid_until = case when state = 'active' and stopped_at is not null
        then until_before_stop else valid_until end, until_before_stop = null,
    stop_before_at = case when state = 'active' then stopped_at end, stop_before_by = case when state = 'active' then stopped_by end,
    stopped_at = $2, stopped_by = $3, stand_in_from = null, stand_in_until = null, as_of = $2
where id = $1";

pub const STOP_ON: &str = "
update authorisation set until_before_stop = case when stopped_at is null then valid_until else until_before_stop end,
    stop_before_at = stopped_at, stop_before_by = stopped_by, valid_until = $2, stopped_at = $2, stopped_by = $3, as_of = $4
where id = $1";

/// Undoes a stop; a planned one gives back the end date it replaced. `$4` is when access ended, if it did. Where this one took its place
/// the stop that was planned for `$5` is planned again.
pub const RESTORE: &str = "
update authorisation set state = 'active', valid_until = coalesce($5, $2), until_before_stop = case when $5 is not null then $2 end,
    stopped_at = $5, stopped_by = case when $5 is not null then stop_before_by end, stop_before_at = null, stop_before_by = null,
    out_since = coalesce(out_since, $4), as_of = $3
where id = $1";

/// Whoever becomes admin for good needs no period; whoever no longer is one has none.
pub const SET_ROLE: &str = "
update authorisation set role = $2, stand_in_from = null, stand_in_until = null, as_of = $3
where id = $1";

/// Admin without end: dates that were set for an employee do not hold for whoever the desk appoints. A first day that is still to
/// come is today; one that was stays, because whoever came lately decides nothing yet (SEC-68).
pub const PROMOTE: &str = "
update authorisation set role = 'beheerder', valid_from = case when valid_from > $2 then $2 else valid_from end, valid_until = null, until_before_stop = null,
    stopped_at = null, stopped_by = null, stand_in_from = null, stand_in_until = null, as_of = $2
where id = $1";

pub const SET_STAND_IN: &str = "
update authorisation set stand_in_from = $2, stand_in_until = $3, stand_in_by = $5, as_of = $4
where id = $1";

pub const LAST_RESET_LINK: &str = "
select max(created_at)
from link
where account_id = $1 and purpose = 'reset' and created_at > $2";

/// The link of somebody that so many were sent after (`$3`), if it is from after `$2`.
pub const LINK_BEFORE_THESE: &str = "
select created_at
from link
where account_id = $1 and purpose = 'reset' and created_at > $2
order by created_at desc
limit 1 offset $3 + 0";

pub const CLOSE_HELP_OF_KIND: &str = "
update help_request set closed_at = $3, closed_by = $4
where authorisation_id = $1 and kind = $2 and closed_at is null";

/// Whose invitation is over waits for nobody any more.
pub const CLOSE_HELP_OF: &str = "
update help_request set closed_at = $2, closed_by = $3
where authorisation_id = $1 and closed_at is null";

pub const CLOSE_HELP: &str = "
update help_request set closed_at = $2, closed_by = $3
where id = $1 and closed_at is null
returning kind";

pub const WHOSE_HELP: &str =
    "select authorisation_id from help_request where id = $1 and organisation_id = $2";

/// Invitations to be brought to mind for the `$1`th time, wherever. Fewer than that were sent: named one by one, so that
/// the index leads to those whose time has come, past everybody else who was invited.
pub const TO_REMIND: &str = "
select u.id
from authorisation u
where u.state = 'invited' and u.reminders_sent in ($1 - 1, $1 - 2) and u.invited_at <= $2 and u.invited_at > $3
order by u.id
limit $4 + 0";

/// Of two nodes that come by at once, one gets the row.
pub const REMIND: &str = "
update authorisation set reminders_sent = $2
where id = $1 and state = 'invited' and reminders_sent < $2
returning organisation_id, account_id";

pub const FOR_REMINDER: &str = concat!(
    "
select ",
    letters_language!("a", "u"),
    " as language, o.kind, o.name, o.ended_at, s.given_name, s.infix, s.family_name
from authorisation u
join account a on a.id = u.account_id
join organisation o on o.id = u.organisation_id
left join authorisation s on s.account_id = u.invited_by and s.organisation_id = u.organisation_id
where u.id = $1"
);

/// Who needs help, for four reasons, of each the `$2` longest waiting: one question instead of four, because it is asked
/// with every first page of the list. In no order: a database would sort wide rows twice, and there are few.
///
/// Locked out, before the first day too: `cross join`, and SQLite begins with the few who are locked out here, as PostgreSQL's numbers tell it to.
/// Asking, but for who looks (`$5`): that is others' work. Invited too long ago: only who was invited before `$4` is looked at; a link that was sent again since counts.
/// Waiting because strangers used up the day's guesses, unless a lock-out is what keeps out.
pub const NEEDING: &str = concat!(
    "select * from (
    select 1 as reason, ",
    person_columns!(),
    ", coalesce(a.blocked_at, (
            select max(t.at) from audit t
            where t.account_id = a.id and t.event = 'password_disabled' and t.at <= $3
        ), u.created_at) as since, null as request_id, null as request_kind,
        null as stage, cast(null as bigint) as next_at, cast(null as bigint) as waits_until
    from locked_out k cross join authorisation u cross join account a
    where k.organisation_id = $1 and u.id = k.authorisation_id and a.id = u.account_id
        and u.state = 'active' and ",
    lasts_beyond!("u", "$3"),
    "
    order by since, u.id
    limit $2 + 0
) locked_out
union all
select * from (
    select 2 as reason, ",
    person_columns!(),
    ", h.created_at as since, h.id as request_id, h.kind as request_kind, h.stage, h.next_at,
        cast(null as bigint) as waits_until
    from help_request h
    join authorisation u on u.id = h.authorisation_id
    join account a on a.id = u.account_id
    where h.organisation_id = $1 and h.closed_at is null and u.state <> 'stopped' and h.created_at <= $3
        and u.account_id <> $5
    order by h.created_at, h.id
    limit $2 + 0
) asking
union all
select * from (
    select 3 as reason, ",
    person_columns!(),
    ", coalesce(u.invited_at, u.created_at) as since, null as request_id, null as request_kind,
        null as stage, cast(null as bigint) as next_at, cast(null as bigint) as waits_until
    from authorisation u cross join held_invitation h cross join account a
    where u.organisation_id = $1 and u.state = 'invited' and h.authorisation_id = u.id and a.id = u.account_id
    order by since, u.id
    limit $2 + 0
) held
union all
select * from (
    select 3 as reason, ",
    person_columns!(),
    ", u.invited_at as since, null as request_id, null as request_kind,
        null as stage, cast(null as bigint) as next_at, cast(null as bigint) as waits_until
    from authorisation u join account a on a.id = u.account_id
    where u.organisation_id = $1 and u.state = 'invited' and u.invited_at <= $4
        and not exists (select 1 from held_invitation h where h.authorisation_id = u.id)
        and not exists (select 1 from link l
            where l.authorisation_id = u.id and l.purpose = 'activate' and l.used_at is null and l.ended_at is null
                and l.expires_at > $3)
    order by u.invited_at, u.id
    limit $2 + 0
) invited
union all
select * from (
    select 4 as reason, ",
    person_columns!(),
    ", w.since, null as request_id, null as request_kind,
        null as stage, cast(null as bigint) as next_at, w.until_at as waits_until
    from waiting w cross join authorisation u cross join account a
    where w.organisation_id = $1 and w.until_at > $3 and u.id = w.authorisation_id and a.id = u.account_id
        and ",
    is_open!("u", "$3"),
    "
        and a.blocked_reason is null and a.password_state <> 'disabled'
    order by w.since, u.id
    limit $2 + 0
) waiting"
);

pub const ONE: &str = concat!(
    "select ",
    person_columns!(),
    ", u.created_at, u.activated_at, u.stopped_at, u.reminders_sent, u.mobile_changed_at,
    u.stopped_by, u.until_before_stop, a.blocked_at, s.given_name as by_given, s.infix as by_infix,
    s.family_name as by_family, i.given_name as sent_given, i.infix as sent_infix, i.family_name as sent_family
from authorisation u
join account a on a.id = u.account_id
left join authorisation i on i.account_id = u.invited_by and i.organisation_id = u.organisation_id
left join authorisation s on s.account_id = u.stopped_by and s.organisation_id = u.organisation_id
where u.id = $1 and u.organisation_id = $2 and not (u.state = 'stopped' and u.activated_at is null)"
);

pub const RIGHTS_IN_COMMON: &str = "
select r.right_code
from authorisation u
join authorisation_right r on r.authorisation_id = u.id
join organisation_right h on h.organisation_id = u.organisation_id and h.right_code = r.right_code
where u.organisation_id = $1 and u.role = 'medewerker' and u.state = 'active'
group by r.right_code
having count(*) = (
    select count(*) from authorisation e
    where e.organisation_id = $1 and e.role = 'medewerker' and e.state = 'active'
)
order by r.right_code";

pub const RIGHTS_SINCE: &str = "
select r.right_code, r.granted_at, s.given_name, s.infix, s.family_name,
    exists (select 1 from organisation_right h
        where h.organisation_id = u.organisation_id and h.right_code = r.right_code) as held
from authorisation_right r
join authorisation u on u.id = r.authorisation_id
left join authorisation s on s.account_id = r.granted_by and s.organisation_id = u.organisation_id
where r.authorisation_id = $1
order by r.right_code";

pub const OPEN_HELP: &str = "
select id, kind, created_at, stage, next_at, wanted
from help_request
where authorisation_id = $1 and closed_at is null
order by created_at, id";
