-- The stop that was planned when another one took its place: whoever takes that back has the plan of before again.
alter table authorisation add column stop_before_at bigint;
alter table authorisation add column stop_before_by text;
