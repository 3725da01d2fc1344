-- Of the letters of one challenge, which one this is. Which one was asked for later is told by no clock, because that may go back.
alter table outbox add column nth bigint not null default 0;
create index outbox_challenge on outbox (challenge_id, nth) where challenge_id is not null;
