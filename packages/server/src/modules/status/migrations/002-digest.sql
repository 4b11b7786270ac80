-- 预警: which changes a community's workers were told of, in which digest, and by which hooks it went out.
alter table status.change add column morning_id uuid;
alter table status.change add column red_id uuid;
create index change_untold on status.change (community_id, at) where morning_id is null;
create index change_of_morning on status.change (morning_id) where morning_id is not null;
create index change_of_red on status.change (red_id) where red_id is not null;

create table status.digest (
  community_id uuid not null,
  id uuid not null,
  area_path text collate "C" not null,
  kind text not null check (kind in ('morning', 'red')),
  day date not null,
  made_at timestamptz not null,
  people integer not null,
  primary key (community_id, id)
);
-- One morning a day.
create unique index digest_of_day on status.digest (community_id, day) where kind = 'morning';
create index digest_by_place on status.digest (area_path, made_at);
alter table status.digest enable row level security;
alter table status.digest force row level security;
-- A grid worker of one building is told by the digest of the whole community; whom it shows is asked line by line.
create policy by_area on status.digest using (platform.sees(area_path) or platform.sees_above(area_path)) with check (platform.sees(area_path));

-- A group's robot. Its address holds its key and is in the key folder with its secret, never here.
create table status.hook (
  id uuid primary key,
  community_id uuid not null,
  area_path text collate "C" not null,
  kind text not null check (kind in ('wecom', 'dingtalk')),
  name text not null,
  is_active boolean not null,
  made_at timestamptz not null,
  last_sent_at timestamptz,
  failing_since timestamptz,
  last_error text
);
create index hook_by_place on status.hook (area_path);
alter table status.hook enable row level security;
alter table status.hook force row level security;
create policy by_area on status.hook using (platform.sees(area_path)) with check (platform.sees(area_path));

create table status.delivery (
  community_id uuid not null,
  digest_id uuid not null,
  hook_id uuid not null,
  area_path text collate "C" not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'dropped')),
  attempts integer not null,
  sent_at timestamptz,
  last_error text,
  primary key (community_id, digest_id, hook_id)
);
alter table status.delivery enable row level security;
alter table status.delivery force row level security;
create policy by_area on status.delivery using (platform.sees(area_path)) with check (platform.sees(area_path));
