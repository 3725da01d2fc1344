-- The number of an invitation that nobody accepted changes nothing for the account, however often it is written anew: else any
-- organisation could keep somebody of another one from a new address, by inviting and correcting the number (SEC-69, SEC-70).
create or replace function authorisation_keeps_protection() returns trigger language plpgsql as $$
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
    if new.state <> 'invited' and (new.mobile <> old.mobile or (new.state = 'active' and old.state = 'invited')) then
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
