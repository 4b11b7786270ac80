-- 人户分离: who is registered here and lives elsewhere, or the reverse.
create table registry.elsewhere (
  community_id   uuid not null,
  id             uuid not null,
  area_path      text collate "C" not null,     -- where the person was kept when it was noted
  person_id      uuid not null,
  direction      text not null check (direction in ('registeredHereLivesThere', 'livesHereRegisteredThere')),
  community_name bytea not null,                -- sealed, as it was written: of the other community
  place          bytea,                         -- sealed: street and door there
  since          date not null,
  until_day      date,
  state          text not null check (state in ('noted', 'reported', 'acknowledged', 'returned', 'ended')),
  way            text check (way in ('inbox', 'list')), -- null until it was found out whether that community is in this system
  to_community   uuid,
  report_id      uuid,                          -- the last one sent
  noted_at       timestamptz not null,
  noted_by       uuid,
  reported_at    timestamptz,
  answered_at    timestamptz,
  reason         bytea,                         -- sealed: why it came back
  version        integer not null default 1,
  primary key (community_id, id)
);
create index elsewhere_by_id on registry.elsewhere (id);
create index elsewhere_by_path on registry.elsewhere (area_path, id);
create unique index elsewhere_of_person on registry.elsewhere (community_id, person_id, direction) where state <> 'ended';

-- What another community was told: a row of its own place, with its own copy of what it needs to know. Written by the system, for the one who tells
-- does not see that place.
create table registry.elsewhere_report (
  community_id   uuid not null,                 -- the one that is told
  id             uuid not null,
  area_path      text collate "C" not null,
  from_community uuid not null,
  from_name      text not null,                 -- name of the community that tells
  elsewhere_id   uuid not null,
  direction      text not null check (direction in ('registeredHereLivesThere', 'livesHereRegisteredThere')),
  name           bytea not null,
  phone          bytea,
  document       bytea,
  document_kind  text check (document_kind in ('residentId', 'hkMoTwPermit', 'foreignPermanentResidence', 'passport', 'other')),
  document_country text,
  place          bytea,
  since          date not null,
  state          text not null check (state in ('reported', 'acknowledged', 'returned', 'ended')),
  received_at    timestamptz not null,
  answered_at    timestamptz,
  answered_by    uuid,
  reason         bytea,
  home_id        uuid,                          -- taken into this home
  person_id      uuid,                          -- as this person of the community that is told
  version        integer not null default 1,
  primary key (community_id, id)
);
create index elsewhere_report_by_id on registry.elsewhere_report (id);
create index elsewhere_report_by_path on registry.elsewhere_report (area_path, id);

alter table registry.elsewhere enable row level security;
alter table registry.elsewhere force row level security;
create policy by_area on registry.elsewhere using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table registry.elsewhere_report enable row level security;
alter table registry.elsewhere_report force row level security;
create policy by_area on registry.elsewhere_report using (platform.sees(area_path)) with check (platform.sees(area_path));
