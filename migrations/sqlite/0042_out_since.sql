-- Since when somebody is out who was let in again and did not come: access that is given back and taken away once more begins no
-- new time in which it can be given back, for the invitation of another organisation waits for the end of that (SEC-69).
alter table authorisation add column out_since bigint;
