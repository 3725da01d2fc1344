-- Who made whom an admin alone, or let an admin in again, and when: nothing overwrites it, so that whoever lays the role down, or is put out and
-- let in again meanwhile, breaks no chain between an account that its owner had blocked and what came of it. By nobody alone where two
-- agents or an operator did it. What was known of it so far goes along.
create table made_admin (
    id text primary key not null,
    authorisation_id text not null references authorisation (id),
    by_authorisation text references authorisation (id),
    made_at bigint not null
);
create index made_admin_of on made_admin (authorisation_id, made_at);
create index made_admin_by on made_admin (by_authorisation, made_at);
create index made_admin_at on made_admin (made_at);

insert into made_admin (id, authorisation_id, by_authorisation, made_at)
select u.id, u.id, p.id, u.admin_since
from authorisation u join authorisation p on p.account_id = u.admin_by and p.organisation_id = u.organisation_id
where u.role = 'beheerder' and u.admin_since is not null;

alter table authorisation drop column admin_by;
alter table authorisation drop column admin_since;
