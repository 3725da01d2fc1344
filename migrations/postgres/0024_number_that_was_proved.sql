-- Only a number that its owner proved was anybody's telephone: that of an invitation nobody accepted is what somebody of another
-- organisation typed, and two agents who were invited with one number would be no two pairs of eyes any more (SEC-68, SEC-70).
delete from number_before where authorisation_id in (
    select id from authorisation where state <> 'active' and activated_at is null
);
drop trigger authorisation_number_before on authorisation;
create trigger authorisation_number_before after update of mobile on authorisation
for each row when (new.mobile <> old.mobile and (old.state = 'active' or old.activated_at is not null))
execute function keep_number_before();
