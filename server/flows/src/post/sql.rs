//! Statements of the outbox.

pub const QUEUE: &str = "
insert into outbox (id, channel, letter, language, account_id, authorisation_id, address, facts, link_id, challenge_id,
    state, attempts, next_at, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', 0, $11, $11)";
