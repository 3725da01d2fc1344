-- The half-yearly question: does everybody on the list still work there? When it was last answered, by whom, and how
-- often the admins were asked since.
alter table organisation add column checked_at bigint;
alter table organisation add column checked_by text;
alter table organisation add column check_reminders bigint not null default 0;
alter table organisation add column check_reminded_at bigint;
create index organisation_check on organisation (check_reminders, (coalesce(checked_at, created_at)), id);

-- A check of a long list, looked through page by page, until it is finished.
create table staff_check (
    organisation_id text not null primary key references organisation (id),
    began_at bigint not null,
    through_id text not null references authorisation (id),
    stopped bigint not null
);
