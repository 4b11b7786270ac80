-- 转运箱: what goes away together, whose hands it went through, and who has to be sampled again because their tube says nothing of them.
create table testing.box (
  community_id uuid not null,
  id           uuid not null,
  campaign_id  uuid not null,
  point_id     uuid not null,
  area_path    text collate "C" not null,       -- of the point
  code         text not null,
  state        text not null check (state in ('open', 'sealed', 'inTransit', 'received')),
  counted      smallint,                        -- as it was closed
  opened_at    timestamptz not null,
  closed_at    timestamptz,
  sent_at      timestamptz,
  received_at  timestamptz,
  version      integer not null,
  primary key (community_id, id)
);
create unique index box_by_code on testing.box (code);
create index box_of_campaign on testing.box (community_id, campaign_id, point_id);
alter table testing.box enable row level security;
alter table testing.box force row level security;
create policy by_area on testing.box using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Each hand a box went through, with the count of whoever took it.
-- append-only until its days are over: testing.custody
create table testing.custody (
  community_id   uuid not null,
  id             uuid not null,                 -- made by the phone
  box_id         uuid not null,
  campaign_id    uuid not null,
  area_path      text collate "C" not null,
  kind           text not null check (kind in ('closed', 'handedOver', 'received')),
  counted        smallint not null,
  sealed_courier bytea,                         -- of a hand-over: who took it, signed by both
  at             timestamptz not null,          -- by the phone: data, never order
  recorded_at    timestamptz not null,
  account_id     uuid,
  primary key (community_id, id)
);
create index custody_of_box on testing.custody (community_id, box_id);
create index custody_of_campaign on testing.custody (community_id, campaign_id);
alter table testing.custody enable row level security;
alter table testing.custody force row level security;
create policy by_area on testing.custody using (platform.sees(area_path)) with check (platform.sees(area_path));

create table testing.again (
  community_id uuid not null,
  campaign_id  uuid not null,
  person_id    uuid not null,
  area_path    text collate "C" not null,       -- of the point of the tube that says nothing
  asked_at     timestamptz not null,
  done_at      timestamptz,
  primary key (community_id, campaign_id, person_id)
);
create index again_open on testing.again (community_id, campaign_id) where done_at is null;
alter table testing.again enable row level security;
alter table testing.again force row level security;
create policy by_area on testing.again using (platform.sees(area_path)) with check (platform.sees(area_path));

alter table testing.tube add column received_at timestamptz;
-- 待出结果: what a laboratory holds, the longest waiting first.
create index tube_waiting on testing.tube (area_path, received_at) where state = 'received';
create index sample_by_person on testing.sample (community_id, person_id) where person_id is not null;
