-- Whom a deployment on this database may write to: `everybody` in it, or, where it was adopted as a copy of one that goes on
-- elsewhere, those whom its configuration names.
alter table deployment add column writes_to text not null default 'everybody';
