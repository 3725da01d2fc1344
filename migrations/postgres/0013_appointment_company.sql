-- A company that the desk wants to put into the books comes in when a second person approves the request; until then it
-- is written down here, and a request that is turned down leaves nothing behind.
alter table appointment add column new_number text;
alter table appointment add column new_name text;
