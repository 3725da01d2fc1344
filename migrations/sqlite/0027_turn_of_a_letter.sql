-- Letters in the order in which they leave, so that each is found without a look at all that wait behind it.
create index outbox_turn on outbox (channel, next_at, id) where ended_at is null;
