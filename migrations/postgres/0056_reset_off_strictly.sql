-- Until when a new password by mail is off because of what whoever is in the account, or has its card, could have done (the address, the
-- own number, another SIM card): not a number that somebody else gave. Nobody knows why it is off now, so that counts as the first.
alter table account add column reset_off_strict_until bigint;
update account set reset_off_strict_until = reset_off_until;
