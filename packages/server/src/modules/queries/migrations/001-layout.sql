-- 一表通: saved queries, the files made of them, and what a department's sheet asks for.
create schema if not exists queries;

create table queries.layout (
  community_id uuid not null,                   -- of the area it is kept at, a community or an area above several
  id           uuid not null,
  area_id      uuid not null,
  area_path    text collate "C" not null,
  name         text not null,
  source       text not null,
  spec         bytea not null,                  -- sealed: headers and fixed texts may name somebody
  shared_with  text[] not null,
  version      integer not null default 1,
  changed_by   uuid,
  changed_at   timestamptz not null,
  primary key (community_id, id),
  unique (community_id, area_id, name)
);
create index layout_by_id on queries.layout (id);
create index layout_by_path on queries.layout (area_path);

-- What each version of a layout was.
-- append-only: queries.layout_version
create table queries.layout_version (
  community_id uuid not null,
  layout_id    uuid not null,
  version      integer not null,
  area_path    text collate "C" not null,
  name         text not null,
  spec         bytea not null,
  changed_by   uuid,
  changed_at   timestamptz not null,
  primary key (community_id, layout_id, version)
);

-- Every file that left or was to leave: who, when, for what, how much of it. The file itself lies sealed beside the database for a day.
create table queries.export (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text collate "C" not null,
  account_id   uuid not null,
  unit         text not null,
  kind         text not null check (kind in ('list', 'sheet', 'chain')),
  source       text not null,
  code         text not null,                   -- printed on it
  spec         bytea,                           -- sealed: what is to be made; gone with the file
  grants       jsonb not null,                  -- what the one who asks may see, as it was when they asked
  purpose      bytea not null,                  -- sealed
  reason       bytea,                           -- sealed
  state        text not null check (state in ('building', 'reasonNeeded', 'waiting', 'ready', 'taken', 'refused', 'expired', 'failed')),
  failure      text,
  rows         integer not null default 0,
  counts       jsonb not null,                  -- rows of each limited class
  over         text[] not null default '{}',    -- classes of which it takes more than one person may
  filled       jsonb,
  file_key     bytea,                           -- sealed
  file_name    bytea,                           -- sealed
  ticket       bytea,
  requested_at timestamptz not null,
  decided_by   uuid,
  decided_at   timestamptz,
  until        timestamptz,
  taken_at     timestamptz,
  primary key (community_id, id)
);
create index export_by_id on queries.export (id);
create index export_by_account on queries.export (account_id, requested_at);
create index export_open on queries.export (requested_at) where state in ('building', 'reasonNeeded', 'waiting', 'ready');

-- A department's sheet on its way to be filled, for a day.
create table queries.sheet (
  community_id uuid not null,
  id           uuid not null,
  area_path    text collate "C" not null,
  account_id   uuid not null,
  file_key     bytea not null,                  -- sealed
  about        bytea not null,                  -- sealed: file name, header, labels
  created_at   timestamptz not null,
  primary key (community_id, id)
);
create index sheet_by_id on queries.sheet (id);

-- What the columns of a form ask for, once somebody here has said so.
create table queries.sheet_map (
  community_id uuid not null,
  fingerprint  bytea not null,                  -- keyed index of the labels
  area_path    text collate "C" not null,
  fields       bytea not null,                  -- sealed
  changed_by   uuid,
  changed_at   timestamptz not null,
  primary key (community_id, fingerprint)
);

alter table queries.layout enable row level security;
alter table queries.layout force row level security;
-- A layout of the community is used by those who see a part of it; they do not change it.
create policy by_area on queries.layout for select using (platform.sees(area_path) or platform.sees_above(area_path));
create policy add_layout on queries.layout for insert with check (platform.sees(area_path));
create policy change_layout on queries.layout for update using (platform.sees(area_path)) with check (platform.sees(area_path));
create policy remove_layout on queries.layout for delete using (platform.sees(area_path));
alter table queries.layout_version enable row level security;
alter table queries.layout_version force row level security;
create policy by_area on queries.layout_version using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table queries.export enable row level security;
alter table queries.export force row level security;
create policy by_area on queries.export using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table queries.sheet enable row level security;
alter table queries.sheet force row level security;
create policy by_area on queries.sheet using (platform.sees(area_path)) with check (platform.sees(area_path));
-- Kept at the community: whoever sees a part of it fills the same form by the same map.
alter table queries.sheet_map enable row level security;
alter table queries.sheet_map force row level security;
create policy by_area on queries.sheet_map for select using (platform.sees(area_path) or platform.sees_above(area_path));
create policy add_map on queries.sheet_map for insert with check (platform.sees(area_path) or platform.sees_above(area_path));
create policy change_map on queries.sheet_map for update using (platform.sees(area_path) or platform.sees_above(area_path)) with check (platform.sees(area_path) or platform.sees_above(area_path));
