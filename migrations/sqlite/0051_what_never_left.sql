-- Codes that were given up because of us, for readiness; and how often a letter may have left, whatever stood in its way
-- between: each further try may be a copy.
create index outbox_given_up on outbox (ended_at) where state = 'expired';
alter table outbox add column unanswered bigint not null default 0;
