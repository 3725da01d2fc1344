-- The house: organisations, accounts, authorisations and everything the main job needs.
-- Same names in both folders (a test compares them). Moments are unix milliseconds, ids are UUIDv7 text.

create table organisation (
    id text not null primary key,
    kind text not null,
    number text not null,
    name text not null,
    name_key text collate "C" not null,
    created_at bigint not null,
    ended_at bigint
);
create unique index organisation_number on organisation (kind, number);
create index organisation_name on organisation (name_key, id);

-- Which rights of the catalogue an organisation holds, and so may hand on.
create table organisation_right (
    organisation_id text not null references organisation (id),
    right_code text not null,
    primary key (organisation_id, right_code)
);

-- Domains of the addresses that an organisation ever invited, to warn of one that only looks like them.
create table organisation_domain (
    organisation_id text not null references organisation (id),
    domain text not null,
    primary key (organisation_id, domain)
);

-- A person. The canonical address is the login name.
create table account (
    id text not null primary key,
    email text not null,
    email_canonical text not null,
    given_name text not null,
    initials text not null,
    infix text not null,
    family_name text not null,
    language text not null,
    password_hash text,
    password_state text not null,
    password_changed_at bigint,
    blocked_reason text,
    blocked_at bigint,
    device_epoch bigint not null,
    reset_off_until bigint,
    created_at bigint not null,
    last_login_at bigint
);
create unique index account_email on account (email_canonical);
-- Few at any moment: from here the people who need help are found, however large the organisation is.
create index account_locked_out on account (id) where blocked_reason is not null or password_state = 'disabled';

-- That person at one organisation. Names as this organisation knows them: an admin never learns what another wrote.
create table authorisation (
    id text not null primary key,
    organisation_id text not null references organisation (id),
    account_id text not null references account (id),
    role text not null,
    state text not null,
    given_name text not null,
    initials text not null,
    infix text not null,
    family_name text not null,
    sort_key text collate "C" not null,
    mobile text not null,
    mobile_changed_at bigint,
    mobile_changed_by text,
    access_code text not null,
    valid_from bigint,
    valid_until bigint,
    invited_at bigint,
    invited_by text,
    reminders_sent bigint not null default 0,
    activated_at bigint,
    stopped_at bigint,
    stopped_by text,
    until_before_stop bigint,
    last_login_at bigint,
    created_at bigint not null
);
create unique index authorisation_person on authorisation (organisation_id, account_id);
create unique index authorisation_access_code on authorisation (access_code);
create index authorisation_list on authorisation (organisation_id, sort_key, id);
create index authorisation_account on authorisation (account_id);
create index authorisation_admins on authorisation (organisation_id, role, state);
create index authorisation_state on authorisation (organisation_id, state, sort_key, id);
create index authorisation_invited on authorisation (organisation_id, state, invited_at, id);
create index authorisation_reminder on authorisation (state, reminders_sent, invited_at);

-- The words of a person's names and address, for searching by the beginning of a word within one organisation.
create table authorisation_word (
    organisation_id text not null,
    word text collate "C" not null,
    authorisation_id text not null references authorisation (id),
    primary key (organisation_id, word, authorisation_id)
);
create index authorisation_word_of on authorisation_word (authorisation_id);

create table authorisation_right (
    authorisation_id text not null references authorisation (id),
    right_code text not null,
    granted_at bigint not null,
    granted_by text,
    primary key (authorisation_id, right_code)
);

-- Wrong tries. The subject is a keyed hash of the canonical address, so that known and unknown addresses count alike.
create table login_counter (
    subject text not null,
    lane text not null,
    consecutive bigint not null,
    window_started_at bigint not null,
    in_window bigint not null,
    refused_until bigint not null,
    primary key (subject, lane)
);

-- Budgets by name and window: networks, the whole system, messages per number.
create table budget (
    bucket text not null,
    window_start bigint not null,
    used bigint not null,
    primary key (bucket, window_start)
);

create table session (
    id_hash text not null primary key,
    public_id text not null,
    account_id text,
    authorisation_id text,
    device text not null,
    data text not null,
    created_at bigint not null,
    seen_at bigint not null
);
create index session_account on session (account_id);
create index session_seen on session (seen_at);

-- A code somebody has to give back. The code itself is made when the SMS is written; only its keyed hash is here.
create table challenge (
    id text not null primary key,
    purpose text not null,
    account_id text not null references account (id),
    authorisation_id text not null references authorisation (id),
    mobile text not null,
    code_hash text,
    code_expires_at bigint,
    wrong_tries bigint not null,
    sends bigint not null,
    last_send_at bigint not null,
    created_at bigint not null,
    closed_at bigint,
    link_id text,
    new_password_hash text,
    new_mobile text
);
create index challenge_account on challenge (account_id, created_at);
create index challenge_authorisation on challenge (authorisation_id, closed_at);

-- A link sent by mail. Secrets are made when the letter is written; only their SHA-256 is in link_secret.
create table link (
    id text not null primary key,
    purpose text not null,
    account_id text not null references account (id),
    authorisation_id text,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint,
    ended_at bigint
);
create index link_account on link (account_id, purpose, created_at);
create index link_authorisation on link (authorisation_id, purpose);

-- A letter that is tried again gets a new secret, and the first may have arrived after all: each stays good.
create table link_secret (
    secret_hash text not null primary key,
    link_id text not null references link (id)
);

-- Letters to be written and sent by the worker; rows are made in the transaction of the deed.
create table outbox (
    id text not null primary key,
    channel text not null,
    letter text not null,
    language text not null,
    account_id text,
    authorisation_id text,
    address text,
    facts text not null,
    link_id text,
    challenge_id text,
    state text not null,
    attempts bigint not null,
    next_at bigint not null,
    leased_by text,
    leased_until bigint,
    last_error text,
    provider_id text,
    created_at bigint not null,
    ended_at bigint
);
create index outbox_due on outbox (state, next_at);
create index outbox_authorisation on outbox (authorisation_id, created_at);
create index outbox_account on outbox (account_id, letter, created_at);

create table help_request (
    id text not null primary key,
    organisation_id text not null references organisation (id),
    authorisation_id text not null references authorisation (id),
    kind text not null,
    created_at bigint not null,
    closed_at bigint,
    closed_by text
);
create index help_request_open on help_request (organisation_id, closed_at, created_at);
create index help_request_authorisation on help_request (authorisation_id, closed_at);
create unique index help_request_one_open on help_request (authorisation_id, kind) where closed_at is null;

-- Append-only and hash-chained; see docs/security.md.
create table audit (
    seq bigint not null primary key,
    at bigint not null,
    event text not null,
    actor text not null,
    actor_account_id text,
    account_id text,
    authorisation_id text,
    organisation_id text,
    facts text not null,
    previous_hash text not null,
    hash text not null
);
create index audit_organisation on audit (organisation_id, seq);
create index audit_actor on audit (organisation_id, actor_account_id, seq);
create index audit_authorisation on audit (authorisation_id, seq);
create index audit_account on audit (account_id, seq);

-- The end of the chain, locked while a row is added.
create table audit_head (
    id bigint not null primary key,
    seq bigint not null,
    hash text not null
);
insert into audit_head (id, seq, hash) values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is append-only';
end
$$;
create trigger audit_no_change before update or delete or truncate on audit
    for each statement execute function audit_is_append_only();
