-- Where nobody accepted an invitation yet the organisation goes on knowing the address that it invited: what its owner does elsewhere is not
-- its to see (SEC-04). As in migration 0029, but for that.
drop trigger authorisation_known_again;
create trigger authorisation_known_again after update of state, valid_until on authorisation
when new.email_then is not null and new.state <> 'stopped' and not (old.state = 'invited' and new.state = 'invited')
    and (new.valid_until is null
        or new.valid_until > coalesce(new.as_of, cast((julianday('now') - 2440587.5) * 86400000 as integer)))
begin
    update authorisation set email_then = null where id = new.id;
end;
