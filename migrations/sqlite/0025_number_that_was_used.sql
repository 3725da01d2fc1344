-- What somebody else wrote down is nobody's telephone before its owner got in with it, also where that person works: else an office
-- could give one agent of the desk the number of another, and they would be no two pairs of eyes any more (SEC-68, SEC-70).
drop trigger authorisation_number_before;
create trigger authorisation_number_before after update of mobile on authorisation
when new.mobile <> old.mobile and (old.state = 'active' or old.activated_at is not null)
    and (old.mobile_changed_by is null or old.mobile_changed_by = old.account_id
        or old.mobile_changed_at <= coalesce(old.last_login_at, 0))
begin
    insert into number_before (authorisation_id, mobile, until_at)
    values (old.id, old.mobile, coalesce(new.mobile_changed_at, new.invited_at, new.created_at))
    on conflict (authorisation_id, mobile) do update set until_at = excluded.until_at;
end;
