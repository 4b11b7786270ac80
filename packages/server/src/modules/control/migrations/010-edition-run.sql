-- 换版: one change of edition at one area, from the look at it to its being taken back.
create table control.edition_run (
  id            uuid primary key,
  area_id       uuid not null,
  area_path     text collate "C" not null,
  pack_id       text not null,
  edition       text not null,
  state         text not null check (state in ('counting', 'previewed', 'proposed', 'applying', 'applied', 'undoing', 'undone', 'withdrawn')),
  done          integer not null,              -- of the step that runs now
  total         integer not null,
  counts        jsonb not null,                -- effect → cases
  left_alone    integer not null,
  previewed_by  uuid not null,
  previewed_at  timestamptz not null,
  previewed_for date not null,
  applied_at    timestamptz,
  undone_at     timestamptz,
  undo_reason   text
);
create index edition_run_by_place on control.edition_run (area_path, previewed_at);
alter table control.edition_run enable row level security;
alter table control.edition_run force row level security;
create policy by_area on control.edition_run using (platform.sees(area_path)) with check (platform.sees(area_path));

-- What it does to each open case, as it was looked at, and whether it was written into the case.
create table control.edition_line (
  community_id    uuid not null,
  run_id          uuid not null,
  case_id         uuid not null,
  area_path       text collate "C" not null,
  effect          text not null check (effect in ('released', 'shortened', 'changed', 'unchanged')),
  from_edition    text not null,
  last_day_before date not null,
  last_day_after  date not null,
  state_before    text not null,
  state_after     text not null,
  is_applied      boolean not null,
  primary key (community_id, run_id, case_id)
);
create index edition_line_of_run on control.edition_line (run_id, case_id);
alter table control.edition_line enable row level security;
alter table control.edition_line force row level security;
create policy by_area on control.edition_line using (platform.sees(area_path)) with check (platform.sees(area_path));
