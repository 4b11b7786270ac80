-- 照护人 of a person who was written down twice: whom they looked after before the two became one. Null: the same.
alter table gate.attendant add column first_person_id uuid;
create index attendant_of_first_person on gate.attendant (first_person_id) where first_person_id is not null;
