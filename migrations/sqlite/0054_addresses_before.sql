-- The addresses that people laid down, for every organisation that knew them by one: a file of people goes on naming somebody by it, and
-- whoever reads that mailbox today may be somebody else (docs/decisions/0016).
create table address_before (
    authorisation_id text not null references authorisation (id),
    email_canonical text not null,
    until_at bigint not null,
    primary key (authorisation_id, email_canonical)
);
create index address_before_address on address_before (email_canonical);

-- What is known of changes until now: where access was over the address of then, and elsewhere those of the last month.
insert into address_before (authorisation_id, email_canonical, until_at)
select id, email_then, coalesce(stopped_at, valid_until, created_at)
from authorisation
where email_then <> '';
insert into address_before (authorisation_id, email_canonical, until_at)
select u.id, c.email_before, max(c.done_at)
from address_change c join authorisation u on u.account_id = c.account_id
where c.email_before <> '' and u.created_at <= c.done_at and u.email_then is null
group by u.id, c.email_before;
