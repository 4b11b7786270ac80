-- Who is expected and has come in is asked of the passages every few minutes.
create index passage_in_of_person on gate.passage (community_id, person_id, at) where direction = 'in' and person_id is not null;
