-- What the service desk had and was dealt with, the last first.
create index help_request_done on help_request (closed_at, id) where closed_at is not null and stage = 'desk';
