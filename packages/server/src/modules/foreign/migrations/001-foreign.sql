-- 核酸比对: result files of other systems. What a row says of somebody lies sealed under the order in force there; every row goes after the kept days.
create schema if not exists "foreign";

-- Who gives such files, and what its columns meant last time.
create table "foreign".giver (
  community_id uuid not null,                   -- of the area it was entered for: a street's names no community
  id           uuid not null,
  area_path    text collate "C" not null,
  name         text not null,
  method       text not null check (method in ('nucleic', 'antigen', 'unknown')),
  columns      jsonb not null,
  made_by      uuid not null,
  made_at      timestamptz not null,
  primary key (community_id, id)
);
create unique index giver_by_id on "foreign".giver (id);
create index giver_by_place on "foreign".giver (area_path);
alter table "foreign".giver enable row level security;
alter table "foreign".giver force row level security;
create policy by_area on "foreign".giver using (platform.sees(area_path) or platform.sees_above(area_path)) with check (platform.sees(area_path));

-- Files that were taken in, with what came of them then.
create table "foreign".file (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  giver_id     uuid not null,
  digest       bytea not null,                  -- of its bytes
  taken_at     timestamptz not null,
  taken_by     uuid not null,
  rows         integer not null,
  matched      integer not null,
  known        integer not null,
  aside        integer not null,
  faults       integer not null,
  delete_on    date not null,
  primary key (community_id, id)
);
create unique index file_by_id on "foreign".file (id);
create index file_by_place on "foreign".file (area_path, taken_at);
create index file_to_delete on "foreign".file (delete_on);
alter table "foreign".file enable row level security;
alter table "foreign".file force row level security;
create policy by_area on "foreign".file using (platform.sees(area_path)) with check (platform.sees(area_path));

-- A test elsewhere of somebody of the ledger.
create table "foreign".result (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,       -- of the person
  person_id    uuid not null,
  home_id      uuid,
  giver_id     uuid not null,
  file_id      uuid not null,
  way          text not null check (way in ('document', 'birthday', 'hand')),
  sampled_at   timestamptz not null,
  method       text not null check (method in ('nucleic', 'antigen', 'unknown')),
  result       text not null check (result in ('negative', 'positive', 'unclear')),
  sealed_row   bytea not null,                  -- as the file said it
  received_at  timestamptz not null,
  placed_by    uuid,                            -- whoever said whose it is, where nobody else did
  seen_to_at   timestamptz,                     -- of a positive: the office took it on
  seen_to_by   uuid,
  delete_on    date not null,
  primary key (community_id, id)
);
create unique index result_by_id on "foreign".result (id);
-- The same test, told by whichever file, is one.
create unique index result_once on "foreign".result (community_id, person_id, sampled_at, method, result);
create index result_by_place on "foreign".result (area_path, sampled_at);
create index result_positive on "foreign".result (community_id, received_at) where result = 'positive' and seen_to_at is null;
create index result_to_delete on "foreign".result (delete_on);
alter table "foreign".result enable row level security;
alter table "foreign".result force row level security;
create policy by_area on "foreign".result using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What fits nobody here, or several: it waits, and stays as it was decided, so that the same line does not come again.
create table "foreign".aside (
  community_id uuid not null,                   -- of the area the file was taken in for
  id           uuid not null,
  area_path    text collate "C" not null,
  giver_id     uuid not null,
  file_id      uuid not null,
  row_number   integer not null,
  row_key      bytea not null,                  -- keyed
  problem      text not null check (problem in ('unmatched', 'ambiguous')),
  state        text not null check (state in ('open', 'placed', 'elsewhere')),
  sampled_at   timestamptz not null,
  method       text not null check (method in ('nucleic', 'antigen', 'unknown')),
  result       text not null check (result in ('negative', 'positive', 'unclear')),
  sealed_row   bytea not null,
  received_at  timestamptz not null,
  settled_at   timestamptz,
  settled_by   uuid,
  sealed_reason bytea,                          -- why it is of nobody here
  delete_on    date not null,
  primary key (community_id, id),
  check ((state = 'open') = (settled_at is null))
);
create unique index aside_by_id on "foreign".aside (id);
create unique index aside_once on "foreign".aside (community_id, row_key);
create index aside_by_place on "foreign".aside (area_path, state, received_at);
create index aside_to_delete on "foreign".aside (delete_on);
alter table "foreign".aside enable row level security;
alter table "foreign".aside force row level security;
create policy by_area on "foreign".aside using (platform.sees(area_path)) with check (platform.sees(area_path));
