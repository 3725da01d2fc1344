-- Nobody is left waiting: a question that gets no answer moves on, an admin who is away has a stand-in, and the service
-- desk sees which organisations have nobody to look after them.

-- Who is asked now, who was asked first, and when somebody else is. A question from before this stays with the admins,
-- who all had a mail, until it is asked again.
alter table help_request add column stage text not null default 'others';
alter table help_request add column asked_id text;
alter table help_request add column next_at bigint;
create index help_request_next on help_request (next_at, id) where closed_at is null and next_at is not null;
create index help_request_desk on help_request (created_at, id) where closed_at is null and stage = 'desk';

-- From when until when somebody stands in for the admins of the organisation.
alter table authorisation add column stand_in_from bigint;
alter table authorisation add column stand_in_until bigint;
create index authorisation_stand_in on authorisation (organisation_id, stand_in_until) where stand_in_until is not null;

-- Mail that did not arrive: few at any moment.
create index outbox_mail_failed on outbox (state, channel, ended_at, account_id) where state = 'failed' and channel = 'mail';
-- Admins who never came in: few as well, but for the weeks after a migration.
create index authorisation_never_in on authorisation (organisation_id) where role = 'beheerder' and last_login_at is null;

-- When the only admin was last asked for a deputy.
alter table organisation add column deputy_asked_at bigint;

-- How many admins of an organisation have no end in sight: those with none or one are found without counting at all the
-- others. The database keeps it at every change of an authorisation, so that no deed can forget to.
create table lasting_admins (
    organisation_id text not null primary key,
    admins bigint not null
);
insert into lasting_admins (organisation_id, admins)
select o.id, (
    select count(*) from authorisation u
    where u.organisation_id = o.id and u.role = 'beheerder' and u.state = 'active' and u.valid_until is null
)
from organisation o;
create index lasting_admins_few on lasting_admins (admins, organisation_id);

create function organisation_keeps_lasting_admins() returns trigger language plpgsql as $$
begin
    insert into lasting_admins (organisation_id, admins) values (new.id, 0);
    return null;
end
$$;
create trigger organisation_lasting_admins after insert on organisation
    for each row execute function organisation_keeps_lasting_admins();
create function authorisation_keeps_lasting_admins() returns trigger language plpgsql as $$
begin
    update lasting_admins
    set admins = admins
        + case when new.role = 'beheerder' and new.state = 'active' and new.valid_until is null then 1 else -1 end
    where organisation_id = new.organisation_id;
    return null;
end
$$;
create trigger authorisation_lasting_admins_new after insert on authorisation
    for each row when (new.role = 'beheerder' and new.state = 'active' and new.valid_until is null)
    execute function authorisation_keeps_lasting_admins();
create trigger authorisation_lasting_admins after update of role, state, valid_until on authorisation
    for each row when ((new.role = 'beheerder' and new.state = 'active' and new.valid_until is null)
        <> (old.role = 'beheerder' and old.state = 'active' and old.valid_until is null))
    execute function authorisation_keeps_lasting_admins();
