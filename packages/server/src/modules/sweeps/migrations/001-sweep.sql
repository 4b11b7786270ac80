-- 扫楼: a visit to every home of an area; what was found at each door, and where it differs from the ledger.
create schema if not exists sweeps;

-- The obligation in `tasks` of the same id says who is expected and who is missing.
create table sweeps.sweep (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text collate "C" not null,
  name         text not null,
  uses         text[] not null,
  round        smallint not null,
  from_day     date not null,
  due_on       date not null,
  state        text not null check (state in ('open', 'closed')),
  created_by   uuid,
  created_at   timestamptz not null,
  closed_by    uuid,
  closed_at    timestamptz,
  primary key (community_id, id),
  check (due_on >= from_day)
);
create index sweep_by_id on sweeps.sweep (id);
create index sweep_by_path on sweeps.sweep (area_path, state);
alter table sweeps.sweep enable row level security;
alter table sweeps.sweep force row level security;
create policy by_area on sweeps.sweep using (platform.sees(area_path)) with check (platform.sees(area_path));
-- The sweep of the community is no secret to whoever walks one house of it.
create policy from_below on sweeps.sweep for select using (platform.sees_above(area_path));

-- One home of one sweep, once. What stands here follows from its visits by the rule `ruleStop`.
create table sweeps.stop (
  community_id  uuid not null,
  sweep_id      uuid not null,
  home_id       uuid not null,
  area_path     text collate "C" not null,
  page          smallint not null,               -- where it stands on the printed list
  row_no        smallint not null,
  code_index    bytea not null,                  -- of the code left at the door; the code itself is kept nowhere
  state         text not null check (state in ('notVisited', 'nobodyHome', 'refused', 'vacant', 'done', 'gone')),
  is_disputed   boolean not null default false,
  visits        smallint not null default 0,
  tries         smallint not null default 0,
  last_way      text,
  last_at       timestamptz,
  ruling_visit  uuid,                            -- the visit that says the state
  settled_way   text,
  decided_visit uuid,                            -- declared right by somebody, when there were so many visits
  decided_count smallint,
  try_on        date,
  try_part      text,
  gone_at       timestamptz,                     -- merged into another home or taken out of the ledger
  primary key (community_id, sweep_id, home_id),
  unique (community_id, sweep_id, page, row_no)
);
create index stop_by_code on sweeps.stop (code_index);
create index stop_by_path on sweeps.stop (sweep_id, area_path) include (state, is_disputed, settled_way);
create index stop_by_home on sweeps.stop (home_id);
alter table sweeps.stop enable row level security;
alter table sweeps.stop force row level security;
create policy by_area on sweeps.stop using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What a worker found or a family reported, under the id their phone made.
-- append-only: sweeps.visit
create table sweeps.visit (
  community_id uuid not null,
  id           uuid not null,
  sweep_id     uuid not null,
  home_id      uuid not null,
  area_path    text collate "C" not null,
  nth          smallint not null,                -- of this home, in the order the server received them
  round        smallint not null,
  at           timestamptz not null,             -- by the phone's clock
  received_at  timestamptz not null,
  account_id   uuid,                             -- null: the family itself
  way          text not null,
  outcome      text not null,
  reason       text,
  corrects     uuid,
  sealed_body  bytea not null,                   -- who was said to live there, and the note
  digest       bytea not null,
  primary key (community_id, id),
  unique (community_id, sweep_id, home_id, nth)
);
alter table sweeps.visit enable row level security;
alter table sweeps.visit force row level security;
create policy by_area on sweeps.visit using (platform.sees(area_path)) with check (platform.sees(area_path));

-- The same id with other bytes: refused, and kept for whoever has to look.
-- append-only: sweeps.visit_conflict
create table sweeps.visit_conflict (
  community_id uuid not null,
  visit_id     uuid not null,
  digest       bytea not null,
  area_path    text collate "C" not null,
  received_at  timestamptz not null,
  account_id   uuid,
  sealed_body  bytea not null,
  primary key (community_id, visit_id, digest)
);
alter table sweeps.visit_conflict enable row level security;
alter table sweeps.visit_conflict force row level security;
create policy by_area on sweeps.visit_conflict using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Where a visit that counts differs from the ledger; somebody accepts it into the ledger or rejects it.
create table sweeps.difference (
  community_id uuid not null,
  id           uuid not null,
  sweep_id     uuid not null,
  home_id      uuid not null,
  area_path    text collate "C" not null,
  visit_id     uuid not null,
  kind         text not null check (kind in ('newcomer', 'leftHere', 'correctPerson', 'homeUse')),
  person_id    uuid,
  residency_id uuid,
  payload      bytea,                            -- sealed: the person as reported, the corrected fields
  home_use     text,
  state        text not null check (state in ('proposed', 'accepted', 'rejected', 'superseded')),
  at           timestamptz not null,
  decided_by   uuid,
  decided_at   timestamptz,
  primary key (community_id, id)
);
create index difference_by_state on sweeps.difference (sweep_id, state, id);
create index difference_by_home on sweeps.difference (community_id, sweep_id, home_id);
alter table sweeps.difference enable row level security;
alter table sweeps.difference force row level security;
create policy by_area on sweeps.difference using (platform.sees(area_path)) with check (platform.sees(area_path));
