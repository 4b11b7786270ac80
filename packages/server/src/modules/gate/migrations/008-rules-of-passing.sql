-- 开门时间、取件点: none of either: always open, and couriers are told by the guard.
alter table gate.gate add column hours jsonb not null default '[]';
alter table gate.gate add column drop_zone text;

-- 只开主大门: while one of these runs, the other gates of the same area are closed. Which are, is worked out and not written, so that its end needs no step.
create table gate.only_open (
  community_id uuid not null,
  id uuid not null,
  area_path text not null,
  area_id uuid not null,
  gate_id uuid not null,
  opened_at timestamptz not null,
  until timestamptz not null,
  account_id uuid,
  ended_at timestamptz,
  ended_by uuid,
  primary key (community_id, id)
);
create unique index only_open_of_area on gate.only_open (area_id) where ended_at is null;
alter table gate.only_open enable row level security;
alter table gate.only_open force row level security;
create policy by_area on gate.only_open using (platform.sees(area_path) or platform.sees_above(area_path)) with check (platform.sees(area_path));

-- 照护人: a pass of no home and no person of the ledger, as a visitor's; with a beginning.
alter table gate.credential add column valid_from timestamptz;
alter table gate.credential drop constraint credential_pass_class_check;
alter table gate.credential add constraint credential_pass_class_check check (pass_class in ('personal', 'family', 'paper', 'worker', 'visitor', 'attendant'));
alter table gate.credential drop constraint credential_home;
alter table gate.credential add constraint credential_home check (home_id is not null or pass_class in ('visitor', 'attendant'));
-- Whom they look after lives at `area_path`.
create table gate.attendant (
  community_id uuid not null,
  id uuid not null,
  area_path text not null,
  person_id uuid not null,
  credential_id uuid not null,
  sealed_name bytea not null,
  sealed_phone bytea,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  made_at timestamptz not null,
  account_id uuid,
  ended_at timestamptz,
  primary key (community_id, id)
);
create unique index attendant_of_credential on gate.attendant (credential_id);
create index attendant_of_person on gate.attendant (person_id) where ended_at is null;
alter table gate.attendant enable row level security;
alter table gate.attendant force row level security;
create policy by_area on gate.attendant using (platform.sees(area_path)) with check (platform.sees(area_path));

-- 保供车: vehicles that may come in, for a time.
create table gate.vehicle (
  community_id uuid not null,
  id uuid not null,
  area_path text not null,
  arrival text not null check (arrival in ('supplyVehicle', 'otherVehicle')),
  sealed_plate bytea not null,
  plate_index bytea not null,
  from_day date not null,
  until_day date not null,
  ended_at timestamptz,
  primary key (community_id, id)
);
create unique index vehicle_by_plate on gate.vehicle (community_id, plate_index) where ended_at is null;
create index vehicle_by_id on gate.vehicle (id);
alter table gate.vehicle enable row level security;
alter table gate.vehicle force row level security;
-- A vehicle of the whole community comes to the gate of one compound.
create policy by_area on gate.vehicle using (platform.sees(area_path) or platform.sees_above(area_path)) with check (platform.sees(area_path));

-- A courier or a vehicle in place of a person with a code.
alter table gate.passage add column arrival text check (arrival in ('courier', 'takeaway', 'supplyVehicle', 'ambulance', 'otherVehicle'));
alter table gate.passage add column sealed_plate bytea;
-- 出门次数 are counted from the passages themselves, of a few days.
create index passage_out_of_home on gate.passage (community_id, home_id, at) where direction = 'out' and home_id is not null;
