-- 小门自查: what somebody found at a gate, item by item, and what is missing there until it is mended.
create schema if not exists checklists;

-- append-only: checklists.check
create table checklists.check (
  community_id uuid not null,
  id           uuid not null,                  -- made by the phone
  gate_id      uuid not null,
  area_path    text collate "C" not null,
  kind         text not null check (kind in ('full', 'again')),
  pack_id      text not null,
  edition      text not null,
  at           timestamptz not null,           -- by the phone's clock
  received_at  timestamptz not null,
  account_id   uuid,
  missing      smallint not null,              -- items answered with no
  digest       bytea not null,
  primary key (community_id, id)
);
create index check_by_id on checklists.check (id);
create index check_of_gate on checklists.check (gate_id, at);
alter table checklists.check enable row level security;
alter table checklists.check force row level security;
create policy by_area on checklists.check using (platform.sees(area_path)) with check (platform.sees(area_path));

-- append-only: checklists.answer
create table checklists.answer (
  community_id uuid not null,
  check_id     uuid not null,
  item         text not null,                  -- key in the list of the plan pack
  gate_id      uuid not null,
  area_path    text collate "C" not null,
  at           timestamptz not null,
  answer       text not null check (answer in ('yes', 'no', 'notApplicable')),
  sealed_note  bytea,
  photo_ids    uuid[] not null,
  primary key (community_id, check_id, item)
);
create index answer_of_gate on checklists.answer (gate_id, item, at);
alter table checklists.answer enable row level security;
alter table checklists.answer force row level security;
create policy by_area on checklists.answer using (platform.sees(area_path)) with check (platform.sees(area_path));

create table checklists.fault (
  community_id uuid not null,
  id           uuid not null,
  gate_id      uuid not null,
  area_path    text collate "C" not null,
  item         text not null,
  pack_id      text not null,
  edition      text not null,
  opened_at    timestamptz not null,
  opened_by    uuid not null,                  -- the check that found it
  due_at       timestamptz not null,
  mended_at    timestamptz,
  mended_by    uuid,                           -- the check that saw it mended
  primary key (community_id, id)
);
create unique index fault_open on checklists.fault (gate_id, item) where mended_at is null;
create index fault_by_id on checklists.fault (id);
alter table checklists.fault enable row level security;
alter table checklists.fault force row level security;
create policy by_area on checklists.fault using (platform.sees(area_path)) with check (platform.sees(area_path));
