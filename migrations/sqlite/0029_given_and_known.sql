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
        and (authorisation_word.word like '%@%' or authorisation_word.word = substr(email_canonical, instr(email_canonical, '@') + 1))
);
update authorisation set given_at = (
    select max(t.at) from audit t
    where t.authorisation_id = authorisation.id and t.event in ('made_admin', 'stand_in_appointed', 'access_restored', 'activated')
)
where id in (select authorisation_id from audit where event in ('made_admin', 'stand_in_appointed', 'access_restored', 'activated'));

create trigger authorisation_given after update of role, state, valid_until, stand_in_from, stand_in_until on authorisation
when (new.role is not old.role and new.role <> 'medewerker')
    or (new.state = 'active' and old.state <> 'active')
    or (new.stand_in_until is not null
        and (new.stand_in_from is not old.stand_in_from or new.stand_in_until is not old.stand_in_until))
    or (old.valid_until is not null and new.valid_until is not old.valid_until
        and old.valid_until <= coalesce(new.as_of, cast((julianday('now') - 2440587.5) * 86400000 as integer)))
begin
    update authorisation
    set given_at = coalesce(new.as_of, cast((julianday('now') - 2440587.5) * 86400000 as integer))
    where id = new.id;
end;

create trigger authorisation_known_again after update of state, valid_until on authorisation
when new.email_then is not null and new.state <> 'stopped' and (new.valid_until is null
    or new.valid_until > coalesce(new.as_of, cast((julianday('now') - 2440587.5) * 86400000 as integer)))
begin
    update authorisation set email_then = null where id = new.id;
end;
