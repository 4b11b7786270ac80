-- 门禁: locks, their controllers, the cards that open them, and what the controllers tell.
create schema doors;

create table doors.door (
  community_id uuid not null,
  id uuid not null,
  area_id uuid not null,
  area_path text not null,
  -- The gate this lock belongs to; null at a building or stair.
  gate_id uuid,
  name text not null,
  kind text not null,
  -- Which way its reader faces.
  direction text not null,
  open_seconds integer not null,
  primary key (community_id, id),
  unique (community_id, area_id, name)
);
create index door_by_id on doors.door (id);
create index door_by_path on doors.door (area_path);
alter table doors.door enable row level security;
alter table doors.door force row level security;
create policy by_area on doors.door using (platform.sees(area_path)) with check (platform.sees(area_path));

-- A controller. Of its password only the hash is kept: 160 random bits need no slow one.
create table doors.device (
  community_id uuid not null,
  id uuid not null,
  door_id uuid not null,
  area_path text not null,
  secret_hash bytea not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  is_online boolean not null default false,
  seen_at timestamptz,
  lock_state text,
  -- The list it has said that it holds, and the one it was last sent: 12 bytes an entry, hash and second of the end.
  list_version text,
  list_at timestamptz,
  listed bytea not null default '',
  wanted_version text,
  wanted bytea not null default '',
  primary key (community_id, id)
);
create index device_by_id on doors.device (id);
create unique index device_of_door on doors.device (community_id, door_id) where ended_at is null;
alter table doors.device enable row level security;
alter table doors.device force row level security;
create policy by_area on doors.device using (platform.sees(area_path)) with check (platform.sees(area_path));

-- `area_path`: the home of a resident, the area of somebody who works there. The number itself is sealed; doors know it by `list_hash`.
create table doors.card (
  community_id uuid not null,
  id uuid not null,
  area_path text not null,
  holder text not null,
  person_id uuid,
  first_person_id uuid,
  home_id uuid,
  sealed_worker bytea,
  sealed_number bytea not null,
  number_index bytea not null,
  list_hash text not null check (list_hash ~ '^[0-9a-f]{16}$'),
  state text not null,
  issued_at timestamptz not null,
  valid_until timestamptz,
  ended_at timestamptz,
  -- 'moved': ended with its holder's home, and counts again if that is taken back.
  ended_why text,
  replaced_by uuid,
  primary key (community_id, id)
);
create unique index card_by_number on doors.card (community_id, number_index) where state = 'active';
create index card_by_hash on doors.card (community_id, list_hash);
create index card_by_id on doors.card (id);
create index card_by_path on doors.card (area_path);
create index card_of_person on doors.card (person_id) where person_id is not null;
create index card_of_first on doors.card (first_person_id) where first_person_id is not null;
create index card_of_home on doors.card (home_id) where home_id is not null;
alter table doors.card enable row level security;
alter table doors.card force row level security;
create policy by_area on doors.card using (platform.sees(area_path)) with check (platform.sees(area_path));

create table doors.command (
  community_id uuid not null,
  id uuid not null,
  door_id uuid not null,
  device_id uuid not null,
  area_path text not null,
  kind text not null,
  why text not null,
  asked_at timestamptz not null,
  until timestamptz not null,
  sent_at timestamptz,
  answered_at timestamptz,
  was_done boolean,
  -- Told as not confirmed already.
  is_told boolean not null default false,
  fire_id uuid,
  account_id uuid,
  -- Keyed: whether the same was asked under the same id.
  digest bytea,
  primary key (community_id, id)
);
create index command_by_id on doors.command (id);
create index command_of_door on doors.command (door_id, asked_at);
create index command_open on doors.command (until) where answered_at is null and not is_told;
alter table doors.command enable row level security;
alter table doors.command force row level security;
create policy by_area on doors.command using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What a controller told, once each by its own count.
-- append-only: doors.event, doors.event_conflict
create table doors.event (
  community_id uuid not null,
  device_id uuid not null,
  n bigint not null,
  door_id uuid not null,
  area_path text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  kind text not null,
  card_id uuid,
  person_id uuid,
  home_id uuid,
  outcome text,
  reasons text[] not null default '{}',
  was_opened boolean,
  is_late boolean not null,
  digest bytea not null,
  primary key (community_id, device_id, n)
);
create index event_of_door on doors.event (door_id, received_at);
create index event_of_card on doors.event (community_id, card_id, at) where card_id is not null;
create index event_by_time on doors.event (received_at);
alter table doors.event enable row level security;
alter table doors.event force row level security;
create policy by_area on doors.event using (platform.sees(area_path)) with check (platform.sees(area_path));

-- The same count with other bytes: refused, and kept until somebody has looked.
create table doors.event_conflict (
  community_id uuid not null,
  device_id uuid not null,
  n bigint not null,
  digest bytea not null,
  area_path text not null,
  received_at timestamptz not null,
  sealed_body bytea not null,
  primary key (community_id, device_id, n, digest)
);
alter table doors.event_conflict enable row level security;
alter table doors.event_conflict force row level security;
create policy by_area on doors.event_conflict using (platform.sees(area_path)) with check (platform.sees(area_path));

create table doors.alarm (
  community_id uuid not null,
  id uuid not null,
  door_id uuid not null,
  area_path text not null,
  kind text not null,
  raised_at timestamptz not null,
  cleared_at timestamptz,
  answered_at timestamptz,
  answered_by uuid,
  primary key (community_id, id)
);
create index alarm_by_id on doors.alarm (id);
create unique index alarm_open on doors.alarm (community_id, door_id, kind) where answered_at is null;
alter table doors.alarm enable row level security;
alter table doors.alarm force row level security;
create policy by_area on doors.alarm using (platform.sees(area_path)) with check (platform.sees(area_path));

-- 火警开门: from the first tap until somebody closes again.
create table doors.fire (
  community_id uuid not null,
  id uuid not null,
  area_id uuid not null,
  area_path text not null,
  begun_at timestamptz not null,
  begun_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  primary key (community_id, id)
);
create index fire_by_id on doors.fire (id);
create unique index fire_open on doors.fire (community_id, area_id) where ended_at is null;
alter table doors.fire enable row level security;
alter table doors.fire force row level security;
create policy by_area on doors.fire using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What doors knew of people's ways is kept a month. The application may not delete a fact: the owner does, for whom the tables are opened meanwhile.
create function doors.forget_events(before timestamptz) returns void language plpgsql as $$
begin
  alter table doors.event no force row level security;
  alter table doors.event_conflict no force row level security;
  delete from doors.event where received_at < before;
  delete from doors.event_conflict where received_at < before;
  alter table doors.event force row level security;
  alter table doors.event_conflict force row level security;
end $$;
