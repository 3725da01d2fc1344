-- What must not become slower as organisations and people are added.

-- Who is locked out, by organisation: the few who need an admin's help are found without looking at those of everybody
-- else. The database keeps it at every change of an account, so that no deed can forget to.
create table locked_out (
    organisation_id text not null,
    authorisation_id text not null,
    primary key (organisation_id, authorisation_id)
);
insert into locked_out (organisation_id, authorisation_id)
select u.organisation_id, u.id
from account a join authorisation u on u.account_id = a.id
where a.blocked_reason is not null or a.password_state = 'disabled';
drop index account_locked_out;

create function account_keeps_locked_out() returns trigger language plpgsql as $$
begin
    delete from locked_out
    where (organisation_id, authorisation_id) in (select organisation_id, id from authorisation where account_id = new.id);
    insert into locked_out (organisation_id, authorisation_id)
    select organisation_id, id from authorisation
    where account_id = new.id and (new.blocked_reason is not null or new.password_state = 'disabled');
    return null;
end
$$;
create trigger account_locked_out after update of blocked_reason, password_state on account
    for each row when ((new.blocked_reason is not null or new.password_state = 'disabled')
        <> (old.blocked_reason is not null or old.password_state = 'disabled'))
    execute function account_keeps_locked_out();
create function authorisation_keeps_locked_out() returns trigger language plpgsql as $$
begin
    insert into locked_out (organisation_id, authorisation_id)
    select new.organisation_id, new.id from account
    where id = new.account_id and (blocked_reason is not null or password_state = 'disabled');
    return null;
end
$$;
create trigger authorisation_locked_out after insert on authorisation
    for each row execute function authorisation_keeps_locked_out();

-- Letters whose contents are still to be forgotten, looked for every minute.
create index outbox_kept on outbox (ended_at) where facts <> '{}';

-- In the order in which they are read: otherwise SQLite finds the few admins by walking along everybody in that order.
drop index authorisation_admins;
create index authorisation_admins on authorisation (organisation_id, role, state, sort_key, id);
