-- When an organisation last gave somebody what makes a post guard more: a role, a time to stand in, access that begins or
-- begins again. Whoever gives that alone does not speak for the whole account by it the same day (SEC-69).
alter table authorisation add column given_at bigint;
-- The address that an organisation knew when access there ended, kept once its owner has another one: where access is over
-- nothing of what happens to a person shows (SEC-04). Empty where it is not known any more.
alter table authorisation add column email_then text;
-- Who took a message for everybody down, or back before anybody saw it: its writer hears who refused it.
alter table announcement add column ended_by text references account (id);
create index announcement_refused on announcement (put_by, ended_at) where approved_at is null and ended_by is not null;

update authorisation set email_then = ''
where (state = 'stopped' or valid_until is not null) and exists (
    select 1 from audit t
    where t.account_id = authorisation.account_id and t.event = 'address_changed'
        and t.at >= coalesce(case when authorisation.state = 'stopped' then authorisation.stopped_at end,
            authorisation.valid_until)
);
delete from authorisation_word where exists (
    select 1 from authorisation u join account a on a.id = u.account_id
    where u.id = authorisation_word.authorisation_id and u.email_then = ''
        and (authorisation_word.word like '%@%' or authorisation_word.word = split_part(email_canonical, '@', 2))
);
update authorisation set given_at = (
    select max(t.at) from audit t
    where t.authorisation_id = authorisation.id and t.event in ('made_admin', 'stand_in_appointed', 'access_restored', 'activated')
)
where id in (select authorisation_id from audit where event in ('made_admin', 'stand_in_appointed', 'access_restored', 'activated'));

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
    if (new.role is distinct from old.role and new.role <> 'medewerker')
        or (new.state = 'active' and old.state <> 'active')
        or (new.stand_in_until is not null
            and (new.stand_in_from, new.stand_in_until) is distinct from (old.stand_in_from, old.stand_in_until))
        or (old.valid_until <= t and new.valid_until is distinct from old.valid_until) then
        new.given_at := t;
    end if;
    if new.state <> 'stopped' and (new.valid_until is null or new.valid_until > t) then
        new.email_then := null;
    end if;
    new.as_of := null;
    return new;
end
$$;
