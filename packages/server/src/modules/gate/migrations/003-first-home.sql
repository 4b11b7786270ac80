-- Of which home a code or a mark was first, when that home has since become part of another.
alter table gate.credential add column first_home_id uuid;
alter table gate.case_mark add column first_home_id uuid;
create index credential_of_anywhere on gate.credential (home_id);
create index credential_of_first_home on gate.credential (first_home_id) where first_home_id is not null;
create index case_mark_of_first_home on gate.case_mark (first_home_id) where first_home_id is not null;
