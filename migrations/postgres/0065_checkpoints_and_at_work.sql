-- The newest checkpoint that was written to each folder, as the machine that writes there calls it: where that is missing, the disk of
-- the folder is away, or somebody took it out.
create table newest_checkpoint (
    folder text not null primary key,
    number bigint not null,
    hash text not null
);
