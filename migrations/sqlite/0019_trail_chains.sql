-- The trail has one chain here, because one deed writes at a time, and 64 on PostgreSQL; see docs/decisions/0014.
-- What was there is chain 1, and keeps its hashes.
alter table audit add column chain bigint not null default 1;

-- People read the trail in the order of time; chains have none among themselves.
drop index audit_organisation;
drop index audit_actor;
drop index audit_authorisation;
drop index audit_account;
create index audit_organisation on audit (organisation_id, at, chain, seq);
create index audit_actor on audit (organisation_id, actor_account_id, at);
create index audit_authorisation on audit (authorisation_id, at, chain, seq);
create index audit_account on audit (account_id, at, chain, seq);
