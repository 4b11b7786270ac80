-- Who went through a gate about when somebody did: of one person whichever way they went, and of one gate by the time it happened.
create index passage_of_person on gate.passage (person_id, at) where person_id is not null;
create index passage_near on gate.passage (gate_id, at);
-- Whoever asks about the way in is served by the first of them.
drop index gate.passage_in_of_person;
