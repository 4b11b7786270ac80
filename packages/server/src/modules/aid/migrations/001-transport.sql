-- 急救转运: somebody who may not go out gets to a hospital and back; asked for, arranged, away, back.
create schema if not exists aid;

create table aid.transport (
  community_id       uuid not null,
  id                 uuid not null,
  home_id            uuid not null,
  area_path          text collate "C" not null,
  person_id          uuid not null,
  companion_id       uuid,
  kind               text not null check (kind in ('emergency', 'dialysis', 'birth', 'otherCare')),
  state              text not null check (state in ('requested', 'arranged', 'left', 'arrived', 'back', 'stays', 'withdrawn', 'expired')),
  asker              text not null check (asker in ('resident', 'carer')),
  requested_at       timestamptz not null,
  until_at           timestamptz not null,       -- the gates let them pass
  is_overdue         boolean not null,
  sealed_note        bytea,
  sealed_arrangement bytea,                      -- plate, escort, hospital
  left_at            timestamptz,
  arrived_at         timestamptz,
  ended_at           timestamptz,
  delete_on          date,
  version            integer not null,
  primary key (community_id, id),
  check ((ended_at is null) = (delete_on is null))
);
create unique index transport_by_id on aid.transport (id);
-- One at a time for a person.
create unique index transport_of_person on aid.transport (community_id, person_id) where ended_at is null;
create index transport_of_home on aid.transport (community_id, home_id);
create index transport_by_place on aid.transport (area_path, requested_at);
create index transport_open on aid.transport (until_at) where ended_at is null;
create index transport_to_delete on aid.transport (delete_on) where delete_on is not null;
alter table aid.transport enable row level security;
alter table aid.transport force row level security;
create policy by_area on aid.transport using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What was said of it, by whom, or seen at a gate. Goes with it.
create table aid.step (
  community_id uuid not null,
  id           uuid not null,
  transport_id uuid not null,
  area_path    text collate "C" not null,
  at           timestamptz not null,
  account_id   uuid,
  what         text not null,
  primary key (community_id, id)
);
create index step_of_transport on aid.step (community_id, transport_id);
alter table aid.step enable row level security;
alter table aid.step force row level security;
create policy by_area on aid.step using (platform.sees(area_path)) with check (platform.sees(area_path));
