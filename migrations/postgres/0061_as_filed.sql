-- What a file of people made of an invitation (`flows::import::save`), as a digest: the file of next month changes it only where nobody
-- changed it since.
alter table authorisation add column as_filed text;
