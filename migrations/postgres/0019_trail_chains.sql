-- The trail has several chains here, so that deeds do not wait for one another's commit; see docs/decisions/0014.
-- What was there is chain 1, and keeps its hashes. A node of before goes on writing to chain 1.
alter table audit add column chain bigint not null default 1;
alter table audit drop constraint audit_pkey;
alter table audit add primary key (chain, seq);

-- The number of a head is that of its chain.
insert into audit_head (id, seq, hash)
select n, 0, '0000000000000000000000000000000000000000000000000000000000000000' from generate_series(2, 64) n;

-- People read the trail in the order of time; chains have none among themselves.
drop index audit_organisation;
drop index audit_actor;
drop index audit_authorisation;
drop index audit_account;
create index audit_organisation on audit (organisation_id, at, chain, seq);
create index audit_actor on audit (organisation_id, actor_account_id, at);
create index audit_authorisation on audit (authorisation_id, at, chain, seq);
create index audit_account on audit (account_id, at, chain, seq);
