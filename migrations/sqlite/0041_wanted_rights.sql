-- Which rights somebody says to need who asks the admin to be allowed more: codes with a space between them. A wish, and no
-- more than that: it gives nothing.
alter table help_request add column wanted text not null default '';
