-- Lanes in which nobody tried anything for long are forgotten, the oldest first. Those of known devices have no window and
-- had no moment until now; the present one stands for it.
create index login_counter_idle on login_counter (window_started_at);
update login_counter
set window_started_at = cast(strftime('%s', 'now') as integer) * 1000
where window_started_at = 0 and consecutive > 0;
