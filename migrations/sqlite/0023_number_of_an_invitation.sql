-- The number of an invitation that nobody accepted changes nothing for the account, however often it is written anew: else any
-- organisation could keep somebody of another one from a new address, by inviting and correcting the number (SEC-69, SEC-70).
drop trigger account_number_changed;
create trigger account_number_changed after update of mobile, state on authorisation
when new.state <> 'invited' and (new.mobile <> old.mobile or (new.state = 'active' and old.state = 'invited'))
begin
    update account
    set number_changed_at = max(
        coalesce(number_changed_at, 0),
        coalesce(new.as_of, cast((julianday('now') - 2440587.5) * 86400000 as integer))
    )
    where id = new.account_id and password_state <> 'none' and (new.mobile <> old.mobile or exists (
        select 1 from authorisation u
        where u.account_id = new.account_id and u.id <> new.id and (u.state = 'active' or u.activated_at is not null)
            and u.mobile <> new.mobile
    ));
end;
