-- 感染病例: who, found when, on what evidence. Evidence is sealed; the place is the path of the home.
create schema if not exists control;

create table control.infection_case (
  community_id      uuid not null,
  id                uuid not null,
  person_id         uuid not null,
  home_id           uuid not null,
  area_path         text collate "C" not null,
  found_on          date not null,
  evidence_kind     text not null check (evidence_kind in ('testResult', 'investigationDecision', 'clinicReport')),
  evidence          bytea not null,            -- reference and issuer, sealed
  state             text not null check (state in ('reported', 'confirmed', 'closed')),
  reported_by       uuid not null,
  reported_unit     text not null,             -- at the time: dual control asks for another one
  registered_at     timestamptz not null,
  confirmed_by      uuid,
  confirmed_at      timestamptz,
  closed_by         uuid,
  closed_on         date,
  closed_ground     text check (closed_ground in ('recovered', 'registeredInError', 'movedAway')),
  closed_evidence_kind text,
  closed_evidence   bytea,
  primary key (community_id, id),
  check ((state = 'closed') = (closed_on is not null)),
  check (confirmed_by <> reported_by)
);
-- One case at a time of a person.
create unique index one_open_case on control.infection_case (community_id, person_id) where state <> 'closed';
create index case_by_place on control.infection_case (area_path, found_on);

alter table control.infection_case enable row level security;
alter table control.infection_case force row level security;
create policy by_area on control.infection_case using (platform.sees(area_path)) with check (platform.sees(area_path));
