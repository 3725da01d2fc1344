-- How often the sessions that entered one authorisation were ended, all at once: with that of the account it says which sessions
-- count, also one that was just beginning.
alter table authorisation add column session_epoch bigint not null default 0;
