-- Admins whose first day is still to come are few: the lists of who has no admin count them apart.
create index authorisation_admin_first_day on authorisation (valid_from, organisation_id)
    where role = 'beheerder' and valid_from is not null;
