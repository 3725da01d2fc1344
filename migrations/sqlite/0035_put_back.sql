-- What a moment was before it was put back, because it stood in the future: by a clock that was behind it did not, and what
-- protects somebody gets its moment again when the clock comes to it (docs/decisions/0019).
create table put_back (
    -- Where it stands, as table.column, and in which row.
    place text not null,
    row_key text not null,
    -- The moment that it was, and what it became.
    was bigint not null,
    became bigint not null,
    -- From when on it can be what it was.
    due_at bigint not null,
    primary key (place, row_key)
);

-- What this database is for, as whoever first worked on it said: a laptop leaves the one of production alone.
create table deployment (
    id text not null primary key check (id = 'this'),
    purpose text not null
);
