-- Whoever looked after others stays out of reach for a while after that ended (SEC-67), and a number that changed anywhere
-- counts for the whole account (SEC-69). The database keeps both at every change of an authorisation, so that no deed can
-- forget to.

-- Until when somebody looked after others, or worked at the service desk; not written while that goes on.
alter table authorisation add column looked_after_until bigint;
alter table authorisation add column at_desk_until bigint;
-- The moment of the change that is being written: the triggers take it up and leave nothing. Without it, as from a program
-- of before, they go by the clock of the database.
alter table authorisation add column as_of bigint;
-- When a number that codes go to last became another one, whoever did that and at whichever organisation.
alter table account add column number_changed_at bigint;

update authorisation set looked_after_until = (
    select max(t.at) from audit t
    where t.authorisation_id = authorisation.id and t.event in ('no_longer_admin', 'stand_in_ended')
)
where id in (select authorisation_id from audit where event in ('no_longer_admin', 'stand_in_ended'));
update account set number_changed_at = (
    select max(u.mobile_changed_at) from authorisation u where u.account_id = account.id
)
where id in (select account_id from authorisation where mobile_changed_at is not null);

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
                case when old.state = 'active' and old.role = 'beheerder' and coalesce(old.valid_from, 0) <= t
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

-- An invitation changes nothing for the account before it is accepted; then it does if the account has another number.
create trigger account_number_changed after update of mobile, state on authorisation
when new.mobile <> old.mobile or (new.state = 'active' and old.state = 'invited')
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
