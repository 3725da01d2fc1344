-- What the service desk finds, and what it counts.

-- Requests that failed on our side, by the number on the page of who met the error. The pattern of the route and one class
-- of cause, never a text; forgotten after a month.
create table failure (
    id text not null primary key,
    number text not null,
    at bigint not null,
    method text not null,
    route text not null,
    status bigint not null,
    cause text not null,
    authorisation_id text
);
create index failure_number on failure (number, at, id);
create index failure_at on failure (at);

-- What happened to requests to be appointed in a stretch of days.
create index appointment_event_at on appointment_event (at, event);

-- What an agent looked at lately that belongs to no organisation yet.
create index audit_about on audit (actor_account_id, facts, at) where authorisation_id is null and organisation_id is null;
