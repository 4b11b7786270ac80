-- 封条管理: seals on the own doors of homes under control, from the roll to the day they come off.
create schema if not exists seals;

create table seals.seal (
  community_id        uuid not null,
  id                  uuid not null,
  home_id             uuid not null,
  area_path           text collate "C" not null,
  number              text not null,             -- of the roll
  state               text not null check (state in ('issued', 'applied', 'broken', 'removed', 'withdrawn')),
  issued_at           timestamptz not null,
  issued_by           uuid,
  told_at             timestamptz,
  told_way            text check (told_way in ('atDoor', 'phone', 'paper')),
  agrees_to_sensor    boolean,
  applied_at          timestamptz,
  next_check_at       timestamptz,
  check_every_hours   smallint not null,         -- by the pack in force when it was issued
  remove_within_hours smallint not null,
  remove_by           timestamptz,               -- it has to come off
  removal_reason      text check (removal_reason in ('ended', 'notAllowed', 'movedOut')),
  ended_at            timestamptz,
  sensor_id           uuid,
  primary key (community_id, id),
  unique (community_id, number)
);
create index seal_by_id on seals.seal (id);
create index seal_live on seals.seal (area_path) where state in ('issued', 'applied');
create index seal_ended on seals.seal (area_path, ended_at) where ended_at is not null;
create index seal_of_sensor on seals.seal (sensor_id) where sensor_id is not null;
-- One at a door.
create unique index seal_of_home on seals.seal (community_id, home_id) where state in ('issued', 'applied');
alter table seals.seal enable row level security;
alter table seals.seal force row level security;
create policy by_area on seals.seal using (platform.sees(area_path)) with check (platform.sees(area_path));

-- append-only: seals.fact
create table seals.fact (
  community_id uuid not null,
  id           uuid not null,                    -- made by the phone, or of what the sensor told
  seal_id      uuid not null,
  area_path    text collate "C" not null,
  kind         text not null check (kind in ('told', 'applied', 'checked', 'removed', 'withdrawn', 'opened', 'closed')),
  at           timestamptz not null,
  received_at  timestamptz not null,
  account_id   uuid,
  outcome      text check (outcome in ('whole', 'broken')),
  photo_ids    uuid[] not null,
  sealed_note  bytea,
  digest       bytea,
  primary key (community_id, id)
);
create index fact_of_seal on seals.fact (seal_id, at);
alter table seals.fact enable row level security;
alter table seals.fact force row level security;
create policy by_area on seals.fact using (platform.sees(area_path)) with check (platform.sees(area_path));

create table seals.alarm (
  community_id uuid not null,
  id           uuid not null,
  seal_id      uuid not null,
  area_path    text collate "C" not null,
  kind         text not null check (kind in ('opened', 'broken', 'offline')),
  raised_at    timestamptz not null,
  answered_at  timestamptz,
  answered_by  uuid,
  finding      text check (finding in ('medical', 'delivery', 'leftHome', 'weather', 'damaged', 'sensorFault')),
  sealed_note  bytea,
  primary key (community_id, id)
);
create index alarm_by_id on seals.alarm (id);
create index alarm_of_seal on seals.alarm (seal_id, raised_at);
-- The same again while it stands is the same alarm.
create unique index alarm_open on seals.alarm (community_id, seal_id, kind) where answered_at is null;
alter table seals.alarm enable row level security;
alter table seals.alarm force row level security;
create policy by_area on seals.alarm using (platform.sees(area_path)) with check (platform.sees(area_path));

-- A door that is going to open, said beforehand.
create table seals.opening (
  community_id uuid not null,
  id           uuid not null,
  seal_id      uuid not null,
  area_path    text collate "C" not null,
  why          text not null check (why in ('medical', 'delivery', 'visit', 'waste')),
  from_at      timestamptz not null,
  until_at     timestamptz not null,
  said_by      uuid,
  is_own       boolean not null,
  primary key (community_id, id)
);
create index opening_of_seal on seals.opening (seal_id, until_at);
alter table seals.opening enable row level security;
alter table seals.opening force row level security;
create policy by_area on seals.opening using (platform.sees(area_path)) with check (platform.sees(area_path));
