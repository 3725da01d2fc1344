-- Appointing an admin: what a company sends in, how far it is, and what happened to it.

-- What somebody typed and has not sent in. The browser holds the secret; a day later it is forgotten.
create table appointment_draft (
    secret_hash text not null primary key,
    typed text not null,
    saved_at bigint not null
);
create index appointment_draft_saved on appointment_draft (saved_at);

-- The last number given out in a year.
create table appointment_number (
    year bigint not null primary key,
    last bigint not null
);

-- Who vouches for a request and who approves it are two people, whatever the program does (SEC-26).
create table appointment (
    id text not null primary key,
    reference text not null,
    kind text not null,
    number text,
    company text,
    given_name text not null,
    initials text not null,
    infix text not null,
    family_name text not null,
    sex text,
    email text not null,
    email_canonical text not null,
    mobile text not null,
    remark text,
    answers text not null,
    language text not null,
    state text not null,
    state_until bigint,
    submitted_at bigint not null,
    confirmed_at bigint,
    reply_by bigint,
    reminded_at bigint,
    ended_at bigint,
    organisation_id text references organisation (id),
    reviewer text,
    called_back_at bigint,
    verified_by text,
    approved_by text,
    reason text,
    authorisation_id text references authorisation (id),
    forgotten_at bigint,
    check (approved_by is null or (verified_by is not null and approved_by <> verified_by))
);
create unique index appointment_reference on appointment (reference);
create index appointment_queue on appointment (state, confirmed_at, id);
create index appointment_time on appointment (state, state_until, id);
create index appointment_ended on appointment (ended_at, id);
create index appointment_address on appointment (email_canonical, state);
create index appointment_company on appointment (kind, number, state);
create index appointment_authorisation on appointment (authorisation_id);

-- What happened to a request, in order; the words of question, answer and note are forgotten with the request.
create table appointment_event (
    appointment_id text not null references appointment (id),
    place bigint not null,
    at bigint not null,
    event text not null,
    by_account text,
    words text,
    primary key (appointment_id, place)
);

-- Links sent to the applicant's mailbox: to confirm it, and to follow the request. Only hashes (SEC-19).
create table appointment_link (
    secret_hash text not null primary key,
    appointment_id text not null references appointment (id),
    purpose text not null
);
create index appointment_link_of on appointment_link (appointment_id);

-- Whose link a letter carries, when nobody has an account yet.
alter table outbox add column appointment_id text;
