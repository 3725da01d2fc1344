-- Who searches in one organisation walks its own words. PostgreSQL took the words of everybody for as short a walk when it
-- thought a name rare; of this index, which is for the service desk, it now knows that such a question cannot use it.
drop index authorisation_word_anywhere;
create index authorisation_word_anywhere on authorisation_word (word, authorisation_id) where authorisation_id <> '';
