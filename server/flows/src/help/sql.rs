//! Statements of asking for help.

/// One open request for each authorisation and kind; asking again leaves the first one standing.
pub const OPEN: &str = "
insert into help_request (id, organisation_id, authorisation_id, kind, created_at)
values ($1, $2, $3, $4, $5)
on conflict (authorisation_id, kind) where closed_at is null do nothing";

/// Whoever came in again by own means waits for nobody any more.
pub const SETTLE: &str = "
update help_request set closed_at = $3, closed_by = $1
where closed_at is null and kind = $2
    and authorisation_id in (select id from authorisation where account_id = $1)";

/// Adds to what was looked at on one day.
pub const COUNT_LOOKUPS: &str = "
insert into help_lookup (day, capacity, problem, times)
values ($1, $2, $3, $4)
on conflict (day, capacity, problem) do update set times = help_lookup.times + excluded.times";
