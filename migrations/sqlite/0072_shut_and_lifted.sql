-- Since when an account is shut, also where a block that is harder to lift took the place of the first: then `blocked_at` is later.
alter table account add column shut_since bigint;
update account set shut_since = blocked_at;
-- When a block at its owner's wish was lifted and the password of before left in use, because nothing opened with it then.
alter table account add column wish_lifted_at bigint;
