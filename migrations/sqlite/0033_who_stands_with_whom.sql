-- The address that somebody laid down stays known for a while: whoever had a mailbox last week is the one who had it (SEC-68).
alter table address_change add column email_before text;
create index address_change_before on address_change (email_before);
-- What an account asked or vouched for, when it is stopped.
create index desk_request_asked_by on desk_request (asked_by);
create index appointment_verified_by on appointment (verified_by);
