//! Statements of budgets.

pub const USED: &str = "
select cast(coalesce(sum(used), 0) as bigint)
from budget
where name = $1 and window_start = $2";

pub const SWEEP: &str = "delete from budget where window_start < $1";

/// What runs at a moment and is used up by so many hundredths or more, the fullest first.
pub const RUNNING: &str = "
select name, cast(sum(used) as bigint), cast(max(most) as bigint), cast(max(until_at) as bigint)
from budget
where until_at > $1 and name not like 'alarm:%'
group by name, window_start
having sum(used) * 100 >= max(most) * $2
order by max(most) desc, name";

/// Two are enough to see that there are several; whole names come first.
pub const NAMED_LIKE: &str = "
select distinct name, cast(length(name) as bigint) as long
from budget
where until_at > $3 and substr(name, 1, cast($2 as integer)) = $1
order by long, name
limit 2";

pub const FORGET: &str = "delete from budget where name = $1";

pub const FORGET_EMPTY: &str = "delete from budget where bucket = $1 and used = 0";

pub const ANY_AHEAD: &str =
    "select count(*) from (select 1 from budget where window_start > $1 limit 1) found";

pub const FORGET_AHEAD: &str = "delete from budget where window_start > $1";

pub const LIFT: &str = "delete from budget where name = $1 and until_at > $2";

pub const SOMEBODY_GOT_IN: &str =
    "select count(*) from network_in where network = $1 and until_at > $2";

/// Reads before it writes: in an office where everybody logs in at nine, one writes and nobody waits.
pub const NOTE_GOT_IN: &str = "
insert into network_in (network, until_at)
select $1, $2
where not exists (select 1 from network_in where network = $1 and until_at > $3)
on conflict (network) do update set until_at = excluded.until_at";

pub const SWEEP_NETWORKS: &str = "delete from network_in where until_at < $1";

/// Counts one more under each of so many names; gives back how many there are, in whichever rows.
pub fn one_more(count: usize) -> String {
    write(count, "budget.used + 1")
}

/// Takes one back under each of so many names, where one is counted: after an operator lifted a budget there is none. What is taken
/// back in one row of several may have been counted in another.
pub fn one_less(count: usize) -> String {
    let less = "case when budget.used > 0 then budget.used - 1
    when budget.bucket <> budget.name then budget.used - (case when (
        select coalesce(sum(o.used), 0) from budget o where o.name = budget.name and o.window_start = budget.window_start
    ) > 0 then 1 else 0 end)
    else 0 end";
    write(count, less)
}

fn write(count: usize, then: &str) -> String {
    let rows: Vec<String> = (0..count)
        .map(|at| {
            let [bucket, window, first, name, most, until] =
                [1, 2, 3, 4, 5, 6].map(|bind| 6 * at + bind);
            format!(
                "(${bucket}, ${window}, case when cast(${first} as bigint) > 0 or (
    select coalesce(sum(o.used), 0) from budget o where o.name = ${name} and o.window_start = ${window}
) > 0 then cast(${first} as bigint) else 0 end, ${name}, ${most}, ${until})"
            )
        })
        .collect();
    format!(
        "insert into budget (bucket, window_start, used, name, most, until_at) values {}
on conflict (bucket, window_start) do update set used = {then}, most = excluded.most
returning bucket, used + (
    select cast(coalesce(sum(other.used), 0) as bigint)
    from budget other
    where other.name = budget.name and other.window_start = budget.window_start and other.bucket <> budget.bucket
)",
        rows.join(", ")
    )
}
