-- Why a letter waits: since when what stands in its way has been the receiver's affair, or ours. The second index says when
-- something last left on a channel: questions of strangers are answered there, and never leave.
alter table outbox add column hindered_since bigint;
create index outbox_hindered on outbox (hindered_since) where ended_at is null and hindered_since is not null;
create index outbox_left on outbox (channel, ended_at) where state = 'sent' and substr(letter, 1, 6) <> 'asked_';
