-- Whoever looked after others stays out of reach for a while after that ended (SEC-67), and a number that changed anywhere
-- counts for the whole account (SEC-69). The database keeps both at every change of an authorisation, so that no deed can
-- forget to.

-- Until when somebody looked after others, or worked at the service desk; not written while that goes on.
alter table authorisation add column looked_after_until bigint;
alter table authorisation add column at_desk_until bigint;
-- The moment of the change that is being written: the triggers take it up and leave nothing. Without it, as from a program
-- of before, they go by the clock of the database.
alter table authorisation add column as_of bigint;
-- When a number that codes go to last became another one, whoever did that and at whichever organisation.
alter table account add column number_changed_at bigint;

update authorisation set looked_after_until = (
    select max(t.at) from audit t
    where t.authorisation_id = authorisation.id and t.event in ('no_longer_admin', 'stand_in_ended')
)
where id in (select authorisation_id from audit where event in ('no_longer_admin', 'stand_in_ended'));
update account set number_changed_at = (
    select max(u.mobile_changed_at) from authorisation u where u.account_id = account.id
)
where id in (select account_id from authorisation where mobile_changed_at is not null);

-- The one who changes a row changes what goes with it, before it is written. An invitation changes nothing for the account
-- before it is accepted; then it does if the account has another number.
create function authorisation_keeps_protection() returns trigger language plpgsql as $$
declare
    t bigint := coalesce(new.as_of, (extract(epoch from clock_timestamp()) * 1000)::bigint);
    last bigint := least(old.valid_until, t);
begin
    if old.state = 'active' then
        if old.role = 'beheerder' and coalesce(old.valid_from, 0) <= t then
            new.looked_after_until := greatest(new.looked_after_until, last);
        end if;
        if old.stand_in_from <= t then
            new.looked_after_until := greatest(new.looked_after_until, least(old.stand_in_until, last));
        end if;
        if exists (
            select 1 from authorisation_right r where r.authorisation_id = old.id and r.right_code = 'servicedesk'
        ) then
            new.at_desk_until := greatest(new.at_desk_until, last);
        end if;
    end if;
    if new.mobile <> old.mobile or (new.state = 'active' and old.state = 'invited') then
        update account set number_changed_at = greatest(number_changed_at, t)
        where id = new.account_id and password_state <> 'none' and (new.mobile <> old.mobile or exists (
            select 1 from authorisation u
            where u.account_id = new.account_id and u.id <> new.id and (u.state = 'active' or u.activated_at is not null)
                and u.mobile <> new.mobile
        ));
    end if;
    new.as_of := null;
    return new;
end
$$;
create trigger authorisation_protection before update of role, state, valid_from, valid_until, stand_in_from,
    stand_in_until, mobile, as_of on authorisation
    for each row when (new.as_of is not null
        or (new.role, new.state, new.valid_from, new.valid_until, new.stand_in_from, new.stand_in_until, new.mobile)
            is distinct from
            (old.role, old.state, old.valid_from, old.valid_until, old.stand_in_from, old.stand_in_until, old.mobile))
    execute function authorisation_keeps_protection();
