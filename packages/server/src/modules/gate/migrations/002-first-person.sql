-- Whom a code or a mark was first for, when that record has since become one with another: taken back, it goes home by this.
alter table gate.credential add column first_person_id uuid;
alter table gate.case_mark add column first_person_id uuid;
create index credential_of_anybody on gate.credential (person_id) where person_id is not null;
create index credential_of_first on gate.credential (first_person_id) where first_person_id is not null;
create index case_mark_of_first on gate.case_mark (first_person_id) where first_person_id is not null;
