-- Which invitation waits for an admin who sends it again, and why (docs/decisions/0020). A table of its own, because only the account
-- of its sender is locked when that is decided. Nobody knows why of those that were held before.
create table held_invitation (
    authorisation_id text not null primary key,
    why text not null
);
