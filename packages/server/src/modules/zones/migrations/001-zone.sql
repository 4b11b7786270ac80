-- 三区与临时静默: zones of a plan pack, drawn of areas, held by an order. No people in them; names of officials come from their accounts.
create schema if not exists zones;

create table zones.zone (
  id            uuid primary key,
  area_id       uuid not null,                 -- the community or street that all of it lies in
  area_path     text collate "C" not null,
  kind          text not null,                 -- of the pack, or standstill
  kind_since    date,                          -- its days are counted from here
  order_id      uuid not null,
  order_until   date not null,                 -- the last day of that order, as it was last heard
  pack_id       text not null,
  edition       text not null,
  state         text not null check (state in ('drafted', 'inForce', 'ended')),
  ground        text not null,
  legal_basis   text not null,
  centre_id     uuid,
  from_at       timestamptz,
  until_at      timestamptz,                   -- of a standstill only
  last_case_on  date,
  drafted_by    uuid not null,
  drafted_unit  text not null,
  drafted_at    timestamptz not null,
  ended_at      timestamptz,
  end_reason    text,
  version       integer not null,
  check ((kind = 'standstill') = (until_at is not null)),
  check ((state = 'ended') = (ended_at is not null))
);
create index zone_by_place on zones.zone (area_path, state);
alter table zones.zone enable row level security;
alter table zones.zone force row level security;
-- A zone drawn further up holds here too, so it may be read from beneath.
create policy by_area on zones.zone for select using (platform.sees(area_path) or platform.sees_above(area_path));
create policy add_zone on zones.zone for insert with check (platform.sees(area_path));
create policy change_zone on zones.zone for update using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What it is made of, from when until when: areas that were taken out stay to be read.
create table zones.zone_area (
  zone_id   uuid not null references zones.zone,
  area_id   uuid not null,
  area_path text collate "C" not null,
  from_at   timestamptz not null,
  until_at  timestamptz,
  primary key (zone_id, area_id, from_at)
);
create index zone_area_by_path on zones.zone_area (area_path) where until_at is null;
alter table zones.zone_area enable row level security;
alter table zones.zone_area force row level security;
create policy by_area on zones.zone_area for select using (platform.sees(area_path) or platform.sees_above(area_path));
create policy add_area on zones.zone_area for insert with check (platform.sees(area_path));
create policy change_area on zones.zone_area for update using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Its life, one row a step: what was asked, by whom, who signed, what it came to.
create table zones.zone_step (
  id         uuid primary key,
  zone_id    uuid not null references zones.zone,
  area_path  text collate "C" not null,
  kind       text not null,
  at         timestamptz not null,
  account_id uuid,
  unit       text not null,
  act_id     uuid,
  areas      jsonb,                            -- ids of what it is to be made of
  to_kind    text,
  reason     text
);
create index step_of_zone on zones.zone_step (zone_id, at);
create index step_by_place on zones.zone_step (area_path);
-- append-only: zones.zone_step
alter table zones.zone_step enable row level security;
alter table zones.zone_step force row level security;
create policy by_area on zones.zone_step for select using (platform.sees(area_path) or platform.sees_above(area_path));
create policy add_step on zones.zone_step for insert with check (platform.sees(area_path));

-- 书面结论: that everybody was tested on a day, or what index a survey found, with the number of the paper.
create table zones.zone_evidence (
  id         uuid primary key,
  zone_id    uuid not null references zones.zone,
  area_path  text collate "C" not null,
  kind       text not null check (kind in ('allTested', 'index')),
  on_day     date not null,
  value      double precision,
  reference  text not null,
  account_id uuid not null,
  unit       text not null,
  at         timestamptz not null,
  check ((kind = 'index') = (value is not null))
);
create index evidence_of_zone on zones.zone_evidence (zone_id, on_day);
create index evidence_by_place on zones.zone_evidence (area_path);
-- append-only: zones.zone_evidence
alter table zones.zone_evidence enable row level security;
alter table zones.zone_evidence force row level security;
create policy by_area on zones.zone_evidence for select using (platform.sees(area_path) or platform.sees_above(area_path));
create policy add_evidence on zones.zone_evidence for insert with check (platform.sees(area_path));

-- Whose tasks of a zone are whose: a street's zone has some in each of its communities.
create table zones.zone_work (
  zone_id      uuid not null references zones.zone,
  community_id uuid not null,
  area_path    text collate "C" not null,
  source_id    uuid not null,
  primary key (zone_id, community_id)
);
create index work_by_place on zones.zone_work (area_path);
alter table zones.zone_work enable row level security;
alter table zones.zone_work force row level security;
create policy by_area on zones.zone_work using (platform.sees(area_path)) with check (platform.sees(area_path));

-- 病例: where and when one was found, as far as days without one are counted. One registered in error counts for nothing.
create table zones.case_mark (
  community_id uuid not null,
  case_id      uuid not null,
  area_path    text collate "C" not null,
  found_on     date not null,
  is_error     boolean not null,
  primary key (community_id, case_id)
);
create index case_mark_by_place on zones.case_mark (area_path, found_on);
alter table zones.case_mark enable row level security;
alter table zones.case_mark force row level security;
create policy by_area on zones.case_mark using (platform.sees(area_path)) with check (platform.sees(area_path));
