-- Whoever accepted a role has it from then on for those of the own organisation, whether the first day has come or not (SEC-67): who
-- is admin already is out of reach, and stays so for a while when that ends. As in migration 0015, without the first day.
drop trigger authorisation_looked_after;
create trigger authorisation_looked_after after update of role, state, valid_from, valid_until, stand_in_from,
    stand_in_until, as_of on authorisation
when new.as_of is not null or new.role is not old.role or new.state is not old.state
    or new.valid_from is not old.valid_from or new.valid_until is not old.valid_until
    or new.stand_in_from is not old.stand_in_from or new.stand_in_until is not old.stand_in_until
begin
    update authorisation
    set (looked_after_until, at_desk_until, as_of) = (
        select nullif(max(
                coalesce(new.looked_after_until, 0),
                case when old.state = 'active' and old.role = 'beheerder'
                    then min(coalesce(old.valid_until, t), t) else 0 end,
                case when old.state = 'active' and coalesce(old.stand_in_from <= t, false)
                    then min(old.stand_in_until, coalesce(old.valid_until, t), t) else 0 end
            ), 0),
            nullif(max(
                coalesce(new.at_desk_until, 0),
                case when old.state = 'active' and exists (
                    select 1 from authorisation_right r
                    where r.authorisation_id = old.id and r.right_code = 'servicedesk'
                ) then min(coalesce(old.valid_until, t), t) else 0 end
            ), 0),
            null
        from (select coalesce(new.as_of, cast((julianday('now') - 2440587.5) * 86400000 as integer)) as t)
    )
    where id = new.id;
end;

-- A number is its owner's also if the code that went to it was read out when the invitation was accepted: before the first day
-- nobody logs in (SEC-34, SEC-68). As in migration 0025, with the acceptance.
drop trigger authorisation_number_before;
create trigger authorisation_number_before after update of mobile on authorisation
when new.mobile <> old.mobile and (old.state = 'active' or old.activated_at is not null)
    and (old.mobile_changed_by is null or old.mobile_changed_by = old.account_id
        or old.mobile_changed_at <= coalesce(old.last_login_at, 0)
        or old.mobile_changed_at < coalesce(old.activated_at, 0))
begin
    insert into number_before (authorisation_id, mobile, until_at)
    values (old.id, old.mobile, coalesce(new.mobile_changed_at, new.invited_at, new.created_at))
    on conflict (authorisation_id, mobile) do update set until_at = excluded.until_at;
end;
