-- Where nobody accepted an invitation yet the organisation goes on knowing the address that it invited: what its owner does elsewhere is not
-- its to see (SEC-04). As in migration 0043, but for that.
create or replace function authorisation_keeps_protection() returns trigger language plpgsql as $$
declare
    t bigint := coalesce(new.as_of, (extract(epoch from clock_timestamp()) * 1000)::bigint);
    last bigint := least(old.valid_until, t);
begin
    if old.state = 'active' then
        if old.role = 'beheerder' then
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
    if (new.role is distinct from old.role and new.role <> 'medewerker')
        or (new.state = 'active' and old.state <> 'active')
        or (new.stand_in_until is not null
            and (new.stand_in_from, new.stand_in_until) is distinct from (old.stand_in_from, old.stand_in_until))
        or (old.valid_until <= t and new.valid_until is distinct from old.valid_until)
        or (old.valid_from > t and new.valid_from is distinct from old.valid_from) then
        new.given_at := t;
    end if;
    if new.state <> 'stopped' and not (old.state = 'invited' and new.state = 'invited')
        and (new.valid_until is null or new.valid_until > t) then
        new.email_then := null;
    end if;
    new.as_of := null;
    return new;
end
$$;
