-- Which master keys each node that shares a server holds, by a mark of each, which of them it works with, and when it last said so.
create table master_key (
    node text not null,
    mark text not null,
    in_use bigint not null,
    said_at bigint not null,
    primary key (node, mark)
);
