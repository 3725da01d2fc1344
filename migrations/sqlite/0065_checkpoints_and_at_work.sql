-- The newest checkpoint that was written to each folder, as the machine that writes there calls it: where that is missing, the disk of
-- the folder is away, or somebody took it out.
create table newest_checkpoint (
    folder text not null primary key,
    number bigint not null,
    hash text not null
);

-- A program of the version before says that it sweeps, and not that it is at work: who adopts its database runs this first.
insert into probe (node, at)
select 'at-work:before', at
from probe
where node = 'swept';
