-- Of whom a case was registered, when that record has since become one with another: taken back, it goes home by this.
alter table control.infection_case add column first_person_id uuid;
create index case_of_first on control.infection_case (first_person_id) where first_person_id is not null;
