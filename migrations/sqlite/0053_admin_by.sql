-- Which admin had somebody become an admin, alone, and since when: that does not outlast that account's being blocked at its owner's
-- wish soon after. Nobody knows it of the admins there are.
alter table authorisation add column admin_by text references account (id);
alter table authorisation add column admin_since bigint;
