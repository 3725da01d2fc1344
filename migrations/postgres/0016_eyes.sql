-- Two pairs of eyes: whose telephones were one, and messages for everybody that take a second agent.

-- Numbers that codes went to before: whoever had the telephone of a colleague until yesterday is no second pair of eyes today.
-- The database keeps it at every change of a number, so that no deed can forget to; swept when it counts no more.
create table number_before (
    authorisation_id text not null references authorisation (id),
    mobile text not null,
    until_at bigint not null,
    primary key (authorisation_id, mobile)
);
create index number_before_until on number_before (until_at);
create function keep_number_before() returns trigger language plpgsql as $$
begin
    insert into number_before (authorisation_id, mobile, until_at)
    values (old.id, old.mobile, coalesce(new.mobile_changed_at, new.invited_at, new.created_at))
    on conflict (authorisation_id, mobile) do update set until_at = excluded.until_at;
    return null;
end $$;
create trigger authorisation_number_before after update of mobile on authorisation
for each row when (new.mobile <> old.mobile) execute function keep_number_before();

-- A text that an agent wrote is shown when another one has approved it; what stands or stood there before this was put up by one.
-- Texts that are content carry their code and are shown at once.
alter table announcement add column approved_by text references account (id) check (approved_by <> put_by);
alter table announcement add column approved_at bigint;
alter table announcement add column prepared text;
update announcement set approved_at = put_at;
