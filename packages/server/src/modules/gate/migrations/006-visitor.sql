-- A visitor's pass: of no home of the ledger, with its own end.
alter table gate.credential drop constraint credential_pass_class_check;
alter table gate.credential add constraint credential_pass_class_check check (pass_class in ('personal', 'family', 'paper', 'worker', 'visitor'));
alter table gate.credential alter column home_id drop not null;
alter table gate.credential add constraint credential_home check (home_id is not null or pass_class = 'visitor');
