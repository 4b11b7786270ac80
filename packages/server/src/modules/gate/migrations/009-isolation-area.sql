-- 临时隔离区: where somebody held at this gate waits, as the guard is told to show them.
alter table gate.gate add column isolation_area text;
