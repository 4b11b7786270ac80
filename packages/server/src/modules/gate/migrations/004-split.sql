-- Which split of a home ended a code: when that is taken back the code counts again. Null once it has ended for any other reason too.
alter table gate.credential add column ended_by uuid;
