-- Where a code was asked from (a keyed hash) and when it came back: what one network may have sent, and the alarm on
-- messages that somebody has sent for money (SEC-30, SEC-31).
alter table challenge add column network text;
alter table challenge add column verified_at bigint;
create index challenge_created on challenge (created_at, id);
