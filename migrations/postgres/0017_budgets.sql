-- What a budget is called, how much it allows and until when, so that an operator sees which one runs out. One that
-- everybody spends is counted in several rows of one name. Rows from before, and those of an older program, have no name.
alter table budget add column name text;
alter table budget add column most bigint;
alter table budget add column until_at bigint;
create index budget_name on budget (name, window_start);

-- Networks where somebody got in lately, as keyed hashes: nothing that everybody uses up is refused there.
create table network_in (
    network text not null primary key,
    until_at bigint not null
);
create index network_in_until on network_in (until_at);
