-- What the messages of a challenge come out of before those of the network it was asked from: 'known' for a browser with which
-- this person got in or is logged in, 'desk' for an agent in any other (decision 0013).
alter table challenge add column own_share text;
