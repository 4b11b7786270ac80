-- 来返人员: who is on the way here, or has come, from elsewhere. Destroyed whole some time after it is closed.
create schema if not exists arrivals;

-- What a community's link leads to. The code reads nothing back: it names a community to whoever wants to report.
create table arrivals.link (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  code         text not null unique,
  made_at      timestamptz not null,
  ended_at     timestamptz,
  primary key (community_id, id)
);
create unique index link_of_community on arrivals.link (community_id) where ended_at is null;
alter table arrivals.link enable row level security;
alter table arrivals.link force row level security;
create policy by_area on arrivals.link using (platform.sees(area_path)) with check (platform.sees(area_path));

create table arrivals.arrival (
  community_id    uuid not null,
  id              uuid not null,
  -- Of the home, once it is known; of the community until then.
  area_path       text collate "C" not null,
  home_id         uuid,
  person_id       uuid,
  state           text not null check (state in ('reported', 'expected', 'arrived', 'controlCase', 'cleared', 'notArrived', 'elsewhere')),
  number          text not null,               -- the receipt
  reporter        text not null check (reporter in ('self', 'family', 'employer', 'landlord', 'office', 'list', 'community')),
  sealed_name     bytea not null,
  sealed_phone    bytea,
  sealed_document bytea,
  sealed_door     bytea,                       -- as it was said
  sealed_journey  bytea not null,              -- from where, its code, by which train or flight
  transport       text not null check (transport in ('train', 'plane', 'coach', 'car', 'ship', 'other')),
  who_index       bytea not null,              -- keyed, of document or telephone: who says it twice
  phone_index     bytea,
  digest          bytea not null,              -- keyed: whether the same words came again
  expected_on     date not null,
  arrived_on      date,
  seen_by         text check (seen_by in ('gate', 'door', 'office', 'list')),
  reported_at     timestamptz not null,
  reported_by     uuid,
  chase_at        timestamptz not null,
  next_level_at   timestamptz not null,
  case_id         uuid,
  ground          text,
  sealed_place    bytea,                       -- the community they were handed over to, and why
  handed_from     uuid,                        -- the arrival of the other community that this one was
  handed_community uuid,
  state_before    text,                        -- for one that comes back
  closed_on       date,
  delete_on       date,
  version         integer not null,
  primary key (community_id, id),
  check ((closed_on is null) = (delete_on is null)),
  check ((state in ('arrived', 'controlCase', 'cleared')) <= (arrived_on is not null))
);
create unique index arrival_by_id on arrivals.arrival (id);
create index arrival_by_place on arrivals.arrival (area_path, state);
create index arrival_of_who on arrivals.arrival (community_id, who_index);
create index arrival_of_phone on arrivals.arrival (community_id, phone_index) where phone_index is not null;
create index arrival_of_person on arrivals.arrival (community_id, person_id) where person_id is not null;
create index arrival_of_home on arrivals.arrival (community_id, home_id) where home_id is not null;
create index arrival_of_case on arrivals.arrival (case_id) where case_id is not null;
create unique index arrival_handed on arrivals.arrival (handed_from) where handed_from is not null and closed_on is null;
create index arrival_to_come on arrivals.arrival (chase_at) where closed_on is null and state in ('reported', 'expected', 'notArrived');
create index arrival_to_delete on arrivals.arrival (delete_on) where delete_on is not null;
alter table arrivals.arrival enable row level security;
alter table arrivals.arrival force row level security;
create policy by_area on arrivals.arrival using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What was done about it, and by whom. Goes with it.
create table arrivals.note (
  community_id uuid not null,
  id           uuid not null,
  arrival_id   uuid not null,
  area_path    text collate "C" not null,
  at           timestamptz not null,
  account_id   uuid,
  what         text not null,
  sealed_note  bytea,
  primary key (community_id, id)
);
create index note_of_arrival on arrivals.note (community_id, arrival_id);
alter table arrivals.note enable row level security;
alter table arrivals.note force row level security;
create policy by_area on arrivals.note using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Lists that were taken in: the same file is taken in once.
create table arrivals.list (
  community_id uuid not null,
  digest       bytea not null,
  area_path    text collate "C" not null,
  taken_at     timestamptz not null,
  taken_by     uuid,
  rows         integer not null,
  primary key (community_id, digest)
);
alter table arrivals.list enable row level security;
alter table arrivals.list force row level security;
create policy by_area on arrivals.list using (platform.sees(area_path)) with check (platform.sees(area_path));
