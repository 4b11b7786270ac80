-- 亮码与预警: what sources say of people's health status, and the verdict that leaves the office.
create schema status;

-- Who gives signals, and of which kinds. The secret of an interface is in the key folder, never here.
create table status.source (
  id uuid primary key,
  area_id uuid not null,
  area_path text collate "C" not null,
  name text not null,
  kinds text[] not null,
  trust text not null check (trust in ('official', 'partner', 'notice')),
  is_active boolean not null,
  -- What a header of its workbooks meant last time, by the header's key; null: nothing.
  columns jsonb not null,
  made_by uuid,
  made_at timestamptz not null
);
create index source_by_place on status.source (area_path);
alter table status.source enable row level security;
alter table status.source force row level security;
-- A community sees the sources of its street.
create policy by_area on status.source using (platform.sees(area_path) or platform.sees_above(area_path)) with check (platform.sees(area_path));

create table status.signal (
  community_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- Of whom it was said, when that record has since become one with another: taken back, it goes home by this.
  first_person_id uuid,
  home_id uuid not null,
  area_path text collate "C" not null,
  source_id uuid not null,
  kind text not null,
  way text not null check (way in ('hand', 'file', 'api')),
  state text not null check (state in ('proposed', 'inForce', 'superseded', 'withdrawn')),
  valid_from timestamptz not null,
  -- Null: as long as the pack says.
  valid_until timestamptz,
  received_at timestamptz not null,
  -- Keyed: the source's own number of the event, and what it said, so that the same is told from other.
  event_key bytea not null,
  digest bytea not null,
  sealed_evidence bytea,
  reported_by uuid,
  reported_unit text,
  confirmed_by uuid,
  confirmed_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  sealed_end_reason bytea,
  primary key (community_id, id),
  check (state <> 'withdrawn' or ended_at is not null),
  check (confirmed_by <> reported_by)
);
create unique index signal_of_event on status.signal (source_id, event_key, person_id);
create index signal_of_person on status.signal (community_id, person_id);
create index signal_of_first on status.signal (first_person_id) where first_person_id is not null;
create index signal_by_id on status.signal (id);
create index signal_by_place on status.signal (area_path, received_at);
alter table status.signal enable row level security;
alter table status.signal force row level security;
create policy by_area on status.signal using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What somebody's signals come to today. A row stays when nothing stands any more: its version goes on.
create table status.standing (
  community_id uuid not null,
  person_id uuid not null,
  home_id uuid not null,
  area_path text collate "C" not null,
  verdict text not null check (verdict in ('green', 'yellow', 'red')),
  reason text,
  signal_id uuid,
  is_automatic boolean not null,
  since timestamptz not null,
  -- When to look again.
  until timestamptz,
  version integer not null,
  primary key (community_id, person_id)
);
create index standing_against on status.standing (area_path) where verdict <> 'green';
create index standing_ends on status.standing (until) where until is not null;
alter table status.standing enable row level security;
alter table status.standing force row level security;
create policy by_area on status.standing using (platform.sees(area_path)) with check (platform.sees(area_path));

-- Every change of a verdict, in the order they were made.
create table status.change (
  community_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  home_id uuid not null,
  area_path text collate "C" not null,
  at timestamptz not null,
  was text not null,
  verdict text not null,
  reason text,
  source_id uuid,
  primary key (community_id, id)
);
create index change_of_person on status.change (community_id, person_id, at);
alter table status.change enable row level security;
alter table status.change force row level security;
create policy by_area on status.change using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What could be laid at nobody's door, with the reason, until somebody has looked.
create table status.unmatched (
  -- Of the source's own area: a street's source names no community where it names nobody.
  community_id uuid not null,
  id uuid not null,
  area_path text collate "C" not null,
  source_id uuid not null,
  way text not null check (way in ('file', 'api')),
  problem text not null,
  row_number integer,
  received_at timestamptz not null,
  event_key bytea not null,
  digest bytea not null,
  sealed_event bytea not null,
  primary key (community_id, id)
);
create unique index unmatched_of_event on status.unmatched (source_id, event_key);
create index unmatched_by_id on status.unmatched (id);
create index unmatched_by_place on status.unmatched (area_path, received_at);
alter table status.unmatched enable row level security;
alter table status.unmatched force row level security;
create policy by_area on status.unmatched using (platform.sees(area_path)) with check (platform.sees(area_path));
