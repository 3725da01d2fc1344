-- One's own details: another address to log in with, and what the last login was done with.

-- A wish to log in with another address. It counts once both links were used: both mailboxes said yes (SEC-35).
-- Who asked stands beside whose account it is: the same person may not change the number as well shortly after.
create table address_change (
    id text not null primary key,
    account_id text not null references account (id),
    asked_by text not null,
    authorisation_id text not null references authorisation (id),
    email text not null,
    email_canonical text not null,
    old_link_id text not null references link (id),
    new_link_id text not null references link (id),
    asked_at bigint not null,
    done_at bigint,
    ended_at bigint
);
create index address_change_account on address_change (account_id, asked_by, done_at);
create index address_change_old_link on address_change (old_link_id);
create index address_change_new_link on address_change (new_link_id);
create unique index address_change_one_open on address_change (account_id) where done_at is null and ended_at is null;

-- Browser and system of the last login, in words.
alter table account add column last_login_device text;
