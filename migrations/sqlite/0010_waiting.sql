-- Who has to wait because strangers used up the day's guesses, by organisation: so an admin sees it without anybody
-- looking at all the counters of tries, which stand under names that lead back to nobody.
create table waiting (
    organisation_id text not null,
    authorisation_id text not null,
    since bigint not null,
    until_at bigint not null,
    primary key (organisation_id, authorisation_id)
);
create index waiting_over on waiting (until_at);
