-- Whom somebody vouched for in a check that is under way, in place of how far down the list it came: whoever takes another name moves along
-- it, and whoever comes in may stand where it was already. What was looked through so far goes along.
create table staff_looked_at (
    organisation_id text not null references organisation (id),
    authorisation_id text not null references authorisation (id),
    primary key (organisation_id, authorisation_id)
);

insert into staff_looked_at (organisation_id, authorisation_id)
select u.organisation_id, u.id
from staff_check c
join authorisation t on t.id = c.through_id
join authorisation u on u.organisation_id = c.organisation_id
where u.state <> 'stopped' and (u.sort_key, u.id) <= (t.sort_key, t.id);

alter table staff_check drop column through_id;
