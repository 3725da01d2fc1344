-- A file of people or organisations on its way into the books. Its rows wait in import_row; once all of them stand, one
-- short switch (state) says that it is taken, and from then on it is, piece by piece, whoever has to finish it.
create table import_run (
    id text not null primary key,
    kind text not null,
    state text not null,
    total bigint not null,
    through bigint not null,
    invited_by text,
    added bigint not null,
    changed bigint not null,
    unchanged bigint not null,
    left_alone bigint not null,
    invitations bigint not null,
    skipped bigint not null,
    created_at bigint not null,
    touched_at bigint not null
);
create index import_run_state on import_run (state, created_at, id);

-- Gone once it is in the books.
create table import_row (
    run_id text not null references import_run (id),
    place bigint not null,
    content text not null,
    primary key (run_id, place)
);

-- A row for each node, written when somebody asks whether it is ready.
create table probe (
    node text not null primary key,
    at bigint not null
);
