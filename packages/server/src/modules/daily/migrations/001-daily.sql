-- 三级日报与五级公示. No names and no homes in here: a fact says which building or unit it touches, never whose door.
-- community_id is the community, or for what lies above communities (cut-area, street) the subject's own id.
create schema if not exists daily;

-- What contradicts "outbreak-free", kept from the events of other modules. id is the case or the passage.
create table daily.fact (
  community_id uuid not null,
  id           uuid not null,
  kind         text not null check (kind in ('infection_case', 'fever_unresolved')),
  area_id      uuid not null,
  area_path    text collate "C" not null,
  since        timestamptz not null,
  from_day     date not null,
  ended_on     date,                 -- ended without being cleared up; the pack says how long it counts after that
  cleared_at   timestamptz,          -- cleared up: it counts no more
  primary key (community_id, kind, id)
);
create index fact_standing on daily.fact (area_path) where cleared_at is null;

-- A head put a name to the report of the day. Taken back or contradicted, the row stays and another may follow.
create table daily.report (
  community_id uuid not null,
  id           uuid not null,
  day          date not null,
  subject_id   uuid not null,
  area_path    text collate "C" not null,   -- of an overlay: one of its members, so that its head may write it
  confirmed_by uuid not null,
  confirmed_at timestamptz not null,
  note         bytea,
  voided_at    timestamptz,
  voided_by    uuid,
  void_kind    text check (void_kind in ('takenBack', 'contradicted')),
  void_reason  bytea,
  primary key (community_id, id),
  check ((voided_at is null) = (void_kind is null))
);
create unique index report_of_day on daily.report (community_id, day, subject_id) where voided_at is null;
create index report_by_place on daily.report (day, area_path) where voided_at is null;

-- The last assessment of every subject on every day. Worked out, never typed in; can be made again from facts and reports.
create table daily.assessment (
  community_id  uuid not null,
  day           date not null,
  subject_id    uuid not null,
  parent_id     uuid,
  member_of     uuid[] not null default '{}',   -- overlays of which this very area is a member
  member_ids    uuid[] not null default '{}',   -- of an overlay: its members
  level         text not null,
  name          text not null,
  area_path     text collate "C" not null,   -- of an overlay: the area it counts towards
  homes         integer not null,
  is_overlay    boolean not null,
  is_report_due boolean not null,
  state         text not null check (state in ('free', 'notFree', 'unknown')),
  own_state     text not null check (own_state in ('free', 'notFree', 'unknown')),
  own_checks    text[] not null default '{}',
  own_count     integer not null,
  below_count   integer not null,
  primary key (community_id, day, subject_id)
);
create index assessment_by_place on daily.assessment (day, area_path);
create index assessment_by_parent on daily.assessment (day, parent_id);
create index assessment_by_subject on daily.assessment (subject_id, day);

-- 公示: public from the moment it is made.
create table daily.posting (
  community_id uuid not null,
  code         text not null,
  day          date not null,
  subject_id   uuid not null,
  level        text not null,
  name         text not null,
  full_name    text not null,
  area_path    text collate "C" not null,
  state        text not null check (state in ('posted', 'withdrawn')),
  posted_at    timestamptz not null,
  withdrawn_at timestamptz,
  primary key (community_id, code),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create unique index posting_standing on daily.posting (community_id, day, subject_id) where state = 'posted';
create index posting_by_code on daily.posting (code);
create index posting_by_subject on daily.posting (subject_id, day);
create index posting_by_place on daily.posting (day, area_path);

alter table daily.fact enable row level security;
alter table daily.fact force row level security;
create policy by_area on daily.fact using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table daily.report enable row level security;
alter table daily.report force row level security;
create policy by_area on daily.report using (platform.sees(area_path)) with check (platform.sees(area_path));
alter table daily.assessment enable row level security;
alter table daily.assessment force row level security;
create policy by_area on daily.assessment using (platform.sees(area_path)) with check (platform.sees(area_path));
-- Counts of the areas above, and of grids that reach further than one's own buildings: nothing in them is anybody's own.
create policy above on daily.assessment for select using (platform.sees_above(area_path));
alter table daily.posting enable row level security;
alter table daily.posting force row level security;
create policy by_area on daily.posting using (platform.sees(area_path)) with check (platform.sees(area_path));
create policy public_reading on daily.posting for select using (true);
