-- What protects somebody and moved along with a clock that leapt forward, until the clock has gone evenly for an hour: where the
-- leap is taken back, it gets the moment that it had (docs/decisions/0019).
create table moved_along (
    -- Where it stands, as table.column, and in which row.
    place text collate "C" not null,
    row_key text collate "C" not null,
    -- The moment that it was, and what it became.
    was bigint not null,
    became bigint not null,
    -- Where the leap ended: a clock before it took it back.
    to_at bigint not null,
    primary key (place, row_key)
);
