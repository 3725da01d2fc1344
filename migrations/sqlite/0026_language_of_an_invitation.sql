-- Language in which an invitation is written, as whoever invites chose it. The account takes it with the name once it is accepted
-- for the first time: until then its own is what somebody else typed who invited the address before (SEC-60).
alter table authorisation add column language text;
