-- 管控: one person under one track of a plan pack, at the place where they live or stay. Where it stands follows from its facts;
-- what lists and clocks ask of it is kept beside them and brought up to date with every fact and every night.
create table control.control_case (
  community_id     uuid not null,
  id               uuid not null,
  person_id        uuid not null,
  first_person_id  uuid,                       -- of whom it was opened, when that record has since become one with another
  home_id          uuid,                       -- null: in a facility, without a home of the ledger
  area_path        text collate "C" not null,
  trigger          text not null,
  pack_id          text not null,
  edition          text not null,
  track            text not null,
  anchor_day       date not null,
  has_own_suite    boolean not null,
  sealed_guardian  bytea,
  evidence_kind    text not null check (evidence_kind in ('testResult', 'investigationDecision', 'clinicReport')),
  sealed_evidence  bytea not null,             -- reference and issuer
  infection_id     uuid,                       -- the infection case it follows from
  caused_by        uuid,                       -- the case of whoever they live with, or the one it follows on
  opened_by        uuid not null,
  opened_unit      text not null,              -- at the time: dual control asks for another one
  opened_at        timestamptz not null,
  confirmed_by     uuid,
  confirmed_unit   text,
  confirmed_at     timestamptz,
  sealed_refusal   bytea,                      -- why a second person did not confirm it
  state            text not null check (state in ('proposed', 'declined', 'planned', 'active', 'extended', 'dueForRelease', 'released', 'transferred', 'cancelled')),
  measure          text,                       -- the one that holds today; null before the first and after the end
  day_one          date,                       -- the day of the case that is counted as its first
  from_day         date,
  last_day         date,
  releasable_on    date,
  records_per_day  smallint not null,          -- how often somebody is asked today
  tests_due        smallint not null,
  tests_missed     smallint not null,
  settled_on       date,                       -- the day that all of this was worked out for
  restricts        boolean not null,           -- whether the gates were told to hold this person
  work_source      uuid not null,              -- under which its works and its release stand among the tasks; what is asked every day stands under its own id
  facts            integer not null,
  version          integer not null,
  primary key (community_id, id),
  check (confirmed_by <> opened_by),
  check ((state in ('proposed', 'declined')) = (from_day is null))
);
-- A person is on one track once at a time.
create unique index one_case_of_track on control.control_case (community_id, person_id, track)
  where state in ('proposed', 'planned', 'active', 'extended', 'dueForRelease');
create unique index control_case_by_id on control.control_case (id);
create index control_case_by_place on control.control_case (area_path, state);
create index control_case_of_person on control.control_case (community_id, person_id);
create index control_case_of_first on control.control_case (first_person_id) where first_person_id is not null;
create index control_case_of_home on control.control_case (home_id) where home_id is not null;
create index control_case_caused on control.control_case (community_id, caused_by) where caused_by is not null;
create index control_case_of_infection on control.control_case (community_id, infection_id) where infection_id is not null;
-- Those that every night is asked about.
create index control_case_open on control.control_case (community_id, id) where state in ('planned', 'active', 'extended', 'dueForRelease');
alter table control.control_case enable row level security;
alter table control.control_case force row level security;
create policy by_area on control.control_case using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What happened in a case, in the order it was written down; only ever added. Health is sealed, days are clear. Facts are seen by whoever sees their case.
-- append-only: control.case_fact
create table control.case_fact (
  community_id uuid not null,
  case_id      uuid not null,
  number       integer not null,
  id           uuid not null,
  kind         text not null,
  day          date not null,
  half         text check (half in ('morning', 'evening')),
  content      jsonb not null,                 -- days, codes of the pack, grounds
  sealed       bytea,                          -- temperature, symptoms, results, papers, needs
  at           timestamptz not null,           -- of the event; a phone's clock is data
  received_at  timestamptz not null,
  account_id   uuid,                           -- null: a rule, or the clock
  unit         text,
  way          text not null check (way in ('office', 'visit', 'phone', 'own', 'family', 'rule')),
  digest       bytea,                          -- keyed: whether the same bytes came again
  primary key (community_id, case_id, number)
);
create unique index case_fact_by_id on control.case_fact (community_id, id);
create index case_record_of_day on control.case_fact (community_id, case_id, day) where kind = 'record';
alter table control.case_fact enable row level security;
alter table control.case_fact force row level security;
create policy of_case on control.case_fact
  using (exists (select from control.control_case c where c.community_id = case_fact.community_id and c.id = case_fact.case_id))
  with check (exists (select from control.control_case c where c.community_id = case_fact.community_id and c.id = case_fact.case_id));

-- The same id with other bytes: refused, and kept for whoever has to look.
-- append-only: control.case_fact_conflict
create table control.case_fact_conflict (
  community_id uuid not null,
  fact_id      uuid not null,
  digest       bytea not null,
  case_id      uuid not null,
  received_at  timestamptz not null,
  account_id   uuid,
  sealed_body  bytea not null,
  primary key (community_id, fact_id, digest)
);
alter table control.case_fact_conflict enable row level security;
alter table control.case_fact_conflict force row level security;
create policy of_case on control.case_fact_conflict
  using (exists (select from control.control_case c where c.community_id = case_fact_conflict.community_id and c.id = case_fact_conflict.case_id))
  with check (exists (select from control.control_case c where c.community_id = case_fact_conflict.community_id and c.id = case_fact_conflict.case_id));

-- What one person wants changed in a case and a second one has to agree to: longer, shorter, a new exposure, its end before its time.
create table control.case_change (
  community_id    uuid not null,
  id              uuid not null,
  case_id         uuid not null,
  kind            text not null check (kind in ('lengthen', 'shorten', 'expose', 'cancel')),
  day             date,                        -- until when, or the day of the exposure
  ground          text not null,
  evidence_kind   text not null check (evidence_kind in ('testResult', 'investigationDecision', 'clinicReport')),
  sealed_evidence bytea not null,
  state           text not null check (state in ('proposed', 'agreed', 'declined', 'void')),
  proposed_by     uuid not null,
  proposed_unit   text not null,
  proposed_at     timestamptz not null,
  answered_by     uuid,
  answered_unit   text,
  answered_at     timestamptz,
  primary key (community_id, id),
  check (state <> 'agreed' or answered_by <> proposed_by),
  check ((kind = 'cancel') = (day is null))
);
create unique index case_change_by_id on control.case_change (id);
create unique index case_change_waiting on control.case_change (community_id, case_id) where state = 'proposed';
create index case_change_of_case on control.case_change (community_id, case_id);
alter table control.case_change enable row level security;
alter table control.case_change force row level security;
create policy of_case on control.case_change
  using (exists (select from control.control_case c where c.community_id = case_change.community_id and c.id = case_change.case_id))
  with check (exists (select from control.control_case c where c.community_id = case_change.community_id and c.id = case_change.case_id));
