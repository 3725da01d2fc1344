-- Access that begins because a first day that lay ahead was moved begins as any (SEC-69): from then on it is counted since when its
-- organisation gave it. As in migration 0029, with the first day.
drop trigger authorisation_given;
create trigger authorisation_given after update of role, state, valid_from, valid_until, stand_in_from, stand_in_until on authorisation
when (new.role is not old.role and new.role <> 'medewerker')
    or (new.state = 'active' and old.state <> 'active')
    or (new.stand_in_until is not null
        and (new.stand_in_from is not old.stand_in_from or new.stand_in_until is not old.stand_in_until))
    or (old.valid_until is not null and new.valid_until is not old.valid_until
        and old.valid_until <= coalesce(new.as_of, cast((julianday('now') - 2440587.5) * 86400000 as integer)))
    or (old.valid_from is not null and new.valid_from is not old.valid_from
        and old.valid_from > coalesce(new.as_of, cast((julianday('now') - 2440587.5) * 86400000 as integer)))
begin
    update authorisation
    set given_at = coalesce(new.as_of, cast((julianday('now') - 2440587.5) * 86400000 as integer))
    where id = new.id;
end;
