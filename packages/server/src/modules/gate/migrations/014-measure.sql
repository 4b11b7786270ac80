-- 管控: people under a measure that keeps them from the gate are marked as those with a case are; a later word wins, in whatever order they are heard.
alter table gate.case_mark add column kind text not null default 'infection' check (kind in ('infection', 'measure'));
alter table gate.case_mark add column version integer not null default 0;
-- Somebody in a facility has no home of the ledger.
alter table gate.case_mark alter column home_id drop not null;
