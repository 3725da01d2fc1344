-- Which peppers passwords are mixed with, when that was last so, and a mark by which a node knows whether its own is that one.
create table pepper (
    id text not null primary key,
    mark text not null,
    mixed_at bigint not null
);
