-- Words are read alike wherever they are searched and sorted: the sigma at the end of a Greek word is a sigma, hyphens sort as
-- spaces and apostrophes not at all. What has several words in its family name gets its place when it is saved next.

update authorisation_word set word = replace(word, 'ς', 'σ')
where word like '%ς%' and not exists (
    select 1 from authorisation_word other
    where other.authorisation_id = authorisation_word.authorisation_id
    and other.word = replace(authorisation_word.word, 'ς', 'σ')
);
update organisation_word set word = replace(word, 'ς', 'σ')
where word like '%ς%' and not exists (
    select 1 from organisation_word other
    where other.organisation_id = organisation_word.organisation_id
    and other.word = replace(organisation_word.word, 'ς', 'σ')
);
update authorisation
set sort_key = substr(sort_key, 1, strpos(sort_key, ' ')) || substr(sort_key, strpos(sort_key, ' '))
where strpos(sort_key, ' ') > 0 and family_name not like '% %' and family_name not like '%-%' and family_name not like '%/%';
update authorisation
set sort_key = replace(replace(replace(replace(sort_key, 'ς', 'σ'), '-', ' '), '/', ' '), '''', '');
