-- How often the sessions of an account were ended, all at once: a login that is just finishing does not begin one after that.
alter table account add column session_epoch bigint not null default 0;
