-- 人员巡防: routes of check points, what they asked for and when, who was where, what was missed, and breaches.
create schema if not exists patrols;

create table patrols.route (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text collate "C" not null,
  name         text not null,
  version      int not null,
  made_at      timestamptz not null,
  ended_at     timestamptz,
  primary key (community_id, id)
);
create index route_by_id on patrols.route (id);
create unique index route_by_name on patrols.route (area_id, name) where ended_at is null;
alter table patrols.route enable row level security;
alter table patrols.route force row level security;
create policy by_area on patrols.route using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What a route asks for from an instant on, until the next one. No times: nothing any more.
-- append-only: patrols.timetable
create table patrols.timetable (
  community_id      uuid not null,
  route_id          uuid not null,
  from_at           timestamptz not null,
  area_path         text collate "C" not null,
  times             text[] not null,           -- 'HH:MM' of the neighbourhood
  tolerance_minutes smallint not null,
  primary key (community_id, route_id, from_at)
);
alter table patrols.timetable enable row level security;
alter table patrols.timetable force row level security;
create policy by_area on patrols.timetable using (platform.sees(area_path)) with check (platform.sees(area_path));

-- The code hangs on a wall: it names a point and opens nothing.
create table patrols.point (
  community_id uuid not null,
  id           uuid not null,
  route_id     uuid not null,
  area_path    text collate "C" not null,
  ordinal      smallint not null,
  name         text not null,
  hint         text,
  code         text not null unique,
  from_at      timestamptz not null,
  until_at     timestamptz,
  primary key (community_id, id)
);
create index point_by_id on patrols.point (id);
create index point_of_route on patrols.point (route_id, ordinal);
alter table patrols.point enable row level security;
alter table patrols.point force row level security;
create policy by_area on patrols.point using (platform.sees(area_path)) with check (platform.sees(area_path));

-- append-only: patrols.visit
create table patrols.visit (
  community_id uuid not null,
  id           uuid not null,                  -- made by the phone
  route_id     uuid not null,
  point_id     uuid not null,
  area_path    text collate "C" not null,
  at           timestamptz not null,           -- by the phone's clock
  received_at  timestamptz not null,
  account_id   uuid,
  here_reason  text check (here_reason in ('codeMissing', 'codeDamaged', 'noCamera', 'blocked')), -- null: its code was scanned
  digest       bytea not null,
  primary key (community_id, id)
);
create index visit_by_id on patrols.visit (id);
create index visit_of_route on patrols.visit (route_id, at);
alter table patrols.visit enable row level security;
alter table patrols.visit force row level security;
create policy by_area on patrols.visit using (platform.sees(area_path)) with check (platform.sees(area_path));

create table patrols.missed (
  community_id uuid not null,
  id           uuid not null,
  route_id     uuid not null,
  area_path    text collate "C" not null,
  round_at     timestamptz not null,
  told_at      timestamptz not null,
  settled_at   timestamptz,
  answer       text check (answer in ('walkedAfter', 'nobodyOnDuty', 'badWeather', 'pathBlocked')), -- null though settled: walked, and told late
  answered_by  uuid,
  primary key (community_id, id),
  unique (community_id, route_id, round_at)
);
create index missed_by_id on patrols.missed (id);
create index missed_of_route on patrols.missed (route_id, round_at);
alter table patrols.missed enable row level security;
alter table patrols.missed force row level security;
create policy by_area on patrols.missed using (platform.sees(area_path)) with check (platform.sees(area_path));
