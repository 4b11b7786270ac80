-- 混采管: samples as they were taken, by whichever phone; the tube they are in follows from them.
create table testing.tube (
  community_id uuid not null,
  id           uuid not null,
  campaign_id  uuid not null,
  point_id     uuid not null,
  area_path    text collate "C" not null,       -- of the point
  code         text not null,
  size         smallint not null check (size in (1, 5, 10, 20)),
  home_id      uuid,                            -- one household's
  state        text not null check (state in ('open', 'sealed', 'boxed', 'handedOver', 'received', 'negative', 'positive', 'invalid', 'lost')),
  samples      smallint not null,
  counted      smallint,                        -- as it was closed
  table_no     smallint not null,
  opened_at    timestamptz not null,
  sealed_at    timestamptz,
  sealed_by    uuid,
  box_id       uuid,
  version      integer not null,
  primary key (community_id, id)
);
create unique index tube_by_code on testing.tube (code);
create index tube_of_campaign on testing.tube (community_id, campaign_id, state);
create index tube_of_box on testing.tube (community_id, box_id) where box_id is not null;
alter table testing.tube enable row level security;
alter table testing.tube force row level security;
create policy by_area on testing.tube using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Written down as it was sent; who it is and what is doubtful about it is settled right behind.
create table testing.sample (
  community_id uuid not null,
  id           uuid not null,                   -- made by the phone
  campaign_id  uuid not null,
  point_id     uuid not null,
  area_path    text collate "C" not null,       -- of the point
  tube_code    text not null,
  size         smallint not null,
  table_no     smallint not null,
  is_household boolean not null,
  means_kind   text not null check (means_kind in ('code', 'short', 'document', 'door', 'none')),
  sealed_shown bytea,                           -- what was shown, until it is known whose it was
  person_id    uuid,
  home_id      uuid,
  taken_at     timestamptz not null,            -- by the phone: data, never order
  received_at  timestamptz not null,
  account_id   uuid,
  digest       bytea not null,
  tube_id      uuid,
  number       smallint,                        -- its place in the tube
  state        text not null check (state in ('new', 'bound', 'contested', 'out')),
  out_reason   text check (out_reason in ('wrongPerson', 'wrongTube', 'sampleFailed', 'refused')),
  out_at       timestamptz,
  primary key (community_id, id)
);
create index sample_by_id on testing.sample (id);
create index sample_new on testing.sample (community_id, received_at) where state = 'new';
create index sample_of_tube on testing.sample (community_id, tube_id) where tube_id is not null;
create index sample_of_person on testing.sample (community_id, campaign_id, person_id) where person_id is not null;
create index sample_of_campaign on testing.sample (community_id, campaign_id);
alter table testing.sample enable row level security;
alter table testing.sample force row level security;
create policy by_area on testing.sample using (platform.sees(area_path)) with check (platform.sees(area_path));

-- The same id with other bytes: refused, and kept for whoever has to look.
-- append-only: testing.sample_conflict
create table testing.sample_conflict (
  community_id uuid not null,
  sample_id    uuid not null,
  digest       bytea not null,
  area_path    text collate "C" not null,
  received_at  timestamptz not null,
  account_id   uuid,
  sealed_body  bytea not null,
  primary key (community_id, sample_id, digest)
);
alter table testing.sample_conflict enable row level security;
alter table testing.sample_conflict force row level security;
create policy by_area on testing.sample_conflict using (platform.sees(area_path)) with check (platform.sees(area_path));

create table testing.doubt (
  community_id uuid not null,
  sample_id    uuid not null,
  kind         text not null check (kind in ('overfull', 'afterSeal', 'twiceInTube', 'inOtherTube', 'twiceInRound', 'otherHome', 'unknownPerson', 'wrongClock')),
  campaign_id  uuid not null,
  area_path    text collate "C" not null,
  seen_at      timestamptz not null,
  settled_at   timestamptz,
  settled_by   uuid,
  primary key (community_id, sample_id, kind)
);
create index doubt_open on testing.doubt (community_id, campaign_id) where settled_at is null;
alter table testing.doubt enable row level security;
alter table testing.doubt force row level security;
create policy by_area on testing.doubt using (platform.sees(area_path)) with check (platform.sees(area_path));
