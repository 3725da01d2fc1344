-- Only a number that its owner proved was anybody's telephone: that of an invitation nobody accepted is what somebody of another
-- organisation typed, and two agents who were invited with one number would be no two pairs of eyes any more (SEC-68, SEC-70).
delete from number_before where authorisation_id in (
    select id from authorisation where state <> 'active' and activated_at is null
);
drop trigger authorisation_number_before;
create trigger authorisation_number_before after update of mobile on authorisation
when new.mobile <> old.mobile and (old.state = 'active' or old.activated_at is not null)
begin
    insert into number_before (authorisation_id, mobile, until_at)
    values (old.id, old.mobile, coalesce(new.mobile_changed_at, new.invited_at, new.created_at))
    on conflict (authorisation_id, mobile) do update set until_at = excluded.until_at;
end;
