-- The service desk: finding somebody among everybody, knowing who calls, and two pairs of eyes.

-- Searching across organisations, each way a short walk along an index of its own.
create index authorisation_word_anywhere on authorisation_word (word, authorisation_id);
create index authorisation_mobile_tail on authorisation ((substr(mobile, length(mobile) - 3)), id);
create index organisation_number_anywhere on organisation (number, id);

-- The words of an organisation's name, by the beginning of each of which it is found.
create table organisation_word (
    word text not null,
    organisation_id text not null references organisation (id),
    primary key (word, organisation_id)
);
create index organisation_word_of on organisation_word (organisation_id);
insert into organisation_word (word, organisation_id)
with recursive split (id, word, rest) as (
    select id, '', name_key || ' ' || replace(replace(replace(name_key, '-', ' '), '''', ' '), '.', ' ') || ' '
    from organisation
    union all
    select id, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1)
    from split
    where rest <> ''
)
select distinct word, id from split where word <> '';

-- Belcodes: six digits on the screen of somebody who is stuck, read out on the telephone. The address is the one that was
-- typed, known to us or not; it is looked up when an agent types the code, and forgotten with it.
create table belcode (
    code text not null primary key,
    address text,
    page text not null,
    made_at bigint not null,
    expires_at bigint not null
);
create index belcode_expires on belcode (expires_at);

-- Who an agent asked for a code on the telephone, and whether it came back: for a while that opens the deeds.
create table caller_check (
    id text not null primary key,
    agent_id text not null references account (id),
    authorisation_id text not null references authorisation (id),
    channel text not null,
    challenge_id text references challenge (id),
    asked_at bigint not null,
    passed_at bigint
);
create index caller_check_agent on caller_check (agent_id, authorisation_id, asked_at, id);

-- What two agents decide together (SEC-42). The payload is frozen by its hash, and forgotten when it was decided on.
create table desk_request (
    id text not null primary key,
    kind text not null,
    authorisation_id text not null references authorisation (id),
    payload text not null,
    payload_hash text not null,
    why text not null,
    asked_by text not null references account (id),
    asked_at bigint not null,
    expires_at bigint not null,
    decided_by text references account (id),
    decided_at bigint,
    decision text,
    constraint desk_request_four_eyes check (decision is null or decision <> 'approved' or decided_by <> asked_by)
);
create unique index desk_request_one_open on desk_request (authorisation_id, kind) where decided_at is null;
create index desk_request_open on desk_request (asked_at, id) where decided_at is null;
create index desk_request_authorisation on desk_request (authorisation_id, decided_at);

-- What agents tell each other about a case; for the desk only.
create table desk_note (
    id text not null primary key,
    authorisation_id text not null references authorisation (id),
    written_by text not null references account (id),
    written_at bigint not null,
    text text not null
);
create index desk_note_authorisation on desk_note (authorisation_id, written_at, id);
create index desk_note_written on desk_note (written_at);

-- What people call about and what was done, by day; nothing about whom.
create table desk_count (
    day text not null,
    deed text not null,
    why text not null,
    times bigint not null,
    primary key (day, deed, why)
);

-- Messages for everybody, such as an outage.
create table announcement (
    id text not null primary key,
    nl text not null,
    en text not null,
    from_at bigint not null,
    until_at bigint not null,
    put_by text not null references account (id),
    put_at bigint not null,
    ended_at bigint
);
create index announcement_until on announcement (until_at, id);
