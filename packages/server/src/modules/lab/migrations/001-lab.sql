-- 检测机构: what a laboratory says of tubes as facts, what waits for a second one or for its tube, and everybody of a positive pool until the single test is in.
create schema if not exists lab;
-- append-only until its days are over: lab.result
create table lab.result (
  community_id uuid not null,
  id           uuid not null,
  tube_id      uuid not null,
  campaign_id  uuid not null,
  area_path    text collate "C" not null,       -- of the point
  kind         text not null check (kind in ('report', 'amend', 'confirm', 'decline')),
  verdict      text not null check (verdict in ('negative', 'positive', 'invalid')),
  of_id        uuid,                            -- the fact that it corrects, confirms or declines
  reason       text check (reason in ('mixedUp', 'misread', 'repeated', 'contaminated')),
  way          text not null check (way in ('scan', 'file', 'api')),
  sealed_ct    bytea,
  at           timestamptz not null,
  account_id   uuid not null,                   -- of a person, or of the interface that said it
  unit         text not null,
  delete_on    date not null,
  primary key (community_id, id),
  check ((kind = 'report') = (of_id is null)),
  check ((kind = 'amend') = (reason is not null))
);
create index result_of_tube on lab.result (community_id, tube_id, at);
create index result_to_delete on lab.result (delete_on);
alter table lab.result enable row level security;
alter table lab.result force row level security;
create policy by_area on lab.result using (platform.sees(area_path)) with check (platform.sees(area_path));

-- 待复核: said by one of the laboratory, and counts when a second one says so too.
create table lab.waiting (
  community_id uuid not null,
  tube_id      uuid not null,
  result_id    uuid not null,
  area_path    text collate "C" not null,
  tube_code    text not null,
  verdict      text not null check (verdict in ('negative', 'positive', 'invalid')),
  account_id   uuid not null,
  unit         text not null,
  at           timestamptz not null,
  delete_on    date not null,
  primary key (community_id, tube_id)
);
create index waiting_by_place on lab.waiting (area_path, at);
create index waiting_to_delete on lab.waiting (delete_on);
alter table lab.waiting enable row level security;
alter table lab.waiting force row level security;
create policy by_area on lab.waiting using (platform.sees(area_path)) with check (platform.sees(area_path));

-- 未对上: results of tubes that nobody has received yet. Shown until they fit, never dropped.
create table lab.unmatched (
  id           uuid primary key,
  area_path    text collate "C" not null,       -- where whoever said it is the laboratory
  tube_code    text not null,
  verdict      text not null check (verdict in ('negative', 'positive', 'invalid')),
  sealed_ct    bytea,
  way          text not null check (way in ('scan', 'file', 'api')),
  at           timestamptz not null,
  account_id   uuid not null,
  unit         text not null,
  matched_at   timestamptz,
  delete_on    date not null
);
create index unmatched_by_code on lab.unmatched (tube_code) where matched_at is null;
create index unmatched_by_place on lab.unmatched (area_path, at) where matched_at is null;
create index unmatched_to_delete on lab.unmatched (delete_on);
alter table lab.unmatched enable row level security;
alter table lab.unmatched force row level security;
create policy by_area on lab.unmatched using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What a verdict, or a loss, leads to for those in the tube, until it has been done.
create table lab.due (
  community_id uuid not null,
  tube_id      uuid not null,
  campaign_id  uuid not null,
  area_path    text collate "C" not null,
  result_id    uuid not null,                   -- of a loss: the hand-over in which it was missing
  verdict      text not null check (verdict in ('negative', 'positive', 'invalid', 'lost')),
  at           timestamptz not null,
  delete_on    date not null,
  primary key (community_id, tube_id)
);
create index due_in_order on lab.due (community_id, at);
alter table lab.due enable row level security;
alter table lab.due force row level security;
create policy by_area on lab.due using (platform.sees(area_path)) with check (platform.sees(area_path));

create table lab.recall (
  community_id uuid not null,
  id           uuid not null,
  tube_id      uuid not null,                   -- the positive pool
  campaign_id  uuid not null,
  person_id    uuid not null,
  first_person_id uuid not null,                -- as sampled, before records became one
  home_id      uuid,
  area_path    text collate "C" not null,       -- of the home, or of the point where nobody knows one
  state        text not null check (state in ('notified', 'atHome', 'unreachable', 'resampled', 'negative', 'positive', 'withdrawn')),
  holds        boolean not null,                -- at the gates
  opened_at    timestamptz not null,
  state_at     timestamptz not null,
  told_at      timestamptz,
  told_by      uuid,
  again_tube   uuid,                            -- with the second sample
  delete_on    date not null,
  version      integer not null,
  primary key (community_id, id)
);
create unique index recall_of_pool on lab.recall (community_id, tube_id, first_person_id);
create index recall_by_id on lab.recall (id);
create index recall_of_person on lab.recall (community_id, person_id);
create index recall_of_home on lab.recall (community_id, home_id) where home_id is not null;
create index recall_of_second on lab.recall (community_id, again_tube) where again_tube is not null;
create index recall_of_campaign on lab.recall (community_id, campaign_id);
create index recall_by_place on lab.recall (area_path, opened_at);
create index recall_to_delete on lab.recall (delete_on);
alter table lab.recall enable row level security;
alter table lab.recall force row level security;
create policy by_area on lab.recall using (platform.sees(area_path)) with check (platform.sees(area_path));

-- 签名接口: a laboratory's own system. Asked for by one, agreed to by another; its secret is in the key folder and was shown once.
create table lab.channel (
  id          uuid primary key,
  area_id     uuid not null,
  area_path   text collate "C" not null,
  name        text not null,
  asked_by    uuid not null,
  asked_unit  text not null,
  asked_at    timestamptz not null,
  agreed_by   uuid,
  agreed_at   timestamptz,
  made_at     timestamptz,                      -- the secret was taken
  ended_at    timestamptz,
  heard_at    timestamptz
);
create index channel_by_place on lab.channel (area_path);
alter table lab.channel enable row level security;
alter table lab.channel force row level security;
create policy by_area on lab.channel using (platform.sees(area_path)) with check (platform.sees(area_path));

create table lab.nonce (
  channel_id uuid not null,
  area_path  text collate "C" not null,
  nonce_key  bytea not null,
  at         timestamptz not null,
  primary key (channel_id, nonce_key)
);
create index nonce_by_age on lab.nonce (at);
alter table lab.nonce enable row level security;
alter table lab.nonce force row level security;
create policy by_area on lab.nonce using (platform.sees(area_path)) with check (platform.sees(area_path));
