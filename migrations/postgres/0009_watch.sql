-- Nobody is left waiting: a question that gets no answer moves on, an admin who is away has a stand-in, and the service
-- desk sees which organisations have nobody to look after them.

-- Who is asked now, who was asked first, and when somebody else is. A question from before this stays with the admins,
-- who all had a mail, until it is asked again.
alter table help_request add column stage text not null default 'others';
alter table help_request add column asked_id text;
alter table help_request add column next_at bigint;
create index help_request_next on help_request (next_at, id) where closed_at is null and next_at is not null;
create index help_request_desk on help_request (created_at, id) where closed_at is null and stage = 'desk';

-- From when until when somebody stands in for the admins of the organisation.
alter table authorisation add column stand_in_from bigint;
alter table authorisation add column stand_in_until bigint;
create index authorisation_stand_in on authorisation (organisation_id, stand_in_until) where stand_in_until is not null;

-- Mail that did not arrive: few at any moment, and looked for by whom it was for.
create index outbox_mail_failed on outbox (ended_at, account_id) where state = 'failed' and channel = 'mail';
create index outbox_mail_failed_to on outbox (account_id, ended_at) where state = 'failed' and channel = 'mail';

-- When the only admin was last asked for a deputy.
alter table organisation add column deputy_asked_at bigint;
