-- Codes that were sent before the newest one of a challenge, to the same browser and for the same thing: messages overtake
-- each other. `opens` is 0 where it was for another deed: then it is only no guess.
create table former_code (
    challenge_id text not null references challenge (id),
    bound_to text not null,
    code_hash text not null,
    expires_at bigint not null,
    opens bigint not null,
    primary key (challenge_id, code_hash)
);
