-- 核酸检测: a campaign as each community has it (a street's has one row in each, under one id), its sampling points, and who is called when.
create schema if not exists testing;
create table testing.campaign (
  community_id uuid not null,
  id           uuid not null,                   -- also the obligation that its roster stands under
  area_id      uuid not null,                   -- as it was asked for
  area_path    text collate "C" not null,       -- the part of it in this community
  name         text not null,
  day          date not null,
  from_clock   text not null,
  until_clock  text not null,
  pool_size    smallint not null check (pool_size in (1, 5, 10, 20)),
  age_from     smallint not null,
  age_to       smallint not null,
  state        text not null check (state in ('reserve', 'planned', 'running', 'ended')),
  expected     integer,                         -- null: the roster is not written yet
  created_by   uuid not null,
  created_at   timestamptz not null,
  started_at   timestamptz,
  ended_at     timestamptz,
  delete_on    date,
  version      integer not null,
  primary key (community_id, id),
  check ((ended_at is null) = (delete_on is null)),
  check (age_from <= age_to)
);
create index campaign_by_id on testing.campaign (id);
create index campaign_by_place on testing.campaign (area_path, day);
create index campaign_open on testing.campaign (community_id) where state = 'running';
create index campaign_to_delete on testing.campaign (delete_on) where delete_on is not null;
alter table testing.campaign enable row level security;
alter table testing.campaign force row level security;
create policy by_area on testing.campaign using (platform.sees(area_path)) with check (platform.sees(area_path));
-- Whoever works at one building of it knows the campaign.
create policy from_below on testing.campaign for select using (platform.sees_above(area_path));

create table testing.point (
  community_id uuid not null,
  id           uuid not null,
  campaign_id  uuid not null,
  area_id      uuid not null,
  area_path    text collate "C" not null,
  name         text not null,
  tables       smallint not null check (tables between 1 and 50),
  batch        text not null,                   -- the five letters of its labels
  waiting      integer,                         -- how many stood there when somebody last said so
  waiting_at   timestamptz,
  closed_at    timestamptz,
  version      integer not null,
  primary key (community_id, id)
);
create unique index point_by_id on testing.point (id);
create unique index point_by_batch on testing.point (batch);
create index point_of_campaign on testing.point (community_id, campaign_id);
create index point_by_place on testing.point (area_path);
alter table testing.point enable row level security;
alter table testing.point force row level security;
create policy by_area on testing.point using (platform.sees(area_path)) with check (platform.sees(area_path));

create table testing.slot (
  community_id uuid not null,
  point_id     uuid not null,
  number       integer not null,
  campaign_id  uuid not null,
  area_path    text collate "C" not null,       -- of the building, or of what hangs under none
  from_minute  smallint not null,
  until_minute smallint not null,
  people       integer not null,
  primary key (community_id, point_id, number)
);
create index slot_of_campaign on testing.slot (community_id, campaign_id);
alter table testing.slot enable row level security;
alter table testing.slot force row level security;
create policy by_area on testing.slot using (platform.sees(area_path)) with check (platform.sees(area_path));
