-- Who had somebody stand in for the admins: a period ends early with the post of whoever appointed it, or when its owner has
-- that account blocked. Nobody knows it of the periods there are.
alter table authorisation add column stand_in_by text references account (id);
