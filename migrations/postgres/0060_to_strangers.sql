-- Whether a letter goes to nobody who ever was in: a server that somebody else chose takes as long as it likes, so these have places of
-- their own.
alter table outbox add column to_stranger bigint not null default 0;
update outbox set to_stranger = 1
where ended_at is null and substr(letter, 1, 6) <> 'asked_' and not exists (
    select 1 from authorisation u where u.account_id = outbox.account_id and (u.state = 'active' or u.activated_at is not null)
);
drop index outbox_turn;
create index outbox_turn on outbox (channel, to_stranger, of_many, next_at, id) where ended_at is null;
