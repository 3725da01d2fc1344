-- What somebody else wrote down is nobody's telephone before its owner got in with it, also where that person works: else an office
-- could give one agent of the desk the number of another, and they would be no two pairs of eyes any more (SEC-68, SEC-70).
drop trigger authorisation_number_before on authorisation;
create trigger authorisation_number_before after update of mobile on authorisation
for each row when (new.mobile <> old.mobile and (old.state = 'active' or old.activated_at is not null)
    and (old.mobile_changed_by is null or old.mobile_changed_by = old.account_id
        or old.mobile_changed_at <= coalesce(old.last_login_at, 0)))
execute function keep_number_before();
