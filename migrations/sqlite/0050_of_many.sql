-- A letter that is one of many which leave at once, such as the invitations of a file: it waits for those that single people wait
-- for, so the turn begins with them.
alter table outbox add column of_many bigint not null default 0;
drop index outbox_turn;
create index outbox_turn on outbox (channel, of_many, next_at, id) where ended_at is null;
